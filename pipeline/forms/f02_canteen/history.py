"""What the rules of F02 need beyond a row's own cells: suppliers, usual prices, the storeroom's books, shelf lives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from pipeline.checks.mask import members
from pipeline.checks.services import last_day, month_of
from pipeline.checks.term import MONTH, Rows, Term
from pipeline.checks.unknown import Held, all_came
from pipeline.checks.words import computed, group_numbers
from pipeline.form.expression import Type
from pipeline.forms.f00_base.sheets import FOODS, Suppliers
from pipeline.forms.f02_canteen.hidden import HiddenMoves, nameless_counts
from pipeline.forms.f02_canteen.sheets import OTHER_FOOD, Counts, Deliveries, Issues, first_month
from pipeline.forms.f02_canteen.stock import Account, Item, books, items_of

PRICE_SWING_PERCENT = 30
PRICES_COMPARED = 3
DAYS_BEFORE_MONTH_END, DAYS_AFTER_MONTH_END = 2, 2
IN_USE = "在用"
FIT = "無"


@dataclass(frozen=True)
class Supplier:
    """What F00.5 says of a supplier; `licensed_until` None where it does not say. A held row says nothing."""

    is_held: bool
    status: str
    supplies: frozenset[str]
    licensed_until: int | None


def suppliers(term: Term) -> dict[str | None, Supplier]:
    """Suppliers by name (None on a held row that does not say it); the first row of a name stands."""
    rows = term.rows(Suppliers)
    names, statuses, kinds = (rows.text(c) for c in (Suppliers.label, Suppliers.status, Suppliers.supplies))
    until = rows.numbers(Suppliers.licence_until)
    found: dict[str | None, Supplier] = {}
    for at, name in enumerate(names):
        supplies = frozenset(members(kinds[at] or ""))
        held = not rows.usable[at]
        found.setdefault(name, Supplier(held, statuses[at] or "", supplies, int(until[at]) or None))
    return found


@computed("供應商的問題", Type.TEXT)
def SUPPLIER_PROBLEM(rows: Rows) -> pd.Series[Any]:
    """F02-R11: why the supplier may not sell this food on that day, FIT when it may, unknown where that is."""
    known, days = suppliers(rows.term), rows.numbers(Deliveries.bought_on)
    nameless = known.get(None)
    names, categories = rows.text(Deliveries.supplier), rows.text(Deliveries.category)
    told: dict[tuple[Any, ...], str | None] = {}
    for key in {*zip(names, categories, days, strict=True)}:
        name, category, day = key
        told[key] = None if name is None or category is None else _problem(known.get(name, nameless), category, day)
    found = [told[key] for key in zip(names, categories, days, strict=True)]
    return pd.Series(found, index=rows.frame.index, dtype=object)


def _problem(supplier: Supplier | None, category: str, day: int) -> str | None:
    if supplier is None:
        return "不在供應商名冊"
    if supplier.is_held:
        return None
    if supplier.status != IN_USE:
        return f"合作狀態是{supplier.status}"
    if supplier.supplies.isdisjoint(FOODS if category == OTHER_FOOD else [category]):
        return f"供應類別不含{category}"
    if supplier.licensed_until is None:
        return None
    return FIT if day <= supplier.licensed_until else "許可證在採購日期已到期"


SUPPLIER_FITS = SUPPLIER_PROBLEM == FIT


@computed("同品規中位單價", Type.NUMBER, 3)
def USUAL_PRICE(rows: Rows) -> pd.Series[Any]:
    """F02-R12: median 單價 of the same 品名, 規格 and 單位 in the term to date; unknown below three rows."""
    groups = group_numbers(rows, [Deliveries.item, Deliveries.specification, Deliveries.unit])
    prices = rows.of(Deliveries.unit_price).where(rows.usable).astype("Float64").groupby(groups)
    median = (prices.transform("median") * 10).round().astype("Int64")
    return median.where(prices.transform("count") >= PRICES_COMPARED)


@computed("當日賬面庫存", Type.NUMBER, 3)
def STOCK_THAT_EVENING(rows: Rows) -> pd.Series[Any]:
    """F02-R13: book stock of an issue's item at the end of its day; unknown where it may have moved unseen before."""
    accounts, days = books(rows.term), rows.numbers(Issues.day).tolist()
    unseen = rows.term.once(HiddenMoves)
    known: dict[tuple[Item, int], int | None] = {}
    evenings = list(zip(items_of(rows), days, strict=True))
    for item, day in {*evenings}:
        account = accounts.get(month_of(day), {}).get(item) if day else None
        known[item, day] = None if account is None or unseen.by(item, day) else account.book_on(day)
    return pd.Series([known[evening] for evening in evenings], index=rows.frame.index, dtype="Int64")


