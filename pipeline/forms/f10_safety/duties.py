"""What the calendar asks of F10: scopes to check each school day or week, shifts to guard each day (X-38, X-42)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from pipeline.checks.services import month_of
from pipeline.checks.term import Rows, Term
from pipeline.forms.f00_base.sheets import Rooms
from pipeline.forms.f10_safety.sheets import (
    CANTEEN_SCOPE,
    DAY_SHIFT,
    FIRE_SAFETY,
    HOLIDAY_DAY_SHIFT,
    HOLIDAY_NIGHT_SHIFT,
    NIGHT_SHIFT,
    NIGHT_SHIFTS,
    ROUTINE,
    SCOPES,
    THREE_ROOMS_SCOPE,
    DailyChecks,
    Shifts,
)
from pipeline.forms.parameters import CANTEEN

SUNDAY = 6
BESIDES = (ROUTINE, FIRE_SAFETY)
"""Scopes that are not asked for every day; left out where all scopes are taken together."""


@dataclass(frozen=True)
class DueCheck:
    """A check that is due by `day`, met by a row of the scope on one of the days; `week` is the 教學週次."""

    scope: str
    day: int
    week: int | None
    days: range

    @property
    def month(self) -> int:
        """The month that it belongs to."""
        return month_of(self.day)


def daily_scopes(term: Term) -> list[str]:
    """X-38: what is checked every school day; without the canteen when it is off, nor 三室 while no room is one."""
    rooms = term.rows(Rooms)
    knows_three_rooms = ((rooms.text(Rooms.three_rooms) == "是") & rooms.usable).any()
    unknown = {
        *BESIDES,
        *(() if term.switched_on(CANTEEN) else (CANTEEN_SCOPE,)),
        *(() if knows_three_rooms else (THREE_ROOMS_SCOPE,)),
    }
    return [scope for scope in SCOPES if scope not in unknown]


def daily_checks_due(term: Term, scopes: Sequence[str]) -> list[DueCheck]:
    """Each of the scopes on each school day so far."""
    calendar, so_far = term.base.calendar, term.days_so_far
    days = [day for day in calendar.school_days() if day in so_far]
    return [DueCheck(scope, day, calendar.days[day].week, range(day, day + 1)) for day in days for scope in scopes]


def weekly_checks_due(term: Term) -> list[DueCheck]:
    """F10-R01: 常規管理 in each 教學週次 that is over, from Monday to Sunday; due on its last school day."""
    calendar, weeks = term.base.calendar, defaultdict[int, list[int]](list)
    for day in calendar.school_days():
        week = calendar.days[day].week
        if week is not None and day <= term.end:
            weeks[week].append(day)
    return [
        DueCheck(ROUTINE, days[-1], week, range(days[0] - weekday(days[0]), days[-1] + SUNDAY - weekday(days[-1]) + 1))
        for week, days in sorted(weeks.items())
        if days[-1] <= term.as_of
    ]


def weekday(day: int) -> int:
    """0 for a Monday."""
    return date.fromordinal(day).weekday()


def days_by_scope(rows: Rows, *, also_held: bool) -> Mapping[str | None, set[int]]:
    """The days with a row of each scope; where a row is asked for, a held one is there (domain 3.1, Order)."""
    scopes, days = rows.text(DailyChecks.scope), rows.numbers(DailyChecks.checked_on)
    found = defaultdict[str | None, set[int]](set)
    for at in np.flatnonzero((rows.counted | also_held) & (days > 0)):
        found[scopes[at]].add(int(days[at]))
    return found


def is_met(due: DueCheck, days: Mapping[str | None, set[int]]) -> bool:
    """The scope has a row on one of the days; a held row that does not say its scope may be the one."""
    return any(not days.get(scope, set()).isdisjoint(due.days) for scope in (due.scope, None))


@dataclass(frozen=True)
class DueShift:
    """A shift that is due on a day, and the 班次 that meet it."""

    day: int
    shift: str
    met_by: tuple[str, ...]


def shifts_due(term: Term) -> list[DueShift]:
    """X-42: a night shift each day, and a day shift on each day that is no school day."""
    return [due for day in term.days_so_far for due in shifts_due_on(term, day)]


def shifts_due_on(term: Term, day: int) -> list[DueShift]:
    """The shifts of one day, in their order."""
    if term.base.calendar.is_school_day(day):
        return [DueShift(day, NIGHT_SHIFT, NIGHT_SHIFTS)]
    day_shift = DueShift(day, HOLIDAY_DAY_SHIFT, (HOLIDAY_DAY_SHIFT, DAY_SHIFT))
    return [day_shift, DueShift(day, HOLIDAY_NIGHT_SHIFT, NIGHT_SHIFTS)]


def shifts_by_day(rows: Rows, *, also_held: bool) -> Mapping[tuple[int, str | None], list[int]]:
    """Positions of the rows of each day and 班次."""
    shifts, days = rows.text(Shifts.shift), rows.numbers(Shifts.on)
    found = defaultdict[tuple[int, str | None], list[int]](list)
    for at in np.flatnonzero((rows.counted | also_held) & (days > 0)):
        found[int(days[at]), shifts[at]].append(int(at))
    return found


def rows_of_shift(due: DueShift, rows: Mapping[tuple[int, str | None], list[int]]) -> list[int]:
    """Positions of the rows that meet a due shift."""
    return [at for shift in due.met_by for at in rows.get((due.day, shift), ())]
