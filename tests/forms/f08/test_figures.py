from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from pipeline.batch import Batch
from pipeline.checks.services import month_number
from pipeline.figures.aggregate import make_book, make_report
from pipeline.figures.book import Book
from pipeline.figures.report import Report
from pipeline.figures.selfcheck import check_figures
from pipeline.forms.f05_finance.income import income_of_months
from pipeline.forms.f08_goods import FORM
from pipeline.forms.f08_goods.carry import carry
from tests.forms import plant
from tests.forms.f08.clean import APRIL, CASES, CLEAN, LOANS, MARCH, MOVES, goods_forms, workbook
from tests.forms.f08.golden import FIGURES, FINDINGS, workbooks
from tests.forms.plant import with_rows
from tests.forms.worked_out import assert_worked_out, cells, lines


@cache
def golden() -> Batch:
    return plant.batch_of(workbooks(), goods_forms(), APRIL)


@cache
def book() -> Book:
    return make_book(golden().term)


@cache
def report() -> Report:
    return make_report(book())


def test_the_findings_are_those_worked_out_by_hand() -> None:
    found = [
        [one.rule, one.month, one.place.sheet, str(one.place.row), one.place.column]
        for one in golden().findings
        if one.form == "F08" and one.rule != "G-04"
    ]
    assert sorted(found) == sorted(lines(FINDINGS))


@pytest.mark.parametrize("line", lines(FIGURES), ids=lambda line: " ".join(line[:3]))
def test_a_figure_is_the_one_worked_out_by_hand(line: list[str]) -> None:
    assert_worked_out(book(), line, or_no_number=True)


def test_every_figure_of_the_form_is_checked_and_they_agree() -> None:
    assert {metric.id for metric in FORM.metrics} == {line[0] for line in lines(FIGURES)}
    assert len(FORM.metrics) == 10
    check_figures(book())


def test_money_is_kept_in_fen() -> None:
    tallies = [one for one in golden().tallies if one.sheet == CASES]
    # March 45 + 80 + 168 + 0; April 0 + 0 + 5 + 65 (held) + 0
    assert sorted(one.fen["in"] for one in tallies if one.fen) == [7000, 29300]
    assert [one.fen["held"] for one in tallies if one.fen] == [0, 6500]
    assert sum(one.rows["replaced"] for one in tallies) == 1


def test_cash_is_income_of_the_day_of_the_case() -> None:
    # 45.00 of 03-20, and 5.00 of 04-29 that nobody has deposited yet
    assert income_of_months(golden().term) == {month_number(MARCH): 4500, month_number(APRIL): 500}


def test_s20_lists_departments_then_rooms_then_outsiders() -> None:
    (table,) = [one for one in report().tables if one.id == "S20"]
    sides, natures = table.blocks
    assert [row[0] for row in cells(sides)] == [
        "教務處", "德育處", "班級", "C101 一年級1班", "C302 三年級2班", "C303 三年級3班", "C401 四年級1班",
        "C501 五年級1班", "C602 六年級2班", "B02 教務處", "校外",
    ]  # fmt: skip
    assert cells(sides)[4] == ["C302 三年級2班", "1", "101.25", "1", "1", "", "", "2", "45.00", "45.00"]
    assert sides.total is not None
    assert [getattr(cell, "text", cell) for cell in sides.total] == [
        "合計", "7", "411.32", "6", "4", "2", "1", "7", "338.00", "298.00",
    ]  # fmt: skip
    assert [row[:2] for row in cells(natures)] == [
        ["有意", "1"],
        ["過失", "4"],
        ["自然損耗", "1"],
        ["責任不明", "1"],
    ]
    assert cells(natures)[1][4] == "76.5%"
    assert table.notes == ("有 1 行領用或退回沒有單價可據，不在領用金額之內。",)


def said(made: Report, chapter_id: str = "property") -> str:
    (chapter,) = [one for one in made.chapters if one.id == chapter_id]
    return "\n".join(
        f"{section.heading}：{paragraph.text}" for section in chapter.sections for paragraph in section.paragraphs
    )


def test_the_chapter_says_what_the_figures_are() -> None:
    text = said(report())
    for sentence in (
        "損壞賠償：登記損壞賠償7件、298.00元（有意1件、過失4件、自然損耗1件、責任不明1件），",
        "，賠償率88.2%（298.00/338.00元）。",
        "責任不明的1件，尚待查明。",
        "借出6次，歸還4次；期末未還2次，其中逾期未還1次：JT-2603-04（三腳架，應於3月20日歸還）。",
        "領用物品7次，扣除退回後按平均單價計411.32元，較多的是一年級1班151.50元、教務處137.14元、三年級2班101.25元。",
    ):
        assert sentence in text
    assert not any(name in text for name in ("石曉東", "周雨晴", "彭立新", "C302-17"))


def test_the_plan_says_who_gets_back_what_is_out_and_settles_what_is_open() -> None:
    text = said(report(), "plan")
    assert (
        "未還的借條：JT-2603-04（三腳架，應於3月20日歸還）已逾期，由沈玉蘭立即催還；"
        "JT-2604-01（ZC-2026-0001）由沈玉蘭於5月8日前收回。"
    ) in text
    assert (
        "未辦結的賠償：PC-2604-002（黑板擦）由沈玉蘭收款後解交並補填解交日期；PC-2604-004（黑板擦）由沈玉蘭查明責任。"
    ) in text


def test_nothing_is_claimed_without_a_row() -> None:
    nil = workbook("F08", MARCH, "04-01", {MOVES: [], LOANS: [], CASES: []})
    nil = replace(nil, cover=replace(nil.cover, nothing_to_report=True))
    assert said(make_report(plant.book_of([nil], goods_forms(), MARCH))) == "損壞賠償：台賬中沒有損壞賠償記錄。"
    text = said(make_report(plant.book_of([CLEAN["F05", MARCH]], goods_forms(), MARCH)))
    assert text == "損壞賠償：物品領用借還賠償台賬未報送，領用、借還和賠償的情況無從說明。"


def test_a_rate_without_a_denominator_is_not_said() -> None:
    wear = [CLEAN["F08", APRIL].sheets[CASES][1]]
    april = with_rows(with_rows(with_rows(CLEAN["F08", APRIL], MOVES, []), LOANS, []), CASES, wear)
    text = said(make_report(plant.book_of([april], goods_forms(), APRIL)))
    assert text == "損壞賠償：登記損壞賠償1件、0.00元（自然損耗1件）。"


def test_a_month_takes_over_what_is_open() -> None:
    taken = carry(golden().term, month_number("2026-05"))
    assert [row["借條號"] for row in taken[LOANS]] == ["JT-2604-01", "JT-2603-04"]
    # without a receipt, and nobody's yet
    assert [row["賠償單號"] for row in taken[CASES]] == ["PC-2604-002", "PC-2604-004"]
    assert taken[CASES][0] == CLEAN["F08", APRIL].sheets[CASES][2]
    assert MOVES not in taken
    assert carry(plant.batch_of([], goods_forms(), MARCH).term, month_number(APRIL)) == {}
