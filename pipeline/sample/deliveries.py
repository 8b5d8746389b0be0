"""The 420 delivered items of the term (F02.1), seven of them special."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache

from pipeline.sample import food
from pipeline.sample.days import SCHOOL_DAYS, days_of_month
from pipeline.sample.food import FOODS, STOCKED, Food
from pipeline.sample.people import BUYERS, CANTEEN_MANAGER, COOKS, HEAD_OF_LOGISTICS, STOREKEEPER
from pipeline.sample.table import CENT, Row, day, month_of, typed

OPENING_STOCK = {
    "大米": (320, Decimal("5.10")),
    "麵粉": (260, Decimal("4.35")),
    "大豆油": (2, Decimal("212.00")),
    "食鹽": (12, Decimal("2.00")),
    "醬油": (4, Decimal("25.50")),
    "雞蛋": (20, Decimal("9.80")),
}
"""On the opening day: quantity and unit price. Each delivery fills up to this reserve again."""

NATURAL_LOSS = {("2026-03", "大米"): 3, ("2026-05", "麵粉"): 2, ("2026-06", "大米"): 2}
"""Found missing at the count of the month."""

ONE_BUYER = {(day("03-12"), "豆腐"), (day("04-16"), "牛肉"), (day("06-09"), "雞肉")}
A_COOK_BOUGHT = {(day("05-14"), "豆腐")}
PARTLY_REFUSED = {(day("05-22"), "番茄"): (50, 46)}
NEVER_ACCEPTED = {(day("04-21"), "菠菜"): 80, (day("06-24"), "豆腐"): 30}
"""Delivered beyond the menu and never accepted: 320.00 and 145.50 yuan."""

ACCEPTORS = (
    (HEAD_OF_LOGISTICS, COOKS[0]),
    (CANTEEN_MANAGER, COOKS[0]),
    (HEAD_OF_LOGISTICS, CANTEEN_MANAGER),
)
PRODUCED_BEFORE = timedelta(days=60)
SUPPLIERS_IN_ORDER = list(dict.fromkeys(each.supplier for each in FOODS.values()))


@dataclass(frozen=True)
class Delivery:
    """One delivered item; `accepted` is None where nobody accepted it."""

    bought_on: date
    food: Food
    quantity: int
    accepted: int | None

    @property
    def where(self) -> tuple[date, str]:
        """Day and food, which are unique together."""
        return self.bought_on, self.food.name

    @property
    def number(self) -> str:
        """單號: one a day and supplier."""
        return f"RK-{self.bought_on:%y%m%d}-{SUPPLIERS_IN_ORDER.index(self.food.supplier) + 1:02d}"

    @property
    def price(self) -> Decimal:
        """單價."""
        return food.price(self.food.name, self.bought_on)

    @property
    def amount(self) -> Decimal:
        """金額: what was bought, accepted or not."""
        return (self.quantity * self.price).quantize(CENT)

    @property
    def owed(self) -> Decimal:
        """What the supplier is paid: the accepted quantity."""
        return ((self.accepted or 0) * self.price).quantize(CENT)

    @property
    def buyers(self) -> tuple[str, ...]:
        """採購人."""
        if self.where in ONE_BUYER:
            return BUYERS[:1]
        return (BUYERS[0], COOKS[0]) if self.where in A_COOK_BOUGHT else BUYERS

    @property
    def acceptors(self) -> tuple[str, ...]:
        """驗收人: they take turns, and nobody accepts what he bought."""
        return ACCEPTORS[2] if self.where in A_COOK_BOUGHT else ACCEPTORS[self.bought_on.toordinal() % len(ACCEPTORS)]

    def row(self, invoice: str | None) -> Row:
        """The row of F02.1."""
        bought: Row = {
            "採購日期": self.bought_on,
            "單號": self.number,
            "品名": self.food.name,
            "食材類別": self.food.kind,
            "規格": self.food.specification,
            "單位": self.food.unit,
            "供應商": self.food.supplier,
            "採購數量": self.quantity,
            "單價": self.price,
            "採購人": "、".join(self.buyers),
        }
        return typed(bought | self._acceptance() | self._package() | {"結算發票號": invoice})

    def _acceptance(self) -> Row:
        if self.accepted is None:
            return {"驗收結果": "未驗收" if self.food.kind == "蔬菜" else None}
        whole = self.accepted == self.quantity
        return {
            "驗收日期": self.bought_on,
            "驗收人": "、".join(self.acceptors),
            "驗收結果": "合格" if whole else "部分合格",
            "合格數量": self.accepted,
            "不合格處理": None if whole else "退回",
            "入庫日期": self.bought_on,
            "入庫數量": self.accepted,
            "保管員": STOREKEEPER,
        }

    def _package(self) -> Row:
        if self.food.keeps is None:
            return {}
        produced = self.bought_on - PRODUCED_BEFORE
        return {"生產日期或批號": f"{produced:%Y%m%d}", "保質期至": produced + timedelta(days=self.food.keeps)}


@cache
def deliveries() -> tuple[Delivery, ...]:
    """All of the term, day by day."""
    storeroom = {name: quantity for name, (quantity, _) in OPENING_STOCK.items()}
    return tuple(delivery for when in SCHOOL_DAYS for delivery in _delivered(when, storeroom))


def _delivered(when: date, storeroom: dict[str, int]) -> Iterator[Delivery]:
    """What comes on that day; the storeroom is left as it stands in the evening."""
    served = [name for _, name in food.servings(when)]
    for name, each in FOODS.items():
        quantity = _refill(name, when, storeroom) if name in STOCKED else each.portion * served.count(name)
        if quantity:
            bought, accepted = PARTLY_REFUSED.get((when, name), (quantity, quantity))
            yield Delivery(when, each, bought, accepted)
        if (when, name) in NEVER_ACCEPTED:
            yield Delivery(when, each, NEVER_ACCEPTED[when, name], None)
    for name in STOCKED:
        storeroom[name] -= FOODS[name].portion * served.count(name) + _lost(name, when)


def _refill(name: str, when: date, storeroom: dict[str, int]) -> int:
    if not food.comes_on(name, when):
        return 0
    quantity = OPENING_STOCK[name][0] + food.use_until_next(name, when) - storeroom[name]
    storeroom[name] += quantity
    return quantity


def _lost(name: str, when: date) -> int:
    lost = NATURAL_LOSS.get((month_of(when), name), 0)
    return lost if lost and when == days_of_month(month_of(when))[-1] else 0
