from __future__ import annotations

from functools import cache
from types import SimpleNamespace
from typing import cast

import pytest

from pipeline.batch import Batch
from pipeline.checks.services import month_number
from pipeline.checks.term import Term
from pipeline.figures.aggregate import make_book, make_report
from pipeline.figures.book import Book, make_figure
from pipeline.figures.report import Report, Table
from pipeline.figures.selfcheck import check_figures
from pipeline.forms.f03_meals import FORM
from pipeline.forms.f03_meals.metrics import METRICS
from pipeline.forms.f03_meals.tables import load_of_the_canteen
from tests.forms import plant
from tests.forms.f03.clean import APRIL, CLEAN, MARCH, MEALS, SAMPLES, SELF_CHECKS, batch_of
from tests.forms.f03.golden import FIGURES, FINDINGS, workbooks
from tests.forms.worked_out import assert_worked_out, cells, lines


@cache
def golden() -> Batch:
    return batch_of(workbooks())


@cache
def book() -> Book:
    return make_book(golden().term)


@cache
def report() -> Report:
    return make_report(book())


def table(name: str) -> Table:
    [found] = [one for one in report().tables if one.id == name]
    return found


def said(found: Report) -> str:
    """The canteen's chapter."""
    chapters = [one for one in found.chapters if one.id == "canteen"]
    return "\n".join(p.text for chapter in chapters for section in chapter.sections for p in section.paragraphs)


def test_the_findings_are_those_worked_out_by_hand() -> None:
    found = [[one.rule, one.month, one.place.sheet, one.place.column] for one in golden().findings if one.form == "F03"]
    assert sorted(found) == sorted(lines(FINDINGS))


@pytest.mark.parametrize("line", lines(FIGURES), ids=lambda line: " ".join(line[:3]))
def test_a_figure_is_the_one_worked_out_by_hand(line: list[str]) -> None:
    assert_worked_out(book(), line)


def test_every_figure_of_the_form_is_checked() -> None:
    assert {metric.id for metric in FORM.metrics} == {line[0] for line in lines(FIGURES) if "F03" in line[0]}
    assert len(FORM.metrics) == 18


def test_the_figures_add_up_once_more() -> None:
    check_figures(book())


def test_figures_lead_to_their_rows() -> None:
    places = {
        metric: {(report().rows[row].sheet, report().rows[row].row) for row in figure.rows.tolist()}
        for metric in ("M-F03-02b", "M-F03-03b", "M-F03-04b", "M-F03-06d")
        if (figure := book().figure(metric, (), MARCH)) is not None
    }
    # the supper that was left out: three meals a day from 03-16 on, the third day's third one; the other has no row
    assert places["M-F03-02b"] == {(MEALS, 10)}
    assert {row for _, row in places["M-F03-03b"]} == {2, 3, 4}  # a late one is behind the figure too: it was looked at
    assert {sheet for sheet, _ in places["M-F03-04b"]} >= {SAMPLES}
    assert places["M-F03-06d"] == {(SELF_CHECKS, 3)}


def test_a_month_that_is_not_handed_in_has_no_meals_to_serve() -> None:
    only_march = make_book(batch_of([CLEAN["F03", MARCH]]).term)
    assert only_march.number("M-F03-02a") == 36
    rate = only_march.figure("M-F03-02c")
    assert rate is not None
    assert rate.of == "36/36"
    assert only_march.number("M-F03-02a", span=APRIL) is None
    assert only_march.number("M-F03-06b", span=APRIL) is None


def test_a_month_knows_only_its_own_days() -> None:
    march = make_book(batch_of(CLEAN.values(), MARCH).term)
    assert [march.number(metric) for metric in ("M-F03-02a", "M-F03-03a", "M-F03-06a")] == [36, 3, 12]


def test_s06_has_months_and_meals() -> None:
    months, meals = table("S06").blocks
    assert [row[0] for row in cells(months)] == [MARCH, APRIL]
    assert cells(months)[0] == ["2026-03", "36", "35", "2", "94.4%", "27,170", "28,100", "97.1%", "3,600.00", "0.13"]
    assert cells(months, total=True) == [
        ["合計", "45", "43", "3", "93.3%", "32,710", "33,870", "97.7%", "4,500.00", "0.13"]
    ]
    assert [row[0] for row in cells(meals)] == ["早", "午", "晚", "加餐"]
    assert cells(meals)[3] == ["加餐", "", "1", "", "", "300", "300", "100.0%"]


