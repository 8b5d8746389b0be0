"""X-50: before anything is published, the figures are added up once more, another way (domain 6)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction

from pipeline.checks.tally import NotConservedError
from pipeline.figures.book import Book, By
from pipeline.figures.report import Figure
from pipeline.form.metric import FromFigures, Metric, ShareOf, Span


def check_figures(book: Book) -> None:
    """Term = Σ months, stock = last month, rates from their sums, groups = total.

    Raises:
        NotConservedError: naming every figure that does not agree; a fault of the program, nothing may be published.
    """
    faults = [fault for metric in book.metrics.values() for fault in faults_of(metric, book)]
    if faults:
        raise NotConservedError("；".join(faults))


def faults_of(metric: Metric, book: Book) -> Iterator[str]:
    """What does not agree among a metric's figures."""
    if isinstance(metric.of, FromFigures | ShareOf):
        return
    for by in [(), *(pairs for grouping in metric.by for pairs in places(metric, grouping, book))]:
        term = book.figure(metric.id, by)
        months = [figure for month in book.months if (figure := book.figure(metric.id, by, month)) is not None]
        if term is not None:
            yield from spans_disagree(metric, term, months)
    for grouping in metric.by:
        yield from groups_disagree(metric, grouping, book)


def places(metric: Metric, grouping: tuple[str, ...], book: Book) -> list[By]:
    """The dimensions of each value of a grouping."""
    return [tuple(zip(grouping, value, strict=True)) for value in book.values(metric.id, grouping)]


def spans_disagree(metric: Metric, term: Figure, months: Sequence[Figure]) -> Iterator[str]:
    """The term's figure against its months, a rate against its own parts."""
    name = f"{metric.id} {dict(term.by)}"
    for figure in (term, *months):
        if figure.denominator and figure.number != (figure.numerator or 0) / figure.denominator:
            yield f"{name} {figure.span} 不等於分子 ÷ 分母"
    if metric.span is Span.LAST and months and term.number != months[-1].number:
        yield f"{name} 不等於末月"
    if metric.span is Span.ADDITIVE and parts(term) != added(months):
        yield f"{name} 不等於各月之和"


def parts(figure: Figure) -> tuple[Fraction, Fraction]:
    """Numerator and denominator of a rate; a sum and 0 of anything else."""
    if figure.denominator is not None:
        return figure.numerator or Fraction(0), figure.denominator
    return figure.number or Fraction(0), Fraction(0)


def added(figures: Sequence[Figure]) -> tuple[Fraction, Fraction]:
    """The parts of figures, added."""
    found = [parts(figure) for figure in figures]
    return sum((num for num, _ in found), Fraction(0)), sum((den for _, den in found), Fraction(0))


def groups_disagree(metric: Metric, grouping: tuple[str, ...], book: Book) -> Iterator[str]:
    """The values of a grouping against the total, where the metric has one."""
    spans: dict[str, list[Figure]] = defaultdict(list)
    for by in places(metric, grouping, book):
        if any(value in metric.apart.get(title, ()) for title, value in by):
            continue
        for span in (*book.months, book.term.code):
            if (figure := book.figure(metric.id, by, span)) is not None:
                spans[span].append(figure)
    for span, figures in spans.items():
        total = book.figure(metric.id, (), span)
        if total is not None and parts(total) != added(figures):
            yield f"{metric.id} {span} 各{'、'.join(grouping)}之和不等於合計"
