"""Rules that compare several real forms: each breach is found at its cell, and nothing else."""

from __future__ import annotations

import pytest

from tests.forms.across.cases import ALLOWED, BREACHES
from tests.forms.planting import Case, assert_found
from tests.forms.spring import Spring

PLANTED = [*BREACHES, *ALLOWED]
SPRINGS = list(dict.fromkeys(spring for spring, _ in PLANTED))


@pytest.mark.parametrize("spring", SPRINGS)
def test_nothing_is_found_in_the_clean_springs(spring: Spring) -> None:
    assert spring.told(spring.batch(spring.books())) == []


@pytest.mark.parametrize(("spring", "case"), PLANTED, ids=[str(case) for _, case in PLANTED])
def test_what_is_planted_is_found_at_its_cell_and_nothing_else(spring: Spring, case: Case) -> None:
    assert_found(spring.found(case), case)
