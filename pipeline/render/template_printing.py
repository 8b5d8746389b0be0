"""How a data sheet goes on paper: A4 across, the headings on each page, and of the blank rows one page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

A4: Final = 9
HEADING_HEIGHT: Final = 36
ROW_HEIGHT: Final = 19
"""Points."""

_SIDE, _TOP, _ACROSS, _DOWN = 0.4, 0.6, 11.69, 8.27
"""Inches: margins, and A4 across."""

_POINTS: Final = 72
_LEAST_SCALE: Final = 0.45
"""Below, nobody can read what is printed: a sheet that needs less goes over two pages."""
_SPARE: Final = 0.95
"""Of a page's height: programs differ a little in what they get on a page."""


@dataclass(frozen=True)
class Paper:
    """How many pages wide a sheet is, and how many rows one of them holds beneath the headings."""

    pages: int
    rows: int


def paper_for(widths: Sequence[int]) -> Paper:
    """The paper for columns of these widths (in Latin characters)."""
    wide = sum(7 * width + 5 for width in widths) * 0.75
    room = (_ACROSS - 2 * _SIDE) * _POINTS
    pages = ceil(wide * _LEAST_SCALE / room)
    scale = min(1.0, pages * room / wide)
    high = (_DOWN - 2 * _TOP) * _POINTS * _SPARE / scale
    return Paper(pages, int((high - HEADING_HEIGHT) / ROW_HEIGHT))


def print_set_up(target: Worksheet, title: str, widths: Sequence[int], rows: int, frozen: int) -> None:
    """A4 across, one page wide; a very wide sheet goes over two, with its `frozen` first columns on both.

    Printed are the `rows` at hand, and blank ones to fill one page. A print area does not grow with what is typed
    below it, so the paper says where it ends.
    """
    paper = paper_for(widths)
    last = max(rows, paper.rows)
    target.set_landscape()
    target.set_paper(A4)
    target.fit_to_pages(paper.pages, 0)
    target.print_area(0, 0, last, len(widths) - 1)
    target.repeat_rows(0)
    if paper.pages > 1:
        target.repeat_columns(0, max(0, frozen - 1))
    target.set_margins(left=_SIDE, right=_SIDE, top=_TOP, bottom=_TOP)
    target.set_header(f"&L&10{title}")
    target.set_footer(f"&L&9印到第 {last + 1} 行；下面還有時請先擴大列印範圍&C&9第 &P 頁，共 &N 頁")
