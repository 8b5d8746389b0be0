"""Compiles an expression to pandas: Int64 in its scale, category for text, boolean with NA for unknown (Kleene)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache, singledispatch
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pipeline.checks.exact import as_fraction, compare, divide_half_up, is_fraction, product, to_scale, whole
from pipeline.checks.term import Rows, month_of_days
from pipeline.form import expression as ex
from pipeline.form.column import Column
from pipeline.form.expression import Expr, Type
from pipeline.intake.script import fold


@singledispatch
def compute(expr: Expr, rows: Rows) -> pd.Series[Any]:  # noqa: ARG001 - the signature of its implementations
    """The expression's value for each row.

    Raises:
        TypeError: for a kind of expression that has no meaning for rows.
    """
    raise TypeError(f"{type(expr).__name__} has no value for rows")


@compute.register(Column)
def _(expr: Column, rows: Rows) -> pd.Series[Any]:
    return rows.frame[expr.name]


@compute.register(ex.Literal)
def _(expr: ex.Literal, rows: Rows) -> pd.Series[Any]:
    dtype = {Type.TRUTH: "boolean", Type.TEXT: "category"}.get(expr.type, "Int64")
    return pd.Series(expr.value, index=rows.frame.index, dtype=dtype)


@compute.register(ex.Arithmetic)
def _(expr: ex.Arithmetic, rows: Rows) -> pd.Series[Any]:
    left, right = rows.of(expr.left), rows.of(expr.right)
    if expr.op == "*":
        return product(left, right)
    left = to_scale(left, expr.left.scale, expr.scale)
    right = to_scale(right, expr.right.scale, expr.scale)
    return left + right if expr.op == "+" else left - right


@compute.register(ex.Absolute)
def _(expr: ex.Absolute, rows: Rows) -> pd.Series[Any]:
    return rows.of(expr.of).abs()


@compute.register(ex.Rounded)
def _(expr: ex.Rounded, rows: Rows) -> pd.Series[Any]:
    if is_fraction(expr.of):
        numerator, denominator = as_fraction(expr.of, rows)
        return divide_half_up(product(numerator, whole(10**expr.scale, rows)), denominator)
    shift = whole(10 ** abs(expr.scale - expr.of.scale), rows)
    values = rows.of(expr.of)
    return product(values, shift) if expr.scale >= expr.of.scale else divide_half_up(values, shift)


@compute.register(ex.Compare)
def _(expr: ex.Compare, rows: Rows) -> pd.Series[Any]:
    if Type.TEXT in (expr.left.type, expr.right.type) or Type.NAMES in (expr.left.type, expr.right.type):
        return compare_texts(expr, rows)
    if expr.left.type is Type.TRUTH:
        return compare(expr.op, rows.of(expr.left), rows.of(expr.right))
    if is_fraction(expr.left) or is_fraction(expr.right):
        left, under_left = as_fraction(expr.left, rows)
        right, under_right = as_fraction(expr.right, rows)
        return compare(expr.op, product(left, under_right), product(right, under_left))
    scale = max(expr.left.scale, expr.right.scale)
    left = to_scale(rows.of(expr.left), expr.left.scale, scale)
    return compare(expr.op, left, to_scale(rows.of(expr.right), expr.right.scale, scale))


def compare_texts(expr: ex.Compare, rows: Rows) -> pd.Series[Any]:
    """Equality of texts; a literal is looked up among the categories."""
    if isinstance(expr.right, ex.Literal):
        wanted = expr.right.value
        equal = by_value(rows.of(expr.left), lambda value: value == wanted)
    else:
        left, right = rows.text(expr.left), rows.text(expr.right)
        equal = pd.Series(left == right, index=rows.frame.index, dtype="boolean")
        equal = equal.mask(pd.isna(left) | pd.isna(right))
    return equal if expr.op == "=" else ~equal


def truths(rows: Rows, of: Mapping[int, object]) -> pd.Series[Any]:
    """True or false by row position, unknown for the rest."""
    return pd.Series([of.get(at, pd.NA) for at in range(len(rows))], index=rows.frame.index, dtype="boolean")


def by_value(texts: pd.Series[Any], of: Callable[[str], object], dtype: str = "boolean") -> pd.Series[Any]:
    """`of` each text, computed once a distinct value; NA for blanks."""
    values = pd.Series([of(value) for value in texts.cat.categories], dtype=dtype).array
    codes = texts.cat.codes.to_numpy()
    if not len(values):
        return pd.Series(pd.NA, index=texts.index, dtype=dtype)
    return pd.Series(values.take(codes, allow_fill=True), index=texts.index)


@lru_cache(maxsize=65536)
def members(joined: str) -> tuple[str, ...]:
    """The distinct members of a list joined by 、, in order."""
    return tuple(dict.fromkeys(part for part in joined.split("、") if part))


@compute.register(ex.Both)
def _(expr: ex.Both, rows: Rows) -> pd.Series[Any]:
    return rows.of(expr.left) & rows.of(expr.right)


@compute.register(ex.Either)
def _(expr: ex.Either, rows: Rows) -> pd.Series[Any]:
    return rows.of(expr.left) | rows.of(expr.right)


@compute.register(ex.Not)
def _(expr: ex.Not, rows: Rows) -> pd.Series[Any]:
    return ~rows.of(expr.of)


@compute.register(ex.Among)
def _(expr: ex.Among, rows: Rows) -> pd.Series[Any]:
    options = frozenset(expr.options)
    if expr.of.type is Type.NAMES:
        return by_value(rows.of(expr.of), lambda value: not options.isdisjoint(members(value)))
    return by_value(rows.of(expr.of), lambda value: value in options)


@compute.register(ex.Contains)
def _(expr: ex.Contains, rows: Rows) -> pd.Series[Any]:
    if expr.of.type is Type.NAMES:
        return by_value(rows.of(expr.of), lambda value: expr.piece in members(value))
    piece = fold(expr.piece)  # a remark may be typed in either script
    return by_value(rows.of(expr.of), lambda value: piece in fold(value))


@compute.register(ex.Filled)
def _(expr: ex.Filled, rows: Rows) -> pd.Series[Any]:
    filled = rows.of(expr.of).notna().to_numpy(dtype=bool)
    if isinstance(expr.of, Column) and expr.of.name in rows.unread:
        filled = filled | rows.unread[expr.of.name]
    known = pd.Series(filled, index=rows.frame.index, dtype="boolean")
    return known if rows.unknown_blanks is None else known.mask(~filled & rows.unknown_blanks)


@compute.register(ex.IfBlank)
def _(expr: ex.IfBlank, rows: Rows) -> pd.Series[Any]:
    filled = rows.of(ex.Filled(expr.of))
    chosen = choose(~np.asarray(filled.fillna(value=False), dtype=bool), expr.default, expr.of, expr, rows)
    return chosen.mask(filled.isna().to_numpy(dtype=bool)) if rows.unknown_blanks is not None else chosen


@compute.register(ex.When)
def _(expr: ex.When, rows: Rows) -> pd.Series[Any]:
    chosen = choose(rows.true(expr.condition), expr.then, expr.otherwise, expr, rows)
    return chosen.mask(rows.of(expr.condition).isna().to_numpy(dtype=bool))


def choose(pick: NDArray[np.bool_], then: Expr, otherwise: Expr, expr: Expr, rows: Rows) -> pd.Series[Any]:
    """`then` where picked, else `otherwise`, in the type and scale of `expr`."""
    if expr.type in (Type.TEXT, Type.NAMES):
        return texts(np.where(pick, rows.text(then), rows.text(otherwise)), rows)
    first = to_scale(rows.of(then), then.scale, expr.scale)
    return first.where(pick, to_scale(rows.of(otherwise), otherwise.scale, expr.scale))


def texts(values: Iterable[object], rows: Rows) -> pd.Series[Any]:
    """Texts (None = blank) as a category column of these rows."""
    return pd.Series(list(values), index=rows.frame.index, dtype=object).astype("category")


@compute.register(ex.Length)
def _(expr: ex.Length, rows: Rows) -> pd.Series[Any]:
    return by_value(rows.of(expr.of), len, "Int64")


@compute.register(ex.Count)
def _(expr: ex.Count, rows: Rows) -> pd.Series[Any]:
    return by_value(rows.of(expr.of), lambda value: len(members(value)), "Int64")


@compute.register(ex.Shares)
def _(expr: ex.Shares, rows: Rows) -> pd.Series[Any]:
    left, right = rows.text(expr.left), rows.text(expr.right)
    known = [None if a is None or b is None else _share(a, b) for a, b in zip(left, right, strict=True)]
    return pd.Series(known, index=rows.frame.index, dtype="boolean")


@lru_cache(maxsize=65536)
def _share(left: str, right: str) -> bool:
    return not set(members(left)).isdisjoint(members(right))


@compute.register(ex.MonthOf)
def _(expr: ex.MonthOf, rows: Rows) -> pd.Series[Any]:
    days = rows.of(expr.of)
    months = pd.Series(month_of_days(days.fillna(1).to_numpy(dtype=np.int64)), index=days.index, dtype="Int64")
    return months.mask(days.isna())


@compute.register(ex.Lookup)
def _(expr: ex.Lookup, rows: Rows) -> pd.Series[Any]:
    found = lookup_table(expr.key, expr.value, rows)
    if expr.type in (Type.TEXT, Type.NAMES):
        return texts([found.get(key) for key in rows.text(expr.of)], rows)
    return by_value(rows.of(expr.of), lambda key: found.get(key, pd.NA), "Int64")


def lookup_table(key: Expr, value: Expr, rows: Rows) -> dict[object, Any]:
    """`value` by `key` over the rows of the key's sheet that are not held; the first row of a key stands."""
    if not isinstance(key, Column):
        raise TypeError("a lookup goes by a column")
    target = rows.term.rows(key.sheet)
    keys, values = target.text(key), target.of(value).astype(object).to_numpy(dtype=object)
    found: dict[object, Any] = {}
    for at in np.flatnonzero(target.usable):
        if not pd.isna(values[at]):
            found.setdefault(keys[at], values[at])
    return found


