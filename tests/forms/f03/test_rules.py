from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from pipeline.checks.term import State
from pipeline.form.filled import Value
from pipeline.forms.f03_meals.sheets import Meals
from tests.forms import plant
from tests.forms.f03.cases import ALLOWED, BREACHES, REFUSED, RICE_RISE, change, gone, on, planted
from tests.forms.f03.clean import (
    APRIL,
    BASE,
    CLEAN,
    ISSUES,
    MARCH,
    MEALS,
    MENUS,
    SAMPLES,
    SELF_CHECKS,
    SPRING,
    base,
    batch_of,
    canteen,
    day,
    menu,
    row_of,
)
from tests.forms.packs import Packs
from tests.forms.planting import Case, Change, Place, placed

PLANTED = [*BREACHES, *REFUSED, *ALLOWED]
PACKS = Packs(SPRING, PLANTED)
told = SPRING.told


@pytest.mark.parametrize("until", [MARCH, APRIL, None])
def test_nothing_is_found_in_the_clean_term(until: str | None) -> None:
    assert told(batch_of(CLEAN.values(), until)) == []


@pytest.mark.parametrize("case", PLANTED, ids=str)
def test_what_is_planted_is_found_at_its_cell_and_nothing_else(case: Case) -> None:
    PACKS.assert_found(case)


def test_a_sample_of_the_months_end_is_due_in_a_later_version() -> None:
    march = CLEAN["F03", MARCH]
    later = replace(march, cover=replace(march.cover, filled_on=day("04-02")))
    books = [one for key, one in CLEAN.items() if key != ("F03", MARCH)]
    found = told(batch_of([*books, later]))
    assert {one.rule for one in found} == {"G-22"}
    assert len(found) == 4  # breakfast, two at noon, supper of 03-31
    assert told(batch_of([CLEAN["F02", MARCH], later], MARCH)) == []  # due after the as-of date


def test_a_week_that_the_calendar_lacks() -> None:
    found = told(batch_of(planted([change(MENUS, 3, 教學週次=9)])))
    assert placed(found) == [
        ("X-08", Place(MARCH, MENUS, 0, "教學週次")),
        ("F03-R01", Place(MARCH, MENUS, 3, "週起始日")),
    ]


@pytest.mark.parametrize(
    ("what", "change_of", "says"),
    [
        ("days", gone(SELF_CHECKS, "03-18"), "沒有自查記錄：18日、20日"),
        ("meals", gone(MEALS, "03-18", "晚"), "計劃供餐而沒有記錄：18日晚餐、20日早餐"),
    ],
)
def test_what_is_missing_is_listed(what: str, change_of: Change, says: str) -> None:
    also = gone(SELF_CHECKS, "03-20") if what == "days" else gone(MEALS, "03-20", "早")
    found = told(batch_of(planted([change_of, also])))
    assert [one.says for one in found if one.rule in {"F03-R15", "X-07"}] == [says]


def test_a_held_row_is_there_and_says_nothing_else() -> None:
    changes = [
        on(MEALS, "03-18", "早", 學生就餐人數=878, 陪餐人=None),
        on(SAMPLES, "03-18", "晚", 留樣量=None),
        on(SELF_CHECKS, "03-18", 餐具消毒=None),
        change(MENUS, 3, 菜品數量=None, 審核日期=None),
    ]
    batch = batch_of(planted(changes))
    assert sorted(one.rule for one in told(batch)) == ["F03-R09", "G-21", "G-21", "G-21"]
    assert plant.states(batch, Meals)[State.HELD] == 1


@pytest.mark.parametrize(
    ("what", "changes"),
    [
        ("a self-check of an unreadable day", [on(SELF_CHECKS, "03-18", 日期=None), gone(SELF_CHECKS, "03-19")]),
        ("an unreadable meal", [on(MEALS, "03-18", "晚", 餐次=None)]),
        ("an unreadable week", [change(MENUS, 3, 教學週次=None)]),
        ("samples of an unreadable meal", [on(SAMPLES, "03-18", "晚", 餐次=None)]),
        ("an issue of an unreadable day", [on(ISSUES, "03-18", 日期=None)]),
    ],
)
def test_what_a_held_row_may_be_is_not_missed(what: str, changes: Sequence[Change]) -> None:
    assert {one.rule for one in told(batch_of(planted(changes)))} == {"G-21"}, what


def test_without_a_file_of_the_month_only_its_absence_is_told() -> None:
    books = [one for key, one in CLEAN.items() if key != ("F03", APRIL)]
    assert {one.rule for one in batch_of(books).findings if one.form in {"F02", "F03"}} == {"G-04"}


def test_without_the_storeroom_meals_are_not_compared() -> None:
    only_march = [one for key, one in CLEAN.items() if key != ("F02", APRIL)]
    assert {one.rule for one in told(batch_of(only_march))} == {"G-04"}
    without = [one for (form, _), one in CLEAN.items() if form == "F03"]
    assert told(batch_of(without)) == []


