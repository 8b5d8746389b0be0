"""A cell that turns colour while it is filled, against what the batch says of the row when it is handed in.

The rows of a month of the sample, each with one cell left blank or answered otherwise. A live check may miss what the
batch finds; it never colours what the batch accepts.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from pipeline.finding import Effect, Finding
from pipeline.form.column import Choice, Column
from pipeline.form.filled import Filled, Value
from pipeline.form.form import Form
from pipeline.form.rule import Rule
from pipeline.form.sheet import Sheet
from pipeline.forms.registry import registry
from pipeline.render.template import file_name, write_workbook
from pipeline.render.template_checks import Check, at_row, live
from pipeline.returning import parameter_values
from pipeline.sample.term import filled_workbooks
from tests.forms.plant import batch_of, findings
from tests.office import Office

Row = Mapping[str, Value]
ROWS = 6
FIRST = 2
"""Excel row of the first data row."""

ANSWERS: Mapping[str, Sequence[Value]] = {"詢價家數": (1, 2), "備註": ("定點供應",), "採購人": ("陳大勇",)}
"""Further answers to try, besides nothing and every option of a closed list."""


def variants(sheet: type[Sheet], rows: Sequence[Row]) -> Iterator[Row]:
    """The rows, then each with one answer changed, under a number of its own."""
    yield from rows
    number = 0
    key = {column.title for column in sheet.key}
    for row in rows:
        for column in sheet.columns:
            options = column.options if isinstance(column, Choice) else ()
            answers = () if column.formula is not None or column.title in key else (None, *options)
            for answer in (*answers, *ANSWERS.get(column.title, ())):
                if answer != row.get(column.title):
                    number += 1
                    yield {**row, **of_its_own(sheet, row, number), column.title: answer}


def of_its_own(sheet: type[Sheet], row: Row, number: int) -> Row:
    codes = ("發票號", *(column.title for column in sheet.key))
    return {title: f"{value}{number:04}" for title in codes if isinstance(value := row.get(title), str)}


def colours(form: Form, filled: Filled, title: str, soffice: Office, folder: Path) -> dict[int, list[Check]]:
    """The checks that colour a cell, by Excel row, as LibreOffice computes them."""
    parameters = parameter_values(batch_of([]))
    names = frozenset((code, f"參數_{code.replace('-', '_')}") for code in parameters)
    compiled = live(form, title, names, frozenset(), frozenset())
    checks = [*compiled.wrong, *compiled.excluded, *compiled.missing]
    book = openpyxl.load_workbook(io.BytesIO(write_workbook(form, filled, parameters=parameters, blank_rows=0)))
    far = len(form.sheet(title).columns) + 10
    last = FIRST + len(filled.sheets[title])
    for row in range(FIRST, last):
        for at, check in enumerate(checks):
            book[title].cell(row, far + at).value = at_row(check.test, row)
    path = folder / "live.xlsx"
    book.save(path)
    out = folder / "out"
    out.mkdir()
    [computed] = soffice.convert([path], "xlsx", out)
    cells = openpyxl.load_workbook(computed, data_only=True)[title]
    return {
        row: [check for at, check in enumerate(checks) if cells.cell(row, far + at).value is True]
        for row in range(FIRST, last)
    }


def accounted_for(check: Check, told: Sequence[Finding], rules: Mapping[str, Rule], column: Column) -> bool:
    """The batch says the same of the row, or something graver after which it says no more."""
    if any(one.rule == check.rule and (one.rule in rules or one.place.column == column.title) for one in told):
        return True
    effect = rules[check.rule].effect if check.rule in rules else Effect.FLAG
    graver = {Effect.FLAG: [Effect.HOLD], Effect.EXCLUDE: [Effect.HOLD, Effect.EXCLUDE]}.get(effect, [])
    spoken = {one.rule for one in told if one.place.column == column.title}
    return any(one.effect in graver for one in told) or (check.rule == "G-24" and "G-15" in spoken)


@pytest.mark.office
@pytest.mark.slow
@pytest.mark.parametrize(
    ("form", "title", "seen"),
    [
        ("F05", "支出票據", {"F05-R13", "F05-R14", "F05-R15", "F05-R16", "F05-R22", "G-21"}),
        ("F02", "採購驗收入庫", {"F02-R01", "F02-R05", "G-21"}),
        ("F09", "報修維修", {"F09-R02", "G-21", "G-22"}),
    ],
)
def test_no_cell_is_coloured_that_the_batch_accepts(
    form: str, title: str, seen: set[str], soffice: Office, tmp_path: Path
) -> None:
    declared = registry().form(form)
    sheet = declared.sheet(title)
    month = next(one for one in filled_workbooks() if one.form == form and len(one.sheets[title]) >= ROWS)
    rows = [row for row in month.sheets[title] if "合計" not in row.values()][:ROWS]
    filled = replace(month, sheets={**month.sheets, title: list(variants(sheet, rows))})
    batch = batch_of([filled])
    mine = [one for one in findings(batch) if one.place.file == file_name(declared, filled.cover)]
    rules = {rule.id: rule for rule in declared.rules if isinstance(rule, Rule)}
    found = colours(declared, filled, title, soffice, tmp_path)
    unsaid = {
        (check.rule, check.column.title, row)
        for row, checks in found.items()
        for check in checks
        if not accounted_for(check, [one for one in mine if one.place.row == row], rules, check.column)
    }
    assert {(rule, column) for rule, column, _ in unsaid} == set()
    assert {check.rule for checks in found.values() for check in checks} >= seen
