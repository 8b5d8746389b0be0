"""Dates against the workbook that they stand in: G-14."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pipeline.checks.cells import drop_cells, hold
from pipeline.checks.finder import Breach, Finder
from pipeline.checks.services import first_day, last_day, month_text
from pipeline.checks.term import FILE, MONTH, Rows, Term, as_days
from pipeline.finding import Effect
from pipeline.form.column import Column, Date, DateTime, Month
from pipeline.form.sheet import Kind

AHEAD = Breach("G-14", Effect.HOLD, "晚於封面的填報日期，還沒有發生", "請核對日期；預計的事等發生後再填。")
ELSEWHERE = "請核對日期，或把該行移到所屬月份的表。"


def dates(rows: Rows, term: Term, finder: Finder) -> None:
    """G-14: nothing done after 填報日期; event and status rows lie in the file's month, lifecycles not after it.

    A date that is refused counts as unreadable from here on: other rows are not judged by a day that cannot be right.
    """
    if not len(rows):
        return
    filled = pd.Series([_filled_on(term, int(file)) for file in rows.frame[FILE]], dtype="Int64")
    for column in rows.sheet.columns:
        if isinstance(column, Date | DateTime) and not column.planned and column.formula is None:
            late = np.asarray((as_days(rows, column) > filled).fillna(value=False), dtype=bool)
            finder.on_rows(rows, late, column, AHEAD)
            _refuse(rows, late, column, finder)
    deciding = _deciding(rows)
    if deciding is not None:
        _month_of_file(rows, deciding, finder)


def _refuse(rows: Rows, at: NDArray[np.bool_], column: Column, finder: Finder) -> None:
    if not at.any():
        return
    for index in np.flatnonzero(at).tolist():
        finder.remember(rows, index, column, finder.text_of(rows, index, column))
    hold(rows, at)
    drop_cells(rows, at, column)
    rows.memo.clear()


def _filled_on(term: Term, file: int) -> int | None:
    """The day on 封面; without one nothing can be said to lie after it."""
    cover = term.files[file].cover
    return None if cover is None else cover.filled_on


def _deciding(rows: Rows) -> Column | None:
    """The column that must lie in the file's month; None where none must."""
    sheet = rows.sheet
    if sheet.kind is Kind.SNAPSHOT or sheet.free_month:
        return None
    column = sheet.opening if sheet.kind is Kind.LIFECYCLE and sheet.opening is not None else sheet.attributed_to
    return column if isinstance(column, Date | DateTime | Month) else None


def _month_of_file(rows: Rows, column: Column, finder: Finder) -> None:
    days, months = as_days(rows, column), rows.frame[MONTH]
    cut = not isinstance(column, Month)  # a month is named by its first day, wherever the window begins
    first = months.map({month: _first(rows.term, month) if cut else first_day(month) for month in set(months)})
    last = months.map({month: _last(rows.term, month) for month in set(months)})
    wrong = days > last if rows.sheet.kind is Kind.LIFECYCLE else (days > last) | (days < first)
    at = np.asarray(wrong.fillna(value=False), dtype=bool)
    for index in np.flatnonzero(at).tolist():
        says = _outside(rows.term, int(months.iloc[index]), int(days.iloc[index]))
        finder.at_row(rows, index, column, Breach("G-14", Effect.HOLD, says, ELSEWHERE))
    _refuse(rows, at, column, finder)


def _first(term: Term, month: int) -> int:
    """A month is cut to the window (domain 3.2)."""
    return max(first_day(month), term.start)


def _last(term: Term, month: int) -> int:
    return min(last_day(month), term.end)


def _outside(term: Term, month: int, day: int) -> str:
    if first_day(month) <= day <= last_day(month):
        return f"不在學期的統計範圍（{date.fromordinal(term.start)} 至 {date.fromordinal(term.end)}）之內"
    return f"不在本表的月份 {month_text(month)} 之內"
