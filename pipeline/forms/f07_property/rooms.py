"""What the rules of F07.2 and F07.4 need beyond a row's own cells: the rooms to register, their rows, the calendar."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pipeline.checks.services import last_day, month_of
from pipeline.checks.term import MONTH, Rows, Term
from pipeline.checks.words import computed
from pipeline.form.column import Column
from pipeline.form.expression import Type, Word
from pipeline.forms.f00_base.sheets import Rooms
from pipeline.forms.f07_property.ledger import gaps
from pipeline.forms.f07_property.sheets import (
    CLASSROOM,
    KEY_OBJECTS,
    REGISTERED_KINDS,
    UNANNOUNCED,
    RoomGoods,
    Scores,
)

REGISTERED_WITHIN = 7
"""F07-R05: days after 開學日 in which every room is registered."""
RECHECKED_WITHIN = 14
"""F07-R07: days before 學期結束日 in which the re-check may be made."""

Found = Mapping[int, Sequence[str]]
"""What is missing, by month."""


def rooms_of(term: Term, *kinds: str) -> list[int]:
    """Positions of the rooms of F00.4 of some 類別, in the order of the roster."""
    rooms = term.rows(Rooms)
    return [int(at) for at in np.flatnonzero(rooms.usable & np.isin(rooms.text(Rooms.category).astype(str), kinds))]


def name_of(term: Term, at: int) -> str:
    """三年級2班（C302）."""
    rooms = term.rows(Rooms)
    return f"{rooms.text(Rooms.label)[at]}（{rooms.text(Rooms.code)[at]}）"


def registration_ends(term: Term) -> int:
    """The last day on which a room may be registered."""
    return term.base.opening + REGISTERED_WITHIN


def is_due(term: Term) -> bool:
    """The days of registration are over."""
    return term.as_of >= registration_ends(term)


@computed("登記期限已到")
def REGISTRATION_IS_DUE(rows: Rows) -> pd.Series[Any]:
    """F07-R06: the days of registration are over."""
    return pd.Series(is_due(rows.term), index=rows.frame.index, dtype="boolean")


@computed("期末復查的表已交齊")
def RECHECK_HAS_COME(rows: Rows) -> pd.Series[Any]:
    """F07-R07: no later month, in which the row may have been filled in, is missing."""
    latest = max(gaps(rows.term), default=0)
    return (rows.frame[MONTH] >= latest).astype("boolean")


def some_room_is_unreadable(rows: Rows) -> bool:
    """A row does not say which room it is about: it may be any."""
    return bool(pd.isna(rows.text(RoomGoods.room)).any())


def rooms_not_registered(term: Term) -> Found:
    """F07-R05: rooms without a row in time, in the month of 開學日; a held row is there."""
    rows = term.rows(RoomGoods)
    if not is_due(term) or some_room_is_unreadable(rows):
        return {}
    days = rows.of(RoomGoods.registered_on).fillna(0).to_numpy(dtype=np.int64)
    there = set(rows.text(RoomGoods.room)[(days <= registration_ends(term))])
    codes = term.rows(Rooms).text(Rooms.code)
    missing = [name_of(term, at) for at in rooms_of(term, *REGISTERED_KINDS) if codes[at] not in there]
    return {month_of(term.base.opening): missing} if missing else {}


def classrooms_without_key_objects(term: Term) -> Found:
    """F07-R10: what a classroom has and nobody registered, in the month of 開學日."""
    rows = term.rows(RoomGoods)
    if not is_due(term) or some_room_is_unreadable(rows):
        return {}
    there = defaultdict[str, set[str | None]](set)
    for room, thing in zip(rows.text(RoomGoods.room), rows.text(RoomGoods.thing), strict=True):
        there[room].add(thing)
    codes, missing = term.rows(Rooms).text(Rooms.code), []
    for at in rooms_of(term, CLASSROOM):
        known = there[codes[at]]
        lacks = [thing for thing in KEY_OBJECTS if thing not in known and None not in known]
        if lacks:
            missing.append(f"{name_of(term, at)}缺{'、'.join(lacks)}")
    return {month_of(term.base.opening): missing} if missing else {}


def of_room(name: str, column: Column, test: Callable[[Rows], NDArray[np.bool_]] | None = None) -> Word:
    """Some row of the room has the cell filled (and passes a test); unknown where only a held row may have it."""

    def compute(rows: Rows) -> pd.Series[Any]:
        rooms = rows.text(RoomGoods.room)
        met = rows.true(column.filled()) if test is None else test(rows)
        done, held = set(rooms[met & rows.usable]), set(rooms[~rows.usable])
        found = [True if room in done else pd.NA if {room, None} & held else False for room in rooms]
        return pd.Series(found, index=rows.frame.index, dtype="boolean")

    return Word(name, compute, Type.TRUTH)


def _rechecked_in_time(rows: Rows) -> NDArray[np.bool_]:
    return rows.numbers(RoomGoods.rechecked_on) >= rows.term.end - RECHECKED_WITHIN


FIRST_KEEPER_SIGNED = of_room("本室期初已有責任人簽字", RoomGoods.first_keeper)
FIRST_PUPIL_SIGNED = of_room("本室期初已有學生簽字", RoomGoods.first_pupil)
RECHECKED = of_room(f"本室在學期結束前 {RECHECKED_WITHIN} 天內已復查", RoomGoods.rechecked_on, _rechecked_in_time)
LAST_KEEPER_SIGNED = of_room("本室期末已有責任人簽字", RoomGoods.last_keeper)
LAST_PUPIL_SIGNED = of_room("本室期末已有學生簽字", RoomGoods.last_pupil)
IS_CLASSROOM = RoomGoods.room.lookup(Rooms.code, Rooms.category) == CLASSROOM
PUPILS = RoomGoods.room.lookup(Rooms.code, Rooms.pupils)


def rooms_that_pass(rows: Rows, rule: str) -> set[str]:
    """The rooms all of whose counted rows are known to keep a rule; none where the rule has judged nothing."""
    if rule not in rows.failed:
        return set()
    rooms = rows.text(RoomGoods.room)
    not_known = rows.usable & (rows.failed[rule] | rows.unknown[rule])
    return set(rooms[rows.counted]) - set(rooms[not_known])


def full_months_over(term: Term) -> list[int]:
    """Full months (P-26) that are over."""
    return [month for month in term.base.full_months(term.as_of) if min(last_day(month), term.end) <= term.as_of]


def classrooms_not_scored(term: Term) -> Found:
    """F07-R15: classrooms without a score in a full month; at term end, no unannounced check in any month."""
    if not term.has(Scores):
        return {}
    rows, codes = term.rows(Scores), term.rows(Rooms).text(Rooms.code)
    scored = defaultdict[int, set[str | None]](set)
    for month, room in zip(rows.months.tolist(), rows.text(Scores.room), strict=True):
        scored[month].add(room)
    missing = defaultdict[int, list[str]](list)
    for month in full_months_over(term):
        if None not in scored[month]:
            classrooms = rooms_of(term, CLASSROOM)
            missing[month] += [name_of(term, at) for at in classrooms if codes[at] not in scored[month]]
    checks = set(rows.text(Scores.check))
    if term.at_term_end and not gaps(term) and not {UNANNOUNCED, None} & checks:
        missing[month_of(term.end)].append("全學期的不定期檢查")
    return missing
