"""Expressions over a frame: the same cases as for Excel and for one row, and what only frames have."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from itertools import product

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.checks.term import Rows, State
from pipeline.form.column import Money, Number, People, Text
from pipeline.form.expression import Expr, Parameter, Type, Word, literal, when
from pipeline.form.filled import Value
from pipeline.form.form import Due, Form, Registry
from pipeline.form.sheet import Kind, Sheet
from tests.checks.rows import cover_data, day, month, rows_of, services, sheet_data, submission, term_of
from tests.form.excel_cases import CONDITIONS, VALUES, D, row

SCHOOL = services({"P-05": "2", "P-15": "2"})
NOT_LISTED = {"part of a member is none", "options with a space"}
"""Their options are none of the column's, and so unread (G-13) where a workbook is read."""


def rows(*cells: Mapping[str, Value]) -> Rows:
    D.form = "F99"
    return rows_of(D, *cells, term=term_of(submission(sheet_data(D, cells)), of=SCHOOL))


def values(expr: Expr, *cells: Mapping[str, Value]) -> list[object]:
    return [None if pd.isna(value) else value for value in rows(*cells).of(expr).tolist()]


@pytest.mark.parametrize(
    ("expr", "cells", "expected"),
    [case[1:] for case in CONDITIONS if case[0] not in NOT_LISTED],
    ids=[case[0] for case in CONDITIONS if case[0] not in NOT_LISTED],
)
def test_conditions_mean_what_they_mean_in_excel(
    expr: Expr,
    cells: Mapping[str, Value],
    expected: bool | None,  # noqa: FBT001 - three values
) -> None:
    assert values(expr, cells, row())[0] is expected


EXPECTED: Mapping[str, object] = {
    "amount": None,  # three decimals are no price
    "difference": -500,
    "ratio": 5375,
    "ratio of nothing": None,
    "day": day("2026-03-17"),
    "month": month("2025-12"),
    "days": 1,
    "default": 3500,
    "blank": 0,
    "option": "多",
    "yes": True,
    "no": False,
    "unknown": None,
    "members": 2,
    "minutes": 660,
}


@pytest.mark.parametrize(("name", "expr", "cells"), VALUES, ids=[case[0] for case in VALUES])
def test_values_in_whole_units_of_their_scale(name: str, expr: Expr, cells: Mapping[str, Value]) -> None:
    assert values(expr, cells) == [EXPECTED[name]]


T, F, U = True, False, None
AND = {(T, T): T, (T, F): F, (F, F): F, (T, U): U, (F, U): F, (U, U): U}
OR = {(T, T): T, (T, F): T, (F, F): F, (T, U): T, (F, U): U, (U, U): U}
NOT = {T: F, F: T, U: U}
AS_TEXT: Mapping[bool | None, str | None] = {T: "桶", F: "袋", U: None}


@pytest.mark.parametrize(("left", "right"), [*product([T, F, U], repeat=2)])
def test_three_valued_logic(left: bool | None, right: bool | None) -> None:  # noqa: FBT001 - three values
    one, other = D.unit == "桶", D.keeper == "桶"
    cells = row(單位=AS_TEXT[left], 保管員=AS_TEXT[right])
    assert values(one & other, cells) == [AND.get((left, right), AND.get((right, left)))]
    assert values(one | other, cells) == [OR.get((left, right), OR.get((right, left)))]
    assert values(~one, cells) == [NOT[left]]


@pytest.mark.parametrize(("op", "expected"), [("=", U), ("<>", U), ("<", U), ("<=", U), (">", U), (">=", U)])
def test_every_comparison_with_a_blank_is_unknown(op: str, expected: bool | None) -> None:  # noqa: FBT001 - three values
    compared = {
        "=": D.quantity == 4,
        "<>": D.quantity != 4,
        "<": D.quantity < 4,
        "<=": D.quantity <= 4,
        ">": D.quantity > 4,
        ">=": D.quantity >= 4,
    }
    assert values(compared[op], row(數量=None)) == [expected]


@pytest.mark.parametrize(
    ("amount", "share", "within"),
    [("9.80", "2", T), ("9.79", "2", F), ("9.81", "2", T), ("10.20", "2", T), ("10.21", "2", F), ("9.70", "3", T)],
)
def test_a_limit_is_compared_exactly_and_unrounded(amount: str, share: str, within: bool | None) -> None:  # noqa: FBT001 - three values
    """|9.8 − 10| ÷ 10 is 2 %, which floats make 1.9999999999999929 %."""
    term = term_of(
        submission(sheet_data(D, [row(數量=Decimal(10), 合格數量=Decimal(amount))])), of=services({"P-15": share})
    )
    D.form = "F99"
    found = rows_of(D, term=term).of((D.accepted - D.quantity).abs() / D.quantity <= Parameter("P-15", 4)).iloc[0]
    assert bool(found) is within


