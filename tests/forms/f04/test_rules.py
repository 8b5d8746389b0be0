from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

import pytest

from pipeline.batch import Batch
from pipeline.finding import Finding
from pipeline.form.filled import Filled
from pipeline.forms.across.people import RULES as ACROSS
from pipeline.forms.f04_people import FORM
from tests.forms import plant
from tests.forms.f04.cases import ALLOWED, CASES, FIRST_ROOM, SAFETY_OF_COOK, Case, Change, Place, letter, paper
from tests.forms.f04.clean import (
    APRIL,
    BASE,
    CLEAN,
    LETTERS,
    MARCH,
    PAPERS,
    base,
    person,
    staff_forms,
    with_person,
)
from tests.forms.plant import with_rows


def batch_of(filled: Iterable[Filled], month: str | None = None, known: Filled = BASE) -> Batch:
    return plant.batch_of([known, *filled], staff_forms(), month)


def planted(changes: Sequence[Change]) -> list[Filled]:
    books = dict(CLEAN)
    for change in changes:
        book = "F04", change.month
        rows = [dict(row) for row in books[book].sheets[change.sheet]]
        rows += [{}] if change.row == len(rows) + 2 else []
        kept = [] if change.cells is None else [{**rows[change.row - 2], **change.cells}]
        rows[change.row - 2 : change.row - 1] = kept
        books[book] = with_rows(books[book], change.sheet, rows)
    return list(books.values())


def told(batch: Batch) -> list[Finding]:
    return [one for one in batch.findings if one.form == "F04"]


def placed(findings: list[Finding]) -> list[tuple[str, Place]]:
    return [(one.rule, Place(one.month, one.place.sheet, one.place.row, one.place.column)) for one in findings]


@pytest.mark.parametrize("until", [MARCH, None])
def test_nothing_is_found_in_the_clean_spring(until: str | None) -> None:
    assert told(batch_of(CLEAN.values(), until)) == []


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_breach_is_found_at_its_cell_and_nothing_else(case: Case) -> None:
    found = told(batch_of(planted(case.changes), case.until))
    assert placed(found) == [(case.rule, place) for place in case.at]
    assert all(one.place.cell and "{" not in one.message for one in found)


@pytest.mark.parametrize("case", ALLOWED, ids=lambda case: case.what)
def test_what_is_allowed_is_not_found(case: Case) -> None:
    assert told(batch_of(planted(case.changes), case.until)) == []


def test_every_rule_is_planted() -> None:
    declared = {rule.id for rule in [*FORM.rules, *ACROSS]}
    assert len(declared) == 17 + 2
    assert declared == {case.rule for case in CASES}


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
