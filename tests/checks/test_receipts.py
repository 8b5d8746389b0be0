"""Which form of which month came, and in what state (G-04, G-25; S01)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from pipeline.batch import Batch
from pipeline.checks.receipts import Receipt, deadline, due_months
from pipeline.checks.services import month_number, month_text
from pipeline.figures.aggregate import make_book
from pipeline.finding import Effect
from pipeline.form.form import Due
from pipeline.forms.across.completeness import METRICS
from tests.checks.rows import day, services, term_of
from tests.forms.plant import findings
from tests.small import BASE, FORM, REGISTRY, Row, base, batch, buy, cover, handed, loan, parameter

MARCH = handed("2026-03", 採購=[buy("2026-03-05", "A1")])
APRIL = handed("2026-04", 採購=[buy("2026-04-07", "A2")])


def receipts(found: Batch) -> dict[str, list[str]]:
    """The states of the parts of the small form, by month."""
    told: dict[str, list[str]] = {}
    for one in found.term.outcome.receipts if found.term.outcome else ():
        if one.form.id == "F99":
            told.setdefault(month_text(one.month), []).append(one.state.value)
    return told


@pytest.mark.parametrize(
    ("due", "months"),
    [
        (Due.EVERY_MONTH, ["2026-03", "2026-04", "2026-05", "2026-06"]),
        (Due.SCHOOL_MONTHS, ["2026-03", "2026-04", "2026-05"]),
        (Due.ONCE_AT_START, ["2026-03"]),
        (Due.ONCE_AT_OPENING, ["2026-04"]),
    ],
)
def test_when_a_form_is_due(due: Due, months: list[str]) -> None:
    """The window ends in June, school in May; 開學日 is 7 April."""
    school = replace(services(), opening=day("2026-04-07"))
    term = term_of(registry=REGISTRY, of=school, end="2026-06-10")
    assert [month_text(month) for month in due_months(replace(FORM, due=due), term)] == months


def test_a_form_is_due_up_to_the_reported_month_only() -> None:
    term = term_of(registry=REGISTRY, as_of="2026-04-30")
    assert [month_text(month) for month in due_months(FORM, term)] == ["2026-03", "2026-04"]


@pytest.mark.parametrize(
    ("text", "last"),
    [("5", "2026-04-05"), ("1", "2026-04-01"), ("31", "2026-04-30"), ("", "2026-04-05"), ("x", "2026-04-05")],
)
def test_the_deadline_is_a_day_of_the_month_after(text: str, last: str) -> None:
    assert deadline(term_of(of=services({"P-17": text})), month_number("2026-03")) == day(last)


def test_what_came_and_what_did_not() -> None:
    found = batch(MARCH, handed("2026-04", cover("2026-04", nothing=True)))
    assert receipts(found) == {"2026-03": ["已交"], "2026-04": ["零報"], "2026-05": ["未報送"]}
    (missing,) = findings(found, "G-04")
    assert (missing.effect, missing.form, missing.month, missing.place.file) == (Effect.FLAG, "F99", "2026-05", "")
    assert missing.message == (
        "F99 2026-05：2026-05「小台賬」未報送（G-04）。請倉庫保管員填報；本月無事項也要零報（截止 2026-06-05）。"
    )


def test_nothing_is_missing_before_it_is_due() -> None:
    assert receipts(batch(MARCH, month="2026-03")) == {"2026-03": ["已交"]}
    assert findings(batch(MARCH, month="2026-03"), "G-04") == []


def test_a_file_with_held_rows_has_gone_back() -> None:
    assert receipts(batch(handed("2026-03", 採購=[buy("2026-03-05", "A1", 數量="約5")]), month="2026-03")) == {
        "2026-03": ["退回"]
    }


@pytest.mark.parametrize(("filled_on", "state"), [("2026-04-05", "已交"), ("2026-04-06", "逾期")])
def test_late_is_after_the_deadline(filled_on: str, state: str) -> None:
    of = cover("2026-03", filled_on=date.fromisoformat(filled_on))
    assert receipts(batch(handed("2026-03", of, 採購=[buy("2026-03-05", "A1")]), month="2026-03")) == {
        "2026-03": [state]
    }


def test_the_first_version_says_whether_it_was_in_time() -> None:
    late = cover("2026-03", version=2, filled_on=date(2026, 4, 20))
    found = batch(MARCH, handed("2026-03", late, 採購=[buy("2026-03-05", "A1", 數量=2)]), month="2026-03")
    assert receipts(found) == {"2026-03": ["已交"]}
    assert found.term.outcome is not None
    (one,) = [one for one in found.term.outcome.receipts if one.form.id == "F99"]
    assert (one.version, one.on_time, one.filled_on, one.first_filled_on) == (
        2,
        True,
        day("2026-04-20"),
        day("2026-04-02"),
    )


def test_a_file_without_a_day_of_filling_is_not_known_to_be_in_time() -> None:
    of = replace(cover("2026-03"), filled_on=None)
    found = batch(handed("2026-03", of, 採購=[buy("2026-03-05", "A1")]), month="2026-03")
    assert found.term.outcome is not None
    (one,) = [one for one in found.term.outcome.receipts if one.form.id == "F99"]
    assert (one.state, one.on_time) == (Receipt.RECEIVED, False)
    [told] = findings(found, "G-14")
    assert (told.effect, told.place.sheet, told.place.column) == (Effect.NOTE, "封面", "填報日期")


def test_each_part_has_its_own_state() -> None:
    second: list[Row] = [buy("2026-03-05", "B1", 數量="約5")]
    found = batch(MARCH, handed("2026-03", cover("2026-03", part=2), 採購=second), month="2026-03")
    assert receipts(found) == {"2026-03": ["已交", "退回"]}


def test_an_empty_file_that_does_not_say_so_counts_as_not_handed_in() -> None:
    found = batch(handed("2026-03"), month="2026-03")
    assert receipts(found) == {"2026-03": ["未報送"]}
    (one,) = findings(found, "G-25")
    assert (one.effect, one.place.sheet, one.place.cell, one.value) == (Effect.FLAG, "封面", "C14", "否")
    assert findings(found, "G-04") == []
    assert found.term.received.get("F99", frozenset()) == frozenset()


def test_a_nil_return_with_rows_counts_with_its_rows() -> None:
    of = cover("2026-03", nothing=True)
    found = batch(handed("2026-03", of, 借用=[loan("J1", "2026-03-10", "2026-03-11")]), month="2026-03")
    assert receipts(found) == {"2026-03": ["已交"]}
    assert [(one.rule, one.place.cell, one.value) for one in findings(found, "G-25")] == [("G-25", "C14", "是")]


def test_a_nil_return_is_received() -> None:
    found = batch(handed("2026-03", cover("2026-03", nothing=True)), month="2026-03")
    assert findings(found, "G-25") == []
    assert found.term.received["F99"] == {month_number("2026-03")}


def test_a_form_whose_module_is_off_is_not_due() -> None:
    registry = replace(REGISTRY, forms=[BASE, replace(FORM, module="P-24b")])
    of = base(parameters=[parameter("P-24b", "否")])
    found = batch(MARCH, registry=registry, of=of)
    assert receipts(found) == {"2026-03": ["免報"]}
    assert findings(found, "G-04") == []


def test_a_form_of_a_month_in_which_it_is_not_due_is_named_so() -> None:
    registry = replace(REGISTRY, forms=[BASE, replace(FORM, due=Due.ONCE_AT_START)])
    assert receipts(batch(MARCH, APRIL, registry=registry)) == {"2026-03": ["已交"], "2026-04": ["免報"]}


def test_how_complete_the_hand_in_is() -> None:
    """Four are due (F00 and three months), three came, and of those one too late."""
    late = handed("2026-04", cover("2026-04", filled_on=date(2026, 5, 6)), 採購=[buy("2026-04-07", "A2")])
    registry = replace(REGISTRY, metrics=METRICS)
    book = make_book(batch(MARCH, late, registry=registry).term)
    numbers = {metric: book.number(f"M-ALL-01{metric}") for metric in "abcd"}
    assert numbers["a"] == 4
    assert numbers["b"] == 3
    assert numbers["c"] == pytest.approx(3 / 4)
    assert numbers["d"] == pytest.approx(2 / 4)
    assert book.number("M-ALL-01c", {"表號": "F99"}, "2026-05") == 0
