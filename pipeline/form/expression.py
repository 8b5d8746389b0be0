"""Expressions over the columns of a row, as in SQLAlchemy or Polars: described here, computed elsewhere.

`checks.mask` computes them for a whole frame with pandas, `form.excel` writes them as an Excel formula. Truth has three
values (domain 3.1): a blank, unparseable or not yet happened input makes the result unknown.

Numbers are whole numbers of 10**-scale (money: 分, scale 2; quantities: thousandths, scale 3), so that nothing is ever
rounded unless a form says so. Dates count days, months count months since year 0.
"""

from __future__ import annotations

import operator
from collections.abc import Iterable
from functools import reduce

from pipeline.form.nodes import (
    Absolute,
    Among,
    Arithmetic,
    Both,
    Compare,
    Contains,
    Count,
    Either,
    Filled,
    IfBlank,
    IsIn,
    Length,
    Literal,
    Lookup,
    MonthOf,
    Not,
    Parameter,
    Ratio,
    Rounded,
    Shares,
    When,
    Word,
    literal,
)
from pipeline.form.operators import Expr, Operand, Type

__all__ = [
    "Absolute",
    "Among",
    "Arithmetic",
    "Both",
    "Compare",
    "Contains",
    "Count",
    "Either",
    "Expr",
    "Filled",
    "IfBlank",
    "IsIn",
    "Length",
    "Literal",
    "Lookup",
    "MonthOf",
    "Not",
    "Operand",
    "Parameter",
    "Ratio",
    "Rounded",
    "Shares",
    "Type",
    "When",
    "Word",
    "all_of",
    "literal",
    "when",
]


def when(condition: Expr, then: Operand, otherwise: Operand) -> Expr:
    """`then` where the condition holds, else `otherwise`."""
    return When(condition, literal(then), literal(otherwise))


def all_of(conditions: Iterable[Expr]) -> Expr:
    """Every condition holds."""
    every = tuple(conditions)
    return reduce(operator.and_, every) if every else Literal(value=True, type=Type.TRUTH)
