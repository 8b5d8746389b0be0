"""The workbook under construction: its formats, its sheets' names and the cell where each figure stands first."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, time
from typing import TYPE_CHECKING, Final

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_rowcol_to_cell

from pipeline.figures.report import Figure, Report
from pipeline.render import theme
from pipeline.render.package import finished
from pipeline.render.text import one_line, scrub
from pipeline.render.worksheet import QuickWorksheet

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

FigureKey = tuple[str, tuple[tuple[str, str], ...], str]

LONGEST_SHEET_NAME: Final = 31
LONGEST_CELL_TEXT: Final = 16_383
"""Excel holds 32,767 UTF-16 units, at most two for a character."""

_NOT_IN_SHEET_NAMES: Final = re.compile(r"[\[\]:*?/\\]")
_NOT_IN_TABLE_NAMES: Final = re.compile(r"[^0-9A-Za-z_]")


@dataclass(eq=False)
class Book:
    """One workbook. `say` writes the renderer's own words in the reader's script."""

    say: Callable[[str], str] = str
    cells: dict[FigureKey, str] = field(default_factory=dict)
    _stream: io.BytesIO = field(default_factory=io.BytesIO)
    _formats: dict[tuple[str, str, int], Format] = field(default_factory=dict)
    _taken_names: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.workbook = Workbook(self._stream, _options())
        self.workbook.set_size(1600, 900)

    def describe(self, report: Report) -> None:
        """Write the document's properties; its date is the report's, since the clock must not show."""
        properties = {
            "title": one_line(report.title),
            "subject": one_line(report.period),
            "author": one_line(report.school),
            "company": one_line(report.signed_by),
            "created": datetime.combine(report.as_of, time()),
        }
        self.workbook.set_properties(properties)

    def add_sheet(self, title: str) -> Worksheet:
        """A new sheet, named as near to `title` as Excel allows."""
        sheet = self.workbook.add_worksheet(self._free_sheet_name(title), QuickWorksheet)
        sheet.hide_gridlines(2)
        return sheet

    def style(self, name: str, num_format: str = "", indent: int = 0) -> Format:
        """The one format of a style with a number format."""
        key = (name, num_format, indent)
        made = self._formats.get(key)
        if made is None:
            extra = ({"num_format": num_format} if num_format else {}) | ({"indent": indent} if indent else {})
            made = self._formats[key] = self.workbook.add_format({**theme.CELL_STYLES[name], **extra})
        return made

    def record(self, figure: Figure, sheet: Worksheet, row: int, column: int) -> None:
        """Remember where a figure stands, if it stands nowhere yet."""
        if figure.metric and figure.key not in self.cells:
            self.cells[figure.key] = f"{sheet.get_name()}!{xl_rowcol_to_cell(row, column)}"

    def close(self) -> bytes:
        """The finished workbook."""
        self.workbook.close()
        return finished(self._stream.getvalue())

    def _free_sheet_name(self, title: str) -> str:
        wanted = _NOT_IN_SHEET_NAMES.sub(" ", one_line(title)).strip(" '") or "_"
        wanted = f"{wanted}_" if wanted.lower() == "history" else wanted
        name, number = _cut(wanted, LONGEST_SHEET_NAME), 1
        while name.lower() in self._taken_names:
            number += 1
            suffix = f" {number}"
            name = _cut(wanted, LONGEST_SHEET_NAME - len(suffix)) + suffix
        self._taken_names.add(name.lower())
        return name


def _cut(text: str, units: int) -> str:
    """The beginning of a text, at most so many UTF-16 units long."""
    return text.encode("utf-16-le")[: 2 * units].decode("utf-16-le", "ignore").rstrip(" '")


def _options() -> dict[str, object]:
    """XlsxWriter's options, new each time: it writes in them."""
    return {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_format_properties": {"font_name": theme.FONT, "font_size": theme.FONT_SIZE},
    }


def table_name(*parts: str | int) -> str:
    """A name that Excel takes for a table: S04_1."""
    name = "_".join(_NOT_IN_TABLE_NAMES.sub("_", str(part)) for part in parts)
    return name if name[:1].isalpha() else f"T_{name}"


def cell_text(text: str) -> str:
    """The text as a cell can hold it."""
    clean = text if text.isprintable() else scrub(text)
    return clean if len(clean) <= LONGEST_CELL_TEXT else clean[: LONGEST_CELL_TEXT - 1] + "…"


def sheet_link(name: str, cell: str = "A1") -> str:
    """The address of a cell for a link inside the workbook."""
    quoted = name.replace("'", "''")
    return f"internal:'{quoted}'!{cell}"
