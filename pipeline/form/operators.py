"""What may be done with an expression: operators and methods that build further ones."""

from __future__ import annotations

from decimal import Decimal
from enum import Enum


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
    """A value for each row. Operators build new expressions; `==` too, so never tell expressions apart by it."""

    type: Type
    scale: int = 0

    __hash__ = object.__hash__

    def __bool__(self) -> bool:
        raise TypeError("an expression has no truth value of its own: use &, | and ~")

    def __add__(self, other: Operand) -> Expr:
        return nodes.Arithmetic("+", self, nodes.literal(other))

    def __radd__(self, other: Operand) -> Expr:
        return nodes.Arithmetic("+", nodes.literal(other), self)

    def __sub__(self, other: Operand) -> Expr:
        return nodes.Arithmetic("-", self, nodes.literal(other))

    def __rsub__(self, other: Operand) -> Expr:
        return nodes.Arithmetic("-", nodes.literal(other), self)

    def __mul__(self, other: Operand) -> Expr:
        return nodes.Arithmetic("*", self, nodes.literal(other))

    def __rmul__(self, other: Operand) -> Expr:
        return nodes.Arithmetic("*", nodes.literal(other), self)

    def __truediv__(self, other: Operand) -> nodes.Ratio:
        return nodes.Ratio(self, nodes.literal(other))

    def __eq__(self, other: object) -> Expr:  # type: ignore[override]  # builds an expression
        return nodes.Compare("=", self, nodes.literal(other))

    def __ne__(self, other: object) -> Expr:  # type: ignore[override]  # builds an expression
        return nodes.Compare("<>", self, nodes.literal(other))

    def __lt__(self, other: Operand) -> Expr:
        return nodes.Compare("<", self, nodes.literal(other))

    def __le__(self, other: Operand) -> Expr:
        return nodes.Compare("<=", self, nodes.literal(other))

    def __gt__(self, other: Operand) -> Expr:
        return nodes.Compare(">", self, nodes.literal(other))

    def __ge__(self, other: Operand) -> Expr:
        return nodes.Compare(">=", self, nodes.literal(other))

    def __and__(self, other: Expr) -> Expr:
        return nodes.Both(self, other)

    def __or__(self, other: Expr) -> Expr:
        return nodes.Either(self, other)

    def __invert__(self) -> Expr:
        return nodes.Not(self)

    def abs(self) -> Expr:
        """The number without its sign."""
        return nodes.Absolute(self)

    def rounded(self, scale: int) -> Expr:
        """Rounded half up (away from zero) to `scale` decimals (domain 3.2)."""
        return nodes.Rounded(self, scale)

    def among(self, *options: str) -> Expr:
        """One of the options; for a list of names, at least one of them is."""
        return nodes.Among(self, options)

    def contains(self, piece: str) -> Expr:
        """The text has the piece in it; for a joined list, as one of its members."""
        return nodes.Contains(self, piece)

    def filled(self) -> Expr:
        """Something was typed (also when it could not be read). Never unknown."""
        return nodes.Filled(self)

    def blank(self) -> Expr:
        """Nothing was typed. Never unknown."""
        return nodes.Not(nodes.Filled(self))

    def or_if_blank(self, other: Operand) -> Expr:
        """Its value, or `other` where nothing was typed."""
        return nodes.IfBlank(self, nodes.literal(other))

    def length(self) -> Expr:
        """Number of characters."""
        return nodes.Length(self)

    def count(self) -> Expr:
        """Number of distinct members of a joined list (G-11)."""
        return nodes.Count(self)

    def shares(self, other: Expr) -> Expr:
        """Some member of this joined list (or this name) is a member of the other."""
        return nodes.Shares(self, other)

    def month(self) -> Expr:
        """The calendar month of a date."""
        return nodes.MonthOf(self)

    def lookup(self, key: Expr, value: Expr) -> Expr:
        """`value` of the row, in the sheet of `key`, whose `key` equals this; unknown when there is none."""
        return nodes.Lookup(self, key, value)

    def is_in(self, key: Expr) -> Expr:
        """Every member of this list (or this text) stands in column `key` of its sheet, on a row not held."""
        return nodes.IsIn(self, key)


Operand = Expr | int | Decimal | str
"""What may stand beside an expression: another one, a number (int or Decimal, never float) or an option."""


# Every kind of node is an expression, so the two modules need each other; this one is complete by now.
from pipeline.form import nodes  # noqa: E402 - see above
