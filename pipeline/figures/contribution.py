"""What each row adds to a metric, and how that becomes figures: for every grouping, each month and the term."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pipeline.checks.exact import MOST
from pipeline.checks.finder import shown
from pipeline.checks.term import Rows, Term, month_of_days
from pipeline.form.expression import Expr
from pipeline.form.metric import Base, Contributed, Metric, Quotient, Rate, Span, Sum
from pipeline.form.metric import Rows as RowCount
from pipeline.form.sheet import Kind

NO_ROW = -1
"""The id of a line that no row stands behind: a stock known to be nothing."""


Frame = Callable[[Term], pd.DataFrame]
"""What computes the lines of a figure that one row's cells cannot give."""

Line = tuple[object, ...]


def frame_of(lines: Iterable[Line], *dimensions: str, is_rate: bool) -> pd.DataFrame:
    """Contribution lines, each with its month, dimensions, numerator, denominator (of a rate) and row id."""
    made = pd.DataFrame(list(lines), columns=["month", *dimensions, "num", "den", "id"])
    return made if is_rate else made.drop(columns="den")


@dataclass
class Contributions:
    """One line for each row and month. `num`, `den`: whole numbers of 10**-scale, or Fractions; no `den` = a sum."""

    months: NDArray[np.int64]
    dims: dict[str, NDArray[np.object_]]
    num: NDArray[Any]
    den: NDArray[Any] | None
    ids: NDArray[np.int64]
    scale: int = 0
    den_scale: int = 0

    def only(self, keep: NDArray[np.bool_]) -> Contributions:
        """The lines that are kept."""
        return Contributions(
            self.months[keep],
            {title: values[keep] for title, values in self.dims.items()},
            self.num[keep],
            None if self.den is None else self.den[keep],
            self.ids[keep],
            self.scale,
            self.den_scale,
        )


@dataclass(frozen=True)
class Group:
    """One value of a grouping in one span: exact sums and the ids of the rows behind them."""

    by: tuple[str, ...]
    month: int | None
    num: Fraction
    den: Fraction | None
    ids: NDArray[np.int64]


def contributions(metric: Metric, term: Term) -> Contributions:
    """The lines of one metric.

    Raises:
        TypeError: for a metric that is computed from other figures.
    """
    if isinstance(metric.of, Contributed):
        return _from_frame(metric, metric.of, metric.of.compute(term))
    if metric.sheet is None:
        raise TypeError(f"{metric.id} has no sheet to read")
    rows = term.rows(metric.sheet)
    taken = rows.counted if metric.base is Base.COUNTED else rows.usable
    if metric.where is not None:
        taken = taken & rows.true(metric.where)
    months, dated = _months(metric, rows)
    num, den, scale, den_scale, known = _parts(metric, rows)
    at = np.flatnonzero(taken & dated & known)
    months = months[at]
    if stands_on(metric):
        at, months = _repeated(at, months, term)
    titles = dict.fromkeys(title for grouping in metric.by for title in grouping)
    return Contributions(
        months=months,
        dims={title: dimension(rows, title)[at] for title in titles},
        num=num[at],
        den=None if den is None else den[at],
        ids=rows.ids[at],
        scale=scale,
        den_scale=den_scale,
    )


def stands_on(metric: Metric) -> bool:
    """A stock over a snapshot, which holds from its month on until a newer file replaces it (domain 3.2)."""
    return metric.span is Span.LAST and metric.sheet is not None and metric.sheet.kind is Kind.SNAPSHOT


