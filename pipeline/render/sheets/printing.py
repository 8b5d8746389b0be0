"""How a sheet goes on paper: A4, one page wide, numbered, charts whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING, Final

from pipeline.figures.report import Chart
from pipeline.render.chart import size_of
from pipeline.render.sheets.page import ROW_PX, Page
from pipeline.render.text import one_line

if TYPE_CHECKING:
    from xlsxwriter.chart import Chart as NativeChart

A4: Final = 9
PX_PER_INCH: Final = 96
SIDE_IN, TOP_IN, BOTTOM_IN = 0.5, 0.6, 0.75
PORTRAIT_IN: Final = (8.27, 11.69)
WIDEST_PORTRAIT_PX: Final = 900
SPARE: Final = 0.95
"""Of a page's height: other programs' rows are a little higher than reckoned."""
LOWEST: Final = 0.75
"""A chart may be this much lower than it likes, if that keeps it on the page."""
MOVES: Final = 2
LONGEST_FOOTER_PART: Final = 60


DrawnChart = tuple[Chart, "NativeChart"]


@dataclass(frozen=True)
class Paper:
    """A4 upright or across, with the scale at which a width in pixels fits it."""

    landscape: bool
    scale: float

    @property
    def height_px(self) -> float:
        """How much of a sheet's height goes on one page."""
        inches = PORTRAIT_IN[0 if self.landscape else 1] - TOP_IN - BOTTOM_IN
        return inches * PX_PER_INCH / self.scale * SPARE


def paper_for(width_px: int) -> Paper:
    """The paper for a sheet of a width."""
    landscape = width_px > WIDEST_PORTRAIT_PX
    room = (PORTRAIT_IN[1 if landscape else 0] - 2 * SIDE_IN) * PX_PER_INCH
    return Paper(landscape, min(1.0, room / width_px))


def paper_of(page: Page) -> Paper:
    """The paper for a page that is fitted."""
    return paper_for(sum(page.column_px(column) for column in range(page.columns)))


def set_up_printing(page: Page, last_row: int, footer: tuple[str, str], repeat: tuple[int, int] | None = None) -> None:
    """Set paper, margins, print area and titles, and the footer's left and right, for a page that is fitted."""
    sheet, paper = page.sheet, paper_of(page)
    sheet.set_paper(A4)
    if paper.landscape:
        sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(SIDE_IN, SIDE_IN, TOP_IN, BOTTOM_IN)
    sheet.print_area(0, 0, max(last_row, 0), page.columns - 1)
    if repeat:
        sheet.repeat_rows(*repeat)
    sheet.set_footer(_footer(page, *footer))


def _footer(page: Page, left: str, right: str) -> str:
    numbered = page.book.say("第 &P 頁，共 &N 頁")
    return f"&L&9 {_literal(left)}&C&9 {numbered}&R&9 {_literal(right)}"


def _literal(text: str) -> str:
    return one_line(text)[:LONGEST_FOOTER_PART].replace("&", "&&")


def place_charts(page: Page, charts: Sequence[DrawnChart], first_row: int, paper: Paper) -> int:
    """Stand charts under each other from a row on, none across two pages; return the row after the last."""
    row, breaks = first_row, []
    room = paper.height_px - _height_px(page, first_row) % paper.height_px
    for chart, native in charts:
        wanted = size_of(chart)[1]
        if room < wanted * LOWEST:
            breaks.append(row)
            room = paper.height_px
        height = min(wanted, int(room))
        native.set_size({"width": size_of(chart)[0], "height": height})
        alt = one_line(chart.alt or chart.title)
        page.sheet.insert_chart(row, 0, native, {"description": alt, "object_position": MOVES, "y_offset": 4})
        rows = ceil(height / ROW_PX) + 1
        row, room = row + rows, room - rows * ROW_PX
    page.sheet.set_h_pagebreaks(breaks)
    return row


def _height_px(page: Page, rows: int) -> int:
    taller = sum(height - ROW_PX for row, height in page.heights_px.items() if row < rows)
    return rows * ROW_PX + taller
