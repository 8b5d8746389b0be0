from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import pytest

from pipeline.batch import Batch
from pipeline.finding import Finding
from pipeline.form.filled import Filled
from pipeline.forms.across.repairs import RULES as ACROSS
from pipeline.forms.f09_repairs import FORM
from tests.forms import plant, planting
from tests.forms.f09.cases import (
    ALLOWED,
    CASE_LIST,
    CIRCUIT,
    DESKS,
    GLASS,
    OPEN_SINCE_FRIDAY,
    THIRD_GLASS,
    april,
    book_of,
    march,
)
from tests.forms.f09.clean import APRIL, CLEAN, MARCH, ORDERS, PAPERS, repair_forms, workbook
from tests.forms.plant import whole
from tests.forms.planting import Case, Change, Place, assert_found, placed

OF_F01 = {"X-37"}
"""Planted with F01."""


def batch_of(filled: Iterable[Filled], month: str | None = None) -> Batch:
    return plant.batch_of(whole(filled, "F05", "F08", "F09", "F10"), repair_forms(), month)


def planted(changes: Sequence[Change]) -> list[Filled]:
    return [book for book in planting.planted(CLEAN, changes, book_of).values() if any(book.sheets.values())]


def told(batch: Batch) -> list[Finding]:
    """All findings but those on months and forms that are not handed in here."""
    return [one for one in batch.findings if one.form != "F00" and one.rule != "G-04"]


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
    assert declared == {case.rule for case in CASE_LIST} | OF_F01


@pytest.mark.parametrize(
    ("rule", "change", "column"),
    [
        ("G-21", march(GLASS, 問題描述=None), "問題描述"),
        ("G-22", march(GLASS, 維修人=None), "維修人"),
        ("G-22", march(GLASS, 維修方式=None), "維修方式"),
        ("G-22", march(GLASS, 完成日期=None), "完成日期"),
        ("G-22", march(GLASS, 材料費=None), "材料費"),
        ("G-22", march(GLASS, 人為損壞=None), "人為損壞"),
        ("G-22", march(GLASS, 驗收日期=None), "驗收日期"),
        ("G-13", march(GLASS, 類別="窗戶"), "類別"),
        ("G-15", march(GLASS, 材料費="-1.00"), "材料費"),
        ("G-24", march(GLASS, 數量="0"), "數量"),
        ("G-24", march(GLASS, 滿意度="6"), "滿意度"),
        ("G-23", march(GLASS, 班室編號="C399"), "班室編號"),
        ("G-23", march(CIRCUIT, 隱患編號="YH-2603-099"), "隱患編號"),
        ("G-12", march(GLASS, 報修人="某某"), "報修人"),
        ("G-12", march(GLASS, 驗收人="某某"), "驗收人"),
        ("G-18", march(CIRCUIT, 維修單號="WX-2603-001"), "維修單號"),
        ("G-14", march(GLASS, 完成日期="04-02", 驗收日期="04-02"), "完成日期"),
        ("G-20", april(2, 班室編號="C302"), "班室編號"),
    ],
)
def test_a_cell_is_refused(rule: str, change: Change, column: str) -> None:
    found = placed(told(batch_of(planted([change]), APRIL)))
    assert (rule, Place(change.month, change.sheet, change.row, column)) in found


def test_an_open_order_that_the_next_file_lacks_is_missed() -> None:
    without = [Change(APRIL, ORDERS, 2, None)]
    found = told(batch_of(planted(without), APRIL))
    assert [(one.rule, one.place.row) for one in found] == [("F09-R03", DESKS), ("G-19", DESKS)]


def test_an_order_without_the_date_that_it_needs_is_not_called_late() -> None:
    found = told(batch_of(planted([march(GLASS, 完成日期=None, 驗收日期=None, 狀態="已完成")]), MARCH))
    assert [one.rule for one in found] == ["G-22"]


def test_what_was_finished_after_the_as_of_date_was_open_then() -> None:
    done_in_april = {"完成日期": "04-01", "狀態": "已完成", "維修人": "王志遠", "維修方式": "自修"}
    more = {"材料費": "12.00", "人工費": "0.00", "人為損壞": "否"}
    changes = [*OPEN_SINCE_FRIDAY, march(DESKS, **done_in_april, **more)]
    found = told(batch_of(planted(changes), MARCH))
    assert [(one.rule, one.place.row) for one in found] == [("F09-R03", DESKS)]


def test_a_held_certificate_leaves_the_question_open() -> None:
    unreadable = Change(MARCH, PAPERS, 2, {"發證日期": "不詳"})
    found = told(batch_of(planted([unreadable]), APRIL))
    assert [one.rule for one in found] == ["G-05"]


def test_faults_before_the_term_are_not_counted() -> None:
    early = march(GLASS, 報修日期="01-20", 完成日期="01-21", 驗收日期="01-21")
    assert [one.rule for one in told(batch_of(planted([early, THIRD_GLASS]), APRIL))] == []


def test_without_the_other_forms_nothing_is_asked_of_them() -> None:
    alone = replace(repair_forms(), forms=[repair_forms().form("F00"), repair_forms().form("F09")])
    changes = [march(CIRCUIT, 維修人="沈玉蘭", 隱患編號="YH-9"), march(GLASS, 賠償單號="PC-9")]
    books = [book for book in planted(changes) if book.form == "F09"]
    assert told(plant.batch_of(books, alone, APRIL)) == []


def test_a_month_with_nothing_to_repair_is_a_nil_return() -> None:
    nothing = workbook("F09", "2026-02", "03-02", {ORDERS: []})
    nil = replace(nothing, cover=replace(nothing.cover, nothing_to_report=True))
    assert told(batch_of([nil, *CLEAN.values()], APRIL)) == []
