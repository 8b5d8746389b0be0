"""Expressions as they are built: types, scales, what may stand in them, and truth in plain Python."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Mapping
from decimal import Decimal

import pytest

from pipeline.form import expression as ex
from pipeline.form.column import Choice, Date, Integer, Money, Number, Text
from pipeline.form.evaluate import Row, evaluate
from pipeline.form.expression import Expr, Literal, Parameter, Type, all_of, literal, when
from pipeline.form.filled import Value
from pipeline.form.sheet import Kind, Sheet


class Goods(Sheet, title="物品", number=1, kind=Kind.EVENT):
    """A column of each scale."""

    day = Date("日期")
    pieces = Integer("件數")
    weight = Number("重量")
    price = Money("單價")
    left = Choice("左", ["是", "否"])
    right = Choice("右", ["是", "否"])
    remark = Text("備註")


G = Goods


@pytest.mark.parametrize(
    ("expr", "kind", "scale"),
    [
        (G.weight * G.price, Type.NUMBER, 5),
        (G.weight + G.price, Type.NUMBER, 3),
        (G.price - G.pieces, Type.NUMBER, 2),
        (G.pieces * 2, Type.NUMBER, 0),
        (G.price * Decimal("0.125"), Type.NUMBER, 5),
        (G.day + 30, Type.DATE, 0),
        (G.day - 30, Type.DATE, 0),
        (G.day - G.day, Type.NUMBER, 0),
        (G.day.month(), Type.MONTH, 0),
        ((G.weight * G.price).rounded(2), Type.NUMBER, 2),
        ((G.price / G.weight).rounded(1), Type.NUMBER, 1),
        (G.price.abs(), Type.NUMBER, 2),
        (G.pieces.or_if_blank(Decimal("1.5")), Type.NUMBER, 1),
        (when(G.pieces > 1, G.price, 0), Type.NUMBER, 2),
        (when(G.pieces > 1, "多", "少"), Type.TEXT, 0),
        (G.remark.length(), Type.NUMBER, 0),
        (G.left == "是", Type.TRUTH, 0),
        (~(G.left == "是"), Type.TRUTH, 0),
        (G.remark.filled(), Type.TRUTH, 0),
        (Parameter("P-15", 4), Type.NUMBER, 4),
    ],
)
def test_types_and_scales(expr: Expr, kind: Type, scale: int) -> None:
    assert (expr.type, expr.scale) == (kind, scale)


@pytest.mark.parametrize(
    ("value", "whole", "scale"),
    [(Decimal("1.50"), 150, 2), (Decimal("-0.005"), -5, 3), (Decimal(7), 7, 0), (Decimal("1E+2"), 100, 0), (3, 3, 0)],
)
def test_numbers_become_whole_ones(value: Decimal | int, whole: int, scale: int) -> None:
    found = literal(value)
    assert isinstance(found, Literal)
    assert (found.value, found.scale, found.type) == (whole, scale, Type.NUMBER)


def test_texts_and_truths_become_literals_and_expressions_stay() -> None:
    assert literal("桶").type is Type.TEXT
    assert literal(True).type is Type.TRUTH
    assert literal(G.price) is G.price


OPERATIONS: list[Callable[[object], object]] = [
    lambda other: G.price + other,  # type: ignore[operator]  # a mistake, on purpose
    lambda other: other * G.price,  # type: ignore[operator]  # a mistake, on purpose
    lambda other: G.price / other,  # type: ignore[operator]  # a mistake, on purpose
    G.price.__eq__,
    lambda other: G.price < other,  # type: ignore[operator]  # a mistake, on purpose
    G.price.or_if_blank,  # type: ignore[list-item]  # a mistake, on purpose
    literal,
]


@pytest.mark.parametrize("wrong", [0.1, 1.0, None, [1], b"1"])
@pytest.mark.parametrize("operation", OPERATIONS)
def test_nothing_that_no_cell_holds_exactly_may_stand_in_an_expression(
    operation: Callable[[object], object], wrong: object
) -> None:
    with pytest.raises(TypeError, match="cannot stand in an expression"):
        operation(wrong)


def test_an_expression_has_no_truth_of_its_own() -> None:
    with pytest.raises(TypeError, match=r"use &, \| and ~"):
        bool(G.price > 1)
    with pytest.raises(TypeError, match=r"use &, \| and ~"):
        assert 1 < G.price < 2  # a chain, as in Python


def test_expressions_are_kept_apart_by_identity() -> None:
    one, other = G.price > 1, G.price > 1
    assert len({one: 1, other: 2}) == 2
    assert hash(G.price) == hash(G.price)


def test_operands_on_the_left() -> None:
    assert _number(100 - G.pieces) == 97
    assert _number(100 + G.pieces) == 103
    assert _number(2 * G.pieces) == 6


def _number(expr: Expr) -> Decimal:
    value = evaluate(expr, Row({"件數": 3}))
    assert isinstance(value, Decimal)
    return value


T, F, U = True, False, None
TYPED: Mapping[bool | None, Value] = {T: "是", F: "否", U: None}


@pytest.mark.parametrize(
    ("left", "right", "both", "either"),
    [
        (T, T, T, T),
        (T, F, F, T),
        (T, U, U, T),
        (F, T, F, T),
        (F, F, F, F),
        (F, U, F, U),
        (U, T, U, T),
        (U, F, F, U),
        (U, U, U, U),
    ],
)
def test_three_values(left: bool | None, right: bool | None, both: bool | None, either: bool | None) -> None:  # noqa: FBT001 - three values
    one, other = G.left == "是", G.right == "是"
    row = Row({"左": TYPED[left], "右": TYPED[right]})
    assert evaluate(one & other, row) is both
    assert evaluate(one | other, row) is either
    assert evaluate(all_of([one, other]), row) is both
    assert evaluate(~(~one | ~other), row) is both


def test_all_of_nothing_holds_and_a_false_among_them_does_not() -> None:
    assert evaluate(all_of([]), Row({})) is True
    assert evaluate(all_of([literal(False), literal(True)]), Row({})) is False
    assert evaluate(all_of(iter([literal(True), G.left == "是"])), Row({"左": "否"})) is False


@pytest.mark.parametrize(("typed", "filled"), [("是", T), ("  ", F), (None, F), ("三月初", T)])
def test_filled_and_blank_are_never_unknown(typed: Value, filled: bool) -> None:  # noqa: FBT001 - a truth of the table
    assert evaluate(G.remark.filled(), Row({"備註": typed})) is filled
    assert evaluate(G.remark.blank(), Row({"備註": typed})) is not filled


@pytest.mark.parametrize("first", ["nodes", "operators", "expression"])
def test_the_modules_may_be_imported_in_any_order(first: str) -> None:
    program = f"import pipeline.form.{first}; from pipeline.form.expression import literal; literal(1) + 1"
    subprocess.run([sys.executable, "-c", program], check=True)


def test_every_kind_of_expression_is_found_where_forms_look_for_it() -> None:
    for name in ex.__all__:
        assert hasattr(ex, name)
