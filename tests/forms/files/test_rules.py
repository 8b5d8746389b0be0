"""Rules of whole files: each breach is found where it stands, and nothing else."""

from __future__ import annotations

import pytest

from pipeline.batch import judge
from pipeline.checks.services import month_number
from pipeline.finding import Finding
from pipeline.form.filled import Filled
from tests.forms.f06.clean import APRIL, CLEAN, SPRING
from tests.forms.files.cases import CASES, MONTHS_BEFORE, FileCase, Found, Hands, only
from tests.forms.plant import SAMPLE_BASE, submission_of

PLANTED = CASES


def found(hands_in: Hands) -> list[Finding]:
    """What is told of F06 with these workbooks of April."""
    before: list[Filled] = [SAMPLE_BASE, *MONTHS_BEFORE, CLEAN["F05", APRIL]]
    others = [submission_of(one, SPRING.forms()) for one in SPRING.complete(before)]
    batch = judge([*others, *hands_in()], SPRING.forms(), SAMPLE_BASE.cover.term, month_number(APRIL))
    return [one for one in batch.findings if one.form == "F06"]


def test_nothing_is_found_in_the_clean_spring() -> None:
    assert found(only(CLEAN["F06", APRIL])) == []


@pytest.mark.parametrize("case", CASES, ids=str)
def test_what_is_planted_is_found_where_it_stands_and_nothing_else(case: FileCase) -> None:
    placed = [
        Found(one.rule, one.effect.value, one.place.file, one.place.sheet, one.place.cell)
        for one in found(case.hands_in)
    ]
    assert sorted(placed, key=str) == sorted(case.expected, key=str)
