from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest

from pipeline.batch import Batch
from pipeline.form.filled import Filled
from tests.forms import plant
from tests.forms.f12.cases import (
    ALLOWED,
    BREACHES,
    DESKS,
    PAVILION_GIVEN,
    PLANTS_GIVEN,
    REFUSED,
    ROAD,
    change,
)
from tests.forms.f12.clean import (
    APRIL,
    CHANGES,
    CLEAN,
    GIFTS,
    GOODS,
    MARCH,
    MAY,
    PROJECTS,
    SPRING,
    VOUCHERS,
    workbook,
    works_forms,
)
from tests.forms.packs import Packs
from tests.forms.plant import whole
from tests.forms.planting import Case, Change, Place, placed

PLANTED = [*BREACHES, *REFUSED, *ALLOWED]
PACKS = Packs(SPRING, PLANTED)
planted, told = SPRING.books, SPRING.told


def batch_of(filled: Iterable[Filled], month: str = MAY) -> Batch:
    return SPRING.batch(filled, month)


@pytest.mark.parametrize("until", [MARCH, APRIL, MAY])
def test_nothing_is_found_in_the_clean_spring(until: str) -> None:
    assert told(batch_of(CLEAN.values(), until)) == []


@pytest.mark.parametrize("case", PLANTED, ids=str)
def test_what_is_planted_is_found_at_its_cell_and_nothing_else(case: Case) -> None:
    PACKS.assert_found(case)


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
