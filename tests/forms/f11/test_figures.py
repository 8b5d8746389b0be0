from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache

import pytest

from pipeline.batch import Batch
from pipeline.checks.services import month_number
from pipeline.figures.aggregate import make_book, make_report
from pipeline.figures.book import Book
from pipeline.figures.report import Report
from pipeline.forms.f11_bus import FORM
from pipeline.forms.f11_bus.carry import carry
from pipeline.forms.f11_bus.fleet import months_later
from tests.forms import plant
from tests.forms.f11.cases import run, vehicle
from tests.forms.f11.clean import (
    APRIL,
    BASE,
    CLEAN,
    MARCH,
    RUNS,
    UPKEEP,
    VEHICLES,
    WAITING,
    A,
    bus_forms,
    typed,
    workbook,
)
from tests.forms.f11.golden import CHANGES, FIGURES, FINDINGS
from tests.forms.f11.test_rules import batch_of, planted, told
from tests.forms.worked_out import assert_worked_out, cells, lines


@cache
def golden() -> Batch:
    return batch_of(planted(CHANGES))


@cache
def book() -> Book:
    return make_book(golden().term)


@cache
def report() -> Report:
    return make_report(book())


def test_the_findings_are_those_worked_out_by_hand() -> None:
    found = [[one.rule, one.month, one.place.sheet, str(one.place.row), one.place.column] for one in told(golden())]
    assert sorted(found) == sorted(lines(FINDINGS))


@pytest.mark.parametrize("line", lines(FIGURES), ids=lambda line: " ".join(line[:3]))
def test_a_figure_is_the_one_worked_out_by_hand(line: list[str]) -> None:
    assert_worked_out(book(), line, or_no_number=True)


def test_every_figure_of_the_form_is_checked() -> None:
    assert {metric.id for metric in FORM.metrics} == {line[0] for line in lines(FIGURES)}
    assert len(FORM.metrics) == 14


def test_a_count_of_breaches_leads_to_the_run_itself() -> None:
    overload, none = book().figure("M-F11-02a"), book().figure("M-F11-02a", (), APRIL)
    assert overload is not None
    assert none is not None
    assert [report().rows[row].row for row in overload.rows] == [5]
    assert len(none.rows) == 0


def test_planned_runs_are_those_of_the_list_in_force() -> None:
    # 示A·1 is to run twice in March, three times from April on: 2 × 2 + 3 × 3, with five runs of 示B·2
    made = make_book(batch_of(planted([vehicle(A, 每日計劃趟次="3")])).term)
    assert made.number("M-F11-01c") == 18
    assert made.number("M-F11-01c", {"車牌號": A}, MARCH) == 4


def test_months_are_added_to_a_day() -> None:
    def later(day: str) -> str:
        return date.fromordinal(months_later(date.fromisoformat(day).toordinal(), 6)).isoformat()

    assert later("2026-01-12") == "2026-07-12"
    assert later("2025-08-31") == "2026-02-28"
    assert later("2025-12-31") == "2026-06-30"


def test_s25_lists_vehicles_and_months() -> None:
    (table,) = [one for one in report().tables if one.id == "S25"]
    vehicles, months = table.blocks
    assert cells(vehicles) == [
        ["示A·1", "10", "11", "324", "1", "1", "0", "1", "90.9%", "720.00", "140.00"],
        ["示B·2", "5", "5", "60", "0", "0", "1", "0", "100.0%", "200.00", ""],
    ]
    assert [row[:4] for row in cells(months)] == [["2026-03", "6", "6", "154"], ["2026-04", "9", "10", "230"]]
    assert vehicles.total is not None
    assert [getattr(cell, "text", cell) for cell in vehicles.total] == [
        "合計", "15", "16", "384", "1", "1", "1", "1", "93.8%", "920.00", "140.00",
    ]  # fmt: skip
    assert [figure.text for figure in table.beneath] == ["4", "80.0%", "199", "75.0%"]
    assert table.notes == ()


def said(made: Report, chapter: str = "bus") -> str:
    sections = [section for one in made.chapters if one.id == chapter for section in one.sections]
    return "\n".join(f"{section.heading}：{paragraph.text}" for section in sections for paragraph in section.paragraphs)


