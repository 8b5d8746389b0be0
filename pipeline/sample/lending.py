"""F08.2: loans of the term. One is never returned, and one of April is gone from the files of the months after."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pipeline.sample.people import HEAD_OF_LOGISTICS, PROPERTY_KEEPER, STAFF
from pipeline.sample.school import SCHOOL_MONTHS
from pipeline.sample.table import Row, day, ledger, month_of, typed

# 借條號 | 物品或資產編號 | 數量 | 借出 | 借用人 | 用途 | 應還 | 歸還
LOANS_MADE = """
JT-2603-05 | 攝像機       | 1 | 03-10 | 周雨晴 | 公開課錄像     | 03-17 | 03-16
JT-2603-09 | 投影幕支架   | 1 | 03-12 | 石曉東 | 家長會         | 03-17 |
JT-2603-12 | 移動音箱     | 2 | 03-27 | 秦雨萱 | 合唱排練       | 04-03 | 04-02
JT-2604-02 | 手風琴       | 1 | 04-10 | 孔德明 | 藝術節排練     | 09-01 |
JT-2604-05 | ZC-2026-0163 | 1 | 04-20 | 宋佳欣 | 一年級公開課   | 04-24 | 04-23
JT-2605-03 | 遮陽棚       | 2 | 05-18 | 尹志強 | 運動會         | 05-29 | 05-27
JT-2605-07 | 移動音箱     | 1 | 05-28 | 彭立新 | 社區六一聯歡   | 06-03 | 06-02
JT-2606-01 | 攝像機       | 1 | 06-08 | 韓志剛 | 防溺水宣講錄像 | 06-12 | 06-11
"""

LOST_FROM_SIGHT = "JT-2604-02"
"""Stands in the file of its month only, though it is not returned."""

NAMES = {person.name for person in STAFF}


@dataclass(frozen=True)
class Loan:
    """One slip."""

    number: str
    thing: str
    quantity: int
    lent_on: date
    borrower: str
    purpose: str
    due_on: date
    returned_on: date | None

    def months(self) -> list[str]:
        """The files that it stands in: from the month in which it is lent to that in which it comes back."""
        first = month_of(self.lent_on)
        last = month_of(self.returned_on) if self.returned_on else max(SCHOOL_MONTHS)
        return [first] if self.number == LOST_FROM_SIGHT else [one for one in SCHOOL_MONTHS if first <= one <= last]

    def row(self, month: str) -> Row:
        """The row of F08.2 in the file of a month."""
        back = self.returned_on is not None and month_of(self.returned_on) <= month
        return typed(
            {
                "借條號": self.number,
                "物品或資產編號": self.thing,
                "數量": self.quantity,
                "借出日期": self.lent_on,
                "借用人": self.borrower,
                "用途": self.purpose,
                "應還日期": self.due_on,
                "歸還日期": self.returned_on if back else None,
                "歸還狀況": "完好" if back else None,
                "批准人": None if self.borrower in NAMES else HEAD_OF_LOGISTICS,
                "經手人": PROPERTY_KEEPER,
            }
        )


def _loan(number: str, thing: str, quantity: str, lent: str, borrower: str, *rest: str) -> Loan:
    purpose, due, returned = rest
    returned_on = day(returned) if returned else None
    return Loan(number, thing, int(quantity), day(lent), borrower, purpose, day(due), returned_on)


LOANS = [_loan(*cells) for cells in ledger(LOANS_MADE)]


def loan_rows(month: str) -> list[Row]:
    """F08.2 of a month: what was lent in it, and what the month before left open."""
    return [loan.row(month) for loan in LOANS if month in loan.months()]
