"""What the rules of F04 need beyond a row's own cells: who needs a paper, who keeps a room, what was passed on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from pipeline.checks.mask import truths
from pipeline.checks.services import last_day, month_of
from pipeline.checks.term import Rows, Term
from pipeline.checks.unknown import Held, all_came
from pipeline.checks.words import by_day, computed, month_of_file
from pipeline.form.expression import Type
from pipeline.forms.f00_base.sheets import Rooms
from pipeline.forms.f04_people.holders import kinds_needed, list_is_newest, papers
from pipeline.forms.f04_people.letters import CLASSROOM, has_rented_bus
from pipeline.forms.f04_people.sheets import (
    DRIVERS_PAPERS,
    FOOD_MEETING,
    RELAY,
    SKILLS,
    Certificates,
    Letters,
    Meetings,
)

SIGNED_WITHIN = 30
"""F04-R07: days after 1 September or 到崗日期."""
RELAYED_WITHIN = 10
"""F04-R13: days after a training."""
SEPTEMBER = 9

Found = Mapping[int, Sequence[str]]
"""What is missing, by month."""


def _latest(rows: Rows, *, drivers_too: bool) -> pd.Series[Any]:
    """The row is the latest paper that its holder, in post on the as-of date, has of a kind that he needs.

    Unknown where a held row may be a later one, or a newer list may not have come.
    """
    term, people = rows.term, rows.term.base.roster.people
    held, known = Held(rows, Certificates.holder, Certificates.paper), papers(term)
    holders, kinds = rows.text(Certificates.holder), rows.text(Certificates.paper)
    until, newest = rows.numbers(Certificates.valid_until), list_is_newest(term, Certificates)
    found: dict[int, object] = {}
    for at in np.flatnonzero(rows.usable).tolist():
        name, kind = holders[at], kinds[at]
        if name not in people or kind is None or held.may_have(name, kind) or not newest:
            continue
        needed = people[name].in_post(term.as_of) and kind in kinds_needed(term, people[name], term.as_of)
        is_last = int(until[at]) == max((one.last for one in known.get((name, kind), ())), default=0)
        found[at] = needed and is_last and (drivers_too or kind not in DRIVERS_PAPERS)
    return truths(rows, found)


@computed("在崗人員所需證照的最近一張")
def IS_LATEST_NEEDED(rows: Rows) -> pd.Series[Any]:
    """F04-R01: without the kinds of bus drivers, which F11-R09 asks."""
    return _latest(rows, drivers_too=False)


@computed("在崗人員所需證照（含駕駛人）的最近一張")
def IS_LATEST(rows: Rows) -> pd.Series[Any]:
    """F04-R02."""
    return _latest(rows, drivers_too=True)


class ClassroomKeepers:
    """責任人 and 教室管理員 of each 教室, in every list of F00.4 that came."""

    def __init__(self, term: Term) -> None:
        self.newest = term.rows(Rooms)
        self.names = defaultdict[str, set[str]](set)
        self.held = Held(self.newest, Rooms.code)
        for rows in (self.newest, term.older.get(Rooms)):
            if rows is not None:
                self._read(rows)

    def _read(self, rows: Rows) -> None:
        columns = (Rooms.code, Rooms.keeper, Rooms.second_keeper)
        code, keeper, second = (rows.text(one) for one in columns)
        for at in np.flatnonzero(rows.usable & (rows.text(Rooms.category) == CLASSROOM)).tolist():
            self.names[code[at]] |= {name for name in (keeper[at], second[at]) if name is not None}


@computed("責任對象是教室")
def IS_CLASSROOM(rows: Rows) -> pd.Series[Any]:
    """F04-R06: 責任對象 is the number of a 教室; unknown where that room is held."""
    keepers = ClassroomKeepers(rows.term)
    named = enumerate(rows.text(Letters.subject))
    asked = {at: code for at, code in named if code is not None and not keepers.held.may_have(code)}
    return truths(rows, {at: code in keepers.names for at, code in asked.items()})


@computed("責任人管這間教室，每學年各簽一份")
def KEEPS_THE_ROOM(rows: Rows) -> pd.Series[Any]:
    """F04-R06: 責任人 keeps the room, and no row above has the same room, person and 學年."""
    keepers = ClassroomKeepers(rows.term)
    columns = (Letters.category, Letters.school_year, Letters.subject, Letters.signer)
    found: dict[int, object] = {}
    seen: set[tuple[str | None, ...]] = set()
    for at, letter in enumerate(zip(*(rows.text(one) for one in columns), strict=True)):
        _, _, code, signer = letter
        if not rows.usable[at] or code is None or signer is None:
            continue
        if code in keepers.names and not keepers.held.may_have(code):
            found[at] = signer in keepers.names[code] and letter not in seen
        seen.add(letter)
    return truths(rows, found)


@computed("責任書簽訂期限", Type.DATE)
def SIGNED_BY(rows: Rows) -> pd.Series[Any]:
    """F04-R07: 30 days after 1 September of 學年, or after 到崗日期 if later; unknown where 學年 is no 學年."""
    people = rows.term.base.roster.people
    days = [
        _last_day_to_sign(year, people[name].start or 0) if name in people else None
        for year, name in zip(rows.text(Letters.school_year), rows.text(Letters.signer), strict=True)
    ]
    return pd.Series([pd.NA if day is None else day for day in days], index=rows.frame.index, dtype="Int64")


def _last_day_to_sign(school_year: str | None, joined: int) -> int | None:
    first = (school_year or "").partition("-")[0]
    if not (first.isascii() and first.isdecimal() and date.min.year <= int(first) <= date.max.year):
        return None
    return max(date(int(first), SEPTEMBER, 1).toordinal(), joined) + SIGNED_WITHIN


@computed("有租用服務的車輛")
def HAS_RENTED_BUS(rows: Rows) -> pd.Series[Any]:
    """F04-R09; unknown without F11."""
    rented = has_rented_bus(rows.term)
    return pd.Series(pd.NA if rented is None else rented, index=rows.frame.index, dtype="boolean")


@computed("在 10 天內校內傳達")
def IS_RELAYED(rows: Rows) -> pd.Series[Any]:
    """F04-R13: a 校內傳達 row 0 to 10 days later quotes the training's 記錄編號; due on day 10."""
    term = rows.term
    categories, days, records, quoted = (
        rows.text(Meetings.category),
        rows.numbers(Meetings.on),
        rows.text(Meetings.record),
        rows.text(Meetings.training),
    )
    relays = rows.usable & (categories == RELAY) & (days > 0)
    passed_on = [(quoted[at], int(days[at])) for at in np.flatnonzero(relays).tolist()]
    held = Held(rows, Meetings.category, Meetings.training)
    found: dict[int, object] = {}
    for at, record in enumerate(records):
        if record is None or days[at] <= 0:
            continue
        within = range(int(days[at]), int(days[at]) + RELAYED_WITHIN + 1)
        if any(number == record and day in within for number, day in passed_on):
            found[at] = True
        elif within[-1] <= term.as_of and not held.may_have(RELAY, record) and _came(term, within):
            found[at] = False
    return truths(rows, found)


