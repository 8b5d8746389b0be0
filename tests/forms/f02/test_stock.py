"""The storeroom's books by the day."""

from __future__ import annotations

import pytest

from pipeline.forms.f02_canteen.stock import Account, Moves


@pytest.mark.parametrize(
    ("day", "quantity"),
    [
        (9, 5_000),
        (10, 12_000),  # 5 + 10 − 3
        (11, 12_000),
        (12, 10_000),  # 12 − 2
        (20, 11_000),  # 10 + 1
        (31, 11_000),
    ],
)
def test_stock_at_the_end_of_a_day(day: int, quantity: int) -> None:
    moves = Moves({20: 1_000, 10: 10_000}, {12: 2_000, 10: 3_000})
    account = Account(moves, opening=5_000, cost=None, count=None)
    assert account.book_on(day) == quantity
    assert account.book == 11_000


def test_without_an_opening_stock_nothing_is_known() -> None:
    account = Account(Moves({10: 10_000}), opening=None, cost=None, count=None)
    assert account.book_on(31) is None
    assert account.book is None


def test_nothing_moved() -> None:
    assert Account(Moves(), opening=7, cost=None, count=None).book_on(1) == 7
