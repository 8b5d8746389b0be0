"""All charts of the sample's term, as their XML stands in the statistics and in the summary (domain 8)."""

from __future__ import annotations

import io
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pytest

from tests.sample_term.planted import F11, SCHOOL_MONTHS
from tests.workspaces import Published, sample_rows

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
STATISTICS, SUMMARY = ("後勤統計_", ".xlsx"), ("後勤工作總結_", ".docx")

COSTS_A_DAY = "電費日均費用的變化"
CHARTS = {
    COSTS_A_DAY: ("賬單（按賬期止日所在月份）", "元/天"),
    "各月支出構成": ("報支月份", "元"),
    "各月食材採購金額與人均每餐食材成本": ("採購月份", "元", "元/人餐"),
    "隱患的發現、整改與銷號": ("環節", "條"),
    "各週每日檢查覆蓋率": ("教學週次", "覆蓋率（%）"),
    "各類報修數與及時率": ("類別", "單", "及時率（%）"),
    "各類物品的完好率": ("物品名稱", "完好率（%）"),
    "各月就餐人次": ("月份", "人次"),
    "各崗位持證上崗率與責任書簽訂率": ("崗位", "比率（%）"),
    "工程計劃工期與實際工期": ("項目", "天"),
    "教室檢查平均分": ("班室（按名次）", "分"),
    "各領域滿意度測評": ("領域", "佔回收份數（%）"),
    "各月違規項數": ("月份", "項"),
    "各車每月運送人次": ("月份", "人次"),
}
"""C01 to C14: what each is about, and the titles of its axes with their units."""
SUBTITLES = {
    COSTS_A_DAY: "教學樓線路改造 2025-10-15 完工",
    "各週每日檢查覆蓋率": "常規管理、消防不在其內",
    "工程計劃工期與實際工期": "未竣工的算到統計截止日",
    "教室檢查平均分": "前 5 名和後 5 名",
    "各月違規項數": "按台賬所屬月份，全部規則合計",
    "各車每月運送人次": "超員 0 次，未清車 0 次，人數不符 1 次",
}
MOST_LAYERS = 6
"""Five and 其他."""


@dataclass(frozen=True)
class Drawn:
    """One series: its values by category, None where there is a gap, and which of them have their number beside."""

    name: str
    categories: Sequence[str]
    values: Sequence[float | None]
    numbered: frozenset[int]
    is_bar: bool

    @property
    def points(self) -> set[int]:
        return {at for at, value in enumerate(self.values) if value is not None}


@dataclass(frozen=True)
class Drawing:
    """One chart as its XML says it."""

    title: Sequence[str]
    kinds: Sequence[str]
    stacked: str
    axes: Sequence[str]
    series: Sequence[Drawn]


def texts(element: ET.Element | None) -> list[str]:
    return [] if element is None else [part.text or "" for part in element.iter(f"{A}t")]


def cached(series: ET.Element, part: str) -> dict[int, str]:
    """The values that are written with a series, by their place."""
    return {int(point.attrib["idx"]): point.findtext(f"{C}v", "") for point in series.findall(f"{C}{part}//{C}pt")}


def numbered(series: ET.Element, count: int) -> frozenset[int]:
    labels = series.find(f"{C}dLbls")
    if labels is None or labels.find(f"{C}showVal[@val='1']") is None:
        return frozenset()
    deleted = {
        int(one.find(f"{C}idx").attrib["val"])  # type: ignore[union-attr]  # each has one
        for one in labels.findall(f"{C}dLbl")
        if one.find(f"{C}delete[@val='1']") is not None
    }
    return frozenset(range(count)) - deleted


def series_of(element: ET.Element, *, is_bar: bool) -> Drawn:
    categories, values = cached(element, "cat"), cached(element, "val")
    gaps = [float(values[at]) if at in values else None for at in sorted(categories)]
    name = element.findtext(f"{C}tx//{C}v", "")
    shown = numbered(element, len(categories))
    return Drawn(name, [categories[at] for at in sorted(categories)], gaps, shown, is_bar)


def drawing(xml: bytes) -> Drawing:
    root = ET.fromstring(xml)
    plots = [one for one in root.iter() if one.tag.startswith(C) and one.tag.endswith("Chart")]
    grouping = root.find(f".//{C}barChart/{C}grouping")
    shown = [texts(axis.find(f"{C}title")) for axis in root.iter() if axis.tag in {f"{C}catAx", f"{C}valAx"}]
    return Drawing(
        texts(root.find(f"{C}chart/{C}title")),
        [one.tag.removeprefix(C) for one in plots],
        "" if grouping is None else grouping.attrib["val"],
        ["".join(one) for one in shown if one],
        [series_of(one, is_bar=plot.tag == f"{C}barChart") for plot in plots for one in plot.findall(f"{C}ser")],
    )


def drawings(term: Published, file: tuple[str, str]) -> list[Drawing]:
    with ZipFile(io.BytesIO(term.named(*file))) as package:
        names = [name for name in package.namelist() if re.search(r"/charts/chart\d+\.xml$", name)]
        return [drawing(package.read(name)) for name in sorted(names)]


