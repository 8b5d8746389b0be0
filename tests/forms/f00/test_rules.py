"""F00: each breach planted in the sample's base data is found at its cell, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

import pytest

from pipeline.batch import Batch, NoTermError
from pipeline.finding import Finding
from pipeline.form.filled import Filled, Value
from pipeline.form.form import Registry
from pipeline.forms.f00_base import FORM
from pipeline.forms.registry import registry as installed
from pipeline.sample.base_data import base_workbook
from tests.forms import plant
from tests.forms.f02.clean import CANTEEN_MARCH, DELIVERIES
from tests.forms.plant import changed, findings, with_rows

PARAMETERS, CALENDAR, PEOPLE, ROOMS, SUPPLIERS = "學校參數", "校曆", "人員名冊", "班室名冊", "供應商名冊"
KEYS = {PARAMETERS: "參數代碼", CALENDAR: "日期", PEOPLE: "姓名", ROOMS: "班室編號", SUPPLIERS: "供應商名稱"}
HEADING = 0
TEMPORARY = ["林秋實", "劉強", "馬國棟"]
"""On temporary contracts as 廚師, 校車駕駛人 and 打更 in the sample: F00-R07 tells so of each, as a NOTE."""

Edit = Callable[[Filled], Filled]


def base_and_canteen() -> Registry:
    everything = installed()
    forms = [everything.form("F00"), everything.form("F02")]
    return replace(everything, forms=forms, across=(), metrics=(), tables=(), charts=(), sections=())


def place_of(book: Filled, sheet: str, key: Value) -> int:
    return next(at for at, row in enumerate(book.sheets[sheet]) if row[KEYS[sheet]] == key)


def cell(sheet: str, key: Value, **cells: Value) -> Edit:
    """Types something else into the row with that key."""
    return lambda book: changed(book, sheet, place_of(book, sheet, key), **cells)


def without(sheet: str, *keys: Value) -> Edit:
    """Takes rows out."""
    return lambda book: with_rows(book, sheet, [row for row in book.sheets[sheet] if row[KEYS[sheet]] not in keys])


def no_three_rooms(book: Filled) -> Filled:
    return with_rows(book, ROOMS, [{**row, "屬三室": None} for row in book.sheets[ROOMS]])


def row_of(sheet: str, key: Value) -> int:
    return place_of(base_workbook(), sheet, key) + 2


def batch_of(*edits: Edit, month: str | None = None, others: Sequence[Filled] = ()) -> Batch:
    book = base_workbook()
    for edit in edits:
        book = edit(book)
    return plant.batch_of([book, *others], base_and_canteen(), month)


def told(batch: Batch) -> list[Finding]:
    """What is found on F00, without the sample's own temporary contracts."""
    return [one for one in batch.findings if one.form == "F00" and not (one.rule == "F00-R07" and is_sample(one))]


def is_sample(one: Finding) -> bool:
    return one.place.row in {row_of(PEOPLE, name) for name in TEMPORARY}


@dataclass(frozen=True)
class Case:
    """One breach and where it is found: sheet, row (HEADING: on the heading) and column."""

    rule: str
    what: str
    edits: Sequence[Edit]
    sheet: str
    row: int
    column: str
    month: str | None = None

    def __str__(self) -> str:
        return f"{self.rule} {self.what}"


FIRST_SCHOOL_DAY, A_SUNDAY = date(2026, 3, 2), date(2026, 3, 8)
OIL_SHOP = "清源糧油店"

