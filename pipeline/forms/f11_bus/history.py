"""What the rules of F11 need beyond a row: the driver's papers, runs of the day, the first room, last readings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from pipeline.checks.mask import members, truths
from pipeline.checks.services import month_of
from pipeline.checks.term import Rows, Term
from pipeline.checks.unknown import Held, all_came
from pipeline.checks.words import as_of, by_day, computed, known, month_of_file
from pipeline.form.column import Column
from pipeline.form.expression import Expr, Type, Word, literal
from pipeline.forms.certificates import Certificates
from pipeline.forms.f11_bus.fleet import INSPECTION_LASTS, is_current, months_later
from pipeline.forms.f11_bus.sheets import Runs, Upkeep, Vehicles, Waiting
from pipeline.forms.parameters import URGENT_WARNING

DRIVER_POST = "校車駕駛人"
DRIVERS_PAPERS = ("校車駕駛資格", "駕駛人年度審驗")
EQUIPMENT_CHECKED_WITHIN = 31
"""F11-R02: days before the as-of date."""
LONGEST_HANDOVER = 10
"""F11-R12: minutes between the end of waiting and the first departure."""
WITHIN, HANDOVER = literal(EQUIPMENT_CHECKED_WITHIN), literal(LONGEST_HANDOVER)

Slot = tuple[int, str]
"""Day and 趟次."""


INSPECTED_UNTIL = by_day(
    Vehicles.inspected_on, lambda _, day: months_later(day, INSPECTION_LASTS), "檢驗有效期至", Type.DATE
)
IS_CURRENT = is_current()


@computed("本月有校車運行日")
def MONTH_HAS_BUS_DAYS(rows: Rows) -> pd.Series[Any]:
    """The month of the as-of date has a 校車運行 day."""
    month = month_of(rows.term.as_of)
    runs = any(day.bus for on, day in rows.term.base.calendar.days.items() if month_of(on) == month)
    return pd.Series(runs, index=rows.frame.index, dtype="boolean")


EQUIPMENT_IS_CHECKED = known(
    as_of() - Vehicles.equipment_checked_on <= EQUIPMENT_CHECKED_WITHIN, only_if=MONTH_HAS_BUS_DAYS & IS_CURRENT
)


def needs_renewal(until: Expr) -> Expr:
    """F11-R01: the paper ends within P-16b days, or ended and the vehicle has not run since (else X-45 speaks)."""
    left = until - as_of()
    return known((left >= 0) & (left <= URGENT_WARNING) | (left < 0) & stood_since(until), only_if=IS_CURRENT)


def stood_since(until: Expr) -> Word:
    """No run of the vehicle after the day; unknown where one is held or may not have come."""

    def compute(rows: Rows) -> pd.Series[Any]:
        runs, asked = rows.term.rows(Runs), rows.of(until)
        last = last_days(runs)
        held = Held(runs, Runs.plate)
        found: dict[int, object] = {}
        for at, plate in enumerate(rows.text(Vehicles.plate)):
            if plate is None or pd.isna(asked.iloc[at]):
                continue
            day = int(asked.iloc[at])
            if last.get(plate, 0) > day:
                found[at] = False
            elif not held.may_have(plate) and all_came(rows.term, Runs, month_of(day)):
                found[at] = True
        return truths(rows, found)

    return Word("到期後沒有出車", compute, Type.TRUTH)


def last_days(runs: Rows) -> dict[str, int]:
    """The last day on which each vehicle ran."""
    days, last = runs.numbers(Runs.on), dict[str, int]()
    for at in np.flatnonzero(runs.usable):
        plate = runs.text(Runs.plate)[at]
        last[plate] = max(last.get(plate, 0), int(days[at]))
    return last


@computed("駕駛人有崗位和有效資格")
def MAY_DRIVE(rows: Rows) -> pd.Series[Any]:
    """F11-R09: by post a bus driver, with both papers valid on the day; unknown of a name that F00.3 lacks (G-12)."""
    certificates, roster = Certificates(rows.term, *DRIVERS_PAPERS), rows.term.base.roster
    answers: dict[tuple[str, int], object] = {}

    def asked(name: str, day: int) -> object:
        if name not in roster.people:
            return pd.NA
        held = [certificates.holds(name, kind, day) for kind in DRIVERS_PAPERS]
        if not roster.holds(name, DRIVER_POST) or False in held:
            return False
        return pd.NA if None in held else True

    found: dict[int, object] = {}
    for at, (name, day) in enumerate(zip(rows.text(Runs.driver), rows.numbers(Runs.on).tolist(), strict=True)):
        if name is not None and day:
            if (name, day) not in answers:
                answers[name, day] = asked(name, day)
            found[at] = answers[name, day]
    return truths(rows, found)


@dataclass(frozen=True)
class Departures:
    """The runs of one day and 趟次: who drives, when the first one left (as far as told), whether all are known."""

    drivers: frozenset[str]
    first: int | None
    complete: bool


class SlotRuns:
    """The runs not held, by day and 趟次, and whether another may be among the held ones."""

    def __init__(self, term: Term) -> None:
        self.rows = term.rows(Runs)
        self.at = positions_by_slot(self.rows, Runs.on, Runs.slot)
        self._held = held_by_slot(self.rows, Runs.on, Runs.slot)

    def may_hide(self, slot: Slot) -> bool:
        """A held run may be of that day and 趟次."""
        return self._held.may_have(month_of(slot[0]), *slot)

    def departures(self, slot: Slot) -> Departures | None:
        """None where no run is known."""
        if slot not in self.at:
            return None
        times = [self.rows.of(Runs.departed_at).iloc[at] for at in self.at[slot]]
        told = [int(time) for time in times if not pd.isna(time)]
        drivers = frozenset(self.rows.text(Runs.driver)[at] for at in self.at[slot])
        complete = len(told) == len(times) and not self.may_hide(slot)
        return Departures(drivers, min(told, default=None), complete)


def positions_by_slot(rows: Rows, on: Column, slot: Column) -> dict[Slot, list[int]]:
    """Positions of the rows not held, by day and 趟次."""
    found = defaultdict[Slot, list[int]](list)
    days, slots = rows.numbers(on), rows.text(slot)
    for at in np.flatnonzero(rows.usable):
        found[int(days[at]), slots[at]].append(int(at))
    return dict(found)


def held_by_slot(rows: Rows, on: Column, slot: Column) -> Held:
    """The held rows by month of the file, day and 趟次."""
    return Held(rows, month_of_file(), on, slot)


def slots_of(rows: Rows) -> Iterator[tuple[int, Slot]]:
    """Position, day and 趟次 of each waiting session not held."""
    days, slots = rows.numbers(Waiting.on), rows.text(Waiting.slot)
    return ((int(at), (int(days[at]), slots[at])) for at in np.flatnonzero(rows.usable))


@computed("看護人不是該趟駕駛人")
def CARERS_DO_NOT_DRIVE(rows: Rows) -> pd.Series[Any]:
    """F11-R12: nobody who drives a run of that day and 趟次 is among 看護人."""
    runs, carers = SlotRuns(rows.term), rows.text(Waiting.carers)
    found: dict[int, object] = {}
    for at, slot in slots_of(rows):
        departures = runs.departures(slot)
        if departures is None or carers[at] is None:
            continue
        if not departures.drivers.isdisjoint(members(carers[at])):
            found[at] = False
        elif not runs.may_hide(slot):
            found[at] = True
    return truths(rows, found)


@computed("看護到發車前")
def LASTS_UNTIL_DEPARTURE(rows: Rows) -> pd.Series[Any]:
    """F11-R12: the first run leaves 0 to 10 minutes after 結束時間; a time that is not told may be an earlier one."""
    runs, ends = SlotRuns(rows.term), rows.of(Waiting.ends_at)
    found: dict[int, object] = {}
    for at, slot in slots_of(rows):
        departures = runs.departures(slot)
        if departures is None or departures.first is None or pd.isna(ends.iloc[at]):
            continue
        pause = departures.first - int(ends.iloc[at])
        if pause < 0 or departures.complete:
            found[at] = 0 <= pause <= LONGEST_HANDOVER
    return truths(rows, found)


@computed("該趟首次發車時間", Type.TIME)
def FIRST_DEPARTURE(rows: Rows) -> pd.Series[Any]:
    """發車時間 of the first run of that day and 趟次."""
    runs = SlotRuns(rows.term)
    departures = {at: runs.departures(slot) for at, slot in slots_of(rows)}
    first = {at: one.first for at, one in departures.items() if one is not None and one.first is not None}
    return pd.Series([first.get(at, pd.NA) for at in range(len(rows))], index=rows.frame.index, dtype="Int64")


@computed("學期第一次的看護地點", Type.TEXT)
def FIRST_ROOM(rows: Rows) -> pd.Series[Any]:
    """F11-R10: 看護地點 of the term's first row of the 趟次; unknown where a row before it is held or has not come."""
    rooms, slots, days = rows.text(Waiting.room), rows.text(Waiting.slot), rows.numbers(Waiting.on)
    first: dict[str, int] = {}
    for at in np.argsort(days, kind="stable"):
        if rows.usable[at]:
            first.setdefault(slots[at], int(at))
    held = [(int(days[at]), slots[at]) for at in np.flatnonzero(~rows.usable)]
    known_rooms = {
        slot: rooms[at]
        for slot, at in first.items()
        if all_came(rows.term, Waiting, until=month_of(int(days[at])))
        and not any(day <= days[at] and other in (slot, None) for day, other in held)
    }
    return pd.Series([known_rooms.get(slot) for slot in slots], index=rows.frame.index, dtype="category")


