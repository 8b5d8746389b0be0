"""Turns the rows of F00 into parameters, calendar, roster and lists for all other forms."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

import numpy as np
import pandas as pd

from pipeline.checks.mask import members
from pipeline.checks.services import Calendar, Day, Parameters, Roster, Services, Staff
from pipeline.checks.term import Rows, Term
from pipeline.checks.unknown import readable
from pipeline.form.column import Column
from pipeline.forms.f00_base.sheets import Entries, People, SchoolDays, SchoolParameters
from pipeline.forms.parameters import DEFINITIONS
from pipeline.intake.cells import Understood, read_date


def services(term: Term) -> Services:
    """Everything that F00 gives, from its rows not held, and what the held ones leave unknown."""
    parameters = read_parameters(term.rows(SchoolParameters))
    aliases, entries = read_entries(term.rows(Entries))
    return Services(
        parameters=parameters,
        calendar=read_calendar(term),
        roster=Roster.of(read_people(term.rows(People)), held_texts(term.rows(People), People.label)),
        aliases=aliases,
        entries=entries,
        held_entries=frozenset(held_entries(term.rows(Entries))),
        school=parameters.text("P-00a", term.as_of),
        term=parameters.text("P-00b", term.as_of),
        start=term.start,
        opening=day_of(parameters.text("P-00d", term.as_of)) or term.start,
        end=term.end,
    )


def window(rows: Rows) -> tuple[int, int] | None:
    """統計起日 and 學期結束日 as days, None when they are not there or no dates."""
    parameters = read_parameters(rows)
    start, end = (day_of(parameters.text(code, date.max.toordinal())) for code in ("P-00c", "P-00e"))
    return None if start is None or end is None else (start, end)


def day_of(text: str) -> int | None:
    """The day that a parameter names, in any spelling of a date; None when it is none."""
    day = read_date(text)
    return int(day.value) if isinstance(day, Understood) else None


def read_parameters(rows: Rows) -> Parameters:
    """F00.1: values by code and day in force, with the defaults of domain 3.4."""
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    codes, values = rows.text(SchoolParameters.code), rows.text(SchoolParameters.value)
    starts = rows.numbers(SchoolParameters.in_force_from)
    for at in np.flatnonzero(rows.usable):
        found[codes[at]].append((int(starts[at]), values[at] or ""))
    known = {(code, start) for code, changes in found.items() for start, _ in changes}
    held: dict[str, int] = {}
    for at in np.flatnonzero(~rows.usable):
        if codes[at] is not None and (codes[at], int(starts[at])) not in known:
            held[codes[at]] = min(int(starts[at]), held.get(codes[at], int(starts[at])))
    return Parameters(
        held=held,
        rows={code: sorted(changes) for code, changes in found.items()},
        defaults={definition.code: definition.default for definition in DEFINITIONS},
        names={definition.code: definition.name for definition in DEFINITIONS},
        units={definition.code: definition.unit for definition in DEFINITIONS},
    )


def read_calendar(term: Term) -> Calendar:
    """F00.2; of days whose row is held nothing is known, nor of those without a row while a held one lacks its day."""
    rows = term.rows(SchoolDays)
    known, held = read_days(rows), ~rows.usable
    unsure = {*rows.numbers(SchoolDays.day)[held].tolist()}
    if not readable(rows, SchoolDays.day).all():
        unsure.update(range(term.start, term.end + 1))
    return Calendar(known, frozenset(unsure.difference(known)))


def held_texts(rows: Rows, column: Column) -> list[str | None]:
    """What the held rows say in a column that must be filled, None where that cannot be read."""
    texts: list[str | None] = rows.text(column)[~rows.usable].tolist()
    return texts


def held_entries(rows: Rows) -> Iterator[tuple[str | None, str | None, str | None]]:
    """List, parent and value of each held row of F00.6."""
    columns = (Entries.list_name, Entries.parent, Entries.value)
    yield from zip(*(held_texts(rows, column) for column in columns), strict=True)


def read_days(rows: Rows) -> dict[int, Day]:
    """F00.2 by day."""
    days, weeks = rows.numbers(SchoolDays.day), rows.numbers(SchoolDays.week, missing=-1)
    kinds, meals, bus = (rows.text(c) for c in (SchoolDays.kind_of_day, SchoolDays.meals, SchoolDays.bus))
    return {
        int(days[at]): Day(
            kind=kinds[at],
            week=None if weeks[at] < 0 else int(weeks[at]),
            meals="" if meals[at] == "無" else meals[at],
            bus=bus[at] == "是",
        )
        for at in map(int, np.flatnonzero(rows.usable))
    }


def read_people(rows: Rows) -> list[Staff]:
    """F00.3."""

    def day(column: Column, at: int) -> int | None:
        value = rows.of(column).iloc[at]
        return None if pd.isna(value) else int(value)

    texts = {column.name: rows.text(column) for column in People.columns if column.type.value in ("text", "names")}
    return [
        Staff(
            name=texts["label"][at],
            department=texts["department"][at],
            posts=frozenset([texts["post"][at], *members(texts["other_posts"][at] or "")]),
            operator=texts["operator"][at] == "是",
            start=day(People.starts, at),
            end=day(People.leaves, at),
            email=texts["email"][at] or "",
            main_post=texts["post"][at],
            touches_food=texts["touches_food"][at] == "是",
            employment=texts["employment"][at],
        )
        for at in map(int, np.flatnonzero(rows.usable))
    ]


def read_entries(rows: Rows) -> tuple[dict[str, dict[str, str]], dict[str, list[tuple[str, str]]]]:
    """F00.6: accepted spellings by list, and the (parent, value) pairs of each list."""
    aliases: dict[str, dict[str, str]] = defaultdict(dict)
    entries: dict[str, list[tuple[str, str]]] = defaultdict(list)
    columns = (Entries.list_name, Entries.parent, Entries.value, Entries.aliases_of, Entries.enabled)
    for at, (name, parent, value, others, enabled) in enumerate(zip(*(rows.text(c) for c in columns), strict=True)):
        if not rows.usable[at] or enabled != "是":
            continue
        entries[name].append((parent or "", value))
        aliases[name].update(dict.fromkeys(members(others or ""), value))
    return dict(aliases), dict(entries)
