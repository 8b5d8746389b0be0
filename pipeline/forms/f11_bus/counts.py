"""Runs that are due and made, pupils who waited and who boarded: what X-43, X-44 and the figures ask alike."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from pipeline.checks.mask import truths
from pipeline.checks.services import day_text, month_of
from pipeline.checks.term import Rows, Term
from pipeline.checks.unknown import Held
from pipeline.checks.words import computed, month_of_file
from pipeline.form.expression import Type
from pipeline.forms.f11_bus.fleet import Vehicle, vehicles_in_use
from pipeline.forms.f11_bus.history import (
    Slot,
    held_by_slot,
    idle_spans,
    positions_by_slot,
)
from pipeline.forms.f11_bus.sheets import OUTING, SECOND_RUN_HOME, Runs, Upkeep, Waiting

Found = Mapping[int, Sequence[str]]
"""What is missing, by month."""


def bus_days(term: Term) -> list[int]:
    """The 校車運行 days of the window so far."""
    return [day for day, about in sorted(term.base.calendar.days.items()) if about.bus and day in term.days_so_far]


@dataclass(frozen=True)
class DueRuns:
    """How many runs a vehicle has to make on a day."""

    day: int
    vehicle: Vehicle
    count: int


def runs_due(term: Term) -> Iterator[DueRuns]:
    """每日計劃趟次 of each vehicle 在用 on each 校車運行 day."""
    for day in bus_days(term):
        for vehicle in vehicles_in_use(term, month_of(day)):
            if vehicle.planned_runs is not None:
                yield DueRuns(day, vehicle, vehicle.planned_runs)


def runs_not_made(term: Term) -> Found:
    """X-43: vehicles with fewer runs than planned; an outing is none of them, a held row is one."""
    runs = term.rows(Runs)
    regular = runs.text(Runs.slot) != OUTING
    days, plates = runs.numbers(Runs.on).tolist(), runs.text(Runs.plate)
    made = Counter((days[at], plates[at]) for at in np.flatnonzero(regular))
    nameless = Held(runs, month_of_file(), Runs.on, Runs.plate, where=(runs.numbers(Runs.on) == 0) | pd.isna(plates))
    idle = list(idle_spans(term.rows(Upkeep)).values())
    missing = defaultdict[int, list[str]](list)
    for due in runs_due(term):
        plate, month = due.vehicle.plate, month_of(due.day)
        excused = any(one == plate and first <= due.day <= last for one, first, last in idle)
        lacks = due.count - made[due.day, plate]
        if lacks > 0 and not excused and not nameless.may_have(month, due.day, plate):
            missing[month].append(f"{day_text(due.day)} {plate} 缺 {lacks} 趟")
    return missing


@dataclass(frozen=True)
class HeadCount:
    """Pupils who waited for a run and who boarded; `explained` where 異常 says why they are not the same."""

    waited: int
    boarded: int
    explained: bool

    @property
    def agrees(self) -> bool:
        """As many boarded as waited, or it is said why not."""
        return self.waited == self.boarded or self.explained


def head_counts(term: Term) -> dict[Slot, HeadCount]:
    """Each day and 趟次 with waiting and runs of which no row is or may be held."""
    waiting, runs = term.rows(Waiting), term.rows(Runs)
    waited, ran = positions_by_slot(waiting, Waiting.on, Waiting.slot), positions_by_slot(runs, Runs.on, Runs.slot)
    unsure = (held_by_slot(waiting, Waiting.on, Waiting.slot), held_by_slot(runs, Runs.on, Runs.slot))
    remarks = waiting.text(Waiting.remark)
    return {
        slot: HeadCount(
            waited=int(waiting.numbers(Waiting.present)[places].sum()),
            boarded=int(runs.numbers(Runs.boarded)[ran[slot]].sum()),
            explained=any(remarks[at] is not None for at in places),
        )
        for slot, places in waited.items()
        if slot in ran and not any(held.may_have(month_of(slot[0]), *slot) for held in unsure)
    }


def count_of(rows: Rows, at: int) -> HeadCount | None:
    """The head count of a waiting session's day and 趟次."""
    slot = (int(rows.numbers(Waiting.on)[at]), rows.text(Waiting.slot)[at])
    return rows.term.once(head_counts).get(slot)


@computed("候車與上車人數相符")
def HEADS_AGREE(rows: Rows) -> pd.Series[Any]:
    """X-44: Σ 實到學生數 of the day and 趟次 = Σ 學生上車人數 over all vehicles, or 異常 says why not."""
    counts = {at: count_of(rows, at) for at in range(len(rows))}
    return truths(rows, {at: one.agrees for at, one in counts.items() if one is not None})


@computed("該趟實到學生數合計", Type.NUMBER)
def WAITED(rows: Rows) -> pd.Series[Any]:
    """Σ 實到學生數 of the day and 趟次."""
    counts = [count_of(rows, at) for at in range(len(rows))]
    return pd.Series([pd.NA if one is None else one.waited for one in counts], rows.frame.index, dtype="Int64")


@computed("該趟上車人數合計", Type.NUMBER)
def BOARDED(rows: Rows) -> pd.Series[Any]:
    """Σ 學生上車人數 of the day and 趟次."""
    counts = [count_of(rows, at) for at in range(len(rows))]
    return pd.Series([pd.NA if one is None else one.boarded for one in counts], rows.frame.index, dtype="Int64")


def days_with_second_run(rows: Rows, *, also_held: bool) -> list[int]:
    """Days with a 放學2 run."""
    taken = (rows.usable | also_held) & (rows.text(Runs.slot) == SECOND_RUN_HOME) & (rows.numbers(Runs.on) > 0)
    return sorted(set(rows.numbers(Runs.on)[taken].tolist()))


def days_without_waiting(term: Term) -> Found:
    """X-44: days with a 放學2 run and no row of waiting for it."""
    waiting = term.rows(Waiting)
    waited = {(day, slot) for day, slot in zip(waiting.numbers(Waiting.on), waiting.text(Waiting.slot), strict=True)}
    held = held_by_slot(waiting, Waiting.on, Waiting.slot)
    missing = defaultdict[int, list[str]](list)
    for day in days_with_second_run(term.rows(Runs), also_held=False):
        slot = (day, SECOND_RUN_HOME)
        if slot not in waited and not held.may_have(month_of(day), *slot):
            missing[month_of(day)].append(day_text(day))
    return missing
