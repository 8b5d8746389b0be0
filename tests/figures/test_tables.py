"""TableSpec → Table: rows, columns, totals and what lies beneath (domain 8)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from pipeline.checks.term import State
from pipeline.figures.book import Book
from pipeline.figures.report import Block, Cell, Figure, Tally
from pipeline.figures.tables import build_block, build_table, largest
from pipeline.form.metric import Metric, Quotient, Rows, Span, Sum
from pipeline.form.table import BlockSpec, Col, Groups, Months, TableSpec, Total
from tests.figures.world import Buy, Buys, book, term

MONTHS = ["2026-03", "2026-04", "2026-05"]
MONEY = Metric(
    id="M-1", name="金額", unit="元", of=Sum(Buys.amount), sheet=Buys, formula="", by=[("類別",), ("類別", "品名")]
)
COUNT = Metric(id="M-2", name="筆數", unit="筆", of=Rows(), sheet=Buys, formula="", by=[("類別",), ("類別", "品名")])
MEAN = Metric(
    id="M-3",
    name="均價",
    unit="元/公斤",
    of=Quotient(Buys.amount, Buys.quantity),
    sheet=Buys,
    formula="",
    by=[("類別",)],
    decimals=2,
)
WHOLE = Metric(id="M-4", name="全期", unit="元", of=Sum(Buys.amount), sheet=Buys, formula="", span=Span.TERM)


def buy(month: int, kind: str, price: int, item: str = "甲", state: State = State.COUNTED) -> Buy:
    return Buy(date(2026, month, 2), kind, Decimal(1), Decimal(price), state, item)


BUYS = [
    buy(3, "肉類", 8),
    buy(3, "蔬菜", 1),
    buy(5, "蔬菜", 2, "乙"),
    buy(5, "", 4),
    buy(5, "糧油", 16, state=State.EXCLUDED),
]


@pytest.fixture
def figures() -> Book:
    return book(term(BUYS, nothing=["2026-04"]), MONEY, COUNT, MEAN, WHOLE)


def texts(cells: tuple[Cell, ...] | None) -> list[object]:
    return [cell.text if isinstance(cell, Figure) else cell for cell in cells or ()]


def drawn(found: Block | None) -> Block:
    assert found is not None
    return found


def test_rows_are_the_values_of_a_grouping_in_the_forms_order(figures: Book) -> None:
    block = drawn(build_block(BlockSpec("類別", Groups(("類別",)), [Col("M-1"), Col("M-2"), Col("M-3")]), figures))
    assert [(heading.text, heading.unit) for heading in block.headings] == [
        ("類別", ""),
        ("金額", "元"),
        ("筆數", "筆"),
        ("均價", "元/公斤"),
    ]
    assert [texts(row) for row in block.rows] == [
        ["蔬菜", "3.00", "2", "1.50"],
        ["肉類", "8.00", "1", "8.00"],
        ["（空白）", "4.00", "1", "4.00"],
    ]
    assert texts(block.total) == ["合計", "15.00", "4", "3.75"]


def test_the_total_of_a_rate_is_recomputed_and_a_table_may_have_none(figures: Book) -> None:
    spec = BlockSpec("類別", Groups(("類別",)), [Col("M-3")], total=Total.NONE)
    assert drawn(build_block(spec, figures)).total is None


def test_a_finer_grouping_stands_beneath(figures: Book) -> None:
    block = drawn(build_block(BlockSpec("類別", Groups(("類別",), ("類別", "品名")), [Col("M-1")]), figures))
    assert [texts(row) for row in block.rows] == [
        ["蔬菜", "3.00"],
        ["　乙", "2.00"],
        ["　甲", "1.00"],
        ["肉類", "8.00"],
        ["　甲", "8.00"],
        ["（空白）", "4.00"],
        ["　甲", "4.00"],
    ]
    assert block.indents == (0, 1, 1, 0, 1, 0, 1)


def test_rows_may_be_the_months_and_those_without_data_are_left_out(figures: Book) -> None:
    block = drawn(build_block(BlockSpec("月份", Months(), [Col("M-1"), Col("M-3")]), figures))
    assert [texts(row) for row in block.rows] == [["2026-03", "9.00", "4.50"], ["2026-05", "6.00", "3.00"]]


def test_one_column_a_month_and_the_term(figures: Book) -> None:
    columns = [Col("M-1", months=True), Col("M-4", months=True)]
    block = drawn(build_block(BlockSpec("類別", Groups(("類別",)), columns), figures))
    assert [heading.text for heading in block.headings] == ["類別", *MONTHS, "金額合計", "全期合計"]
    assert texts(block.rows[0]) == ["蔬菜", "1.00", "0.00", "2.00", "3.00", None]
    assert texts(block.total) == ["合計", "9.00", "0.00", "6.00", "15.00", "15.00"]


def test_labels_headings_and_orders_of_their_own(figures: Book) -> None:
    groups = Groups(("類別",), label=lambda _, value: f"【{value[0]}】", order=["糧油", "肉類"])
    block = drawn(build_block(BlockSpec("種類", groups, [Col("M-1", heading="花費")], title="第一塊"), figures))
    assert [heading.text for heading in block.headings] == ["種類", "花費"]
    assert [row[0] for row in block.rows] == ["【肉類】", "【】", "【蔬菜】"]
    assert block.title == "第一塊"


def test_a_column_of_a_metric_that_is_off_is_left_out() -> None:
    found = book(term(BUYS), MONEY)
    columns = [Col("M-2"), Col("M-1"), Col("M-3", months=True)]
    block = drawn(build_block(BlockSpec("類別", Groups(("類別",)), columns), found))
    assert [heading.text for heading in block.headings] == ["類別", "金額"]


def test_a_block_without_data_is_none() -> None:
    nothing = book(term([], nothing=MONTHS), MONEY)
    assert build_block(BlockSpec("月份", Months(), [Col("M-1")]), nothing) is None
    assert build_table(TableSpec("S99", "採購表", [Buys], [BlockSpec("月份", Months(), [Col("M-1")])]), nothing) is None


def test_nought_with_rows_behind_it_is_data() -> None:
    free = book(term([buy(3, "蔬菜", 0)]), MONEY)
    assert [texts(row) for row in drawn(build_block(BlockSpec("月份", Months(), [Col("M-1")]), free)).rows] == [
        ["2026-03", "0.00"]
    ]


def test_a_table_with_all_that_belongs_to_it(figures: Book) -> None:
    mine = Tally("F94", "採購", 5, 4, 1, 0, 0)
    figures.tallies = [mine, Tally("F94", "名單", 1, 1, 0, 0, 0)]
    spec = TableSpec(
        "S99",
        "採購表",
        [Buys],
        [BlockSpec("類別", Groups(("類別",)), [Col("M-1")]), lambda _: None],
        beneath=("M-2", "M-9"),
        notes=lambda _: ["註"],
        more_beneath=lambda found: [found.figures["M-4", (), found.term.code]],
    )
    table = build_table(spec, figures)
    assert table is not None
    assert (table.id, table.title, table.period) == ("S99", "採購表", "2025-2026-2 學期（2026-03 至 2026-05）")
    assert table.sources == ("F94「採購」",)
    assert [figure.metric for figure in table.beneath] == ["M-2", "M-4"]
    assert table.tallies == (mine,)
    assert table.notes == ("註",)
    assert len(table.blocks) == 1


def test_a_table_of_a_module_that_is_off_is_not_drawn(figures: Book) -> None:
    spec = TableSpec("S99", "校車表", [Buys], [BlockSpec("月份", Months(), [Col("M-1")])], module="P-24b")
    assert build_table(spec, figures) is None


def test_the_largest_values_and_the_rest(figures: Book) -> None:
    assert largest(figures, "M-1", "類別", 2) == (["肉類", ""], ["蔬菜"])
    assert largest(figures, "M-1", "類別", 9) == (["肉類", "", "蔬菜"], [])