def test_s06_does_without_the_storeroom() -> None:
    found = make_report(make_book(batch_of([CLEAN["F03", MARCH]], MARCH).term))
    [meals] = [one for one in found.tables if one.id == "S06"]
    assert [heading.text for heading in meals.blocks[0].headings][-1] == "陪餐率"


def test_s07_has_months() -> None:
    [months] = table("S07").blocks
    assert cells(months) == [
        ["2026-03", "3", "2", "66.7%", "81", "78", "96.3%", "11", "91.7%", "2", "1", "50.0%"],
        ["2026-04", "0", "0", "—", "19", "19", "100.0%", "3", "100.0%", "0", "0", "—"],
    ]
    assert cells(months, total=True) == [
        ["合計", "3", "2", "66.7%", "100", "97", "97.0%", "14", "93.3%", "2", "1", "50.0%"]
    ]


def test_what_the_summary_says() -> None:
    told = said(report())
    assert (
        "計劃供餐45餐，其中沒有供餐記錄的3餐，供餐不間斷率93.3%（42/45），基本達到100%的要求。"
        "共供餐43餐、33,870人次，其中學生32,710人次；"
        "按餐次看，早餐10,270人次、午餐12,750人次、晚餐10,550人次、加餐300人次。"
        "按月份看，3月28,100人次、4月5,770人次。" in told
    )
    assert "有學校管理人員陪餐的佔97.7%（42/43），基本達到100%的要求。" in told
    assert "應審核每週菜譜3週，開餐前審核通過2週，菜譜審核率66.7%（2/3），未達到100%的要求，主要在3月。" in told
    assert "供餐的菜品應留樣100道，合規留樣97道，留樣合規率97.0%（97/100），基本達到100%的要求。" in told
    assert (
        "有自查記錄的供餐日14天，每日自查率93.3%（14/15），基本達到100%的要求；"
        "自查發現問題2項，已整改1項，問題整改率50.0%（1/2）。" in told
    )


def test_where_meals_fell_short() -> None:
    march = plant.with_rows(CLEAN["F03", MARCH], MEALS, CLEAN["F03", MARCH].sheets[MEALS][3:])
    rows = [row for row in march.sheets[MEALS] if row["餐次"] != "早"]
    told = said(make_report(make_book(batch_of([plant.with_rows(march, MEALS, rows)], MARCH).term)))
    assert "未達到100%的要求，主要在早餐、午餐、晚餐。" in told  # 22 of 36


def test_nothing_is_said_of_what_was_not_handed_in() -> None:
    alone = make_report(make_book(batch_of([CLEAN["F02", MARCH], CLEAN["F02", APRIL]]).term))
    assert "供餐與食品安全台賬未報送，供餐、陪餐、菜譜審核、留樣和自查的情況無從說明。" in said(alone)
    assert not {"S06", "S07"} & {one.id for one in alone.tables}


def test_sheets_without_rows_are_said_to_be_empty() -> None:
    march = CLEAN["F03", MARCH]
    for sheet in (MEALS, SAMPLES, SELF_CHECKS):
        march = plant.with_rows(march, sheet, [])
    told = said(make_report(make_book(batch_of([march], MARCH).term)))
    assert "計劃供餐36餐，其中沒有供餐記錄的36餐，供餐不間斷率0.0%（0/36），未達到100%的要求" in told
    assert "台賬中沒有供餐記錄。" in told
    assert "有供餐計劃而沒有自查記錄，每日自查率0.0%（0/12），未達到100%的要求" in told
    assert "留樣合規率" not in told


def test_the_chart_has_a_series_a_meal() -> None:
    months = ["2026-03", "2026-04", "2026-05"]
    term = cast("Term", SimpleNamespace(months=[month_number(month) for month in months], code="2025-2026-2"))
    [diners] = [metric for metric in METRICS if metric.id == "M-F03-01b"]
    made = Book(term=term, metrics={diners.id: diners})
    for at, month in enumerate(months):
        made.add(make_figure(diners, (), month, 30 + 20 * at))  # type: ignore[arg-type]  # whole numbers will do
        for meal, number in (("早", 10), ("午", 20 + 20 * at)):
            made.add(make_figure(diners, (("餐次", meal),), month, number))  # type: ignore[arg-type]  # whole numbers will do
            made.add(make_figure(diners, (("餐次", meal),), term.code, 1))  # type: ignore[arg-type]  # whole numbers will do
    chart = load_of_the_canteen(made)
    assert chart is not None
    assert chart.categories == tuple(months)
    assert [(one.name, *map(str, one.values)) for one in chart.series] == [
        ("早", "10", "10", "10"),
        ("午", "20", "40", "60"),
    ]
    assert load_of_the_canteen(book()) is None  # two months
