from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from pipeline.batch import Batch
from pipeline.figures.aggregate import make_book, make_report
from pipeline.figures.book import Book
from pipeline.figures.report import Figure, Report
from pipeline.forms.f05_finance import FORM
from tests.forms import plant
from tests.forms.f05.clean import APRIL, CLEAN, MARCH, PLAN, PUBLISHED, only_finance, workbook, yuan
from tests.forms.f05.golden import FIGURES, FINDINGS, workbooks
from tests.forms.planting import with_cells
from tests.forms.worked_out import assert_worked_out, cells, lines


@cache
def golden() -> Batch:
    return plant.batch_of(workbooks(), only_finance(), APRIL)


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
        if one.form == "F05" and one.rule != "G-04"
    ]
    assert sorted(found) == sorted(lines(FINDINGS))


@pytest.mark.parametrize("line", lines(FIGURES), ids=lambda line: " ".join(line[:3]))
def test_a_figure_is_the_one_worked_out_by_hand(line: list[str]) -> None:
    assert_worked_out(book(), line)


def test_every_figure_of_the_form_is_checked() -> None:
    assert {metric.id for metric in FORM.metrics} == {line[0] for line in lines(FIGURES)}
    assert len(FORM.metrics) == 41


def test_figures_lead_to_their_rows() -> None:
    figure = book().figure("M-F05-02a", {"班室編號": "C303"})
    assert figure is not None
    rows = [report().rows[int(at)] for at in np_positions(figure)]
    assert {(row.sheet, row.row) for row in rows} >= {("收費與解交", 7)}
    assert {row.sheet for row in rows} == {"收費與解交"}


def np_positions(figure: Figure) -> list[int]:
    """Places of the figure's rows among all rows, which are in order of their ids."""
    ids = sorted(int(one) for rows in golden().term.sheets.values() for one in rows.frame["_id"])
    return [ids.index(int(one)) for one in figure.rows]


def test_s10_lists_items_and_the_overcharged_class() -> None:
    (table,) = [one for one in report().tables if one.id == "S10"]
    items, rooms = table.blocks
    assert [row[0] for row in cells(items)] == ["SF01 作業本費", "SF02 伙食費", "SF09"]
    assert cells(items)[0][1:] == [
        "3,050.00", "121", "3,105.00", "100.00", "3,105.00", "66.7%", "2.0", "80.00", "",
    ]  # fmt: skip
    assert cells(rooms) == [["C303 三年級3班", "5,180.00", "80.00"]]  # 4100 + 1080
    assert [figure.text for figure in table.beneath] == ["100.00"]


def test_s11_adds_refunds() -> None:
    (table,) = [one for one in report().tables if one.id == "S11"]
    assert cells(table.blocks[0]) == [["SF01 作業本費", "975.00", "950.00", "25.00", "25.00", "100.0%"]]


def test_s12_has_categories_details_sources_and_income() -> None:
    (table,) = [one for one in report().tables if one.id == "S12"]
    spending, sources, income = table.blocks
    rows = {row[0].strip(): row[1:] for row in cells(spending)}
    # January to April, the term, share, plan, plan carried out, waiting; no F05 came for January and February
    assert rows["維修費"] == ["—", "—", "2,150.00", "0.00", "2,150.00", "13.1%", "2,000.00", "107.5%", ""]
    assert rows["印刷費"][-1] == "0.00"
    assert rows["文具"][:5] == ["—", "—", "1,460.00", "0.00", "1,460.00"]
    assert [row[0] for row in cells(sources)] == ["公用經費", "食堂專賬"]
    assert cells(income) == [["收入合計", "—", "—", "15,605.00", "0.00", "15,605.00"]]
    assert [figure.metric for figure in table.beneath] == [
        "M-F05-06d", "M-F05-07b", "M-F05-12a", "M-F05-12b", "M-F05-12c",
    ]  # fmt: skip


def test_s13_lists_the_checks_in_order() -> None:
    (table,) = [one for one in report().tables if one.id == "S13"]
    (block,) = table.blocks
    assert [row[0] for row in cells(block)] == [
        "三簽", "相符", "先批後購", "先批後報", "一支筆", "不超批准", "詢價", "專賬",
    ]  # fmt: skip
    assert block.total is None


def test_s14_shows_what_was_published_and_when() -> None:
    (table,) = [one for one in report().tables if one.id == "S14"]
    (block,) = table.blocks
    assert cells(block)[2] == [
        MARCH, "15,605.00", "15,930.00", "2026-04-02", "2026-04-01", "2026-04-01", "2026-04-03", "1", "1",
    ]  # fmt: skip
    # April is published in May, after the as-of date
    assert cells(block)[3][:4] == [APRIL, "0.00", "480.00", ""]
    assert block.total is not None
    assert [getattr(cell, "text", cell) for cell in block.total[:3]] == ["合計", "15,605.00", "16,410.00"]
    assert [figure.text for figure in table.beneath] == ["3", "3", "100.0%"]


