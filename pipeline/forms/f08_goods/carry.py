"""What a month's blank F08 knows already: loans that are out and cases that are not settled."""

from __future__ import annotations

from pipeline.checks.term import Term
from pipeline.form.filled import Value
from pipeline.forms.carried import open_rows
from pipeline.forms.f08_goods.sheets import Cases, Loans


def carry(term: Term, month: int) -> dict[str, list[dict[str, Value]]]:
    """Rows by sheet title; sheets without any are left out."""
    found = {
        Loans.title: open_rows(term.rows(Loans), Loans.lent_on, month),
        Cases.title: open_rows(term.rows(Cases), Cases.on, month),
    }
    return {title: rows for title, rows in found.items() if rows}
