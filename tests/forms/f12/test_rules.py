from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import pytest

from pipeline.batch import Batch
from pipeline.finding import Finding
from pipeline.form.filled import Filled
from pipeline.forms.across.works import RULES as ACROSS
from pipeline.forms.f12_works import FORM
from tests.forms import plant
from tests.forms.f12.cases import (
    ALLOWED,
    CASES,
    DESKS,
    MAY,
    PAVILION_GIVEN,
    PLANTS_GIVEN,
    REFUSED,
    ROAD,
    Case,
    Change,
    Place,
    change,
)
from tests.forms.f12.clean import (
    APRIL,
    CHANGES,
    CLEAN,
    GIFTS,
    GOODS,
    MARCH,
    PROJECTS,
    PROJECTS_IN_APRIL,
    VOUCHERS,
    workbook,
    works_forms,
)
from tests.forms.plant import whole, with_rows

SUSPENDED_IN_MAY = {**PROJECTS_IN_APRIL[0], "月份": MAY}
OURS = {rule.id for rule in ACROSS}


def batch_of(filled: Iterable[Filled], month: str = MAY) -> Batch:
    handed = whole(filled, "F05", "F07", "F12", until=month)
    return plant.batch_of(handed, works_forms(), month)


def planted(changes: Sequence[Change]) -> list[Filled]:
    books = dict(CLEAN)
    for one in changes:
        if one.month == MAY:
            books["F12", one.month] = workbook("F12", one.month, "06-01", {PROJECTS: [SUSPENDED_IN_MAY]})
        rows = [dict(row) for row in books[one.book].sheets[one.sheet]]
        rows += [{}] if one.row == len(rows) + 2 else []
        kept = [] if one.cells is None else [{**rows[one.row - 2], **one.cells}]
        rows[one.row - 2 : one.row - 1] = kept
        books[one.book] = with_rows(books[one.book], one.sheet, rows)
    return [book for book in books.values() if any(book.sheets.values())]


def told(batch: Batch) -> list[Finding]:
    """What F12 and the rules across forms say; F05 alone is tested with F05."""
    return [one for one in batch.findings if (one.form == "F12" and one.rule != "G-04") or one.rule in OURS]


def placed(findings: list[Finding]) -> list[tuple[str, Place]]:
    return [(one.rule, Place(one.month, one.place.sheet, one.place.row, one.place.column)) for one in findings]


@pytest.mark.parametrize("until", [MARCH, APRIL, MAY])
def test_nothing_is_found_in_the_clean_spring(until: str) -> None:
    assert told(batch_of(CLEAN.values(), until)) == []


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_breach_is_found_at_its_cell_and_nothing_else(case: Case) -> None:
    found = told(batch_of(planted(case.changes), case.until))
    assert placed(found) == [(case.rule, place) for place in case.at]
    assert all(one.place.cell for one in found)
    assert all("{" not in one.message for one in found)


@pytest.mark.parametrize("case", ALLOWED, ids=lambda case: case.what)
def test_what_is_allowed_is_not_found(case: Case) -> None:
    assert told(batch_of(planted(case.changes), case.until)) == []


def test_every_rule_is_planted() -> None:
    declared = {rule.id for rule in [*FORM.rules, *ACROSS]}
    assert len({rule for rule in declared if rule.startswith("F12")}) == 16
    assert declared == {case.rule for case in CASES}


@pytest.mark.parametrize(("rule", "planting", "column"), REFUSED)
def test_a_cell_is_refused(rule: str, planting: Change, column: str) -> None:
    found = placed(told(batch_of(planted([planting]), APRIL)))
    assert (rule, Place(planting.month, planting.sheet, planting.row, column)) in found


def test_a_gift_is_published_when_it_is_due() -> None:
    """30 days after 04-02 and 04-08 are 05-02 and 05-08: not asked in April's report, asked in that of the term."""
    changes = [change(APRIL, GIFTS, row, 公示日期=None) for row in (PLANTS_GIVEN, PAVILION_GIVEN)]
    again = [dict(row) for row in planted(changes)[1].sheets[GIFTS][:2]]
    may = workbook("F12", MAY, "06-01", {PROJECTS: [], GIFTS: again})
    assert told(batch_of([*planted(changes), may], APRIL)) == []
    june = replace(may, cover=replace(may.cover, month="2026-06"))
    found = told(batch_of([*planted(changes), may, june], "2026-06"))
    assert placed(found) == [("F12-R11", Place("2026-06", GIFTS, row, "公示日期")) for row in (2, 3)]


def test_a_project_that_is_not_in_use_comes_again() -> None:
    without = [Change(APRIL, PROJECTS, ROAD, None)]
    assert ("G-19", Place(MARCH, PROJECTS, ROAD, "月份")) in placed(told(batch_of(planted(without), APRIL)))


def test_nothing_is_said_of_a_month_that_has_not_come() -> None:
    books = [one for one in planted([change(MARCH, PROJECTS, ROAD, 累計支付="3500.00")]) if one.form != "F05"]
    handed = [*whole(books, "F07", "F12", until=MAY), *whole([CLEAN["F05", APRIL]], "F05", until=MAY)]
    lacking = [one for one in handed if (one.form, one.cover.month) != ("F05", MARCH)]
    found = told(plant.batch_of(lacking, works_forms(), APRIL))
    assert not {"X-16", "X-21"} & {one.rule for one in found if one.month == MARCH}


def test_a_held_row_of_a_project_leaves_the_next_one_open() -> None:
    """March's row cannot be read: April's rise is not known."""
    changes = [change(MARCH, PROJECTS, ROAD, 負責人=None), change(APRIL, PROJECTS, ROAD, 累計支付="9000.00")]
    assert {one.rule for one in told(batch_of(planted(changes), APRIL))} == {"G-21"}


def test_without_f07_nothing_is_asked_of_it() -> None:
    alone = replace(works_forms(), forms=[form for form in works_forms().forms if form.id != "F07"])
    changes = [change(MARCH, GOODS, DESKS, 資產編號="ZC-008~009")]
    books = [book for book in planted(changes) if book.form != "F07"]
    assert told(plant.batch_of(whole(books, "F05", "F12", until=MAY), alone, MAY)) == []


def test_a_voucher_that_does_not_count_need_not_be_quoted() -> None:
    unsigned = Change(
        APRIL, VOUCHERS, 4, {**CLEAN["F05", MARCH].sheets[VOUCHERS][0], "憑證號": "ZC-V5", "審核人": None}
    )
    later = {"發票號": "FP-5", "購買日期": "04-22", "報支批准日期": "04-22", "報支日期": "04-22"}
    assert told(batch_of(planted([unsigned, change(APRIL, VOUCHERS, 4, **later)]))) == []


def test_an_unregistered_purchase_is_asked_of_the_whole_voucher() -> None:
    found = told(batch_of(planted([change(MARCH, CHANGES, 2, 變動類型="捐贈增加")])))
    assert placed(found) == [("X-16", Place(MARCH, GOODS, DESKS, "驗收數量"))]
