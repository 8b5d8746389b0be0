"""What is held, or has not come, never makes another row look wrong: an unknown rule says nothing (domain 3.1).

The sample's term is judged again and again in this process, each time without one workbook or with one row held.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import NamedTuple

import pytest

from pipeline.batch import judge
from pipeline.checks.services import month_text
from pipeline.finding import Effect
from pipeline.form.column import Column, Date, Month
from pipeline.form.sheet import Kind, Sheet
from pipeline.forms.registry import registry
from pipeline.intake.submission import NOTHING, ColumnData, SheetData, Submission, Texts, Trouble
from pipeline.sample.term import filled_workbooks
from tests.forms.plant import submission_of
from tests.workspaces import TERM

TRUE_CONSEQUENCES = {
    "G-04": "the workbook that was taken away is missing",
}
"""Rules that may speak of other rows because something is not there, each with its reason."""

MAY_BE_REPLACED = (Kind.SNAPSHOT, Kind.LIFECYCLE)
ROWS_A_SHEET = 2
"""Of each sheet so many rows are held at once, from the middle of the term and from its end."""


class Told(NamedTuple):
    """A finding that something is wrong: its rule and effect, and where it stands."""

    rule: str
    effect: Effect
    file: str
    sheet: str
    row: int
    cell: str


@cache
def handed_in() -> Sequence[Submission]:
    return [submission_of(filled) for filled in filled_workbooks()]


def told(submissions: Sequence[Submission]) -> set[Told]:
    """What is found wrong; notes, which are only worth a look, are left out."""
    return {
        Told(one.rule, one.effect, one.place.file, one.place.sheet, one.place.row, one.place.cell)
        for one in judge(submissions, registry(), TERM, None).findings
        if one.effect is not Effect.NOTE and one.rule not in TRUE_CONSEQUENCES
    }


@cache
def told_of_everything() -> set[Told]:
    return told(handed_in())


def months() -> list[tuple[str, str]]:
    """Every form and month but the base form's: without it there is no term."""
    covers = [filled.cover for filled in filled_workbooks()]
    forms = [filled.form for filled in filled_workbooks()]
    return [(form, cover.month) for form, cover in zip(forms, covers, strict=True) if form != registry().base.id]


@pytest.mark.parametrize(("form", "month"), months(), ids=str)
def test_a_month_that_has_not_come_makes_no_other_row_wrong(form: str, month: str) -> None:
    left = [one for one in handed_in() if not is_of(one, form, month)]
    assert len(left) == len(handed_in()) - 1
    assert told(left) - told_of_everything() == set()


def is_of(one: Submission, form: str, month: str) -> bool:
    return one.cover is not None and (one.cover.form, month_text(one.cover.month or 0)) == (form, month)


class HeldCell(NamedTuple):
    """A cell that is made unreadable, so that its row is held."""

    file: int
    sheet: type[Sheet]
    at: int
    column: Column

    def __str__(self) -> str:
        return f"{handed_in()[self.file].name} {self.sheet.title} {self.row} {self.column.title}"

    @property
    def row(self) -> int:
        """The Excel row."""
        return int(data_of(self.file, self.sheet).rows[self.at])


def data_of(file: int, sheet: type[Sheet]) -> SheetData:
    data = handed_in()[file].sheet(sheet.title)
    assert data is not None
    return data


def cells_to_hold(sheet: type[Sheet]) -> Iterator[HeldCell]:
    """Rows of the middle and the last workbook with any: once without its deciding date, once without another cell.

    Where a later workbook may replace the row, the one of the middle may be judged no more.
    """
    files = [
        at
        for at, one in enumerate(handed_in())
        if one.cover and one.cover.form == sheet.form and (data := one.sheet(sheet.title)) and len(data.rows)
    ]
    required = [column for column in sheet.columns if column.required]
    dates = [column for column in required if isinstance(column, Date | Month)]
    for number, file in enumerate(dict.fromkeys([files[len(files) // 2], files[-1]][:ROWS_A_SHEET] if files else [])):
        column = dates[0] if dates and number == 0 else required[0]
        yield HeldCell(file, sheet, len(data_of(file, sheet).rows) // 2, column)


SHEETS = [sheet for form in registry().forms for sheet in form.sheets]


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: f"{sheet.form} {sheet.title}")
def test_a_held_row_makes_no_other_row_wrong(sheet: type[Sheet]) -> None:
    cells, everything = list(cells_to_hold(sheet)), list(handed_in())
    for cell in cells:
        everything[cell.file] = with_unreadable(everything[cell.file], cell)
    found, others = told(everything), set(told_of_everything())
    for cell in cells:
        own = {one for one in found if one[2:5] == (everything[cell.file].name, sheet.title, cell.row)}
        assert sheet.kind in MAY_BE_REPLACED or Effect.HOLD in {one.effect for one in own}, str(cell)
        others |= own
    assert found - others == set(), [str(cell) for cell in cells]


def with_unreadable(one: Submission, cell: HeldCell) -> Submission:
    """The workbook with one cell that says nothing that can be understood."""
    data, name = data_of(cell.file, cell.sheet), cell.column.name
    column = data.columns[name]
    if isinstance(column, Texts):
        codes = column.codes.copy()
        codes[cell.at] = -1
        emptied: ColumnData = replace(column, codes=codes)
    else:
        emptied = column.copy()
        emptied[cell.at] = NOTHING
    troubles = [*data.troubles, Trouble(name, cell.at, "G-05", "三月初", "讀不懂", "請改正。")]
    changed = replace(data, columns={**data.columns, name: emptied}, troubles=troubles)
    return replace(one, sheets=[changed if sheet is data else sheet for sheet in one.sheets])
