from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import pytest

from pipeline.batch import Batch
from pipeline.finding import Finding
from pipeline.form.filled import Filled
from pipeline.forms.across.service import RULES as ACROSS
from pipeline.forms.f13_service import FORM
from pipeline.sample.base_data import base_workbook
from tests.forms import plant, planting
from tests.forms.f13.cases import (
    ALLOWED,
    ASKED,
    BUS,
    CASE_LIST,
    MEETING,
    NO_MEAL,
    NO_NUMBER,
    SALT,
    SHOW,
    april,
    book_of,
    event,
    opinion,
    petition,
    survey,
)
from tests.forms.f13.clean import APRIL, CLEAN, EVENTS, MARCH, OPINIONS, PETITIONS, SURVEYS, service_forms, workbook
from tests.forms.plant import with_rows
from tests.forms.planting import Case, Change, Place, assert_found, placed


def batch_of(filled: Iterable[Filled], month: str | None = None) -> Batch:
    return plant.batch_of(filled, service_forms(), month)


def planted(changes: Sequence[Change]) -> list[Filled]:
    return [book for book in planting.planted(CLEAN, changes, book_of).values() if any(book.sheets.values())]


def told(batch: Batch) -> list[Finding]:
    """All findings of F13 but those on months that are not handed in here."""
    return [one for one in batch.findings if one.form == "F13" and one.rule != "G-04"]


@pytest.mark.parametrize("until", [MARCH, APRIL, None])
def test_nothing_is_found_in_the_clean_spring(until: str | None) -> None:
    assert told(batch_of(CLEAN.values(), until)) == []


@pytest.mark.parametrize("case", CASE_LIST, ids=str)
def test_a_breach_is_found_at_its_cell_and_nothing_else(case: Case) -> None:
    assert_found(told(batch_of(planted(case.changes), case.until)), case)


@pytest.mark.parametrize("case", ALLOWED, ids=lambda case: case.what)
def test_what_is_allowed_is_not_found(case: Case) -> None:
    assert told(batch_of(planted(case.changes), case.until)) == []


def test_every_rule_is_planted() -> None:
    declared = {rule.id for rule in [*FORM.rules, *ACROSS]}
    assert len(FORM.rules) == 7
    assert declared == {case.rule for case in CASE_LIST}


@pytest.mark.parametrize(
    ("rule", "change", "column"),
    [
        ("G-06", event(SHOW, 投入物資金額="五六千"), "投入物資金額"),
        ("G-12", opinion(BUS, 承辦人="某某"), "承辦人"),
        ("G-13", event(SHOW, 類別="聚會"), "類別"),
        ("G-13", event(SHOW, 特殊餐安排="素食、少鹽"), "特殊餐安排"),
        ("G-14", event(SHOW, 起始日期="04-01", 結束日期="04-01"), "起始日期"),
        ("G-14", opinion(BUS, 日期="04-02", 答覆日期=None, 處理結果=None), "日期"),
        ("G-15", event(SHOW, 投入人次="-1"), "投入人次"),
        ("G-18", event(SHOW, 活動編號="FW-2603-01"), "活動編號"),
        ("G-18", survey(3, 對象="家長"), "日期"),
        ("G-20", april(2, 領域="安全"), "領域"),
        ("G-21", event(SHOW, 活動名稱=None), "活動名稱"),
        ("G-21", survey(2, 滿意=None), "滿意"),
        ("G-22", event(SHOW, 問題=None), "問題"),
        ("G-22", petition(APRIL, 化解日期=None), "化解日期"),
        ("G-22", petition(APRIL, 化解層級=None), "化解層級"),
        ("G-24", opinion(BUS, 答覆日期="03-09"), "答覆日期"),
        ("G-24", petition(APRIL, 化解日期="03-02"), "化解日期"),
        ("G-24", survey(2, 發放份數="0"), "發放份數"),
    ],
)
def test_a_cell_is_refused(rule: str, change: Change, column: str) -> None:
    found = placed(told(batch_of(planted([change]), APRIL)))
    assert (rule, Place(change.month, change.sheet, change.row, column)) in found


def test_what_is_open_and_missing_in_the_next_file_is_missed() -> None:
    without = [Change(APRIL, OPINIONS, 2, None), Change(APRIL, PETITIONS, 2, None)]
    found = told(batch_of(planted(without), APRIL))
    assert [(one.rule, one.place.sheet, one.place.row) for one in found] == [
        ("F13-R03", OPINIONS, ASKED),
        ("G-19", OPINIONS, ASKED),
        ("G-19", PETITIONS, 2),
    ]


def test_a_limit_of_the_school_counts() -> None:
    """P-20 = 3 days."""
    sample = base_workbook()
    rows = [{**row, "參數值": "3"} if row["參數代碼"] == "P-20" else row for row in sample.sheets["學校參數"]]
    base = with_rows(sample, "學校參數", rows)
    found = told(batch_of([base, *CLEAN.values()], APRIL))
    # 03-05 to 03-12 and 03-30 to 04-06 are seven days
    assert [(one.rule, one.month, one.place.row) for one in found] == [
        ("F13-R03", MARCH, SALT),
        ("F13-R03", APRIL, 2),
    ]


def test_without_a_canteen_nobody_asks_for_meals() -> None:
    sample = base_workbook()
    rows = [{**row, "參數值": "否"} if row["參數代碼"] == "P-24a" else row for row in sample.sheets["學校參數"]]
    base = with_rows(sample, "學校參數", rows)
    assert told(batch_of([base, *planted([*NO_MEAL, NO_NUMBER])], APRIL)) == []


def test_without_the_other_forms_nothing_is_asked_of_them() -> None:
    alone = replace(service_forms(), forms=[service_forms().form("F00"), service_forms().form("F13")])
    books = [book for book in planted([event(MEETING, 類別="迎檢")]) if book.form == "F13"]
    assert told(plant.batch_of(books, alone, APRIL)) == []


def test_an_event_that_goes_on_beyond_the_reported_month_is_left_open() -> None:
    goes_on = event(SHOW, 起始日期="03-31", 結束日期="04-02", 供餐人次="30", 方案確定日期="03-20")
    # the meals of April are not read in March; in April one is served on the first
    for month in (MARCH, APRIL):
        assert told(batch_of(planted([goes_on]), month)) == []


def test_a_month_with_nothing_to_tell_is_a_nil_return() -> None:
    nothing = workbook("F13", "2026-05", {EVENTS: [], OPINIONS: [], SURVEYS: [], PETITIONS: []})
    nil = replace(nothing, cover=replace(nothing.cover, nothing_to_report=True))
    assert told(batch_of([nil, *CLEAN.values()], "2026-05")) == []
