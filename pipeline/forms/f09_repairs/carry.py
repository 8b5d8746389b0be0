"""What a month's blank F09 knows already: the orders that are not done with."""

from __future__ import annotations

from pipeline.checks.term import Term
from pipeline.form.filled import Value
from pipeline.forms.carried import open_rows
from pipeline.forms.f09_repairs.sheets import Orders


def carry(term: Term, month: int) -> dict[str, list[dict[str, Value]]]:
    """報修維修: each order reported before the month and neither accepted, given up nor made a project."""
    rows = open_rows(term.rows(Orders), Orders.reported_on, month)
    return {Orders.title: rows} if rows else {}
