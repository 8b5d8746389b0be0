"""What one form asks of another or of the school's days: columns elsewhere, opening day, what has happened."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from pipeline.checks.finder import Finder
from pipeline.checks.frames import hide_the_future
from pipeline.checks.lookups import references
from pipeline.checks.term import Term
from pipeline.checks.words import happened, opening_day, silenced_by
from pipeline.form.column import Date, Many, Text, needed_while
from pipeline.form.form import Due, Form, Registry
from pipeline.form.sheet import Kind, Sheet
from tests.checks.rows import Cells, cover_data, day, rows_of, services, sheet_data, submission, term_of


class Dangers(Sheet, title="隱患", number=2, kind=Kind.EVENT):
    """What is referred to."""

    code = Text("編號", code=True)
    key = (code,)


class Works(Sheet, title="工單", number=1, kind=Kind.LIFECYCLE):
    """What refers to it."""

    code = Text("單號", code=True)
    begun_on = Date("開始日期")
    due_on = Date("計劃日期", planned=True)
    rooms = Many("班室", reference=Dangers.code, besides=("全校",))
    danger = Text("隱患編號", refers_to="F98.2 編號")

    key = (code,)
    opening = begun_on


DANGERS = Form(id="F98", title="隱患", purpose="", filler="", due=Due.EVERY_MONTH, sheets=[Dangers])
WORKS = Form(id="F99", title="工單", purpose="", filler="", due=Due.EVERY_MONTH, sheets=[Works])


def term_with(*rows: Cells, forms: list[Form], as_of: str = "") -> Term:
    files = [
        submission(sheet_data(Works, rows), of=cover_data("2026-03", form="F99")),
        submission(sheet_data(Dangers, [{"編號": "YH-1"}]), of=cover_data("2026-03", form="F98")),
    ]
    term = term_of(*files, registry=Registry(forms=forms), as_of=as_of)
    for sheet in (Works, Dangers):
        rows_of(sheet, term=term)
    return term


def unknown_references(*rows: Cells, forms: list[Form]) -> list[str]:
    term = term_with(*rows, forms=forms, as_of="2026-03-31")
    finder = Finder(term.files)
    references(term.rows(Works), term, finder)
    return [f"{one.rule} {one.place.cell} {one.says}" for one in finder.findings]


ROW: Cells = {"單號": "A", "班室": "全校、YH-1", "隱患編號": "YH-1"}


def test_a_column_may_refer_to_a_form_that_is_not_installed() -> None:
    registry = Registry(forms=[WORKS, DANGERS])
    assert registry.reference_of(Works.danger) is Dangers.code
    assert registry.reference_of(Works.rooms) is Dangers.code
    assert registry.reference_of(Works.code) is None
    assert Registry(forms=[WORKS]).reference_of(Works.danger) is None


@pytest.mark.parametrize("row", [ROW, {"單號": "A"}, {**ROW, "班室": "全校"}])
def test_what_stands_there_is_not_found(row: Cells) -> None:
    assert unknown_references(row, forms=[WORKS, DANGERS]) == []


def test_what_stands_nowhere_is_found() -> None:
    row = {**ROW, "班室": "全校、YH-2", "隱患編號": "全校"}
    found = unknown_references(row, forms=[WORKS, DANGERS])
    assert found == ["G-23 D2 不在「隱患」", "G-23 E2 不在「隱患」"]
    assert unknown_references({**row, "班室": None}, forms=[WORKS]) == []


def test_what_is_read_as_not_yet_happened_has_not() -> None:
    rows: list[Cells] = [{"單號": text, "開始日期": on} for text, on in (("A", "2026-03-31"), ("B", "2026-04-01"))]
    term = term_with(*rows, {"單號": "C"}, {"單號": "D", "計劃日期": "2026-04-01"}, forms=[WORKS], as_of="2026-03-31")
    found = term.rows(Works)
    expected = [True, False, False, False]
    assert found.of(happened(Works.begun_on)).tolist() == expected
    assert found.of(happened(Works.due_on)).tolist() == [False] * 4
    hide_the_future(found, Finder(term.files))
    assert found.of(happened(Works.begun_on)).tolist() == expected


def test_opening_day_is_the_schools() -> None:
    term = term_with(ROW, forms=[WORKS])
    term.services = replace(services(), opening=day("2026-03-02"))
    assert term.rows(Works).of(opening_day() + 3).tolist() == [day("2026-03-05")]


def test_a_rule_is_silent_where_another_speaks() -> None:
    rows = term_with(ROW, {"單號": "B"}, {"單號": "C"}, forms=[WORKS]).rows(Works)
    rows.failed = {"R1": np.array([True, False, False]), "R2": np.array([False, True, False])}
    assert rows.of(silenced_by("R1", "R2", "R3")).tolist() == [True, True, False]


def test_columns_are_needed_under_a_condition_to_their_right() -> None:
    first, second = Date("甲"), Date("乙")
    condition = Works.code == "A"
    needed_while(condition, first, second)
    assert first.needed is second.needed is condition
