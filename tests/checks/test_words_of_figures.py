"""Words that figures use: what has happened by the as-of date, and which rule a row breaks."""

from __future__ import annotations

from datetime import date

from pipeline.checks.words import breaks, excluded_by, happened, is_to_come
from tests.small import Buys, Loans, batch, buy, cover, handed, loan


def test_what_lies_after_the_as_of_date_has_not_happened() -> None:
    loans = [loan("J1", "2026-03-05", "2026-03-09"), loan("J2", "2026-03-05", "2026-04-01"), loan("J3", "2026-03-06")]
    book = handed("2026-03", cover("2026-03", filled_on=date(2026, 4, 2)), 借用=loans)
    for month, expected in (("2026-03", [True, False, False]), ("2026-04", [True, True, False])):
        rows = batch(book, month=month).term.rows(Loans)
        assert rows.of(happened(Loans.returned_on)).tolist() == expected
        later = [False, month == "2026-03", False]
        assert rows.of(is_to_come(Loans.returned_on)).tolist() == later


def test_which_rule_a_row_breaks_and_which_excludes_it() -> None:
    bought = [
        buy("2026-03-05", "A1"),
        buy("2026-03-06", "A2", 採購人="陳大勇"),
        buy("2026-03-07", "A3", 驗收日期=None, 單價=200),
    ]
    rows = batch(handed("2026-03", 採購=bought)).term.rows(Buys)
    assert rows.of(breaks("F99-R04")).tolist() == [False, True, False]
    assert rows.of(breaks("F99-R03")).tolist() == [False, False, True]
    assert rows.of(excluded_by("F99-R02")).tolist() == [False, False, True]  # of two the lower number
    assert rows.of(excluded_by("F99-R03")).tolist() == [False, False, False]
    assert rows.of(breaks("F99-R98")).tolist() == [False, False, False]  # no such rule