def _came(term: Term, days: range) -> bool:
    return all_came(term, Meetings, month_of(days[0]), month_of(days[-1]))


MATTERS_ARE_DUE = by_day(Meetings.on, lambda term, day: last_day(month_of(day) + 1) <= term.as_of, "次月已過")


@computed("後續狀態已知")
def STATE_IS_KNOWN(rows: Rows) -> pd.Series[Any]:
    """F04-R15: no later state of the row may be in a month that has not come."""
    known = True if rows.unknown_blanks is None else ~rows.unknown_blanks
    return pd.Series(known, index=rows.frame.index, dtype="boolean")


def full_months(term: Term) -> list[int]:
    """Months of the period with at least P-26 school days."""
    threshold = term.base.parameters.number("P-26", term.as_of)
    return [m for m in term.months if m in term.base.calendar.full_months(int(threshold))] if threshold else []


def months_of_meetings(rows: Rows, category: str) -> set[int]:
    """The months with a row of the kind; a held row is there."""
    return set(rows.months[rows.text(Meetings.category) == category].tolist())


def months_without_food_meeting(term: Term) -> Found:
    """F04-R10: full months without one."""
    rows = term.rows(Meetings)
    there, held = months_of_meetings(rows, FOOD_MEETING), Held(rows, month_of_file(), Meetings.category)
    return {
        month: [FOOD_MEETING]
        for month in full_months(term)
        if month not in there and not held.may_have(month, FOOD_MEETING)
    }


def no_skills_training(term: Term) -> Found:
    """F04-R14: none in the term, asked at its end."""
    rows = term.rows(Meetings)
    held = Held(rows, Meetings.category).may_have(SKILLS)
    asked = term.at_term_end and all_came(term, Meetings) and not held
    return {month_of(term.end): [SKILLS]} if asked and not months_of_meetings(rows, SKILLS) else {}
