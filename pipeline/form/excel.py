"""Expressions as Excel formulas, for what a workbook can say by itself: its ƒ columns and its live checks.

Three values (domain 3.1) need two formulas: one that is TRUE when a condition is known to hold, one that is TRUE when it
is known not to. Both are FALSE while an input is blank or unreadable, so that nothing is called wrong before it is
typed. Where one side of an "or" cannot be said in Excel, the other is still checked: a live check may miss a breach that
the batch finds, and never the other way round.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from functools import singledispatch

from pipeline.form import excel_lists as joined
from pipeline.form.column import Column
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
    Word,
)
from pipeline.form.rule import Part

FUNCTIONS = frozenset(
    "ABS AND CHAR COUNT COUNTIF DATE FIND IF INT ISNUMBER LEFT LEN MID MOD MONTH NOT OR REPT RIGHT ROUND ROW SIGN SUBSTITUTE SUMPRODUCT TRIM "
    "VALUE YEAR".split()
)
"""All that a formula may use: known to Excel, WPS and LibreOffice alike, whatever their age."""

LONGEST_FORMULA = 8000
NOISE = 8
"""Decimals to which a difference is rounded before it is compared: Excel's floats are not exact, ours are."""

CellOf = Callable[[Column], str]
ParameterAt = Callable[[str], str | None]


class NotInExcel(Exception):  # noqa: N818  # not an error: the batch says what Excel cannot
    """The expression needs more than Excel can see; the reason is in Chinese, for the guide."""


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
        truth = _truth(expr, at)
        return _checked(f'IF({_or_raise(truth.yes)},TRUE,IF({_or_raise(truth.no)},FALSE,""))')
    conditions = [*_started(expr, at), *_known(expr, at)]
    shown = _shown(expr, at)
    return _checked(f'IF({_and(conditions)},{shown},"")' if conditions else shown)


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
    wrong = _truth(part.must, at).no
    if blank_breaks:
        wrong = _any(_truth(part.at.blank(), at).yes, wrong)
    asked = _truth(when, at).yes if when is not None else "TRUE"
    return _checked(_or_raise(_all(asked, wrong)))


def columns_of(expr: Expr) -> Iterator[Column]:
    """The columns that an expression reads, in order, some perhaps twice."""
    if isinstance(expr, Column):
        yield expr
        return
    for field in fields(expr) if hasattr(expr, "__dataclass_fields__") else ():
        inner = getattr(expr, field.name)
        if isinstance(inner, Expr):
            yield from columns_of(inner)


@dataclass(frozen=True)
class Cells:
    """Where the values stand in the workbook."""

    column: CellOf
    parameter: ParameterAt


@dataclass(frozen=True)
class Truth:
    """Two formulas of a condition: TRUE when it is known to hold, TRUE when it is known not to; or why there is none."""

    yes: str | NotInExcel
    no: str | NotInExcel


def _checked(body: str) -> str:
    if len(body) > LONGEST_FORMULA:
        raise NotInExcel("公式太長")
    return f"={body}"


def _or_raise(test: str | NotInExcel) -> str:
    if isinstance(test, NotInExcel):
        raise test
    return test


def _all(*tests: str | NotInExcel) -> str | NotInExcel:
    for test in tests:
        if isinstance(test, NotInExcel):
            return test
    return _and([test for test in tests if isinstance(test, str) and test != "TRUE"])


def _any(*tests: str | NotInExcel) -> str | NotInExcel:
    sayable = [test for test in tests if isinstance(test, str)]
    if not sayable:
        return tests[0]
    return _or([test for test in sayable if test != "FALSE"])


def _and(tests: list[str]) -> str:
    return (tests[0] if len(tests) == 1 else f"AND({','.join(tests)})") if tests else "TRUE"


def _or(tests: list[str]) -> str:
    return (tests[0] if len(tests) == 1 else f"OR({','.join(tests)})") if tests else "FALSE"


def _started(expr: Expr, at: Cells) -> list[str]:
    """What keeps a formula that has a value even for blank cells from showing one on a blank row."""
    columns = {id(column): column for column in columns_of(expr)}.values()
    if any(test.startswith("ISNUMBER") for test in _known(expr, at)) or not columns:
        return []
    return [_or([_filled(column, at) for column in columns])]


def _filled(column: Column, at: Cells) -> str:
    return f"LEN(TRIM({at.column(column)}))>0"


def _text(value: str) -> str:
    return '"' + value.replace('"', '""') + '"'


def _month_text(value: str) -> str:
    return f'INT(({value})/12)&"-"&RIGHT("0"&(MOD({value},12)+1),2)'


