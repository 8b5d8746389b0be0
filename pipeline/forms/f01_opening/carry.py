"""What a blank F01 knows already when it is handed in again: tasks and books that are still open."""

from __future__ import annotations

from pipeline.checks.term import Term
from pipeline.form.filled import Value
from pipeline.form.sheet import Sheet
from pipeline.forms.carried import open_rows
from pipeline.forms.f01_opening.sheets import Books, Tasks

SHEETS: tuple[type[Sheet], ...] = (Tasks, Books)


def carry(term: Term, month: int) -> dict[str, list[dict[str, Value]]]:
    """Rows of both sheets that an earlier file left open."""
    found = {sheet.title: open_rows(term.rows(sheet), None, month) for sheet in SHEETS}
    return {title: rows for title, rows in found.items() if rows}