CASES = [
    Case(
        "F00-R02",
        "the single pen comes late",
        [cell(PARAMETERS, "P-00f", 生效日期=date(2026, 1, 25))],
        PARAMETERS,
        HEADING,
        "參數值",
    ),
    Case("F00-R02", "no single pen", [without(PARAMETERS, "P-00f")], PARAMETERS, HEADING, "參數值"),
    Case(
        "F00-R04",
        "no meals on a school day",
        [cell(CALENDAR, FIRST_SCHOOL_DAY, 供餐餐次="無")],
        CALENDAR,
        39,  # 01-24 is row 2; 03-02 is 37 days later
        "供餐餐次",
    ),
    Case("F00-R04", "meals on a Sunday", [cell(CALENDAR, A_SUNDAY, 供餐餐次="午")], CALENDAR, 45, "供餐餐次"),
    Case("F00-R05", "the storekeeper does more", [cell(PEOPLE, "吳桂芳", 兼崗="財產管理員")], PEOPLE, HEADING, "崗位"),
    Case("F00-R05", "the storekeeper cooks", [cell(PEOPLE, "吳桂芳", 食堂操作人員="是")], PEOPLE, HEADING, "崗位"),
    Case(
        "F00-R05",
        "the storekeeper has left",
        [cell(PEOPLE, "吳桂芳", 離崗日期=date(2026, 7, 2))],
        PEOPLE,
        HEADING,
        "崗位",
    ),
    Case("F00-R06", "a buyer operates", [cell(PEOPLE, "陳大勇", 食堂操作人員="是")], PEOPLE, 6, "食堂操作人員"),
    Case("F00-R06", "a cook buys as well", [cell(PEOPLE, "馮樹清", 兼崗="採購員")], PEOPLE, 10, "食堂操作人員"),
    Case("F00-R07", "a temporary guard", [cell(PEOPLE, "丁建", 用工性質="臨時工")], PEOPLE, 17, "用工性質"),
    Case("F00-R08", "no electrician", [cell(PEOPLE, "王志遠", 離崗日期=date(2026, 6, 30))], PEOPLE, HEADING, "崗位"),
    Case("F00-R09", "a teacher answers for a class", [cell(ROOMS, "C302", 責任人="毛建平")], ROOMS, 9, "責任人"),
    Case("F00-R09", "a teacher answers for the laboratory", [cell(ROOMS, "Z01", 責任人="毛建平")], ROOMS, 22, "責任人"),
    Case("F00-R10", "no room is one of the three", [no_three_rooms], ROOMS, HEADING, "屬三室"),
    Case(
        "F00-R11",
        "a licence ends soon",  # as of 07-03; 60 days later is 09-01
        [cell(SUPPLIERS, OIL_SHOP, 許可證有效期至=date(2026, 9, 1))],
        SUPPLIERS,
        4,
        "許可證有效期至",
    ),
    Case(
        "F00-R11",
        "a licence has ended, nothing was bought",
        [cell(SUPPLIERS, OIL_SHOP, 許可證有效期至=date(2026, 3, 30))],
        SUPPLIERS,
        4,
        "許可證有效期至",
        "2026-03",
    ),
]

REFUSED = [
    Case("F00-R01", "no opening day", [cell(PARAMETERS, "P-00d", 參數值=None)], PARAMETERS, 5, "參數值"),
    Case("F00-R01", "no school", [cell(PARAMETERS, "P-00a", 參數值=None)], PARAMETERS, 2, "參數值"),
    Case("F00-R01", "no row of the end", [without(PARAMETERS, "P-00e")], PARAMETERS, HEADING, "參數值"),
    Case("F00-R01", "the opening is no date", [cell(PARAMETERS, "P-00d", 參數值="三月初")], PARAMETERS, 5, "參數值"),
    Case(
        "F00-R01", "opened before it began", [cell(PARAMETERS, "P-00d", 參數值="2026-01-23")], PARAMETERS, 5, "參數值"
    ),
    Case(
        "F00-R01", "ended before it opened", [cell(PARAMETERS, "P-00e", 參數值="2026-03-01")], PARAMETERS, 6, "參數值"
    ),
    Case("F00-R03", "a day is missing", [without(CALENDAR, FIRST_SCHOOL_DAY)], CALENDAR, HEADING, "日期"),
]
"""Nothing can be added up: the whole base form is held."""

PLANTED = [*CASES, *REFUSED]


