from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from functools import cache

import pytest

from pipeline.checks.services import month_number
from pipeline.figures.aggregate import make_book, make_report
from pipeline.figures.book import Book
from pipeline.figures.report import Block, Report, Table
from pipeline.figures.selfcheck import check_figures
from pipeline.forms.f12_works import FORM
from pipeline.forms.f12_works.carry import carry
from pipeline.forms.f12_works.layout import purpose
from tests.forms import plant
from tests.forms.f12.cases import DESKS, change
from tests.forms.f12.clean import CLEAN, GIFTS, MARCH, MAY, PROJECTS, VOUCHERS, works_forms
from tests.forms.f12.golden import FIGURES
from tests.forms.f12.test_rules import batch_of, planted
from tests.forms.plant import nil_return


def lines(text: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in text.splitlines() if line.strip()]


@cache
def book() -> Book:
    return make_book(batch_of(CLEAN.values()).term)


@cache
def report() -> Report:
    return make_report(book())


def table(name: str, found: Report | None = None) -> Table:
    (one,) = [one for one in (found or report()).tables if one.id == name]
    return one


def cells(block: Block) -> list[list[str]]:
    return [[getattr(cell, "text", "" if cell is None else str(cell)) for cell in row] for row in block.rows]


def prose(chapter: str, found: Report | None = None) -> str:
    (one,) = [one for one in (found or report()).chapters if one.id == chapter]
    return "\n".join(f"{part.heading}：{each.text}" for part in one.sections for each in part.paragraphs)


@pytest.mark.parametrize("line", lines(FIGURES), ids=lambda line: " ".join(line[:3]))
def test_a_figure_is_the_one_worked_out_by_hand(line: list[str]) -> None:
    metric, by, span, text, *parts = line
    pairs = tuple((title, value) for title, _, value in (pair.partition("=") for pair in by.split()))
    figure = book().figure(metric, pairs, span or None)
    if not text:
        assert figure is None or figure.number is None
        return
    assert figure is not None
    assert figure.text == text
    if parts and parts[0]:
        assert figure.of == parts[0]


def test_every_figure_of_the_form_is_checked() -> None:
    assert {metric.id for metric in FORM.metrics} == {line[0] for line in lines(FIGURES)} - {"M-F05-01f"}
    assert len(FORM.metrics) == 21


def test_the_figures_add_up_once_more() -> None:
    check_figures(book())


def test_tables() -> None:
    (projects,) = table("S26").blocks
    assert cells(projects)[0] == [
        "GC-2（涼亭）", "新建", "投用", "2026-04-12", "2026-04-10", "2026-04-13", "1", "座", "12", "10", "0.00",
        "0.00", "", "捐贈",
    ]  # fmt: skip
    assert [(figure.name, figure.text) for figure in table("S26").beneath] == [
        ("項目數", "3"),
        ("完工項目數", "3"),
        ("完工面積", "41"),
    ]
    assert cells(table("S27").blocks[0]) == [
        ["桌凳", "套", "10", "1,000.00", "一年級"],
        ["體育器材", "個", "2", "100.00", "體育組"],
    ]
    assert table("S27").notes == ("受贈的物品1行不在表內，見捐贈與環境文化表。",)
    gifts, activities = table("S28").blocks
    assert [row[0] for row in cells(gifts)] == ["資金　個人", "實物　企業", "工程　校友"]
    assert cells(activities)[1:4] == [
        ["牆面彩繪", "2", "2", "", "", "", ""],
        ["　幅", "", "", "1", "", "", ""],
        ["　處", "", "", "2", "", "", ""],
    ]


def test_the_chart_sets_days_planned_beside_days_taken() -> None:
    (chart,) = [one for one in report().charts if one.id == "C10"]
    assert chart.categories == ("涼亭", "儲藏室改造", "後門路面")
    assert [[int(value or 0) for value in one.values] for one in chart.series] == [[12, 9, 43], [10, 8, 37]]


