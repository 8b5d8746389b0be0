from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from pipeline.batch import Batch, judge
from pipeline.checks.services import month_number
from pipeline.figures.aggregate import make_book, make_report
from pipeline.figures.book import Book
from pipeline.figures.report import Report
from pipeline.figures.selfcheck import check_figures
from pipeline.form.filled import Filled
from pipeline.forms.f07_property import FORM
from pipeline.forms.f07_property.carry import carry
from pipeline.forms.f07_property.tables import ranked
from tests.forms.f07.cases import DOOR_B04, LOST, WINDOWS_302, asset, last, moved, out
from tests.forms.f07.clean import (
    APRIL,
    ASSETS,
    AT_FIRST,
    BASE,
    CLEAN,
    GOODS,
    LIST_OF_MARCH,
    MARCH,
    MAY,
    SCORES,
    TERM,
    Row,
    property_book,
    property_forms,
)
from tests.forms.f07.golden import FIGURES
from tests.forms.f07.judged import Books, judged, planted
from tests.forms.plant import submission_of, with_rows
from tests.forms.worked_out import assert_worked_out, cells, lines


@cache
def golden() -> Batch:
    return judged(dict(CLEAN))


@cache
def book() -> Book:
    return make_book(golden().term)


@cache
def report() -> Report:
    return make_report(book())


def report_of(books: Books, until: str | None = None) -> Report:
    return make_report(make_book(judged(books, until).term))


@pytest.mark.parametrize("line", lines(FIGURES), ids=lambda line: " ".join(line[:3]))
def test_a_figure_is_the_one_worked_out_by_hand(line: list[str]) -> None:
    assert_worked_out(book(), line, or_no_number=True)


def test_every_figure_of_the_form_is_checked() -> None:
    assert {metric.id for metric in FORM.metrics} == {line[0] for line in lines(FIGURES)}
    assert len(FORM.metrics) == 25


def test_the_figures_add_up_another_way_too() -> None:
    check_figures(book())


def test_money_is_kept_in_fen() -> None:
    fen = {(one.sheet, one.file[-7:-5]): one.fen for one in golden().tallies if one.form == "F07" and one.fen}
    # March: 504 + 336 + 6,800 + 1,200,000 + 5,000 + 1,500, replaced by April's with 1,600 more
    assert fen[ASSETS, "03"] == {
        "in": 121414000,
        "counted": 0,
        "excluded": 0,
        "held": 0,
        "replaced": 121414000,
    }
    assert fen[ASSETS, "04"]["counted"] == 121574000
    assert fen["資產增減", "03"]["counted"] == 33600 + 500000 + 680000


def test_s17_lists_categories_and_kinds_of_change() -> None:
    (table,) = [one for one in report().tables if one.id == "S17"]
    categories, kinds = table.blocks
    assert [row[0] for row in cells(categories)] == ["房屋及構築物", "設備", "家具用具"]
    assert cells(categories)[1] == [
        "設備", "2", "2", "1", "3", "3", "8,300.00", "6,600.00", "1,500.00", "13,400.00", "13,400.00", "66.7%",
    ]  # fmt: skip
    assert cells(kinds) == [
        ["購置增加", "3", "", "1,936.00", ""],
        ["捐贈增加", "1", "", "5,000.00", ""],
        ["丟失", "", "1", "", "1,500.00"],
    ]
    assert categories.total is not None
    assert [getattr(cell, "text", cell) for cell in categories.total[:6]] == ["合計", "6", "4", "1", "9", "9"]


