"""One block of a table: a named Excel table with a header row, and under it a total that recalculates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from xlsxwriter.utility import xl_rowcol_to_cell

from pipeline.figures.report import Block, Cell, Figure, Heading
from pipeline.render.numerals import is_column_of_numbers
from pipeline.render.sheets.exact import decimals, is_rate, summed_rows
from pipeline.render.sheets.page import Page
from pipeline.render.text import one_line

MOST_ARGUMENTS: Final = 200
SAID_BY_THE_NUMBER: Final = ("", "%")


def draw_block(
    page: Page, first_row: int, block: Block, name: str, *, common_unit: str = "", filters: bool = False
) -> int:
    """Draw a block's header, rows and total from a row on; return the row after it."""
    first_data = first_row + 1
    _draw_rows(page, first_data, block, common_unit)
    headings = page.headings(first_row, list(column_names(block.headings, common_unit)))
    if not block.rows:
        page.text(first_data, 0, page.book.say("本期無資料"), "faint")
        return first_data + 1
    after = first_data + len(block.rows)
    add_table(page, (first_row, after - 1), headings, name, filters=filters)
    if block.total is None:
        return after
    for column, cell in enumerate(block.total):
        _draw_total(page, block, (first_data, after), column, cell)
    return after + 1


def _draw_rows(page: Page, first_row: int, block: Block, common_unit: str) -> None:
    """The rows; a text keeps its distance from a number at its left, a figure tells a unit that no other cell tells."""
    numeric = [_is_numeric([row[column] for row in block.rows]) for column in range(len(block.headings))]
    beside = [int(column > 0 and numeric[column - 1]) for column in range(len(numeric))]
    for i, cells in enumerate(block.rows):
        indent = block.indents[i] if i < len(block.indents) else 0
        for column, cell in enumerate(cells):
            if isinstance(cell, str) and numeric[column]:
                page.written_number(first_row + i, column, cell)
            elif isinstance(cell, Figure):
                told = block.headings[column].unit or cell.unit in (*SAID_BY_THE_NUMBER, common_unit, *cells)
                page.put_figure(first_row + i, column, cell, unit="" if told else cell.unit)
            else:
                page.put(first_row + i, column, cell, indent=indent if column == 0 else beside[column])


def _is_numeric(column: Sequence[Cell]) -> bool:
    return any(isinstance(cell, Figure | int) for cell in column) or is_column_of_numbers(column)


def add_table(page: Page, rows: tuple[int, int], headings: Sequence[str], name: str, *, filters: bool = False) -> None:
    """Make named Excel table of rows that are already written, the header first."""
    header = page.book.style("header")
    columns = [{"header": heading, "header_format": header} for heading in headings]
    options = {"name": name, "columns": columns, "style": None, "banded_rows": False, "autofilter": filters}
    if page.sheet.add_table(rows[0], 0, rows[1], len(headings) - 1, options):
        raise ValueError(f"no Excel table could be made of {name}")


def column_names(headings: Sequence[Heading], common_unit: str = "") -> Iterator[str]:
    """Headings as Excel takes them: with their units, none empty and no two alike."""
    taken: set[str] = set()
    for number, heading in enumerate(headings, start=1):
        unit = "" if heading.unit in (*SAID_BY_THE_NUMBER, common_unit) else f"\n（{heading.unit}）"
        wanted = f"{one_line(heading.text) or number}{unit}"
        name, again = wanted, 1
        while name.lower() in taken:
            again += 1
            name = f"{wanted} {again}"
        taken.add(name.lower())
        yield name


def _draw_total(page: Page, block: Block, data: tuple[int, int], column: int, cell: Cell) -> None:
    first, row = data
    formula = _sum_formula(block, first, column, cell)
    if formula is None or not isinstance(cell, Figure):
        page.put(row, column, cell, total=True)
        return
    page.book.record(cell, page.sheet, row, column)
    page.formula(row, column, formula, cell, "total number")


def _sum_formula(block: Block, first: int, column: int, total: Cell) -> str | None:
    if not isinstance(total, Figure) or total.number is None or is_rate(total):
        return None
    cells = [row[column] for row in block.rows]
    rows = summed_rows(cells, block.indents, total.number)
    places = decimals(total)
    if rows is None or places is None:
        return None
    ranges = list(_ranges([first + i for i in rows], column))
    if len(ranges) > MOST_ARGUMENTS:
        return None
    return f"=ROUND(SUM({','.join(ranges)}),{places})" if places else f"=SUM({','.join(ranges)})"


def _ranges(rows: Sequence[int], column: int) -> Iterator[str]:
    start = previous = rows[0]
    for row in [*rows[1:], None]:
        if row == previous + 1:
            previous = row
            continue
        first, last = xl_rowcol_to_cell(start, column), xl_rowcol_to_cell(previous, column)
        yield first if start == previous else f"{first}:{last}"
        if row is not None:
            start = previous = row
