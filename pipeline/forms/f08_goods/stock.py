"""The stock of consumables: what is left on a day, and what an item costs on average (domain 3.2, Average cost).

An item is a 品名 in one 單位, kept in one part (分冊). Quantities are whole thousandths, amounts whole 分. Rows 期初
say what a month begins with: from the first of them on, they take the place of what the months before have left.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from pipeline.checks.services import first_day, last_day, month_of
from pipeline.checks.term import MONTH, PART, Rows, Term
from pipeline.checks.unknown import absent_months
from pipeline.checks.words import computed
from pipeline.figures.number import half_up
from pipeline.form.expression import Type
from pipeline.forms.f08_goods.sheets import BOUGHT, DISCARDED, ISSUED, OPENING, RETURNED, Movements

SIGNS = {OPENING: 1, BOUGHT: 1, RETURNED: 1, ISSUED: -1, DISCARDED: -1}


class Item(NamedTuple):
    """What is kept apart in the books; None where a held row cannot say it."""

    name: str | None
    unit: str | None
    part: int

    def may_be(self, other: Item) -> bool:
        """The same item, as far as both say."""
        return self.part == other.part and all(
            one is None or another is None or one == another
            for one, another in ((self.name, other.name), (self.unit, other.unit))
        )


class Move(NamedTuple):
    """One row: its place in the sheet, day, kind, quantity, and 分 a unit (None where it is blank)."""

    at: int
    day: int
    kind: str
    quantity: int
    price: int | None

    @property
    def signed(self) -> int:
        """What it adds to the stock."""
        return SIGNS[self.kind] * self.quantity

    @property
    def worth(self) -> int | None:
        """Quantity × price in 分."""
        return None if self.price is None else int(half_up(Fraction(self.quantity * self.price, 1000), 0))


def moves_by_item(term: Term) -> Mapping[Item, Sequence[Move]]:
    """The rows not held, by item and in order of day."""
    return term.once(_moves_by_item)


def _moves_by_item(term: Term) -> dict[Item, list[Move]]:
    rows = term.rows(Movements)
    found: dict[Item, list[Move]] = defaultdict(list)
    items, kinds, days = items_of(rows), rows.text(Movements.move), rows.numbers(Movements.on)
    quantities, prices = rows.numbers(Movements.quantity), rows.of(Movements.price)
    for at in np.flatnonzero(rows.usable).tolist():
        price = None if pd.isna(prices.iloc[at]) else int(prices.iloc[at])
        found[items[at]].append(Move(at, int(days[at]), kinds[at], int(quantities[at]), price))
    return {item: sorted(moves, key=lambda move: move.day) for item, moves in found.items()}


def items_of(rows: Rows) -> list[Item]:
    """The item of each row."""
    names, units = rows.text(Movements.item), rows.text(Movements.unit)
    return [Item(*one) for one in zip(names, units, rows.frame[PART].tolist(), strict=True)]


def openings(moves: Sequence[Move]) -> dict[int, int]:
    """The day from which each month's 期初 rows hold, by month."""
    found: dict[int, int] = {}
    for move in moves:
        if move.kind == OPENING:
            found.setdefault(month_of(move.day), move.day)
    return found


def begins_on(moves: Sequence[Move], day: int) -> int:
    """The first day of the month whose 期初 rows hold on the day; 0 when there are none."""
    months = [month for month, since in openings(moves).items() if since <= day]
    return first_day(max(months)) if months else 0


@computed("當日結存", Type.NUMBER, 3)
def BALANCE(rows: Rows) -> pd.Series[Any]:
    """F08-R01: what is left of the row's item at the end of its day.

    Unknown while a held row, or a month that has not come, may have changed it.
    """
    found: list[Any] = [pd.NA] * len(rows)
    hidden = [*_held(rows), *_absent(rows.term)]
    for item, moves in moves_by_item(rows.term).items():
        changed_on = [day for other, day in hidden if other is None or other.may_be(item)]
        for move in moves:
            since = begins_on(moves, move.day)
            if not any(since <= day <= move.day for day in changed_on):
                found[move.at] = sum(one.signed for one in moves if since <= one.day <= move.day)
    return pd.Series(found, index=rows.frame.index, dtype="Int64")


@computed("分冊", Type.NUMBER)
def PART_OF_FORM(rows: Rows) -> pd.Series[Any]:
    """The part (分冊) of the row's file."""
    return rows.frame[PART].astype("Int64")


Hidden = tuple[Item | None, int]
"""Something that is not known: its item (None: any) and the first day on which it may change a stock."""


def _held(rows: Rows) -> Iterator[Hidden]:
    items, days, months = items_of(rows), rows.numbers(Movements.on), rows.frame[MONTH].tolist()
    for at in np.flatnonzero(~rows.usable).tolist():
        day, first = int(days[at]), first_day(months[at])
        yield items[at], day if first <= day <= last_day(months[at]) else first


def _absent(term: Term) -> Iterator[Hidden]:
    return ((None, first_day(month)) for month in absent_months(term, Movements))


@dataclass
class Account:
    """One item in one month: what it begins with, what was bought, what moved in all; worth None = not known."""

    opening: int = 0
    opening_worth: int | None = 0
    bought: int = 0
    bought_worth: int | None = 0
    moved: int = 0
    restated: bool = False

    def add(self, move: Move) -> None:
        """Enters one row."""
        if move.kind == OPENING:
            self.opening, self.opening_worth = self.opening + move.quantity, _plus(self.opening_worth, move.worth)
            self.restated = True
        else:
            self.moved += move.signed
        if move.kind == BOUGHT:
            self.bought, self.bought_worth = self.bought + move.quantity, _plus(self.bought_worth, move.worth)

    @property
    def cost(self) -> Fraction | None:
        """分 a thousandth: (opening value + value in) ÷ (opening quantity + quantity in), unrounded."""
        quantity, worth = self.opening + self.bought, _plus(self.opening_worth, self.bought_worth)
        return Fraction(worth, quantity) if worth is not None and quantity else None

    @property
    def left(self) -> int:
        """What the next month begins with; what was issued without being there is nothing."""
        return max(0, self.opening + self.moved)


def _plus(one: int | None, other: int | None) -> int | None:
    return None if one is None or other is None else one + other


def worth(quantity: int, cost: Fraction | None) -> int | None:
    """A quantity at average cost, in 分; nothing is worth nothing at any cost."""
    if not quantity:
        return 0
    return None if cost is None else int(half_up(quantity * cost, 0))


def costs(moves: Sequence[Move]) -> dict[int, Fraction | None]:
    """The average cost (分 a thousandth) of one item in each month in which it moved."""
    accounts: dict[int, Account] = defaultdict(Account)
    for move in moves:
        accounts[month_of(move.day)].add(move)
    left, cost = 0, None
    for _, account in sorted(accounts.items()):
        if not account.restated:
            account.opening, account.opening_worth = left, worth(left, cost)
        left, cost = account.left, account.cost
    return {month: account.cost for month, account in accounts.items()}
