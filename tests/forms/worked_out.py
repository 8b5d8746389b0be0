"""What tests of figures are made of: figures worked out by hand as lines of a table, and the report's tables as texts.

# metric | dimensions | span | printed | numerator/denominator
M-F01-01c | 類別=電路 | 2026-03 | 0.0% | 0/1
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.figures.book import Book
from pipeline.figures.report import Block, Figure


def lines(text: str) -> list[list[str]]:
    """The lines of a table, cell by cell."""
    return [[cell.strip() for cell in line.split("|")] for line in text.splitlines() if line.strip()]


def figure_of(book: Book, metric: str, by: str, span: str = "") -> Figure | None:
    """The book's figure for dimensions such as `年級=三 類別=學生課本`; no span is the whole period."""
    pairs = tuple((title, value) for title, _, value in (pair.partition("=") for pair in by.split()))
    return book.figure(metric, pairs, span or None)


def assert_worked_out(book: Book, line: Sequence[str], *, or_no_number: bool = False) -> None:
    """The figure prints as the line says, with its parts where the line has them.

    Where it says nothing there is no figure, or, if that is allowed, one without a number.
    """
    metric, by, span, text, *parts = line
    figure = figure_of(book, metric, by, span)
    if not text:
        assert figure is None or (or_no_number and figure.number is None)
        return
    assert figure is not None
    assert figure.text == text
    if parts and parts[0]:
        assert figure.of == parts[0]


def cells(block: Block, *, total: bool = False) -> list[list[str]]:
    """The texts of a table's rows, or of its total alone."""
    rows = [block.total] if total and block.total else block.rows
    return [[getattr(cell, "text", "" if cell is None else str(cell)) for cell in row] for row in rows]
