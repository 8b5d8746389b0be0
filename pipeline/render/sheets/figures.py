"""全部指標: every figure of the report, a line a metric and place, a column a month and the term; 指標來源: what of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import groupby
from operator import attrgetter
from typing import Final

from pipeline.figures.report import Figure, Report
from pipeline.render import theme
from pipeline.render.sheets.block import add_table
from pipeline.render.sheets.book import Book, sheet_link
from pipeline.render.sheets.exact import INTEGER, MONEY
from pipeline.render.sheets.lists import HEADER_ROW, finish_list, start_list
from pipeline.render.sheets.page import Page
from pipeline.render.sheets.printing import set_up_printing
from pipeline.render.sheets.sources import Sources

ABOUT_FIGURES: Final = "每個指標（及其維度）一行，各月和學期各一列。點指標代碼，可到《指標來源》查它由哪些行得來。"
ABOUT_SOURCES: Final = (
    "每個數字一行，供篩選查閱，不列印。「來源行」寫作：文件編號·工作表 行號，文件編號見《來源文件》；"
    "指整份文件的，寫作封面；一格寫不下的，續在下一行。"
)
KEYS: Final = ("指標", "名稱", "維度", "單位")
PARTS: Final = ("指標", "維度", "期間", "數值", "分子", "分母", "行數", "所在儲存格", "來源行")
WIDEST: Final = 40
WIDEST_NAME: Final = 32
WIDEST_PX: Final = 1150
WIDEST_UPRIGHT_PX: Final = 1300
"""Printed at about half its size: of thousands of lines an upright page holds twice as many as one across."""
LOW_ROW_PX: Final = 18
MOST_LINKS: Final = 60_000
"""Excel takes 65,530 on a sheet."""
FIRST: Final = HEADER_ROW + 1
HIGHEST_SOURCE_PX: Final = 94
"""Five lines of a long list of rows; the whole of it is in the cell."""
Key = tuple[str, tuple[tuple[str, str], ...], str]

_MONTH: Final = re.compile(r"\d{4}-\d{2}")


def write_figures(book: Book, report: Report, sources: Sources) -> Iterator[Page]:
    """Write both sheets; every figure that stands in no table has its cell on the first."""
    figures = sorted(report.figures.values(), key=attrgetter("key"))
    spans = sorted({figure.span for figure in figures}, key=lambda span: (not _MONTH.fullmatch(span), span))
    page = start_list(book, "全部指標", ABOUT_FIGURES, len(KEYS) + len(spans))
    page.widest, page.widest_px, page.usual_row_px = WIDEST_NAME, WIDEST_PX, LOW_ROW_PX
    page.widest_upright_px = WIDEST_UPRIGHT_PX
    behind = start_list(book, "指標來源", ABOUT_SOURCES, len(PARTS))
    behind.widest = WIDEST
    behind.highest_row_px = HIGHEST_SOURCE_PX
    places = {figure.key: sources.written(figure.rows) for figure in figures}
    _write_lines(page, figures, spans, links(figures, places, behind.name))
    yield finish_list(page, page.next_row, report.school, columns_in_sight=len(KEYS) - 1)
    _write_sources(behind, figures, places)
    behind.sheet.freeze_panes(FIRST, 1)
    behind.fit()
    set_up_printing(behind, 1, (behind.name, report.school))
    yield behind


def links(figures: Sequence[Figure], places: Mapping[Key, Sequence[str]], behind: str) -> dict[Key, str]:
    """Where each figure's line stands among the sources; what goes on in a further cell takes a further line."""
    found, row = {}, FIRST
    for figure in figures:
        found[figure.key] = sheet_link(behind, f"A{row + 1}")
        row += len(places[figure.key])
    return found


def _write_lines(page: Page, figures: Sequence[Figure], spans: Sequence[str], links: Mapping[Key, str]) -> None:
    column_of = {span: column for column, span in enumerate(spans, start=len(KEYS))}
    row = FIRST
    for _, same in groupby(figures, key=lambda figure: (figure.metric, figure.by)):
        line = list(same)
        _write_line(page, row, line, column_of, links[line[0].key])
        row += 1
    say = page.book.say
    term = [span for span in spans if not _MONTH.fullmatch(span)]
    names = [say("學期累計") if [span] == term else span for span in spans]
    _finish_table(page, row, [*map(say, KEYS), *names], "All_figures")


def _write_line(page: Page, row: int, line: Sequence[Figure], column_of: dict[str, int], source: str) -> None:
    first = line[0]
    if row < MOST_LINKS:
        page.link(row, 0, source, first.metric, "linked")
    else:
        page.text(row, 0, first.metric)
    for column, text in enumerate((first.name, _place(first), first.unit), start=1):
        page.text(row, column, text)
    figure_at = {column_of[figure.span]: figure for figure in line}
    for column in column_of.values():
        page.put(row, column, figure_at.get(column))


def _write_sources(page: Page, figures: Sequence[Figure], places: Mapping[Key, Sequence[str]]) -> None:
    row = FIRST
    for figure in figures:
        _write_figure(page, row, figure)
        for place in places[figure.key]:
            for column, text in enumerate((figure.metric, _place(figure), figure.span)):
                page.text(row, column, text)
            page.text(row, 8, place)
            row += 1
    _finish_table(page, row, [page.book.say(part) for part in PARTS], "Figure_sources")


def _write_figure(page: Page, row: int, figure: Figure) -> None:
    page.put(row, 3, figure)
    _write_part(page, row, 4, figure.numerator)
    _write_part(page, row, 5, figure.denominator)
    page.put(row, 6, len(figure.rows))
    page.text(row, 7, page.book.cells.get(figure.key, ""), indent=1)


def _finish_table(page: Page, after: int, names: Sequence[str], table: str) -> None:
    headings = page.headings(HEADER_ROW, names)
    if after > FIRST:
        add_table(page, (HEADER_ROW, after - 1), headings, table, filters=True)


def _place(figure: Figure) -> str:
    return "；".join(f"{dimension}：{value}" for dimension, value in figure.by)


def _write_part(page: Page, row: int, column: int, part: Fraction | None) -> None:
    if part is None:
        page.put(row, column, None)
        return
    num_format, places = (INTEGER, 0) if part.denominator == 1 else (MONEY, 2)
    page.number(row, column, part, page.book.style("number", num_format), f"{theme.as_float(part):,.{places}f}")
