"""What is published of each month (F05.5) and what was planned for the year (F05.6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pipeline.sample.compensation import CASH, COMPENSATIONS
from pipeline.sample.fees import collections
from pipeline.sample.spending import counted, vouchers
from pipeline.sample.table import CENT, Row, day, ledger, month_of, typed

# 月份 | 彙報學校 | 理財小組審議 | 公佈 | 彙報上級 | 公佈方式 | 到會人數 | 質疑 | 已答覆
PUBLISHED = """
2026-01 | 02-03 | 02-03 | 02-04 | 02-05 | 公示欄   | 5 | 0 | 0
2026-02 | 03-03 | 03-03 | 03-04 | 03-05 | 公示欄   | 5 | 0 | 0
2026-03 | 04-02 | 04-02 | 04-03 | 04-03 | 公示欄   | 5 | 1 | 1
2026-04 | 05-04 | 05-04 | 05-05 | 05-05 | 網站     | 4 | 0 | 0
2026-05 | 06-02 | 06-03 | 06-04 | 06-04 | 公示欄   | 5 | 2 | 2
2026-06 | 07-01 | 07-02 | 07-03 | 07-03 | 教職工會 | 5 | 0 | 0
2026-07 |       |       |       |       |          |   | 0 | 0
"""
"""July is not over when the term ends: its row stays open."""

# 類別 | 收支方向 | 年度計劃 | 學期計劃
YEAR_PLAN = """
伙食費       | 收入 | 1700000.00 | 860000.00
服務性收費   | 收入 | 210000.00  | 105000.00
代收費       | 收入 | 14000.00   | 7000.00
其他規定收費 | 收入 | 195000.00  | 98000.00
撥款         | 收入 | 1500000.00 | 860000.00
辦公費       | 支出 | 12000.00   | 6000.00
印刷費       | 支出 | 6000.00    | 3000.00
水費         | 支出 | 14000.00   | 7000.00
電費         | 支出 | 26000.00   | 13000.00
燃料取暖費   | 支出 | 24000.00   | 8000.00
維修費       | 支出 | 40000.00   | 20000.00
設備購置     | 支出 | 420000.00  | 340000.00
圖書資料     | 支出 | 12000.00   | 6000.00
教學儀器     | 支出 | 15000.00   | 7500.00
食堂食材     | 支出 | 1660000.00 | 840000.00
食堂其他     | 支出 | 40000.00   | 20000.00
校車費       | 支出 | 36000.00   | 18000.00
工程款       | 支出 | 700000.00  | 420000.00
勞務費       | 支出 | 36000.00   | 18000.00
差旅費       | 支出 | 4000.00    | 2000.00
培訓費       | 支出 | 4000.00    | 2000.00
衛生綠化     | 支出 | 16000.00   | 8000.00
其他         | 支出 | 24000.00   | 12000.00
"""
BUDGET_YEAR = 2026


@dataclass(frozen=True)
class Receipt:
    """Income that stands on another form: compensation in cash (F08.3), a gift of money (F12.3)."""

    entered_on: date
    amount: Decimal


OTHER_RECEIPTS: Sequence[Receipt] = [
    Receipt(each.happened_on, each.paid) for each in COMPENSATIONS if each.handling == CASH
]
"""Compensation in cash; whoever plants another kind adds it here, so that the published income stays right."""


def income_of(month: str) -> Decimal:
    """本月收入合計."""
    fees = [each.collected for each in collections() if month_of(each.collected_on) == month]
    other = [each.amount for each in OTHER_RECEIPTS if month_of(each.entered_on) == month]
    return sum(fees + other, Decimal(0)).quantize(CENT)


def spending_of(month: str) -> Decimal:
    """本月支出合計."""
    spent = [each.amount for each in vouchers() if counted(each) and each.month == month]
    return sum(spent, Decimal(0)).quantize(CENT)


def publication_rows(month: str) -> list[Row]:
    """F05.5: each month's file brings its own month."""
    return [
        publication_row(*cells, income=income_of(month), spending=spending_of(month))
        for cells in ledger(PUBLISHED)
        if cells[0] == month
    ]


def publication_row(month: str, *cells: str, income: Decimal, spending: Decimal) -> Row:
    """The row of F05.5 of a month: when and to whom its sums (元) were told."""
    reported, reviewed, published, passed_on, manner, present, asked, answered = cells
    row: Row = {
        "月份": month,
        "本月收入合計": income,
        "本月支出合計": spending,
        "公佈日期": _when(published),
        "公佈方式": manner,
        "彙報學校日期": _when(reported),
        "理財小組審議日期": _when(reviewed),
        "理財小組到會人數": int(present) if present else None,
        "彙報上級日期": _when(passed_on),
        "質疑或意見數": int(asked),
        "已答覆數": int(answered),
    }
    return typed(row)


def _when(text: str) -> date | None:
    return day(text) if text else None


def plan_rows() -> list[Row]:
    """F05.6."""
    return [
        {
            "預算年度": BUDGET_YEAR,
            "類別": category,
            "收支方向": direction,
            "年度計劃": Decimal(year),
            "學期計劃": Decimal(term),
        }
        for category, direction, year, term in ledger(YEAR_PLAN)
    ]
