from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.checks.term import State
from pipeline.forms.f10_safety.sheets import Dangers
from tests.forms import plant
from tests.forms.f10 import cases
from tests.forms.f10.cases import ALLOWED, BREACHES, DRAIN, REFUSED, STAIRS_IN_APRIL, change, check
from tests.forms.f10.clean import (
    APRIL,
    BASE,
    CHECKS,
    CLEAN,
    DANGERS,
    LATE_IN_MARCH,
    MARCH,
    SHIFTS,
    SPRING,
    Row,
    day,
    only_safety,
)
from tests.forms.packs import Packs
from tests.forms.planting import Case, Place, placed, with_cells, without_row

PLANTED = [*BREACHES, *REFUSED, *ALLOWED]
PACKS = Packs(SPRING, PLANTED)
batch_of, planted, told = SPRING.batch, SPRING.books, SPRING.told


@pytest.mark.parametrize("until", [MARCH, APRIL, None])
def test_nothing_is_found_in_the_clean_term(until: str | None) -> None:
    assert told(batch_of(planted(), until)) == []


@pytest.mark.parametrize("case", PLANTED, ids=str)
def test_what_is_planted_is_found_at_its_cell_and_nothing_else(case: Case) -> None:
    PACKS.assert_found(case)


def test_a_held_danger_makes_its_check_and_inspection_unknown() -> None:
    changes = [
        change(MARCH, DANGERS, DRAIN, 整改完成日期="03-16"),
        change(MARCH, DANGERS, cases.STORE, 整改完成日期="03-17"),
    ]
    batch = batch_of(planted(changes))
    assert [one.rule for one in told(batch)] == ["F10-R05", "F10-R05"]
    assert plant.states(batch, Dangers)[State.HELD] == 2


def test_a_wrong_number_is_told_on_both_sides() -> None:
    found = told(batch_of(planted([check("03-17", "校舍", 隱患編號="YH-2603-010")])))
    assert placed(found) == [
        ("X-39", Place(MARCH, CHECKS, row, "隱患編號"))
        if sheet == CHECKS
        else ("X-39", Place(MARCH, DANGERS, 2, "來源"))
        for sheet, row in ((CHECKS, check("03-17", "校舍").row), (DANGERS, DRAIN))
    ]


def test_an_open_danger_that_is_not_carried_is_missed() -> None:
    april = without_row(CLEAN[APRIL], DANGERS, STAIRS_IN_APRIL)
    found = told(batch_of([CLEAN[MARCH], april]))
    assert placed(found) == [("G-19", Place(MARCH, DANGERS, cases.STAIRS, "隱患編號"))]


def test_a_danger_rectified_after_the_month_is_open_in_its_report() -> None:
    """Handed in on 04-02 with what was done on 04-01; in March's report the deadline of 03-30 has passed."""
    cells = {**CLEAN[APRIL].sheets[DANGERS][0], "整改期限": day("03-30")}
    march = with_cells(CLEAN[MARCH], DANGERS, cases.STAIRS, cells)
    march = replace(march, cover=replace(march.cover, filled_on=day("04-02")))
    found = told(batch_of([march], until=MARCH))
    assert placed(found) == [("F10-R07", Place(MARCH, DANGERS, cases.STAIRS, "整改期限"))]
    assert "逾期 1 天" in found[0].says


def test_a_major_danger_may_be_reported_on_the_day_after_the_month() -> None:
    last_day: Row = {
        **LATE_IN_MARCH,
        "隱患編號": "YH-2603-009",
        "等級": "重大",
        "發現日期": day("03-31"),
        "整改期限": day("03-31"),
        "上報日期": day("04-01"),
        "整改措施": "封閉",
        "整改完成日期": day("03-31"),
        "狀態": "待復查",
    }
    march = with_cells(CLEAN[MARCH], DANGERS, cases.STAIRS + 1, last_day)
    march = replace(march, cover=replace(march.cover, filled_on=day("04-02")))
    assert told(batch_of([march], until=MARCH)) == []


def test_the_canteen_is_not_checked_while_it_is_off() -> None:
    rows = [{**row, "參數值": "否"} if row["參數代碼"] == "P-24a" else row for row in BASE.sheets["學校參數"]]
    changes = [cases.gone(CHECKS, "03-18", "食堂")]
    assert [one.rule for one in told(batch_of(planted(changes)))] == ["X-38"]
    batch = plant.batch_of([plant.with_rows(BASE, "學校參數", rows), *planted(changes)], only_safety())
    assert told(batch) == []


def test_three_rooms_are_not_asked_for_while_no_room_is_one() -> None:
    rooms = [{**row, "屬三室": "否"} for row in BASE.sheets["班室名冊"]]
    changes = [cases.gone(CHECKS, "03-18", "三室")]
    batch = plant.batch_of([plant.with_rows(BASE, "班室名冊", rooms), *planted(changes)], only_safety())
    assert told(batch) == []


def test_without_a_file_of_the_month_only_its_absence_is_told() -> None:
    batch = batch_of([CLEAN[MARCH]])
    assert [one.rule for one in batch.findings if one.rule != "F00-R07"] == ["G-04"]


def test_shifts_are_told_day_by_day() -> None:
    changes = [cases.gone(SHIFTS, "03-21", "節假日白班"), cases.gone(SHIFTS, "03-24", "夜班")]
    [found] = told(batch_of(planted(changes)))
    assert "21日節假日白班、24日夜班" in found.says
