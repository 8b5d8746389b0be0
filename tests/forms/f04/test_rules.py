from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import pytest

from pipeline.batch import Batch
from pipeline.form.filled import Filled
from tests.forms.f04.cases import ALLOWED, BREACHES, FIRST_ROOM, REFUSED, SAFETY_OF_COOK, letter, paper
from tests.forms.f04.clean import (
    APRIL,
    BASE,
    CLEAN,
    LETTERS,
    MARCH,
    PAPERS,
    SPRING,
    base,
    person,
    with_person,
)
from tests.forms.packs import Packs
from tests.forms.planting import Case, Change

PLANTED = [*BREACHES, *REFUSED, *ALLOWED]
PACKS = Packs(SPRING, PLANTED)
planted, told = SPRING.books, SPRING.told


def batch_of(filled: Iterable[Filled], month: str | None = None, known: Filled = BASE) -> Batch:
    return SPRING.batch([known, *filled], month)


@pytest.mark.parametrize("until", [MARCH, None])
def test_nothing_is_found_in_the_clean_spring(until: str | None) -> None:
    assert told(batch_of(CLEAN.values(), until)) == []


@pytest.mark.parametrize("case", PLANTED, ids=str)
def test_what_is_planted_is_found_at_its_cell_and_nothing_else(case: Case) -> None:
    PACKS.assert_found(case)


def test_guards_need_a_paper_where_the_school_says_so() -> None:
    found = told(batch_of(CLEAN.values(), known=base(P_25="是")))
    assert [(one.rule, one.month) for one in found] == [("X-11", MARCH), ("X-11", APRIL)]
    assert "丁建保安員證" in found[0].message


def test_whoever_joined_signs_from_day_thirty() -> None:
    # 04-30 is day 30 after 03-31, and day 29 after 04-01
    for joined, rules in ((date(2026, 3, 31), ["X-12"]), (date(2026, 4, 1), [])):
        newcomer = person(工號="HQ099", 姓名="沈玉蘭", 部門="總務處", 崗位="財產管理員", 到崗日期=joined)
        assert [one.rule for one in told(batch_of(CLEAN.values(), known=with_person(newcomer)))] == rules


def test_whoever_left_is_asked_for_nothing() -> None:
    leaver = person(工號="HQ099", 姓名="馮樹清", 崗位="廚師", 食堂操作人員="是", 離崗日期=date(2026, 2, 27))
    assert told(batch_of(CLEAN.values(), known=with_person(leaver))) == []


def test_a_canteen_that_is_off_asks_for_no_health_paper_and_no_meeting() -> None:
    changes = [Change(MARCH, PAPERS, 2, None), Change(MARCH, LETTERS, 2, None)]
    assert told(batch_of(planted(changes), known=base(P_24a="否"))) == []


def test_a_held_row_may_be_what_is_missing() -> None:
    held = [paper(6, 發證日期="去年"), letter(SAFETY_OF_COOK, 簽訂日期="去年"), letter(FIRST_ROOM, 簽訂日期="去年")]
    assert {one.rule for one in told(batch_of(planted(held)))} == {"G-05"}


def test_a_month_that_has_not_come_may_have_it() -> None:
    changes = [Change(MARCH, PAPERS, 6, None), Change(MARCH, LETTERS, SAFETY_OF_COOK, None)]
    books = [book for book in planted(changes) if book.cover.month == MARCH]
    assert {one.rule for one in told(batch_of(books))} <= {"G-04"}