def test_s18_lists_rooms_in_the_order_of_the_roster_and_things() -> None:
    (table,) = [one for one in report().tables if one.id == "S18"]
    rooms, things = table.blocks
    assert cells(rooms) == [
        ["C301 三年級1班", "蔣文靜", "2026-03-03", "2026-05-06", "93.8%", "87.5%", "0", "1", "0", "WX-2603-001"],
        ["C302 三年級2班", "周雨晴", "2026-03-09", "2026-05-07", "93.8%", "93.3%", "1", "0", "0", "PC-2604-001"],
        ["B04 總務處", "何靜", "2026-03-02", "2026-04-24", "100.0%", "100.0%", "0", "0", "0", ""],
        ["G01 教學樓公共部位", "王志遠", "2026-03-04", "2026-05-07", "100.0%", "100.0%", "0", "0", "0", ""],
    ]
    assert [row[0] for row in cells(things)] == ["課桌", "凳", "門", "窗", "投影儀", "牆面"]
    assert cells(things)[3] == ["窗", "100.0%", "88.9%", "1", "10.0%", "1"]
    # desks and stools together: 5 + 4 of 10 at both ends
    assert [figure.of for figure in table.beneath] == ["", "", "3/3", "", "3/3", "9/10", "9/10"]


def test_s19_ranks_classes_by_their_mean() -> None:
    (table,) = [one for one in report().tables if one.id == "S19"]
    (classes,) = table.blocks
    assert cells(classes) == [
        ["1", "C301 三年級1班", "92.5", "2", "優"],
        ["2", "C302 三年級2班", "74.5", "3", "合格"],
    ]
    assert [(figure.by[0][1], figure.text) for figure in table.beneath] == [("優", "1"), ("良", "0"), ("合格", "1")]


def scored_alike() -> Books:
    """Both classes at 96 in March; nothing else."""
    rows: list[Row] = [{**CLEAN["F07", MARCH].sheets[SCORES][0], "班室編號": room} for room in ("C301", "C302")]
    return {("F07", MARCH): with_rows(CLEAN["F07", MARCH], SCORES, rows)}


def test_equal_means_share_their_rank() -> None:
    made = make_book(judged(scored_alike(), MARCH).term)
    assert [(rank, code) for rank, code, _ in ranked(made)] == [(1, "C301"), (1, "C302")]


def test_c07_draws_both_ends_thing_by_thing() -> None:
    (chart,) = [one for one in report().charts if one.id == "C07"]
    assert chart.categories == ("課桌", "凳", "門", "窗", "投影儀", "牆面")
    first, last_ = chart.series
    assert [float(value) for value in first.values[:4] if value is not None] == [1, 0.8, 1, 1]
    assert last_.values[3] is not None
    assert round(float(last_.values[3]), 3) == 0.889
    (march,) = [one for one in report_of(dict(CLEAN), MARCH).charts if one.id == "C07"]
    assert [series.name for series in march.series] == ["期初完好率"]


def test_c11_needs_three_classes() -> None:
    assert [one for one in report().charts if one.id == "C11"] == []


def said(made: Report) -> str:
    sections = [section for one in made.chapters if one.id == "property" for section in one.sections]
    return "\n".join(f"{one.heading}：{paragraph.text}" for one in sections for paragraph in one.paragraphs)


def test_the_chapter_says_what_the_figures_are() -> None:
    text = said(report())
    for sentence in (
        "固定資產：固定資產台賬期末有9件，原值1,214,240.00元，按數量計在用的佔99.9%（1,207/1,208）。",
        "本期增加4件、原值6,936.00元（購置增加3件、捐贈增加1件）；減少1件、原值1,500.00元（丟失1件）。",
        "按期初和增減推算的件數、原值與台賬相符。",
        "班室登記與復查：期初應登記班室3個，按時登記並簽字的3個，登記率100.0%（3/3），達到100%的要求。",
        "期末復查3個，復查率100.0%（3/3），達到100%的要求。",
        "班室登記與復查：課桌凳完好率由期初的90.0%（9/10）變為期末的90.0%（9/10）。",
        "各類物品合計，完好率期初95.0%（38/40），期末92.3%（36/39）。",
        "與期初相比短缺1件，丟失率2.5%（1/40）（窗）；其中去向不明的0件；新增損壞1件。",
        "教室檢查評分：教室檢查評分5次，平均81.7分；按平均分，優1個、合格1個，沒有不合格的。",
        "各室平均：三年級1班92.5分、三年級2班74.5分。",
    ):
        assert sentence in text


