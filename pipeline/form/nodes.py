"""The kinds of expression, as frozen data: what each is made of, its type and its scale."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from pipeline.form.operators import Expr, Type

if TYPE_CHECKING:
    import pandas as pd

    from pipeline.checks.term import Rows


@dataclass(frozen=True, eq=False)
class Literal(Expr):
    """A constant of the form."""

    value: int | str | bool
    type: Type
    scale: int = 0


def literal(value: object) -> Expr:
    """The operand as an expression.

    Raises:
        TypeError: for a float (money and limits are exact) or anything else that no cell holds.
    """
    if isinstance(value, Expr):
        return value
    if isinstance(value, bool):
        return Literal(value, Type.TRUTH)
    if isinstance(value, int):
        return Literal(value, Type.NUMBER)
    if isinstance(value, Decimal):
        exponent = int(value.as_tuple().exponent)
        scale = max(0, -exponent)
        return Literal(int(value.scaleb(scale)), Type.NUMBER, scale)
    if isinstance(value, str):
        return Literal(value, Type.TEXT)
    raise TypeError(f"{value!r} cannot stand in an expression")


@dataclass(frozen=True, eq=False)
class Arithmetic(Expr):
    """left + right, left - right or left * right; date - date gives days."""

    op: str
    left: Expr
    right: Expr

    @property
    def type(self) -> Type:  # type: ignore[override]  # computed from the operands
        """A date moved by days stays a date; everything else is a number."""
        moved = self.left.type is not Type.NUMBER and self.right.type is Type.NUMBER
        return self.left.type if moved else Type.NUMBER

    @property
    def scale(self) -> int:  # type: ignore[override]  # computed from the operands
        """Products add their scales, sums keep the finer one."""
        both = (self.left.scale, self.right.scale)
        return sum(both) if self.op == "*" else max(both)


@dataclass(frozen=True, eq=False)
class Ratio(Expr):
    """numerator ÷ denominator, compared by cross-multiplication; a denominator of 0 is unknown."""

    numerator: Expr
    denominator: Expr
    type: Type = Type.NUMBER


@dataclass(frozen=True, eq=False)
class Rounded(Expr):
    """A number or ratio, half up."""

    of: Expr
    scale: int
    type: Type = Type.NUMBER


@dataclass(frozen=True, eq=False)
class Absolute(Expr):
    """abs(number)."""

    of: Expr
    type: Type = Type.NUMBER

    @property
    def scale(self) -> int:  # type: ignore[override]  # that of the operand
        """That of the operand."""
        return self.of.scale


@dataclass(frozen=True, eq=False)
class Compare(Expr):
    """A comparison; unknown when a side is."""

    op: str
    left: Expr
    right: Expr
    type: Type = Type.TRUTH


@dataclass(frozen=True, eq=False)
class Both(Expr):
    """Kleene and."""

    left: Expr
    right: Expr
    type: Type = Type.TRUTH


@dataclass(frozen=True, eq=False)
class Either(Expr):
    """Kleene or."""

    left: Expr
    right: Expr
    type: Type = Type.TRUTH


@dataclass(frozen=True, eq=False)
class Not(Expr):
    """Kleene not."""

    of: Expr
    type: Type = Type.TRUTH


@dataclass(frozen=True, eq=False)
class Among(Expr):
    """Membership in a closed list of options."""

    of: Expr
    options: tuple[str, ...]
    type: Type = Type.TRUTH


@dataclass(frozen=True, eq=False)
class Contains(Expr):
    """A piece of text in a text."""

    of: Expr
    piece: str
    type: Type = Type.TRUTH


@dataclass(frozen=True, eq=False)
class Filled(Expr):
    """Something was typed."""

    of: Expr
    type: Type = Type.TRUTH


@dataclass(frozen=True, eq=False)
class IfBlank(Expr):
    """A default for blank cells."""

    of: Expr
    default: Expr

    @property
    def type(self) -> Type:  # type: ignore[override]  # that of the operand
        """That of the operand."""
        return self.of.type

    @property
    def scale(self) -> int:  # type: ignore[override]  # the finer of both
        """The finer of both."""
        return max(self.of.scale, self.default.scale)


@dataclass(frozen=True, eq=False)
class Length(Expr):
    """Characters of a text."""

    of: Expr
    type: Type = Type.NUMBER


@dataclass(frozen=True, eq=False)
class Count(Expr):
    """Distinct members of a joined list."""

    of: Expr
    type: Type = Type.NUMBER


@dataclass(frozen=True, eq=False)
class Shares(Expr):
    """Two joined lists have a member in common."""

    left: Expr
    right: Expr
    type: Type = Type.TRUTH


@dataclass(frozen=True, eq=False)
class MonthOf(Expr):
    """Calendar month of a date."""

    of: Expr
    type: Type = Type.MONTH


@dataclass(frozen=True, eq=False)
class Lookup(Expr):
    """A value of another sheet's row, found by its key."""

    of: Expr
    key: Expr
    value: Expr

    @property
    def type(self) -> Type:  # type: ignore[override]  # that of the value
        """That of the value."""
        return self.value.type

    @property
    def scale(self) -> int:  # type: ignore[override]  # that of the value
        """That of the value."""
        return self.value.scale


@dataclass(frozen=True, eq=False)
class IsIn(Expr):
    """Every member stands in another sheet's column."""

    of: Expr
    key: Expr
    type: Type = Type.TRUTH


@dataclass(frozen=True, eq=False)
class Parameter(Expr):
    """A parameter of F00.1 in force on the row's attribution date (percentages as a ratio, scale 4)."""

    code: str
    scale: int = 0
    type: Type = Type.NUMBER


@dataclass(frozen=True, eq=False)
class Word(Expr):
    """A value that needs more than its own row: history, calendar, roster. `compute` takes all rows of the sheet."""

    name: str
    compute: Callable[[Rows], pd.Series[Any]]
    type: Type = Type.TRUTH
    scale: int = 0
    why_not_in_excel: str = "需要其他月份或其他表的資料"


@dataclass(frozen=True, eq=False)
class When(Expr):
    """`then` where the condition holds, else `otherwise`; unknown where the condition is."""

    condition: Expr
    then: Expr
    otherwise: Expr

    @property
    def type(self) -> Type:  # type: ignore[override]  # that of the branches
        """That of the branches."""
        return self.then.type

    @property
    def scale(self) -> int:  # type: ignore[override]  # the finer of both
        """The finer of both."""
        return max(self.then.scale, self.otherwise.scale)
