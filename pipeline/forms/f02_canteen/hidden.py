"""What may have moved in the storeroom and cannot be known: held rows, and months that have not come."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import pandas as pd

from pipeline.checks.services import first_day, last_day, month_of
from pipeline.checks.term import MONTH, PART, Rows, Term
from pipeline.checks.unknown import absent_months, readable
from pipeline.form.column import Column
from pipeline.form.expression import Expr
from pipeline.forms.f02_canteen.sheets import Counts, Deliveries, Issues
from pipeline.forms.f02_canteen.stock import Item, books, has_storerooms, items_of

Pattern = tuple[str | None, str | None, int | None]
"""品名, 單位 and storeroom of what moved; None = any."""


class HiddenMoves:
    """The first day of each month on which stock may have moved unseen, by what may have moved."""

    def __init__(self, term: Term) -> None:
        self._since: dict[int, dict[Pattern, int]] = defaultdict(dict)
        for pattern, day in hidden_moves(term):
            days = self._since[month_of(day)]
            days[pattern] = min(day, days.get(pattern, day))

    def by(self, item: Item, day: int) -> bool:
        """The item may have moved unseen in the month of the day, up to its evening."""
        return any(
            since <= day and all(one is None or one == other for one, other in zip(pattern, item, strict=True))
            for pattern, since in self._since.get(month_of(day), {}).items()
        )

    def in_month(self, item: Item, month: int) -> bool:
        """The item may have moved unseen in the month."""
        return self.by(item, last_day(month))


def hidden_moves(term: Term) -> Iterator[tuple[Pattern, int]]:
    """What may have moved, and the first day of each month on which it may have.

    What is bought in a month enters stock by the end of the month after: then its workbook is due.
    """
    for month in absent_months(term, Deliveries):
        yield (None, None, None), first_day(month)
        yield (None, None, None), first_day(month + 1)
    came, went = term.rows(Deliveries), term.rows(Issues)
    for pattern, month, day in _held(came, Deliveries.stock_date):
        yield pattern, first_day(month) if day is None else day
        if day is None:
            yield pattern, first_day(month + 1)
    for pattern, month, day in _held(went, Issues.day):
        yield pattern, first_day(month) if day is None else day


def _held(rows: Rows, on: Expr) -> Iterator[tuple[Pattern, int, int | None]]:
    """The held rows: what moved, the month of the file, and the day where it can be read and may be right.

    Nothing enters stock before it is bought, which is in the month of the file (F02-R07).
    """
    days, months = rows.of(on), rows.frame[MONTH]
    for at, pattern in patterns(rows).items():
        month = int(months.iloc[at])
        unknown = pd.isna(days.iloc[at]) or int(days.iloc[at]) < first_day(month)
        yield pattern, month, None if unknown else int(days.iloc[at])


def patterns(rows: Rows) -> Mapping[int, Pattern]:
    """What each held row of a sheet with 品名 and 單位 may be about, by its place."""
    name, unit = (_readable_texts(rows, rows.sheet.column(title)) for title in ("品名", "單位"))
    parts = rows.frame[PART].tolist() if has_storerooms(rows.term) else [0] * len(rows)
    return {at: (name[at], unit[at], parts[at]) for at in np.flatnonzero(~rows.usable).tolist()}


def _readable_texts(rows: Rows, column: Column) -> list[str | None]:
    return [text if known else None for text, known in zip(rows.text(column), readable(rows, column), strict=True)]


def nameless_counts(term: Term) -> frozenset[tuple[int, int]]:
    """Months and storerooms with a held row of 月末盤點 that does not say what was counted."""
    rows = term.rows(Counts)
    months = rows.frame[MONTH].tolist()
    return frozenset(
        (months[at], part or 0) for at, (name, unit, part) in patterns(rows).items() if not (name and unit)
    )


def known_book_quantities(rows: Rows) -> pd.Series[Any]:
    """賬面數量 of each row of 月末盤點; unknown where the item may have moved unseen in the month."""
    accounts, unseen = books(rows.term), rows.term.once(HiddenMoves)
    found: list[int | None] = []
    for month, item in zip(rows.frame[MONTH].tolist(), items_of(rows), strict=True):
        account = accounts.get(month, {}).get(item)
        found.append(None if account is None or unseen.in_month(item, month) else account.book)
    return pd.Series(found, index=rows.frame.index, dtype="Int64")
