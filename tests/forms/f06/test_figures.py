from __future__ import annotations

from fractions import Fraction
from functools import cache

import pytest

from pipeline.checks.services import month_number
from pipeline.figures.aggregate import make_book
from pipeline.figures.book import Book
from pipeline.forms.f06_energy import FORM
from pipeline.forms.f06_energy.carry import carry
from tests.forms.f06.cases import WATER, reading
from tests.forms.f06.clean import APRIL, CLEAN, MARCH, READINGS
from tests.forms.f06.golden import FIGURES
from tests.forms.f06.test_rules import batch_of, planted
from tests.forms.planting import Change
from tests.forms.worked_out import assert_worked_out, lines

OF_WATER = {"能源類別": "水"}


@cache
def book() -> Book:
    return make_book(batch_of(CLEAN.values()).term)


@pytest.mark.parametrize("line", lines(FIGURES), ids=lambda line: " ".join(line[:3]))
def test_a_figure_is_the_one_worked_out_by_hand(line: list[str]) -> None:
    assert_worked_out(book(), line, or_no_number=True)


def test_every_figure_of_the_form_is_checked() -> None:
    assert {metric.id for metric in FORM.metrics} == {line[0] for line in lines(FIGURES)}
    assert len(FORM.metrics) == 14


def test_months_add_up_to_the_term() -> None:
    months = [f"2026-0{number}" for number in range(1, 5)]
    for metric in ("M-F06-01", "M-F06-02c"):
        parts = [book().number(metric, {"能源類別": "電"}, month) or Fraction(0) for month in months]
        assert sum(parts) == book().number(metric, {"能源類別": "電"})


def test_a_reading_after_a_held_one_is_of_its_own_month() -> None:
    held = make_book(batch_of(planted(reading(WATER, MARCH, 抄表人=None))).term)
    months = [held.number("M-F06-01", OF_WATER, f"2026-0{number}") for number in range(1, 5)]
    assert months == [80, 280, None, 300]


def test_a_reading_that_skips_a_month_is_spread_over_both() -> None:
    # 31 and 30 days of March and April, 610 together
    changes = [Change(MARCH, READINGS, WATER, None), reading(WATER, 上期讀數="2590")]
    skipped = make_book(batch_of(planted(*changes)).term)
    assert [skipped.number("M-F06-01", OF_WATER, month) for month in (MARCH, APRIL)] == [310, 300]


def test_a_changed_meter_counts_what_it_shows() -> None:
    changed = make_book(batch_of(planted(reading(WATER, 上期讀數="0", 本期讀數="200", 異常說明="換表"))).term)
    assert changed.number("M-F06-01", OF_WATER, APRIL) == 200


def test_the_next_workbook_knows_each_meter_with_its_last_reading() -> None:
    lines_of_may = carry(batch_of(CLEAN.values()).term, month_number("2026-05"))["抄表"]
    assert [(row["表號"], row["上期讀數"], row["倍率"]) for row in lines_of_may] == [
        ("E-01", 1300, 40),
        ("E-02", 1070, 20),
        ("W-01", 3200, 1),
    ]
    assert all("本期讀數" not in row for row in lines_of_may)
