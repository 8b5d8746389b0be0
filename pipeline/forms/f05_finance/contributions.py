"""What rows add to the figures of F05 where one row counts in several months, several checks or not by itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pipeline.checks.services import last_day
from pipeline.checks.term import Rows, Term
from pipeline.forms.f05_finance.history import IS_SPENT, due_months
from pipeline.forms.f05_finance.sheets import Budget, Collections, Publications, Vouchers

CHECKS = {
    "三簽": "F05-R13",
    "相符": "F05-R14",
    "先批後購": "F05-R15",
    "先批後報": "F05-R16",
    "一支筆": "F05-R17",
    "不超批准": "F05-R19",
    "詢價": "F05-R22",
    "專賬": "F05-R24",
}
"""M-F05-08: each check with its rule."""

Frame = Callable[[Term], pd.DataFrame]


def table(columns: dict[str, Any]) -> pd.DataFrame:
    """Contribution lines; texts stay objects when there is none."""
    return pd.DataFrame({title: np.asarray(values) for title, values in columns.items()})


def joined(frames: list[pd.DataFrame], empty: dict[str, Any]) -> pd.DataFrame:
    """Frames below each other; `empty` gives the columns when there is none."""
    return pd.concat(frames, ignore_index=True) if frames else table(empty)


def month_ends(term: Term) -> list[tuple[int, int]]:
    """Each month of the window up to the reported one with its last day, not after the as-of date."""
    return [(month, min(last_day(month), term.as_of)) for month in term.months]


def in_hand(term: Term) -> pd.DataFrame:
    """M-F05-03c: at each month's end, what was collected and not deposited by then (分)."""
    rows = term.rows(Collections)
    collected_on, deposited_on = rows.numbers(Collections.collected_on), rows.numbers(Collections.deposited_on)
    collected, deposited = rows.numbers(Collections.collected), rows.numbers(Collections.deposited)
    frames = []
    for month, end in month_ends(term):
        handed_in = (deposited_on > 0) & (deposited_on <= end)
        open_fen = collected - np.where(handed_in, deposited, 0)
        at = np.flatnonzero(rows.counted & (collected_on <= end) & (open_fen != 0))
        frames.append(table({"month": np.full(len(at), month), "num": open_fen[at], "id": rows.ids[at]}))
    return joined(frames, {"month": [], "num": [], "id": []})


def waiting(term: Term) -> pd.DataFrame:
    """M-F05-05b: at each month's end, invoices bought by then and not reimbursed by then (分)."""
    rows = term.rows(Vouchers)
    amounts, categories = rows.numbers(Vouchers.amount), rows.text(Vouchers.category)
    frames = []
    for month, end in month_ends(term):
        at = waiting_on(rows, end)
        frames.append(
            table(
                {"month": np.full(len(at), month), "支出類別": categories[at], "num": amounts[at], "id": rows.ids[at]}
            )
        )
    return joined(frames, {"month": [], "支出類別": [], "num": [], "id": []})


def waiting_on(vouchers: Rows, day: int) -> NDArray[np.int64]:
    """Positions of the invoices bought by a day and not reimbursed by then."""
    bought_on, claimed_on = vouchers.numbers(Vouchers.bought_on), vouchers.numbers(Vouchers.claimed_on)
    return np.flatnonzero(vouchers.counted & (bought_on <= day) & ((claimed_on == 0) | (claimed_on > day)))


def checked(count: Callable[[Rows, NDArray[np.bool_]], NDArray[np.int64]], *, is_rate: bool = False) -> Frame:
    """M-F05-08: for each check, `count` of every row of which it can be asked; it takes the rows and who fails."""

    def compute(term: Term) -> pd.DataFrame:
        rows = term.rows(Vouchers)
        frames = []
        for name, rule in CHECKS.items():
            failed = rows.failed.get(rule, np.zeros(len(rows), dtype=bool))
            unknown = rows.unknown.get(rule, np.ones(len(rows), dtype=bool))
            at = np.flatnonzero(rows.usable & ~unknown)
            lines = {"month": rows.months[at], "檢查項": np.full(len(at), name), "num": count(rows, failed)[at]}
            frames.append(table(lines | ({"den": np.ones(len(at), dtype=np.int64)} if is_rate else {})))
            frames[-1]["id"] = rows.ids[at]
        return joined(frames, {})

    return compute


def asked(_rows: Rows, failed: NDArray[np.bool_]) -> NDArray[np.int64]:
    """1 for every row."""
    return np.ones_like(failed, dtype=np.int64)


def passing(_rows: Rows, failed: NDArray[np.bool_]) -> NDArray[np.int64]:
    """1 for a row that passes."""
    return (~failed).astype(np.int64)


def failing_fen(rows: Rows, failed: NDArray[np.bool_]) -> NDArray[np.int64]:
    """The amount of a row that fails."""
    return np.where(failed, rows.numbers(Vouchers.amount), 0)


def published(*, in_time: bool = True, is_rate: bool = False) -> Frame:
    """M-F05-10: months whose day P-17 has come, all or those in time; as a rate, the latter of the former."""

    def compute(term: Term) -> pd.DataFrame:
        months, good, row_ids = due_months(term), months_in_time(term), months_to_ids(term)
        lines: dict[str, Any] = {"month": months, "num": [int(not in_time or month in good) for month in months]}
        if is_rate:
            lines["den"] = [1] * len(months)
        return table(lines | {"id": [row_ids.get(month, -1) for month in months]}).astype("int64")

    return compute


def months_to_ids(term: Term) -> dict[int, int]:
    """The row of each published month."""
    rows = term.rows(Publications)
    months = rows.numbers(Publications.month)
    return {int(months[at]): int(rows.ids[at]) for at in np.flatnonzero(rows.counted)}


def months_in_time(term: Term) -> set[int]:
    """Months that have a row and pass F05-R28 and R29."""
    rows = term.rows(Publications)
    months, never = rows.numbers(Publications.month), np.zeros(len(rows), dtype=bool)
    bad = rows.failed.get("F05-R28", never) | rows.unknown.get("F05-R28", never) | rows.failed.get("F05-R29", never)
    return {int(month) for month in months[rows.counted & ~bad]} - {int(month) for month in months[rows.counted & bad]}


def planned_spending(term: Term) -> pd.DataFrame:
    """M-F05-11a: what is planned to be spent in the term, by 支出類別 (分)."""
    rows = term.rows(Budget)
    at = np.flatnonzero(rows.counted & rows.true(Budget.is_spending))
    return table(
        {
            "month": rows.months[at],
            "支出類別": rows.text(Budget.category)[at],
            "num": rows.numbers(Budget.term_plan)[at],
            "id": rows.ids[at],
        }
    )


def execution(term: Term) -> pd.DataFrame:
    """M-F05-11b: spent ÷ planned; nothing without a plan."""
    planned, rows = planned_spending(term), term.rows(Vouchers)
    at = np.flatnonzero(rows.counted & rows.true(IS_SPENT)) if len(planned) else np.empty(0, dtype=np.int64)
    spent = table(
        {
            "month": rows.months[at],
            "支出類別": rows.text(Vouchers.category)[at],
            "num": rows.numbers(Vouchers.amount)[at],
            "den": np.zeros(len(at), dtype=np.int64),
            "id": rows.ids[at],
        }
    )
    return joined([spent, planned.rename(columns={"num": "den"}).assign(num=0)], {})
