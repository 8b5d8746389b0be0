"""Which letters of responsibility are due, and which are signed (F04.2; X-12, M-F04-02)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipeline.checks.services import Staff, month_of
from pipeline.checks.term import Rows, Term
from pipeline.checks.unknown import Held, readable
from pipeline.checks.words import breaks
from pipeline.forms.elsewhere import columns_of, rows_of
from pipeline.forms.f00_base.sheets import Rooms
from pipeline.forms.f04_people.holders import everybody, list_is_newest
from pipeline.forms.f04_people.sheets import (
    BUS_LETTER,
    CANTEEN_LETTER,
    LETTERS,
    ROOM_LETTER,
    SAFETY_LETTER,
    Letters,
)
from pipeline.forms.parameters import BUS, CANTEEN

DEPARTMENTS = {CANTEEN_LETTER: ("食堂",), SAFETY_LETTER: ("總務處", "食堂", "校車隊", "門衛")}
"""Who signs a letter of his own."""
JOINED_BEFORE = 30
"""Days in post after which a letter is due."""
VEHICLES = ("F11", "車輛檔案")
RENTED = "租用服務"
CLASSROOM = "教室"
NOBODY = "其他"
"""The post of whoever is not on the roster."""


class Due(NamedTuple):
    """A letter that is due: for a room (else ''), by a person ('': by anybody)."""

    category: str
    room: str
    signer: str
    post: str


def letters_due(term: Term, day: int) -> list[Due]:
    """Every letter due on a day."""
    return [*_of_persons(term, day), *_of_rooms(term, day), *_of_buses(term)]


def _has_joined(one: Staff, day: int) -> bool:
    return one.in_post(day) and (one.start is None or day - one.start >= JOINED_BEFORE)


def _of_persons(term: Term, day: int) -> Iterator[Due]:
    for category, departments in DEPARTMENTS.items():
        if category == CANTEEN_LETTER and not term.switched_on(CANTEEN):
            continue
        for one in everybody(term):
            if one.department in departments and _has_joined(one, day):
                yield Due(category, "", one.name, one.main_post)


def _of_rooms(term: Term, day: int) -> Iterator[Due]:
    rooms, people = term.rows(Rooms), term.base.roster.people
    is_classroom = rooms.usable & (rooms.text(Rooms.category) == CLASSROOM)
    for at in np.flatnonzero(is_classroom).tolist():
        names = (rooms.text(Rooms.keeper)[at], rooms.text(Rooms.second_keeper)[at])
        for name in dict.fromkeys(name for name in names if name is not None):
            if name in people and _has_joined(people[name], day):
                yield Due(ROOM_LETTER, rooms.text(Rooms.code)[at], name, people[name].main_post)


def _of_buses(term: Term) -> Iterator[Due]:
    if has_rented_bus(term):
        yield Due(BUS_LETTER, "", "", NOBODY)


def has_rented_bus(term: Term) -> bool | None:
    """Some vehicle of F11.1 is 租用服務; None where that is not known."""
    rows = rows_of(term, *VEHICLES) if term.switched_on(BUS) else None
    if rows is None:
        return None
    (ownership,) = columns_of(rows, "權屬")
    if (rows.usable & (rows.text(ownership) == RENTED)).any():
        return True
    return False if rows.usable.all() and list_is_newest(term, rows.sheet) else None


def valid_on(rows: Rows, day: int) -> NDArray[np.bool_]:
    """Letters and zones in force on the day, on rows in the figures."""
    signed, until = rows.numbers(Letters.signed_on), rows.numbers(Letters.valid_until)
    return np.asarray(rows.counted & (signed > 0) & (signed <= day) & (day <= until), dtype=bool)


def signed_by(term: Term, day: int) -> dict[Due, int]:
    """The letters due on the day that are signed, each with the position of its row; a row serves one letter."""
    rows = term.rows(Letters)
    known: dict[tuple[str, str, str], int] = {}
    categories, subjects, signers = (rows.text(one) for one in (Letters.category, Letters.subject, Letters.signer))
    for at in np.flatnonzero(valid_on(rows, day) & rows.true(Letters.signer.filled()))[::-1].tolist():
        category = categories[at]
        room = subjects[at] if category == ROOM_LETTER else ""
        known[category, room, "" if category == BUS_LETTER else signers[at]] = at
    asked = {due: known.get((due.category, due.room, due.signer)) for due in letters_due(term, day)}
    return {due: at for due, at in asked.items() if at is not None}


def missing_letters(term: Term) -> dict[int, Sequence[str]]:
    """X-12: letters due on the as-of date that nobody signed, in the file of that day's month."""
    rows = term.rows(Letters)
    if not list_is_newest(term, Letters):
        return {}
    day = min(term.as_of, term.end)
    signed, held = signed_by(term, day), Held(rows, Letters.category, Letters.subject, Letters.signer)
    silent = {*rows.text(Letters.category)[rows.true(breaks("F04-R08"))]}
    unsaid = ~rows.usable & ~readable(rows, Letters.category)
    missing = [
        f"{due.category}（{'、'.join(part for part in (due.room, due.signer) if part) or '租用校車'}）"
        for due in letters_due(term, day)
        if due not in signed and due.category not in silent and not unsaid.any() and not _may_be_held(rows, held, due)
    ]
    return {month_of(day): missing} if missing else {}


def _may_be_held(rows: Rows, held: Held, due: Due) -> bool:
    """A held row may be the letter."""
    if not held:
        return False
    categories, subjects, signers = (rows.text(one) for one in (Letters.category, Letters.subject, Letters.signer))
    return any(
        categories[at] == due.category
        and (not due.room or subjects[at] in (due.room, None))
        and (not due.signer or signers[at] in (due.signer, None))
        for at in held.places
    )


__all__ = ["LETTERS", "Due", "has_rented_bus", "letters_due", "missing_letters", "signed_by", "valid_on"]