@pytest.mark.parametrize(
    ("typed", "places", "rounded"),
    [
        ("2.345", 2, 235),
        ("-2.345", 2, -235),
        ("2.344", 2, 234),
        ("-2.344", 2, -234),
        ("0.005", 2, 1),
        ("2.5", 0, 3),
        ("-2.5", 0, -3),
        ("1.5", 0, 2),
        ("0", 2, 0),
        ("2.345", 3, 2345),
        ("2.345", 4, 23450),
    ],
)
def test_half_is_rounded_away_from_zero(typed: str, places: int, rounded: int) -> None:
    assert values(D.quantity.rounded(places), row(數量=Decimal(typed))) == [rounded]


@pytest.mark.parametrize(
    ("above", "below", "rounded"), [("1", "3", 33), ("2", "3", 67), ("1", "8", 13), ("-1", "8", -13), ("1", "-8", -13)]
)
def test_a_ratio_is_rounded_half_up(above: str, below: str, rounded: int) -> None:
    assert values((D.accepted / D.quantity).rounded(2), row(合格數量=Decimal(above), 數量=Decimal(below))) == [rounded]


def test_a_division_by_nothing_is_unknown() -> None:
    assert values((D.accepted / D.quantity).rounded(2), row(數量=Decimal(0))) == [None]


SMALL = st.decimals(min_value=-1000, max_value=1000, places=3)


@given(SMALL, SMALL, st.integers(0, 3))
def test_rounding_is_that_of_decimal(left: Decimal, right: Decimal, places: int) -> None:
    exact = (left * right).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    found = values((D.quantity * D.accepted).rounded(places), row(數量=left, 合格數量=right))[0]
    assert found == int(exact.scaleb(places))


def test_scales_of_sums_and_products() -> None:
    cells = row(數量=Decimal("1.5"), 單價=Decimal("2.25"))
    assert ((D.quantity * D.price).scale, (D.quantity + D.price).scale) == (5, 3)
    assert values(D.quantity * D.price, cells) == [337500]  # 3.375
    assert values(D.quantity + D.price, cells) == [3750]
    assert values(D.price - D.quantity, cells) == [750]
    assert values(D.price == Decimal("2.250"), cells) == [True]


def test_a_product_beyond_64_bits_keeps_its_sign_and_size() -> None:
    """999,999,999.999 × 9,999,999,999.99 would wrap around to a small number."""
    cells = row(數量=Decimal("999999999.999"), 單價=Decimal("9999999999.99"))
    assert values(D.quantity * D.price > 10**12, cells) == [True]
    assert values((D.quantity * -1 * D.price) < -(10**12), cells) == [True]
    assert values(D.quantity * D.price, cells, row(數量=None), row(數量=Decimal(2), 單價=Decimal(3)))[1:] == [
        None,
        600000,
    ]


class Small(Sheet, title="小表", number=1, kind=Kind.EVENT):
    """Names, codes and an amount."""

    code = Text("編號", code=True)
    people = People("人員")
    amount = Money("金額")
    other = Text("另號", code=True)
    quantity = Number("數量")


class Reference(Sheet, title="參照", number=2, kind=Kind.SNAPSHOT):
    """What Small refers to."""

    code = Text("編號", code=True)
    label = Text("名稱")
    amount = Money("金額")
    seen_on = D.bought_on.__class__("日期")


class Spare(Sheet, title="備用", number=3, kind=Kind.EVENT, core=False):
    """An extended sheet."""

    code = Text("編號", code=True)


FORM = Form(id="F97", title="", purpose="", filler="", due=Due.EVERY_MONTH, sheets=[Small, Reference, Spare])


def small(*cells: Mapping[str, Value], known: list[Mapping[str, Value]] | None = None) -> Rows:
    """Rows of Small beside those of Reference."""
    referred: list[Mapping[str, Value]] = known or []
    file = submission(sheet_data(Small, cells), sheet_data(Reference, referred), of=cover_data("2026-03", form="F97"))
    term = term_of(file, registry=Registry(forms=[FORM]), of=SCHOOL, as_of="2026-03-31")
    rows_of(Reference, term=term)
    return rows_of(Small, term=term)


def test_lookup_gives_the_value_of_the_row_with_that_key() -> None:
    known: list[Mapping[str, Value]] = [
        {"編號": "A", "名稱": "甲", "金額": Decimal("1.50"), "日期": date(2026, 3, 2)},
        {"編號": "B"},
    ]
    found = small({"編號": "A"}, {"編號": "B"}, {"編號": "C"}, {}, known=known)
    assert list(found.text(Small.code.lookup(Reference.code, Reference.label))) == ["甲", None, None, None]
    assert found.of(Small.code.lookup(Reference.code, Reference.amount)).tolist() == [150, pd.NA, pd.NA, pd.NA]
    assert found.of(Small.code.lookup(Reference.code, Reference.seen_on)).tolist()[0] == day("2026-03-02")


