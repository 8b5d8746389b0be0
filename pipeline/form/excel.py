"""Expressions as Excel formulas, for what a workbook can say by itself: its ƒ columns and its live checks.

A live check may miss a breach that the batch finds, and never the other way round: see `excel_truth`.
"""

from __future__ import annotations

from typing import Final

from pipeline.form.evaluate import Row, columns_of, evaluate, nodes
from pipeline.form.excel_truth import either, every, truth
from pipeline.form.excel_value import CellOf, Cells, NotInExcel, ParameterAt, conjunction, known, or_raise, value
from pipeline.form.expression import Expr, Parameter, Type
from pipeline.form.rule import Part

__all__ = ["FUNCTIONS", "NotInExcel", "broken", "formula"]

FUNCTIONS: Final = frozenset(
    [
        *("ABS", "AND", "CHAR", "COUNT", "COUNTIF", "DATE", "FIND", "IF", "INT", "ISNUMBER", "LEFT", "LEN", "MID"),
        *("MOD", "MONTH", "NOT", "OR", "REPT", "RIGHT", "ROUND", "ROW", "SIGN", "SUBSTITUTE", "SUMPRODUCT", "TRIM"),
        *("VALUE", "YEAR"),
    ]
)
"""All that a formula may use: known to Excel, WPS and LibreOffice alike, whatever their age."""

LONGEST_FORMULA: Final = 8000


def _no_parameters(_: str) -> None:
    return None


def formula(expr: Expr, cell: CellOf, parameter: ParameterAt = _no_parameters) -> str:
    """The formula of a ƒ cell: the value, or "" while it is unknown.

    `cell` gives the reference of a column in the formula's row, `parameter` that of a parameter (None: not at hand).

    Raises:
        NotInExcel: when Excel cannot say it.
    """
    at = Cells(cell, parameter)
    if expr.type is Type.TRUTH:
        both = truth(expr, at)
        return _checked(f'IF({or_raise(both.yes)},TRUE,IF({or_raise(both.no)},FALSE,""))')
    shown = _shown(expr, at)
    conditions = [*_started(expr, at), *known(expr, at)]
    return _checked(f'IF({conjunction(conditions)},{shown},"")' if conditions else shown)


def broken(
    part: Part,
    when: Expr | None,
    cell: CellOf,
    parameter: ParameterAt = _no_parameters,
    *,
    blank_breaks: bool = False,
) -> str:
    """The formula that is TRUE when the part's condition is known to be broken on a row that the rule asks (`when`).

    Raises:
        NotInExcel: when Excel cannot say it.
    """
    at = Cells(cell, parameter)
    wrong = truth(part.must, at).no
    if blank_breaks:
        wrong = either(truth(part.at.blank(), at).yes, wrong)
    asked = "TRUE" if when is None else truth(when, at).yes
    return _checked(or_raise(every(asked, wrong)))


def _checked(body: str) -> str:
    if len(body) > LONGEST_FORMULA:
        raise NotInExcel("公式太長")
    return f"={body}"


def _started(expr: Expr, at: Cells) -> list[str]:
    """What keeps a formula that has a value even for blank cells from showing one on a blank row."""
    parameters = {node.code: 1 for node in nodes(expr) if isinstance(node, Parameter)}
    columns = columns_of(expr)
    if not columns or evaluate(expr, Row({}, parameters)) is None:
        return []
    return [or_raise(either(*(truth(column.filled(), at).yes for column in columns)))]


def _shown(expr: Expr, at: Cells) -> str:
    """The value as a cell holds it: a month as 2026-03, a time as a part of a day."""
    number = value(expr, at)
    if expr.type is Type.MONTH:
        return f'INT(({number})/12)&"-"&RIGHT("0"&(MOD({number},12)+1),2)'
    return f"({number})/1440" if expr.type is Type.TIME else number
