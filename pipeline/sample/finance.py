"""F05 of the seven months of the window."""

from __future__ import annotations

from pipeline.form.filled import Filled
from pipeline.sample.covers import cover
from pipeline.sample.fees import ITEMS, PUBLISHED_ON, collections
from pipeline.sample.publication import plan_rows, publication_rows
from pipeline.sample.refunds import settlement_rows
from pipeline.sample.school import MONTHS, TERM_END
from pipeline.sample.spending import WAITS_AT_MONTHS_END, vouchers
from pipeline.sample.table import Row, month_of


def finance_workbooks() -> list[Filled]:
    """One workbook a month."""
    return [
        Filled(
            form="F05",
            cover=cover("F05", month),
            sheets={
                "收費標準公示": [item.row() for item in ITEMS.values()] if month == month_of(PUBLISHED_ON) else [],
                "收費與解交": [each.row() for each in collections() if month_of(each.collected_on) == month],
                "期末結算退補": settlement_rows() if month == month_of(TERM_END) else [],
                "支出票據": voucher_rows(month),
                "公佈與彙報": publication_rows(month),
                "經費計劃": plan_rows() if month == MONTHS[0] else [],
            },
        )
        for month in MONTHS
    ]


def voucher_rows(month: str) -> list[Row]:
    """F05.4 of a month; the one that waits at its month's end stands there too, and returns when it is paid."""
    waiting = [
        each.before_payment()
        for each in vouchers()
        if each.number == WAITS_AT_MONTHS_END and month_of(each.bought_on) == month
    ]
    settled = [each for each in vouchers() if each.month == month]
    return [each.row() for each in sorted([*settled, *waiting], key=lambda each: each.number)]
