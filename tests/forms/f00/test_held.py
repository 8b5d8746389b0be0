"""A held row of F00 leaves others unknown, not wrong: people, days, parameters, lists, suppliers."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.batch import Batch
from pipeline.checks.services import Calendar, Day, Parameters, Roster, Services
from pipeline.finding import Effect
from pipeline.form.filled import Filled
from pipeline.sample.base_data import base_workbook
from tests.checks.rows import day
from tests.forms import plant
from tests.forms.f02.clean import APRIL, CLEAN, canteen_forms
from tests.forms.plant import changed

BASE = base_workbook()


def batch_of(base: Filled) -> Batch:
    return plant.batch_of(plant.whole([base, *CLEAN.values()], "F05"), canteen_forms(), APRIL)


def at(sheet: str, title: str, value: str) -> int:
    """The place of the first row with a cell."""
    return next(place for place, row in enumerate(BASE.sheets[sheet]) if row.get(title) == value)


@pytest.mark.parametrize(
    ("sheet", "place", "cells"),
    [
        ("人員名冊", at("人員名冊", "姓名", "陳大勇"), {"到崗日期": "三月初"}),  # a buyer of every delivery
        ("人員名冊", at("人員名冊", "姓名", "陳大勇"), {"姓名": None}),
        ("人員名冊", at("人員名冊", "崗位", "倉庫保管員"), {"到崗日期": "三月初"}),  # F00-R05 asks for one
        ("供應商名冊", at("供應商名冊", "供應商名稱", "清源糧油店"), {"供應商名稱": None}),
        ("類別字典", at("類別字典", "值", "大豆油"), {"值": None}),
        ("類別字典", at("類別字典", "值", "大豆油"), {"啟用": "也許"}),
        ("學校參數", at("學校參數", "參數代碼", "P-00f"), {"參數代碼": None}),
        ("校曆", at("校曆", "日類型", "上課日"), {"日期": None}),
    ],
)
def test_only_the_held_row_is_told(sheet: str, place: int, cells: dict[str, str | None]) -> None:
    found = batch_of(changed(BASE, sheet, place, **cells)).findings
    wrong = [
        one for one in found if one.form in {"F00", "F02"} and one.effect is not Effect.NOTE and one.rule != "G-04"
    ]
    assert [(one.effect, one.place.sheet, one.place.row) for one in wrong] == [(Effect.HOLD, sheet, place + 2)]


def test_a_held_parameter_is_unknown_from_its_day_on() -> None:
    first, later = day("2026-01-24"), day("2026-03-02")
    known = Parameters({"P-05": [(first, "3")], "P-24a": [(first, "是")]}, {}, held={"P-05": later, "P-24a": later})
    assert known.number("P-05", later - 1) == 3
    assert known.number("P-05", later) is None
    assert known.is_on("P-24a", later)  # a module is not switched off by a slip


def test_a_day_of_which_nothing_is_known_makes_a_span_unsure() -> None:
    monday = day("2026-03-02")
    calendar = Calendar({monday: Day("上課日", 1, "", bus=False)}, frozenset([monday + 2]))
    assert calendar.is_sure(monday, monday + 1)
    assert not calendar.is_sure(monday, monday + 2)
    assert calendar.is_sure(monday + 2, monday + 9)  # day 0 is not counted


def test_somebody_on_a_held_row_may_be_meant() -> None:
    assert Roster.of([], ["何靜"]).may_have("何靜")
    assert not Roster.of([], ["何靜"]).may_have("吳桂芳")
    assert Roster.of([], [None]).may_have("吳桂芳")


@pytest.mark.parametrize(
    ("asked", "listed"),
    [
        (("食材", "大豆油"), True),
        (("食材", "大米"), False),
        (("一級明細", "文具", "辦公費"), True),
        (("單位", "桶"), False),
    ],
)
def test_a_held_entry_may_be_on_its_list(asked: tuple[str, ...], listed: bool) -> None:  # noqa: FBT001  # a table
    held = frozenset([("食材", "食用油", "大豆油"), ("一級明細", "辦公費", None)])
    base = Services(Parameters({}, {}), Calendar({}), Roster.of([]), held_entries=held)
    assert base.may_list(*asked) is listed


def test_the_calendar_of_the_sample_is_sure() -> None:
    calendar = batch_of(BASE).term.base.calendar
    assert calendar.unsure == frozenset()
    assert calendar.is_school_day(date(2026, 3, 2).toordinal())