def _shown(expr: Expr, at: Cells) -> str:
    """The value as a cell holds it: a month as 2026-03, a time as a part of a day."""
    value = _value(expr, at)
    if expr.type is Type.MONTH:
        return _month_text(value)
    return f"({value})/1440" if expr.type is Type.TIME else value


# The value of an expression, as a formula that may be an error while `_known` is not met.


@singledispatch
def _value(expr: Expr, at: Cells) -> str:  # noqa: ARG001  # the others need it
    raise NotInExcel("需要其他表的資料")


@_value.register
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


@_value.register
def _(expr: Literal, at: Cells) -> str:  # noqa: ARG001  # a constant stands nowhere
    if isinstance(expr.value, str):
        return _text(expr.value)
    if isinstance(expr.value, bool):
        return "TRUE" if expr.value else "FALSE"
    whole, rest = divmod(abs(expr.value), 10**expr.scale)
    sign = "-" if expr.value < 0 else ""
    return f"{sign}{whole}" + (f".{rest:0{expr.scale}}" if rest else "")


@_value.register
def _(expr: Parameter, at: Cells) -> str:
    reference = at.parameter(expr.code)
    if reference is None:
        raise NotInExcel(f"需要學校參數{expr.code}")
    return reference


@_value.register
def _(expr: Word, at: Cells) -> str:  # noqa: ARG001  # no cell of this row says it
    raise NotInExcel(expr.why_not_in_excel)


@_value.register
def _(expr: Arithmetic, at: Cells) -> str:
    return f"({_value(expr.left, at)}{expr.op}{_value(expr.right, at)})"


@_value.register
def _(expr: Ratio, at: Cells) -> str:
    return f"({_value(expr.numerator, at)}/{_value(expr.denominator, at)})"


@_value.register
def _(expr: Rounded, at: Cells) -> str:
    return f"ROUND({_value(expr.of, at)},{expr.scale})"


@_value.register
def _(expr: Absolute, at: Cells) -> str:
    return f"ABS({_value(expr.of, at)})"


@_value.register
def _(expr: IfBlank, at: Cells) -> str:
    return f"IF({_or_raise(_truth(Filled(expr.of), at).yes)},{_value(expr.of, at)},{_value(expr.default, at)})"


@_value.register
def _(expr: When, at: Cells) -> str:
    holds = _or_raise(_truth(expr.condition, at).yes)
    return f"IF({holds},{_value(expr.then, at)},{_value(expr.otherwise, at)})"


@_value.register
def _(expr: Length, at: Cells) -> str:
    return f"LEN({_value(expr.of, at)})"


@_value.register
def _(expr: Count, at: Cells) -> str:
    return joined.distinct(_members(expr.of, at))


@_value.register
def _(expr: MonthOf, at: Cells) -> str:
    day = _value(expr.of, at)
    return f"(YEAR({day})*12+MONTH({day})-1)"


def _members(expr: Expr, at: Cells) -> str:
    if not isinstance(expr, Column):
        raise NotInExcel("需要其他表的資料")
    return joined.normal(at.column(expr), expr)


# What must be TRUE for the value to be known.


@singledispatch
def _known(expr: Expr, at: Cells) -> list[str]:
    inner = [getattr(expr, field.name) for field in fields(expr)]  # type: ignore[arg-type]  # every node is a dataclass
    conditions = [test for each in inner if isinstance(each, Expr) for test in _known(each, at)]
    return list(dict.fromkeys(conditions))


@_known.register
def _(expr: Column, at: Cells) -> list[str]:
    cell = at.column(expr)
    match expr.type:
        case Type.TEXT | Type.NAMES:
            return [_filled(expr, at)]
        case Type.MONTH:
            return [f"ISNUMBER({_value(expr, at)})", f"LEN({cell})=7"]
        case _:
            return [f"ISNUMBER({cell})"]


@_known.register
def _(expr: Ratio, at: Cells) -> list[str]:
    denominator = _value(expr.denominator, at)
    conditions = [*_known(expr.numerator, at), *_known(expr.denominator, at)]
    divides = f"{denominator}<>0"
    if isinstance(expr.denominator, Column | Literal | Parameter):
        return [*dict.fromkeys(conditions), divides]
    return [f"IF({_and(list(dict.fromkeys(conditions)))},{divides},FALSE)"]


@_known.register
def _(expr: IfBlank, at: Cells) -> list[str]:
    filled = _or_raise(_truth(Filled(expr.of), at).yes)
    return [f"IF({filled},{_and(_known(expr.of, at))},{_and(_known(expr.default, at))})"]


