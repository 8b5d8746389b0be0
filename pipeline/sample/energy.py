"""F06: meters read once a month, bills of two months, one saving measure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pipeline.form.filled import Filled
from pipeline.sample.covers import cover
from pipeline.sample.days import WINDOW
from pipeline.sample.people import ELECTRICIAN
from pipeline.sample.school import MONTHS
from pipeline.sample.table import Row, ledger, month_of, typed

# 表號 | 能源類別 | 安裝位置 | 表級 | 倍率 | first 上期讀數 | 用量 of January to July
METERS = """
E-01 | 電 | 總配電室     | 總表 | 40 | 1300.000 | 3100 2640 3210 3060 3090 3030 306
E-02 | 電 | 教學樓       | 分表 | 20 | 2410.500 | 1410 1190 1460 1390 1400 1370 138
E-03 | 電 | 學生食堂     | 分表 | 20 | 1785.250 | 1080 930 1120 1070 1080 1060 107
E-04 | 電 | 辦公樓及路燈 | 分表 | 10 | 960.000  | 520 445 540 515 520 510 52
W-01 | 水 | 校門口水表井 | 總表 | 1  | 18420    | 290 262 318 312 308 309 31
W-02 | 水 | 教學樓       | 分表 | 1  | 9310     | 160 144 175 172 170 170 17
W-03 | 水 | 學生食堂     | 分表 | 1  | 7655     | 122 111 135 131 130 131 13
"""

ELECTRICITY_ACCOUNT, WATER_ACCOUNT = "3301260018", "7702260035"
ACCOUNTS = {"電": ELECTRICITY_ACCOUNT, "水": WATER_ACCOUNT}
MAIN_METERS = {"電": "E-01", "水": "W-01"}

# month of the file | 能源類別 | 賬期起日 | 賬期止日 | 用量 | 金額 | 繳費日期 | 憑證號
BILLS_HANDED_IN = """
2026-01 | 電 | 2025-02-01 | 2025-03-31 | 9035 | 5420.00 |            |
2026-01 | 電 | 2025-04-01 | 2025-05-31 | 9770 | 5860.00 |            |
2026-02 | 電 | 2025-12-01 | 2026-01-31 | 6200 | 3720.00 | 2026-02-05 | ZC-2602-001
2026-02 | 水 | 2025-12-01 | 2026-01-31 | 590  | 1947.00 | 2026-02-05 | ZC-2602-002
2026-04 | 電 | 2026-02-01 | 2026-03-31 | 5850 | 3510.00 | 2026-04-08 | ZC-2604-003
2026-04 | 水 | 2026-02-01 | 2026-03-31 | 580  | 1914.00 | 2026-04-08 | ZC-2604-004
2026-06 | 電 | 2026-04-01 | 2026-05-31 | 6150 | 3690.00 | 2026-06-09 | ZC-2606-001
2026-06 | 水 | 2026-04-01 | 2026-05-31 | 620  | 2046.00 | 2026-06-09 | ZC-2606-002
"""

REWIRING: Row = {
    "措施編號": "JN-01",
    "措施名稱": "教學樓線路改造",
    "能源類別": "電",
    "戶號": ELECTRICITY_ACCOUNT,
    "完工日期": date(2025, 10, 15),
    "投入金額": Decimal("18600.00"),
    "範圍": "教學樓三層線路及照明",
    "基準期": "2025-02-01~2025-05-31",
    "責任人": ELECTRICIAN,
}


@dataclass(frozen=True)
class Bill:
    """One bill; those of the year before are typed for comparison, without their payment."""

    month: str
    energy: str
    first: date
    last: date
    usage: int
    amount: Decimal
    paid_on: date | None
    voucher: str

    def row(self) -> Row:
        """The row of F06.2."""
        return typed(
            {
                "戶號": ACCOUNTS[self.energy],
                "能源類別": self.energy,
                "賬期起日": self.first,
                "賬期止日": self.last,
                "賬單用量": self.usage,
                "賬單金額": self.amount,
                "繳費日期": self.paid_on,
                "憑證號": self.voucher,
                "對應總表": MAIN_METERS[self.energy],
            }
        )


def _bill(month: str, energy: str, first: str, last: str, *rest: str) -> Bill:
    usage, amount, paid_on, voucher = rest
    cycle = date.fromisoformat(first), date.fromisoformat(last)
    paid = date.fromisoformat(paid_on) if paid_on else None
    return Bill(month, energy, *cycle, int(usage), Decimal(amount), paid, voucher)


BILLS = [_bill(*cells) for cells in ledger(BILLS_HANDED_IN)]


def energy_workbooks() -> list[Filled]:
    """One workbook a month of the window; the measure is a snapshot, handed in once."""
    return [
        Filled(
            form="F06",
            cover=cover("F06", month),
            sheets={
                "抄表": reading_rows(month),
                "賬單": [bill.row() for bill in BILLS if bill.month == month],
                "節能措施": [REWIRING] if month == MONTHS[0] else [],
            },
        )
        for month in MONTHS
    ]


def reading_rows(month: str) -> list[Row]:
    """F06.1 of a month: every meter on its last day."""
    return [_reading_row(month, *cells) for cells in ledger(METERS)]


def _reading_row(month: str, meter: str, energy: str, place: str, *rest: str) -> Row:
    level, factor, start, usages = rest
    used = [Decimal(each) / Decimal(factor) for each in usages.split()]
    position = MONTHS.index(month)
    before = Decimal(start) + sum(used[:position])
    return {
        "表號": meter,
        "能源類別": energy,
        "安裝位置": place,
        "表級": level,
        "倍率": int(factor),
        "抄表日期": max(each for each in WINDOW if month_of(each) == month),
        "上期讀數": before,
        "本期讀數": before + used[position],
        "抄表人": ELECTRICIAN,
    }
