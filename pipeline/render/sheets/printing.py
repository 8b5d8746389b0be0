"""How a sheet goes on paper: A4, one page wide, numbered, charts whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import ceil, floor
from typing import TYPE_CHECKING, Final

from pipeline.figures.report import Chart
from pipeline.render.chart import WIDTH, size_of
from pipeline.render.sheets.page import ROW_PX, WIDEST_UPRIGHT_PX, Page
from pipeline.render.text import one_line

if TYPE_CHECKING:
    from xlsxwriter.chart import Chart as NativeChart

A4: Final = 9
PX_PER_INCH: Final = 96
SIDE_IN, TOP_IN, BOTTOM_IN = 0.5, 0.6, 0.75
PORTRAIT_IN: Final = (8.27, 11.69)
SPARE: Final = 0.97
"""Of a page's height: other programs and printers differ a little in what they get on a page."""
LOWEST: Final = 0.75
"""A chart may be this much lower than it likes, if that keeps it on the page."""
WIDER: Final = 1.3
"""And so much wider, if the sheet is."""
BORDER_PX: Final = 4
FEWEST_ROWS: Final = 3
"""Of a table that goes on overleaf, its first page shows as many rows."""
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


def paper_for(width_px: int, widest_upright_px: int = WIDEST_UPRIGHT_PX) -> Paper:
    """The paper for a sheet of a width: upright up to the one given."""
    landscape = width_px > widest_upright_px
    room = (PORTRAIT_IN[1 if landscape else 0] - 2 * SIDE_IN) * PX_PER_INCH
    return Paper(landscape, min(1.0, floor(100 * room / width_px) / 100))


def paper_of(page: Page) -> Paper:
    """The paper for a page that is fitted."""
    return paper_for(page.width_px, page.widest_upright_px)


@dataclass(frozen=True)
class Part:
    """Rows of a sheet that belong together, up to `after`: a block with its title, or what stands beneath.

    `header` is the row with the names of the columns, for what may go on overleaf.
    """

    first: int
    after: int
    header: int | None = None


@dataclass
class Pages:
    """A sheet parted into pages, each by a break of our own: only so is it known where on its page a chart stands."""

    page: Page
    repeat: tuple[int, int]
    used: float = 0
    breaks: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.room = paper_of(self.page).height_px

    @property
    def left(self) -> float:
        """How much goes on the page still."""
        return self.room - self.used

    def turn(self, row: int, *, blank: bool = False) -> None:
        """Begin a page with a row, or with the blank row before it."""
        start = row - 1 if blank else row
        self.breaks.append(start)
        first, last = self.repeat
        self.used = (self.height(first, last + 1) if start > last else 0) + self.height(start, row)

    def height(self, first: int, after: int) -> float:
        """Of rows, in pixels."""
        return sum(self.page.row_px(row) for row in range(first, after))


def paginate(page: Page, parts: Sequence[Part], title: tuple[int, int]) -> Pages:
    """Part a sheet into pages: no part stands on two that goes on one, and no title without its table.

    The rows of the title are repeated on every page, or the header of the first table that is longer than a page.
    """
    longer = [part for part in parts if part.header is not None and not _goes_on_a_page(page, part)]
    header = longer[0].header if longer else None
    pages = Pages(page, title if header is None else (header, header))
    row = 0
    for part in parts:
        pages.used += pages.height(row, part.first)
        whole = pages.height(part.first, part.after)
        if whole > pages.left and (_goes_on_a_page(page, part) or _beginning(pages, part) > pages.left):
            pages.turn(part.first, blank=part.first > row)
        _fill(pages, part)
        row = part.after
    return pages


def _goes_on_a_page(page: Page, part: Part) -> bool:
    pages = Pages(page, (0, 0))
    return pages.height(part.first, part.after) <= pages.room


def _beginning(pages: Pages, part: Part) -> float:
    header = part.first if part.header is None else part.header
    return pages.height(part.first, min(header + 1 + FEWEST_ROWS, part.after))


def _fill(pages: Pages, part: Part) -> None:
    """Row by row; the last two stay together."""
    for row in range(part.first, part.after):
        ahead = 2 if row + 2 == part.after else 1
        if pages.height(row, row + ahead) > pages.left and row > part.first:
            pages.turn(row)
        pages.used += pages.height(row, row + 1)


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


def place_charts(page: Page, charts: Sequence[DrawnChart], first_row: int, pages: Pages) -> int:
    """Stand charts under each other from a row on, none across two pages; return the row after the last."""
    row = first_row
    for chart, native in charts:
        width, wanted = size_of(chart)
        if pages.left < wanted * LOWEST + ROW_PX:
            pages.turn(row, blank=True)
        height = min(wanted, floor(pages.left) - ROW_PX)
        across = max(width, min(page.width_px - BORDER_PX, round(WIDTH * WIDER)))
        native.set_size({"width": across, "height": height})
        alt = one_line(chart.alt or chart.title)
        page.sheet.insert_chart(row, 0, native, {"description": alt, "object_position": MOVES, "y_offset": 4})
        rows = ceil(height / ROW_PX) + 1
        row += rows
        pages.used += rows * ROW_PX
    return row


def break_pages(pages: Pages) -> None:
    """Set the breaks that were found."""
    pages.page.sheet.set_h_pagebreaks(pages.breaks)
