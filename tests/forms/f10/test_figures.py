from __future__ import annotations

from functools import cache

import pytest

from pipeline.batch import Batch
from pipeline.figures.aggregate import make_book, make_report
from pipeline.figures.book import Book
from pipeline.figures.report import Report, Table
from pipeline.figures.selfcheck import check_figures
from pipeline.forms.f10_safety import FORM
from pipeline.forms.f10_safety.tables import coverage_by_week
from tests.forms import plant
from tests.forms.f10.clean import ACTIVITIES, APRIL, BASE, CHECKS, CLEAN, MARCH, SHIFTS, only_safety
from tests.forms.f10.golden import FIGURES, FINDINGS, workbooks
from tests.forms.worked_out import assert_worked_out, cells, lines


@cache
def golden() -> Batch:
    return plant.batch_of([BASE, *workbooks()], only_safety())


@cache
def book() -> Book:
    return make_book(golden().term)


@cache
def report(month: str | None = None) -> Report:
    return make_report(book() if month is None else plant.book_of([BASE, *workbooks()], only_safety(), month))


def table(name: str) -> Table:
    [found] = [one for one in report().tables if one.id == name]
    return found


def prose(chapter: str, month: str | None = None) -> str:
    [found] = [one for one in report(month).chapters if one.id == chapter]
    return "\n".join(paragraph.text for section in found.sections for paragraph in section.paragraphs)


def test_the_findings_are_those_worked_out_by_hand() -> None:
    found = [[one.rule, one.month, one.place.sheet, one.place.column] for one in golden().findings if one.form == "F10"]
    assert sorted(found) == sorted(lines(FINDINGS))


@pytest.mark.parametrize("line", lines(FIGURES), ids=lambda line: " ".join(line[:3]))
def test_a_figure_is_the_one_worked_out_by_hand(line: list[str]) -> None:
    assert_worked_out(book(), line)


def test_every_figure_of_the_form_is_checked() -> None:
    assert {metric.id for metric in FORM.metrics} == {line[0] for line in lines(FIGURES)}
    assert len(FORM.metrics) == 30


def test_the_figures_add_up_once_more() -> None:
    check_figures(book())


def test_a_month_knows_only_what_had_happened() -> None:
    march = plant.book_of([BASE, *CLEAN.values()], only_safety(), MARCH)
    rates = [march.figure(metric) for metric in ("M-F10-02d", "M-F10-02e", "M-F10-02f")]
    # four found, three rectified and written off; the fourth is due on 04-14
    assert [rate.of for rate in rates if rate] == ["3/4", "3/4", "3/3"]
    assert march.number("M-F10-03c") == 1
    # week 3 is not over
    assert march.number("M-F10-01a", {"檢查範圍": "常規管理"}) == 2


def test_a_month_that_is_not_handed_in_has_no_duties() -> None:
    only_march = plant.book_of([BASE, CLEAN[MARCH]], only_safety())
    assert only_march.number("M-F10-01a") == 96
    assert only_march.number("M-F10-04a") == 20  # 16 nights, 4 days
    rate = only_march.figure("M-F10-01c")
    assert rate is not None
    assert rate.of == "96/96"
    assert only_march.number("M-F10-01c", span=APRIL) is None


def test_units_are_days_but_for_the_weekly_scope() -> None:
    units = {scope: book().figure("M-F10-01a", {"檢查範圍": scope}) for scope in ("三室", "常規管理")}
    assert {scope: figure.unit for scope, figure in units.items() if figure} == {"三室": "天", "常規管理": "週"}


def test_a_missed_shift_leads_to_no_row() -> None:
    due, complete = book().figure("M-F10-04a"), book().figure("M-F10-04b")
    assert due is not None
    assert complete is not None
    assert (len(due.rows), len(complete.rows)) == (26, 24)


def test_s22_has_scopes_and_weeks() -> None:
    scopes, weeks = table("S22").blocks
    assert [row[0] for row in cells(scopes)] == [
        "食堂", "學生安全", "三室", "教室", "辦公室", "校舍", "運動設施", "教學設施", "消防", "常規管理",
    ]  # fmt: skip
    assert cells(scopes)[2] == ["三室", "15", "14", "93.3%", "", ""]
    assert cells(scopes, total=True) == [["合計", "120", "118", "98.3%", "1", "2"]]
    assert [row[0] for row in cells(weeks)] == ["第1週", "第2週", "第3週"]
    assert cells(weeks, total=True) == [["合計", "120", "118", "98.3%"]]
    assert table("S22").notes == ("常規管理按週計；前三列的合計和各週各列不含常規管理、消防。",)


