"""A condition of a form in plain Chinese, for the filling guide: 「驗收結果為合格／部分合格」."""

from __future__ import annotations

from functools import singledispatch

from pipeline.form.column import Column
from pipeline.form.expression import (
    Among,
    Arithmetic,
    Both,
    Compare,
    Contains,
    Either,
    Expr,
    Filled,
    Literal,
    Not,
    Type,
)

_NUMBERS = {"=": "等於", "<>": "不等於", "<": "小於", "<=": "不大於", ">": "大於", ">=": "不小於"}
_DATES = {"=": "同於", "<>": "不同於", "<": "早於", "<=": "不晚於", ">": "晚於", ">=": "不早於"}
_TEXTS = {"=": "為", "<>": "不是"}
_OPPOSITE = {"=": "<>", "<>": "=", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}


class Unsaid(Exception):  # noqa: N818  # not an error: the column's own guide says it
    """The expression has no plain wording."""


def condition(expr: Expr) -> str:
    """The condition in words, "" for "always" and for what has no plain wording."""
    try:
        return _words(expr)
    except Unsaid:
        return ""


def words(expr: Expr) -> str:
    """The expression in words.

    Raises:
        Unsaid: when it is more than columns, constants and simple comparisons.
    """
    return _words(expr)


def _signs(kind: Type) -> dict[str, str]:
    if kind in (Type.TEXT, Type.NAMES):
        return _TEXTS
    return _NUMBERS if kind is Type.NUMBER else _DATES


@singledispatch
def _words(_expr: Expr) -> str:
    raise Unsaid


@_words.register
def _(expr: Column) -> str:
    return expr.title


@_words.register
def _(expr: Literal) -> str:
    if isinstance(expr.value, bool):
        return ""
    if isinstance(expr.value, str):
        return expr.value
    number = f"{abs(expr.value):0{expr.scale + 1}}"
    text = (number[: -expr.scale] + "." + number[-expr.scale :]).rstrip("0").rstrip(".") if expr.scale else number
    return f"-{text}" if expr.value < 0 else text


@_words.register
def _(expr: Arithmetic) -> str:
    sign = {"+": "＋", "-": "－", "*": "×"}[expr.op]
    return f"{_words(expr.left)}{sign}{_words(expr.right)}"


@_words.register
def _(expr: Compare) -> str:
    return f"{_words(expr.left)}{comparison_of(expr.left.type, expr.op)}{_words(expr.right)}"


def comparison_of(kind: Type, op: str) -> str:
    """The word for an operator between values of a kind.

    Raises:
        Unsaid: for an order of texts.
    """
    signs = _signs(kind)
    if op not in signs:
        raise Unsaid
    return signs[op]


@_words.register
def _(expr: Among) -> str:
    return f"{_words(expr.of)}為{'／'.join(expr.options)}"


@_words.register
def _(expr: Contains) -> str:
    return f"{_words(expr.of)}含「{expr.piece}」"


@_words.register
def _(expr: Filled) -> str:
    return f"填了{_words(expr.of)}"


@_words.register
def _(expr: Not) -> str:
    match expr.of:
        case Filled(of=of):
            return f"{_words(of)}空白"
        case Among(of=of, options=options):
            return f"{_words(of)}不是{'／'.join(options)}"
        case Compare(op=op, left=left, right=right):
            return f"{_words(left)}{comparison_of(left.type, _OPPOSITE[op])}{_words(right)}"
    raise Unsaid


@_words.register
def _(expr: Both) -> str:
    if isinstance(expr.left, Filled) and not isinstance(expr.right, Filled | Both | Either):
        return _words(expr.right)
    return f"{_grouped(expr.left)}且{_grouped(expr.right)}"


@_words.register
def _(expr: Either) -> str:
    return f"{_words(expr.left)}或{_words(expr.right)}"


def _grouped(expr: Expr) -> str:
    return f"（{_words(expr)}）" if isinstance(expr, Either) else _words(expr)
