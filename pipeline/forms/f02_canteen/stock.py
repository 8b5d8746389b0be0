"""The storeroom's books: what came, what went, what each item costs on average (domain 3.2, Average cost).

Quantities are whole thousandths of the item's unit, amounts whole 分.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

import numpy as np

from pipeline.checks.services import month_of
from pipeline.checks.term import MONTH, PART, Rows, Term
from pipeline.form.column import Column
from pipeline.form.expression import Expr
from pipeline.forms.f02_canteen.sheets import Counts, Deliveries, Issues, first_month

THOUSAND = 1000


class Item(NamedTuple):
    """What is kept apart in the books: 品名 and 單位 in one storeroom (0 when the school has one)."""

    name: str
    unit: str
    storeroom: int = 0


@dataclass(frozen=True)
class Count:
    """A row of 月末盤點: its place, quantities, price of the opening stock; None where a held row cannot say."""

    at: int
    opening: int | None
    price: int | None
    counted: int | None


@dataclass
class Moves:
    """What came and went in a month, by day, and what that which came had cost."""

    came: dict[int, int] = field(default_factory=lambda: defaultdict(int))
    went: dict[int, int] = field(default_factory=lambda: defaultdict(int))
    paid: int = 0


@dataclass(frozen=True)
class Account:
    """One item in one month. `cost` is 分 a thousandth, None where the opening stock's price is not known."""

    moves: Moves
    opening: int | None
    cost: Fraction | None
    count: Count | None

    @cached_property
    def came(self) -> int:
        """Stock in of the month."""
        return sum(self.moves.came.values())

    @cached_property
    def went(self) -> int:
        """Stock out of the month."""
        return sum(self.moves.went.values())

    @property
    def book(self) -> int | None:
        """賬面數量: opening + in − out."""
        return None if self.opening is None else self.opening + self.came - self.went

    def book_on(self, day: int) -> int | None:
        """Book stock at the end of a day."""
        days, changes = self._changes
        return None if self.opening is None else self.opening + changes[bisect_right(days, day)]

    @cached_property
    def _changes(self) -> tuple[list[int], list[int]]:
        """The days on which something moved, and the change since the month began: before the first and after each."""
        came, went = self.moves.came, self.moves.went
        days = sorted({*came, *went})
        return days, [*accumulate((came.get(day, 0) - went.get(day, 0) for day in days), initial=0)]

    @property
    def is_empty(self) -> bool:
        """Nothing was there and nothing moved: there is nothing to count."""
        return self.opening == 0 and not self.moves.came and not self.moves.went

    def worth(self, quantity: int) -> int | None:
        """A quantity at average cost, in 分; nothing is worth nothing at any cost."""
        return amount(quantity, self.cost or Fraction(0)) if self.cost is not None or not quantity else None


Books = Mapping[int, Mapping[Item, Account]]
"""Accounts by month and item."""


def amount(quantity: int, price: Fraction) -> int:
    """Quantity × price (分 a thousandth), rounded half up to 分; in whole numbers, since it is asked of every row."""
    above, below = quantity * price.numerator, price.denominator
    fen = (2 * abs(above) + below) // (2 * below)
    return fen if above >= 0 else -fen


def books(term: Term) -> Books:
    """The term's accounts, computed once."""
    return term.once(keep_books)


def keep_books(term: Term) -> Books:
    """The accounts of every month from the first F02 on, each opened with what the month before closed with."""
    moves, counts, start = moves_by_month(term), counts_by_month(term), first_month(term)
    received = term.received.get(Counts.form, frozenset())
    accounts: dict[int, dict[Item, Account]] = {}
    carried: dict[Item, Carried] = {}
    for month in [month for month in term.months if start is not None and month >= start]:
        items = sorted({*carried, *moves[month], *counts[month]})
        accounts[month] = {
            item: _account(
                moves[month].get(item, Moves()), counts[month].get(item), carried.get(item), is_first=month == start
            )
            for item in items
        }
        carried = dict(_carry(accounts[month], was_counted=month in received))
    return accounts


@dataclass(frozen=True)
class Carried:
    """What a month hands to the next: the counted stock (None where the month cannot say) and its average cost."""

    quantity: int | None
    cost: Fraction | None


NOTHING_CARRIED = Carried(0, Fraction(0))


def _account(moves: Moves, count: Count | None, carried: Carried | None, *, is_first: bool) -> Account:
    before = NOTHING_CARRIED if carried is None or is_first else carried
    opening = before.quantity if count is None else count.opening
    priced = opening if is_first or before.quantity is None else before.quantity
    price = _first_price(count) if is_first else before.cost
    return Account(moves, opening, _average(moves, priced, price), count)


