"""Metrics → figures: once each, for every grouping and span, rates from their sums (domain 3.2)."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import partial

import numpy as np

from pipeline.checks.services import month_text
from pipeline.checks.term import Term
from pipeline.figures.book import Book, By, make_figure
from pipeline.figures.contribution import (
    Contributions,
    Group,
    contributions,
    groups,
    stands_on,
    without_apart,
)
from pipeline.figures.report import Figure
from pipeline.form.metric import WHOLE_TERM, FromFigures, Metric, ShareOf, Span


def compute_figures(book: Book, metrics: Sequence[Metric]) -> None:
    """Puts every figure of the metrics into the book; those made from other figures last."""
    ready = [metric for metric in metrics if not isinstance(metric.of, FromFigures | ShareOf)]
    for metric in ready:
        add_direct(book, metric)
    waiting = [metric for metric in metrics if isinstance(metric.of, FromFigures | ShareOf)]
    done = {metric.id for metric in ready}
    while waiting:
        now = [metric for metric in waiting if _needs(metric) & {m.id for m in metrics} <= done]
        if not now:
            raise ValueError(f"metrics wait for each other: {[metric.id for metric in waiting]}")
        for metric in now:
            add_derived(book, metric)
        done |= {metric.id for metric in now}
        waiting = [metric for metric in waiting if metric.id not in done]
    book.sort_groupings()


def _needs(metric: Metric) -> set[str]:
    if isinstance(metric.of, FromFigures):
        return set(metric.of.metrics)
    return {metric.of.metric} if isinstance(metric.of, ShareOf) else set()


def add_direct(book: Book, metric: Metric) -> None:
    """The figures of a metric that is summed from rows."""
    term = book.term
    lines = within(contributions(metric, term), metric, term)
    groupings: list[tuple[str, ...]] = [*([()] if metric.total else []), *metric.by]
    for grouping in groupings:
        found: dict[tuple[str, ...], dict[int | None, Group]] = {}
        for group in groups(without_apart(lines, metric, grouping), grouping):
            found.setdefault(group.by, {})[group.month] = group
        if not grouping:
            found.setdefault((), {})
        for value, by_month in found.items():
            _add_spans(book, metric, tuple(zip(grouping, value, strict=True)), by_month, is_rate=is_rate(metric, lines))


def is_rate(metric: Metric, lines: Contributions) -> bool:
    """It has a denominator; where there is no line, the unit tells: nothing ÷ nothing is no figure, not 0."""
    return lines.den is not None or metric.unit == "%" or "/" in metric.unit


def within(lines: Contributions, metric: Metric, term: Term) -> Contributions:
    """Only the lines of the window's months up to the reported one; T metrics take all."""
    if metric.span is Span.TERM:
        return lines
    own = [WHOLE_TERM] if metric.span is Span.OWN else []
    return lines.only(np.isin(lines.months, np.array([*term.months, *own], dtype=np.int64)))


def _add_spans(book: Book, metric: Metric, by: By, by_month: dict[int | None, Group], *, is_rate: bool) -> None:
    term = book.term
    figure = partial(_figure, metric, by, is_rate=is_rate)
    whole = by_month.get(None)
    if metric.span is not Span.TERM:
        for month in term.months:
            received = _received(metric, term, month)
            book.add(figure(month_text(month), by_month.get(month), received=received))
    received = any(_received(metric, term, month) for month in term.months)
    if metric.span in (Span.FIRST, Span.LAST):
        stands = _month_that_stands(metric, term)
        whole, received = by_month.get(stands), _received(metric, term, stands)
    if metric.span is Span.OWN:
        whole = by_month.get(WHOLE_TERM)
    book.add(figure(term.code, whole, received=received))


def _month_that_stands(metric: Metric, term: Term) -> int:
    """The month whose figure is the term's: the last one, or the first that was handed in."""
    if metric.span is Span.LAST:
        return term.months[-1]
    return next((month for month in term.months if _received(metric, term, month)), term.months[0])


def _received(metric: Metric, term: Term, month: int) -> bool:
    """The form was handed in for the month, so that no rows means 0; what spans all forms is always known."""
    if metric.sheet is None:
        return True
    received = term.received.get(metric.sheet.form, frozenset())
    if not stands_on(metric):
        return month in received
    months = term.rows(metric.sheet).months.tolist() or received
    return month >= min(months, default=month + 1)


def _figure(metric: Metric, by: By, span: str, group: Group | None, *, is_rate: bool, received: bool) -> Figure:
    """No rows: 0 where the form was handed in (a sum), no figure otherwise."""
    if group is None:
        zero = Fraction(0) if received and metric.zero and not is_rate else None
        return make_figure(metric, by, span, zero)
    if group.den is None:
        return make_figure(metric, by, span, group.num, rows=group.ids)
    number = group.num / group.den if group.den else None
    return make_figure(metric, by, span, number, numerator=group.num, denominator=group.den, rows=group.ids)


def add_derived(book: Book, metric: Metric) -> None:
    """The figures of a metric that is computed from others' figures, where all of them are there."""
    if isinstance(metric.of, ShareOf):
        _add_shares(book, metric, metric.of)
    elif isinstance(metric.of, FromFigures):
        first = metric.of.metrics[0]
        wanted = {*metric.by, *([()] if metric.total else [])}
        for (name, by, span), figure in list(book.figures.items()):
            if name == first and tuple(title for title, _ in by) in wanted and _span_wanted(book, metric, span):
                _add_from(book, metric, metric.of, figure)


def _span_wanted(book: Book, metric: Metric, span: str) -> bool:
    return span == book.term.code or metric.span is not Span.TERM


def _add_from(book: Book, metric: Metric, of: FromFigures, first: Figure) -> None:
    sources = [book.figures.get((name, first.by, first.span)) for name in of.metrics]
    numbers = [None if source is None else source.number for source in sources]
    known = all(number is not None for number in numbers)
    number = of.compute(book.term, *numbers) if known else None
    ids = [source.rows for source in sources if source is not None]
    book.add(make_figure(metric, first.by, first.span, number, rows=np.unique(np.concatenate(ids))))


def _add_shares(book: Book, metric: Metric, of: ShareOf) -> None:
    for (name, by, span), figure in list(book.figures.items()):
        grouping = tuple(title for title, _ in by)
        if name != of.metric or grouping not in metric.by:
            continue
        whole = book.number(of.metric, (), span)
        share = figure.number / whole if figure.number is not None and whole else None
        book.add(
            make_figure(metric, by, span, share, numerator=figure.number, denominator=whole or None, rows=figure.rows)
        )
