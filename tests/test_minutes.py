"""The daily ledgers can be kept in the minutes that domain page 04 gives a clerk.

Counted from May of the sample: every cell that the clerk filled in and that the month's workbook did not bring along.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest

from pipeline.forms.registry import registry
from tests.workspaces import TERM, sample_book, workspace

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

SECONDS_A_CELL = 3
"""A choice from a list, a number, a name of the roster or a copy of the cell above, one with another."""

MAY = "2026-05"
SCHOOL_DAYS, RUNS = 19, 152
ALLOWED = {"F02": (SCHOOL_DAYS, 8), "F03": (SCHOOL_DAYS, 8), "F10": (SCHOOL_DAYS, 5), "F11": (RUNS, 2)}
"""How often, and the most minutes each time (page 04: F02 and F03 5-8 a day, F10 3-5 a day, F11 2 a run)."""


@pytest.fixture(scope="module")
def brought(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workbooks of May with what is known already."""
    place = workspace(tmp_path_factory.mktemp("minutes"), lambda name: MAY not in name)
    told = place("templates", "--month", MAY)
    assert told.code == 0, told
    return place.output / "templates" / MAY


def cells(sheet: Worksheet, titles: set[str]) -> Iterator[tuple[int, int]]:
    """The cells with something typed, below the headings of the form's columns."""
    ours = [at for at, heading in enumerate(next(sheet.values)) if heading in titles]
    for row, values in enumerate(sheet.iter_rows(min_row=2, values_only=True)):
        yield from ((row, at) for at in ours if values[at] not in (None, "") and not str(values[at]).startswith("="))


@pytest.mark.parametrize("form", ALLOWED)
def test_a_day_is_entered_in_the_minutes_of_the_page(form: str, brought: Path) -> None:
    name = f"{form}_{TERM}_{MAY}"
    before = openpyxl.load_workbook(io.BytesIO((brought / f"{name}.xlsx").read_bytes()))
    after = sample_book(name)
    typed = 0
    for sheet in registry().form(form).sheets:
        titles = {column.title for column in sheet.columns}
        typed += len({*cells(after[sheet.title], titles)} - {*cells(before[sheet.title], titles)})
    times, minutes = ALLOWED[form]
    assert typed > times
    assert typed * SECONDS_A_CELL / times <= minutes * 60
