"""Dates against the workbook that they stand in: G-14."""

from __future__ import annotations

import numpy as np
import pandas as pd

from pipeline.checks.cells import hold
from pipeline.checks.finder import Breach, Finder
from pipeline.checks.services import month_text
from pipeline.checks.term import FILE, MONTH, Rows, Term, month_of_days
from pipeline.finding import Effect
from pipeline.form.column import Date
from pipeline.form.sheet import Kind

AHEAD = Breach("G-14", Effect.HOLD, "晚於封面的填報日期，還沒有發生", "請核對日期；預計的事等發生後再填。")


def dates(rows: Rows, term: Term, finder: Finder) -> None:
    """G-14: nothing done after 填報日期; event and status rows lie in the file's month, lifecycles not after it."""
    if rows.sheet.kind is Kind.SNAPSHOT or not len(rows):
        return
    filled = np.array([_filled_on(term, int(file)) for file in rows.frame[FILE]], dtype=np.int64)
    for column in rows.sheet.columns:
        if isinstance(column, Date) and not column.planned and column.formula is None:
            ahead = (rows.of(column) > pd.Series(filled, dtype="Int64")).fillna(value=False)
            late = np.asarray(ahead, dtype=bool)
            if late.any():
                hold(rows, late)
                finder.on_rows(rows, late, column, AHEAD)
    _month_of_file(rows, finder)


def _filled_on(term: Term, file: int) -> int:
    cover = term.files[file].cover
    return cover.filled_on if cover is not None and cover.filled_on is not None else np.iinfo(np.int64).max


def _month_of_file(rows: Rows, finder: Finder) -> None:
    sheet = rows.sheet
    column = sheet.opening if sheet.kind is Kind.LIFECYCLE and sheet.opening is not None else sheet.attributed_to
    if sheet.free_month or not isinstance(column, Date):
        return
    days = rows.of(column)
    months = month_of_days(days.fillna(1).to_numpy(dtype=np.int64))
    own = rows.frame[MONTH].to_numpy(dtype=np.int64)
    wrong = (months > own) if sheet.kind is Kind.LIFECYCLE else (months != own)
    wrong &= days.notna().to_numpy(dtype=bool)
    hold(rows, wrong)
    for at in np.flatnonzero(wrong):
        says = f"不在本表的月份 {month_text(int(own[at]))} 之內"
        fix = "請核對日期，或把該行移到所屬月份的表。"
        finder.at_row(rows, int(at), column, Breach("G-14", Effect.HOLD, says, fix))
