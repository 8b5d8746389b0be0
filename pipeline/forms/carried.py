"""What a month's blank workbook takes over from the months before: rows that are open, as they were handed in last."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import numpy as np
import pandas as pd

from pipeline.checks.services import first_day, month_text
from pipeline.checks.term import Rows
from pipeline.form.column import Column
from pipeline.form.expression import Expr, Type
from pipeline.form.filled import Value


def open_rows(rows: Rows, opened: Expr | None, month: int) -> list[dict[str, Value]]:
    """Open rows of one sheet by column title."""
    if rows.sheet.closed is None:
        return []
    live = rows.usable & ~rows.true(rows.sheet.closed)
    if opened is not None:
        live &= rows.numbers(opened) < first_day(month)
    typed = [column for column in rows.sheet.columns if column.formula is None]
    return [row_of(rows, typed, int(at)) for at in np.flatnonzero(live)]


def row_of(rows: Rows, columns: Sequence[Column], at: int) -> dict[str, Value]:
    """One row's filled cells."""
    cells = {column.title: cell_of(rows, column, at) for column in columns}
    return {title: value for title, value in cells.items() if value is not None}


def cell_of(rows: Rows, column: Column, at: int) -> Value:
    """A cell as a workbook holds it."""
    value = rows.of(column).iloc[at]
    if pd.isna(value):
        return None
    match column.type:
        case Type.DATE:
            return date.fromordinal(int(value))
        case Type.MONTH:
            return month_text(int(value))
        case Type.NUMBER:
            return Decimal(int(value)).scaleb(-column.scale)
        case _:
            return str(value)
