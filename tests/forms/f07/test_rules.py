from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.batch import Batch
from pipeline.checks.term import State
from pipeline.forms.f07_property.sheets import Scores
from tests.forms.f07.cases import (
    ALLOWED,
    BREACHES,
    COPIER,
    DESKS_301,
    DOOR_B04,
    LOST,
    PROJECTOR_B04,
    REFUSED,
    WINDOWS_302,
    asset,
    last,
    moved,
    out,
    score,
)
from tests.forms.f07.clean import APRIL, ASSETS, CHANGES, CLEAN, GOODS, MARCH, MAY, SCORES, SPRING, property_forms
from tests.forms.f07.judged import Books, judged, planted, told
from tests.forms.packs import Packs
from tests.forms.plant import with_rows
from tests.forms.planting import Case, Place, placed

PLANTED = [*BREACHES, *REFUSED, *ALLOWED]
PACKS = Packs(SPRING, PLANTED)


@pytest.mark.parametrize("until", [MARCH, APRIL, None])
def test_nothing_is_found_in_the_clean_term(until: str | None) -> None:
    assert told(judged(dict(CLEAN), until)) == []


@pytest.mark.parametrize("case", PLANTED, ids=str)
def test_what_is_planted_is_found_at_its_cell_and_nothing_else(case: Case) -> None:
    PACKS.assert_found(case)


def test_a_room_that_the_last_file_lacks_is_missed_but_not_in_the_months_between() -> None:
    """F07.2 is filled in March and May alone."""
    without = out(MAY, GOODS, DOOR_B04)
    assert told(judged(planted(without), APRIL)) == []
    assert placed(told(judged(planted(without)))) == [
        ("F07-R07", Place(MARCH, GOODS, DOOR_B04, "期末數量")),
        ("G-19", Place(MARCH, GOODS, DOOR_B04, "班室編號")),
    ]


def without(*books: tuple[str, str]) -> Books:
    return {key: book for key, book in CLEAN.items() if key not in books}


def rules(batch: Batch) -> list[str]:
    return [one.rule for one in told(batch)]


def test_what_a_missing_month_may_hold_is_not_asked_for() -> None:
    """April's file has the new projector and what became of the old one: without it nothing can be balanced."""
    assert rules(judged(without(("F07", APRIL)))) == []


def test_a_recheck_that_has_not_come_is_not_called_missing() -> None:
    batch = judged(without(("F07", MAY)))
    assert rules(batch) == []


def test_a_held_row_leaves_the_question_open() -> None:
    """The head of room may have signed on a row that cannot be read; the lost projector may have come back."""
    unread = [
        last(DOOR_B04, 期末簽字_責任人=None, 期末數量="不詳"),
        moved(APRIL, LOST + 1, 數量="不詳"),
        moved(APRIL, LOST, 日期="04-08", 審批日期="04-08"),
        last(PROJECTOR_B04),
    ]
    assert sorted(rules(judged(planted(unread)))) == ["G-06", "G-06"]


def test_a_held_card_is_not_counted_against_the_ledger_or_the_room() -> None:
    assert rules(judged(planted([asset(COPIER, 單價="不詳"), asset(DESKS_301, 單價="不詳")]))) == ["G-06", "G-06"]


def test_without_the_other_forms_nothing_is_asked_of_them() -> None:
    forms = [form for form in property_forms().forms if form.id in {"F00", "F07"}]
    books = planted([last(WINDOWS_302, 處理單號="PC-9"), asset(COPIER, 憑證號="ZC-9")])
    alone = {key: book for key, book in books.items() if key[0] == "F07"}
    assert told(judged(alone, registry=replace(property_forms(), forms=forms))) == []


def test_scores_are_an_extension() -> None:
    """A school that does not score its classrooms is asked for nothing."""
    books = dict(CLEAN)
    for month in (MARCH, APRIL):
        books["F07", month] = with_rows(books["F07", month], SCORES, [])
    assert told(judged(books)) == []


def test_a_score_above_the_full_mark_is_held() -> None:
    batch = judged(planted([score(MARCH, 2, 衛生分="31")]))
    assert (batch.term.rows(Scores).state == State.HELD).sum() == 1


def test_an_empty_list_leaves_the_last_one_in_force() -> None:
    books = dict(CLEAN)
    books["F07", APRIL] = with_rows(with_rows(books["F07", APRIL], ASSETS, []), CHANGES, [])
    assert told(judged(books)) == []
