"""Every rule that can give a finding is planted in a clean spring, at every cell that it marks, and no other rule is.

The ids come from the registry, the cases from the tests that judge them (`PLANTED` of each test_rules).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import import_module

import pytest

from pipeline.form.rule import Missing, Rule
from pipeline.forms.across.file_rules import NO_FINDING
from pipeline.forms.registry import registry
from tests.forms.across.test_rules import PLANTED as ACROSS
from tests.forms.f00.test_rules import PLANTED as OF_BASE
from tests.forms.files.test_rules import PLANTED as OF_FILES
from tests.forms.planting import Case

FORMS = [form.id for form in registry().forms if form is not registry().base]
RULES = [*(rule for form in registry().forms for rule in form.rules), *registry().across]
FILE_RULES = [rule.id for rule in registry().file_rules if rule.effect != NO_FINDING]

Mark = tuple[str, str, str]
"""Rule, sheet and column."""


def of_form(form: str) -> list[Case]:
    """The cases that a form's test judges."""
    cases: list[Case] = import_module(f"tests.forms.{form.lower()}.test_rules").PLANTED
    return cases


def cases() -> Iterator[Case]:
    """Every case of breaches in cells."""
    for form in FORMS:
        yield from of_form(form)
    yield from (case for _, case in ACROSS)


@cache
def planted() -> set[Mark]:
    """Where each rule's finding is seen."""
    found = {(rule, place.sheet, place.column) for case in cases() for rule, place in case.expected}
    return found | {(case.rule, case.sheet, case.column) for case in OF_BASE}


def marks(rule: Rule | Missing) -> list[Mark]:
    """The cells that a rule marks, or the heading."""
    columns = [rule.at] if isinstance(rule, Missing) else [part.at for part in rule.parts]
    return [(rule.id, rule.sheet.title, column.title) for column in columns]


@pytest.mark.parametrize("mark", sorted({mark for rule in RULES for mark in marks(rule)}), ids=" ".join)
def test_a_rule_is_planted_at_each_cell_that_it_marks(mark: Mark) -> None:
    assert mark in planted()


@pytest.mark.parametrize("rule", FILE_RULES)
def test_a_file_or_cell_rule_is_planted(rule: str) -> None:
    assert rule in {case.rule for case in cases()} | {case.rule for case in OF_FILES}


def test_no_case_plants_a_rule_that_is_not_there() -> None:
    of_cells, of_files = {case.rule for case in cases()}, {case.rule for case in OF_FILES}
    ids = (of_cells | {case.rule for case in OF_BASE} | of_files) - {""}
    assert ids <= {rule.id for rule in RULES} | set(FILE_RULES)


def test_a_case_of_a_rule_has_its_place_and_one_of_none_has_nothing() -> None:
    assert [str(case) for case in cases() if bool(case.rule) != bool(case.at)] == []
    assert [str(case) for case in cases() if not case.rule and case.expected] == []


@pytest.mark.parametrize("form", FORMS)
def test_what_is_allowed_is_planted_too(form: str) -> None:
    assert any(not case.rule for case in of_form(form))
