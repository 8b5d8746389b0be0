"""The value of an expression for one row in plain Python: what a ƒ cell shows before anybody recalculates.

The batch computes whole frames (`checks.mask`); this is for writing a few hundred rows without pandas. What needs more
than the row itself (a `Word`, another sheet) is unknown here, and so is everything that is built on it.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import singledispatch
from typing import Any

from pipeline.form.column import Column, People
from pipeline.form.expression import (
    Absolute,
    Among,
    Arithmetic,
    Both,
    Compare,
    Contains,
    Count,
    Either,
    Expr,
    Filled,
    IfBlank,
    Length,
    Literal,
    MonthOf,
    Not,
    Parameter,
    Ratio,
    Rounded,
    Shares,
    Type,
    When,
)
from pipeline.form.filled import Value

Known = Decimal | int | str | bool | tuple[str, ...]
"""A value that is known: numbers as they stand in the cell, dates in days, months and times counted, lists apart."""

_COMPARE: Mapping[str, Callable[[Any, Any], Any]] = {
    "=": operator.eq,
    "<>": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_BETWEEN_NAMES = re.compile(r"[、，,;；/／\s]+")
_BETWEEN_TEXTS = re.compile(r"[、，,;；/／\n]+")
_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")
_TIME = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")


@dataclass(frozen=True)
class Row:
    """The cells of a row by column title, and the parameters by code."""

    cells: Mapping[str, Value]
    parameters: Mapping[str, Value] = field(default_factory=dict)


def evaluate(expr: Expr, row: Row) -> Known | None:
    """The value of the expression on the row, None while it is unknown."""
    return _value(expr, row)


def cell_value(column: Column, row: Row) -> Value:
    """What the ƒ column shows on the row, rounded to its decimals; None while it is unknown."""
    value = _value(column.formula, row) if column.formula is not None and _started(column.formula, row) else None
    if value is None or isinstance(value, tuple):
        return None
    match column.type:
        case Type.DATE:
            return date.fromordinal(int(value))
        case Type.MONTH:
            return f"{int(value) // 12}-{int(value) % 12 + 1:02}"
        case Type.NUMBER:
            return rounded(Decimal(value), column.scale)
        case _:
            return str(value)


def columns_of(expr: Expr) -> list[Column]:
    """The columns that an expression reads, in order."""
    return list({id(node): node for node in nodes(expr) if isinstance(node, Column)}.values())


def nodes(expr: Expr) -> Iterator[Expr]:
    """The expression and all that it is made of; a ƒ column is not looked into."""
    yield expr
    if not isinstance(expr, Column):
        for part in fields(expr):  # type: ignore[arg-type]  # every kind of expression is a dataclass
            inner = getattr(expr, part.name)
            if isinstance(inner, Expr):
                yield from nodes(inner)


def _started(expr: Expr, row: Row) -> bool:
    """Some input is there: a sum of defaults is nothing to show on a blank row."""
    columns = columns_of(expr)
    return not columns or any(_value(column, row) is not None for column in columns)


def rounded(number: Decimal, scale: int) -> Decimal:
    """Half up, away from zero (domain 3.2)."""
    return number.quantize(Decimal(1).scaleb(-scale), ROUND_HALF_UP)


def minutes(text: str) -> int | None:
    """Minutes since midnight of a time typed as 06:40, None when it is none."""
    typed = _TIME.fullmatch(text)
    return int(typed[1]) * 60 + int(typed[2]) if typed else None


@singledispatch
def _value(_expr: Expr, _row: Row) -> Known | None:
    return None


@_value.register
def _(expr: Column, row: Row) -> Known | None:
    cell = row.cells.get(expr.title)
    if cell is None and expr.formula is not None:
        cell = cell_value(expr, row)
    if cell is None or cell == "":
        return None
    return _members_of(expr, str(cell)) if expr.type is Type.NAMES else _typed(expr.type, cell)


def _members_of(column: Column, joined: str) -> tuple[str, ...] | None:
    between = _BETWEEN_NAMES if isinstance(column, People) else _BETWEEN_TEXTS
    return tuple(dict.fromkeys(part.strip() for part in between.split(joined) if part.strip())) or None


def _typed(kind: Type, cell: Value) -> Known | None:  # noqa: PLR0911  # one return a kind of cell
    match kind, cell:
        case Type.TEXT, _:
            return str(cell).strip() or None
        case Type.NUMBER, int() | Decimal():
            return Decimal(cell)
        case Type.TIME, datetime():
            return cell.toordinal() * 1440 + cell.hour * 60 + cell.minute
        case Type.TIME, str():
            return minutes(cell)
        case Type.DATE, date():
            return cell.toordinal()
        case Type.MONTH, str():
            typed = _MONTH.fullmatch(cell)
            return int(typed[1]) * 12 + int(typed[2]) - 1 if typed else None
    return None


@_value.register
def _(expr: Literal, _row: Row) -> Known | None:
    if isinstance(expr.value, int) and not isinstance(expr.value, bool):
        return Decimal(expr.value).scaleb(-expr.scale)
    return expr.value


@_value.register
def _(expr: Parameter, row: Row) -> Known | None:
    value = row.parameters.get(expr.code)
    return None if value is None or value == "" else _typed(expr.type, value)


def _number(expr: Expr, row: Row) -> Decimal | None:
    value = _value(expr, row)
    return Decimal(value) if isinstance(value, int | Decimal) else None


@_value.register
def _(expr: Arithmetic, row: Row) -> Known | None:
    left, right = _number(expr.left, row), _number(expr.right, row)
    if left is None or right is None:
        return None
    if expr.op == "*":
        return left * right
    return left + right if expr.op == "+" else left - right


@_value.register
def _(expr: Ratio, row: Row) -> Known | None:
    above, below = _number(expr.numerator, row), _number(expr.denominator, row)
    return None if above is None or not below else above / below


@_value.register
def _(expr: Rounded, row: Row) -> Known | None:
    number = _number(expr.of, row)
    return None if number is None else rounded(number, expr.scale)


@_value.register
def _(expr: Absolute, row: Row) -> Known | None:
    number = _number(expr.of, row)
    return None if number is None else abs(number)


@_value.register
def _(expr: IfBlank, row: Row) -> Known | None:
    return _value(expr.of if _value(Filled(expr.of), row) else expr.default, row)


@_value.register
def _(expr: When, row: Row) -> Known | None:
    holds = _value(expr.condition, row)
    return None if holds is None else _value(expr.then if holds else expr.otherwise, row)


@_value.register
def _(expr: Length, row: Row) -> Known | None:
    value = _value(expr.of, row)
    return None if value is None else len(str(value))


@_value.register
def _(expr: Count, row: Row) -> Known | None:
    members = _members(expr.of, row)
    return len(members) or None


@_value.register
def _(expr: MonthOf, row: Row) -> Known | None:
    day = _number(expr.of, row)
    on = None if day is None else date.fromordinal(int(day))
    return None if on is None else on.year * 12 + on.month - 1


def _members(expr: Expr, row: Row) -> tuple[str, ...]:
    value = _value(expr, row)
    if value is None:
        return ()
    return value if isinstance(value, tuple) else (str(value),)


@_value.register
def _(expr: Compare, row: Row) -> Known | None:
    left, right = _value(expr.left, row), _value(expr.right, row)
    if left is None or right is None:
        return None
    return bool(_COMPARE[expr.op](left, right))


@_value.register
def _(expr: Both, row: Row) -> Known | None:
    sides = (_value(expr.left, row), _value(expr.right, row))
    return False if False in sides else None if None in sides else True


@_value.register
def _(expr: Either, row: Row) -> Known | None:
    sides = (_value(expr.left, row), _value(expr.right, row))
    return True if True in sides else None if None in sides else False


@_value.register
def _(expr: Not, row: Row) -> Known | None:
    value = _value(expr.of, row)
    return None if value is None else not value


@_value.register
def _(expr: Filled, row: Row) -> Known | None:
    if not isinstance(expr.of, Column):
        return _value(expr.of, row) is not None
    cell = row.cells.get(expr.of.title)
    return cell is not None and bool(str(cell).strip())


@_value.register
def _(expr: Among, row: Row) -> Known | None:
    members = _members(expr.of, row)
    return not set(members).isdisjoint(expr.options) if members else None


@_value.register
def _(expr: Contains, row: Row) -> Known | None:
    value = _value(expr.of, row)
    return None if value is None else expr.piece in value  # type: ignore[operator]  # a text or a list


@_value.register
def _(expr: Shares, row: Row) -> Known | None:
    left, right = _members(expr.left, row), _members(expr.right, row)
    return not set(left).isdisjoint(right) if left and right else None
