from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from pipeline.batch import Batch
from pipeline.checks.services import month_number
from pipeline.figures.aggregate import make_book, make_report
from pipeline.figures.book import Book
from pipeline.figures.report import Block, Report
from pipeline.forms.f13_service import FORM
from pipeline.forms.f13_service.carry import carry
from tests.forms import plant
from tests.forms.f13.clean import (
    APRIL,
    CLEAN,
    EVENTS,
    MARCH,
    OPINIONS,
    PETITIONS,
    SURVEYS,
    service_forms,
    workbook,
)
from tests.forms.f13.golden import FIGURES, FINDINGS, workbooks
from tests.forms.plant import with_rows
from tests.forms.worked_out import assert_worked_out, lines


@cache
def golden() -> Batch:
    return plant.batch_of(workbooks(), service_forms(), APRIL)


@cache
def book() -> Book:
    return make_book(golden().term)


@cache
def report() -> Report:
    return make_report(book())


def test_the_findings_are_those_worked_out_by_hand() -> None:
    found = [
        [one.rule, one.month, str(one.place.row), one.place.column]
        for one in golden().findings
        if one.form == "F13" and one.rule != "G-04"
    ]
    assert sorted(found) == sorted(lines(FINDINGS))


@pytest.mark.parametrize("line", lines(FIGURES), ids=lambda line: " ".join(line[:3]))
def test_a_figure_is_the_one_worked_out_by_hand(line: list[str]) -> None:
    assert_worked_out(book(), line)


def test_every_figure_of_the_form_is_checked() -> None:
    assert {metric.id for metric in FORM.metrics} == {line[0] for line in lines(FIGURES)}
    assert len(FORM.metrics) == 18


def test_money_is_kept_in_fen_and_a_held_row_counts_as_a_row() -> None:
    tallies = {one.file[-12:-5]: one for one in golden().tallies if one.sheet == EVENTS}
    march, april = tallies[MARCH], tallies[APRIL]
    # 300.00 + 0.00 + 50.50
    assert march.fen is not None
    assert march.fen["counted"] == 35050
    assert april.rows["held"] == 1
    assert april.fen is not None
    assert april.fen["in"] == april.fen["held"] == 0


def cells(block: Block) -> list[list[str]]:
    rows = [*block.rows, *([block.total] if block.total else [])]
    return [[getattr(cell, "text", "" if cell is None else str(cell)).strip("　") for cell in row] for row in rows]


def test_s29_lists_opinions_surveys_and_events() -> None:
    (table,) = [one for one in report().tables if one.id == "S29"]
    opinions, surveys, events = table.blocks
    assert cells(opinions) == [
        ["食堂", "4", "3", "66.7%", "100.0%", "50.0%"],
        ["校車", "1", "1", "100.0%", "0.0%", ""],
        ["維修", "1", "1", "100.0%", "100.0%", ""],
        ["收費", "1", "", "0.0%", "0.0%", ""],
        ["合計", "7", "5", "66.7%", "60.0%", "50.0%"],
    ]
    assert [row[0] for row in cells(surveys)] == ["食堂", "學生", "家長", "校車", "家長", "維修", "教師", "合計"]
    assert cells(surveys)[0] == ["食堂", "90", "25", "15", "88.5%", "86.7%"]
    assert cells(surveys)[-1] == ["合計", "109", "32", "21", "87.0%", "77.1%"]
    assert [row[0] for row in cells(events)] == ["運動會", "迎檢", "演出", "合計"]
    assert cells(events)[-1] == ["合計", "3", "18", "200", "350.50"]
    assert [figure.text for figure in table.beneath] == ["3", "2", "66.7%", "50.0%"]
    assert table.notes == ("2026-04-16 家長對校車的測評回收不足六成，滿意率僅供參考。",)


def test_c12_stacks_the_answers_of_each_field() -> None:
    (chart,) = [one for one in report().charts if one.id == "C12"]
    assert chart.categories == ("食堂", "校車", "維修")
    shares = {series.name: [str(value) for value in series.values] for series in chart.series}
    assert shares == {"滿意": ["90", "10", "9"], "基本滿意": ["25", "5", "2"], "不滿意": ["15", "5", "1"]}


