"""The charts' data, on a sheet of their own, and the page of those charts whose table is not in the workbook."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.figures.report import Chart
from pipeline.render import chart as drawing
from pipeline.render.sheets.book import Book
from pipeline.render.sheets.lists import start_list
from pipeline.render.sheets.page import Page
from pipeline.render.sheets.printing import DrawnChart, paper_of, place_charts, set_up_printing
from pipeline.render.text import one_line


def write_chart_data(book: Book, charts: Sequence[Chart], school: str) -> tuple[Page, list[DrawnChart]]:
    """Write each chart's data under its title and give the charts over them, not yet standing anywhere."""
    page = start_list(
        book, "圖表數據", "各圖所畫的數；改這裡的數，圖隨之改變。", 1 + max(len(chart.series) for chart in charts)
    )
    row, drawn = 2, []
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
    page = start_list(book, "圖表", "所屬的表不在本冊的圖。", 1)
    page.fit(drawing.WIDTH)
    set_up_printing(page, place_charts(page, charts, 2, paper_of(page)) - 1, (page.name, school))
    return page


def _measure(page: Page, chart: Chart) -> None:
    for category in (chart.x_title, *chart.categories):
        page.widen(0, category)
    for column, series in enumerate(chart.series, start=1):
        page.widen(column, series.name)
