"""What a month's blank F05 knows already: fees not yet deposited, invoices that wait, months not yet published."""

from __future__ import annotations

from pipeline.checks.term import Term
from pipeline.form.expression import Expr
from pipeline.form.filled import Value
from pipeline.form.sheet import Sheet
from pipeline.forms.carried import open_rows
from pipeline.forms.f05_finance.sheets import ChargeItems, Collections, Publications, Settlements, Vouchers

OPENED_ON: dict[type[Sheet], Expr | None] = {
    Collections: Collections.collected_on,
    Settlements: None,
    Vouchers: Vouchers.bought_on,
    Publications: Publications.begins_on,
}


def carry(term: Term, month: int) -> dict[str, list[dict[str, Value]]]:
    """The rows opened before the month and not closed, as they were handed in last; ƒ columns are left out."""
    found = {sheet.title: open_rows(term.rows(sheet), opened, month) for sheet, opened in OPENED_ON.items()}
    return {title: rows for title, rows in found.items() if rows}


def charge_items(term: Term) -> list[str]:
    """The codes of F05.1, for drop-downs."""
    rows = term.rows(ChargeItems)
    return [code for code in rows.text(ChargeItems.code)[rows.usable] if code]
