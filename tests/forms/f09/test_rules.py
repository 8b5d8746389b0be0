from __future__ import annotations

from dataclasses import replace

import pytest

from tests.forms import plant
from tests.forms.f09.cases import (
    ALLOWED,
    BREACHES,
    CIRCUIT,
    DESKS,
    GLASS,
    OPEN_SINCE_FRIDAY,
    REFUSED,
    THIRD_GLASS,
    march,
)
from tests.forms.f09.clean import APRIL, CLEAN, MARCH, ORDERS, PAPERS, SPRING, repair_forms, workbook
from tests.forms.packs import Packs
from tests.forms.planting import Case, Change

OF_F01 = {"X-37"}
"""Planted with F01."""


PLANTED = [*BREACHES, *REFUSED, *ALLOWED]
PACKS = Packs(SPRING, PLANTED)
batch_of, planted, told = SPRING.batch, SPRING.books, SPRING.told


@pytest.mark.parametrize("until", [MARCH, APRIL, None])
def test_nothing_is_found_in_the_clean_spring(until: str | None) -> None:
    assert told(batch_of(planted(), until)) == []


@pytest.mark.parametrize("case", PLANTED, ids=str)
def test_what_is_planted_is_found_at_its_cell_and_nothing_else(case: Case) -> None:
    PACKS.assert_found(case)


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
