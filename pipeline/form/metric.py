"""Metrics: figures computed once and read by tables, charts and sentences alike.

Every metric becomes contributions, one line for each row (and month) that adds to it; a figure is their sum, or the sum
of their numerators over that of their denominators. So a rate is never averaged, and each figure knows its rows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from fractions import Fraction
from typing import TYPE_CHECKING

from pipeline.form.expression import Expr

if TYPE_CHECKING:
    import pandas as pd

    from pipeline.checks.term import Term
    from pipeline.form.sheet import Sheet


class Base(Enum):
    """Which rows a metric reads; held ones never."""

    COUNTED = "counted"
    ALL = "counted + excluded"


class Span(Enum):
    """Over what a figure is given (domain 5, Metrics)."""

    ADDITIVE = "each month and the term"
    LAST = "stock: the term's figure is the last month's"
    FIRST = "opening stock: the term's figure is that of the first month handed in"
    TERM = "the term only"
    OWN = "each month and the term by itself: the months do not add up to the term"


WHOLE_TERM = 0
"""In place of a month: a line of the term's own figure (`Span.OWN`)."""


@dataclass(frozen=True, eq=False)
class Sum:
    """Σ of a number over the rows."""

    of: Expr


@dataclass(frozen=True, eq=False)
class Rows:
    """Number of rows."""


@dataclass(frozen=True, eq=False)
class Rate:
    """Rows (or Σ `of`) for which `part` is true ÷ those for which it is true or false; unknown ones are in neither."""

    part: Expr
    of: Expr | None = None


@dataclass(frozen=True, eq=False)
class Quotient:
    """Σ numerator ÷ Σ denominator over the rows."""

    numerator: Expr
    denominator: Expr


@dataclass(frozen=True, eq=False)
class Contributed:
    """Contributions made by a function of the term, for what one row's own cells cannot say.

    `compute` returns a frame with the columns `month` (year × 12 + month − 1), the dimensions by their Chinese titles,
    `num` (int64, whole numbers of 10**-scale), optionally `den` (int64, the same scale rules as `num`) and `id` (the
    row's id); one row may come several times, for several months. `sheet` is where the rows are. For a metric of
    `Span.OWN` the lines with the month `WHOLE_TERM` make the term's figure, and no other.
    """

    compute: Callable[[Term], pd.DataFrame]
    scale: int = 0
    den_scale: int = 0


@dataclass(frozen=True, eq=False)
class FromFigures:
    """Computed from other metrics' figures of the same span and dimensions; None where one is missing.

    `compute` takes the term and their exact numbers in the order named.
    """

    metrics: tuple[str, ...]
    compute: Callable[..., Fraction | None]


@dataclass(frozen=True, eq=False)
class ShareOf:
    """The metric's figure ÷ its total over all values of its dimensions."""

    metric: str


Aggregate = Sum | Rows | Rate | Quotient | Contributed | FromFigures | ShareOf


@dataclass(frozen=True, eq=False, kw_only=True)
class Metric:
    """One figure of domain/forms.

    `sheet`: where its rows are; None for what spans all forms. `by`: the groupings besides the total, each a tuple of
    column titles of `sheet` (("食材類別",),). `on`: the date that decides the month where it is not the sheet's own.
    `where`: rows that are read. `units`: the unit by value of the first dimension, where they differ; `units_of`: the
    same where the rows say it. `decimals`: printed places where the unit does not say. `target`: the rate aimed at (a
    ratio, or a parameter's code) for the wording of domain 9. `parts_unit`: the unit of a rate's numerator and
    denominator where they are no counts (元).
    `apart`: values of a dimension that have figures of their own only, and are in no total (what is due weekly among
    what is due daily). `total=False`: there is no sum over the dimensions. `zero=False`: a month without rows has no
    figure, not 0.
    """

    id: str
    name: str
    unit: str
    of: Aggregate
    sheet: type[Sheet] | None
    formula: str
    where: Expr | None = None
    base: Base = Base.COUNTED
    by: Sequence[tuple[str, ...]] = ()
    on: Expr | None = None
    span: Span = Span.ADDITIVE
    units: Mapping[str, str] = field(default_factory=dict)
    units_of: Callable[[Term], Mapping[str, str]] | None = None
    decimals: int | None = None
    target: Fraction | str | None = None
    parts_unit: str = ""
    because: tuple[str, ...] = ()
    apart: Mapping[str, Sequence[str]] = field(default_factory=dict)
    total: bool = True
    zero: bool = True
    module: str = ""
