"""Every id of the domain pages is declared, and none but those."""

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
NOT_FINDINGS = {"X-50"}
"""The program's check of itself: it stops a run, and no one can be asked to correct anything."""


@pytest.fixture(scope="module")
def told() -> dict[str, Any]:
    return dictionary(registry())


def test_the_committed_list_is_that_of_the_pages(domain: Path) -> None:
    assert contract(domain) == CONTRACT, "the pages have changed: python -m tests.contract.pages FOLDER"


@pytest.mark.parametrize("kind", ["rules", "cross_rules", "file_rules", "metrics", "tables", "charts", "parameters"])
def test_all_ids_are_declared_and_no_others(told: dict[str, Any], kind: str) -> None:
    declared = {one["id"] for one in told[kind]}
    assert set(CONTRACT[kind]) - NOT_FINDINGS - declared == set(), f"{kind} that are not declared"
    assert declared - set(CONTRACT[kind]) == set(), f"{kind} that no page knows"


def test_all_columns_are_declared_and_no_others(told: dict[str, Any]) -> None:
    declared = {
        sheet["id"]: {column["title"] for column in sheet["columns"]}
        for form in told["forms"]
        for sheet in form["sheets"]
    }
    assert declared == {sheet: set(columns) for sheet, columns in CONTRACT["columns"].items()}


def test_every_fact_has_its_place(told: dict[str, Any]) -> None:
    sheets = {sheet["id"] for form in told["forms"] for sheet in form["sheets"]}
    forms = {form["id"] for form in told["forms"]}
    reasons = traces(told, ("rules", "cross_rules", "file_rules", "metrics"))
    for fact, (kind, recorded, says) in CONTRACT["facts"].items():
        if "NAR" not in (kind, *recorded):
            assert set(recorded) <= sheets | forms, (fact, says)
            assert recorded or reasons[fact], (fact, says)


def test_the_page_of_facts_is_up_to_date() -> None:
    assert WRITTEN.read_text(encoding="utf-8") == facts_page(), "python -m docs.facts"
