"""What stands in the rooms of a small school: registered at the start of the term, checked again at its end (F07.2)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.sample.table import Row, day, ledger, typed

REGISTERED_KINDS = ("教室", "專用室", "辦公室", "食堂")
REGISTERED_ON, RECHECKED_ON = day("03-04"), day("07-01")
REGISTERED_IN, RECHECKED_IN = "2026-03", "2026-07"
PUPILS_WHO_SIGN = ("張同學", "李同學", "王同學", "劉同學", "陳同學")

Change = tuple[int, int, str, str]
"""How many fewer at the end, how many of them broken, 短缺處理 and 處理單號."""
SAME: Change = (0, 0, "", "")


@dataclass(frozen=True)
class Registration:
    """`in_classrooms` and `elsewhere` have lines 物品名稱 | 單位 | how many ("" = as many as pupils).

    `besides` has further things by 班室編號; `changes` what was otherwise at the end, by room and thing. `rooms` are
    those of F00.4; further ones that have an asset card are named in `also`.
    """

    rooms: Sequence[Row]
    in_classrooms: str
    elsewhere: str
    besides: Mapping[str, Sequence[tuple[str, str, int]]] = field(default_factory=dict)
    changes: Mapping[tuple[str, str], Change] = field(default_factory=dict)
    also: Sequence[str] = ()

    def rows(self) -> dict[str, list[Row]]:
        """F07.2 of the two months in which it is filled in."""
        return {
            REGISTERED_IN: [self._first(*one) for one in self._things()],
            RECHECKED_IN: [self._checked_again(*one) for one in self._things()],
        }

    def _things(self) -> Iterator[tuple[Row, int, str, str, int]]:
        """Room, place in the room's list, thing, unit and quantity."""
        for room in self.rooms:
            if room["類別"] in REGISTERED_KINDS or room["班室編號"] in self.also:
                lines = ledger(self.in_classrooms if room["類別"] == "教室" else self.elsewhere)
                things = [(thing, unit, int(count or str(room["學生數"]))) for thing, unit, count in lines]
                more = self.besides.get(str(room["班室編號"]), ())
                yield from ((room, place, *thing) for place, thing in enumerate([*things, *more]))

    def _signed(self, when: str, room: Row, place: int) -> Row:
        """Who signs, once a room."""
        if place:
            return {}
        pupil = PUPILS_WHO_SIGN[self.rooms.index(room) % len(PUPILS_WHO_SIGN)]
        by_pupil: Row = {f"{when}簽字_學生": pupil} if room["類別"] == "教室" else {}
        return by_pupil | {f"{when}簽字_責任人": room["責任人"]}

    def _first(self, room: Row, place: int, thing: str, unit: str, count: int) -> Row:
        row: Row = {
            "班室編號": room["班室編號"],
            "物品名稱": thing,
            "單位": unit,
            "期初數量": count,
            "期初完好數量": count,
            "期初登記日期": REGISTERED_ON,
        }
        return row | self._signed("期初", room, place)

    def _checked_again(self, room: Row, place: int, thing: str, unit: str, count: int) -> Row:
        fewer, broken, settlement, document = self.changes.get((str(room["班室編號"]), thing), SAME)
        row = self._first(room, place, thing, unit, count) | {
            "期末數量": count - fewer,
            "期末完好數量": count - fewer - broken,
            "復查日期": None if place else RECHECKED_ON,
            "短缺處理": settlement,
            "處理單號": document,
        }
        return typed(row | self._signed("期末", room, place))
