"""The statistics workbook: every table on its sheet, every figure in a cell, ready to print and to audit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.figures.report import Report
from pipeline.render.profile import Profile, Script
from pipeline.render.sheets.annexes import write_annexes
from pipeline.render.sheets.book import Book, FigureKey
from pipeline.render.sheets.charts import write_chart_data, write_charts_alone
from pipeline.render.sheets.figures import write_figures
from pipeline.render.sheets.front import write_contents, write_cover
from pipeline.render.sheets.page import Page
from pipeline.render.sheets.printing import DrawnChart
from pipeline.render.sheets.sources import Sources
from pipeline.render.sheets.table import TableSheet, draft_table, finish_table


@dataclass(frozen=True, eq=False)
class Statistics:
    """The workbook and, for each figure's key, the first cell where it stands: 節能措施效果表!I7."""

    content: bytes
    cells: Mapping[FigureKey, str]


def write_statistics(report: Report, script: Script = "hant", made_by: str = "houqin") -> Statistics:
    """Draw a report as a workbook; `script` is that of the renderer's own words."""
    book = Book(Profile(script=script).say)
    book.describe(report)
    cover, contents = book.add_sheet(book.say("封面")), book.add_sheet(book.say("目錄"))
    drafts = [draft_table(book, report, table) for table in report.tables]
    sources = Sources(report.rows)
    others = [
        *write_annexes(book, report, sources),
        *_write_charts(book, report, drafts, contents.get_name()),
        *write_figures(book, report, sources),
    ]
    write_contents(book, contents, report, [(draft.table, draft.page.name) for draft in drafts], others)
    write_cover(book, cover, report, made_by)
    return Statistics(book.close(), book.cells)


def _write_charts(book: Book, report: Report, drafts: Sequence[TableSheet], contents: str) -> Iterator[Page]:
    """Write the charts' data, then stand each chart beneath the first table that it names, or else on a last sheet."""
    drawn: list[DrawnChart] = []
    if report.charts:
        data, drawn = write_chart_data(book, report.charts, report.school)
        yield data
    homes = {draft.table.id: draft for draft in drafts}
    homeless = [each for each in drawn if not homes.keys() & set(each[0].tables[:1])]
    for name, draft in homes.items():
        here = [each for each in drawn if each[0].tables[:1] == (name,)]
        homeless += finish_table(draft, here, report.school, contents)
    if homeless:
        yield write_charts_alone(book, homeless, report.school)
