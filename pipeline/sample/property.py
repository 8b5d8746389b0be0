"""F07 of the five school months: asset cards, rooms registered and checked again, changes, classroom scores."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from pipeline.form.filled import Filled
from pipeline.sample.assets import PROJECTORS_IN, asset_rows, change_rows
from pipeline.sample.covers import cover
from pipeline.sample.people import DEPUTY_HEAD, HEAD_OF_LOGISTICS, PROPERTY_KEEPER
from pipeline.sample.rooms import CLASSROOMS, REGISTERED_KINDS, ROOMS, Room
from pipeline.sample.school import OPENING_DAY, SCHOOL_MONTHS, TERM_END
from pipeline.sample.table import Row, day, ledger, month_of, typed

# 物品名稱 | 單位 | how many a classroom has ("" = as many as pupils)
IN_A_CLASSROOM = """
課桌   | 張 |
凳     | 張 |
黑板   | 塊 | 1
門     | 扇 | 2
窗     | 扇 | 6
牆面   | 面 | 4
日光燈 | 盞 | 8
"""
# 物品名稱 | 單位 | how many any other room has
IN_ANOTHER_ROOM = """
門     | 扇 | 1
窗     | 扇 | 4
日光燈 | 盞 | 4
"""
BOOKCASES_FROM, PROJECTORS_FROM = day("03-16"), day("03-23")
CORRIDORS = "G01"
"""The school building is on a card of its own, and so it is registered too."""

REGISTERED_ON = (day("03-02"), day("03-03"), day("03-04"), day("03-05"), day("03-06"))
RECHECKED_ON = (day("06-30"), day("07-01"), day("07-02"))
PUPILS_WHO_SIGN = ("張同學", "李同學", "王同學", "劉同學", "陳同學")

BROKEN_AT_FIRST = {("C303", "凳"): 1, ("C402", "窗"): 1}
# 班室編號 | 物品名稱 | fewer at the end | of them broken | 短缺處理 | 處理單號
AT_THE_END = """
C203 | 日光燈 | 1 | 0 | 報廢 | WX-2603-002
C402 | 窗     | 0 | 1 |      |
C602 | 課桌   | 0 | 2 |      | WX-2606-008
"""
ENDINGS = {(room, thing): rest for room, thing, *rest in ledger(AT_THE_END)}


@dataclass(frozen=True)
class Goods:
    """One kind of thing in one room."""

    room: Room
    thing: str
    unit: str
    quantity: int
    registered_on: date
    is_first: bool

    @property
    def place(self) -> tuple[str, str]:
        """班室編號 and 物品名稱."""
        return self.room.code, self.thing

    def row(self, *, is_over: bool) -> Row:
        """The row of F07.2; signatures and 復查日期 stand on the room's first row."""
        row: Row = {
            "班室編號": self.room.code,
            "物品名稱": self.thing,
            "單位": self.unit,
            "期初數量": self.quantity,
            "期初完好數量": self.quantity - BROKEN_AT_FIRST.get(self.place, 0),
            "期初登記日期": self.registered_on,
        }
        return typed(row | self._signed("期初") | (self._ending() if is_over else {}))

    def _signed(self, when: str) -> Row:
        if not self.is_first:
            return {}
        pupil = PUPILS_WHO_SIGN[ROOMS.index(self.room) % len(PUPILS_WHO_SIGN)]
        by_pupil: Row = {f"{when}簽字_學生": pupil} if self.room.kind == "教室" else {}
        return by_pupil | {f"{when}簽字_責任人": self.room.answers}

    def _ending(self) -> Row:
        fewer, broken, settlement, document = ENDINGS.get(self.place, ("0", "0", "", ""))
        left = self.quantity - int(fewer)
        rechecked_on = RECHECKED_ON[ROOMS.index(self.room) % len(RECHECKED_ON)] if self.is_first else None
        row: Row = {
            "期末數量": left,
            "期末完好數量": left - int(broken),
            "復查日期": rechecked_on,
            "短缺處理": settlement,
            "處理單號": document,
        }
        return row | self._signed("期末")


def _things(room: Room) -> Iterator[tuple[str, str, int, date]]:
    """物品名稱, 單位, 期初數量 and 期初登記日期 of what is registered in a room."""
    registered_on = REGISTERED_ON[ROOMS.index(room) % len(REGISTERED_ON)]
    for thing, unit, count in ledger(IN_A_CLASSROOM if room.kind == "教室" else IN_ANOTHER_ROOM):
        yield thing, unit, int(count) if count else room.pupils or 0, registered_on
    if room.kind == "教室":
        yield "書櫃", "個", 1, BOOKCASES_FROM
    if room.code in PROJECTORS_IN:
        yield "投影儀", "台", 1, PROJECTORS_FROM


GOODS_OF_ROOMS = [
    Goods(room, *thing, is_first=place == 0)
    for room in ROOMS
    if room.kind in REGISTERED_KINDS or room.code == CORRIDORS
    for place, thing in enumerate(_things(room))
]


def goods_rows(month: str) -> list[Row]:
    """F07.2: filled at the term's start and at its end."""
    if month not in {month_of(OPENING_DAY), month_of(TERM_END)}:
        return []
    return [goods.row(is_over=month == month_of(TERM_END)) for goods in GOODS_OF_ROOMS]


REGULAR_CHECKS = (day("03-18"), day("04-15"), day("05-13"), day("06-10"))
UNANNOUNCED_CHECK = day("05-27")
"""Of every second class."""
CHECKERS = (HEAD_OF_LOGISTICS, DEPUTY_HEAD, PROPERTY_KEEPER)

# 班室編號 | 日期 | 衛生分 | 問題
UNTIDY = """
C501 | 03-18 | 9  | 地面有紙屑，清潔用具亂放
K02  | 05-13 | 11 | 玩具架積灰
"""
UNTIDY_CLASSES = {(room, day(on)): (int(score), problem) for room, on, score, problem in ledger(UNTIDY)}


def score_rows(month: str) -> list[Row]:
    """F07.4 of a month."""
    regular = [(on, "定期", room) for on in REGULAR_CHECKS if month_of(on) == month for room in CLASSROOMS]
    surprise = [(UNANNOUNCED_CHECK, "不定期", room) for room in CLASSROOMS[::2]]
    return [_score_row(*one) for one in [*regular, *(one for one in surprise if month_of(one[0]) == month)]]


def _score_row(on: date, check: str, room: Room) -> Row:
    """Scores that go up and down a little with class and month."""
    place = CLASSROOMS.index(room) + on.month
    hygiene, problem = UNTIDY_CLASSES.get((room.code, on), (30 - place % 4, ""))
    scores = (40 - place % 5, hygiene, 15 - place % 2, 15 - place % 3)
    reward = "扣分" if problem else "表揚" if sum(scores) >= 98 else None
    return typed(
        {
            "日期": on,
            "班室編號": room.code,
            "檢查類型": check,
            **dict(zip(("財產保管分", "衛生分", "節水節電分", "門窗關閉分"), scores, strict=True)),
            "問題": problem,
            "獎懲": reward,
            "檢查人": "、".join((CHECKERS[place % 3], CHECKERS[(place + 1) % 3])),
        }
    )


def property_workbooks() -> list[Filled]:
    """One workbook a school month."""
    return [
        Filled(
            form="F07",
            cover=cover("F07", month),
            sheets={
                "固定資產台賬": asset_rows(month),
                "班室登記復查": goods_rows(month),
                "資產增減": change_rows(month),
                "教室檢查評分": score_rows(month),
            },
        )
        for month in SCHOOL_MONTHS
    ]
