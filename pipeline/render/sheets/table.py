"""The sheet of one table: what it is about, its blocks, what stands beneath them, its charts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from pipeline.figures.report import Figure, Report, Table
from pipeline.render import chart
from pipeline.render.sheets.block import SAID_BY_THE_NUMBER, draw_block
from pipeline.render.sheets.book import Book, sheet_link, table_name
from pipeline.render.sheets.page import NARROWEST_PAGE_PX, Page
from pipeline.render.sheets.printing import DrawnChart, paper_of, place_charts, set_up_printing
from pipeline.render.sheets.tallies import HEADINGS as TALLY_HEADINGS
from pipeline.render.sheets.tallies import draw_tallies

HEADER_ROW: Final = 5
TITLE_ROWS: Final = 2
WIDE: Final = 8


@dataclass(frozen=True)
class TableSheet:
    """A table's sheet without its charts yet; `after` is the first free row."""

    page: Page
    table: Table
    after: int


def draft_table(book: Book, report: Report, table: Table) -> TableSheet:
    """Write everything of a table but its charts, whose data stand on a later sheet."""
    page = Page(book, book.add_sheet(table.title), _columns(table))
    _write_head(page, report, table)
    after = _write_blocks(page, table)
    after = _write_beneath(page, after, table.beneath)
    after = _write_tallies(page, after, table)
    return TableSheet(page, table, _write_notes(page, after, table.notes))


def finish_table(draft: TableSheet, charts: Sequence[DrawnChart], school: str, contents: str) -> None:
    """Fit the sheet, stand its charts below and set up its printing; `contents` is the sheet that it links back to."""
    page, after = draft.page, draft.after
    page.fit(chart.WIDTH if charts else NARROWEST_PAGE_PX)
    if charts:
        after = place_charts(page, charts, after + 1, paper_of(page))
    page.sheet.write_url(0, page.columns, sheet_link(contents), page.book.style("link"), page.book.say("返回目錄"))
    _freeze_and_print(draft, after, school)


def _columns(table: Table) -> int:
    beneath = 3 if table.beneath else 1
    return max([beneath, len(TALLY_HEADINGS) if table.tallies else 1, *(len(block.headings) for block in table.blocks)])


def common_unit(table: Table) -> str:
    """The one unit that all figures of a table share, shares apart; empty if there are several."""
    units = {heading.unit for block in table.blocks for heading in block.headings} - {*SAID_BY_THE_NUMBER}
    return units.pop() if len(units) == 1 else ""


def _write_head(page: Page, report: Report, table: Table) -> None:
    say = page.book.say
    unit = common_unit(table)
    page.line(0, f"{table.id}　{table.title}", "title")
    page.line(1, f"{say('期間')}：{table.period}　{say('統計截至')}：{report.as_of:%Y-%m-%d}　{report.school}")
    page.line(2, f"{say('資料來源')}：{'、'.join(table.sources) or page.book.say('無')}")
    page.line(3, f"{say('單位')}：{unit or say('見各欄')}　{say('「—」表示無數字，空白表示無資料')}", "faint")
    if table.blocks and table.blocks[0].title:
        page.line(HEADER_ROW - 1, table.blocks[0].title, "subtitle")


def _write_blocks(page: Page, table: Table) -> int:
    after, unit = HEADER_ROW, common_unit(table)
    for number, block in enumerate(table.blocks, start=1):
        if number > 1:
            page.line(after + 1, block.title or page.book.say(f"分表{number}"), "subtitle")
            after += 2
        after = draw_block(page, after, block, table_name(table.id, number), common_unit=unit)
    return after


def _write_beneath(page: Page, row: int, figures: Sequence[Figure]) -> int:
    for number, figure in enumerate(figures, start=row + 1):
        page.text(number, 0, label_of(figure), "label")
        page.put(number, 1, figure)
        page.text(number, 2, figure.of or ("" if figure.unit == "%" else figure.unit))
    return row + 1 + len(figures) if figures else row


def label_of(figure: Figure) -> str:
    """A figure's name with the place in its dimensions."""
    place = "、".join(value for _, value in figure.by)
    return f"{figure.name}（{place}）" if place else figure.name


def _write_tallies(page: Page, row: int, table: Table) -> int:
    if not table.tallies:
        return row
    page.line(row + 1, page.book.say("行數與金額核對：收到 = 計入 + 不計入 + 停用 + 被替代"), "subtitle")
    return draw_tallies(page, row + 2, table.tallies, table_name(table.id, "rows"))


def _write_notes(page: Page, row: int, notes: Sequence[str]) -> int:
    for number, note in enumerate(notes, start=1):
        page.line(row + number, f"{page.book.say('註')}{number}：{note}", "faint")
    return row + 1 + len(notes) if notes else row


def _freeze_and_print(draft: TableSheet, after: int, school: str) -> None:
    page, table = draft.page, draft.table
    alone = len(table.blocks) == 1
    if alone:
        page.sheet.freeze_panes(HEADER_ROW + 1, 1 if page.columns > WIDE else 0)
    else:
        page.sheet.freeze_panes(TITLE_ROWS, 0)
    repeat = (HEADER_ROW, HEADER_ROW) if alone else (0, TITLE_ROWS - 1)
    set_up_printing(page, after - 1, (f"{table.id} {table.title}", school), repeat)
