"""F02 of the five school months."""

from __future__ import annotations

from decimal import Decimal

from pipeline.form.filled import Filled
from pipeline.sample.covers import cover
from pipeline.sample.deliveries import deliveries
from pipeline.sample.school import SCHOOL_MONTHS
from pipeline.sample.settlement import invoice_of
from pipeline.sample.storeroom import count_rows, issue_rows
from pipeline.sample.table import Row, month_of

TOTALLED_MONTH = "2026-03"
"""In this month the clerk typed a 合計 row, which is right."""


def canteen_workbooks() -> list[Filled]:
    """One workbook a school month."""
    return [
        Filled(
            form="F02",
            cover=cover("F02", month),
            sheets={"採購驗收入庫": delivery_rows(month), "領用出庫": issue_rows(month), "月末盤點": count_rows(month)},
        )
        for month in SCHOOL_MONTHS
    ]


def delivery_rows(month: str) -> list[Row]:
    """F02.1 of a month."""
    delivered = [each for each in deliveries() if month_of(each.bought_on) == month]
    rows = [each.row(invoice_of(each)) for each in delivered]
    if month == TOTALLED_MONTH:
        rows.append({"採購日期": "合計", "金額": sum((each.amount for each in delivered), Decimal(0))})
    return rows