def _first_price(count: Count | None) -> Fraction | None:
    return None if count is None or count.price is None else Fraction(count.price, THOUSAND)


def _average(moves: Moves, opening: int | None, price: Fraction | None) -> Fraction | None:
    """(opening value + value in) ÷ (opening quantity + quantity in), unrounded."""
    if opening is None or (opening and price is None):
        return None
    together = opening + sum(moves.came.values())
    worth = amount(opening, price) if opening and price is not None else 0
    return Fraction(worth + moves.paid, together) if together else None


def _carry(accounts: Mapping[Item, Account], *, was_counted: bool) -> Iterator[tuple[Item, Carried]]:
    """A counted item hands on its count; one that was not counted nothing, unless the whole month is missing."""
    for item, account in accounts.items():
        if account.count is not None:
            yield item, Carried(account.count.counted, account.cost)
        elif account.is_empty:
            yield item, NOTHING_CARRIED
        elif not was_counted:
            yield item, Carried(None, account.cost)


def moves_by_month(term: Term) -> Mapping[int, Mapping[Item, Moves]]:
    """What came (accepted goods, by stock date) and what went, up to the as-of date."""
    found: dict[int, dict[Item, Moves]] = defaultdict(lambda: defaultdict(Moves))
    paid = term.rows(Deliveries).numbers(Deliveries.accepted_amount)
    for move in arrivals(term):
        moves = found[month_of(move.day)][move.item]
        moves.came[move.day] += move.quantity
        moves.paid += int(paid[move.at])
    for move in departures(term):
        found[month_of(move.day)][move.item].went[move.day] += move.quantity
    return found


class Move(NamedTuple):
    """One row's movement: its place in the sheet, the item, the day and the quantity."""

    at: int
    item: Item
    day: int
    quantity: int


def arrivals(term: Term) -> list[Move]:
    """Accepted goods, on the day they entered the storeroom."""
    return _moves(term.rows(Deliveries), Deliveries.stock_date, Deliveries.enters_stock)


def departures(term: Term) -> list[Move]:
    """Whatever was taken out, for any purpose."""
    return _moves(term.rows(Issues), Issues.day, Issues.quantity)


def _moves(rows: Rows, day: Expr, quantity: Expr) -> list[Move]:
    items, days, quantities = items_of(rows), rows.numbers(day), rows.numbers(quantity)
    taken = rows.counted & (days > 0) & (days <= rows.term.as_of) & (quantities > 0)
    at = np.flatnonzero(taken)
    places = at.tolist()
    moves = zip(places, (items[i] for i in places), days[at].tolist(), quantities[at].tolist(), strict=True)
    return [Move(*one) for one in moves]


def counts_by_month(term: Term) -> Mapping[int, Mapping[Item, Count]]:
    """月末盤點 by month and item; a held row is there, but says nothing."""
    rows, found = term.rows(Counts), defaultdict[int, dict[Item, Count]](dict)
    months, items = rows.frame[MONTH].tolist(), items_of(rows)
    cells = [_known(rows, column) for column in (Counts.opening, Counts.opening_price, Counts.counted)]
    for at in np.flatnonzero(rows.usable).tolist():
        found[months[at]][items[at]] = Count(at, *(known[at] for known in cells))
    for at in np.flatnonzero(~rows.usable).tolist():
        found[months[at]].setdefault(items[at], Count(at, None, None, None))
    return found


def _known(rows: Rows, column: Column) -> list[int | None]:
    blank = rows.of(column).isna().tolist()
    return [None if nothing else value for nothing, value in zip(blank, rows.numbers(column).tolist(), strict=True)]


def items_of(rows: Rows) -> list[Item]:
    """The item of each row of a sheet with 品名 and 單位."""
    name, unit = rows.sheet.column("品名"), rows.sheet.column("單位")

    def compute() -> list[Item]:
        storerooms = rows.frame[PART].tolist() if has_storerooms(rows.term) else [0] * len(rows)
        known: dict[tuple[str | None, str | None, int], Item] = {}
        keys = list(zip(rows.text(name).tolist(), rows.text(unit).tolist(), storerooms, strict=True))
        for key in keys:
            if key not in known:
                known[key] = Item(key[0] or "", key[1] or "", key[2])
        return [known[key] for key in keys]

    return rows.once((id(name), "items"), name, compute)


def has_storerooms(term: Term) -> bool:
    """Several parts (分冊) each count a stock of their own."""
    return int(term.rows(Counts).frame[PART].nunique()) > 1
