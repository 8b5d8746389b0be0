"""Sheets of other forms, which may not be installed: named by form and title, so that no form imports them."""

from __future__ import annotations

from pipeline.checks.term import Rows, Term
from pipeline.form.column import Column


def rows_of(term: Term, form: str, title: str) -> Rows | None:
    """The rows of another form's sheet; None when it cannot be relied on (not installed, off, extended and empty)."""
    sheet = next((one.sheet(title) for one in term.registry.forms if one.id == form), None)
    return term.rows(sheet) if sheet is not None and term.has(sheet) else None


def columns_of(rows: Rows, *titles: str) -> list[Column]:
    """The columns with these headings."""
    return [rows.sheet.column(title) for title in titles]
