"""What is computed anew: ƒ columns (G-10) and the 合計 rows that fillers type (G-09)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pipeline.checks.finder import Breach, Finder
from pipeline.checks.term import FILE, ROW, Rows, Term
from pipeline.finding import Effect
from pipeline.form.column import Column, Money
from pipeline.form.expression import Word
from pipeline.form.sheet import is_money
from pipeline.intake.submission import TotalsRow

PENNY = "P-21"
THOUSANDTHS = 3
TYPED_OVER = Breach("G-10", Effect.FLAG, "與本行各欄算出的 {right} 不同", "已按各欄重算；請不要改動公式欄。")


def recompute(rows: Rows) -> dict[str, pd.Series[Any]]:
    """Puts the computed value into each ƒ column; gives what was stored there.

    What needs history stays unknown until every row that must be held or excluded is.
    """
    stored = {}
    for column in rows.sheet.columns:
        if column.formula is not None and len(rows):
            stored[column.name] = rows.frame[column.name]
            if isinstance(column.formula, Word):
                rows.frame[column.name] = pd.Series(pd.NA, index=rows.frame.index, dtype="Int64")
                continue
            scale = column.formula.scale
            values = rows.of(column.formula)
            rows.frame[column.name] = values if scale == column.scale else values * 10 ** (column.scale - scale)
            rows.memo.clear()
    return stored


def recompute_history(rows: Rows) -> None:
    """Puts the computed value into each ƒ column that needs other rows than its own."""
    for column in rows.sheet.columns:
        if isinstance(column.formula, Word) and len(rows):
            rows.frame[column.name] = rows.of(column.formula)
            rows.memo.clear()


def formulas(rows: Rows, stored: Mapping[str, pd.Series[Any]], term: Term, finder: Finder) -> None:
    """G-10: ƒ columns are recomputed; a stored value off by more than P-21 is a FLAG."""
    tolerance = term.services.parameters.number(PENNY, term.as_of) if term.services else None
    for column in rows.sheet.columns:
        if column.formula is None or column.name not in stored:
            continue
        allowed = round((tolerance or 0) * 10**column.scale)
        off = (stored[column.name] - rows.of(column)).abs() > allowed
        at = np.asarray(off.fillna(value=False), dtype=bool)
        for index in np.flatnonzero(at).tolist():
            finder.remember(rows, index, column, _plain(stored[column.name].iloc[index], column))
        finder.on_rows(rows, at, column, TYPED_OVER, {"right": column})


def _plain(value: int, column: Column) -> str:
    places = column.scale if isinstance(column, Money) else 0
    return f"{value / 10**column.scale:.{places}f}" if places else f"{value / 10**column.scale:g}"


def totals(rows: Rows, term: Term, finder: Finder) -> None:
    """G-09: a 合計 row that the filler typed is compared with the sum of the rows above it."""
    for file, submission in enumerate(term.files):
        ours = submission.cover is not None and submission.cover.form == rows.sheet.form
        sheet = submission.sheet(rows.sheet.title) if ours else None
        previous = 0
        for line in sheet.totals if sheet else ():
            above = np.asarray((rows.frame[FILE] == file) & (rows.frame[ROW] < line.row), dtype=bool)
            if "小计" in line.label:
                above &= np.asarray(rows.frame[ROW] > previous, dtype=bool)
                previous = line.row
            _compare_totals(rows, file, line, above, finder)


def _compare_totals(rows: Rows, file: int, line: TotalsRow, above: NDArray[np.bool_], finder: Finder) -> None:
    typed = line.values
    for column in rows.sheet.columns:
        if column.name not in typed or not (is_money(column) or column.scale == THOUSANDTHS):
            continue
        right = int(rows.numbers(column)[above].sum())
        if right != typed[column.name]:
            value = f"{typed[column.name] / 10**column.scale:g}"
            says = f"合計與上面各行相加的 {right / 10**column.scale:,.2f} 不同"
            breach = Breach("G-09", Effect.FLAG, says, "請核對；統計以各行為準。")
            finder.at_cell(file, line.row, column, breach, value)
