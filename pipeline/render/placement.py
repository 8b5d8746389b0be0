"""Where each table and chart of the summary is drawn, and under which number.

A short table stands in the section that names it first, at most one a section; every other table stands in the annex,
so that the text reads as text. Charts stand in the section that names them; those that none names follow the tables.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain

from pipeline.figures.report import Chart, Report, Section, Table
from pipeline.render.profile import Profile

HELD_LIST = "S31"
"""The list of held rows has an annex of its own, drawn from the findings."""


@dataclass(frozen=True, eq=False)
class PlacedSection:
    """A section with what is drawn in it, and what it refers to: here or before in the text, or in the annex."""

    section: Section
    tables: tuple[Table, ...]
    charts: tuple[Chart, ...]
    referred: tuple[Table | Chart, ...]
    annexed: tuple[Table, ...]


@dataclass(frozen=True, eq=False)
class Placement:
    """The placed sections of every chapter, what is left for the annex, and the numbers by id."""

    chapters: tuple[tuple[PlacedSection, ...], ...]
    annex_tables: tuple[Table, ...]
    annex_charts: tuple[Chart, ...]
    table_numbers: Mapping[str, int]
    chart_numbers: Mapping[str, int]


def place(report: Report, profile: Profile) -> Placement:
    """Decide for the whole report."""
    tables = {table.id: table for table in report.tables if table.id != HELD_LIST and not is_empty(table)}
    charts = {chart.id: chart for chart in report.charts}
    picker = _Picker(tables, charts, profile.rows_in_text)
    chapters = tuple(tuple(picker.placed(section) for section in chapter.sections) for chapter in report.chapters)
    drawn = [placed for chapter in chapters for placed in chapter]
    annex_tables = [table for table in tables.values() if table.id not in picker.drawn]
    annex_charts = [chart for chart in charts.values() if chart.id not in picker.drawn]
    return Placement(
        chapters,
        tuple(annex_tables),
        tuple(annex_charts),
        _numbered(chain(*(placed.tables for placed in drawn), annex_tables)),
        _numbered(chain(*(placed.charts for placed in drawn), annex_charts)),
    )


def is_empty(table: Table) -> bool:
    """Whether a table has nothing to show."""
    return not any(block.rows for block in table.blocks) and not table.beneath


def row_count(table: Table) -> int:
    """All lines of a table, totals included."""
    return sum(len(block.rows) + (block.total is not None) for block in table.blocks)


def _numbered(drawn: Iterator[Table | Chart]) -> Mapping[str, int]:
    return {one.id: number for number, one in enumerate(drawn, start=1)}


@dataclass(frozen=True)
class _Picker:
    """Gives each table and chart to the first section that names it; a table passed over goes to the annex."""

    tables: Mapping[str, Table]
    charts: Mapping[str, Chart]
    rows_in_text: int
    drawn: set[str] = field(default_factory=set)
    annexed: set[str] = field(default_factory=set)

    def placed(self, section: Section) -> PlacedSection:
        named = [self.tables[name] for name in section.tables if name in self.tables]
        charts = [self.charts[name] for name in section.charts if name in self.charts]
        tables_here = [table for table in named if self._may_stand_in_text(table)][:1]
        charts_here = [chart for chart in charts if chart.id not in self.drawn]
        self.drawn.update(table.id for table in tables_here)
        self.drawn.update(chart.id for chart in charts_here)
        annexed = [table for table in named if table.id not in self.drawn]
        self.annexed.update(table.id for table in annexed)
        in_text = [table for table in named if table.id in self.drawn]
        return PlacedSection(section, tuple(tables_here), tuple(charts_here), (*in_text, *charts), tuple(annexed))

    def _may_stand_in_text(self, table: Table) -> bool:
        is_free = table.id not in self.drawn | self.annexed
        return is_free and row_count(table) <= self.rows_in_text
