"""The Report: finished figures, tables, charts and paragraphs as frozen data.

Made once by `figures.aggregate`; the renderers only draw it. Whatever a renderer shows, it reads here, so that the
statistics table, the chart and the sentence always show one and the same value.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from pipeline.figures.number import number_text
from pipeline.finding import Finding

NO_ROWS: NDArray[np.int64] = np.empty(0, dtype=np.int64)


@dataclass(frozen=True, eq=False)
class Figure:
    """One value of one metric: for one span (a month YYYY-MM or the term's code) and one place in its dimensions.

    `number` is exact and in `unit` (money in 元, a % as a ratio), None for "no figure" (an empty denominator);
    `text` is how it is printed, rounded half up (domain 3.2), without the unit except %. A rate has its `numerator`
    and `denominator`, in `parts_unit` where they are no counts. `rows` are ids into `Report.rows`.
    """

    metric: str
    name: str
    span: str
    number: Fraction | None
    unit: str
    text: str
    by: tuple[tuple[str, str], ...] = ()
    numerator: Fraction | None = None
    denominator: Fraction | None = None
    rows: NDArray[np.int64] = field(default_factory=lambda: NO_ROWS)
    parts_unit: str = ""

    @property
    def key(self) -> tuple[str, tuple[tuple[str, str], ...], str]:
        """What makes a figure unique in a Report."""
        return (self.metric, self.by, self.span)

    @property
    def of(self) -> str:
        """A rate's 38/40 or 1,080.00/1,200.00元, empty for anything else."""
        if self.numerator is None or self.denominator is None:
            return ""
        if self.parts_unit:
            parts = (number_text(part, self.parts_unit) for part in (self.numerator, self.denominator))
            return "/".join(parts) + self.parts_unit
        return f"{_plain(self.numerator)}/{_plain(self.denominator)}"

    @property
    def is_rounded_to_a_bound(self) -> bool:
        """It reads 100.0% or 0.0% and is neither."""
        bounds = (Fraction(0), Fraction(1))
        return self.unit == "%" and self.number not in bounds and self.text in {number_text(one, "%") for one in bounds}


def _plain(number: Fraction) -> str:
    return f"{number.numerator:,}" if number.denominator == 1 else f"{float(number):,.2f}"


Cell = Figure | str | int | date | None
"""What a table's cell holds; None is printed blank (there is nothing), a Figure without number as 「—」."""


@dataclass(frozen=True)
class Heading:
    """A column of a table: its name and the unit that all its figures share ('' for text, dates or mixed units)."""

    text: str
    unit: str = ""


@dataclass(frozen=True, eq=False)
class Block:
    """One rectangle of a table. `indents[i]` is 1 where row i is a detail of the row above it."""

    headings: tuple[Heading, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: tuple[Cell, ...] | None = None
    title: str = ""
    indents: tuple[int, ...] = ()


@dataclass(frozen=True)
class Tally:
    """What became of one sheet's rows in the period; in = counted + excluded + held + replaced.

    The `*_fen` are whole 分 and None where the sheet has no money column.
    """

    form: str
    sheet: str
    rows_in: int
    counted: int
    excluded: int
    held: int
    replaced: int
    in_fen: int | None = None
    counted_fen: int | None = None
    excluded_fen: int | None = None
    held_fen: int | None = None
    replaced_fen: int | None = None


@dataclass(frozen=True, eq=False)
class Table:
    """One table of domain 8, S01 to S31. `beneath` are single figures printed under the blocks."""

    id: str
    title: str
    period: str
    sources: tuple[str, ...]
    blocks: tuple[Block, ...]
    beneath: tuple[Figure, ...] = ()
    tallies: tuple[Tally, ...] = ()
    notes: tuple[str, ...] = ()


class ChartKind(StrEnum):
    """How a chart draws its series."""

    LINE = "line"
    COLUMN = "column"
    COLUMN_STACKED = "column-stacked"
    BAR = "bar"
    BAR_STACKED_100 = "bar-stacked-100"


@dataclass(frozen=True, eq=False)
class Series:
    """One series: a value for each of the chart's categories, None where there is none (a gap, never 0).

    `as_line` draws it as a line with markers over a column chart; `second_axis` on the right-hand axis;
    `reference` as a thin dashed line without markers (an average that others are compared with).
    """

    name: str
    values: tuple[Fraction | None, ...]
    as_line: bool = False
    second_axis: bool = False
    reference: bool = False
    decimals: int = 0


@dataclass(frozen=True, eq=False)
class Chart:
    """One native chart of domain 8, C01 to C14, described once and drawn in both files."""

    id: str
    title: str
    subtitle: str
    kind: ChartKind
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    x_title: str
    y_title: str
    y2_title: str = ""
    tables: tuple[str, ...] = ()
    alt: str = ""


@dataclass(frozen=True, eq=False)
class Paragraph:
    """Running text of the summary: plain pieces and Figures, whose `text` (and unit in the next piece) is printed."""

    parts: tuple[str | Figure, ...]

    @property
    def text(self) -> str:
        """The paragraph as it is read."""
        return "".join(part if isinstance(part, str) else part.text for part in self.parts)


@dataclass(frozen=True, eq=False)
class Section:
    """（一）…: a heading of the second level and what stands under it. `heading` may be empty."""

    heading: str
    paragraphs: tuple[Paragraph, ...]
    tables: tuple[str, ...] = ()
    charts: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Chapter:
    """One chapter of domain 9, numbered 一、 to 十、 when drawn; the opening has no number and no heading."""

    id: str
    heading: str
    sections: tuple[Section, ...]


@dataclass(frozen=True)
class SourceRow:
    """Where a row id leads: file, sheet title, Excel row number."""

    file: str
    form: str
    sheet: str
    row: int


@dataclass(frozen=True)
class Definition:
    """A line of the annex: a metric's or a parameter's code, name and what it means or is worth."""

    code: str
    name: str
    text: str
    unit: str = ""


@dataclass(frozen=True, eq=False)
class Report:
    """All that a run has to say. `period` is a month or the term's code; `title` heads both files."""

    school: str
    term: str
    period: str
    title: str
    as_of: date
    figures: Mapping[tuple[str, tuple[tuple[str, str], ...], str], Figure]
    tables: tuple[Table, ...]
    charts: tuple[Chart, ...]
    chapters: tuple[Chapter, ...]
    findings: tuple[Finding, ...]
    tallies: tuple[Tally, ...]
    definitions: tuple[Definition, ...]
    parameters: tuple[Definition, ...]
    rows: tuple[SourceRow, ...]
    signed_by: str = "總務處"
