"""Exact arithmetic on whole columns: whole numbers of a scale, fractions of them, half up; unknown stays unknown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from pipeline.checks.term import Rows
from pipeline.form import expression as ex
from pipeline.form.expression import Expr

Fraction = tuple["pd.Series[Any]", "pd.Series[Any]"]
"""Numerator and positive denominator of each row."""

MOST = 2**60
"""No product is larger: whole numbers of 64 bits would wrap around without a word. Checks refuse far smaller ones."""


def product(left: pd.Series[Any], right: pd.Series[Any]) -> pd.Series[Any]:
    """The product, exact up to ±MOST."""
    sizes = left.astype("Float64") * right.astype("Float64")
    fits = np.asarray((sizes.abs() < MOST).fillna(value=True), dtype=bool)
    if fits.all():
        return left * right
    exact: pd.Series[Any] = left.where(fits, 0) * right
    return exact.where(fits, (np.sign(sizes) * MOST).astype("Int64"))


def to_scale(values: pd.Series[Any], old: int, new: int) -> pd.Series[Any]:
    """Whole numbers of 10**-old as whole numbers of 10**-new, which is not coarser."""
    return values if new == old else values * 10 ** (new - old)


def whole(value: int, rows: Rows) -> pd.Series[Any]:
    """The same number on every row."""
    return pd.Series(value, index=rows.frame.index, dtype="Int64")


def is_fraction(expr: Expr) -> bool:
    """A ratio, or a number made from one."""
    if isinstance(expr, ex.Arithmetic):
        return is_fraction(expr.left) or is_fraction(expr.right)
    return isinstance(expr, ex.Ratio) or (isinstance(expr, ex.Absolute) and is_fraction(expr.of))


def as_fraction(expr: Expr, rows: Rows) -> Fraction:
    """Numerator and positive denominator of a number; the denominator of a division by zero is NA."""
    if isinstance(expr, ex.Absolute):
        numerator, denominator = as_fraction(expr.of, rows)
        return numerator.abs(), denominator
    if isinstance(expr, ex.Arithmetic) and is_fraction(expr):
        return _combined(expr.op, as_fraction(expr.left, rows), as_fraction(expr.right, rows))
    if not isinstance(expr, ex.Ratio):
        return rows.of(expr), whole(10**expr.scale, rows)
    (top, under_top), (bottom, under_bottom) = as_fraction(expr.numerator, rows), as_fraction(expr.denominator, rows)
    numerator, denominator = product(top, under_bottom), product(bottom, under_top)
    sign = denominator.where(denominator != 0).clip(-1, 1)
    return numerator * sign, denominator * sign


def _combined(op: str, left: Fraction, right: Fraction) -> Fraction:
    (a, under_a), (b, under_b) = left, right
    if op == "*":
        return product(a, b), product(under_a, under_b)
    crossed = product(a, under_b), product(b, under_a)
    return crossed[0] + crossed[1] if op == "+" else crossed[0] - crossed[1], product(under_a, under_b)


def divide_half_up(numerator: pd.Series[Any], denominator: pd.Series[Any]) -> pd.Series[Any]:
    """Whole quotient, half away from zero; `denominator` is positive or NA."""
    sign = numerator.clip(-1, 1)
    return sign * ((2 * numerator.abs() + denominator) // (2 * denominator))


def compare(op: str, left: pd.Series[Any], right: pd.Series[Any]) -> pd.Series[Any]:
    """The comparison, NA where a side is."""
    operators: dict[str, Callable[[Any], Any]] = {
        "=": left.eq, "<>": left.ne, "<": left.lt, "<=": left.le, ">": left.gt, ">=": left.ge,
    }  # fmt: skip
    compared: pd.Series[Any] = operators[op](right)
    return compared.astype("boolean")