@compute.register(ex.IsIn)
def _(expr: ex.IsIn, rows: Rows) -> pd.Series[Any]:
    if not isinstance(expr.key, Column):
        raise TypeError("is_in goes by a column")
    if not rows.term.has(expr.key.sheet):
        return pd.Series(pd.NA, index=rows.frame.index, dtype="boolean")
    from pipeline.checks.unknown import may_be_hidden  # the two know each other

    target = rows.term.rows(expr.key.sheet)
    present = set(target.text(expr.key)[target.usable]) - {None}
    if expr.of.type is Type.NAMES:
        there = by_value(rows.of(expr.of), lambda value: present.issuperset(members(value)))
    else:
        there = by_value(rows.of(expr.of), present.__contains__)
    return there.mask(~np.asarray(there.fillna(value=False), dtype=bool) & may_be_hidden(rows, expr.of, expr.key))


@compute.register(ex.Parameter)
def _(expr: ex.Parameter, rows: Rows) -> pd.Series[Any]:
    parameters, code = rows.term.base.parameters, expr.code
    on = rows.days.fillna(rows.term.as_of)
    if all(start <= rows.term.start for start in parameters.changes(code)):
        return _constant(_parameter(rows, code, rows.term.as_of, expr), rows)
    values = {day: _parameter(rows, code, day, expr) for day in set(on)}
    return on.map(values).astype("Int64")


def _parameter(rows: Rows, code: str, day: int, expr: Expr) -> object:
    number = rows.term.base.parameters.number(code, day)
    return pd.NA if number is None else round(number * 10**expr.scale)


def _constant(value: object, rows: Rows) -> pd.Series[Any]:
    return pd.Series([value] * len(rows), index=rows.frame.index, dtype="Int64")


@compute.register(ex.Word)
def _(expr: ex.Word, rows: Rows) -> pd.Series[Any]:
    values = expr.compute(rows)
    if expr.type in (Type.TEXT, Type.NAMES):
        return values if values.dtype == "category" else texts(values, rows)
    return values.astype("boolean" if expr.type is Type.TRUTH else "Int64")
