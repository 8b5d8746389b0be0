"""Every id of the domain pages is declared, and none but those; of a form not installed yet, none need be."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from docs.facts import WRITTEN, facts_page, traces
from pipeline.forms.registry import registry
from pipeline.render.dictionary import dictionary
from tests.contract.pages import COMMITTED, contract

CONTRACT: dict[str, Any] = json.loads(COMMITTED.read_text(encoding="utf-8"))
INSTALLED = {form.id for form in registry().forms}
ALL = {sheet.split(".")[0] for sheet in CONTRACT["columns"]}
NOT_FINDINGS = {"X-50"}
"""The program's check of itself: it stops a run, and no one can be asked to correct anything."""


@pytest.fixture(scope="module")
def told() -> dict[str, Any]:
    return dictionary(registry())


def test_the_committed_list_is_that_of_the_pages(domain: Path) -> None:
    assert contract(domain) == CONTRACT, "the pages have changed: python -m tests.contract.pages FOLDER"


@pytest.mark.parametrize("kind", ["rules", "cross_rules", "file_rules", "metrics", "tables", "charts", "parameters"])
def test_no_others_are_declared(told: dict[str, Any], kind: str) -> None:
    assert {one["id"] for one in told[kind]} <= set(CONTRACT[kind])


@pytest.mark.parametrize("kind", ["rules", "metrics", "file_rules", "parameters"])
def test_all_ids_of_the_installed_forms_are_declared(told: dict[str, Any], kind: str) -> None:
    assert {each for each in CONTRACT[kind] if not of_another_form(each)} == {one["id"] for one in told[kind]}


@pytest.mark.parametrize("kind", ["cross_rules", "tables", "charts"])
def test_what_stands_between_forms_is_all_there_with_all_forms(told: dict[str, Any], kind: str) -> None:
    lacking = set(CONTRACT[kind]) - NOT_FINDINGS - {one["id"] for one in told[kind]}
    assert not lacking if INSTALLED == ALL else lacking, f"{kind} that are not declared"


def of_another_form(known: str) -> bool:
    """An id that names a form which is not installed."""
    return any(form in known for form in ALL - INSTALLED)


def test_all_columns_are_declared_and_no_others(told: dict[str, Any]) -> None:
    declared = {
        sheet["id"]: {column["title"] for column in sheet["columns"]}
        for form in told["forms"]
        for sheet in form["sheets"]
    }
    pages = {sheet: set(columns) for sheet, columns in CONTRACT["columns"].items() if not of_another_form(sheet)}
    assert declared == pages


def test_every_fact_has_its_place(told: dict[str, Any]) -> None:
    sheets = set(CONTRACT["columns"])
    reasons = traces(told, ("rules", "cross_rules", "file_rules", "metrics"))
    for fact, (kind, recorded, says) in CONTRACT["facts"].items():
        if "NAR" not in (kind, *recorded):
            assert set(recorded) <= sheets | ALL, (fact, says)
            assert recorded or reasons[fact], (fact, says)


def test_the_page_of_facts_is_up_to_date() -> None:
    assert WRITTEN.read_text(encoding="utf-8") == facts_page(), "python -m docs.facts"
