from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import pytest

from pipeline.batch import Batch
from pipeline.figures.aggregate import make_book, make_report
from pipeline.finding import Finding
from pipeline.form.filled import Filled
from pipeline.forms.across.bus import RULES as ACROSS
from pipeline.forms.f11_bus import FORM
from tests.forms import plant, planting
from tests.forms.f11.cases import (
    ALLOWED,
    CASES,
    HOME,
    REFUELLED,
    TO_SCHOOL,
    book_of,
    change,
    not_run,
    run,
    vehicle,
    waiting,
)
from tests.forms.f11.clean import APRIL, BASE, CLEAN, MARCH, UPKEEP, VEHICLES, A, B, base, bus_forms
from tests.forms.planting import Case, Change, Place, assert_found, placed, removed_last


def batch_of(filled: Iterable[Filled], month: str | None = None) -> Batch:
    return plant.batch_of([BASE, *filled], bus_forms(), month)


def planted(changes: Sequence[Change]) -> list[Filled]:
    return list(planting.planted(CLEAN, removed_last(changes), book_of).values())


def told(batch: Batch) -> list[Finding]:
    """All findings on F11 but those on months that are not handed in."""
    return [one for one in batch.findings if one.form == "F11" and one.rule != "G-04"]


@pytest.mark.parametrize("until", [MARCH, APRIL, None])
def test_nothing_is_found_in_the_clean_week(until: str | None) -> None:
    assert told(batch_of(CLEAN.values(), until)) == []


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_breach_is_found_at_its_cell_and_nothing_else(case: Case) -> None:
    assert_found(told(batch_of(planted(case.changes), case.until)), case)


@pytest.mark.parametrize("case", ALLOWED, ids=lambda case: case.what)
def test_what_is_allowed_is_not_found(case: Case) -> None:
    assert told(batch_of(planted(case.changes), case.until)) == []


def test_every_rule_is_planted() -> None:
    declared = {rule.id for rule in [*FORM.rules, *ACROSS]}
    assert len(FORM.rules) == 14
    assert declared == {case.rule for case in CASES}


@pytest.mark.parametrize(
    ("rule", "planted_change", "column"),
    [
        ("G-21", run(*TO_SCHOOL, 學生上車人數=None), "學生上車人數"),
        ("G-21", run(*TO_SCHOOL, 成人隨車人數=None), "成人隨車人數"),
        ("G-21", vehicle(A, 滅火器逃生錘急救箱檢查日期=None), "滅火器逃生錘急救箱檢查日期"),
        ("G-22", run(*TO_SCHOOL, 異常情況="車輛故障"), "隱患編號"),
        ("G-22", change(APRIL, UPKEEP, REFUELLED, 里程表=None), "里程表"),
        ("G-22", change(APRIL, UPKEEP, REFUELLED, 憑證號=None), "憑證號"),
        ("G-22", change(MARCH, UPKEEP, 3, 維修企業=None), "維修企業"),
        ("G-12", run(*TO_SCHOOL, 照管人員="某某"), "照管人員"),
        ("G-13", run(*TO_SCHOOL, 趟次="放學3"), "趟次"),
        ("G-14", run(*TO_SCHOOL, 日期="03-31"), "日期"),
        ("G-15", change(APRIL, UPKEEP, REFUELLED, 金額="-1.00"), "金額"),
        ("G-18", run("04-02", B, "放學2", 車牌號=A), "日期"),
        ("G-23", change(APRIL, UPKEEP, REFUELLED, 車牌號="示C·3"), "車牌號"),
        ("G-23", run(*TO_SCHOOL, 隱患編號="YH-2603-099"), "隱患編號"),
        ("G-23", waiting("04-02", 看護地點="X99"), "看護地點"),
        ("G-24", vehicle(A, 核載人數="67"), "核載人數"),
        ("G-24", waiting("04-02", 結束時間="15:50"), "結束時間"),
        ("G-24", change(APRIL, UPKEEP, 3, 停運起日="04-03", 停運止日="04-02"), "停運止日"),
    ],
)
def test_a_cell_is_refused(rule: str, planted_change: Change, column: str) -> None:
    found = placed(told(batch_of(planted([planted_change]))))
    assert (rule, Place(planted_change.month, planted_change.sheet, planted_change.row, column)) in found


HELD_RUN = run(*HOME, 學生上車人數="約28")


@pytest.mark.parametrize(
    ("what", "changes"),
    [
        ("heads are not compared with a held run", [HELD_RUN, waiting("04-02", 實到學生數="39")]),
        ("a held run is a run", [HELD_RUN]),
        ("who drives a held run may look after them", [
            HELD_RUN, run(*HOME, 駕駛人="孫立"), waiting("04-02", 看護人="孫立"),
        ]),
        ("a run without a readable day may be the missing one", [run(*TO_SCHOOL, 日期="四月初")]),
        ("the first room may be that of a held row", [
            waiting("03-30", 開始時間="下午"), waiting("04-02", 看護地點="C101"),
        ]),
        ("a held vehicle has no known seats", [
            vehicle(A, 最近安全技術檢驗日期="年初"), run(*TO_SCHOOL, 學生上車人數="44", 終點下車人數="44"),
        ]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_nothing_is_said_of_what_a_held_row_may_say(what: str, changes: Sequence[Change]) -> None:
    found = told(batch_of(planted(changes)))
    assert {one.rule for one in found} <= {"G-05", "G-06"}, what
    assert found


def test_a_month_that_has_not_come_may_have_renewed_the_list() -> None:
    old = [change(MARCH, VEHICLES, 2, 滅火器逃生錘急救箱檢查日期="02-27", 校車標牌有效期至="2026-04-20")]
    only_march = [book for book in planted(old) if (book.form, book.cover.month) != ("F11", APRIL)]
    assert told(batch_of(only_march)) == []
    # as of 03-31: 32 days, and 20 days left, which the more serious rule does not hide
    assert sorted(one.rule for one in told(batch_of(only_march, MARCH))) == ["F11-R01", "F11-R02"]


def test_an_empty_list_leaves_the_vehicles_as_they_were() -> None:
    changes = [Change(APRIL, VEHICLES, 2, None), Change(APRIL, VEHICLES, 3, None), not_run(*TO_SCHOOL)]
    assert [one.rule for one in told(batch_of(planted(changes)))] == ["X-43"]


def test_drivers_are_not_asked_for_papers_without_f04() -> None:
    forms = replace(bus_forms(), forms=[form for form in bus_forms().forms if form.id != "F04"])
    books = [book for book in planted([]) if book.form != "F04"]
    assert told(plant.batch_of([BASE, *books], forms)) == []


def test_nothing_is_asked_or_said_while_the_bus_is_off() -> None:
    off = base(P_24b="否")
    books = planted([run(*HOME, 終點下車人數="7"), vehicle(B, 衛星定位正常="否")])
    for handed in (books, [book for book in books if book.form != "F11"]):
        batch = plant.batch_of([off, *handed], bus_forms())
        assert [one for one in batch.findings if one.form == "F11"] == []
        report = make_report(make_book(batch.term))
        assert "bus" not in {chapter.id for chapter in report.chapters}
        assert "S25" not in {table.id for table in report.tables}
        assert "C14" not in {chart.id for chart in report.charts}
        assert not [key for key in report.figures if key[0].startswith("M-F11")]