@pytest.fixture(scope="module")
def statistics(term: Published) -> Mapping[str, Drawing]:
    return {one.title[0]: one for one in drawings(term, STATISTICS)}


@pytest.fixture(scope="module", params=[STATISTICS, SUMMARY], ids=["statistics", "summary"])
def every(request: pytest.FixtureRequest, term: Published) -> list[Drawing]:
    return drawings(term, request.param)


class TestTitles:
    def test_each_says_what_it_is_about(self, statistics: Mapping[str, Drawing]) -> None:
        assert set(statistics) == set(CHARTS)
        assert {title: one.title[1] for title, one in statistics.items() if len(one.title) > 1} == SUBTITLES

    def test_in_the_summary_it_is_the_caption(self, term: Published) -> None:
        captions = [line.partition("　")[2] for line in term.paragraphs if re.match(r"圖\d+　", line)]
        told = {f"{title}（{SUBTITLES[title]}）" if title in SUBTITLES else title for title in CHARTS}
        assert (len(captions), set(captions)) == (14, told)

    def test_axes_have_their_units(self, statistics: Mapping[str, Drawing], every: Sequence[Drawing]) -> None:
        assert {title: tuple(one.axes) for title, one in statistics.items()} == CHARTS
        assert sorted(tuple(one.axes) for one in every) == sorted(CHARTS.values())


class TestMarks:
    def test_no_pies_and_no_more_than_five_layers_beside_the_rest(self, every: Sequence[Drawing]) -> None:
        assert {kind for one in every for kind in one.kinds} == {"barChart", "lineChart"}
        for one in every:
            layers = [series for series in one.series if series.is_bar]
            assert len(layers) <= MOST_LAYERS
            assert len(layers) < MOST_LAYERS or layers[-1].name == "其他"

    def test_nothing_is_drawn_of_fewer_than_three_points(self, every: Sequence[Drawing]) -> None:
        for one in every:
            for series in one.series:
                reference = series.name in {"改造前平均", "改造後平均"}  # flat, over the bills that are compared
                assert len(series.points) >= (2 if reference else 3), (one.title, series.name)

    def test_bars_have_their_numbers(self, every: Sequence[Drawing]) -> None:
        for one in every:
            bars = [series for series in one.series if series.is_bar]
            for series in bars:
                wanted = thick(series, bars, one.stacked) if "tacked" in one.stacked else series.points
                assert wanted <= series.numbered, (one.axes, series.name)

    def test_lines_have_their_last_number(self, every: Sequence[Drawing]) -> None:
        for one in every:
            for series in one.series:
                if not series.is_bar and "平均" not in series.name:
                    assert max(series.points) in series.numbered, (one.axes, series.name)


def thick(series: Drawn, layers: Sequence[Drawn], grouping: str) -> set[int]:
    """The parts that are at least a tenth: of their bar, or of the tallest column."""
    sums = [sum(layer.values[at] or 0 for layer in layers) for at in range(len(series.values))]
    whole = sums if grouping == "percentStacked" else [max(sums)] * len(sums)
    return {at for at in series.points if (series.values[at] or 0) >= whole[at] / 10}


class TestContent:
    def test_c01(self, statistics: Mapping[str, Drawing]) -> None:
        bills, before, after = statistics[COSTS_A_DAY].series
        assert bills.categories == ["2025-03", "2025-05", "2026-01", "2026-03", "2026-05"]
        # 5,420 ÷ 59, 5,860 ÷ 61, 3,720 ÷ 62, 3,510 ÷ 59, 3,690 ÷ 61
        assert [round(value or 0, 2) for value in bills.values] == [91.86, 96.07, 60, 59.49, 60.49]
        assert (before.values, after.values) == ([94, 94, None, None, None], [None, None, None, 60, 60])

    def test_c04(self, statistics: Mapping[str, Drawing]) -> None:
        shown = statistics["隱患的發現、整改與銷號"].series
        assert shown[0].categories == ["發現", "整改", "銷號"]
        assert [sum(one.values[at] or 0 for one in shown) for at in range(3)] == [37, 36, 35]

    def test_c13(self, statistics: Mapping[str, Drawing]) -> None:
        [flags] = statistics["各月違規項數"].series
        # F02-R01, F05-R15, F05-R05; F02-R01, F03-R02, F10-R07, G-19; F02-R02, F11-R07, G-04; F02-R01; F08-R03, F10-R07
        assert flags.values == [0, 0, 3, 4, 3, 1, 2]

    @pytest.mark.parametrize("file", [STATISTICS, SUMMARY], ids=["statistics", "summary"])
    def test_c14(self, term: Published, file: tuple[str, str]) -> None:
        """Pupils who boarded, added here from the cells of the inbox."""
        [shown] = [one.series for one in drawings(term, file) if one.series[0].name.startswith("示A")]
        boarded: dict[str, list[int]] = defaultdict(lambda: [0] * 5)
        for at, month in enumerate(range(3, 8)):
            for row in sample_rows(F11[month], "每日運行"):
                boarded[row[1]][at] += row[7]
        assert {one.name: one.values for one in shown} == dict(boarded)
        assert [one.categories for one in shown] == [SCHOOL_MONTHS] * 2
        assert sum(map(sum, boarded.values())) == 25121
