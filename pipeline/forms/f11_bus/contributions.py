"""What adds to the figures of F11 where one row's cells cannot say it: plans, counters at zero, waiting, fuel."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import numpy as np
import pandas as pd

from pipeline.checks.services import month_of
from pipeline.checks.term import Term
from pipeline.checks.words import breaks
from pipeline.figures.contribution import NO_ROW, Frame, Line, frame_of
from pipeline.forms.f11_bus.counts import days_with_second_run, head_counts, runs_due
from pipeline.forms.f11_bus.sheets import REFUEL, SECOND_RUN_HOME, Runs, Upkeep, Waiting

PLATE = "車牌號"


def planned_runs(term: Term) -> pd.DataFrame:
    """M-F11-01c: runs due, of the months handed in."""
    received = term.received.get(Runs.form, frozenset())

    def lines() -> Iterator[Line]:
        for due in runs_due(term):
            if month_of(due.day) in received:
                yield month_of(due.day), due.vehicle.plate, due.count, 1, due.vehicle.row

    return frame_of(lines(), PLATE, is_rate=False)


def failing(rule: str) -> Frame:
    """Runs that break a rule; a vehicle that ran and broke it never has 0."""

    def compute(term: Term) -> pd.DataFrame:
        rows = term.rows(Runs)
        plates, broken, numbers = rows.text(Runs.plate), rows.true(breaks(rule)), rows.ids

        def lines() -> Iterator[Line]:
            for at in np.flatnonzero(rows.counted):
                yield rows.months[at], plates[at], int(broken[at]), 1, numbers[at] if broken[at] else NO_ROW

        return frame_of(lines(), PLATE, is_rate=False)

    return compute


def carers_of_second_runs(term: Term) -> dict[int, list[int]]:
    """Positions of the counted 放學2 sessions with 看護人, by day."""
    rows = term.rows(Waiting)
    watched = rows.counted & (rows.text(Waiting.slot) == SECOND_RUN_HOME) & rows.true(Waiting.carers.filled())
    found = defaultdict[int, list[int]](list)
    for at in np.flatnonzero(watched):
        found[int(rows.numbers(Waiting.on)[at])].append(int(at))
    return found


def days_watched(*, is_rate: bool) -> Frame:
    """M-F11-04a and 04b: days with a 放學2 run, and of them those on which somebody looked after who waited."""

    def compute(term: Term) -> pd.DataFrame:
        watched, numbers = carers_of_second_runs(term), term.rows(Waiting).ids

        def lines() -> Iterator[Line]:
            for day in days_with_second_run(term.rows(Runs), also_held=False):
                places = watched.get(day, [])
                for at in places[1:]:
                    yield month_of(day), 0, 0, numbers[at]
                if places or is_rate:
                    yield month_of(day), int(bool(places)), 1, numbers[places[0]] if places else NO_ROW

        return frame_of(lines(), is_rate=is_rate)

    return compute


def days_that_agree(term: Term) -> pd.DataFrame:
    """M-F11-04d: of the days of 04a, those whose head counts are the same or explained; unknown ones are in neither."""
    numbers, counts = term.rows(Waiting).ids, term.once(head_counts)
    second_runs = set(days_with_second_run(term.rows(Runs), also_held=False))

    def lines() -> Iterator[Line]:
        for day, places in sorted(carers_of_second_runs(term).items()):
            count = counts.get((day, SECOND_RUN_HOME))
            if day in second_runs and count is not None:
                yield month_of(day), int(count.agrees), 1, numbers[places[0]]

    return frame_of(lines(), is_rate=True)


def fuel(term: Term) -> pd.DataFrame:
    """M-F11-05b: each refuelling after a vehicle's first of the term, with the way since the last reading before it."""
    rows = term.rows(Upkeep)
    days, plates, amounts = rows.numbers(Upkeep.on), rows.text(Upkeep.plate), rows.numbers(Upkeep.amount)
    readings, numbers = rows.of(Upkeep.odometer), rows.ids
    refuelled = rows.counted & (rows.text(Upkeep.category) == REFUEL)

    def lines() -> Iterator[Line]:
        last: dict[str, int | None] = {}
        for at in np.argsort(days, kind="stable"):
            if not refuelled[at]:
                continue
            plate, reading = plates[at], None if pd.isna(readings.iloc[at]) else int(readings.iloc[at])
            if plate in last:
                before = last[plate]
                way = 0 if before is None or reading is None else reading - before
                yield rows.months[at], plate, amounts[at], way, numbers[at]
            last[plate] = last.get(plate) if reading is None else reading

    return frame_of(lines(), PLATE, is_rate=True)
