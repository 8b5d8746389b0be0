"""A sheet under construction: what is written is measured, so that columns, rows and pages fit it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING, Final, cast

from pipeline.figures.report import Cell, Figure
from pipeline.render import theme
from pipeline.render.sheets.book import Book, cell_text
from pipeline.render.sheets.exact import INTEGER, figure_format, number_format
from pipeline.render.widths import heading_lines, text_width

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

NARROWEST: Final = 8
WIDEST: Final = 42
NARROWEST_SENTENCE: Final = 30
"""Columns of text give way down to here, so that what is printed can be read."""
NARROWEST_PAGE_PX: Final = 600
WIDEST_PAGE_PX: Final = 1150
"""What A4 across holds, printed a little smaller."""
WIDEST_UPRIGHT_PX: Final = 900
"""What A4 upright holds, likewise."""
HEADING_LINE: Final = 12
LINE_PX: Final = 18
ROW_PX: Final = 22
HIGHEST_ROW_PX: Final = 545
POINTS_PER_PX: Final = 0.75
UNEVEN_BREAKS: Final = 1.03
QUOTE: Final = '"'
FIRST_EXCEL_YEAR: Final = 1900
PX_PER_CHARACTER: Final = 7
CELL_PADDING_PX: Final = 5
PX_PER_HALF: Final = 20 / 3
"""Half a Chinese character of 10 pt."""


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
    widest_px: int = WIDEST_PAGE_PX
    widest_upright_px: int = WIDEST_UPRIGHT_PX
    usual_row_px: int = ROW_PX
    highest_row_px: int = HIGHEST_ROW_PX
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
            self.put_figure(row, column, cell, f"{prefix}number")
        elif isinstance(cell, int):
            style = f"{prefix}number" if cell or total else "nothing"
            self.number(row, column, Fraction(cell), self.book.style(style, INTEGER), f"{cell:,}")
        elif isinstance(cell, date) and cell.year >= FIRST_EXCEL_YEAR:
            self.sheet.write_datetime(row, column, datetime.combine(cell, time()), self.book.style(f"{prefix}date"))
            self._widen(column, 10)
        elif cell is None:
            self.sheet.write_blank(row, column, None, self.book.style(f"{prefix}text"))
        else:
            self.text(row, column, str(cell), f"{prefix}text", indent=indent)

    def put_figure(self, row: int, column: int, figure: Figure, style: str = "number", *, unit: str = "") -> None:
        """Write a figure, followed by its unit if one is given."""
        self.book.record(figure, self.sheet, row, column)
        style = "nothing" if style == "number" and not figure.number else style
        if figure.number is None:
            self.sheet.write_string(row, column, theme.NO_FIGURE, self.book.style(style))
            return
        num_format, printed = figure_format(figure), figure.text
        if unit:
            num_format, printed = f'{num_format}" {unit.replace(QUOTE, "")}"', f"{printed} {unit}"
        self.number(row, column, figure.number, self.book.style(style, num_format), printed)

    def written_number(self, row: int, column: int, text: str) -> None:
        """Write a number that comes as text, as it is printed there."""
        if not text:
            self.put(row, column, None)
            return
        number = Fraction(text.replace(",", ""))
        cell_format = self.book.style("number" if number else "nothing", number_format(text))
        self.number(row, column, number, cell_format, text)

    def number(self, row: int, column: int, number: Fraction, cell_format: Format, printed: str) -> None:
        """Write a number at full precision; the format prints it as `printed`."""
        self.sheet.write_number(row, column, theme.as_float(number), cell_format)
        self._widen(column, text_width(printed) + 1)

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
        if width >= min(self.widest, NARROWEST_SENTENCE) or "\n" in clean:
            self._wrapped.append(_Wrapped(row, column, clean))

    def headings(self, row: int, headings: Sequence[str]) -> list[str]:
        """Write a header row over columns that are already written; return its names as parted for narrow columns."""
        return [self._heading(row, column, heading) for column, heading in enumerate(headings)]

    def _heading(self, row: int, column: int, heading: str) -> str:
        room = max(HEADING_LINE, self.widths.get(column, NARROWEST) - 1)
        parted = "\n".join(line for part in heading.split("\n") for line in heading_lines(part, room))
        self.sheet.write_string(row, column, parted, self.book.style("header"))
        self._widen(column, text_width(parted) + 1)
        self._wrapped.append(_Wrapped(row, column, parted))
        return parted

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

    @property
    def width_px(self) -> int:
        """The width of all columns."""
        return sum(self.column_px(column) for column in range(self.columns))

    def fit(self, at_least_px: int = NARROWEST_PAGE_PX) -> None:
        """Set the widths of columns and the heights of rows to what was written; reach as wide as asked."""
        while self.width_px < at_least_px:
            self.columns += 1
        self._narrow_sentences()
        for column in range(self.columns):
            self.sheet.set_column(column, column, self.widths.setdefault(column, NARROWEST))
        for wrapped in self._wrapped:
            self._heighten(wrapped.row, wrapped.text, self.column_px(wrapped.column))
        for line in self._lines:
            self._write_line(line)
        self.sheet.set_default_row(ROW_PX * POINTS_PER_PX)
        for row in range(max([self.next_row, *(row + 1 for row in self.heights_px)])):
            self.sheet.set_row_pixels(row, self.row_px(row))

    def row_px(self, row: int) -> int:
        """The height of a row; every row states its own, since programs differ in what they take for the usual."""
        return min(self.heights_px.get(row, self.usual_row_px), self.highest_row_px)

    @property
    def next_row(self) -> int:
        """The row after the last that holds anything."""
        return (cast("int | None", self.sheet.dim_rowmax) or 0) + 1

    def _narrow_sentences(self) -> None:
        texts = {wrapped.column for wrapped in self._wrapped if text_width(wrapped.text) >= NARROWEST_SENTENCE}
        while self.width_px > self.widest_px:
            widest = max(texts, key=lambda column: self.widths[column], default=None)
            if widest is None or self.widths[widest] <= NARROWEST_SENTENCE:
                break
            self.widths[widest] -= 1

    def _write_line(self, line: _Line) -> None:
        cell_format = self.book.style(line.style)
        first, last = line.first_column, self.columns - 1
        self.sheet.merge_range(line.row, first, line.row, last, "", cell_format)
        self.sheet.write_string(line.row, first, line.text, cell_format)
        room_px = sum(self.column_px(column) for column in range(first, last + 1))
        self._heighten(line.row, line.text, room_px, theme.font_scale(line.style))

    def _heighten(self, row: int, text: str, room_px: int, scale: float = 1) -> None:
        room = room_px - CELL_PADDING_PX
        widths = (text_width(line) * PX_PER_HALF * scale for line in text.split("\n"))
        lines = sum(1 if width <= room else ceil(width * UNEVEN_BREAKS / room) for width in widths)
        needed = ceil(scale * (self.usual_row_px + (lines - 1) * LINE_PX))
        self.heights_px[row] = max(self.heights_px.get(row, self.usual_row_px), needed)

    def widen(self, column: int, text: str) -> None:
        """Make room for a text that is written by others."""
        self._widen(column, text_width(text) + 1)

    def _widen(self, column: int, width: int) -> None:
        if width > self.widths.get(column, NARROWEST):
            self.widths[column] = min(width, self.widest)
