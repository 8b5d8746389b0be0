"""F08.3: damage and what was paid for it; pupils by seat number. One case of April names no room but 同上."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pipeline.sample.damages import DAMAGES
from pipeline.sample.people import PROPERTY_KEEPER
from pipeline.sample.table import CENT, Row, day, ledger, month_of, typed

# 賠償單號 | 日期 | 班室編號 | 物品 | 數量: those without an order of F09.1
OTHER_DAMAGES = """
PC-2604-002 | 04-24 | 同上 | 凳     | 1
PC-2604-003 | 04-30 | K01  | 窗扣   | 1
PC-2605-001 | 05-14 | C402 | 掃帚   | 2
PC-2606-002 | 06-25 | C302 | 課桌   | 1
"""

# 賠償單號 | 損壞性質 | 責任主體 | 責任人代號 | 單價 | 應賠 | 實賠 | 處理方式 | 免賠原因 | 收據號 | 解交日期
SETTLED = """
PC-2603-001 | 過失     | 學生   | C302-17 | 45.00 | 45.00 | 45.00 | 現金賠償 |          | 0107 | 03-23
PC-2604-001 | 過失     | 學生   | C501-08 | 55.00 | 55.00 | 55.00 | 現金賠償 |          | 0108 | 04-20
PC-2604-002 | 自然損耗 | 無     |         | 73.00 | 0.00  | 0.00  | 免賠     | 使用年久 |      |
PC-2604-003 | 過失     | 教職工 |         | 30.00 | 30.00 | 30.00 | 現金賠償 |          | 0109 | 05-06
PC-2605-001 | 有意     | 學生   | C402-23 | 12.00 | 24.00 | 24.00 | 實物賠償 |          |      |
PC-2606-001 | 過失     | 學生   | C203-30 | 65.00 | 65.00 | 65.00 | 現金賠償 |          | 0110 | 06-12
PC-2606-002 | 過失     | 班級   |         | 95.00 | 95.00 | 80.00 | 實物賠償 | 已用三年 |      |
"""
CASH = "現金賠償"


@dataclass(frozen=True)
class Compensation:
    """A row of F08.3; each case is settled when its month is handed in."""

    number: str
    happened_on: date
    room: str
    thing: str
    quantity: int
    order: str
    nature: str
    answerable: str
    seat: str
    price: Decimal
    payable: Decimal
    paid: Decimal
    handling: str
    reason: str
    receipt: str
    deposited_on: date | None

    def row(self) -> Row:
        """The row of F08.3."""
        return typed(
            {
                "賠償單號": self.number,
                "日期": self.happened_on,
                "班室編號": self.room,
                "物品": self.thing,
                "數量": self.quantity,
                "損壞性質": self.nature,
                "責任主體": self.answerable,
                "責任人代號": self.seat,
                "單價": self.price.quantize(CENT),
                "應賠金額": self.payable.quantize(CENT),
                "實賠金額": self.paid.quantize(CENT),
                "處理方式": self.handling,
                "免賠原因": self.reason,
                "收據號": self.receipt,
                "解交日期": self.deposited_on,
                "維修單號": self.order,
                "經手人": PROPERTY_KEEPER,
            }
        )


Damage = tuple[date, str, str, int, str]
"""Day, room, thing, quantity and order of a case."""


def _damages() -> dict[str, Damage]:
    found: dict[str, Damage] = {
        case.number: (case.happened_on, case.room, case.thing, case.quantity, case.order) for case in DAMAGES
    }
    others = ledger(OTHER_DAMAGES)
    return found | {number: (day(on), room, thing, int(count), "") for number, on, room, thing, count in others}


def _compensation(damage: Damage, number: str, nature: str, answerable: str, seat: str, *rest: str) -> Compensation:
    price, payable, paid, handling, reason, receipt, deposited = rest
    return Compensation(
        number,
        *damage,
        nature=nature,
        answerable=answerable,
        seat=seat,
        price=Decimal(price),
        payable=Decimal(payable),
        paid=Decimal(paid),
        handling=handling,
        reason=reason,
        receipt=receipt,
        deposited_on=day(deposited) if deposited else None,
    )


COMPENSATIONS = [_compensation(_damages()[cells[0]], *cells) for cells in ledger(SETTLED)]


def compensation_rows(month: str) -> list[Row]:
    """F08.3 of a month."""
    return [each.row() for each in COMPENSATIONS if month_of(each.happened_on) == month]
