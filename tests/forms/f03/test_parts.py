"""What stands between F03 and others: its template, the dangers of F10, the day on a workbook's cover."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cache

import pytest

from pipeline.checks.services import month_number
from pipeline.checks.words import filled_on
from pipeline.form.filled import Filled
from pipeline.form.form import Registry
from pipeline.forms.across import meals
from pipeline.forms.f03_meals.carry import carry
from pipeline.forms.f03_meals.sheets import Samples
from pipeline.forms.registry import registry as installed
from tests.forms import plant
from tests.forms.f03.cases import on, planted
from tests.forms.f03.clean import APRIL, BASE, CLEAN, MARCH, SELF_CHECKS, batch_of, day
from tests.forms.f10 import clean as safety
from tests.forms.planting import Change, with_cells

CHECKS, DANGERS = safety.CHECKS, safety.DANGERS
MET = safety.row_of(MARCH, CHECKS, "03-17", "食堂")
"""The canteen of 03-17, on which the self-check of the clean term found water on the floor."""
FOUND: safety.Row = {"檢查結果": "有隱患", "隱患編號": "YH-2603-001"}


@cache
def with_dangers() -> Registry:
    """F00, F03 and the sheets of F10."""
    forms = [form for form in installed().forms if form.id in {"F00", "F03", "F10"}]
    forms = [replace(form, rules=[]) if form.id == "F10" else form for form in forms]
    return replace(installed(), forms=forms, across=meals.RULES)


def told(changes: Sequence[Change], dangers: Sequence[Filled]) -> list[tuple[str, str, str, int, str]]:
    """Rule, form, sheet, row and column of what is found in F03 and F10."""
    batch = plant.batch_of([BASE, *planted(changes), *dangers], with_dangers())
    return [
        (one.rule, one.form, one.place.sheet, one.place.row, one.place.column)
        for one in batch.findings
        if one.form in {"F03", "F10"}
    ]


def ledger(cells: safety.Row = FOUND) -> Filled:
    """F10 of March, with the daily check of the canteen on 03-17 typed otherwise."""
    return with_cells(safety.CLEAN[MARCH], CHECKS, MET, cells)


def test_the_daily_check_does_not_call_the_canteen_in_order_when_it_is_not() -> None:
    every = [*safety.CLEAN.values()]
    assert told([], every) == [("X-10", "F10", CHECKS, MET, "檢查結果")]
    assert told([], [ledger(), safety.CLEAN[APRIL]]) == []


@pytest.mark.parametrize(("number", "is_there"), [("YH-2603-001", True), ("YH-2603-999", False)])
def test_the_danger_is_in_the_ledger(number: str, is_there: bool) -> None:  # noqa: FBT001  # what is expected
    changes = [on(SELF_CHECKS, "03-17", 整改完成日期="03-18", 隱患編號=number)]
    row = changes[0].row
    found = told(changes, [ledger(), safety.CLEAN[APRIL]])
    assert found == ([] if is_there else [("X-10", "F03", SELF_CHECKS, row, "隱患編號")])


def test_a_danger_that_may_be_on_a_held_row_or_in_a_missing_file_is_not_missed() -> None:
    held = [on(SELF_CHECKS, "03-17", 隱患編號="YH-2603-002")]
    march = with_cells(ledger(), DANGERS, 3, {"整改責任人": None})
    assert {rule for rule, *_ in told(held, [march, safety.CLEAN[APRIL]])} == {"G-21"}
    absent = [on(SELF_CHECKS, "03-17", 隱患編號="YH-2603-999")]
    assert {rule for rule, *_ in told(absent, [ledger()])} == {"G-04"}


def test_a_month_s_blank_workbook_knows_weeks_meals_and_days() -> None:
    term = batch_of(CLEAN.values()).term
    known = carry(term, month_number(APRIL))
    assert {title: len(rows) for title, rows in known.items()} == {"供餐與陪餐": 9, "食品留樣": 9, "每日自查": 3}
    assert known["供餐與陪餐"][:2] == [{"日期": day("04-01"), "餐次": "早"}, {"日期": day("04-01"), "餐次": "午"}]
    # nine people of the canteen are in post; what they did is not filled in
    assert known["每日自查"][0] == {"日期": day("04-01"), "晨檢應到": 9}
    march = carry(term, month_number(MARCH))
    assert march["每週菜譜審核"] == [
        {"教學週次": number, "週起始日": day(first)} for number, first in ((1, "03-16"), (2, "03-23"), (3, "03-30"))
    ]
    assert carry(term, month_number("2026-05")) == {}


def test_the_day_of_filling_is_that_of_the_row_s_own_workbook() -> None:
    undated = replace(CLEAN["F03", APRIL], cover=replace(CLEAN["F03", APRIL].cover, filled_on=None))
    rows = batch_of([CLEAN["F03", MARCH], undated]).term.rows(Samples)
    days = rows.of(filled_on())
    assert set(days.dropna().tolist()) == {date(2026, 4, 1).toordinal()}
    assert days.isna().tolist() == [month == month_number(APRIL) for month in rows.months.tolist()]
