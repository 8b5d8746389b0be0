"""What a month's blank F13 knows already: opinions and cases that are not done with."""

from __future__ import annotations

from pipeline.checks.term import Term
from pipeline.form.filled import Value
from pipeline.forms.carried import open_rows
from pipeline.forms.f13_service.sheets import Opinions, Petitions


def carry(term: Term, month: int) -> dict[str, list[dict[str, Value]]]:
    """Open rows by sheet title; sheets without any are left out."""
    found = {
        Opinions.title: open_rows(term.rows(Opinions), Opinions.received_on, month),
        Petitions.title: open_rows(term.rows(Petitions), Petitions.registered_on, month),
    }
    return {title: rows for title, rows in found.items() if rows}
