"""Expressions computed for one row in plain Python."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import pytest

from pipeline.form.column import Column, Date, Money, Month, Number, Text
from pipeline.form.evaluate import Row, cell_value, columns_of, evaluate
from pipeline.form.expression import Expr, when
from pipeline.form.filled import Value
from tests.form.excel_cases import CONDITIONS, PARAMETERS, D


@pytest.mark.parametrize(("expr", "cells", "expected"), [c[1:] for c in CONDITIONS], ids=[c[0] for c in CONDITIONS])
def test_evaluate(expr: Expr, cells: Mapping[str, Value], expected: bool | None) -> None:  # noqa: FBT001  # three values
    """True, false or unknown."""
    assert evaluate(expr, Row(cells, PARAMETERS)) is expected


def test_columns_are_found_in_order_and_once() -> None:
    """Also inside conditions."""
    expr = when(D.unit == "桶", D.price * D.quantity, D.price)
    assert [column.title for column in columns_of(expr)] == ["單位", "單價", "數量"]


COMPUTED: list[tuple[Column, Value]] = [
    (Money("金額", formula=D.quantity * D.price), Decimal("4.03")),
    (Number("差", formula=D.quantity - 5), Decimal("-1.000")),
    (Date("到期", formula=D.bought_on + 30), date(2026, 4, 1)),
    (Month("月", formula=D.bought_on.month()), "2026-03"),
    (Text("評", formula=when(D.quantity > 3, "多", "少")), "多"),
    (Number("缺", formula=D.accepted * 2), None),
    (Number("默認", formula=D.accepted.or_if_blank(0)), None),
    (Number("無公式"), None),
]


@pytest.mark.parametrize(("column", "expected"), COMPUTED, ids=[column.title for column, _ in COMPUTED])
def test_a_computed_cell(column: Column, expected: Value) -> None:
    """Rounded half up to its decimals, in the type that the cell shows; nothing while no input is there."""
    cells: Mapping[str, Value] = {"數量": Decimal(4), "單價": Decimal("1.00625"), "採購日期": date(2026, 3, 2)}
    assert cell_value(column, Row(cells)) == expected


def test_a_computed_cell_reads_another() -> None:
    """稅 comes from 金額, which comes from 單價 and 數量."""
    amount = Money("金額", formula=D.quantity * D.price)
    tax = Money("稅", formula=amount * Decimal("0.13"))
    assert cell_value(tax, Row({"數量": Decimal(3), "單價": Decimal("1.05")})) == Decimal("0.41")
