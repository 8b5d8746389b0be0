from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache

import pytest

from pipeline.batch import Batch, judge
from pipeline.checks.services import month_number
from pipeline.checks.term import State
from pipeline.finding import Finding
from pipeline.form.filled import Filled
from pipeline.form.form import Registry
from pipeline.forms.across.property import RULES as ACROSS
from pipeline.forms.f07_property import FORM
from pipeline.forms.f07_property.sheets import Scores
from pipeline.intake.submission import Submission
from tests.forms import plant
from tests.forms.f07.cases import (
    ALLOWED,
    CASE_LIST,
    COPIER,
    DESKS_301,
    DOOR_B04,
    LOST,
    PROJECTOR_B04,
    REFUSED,
    WINDOWS_302,
    Case,
    Change,
    Place,
    asset,
    last,
    moved,
    out,
    score,
)
from tests.forms.f07.clean import APRIL, ASSETS, BASE, CHANGES, CLEAN, GOODS, MARCH, MAY, SCORES, TERM, property_forms
from tests.forms.plant import submission_of, with_rows

Books = dict[tuple[str, str], Filled]


@cache
def clean_submission(book: tuple[str, str]) -> Submission:
    """A clean file is written and read once."""
    return submission_of(BASE if book == ("F00", MARCH) else CLEAN[book], property_forms())


def judged(books: Books, until: str | None = None, registry: Registry | None = None) -> Batch:
    """The files judged up to a month; those that are the clean ones are not read again."""
    read = [
        clean_submission(key) if CLEAN.get(key) is book else submission_of(book, property_forms())
        for key, book in books.items()
    ]
    month = None if until is None else month_number(until)
    return judge([clean_submission(("F00", MARCH)), *read], registry or property_forms(), TERM, month)


def planted(changes: Iterable[Change]) -> Books:
    """The clean files with these changes; rows are taken out last, so that the others keep their numbers."""
    books = dict(CLEAN)
    for one in sorted(changes, key=lambda one: (one.cells is None, -one.row)):
        rows = [dict(row) for row in books[one.book].sheets.get(one.sheet, [])]
        rows += [{}] if one.row == len(rows) + 2 else []
        rows[one.row - 2 : one.row - 1] = [] if one.cells is None else [{**rows[one.row - 2], **one.cells}]
        books[one.book] = with_rows(books[one.book], one.sheet, rows)
    return books


def told(batch: Batch) -> list[Finding]:
    """All findings but those on forms that are not handed in here, and on F00."""
    return [one for one in batch.findings if one.form != "F00" and one.rule != "G-04"]


def placed(findings: Sequence[Finding]) -> list[tuple[str, Place]]:
    return [(one.rule, Place(one.month, one.place.sheet, one.place.row, one.place.column)) for one in findings]


@pytest.mark.parametrize("until", [MARCH, APRIL, None])
def test_nothing_is_found_in_the_clean_term(until: str | None) -> None:
    assert told(judged(dict(CLEAN), until)) == []


@pytest.mark.parametrize("case", CASE_LIST, ids=str)
def test_a_breach_is_found_at_its_cell_and_nothing_else(case: Case) -> None:
    found = told(judged(planted(case.changes), case.until))
    assert placed(found) == [(case.rule, place) for place in case.at]
    assert all(one.place.cell for one in found)
    assert all("{" not in one.message for one in found)


@pytest.mark.parametrize("case", ALLOWED, ids=lambda case: case.what)
def test_what_is_allowed_is_not_found(case: Case) -> None:
    assert placed(told(judged(planted(case.changes), case.until))) == []


def test_every_rule_is_planted() -> None:
    assert len({rule.id for rule in FORM.rules}) == 16
    declared = {rule.id for rule in [*FORM.rules, *ACROSS]}
    assert declared == {case.rule for case in CASE_LIST if not case.rule.startswith("G")}


@pytest.mark.parametrize(("rule", "changed", "column"), REFUSED)
def test_a_cell_is_refused(rule: str, changed: Change, column: str) -> None:
    found = placed(told(judged(planted([changed]))))
    assert (rule, Place(changed.month, changed.sheet, changed.row, column)) in found