def test_the_words_follow_the_figures() -> None:
    worse = [
        *out(APRIL, "資產增減", LOST),
        last(WINDOWS_302, 處理單號=None),
        last(DOOR_B04, 復查日期=None),
    ]
    text = said(report_of(planted(worse)))
    assert "按期初和增減推算為10件、1,215,740.00元，與台賬不符，不符的類別有設備，待查。" in text
    assert "期末復查2個，復查率66.7%（2/3），未達到100%的要求，主要在辦公室。" in text
    assert "其中去向不明的1件" in text


def test_nothing_is_said_of_the_end_before_the_end() -> None:
    text = said(report_of(dict(CLEAN), APRIL))
    assert "登記率100.0%（3/3）" in text
    assert "復查率" not in text
    assert "短缺" not in text


def test_nothing_is_claimed_without_a_row() -> None:
    nothing = property_book(MARCH)
    nil = replace(nothing, cover=replace(nothing.cover, nothing_to_report=True))
    text = said(report_of({("F07", MARCH): nil}, MARCH))
    assert "固定資產：台賬中沒有固定資產記錄。" in text
    assert "班室登記與復查：台賬中沒有班室登記記錄。" in text
    text = said(report_of({("F05", MARCH): CLEAN["F05", MARCH]}, MARCH))
    assert text == "固定資產：校產與教室管理表未報送，校產和教室的情況無從說明。"


def test_a_missing_month_leaves_the_ledger_unreckoned() -> None:
    books = {key: one for key, one in CLEAN.items() if key != ("F07", APRIL)}
    made = make_book(judged(books).term)
    assert made.number("M-F07-01d", (), MARCH) == 9
    assert made.number("M-F07-01d", (), APRIL) is None
    assert made.number("M-F07-01d") is None
    assert made.number("M-F07-01a") == 6
    assert made.number("M-F07-01e") == 9


def test_the_close_of_the_term_before_opens_this_one() -> None:
    """Its last list has three sets, the copier and the building, but no projector: 504 + 6,800 + 1,200,000."""
    earlier = property_book(MARCH, [LIST_OF_MARCH[at] for at in (0, 2, 3)])
    before = replace(earlier, cover=replace(earlier.cover, term="2025-2026-1", month="2026-01"))
    files = [BASE, before, *CLEAN.values()]
    read = [submission_of(one, property_forms(), f"{at}.xlsx") for at, one in enumerate(files)]
    made = make_book(judge(read, property_forms(), TERM, None).term)
    assert made.number("M-F07-01a") == 3 + 1 + 1
    assert made.number("M-F07-01f") == 504 + 6800 + 1200000
    # the projector is missing in it: 5 + 4 − 1 against the 9 of the list
    assert made.number("M-F07-01d") == 8


def test_a_month_takes_over_the_list_and_at_the_end_the_rooms() -> None:
    term = judged({key: one for key, one in CLEAN.items() if key != ("F07", MAY)}, APRIL).term
    found = carry(term, month_number(MAY))
    assert set(found) == {ASSETS, GOODS}
    assert len(found[ASSETS]) == 7
    assert found[ASSETS][0] == dict(LIST_OF_MARCH[0])
    assert found[GOODS] == [dict(row) for row in AT_FIRST]
    assert set(carry(term, month_number(APRIL))) == {ASSETS}


def test_the_first_month_has_every_room_and_nothing_counted() -> None:
    found = carry(judged({}, MARCH).term, month_number(MARCH))
    assert set(found) == {GOODS}
    assert [row["物品名稱"] for row in found[GOODS]] == [*["課桌", "凳", "門", "窗", "牆面"] * 2, "門", "窗"]
    assert all(set(row) == {"班室編號", "物品名稱", "單位"} for row in found[GOODS])


def test_a_change_of_an_unknown_card_is_counted_without_a_category() -> None:
    changed: list[Filled] = list(planted([moved(MARCH, 2, 資產編號="ZC-99"), asset(2)]).values())
    made = make_book(judged({(one.form, one.cover.month): one for one in changed}).term)
    assert made.number("M-F07-01b", {"資產類別": ""}) == 2
    assert made.number("M-F07-01b") == 4
