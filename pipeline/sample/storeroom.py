"""What leaves the storeroom (F02.2) and what is counted in it at each month's end (F02.3)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache

from pipeline.sample import food
from pipeline.sample.days import days_of_month
from pipeline.sample.deliveries import NATURAL_LOSS, OPENING_STOCK, deliveries
from pipeline.sample.food import FOODS, STOCKED
from pipeline.sample.people import COOKS, HEAD_OF_LOGISTICS, STOREKEEPER
from pipeline.sample.school import SCHOOL_MONTHS
from pipeline.sample.table import Row, month_of, typed


@cache
def _came() -> Counter[tuple[date, str]]:
    return Counter({each.where: each.accepted for each in deliveries() if each.accepted})


def _taken(when: date) -> Iterator[tuple[str, str, int]]:
    """(餐次, 品名, quantity): a portion of what is stocked, all that came of what is not."""
    came = _came()
    for meal, name in food.servings(when):
        yield meal, name, FOODS[name].portion if name in STOCKED else came[when, name]


def issue_rows(month: str) -> list[Row]:
    """F02.2 of a month."""
    return [
        {
            "日期": when,
            "餐次": meal,
            "品名": name,
            "單位": FOODS[name].unit,
            "數量": quantity,
            "領用人": COOKS[when.toordinal() % len(COOKS)],
            "保管員": STOREKEEPER,
            "用途": "供餐",
        }
        for when in days_of_month(month)
        for meal, name, quantity in _taken(when)
    ]


def count_rows(month: str) -> list[Row]:
    """F02.3 of a month: every food that was there or moved."""
    opening, incoming, outgoing = _opening(month), _moved_in(month), _moved_out(month)
    return [
        _count_row(month, name, opening[name], opening[name] + incoming[name] - outgoing[name])
        for name in FOODS
        if opening[name] or incoming[name] or outgoing[name]
    ]


def _count_row(month: str, name: str, opening: int, book: int) -> Row:
    lost = NATURAL_LOSS.get((month, name), 0)
    first = month == SCHOOL_MONTHS[0] and opening
    return typed(
        {
            "品名": name,
            "單位": FOODS[name].unit,
            "期初數量": opening,
            "期初單價": OPENING_STOCK[name][1] if first else None,
            "實盤數量": book - lost,
            "差異原因": "自然損耗" if lost else None,
            "過期或變質數量": 0,
            "盤點人": STOREKEEPER,
            "監盤人": HEAD_OF_LOGISTICS,
            "盤點日期": days_of_month(month)[-1],
        }
    )


def _opening(month: str) -> Counter[str]:
    """What was counted at the end of the month before."""
    stock = Counter({name: quantity for name, (quantity, _) in OPENING_STOCK.items()})
    for earlier in SCHOOL_MONTHS[: SCHOOL_MONTHS.index(month)]:
        stock.update(_moved_in(earlier))
        stock.subtract(_moved_out(earlier))
        stock.subtract({name: NATURAL_LOSS.get((earlier, name), 0) for name in FOODS})
    return stock


def _moved_in(month: str) -> Counter[str]:
    moved: Counter[str] = Counter()
    for (when, name), quantity in _came().items():
        moved[name] += quantity if month_of(when) == month else 0
    return moved


def _moved_out(month: str) -> Counter[str]:
    moved: Counter[str] = Counter()
    for when in days_of_month(month):
        for _, name, quantity in _taken(when):
            moved[name] += quantity
    return moved
