from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from fractions import Fraction
from itertools import combinations, pairwise
from math import dist
from operator import mul
from typing import cast

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from pipeline.figures.report import Chart, ChartKind, Series
from pipeline.render import theme
from pipeline.render.chart import add_chart, native_kind, size_of
from pipeline.render.chart_labels import legible_labels
from pipeline.render.chart_xml import completed

MONTHS = ("2026-02", "2026-03", "2026-04")
NAMESPACES = {
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
}


def series(name: str, *values: str | int | None, **more: bool | int) -> Series:
    numbers = tuple(None if value is None else Fraction(value) for value in values)
    return Series(name, numbers, **more)  # type: ignore[arg-type]  # any field may be given


def chart(kind: ChartKind, *drawn: Series, categories: tuple[str, ...] = MONTHS, y: str = "元", y2: str = "") -> Chart:
    return Chart("C00", "標題", "副題", kind, categories, drawn, "月份", y, y2)


def drawn(described: Chart) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(written(described))) as parts:
        return etree.fromstring(completed(parts.read("xl/charts/chart1.xml").decode()).encode())


def written(described: Chart) -> bytes:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as workbook:
        sheet = workbook.add_worksheet("數'據")
        sheet.insert_chart(0, 20, add_chart(workbook, sheet, described, 2, 1))
    return stream.getvalue()


def found(element: etree._Element, path: str) -> list[str]:
    return [str(each) for each in nodes(element, path)]


def nodes(element: etree._Element, path: str) -> list[etree._Element]:
    return cast("list[etree._Element]", element.xpath(path, namespaces=NAMESPACES))


def test_the_data_block_stands_where_it_was_asked_for_with_blanks_for_gaps() -> None:
    described = chart(ChartKind.LINE, series("甲", 1, None, "5/2", decimals=1), series("乙", 0, 2, 3))
    sheet = openpyxl.load_workbook(io.BytesIO(written(described))).worksheets[0]
    assert [[cell.value for cell in row] for row in sheet["B3:D6"]] == [
        ["月份", "甲", "乙"],
        ["2026-02", 1, 0],
        ["2026-03", None, 2],
        ["2026-04", 2.5, 3],
    ]
    assert sheet["C6"].number_format == "#,##0.0"


def test_the_chart_reads_its_block_and_caches_it() -> None:
    xml = drawn(chart(ChartKind.LINE, series("甲", 1, None, 3)))
    assert found(xml, "//c:ser/c:tx//c:f/text()") == ["'數''據'!$C$3"]
    assert found(xml, "//c:ser/c:cat//c:f/text()") == ["'數''據'!$B$4:$B$6"]
    assert found(xml, "//c:ser/c:cat//c:v/text()") == list(MONTHS)
    assert found(xml, "//c:ser/c:val//c:pt/@idx") == ["0", "2"]


def test_a_gap_stays_a_gap() -> None:
    assert found(drawn(chart(ChartKind.LINE, series("甲", 1, None, 3))), "//c:dispBlanksAs/@val") == ["gap"]


@pytest.mark.parametrize(
    ("kind", "element", "grouping"),
    [
        (ChartKind.LINE, "lineChart", "standard"),
        (ChartKind.COLUMN, "barChart[c:barDir/@val='col']", "clustered"),
        (ChartKind.COLUMN_STACKED, "barChart[c:barDir/@val='col']", "stacked"),
        (ChartKind.BAR, "barChart[c:barDir/@val='bar']", "clustered"),
        (ChartKind.BAR_STACKED_100, "barChart[c:barDir/@val='bar']", "percentStacked"),
    ],
)
def test_each_kind_is_drawn_natively(kind: ChartKind, element: str, grouping: str) -> None:
    xml = drawn(chart(kind, series("甲", 1, 2, 3), series("乙", 1, 2, 3)))
    assert found(xml, f"//c:plotArea/c:{element}/c:grouping/@val") == [grouping]
    assert len(found(xml, "//c:ser/c:idx/@val")) == 2


def test_stacked_series_lie_over_each_other() -> None:
    assert found(drawn(chart(ChartKind.COLUMN_STACKED, series("甲", 1, 2, 3))), "//c:overlap/@val") == ["100"]