def _repeated(
    at: NDArray[np.int64], months: NDArray[np.int64], term: Term
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Each row once for each month from its own to the last."""
    spans = [np.arange(month, term.months[-1] + 1) for month in months]
    every = np.concatenate([np.empty(0, dtype=np.int64), *spans])
    return np.repeat(at, [len(span) for span in spans]), every


def _from_frame(metric: Metric, of: Contributed, frame: pd.DataFrame) -> Contributions:
    titles = dict.fromkeys(title for grouping in metric.by for title in grouping)
    den = frame["den"].to_numpy() if "den" in frame and frame["den"].notna().any() else None
    return Contributions(
        months=frame["month"].to_numpy(dtype=np.int64),
        dims={title: frame[title].astype(object).to_numpy(dtype=object) for title in titles},
        num=frame["num"].to_numpy(),
        den=den,
        ids=frame["id"].fillna(NO_ROW).to_numpy(dtype=np.int64) if "id" in frame else np.full(len(frame), NO_ROW),
        scale=of.scale,
        den_scale=of.den_scale,
    )


def _months(metric: Metric, rows: Rows) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    if metric.on is None:
        return rows.months, np.ones(len(rows), dtype=bool)
    days = rows.of(metric.on)
    return month_of_days(days.fillna(1).to_numpy(dtype=np.int64)), days.notna().to_numpy(dtype=bool)


def _parts(metric: Metric, rows: Rows) -> tuple[NDArray[Any], NDArray[Any] | None, int, int, NDArray[np.bool_]]:
    """Numerators, denominators, their scales, and where they are known."""
    of = metric.of
    everywhere, ones = np.ones(len(rows), dtype=bool), np.ones(len(rows), dtype=np.int64)
    if isinstance(of, Sum):
        known = rows.of(of.of).notna().to_numpy(dtype=bool)
        return rows.numbers(of.of), None, of.of.scale, 0, known
    if isinstance(of, RowCount):
        return ones, None, 0, 0, everywhere
    if isinstance(of, Rate):
        weight, scale = (ones, 0) if of.of is None else (rows.numbers(of.of), of.of.scale)
        known = rows.of(of.part).notna().to_numpy(dtype=bool)
        return weight * rows.true(of.part), weight, scale, scale, known
    if isinstance(of, Quotient):
        known = _known(rows, of.numerator) & _known(rows, of.denominator)
        return rows.numbers(of.numerator), rows.numbers(of.denominator), of.numerator.scale, of.denominator.scale, known
    raise TypeError(f"{metric.id} is computed from other figures")


def _known(rows: Rows, expr: Expr) -> NDArray[np.bool_]:
    return rows.of(expr).notna().to_numpy(dtype=bool)


def dimension(rows: Rows, title: str) -> NDArray[np.object_]:
    """A column's values as texts, for grouping; '' for blanks."""
    column = rows.sheet.column(title)
    if column.type.value in ("text", "names"):
        return np.array([text or "" for text in rows.text(column)], dtype=object)
    return np.array([shown(value, column) for value in rows.of(column).astype(object)], dtype=object)


def without_apart(lines: Contributions, metric: Metric, grouping: Sequence[str]) -> Contributions:
    """The lines that a grouping adds up: values that stand apart only where their own dimension is asked."""
    keep = np.ones(len(lines.num), dtype=bool)
    for title, values in metric.apart.items():
        if title not in grouping:
            keep &= ~np.isin(lines.dims[title].astype(str), list(values))
    return lines if keep.all() else lines.only(keep)


def groups(lines: Contributions, grouping: Sequence[str]) -> Iterator[Group]:
    """Sums for each value of the grouping: each month, and all months together (`month` None)."""
    if not len(lines.num):
        return
    keys = pd.MultiIndex.from_arrays([lines.dims[title] for title in grouping]) if grouping else None
    codes, values = (np.zeros(len(lines.num), dtype=np.int64), [()]) if keys is None else pd.factorize(keys, sort=True)
    order = np.lexsort((lines.months, codes))
    codes, months = codes[order], lines.months[order]
    for start, stop in _runs(codes):
        by = tuple(str(part) for part in values[codes[start]]) if grouping else ()
        yield _group(lines, order[start:stop], by, None)
        for first, last in _runs(months[start:stop]):
            yield _group(lines, order[start + first : start + last], by, int(months[start + first]))


def _runs(values: NDArray[np.int64]) -> list[tuple[int, int]]:
    edges = [0, *(np.flatnonzero(np.diff(values)) + 1).tolist(), len(values)]
    return list(pairwise(edges))


def _group(lines: Contributions, at: NDArray[np.int64], by: tuple[str, ...], month: int | None) -> Group:
    den = None if lines.den is None else _sum(lines.den[at], lines.den_scale)
    ids = lines.ids[at]
    return Group(by, month, _sum(lines.num[at], lines.scale), den, ids[ids != NO_ROW])


def _sum(values: NDArray[Any], scale: int) -> Fraction:
    """The exact sum; numbers that 64 bits might not hold together are added as Python's."""
    if values.dtype != object and np.abs(values).max(initial=0) > MOST // max(1, len(values)):
        values = values.astype(object)
    if values.dtype == object:
        return sum(map(Fraction, values.tolist()), Fraction(0)) / Fraction(10**scale)
    return Fraction(int(values.sum()), 10**scale)
