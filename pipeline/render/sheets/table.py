"""The sheet of one table: what it is about, its blocks, what stands beneath them, its charts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from pipeline.figures.report import Figure, Report, Table
from pipeline.render import chart
from pipeline.render.sheets.block import SAID_BY_THE_NUMBER, draw_block
from pipeline.render.sheets.book import Book, sheet_link, table_name
from pipeline.render.sheets.page import NARROWEST_PAGE_PX, ROW_PX, Page
from pipeline.render.sheets.printing import (
    DrawnChart,
    Pages,
    Part,
    break_pages,
    paginate,
    place_charts,
    set_up_printing,
)
from pipeline.render.sheets.tallies import HEADINGS as TALLY_HEADINGS
from pipeline.render.sheets.tallies import draw_tallies

HEADER_ROW: Final = 5
TITLE_ROWS: Final = 2
WIDE: Final = 8


@dataclass(frozen=True)
class TableSheet:
    """A table's sheet without its charts yet; `parts` are its rows."""

    page: Page
    table: Table
    parts: tuple[Part, ...]

    @property
    def after(self) -> int:
        """The first free row."""
        return self.parts[-1].after


def draft_table(book: Book, report: Report, table: Table) -> TableSheet:
    """Write everything of a table but its charts, whose data stand on a later sheet."""
    page = Page(book, book.add_sheet(table.title), _columns(table))
    _write_head(page, report, table)
    parts = list(_write_blocks(page, table)) or [Part(0, HEADER_ROW)]
    for write in (_write_beneath, _write_tallies, _write_notes):
        parts += write(page, parts[-1].after, table)
    return TableSheet(page, table, tuple(parts))


def finish_table(draft: TableSheet, charts: Sequence[DrawnChart], school: str, contents: str) -> Sequence[DrawnChart]:
    """Fit the sheet, stand its charts below and set up its printing; return the charts that found no place.

    Beneath a table of several pages, whose header is repeated, they would stand under that header and out of sight.
    `contents` is the sheet that is linked back to.
    """
    page, after = draft.page, draft.after
    page.fit(chart.WIDTH if charts else NARROWEST_PAGE_PX)
    pages = paginate(page, draft.parts, (0, TITLE_ROWS - 1))
    is_long = pages.repeat[0] > 0
    if charts and not is_long:
        pages.used += ROW_PX
        after = place_charts(page, charts, after + 1, pages)
    page.sheet.write_url(0, page.columns, sheet_link(contents), page.book.style("link"), page.book.say("返回目錄"))
    break_pages(pages)
    _freeze_and_print(draft, after, school, pages)
    return charts if is_long else ()


def _columns(table: Table) -> int:
    beneath = 3 if table.beneath else 1
    return max([beneath, len(TALLY_HEADINGS) if table.tallies else 1, *(len(block.headings) for block in table.blocks)])


def common_unit(table: Table) -> str:
    """The one unit that all figures of a table share, shares apart; empty if there are several."""
    units = {heading.unit for block in table.blocks for heading in block.headings}
    for block in table.blocks:
        units |= {cell.unit for row in block.rows for cell in row if isinstance(cell, Figure)}
    units -= {*SAID_BY_THE_NUMBER}
    return units.pop() if len(units) == 1 else ""


def said_sources(book: Book, table: Table) -> str:
    """The sheets that a table is drawn from; one that names none is drawn from all."""
    return "、".join(table.sources) or book.say("全部台賬")


def _write_head(page: Page, report: Report, table: Table) -> None:
    say = page.book.say
    unit = common_unit(table)
    page.line(0, f"{table.id}　{table.title}", "title")
    page.line(1, f"{say('期間')}：{table.period}　{say('統計截至')}：{report.as_of:%Y-%m-%d}　{report.school}")
    page.line(2, f"{say('資料來源')}：{said_sources(page.book, table)}")
    page.line(3, f"{say('單位')}：{unit or say('見各列')}　{say('「—」表示無數字，空白表示無資料')}", "faint")
    if table.blocks and table.blocks[0].title:
        page.line(HEADER_ROW - 1, table.blocks[0].title, "subtitle")


def _write_blocks(page: Page, table: Table) -> Iterator[Part]:
    first, header, unit = 0, HEADER_ROW, common_unit(table)
    for number, block in enumerate(table.blocks, start=1):
        if number > 1:
            page.line(first, block.title or page.book.say(f"分表{number}"), "subtitle")
        after = draw_block(page, header, block, table_name(table.id, number), common_unit=unit)
        yield Part(first, after, header)
        first, header = after + 1, after + 2


def _write_beneath(page: Page, after: int, table: Table) -> Iterator[Part]:
    for number, figure in enumerate(table.beneath, start=after + 1):
        page.text(number, 0, label_of(figure), "label")
        page.put(number, 1, figure)
        page.text(number, 2, figure.of or ("" if figure.unit == "%" else figure.unit), indent=1)
    if table.beneath:
        yield Part(after + 1, after + 1 + len(table.beneath))


def label_of(figure: Figure) -> str:
    """A figure's name with the place in its dimensions."""
    place = "、".join(value for _, value in figure.by)
    return f"{figure.name}（{place}）" if place else figure.name


def _write_tallies(page: Page, after: int, table: Table) -> Iterator[Part]:
    if table.tallies:
        page.line(after + 1, page.book.say("行數與金額核對：收到 = 計入 + 不計入 + 停用 + 被取代"), "subtitle")
        yield Part(after + 1, draw_tallies(page, after + 2, table.tallies, table_name(table.id, "rows")), after + 2)


def _write_notes(page: Page, after: int, table: Table) -> Iterator[Part]:
    for number, note in enumerate(table.notes, start=1):
        page.line(after + number, f"{page.book.say('註')}{number}：{note}", "faint")
    if table.notes:
        yield Part(after + 1, after + 1 + len(table.notes))


def _freeze_and_print(draft: TableSheet, after: int, school: str, pages: Pages) -> None:
    page, table = draft.page, draft.table
    if len(table.blocks) == 1:
        page.sheet.freeze_panes(HEADER_ROW + 1, 1 if page.columns > WIDE else 0)
    else:
        page.sheet.freeze_panes(TITLE_ROWS, 0)
    set_up_printing(page, after - 1, (f"{table.id} {table.title}", school), pages.repeat)