def test_a_line_over_columns_has_its_own_axis_with_its_unit() -> None:
    line = series("每餐", "7.1", None, "7.3", as_line=True, second_axis=True, decimals=2)
    xml = drawn(chart(ChartKind.COLUMN_STACKED, series("菜", 10, 20, 30), line, y2="元/人餐"))
    assert found(xml, "//c:lineChart/c:ser//c:tx//c:v/text()") == ["每餐"]
    assert found(xml, "//c:valAx[c:crosses/@val='max']//a:t/text()") == ["元/人餐"]
    assert found(xml, "//c:valAx[c:crosses/@val='autoZero']//a:t/text()") == ["元"]
    assert found(xml, "//c:lineChart//a:ln/a:solidFill/a:srgbClr/@val")[0] == theme.INK.strip("#")


def test_a_line_joins_only_what_follows_in_time() -> None:
    columns, marks = series("報修", 3, 2, 1), series("及時率", 1, "1/2", 0, as_line=True, second_axis=True)
    kinds = drawn(chart(ChartKind.COLUMN, columns, marks, categories=("門窗", "電路", "水管"), y2="%"))
    months = drawn(chart(ChartKind.COLUMN, columns, marks, y2="%"))
    assert nodes(kinds, "//c:lineChart/c:ser/c:spPr/a:ln/a:noFill")
    assert not nodes(months, "//c:lineChart/c:ser/c:spPr/a:ln/a:noFill")


def test_bars_with_a_line_stand_upright() -> None:
    described = chart(ChartKind.BAR, series("甲", 1, 2, 3), series("乙", 1, 2, 3, as_line=True))
    assert native_kind(described) is ChartKind.COLUMN
    assert native_kind(replace(described, series=described.series[:1])) is ChartKind.BAR


def references() -> Chart:
    before, after = series("改造前", 6, 6, None, reference=True), series("改造後", None, None, 5, reference=True)
    return chart(ChartKind.LINE, series("實際", 5, 6, 7), before, after)


def test_a_reference_is_a_dashed_line_without_markers_unless_it_is_a_point() -> None:
    xml = drawn(references())
    assert found(xml, "//c:ser//a:prstDash/@val") == ["dash", "sysDot"]
    assert found(xml, "//c:ser[position() > 1]/c:marker/c:symbol/@val") == ["none", "dash"]
    assert found(xml, "//c:ser[1]/c:marker/c:symbol/@val") == ["circle"]


def test_a_reference_stands_out_from_the_line_that_it_lies_upon() -> None:
    colours = found(drawn(references()), "//c:ser/c:spPr/a:ln/a:solidFill/a:srgbClr/@val")
    assert [f"#{colour}" for colour in colours] == [theme.PALETTE[0], *theme.REFERENCES]
    lightness = [lab(colour, "usual")[0] for colour in (theme.PALETTE[0], theme.REFERENCES[0])]
    assert abs(lightness[0] - lightness[1]) > 15


def test_a_label_lists_what_it_shows_once_and_in_the_order_of_the_schema() -> None:
    flags = ["showLegendKey", "showVal", "showCatName", "showSerName", "showPercent", "showBubbleSize"]
    for number, names in enumerate(("0", "1", "1"), start=1):
        shown = [node for node in nodes(drawn(references()), f"//c:ser[{number}]/c:dLbls/*") if "show" in node.tag]
        assert [node.tag.partition("}")[2] for node in shown] == flags
        assert [node.get("val") for node in shown] == ["0", "1", "0", names, "0", "0"]


def test_horizontal_bars_read_from_the_top() -> None:
    xml = drawn(chart(ChartKind.BAR, series("甲", 1, 2, 3)))
    assert found(xml, "//c:catAx/c:scaling/c:orientation/@val") == ["maxMin"]
    assert found(xml, "//c:catAx//a:t/text()") == ["月份"]
    assert found(xml, "//c:valAx/c:tickLblPos/@val") == ["high"]


def test_columns_start_at_zero_and_lines_need_not() -> None:
    values = series("甲", 95, 97, 99)
    assert found(drawn(chart(ChartKind.COLUMN, values)), "//c:valAx//c:min/@val") == ["0"]
    assert found(drawn(chart(ChartKind.LINE, values)), "//c:valAx//c:min/@val") == []


def test_columns_below_zero_are_not_cut_off() -> None:
    assert found(drawn(chart(ChartKind.COLUMN, series("甲", -5, 1, 2))), "//c:valAx//c:min/@val") == []


