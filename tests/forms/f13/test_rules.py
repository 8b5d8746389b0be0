from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.sample.base_data import base_workbook
from tests.forms import plant
from tests.forms.f13.cases import (
    ALLOWED,
    ASKED,
    BREACHES,
    MEETING,
    NO_MEAL,
    NO_NUMBER,
    REFUSED,
    SALT,
    SHOW,
    event,
)
from tests.forms.f13.clean import (
    APRIL,
    CLEAN,
    EVENTS,
    MARCH,
    OPINIONS,
    PETITIONS,
    SPRING,
    SURVEYS,
    service_forms,
    workbook,
)
from tests.forms.packs import Packs
from tests.forms.plant import with_rows
from tests.forms.planting import Case, Change

PLANTED = [*BREACHES, *REFUSED, *ALLOWED]
PACKS = Packs(SPRING, PLANTED)
batch_of, planted, told = SPRING.batch, SPRING.books, SPRING.told


@pytest.mark.parametrize("until", [MARCH, APRIL, None])
def test_nothing_is_found_in_the_clean_spring(until: str | None) -> None:
    assert told(batch_of(planted(), until)) == []


@pytest.mark.parametrize("case", PLANTED, ids=str)
def test_what_is_planted_is_found_at_its_cell_and_nothing_else(case: Case) -> None:
    PACKS.assert_found(case)


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
