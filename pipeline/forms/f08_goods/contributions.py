"""What adds to the figures of F08 where one row's cells cannot say it: average cost, borrowers' sides, open loans."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import pandas as pd

from pipeline.checks.services import last_day, month_of
from pipeline.checks.term import Rows, Term
from pipeline.form.column import Date
from pipeline.forms.f08_goods.history import side_of
from pipeline.forms.f08_goods.sheets import ISSUED, RETURNED, Loans, Movements
from pipeline.forms.f08_goods.stock import costs, moves_by_item, worth

DEPARTMENT, SIDE = "領用部門", "部門或班室"

Line = tuple[int, str, int, int]
"""Month, value of the dimension, number, row id."""


def frame(lines: Iterator[Line], dimension: str) -> pd.DataFrame:
    """Contribution lines."""
    return pd.DataFrame(list(lines), columns=["month", dimension, "num", "id"])


def issued_worth(term: Term) -> pd.DataFrame:
    """M-F08-01b: what was issued less what came back, at average cost (分); rows without a known cost add nothing."""
    rows = term.rows(Movements)
    departments, ids = rows.text(Movements.department), rows.ids.tolist()

    def lines() -> Iterator[Line]:
        for at, fen in worths(term).items():
            if fen is not None:
                yield int(rows.months[at]), departments[at] or "", fen, ids[at]

    return frame(lines(), DEPARTMENT)


def worths(term: Term) -> dict[int, int | None]:
    """The worth (分) of each row 領用, and below 0 of each row 退回, by its place; None where no cost is known."""
    found: dict[int, int | None] = {}
    for moves in moves_by_item(term).values():
        by_month = costs(moves)
        for move in moves:
            if move.kind in (ISSUED, RETURNED):
                fen = worth(move.quantity, by_month[month_of(move.day)])
                found[move.at] = -fen if fen is not None and move.kind == RETURNED else fen
    return found


def rows_without_cost(term: Term) -> int:
    """How many rows M-F08-01b leaves out."""
    return sum(fen is None for fen in worths(term).values())


def loans(on: Date) -> Callable[[Term], pd.DataFrame]:
    """M-F08-02a and 02b: loans by a date of theirs."""

    def compute(term: Term) -> pd.DataFrame:
        rows = term.rows(Loans)
        days, sides, ids = rows.numbers(on), sides_of(rows), rows.ids.tolist()
        return frame(((month_of(int(days[at])), sides[at], 1, ids[at]) for at in counted(rows, on)), SIDE)

    return compute


def counted(rows: Rows, on: Date) -> list[int]:
    """Positions of the counted rows that have the date."""
    dated = rows.of(on).notna().to_numpy(dtype=bool)
    found: list[int] = np.flatnonzero(rows.counted & dated).tolist()
    return found


def sides_of(rows: Rows) -> list[str]:
    """Who each borrower stands for."""
    side = side_of(rows.term)
    return [side(borrower or "") for borrower in rows.text(Loans.borrower)]


def open_loans(*, overdue: bool) -> Callable[[Term], pd.DataFrame]:
    """M-F08-02c and 02d: at each month's end, what was lent and not returned by then, all or only if overdue."""

    def compute(term: Term) -> pd.DataFrame:
        rows = term.rows(Loans)
        sides, ids = sides_of(rows), rows.ids.tolist()

        def lines() -> Iterator[Line]:
            for month in term.months:
                for at in out_on(rows, min(last_day(month), term.as_of), overdue=overdue):
                    yield month, sides[at], 1, ids[at]

        return frame(lines(), SIDE)

    return compute


def out_on(rows: Rows, day: int, *, overdue: bool) -> list[int]:
    """Positions of the loans that are out at the end of a day (and were due before it), the longest overdue first."""
    lent, returned, due = (rows.numbers(one) for one in (Loans.lent_on, Loans.returned_on, Loans.due_on))
    out = rows.counted & (lent <= day) & ((returned == 0) | (returned > day))
    if overdue:
        out = out & (due < day)
    places: list[int] = np.flatnonzero(out).tolist()
    return sorted(places, key=lambda at: int(due[at]))
