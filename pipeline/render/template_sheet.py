"""A data sheet: headings in row 1, the rows beneath, and room for more with the same formats, hints and checks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from xlsxwriter.utility import xl_cell_to_rowcol, xl_col_to_name

from pipeline.form.column import Column, Date, DateTime, Money, Month, Number, People, Person, Text, Time
from pipeline.form.evaluate import Row, cell_value, minutes
from pipeline.form.filled import Filled, Value
from pipeline.form.form import Form
from pipeline.form.sheet import Sheet
from pipeline.render.template_checks import Live, at_row, live
from pipeline.render.template_hints import offered, options
from pipeline.render.template_lists import Dictionary
from pipeline.render.template_printing import HEADING_HEIGHT, ROW_HEIGHT, print_set_up
from pipeline.render.template_style import EXCLUDED, MISSING, WRONG, WRONG_INK, Styles, serial
from pipeline.render.template_validation import DropDown, Strictness
from pipeline.render.text import scrub
from pipeline.render.widths import text_width

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

FIRST_YEAR: Final = 1901
"""Excel knows no earlier days well."""

LONGEST_CELL_TEXT: Final = 16_383
OWN_COLUMNS: Final = 6
"""Columns beside the form's that a clerk may use for notes."""
SCREEN_WIDTH: Final = 150
FROZEN_WIDTH: Final = 45
WIDEST: Final = 36
ALLOWED: Final = dict.fromkeys(
    [
        *("objects", "scenarios", "format_cells", "format_columns", "format_rows", "insert_columns", "insert_rows"),
        *("insert_hyperlinks", "delete_columns", "delete_rows", "sort", "autofilter", "pivot_tables"),
        *("select_locked_cells", "select_unlocked_cells"),
    ],
    True,
)
"""What protection leaves open: everything but typing over headings and ƒ cells."""


@dataclass(frozen=True)
class Context:
    """What every data sheet of a workbook needs."""

    form: Form
    styles: Styles
    dictionary: Dictionary
    lists: Mapping[str, Sequence[str]]
    parameters: Mapping[str, Value]
    blank_rows: int
    fills: Mapping[str, Mapping[tuple[int, int], str]] = field(default_factory=dict)
    """Cells to colour: by sheet title, then by row and column counted from 0."""
    returned: bool = False
    """Goes back to its filler: its rows were typed, not carried over."""


def write_sheet(target: Worksheet, sheet: type[Sheet], filled: Filled, context: Context) -> None:
    """Write everything of one data sheet."""
    rows = filled.sheets.get(sheet.title, ())
    carried = rows if filled.cover.filled_on is None and not context.returned else ()
    known = frozenset(title for row in carried for title, value in row.items() if value is not None)
    writer = _Writer(target, sheet, context, max(1, len(rows) + context.blank_rows), known)
    writer.set_up(rows)
    writer.write_headings()
    for at, row in enumerate(rows, 1):
        writer.write_row(at, row)
    writer.write_formulas(rows)
    writer.fill_blanks(rows)
    for cells in filled.merged.get(sheet.title, ()):
        writer.merge(cells, rows)
    writer.add_validations()
    writer.add_checks()