@computed("里程不小於以前")
def ODOMETER_GOES_ON(rows: Rows) -> pd.Series[Any]:
    """F11-R13: not below the reading of an earlier dated row of the vehicle."""
    days, plates, readings = rows.numbers(Upkeep.on), rows.text(Upkeep.plate), rows.of(Upkeep.odometer)
    asked = rows.usable & readings.notna().to_numpy(dtype=bool) & (days > 0) & pd.notna(plates)
    before: dict[str, list[tuple[int, int]]] = defaultdict(list)
    found: dict[int, object] = {}
    for at in np.argsort(days, kind="stable"):
        if asked[at]:
            reading, earlier = int(readings.iloc[at]), before[plates[at]]
            found[int(at)] = all(reading >= value for day, value in earlier if day < days[at])
            earlier.append((int(days[at]), reading))
    return truths(rows, found)


@computed("停運期間沒有出車")
def STOOD_WHILE_IDLE(rows: Rows) -> pd.Series[Any]:
    """F11-R14: no run of the vehicle from 停運起日 to 停運止日 (blank: the as-of date)."""
    runs = rows.term.rows(Runs)
    days_of = defaultdict[str, list[int]](list)
    for run in np.flatnonzero(runs.usable):
        days_of[runs.text(Runs.plate)[run]].append(int(runs.numbers(Runs.on)[run]))
    held = Held(runs, Runs.plate)
    found: dict[int, object] = {}
    for at, (plate, first, last) in idle_spans(rows).items():
        if any(first <= day <= last for day in days_of[plate]):
            found[at] = False
        elif not held.may_have(plate) and all_came(rows.term, Runs, month_of(first), month_of(last)):
            found[at] = True
    return truths(rows, found)


def idle_spans(rows: Rows) -> dict[int, tuple[str, int, int]]:
    """Vehicle, first and last day of each span in which one stood idle, by position; one without an end goes on."""
    plates, first, last = rows.text(Upkeep.plate), rows.of(Upkeep.idle_from), rows.of(Upkeep.idle_until)
    open_end = rows.true(Upkeep.idle_until.blank())
    told = first.notna().to_numpy(dtype=bool) & (open_end | last.notna().to_numpy(dtype=bool)) & pd.notna(plates)
    return {
        int(at): (plates[at], int(first.iloc[at]), rows.term.as_of if open_end[at] else int(last.iloc[at]))
        for at in np.flatnonzero(told)
    }
