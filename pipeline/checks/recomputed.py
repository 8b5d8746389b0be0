"""What is computed anew: ƒ columns (G-10, G-24) and the 合計 rows that fillers type (G-09)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pipeline.checks.cells import hold
from pipeline.checks.exact import is_fraction
from pipeline.checks.finder import Breach, Finder, shown
from pipeline.checks.term import FILE, ROW, Rows, Term, dtype_of
from pipeline.finding import Effect
from pipeline.form.column import Column, Number
from pipeline.form.expression import Type, Word
from pipeline.intake.cells import LARGEST
from pipeline.intake.submission import TotalsRow

PENNY = "P-21"
TYPED_OVER = Breach("G-10", Effect.FLAG, "與本行各列算出的 {right} 不同", "已按各列重算；請不要改動公式列。")
IMPOSSIBLE = Breach("G-24", Effect.HOLD, "按本行各列算出的數大得不合理", "請核對本行的數量和單價是否多打了位數。")
NOT_COMPARED = "累计"
"""A total carried on from earlier months: nothing on the sheet adds up to it."""


def recompute(rows: Rows) -> dict[str, pd.Series[Any]]:
    """Puts the computed value into each ƒ column; gives what was stored there.

    What needs history stays unknown until every row that must be held or excluded is.
    """
    stored = {}
    for column in rows.sheet.columns:
        if column.formula is not None and len(rows):
            stored[column.name] = rows.frame[column.name]
            if isinstance(column.formula, Word):
                rows.frame[column.name] = pd.Series(pd.NA, index=rows.frame.index, dtype=dtype_of(column))
            else:
                rows.frame[column.name] = _computed(rows, column)
            rows.memo.clear()
    return stored


def recompute_history(rows: Rows) -> None:
    """Puts the computed value into each ƒ column that needs other rows than its own."""
    for column in rows.sheet.columns:
        if isinstance(column.formula, Word) and len(rows):
            rows.frame[column.name] = _computed(rows, column)
            rows.memo.clear()


def _computed(rows: Rows, column: Column) -> pd.Series[Any]:
    """The formula's value in the column's own scale."""
    if column.formula is None:
        raise TypeError(f"{column.title} is typed, not computed")
    scaled = column.type is Type.NUMBER and column.formula.scale != column.scale
    return rows.of(column.formula.rounded(column.scale) if scaled or is_fraction(column.formula) else column.formula)


def impossible(rows: Rows, finder: Finder) -> None:
    """G-24: cells that are possible alone may give what is not, and would not add up exactly."""
    for column in rows.sheet.columns:
        if column.formula is not None and column.type is Type.NUMBER:
            at = np.abs(rows.numbers(column)) >= LARGEST
            hold(rows, at)
            finder.on_rows(rows, at, column, IMPOSSIBLE)


def formulas(rows: Rows, stored: Mapping[str, pd.Series[Any]], term: Term, finder: Finder) -> None:
    """G-10: ƒ columns are recomputed; a stored value off by more than P-21 is a FLAG."""
    tolerance = term.services.parameters.number(PENNY, term.as_of) if term.services else None
    for column in rows.sheet.columns:
        if column.formula is None or column.name not in stored:
            continue
        typed, right = stored[column.name], rows.of(column)
        if column.type is Type.NUMBER:
            off = (typed - right).abs() > round((tolerance or 0) * 10**column.scale)
        else:
            off = typed.astype("string") != right.astype("string")
        at = np.asarray(off.fillna(value=False), dtype=bool)
        for index in np.flatnonzero(at).tolist():
            finder.remember(rows, index, column, shown(typed.iloc[index], column))
        finder.on_rows(rows, at, column, TYPED_OVER, {"right": column})


def totals(rows: Rows, finder: Finder) -> None:
    """G-09: a 合計 row that the filler typed is compared with the sum of the rows above it.

    `rows` are all rows as handed in, older states too.
    """
    title, form = rows.sheet.title, rows.sheet.form
    for file, submission in enumerate(rows.term.files):
        sheet = submission.sheet(title) if submission.cover and submission.cover.form == form else None
        if sheet is None or not sheet.totals:
            continue
        mine = Rows(rows.sheet, rows.frame[rows.frame[FILE] == file].reset_index(drop=True), rows.term)
        mine.unread = {name: at[(rows.frame[FILE] == file).to_numpy()] for name, at in rows.unread.items()}
        recompute(mine)
        before = 0
        for line in sheet.totals:
            if NOT_COMPARED not in line.label:
                _compare_totals(mine, file, line, before, finder)
            before = line.row


def _compare_totals(rows: Rows, file: int, line: TotalsRow, before: int, finder: Finder) -> None:
    """Right is the sum of all rows above, or of those since the totals row before."""
    above = np.asarray(rows.frame[ROW] < line.row, dtype=bool)
    since = above & np.asarray(rows.frame[ROW] > before, dtype=bool)
    for column in rows.sheet.columns:
        typed = line.values.get(column.name)
        if typed is None or not isinstance(column, Number) or not _all_known(rows, column, above):
            continue
        amounts = rows.numbers(column)
        if typed not in (int(amounts[above].sum()), int(amounts[since].sum())):
            right = amounts[since if "小计" in line.label else above].sum()
            says = f"合計與上面各行相加的 {shown(right, column)} 不同"
            breach = Breach("G-09", Effect.FLAG, says, "請核對；統計以各行為準。")
            finder.at_cell(file, line.row, column, breach, shown(typed, column))


def _all_known(rows: Rows, column: Column, above: NDArray[np.bool_]) -> bool:
    """No cell of the column above is refused or, in a ƒ column, unknown."""
    unknown = rows.unread.get(column.name) if column.formula is None else rows.of(column).isna().to_numpy(dtype=bool)
    return unknown is None or not (unknown & above).any()