def test_a_manager_who_has_left_is_none() -> None:
    people = [{**row, "離崗日期": day("03-17")} if row["姓名"] == "孫立" else row for row in BASE.sheets["人員名冊"]]
    left = plant.with_rows(BASE, "人員名冊", people)
    found = [one for one in told(batch_of(CLEAN.values(), start=left)) if one.rule == "F03-R07"]
    # lunch of all days but 03-16 and 03-17
    assert len(found) == 13
    assert placed(found)[0][1] == Place(MARCH, MEALS, row_of(MARCH, MEALS, "03-18", "午"), "陪餐人")


def test_pupils_are_not_counted_while_a_class_does_not_say() -> None:
    rooms = [{**row, "學生數": None} if row["班室編號"] == "C302" else row for row in BASE.sheets["班室名冊"]]
    books = planted([on(MEALS, "03-18", "早", 學生就餐人數=878)])
    assert told(batch_of(books, start=plant.with_rows(BASE, "班室名冊", rooms))) == []


def straddling() -> list[dict[str, Value]]:
    """Week 3 without meals on 03-30 and 03-31, so that its first meal day is 04-01."""
    days = []
    for row in BASE.sheets["校曆"]:
        when = row["日期"]
        free = isinstance(when, date) and when in {day("03-30"), day("03-31")}
        days.append({**row, "供餐餐次": "無"} if free else dict(row))
    return days


@pytest.mark.parametrize("monday", [True, False])
def test_a_week_may_begin_in_the_month_before_its_first_meal(monday: bool) -> None:  # noqa: FBT001  # both spellings
    start = plant.with_rows(BASE, "校曆", straddling())
    late = menu(3, "03-30" if monday else "04-01", "03-31")
    march = canteen(MARCH, [menu(1, "03-16", "03-13"), menu(2, "03-23", "03-20"), *([late] if monday else [])])
    april = canteen(APRIL, [] if monday else [late])
    march = plant.with_rows(march, MEALS, [row for row in march.sheets[MEALS] if row["日期"] < day("03-30")])  # type: ignore[operator]  # dates
    march = plant.with_rows(march, SAMPLES, [row for row in march.sheets[SAMPLES] if row["日期"] < day("03-30")])  # type: ignore[operator]  # dates
    assert told(batch_of([march, april], start=start)) == [
        one for one in told(batch_of([march, april], start=start)) if one.rule == "G-04"
    ]
    without = plant.with_rows(march, MENUS, march.sheets[MENUS][:2])
    missed = batch_of([without, plant.with_rows(april, MENUS, [])], start=start)
    assert placed([one for one in told(missed) if one.rule != "G-04"]) == [("X-08", Place(APRIL, MENUS, 0, "教學週次"))]
    # in April's file it may stand with March's Monday, which has not come
    alone = batch_of([plant.with_rows(april, MENUS, [])], start=start)
    assert "X-08" not in {one.rule for one in told(alone)}


class TestCostOfAMeal:
    """60 kg a day at 5.00 for 2,450 diners; 80 kg are a third more."""

    def test_a_swing_is_noted(self) -> None:
        found = told(batch_of(planted(RICE_RISE), start=base(P_26="3")))
        assert placed(found) == [("X-05", Place(APRIL, ISSUES, 0, "數量"))]
        assert "本月 0.16 元，上月 0.12 元，相差 33.3%" in found[0].says

    def test_short_months_are_not_compared(self) -> None:
        assert told(batch_of(planted(RICE_RISE))) == []

    def test_nor_are_months_with_a_held_row(self) -> None:
        held = [*RICE_RISE, on(MEALS, "03-18", "早", 學生就餐人數=878)]
        assert [one.rule for one in told(batch_of(planted(held), start=base(P_26="3")))] == ["F03-R09"]

    def test_a_quarter_is_no_swing(self) -> None:
        quarter = [on(ISSUES, when, 數量=75) for when in ("04-01", "04-02", "04-03")]
        assert told(batch_of(planted(quarter), start=base(P_26="3"))) == []


class TestTwoCanteens:
    """Each part (分冊) has meals and samples of its own."""

    def test_samples_are_those_of_the_same_part(self) -> None:
        second = canteen(MARCH)
        second = replace(second, cover=replace(second.cover, part=2))
        batch = batch_of([*CLEAN.values(), second])
        assert told(batch) == []
        empty = batch_of([*CLEAN.values(), plant.with_rows(second, SAMPLES, [])])
        assert {one.rule for one in told(empty)} == {"X-09"}
        assert len(told(empty)) == 36  # three meals on twelve days of the second part

    def test_one_part_may_keep_the_meals_and_another_the_samples(self) -> None:
        march = CLEAN["F03", MARCH]
        second = replace(
            march, cover=replace(march.cover, part=2), sheets={**march.sheets, MENUS: [], MEALS: [], SELF_CHECKS: []}
        )
        books = [one for key, one in CLEAN.items() if key != ("F03", MARCH)]
        assert told(batch_of([*books, plant.with_rows(march, SAMPLES, []), second])) == []
