"""What became of the rows handed in: in = counted + excluded + held + replaced, in rows and in 元."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from operator import attrgetter

from xlsxwriter.utility import xl_range, xl_rowcol_to_cell

from pipeline.figures.report import Block, Cell, Figure, Heading, Tally
from pipeline.render.sheets.block import draw_block
from pipeline.render.sheets.exact import yuan
from pipeline.render.sheets.page import Page

HEADINGS = ("表號", "工作表", "計量", "收到", "計入", "不計入", "停用", "被取代", "差額")
FIRST_NUMBER, LAST_NUMBER = 3, 7
FATES = ("counted", "excluded", "held", "replaced")
NOTHING = Figure(metric="", name="", span="", number=Fraction(0), unit="", text="0")

_rows_of: Callable[[Tally], tuple[int, ...]] = attrgetter("rows_in", *FATES)
_fen_of: Callable[[Tally], tuple[int | None, ...]] = attrgetter("in_fen", *(f"{fate}_fen" for fate in FATES))


def draw_tallies(page: Page, first_row: int, tallies: Sequence[Tally], name: str, money: str = "金額（元）") -> int:
    """A line of rows for each sheet, and a line of 元, called `money`, where it has some; return the row after them."""
    say = page.book.say
    lines = tuple(line for tally in tallies for line in _lines(tally, say("行數"), say(money)))
    block = Block(tuple(Heading(say(heading)) for heading in HEADINGS), lines)
    after = draw_block(page, first_row, block, name)
    for row in range(first_row + 1, first_row + 1 + len(lines)):
        whole = xl_rowcol_to_cell(row, FIRST_NUMBER)
        parts = xl_range(row, FIRST_NUMBER + 1, row, LAST_NUMBER)
        page.formula(row, LAST_NUMBER + 1, f"=ROUND({whole}-SUM({parts}),2)", NOTHING, "number")
    return after


def added_up(tallies: Sequence[Tally], name: str, sheets: str = "") -> list[Tally]:
    """All tallies as one of a name, if there are any; with money if one of them has."""
    if not tallies:
        return []
    rows = (sum(column) for column in zip(*map(_rows_of, tallies), strict=True))
    fen = [sum(amount or 0 for amount in column) for column in zip(*map(_fen_of, tallies), strict=True)]
    has_money = any(tally.in_fen is not None for tally in tallies)
    return [Tally(name, sheets, *rows, *(fen if has_money else ()))]


def _lines(tally: Tally, rows: str, money: str) -> Iterator[tuple[Cell, ...]]:
    yield (tally.form, tally.sheet, rows, *_rows_of(tally), None)
    if tally.in_fen is not None:
        yield (tally.form, tally.sheet, money, *(yuan(fen or 0) for fen in _fen_of(tally)), None)