def test_lookup_passes_over_held_rows_and_takes_the_first_of_several() -> None:
    found = small(
        {"編號": "A"}, known=[{"編號": "A", "名稱": "一"}, {"編號": "A", "名稱": "二"}, {"編號": "A", "名稱": "三"}]
    )
    found.term.rows(Reference).state[0] = State.HELD
    assert list(found.text(Small.code.lookup(Reference.code, Reference.label))) == ["二"]


def test_is_in_asks_for_every_member_and_for_rows_not_held() -> None:
    known: list[Mapping[str, Value]] = [{"編號": "甲一"}, {"編號": "乙二"}, {"編號": "丙三"}]
    found = small({"人員": "甲一、乙二"}, {"人員": "甲一、丁四"}, {}, {"人員": "丙三"}, known=known)
    found.term.rows(Reference).state[2] = State.HELD
    assert found.of(Small.people.is_in(Reference.code)).tolist() == [True, False, pd.NA, pd.NA]


def test_is_in_is_unknown_without_the_form_or_without_a_row_of_an_extended_sheet() -> None:
    found = small({"編號": "A"})
    assert found.of(Small.code.is_in(Reference.code)).tolist() == [False]
    assert found.of(Small.code.is_in(Spare.code)).tolist() == [pd.NA]
    found.term.registry = Registry(forms=[])
    assert found.of(Small.code.is_in(Reference.code)).tolist() == [pd.NA]


def test_texts_of_two_columns_are_compared_by_value() -> None:
    cells: list[Mapping[str, Value]] = [{"編號": "A", "另號": "A"}, {"編號": "A", "另號": "B"}, {"編號": "A"}]
    assert small(*cells).of(Small.code == Small.other).tolist() == [True, False, pd.NA]
    assert small(*cells).of(Small.code != Small.other).tolist() == [False, True, pd.NA]


def test_a_parameter_counts_from_its_day() -> None:
    """P-05 is 2, and 3 from 16 March on."""
    school = services({"P-05": "2"})
    school.parameters.rows["P-05"].append((day("2026-03-16"), "3"))  # type: ignore[attr-defined]  # a list in this test

    class Dated(Sheet, title="逐日", number=1, kind=Kind.EVENT):
        on = D.bought_on.__class__("日期")
        attributed_to = on

    Dated.form = "F99"
    cells: list[Mapping[str, Value]] = [{"日期": date(2026, 3, 15)}, {"日期": date(2026, 3, 16)}, {}]
    found = rows_of(Dated, term=term_of(submission(sheet_data(Dated, cells)), of=school))
    assert found.of(Parameter("P-05")).tolist() == [2, 3, 3]


def test_a_parameter_without_a_value_is_unknown() -> None:
    found = rows(row())
    assert found.of(Parameter("P-99")).tolist() == [pd.NA]
    assert found.of(D.quantity <= Parameter("P-99")).tolist() == [pd.NA]


def test_a_percentage_is_a_ratio_in_ten_thousandths() -> None:
    assert rows(row()).of(Parameter("P-15", 4)).tolist() == [200]


def test_a_word_computes_all_rows_at_once() -> None:
    word = Word("行數", lambda found: pd.Series([len(found)] * len(found)), Type.NUMBER)
    assert values(word, row(), row()) == [2, 2]


def test_every_expression_is_computed_once() -> None:
    calls: list[int] = []

    def compute(found: Rows) -> pd.Series[bool]:
        calls.append(len(found))
        return pd.Series([True] * len(found))

    word = Word("一次", compute)
    found = rows(row())
    found.of(word & word)
    found.of(word)
    assert calls == [1]


def test_expressions_over_no_rows_at_all() -> None:
    found = rows()
    for expr in (D.quantity * D.price, (D.price / D.quantity).rounded(2), D.bought_on.month(), D.buyers.count()):
        assert len(found.of(expr)) == 0
    for condition in (
        D.unit == "桶",
        D.remark.filled(),
        when(D.unit == "桶", D.quantity, 0) > 1,
        D.keeper.shares(D.buyers),
    ):
        assert len(found.of(condition)) == 0


def test_a_dropped_cell_is_filled_but_unknown() -> None:
    found = rows(row(驗收日期="三月初"), row(驗收日期=None))
    assert found.of(D.accepted_on.filled()).tolist() == [True, False]
    assert found.of(D.accepted_on.blank()).tolist() == [False, True]
    assert found.of(D.accepted_on >= D.bought_on).tolist() == [pd.NA, pd.NA]


def test_months_are_counted() -> None:
    assert values(D.bought_on.month(), row(採購日期=date(2025, 12, 31)), row(採購日期=None)) == [month("2025-12"), None]


def test_date_times_are_minutes() -> None:
    cells = row(銷毀時間=datetime(2026, 3, 4, 12))  # noqa: DTZ001 - cells know no zone
    assert values(D.kept_until, cells) == [day("2026-03-04") * 1440 + 720]


def test_literals() -> None:
    assert values(literal(Decimal("1.50")) + D.price, row()) == [21650]
    assert values(literal("桶") == D.unit, row(), row(單位="袋")) == [True, False]
