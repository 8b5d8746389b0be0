"""What rows add to the figures of F02 where one row's cells cannot say it: stock, average cost, unsettled goods."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

import numpy as np
import pandas as pd

from pipeline.checks.services import month_of
from pipeline.checks.term import Term
from pipeline.forms.f02_canteen.sheets import FOOD_LIST, OTHER_FOOD, Counts, Deliveries, Issues
from pipeline.forms.f02_canteen.stock import Account, Item, Move, books, departures, items_of

ITEM, CATEGORY = "品名", "食材類別"
COLUMNS = ("month", ITEM, CATEGORY, "num", "den", "id")


class Line(NamedTuple):
    """One contribution: numerator, denominator (None: a sum) and the id of the row behind it (None: no row)."""

    month: int
    item: Item
    num: int
    den: int | None
    id: int | None


Measure = Callable[[Account], int | tuple[int, int] | None]
"""What an account gives: a sum, numerator and denominator, or None for no figure."""


def frame(term: Term, lines: Iterable[Line]) -> pd.DataFrame:
    """Contribution lines with the item's name and category."""
    names, categories = term.once(item_names), term.once(item_categories)
    rows = [
        (one.month, names[one.item], categories.get(one.item.name, OTHER_FOOD), one.num, one.den, one.id)
        for one in lines
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def every_item(term: Term) -> Iterator[Item]:
    """The items of all rows, held ones too."""
    for sheet in (Deliveries, Issues, Counts):
        yield from items_of(term.rows(sheet))


def item_names(term: Term) -> Mapping[Item, str]:
    """What each item is called: its 品名, with the unit where it is kept in several."""
    units: dict[str, set[str]] = {}
    items = sorted(set(every_item(term)))
    for item in items:
        units.setdefault(item.name, set()).add(item.unit)
    return {item: item.name if len(units[item.name]) == 1 else f"{item.name}（{item.unit}）" for item in items}


def item_units(term: Term) -> Mapping[str, str]:
    """The unit of each item by what it is called."""
    return {name: item.unit for item, name in term.once(item_names).items()}


def item_categories(term: Term) -> Mapping[str, str]:
    """食材類別 by 品名: as bought, else as the list 食材 of F00.6 has it."""
    rows = term.rows(Deliveries)
    bought = zip(rows.text(Deliveries.item)[rows.usable], rows.text(Deliveries.category)[rows.usable], strict=True)
    listed = {name: parent for parent, name in term.base.entries.get(FOOD_LIST, ()) if parent}
    return listed | {name: category for name, category in bought if name and category}


def of_accounts(measure: Measure) -> Callable[[Term], pd.DataFrame]:
    """A figure that each item has at each month's end, from its row of 月末盤點."""

    def compute(term: Term) -> pd.DataFrame:
        ids = term.rows(Counts).ids.tolist()

        def lines() -> Iterator[Line]:
            for month, accounts in books(term).items():
                for item, account in accounts.items():
                    value = measure(account)
                    if value is not None:
                        num, den = value if isinstance(value, tuple) else (value, None)
                        yield Line(month, item, num, den, None if account.count is None else ids[account.count.at])

        return frame(term, lines())

    return compute


def opening(account: Account) -> int | None:
    """M-F02-06a, in thousandths."""
    return account.opening


def book(account: Account) -> int | None:
    """M-F02-06d, in thousandths."""
    return account.book


def counted(account: Account) -> int | None:
    """M-F02-06e, in thousandths; nothing where there is nothing to count."""
    if account.count is None:
        return 0 if account.is_empty else None
    return account.count.counted


def counted_worth(account: Account) -> int | None:
    """M-F02-06g, in 分."""
    quantity = counted(account)
    return None if quantity is None else account.worth(quantity)


def difference_worth(account: Account) -> tuple[int, int] | None:
    """M-F02-06h: abs(賬面 − 實盤) and 賬面, both at average cost, in 分."""
    quantity, on_books = counted(account), account.book
    if quantity is None or on_books is None:
        return None
    off, whole = account.worth(abs(on_books - quantity)), account.worth(on_books)
    return None if off is None or whole is None else (off, whole)


def of_moves(sheet: type, moves: Callable[[Term], list[Move]]) -> Callable[[Term], pd.DataFrame]:
    """M-F02-06b and 06c: quantities that came or went, in thousandths."""

    def compute(term: Term) -> pd.DataFrame:
        ids = term.rows(sheet).ids.tolist()
        return frame(term, (Line(month_of(one.day), one.item, one.quantity, None, ids[one.at]) for one in moves(term)))

    return compute


def cost_of_meals(term: Term) -> pd.DataFrame:
    """M-F02-07a: what was issued for meals at average cost, in 分; an item without a known cost has none."""
    rows = term.rows(Issues)
    ids, for_meals, accounts = rows.ids.tolist(), rows.true(Issues.for_meals), books(term)

    def lines() -> Iterator[Line]:
        for one in departures(term):
            month = month_of(one.day)
            account = accounts.get(month, {}).get(one.item)
            worth = None if account is None or not for_meals[one.at] else account.worth(one.quantity)
            if worth is not None:
                yield Line(month, one.item, worth, None, ids[one.at])

    return frame(term, lines())


def unpriced_items(term: Term) -> list[str]:
    """Items whose average cost is not known in some month, so that they are in no amount of stock or meals."""
    names = term.once(item_names)
    found = {
        names[item]
        for accounts in books(term).values()
        for item, account in accounts.items()
        if account.cost is None and (account.moves.went or (account.count and account.count.counted))
    }
    return sorted(found)


def unsettled(term: Term) -> pd.DataFrame:
    """M-F02-01c: accepted goods without 結算發票號, in 分, in each month from that of purchase on."""
    rows = term.rows(Deliveries)
    open_rows = rows.counted & rows.true(Deliveries.invoice.blank())
    fen, ids, items = rows.numbers(Deliveries.accepted_amount), rows.ids.tolist(), items_of(rows)
    lines = [
        Line(month, items[at], int(fen[at]), None, ids[at])
        for at in map(int, np.flatnonzero(open_rows))
        for month in term.months
        if month >= rows.months[at]
    ]
    return frame(term, lines)