def test_s23_lists_what_is_open() -> None:
    levels, kinds, still_open = table("S23").blocks
    assert [row[0] for row in cells(levels)] == ["一般", "較大", "重大"]
    assert cells(levels)[0] == ["一般", "3", "2", "2", "66.7%", "66.7%", "50.0%", "1", "1.0", "2.0", "1"]
    assert [row[0] for row in cells(kinds)] == ["校舍", "用電", "消防", "食品", "排水"]
    assert cells(still_open) == [["YH-2604-001", "2026-04-02", "辦公樓", "應急燈不亮", "一般", "王志遠", "2026-04-09"]]
    assert [figure.text for figure in table("S23").beneath] == ["3", "1", "100.0%", "2", "10", "20.00"]


def test_s24_has_months_and_activities() -> None:
    months, activities = table("S24").blocks
    assert cells(months) == [
        ["2026-03", "20", "17", "85.0%", "52", "120.50"],  # nights 15 × 3 + 1, days (4 − 1) × 2
        ["2026-04", "7", "7", "100.0%", "19", "0.00"],  # 5 × 3 + 2 × 2
    ]
    assert [row[0] for row in cells(activities)] == ["應急疏散", "校車", "防溺水"]
    assert cells(activities, total=True) == [["合計", "2", "1,410", "165.0", "1"]]


def test_charts() -> None:
    charts = {one.id: one for one in report().charts}
    loop, weeks = charts["C04"], charts["C05"]
    assert loop.categories == ("發現", "整改", "銷號")
    assert [(one.name, [str(value) for value in one.values]) for one in loop.series] == [
        ("一般", ["3", "2", "2"]),
        ("較大", ["1", "1", "1"]),
        ("重大", ["1", "1", "1"]),
    ]
    assert weeks.categories == ("1", "2", "3")
    assert [str(value) for value in weeks.series[0].values] == ["19/20", "1", "1"]


def test_two_weeks_are_a_sentence_and_no_chart() -> None:
    days = [row for row in BASE.sheets["校曆"] if row.get("教學週次") != 3]
    short = [
        {**row, "日類型": "寒暑假", "供餐餐次": "無", "校車運行": "否"}
        for row in BASE.sheets["校曆"]
        if row not in days
    ]
    base = plant.with_rows(BASE, "校曆", [*days, *({**row, "教學週次": None} for row in short)])
    found = plant.book_of([base, *workbooks()], only_safety())
    assert coverage_by_week(found) is None
    texts = [
        p.text for chapter in make_report(found).chapters for section in chapter.sections for p in section.paragraphs
    ]
    assert any("按教學週看，第1週95.0%（38/40）、第2週100.0%（40/40）。" in text for text in texts)


def test_what_the_summary_says() -> None:
    said = prose("safety")
    assert "每個上課日應查8個範圍，每日檢查覆蓋率98.3%（118/120），基本達到100%的要求。" in said
    assert "常規管理按週檢查，應查3週，有記錄的2週。" in said
    assert "發現隱患5條，已整改4條，已銷號4條，逾期1條" in said
    assert "整改率80.0%（4/5），未達到100%的要求，主要在消防；" in said
    assert "按期整改率75.0%（3/4）" in said
    assert "期末未銷號1條：YH-2604-001（辦公樓，應急燈不亮）" in said
    assert (
        "應值班27次，人員、巡查、交接都到位的佔88.9%（24/27），未達到100%的要求，主要在夜班、節假日白班、節假日夜班"
        in said
    )
    assert "值班期間財產損失120.50元" in said
    assert "組織演練2次（其中應急疏散1次），安全教育1次，參加1,410人次" in said
    assert "配合上級檢查3次，一次通過2次；指出問題1項，登記的隱患整改100.0%（1/1）；投入10人次、物資20.00元。" in said


def test_open_dangers_stand_in_shortcomings_and_plan() -> None:
    assert "到4月5日，有1條隱患尚未銷號：YH-2604-001（辦公樓，應急燈不亮）。" in prose("shortcomings")
    assert "YH-2604-001（辦公樓）由王志遠於4月9日前完成整改" in prose("plan")


def test_nothing_is_said_of_what_was_not_handed_in() -> None:
    alone = make_report(plant.book_of([BASE], only_safety()))
    [chapter] = [one for one in alone.chapters if one.id == "safety"]
    said = [paragraph.text for section in chapter.sections for paragraph in section.paragraphs]
    assert said == ["安全檢查值班與演練台賬未報送，安全檢查、隱患、值班和演練的情況無從說明。"]
    assert not {"S22", "S23", "S24"} & {one.id for one in alone.tables}


def test_sheets_without_rows_are_said_to_be_empty() -> None:
    march = CLEAN[MARCH]
    for sheet in (SHIFTS, ACTIVITIES, CHECKS):
        march = plant.with_rows(march, sheet, [])
    found = make_report(plant.book_of([BASE, march], only_safety(), MARCH))
    [chapter] = [one for one in found.chapters if one.id == "safety"]
    said = "\n".join(paragraph.text for section in chapter.sections for paragraph in section.paragraphs)
    assert "台賬中沒有值班護校記錄。" in said
    assert "台賬中沒有演練和安全教育記錄。" in said
    assert "每日檢查覆蓋率0.0%（0/96），未達到100%的要求" in said
    assert "財產損失" not in said
