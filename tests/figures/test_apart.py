"""Values that stand apart have figures of their own and are in no total."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.checks.tally import NotConservedError
from pipeline.figures.aggregate import make_book
from pipeline.figures.book import Book
from pipeline.figures.selfcheck import check_figures
from pipeline.form.metric import Metric, Rate, Sum
from tests.small import FORM, LEAST_BUYERS, REGISTRY, Buys, batch, buy, handed

SPENT = Metric(
    id="M-F99-91",
    name="採購額",
    unit="元",
    of=Sum(Buys.amount),
    sheet=Buys,
    formula="",
    by=[("類別",), ("品名",)],
    apart={"類別": ("糧油",)},
)
BY_TWO = replace(SPENT, id="M-F99-92", unit="%", of=Rate(Buys.buyers.count() >= LEAST_BUYERS))


@pytest.fixture(scope="module")
def book() -> Book:
    rows = [
        buy("2026-03-05", "A1"),
        buy("2026-03-06", "A2", 類別="肉類", 品名="豬肉", 採購人="陳大勇"),
        buy("2026-03-07", "A3", 類別="糧油", 品名="白菜", 採購人="陳大勇"),
    ]
    forms = [REGISTRY.base, replace(FORM, metrics=[SPENT, BY_TWO])]
    return make_book(batch(handed("2026-03", 採購=rows), registry=replace(REGISTRY, forms=forms)).term)


def test_they_are_in_no_total(book: Book) -> None:
    # 10 × 3.50 each, 糧油 left out
    assert book.number("M-F99-91") == 70
    assert book.number("M-F99-91", span="2026-03") == 70
    rate = book.figure("M-F99-92")
    assert rate is not None
    assert rate.of == "1/2"


def test_they_have_figures_of_their_own(book: Book) -> None:
    assert [value for (value,) in book.values("M-F99-91", ("類別",))] == ["蔬菜", "肉類", "糧油"]
    assert book.number("M-F99-91", {"類別": "糧油"}) == 35
    assert book.number("M-F99-92", {"類別": "糧油"}) == 0


def test_they_are_left_out_of_other_groupings(book: Book) -> None:
    assert book.number("M-F99-91", {"品名": "白菜"}) == 35


def test_the_rest_still_has_to_add_up(book: Book) -> None:
    check_figures(book)
    key = ("M-F99-91", (("類別", "肉類"),), "2026-03")
    honest = book.figures[key]
    book.figures[key] = replace(honest, number=honest.number + 1 if honest.number else None)
    with pytest.raises(NotConservedError, match="各類別之和不等於合計"):
        check_figures(book)
    book.figures[key] = honest
