"""The charts' data, on a sheet of their own, and the page of those charts that do not stand beneath their table."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.figures.report import Chart
from pipeline.render import chart as drawing
from pipeline.render.sheets.book import Book
from pipeline.render.sheets.lists import start_list
from pipeline.render.sheets.page import Page
from pipeline.render.sheets.printing import DrawnChart, Part, break_pages, paginate, place_charts, set_up_printing
from pipeline.render.text import one_line


def write_chart_data(book: Book, charts: Sequence[Chart], school: str) -> tuple[Page, list[DrawnChart]]:
    """Write each chart's data under its title and give the charts over them, not yet standing anywhere."""
    page = start_list(
        book, "圖表數據", "各圖所畫的數；改這裡的數，圖隨之改變。", 1 + max(len(chart.series) for chart in charts)
    )
    row, drawn = 3, []
    for chart in charts:
        page.line(row, f"{chart.id}　{one_line(chart.title)}", "subtitle")
        drawn.append((chart, drawing.add_chart(book.workbook, page.sheet, chart, row + 1, 0)))
        _measure(page, chart)
        row += len(chart.categories) + 4
    page.fit()
    set_up_printing(page, row - 3, (page.name, school))
    return page, drawn


def write_charts_alone(book: Book, charts: Sequence[DrawnChart], school: str) -> Page:
    """Stand charts on a sheet of their own."""
    page = start_list(book, "圖表", "不在表下的圖：所屬的表較長，或不在本冊。", 1)
    page.fit(drawing.WIDTH)
    pages = paginate(page, [Part(0, 3)], (0, 0))
    set_up_printing(page, place_charts(page, charts, 3, pages) - 1, (page.name, school), pages.repeat)
    break_pages(pages)
    return page


def _measure(page: Page, chart: Chart) -> None:
    for category in (chart.x_title, *chart.categories):
        page.widen(0, category)
    for column, series in enumerate(chart.series, start=1):
        page.widen(column, series.name)
