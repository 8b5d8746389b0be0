from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from pipeline.finding import Effect
from pipeline.form.form import Due
from pipeline.forms.f00_base.sheets import DEPARTMENTS
from pipeline.forms.f08_goods.sheets import Movements
from pipeline.render.template_hints import offered
from tests.forms import plant
from tests.forms.f08.cases import (
    ALLOWED,
    BREACHES,
    CAMERA,
    CHALK_OUT,
    DESK,
    DOOR_IN_APRIL,
    REFUSED,
    STILL_OUT,
    change,
)
from tests.forms.f08.clean import APRIL, CARDS, CASES, CLEAN, LOANS, MARCH, MOVES, SPRING, Row, goods_forms
from tests.forms.packs import Packs
from tests.forms.plant import with_rows
from tests.forms.planting import Case, Change, Place, placed

MAY = "2026-05"


PLANTED = [*BREACHES, *REFUSED, *ALLOWED]
PACKS = Packs(SPRING, PLANTED)
batch_of, planted, told = SPRING.batch, SPRING.books, SPRING.told


@pytest.mark.parametrize("until", [MARCH, APRIL])
def test_nothing_is_found_in_the_clean_spring(until: str) -> None:
    assert told(batch_of(planted(), until)) == []


@pytest.mark.parametrize("case", PLANTED, ids=str)
def test_what_is_planted_is_found_at_its_cell_and_nothing_else(case: Case) -> None:
    PACKS.assert_found(case)


def test_a_balance_is_not_known_while_a_row_of_the_item_is_held() -> None:
    unreadable, too_much = Change(MARCH, MOVES, 3, {"數量": "若干"}), change(MARCH, MOVES, CHALK_OUT, 數量="90")
    assert [one.effect for one in told(batch_of(planted([unreadable, too_much]), APRIL))] == [Effect.HOLD]
    of_another_item = Change(MARCH, MOVES, 4, {"數量": "若干"})
    assert "F08-R01" in {one.rule for one in told(batch_of(planted([of_another_item, too_much]), APRIL))}


def test_a_balance_is_not_known_after_a_month_that_has_not_come() -> None:
    may = replace(CLEAN["F08", APRIL].cover, month=MAY, filled_on=date(2026, 6, 1))
    issued: list[Row] = [{**CLEAN["F08", APRIL].sheets[MOVES][0], "日期": date(2026, 5, 7), "數量": 60}]
    late = replace(CLEAN["F08", APRIL], cover=may, sheets={MOVES: issued, LOANS: [], CASES: []})
    books = [CLEAN["F08", MARCH], late, *(CLEAN[key] for key in CLEAN if key[0] != "F08")]
    assert "F08-R01" not in {one.rule for one in told(batch_of(books, MAY))}
    nil = replace(CLEAN["F08", APRIL].cover, nothing_to_report=True)
    april = replace(late, cover=nil, sheets={MOVES: [], LOANS: [], CASES: []})
    assert "F08-R01" in {one.rule for one in told(batch_of([*books, april], MAY))}


def test_an_unreadable_return_is_not_called_overdue() -> None:
    unreadable = Change(MARCH, LOANS, CAMERA, {"歸還日期": "三月底"})
    assert [one.rule for one in told(batch_of(planted([unreadable]), MARCH))] == ["G-05"]


def test_a_loan_returned_after_the_as_of_date_was_overdue_then() -> None:
    returned_in_april = change(MARCH, LOANS, CAMERA, 歸還日期="04-01")
    found = told(batch_of(planted([returned_in_april]), MARCH))
    assert [(one.rule, one.place.row) for one in found] == [("F08-R03", CAMERA)]


def test_a_held_card_leaves_the_question_open() -> None:
    held = Change(MARCH, CARDS, 2, {"單價": "五千餘", "狀態": "待修"})
    assert {one.rule for one in told(batch_of(planted([held]), APRIL))} == {"G-06"}


def test_an_order_may_stand_in_a_month_that_has_not_come() -> None:
    monthly = [replace(form, due=Due.EVERY_MONTH) if form.id == "F09" else form for form in goods_forms().forms]
    unknown = change(APRIL, CASES, DOOR_IN_APRIL, 維修單號="WX-2604-001")
    found = told(plant.batch_of(planted([unknown]), replace(goods_forms(), forms=monthly), APRIL))
    assert [one.rule for one in found if one.form == "F08"] == []


def test_without_the_other_forms_nothing_is_asked_of_them() -> None:
    alone = replace(goods_forms(), forms=[goods_forms().form("F00"), goods_forms().form("F08")])
    changes = [
        change(MARCH, MOVES, 3, 憑證號="ZC-9"),
        change(MARCH, CASES, DESK, 單價="10.00", 應賠金額="10.00", 實賠金額="10.00"),
        change(APRIL, CASES, DOOR_IN_APRIL, 維修單號="WX-9"),
    ]
    books = [book for book in planted(changes) if book.form == "F08"]
    assert told(plant.batch_of(books, alone, APRIL)) == []


def test_nothing_is_asked_of_extended_sheets_without_rows() -> None:
    only_cases = [with_rows(with_rows(book, MOVES, []), LOANS, []) for book in CLEAN.values() if book.form == "F08"]
    books = [*only_cases, *(book for book in CLEAN.values() if book.form != "F08")]
    assert told(batch_of(books, APRIL)) == []


def test_a_month_with_nothing_is_a_nil_return() -> None:
    march = CLEAN["F08", MARCH]
    nil = replace(march, cover=replace(march.cover, nothing_to_report=True), sheets={MOVES: [], LOANS: [], CASES: []})
    assert told(batch_of([nil], MARCH)) == []


def test_overdue_in_a_later_month_stands_on_the_row_last_handed_in() -> None:
    back_in_may = change(APRIL, LOANS, 2, **STILL_OUT)
    found = placed(told(batch_of(planted([back_in_may]), APRIL)))
    assert found == [("F08-R03", Place(APRIL, LOANS, 2, "應還日期"))]


def test_departments_are_offered_before_rooms() -> None:
    assert offered(Movements.department, {"班室編號": ["C101", "C102"]}) == [*DEPARTMENTS, "C101", "C102"]
    assert offered(Movements.department, {}) == ()
