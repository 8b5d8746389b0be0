"""At the end of the term: what was collected in advance is settled, the excess goes back (F05.3)."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal

from pipeline.sample.fees import MEALS, SETTLED_AT_TERM_END, WORKBOOK_PRICE, Collection, collections
from pipeline.sample.school import TERM_END
from pipeline.sample.spending import counted, vouchers
from pipeline.sample.table import CENT, Row, day

LIST_PUBLISHED_ON = day("07-02")


def settlement_rows() -> list[Row]:
    """F05.3, all refunded on the last day of the term."""
    by_class: defaultdict[tuple[str, str], list[Collection]] = defaultdict(list)
    for each in collections():
        if each.item in SETTLED_AT_TERM_END:
            by_class[each.item, each.room].append(each)
    return [_settlement_row(item, room, paid) for (item, room), paid in sorted(by_class.items())]


def canteen_spending() -> Decimal:
    """What the canteen's own account paid out during the term."""
    return sum((each.amount for each in vouchers() if counted(each) and each.fund == "食堂專賬"), Decimal(0))


def meal_cost() -> Decimal:
    """Of a pupil and collection, in whole 分."""
    payers = sum(each.payers for each in collections() if each.item == MEALS)
    return (canteen_spending() / payers).quantize(CENT)


def _settlement_row(item: str, room: str, paid: list[Collection]) -> Row:
    cost = meal_cost() if item == MEALS else WORKBOOK_PRICE
    collected = sum((each.collected for each in paid), Decimal(0))
    spent = (cost * sum(each.payers for each in paid)).quantize(CENT)
    return {
        "項目代碼": item,
        "班室編號": room,
        "預收總額": collected,
        "實際支出總額": spent,
        "已退補總額": collected - spent,
        "退補日期": TERM_END,
        "簽收人數": max(each.payers for each in paid),
        "清單公佈日期": LIST_PUBLISHED_ON,
    }
