"""TableSpec → Table: blocks of figures in rows and columns, totals, tallies beneath (domain 8)."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from pipeline.figures.book import Book, By
from pipeline.figures.report import Block, Cell, Figure, Heading, Table, Tally
from pipeline.form.metric import Span
from pipeline.form.table import BlockSpec, Col, Groups, TableSpec, Total


def build_table(spec: TableSpec, book: Book) -> Table | None:
    """The table, or None when its module is off or nothing was handed in for it."""
    if not book.term.switched_on(spec.module):
        return None
    made = [build_block(one, book) if isinstance(one, BlockSpec) else one(book) for one in spec.blocks]
    blocks = [block for block in made if block is not None]
    if not any(block.rows for block in blocks):
        return None
    beneath = [figure for metric in spec.beneath if (figure := book.figure(metric)) is not None]
    beneath += list(spec.more_beneath(book)) if spec.more_beneath else []
    sources = tuple(f"{sheet.form}「{sheet.title}」" for sheet in spec.sources)
    return Table(
        id=spec.id,
        title=spec.title,
        period=period_text(book),
        sources=sources,
        blocks=tuple(blocks),
        beneath=tuple(beneath),
        tallies=tallies_of(spec, book),
        notes=tuple(spec.notes(book)) if spec.notes else (),
    )


def period_text(book: Book) -> str:
    """What the table covers, in words."""
    months = book.months
    span = months[0] if len(months) == 1 else f"{months[0]} 至 {months[-1]}"
    return f"{book.term.code} 學期（{span}）"


def tallies_of(spec: TableSpec, book: Book) -> tuple[Tally, ...]:
    """What became of the rows of the table's source sheets."""
    wanted = {(sheet.form, sheet.title) for sheet in spec.sources}
    return tuple(tally for tally in book.tallies if (tally.form, tally.sheet) in wanted)


def build_block(spec: BlockSpec, book: Book) -> Block | None:
    """One block, without the columns of a module that is off; None when no row has data."""
    shown = [col for col in spec.columns if col.metric in book.metrics]
    columns = [(col, span) for col in shown for span in spans_of(col, book)]
    rows, indents = [], []
    for label, by, span, indent in row_keys(spec, book):
        cells = [book.figure(col.metric, by, own or span) for col, own in columns]
        if any(has_data(cell) for cell in cells):
            rows.append((label, *cells))
            indents.append(indent)
    if not rows:
        return None
    headings = (Heading(spec.heading), *(heading(col, span, book) for col, span in columns))
    total = total_row(columns, book) if spec.total is Total.SUM else None
    return Block(headings, tuple(rows), total, spec.title, tuple(indents))


def spans_of(col: Col, book: Book) -> list[str]:
    """Each month and the term for a column × month; otherwise '' = the row's own span."""
    if not col.months:
        return [""]
    metric = book.metrics.get(col.metric)
    return [book.term.code] if metric and metric.span is Span.TERM else [*book.months, book.term.code]


def heading(col: Col, span: str, book: Book) -> Heading:
    """The metric's name, or the month; with the unit."""
    metric = book.metrics[col.metric]
    name = col.heading or metric.name
    unit = "" if metric.units else metric.unit
    if not col.months:
        return Heading(name, unit)
    return Heading(f"{name}合計" if span == book.term.code else span, unit)


def row_keys(spec: BlockSpec, book: Book) -> list[tuple[Cell, By, str, int]]:
    """Label, dimensions, span and indent of each row."""
    if not isinstance(spec.rows, Groups):
        return [(month, (), month, 0) for month in book.months]
    groups = spec.rows
    found: list[tuple[Cell, By, str, int]] = []
    details = values_of(spec, groups.detail, book) if groups.detail else []
    for value in values_of(spec, groups.by, book):
        by = tuple(zip(groups.by, value, strict=True))
        found.append((label_of(groups, value, book), by, book.term.code, 0))
        for fine in details:
            if groups.detail and fine[: len(value)] == value:
                pairs = tuple(zip(groups.detail, fine, strict=True))
                found.append(("　" + (fine[-1] or "（未分）"), pairs, book.term.code, 1))
    return found


def values_of(spec: BlockSpec, titles: tuple[str, ...], book: Book) -> list[tuple[str, ...]]:
    """The values of a grouping over all columns of the block, in the form's order."""
    found: dict[tuple[str, ...], None] = {}
    for col in spec.columns:
        found.update(dict.fromkeys(book.values(col.metric, titles)))
    order = list(spec.rows.order) if isinstance(spec.rows, Groups) else []
    first = next((book.values(col.metric, titles) for col in spec.columns if book.values(col.metric, titles)), [])
    if order:
        place = {value: at for at, value in enumerate(order)}
        return sorted(found, key=lambda value: (place.get(value[0], len(place)), value))
    return [*first, *(value for value in found if value not in set(first))]


def label_of(groups: Groups, value: tuple[str, ...], book: Book) -> str:
    """How a row is called."""
    return groups.label(book, value) if groups.label else "　".join(part or "（空白）" for part in value)


def total_row(columns: Sequence[tuple[Col, str]], book: Book) -> tuple[Cell, ...]:
    """合計: each column's figure over all rows (a rate from its own sums)."""
    return ("合計", *(book.figure(col.metric, (), own or book.term.code) for col, own in columns))


def has_data(cell: Figure | None) -> bool:
    """There is a number that rows stand behind."""
    return cell is not None and cell.number is not None and (cell.number != 0 or len(cell.rows) > 0)


def largest(book: Book, metric: str, dimension: str, count: int) -> tuple[list[str], list[str]]:
    """The `count` largest values of a dimension over the term, and the rest."""
    values = [value[0] for value in book.values(metric, (dimension,))]
    ranked = sorted(values, key=lambda value: (-(book.number(metric, {dimension: value}) or Fraction(0)), value))
    ranked = [value for value in ranked if book.number(metric, {dimension: value})]
    return ranked[:count], ranked[count:]
