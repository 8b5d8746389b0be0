"""F06, X-19 and X-26 to X-28: each breach planted in a clean spring is found at its cell, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from pipeline.batch import Batch
from pipeline.checks.term import State
from pipeline.form.filled import Filled
from pipeline.forms.f06_energy.sheets import Bills, Measures, Readings
from tests.forms.f06.cases import ALLOWED, BREACHES, ELECTRIC_BILL, PART, REFUSED, WATER, bill, measure, reading
from tests.forms.f06.clean import APRIL, CLEAN, FEBRUARY, JANUARY, MARCH, SPRING
from tests.forms.packs import Packs
from tests.forms.plant import states
from tests.forms.planting import Case, Change

PLANTED = [*BREACHES, *REFUSED, *ALLOWED]
PACKS = Packs(SPRING, PLANTED)
told = SPRING.told


def batch_of(filled: Iterable[Filled], month: str | None = APRIL) -> Batch:
    return SPRING.batch(filled, month)


def planted(*changes: Change) -> list[Filled]:
    return SPRING.books(changes)


@pytest.mark.parametrize("until", [APRIL, None])
def test_nothing_is_found_in_the_clean_spring(until: str | None) -> None:
    assert told(batch_of(CLEAN.values(), until)) == []


def test_in_march_there_is_no_bill_to_compare_with_yet() -> None:
    assert [one.rule for one in told(batch_of(CLEAN.values(), MARCH))] == ["X-27"]


@pytest.mark.parametrize("case", PLANTED, ids=str)
def test_what_is_planted_is_found_at_its_cell_and_nothing_else(case: Case) -> None:
    PACKS.assert_found(case)


@pytest.mark.parametrize("month", [JANUARY, FEBRUARY, MARCH])
def test_what_a_month_that_has_not_come_would_say_is_not_told(month: str) -> None:
    left = [book for (form, of), book in CLEAN.items() if (form, of) != ("F06", month)]
    assert told(batch_of(left)) == []


HELD = [
    ("a reading", reading(WATER, MARCH, 抄表人=None), Readings),
    ("a reading without its day", reading(PART, FEBRUARY, 抄表日期=None), Readings),
    ("a reading without its meter", reading(WATER, MARCH, 表號=None), Readings),
    ("the bill between two", bill(2, FEBRUARY, 對應總表=None), Bills),
    ("the bill of the baseline", bill(2, JANUARY, 賬單金額=None), Bills),
    ("the measure", measure(責任人=None), Measures),
]


@pytest.mark.parametrize(("what", "change", "sheet"), HELD, ids=[what for what, *_ in HELD])
def test_a_held_row_is_told_alone(what: str, change: Change, sheet: type[Readings | Bills | Measures]) -> None:
    batch = batch_of(planted(change))
    assert [one.rule for one in told(batch)] == ["G-21"], what
    assert states(batch, sheet)[State.HELD] == 1


def test_a_reading_that_goes_on_from_a_known_one_is_judged() -> None:
    # without February, 3100 of March goes on from January: 590 over 59 days, 391 in April
    changes = [reading(WATER, MARCH, 上期讀數="2310"), reading(WATER, 本期讀數="3291")]
    left = [book for book in planted(*changes) if (book.form, book.cover.month) != ("F06", FEBRUARY)]
    assert told(batch_of(left)) == []  # only two readings before it, where three are asked for
    off = bill(ELECTRIC_BILL + 1, 賬單用量="620")  # 5.1 % above 590
    left = [book for book in planted(changes[0], off) if (book.form, book.cover.month) != ("F06", FEBRUARY)]
    assert [one.rule for one in told(batch_of(left))] == ["F06-R08"]
