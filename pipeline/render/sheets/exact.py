"""How a figure stands in a cell: its exact value under a number format that prints it as the report does."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from pipeline.figures.report import Cell, Figure

INTEGER = "#,##0"
MONEY = "#,##0.00"
FEN = Fraction(1, 100)
MOST_DECIMALS = 6

_DECIMALS = re.compile(r"\.(\d+)")


def figure_format(figure: Figure) -> str:
    """The number format under which Excel prints a figure as `figure.text`."""
    return number_format(figure.text, is_share=figure.unit == "%")


def number_format(printed: str, *, is_share: bool = False) -> str:
    """The number format under which Excel prints a number with as many decimals as it is printed with."""
    found = _DECIMALS.search(printed)
    places = f".{'0' * len(found[1])}" if found else ""
    return f"0{places}%" if is_share else f"#,##0{places}"


def yuan(fen: int) -> Figure:
    """An amount in 分 as a cell in 元; it is no figure of the report."""
    return Figure(metric="", name="", span="", number=fen * FEN, unit="", text=f"{Decimal(fen).scaleb(-2):,.2f}")


def exact(cell: Cell) -> Fraction | None:
    """A cell's number, if it has one."""
    if isinstance(cell, Figure):
        return cell.number
    return Fraction(cell) if isinstance(cell, int) else None


def is_rate(figure: Figure) -> bool:
    """Whether a figure is a quotient, which no sum of other quotients gives."""
    return figure.denominator is not None or figure.unit == "%" or "/" in figure.unit


def summed_rows(column: Sequence[Cell], indents: Sequence[int], total: Fraction) -> list[int] | None:
    """Which rows of a column add up to its total exactly: all of them, or all but the details of other rows."""
    every = list(range(len(column)))
    principal = [i for i in every if i >= len(indents) or not indents[i]]
    for rows in (every, principal):
        numbers = [number for i in rows if (number := exact(column[i])) is not None]
        if numbers and sum(numbers) == total:
            return rows
    return None


def decimals(figure: Figure) -> int | None:
    """How many decimals write a figure's number exactly, at least those printed; None where a few do not."""
    printed = _DECIMALS.search(figure.text)
    fewest = len(printed[1]) if printed else 0
    return next((n for n in range(fewest, MOST_DECIMALS + 1) if _is_whole(figure, n)), None)


def _is_whole(figure: Figure, shifted_by: int) -> bool:
    return figure.number is not None and (figure.number * 10**shifted_by).denominator == 1
