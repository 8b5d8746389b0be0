"""What adds to the figures of F10 where one row's cells cannot say it: what is due, met, complete or still open."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from pipeline.checks.services import last_day, month_of
from pipeline.checks.term import Rows, Term
from pipeline.checks.words import breaks
from pipeline.figures.contribution import NO_ROW, Frame, Line, frame_of
from pipeline.forms.f10_safety.duties import (
    DueCheck,
    daily_checks_due,
    daily_scopes,
    days_by_scope,
    is_met,
    rows_of_shift,
    shifts_by_day,
    shifts_due,
    weekly_checks_due,
)
from pipeline.forms.f10_safety.sheets import FIRE_SAFETY, LEVELS, DailyChecks, Dangers, Shifts

if TYPE_CHECKING:
    import pandas as pd

SCOPE, WEEK, SHIFT = "檢查範圍", "教學週次", "班次"
INCOMPLETE = ("F10-R11", "F10-R12", "F10-R13")
"""A shift that breaks none of these is complete (M-F10-04b)."""


def checks_due(term: Term) -> list[DueCheck]:
    """M-F10-01a: every scope on every school day, 常規管理 in every school week, of the months handed in."""
    every = [*daily_checks_due(term, [*daily_scopes(term), FIRE_SAFETY]), *weekly_checks_due(term)]
    return [due for due in every if term.came(DailyChecks, due.month)]


def row_of_check(term: Term) -> dict[tuple[str, int], int]:
    """The id of the first counted row of each scope and day."""
    rows = term.rows(DailyChecks)
    scopes, days, numbers = rows.text(DailyChecks.scope), rows.numbers(DailyChecks.checked_on), rows.ids
    return {(scopes[at], int(days[at])): int(numbers[at]) for at in np.flatnonzero(rows.counted)[::-1]}


def checks(*, met: bool, is_rate: bool = False) -> Frame:
    """M-F10-01a (`met` False: what is due), 01b (with a row) and 01c (the share of it)."""

    def compute(term: Term) -> pd.DataFrame:
        days, row_ids = days_by_scope(term.rows(DailyChecks), also_held=False), row_of_check(term)

        def lines() -> Iterator[Line]:
            for due in checks_due(term):
                found = [row_ids[due.scope, day] for day in due.days if (due.scope, day) in row_ids]
                num = int(not met or is_met(due, days))
                yield due.month, due.scope, str(due.week or ""), num, 1, found[0] if found else NO_ROW

        return frame_of(lines(), SCOPE, WEEK, is_rate=is_rate)

    return compute


def complete_shifts(rows: Rows) -> NDArray[np.bool_]:
    """Counted rows that pass F10-R11, R12 and R13."""
    complete = rows.counted
    for rule in INCOMPLETE:
        complete = complete & ~rows.true(breaks(rule))
    return complete


def shifts(*, is_rate: bool) -> Frame:
    """M-F10-04a (shifts due, of the months handed in) and 04c (of them, with a complete row)."""

    def compute(term: Term) -> pd.DataFrame:
        rows = term.rows(Shifts)
        places, complete, numbers = shifts_by_day(rows, also_held=False), complete_shifts(rows), rows.ids

        def lines() -> Iterator[Line]:
            for due in shifts_due(term):
                found = rows_of_shift(due, places)
                good = [at for at in found if complete[at]]
                row = next((int(numbers[at]) for at in [*good, *found]), NO_ROW)
                if term.came(DailyChecks, month_of(due.day)):
                    yield month_of(due.day), due.shift, int(bool(good)) if is_rate else 1, 1, row

        return frame_of(lines(), SHIFT, is_rate=is_rate)

    return compute


def open_dangers(term: Term) -> pd.DataFrame:
    """M-F10-03c: at each month's end, dangers found by then and not written off by then."""
    rows = term.rows(Dangers)
    found, closed = rows.numbers(Dangers.found_on), rows.numbers(Dangers.closed_on)
    kinds, levels, numbers = rows.text(Dangers.category), rows.text(Dangers.level), rows.ids

    def lines() -> Iterator[Line]:
        for month in term.months:
            end = min(last_day(month), term.as_of)
            for at in np.flatnonzero(rows.counted & (found <= end) & ((closed == 0) | (closed > end))):
                yield month, kinds[at], levels[at], 1, 1, numbers[at]

    return frame_of(lines(), "類別", "等級", is_rate=False)


def open_positions(term: Term) -> list[int]:
    """Positions of the dangers open on the as-of date, the gravest first, then by 整改期限."""
    rows = term.rows(Dangers)
    closed = rows.numbers(Dangers.closed_on)
    levels, deadlines = rows.text(Dangers.level), rows.numbers(Dangers.deadline)
    numbers = rows.text(Dangers.number_of_danger)
    at_issue = np.flatnonzero(rows.counted & ((closed == 0) | (closed > term.as_of)))
    gravity = [-LEVELS.index(level) if level in LEVELS else 0 for level in levels]
    return sorted(map(int, at_issue), key=lambda at: (gravity[at], int(deadlines[at]), numbers[at]))
