"""The numbers written on a chart: which of them can be read where they would stand, and how they are printed."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from pipeline.figures.report import Chart, ChartKind, Series
from pipeline.render import theme

CHARACTERS_ABREAST = 110
LINES_ABREAST = 46
"""So many upright numbers stand side by side across a chart."""
GAP_BESIDE_COLUMNS = 1
"""Between groups of columns, about, in columns."""
UPWARD = -90
SHARE_THAT_HOLDS_A_LABEL = Fraction(7, 100)
"""Of the tallest column, for a line of print across a layer."""
SHARE_OF_A_CHARACTER = Fraction(1, 80)
"""Of a bar's length, for one character along it."""

Span = tuple[Fraction, Fraction]
PLOT_HEIGHT = 180
"""In pixels, about, like what follows: where a number stands above or below its point, how far a marker reaches."""
ABOVE: Span = (Fraction(5), Fraction(18))
BELOW: Span = (Fraction(-18), Fraction(-5))
MARKER = 4


def data_labels(chart: Chart, index: int, fill: str) -> dict[str, Any]:
    """XlsxWriter's options for the numbers on one series that is drawn in the colour `fill`."""
    shown = legible_labels(chart, index)
    if not any(shown):
        return {}
    series = chart.series[index]
    label = {
        "value": True,
        "num_format": number_format(chart, series),
        "font": _font(chart, series, fill),
        "custom": [None if show else {"delete": True} for show in shown],
        "position": _reference_position(chart, series, shown) if series.reference else _position(chart, index),
    }
    if series.reference:
        label |= {"series_name": True, "separator": " ", "font": theme.chart_font(8, bold=True, color=fill)}
    if series.as_line:
        label["fill"] = {"color": "#FFFFFF"}
    return {"data_labels": label}


def legible_labels(chart: Chart, index: int) -> list[bool]:
    """For each point of a series, whether its number is written: where it stands apart from its neighbours."""
    series = chart.series[index]
    present = [i for i, value in enumerate(series.values) if value is not None]
    if series.reference:
        shown = _outer_end(present, len(series.values))
    elif is_stacked(chart, series):
        shown = _tall_enough(chart, series)
    elif _crowded(chart, series) and (is_line(chart, series) or not _stands_upright(chart, series)):
        shown = _lowest_highest_last(series, present) if is_line(chart, series) else set()
    else:
        shown = set(present)
    return [i in shown for i in range(len(series.values))]


def is_line(chart: Chart, series: Series) -> bool:
    """Whether a series is drawn as a line, or as the markers of one."""
    return chart.kind is ChartKind.LINE or series.as_line


def is_stacked(chart: Chart, series: Series) -> bool:
    """Whether a series is a layer of stacked columns or bars."""
    return chart.kind in (ChartKind.COLUMN_STACKED, ChartKind.BAR_STACKED_100) and not series.as_line


def number_format(chart: Chart, series: Series) -> str:
    """How Excel prints a number of a series."""
    title = chart.y2_title if series.second_axis else chart.y_title
    places = "." + "0" * series.decimals if series.decimals else ""
    is_share = is_percentage(title) and chart.kind is not ChartKind.BAR_STACKED_100
    return f"0{places}%" if is_share else f"#,##0{places}"


def axis_format(chart: Chart, series: Sequence[Series], title: str) -> str:
    """How Excel prints the numbers along a value axis."""
    if chart.kind is ChartKind.BAR_STACKED_100 or is_percentage(title):
        return "0%"
    largest = max((abs(value) for one in series for value in one.values if value is not None), default=Fraction(0))
    return "#,##0" if largest >= 10 or not any(one.decimals for one in series) else "0.0#"


def is_percentage(title: str) -> bool:
    """Whether an axis title says that the values beside it are ratios."""
    return "%" in title or "％" in title


def _font(chart: Chart, series: Series, fill: str) -> dict[str, Any]:
    if is_stacked(chart, series):
        return theme.chart_font(8, color=theme.readable_on(fill))
    upright = _stands_upright(chart, series)
    return theme.chart_font(8, rotation=UPWARD) if upright else theme.chart_font(8)


