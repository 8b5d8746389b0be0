"""F06, X-19 and X-26 to X-28: each breach planted in a clean spring is found at its cell, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pytest

from pipeline.batch import Batch
from pipeline.checks.term import State
from pipeline.finding import Finding
from pipeline.form.filled import Filled
from pipeline.forms.across.energy import RULES as ACROSS
from pipeline.forms.f06_energy import FORM
from pipeline.forms.f06_energy.sheets import Bills, Measures, Readings
from tests.forms import plant, planting
from tests.forms.f06.cases import ALLOWED, CASES, CELLS, ELECTRIC_BILL, PART, WATER, bill, measure, reading
from tests.forms.f06.clean import APRIL, CLEAN, FEBRUARY, JANUARY, MARCH, energy_forms
from tests.forms.plant import states, whole
from tests.forms.planting import Case, Change, Place, assert_found, placed


def batch_of(filled: Iterable[Filled], month: str | None = APRIL) -> Batch:
    return plant.batch_of(whole(filled, "F05"), energy_forms(), month)


def planted(*changes: Change) -> list[Filled]:
    return list(planting.planted(CLEAN, changes, lambda change: ("F06", change.month)).values())


def told(batch: Batch) -> list[Finding]:
    """What is found on F06; the months that are not handed in here are left out."""
    return [one for one in batch.findings if one.form == "F06" and one.rule != "G-04"]


@pytest.mark.parametrize("until", [APRIL, None])
def test_nothing_is_found_in_the_clean_spring(until: str | None) -> None:
    assert told(batch_of(CLEAN.values(), until)) == []


def test_in_march_there_is_no_bill_to_compare_with_yet() -> None:
    assert [one.rule for one in told(batch_of(CLEAN.values(), MARCH))] == ["X-27"]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_breach_is_found_at_its_cell_and_nothing_else(case: Case) -> None:
    assert_found(told(batch_of(planted(*case.changes))), case)


def test_every_rule_is_planted() -> None:
    numbers = {f"F06-R{number:02}" for number in range(1, 11)} | {"X-19", "X-26", "X-27", "X-28"}
    assert {rule.id for rule in [*FORM.rules, *ACROSS]} == numbers == {case.rule for case in CASES}


@pytest.mark.parametrize(("what", "changes"), ALLOWED, ids=[what for what, _ in ALLOWED])
def test_what_is_allowed_is_not_found(what: str, changes: Sequence[Change]) -> None:
    assert told(batch_of(planted(*changes))) == [], what


@pytest.mark.parametrize(("rule", "change", "column"), CELLS)
def test_a_cell_is_refused(rule: str, change: Change, column: str) -> None:
    found = placed(told(batch_of(planted(change))))
    assert (rule, Place(change.month, change.sheet, change.row, column)) in found


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
