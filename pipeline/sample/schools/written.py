"""Rows of a sheet written out under its own headings; each cell is read as its column says."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from pipeline.form.column import Column, Date, Integer, Money, Number
from pipeline.form.filled import Value
from pipeline.forms.registry import registry
from pipeline.sample.table import CENT, Row, day, ledger, typed

MONTH_AND_DAY = len("03-02")


def written(sheet: str, text: str, **same: Value) -> list[Row]:
    """The rows of a sheet (F12 捐贈): headings in the first line, then a line a row; `same` stands in every row.

    Raises:
        KeyError: for a heading that the sheet has not.
        ValueError: for a line with more or fewer cells than headings.
    """
    form, title = sheet.split()
    declared = registry().form(form).sheet(title)
    headings, *lines = ledger(text)
    columns = [declared.column(heading) for heading in headings]
    for heading in same:
        declared.column(heading)
    return [
        typed(
            {column.title: value_of(column, cell) for column, cell in zip(columns, cells, strict=True)} | same,
        )
        for cells in lines
    ]


def value_of(column: Column, cell: str) -> Value:
    """What stands in the cell: money in 元 with two decimals, a day (03-02 is one of 2026), a number or text."""
    if not cell:
        return None
    if isinstance(column, Date):
        return day(cell) if len(cell) == MONTH_AND_DAY else date.fromisoformat(cell)
    if isinstance(column, Money):
        return Decimal(cell).quantize(CENT)
    if isinstance(column, Integer):
        return int(cell)
    return Decimal(cell) if isinstance(column, Number) else cell
