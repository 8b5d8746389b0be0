from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from pipeline.figures.aggregate import make_book, make_report
from tests.forms import plant
from tests.forms.f11.cases import (
    ALLOWED,
    BREACHES,
    HOME,
    REFUSED,
    TO_SCHOOL,
    change,
    not_run,
    run,
    vehicle,
    waiting,
)
from tests.forms.f11.clean import APRIL, BASE, MARCH, SPRING, VEHICLES, A, B, base, bus_forms
from tests.forms.packs import Packs
from tests.forms.planting import Case, Change

PLANTED = [*BREACHES, *REFUSED, *ALLOWED]
PACKS = Packs(SPRING, PLANTED)
batch_of, planted, told = SPRING.batch, SPRING.books, SPRING.told


@pytest.mark.parametrize("until", [MARCH, APRIL, None])
def test_nothing_is_found_in_the_clean_week(until: str | None) -> None:
    assert told(batch_of(planted(), until)) == []


@pytest.mark.parametrize("case", PLANTED, ids=str)
def test_what_is_planted_is_found_at_its_cell_and_nothing_else(case: Case) -> None:
    PACKS.assert_found(case)


HELD_RUN = run(*HOME, 學生上車人數="約28")


@pytest.mark.parametrize(
    ("what", "changes"),
    [
        ("heads are not compared with a held run", [HELD_RUN, waiting("04-02", 實到學生數="39")]),
        ("a held run is a run", [HELD_RUN]),
        ("who drives a held run may look after them", [
            HELD_RUN, run(*HOME, 駕駛人="孫立"), waiting("04-02", 看護人="孫立"),
        ]),
        ("a run without a readable day may be the missing one", [run(*TO_SCHOOL, 日期="四月初")]),
        ("the first room may be that of a held row", [
            waiting("03-30", 開始時間="下午"), waiting("04-02", 看護地點="C101"),
        ]),
        ("a held vehicle has no known seats", [
            vehicle(A, 最近安全技術檢驗日期="年初"), run(*TO_SCHOOL, 學生上車人數="44", 終點下車人數="44"),
        ]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_nothing_is_said_of_what_a_held_row_may_say(what: str, changes: Sequence[Change]) -> None:
    found = told(batch_of(planted(changes)))
    assert {one.rule for one in found} <= {"G-05", "G-06"}, what
    assert found


def test_a_month_that_has_not_come_may_have_renewed_the_list() -> None:
    old = [change(MARCH, VEHICLES, 2, 滅火器逃生錘急救箱檢查日期="02-27", 校車標牌有效期至="2026-04-20")]
    only_march = [book for book in planted(old) if (book.form, book.cover.month) != ("F11", APRIL)]
    assert told(batch_of(only_march)) == []
    # as of 03-31: 32 days, and 20 days left, which the more serious rule does not hide
    assert sorted(one.rule for one in told(batch_of(only_march, MARCH))) == ["F11-R01", "F11-R02"]


def test_an_empty_list_leaves_the_vehicles_as_they_were() -> None:
    changes = [Change(APRIL, VEHICLES, 2, None), Change(APRIL, VEHICLES, 3, None), not_run(*TO_SCHOOL)]
    assert [one.rule for one in told(batch_of(planted(changes)))] == ["X-43"]


def test_drivers_are_not_asked_for_papers_without_f04() -> None:
    forms = replace(bus_forms(), forms=[form for form in bus_forms().forms if form.id != "F04"])
    books = [book for book in planted([]) if book.form != "F04"]
    assert told(plant.batch_of([BASE, *books], forms)) == []


def test_nothing_is_asked_or_said_while_the_bus_is_off() -> None:
    off = base(P_24b="否")
    books = planted([run(*HOME, 終點下車人數="7"), vehicle(B, 衛星定位正常="否")])
    for handed in (books, [book for book in books if book.form != "F11"]):
        batch = plant.batch_of([off, *handed], bus_forms())
        assert [one for one in batch.findings if one.form == "F11"] == []
        report = make_report(make_book(batch.term))
        assert "bus" not in {chapter.id for chapter in report.chapters}
        assert "S25" not in {table.id for table in report.tables}
        assert "C14" not in {chart.id for chart in report.charts}
        assert not [key for key in report.figures if key[0].startswith("M-F11")]