def test_nothing_but_notes_is_found_in_the_sample() -> None:
    batch = batch_of()
    assert told(batch) == []
    assert [one.place.row for one in findings(batch, "F00-R07")] == sorted(row_of(PEOPLE, name) for name in TEMPORARY)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_breach_is_found_at_its_cell_and_nothing_else(case: Case) -> None:
    found = told(batch_of(*case.edits, month=case.month))
    assert [(one.rule, one.place.sheet, one.place.row, one.place.column) for one in found] == [
        (case.rule, case.sheet, case.row, case.column)
    ]
    assert all(one.place.cell for one in found)
    assert all("{" not in one.message for one in found)


@pytest.mark.parametrize("case", REFUSED, ids=str)
def test_without_a_window_or_a_calendar_nothing_goes_on(case: Case) -> None:
    with pytest.raises(NoTermError) as stopped:
        batch_of(*case.edits)
    assert [(one.rule, one.place.sheet, one.place.row, one.place.column) for one in stopped.value.findings] == [
        (case.rule, case.sheet, case.row, case.column)
    ]


def test_every_rule_is_planted() -> None:
    numbers = {f"F00-R{number:02}" for number in range(1, 12)}
    assert {rule.id for rule in FORM.rules} == numbers == {case.rule for case in [*CASES, *REFUSED]}


def test_missing_days_are_told_as_spans() -> None:
    lost = [date(2026, 5, day) for day in (1, 2, 3, 9)]
    with pytest.raises(NoTermError) as stopped:
        batch_of(without(CALENDAR, *lost))
    (found,) = stopped.value.findings
    assert "2026-05-01~2026-05-03、2026-05-09" in found.says


def test_another_blank_parameter_is_held_alone() -> None:
    found = told(batch_of(cell(PARAMETERS, "P-08", 參數值=None)))
    assert [(one.rule, one.place.column) for one in found] == [("G-21", "參數值")]


@pytest.mark.parametrize("spelling", ["2026/3/2", "2026.03.02", "2026年3月2日"])
def test_a_date_may_be_spelt_in_any_known_way(spelling: str) -> None:
    batch = batch_of(cell(PARAMETERS, "P-00d", 參數值=spelling))
    assert told(batch) == []
    assert batch.term.base.opening == FIRST_SCHOOL_DAY.toordinal()


def test_a_licence_that_ended_while_food_was_bought_is_a_matter_of_the_deliveries() -> None:
    ended = cell(SUPPLIERS, OIL_SHOP, 許可證有效期至=date(2026, 3, 1))
    batch = batch_of(ended, month="2026-03", others=[CANTEEN_MARCH])
    assert findings(batch, "F00-R11") == []
    assert [one.place.sheet for one in findings(batch, "F02-R11")] == [DELIVERIES]


def test_a_stranger_is_only_told_as_such() -> None:
    assert [one.rule for one in told(batch_of(cell(ROOMS, "C302", 責任人="某某")))] == ["G-12"]


def test_without_a_canteen_no_storekeeper_and_no_meals_are_asked_for() -> None:
    off = cell(PARAMETERS, "P-24a", 參數值="否")
    leaves = [cell(PEOPLE, name, 離崗日期=date(2026, 2, 1)) for name in ("吳桂芳", "方建華")]
    no_meals = cell(CALENDAR, FIRST_SCHOOL_DAY, 供餐餐次="無")
    assert told(batch_of(off, *leaves, no_meals)) == []


def autumn(end: str) -> Filled:
    """The base data of the term before, which ended on that day."""
    book = base_workbook()
    for code, value in {"P-00b": "2025-2026-1", "P-00c": "2025-07-12", "P-00d": "2025-09-01", "P-00e": end}.items():
        book = cell(PARAMETERS, code, 參數值=value)(book)
    return replace(book, cover=replace(book.cover, term="2025-2026-1", month="2025-07"))


def test_the_window_follows_the_term_before_where_that_is_known() -> None:
    spring = base_workbook()  # begins on 2026-01-24
    assert told(plant.batch_of([spring, autumn("2026-01-23")], base_and_canteen())) == []
    with pytest.raises(NoTermError) as stopped:
        plant.batch_of([spring, autumn("2026-01-22")], base_and_canteen())
    assert [(one.rule, one.place.row) for one in stopped.value.findings] == [("F00-R01", row_of(PARAMETERS, "P-00c"))]
