"""Any expression of a form in Chinese notation, for the data dictionary: 「採購人的項數 ≥ P-05」.

`template_words` says the simple ones in a clerk's words; an auditor is shown all of them, as they are computed.
"""

from __future__ import annotations

from functools import singledispatch

from pipeline.form import expression as ex
from pipeline.form.column import Column
from pipeline.form.expression import Expr, Type
from pipeline.form.sheet import Sheet

_SIGNS = {"=": "=", "<>": "≠", "<": "<", "<=": "≤", ">": ">", ">=": "≥", "+": "＋", "-": "－", "*": "×"}
_OPPOSITE = {"=": "<>", "<>": "=", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}

Home = type[Sheet] | None
"""The sheet whose columns need no sheet's name before theirs."""


@singledispatch
def words(expr: Expr, home: Home = None) -> str:  # noqa: ARG001 - the kinds of expression below use it
    """The expression in words.

    Raises:
        TypeError: for a kind of expression that nobody has put into words.
    """
    raise TypeError(f"{type(expr).__name__} has no words")


def grouped(expr: Expr, home: Home) -> str:
    """The expression as a part of a longer one."""
    said = words(expr, home)
    loose = isinstance(expr, ex.Arithmetic | ex.Ratio | ex.Both | ex.Either | ex.When | ex.Compare)
    return f"（{said}）" if loose else said


@words.register
def _(expr: Column, home: Home = None) -> str:
    return expr.title if expr.sheet is home else f"「{expr.sheet.title}」{expr.title}"


@words.register
def _(expr: ex.Word, _home: Home = None) -> str:
    return f"〔{expr.name}〕"


@words.register
def _(expr: ex.Parameter, _home: Home = None) -> str:
    return expr.code


@words.register
def _(expr: ex.Literal, _home: Home = None) -> str:
    if isinstance(expr.value, bool):
        return "總是" if expr.value else "從不"
    if isinstance(expr.value, str):
        return f"「{expr.value}」"
    digits = f"{abs(expr.value):0{expr.scale + 1}}"
    text = f"{digits[: -expr.scale]}.{digits[-expr.scale :]}" if expr.scale else digits
    return f"-{text}" if expr.value < 0 else text


@words.register
def _(expr: ex.Arithmetic, home: Home = None) -> str:
    sides = (words(side, home) if _binds(side, expr.op) else grouped(side, home) for side in (expr.left, expr.right))
    return _SIGNS[expr.op].join(sides)


def _binds(expr: Expr, op: str) -> bool:
    """The side needs no brackets under this operator."""
    return isinstance(expr, ex.Arithmetic) and (expr.op == "*" or expr.op == op == "+")


@words.register
def _(expr: ex.Ratio, home: Home = None) -> str:
    return f"{grouped(expr.numerator, home)}÷{grouped(expr.denominator, home)}"


@words.register
def _(expr: ex.Rounded, home: Home = None) -> str:
    return f"{grouped(expr.of, home)}取到 {expr.scale} 位小數" if expr.scale else f"{grouped(expr.of, home)}取整"


@words.register
def _(expr: ex.Absolute, home: Home = None) -> str:
    return f"|{words(expr.of, home)}|"


@words.register
def _(expr: ex.Compare, home: Home = None) -> str:
    return _compared(expr.op, expr, home)


def _compared(op: str, expr: ex.Compare, home: Home) -> str:
    if expr.left.type is Type.TRUTH:
        return f"{grouped(expr.left, home)}{'與' if op == '=' else '不與'}{grouped(expr.right, home)}同真同假"
    sides = [
        grouped(side, home) if isinstance(side, ex.When) else words(side, home) for side in (expr.left, expr.right)
    ]
    return f"{sides[0]} {_SIGNS[op]} {sides[1]}"


@words.register
def _(expr: ex.Both, home: Home = None) -> str:
    return "，且".join(_side(side, home) for side in _chain(expr, ex.Both))


@words.register
def _(expr: ex.Either, home: Home = None) -> str:
    return "，或".join(_side(side, home) for side in _chain(expr, ex.Either))


def _chain(expr: Expr, kind: type[ex.Both | ex.Either]) -> list[Expr]:
    """The sides of a chain of one kind, however it was built."""
    if not isinstance(expr, kind):
        return [expr]
    return [*_chain(expr.left, kind), *_chain(expr.right, kind)]


def _side(expr: Expr, home: Home) -> str:
    return f"（{words(expr, home)}）" if isinstance(expr, ex.Both | ex.Either | ex.When) else words(expr, home)


@words.register
def _(expr: ex.Not, home: Home = None) -> str:
    of = expr.of
    match of:
        case ex.Not():
            return words(of.of, home)
        case ex.Filled():
            return f"{words(of.of, home)}空白"
        case ex.Compare() if of.left.type is not Type.TRUTH:
            return _compared(_OPPOSITE[of.op], of, home)
        case ex.Among():
            return f"{words(of.of, home)}不是{_listed(of.options)}"
    return f"並非（{words(of, home)}）"


def _listed(options: tuple[str, ...]) -> str:
    return "／".join(options)


@words.register
def _(expr: ex.Among, home: Home = None) -> str:
    return f"{words(expr.of, home)}為{_listed(expr.options)}"


@words.register
def _(expr: ex.Contains, home: Home = None) -> str:
    return f"{words(expr.of, home)}含「{expr.piece}」"


@words.register
def _(expr: ex.Filled, home: Home = None) -> str:
    return f"{words(expr.of, home)}已填"


@words.register
def _(expr: ex.IfBlank, home: Home = None) -> str:
    return f"{words(expr.of, home)}（空白作 {words(expr.default, home)}）"


@words.register
def _(expr: ex.Length, home: Home = None) -> str:
    return f"{words(expr.of, home)}的字數"


@words.register
def _(expr: ex.Count, home: Home = None) -> str:
    return f"{words(expr.of, home)}的項數"


@words.register
def _(expr: ex.Shares, home: Home = None) -> str:
    return f"{words(expr.left, home)}與{words(expr.right, home)}有相同的"


@words.register
def _(expr: ex.MonthOf, home: Home = None) -> str:
    return f"{words(expr.of, home)}所在月份"


@words.register
def _(expr: ex.Lookup, home: Home = None) -> str:
    return f"按{words(expr.of, home)}查到的{words(expr.value)}"


@words.register
def _(expr: ex.IsIn, home: Home = None) -> str:
    return f"{words(expr.of, home)}見於{words(expr.key)}"


@words.register
def _(expr: ex.When, home: Home = None) -> str:
    condition, then, otherwise = (words(part, home) for part in (expr.condition, expr.then, expr.otherwise))
    return f"{condition}時為 {then}，否則為 {otherwise}"
