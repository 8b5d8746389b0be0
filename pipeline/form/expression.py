"""Expressions over the columns of a row, as in SQLAlchemy or Polars: described here, computed elsewhere.

`checks.mask` computes them for a whole frame with pandas, `form.excel` writes them as an Excel formula. Truth has three
values (domain 3.1): a blank, unparseable or not yet happened input makes the result unknown.

Numbers are whole numbers of 10**-scale (money: 分, scale 2; quantities: thousandths, scale 3), so that nothing is ever
rounded unless a form says so. Dates count days, months count months since year 0.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

    from pipeline.checks.term import Rows


class Type(Enum):
    """What an expression yields."""

    NUMBER = "number"
    DATE = "date"
    MONTH = "month"
    TIME = "time"
    TEXT = "text"
    NAMES = "names"
    TRUTH = "truth"


class Expr:
    """A value for each row. Operators build new expressions; `==` too, so never compare expressions for identity by it."""

    type: Type
    scale: int = 0

    __hash__ = object.__hash__

    def __bool__(self) -> bool:
        raise TypeError("an expression has no truth value of its own: use &, | and ~")

    def __add__(self, other: Operand) -> Expr:
        return Arithmetic("+", self, literal(other))

    def __radd__(self, other: Operand) -> Expr:
        return Arithmetic("+", literal(other), self)

    def __sub__(self, other: Operand) -> Expr:
        return Arithmetic("-", self, literal(other))

    def __rsub__(self, other: Operand) -> Expr:
        return Arithmetic("-", literal(other), self)

    def __mul__(self, other: Operand) -> Expr:
        return Arithmetic("*", self, literal(other))

    def __rmul__(self, other: Operand) -> Expr:
        return Arithmetic("*", literal(other), self)

    def __truediv__(self, other: Operand) -> Ratio:
        return Ratio(self, literal(other))

    def __eq__(self, other: object) -> Expr:  # type: ignore[override]  # builds an expression
        return Compare("=", self, literal(other))

    def __ne__(self, other: object) -> Expr:  # type: ignore[override]  # builds an expression
        return Compare("<>", self, literal(other))

    def __lt__(self, other: Operand) -> Expr:
        return Compare("<", self, literal(other))

    def __le__(self, other: Operand) -> Expr:
        return Compare("<=", self, literal(other))

    def __gt__(self, other: Operand) -> Expr:
        return Compare(">", self, literal(other))

    def __ge__(self, other: Operand) -> Expr:
        return Compare(">=", self, literal(other))

    def __and__(self, other: Expr) -> Expr:
        return Both(self, other)

    def __or__(self, other: Expr) -> Expr:
        return Either(self, other)

    def __invert__(self) -> Expr:
        return Not(self)

    def abs(self) -> Expr:
        """The number without its sign."""
        return Absolute(self)

    def rounded(self, scale: int) -> Expr:
        """Rounded half up (away from zero) to `scale` decimals (domain 3.2)."""
        return Rounded(self, scale)

    def among(self, *options: str) -> Expr:
        """One of the options; for a list of names, at least one of them is."""
        return Among(self, options)

    def contains(self, piece: str) -> Expr:
        """The text has the piece in it; for a joined list, as one of its members."""
        return Contains(self, piece)

    def filled(self) -> Expr:
        """Something was typed (also when it could not be read). Never unknown."""
        return Filled(self)

    def blank(self) -> Expr:
        """Nothing was typed. Never unknown."""
        return Not(Filled(self))

    def or_if_blank(self, other: Operand) -> Expr:
        """Its value, or `other` where nothing was typed."""
        return IfBlank(self, literal(other))

    def length(self) -> Expr:
        """Number of characters."""
        return Length(self)

    def count(self) -> Expr:
        """Number of distinct members of a joined list (G-11)."""
        return Count(self)

    def shares(self, other: Expr) -> Expr:
        """Some member of this joined list (or this name) is a member of the other."""
        return Shares(self, other)

    def month(self) -> Expr:
        """The calendar month of a date."""
        return MonthOf(self)

    def lookup(self, key: Expr, value: Expr) -> Expr:
        """`value` of the row, in the sheet that `key` belongs to, whose `key` equals this; unknown when there is none."""
        return Lookup(self, key, value)

    def is_in(self, key: Expr) -> Expr:
        """Every member of this list (or this text) stands in column `key` of its sheet, on a row not held."""
        return IsIn(self, key)


Operand = Expr | int | Decimal | str
"""What may stand beside an expression: another one, a number (int or Decimal, never float) or an option."""


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


def when(condition: Expr, then: Operand, otherwise: Operand) -> Expr:
    """`then` where the condition holds, else `otherwise`."""
    return When(condition, literal(then), literal(otherwise))


def all_of(conditions: Iterable[Expr]) -> Expr:
    """Every condition holds."""
    result: Expr = literal(True)
    for condition in conditions:
        result = condition if isinstance(result, Literal) else result & condition
    return result
