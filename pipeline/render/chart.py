"""A chart, described once, as a native Excel chart: for the statistics workbook and, embedded, for the Word summary.

The values of a percentage axis (a title with "%") are ratios, as in `Figure.number`; every other value is in the unit
that the axis title names.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from pipeline.figures.report import Chart, ChartKind, Series
from pipeline.render import theme
from pipeline.render.chart_labels import axis_format, data_labels, is_line, is_percentage, is_stacked, number_format
from pipeline.render.text import one_line, scrub
from pipeline.render.widths import text_width

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.chart import Chart as NativeChart
    from xlsxwriter.worksheet import Worksheet

XLSX_TYPES: dict[ChartKind, dict[str, str]] = {
    ChartKind.LINE: {"type": "line"},
    ChartKind.COLUMN: {"type": "column"},
    ChartKind.COLUMN_STACKED: {"type": "column", "subtype": "stacked"},
    ChartKind.BAR: {"type": "bar"},
    ChartKind.BAR_STACKED_100: {"type": "bar", "subtype": "percent_stacked"},
}
HORIZONTAL = (ChartKind.BAR, ChartKind.BAR_STACKED_100)

WIDTH = 690
HEIGHT = 370
WIDE_CATEGORIES = 84
SHORT_TITLE = 6
LEVEL, UPWARD = 360, -90
ROOM_FOR_LABELS = 1.1


@dataclass(frozen=True)
class DataBlock:
    """Where a chart's data stand: names in the first row, categories in the first column."""

    sheet: str
    row: int
    column: int
    length: int

    @property
    def categories(self) -> list[str | int]:
        """The range of the categories, as XlsxWriter takes it."""
        return [self.sheet, self.row + 1, self.column, self.row + self.length, self.column]

    def name(self, index: int) -> list[str | int]:
        """The cell of a series' name."""
        return [self.sheet, self.row, self.column + 1 + index]

    def values(self, index: int) -> list[str | int]:
        """The range of a series' values."""
        column = self.column + 1 + index
        return [self.sheet, self.row + 1, column, self.row + self.length, column]


def add_chart(workbook: Workbook, worksheet: Worksheet, chart: Chart, first_row: int, first_col: int) -> NativeChart:
    """Write a chart's data block at a cell and return the native chart over it, not yet inserted."""
    block = _write_data(workbook, worksheet, chart, first_row, first_col)
    drawn = _new_chart(workbook, XLSX_TYPES[native_kind(chart)])
    over = _new_chart(workbook, XLSX_TYPES[ChartKind.LINE]) if _has_lines_over(chart) else drawn
    for index, series in enumerate(chart.series):
        canvas = over if series.as_line else drawn
        canvas.add_series(_series_options(chart, block, index))
    if over is not drawn:
        drawn.combine(over)
    _set_axes(drawn, over, chart)
    _set_frame(drawn, chart)
    return drawn


def native_kind(chart: Chart) -> ChartKind:
    """The kind that Excel draws: no line can lie over horizontal bars, so such bars stand upright."""
    upright = chart.kind is ChartKind.BAR and any(series.as_line for series in chart.series)
    return ChartKind.COLUMN if upright else chart.kind


def size_of(chart: Chart) -> tuple[int, int]:
    """Width and height in pixels at which a chart is legible."""
    if native_kind(chart) not in HORIZONTAL:
        return WIDTH, HEIGHT
    bars = 1 if chart.kind is ChartKind.BAR_STACKED_100 else len(chart.series)
    return WIDTH, max(280, min(900, 160 + len(chart.categories) * (14 + 20 * bars)))


def _write_data(workbook: Workbook, worksheet: Worksheet, chart: Chart, row: int, column: int) -> DataBlock:
    heading = workbook.add_format({"bold": True, "bottom": 1})
    number_heading = workbook.add_format({"bold": True, "bottom": 1, "align": "right"})
    worksheet.write_string(row, column, scrub(chart.x_title), heading)
    for i, category in enumerate(chart.categories, start=1):
        worksheet.write_string(row + i, column, scrub(category))
    for index, series in enumerate(chart.series, start=1):
        cell_format = workbook.add_format({"num_format": number_format(chart, series)})
        worksheet.write_string(row, column + index, scrub(series.name), number_heading)
        for i, value in enumerate(series.values, start=1):
            if value is not None:
                worksheet.write_number(row + i, column + index, theme.as_float(value), cell_format)
    return DataBlock(worksheet.get_name(), row, column, len(chart.categories))


def _new_chart(workbook: Workbook, xlsx_type: dict[str, str]) -> NativeChart:
    return cast("NativeChart", workbook.add_chart(xlsx_type))


def _has_lines_over(chart: Chart) -> bool:
    return chart.kind is not ChartKind.LINE and any(series.as_line for series in chart.series)


def _series_options(chart: Chart, block: DataBlock, index: int) -> dict[str, Any]:
    series = chart.series[index]
    return {
        "name": block.name(index),
        "categories": block.categories,
        "values": block.values(index),
        "y2_axis": series.second_axis,
        **(_line_look(chart, index) if is_line(chart, series) else _bar_look(chart, index)),
        **data_labels(chart, index, _colour(chart, index)),
    }


