"""The vehicles as their list stood on a day: a list is in force from its month until a newer one comes (domain 3.2)."""

from __future__ import annotations

from calendar import monthrange
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from pipeline.checks.services import first_day, month_of
from pipeline.checks.term import ID, MONTH, PART, Rows, State, Term
from pipeline.checks.unknown import all_came
from pipeline.form.column import Column
from pipeline.form.expression import Expr, Type, Word
from pipeline.forms.f11_bus.sheets import IN_USE, Runs, Vehicles

INSPECTION_LASTS = 6
"""Months for which a safety inspection of a bus is valid (R20)."""


def months_later(day: int, months: int) -> int:
    """The same day of a later month, or that month's last: 2026-08-31 plus six months is 2027-02-28."""
    on, month = date.fromordinal(day), month_of(day) + months
    return first_day(month) + min(on.day, monthrange(month // 12, month % 12 + 1)[1]) - 1


@dataclass(frozen=True)
class Vehicle:
    """A row of a list; what cannot be read, and all of a held row, is None. `papers`: each with its last day."""

    plate: str
    row: int
    seats: int | None
    planned_runs: int | None
    status: str | None
    papers: Mapping[str, int | None]

    def expired(self, day: int) -> list[str]:
        """The papers that had run out before the day."""
        return [name for name, until in self.papers.items() if until is not None and until < day]


Fleet = Mapping[str, Vehicle]
"""Vehicles by 車牌號."""


def fleets(term: Term) -> Mapping[int, Fleet]:
    """The list in force in each month so far, without a part that an absent month may have renewed."""
    lists = _lists(term)
    found: dict[int, Fleet] = {}
    for month in term.months:
        newest = {part: max((m for m in by_month if m <= month), default=None) for part, by_month in lists.items()}
        found[month] = {
            vehicle.plate: vehicle
            for part, since in newest.items()
            if since is not None and all_came(term, Vehicles, since + 1, month)
            for vehicle in lists[part][since]
        }
    return found


def vehicle_on(term: Term, plate: str | None, day: int) -> Vehicle | None:
    """The vehicle as the list in force on the day has it; None when that is not known."""
    return None if plate is None else term.once(fleets).get(month_of(day), {}).get(plate)


def vehicles_in_use(term: Term, month: int) -> list[Vehicle]:
    """The vehicles 在用 of a month, in the order of the list."""
    return [vehicle for vehicle in term.once(fleets).get(month, {}).values() if vehicle.status == IN_USE]


def _lists(term: Term) -> dict[int, dict[int, list[Vehicle]]]:
    """Every list handed in, by part and month."""
    lists: dict[int, dict[int, list[Vehicle]]] = defaultdict(lambda: defaultdict(list))
    every = [term.rows(Vehicles), *([term.older[Vehicles]] if Vehicles in term.older else [])]
    for rows in every:
        parts, months = (rows.frame[name].tolist() for name in (PART, MONTH))
        for at, plate in enumerate(rows.text(Vehicles.plate)):
            if plate is not None:
                lists[parts[at]][months[at]].append(_vehicle(rows, at, plate))
    return lists


def _vehicle(rows: Rows, at: int, plate: str) -> Vehicle:
    def number(column: Column) -> int | None:
        value = rows.of(column).iloc[at]
        return None if held or pd.isna(value) else int(value)

    held = bool(rows.state[at] == State.HELD)
    inspected_on = number(Vehicles.inspected_on)
    return Vehicle(
        plate=plate,
        row=int(rows.frame[ID].iloc[at]),
        seats=number(Vehicles.seats),
        planned_runs=number(Vehicles.planned_runs),
        status=None if held else rows.text(Vehicles.status)[at],
        papers={
            "安全技術檢驗": None if inspected_on is None else months_later(inspected_on, INSPECTION_LASTS),
            "校車標牌": number(Vehicles.plate_until),
            "交強險": number(Vehicles.insured_until),
            "承運人責任險": number(Vehicles.liability_until),
        },
    )


def of_the_vehicle(name: str, of: Callable[[Vehicle, int], Any], kind: Type) -> Word:
    """Something about the vehicle of each run on its day; unknown where the list does not say."""

    def compute(rows: Rows) -> pd.Series[Any]:
        days, known = rows.numbers(Runs.on), rows.of(Runs.on).notna().to_numpy(dtype=bool)
        found: list[object] = [None if kind is Type.NAMES else pd.NA] * len(rows)
        for at in np.flatnonzero(known):
            vehicle = vehicle_on(rows.term, rows.text(Runs.plate)[at], int(days[at]))
            value = None if vehicle is None else of(vehicle, int(days[at]))
            found[at] = found[at] if value is None else value
        dtype = {Type.NUMBER: "Int64", Type.TRUTH: "boolean"}.get(kind, "category")
        return pd.Series(found, index=rows.frame.index, dtype=dtype)

    return Word(name, compute, kind)


SEATS = of_the_vehicle("核載人數", lambda vehicle, _: vehicle.seats, Type.NUMBER)
EXPIRED_PAPERS = of_the_vehicle(
    "已到期的證件", lambda vehicle, day: "、".join(vehicle.expired(day)) or None, Type.NAMES
)
PAPERS_ARE_VALID = of_the_vehicle("證件都在有效期內", lambda vehicle, day: not vehicle.expired(day), Type.TRUTH)


def is_current() -> Expr:
    """Rows of the list that no absent month may have renewed."""

    def compute(rows: Rows) -> pd.Series[Any]:
        current = [all_came(rows.term, Vehicles, month + 1) for month in rows.frame[MONTH].tolist()]
        return pd.Series(current, index=rows.frame.index, dtype="boolean")

    return Word("名單未過時", compute, Type.TRUTH)