def said(made: Report, chapter: str = "service") -> str:
    (found,) = [one for one in made.chapters if one.id == chapter]
    return "\n".join(
        f"{section.heading}：{paragraph.text}" for section in found.sections for paragraph in section.paragraphs
    )


def test_the_chapter_says_what_the_figures_are() -> None:
    text = said(report())
    for sentence in (
        "為各項活動提供服務保障3次（運動會1次、迎檢1次、演出1次），投入18人次、物資350.50元，活動供餐200人次，",
        "不計入日常就餐人次；出現問題的有：「班級匯演」。",
        "收到意見7件（建議3件、投訴2件、表揚1件、諮詢1件），較多的是食堂4件、",
        "已答覆5件。",
        "除表揚外，答覆率66.7%（4/6），未達到100%的要求，主要在食堂、收費；按期答覆率60.0%（3/5）。",
        "採納或部分採納的佔50.0%（1/2）",
        "滿意率為87.0%（141/162），基本達到90%的要求；其中不滿意21份，問卷回收率77.1%（162/210）。",
        "2026-04-16 家長對校車的測評回收不足六成，滿意率僅供參考。",
        "登記涉訪事項3件，化解2件；所登記的事項化解率66.7%（2/3）；在校內化解的佔50.0%（1/2）。",
    ):
        assert sentence in text


def test_cases_are_told_as_counts_only() -> None:
    text = "\n".join(paragraph.text for one in report().chapters for s in one.sections for paragraph in s.paragraphs)
    assert "SF-26" not in text
    assert "退休教師" not in text


def test_the_plan_names_who_answers_what_by_when() -> None:
    assert (
        "未答覆的意見：YJ-2603-05（收費，投訴）的期限3月23日已過，由錢會敏立即答覆；"
        "YJ-2604-02（食堂，建議）由方建華於5月4日前答覆。"
    ) in said(report(), "plan")


def test_two_fields_are_told_in_words_and_not_drawn() -> None:
    march = make_report(plant.book_of([CLEAN["F13", MARCH]], service_forms(), MARCH))
    assert [one for one in march.charts if one.id == "C12"] == []
    # 食堂 115 ÷ 130, 維修 11 ÷ 12
    assert "食堂滿意率88.5%（115/130）、不滿意15份、回收率86.7%（130/150）；維修滿意率91.7%（11/12）" in said(march)


def test_nothing_is_claimed_without_a_row() -> None:
    nothing = workbook("F13", MARCH, {EVENTS: [], OPINIONS: [], SURVEYS: [], PETITIONS: []})
    nil = replace(nothing, cover=replace(nothing.cover, nothing_to_report=True))
    assert said(make_report(plant.book_of([nil], service_forms(), MARCH))) == "意見建議：台賬中沒有意見建議記錄。"
    text = said(make_report(plant.book_of([CLEAN["F03", MARCH]], service_forms(), MARCH)))
    assert text == "意見建議：服務保障與意見台賬未報送，服務保障和各方意見的情況無從說明。"


def test_a_month_that_has_not_come_is_named() -> None:
    made = make_report(plant.book_of([CLEAN["F13", APRIL]], service_forms(), APRIL))
    assert "2026年3月的服務保障與意見台賬未報送，該月的情況不在以下數字之內。" in said(made)
    (table,) = [one for one in made.tables if one.id == "S29"]
    assert table.notes == ("2026-03 未報送，不在表內。",)


def test_a_month_takes_over_what_is_open() -> None:
    rows = carry(golden().term, month_number("2026-05"))
    assert [row["編號"] for row in rows[OPINIONS]] == ["YJ-2603-05", "YJ-2604-02"]
    assert [row["編號"] for row in rows[PETITIONS]] == ["SF-26-03"]
    assert set(rows) == {OPINIONS, PETITIONS}
    assert carry(plant.batch_of([], service_forms(), MARCH).term, month_number(APRIL)) == {}


def test_half_a_survey_is_not_a_survey() -> None:
    rows = [{**row, "回收份數": None} for row in CLEAN["F13", MARCH].sheets[SURVEYS]]
    made = plant.book_of([with_rows(CLEAN["F13", MARCH], SURVEYS, rows)], service_forms(), MARCH)
    assert made.number("M-F13-03d") is None
    assert "滿意度測評" not in said(make_report(made))