def test_what_the_summary_says() -> None:
    said = prose("works")
    for sentence in (
        "在冊工程項目3個，已投用3個。驗收合格3個（後門路面40.5平方米、涼亭、儲藏室改造），完工面積41平方米。",
        "累計支付10,500.00元，有合同的項目支付率100.0%（10,500.00/10,500.00元）。",
        "添置物資1,100.00元：桌凳10套、1,000.00元；跳繩2個、100.00元。",
        "接受捐贈3件，估值20,600.00元，估值與收入分開計算；已入賬3件。",
        "校友捐建1件，估值20,000.00元",
        "同意公開署名的捐贈方：示例花木店。",
        "綠化面積13平方米，種植30株，愛綠教育1次。",
        "後勤人員投入16.5小時，其中休息時間10.5小時，按備註的算法估算節約工費420.00元。",
    ):
        assert sentence in said
    assert "某校友" not in said


def test_what_is_under_way_is_not_called_completed() -> None:
    march = make_report(make_book(batch_of(CLEAN.values(), MARCH).term))
    assert "在冊工程項目2個，正在施工1個，已投用1個。驗收合格1個（儲藏室改造）。" in prose("works", march)
    assert "尚未竣工的有後門路面（施工），不計入完工。" in prose("works", march)
    assert "後門路面（計劃竣工2026年4月20日）由何靜負責按計劃施工" in prose("plan", march)


def test_goods_of_an_excluded_voucher_are_left_out_and_told() -> None:
    found = make_report(make_book(batch_of(planted([change(MARCH, VOUCHERS, DESKS, 審核人=None)])).term))
    assert [row[0] for row in cells(table("S27", found).blocks[0])] == ["體育器材"]
    assert table("S27", found).notes[0] == "憑證停用或不計入支出的添置1行、1,000.00元不在表內：TZ-1。"


def test_nothing_is_claimed_without_rows() -> None:
    nil = make_report(plant.book_of([nil_return("F12", "2026-01")], works_forms(), "2026-01"))
    assert (
        prose("works", nil)
        == "工程項目：台賬中沒有工程項目。\n物資添置：台賬中沒有物資添置記錄。\n接受捐贈：台賬中沒有捐贈記錄。"
    )
    missing = make_report(plant.book_of([], works_forms(), "2026-01"))
    assert prose("works", missing) == "工程項目：基建添置與捐贈台賬未報送，工程、添置和捐贈的情況無從說明。"


def test_a_month_takes_over_what_is_open() -> None:
    open_gift = planted([change("2026-04", GIFTS, 2, 公示日期=None)])
    carried = carry(batch_of(open_gift, "2026-04").term, month_number(MAY))
    assert [row["捐贈編號"] for row in carried[GIFTS]] == ["JZ-1"]
    assert PROJECTS not in carried
    rows = carry(batch_of(CLEAN.values(), MARCH).term, month_number("2026-04"))[PROJECTS]
    assert [(row["月份"], row["項目編號"]) for row in rows] == [("2026-04", "GC-1")]
    assert not {"階段", "累計支付"} & rows[0].keys()


def test_a_school_without_f05_still_has_its_goods() -> None:
    alone = replace(works_forms(), forms=[form for form in works_forms().forms if form.id in {"F00", "F12"}])
    books = [one for one in CLEAN.values() if one.form == "F12"]
    assert plant.book_of(books, alone, MAY).number("M-F12-03b") == 1100


@pytest.mark.parametrize(
    ("amount", "said"), [("100000.00", "省優園驗收，10萬元以上"), ("99999.99", "省優園驗收")], ids=str
)
def test_a_large_sum_is_called_so_from_100_000_yuan_on(amount: str, said: str) -> None:
    assert purpose("省優園驗收", Fraction(amount)) == said
    assert purpose("", Fraction(amount)) == ""