def test_shares_are_printed_as_percentages_from_0_to_100() -> None:
    xml = drawn(chart(ChartKind.LINE, series("完成率", "9/10", 1, "19/20", decimals=1), y="%"))
    assert found(xml, "//c:valAx/c:numFmt/@formatCode") == ["0%"]
    assert found(xml, "//c:dLbls/c:numFmt/@formatCode") == ["0.0%"]
    assert (found(xml, "//c:valAx//c:min/@val"), found(xml, "//c:valAx/c:majorUnit/@val")) == (["0"], ["0.2"])


def test_parts_of_a_hundred_keep_their_counts_on_the_bars() -> None:
    xml = drawn(chart(ChartKind.BAR_STACKED_100, series("滿意", 30, 20, 10), series("不滿意", 3, 2, 10), y="%"))
    assert set(found(xml, "//c:dLbls/c:numFmt/@formatCode")) == {"#,##0"}
    assert found(xml, "//c:valAx/c:numFmt/@formatCode") == ["0%"]


def test_labels_on_columns_contrast_with_them() -> None:
    stacked = [series(str(i), 9, 9, 9) for i in range(len(theme.PALETTE))]
    xml = drawn(chart(ChartKind.COLUMN_STACKED, *stacked))
    inks = found(xml, "//c:dLbls/c:txPr//a:srgbClr/@val")
    assert [f"#{ink}" for ink in inks] == [theme.readable_on(fill) for fill in theme.PALETTE]


def test_a_segment_too_thin_for_its_number_has_none() -> None:
    described = chart(ChartKind.COLUMN_STACKED, series("大", 100, 100, 100), series("小", 1, 50, None))
    assert legible_labels(described, 0) == [True, True, True]
    assert legible_labels(described, 1) == [False, True, False]


def test_a_reference_names_its_value_once() -> None:
    described = chart(
        ChartKind.LINE, series("平均", 6, 6, None, reference=True), series("平均", 5, 5, 5, reference=True)
    )
    assert legible_labels(described, 0) == [True, False, False]
    assert legible_labels(described, 1) == [False, False, True]
    assert found(drawn(described), "//c:ser/c:dLbls/c:separator/text()") == [" ", " "]


@pytest.mark.parametrize(("actual", "place"), [(94, "b"), (96, "b"), (84, "t"), (104, "b"), (20, "b")])
def test_a_reference_is_named_where_no_marker_and_no_number_stands(actual: int, place: str) -> None:
    average = series("平均", None, None, 94, reference=True)
    xml = drawn(chart(ChartKind.LINE, series("實際", 100, 60, actual), average))
    assert found(xml, "//c:ser[2]/c:dLbls/c:dLblPos/@val") == [place]


def test_a_crowded_line_names_its_lowest_highest_and_last() -> None:
    values = series("甲", *[5] * 20, 1, *[5] * 20, 9, *[5] * 5, decimals=2)
    described = chart(ChartKind.LINE, values, categories=tuple(map(str, range(47))))
    assert [i for i, shown in enumerate(legible_labels(described, 0)) if shown] == [20, 41, 46]


def test_crowded_columns_have_no_numbers() -> None:
    categories = tuple(map(str, range(40)))
    described = chart(ChartKind.COLUMN, series("甲", *range(1000, 1040)), categories=categories)
    assert not any(legible_labels(described, 0))


def test_numbers_wider_than_their_columns_are_written_upwards() -> None:
    columns = [series(name, *[18000] * 5) for name in ("早", "午", "晚")]
    wide = drawn(chart(ChartKind.COLUMN, *columns, categories=tuple("一二三四五")))
    assert found(wide, "//c:dLbls//a:bodyPr/@rot") == ["-5400000"] * 3
    assert found(wide, "//c:dLbls/c:showVal/@val") == ["1"] * 3
    narrow = drawn(chart(ChartKind.COLUMN, *columns[:2], categories=tuple("一二三")))
    assert found(narrow, "//c:dLbls//a:bodyPr/@rot") == []


def test_a_bar_holds_the_numbers_that_are_shorter_than_their_part() -> None:
    # A character takes an eightieth: two of three take 3.75 % of 100, and of "1" two, 2.5 %
    parts = [series("甲", 95, 97, 99), series("乙", 5, 3, 1)]
    described = chart(ChartKind.BAR_STACKED_100, *parts)
    assert legible_labels(described, 1) == [True, True, False]
    long = [series("甲", 950), series("乙", 50)]
    assert legible_labels(chart(ChartKind.BAR_STACKED_100, *long, categories=("一",)), 1) == [True]
    longer = [series("甲", 9600), series("乙", 400)]
    assert legible_labels(chart(ChartKind.BAR_STACKED_100, *longer, categories=("一",)), 1) == [False]


