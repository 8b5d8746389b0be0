"""Expressions as Excel formulas: what they say, and that LibreOffice computes what the expression means."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook
from xlsxwriter import Workbook

from pipeline.form.column import Column, Time
from pipeline.form.evaluate import Row, evaluate, minutes
from pipeline.form.excel import FUNCTIONS, NotInExcel, broken, formula
from pipeline.form.expression import Expr, Parameter, Type
from pipeline.form.filled import Value
from pipeline.form.rule import Part
from pipeline.render.template_style import serial
from tests.form.excel_cases import CONDITIONS, FALSE, HISTORY, PARAMETERS, TRUE, VALUES, D, Others, row
from tests.office import Office

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

CellOf = Callable[[Column], str]


def cell_in(row: int, column: Column) -> str:
    """The cell of a column in a row."""
    for at, own in enumerate(D.columns):
        if own is column:
            return f"${chr(65 + at)}{row}"
    raise NotInExcel("需要其他表的資料")


def cell(column: Column) -> str:
    """The cell of a column in row 2."""
    return cell_in(2, column)


def parameter(code: str) -> str | None:
    """A parameter as a constant."""
    return str(PARAMETERS[code]) if code in PARAMETERS else None


def test_a_value_is_shown_once_its_inputs_are_known() -> None:
    """A ƒ formula gives "" until then."""
    expected = '=IF(AND(ISNUMBER($C2),ISNUMBER($D2)),ROUND(($C2*$D2),2),"")'
    assert formula((D.quantity * D.price).rounded(2), cell) == expected


def test_a_value_with_defaults_waits_for_one_input() -> None:
    """Zero in every blank row would be noise."""
    told = formula(D.quantity.or_if_blank(0) + D.accepted.or_if_blank(0), cell)
    assert told.startswith("=IF(AND(OR(LEN(TRIM($C2))>0,LEN(TRIM($E2))>0),")


def test_a_constant_is_unscaled() -> None:
    """Forms count in 分 and thousandths, cells hold 元 and units."""
    assert broken(Part(D.price, D.price >= Decimal("12.50")), None, cell) == "=IF(ISNUMBER($D2),NOT($D2>=12.50),FALSE)"


@pytest.mark.parametrize(
    ("expr", "reason"),
    [
        (D.quantity >= HISTORY, "需要其他月份或其他表的資料"),
        (D.remark.is_in(Others.code), "需要其他表的資料"),
        (D.remark.lookup(Others.code, Others.code) == "油", "需要其他表的資料"),
        (Others.code == "油", "需要其他表的資料"),
        (D.quantity >= Parameter("P-99"), "需要學校參數 P-99"),
        (D.buyers == D.acceptors, "需要逐個比對"),
        (HISTORY.filled(), "需要其他表的資料"),
    ],
)
def test_what_excel_cannot_say_has_a_reason(expr: Expr, reason: str) -> None:
    """The guide tells it, the batch checks it."""
    with pytest.raises(NotInExcel, match=reason):
        broken(Part(D.quantity, expr), None, cell, parameter)
    with pytest.raises(NotInExcel):
        formula(expr, cell, parameter)


def test_half_of_a_condition_is_checked_where_the_other_half_cannot() -> None:
    """Broken "a and b" is broken a or broken b; broken "a or b" needs both."""
    known, unknown = D.quantity > 0, D.quantity >= HISTORY
    assert broken(Part(D.quantity, known & unknown), None, cell) == broken(Part(D.quantity, known), None, cell)
    with pytest.raises(NotInExcel):
        broken(Part(D.quantity, known | unknown), None, cell)


@pytest.mark.office
def test_libreoffice_agrees(soffice: Office, tmp_path: Path) -> None:
    """True, false and unknown by formula: red only where a condition is known to be broken."""
    path = tmp_path / "conditions.xlsx"
    write_rows(
        path,
        [cells for _, _, cells, _ in CONDITIONS],
        lambda at, cell_of: [
            formula(CONDITIONS[at][1], cell_of, parameter),
            broken(Part(D.quantity, CONDITIONS[at][1]), None, cell_of, parameter),
        ],
    )
    computed = recalculated(soffice, path)
    found = {name: tuple(cells) for (name, *_), cells in zip(CONDITIONS, computed, strict=True)}
    assert found == {name: (expected, expected is FALSE) for name, _, _, expected in CONDITIONS}


@pytest.mark.office
def test_libreoffice_computes_the_same_values(soffice: Office, tmp_path: Path) -> None:
    """The value written beside a formula is the one that Excel would compute."""
    path = tmp_path / "values.xlsx"
    write_rows(path, [cells for _, _, cells in VALUES], lambda at, cell_of: [formula(VALUES[at][1], cell_of)])
    found = [cells[0] for cells in recalculated(soffice, path)]
    assert found == [pytest.approx(as_cell(expr, cells)) for _, expr, cells in VALUES]


BLANKS = [
    (row(驗收日期=None), TRUE),
    (row(驗收日期=date(2026, 3, 1)), TRUE),
    (row(), FALSE),
    (row(採購日期=None), FALSE),
    (row(驗收日期=None, 單位="袋"), FALSE),
    (row(驗收日期=None, 單位=None), FALSE),
    ({}, FALSE),
]


@pytest.mark.office
def test_a_blank_breaks_where_the_rule_says_so(soffice: Office, tmp_path: Path) -> None:
    """Only on rows that the rule asks: `when` is known to hold."""
    part, asked = Part(D.accepted_on, D.accepted_on >= D.bought_on), D.unit == "桶"
    path = tmp_path / "blanks.xlsx"
    write_rows(
        path, [cells for cells, _ in BLANKS], lambda _, cell_of: [broken(part, asked, cell_of, blank_breaks=True)]
    )
    assert [cells[0] for cells in recalculated(soffice, path)] == [expected for _, expected in BLANKS]


def test_only_functions_that_every_program_has() -> None:
    """Excel, WPS and LibreOffice, also old ones; and never an array constant, which conditional formats refuse."""
    for _, expr, _, _ in CONDITIONS:
        told = re.sub('"[^"]*"', '""', formula(expr, cell, parameter))
        assert set(re.findall(r"([A-Z]+)\(", told)) <= FUNCTIONS
        assert "{" not in told


def write_rows(path: Path, rows: Sequence[Mapping[str, Value]], formulas: Callable[[int, CellOf], list[str]]) -> None:
    """A workbook with each row's cells as a clerk would type them, and formulas beyond them."""
    workbook = Workbook(str(path), {"strings_to_formulas": False})
    sheet = workbook.add_worksheet()
    for at, cells in enumerate(rows):
        for place, column in enumerate(D.columns):
            write_cell(sheet, at, place, column, cells.get(column.title))
        for place, told in enumerate(formulas(at, partial(cell_in, at + 1))):
            sheet.write_formula(at, 20 + place, told)
    workbook.close()


