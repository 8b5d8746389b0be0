"""What comes in (M-F05-01f): fees collected here, and what other forms declare on their own sheets.

A sheet of any form adds to the school's income by a class attribute `income = Income(amount, on, where)`; F05 names no
other form, and a form that is not installed adds nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from pipeline.checks.term import Rows, Term, month_of_days
from pipeline.form.expression import Expr


@dataclass(frozen=True, eq=False, kw_only=True)
class Income:
    """Money that counted rows bring in: `amount` in 分, in the month of the date `on`, where `where` holds.

    `module` is the switch that turns it off.
    """

    amount: Expr
    on: Expr
    where: Expr | None = None
    module: str = ""


def income_by_row(term: Term) -> pd.DataFrame:
    """Contributions of every sheet that brings money in: month, 分 and row id."""
    parts = [contributions(term.rows(sheet), declared) for sheet, declared in declarations(term)]
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=["month", "num", "id"], dtype="int64")


def income_of_months(term: Term) -> dict[int, int]:
    """分 that came in, by month (year × 12 + month − 1)."""
    sums: dict[int, int] = defaultdict(int)
    lines = income_by_row(term)
    for month, fen in zip(lines["month"], lines["num"], strict=True):
        sums[int(month)] += int(fen)
    return sums


def declarations(term: Term) -> Iterator[tuple[type, Income]]:
    """The sheets of installed forms that bring money in, with what they declare."""
    for sheet in term.registry.sheets():
        declared = getattr(sheet, "income", None)
        if isinstance(declared, Income) and term.has(sheet) and term.switched_on(declared.module):
            yield sheet, declared


def contributions(rows: Rows, declared: Income) -> pd.DataFrame:
    """One line a counted row whose date has come."""
    days = rows.numbers(declared.on)
    taken = rows.counted & (days > 0) & (days <= rows.term.as_of)
    if declared.where is not None:
        taken &= rows.true(declared.where)
    return pd.DataFrame(
        {
            "month": month_of_days(np.maximum(days, 1))[taken],
            "num": rows.numbers(declared.amount)[taken],
            "id": rows.ids[taken],
        }
    )
