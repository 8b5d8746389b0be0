"""How the food suppliers are paid: one invoice a supplier and period, for exactly what was accepted (X-01, X-02).

Those of July are not settled yet when the term ends.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pipeline.sample.days import working_days_before
from pipeline.sample.deliveries import Delivery, deliveries
from pipeline.sample.people import BOOKKEEPER, BUYERS, CANTEEN_MANAGER
from pipeline.sample.school import HEAD
from pipeline.sample.table import day, ledger
from pipeline.sample.voucher import Request, Voucher, invoice_number, rounded_up

# 憑證號 | 供應商 | first and last day of the period | 報支日期
SETTLEMENTS = """
ZC-2603-005 | 綠野蔬菜合作社 | 03-02 03-13 | 03-16
ZC-2603-006 | 和順肉品店     | 03-02 03-13 | 03-16
ZC-2603-017 | 豐禾糧行       | 03-02 03-31 | 03-31
ZC-2603-018 | 清源糧油店     | 03-02 03-31 | 03-31
ZC-2603-019 | 和順肉品店     | 03-14 03-31 | 03-31
ZC-2603-020 | 晨光蛋奶站     | 03-02 03-31 | 03-31
ZC-2603-021 | 綠野蔬菜合作社 | 03-14 03-31 | 03-31
ZC-2603-022 | 果香水果行     | 03-02 03-31 | 03-31
ZC-2604-008 | 綠野蔬菜合作社 | 04-01 04-15 | 04-16
ZC-2604-009 | 和順肉品店     | 04-01 04-15 | 04-16
ZC-2604-018 | 豐禾糧行       | 04-01 04-30 | 04-30
ZC-2604-019 | 清源糧油店     | 04-01 04-30 | 04-30
ZC-2604-020 | 和順肉品店     | 04-16 04-30 | 04-30
ZC-2604-021 | 晨光蛋奶站     | 04-01 04-30 | 04-30
ZC-2604-022 | 綠野蔬菜合作社 | 04-16 04-30 | 04-30
ZC-2604-023 | 果香水果行     | 04-01 04-30 | 04-30
ZC-2605-013 | 豐禾糧行       | 05-06 05-29 | 05-29
ZC-2605-014 | 清源糧油店     | 05-06 05-29 | 05-29
ZC-2605-015 | 和順肉品店     | 05-06 05-29 | 05-29
ZC-2605-016 | 晨光蛋奶站     | 05-06 05-29 | 05-29
ZC-2605-017 | 綠野蔬菜合作社 | 05-06 05-29 | 05-29
ZC-2605-018 | 果香水果行     | 05-06 05-29 | 05-29
ZC-2606-006 | 綠野蔬菜合作社 | 06-01 06-12 | 06-15
ZC-2606-007 | 和順肉品店     | 06-01 06-12 | 06-15
ZC-2606-014 | 豐禾糧行       | 06-01 06-30 | 06-30
ZC-2606-015 | 清源糧油店     | 06-01 06-30 | 06-30
ZC-2606-016 | 和順肉品店     | 06-13 06-30 | 06-30
ZC-2606-017 | 晨光蛋奶站     | 06-01 06-30 | 06-30
ZC-2606-018 | 綠野蔬菜合作社 | 06-13 06-30 | 06-30
ZC-2606-019 | 果香水果行     | 06-01 06-30 | 06-30
"""
DETAILS = {
    "豐禾糧行": "糧油",
    "清源糧油店": "糧油",
    "和順肉品店": "肉類",
    "晨光蛋奶站": "蛋奶豆製品",
    "綠野蔬菜合作社": "蔬菜",
    "果香水果行": "水果",
}


@dataclass(frozen=True)
class Settlement:
    """One supplier's accepted deliveries of one period."""

    voucher: str
    supplier: str
    first: date
    last: date
    paid_on: date

    def covers(self, delivery: Delivery) -> bool:
        """The invoice pays for that delivery."""
        mine = delivery.food.supplier == self.supplier and delivery.accepted is not None
        return mine and self.first <= delivery.bought_on <= self.last

    @property
    def covered(self) -> list[Delivery]:
        """What the invoice pays for."""
        return [each for each in deliveries() if self.covers(each)]

    @property
    def amount(self) -> Decimal:
        """發票金額."""
        return sum((each.owed for each in self.covered), Decimal(0))

    def as_voucher(self) -> Voucher:
        """The voucher of F05.4, signed by a buyer and by who accepted most of it."""
        covered = self.covered
        acceptors = Counter(name for each in covered for name in each.acceptors)
        asked_on = working_days_before(self.first, 1)
        return Voucher(
            number=self.voucher,
            category="食堂食材",
            detail=DETAILS[self.supplier],
            purpose=f"{self.first.month}月{self.first.day}日至{self.last.month}月{self.last.day}日{DETAILS[self.supplier]}",
            payee=self.supplier,
            amount=self.amount,
            bought_on=max(each.bought_on for each in covered),
            paid_on=self.paid_on,
            signers=(BUYERS[0], acceptors.most_common(1)[0][0], BOOKKEEPER),
            fund="食堂專賬",
            request=Request(CANTEEN_MANAGER, asked_on, HEAD, asked_on, rounded_up(self.amount, 1000)),
            note="定點供應",
        )


def _settlement(voucher: str, supplier: str, period: str, paid: str) -> Settlement:
    first, last = map(day, period.split())
    return Settlement(voucher, supplier, first, last, day(paid))


SETTLED = [_settlement(*cells) for cells in ledger(SETTLEMENTS)]


def invoice_of(delivery: Delivery) -> str | None:
    """結算發票號 of a delivery; none while it is not settled."""
    return next((invoice_number(each.voucher) for each in SETTLED if each.covers(delivery)), None)


def food_vouchers() -> list[Voucher]:
    """The 30 vouchers of the food suppliers."""
    return [each.as_voucher() for each in SETTLED]