@computed("最遲保質期", Type.DATE)
def LATEST_BEST_BEFORE(rows: Rows) -> pd.Series[Any]:
    """F02-R15: the latest 保質期至 of all accepted deliveries of an issue's item; unknown when none names one.

    Unknown, too, while a delivery of the item is held or has not come.
    """
    came = rows.term.rows(Deliveries)
    held, all_here = Held(came, Deliveries.item, Deliveries.unit), all_came(rows.term, Deliveries)
    until = np.where(came.counted, came.numbers(Deliveries.best_before), 0).tolist()
    latest: dict[Item, int] = {}
    for item, day in zip(items_of(came), until, strict=True):
        if day:
            latest[item] = max(latest.get(item, 0), day)
    told = {item: day for item, day in latest.items() if all_here and not held.may_have(item.name, item.unit)}
    return pd.Series([told.get(item) for item in items_of(rows)], index=rows.frame.index, dtype="Int64")


def uncounted_items(term: Term) -> Mapping[int, Sequence[str]]:
    """F02-R16: items with opening stock or movement in a month that 月末盤點 does not list.

    Not asked of a storeroom and month in which a held row does not say what was counted.
    """
    received, nameless = term.received.get(Counts.form, frozenset()), nameless_counts(term)
    return {
        month: missing
        for month, accounts in books(term).items()
        if month in received
        and (
            missing := [
                _named(item)
                for item, one in accounts.items()
                if _lacks_count(one) and (month, item.storeroom) not in nameless
            ]
        )
    }


def _lacks_count(account: Account) -> bool:
    moved = bool(account.moves.came or account.moves.went)
    return account.count is None and (moved or bool(account.opening))


def _named(item: Item) -> str:
    return f"{item.name}（{item.unit}）"


@computed("月末", Type.DATE)
def MONTH_END(rows: Rows) -> pd.Series[Any]:
    """The last day of the month on 封面, cut to the window."""
    days = [min(last_day(int(month)), rows.term.end) for month in rows.frame[MONTH]]
    return pd.Series(days, index=rows.frame.index, dtype="Int64")


COUNTED_AT_MONTH_END = (Counts.counted_on - MONTH_END >= -DAYS_BEFORE_MONTH_END) & (
    Counts.counted_on - MONTH_END <= DAYS_AFTER_MONTH_END
)


@computed("上月實盤數量", Type.NUMBER, 3)
def LAST_COUNT(rows: Rows) -> pd.Series[Any]:
    """X-03: 實盤數量 of the item in the month before, 0 when it has no row there; not asked in the first month.

    Unknown where a held row of that month does not say what was counted.
    """
    accounts, start, nameless = books(rows.term), first_month(rows.term), nameless_counts(rows.term)
    received = rows.term.received.get(Counts.form, frozenset())
    found: list[int | None] = []
    for month, item in zip(rows.frame[MONTH], items_of(rows), strict=True):
        before = int(month) - 1
        if int(month) == start or before not in received:
            found.append(None)
            continue
        account = accounts.get(before, {}).get(item)
        if account is not None and account.count is not None:
            found.append(account.count.counted)
        else:
            found.append(None if (before, item.storeroom) in nameless else 0)
    return pd.Series(found, index=rows.frame.index, dtype="Int64")