def _line_look(chart: Chart, index: int) -> dict[str, Any]:
    colour = _colour(chart, index)
    if chart.series[index].reference:
        dash = theme.DASHES[_references_before(chart, index) % len(theme.DASHES)]
        marker: dict[str, Any] = {"type": "none"}
        if sum(value is not None for value in chart.series[index].values) == 1:
            marker = {"type": "long_dash", "size": 12, "fill": {"color": colour}, "border": {"color": colour}}
        return {"line": {"color": colour, "width": 2.25, "dash_type": dash}, "marker": marker}
    joined = chart.kind is ChartKind.LINE or _follow_in_time(chart.categories)
    marker = {
        "type": theme.MARKERS[index % len(theme.MARKERS)],
        "size": 6 if joined else 9,
        "fill": {"color": colour},
        "border": {"color": "#FFFFFF"},
    }
    return {"line": {"color": colour, "width": 2.25} if joined else {"none": True}, "marker": marker}


def _bar_look(chart: Chart, index: int) -> dict[str, Any]:
    look: dict[str, Any] = {"fill": {"color": _colour(chart, index)}, "border": {"color": "#FFFFFF", "width": 0.75}}
    if is_stacked(chart, chart.series[index]):
        return look | {"overlap": 100, "gap": 60}
    return look | {"gap": 160 if len(chart.categories) < 4 else 70}


def _set_axes(drawn: NativeChart, over: NativeChart, chart: Chart) -> None:
    first = [series for series in chart.series if not series.second_axis]
    values = _value_axis(chart, first, chart.y_title) | {"major_gridlines": _gridlines()}
    horizontal = native_kind(chart) in HORIZONTAL
    drawn.set_x_axis(values if horizontal else _category_axis(chart))
    drawn.set_y_axis(_category_axis(chart) if horizontal else values)
    second = [series for series in chart.series if series.second_axis]
    if second:
        over.set_y2_axis(_value_axis(chart, second, chart.y2_title) | {"major_gridlines": {"visible": False}})


def _category_axis(chart: Chart) -> dict[str, Any]:
    axis: dict[str, Any] = {
        **_axis_title(chart.x_title, level=native_kind(chart) not in HORIZONTAL),
        "num_font": theme.chart_font(9),
        "line": {"color": theme.FAINT_INK},
        "major_tick_mark": "none",
        "minor_tick_mark": "none",
        "label_position": "low",
    }
    if native_kind(chart) in HORIZONTAL:
        return axis | {"reverse": True}
    if sum(text_width(category) + 1 for category in chart.categories) > WIDE_CATEGORIES:
        axis["num_font"] = theme.chart_font(9, rotation=-45)
    return axis


def _value_axis(chart: Chart, series: Sequence[Series], title: str) -> dict[str, Any]:
    return {
        **_axis_title(title, level=native_kind(chart) in HORIZONTAL),
        **_range(chart, series, title),
        "num_font": theme.chart_font(9),
        "num_format": axis_format(chart, series, title),
        "line": {"none": True},
        "major_tick_mark": "none",
        "minor_tick_mark": "none",
        **({"label_position": "high"} if native_kind(chart) in HORIZONTAL else {}),
    }


def _range(chart: Chart, series: Sequence[Series], title: str) -> dict[str, float]:
    values = [value for one in series for value in one.values if value is not None]
    if chart.kind is ChartKind.BAR_STACKED_100 or not values or min(values) < 0:
        return {}
    if is_percentage(title):
        return {"min": 0, "max": ROOM_FOR_LABELS, "major_unit": 0.2} if max(values) <= 1 else {"min": 0}
    return {} if chart.kind is ChartKind.LINE else {"min": 0}


def _set_frame(drawn: NativeChart, chart: Chart) -> None:
    lines = [one_line(chart.title), one_line(chart.subtitle)]
    drawn.set_title({"name": "\n".join(line for line in lines if line), "name_font": theme.chart_font(12, bold=True)})
    drawn.set_legend({"none": True} if len(chart.series) == 1 else {"position": "bottom", "font": theme.chart_font(9)})
    drawn.set_chartarea({"border": {"color": theme.GRIDLINE}, "fill": {"color": "#FFFFFF"}})
    drawn.set_plotarea({"fill": {"none": True}})
    drawn.show_blanks_as("gap")
    width, height = size_of(chart)
    drawn.set_size({"width": width, "height": height})


def _axis_title(title: str, *, level: bool) -> dict[str, Any]:
    rotation = LEVEL if level or text_width(title) <= SHORT_TITLE else UPWARD
    return {"name": one_line(title), "name_font": theme.chart_font(9, rotation=rotation)} if title else {}


def _gridlines() -> dict[str, Any]:
    return {"visible": True, "line": {"color": theme.GRIDLINE, "width": 0.5}}


def _colour(chart: Chart, index: int) -> str:
    if chart.series[index].reference:
        return theme.REFERENCES[_references_before(chart, index) % len(theme.REFERENCES)]
    if _has_lines_over(chart) and chart.series[index].as_line:
        return theme.INK
    return theme.PALETTE[index % len(theme.PALETTE)]


def _references_before(chart: Chart, index: int) -> int:
    return sum(series.reference for series in chart.series[:index])


def _follow_in_time(categories: Sequence[str]) -> bool:
    return all(re.match(r"第?\d", category) for category in categories)
