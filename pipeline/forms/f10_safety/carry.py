"""What a month's blank F10 knows already: days, scopes and shifts that are due, dangers and inspections still open.

Results are never filled in: a check that is ticked beforehand proves nothing.
"""

from __future__ import annotations

from datetime import date

from pipeline.checks.services import first_day, last_day
from pipeline.checks.term import Rows, Term
from pipeline.form.filled import Value
from pipeline.forms.carried import open_rows
from pipeline.forms.f00_base.sheets import Rooms
from pipeline.forms.f10_safety.duties import daily_scopes, shifts_due_on
from pipeline.forms.f10_safety.sheets import (
    CANTEEN_SCOPE,
    ROUTINE,
    THREE_ROOMS_SCOPE,
    DailyChecks,
    Dangers,
    Inspections,
    Shifts,
)

Line = dict[str, Value]


def carry(term: Term, month: int) -> dict[str, list[Line]]:
    """Rows by sheet title; sheets without any are left out."""
    found: dict[str, list[Line]] = {
        DailyChecks.title: checks_of(term, month),
        Dangers.title: open_rows(term.rows(Dangers), Dangers.found_on, month),
        Shifts.title: shifts_of(term, month),
        Inspections.title: open_rows(term.rows(Inspections), Inspections.on, month),
    }
    return {title: rows for title, rows in found.items() if rows}


def checks_of(term: Term, month: int) -> list[Line]:
    """每日檢查: each daily scope on each school day with the places it has, 常規管理 on the last day of each week."""
    calendar, places = term.base.calendar, places_by_scope(term.rows(Rooms))
    last_days = {calendar.days[day].week: day for day in calendar.school_days()}
    lines: list[Line] = []
    for day in calendar.school_days(month):
        closes_week = last_days[calendar.days[day].week] == day
        for scope in [*daily_scopes(term), *([ROUTINE] if closes_week else [])]:
            line: Line = {DailyChecks.checked_on.title: date.fromordinal(day), DailyChecks.scope.title: scope}
            known: Line = {DailyChecks.places_due.title: places[scope]} if places.get(scope) else {}
            lines.append(line | known)
    return lines


def places_by_scope(rooms: Rows) -> dict[str, int]:
    """How many rooms of F00.4 a scope has."""
    kinds = rooms.text(Rooms.category)
    of_kind = {scope: int(((kinds == scope) & rooms.usable).sum()) for scope in (CANTEEN_SCOPE, "教室", "辦公室")}
    three_rooms = (rooms.text(Rooms.three_rooms) == "是") & rooms.usable
    return {**of_kind, THREE_ROOMS_SCOPE: int(three_rooms.sum())}


def shifts_of(term: Term, month: int) -> list[Line]:
    """值班護校: each shift that is due in the month, within the window."""
    days = range(max(first_day(month), term.start), min(last_day(month), term.end) + 1)
    return [
        {Shifts.on.title: date.fromordinal(due.day), Shifts.shift.title: due.shift}
        for day in days
        for due in shifts_due_on(term, day)
    ]