@_known.register
def _(expr: When, at: Cells) -> list[str]:
    condition = _truth(expr.condition, at)
    then, otherwise = _and(_known(expr.then, at)), _and(_known(expr.otherwise, at))
    return [f"IF({_or_raise(condition.yes)},{then},IF({_or_raise(condition.no)},{otherwise},FALSE))"]


# The two formulas of a condition.


@singledispatch
def _truth(expr: Expr, at: Cells) -> Truth:
    try:
        return _tested(expr, _value(expr, at), at)
    except NotInExcel as reason:
        return Truth(reason, reason)


def _tested(expr: Expr, test: str, at: Cells) -> Truth:
    known = _known(expr, at)
    if not known:
        return Truth(test, f"NOT({test})")
    return Truth(f"IF({_and(known)},{test},FALSE)", f"IF({_and(known)},NOT({test}),FALSE)")


@_value.register
def _(expr: Compare, at: Cells) -> str:
    if Type.NAMES in (expr.left.type, expr.right.type):
        raise NotInExcel("需要逐個比對姓名")
    if expr.left.type is Type.TEXT or _is_plain(expr.left) and _is_plain(expr.right):
        return f"{_value(expr.left, at)}{expr.op}{_value(expr.right, at)}"
    return f"{_difference(expr.left, expr.right, at)}{expr.op}0"


def _is_plain(expr: Expr) -> bool:
    return isinstance(expr, Column | Literal | Parameter) and expr.type in (Type.NUMBER, Type.DATE)


def _difference(left: Expr, right: Expr, at: Cells) -> str:
    """Left − right times something positive: ratios are compared by cross-multiplication, as the batch does."""
    (above, below), (other_above, other_below) = _fraction(left, at), _fraction(right, at)
    first = f"{above}*{other_below}" if other_below else above
    second = f"{other_above}*{below}" if below else other_above
    sign = "".join(f"*SIGN({denominator})" for denominator in (below, other_below) if denominator)
    return f"ROUND({first}-{second},{NOISE}){sign}"


def _fraction(expr: Expr, at: Cells) -> tuple[str, str]:
    if isinstance(expr, Ratio):
        return _value(expr.numerator, at), _value(expr.denominator, at)
    if isinstance(expr, Absolute) and isinstance(expr.of, Ratio):
        return f"ABS({_value(expr.of.numerator, at)})", f"ABS({_value(expr.of.denominator, at)})"
    return _value(expr, at), ""


@_value.register
def _(expr: Among, at: Cells) -> str:
    if expr.of.type is Type.NAMES:
        return _or([joined.holds(_members(expr.of, at), _text(option)) for option in expr.options])
    return _or([f"{_value(expr.of, at)}={_text(option)}" for option in expr.options])


@_value.register
def _(expr: Contains, at: Cells) -> str:
    if expr.of.type is Type.NAMES:
        return joined.holds(_members(expr.of, at), _text(expr.piece))
    return f"ISNUMBER(FIND({_text(expr.piece)},{_value(expr.of, at)}))"


@_value.register
def _(expr: Shares, at: Cells) -> str:
    left, right = expr.left, expr.right
    if left.type is Type.NAMES and right.type is Type.NAMES:
        return joined.shares(_members(left, at), _members(right, at))
    if left.type is Type.NAMES:
        left, right = right, left
    if right.type is Type.NAMES:
        return joined.holds(_members(right, at), _value(left, at))
    return f"{_value(left, at)}={_value(right, at)}"


@_truth.register
def _(expr: Filled, at: Cells) -> Truth:
    if not isinstance(expr.of, Column):
        reason = NotInExcel("需要其他表的資料")
        return Truth(reason, reason)
    test = f"LEN(TRIM({at.column(expr.of)}))"
    return Truth(f"{test}>0", f"{test}=0")


@_truth.register
def _(expr: Not, at: Cells) -> Truth:
    inner = _truth(expr.of, at)
    return Truth(inner.no, inner.yes)


@_truth.register
def _(expr: Both, at: Cells) -> Truth:
    left, right = _truth(expr.left, at), _truth(expr.right, at)
    return Truth(_all(left.yes, right.yes), _any(left.no, right.no))


@_truth.register
def _(expr: Either, at: Cells) -> Truth:
    left, right = _truth(expr.left, at), _truth(expr.right, at)
    return Truth(_any(left.yes, right.yes), _all(left.no, right.no))


@_truth.register
def _(expr: Literal, at: Cells) -> Truth:  # noqa: ARG001  # a constant stands nowhere
    return Truth("TRUE", "FALSE") if expr.value else Truth("FALSE", "TRUE")