def test_the_chapter_says_what_the_figures_are() -> None:
    text = said(report())
    for sentence in (
        "運行：校車運行16趟、384人次，計劃15趟；超員1次，未清車1次，人數不符1次。",
        "按月看，2026-03運送154人次、2026-04運送230人次。",
        "出車前檢查合格的佔93.8%（15/16），基本達到100%的要求；未檢或帶病出車1次。",
        "安全事項：3月31日示A·1上學1超員（學生44人、成人2人）；4月1日示A·1放學2未清車；4月2日示B·2放學2上車12人、下車11人。",
        "候車看護：有放學2運行的日子，有人看護候車學生的4天，佔80.0%（4/5），未達到100%的要求；看護199人次，",
        "候車與上車人數核對一致的佔75.0%（3/4）。",
        "在用校車2輛，到4月5日安全技術檢驗、校車標牌、交強險、承運人責任險都在有效期內。",
        "校車費用920.00元，加油720.00元、保養200.00元；百公里油費140.00元。",
    ):
        assert sentence in text


def test_zero_is_said_where_there_are_runs() -> None:
    text = said(make_report(make_book(batch_of(CLEAN.values()).term)))
    assert "校車運行15趟、350人次，計劃15趟；超員0次，未清車0次，人數不符0次。" in text
    assert "安全事項" not in text


def test_an_unknown_count_is_not_made_up() -> None:
    made = make_report(make_book(batch_of(planted([run("04-01", A, "放學2", 終點下車人數=None)])).term))
    assert "4月1日示A·1放學2上車28人、下車記錄不全" in said(made)


def test_papers_stand_in_the_plan_before_they_end() -> None:
    # 2026-06-04 is 60 days after 04-05
    ends = [vehicle(A, 校車標牌有效期至="2026-06-04"), vehicle("示B·2", 交強險有效期至="2026-04-01")]
    made = make_report(make_book(batch_of(planted(ends)).term))
    plan = "校車證件：示A·1校車標牌（2026年6月4日到期）、示B·2交強險（2026年4月1日到期），由韓志剛在到期前辦好"
    assert plan in said(made, "plan")
    assert "到4月5日證件已過期的有：示B·2 交強險。" in said(made)
    assert "校車證件" not in said(report(), "plan")


def test_c14_needs_three_months() -> None:
    assert [one for one in report().charts if one.id == "C14"] == []


def test_nothing_is_claimed_without_a_row() -> None:
    nothing = workbook("F11", MARCH, "04-01", {VEHICLES: [], RUNS: [], WAITING: [], UPKEEP: []})
    nil = replace(nothing, cover=replace(nothing.cover, nothing_to_report=True))
    text = said(make_report(plant.book_of([BASE, nil], bus_forms(), MARCH)))
    assert text == "運行：台賬中沒有校車運行記錄。"
    text = said(make_report(plant.book_of([BASE, CLEAN["F05", MARCH]], bus_forms(), MARCH)))
    assert text == "運行：校車安全台賬未報送，校車運行和候車看護的情況無從說明。"
    late = [book for book in CLEAN.values() if (book.form, book.cover.month) != ("F11", APRIL)]
    made = make_report(make_book(batch_of(late).term))
    assert said(made).startswith("運行：2026年4月的校車安全台賬未報送，該月的運行不在以下數字之內。校車運行6趟")
    (table,) = [one for one in made.tables if one.id == "S25"]
    assert table.notes == ("2026-04 未報送，不在表內。",)


def test_a_month_knows_its_vehicles_and_runs_but_no_result() -> None:
    march = batch_of([book for book in CLEAN.values() if book.cover.month == MARCH], MARCH)
    rows = carry(march.term, month_number(APRIL))
    assert set(rows) == {VEHICLES, RUNS, WAITING}
    assert [row["車牌號"] for row in rows[VEHICLES]] == [A, "示B·2"]
    assert {"滅火器逃生錘急救箱檢查日期", "衛星定位正常"}.isdisjoint(rows[VEHICLES][0])
    assert rows[VEHICLES][0]["核載人數"] == 45
    assert len(rows[RUNS]) == 9  # three days of three runs
    assert rows[RUNS][1] == {"日期": typed("04-01"), "車牌號": A, "趟次": "放學2", "線路": "1號線"}
    assert rows[WAITING] == [
        {"日期": typed(day), "趟次": "放學2", "看護地點": "K03"} for day in ("04-01", "04-02", "04-03")
    ]
    assert carry(batch_of([], MARCH).term, month_number(APRIL)) == {}
