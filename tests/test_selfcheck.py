"""X-50: a figure that was changed after it was computed is found before anything is published."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

import pytest

from pipeline.checks.tally import NotConservedError
from pipeline.figures.book import Book, By
from pipeline.figures.selfcheck import check_figures
from pipeline.sample.base_data import base_workbook
from pipeline.sample.energy import energy_workbooks
from tests.forms.plant import book_of

ELECTRICITY = (("能源類別", "電"),)
JN_01 = (("措施編號", "JN-01"),)


@pytest.fixture(scope="module")
def honest() -> Book:
    return book_of([base_workbook(), *energy_workbooks()])


@pytest.fixture
def book(honest: Book) -> Iterator[Book]:
    kept = dict(honest.figures)
    yield honest
    honest.figures.clear()
    honest.figures.update(kept)


def test_the_sample_agrees(book: Book) -> None:
    check_figures(book)
    assert book.figures[("M-F06-02c", ELECTRICITY, "2025-2026-2")].number == Fraction(7680)  # 480 + … + 1,875.25


@pytest.mark.parametrize(
    ("key", "to", "says"),
    [
        (("M-F06-02c", (), "2025-2026-2"), {"number": Fraction(1)}, "不等於各月之和"),
        (("M-F06-02c", ELECTRICITY, "2026-02"), {"number": Fraction(1665)}, "不等於各月之和"),
        (("M-F06-02c", (), "2026-02"), {"number": Fraction(2574)}, "不等於合計"),
        (("M-F06-04a", JN_01, "2025-2026-2"), {"number": Fraction(95)}, "不等於分子 ÷ 分母"),
        (("M-ALL-01c", (), "2025-2026-2"), {"number": Fraction(1, 2)}, "不等於分子 ÷ 分母"),
    ],
)
def test_one_changed_figure_stops_the_run(
    book: Book, key: tuple[str, By, str], to: dict[str, Fraction], says: str
) -> None:
    book.figures[key] = replace(book.figures[key], **to)  # type: ignore[arg-type]  # any field may be spoilt
    with pytest.raises(NotConservedError, match=says) as stopped:
        check_figures(book)
    assert key[0] in str(stopped.value)
