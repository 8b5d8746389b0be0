"""Filled workbooks → a judged batch, by way of real files: written, read, normalised, judged. For tests of forms.

    batch = batch_of([march, april], month="2026-04")
    assert rules_at(batch, "F02-R01") == ["F02_2025-2026-2_2026-03.xlsx K12"]

The sample's F00 is added where none is handed in.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from pipeline.batch import Batch, judge
from pipeline.checks.services import month_number, month_text
from pipeline.checks.term import Rows, State
from pipeline.figures.aggregate import make_book
from pipeline.figures.book import Book
from pipeline.finding import Finding
from pipeline.form.filled import Filled, Value
from pipeline.form.form import Registry
from pipeline.form.sheet import Sheet
from pipeline.forms.registry import registry as installed
from pipeline.intake.normalise import normalise
from pipeline.intake.read import read
from pipeline.intake.submission import Submission
from pipeline.render.template import file_name, write_workbook
from pipeline.sample.base_data import base_workbook

SAMPLE_BASE = base_workbook()
MOST_KEPT = 100
_written: dict[tuple[int, int, str], tuple[Filled, Registry, Submission]] = {}


def batch_of(filled: Iterable[Filled], registry: Registry | None = None, month: str | None = None) -> Batch:
    """The workbooks handed in, each through a real file, and judged up to `month` (YYYY-MM; None: the whole term).

    Two workbooks of one name (say, twice version 1) are told apart by a number before the extension.
    """
    forms = registry or installed()
    handed = list(filled)
    bases = [one for one in handed if one.form == forms.base.id] or [SAMPLE_BASE]
    submissions: list[Submission] = []
    for one in [*bases, *(one for one in handed if one.form != forms.base.id)]:
        submissions.append(_read(one, forms, _free_name(one, forms, submissions)))
    return judge(submissions, forms, bases[0].cover.term, None if month is None else month_number(month))


def book_of(filled: Iterable[Filled], registry: Registry | None = None, month: str | None = None) -> Book:
    """The figures of the workbooks handed in."""
    return make_book(batch_of(filled, registry, month).term)


def submission_of(filled: Filled, registry: Registry | None = None, name: str = "") -> Submission:
    """One workbook written, read and normalised."""
    forms = registry or installed()
    form = forms.form(filled.form)
    data = write_workbook(form, filled, blank_rows=0)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "book.xlsx"
        path.write_bytes(data)
        return normalise(read(str(path), name or file_name(form, filled.cover)), forms)


def _read(filled: Filled, registry: Registry, name: str) -> Submission:
    """A workbook is written once, as long as the very same one is handed in again; the oldest are forgotten."""
    key = (id(filled), id(registry), name)
    if key not in _written:
        _written[key] = (filled, registry, submission_of(filled, registry, name))
    if len(_written) > MOST_KEPT:
        del _written[next(iter(_written))]
    return _written[key][2]


def _free_name(filled: Filled, registry: Registry, taken: Sequence[Submission]) -> str:
    name = file_name(registry.form(filled.form), filled.cover)
    names = {one.name for one in taken}
    stem, number = name.removesuffix(".xlsx"), 1
    while name in names:
        number += 1
        name = f"{stem} ({number}).xlsx"
    return name


def whole(filled: Iterable[Filled], *forms: str, until: str = "") -> list[Filled]:
    """The workbooks, and a nil return of these forms for each other month from 2026-01 up to the last one handed in.

    Rules that look at other rows are unknown as long as a month has not come. `until`: another last month.
    """
    handed = list(filled)
    came = {(one.form, one.cover.month) for one in handed}
    last = month_number(until or max(month for _, month in came))
    every = [month_text(month) for month in range(month_number("2026-01"), last + 1)]
    return handed + [nil_return(form, month) for form in forms for month in every if (form, month) not in came]


@cache
def nil_return(form: str, month: str) -> Filled:
    """A workbook that says that there is nothing to report."""
    return Filled(form, replace(SAMPLE_BASE.cover, month=month, nothing_to_report=True), {})


def findings(batch: Batch, *rules: str) -> list[Finding]:
    """The findings of these rules, all when none is named, in the batch's order."""
    return [one for one in batch.findings if not rules or one.rule in rules]


def rules_at(batch: Batch, *rules: str) -> list[str]:
    """Where the findings of these rules stand, as "file cell"; for a finding without a cell the file alone."""
    return [f"{one.place.file} {one.place.cell}".strip() for one in findings(batch, *rules)]


def states(batch: Batch, sheet: type[Sheet]) -> dict[State, int]:
    """How many live rows of a sheet are in each state."""
    rows: Rows = batch.term.rows(sheet)
    return {state: int((rows.state == state).sum()) for state in State}


def with_rows(filled: Filled, sheet: str, rows: Sequence[Mapping[str, Value]]) -> Filled:
    """The workbook with other rows on one of its sheets."""
    return replace(filled, sheets={**filled.sheets, sheet: rows})


def changed(filled: Filled, sheet: str, at: int, **cells: Value) -> Filled:
    """The workbook with some cells of one row (0 is the first) typed otherwise; None makes a cell blank."""
    rows = [dict(row) for row in filled.sheets[sheet]]
    rows[at] = {**rows[at], **cells}
    return with_rows(filled, sheet, rows)