@dataclass(eq=False)
class _Writer:
    target: Worksheet
    sheet: type[Sheet]
    context: Context
    last_row: int
    known: frozenset[str]

    def __post_init__(self) -> None:
        self.columns = self.sheet.columns
        self.places = {column.title: at for at, column in enumerate(self.columns)}
        self.formats = [self.context.styles.cell(column) for column in self.columns]
        self.fills = self.context.fills.get(self.sheet.title, {})
        self.live: Live = live(
            self.context.form, self.sheet.title, self._parameter_names(), self._modules_off(), self.known
        )

    def _parameter_names(self) -> frozenset[tuple[str, str]]:
        dictionary = self.context.dictionary
        return frozenset((code, name) for code in self.context.parameters if (name := dictionary.parameter(code)))

    def _modules_off(self) -> frozenset[str]:
        return frozenset(code for code, value in self.context.parameters.items() if value == "否")

    def set_up(self, rows: Sequence[Mapping[str, Value]]) -> None:
        target, last = self.target, len(self.columns) - 1
        widths = [fitted(width_of(column, self.sheet), column, rows) for column in self.columns]
        for at, (width, look) in enumerate(zip(widths, self.formats, strict=True)):
            target.set_column(at, at, width, look)
        target.set_column(last + 1, last + OWN_COLUMNS, None, self.context.styles(locked=False))
        target.set_default_row(ROW_HEIGHT)
        target.set_row(0, HEADING_HEIGHT)
        frozen = frozen_columns(widths)
        target.freeze_panes(1, frozen)
        target.autofilter(0, 0, self.last_row, last)
        target.protect("", ALLOWED)
        form = self.context.form
        print_set_up(target, f"{form.id} {form.title}　{self.sheet.title}", widths, len(rows), frozen)

    def write_headings(self) -> None:
        for at, column in enumerate(self.columns):
            self.target.write_string(0, at, column.title, self.context.styles.heading(column))

    def write_row(self, at: int, row: Mapping[str, Value]) -> None:
        for title, value in row.items():
            place = self.places[title]
            column = self.columns[place]
            if value is not None and column.formula is None:
                self.write_value(at, place, column, value)

    def write_value(self, at: int, place: int, column: Column, value: Value) -> None:
        """Write a value as its own type, in the format of its column."""
        fill = self.fills.get((at, place))
        look = self.context.styles.cell(column, fill) if fill else self.formats[place]
        typed = _typed(column, value)
        if isinstance(typed, str):
            self.target.write_string(at, place, scrub(typed)[:LONGEST_CELL_TEXT], look)
        elif isinstance(typed, date):
            self.target.write_number(at, place, serial(typed), look)
        elif typed is not None:
            self.target.write_number(at, place, float(typed), look)

    def write_formulas(self, rows: Sequence[Mapping[str, Value]]) -> None:
        """The ƒ cells of every prepared row, each with its value, so that a reader need not recalculate."""
        for place, column in enumerate(self.columns):
            if column.formula is None:
                continue
            test = self.live.formulas.get(column.title, "")
            for at, row in enumerate(rows, 1):
                self._write_computed(at, place, column, test, row)
            for at in range(len(rows) + 1, self.last_row + 1 if test else 0):
                self.target.write_formula(at, place, at_row(test, at + 1), self.formats[place], "")

    def _write_computed(self, at: int, place: int, column: Column, test: str, row: Mapping[str, Value]) -> None:
        given = row.get(column.title)
        computed = cell_value(column, Row(row, self.context.parameters))
        if given is not None and (computed is None or not test):
            self.write_value(at, place, column, given)
        elif test:
            fill = self.fills.get((at, place))
            look = self.context.styles.cell(column, fill) if fill else self.formats[place]
            shown = _cached(computed if given is None else given)
            self.target.write_formula(at, place, at_row(test, at + 1), look, shown)

    def fill_blanks(self, rows: Sequence[Mapping[str, Value]]) -> None:
        """Colour the marked cells that hold nothing."""
        for (at, place), fill in self.fills.items():
            if at == 0 or place >= len(self.columns) or self.columns[place].formula is not None:
                continue
            row = rows[at - 1] if at <= len(rows) else {}
            if row.get(self.columns[place].title) in (None, ""):
                self.target.write_blank(at, place, None, self.context.styles.cell(self.columns[place], fill))

    def merge(self, cells: str, rows: Sequence[Mapping[str, Value]]) -> None:
        """Merge a range of data rows; its value is that of the first cell, as Excel keeps it."""
        first, last = (xl_cell_to_rowcol(cell) for cell in cells.split(":"))
        column = self.columns[first[1]]
        self.target.merge_range(*first, *last, "", self.formats[first[1]])
        value = rows[first[0] - 1].get(column.title)
        if value is not None:
            self.write_value(first[0], first[1], column, value)

    def add_validations(self) -> None:
        for place, column in enumerate(self.columns):
            drop_down = self._drop_down(column)
            rule = self.live.validations[column.title] | (drop_down.validation if drop_down else {})
            self.target.data_validation(1, place, self.last_row, place, rule)

    def _drop_down(self, column: Column) -> DropDown | None:
        listed = offered(column, self.context.lists)
        if listed:
            source = self.context.dictionary.list_of(column.title, listed)
            return DropDown(source, Strictness.CLOSED if options(column) else Strictness.WARNING)
        target = column.reference
        if target is None or target.sheet not in self.context.form.sheets or target.sheet is self.sheet:
            return None
        letter = xl_col_to_name([column.title for column in target.sheet.columns].index(target.title))
        return DropDown(f"='{target.sheet.title}'!${letter}$2:${letter}${self.last_row + 1}", Strictness.OPEN)

    def add_checks(self) -> None:
        wrong = self.context.styles.over(bg_color=WRONG, font_color=WRONG_INK)
        excluded = self.context.styles.over(bg_color=EXCLUDED)
        missing = self.context.styles.over(bg_color=MISSING)
        for checks, look in ((self.live.wrong, wrong), (self.live.excluded, excluded), (self.live.missing, missing)):
            for check in checks:
                place = self.places[check.column.title]
                rule = {"type": "formula", "criteria": at_row(check.test, 2), "format": look}
                self.target.conditional_format(1, place, self.last_row, place, rule)


