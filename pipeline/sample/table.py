"""Rows written out as text, the way a ledger is: one line a row, cells between bars."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from pipeline.form.filled import Value

Row = dict[str, Value]
"""One row of a sheet by column title."""

CENT = Decimal("0.01")


def ledger(text: str) -> list[list[str]]:
    """The cells of each line that is not empty."""
    return [[cell.strip() for cell in line.split("|")] for line in text.splitlines() if line.strip()]


def typed(row: Row) -> Row:
    """The row without the cells that nobody filled in."""
    return {title: value for title, value in row.items() if value is not None and value != ""}


def day(text: str) -> date:
    """03-16 as a day of 2026, the year of the whole window."""
    return date.fromisoformat(f"2026-{text}")


def day_in(row: Row, title: str) -> date:
    """The day in a cell of the row.

    Raises:
        TypeError: when no day stands there.
    """
    when = row[title]
    if not isinstance(when, date):
        raise TypeError(f"{title} is no day: {when}")
    return when


def month_of(when: date) -> str:
    """YYYY-MM."""
    return when.isoformat()[:7]
