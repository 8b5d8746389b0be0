"""What a month's blank F02 knows already: each item that was in stock, with its last count."""

from __future__ import annotations

from decimal import Decimal

from pipeline.checks.term import Term
from pipeline.form.filled import Value
from pipeline.forms.f02_canteen.sheets import Counts
from pipeline.forms.f02_canteen.stock import THOUSAND, books


def carry(term: Term, month: int) -> dict[str, list[dict[str, Value]]]:
    """月末盤點: 品名, 單位 and 期初數量 of what the month before counted; what is found this time is left blank."""
    counted: list[dict[str, Value]] = [
        {
            Counts.item.title: item.name,
            Counts.unit.title: item.unit,
            Counts.opening.title: Decimal(account.count.counted) / THOUSAND,
        }
        for item, account in sorted(books(term).get(month - 1, {}).items())
        if account.count is not None and account.count.counted
    ]
    return {Counts.title: counted} if counted else {}
