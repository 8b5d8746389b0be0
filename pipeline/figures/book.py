"""The Book: every figure of a run, by metric, dimensions and span; what tables, charts and sentences read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import partial

import numpy as np

from pipeline.checks.receipts import Received
from pipeline.checks.services import month_text
from pipeline.checks.term import Term
from pipeline.figures.number import number_text
from pipeline.figures.report import Figure, Tally
from pipeline.finding import Finding
from pipeline.form.column import Choice
from pipeline.form.metric import Metric

By = tuple[tuple[str, str], ...]


@dataclass(eq=False)
class Book:
    """All figures of one run. `months` are texts (YYYY-MM), in order; `span` of a figure is one of them or the term."""

    term: Term
    metrics: Mapping[str, Metric]
    findings: Sequence[Finding] = ()
    receipts: Sequence[Received] = ()
    tallies: Sequence[Tally] = ()
    figures: dict[tuple[str, By, str], Figure] = field(default_factory=dict)
    groupings: dict[tuple[str, tuple[str, ...]], list[tuple[str, ...]]] = field(default_factory=dict)

    @property
    def months(self) -> list[str]:
        """The months of the window up to the reported one."""
        return [month_text(month) for month in self.term.months]

    def figure(self, metric: str, by: Mapping[str, str] | By = (), span: str | None = None) -> Figure | None:
        """One figure; for the term to date when no span is named. None when there is none."""
        pairs = tuple(by.items()) if isinstance(by, Mapping) else tuple(by)
        return self.figures.get((metric, pairs, span or self.term.code))

    def number(self, metric: str, by: Mapping[str, str] | By = (), span: str | None = None) -> Fraction | None:
        """A figure's exact number, None when it has none."""
        found = self.figure(metric, by, span)
        return None if found is None else found.number

    def months_short(self, metric: str) -> str:
        """The months in which a rate that should be 100 % is below it: 3月、4月."""
        rates = [(month, self.number(metric, (), month)) for month in self.months]
        return "、".join(f"{int(month[5:])}月" for month, rate in rates if rate is not None and rate < 1)

    def values(self, metric: str, by: tuple[str, ...]) -> list[tuple[str, ...]]:
        """The values of a grouping that have figures, in the order of the form's list."""
        return self.groupings.get((metric, by), [])

    def add(self, figure: Figure) -> None:
        """Keeps a figure."""
        self.figures[figure.key] = figure
        if figure.by:
            known = self.groupings.setdefault((figure.metric, tuple(title for title, _ in figure.by)), [])
            value = tuple(value for _, value in figure.by)
            if value not in known:
                known.append(value)

    def sort_groupings(self) -> None:
        """Puts each grouping's values in the order of the form's list, else as they are written."""
        for (metric, titles), values in self.groupings.items():
            order = [_order(self.metrics[metric], title) for title in titles]
            values.sort(key=partial(_places, order))


def _places(order: Sequence[Mapping[str, int]], value: tuple[str, ...]) -> list[tuple[int, str]]:
    return [(known.get(part, len(known)), part) for part, known in zip(value, order, strict=True)]


def _order(metric: Metric, title: str) -> dict[str, int]:
    for column in metric.sheet.columns if metric.sheet else ():
        if column.title == title and isinstance(column, Choice):
            return {option: place for place, option in enumerate(column.options)}
    return {}


def make_figure(
    metric: Metric,
    by: By,
    span: str,
    number: Fraction | None,
    *,
    numerator: Fraction | None = None,
    denominator: Fraction | None = None,
    rows: np.ndarray | None = None,
) -> Figure:
    """A figure of a metric, printed as its unit asks."""
    unit = metric.units.get(by[0][1], metric.unit) if by and metric.units else metric.unit
    return Figure(
        metric=metric.id,
        name=metric.name,
        span=span,
        number=number,
        unit=unit,
        text=number_text(number, unit, metric.decimals),
        by=by,
        numerator=numerator,
        denominator=denominator,
        rows=np.empty(0, dtype=np.int64) if rows is None else _distinct(rows),
        parts_unit=metric.parts_unit,
    )


def _distinct(rows: np.ndarray) -> np.ndarray:
    """The row ids in order, each once; most come so already."""
    return rows if (rows[1:] > rows[:-1]).all() else np.unique(rows)
