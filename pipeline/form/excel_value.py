"""The value of an expression as a formula, and what must be TRUE for it to be known.

Numbers stand in cells as they are typed, dates as Excel's days, months as text (2026-03), times as parts of a day; in
formulas months are counted as everywhere (year × 12 + month − 1) and times in minutes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import singledispatch

from pipeline.form import excel_lists as joined
from pipeline.form.column import Column
from pipeline.form.expression import (
    Absolute,
    Arithmetic,
    Count,
    Expr,
    Length,
    Literal,
    MonthOf,
    Parameter,
    Ratio,
    Rounded,
    Type,
    Word,
)

CellOf = Callable[[Column], str]
ParameterAt = Callable[[str], str | None]


class NotInExcel(Exception):  # noqa: N818  # not an error: the batch says what Excel cannot
    """The expression needs more than Excel can see; the reason is in Chinese, for the guide."""


OTHER_SHEETS = "需要其他表的資料"


@dataclass(frozen=True)
class Cells:
    """Where the values stand in the workbook."""

    column: CellOf
    parameter: ParameterAt


def or_raise(test: str | NotInExcel) -> str:
    """The formula.

    Raises:
        NotInExcel: when there is none.
    """
    if isinstance(test, NotInExcel):
        raise test
    return test


def conjunction(tests: list[str]) -> str:
    """All of the tests as one."""
    return (tests[0] if len(tests) == 1 else f"AND({','.join(tests)})") if tests else "TRUE"


def disjunction(tests: list[str]) -> str:
    """Any of the tests as one."""
    return (tests[0] if len(tests) == 1 else f"OR({','.join(tests)})") if tests else "FALSE"


def quoted(text: str) -> str:
    """A text constant."""
    return '"' + text.replace('"', '""') + '"'


def members(expr: Expr, at: Cells) -> str:
    """A joined list in its normal form.

    Raises:
        NotInExcel: for a list that is no column of the row.
    """
    if not isinstance(expr, Column):
        raise NotInExcel(OTHER_SHEETS)
    return joined.normal(at.column(expr), expr)


@singledispatch
def value(expr: Expr, _at: Cells) -> str:
    """The value as a formula, which may be an error while `known` is not met.

    Raises:
        NotInExcel: when Excel cannot say it.
    """
    raise NotInExcel(expr.why_not_in_excel if isinstance(expr, Word) else OTHER_SHEETS)


@value.register
def _(expr: Column, at: Cells) -> str:
    cell = at.column(expr)
    match expr.type:
        case Type.TEXT | Type.NAMES:
            return f"TRIM({cell})"
        case Type.MONTH:
            return f"(VALUE(LEFT({cell},4))*12+VALUE(RIGHT({cell},2))-1)"
        case Type.TIME:
            return f"ROUND({cell}*1440,0)"
        case _:
            return cell


@value.register
def _(expr: Literal, _at: Cells) -> str:
    if isinstance(expr.value, str):
        return quoted(expr.value)
    if isinstance(expr.value, bool):
        return "TRUE" if expr.value else "FALSE"
    whole, rest = divmod(abs(expr.value), 10**expr.scale)
    sign = "-" if expr.value < 0 else ""
    return f"{sign}{whole}" + (f".{rest:0{expr.scale}}" if rest else "")


@value.register
def _(expr: Parameter, at: Cells) -> str:
    reference = at.parameter(expr.code)
    if reference is None:
        raise NotInExcel(f"需要學校參數 {expr.code}")
    return reference


@value.register
def _(expr: Arithmetic, at: Cells) -> str:
    return f"({value(expr.left, at)}{expr.op}{value(expr.right, at)})"


@value.register
def _(expr: Ratio, at: Cells) -> str:
    return f"({value(expr.numerator, at)}/{value(expr.denominator, at)})"


@value.register
def _(expr: Rounded, at: Cells) -> str:
    return f"ROUND({value(expr.of, at)},{expr.scale})"


@value.register
def _(expr: Absolute, at: Cells) -> str:
    return f"ABS({value(expr.of, at)})"


@value.register
def _(expr: Length, at: Cells) -> str:
    return f"LEN({value(expr.of, at)})"


@value.register
def _(expr: Count, at: Cells) -> str:
    return joined.distinct(members(expr.of, at))


@value.register
def _(expr: MonthOf, at: Cells) -> str:
    day = value(expr.of, at)
    return f"(YEAR({day})*12+MONTH({day})-1)"


@singledispatch
def known(expr: Expr, at: Cells) -> list[str]:
    """What must be TRUE for the value to be known: that of all its operands, unless the kind says otherwise.

    Raises:
        NotInExcel: when Excel cannot say it.
    """
    operands = [getattr(expr, field.name) for field in fields(expr)]  # type: ignore[arg-type]  # all are dataclasses
    tests = [test for each in operands if isinstance(each, Expr) for test in known(each, at)]
    return list(dict.fromkeys(tests))


@known.register
def _(expr: Column, at: Cells) -> list[str]:
    cell = at.column(expr)
    match expr.type:
        case Type.TEXT | Type.NAMES:
            return [f"LEN(TRIM({cell}))>0"]
        case Type.MONTH:
            return [f"LEN({cell})=7", f"ISNUMBER({value(expr, at)})"]
        case _:
            return [f"ISNUMBER({cell})"]


@known.register
def _(expr: Ratio, at: Cells) -> list[str]:
    tests = list(dict.fromkeys([*known(expr.numerator, at), *known(expr.denominator, at)]))
    divides = f"{value(expr.denominator, at)}<>0"
    if isinstance(expr.denominator, Column | Literal | Parameter):
        return [*tests, divides]
    return [f"IF({conjunction(tests)},{divides},FALSE)"]
