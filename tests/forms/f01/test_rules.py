from __future__ import annotations

from collections.abc import Iterable, Sequence

import pytest

from pipeline.batch import Batch
from pipeline.finding import Finding
from pipeline.form.filled import Filled
from pipeline.forms.f01_opening import FORM
from pipeline.sample.base_data import base_workbook
from tests.forms import plant
from tests.forms.f01.cases import (
    ALLOWED,
    CANTEEN,
    CASES,
    CHINESE,
    CIRCUITS,
    FEES,
    MATHEMATICS,
    OPEN,
    TEACHING,
    WATER,
    Case,
    Change,
    book,
    task,
)
from tests.forms.f01.clean import BOOKS, CLEAN, FEBRUARY, MARCH, ORDERS, SHEETS, TASKS
from tests.forms.f09.clean import repair_forms, workbook
from tests.forms.plant import whole, with_rows


def planted(changes: Sequence[Change]) -> list[Filled]:
    books = dict(CLEAN)
    for change in changes:
        key = change.sheet if change.sheet in books else TASKS
        rows = [dict(row) for row in books[key].sheets[change.sheet]]
        kept = [] if change.cells is None else [{**rows[change.row - 2], **change.cells}]
        rows[change.row - 2 : change.row - 1] = kept
        books[key] = with_rows(books[key], change.sheet, rows)
    return list(books.values())


def batch_of(filled: Iterable[Filled], month: str | None = MARCH) -> Batch:
    return plant.batch_of(whole(filled, "F09"), repair_forms(), month)


def told(batch: Batch) -> list[Finding]:
    return [one for one in batch.findings if one.form == "F01" and one.rule != "G-04"]


def placed(findings: list[Finding]) -> list[tuple[str, int, str]]:
    return [(one.rule, one.place.row, one.place.column) for one in findings]


@pytest.mark.parametrize("until", [MARCH, None])
def test_nothing_is_found_in_the_clean_opening(until: str | None) -> None:
    assert told(batch_of(CLEAN.values(), until)) == []


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_breach_is_found_at_its_cell_and_nothing_else(case: Case) -> None:
    found = told(batch_of(planted(case.changes)))
    assert placed(found) == [(case.rule, case.row, case.column)]
    assert all(one.place.cell for one in found)
    assert all("{" not in one.message for one in found)


@pytest.mark.parametrize("what", ALLOWED)
def test_what_is_allowed_is_not_found(what: str) -> None:
    assert told(batch_of(planted(ALLOWED[what]))) == []


def test_every_rule_is_planted() -> None:
    assert len(FORM.rules) == 10
    assert {rule.id for rule in FORM.rules} | {"X-37"} == {case.rule for case in CASES}


@pytest.mark.parametrize(
    ("rule", "change", "column"),
    [
        ("G-21", task(CIRCUITS, 責任人=None), "責任人"),
        ("G-22", task(CIRCUITS, 驗收人=None), "驗收人"),
        # a day that is not over yet is asked for as any other cell
        ("G-22", task(TEACHING, 實際完成日=None, 計劃完成日="04-10"), "實際完成日"),
        ("G-22", book(CHINESE, 到貨日期=None), "到貨日期"),
        ("G-22", book(CHINESE, 領取人=None), "領取人"),
        ("G-22", book(MATHEMATICS, 實到數量="166"), "短缺處理"),
        ("G-13", task(CIRCUITS, 類別="水電"), "類別"),
        ("G-15", book(CHINESE, 應到數量="-1"), "應到數量"),
        ("G-24", task(CIRCUITS, 完好或修復數量="12"), "完好或修復數量"),
        ("G-23", task(CIRCUITS, 涉及班室="全校、C399"), "涉及班室"),
        ("G-12", task(CIRCUITS, 責任人="某某"), "責任人"),
        ("G-14", task(CIRCUITS, 實際完成日="04-02"), "實際完成日"),
        ("G-18", task(WATER, 序號="1"), "序號"),
        ("G-18", book(MATHEMATICS, 品名="語文三年級下冊"), "品名"),
    ],
)
def test_a_cell_is_refused(rule: str, change: Change, column: str) -> None:
    assert (rule, change.row, column) in placed(told(batch_of(planted([change]))))


def of_february(*changes: Change) -> list[Filled]:
    """A first hand-in before opening day with what was known then, and the two orders that it quotes."""
    opening, repairs = planted([Change(TASKS, TEACHING, None), *changes])
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
    assert placed(found) == [("F01-R04", CIRCUITS, "實際完成日")]


def test_what_was_done_after_the_as_of_date_was_open_then() -> None:
    # 實際完成日 04-01, reported on as of 03-31
    found = told(batch_of(planted([task(TEACHING, 實際完成日="04-01")])))
    assert placed(found) == [("F01-R04", TEACHING, "實際完成日")]
    found = told(batch_of(planted([task(WATER, 實際完成日="04-01")])))
    assert placed(found) == [("F01-R01", WATER, "實際完成日")]


def test_with_a_module_off_its_category_is_not_missed() -> None:
    base = base_workbook()
    off = {"P-24a", "P-24d"}
    rows = [{**row, "參數值": "否"} if row["參數代碼"] in off else row for row in base.sheets["學校參數"]]
    without = planted([Change(TASKS, FEES, None), Change(TASKS, CANTEEN, None)])
    assert told(batch_of([with_rows(base, "學校參數", rows), *without])) == []
    assert [one.says for one in told(batch_of(without))] == ["沒有以下類別的準備事項：食堂清潔、收費公示"]


def test_a_held_task_still_stands_for_its_category() -> None:
    found = told(batch_of(planted([task(FEES, 事項=None)])))
    assert [one.rule for one in found] == ["G-21"]


def test_the_clean_opening_has_every_sheet() -> None:
    assert set(SHEETS) == {sheet.title for sheet in FORM.sheets}
