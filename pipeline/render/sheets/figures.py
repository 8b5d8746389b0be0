"""全部指標: every figure of the report on one line, with what it is made of and where else it stands."""

from __future__ import annotations

from fractions import Fraction
from operator import attrgetter
from typing import Final

from pipeline.figures.report import Figure, Report
from pipeline.render import theme
from pipeline.render.sheets.block import add_table
from pipeline.render.sheets.book import Book
from pipeline.render.sheets.exact import INTEGER, MONEY
from pipeline.render.sheets.lists import HEADER_ROW, finish_list, start_list
from pipeline.render.sheets.page import Page
from pipeline.render.sheets.sources import Sources

HEADINGS: Final = ("指標", "名稱", "維度", "期間", "數值", "單位", "分子", "分母", "行數", "所在表", "來源行")
ABOUT: Final = "每個數字一行。「來源行」寫作：文件編號·工作表 行號，文件編號見《來源文件》。"
VALUE: Final = 4
WIDEST: Final = 34


def write_figures(book: Book, report: Report, sources: Sources) -> Page:
    """Write the sheet; every figure that stands in no table has its cell here."""
    page = start_list(book, "全部指標", ABOUT, len(HEADINGS))
    page.widest = WIDEST
    headings = [book.say(heading) for heading in HEADINGS]
    page.headings(HEADER_ROW, headings)
    figures = sorted(report.figures.values(), key=attrgetter("key"))
    for row, figure in enumerate(figures, start=HEADER_ROW + 1):
        _write_figure(page, row, figure, sources)
    after = HEADER_ROW + 1 + len(figures)
    if figures:
        add_table(page, (HEADER_ROW, after - 1), headings, "All_figures", filters=True)
    return finish_list(page, after, report.school)


def _write_figure(page: Page, row: int, figure: Figure, sources: Sources) -> None:
    place = "、".join(f"{dimension}={value}" for dimension, value in figure.by)
    stands = page.book.cells.get(figure.key, "")
    for column, text in enumerate((figure.metric, figure.name, place, figure.span)):
        page.text(row, column, text)
    page.put(row, VALUE, figure)
    page.text(row, VALUE + 1, figure.unit)
    for column, part in enumerate((figure.numerator, figure.denominator), start=VALUE + 2):
        _write_part(page, row, column, part)
    page.put(row, VALUE + 4, len(figure.rows))
    page.text(row, VALUE + 5, stands)
    page.text(row, VALUE + 6, sources.written(figure.rows))


def _write_part(page: Page, row: int, column: int, part: Fraction | None) -> None:
    if part is None:
        page.put(row, column, None)
        return
    num_format, places = (INTEGER, 0) if part.denominator == 1 else (MONEY, 2)
    page.number(row, column, part, page.book.style("number", num_format), f"{theme.as_float(part):,.{places}f}")
