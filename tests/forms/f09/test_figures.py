from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from pipeline.batch import Batch
from pipeline.checks.services import month_number
from pipeline.figures.aggregate import make_book, make_report
from pipeline.figures.book import Book
from pipeline.figures.report import Report
from pipeline.forms.f09_repairs import FORM
from pipeline.forms.f09_repairs.carry import carry
from tests.forms import plant
from tests.forms.f09.clean import APRIL, CLEAN, MARCH, ORDERS, repair_forms, workbook
from tests.forms.f09.golden import FIGURES, FINDINGS, workbooks
from tests.forms.plant import with_rows
from tests.forms.worked_out import assert_worked_out, cells, lines


@cache
def golden() -> Batch:
    return plant.batch_of(workbooks(), repair_forms(), APRIL)


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
        if one.form == "F09" and one.rule != "G-04"
    ]
    assert sorted(found) == sorted(lines(FINDINGS))


@pytest.mark.parametrize("line", lines(FIGURES), ids=lambda line: " ".join(line[:3]))
def test_a_figure_is_the_one_worked_out_by_hand(line: list[str]) -> None:
    assert_worked_out(book(), line, or_no_number=True)


def test_every_figure_of_the_form_is_checked() -> None:
    assert {metric.id for metric in FORM.metrics} == {line[0] for line in lines(FIGURES)}
    assert len(FORM.metrics) == 14


def test_money_is_kept_in_fen() -> None:
    tallies = [one for one in golden().tallies if one.sheet == ORDERS]
    # 40 + 60 + 500 + 80 + 20 in March, 12 + 75 in April
    assert sorted(one.fen["in"] for one in tallies if one.fen) == [8700, 70000]
    assert sum(one.rows["replaced"] for one in tallies) == 2


def test_s21_lists_categories_and_months() -> None:
    (table,) = [one for one in report().tables if one.id == "S21"]
    categories, months = table.blocks
    assert [row[0] for row in cells(categories)] == [
        "電路", "水龍頭管道", "門窗", "玻璃", "吊扇", "飲水機", "桌凳", "教學儀器",
    ]  # fmt: skip
    glass = next(row for row in cells(categories) if row[0] == "玻璃")
    assert glass[1:] == [
        "3", "3", "100.0%", "66.7%", "3", "100.0%", "1.0", "115.00", "0.0%", "1", "33.3%", "33.3%",
    ]  # fmt: skip
    assert [row[0] for row in cells(months)] == ["2026-02", "2026-03", "2026-04"]
    assert categories.total is not None
    assert [getattr(cell, "text", cell) for cell in categories.total[:4]] == ["合計", "11", "8", "72.7%"]
    assert [figure.text for figure in table.beneath] == ["4.0", "66.7%"]
    assert table.notes == ("2026-01、2026-02 未報送，不在表內。",)


def test_c06_draws_orders_most_first_and_leaves_gaps() -> None:
    (chart,) = [one for one in report().charts if one.id == "C06"]
    assert chart.categories[:2] == ("玻璃", "桌凳")
    orders, in_time = chart.series
    assert [str(value) for value in orders.values[:3]] == ["3", "2", "1"]
    assert in_time.second_axis
    assert dict(zip(chart.categories, in_time.values, strict=True))["吊扇"] is None


def test_c06_needs_three_categories() -> None:
    early = with_rows(CLEAN["F09", MARCH], ORDERS, list(CLEAN["F09", MARCH].sheets[ORDERS])[:2])
    made = make_report(plant.book_of([early], repair_forms(), MARCH))
    assert [one for one in made.charts if one.id == "C06"] == []
    assert "本期報修2單，玻璃1單、電路1單；" in said(made)


def said(made: Report) -> str:
    (chapter,) = [one for one in made.chapters if one.id == "works"]
    return "\n".join(
        f"{section.heading}：{paragraph.text}" for section in chapter.sections for paragraph in section.paragraphs
    )


def test_the_chapter_says_what_the_figures_are() -> None:
    text = said(report())
    for sentence in (
        "日常維修：2026年1月、2月的報修維修台賬未報送，該月的報修不在以下數字之內。",
        "本期報修11單，較多的是玻璃3單、桌凳2單",
        "完成72.7%（8/11），經驗收63.6%（7/11），共修復20處。",
        "按校規時限完成的佔77.8%（7/9），從報修到完成平均1.1個工作日；未能全部按時完成的有飲水機、桌凳。",
        "維修費用787.00元，自修的佔50.0%（4/8）。",
        "屬人為損壞的1單，佔報修的9.1%（1/11）；同一班室同類第三次及以上報修的佔9.1%（1/11）。",
        "滿意度平均4.0分（滿分5分），4分及以上的佔66.7%（4/6）。",
    ):
        assert sentence in text


def test_nothing_is_claimed_without_a_row() -> None:
    nothing = workbook("F09", MARCH, "04-01", {ORDERS: []})
    nil = replace(nothing, cover=replace(nothing.cover, nothing_to_report=True))
    text = said(make_report(plant.book_of([nil], repair_forms(), MARCH)))
    assert text.endswith("台賬中沒有報修記錄。")
    text = said(make_report(plant.book_of([CLEAN["F05", MARCH]], repair_forms(), MARCH)))
    assert text == "日常維修：報修維修台賬未報送，維修的情況無從說明。"


def test_a_month_takes_over_what_is_open() -> None:
    rows = carry(golden().term, month_number("2026-05"))[ORDERS]
    # WX-2604-003 is finished, but not accepted yet
    assert [row["維修單號"] for row in rows] == ["WX-2603-008", "WX-2604-003"]
    assert rows[0] == {
        "維修單號": "WX-2603-008",
        **{title: value for title, value in workbooks()[1].sheets[ORDERS][3].items() if title != "維修單號"},
    }
    assert "合計費用" not in rows[1]
    assert carry(plant.batch_of([], repair_forms(), MARCH).term, month_number(APRIL)) == {}