def _typed(column: Column, value: Value) -> Value:
    """The value as a clerk's own typing would leave it in the cell: a time typed as 06:40 is a number."""
    if isinstance(column, Time) and isinstance(value, str):
        since_midnight = minutes(value)
        return value if since_midnight is None else Decimal(since_midnight) / 1440
    if isinstance(column, DateTime) and isinstance(value, str):
        try:
            return datetime.strptime(value, "%Y-%m-%d %H:%M")  # noqa: DTZ007  # cells know no zone
        except ValueError:
            return value
    if isinstance(value, date) and (isinstance(column, Month) or value.year < FIRST_YEAR):
        return f"{value:%Y-%m}" if isinstance(column, Month) else value.isoformat()
    return value


def _cached(value: Value) -> str | float:
    if value is None or isinstance(value, str):
        return value or ""
    return serial(value) if isinstance(value, date) else float(value)


def width_of(column: Column, sheet: type[Sheet]) -> int:
    """The width of a column in Latin characters: room for its heading in two lines and for what is usual in it."""
    if column.title in sheet.widths:
        return sheet.widths[column.title]
    heading = text_width(column.title)
    usual = max([_USUAL.get(kind, 0) for kind in type(column).__mro__], default=0)
    longest = max([text_width(option) + 4 for option in options(column)] + [text_width(column.example) + 2])
    return min(max(9, (heading + 1) // 2 + 4 if heading > 12 else heading + 4, usual, longest), WIDEST)


def fitted(width: int, column: Column, rows: Sequence[Mapping[str, Value]]) -> int:
    """The width, or more where the texts at hand ask for it."""
    texts = [value for row in rows if isinstance(value := row.get(column.title), str)]
    return max([width, *(min(text_width(text) + 3, WIDEST) for text in texts)])


_USUAL: Final[Mapping[type, int]] = {
    Date: 12, DateTime: 18, Money: 13, Number: 10, Month: 10, Time: 9, Person: 10, People: 20, Text: 14,
}  # fmt: skip


def frozen_columns(widths: Sequence[int]) -> int:
    """How many columns stay in sight when a wide sheet is scrolled."""
    if sum(widths) <= SCREEN_WIDTH:
        return 0
    taken = 0
    for at, width in enumerate(widths):
        taken += width
        if taken > FROZEN_WIDTH:
            return at
    return 0
