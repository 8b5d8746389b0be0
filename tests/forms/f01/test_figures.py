"""Figures of an opening in which something went wrong, worked out by hand (as of 2026-03-31)."""

from __future__ import annotations

from functools import cache

import pytest

from pipeline.checks.services import month_number
from pipeline.figures.aggregate import make_book, make_report
from pipeline.figures.book import Book
from pipeline.figures.report import Report
from pipeline.forms.f01_opening import FORM
from pipeline.forms.f01_opening.carry import carry
from tests.forms import plant
from tests.forms.f01.cases import CIRCUITS, DOORS, MATHEMATICS, OPEN, TEACHING, book, task
from tests.forms.f01.clean import BOOKS, CLEAN, TASKS
from tests.forms.f01.test_rules import planted
from tests.forms.f09.clean import APRIL, FEBRUARY, MARCH, repair_forms, workbook
from tests.forms.worked_out import cells, figure_of, lines

CHANGES = [
    task(CIRCUITS, 實際完成日="03-03"),  # planned for 02-25, opening day is 03-02
    task(TEACHING, **OPEN),  # planned for 03-20
    task(DOORS, 完好或修復數量="5"),
    book(MATHEMATICS, 實到數量="160", 實發數量="160", 短缺處理="補發"),  # 168 ordered, 166 due
]

# metric | dimensions | printed | numerator/denominator
FIGURES = """
M-F01-01a |                    | 11    |
M-F01-01a | 類別=電路          | 1     |
M-F01-01b |                    | 9     |
M-F01-01b | 類別=供水          | 1     |
M-F01-01c |                    | 81.8% | 9/11
M-F01-01c | 類別=電路          | 0.0%  | 0/1
M-F01-01d |                    | 2     |
M-F01-01d | 類別=教學設施      | 1     |
M-F01-02a |                    | 982   |
M-F01-02a | 類別=門窗玻璃      | 5     |
M-F01-02b |                    | 2     |
M-F01-02b | 類別=門窗          | 1     |
M-F01-02b | 類別=水龍頭管道    | 1     |
M-F01-02b | 類別=玻璃          |       |
M-F01-03a |                    | 466   |
M-F01-03a | 年級=三            | 340   |
M-F01-03a | 類別=教師用書      | 4     |
M-F01-03b |                    | 458   |
M-F01-03b | 年級=三 類別=學生課本 | 328 |
M-F01-03c |                    | 458   |
M-F01-03c | 年級=一            | 126   |
M-F01-03d |                    | 6     |
M-F01-03d | 年級=三            | 6     |
M-F01-03d | 年級=一            | 0     |
M-F01-03e |                    | 98.3% | 458/466
M-F01-03e | 年級=三            | 97.6% | 332/340
M-F01-03f |                    | 75.0% | 3/4
M-F01-03f | 年級=三            | 66.7% | 2/3
"""
"""02a: 10 + 4 + 5 + 45 + 80 + 8 + 3 + 820 + 5 + 2. 03b: 168 + 160 + 4 + 126. 02b: WX-2603-003 and 004 by 02-26."""


@cache
def figures() -> Book:
    return make_book(plant.batch_of(planted(CHANGES), repair_forms(), MARCH).term)


@cache
def report() -> Report:
    return make_report(figures())


@pytest.mark.parametrize("line", lines(FIGURES), ids=lambda line: " ".join(line[:2]))
def test_a_figure_is_the_one_worked_out_by_hand(line: list[str]) -> None:
    metric, by, text, parts = line
    figure = figure_of(figures(), metric, by)
    if not text:
        assert figure is None
        return
    assert figure is not None
    assert (figure.text, figure.of) == (text, parts)


def test_every_figure_of_the_form_is_checked() -> None:
    assert {metric.id for metric in FORM.metrics} == {line[0] for line in lines(FIGURES)}
    assert len(FORM.metrics) == 12


def test_s02_lists_tasks_and_below_them_repairs() -> None:
    (table,) = [one for one in report().tables if one.id == "S02"]
    tasks, repairs = table.blocks
    assert [row[0] for row in cells(tasks)][:3] == ["電路", "供水", "門窗玻璃"]
    assert cells(tasks)[0][1:] == ["1", "", "1", "0.0%", "10"]
    assert cells(repairs) == [["水龍頭管道", "1"], ["門窗", "1"]]
    assert tasks.total is not None
    assert [getattr(cell, "text", cell) for cell in tasks.total] == ["合計", "11", "9", "2", "81.8%", "982"]


def test_s03_lists_grades_and_below_them_kinds() -> None:
    (table,) = [one for one in report().tables if one.id == "S03"]
    (block,) = table.blocks
    assert [row[0] for row in cells(block)] == ["一", "　學生課本", "三", "　學生課本", "　教師用書"]
    assert cells(block)[3][1:] == ["336", "328", "328", "6", "97.6%", "50.0%"]


def said(made: Report) -> str:
    found = [one for one in made.chapters if one.id == "preparation"]
    sections = found[0].sections if found else ()
    return "\n".join(f"{section.heading}：{paragraph.text}" for section in sections for paragraph in section.paragraphs)


def test_the_chapter_says_what_the_figures_are() -> None:
    text = said(report())
    for sentence in (
        "籌備事項：開學準備共11項，按計劃完成9項，完成率81.8%（9/11），未達到100%的要求",
        "，主要在電路、教學設施；逾期2項。",
        "其中電路1項均未按計劃完成、供水1項按計劃完成，沒有全部在開學日（3月2日）前完成。",
        "各項準備中檢查完好或修復982處。",
        "開學前和假期集中報修、開學日前修好的維修單2單，計水龍頭管道1單、門窗1單。",
        "教材簿本：教材簿本應到466本，實到458本，到貨率98.3%（458/466）；實發458本，短缺6本（三年級）；",
        "開學後三天內足數發放的佔75.0%（3/4）。",
    ):
        assert sentence in text


def test_readiness_is_said_with_its_last_day() -> None:
    text = said(make_report(plant.book_of(CLEAN.values(), repair_forms(), MARCH)))
    assert "開學日（3月2日）前全部完成，最遲的一項於2月26日完成。" in text
    assert "完成率100.0%（11/11），達到100%的要求。" in text
    assert "短缺0本；" in text
    assert "逾期" not in text


def test_nothing_is_said_before_it_is_due_and_what_is_missing_after() -> None:
    nothing = [workbook("F09", FEBRUARY, "03-01", {})]
    assert said(make_report(plant.book_of(nothing, repair_forms(), FEBRUARY))) == ""
    text = said(make_report(plant.book_of([CLEAN["報修維修"]], repair_forms(), MARCH)))
    assert text == "籌備事項：開學籌備檢查表未報送，開學準備和教材發放的情況無從說明。"


def test_books_alone_are_no_tasks() -> None:
    books = workbook("F01", MARCH, "04-01", {TASKS: [], BOOKS: CLEAN[TASKS].sheets[BOOKS]})  # type: ignore[dict-item]  # rows are dicts
    text = said(make_report(plant.book_of([books], repair_forms(), MARCH)))
    assert text.startswith("教材簿本：")


def test_a_later_hand_in_takes_over_what_is_open() -> None:
    rows = carry(figures().term, month_number(APRIL))
    assert [row["序號"] for row in rows[TASKS]] == [5]
    assert [row["品名"] for row in rows[BOOKS]] == ["數學三年級下冊"]
    assert carry(plant.batch_of(CLEAN.values(), repair_forms(), MARCH).term, month_number(APRIL)) == {}