def test_c02_draws_the_five_largest_and_the_rest() -> None:
    (chart,) = [one for one in report().charts if one.id == "C02"]
    # five categories have spending at all
    assert [one.name for one in chart.series] == ["食堂食材", "維修費", "辦公費", "印刷費", "水費"]
    assert chart.categories == ("2026-01", "2026-02", "2026-03", "2026-04")
    assert chart.series[1].values[2] == 2150


def test_c02_needs_three_months() -> None:
    early = plant.book_of([workbook("2026-02", "03-02", {PUBLISHED: []}, nothing=True)], only_finance(), "2026-02")
    assert [one for one in make_report(early).charts if one.id == "C02"] == []


def said(made: Report) -> str:
    (chapter,) = [one for one in made.chapters if one.id == "finance"]
    return "\n".join(
        f"{section.heading}：{paragraph.text}" for section in chapter.sections for paragraph in section.paragraphs
    )


def test_the_chapter_says_what_the_figures_are() -> None:
    text = said(report())
    for sentence in (
        "收費與解交：本期共收費15,605.00元（應收15,550.00元）、264人次，減免400.00元，解交學校賬戶15,505.00元。",
        "超標準收費80.00元，出在C303 三年級3班，須如數退還；另有200.00元沒有公示標準。",
        "85.7%（6/7），未達到100%的要求，主要在SF01 作業本費",
        "期末尚有在手未解交100.00元。",
        "支出與票據：本期支出16,410.00元，其中食堂食材12,000.00元（佔73.1%）、維修費2,150.00元（佔13.1%）",
        "超出計劃的類別有維修費。",
        "審核票據7張，三簽齊全率85.7%（6/7），未達到100%的要求。",
        "簽字不齊的1張、380.00元，實物不符或退回的1張、1,240.00元，都沒有報銷。",
        "先請示後購買的3/4張（75.0%）",
        "公佈與民主理財：公佈期限已到的有3個月，其中按時公佈、彙報並經理財小組審議的3個月，公佈及時率100.0%，達到",
    ):
        assert sentence in text
    assert "收支偏離率" not in text  # fees come first and food later: only the whole term is compared


def test_no_overcharge_is_said_and_not_passed_over() -> None:
    made = make_report(plant.book_of(CLEAN.values(), only_finance(), APRIL))
    assert "超標準收費0.00元；無標準收費0.00元。" in said(made)
    assert "100.0%（5/5），達到100%的要求" in said(made)


def test_nothing_is_claimed_without_a_row() -> None:
    text = said(make_report(plant.book_of([workbook(MARCH, "04-05", {}, nothing=True)], only_finance(), MARCH)))
    assert text.splitlines()[0] == "收費與解交：台賬中沒有收費記錄。"
    assert "超標準收費" not in text
    # January and February are due, and nothing says that they were published
    assert "公佈及時率0.0%，未達到100%的要求，主要在1月、2月。" in text
    assert "質疑" not in text


def test_late_months_are_named() -> None:
    late = with_cells(CLEAN[MARCH], PUBLISHED, 3, {"彙報上級日期": CLEAN[MARCH].sheets[PUBLISHED][2]["彙報上級日期"]})
    text = said(make_report(plant.book_of([late, CLEAN[APRIL]], only_finance(), APRIL)))
    assert "公佈及時率66.7%，未達到100%的要求，主要在2月。" in text  # 2 of 3


def test_the_whole_term_says_how_the_canteen_stands() -> None:
    text = said(make_report(plant.book_of(CLEAN.values(), only_finance())))
    # (12300 − 12000) ÷ 12300
    assert "伙食費收入12,300.00元，食堂專賬支出12,000.00元，收支偏離率2.4%，在5%的警戒線以內。" in text


def test_without_a_plan_there_is_no_figure_of_it() -> None:
    without = replace(CLEAN[MARCH], sheets={**CLEAN[MARCH].sheets, PLAN: []})
    made = make_report(plant.book_of([without, CLEAN[APRIL]], only_finance(), APRIL))
    (table,) = [one for one in made.tables if one.id == "S12"]
    rows = {row[0]: row[1:] for row in cells(table.blocks[0])}
    assert rows["水費"][-3:-1] == ["", ""]
    assert "學期計劃" not in said(made)
    assert sum(yuan(text) for text in ("1460.00", "320.00", "12000.00", "480.00")) == yuan("14260.00")
    assert table.blocks[0].total is not None
    assert "14,260.00" in [getattr(cell, "text", cell) for cell in table.blocks[0].total]