def _stands_upright(chart: Chart, series: Series) -> bool:
    """Whether the number of a column is wider than the column, and can be written upwards above it."""
    if is_line(chart, series) or is_stacked(chart, series) or not _crowded(chart, series):
        return False
    return len(chart.categories) * (_side_by_side(chart) + GAP_BESIDE_COLUMNS) <= LINES_ABREAST


def _side_by_side(chart: Chart) -> int:
    return sum(not is_line(chart, other) for other in chart.series)


def _position(chart: Chart, index: int) -> str:
    series = chart.series[index]
    if is_stacked(chart, series):
        return "center"
    if not is_line(chart, series):
        return "outside_end"
    return "below" if index % 2 and not series.as_line else "above"


def _outer_end(present: Sequence[int], count: int) -> set[int]:
    """The end of a short line that is nearer to the chart's edge, where fewer others pass."""
    if not present:
        return set()
    at_left = present[0] < count - 1 - present[-1]
    return {present[0] if at_left else present[-1]}


def _reference_position(chart: Chart, reference: Series, shown: Sequence[bool]) -> str:
    """Above or below the line, where less of the other series' markers and numbers is in the way."""
    at = shown.index(True)
    height = reference.values[at]
    others = [one.values[at] for one in chart.series if not one.reference]
    values = [value for one in chart.series for value in one.values if value is not None]
    if height is None:
        return "below"
    step = max(map(abs, values)) / PLOT_HEIGHT or Fraction(1)
    taken = [span for other in others if other is not None for span in _marker_and_number((other - height) / step)]
    above, below = (sum(_overlap(room, span) for span in taken) for room in (ABOVE, BELOW))
    return "above" if above < below else "below"


def _marker_and_number(height: Fraction) -> tuple[Span, Span]:
    return (height - MARKER, height + MARKER), (height + ABOVE[0], height + ABOVE[1])


def _overlap(one: Span, other: Span) -> Fraction:
    return max(Fraction(0), min(one[1], other[1]) - max(one[0], other[0]))


def _tall_enough(chart: Chart, series: Series) -> set[int]:
    layers = (other.values for other in chart.series if is_stacked(chart, other))
    heights = [
        sum((abs(value) for value in stack if value is not None), Fraction(0)) for stack in zip(*layers, strict=True)
    ]
    if chart.kind is ChartKind.COLUMN_STACKED:
        if _crowded(chart, series):
            return set()
        heights = [max(heights)] * len(heights)
    pairs = enumerate(zip(series.values, heights, strict=True))
    return {
        i
        for i, (value, height) in pairs
        if value is not None and abs(value) > height * _share_that_holds(value, chart, series)
    }


def _share_that_holds(value: Fraction, chart: Chart, series: Series) -> Fraction:
    if chart.kind is ChartKind.COLUMN_STACKED:
        return SHARE_THAT_HOLDS_A_LABEL
    return (len(_printed(value, chart, series)) + 1) * SHARE_OF_A_CHARACTER


def _crowded(chart: Chart, series: Series) -> bool:
    if chart.kind is ChartKind.BAR and not any(other.as_line for other in chart.series):
        return False
    beside = not is_line(chart, series) and not is_stacked(chart, series) and _side_by_side(chart) > 1
    abreast = _side_by_side(chart) + GAP_BESIDE_COLUMNS if beside else 1
    widest = max((len(_printed(value, chart, series)) for value in series.values if value is not None), default=0)
    return (widest + 1) * len(chart.categories) * abreast > CHARACTERS_ABREAST


def _printed(value: Fraction, chart: Chart, series: Series) -> str:
    share = number_format(chart, series).endswith("%")
    return f"{float(value):,.{series.decimals}{'%' if share else 'f'}}"


def _lowest_highest_last(series: Series, present: Sequence[int]) -> set[int]:
    values = {i: value for i in present if (value := series.values[i]) is not None}
    return (
        {min(values, key=values.__getitem__), max(values, key=values.__getitem__), *present[-1:]} if values else set()
    )
