"""Rows → figures: groups and spans against brute force, rates from their sums, nothing ÷ nothing (domain 3.2)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.checks.services import month_number
from pipeline.checks.term import ID, State, Term
from pipeline.figures.book import Book
from pipeline.figures.contribution import contributions, groups
from pipeline.form.filled import Value
from pipeline.form.metric import Base, Contributed, FromFigures, Metric, Quotient, Rate, Rows, ShareOf, Span, Sum
from tests.figures.world import KINDS, Buy, Buys, Status, Stock, book, term

Handed = dict[str, list[Mapping[str, Value]]]
BY = [("類別",), ("類別", "品名")]
MONTHS = ["2026-03", "2026-04", "2026-05"]
TERM = "2025-2026-2"


def metric(of: object, unit: str = "元", **more: object) -> Metric:
    """A metric over the purchases."""
    told = {"id": "M-1", "name": "數", "unit": unit, "of": of, "sheet": Buys, "formula": "", "by": BY, **more}
    return Metric(**told)  # type: ignore[arg-type]  # checked by Metric itself


AMOUNT = metric(Sum(Buys.amount))
COUNT = metric(Rows(), "筆", base=Base.ALL)
MEAN = metric(Quotient(Buys.amount, Buys.quantity), "元/公斤")
CHEAP = metric(Rate(Buys.price < 5), "%")
NO_LINES = pd.DataFrame({"month": [], "類別": [], "品名": [], "num": [], "den": [], "id": []})
CHEAP_MONEY = metric(Rate(Buys.price < 5, of=Buys.amount), "%")

days = st.dates(date(2026, 3, 1), date(2026, 5, 31))
cents = st.none() | st.integers(0, 1000).map(lambda fen: Decimal(fen) / 100)
thousandths = st.none() | st.integers(0, 20000).map(lambda gram: Decimal(gram) / 1000)
purchases = st.lists(
    st.builds(
        Buy,
        day=days,
        kind=st.sampled_from([*KINDS, ""]),
        quantity=thousandths,
        price=cents,
        state=st.sampled_from(State),
        item=st.sampled_from(["甲", "乙"]),
    ),
    max_size=12,
)


def amount(one: Buy) -> Fraction | None:
    """數量 × 單價, each row rounded to 分 before adding."""
    if one.quantity is None or one.price is None:
        return None
    return Fraction((one.quantity * one.price).quantize(Decimal("0.01"), ROUND_HALF_UP))


def counted(buys: list[Buy]) -> list[Buy]:
    return [one for one in buys if one.state is State.COUNTED]


def total(buys: list[Buy]) -> Fraction | None:
    return sum((amount(one) or Fraction(0) for one in counted(buys)), Fraction(0))


def rows(buys: list[Buy]) -> Fraction | None:
    return Fraction(sum(one.state is not State.HELD for one in buys))


def quotient(buys: list[Buy]) -> Fraction | None:
    both = [(amount(one), one.quantity) for one in counted(buys)]
    known = [(money, Fraction(weight)) for money, weight in both if money is not None and weight is not None]
    below = sum((weight for _, weight in known), Fraction(0))
    return sum((money for money, _ in known), Fraction(0)) / below if below else None


def share(buys: list[Buy]) -> Fraction | None:
    known = [one for one in counted(buys) if one.price is not None]
    cheap = [one for one in known if one.price is not None and one.price < 5]
    return Fraction(len(cheap), len(known)) if known else None


def share_of_money(buys: list[Buy]) -> Fraction | None:
    known = [one for one in counted(buys) if one.price is not None]
    cheap = [one for one in known if one.price is not None and one.price < 5]
    below = total(known)
    return (total(cheap) or Fraction(0)) / below if below else None


CASES: list[tuple[Metric, Callable[[list[Buy]], Fraction | None]]] = [
    (AMOUNT, total),
    (COUNT, rows),
    (MEAN, quotient),
    (CHEAP, share),
    (CHEAP_MONEY, share_of_money),
]


@pytest.mark.parametrize(("of", "brute"), CASES, ids=["sum", "rows", "quotient", "rate", "rate of money"])
@given(buys=purchases)
def test_every_figure_against_brute_force(
    of: Metric, brute: Callable[[list[Buy]], Fraction | None], buys: list[Buy]
) -> None:
    found = book(term(buys, nothing=MONTHS), of)
    for span in [*MONTHS, TERM]:
        mine = [one for one in buys if span in (TERM, f"{one.day:%Y-%m}")]
        assert found.number("M-1", (), span) == brute(mine)
        for kind in {one.kind for one in mine}:
            of_kind = [one for one in mine if one.kind == kind]
            figure = found.figure("M-1", {"類別": kind}, span)
            assert (figure.number if figure else None) == (brute(of_kind) if figure else None)
            assert figure is not None or brute(of_kind) in (None, 0)
            for item in {one.item for one in of_kind}:
                exact = [one for one in of_kind if one.item == item]
                fine = found.figure("M-1", {"類別": kind, "品名": item}, span)
                assert (fine.number if fine else Fraction(0)) == (brute(exact) if fine else Fraction(0))


@given(buys=purchases)
def test_a_figure_knows_the_rows_behind_it(buys: list[Buy]) -> None:
    made = term(buys, nothing=MONTHS)
    found = book(made, AMOUNT)
    frame = made.rows(Buys).frame
    known = [one.state is State.COUNTED and amount(one) is not None for one in _in_order(buys)]
    figure = found.figure("M-1")
    assert figure is not None
    assert sorted(figure.rows.tolist()) == frame[ID].to_numpy()[np.array(known, dtype=bool)].tolist()


def _in_order(buys: list[Buy]) -> list[Buy]:
    return [one for month in MONTHS for one in buys if f"{one.day:%Y-%m}" == month]


def test_rates_are_never_averaged() -> None:
    """1 of 1 in March, 1 of 3 in April: 2 of 4, not the mean of 100 % and 33.3 %."""
    march = [Buy(date(2026, 3, 2), "蔬菜", Decimal(1), Decimal(1))]
    april = [Buy(date(2026, 4, 2), "肉類", Decimal(1), Decimal(price)) for price in (1, 9, 9)]
    found = book(term([*march, *april]), CHEAP)
    assert [found.number("M-1", (), span) for span in ("2026-03", "2026-04")] == [1, Fraction(1, 3)]
    figure = found.figure("M-1")
    assert figure is not None
    assert (figure.number, figure.numerator, figure.denominator) == (Fraction(1, 2), Fraction(2), Fraction(4))
    assert (figure.text, figure.of) == ("50.0%", "2/4")


def test_unknown_rows_are_neither_in_the_numerator_nor_in_the_denominator() -> None:
    buys = [Buy(date(2026, 3, 2), "蔬菜", Decimal(1), price) for price in (Decimal(1), Decimal(9), None)]
    assert book(term(buys), CHEAP).number("M-1") == Fraction(1, 2)


@pytest.mark.parametrize("of", [MEAN, CHEAP, CHEAP_MONEY, metric(Contributed(lambda _: NO_LINES), "%")])
def test_nothing_by_nothing_is_no_figure(of: Metric) -> None:
    found = book(term([], nothing=MONTHS), of)
    figure = found.figure("M-1")
    assert figure is not None
    assert (figure.number, figure.text) == (None, "—")
    assert found.number("M-1", (), "2026-03") is None


def test_a_month_without_its_form_has_no_figure_and_a_nil_return_has_nought() -> None:
    march = [Buy(date(2026, 3, 2), "蔬菜", Decimal(2), Decimal("3.50"))]
    found = book(term(march, nothing=["2026-05"]), AMOUNT)
    assert [found.number("M-1", (), span) for span in MONTHS] == [7, None, 0]
    assert found.number("M-1") == 7
    assert book(term([]), AMOUNT).number("M-1") is None
    assert book(term([], nothing=["2026-04"]), AMOUNT).number("M-1") == 0


def test_a_metric_may_have_no_nought() -> None:
    found = book(term([], nothing=MONTHS), replace(AMOUNT, zero=False))
    assert [found.number("M-1", (), span) for span in [*MONTHS, TERM]] == [None] * 4


def test_a_metric_may_have_no_total() -> None:
    found = book(term([Buy(date(2026, 3, 2), "蔬菜", Decimal(2), Decimal(1))]), replace(AMOUNT, total=False))
    assert found.figure("M-1") is None
    assert found.number("M-1", {"類別": "蔬菜"}) == 2


def test_only_rows_that_the_metric_reads() -> None:
    buys = [
        Buy(date(2026, 3, 2), "蔬菜", Decimal(1), Decimal(1)),
        Buy(date(2026, 3, 2), "蔬菜", Decimal(1), Decimal(2), State.EXCLUDED),
        Buy(date(2026, 3, 2), "蔬菜", Decimal(1), Decimal(4), State.HELD),
        Buy(date(2026, 3, 2), "肉類", Decimal(1), Decimal(8)),
    ]
    made = term(buys)
    assert book(made, AMOUNT).number("M-1") == 9
    assert book(made, replace(AMOUNT, base=Base.ALL)).number("M-1") == 11
    assert book(made, replace(AMOUNT, where=Buys.kind_of_item == "肉類")).number("M-1") == 8


def test_another_date_may_decide_the_month() -> None:
    late = Buy(date(2026, 3, 31), "蔬菜", Decimal(1), Decimal(1), checked_on=date(2026, 4, 1))
    never = Buy(date(2026, 3, 31), "蔬菜", Decimal(1), Decimal(2))
    found = book(term([late, never], nothing=["2026-04"]), replace(AMOUNT, on=Buys.checked_on))
    assert [found.number("M-1", (), span) for span in ("2026-03", "2026-04", TERM)] == [0, 1, 1]


def test_the_report_of_a_month_gives_the_term_to_date() -> None:
    buys = [Buy(date(2026, month, 2), "蔬菜", Decimal(1), Decimal(month)) for month in (3, 4, 5)]
    found = book(term(buys, as_of="2026-04-30"), AMOUNT)
    assert found.months == ["2026-03", "2026-04"]
    assert found.number("M-1") == 7
    assert found.figure("M-1", (), "2026-05") is None


PAID = Metric(
    id="M-1", name="累計", unit="元", of=Sum(Status.paid), sheet=Status, formula="", by=[("項目",)], span=Span.LAST
)


def test_a_stock_takes_the_last_month() -> None:
    status: Handed = {
        "2026-03": [{"項目": "P1", "累計支付": 10}],
        "2026-05": [{"項目": "P1", "累計支付": 25}, {"項目": "P2", "累計支付": 3}],
    }
    found = book(term(status=status), PAID)
    assert [found.number("M-1", (), span) for span in [*MONTHS, TERM]] == [10, None, 28, 28]
    assert found.number("M-1", {"項目": "P1"}) == 25
    earlier = book(term(status=status, as_of="2026-04-30"), PAID)
    assert earlier.number("M-1") is None  # April's form has not come: its stock is not known


def test_a_stock_of_a_month_without_rows_is_nought_when_the_form_came() -> None:
    status: Handed = {"2026-03": [{"項目": "P1", "累計支付": 10}]}
    found = book(term(status=status, nothing=["2026-04", "2026-05"]), PAID)
    assert [found.number("M-1", (), span) for span in [*MONTHS, TERM]] == [10, 0, 0, 0]


VALUE = Metric(
    id="M-1", name="原值", unit="元", of=Sum(Stock.value), sheet=Stock, formula="", by=[("類別",)], span=Span.LAST
)


def test_a_snapshot_stands_from_its_month_on_until_the_next() -> None:
    """Handed in in March, and nothing after it: it still stands in May."""
    march: Handed = {"2026-03": [{"編號": "T1", "類別": "蔬菜", "原值": 10}, {"編號": "T2", "類別": "肉類", "原值": 5}]}
    found = book(term(stock=march, nothing=["2026-04"]), VALUE)
    assert [found.number("M-1", (), span) for span in [*MONTHS, TERM]] == [15, 15, 15, 15]
    assert [found.number("M-1", {"類別": "肉類"}, span) for span in [*MONTHS, TERM]] == [5, 5, 5, 5]
    figure = found.figure("M-1")
    assert figure is not None
    assert len(figure.rows) == 2


def test_before_the_newest_snapshot_the_stock_is_not_known() -> None:
    march: Handed = {"2026-03": [{"編號": "T1", "原值": 10}], "2026-04": [{"編號": "T1", "原值": 7}]}
    found = book(term(stock=march), VALUE)
    assert [found.number("M-1", (), span) for span in [*MONTHS, TERM]] == [None, 7, 7, 7]


def test_a_metric_of_the_term_has_no_months() -> None:
    buys = [
        Buy(date(2026, 3, 2), "蔬菜", Decimal(1), Decimal(2)),
        Buy(date(2026, 5, 2), "蔬菜", Decimal(1), Decimal(3)),
    ]
    found = book(term(buys), replace(AMOUNT, span=Span.TERM))
    assert found.number("M-1") == 5
    assert all(found.figure("M-1", (), month) is None for month in MONTHS)


# Computed from other figures


SECOND = metric(Rows(), "筆", id="M-2")
MEAN_OF = metric(FromFigures(("M-1", "M-2"), lambda _, money, count: money / count if count else None), id="M-3")


def test_figures_from_figures_of_the_same_span_and_place() -> None:
    buys = [
        Buy(date(2026, 3, 2), kind, Decimal(1), Decimal(price))
        for kind, price in (("蔬菜", 1), ("蔬菜", 2), ("肉類", 6))
    ]
    found = book(term(buys, nothing=["2026-04"]), MEAN_OF, AMOUNT, SECOND)
    assert found.number("M-3") == 3
    assert found.number("M-3", {"類別": "蔬菜"}) == Fraction(3, 2)
    assert found.number("M-3", (), "2026-03") == 3
    assert found.number("M-3", (), "2026-04") is None  # 0 ÷ 0
    assert found.number("M-3", (), "2026-05") is None
    figure = found.figure("M-3", {"類別": "蔬菜"})
    assert figure is not None
    assert len(figure.rows) == 2


def test_a_chain_of_figures_is_computed_in_the_order_of_need() -> None:
    chain = [metric(FromFigures((f"M-{n - 1}",), lambda _, value: value + 1), id=f"M-{n}") for n in (5, 4, 3, 2)]
    buys = [Buy(date(2026, 3, 2), "蔬菜", Decimal(1), Decimal(10))]
    assert book(term(buys), *chain, AMOUNT).number("M-5") == 14


def test_figures_that_wait_for_each_other_are_a_mistake_of_the_program() -> None:
    one = metric(FromFigures(("M-2",), lambda _, value: value), id="M-1")
    other = metric(FromFigures(("M-1",), lambda _, value: value), id="M-2")
    with pytest.raises(ValueError, match="wait for each other"):
        book(term([]), one, other)


def test_a_figure_whose_source_is_off_is_none() -> None:
    alone = metric(FromFigures(("M-1", "M-9"), lambda _, one, other: one + other), id="M-3")
    buys = [Buy(date(2026, 3, 2), "蔬菜", Decimal(1), Decimal(10))]
    assert book(term(buys), AMOUNT, alone).number("M-3") is None


def test_shares_of_a_total() -> None:
    share_of = metric(ShareOf("M-1"), "%", id="M-2", by=[("類別",)])
    buys = [
        Buy(date(2026, 3, 2), kind, Decimal(1), Decimal(price))
        for kind, price in (("蔬菜", 1), ("蔬菜", 2), ("肉類", 6))
    ]
    found = book(term(buys, nothing=["2026-04"]), AMOUNT, share_of)
    figure = found.figure("M-2", {"類別": "蔬菜"})
    assert figure is not None
    assert (figure.number, figure.numerator, figure.denominator, figure.text) == (
        Fraction(1, 3),
        Fraction(3),
        Fraction(9),
        "33.3%",
    )
    assert found.number("M-2", {"類別": "肉類"}, "2026-03") == Fraction(2, 3)
    assert found.number("M-2", {"類別": "肉類"}, "2026-04") is None
    assert found.figure("M-2") is None


# Contributions made by a function


def split(_: Term) -> pd.DataFrame:
    """One row's 10 over two months, another's 5 without a row; scale 1."""
    lines = [
        (month_number("2026-03"), "蔬菜", 40, 7),
        (month_number("2026-04"), "蔬菜", 60, 7),
        (month_number("2026-04"), "肉類", 50, None),
    ]
    return pd.DataFrame(lines, columns=["month", "類別", "num", "id"])


def test_contributions_of_a_function_are_added_like_rows() -> None:
    made = metric(Contributed(split, scale=1), by=[("類別",)])
    found = book(term([], nothing=MONTHS), made)
    assert [found.number("M-1", (), span) for span in [*MONTHS, TERM]] == [4, 11, 0, 15]
    assert found.number("M-1", {"類別": "蔬菜"}) == 10
    figure = found.figure("M-1")
    assert figure is not None
    assert figure.rows.tolist() == [7]


def test_contributions_may_be_fractions_with_denominators() -> None:
    def lines(_: Term) -> pd.DataFrame:
        third = {"month": month_number("2026-03"), "類別": "蔬菜", "num": Fraction(1, 3), "den": Fraction(1)}
        return pd.DataFrame([third, {**third, "num": Fraction(2, 3), "den": Fraction(2)}])

    found = book(term([], nothing=MONTHS), metric(Contributed(lines), "%", by=[("類別",)]))
    assert found.number("M-1") == Fraction(1, 3)


def test_what_lies_outside_the_months_is_in_no_figure() -> None:
    def lines(_: Term) -> pd.DataFrame:
        months = [month_number(text) for text in ("2026-02", "2026-03", "2026-06")]
        return pd.DataFrame({"month": months, "類別": ["蔬菜"] * 3, "num": [1, 2, 4]})

    found = book(term([], nothing=MONTHS), metric(Contributed(lines), by=[("類別",)]))
    assert found.number("M-1") == 2


def test_sums_beyond_64_bits_stay_exact() -> None:
    def lines(_: Term) -> pd.DataFrame:
        return pd.DataFrame({"month": [month_number("2026-03")] * 20, "類別": ["蔬菜"] * 20, "num": [2**62] * 20})

    assert book(term([], nothing=MONTHS), metric(Contributed(lines), by=[("類別",)])).number("M-1") == 20 * 2**62


def test_groups_of_nothing() -> None:
    lines = contributions(AMOUNT, term([]))
    assert list(groups(lines, ("類別",))) == []
    assert list(groups(lines, ())) == []


def test_values_stand_in_the_order_of_the_forms_list_and_blanks_last() -> None:
    buys = [Buy(date(2026, 3, 2), kind, Decimal(1), Decimal(1)) for kind in ("", "糧油", "蔬菜", "肉類")]
    found: Book = book(term(buys), AMOUNT)
    assert found.values("M-1", ("類別",)) == [("蔬菜",), ("肉類",), ("糧油",), ("",)]
    assert found.values("M-1", ("沒有",)) == []
