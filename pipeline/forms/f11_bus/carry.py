"""What a month's blank F11 knows already: vehicles and their papers, the runs that are planned, the waiting room.

Results are never filled in: neither the equipment's check nor the location, heads, drivers or escorts of a run.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date

import numpy as np

from pipeline.checks.term import Rows, Term
from pipeline.form.filled import Value
from pipeline.forms.carried import row_of
from pipeline.forms.f11_bus.sheets import (
    IN_USE,
    OUTING,
    SECOND_RUN_HOME,
    SLOTS,
    Runs,
    Vehicles,
    Waiting,
)

Line = dict[str, Value]
CHECKED_ANEW = {Vehicles.equipment_checked_on.name, Vehicles.located.name}
EVERY_SLOT = tuple(slot for slot in SLOTS if slot != OUTING)


def carry(term: Term, month: int) -> dict[str, list[Line]]:
    """Rows by sheet title; sheets without any are left out."""
    days = [day for day, about in sorted(term.base.calendar.days.items()) if about.bus]
    days = [day for day in days if date.fromordinal(day).year * 12 + date.fromordinal(day).month - 1 == month]
    found = {
        Vehicles.title: vehicle_lines(term.rows(Vehicles)),
        Runs.title: run_lines(term, days),
        Waiting.title: waiting_lines(term, days),
    }
    return {title: rows for title, rows in found.items() if rows}


def vehicle_lines(rows: Rows) -> list[Line]:
    """車輛檔案 as handed in last, without what is to be checked each month."""
    kept = [column for column in Vehicles.columns if column.name not in CHECKED_ANEW]
    return [row_of(rows, kept, int(at)) for at in np.flatnonzero(rows.usable)]


def run_lines(term: Term, days: list[int]) -> list[Line]:
    """每日運行: each planned run of each vehicle 在用, with the route that it had last."""
    vehicles, routes = term.rows(Vehicles), last_routes(term.rows(Runs))
    counts, in_use = (
        vehicles.numbers(Vehicles.planned_runs),
        vehicles.usable & (vehicles.text(Vehicles.status) == IN_USE),
    )
    lines: list[Line] = []
    for day in days:
        for at in np.flatnonzero(in_use):
            plate = vehicles.text(Vehicles.plate)[at]
            for slot in slots_of(routes[plate], int(counts[at])):
                line: Line = {Runs.on.title: date.fromordinal(day), Runs.plate.title: plate, Runs.slot.title: slot}
                lines.append({**line, Runs.route.title: routes[plate].get(slot or "")})
    return [{title: value for title, value in line.items() if value is not None} for line in lines]


def last_routes(rows: Rows) -> defaultdict[str, dict[str, str]]:
    """線路 by 車牌號 and 趟次, as of the last run, in the order of the list of 趟次."""
    found = defaultdict[str, dict[str, str]](dict)
    plates, slots, routes = rows.text(Runs.plate), rows.text(Runs.slot), rows.text(Runs.route)
    for at in np.argsort(rows.numbers(Runs.on), kind="stable"):
        if rows.usable[at] and slots[at] != OUTING:
            found[plates[at]][slots[at]] = routes[at]
    return found


def slots_of(routes: dict[str, str], count: int) -> list[str | None]:
    """The 趟次 of a day: those that the vehicle makes, if they are as many as planned; else the clerk chooses."""
    if len(routes) == count:
        return [slot for slot in SLOTS if slot in routes]
    return list(EVERY_SLOT) if count == len(EVERY_SLOT) else [None] * count


def waiting_lines(term: Term, days: list[int]) -> list[Line]:
    """候車看護: 放學2 of each day, in the room of the term's first session."""
    rows = term.rows(Waiting)
    second = rows.usable & (rows.text(Waiting.slot) == SECOND_RUN_HOME)
    if not second.any():
        return []
    first = min(np.flatnonzero(second), key=lambda at: int(rows.numbers(Waiting.on)[at]))
    known: Line = {Waiting.slot.title: SECOND_RUN_HOME, Waiting.room.title: rows.text(Waiting.room)[first]}
    return [{Waiting.on.title: date.fromordinal(day), **known} for day in days]