def write_cell(sheet: Worksheet, at: int, place: int, column: Column, value: Value) -> None:
    """A cell as it is typed: a time is a part of a day."""
    if isinstance(column, Time) and isinstance(value, str):
        sheet.write_number(at, place, (minutes(value) or 0) / 1440)
    elif isinstance(value, date):
        sheet.write_number(at, place, serial(value))
    elif isinstance(value, str):
        sheet.write_string(at, place, value)
    elif value is not None:
        sheet.write_number(at, place, float(value))


def recalculated(soffice: Office, path: Path) -> list[list[object]]:
    """The formulas' values as LibreOffice computes them, "" as None."""
    folder = path.parent / "out"
    folder.mkdir()
    (result,) = soffice.convert([path], "xlsx", folder)
    sheet = load_workbook(result, data_only=True).active
    assert sheet is not None
    rows = sheet.iter_rows(min_col=21, max_col=sheet.max_column, values_only=True)
    return [[None if value == "" else value for value in cells] for cells in rows]


def as_cell(expr: Expr, cells: Mapping[str, Value]) -> object:
    """The expected value as a cell shows it, nothing on a blank row."""
    value = evaluate(expr, Row(cells)) if cells else None
    if value is None or isinstance(value, bool | str | tuple):
        return value
    if expr.type is Type.DATE:
        return float(value) - 693_594
    if expr.type is Type.MONTH:
        return f"{int(value) // 12}-{int(value) % 12 + 1:02}"
    return float(value) / 1440 if expr.type is Type.TIME else float(value)
