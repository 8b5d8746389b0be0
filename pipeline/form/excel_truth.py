"""A condition as two formulas, since it has three values (domain 3.1): one TRUE when it holds, one TRUE when it fails.

Both are FALSE while an input is blank or unreadable, so that nothing is called wrong before it is typed. Where one side
of an "or" cannot be said in Excel, the other is still tested: what is found is right, and the batch finds the rest.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import singledispatch

from pipeline.form import excel_lists as joined
from pipeline.form.column import Column
from pipeline.form.excel_value import (
    OTHER_SHEETS,
    Cells,
    NotInExcel,
    conjunction,
    disjunction,
    known,
    members,
    or_raise,
    quoted,
    value,
)
from pipeline.form.expression import (
    Absolute,
    Among,
    Both,
    Compare,
    Contains,
    Either,
    Expr,
    Filled,
    IfBlank,
    Literal,
    Not,
    Parameter,
    Ratio,
    Shares,
    Type,
    When,
)

NOISE = 8
"""Decimals to which a difference is rounded before it is compared: Excel's floats are not exact, ours are."""

Test = str | NotInExcel


@dataclass(frozen=True)
class Truth:
    """TRUE when the condition is known to hold, and TRUE when it is known to fail; or why that cannot be said."""

    yes: Test
    no: Test


def every(*tests: Test) -> Test:
    """All tests as one; what cannot be said of one cannot be said of all."""
    for test in tests:
        if isinstance(test, NotInExcel):
            return test
    return conjunction([test for test in tests if isinstance(test, str) and test != "TRUE"])


def either(*tests: Test) -> Test:
    """Any of the tests that can be said."""
    sayable = [test for test in tests if isinstance(test, str)]
    return disjunction([test for test in sayable if test != "FALSE"]) if sayable else tests[0]


@singledispatch
def truth(expr: Expr, at: Cells) -> Truth:
    """Both formulas of a condition."""
    try:
        test, conditions = value(expr, at), known(expr, at)
    except NotInExcel as reason:
        return Truth(reason, reason)
    if not conditions:
        return Truth(test, f"NOT({test})")
    return Truth(f"IF({conjunction(conditions)},{test},FALSE)", f"IF({conjunction(conditions)},NOT({test}),FALSE)")


@truth.register
def _(expr: Literal, _at: Cells) -> Truth:
    return Truth("TRUE", "FALSE") if expr.value else Truth("FALSE", "TRUE")


@truth.register
def _(expr: Filled, at: Cells) -> Truth:
    if not isinstance(expr.of, Column):
        reason = NotInExcel(OTHER_SHEETS)
        return Truth(reason, reason)
    length = f"LEN(TRIM({at.column(expr.of)}))"
    return Truth(f"{length}>0", f"{length}=0")


@truth.register
def _(expr: Not, at: Cells) -> Truth:
    inner = truth(expr.of, at)
    return Truth(inner.no, inner.yes)


@truth.register
def _(expr: Both, at: Cells) -> Truth:
    left, right = truth(expr.left, at), truth(expr.right, at)
    return Truth(every(left.yes, right.yes), either(left.no, right.no))


@truth.register
def _(expr: Either, at: Cells) -> Truth:
    left, right = truth(expr.left, at), truth(expr.right, at)
    return Truth(either(left.yes, right.yes), every(left.no, right.no))


@value.register
def _(expr: Compare, at: Cells) -> str:
    kinds = (expr.left.type, expr.right.type)
    if Type.NAMES in kinds or Type.TRUTH in kinds:
        raise NotInExcel("需要逐個比對")
    if Type.TEXT in kinds or (_is_plain(expr.left) and _is_plain(expr.right)):
        return f"{value(expr.left, at)}{expr.op}{value(expr.right, at)}"
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
        return value(expr.numerator, at), value(expr.denominator, at)
    if isinstance(expr, Absolute) and isinstance(expr.of, Ratio):
        return f"ABS({value(expr.of.numerator, at)})", f"ABS({value(expr.of.denominator, at)})"
    return value(expr, at), ""


@value.register
def _(expr: Among, at: Cells) -> str:
    if expr.of.type is Type.NAMES:
        listed = members(expr.of, at)
        return disjunction([joined.holds(listed, quoted(option)) for option in expr.options])
    text = value(expr.of, at)
    return disjunction([f"{text}={quoted(option)}" for option in expr.options])


@value.register
def _(expr: Contains, at: Cells) -> str:
    if expr.of.type is Type.NAMES:
        return joined.holds(members(expr.of, at), quoted(expr.piece))
    return f"ISNUMBER(FIND({quoted(expr.piece)},{value(expr.of, at)}))"


@value.register
def _(expr: Shares, at: Cells) -> str:
    left, right = expr.left, expr.right
    if left.type is Type.NAMES and right.type is Type.NAMES:
        return joined.shares(members(left, at), members(right, at))
    if left.type is Type.NAMES:
        left, right = right, left
    if right.type is Type.NAMES:
        return joined.holds(members(right, at), value(left, at))
    return f"{value(left, at)}={value(right, at)}"


@value.register
def _(expr: IfBlank, at: Cells) -> str:
    return f"IF({or_raise(truth(Filled(expr.of), at).yes)},{value(expr.of, at)},{value(expr.default, at)})"


@known.register
def _(expr: IfBlank, at: Cells) -> list[str]:
    filled = or_raise(truth(Filled(expr.of), at).yes)
    return [f"IF({filled},{conjunction(known(expr.of, at))},{conjunction(known(expr.default, at))})"]


@value.register
def _(expr: When, at: Cells) -> str:
    holds = or_raise(truth(expr.condition, at).yes)
    return f"IF({holds},{value(expr.then, at)},{value(expr.otherwise, at)})"


@known.register
def _(expr: When, at: Cells) -> list[str]:
    condition = truth(expr.condition, at)
    then, otherwise = conjunction(known(expr.then, at)), conjunction(known(expr.otherwise, at))
    return [f"IF({or_raise(condition.yes)},{then},IF({or_raise(condition.no)},{otherwise},FALSE))"]
