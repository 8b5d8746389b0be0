from __future__ import annotations

from collections.abc import Iterable

import pytest

from pipeline.batch import Batch
from pipeline.finding import Finding
from pipeline.form.filled import Filled
from pipeline.forms.f01_opening import FORM
from pipeline.sample.base_data import base_workbook
from tests.forms.f01.cases import (
    ALLOWED,
    BREACHES,
    CANTEEN,
    CIRCUITS,
    FEES,
    OPEN,
    REFUSED,
    TEACHING,
    WATER,
    task,
)
from tests.forms.f01.clean import BOOKS, CLEAN, ORDERS, SHEETS, SPRING, TASKS
from tests.forms.f09.clean import FEBRUARY, MARCH, workbook
from tests.forms.packs import Packs
from tests.forms.plant import with_rows
from tests.forms.planting import Case, Change

PLANTED = [*BREACHES, *REFUSED, *ALLOWED]
PACKS = Packs(SPRING, PLANTED)
planted, told = SPRING.books, SPRING.told


def batch_of(filled: Iterable[Filled], month: str | None = MARCH) -> Batch:
    return SPRING.batch(filled, month)


def rows(findings: Iterable[Finding]) -> list[tuple[str, int, str]]:
    return [(one.rule, one.place.row, one.place.column) for one in findings]


@pytest.mark.parametrize("until", [MARCH, None])
def test_nothing_is_found_in_the_clean_opening(until: str | None) -> None:
    assert told(batch_of(CLEAN.values(), until)) == []


@pytest.mark.parametrize("case", PLANTED, ids=str)
def test_what_is_planted_is_found_at_its_cell_and_nothing_else(case: Case) -> None:
    PACKS.assert_found(case)


def of_february(*changes: Change) -> list[Filled]:
    """A first hand-in before opening day with what was known then, and the two orders that it quotes."""
    opening, repairs = planted([Change(MARCH, TASKS, TEACHING, None), *changes])
    tasks = [dict(row) for row in opening.sheets[TASKS]]
    orders = [dict(row) for row in repairs.sheets[ORDERS] if str(row["維修單號"]) in {"WX-2603-003", "WX-2603-004"}]
    return [
        workbook("F01", FEBRUARY, "03-01", {TASKS: tasks, BOOKS: []}),
        workbook("F09", FEBRUARY, "03-01", {ORDERS: orders}),
    ]


def test_before_opening_day_only_the_plan_is_asked() -> None:
    assert told(batch_of(of_february(), FEBRUARY)) == []
    # planned for 02-25 and 02-28: on 02-28 only the first is over
    found = told(batch_of(of_february(task(CIRCUITS, **OPEN), task(CANTEEN, **OPEN)), FEBRUARY))
    assert rows(found) == [("F01-R04", CIRCUITS, "實際完成日")]


def test_what_was_done_after_the_as_of_date_was_open_then() -> None:
    # 實際完成日 04-01, reported on as of 03-31
    found = told(batch_of(planted([task(TEACHING, 實際完成日="04-01")])))
    assert rows(found) == [("F01-R04", TEACHING, "實際完成日")]
    found = told(batch_of(planted([task(WATER, 實際完成日="04-01")])))
    assert rows(found) == [("F01-R01", WATER, "實際完成日")]


def test_with_a_module_off_its_category_is_not_missed() -> None:
    base = base_workbook()
    off = {"P-24a", "P-24d"}
    rows = [{**row, "參數值": "否"} if row["參數代碼"] in off else row for row in base.sheets["學校參數"]]
    without = planted([Change(MARCH, TASKS, FEES, None), Change(MARCH, TASKS, CANTEEN, None)])
    assert told(batch_of([with_rows(base, "學校參數", rows), *without])) == []
    assert [one.says for one in told(batch_of(without))] == ["沒有以下類別的準備事項：食堂清潔、收費公示"]


def test_a_held_task_still_stands_for_its_category() -> None:
    found = told(batch_of(planted([task(FEES, 事項=None)])))
    assert [one.rule for one in found] == ["G-21"]


def test_the_clean_opening_has_every_sheet() -> None:
    assert set(SHEETS) == {sheet.title for sheet in FORM.sheets}
