"""A sheet under construction: what is written is measured, so that columns, rows and pages fit it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING, Final

from pipeline.figures.report import Cell, Figure
from pipeline.render import theme
from pipeline.render.sheets.book import Book, cell_text
from pipeline.render.sheets.exact import INTEGER, figure_format
from pipeline.render.widths import text_width

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

NARROWEST: Final = 8
WIDEST: Final = 42
NARROWEST_PAGE_PX: Final = 600
HEADING_LINE: Final = 12
CHINESE: Final = 2
LINE_PX: Final = 18
ROW_PX: Final = 22
HIGHEST_ROW_PX: Final = 545
POINTS_PER_PX: Final = 0.75
UNEVEN_BREAKS: Final = 1.03
FIRST_EXCEL_YEAR: Final = 1900
PX_PER_CHARACTER: Final = 7
CELL_PADDING_PX: Final = 5


@dataclass(frozen=True)
class _Wrapped:
    row: int
    column: int
    text: str


@dataclass(frozen=True)
class _Line:
    row: int
    text: str
    style: str
    first_column: int


@dataclass(eq=False)
class Page:
    """One sheet of the book, `columns` wide; `about` says in the contents what stands on it."""

    book: Book
    sheet: Worksheet
    columns: int
    about: str = ""
    widest: int = WIDEST
    widths: dict[int, int] = field(default_factory=dict)
    heights_px: dict[int, int] = field(default_factory=dict)
    _wrapped: list[_Wrapped] = field(default_factory=list)
    _lines: list[_Line] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The sheet's name."""
        return str(self.sheet.get_name())

    def put(self, row: int, column: int, cell: Cell, *, total: bool = False, indent: int = 0) -> None:
        """Write one cell of a table by its kind."""
        prefix = "total " if total else ""
        if isinstance(cell, Figure):
            self._put_figure(row, column, cell, f"{prefix}number")
        elif isinstance(cell, int):
            self.number(row, column, Fraction(cell), self.book.style(f"{prefix}number", INTEGER), f"{cell:,}")
        elif isinstance(cell, date) and cell.year >= FIRST_EXCEL_YEAR:
            self.sheet.write_datetime(row, column, datetime.combine(cell, time()), self.book.style(f"{prefix}date"))
            self._widen(column, 10)
        elif cell is None:
            self.sheet.write_blank(row, column, None, self.book.style(f"{prefix}text"))
        else:
            self.text(row, column, str(cell), f"{prefix}text", indent=indent)

    def _put_figure(self, row: int, column: int, figure: Figure, style: str) -> None:
        self.book.record(figure, self.sheet, row, column)
        if figure.number is None:
            self.sheet.write_string(row, column, theme.NO_FIGURE, self.book.style(style))
        else:
            self.number(row, column, figure.number, self.book.style(style, figure_format(figure)), figure.text)

    def number(self, row: int, column: int, number: Fraction, cell_format: Format, printed: str) -> None:
        """Write a number at full precision; the format prints it as `printed`."""
        self.sheet.write_number(row, column, theme.as_float(number), cell_format)
        self._widen(column, len(printed) + 1)

    def formula(self, row: int, column: int, formula: str, result: Figure, style: str) -> None:
        """Write a live formula with the value that it gives."""
        number = result.number or Fraction(0)
        cell_format = self.book.style(style, figure_format(result))
        self.sheet.write_formula(row, column, formula, cell_format, theme.as_float(number))
        self._widen(column, text_width(result.text) + 1)

    def text(self, row: int, column: int, text: str, style: str = "text", *, indent: int = 0) -> None:
        """Write a text, which wraps where it is wider than its column may be."""
        clean = cell_text(text)
        if not clean:
            self.sheet.write_blank(row, column, None, self.book.style(style))
            return
        self.sheet.write_string(row, column, clean, self.book.style(style, indent=indent))
        width = text_width(clean) + 2 * indent
        self._widen(column, width + 1)
        if width >= self.widest or "\n" in clean:
            self._wrapped.append(_Wrapped(row, column, clean))

    def headings(self, row: int, headings: Sequence[str]) -> None:
        """Write a header row whose names wrap within narrow columns."""
        for column, heading in enumerate(headings):
            self.sheet.write_string(row, column, heading, self.book.style("header"))
            width = text_width(heading)
            self._widen(column, CHINESE * ceil(width / ceil(width / HEADING_LINE) / CHINESE) + 1)
            self._wrapped.append(_Wrapped(row, column, heading))

    def line(self, row: int, text: str, style: str = "line", *, first_column: int = 0) -> None:
        """Write a text from a column on over the whole width that the page will have."""
        self._lines.append(_Line(row, cell_text(text), style, first_column))

    def link(self, row: int, column: int, address: str, text: str, style: str = "link") -> None:
        """Write a link to a cell of this workbook."""
        clean = cell_text(text)
        self.sheet.write_url(row, column, address, self.book.style(style), clean)
        self._widen(column, text_width(clean) + 1)

    def column_px(self, column: int) -> int:
        """The width of a column once the page is fitted."""
        return self.widths.get(column, NARROWEST) * PX_PER_CHARACTER + CELL_PADDING_PX

    def fit(self, at_least_px: int = NARROWEST_PAGE_PX) -> None:
        """Set the widths of columns and the heights of rows to what was written; reach as wide as asked."""
        while sum(self.column_px(column) for column in range(self.columns)) < at_least_px:
            self.columns += 1
        for column in range(self.columns):
            self.sheet.set_column(column, column, self.widths.setdefault(column, NARROWEST))
        for wrapped in self._wrapped:
            self._heighten(wrapped.row, wrapped.text, self.widths[wrapped.column])
        for line in self._lines:
            self._write_line(line)
        self.sheet.set_default_row(ROW_PX * POINTS_PER_PX)
        for row, height in self.heights_px.items():
            if height > ROW_PX:
                self.sheet.set_row_pixels(row, min(height, HIGHEST_ROW_PX))

    def _write_line(self, line: _Line) -> None:
        cell_format = self.book.style(line.style)
        first, last = line.first_column, self.columns - 1
        self.sheet.merge_range(line.row, first, line.row, last, "", cell_format)
        self.sheet.write_string(line.row, first, line.text, cell_format)
        room = sum(self.widths[column] for column in range(first, last + 1))
        self._heighten(line.row, line.text, room, theme.font_scale(line.style))

    def _heighten(self, row: int, text: str, room: int, scale: float = 1) -> None:
        lines = sum(max(1, ceil(text_width(line) * scale * UNEVEN_BREAKS / room)) for line in text.split("\n"))
        needed = ceil(scale * (ROW_PX + (lines - 1) * LINE_PX))
        self.heights_px[row] = max(self.heights_px.get(row, ROW_PX), needed)

    def widen(self, column: int, text: str) -> None:
        """Make room for a text that is written by others."""
        self._widen(column, text_width(text) + 1)

    def _widen(self, column: int, width: int) -> None:
        if width > self.widths.get(column, NARROWEST):
            self.widths[column] = min(width, self.widest)