def test_one_series_needs_no_legend() -> None:
    assert found(drawn(chart(ChartKind.LINE, series("甲", 1, 2, 3))), "//c:legend") == []
    two = drawn(chart(ChartKind.LINE, series("甲", 1, 2, 3), series("乙", 1, 2, 3)))
    assert found(two, "//c:legendPos/@val") == ["b"]


def test_the_subtitle_is_a_lesser_line_of_the_title() -> None:
    xml = drawn(chart(ChartKind.LINE, series("甲", 1, 2, 3)))
    title = nodes(xml, "/c:chartSpace/c:chart/c:title")[0]
    assert found(title, ".//a:p/a:r/a:t/text()") == ["標題", "副題"]
    assert found(title, ".//a:r/a:rPr/@sz") == ["1200", "900"]
    assert found(title, ".//a:r/a:rPr/@b") == ["1", "0"]


def test_chinese_fonts_are_named_and_defaults_spelt_out() -> None:
    xml = drawn(chart(ChartKind.LINE, series("甲", 1, 2, 3), series("乙", 3, 2, 1)))
    assert set(found(xml, "//a:ea/@typeface")) == {theme.FONT}
    assert len(found(xml, "//a:ea/@typeface")) == len(found(xml, "//a:latin/@typeface"))
    assert found(xml, "//c:ser/c:smooth/@val") == ["0", "0"]
    assert found(xml, "//c:roundedCorners/@val") == ["0"]
    assert found(xml, "//c:autoTitleDeleted/@val") == ["0"]
    assert set(found(xml, "//c:dLbls/c:showSerName/@val")) == {"0"}
    assert found(xml, "//c:catAx/c:delete/@val") == ["0"]


@given(st.lists(st.none() | st.fractions(), min_size=1, max_size=12), st.sampled_from(ChartKind))
def test_any_numbers_can_be_drawn(values: list[Fraction | None], kind: ChartKind) -> None:
    categories = tuple(map(str, range(len(values))))
    xml = drawn(chart(kind, Series("甲", tuple(values)), categories=categories))
    assert found(xml, "//c:ser/c:val//c:pt/@idx") == [str(i) for i, value in enumerate(values) if value is not None]


def test_ill_text_is_scrubbed() -> None:
    described = Chart("C00", "題<&>\x00\n二", "", ChartKind.LINE, ("一\x1b",), (series("列\ud800", 1),), "橫", "縱")
    xml = drawn(described)
    assert found(xml, "/c:chartSpace/c:chart/c:title//a:t/text()") == ["題<&> 二"]
    assert found(xml, "//c:cat//c:v/text()") == ["一"]
    assert found(xml, "//c:ser/c:tx//c:v/text()") == ["列"]


def test_more_bars_make_a_higher_chart() -> None:
    few = chart(ChartKind.BAR, series("甲", 1, 2, 3))
    many = chart(ChartKind.BAR, series("甲", *range(20)), categories=tuple(map(str, range(20))))
    assert size_of(few)[1] < size_of(many)[1] <= 900


# How the colour-blind see linear red, green and blue (Machado, Oliveira and Fernandes 2009, severity 1).
SIGHTS = {
    "usual": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "deuteranopia": ((0.367, 0.861, -0.228), (0.280, 0.673, 0.047), (-0.012, 0.043, 0.969)),
    "protanopia": ((0.152, 1.053, -0.205), (0.115, 0.786, 0.099), (-0.004, -0.048, 1.052)),
}


@pytest.mark.parametrize("sight", SIGHTS)
def test_everyone_tells_the_colours_apart(sight: str) -> None:
    seen = [lab(colour, sight) for colour in theme.PALETTE]
    assert all(dist(one, other) > 20 for one, other in combinations(seen, 2))


def test_neighbouring_colours_differ_in_grey_print() -> None:
    lightness = [lab(colour, "usual")[0] for colour in theme.PALETTE]
    assert all(abs(one - other) > 15 for one, other in pairwise(lightness))


def lab(colour: str, sight: str) -> tuple[float, float, float]:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    red, green, blue = (max(0.0, sum(map(mul, row, linear))) for row in SIGHTS[sight])
    x = ((0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505) ** (1 / 3)
    y = (0.2126 * red + 0.7152 * green + 0.0722 * blue) ** (1 / 3)
    z = ((0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089) ** (1 / 3)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)
