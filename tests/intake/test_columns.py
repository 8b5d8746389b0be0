"""A whole column at once gives what its cells give one by one; blanks and refused cells are NOTHING or −1."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.form.column import Column, Date, Integer, Money, Number, People, Text
from pipeline.intake.cells import Understood, Unreadable, read_cell
from pipeline.intake.columns import ColumnReader, blanks, whole_numbers
from pipeline.intake.submission import NOTHING, ReadAs, Texts, Trouble

MARCH_2, MARCH_3 = 739677, 739678


def numbers(column: Column, cells: list[object]) -> list[int | None]:
    read = ColumnReader().read(column, cells)
    assert isinstance(read, np.ndarray)
    return [None if value == NOTHING else int(value) for value in read]


def texts(column: Column, cells: list[object]) -> list[str | None]:
    read = ColumnReader().read(column, cells)
    assert isinstance(read, Texts)
    return [None if code < 0 else read.values[code] for code in read.codes]


@pytest.mark.parametrize(
    ("column", "cells", "expected"),
    [
        (Money("金額"), [1.0, 2.5, 0.1 + 0.2], [100, 250, 30]),
        (Money("金額"), [1, 2], [100, 200]),
        (Money("金額"), [1.0, "", "2元", " "], [100, None, 200, None]),
        (Number("數量"), [0.001, 12345678.999], [1, 12345678999]),
        (Integer("人數"), [836.0, ""], [836, None]),
        (Date("日期"), [date(2026, 3, 2), date(2026, 3, 3)], [MARCH_2, MARCH_3]),
        (Date("日期"), [date(2026, 3, 2), "2026.3.3", "", "三月初"], [MARCH_2, MARCH_3, None, None]),
        (Money("金額"), ["", "", ""], [None, None, None]),
        (Money("金額"), [], []),
        (Date("日期"), [], []),
    ],
)
def test_numbers_and_dates(column: Column, cells: list[object], expected: list[int | None]) -> None:
    assert numbers(column, cells) == expected


def test_texts_are_kept_once_and_found_by_their_code() -> None:
    read = ColumnReader().read(Text("品名"), ["白菜", "", "蘿蔔", " 白菜", "白菜"])
    assert isinstance(read, Texts)
    assert list(read.values) == ["白菜", "蘿蔔"]
    assert read.codes.tolist() == [0, -1, 1, 0, 0]


def test_names_in_any_spelling_are_one_value() -> None:
    assert texts(People("採購人"), ["陳大勇,趙敏", "陳大勇 趙敏", ""]) == ["陳大勇、趙敏", "陳大勇、趙敏", None]


def test_each_refused_cell_is_told_at_its_own_place() -> None:
    reader = ColumnReader()
    column = Money("金額")
    column.name = "amount"
    read = reader.read(column, ["約500", 3.0, "約500", Unreadable("#REF!"), Unreadable("")])
    assert isinstance(read, np.ndarray)
    assert read.tolist() == [NOTHING, 300, NOTHING, NOTHING, NOTHING]
    told = [(trouble.column, trouble.index, trouble.rule, trouble.raw) for trouble in reader.troubles]
    assert told == [
        ("amount", 0, "G-06", "約500"),
        ("amount", 2, "G-06", "約500"),
        ("amount", 3, "G-10", "#REF!"),
        ("amount", 4, "G-10", ""),
    ]
    assert all(isinstance(trouble, Trouble) for trouble in reader.troubles)


def test_each_conversion_is_told() -> None:
    reader = ColumnReader()
    column = Money("金額")
    column.name = "amount"
    reader.read(column, ["１，２００", 3.0])
    assert reader.read_as == [ReadAs("amount", 0, "１，２００", "1200")]


def test_the_fast_way_leaves_odd_numbers_to_the_slow_one() -> None:
    assert whole_numbers(Money("金額"), [1.005]) is None
    assert whole_numbers(Money("金額"), [1e11]) is None
    assert numbers(Money("金額"), [1.0, 1.005]) == [100, None]


def test_a_true_is_no_number() -> None:
    assert numbers(Money("金額"), [1.0, True]) == [100, None]


def test_a_column_that_the_workbook_lacks_is_blank() -> None:
    missing = blanks(2, Text("品名"))
    assert isinstance(missing, Texts)
    assert missing.codes.tolist() == [-1, -1]
    assert blanks(2, Money("金額")).tolist() == [NOTHING, NOTHING]  # type: ignore[union-attr]  # a number column's array


@given(st.lists(st.decimals(min_value=0, max_value=10**9, places=2) | st.just(Decimal("0.1")), min_size=1, max_size=20))
def test_every_amount_survives_the_spreadsheets_floats(amounts: list[Decimal]) -> None:
    assert numbers(Money("金額"), [float(amount) for amount in amounts]) == [int(amount * 100) for amount in amounts]


CELLS = st.one_of(
    st.floats(min_value=-1e6, max_value=1e6).map(lambda value: round(value, 3)),
    st.sampled_from(["", " ", "500", "500元", "約500", "同上", "1,200", "2026-03-02", "五六千"]),
    st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    st.booleans(),
)


@given(st.lists(CELLS, max_size=12), st.sampled_from([Money("金額"), Number("數量"), Integer("人數"), Date("日期")]))
def test_a_column_reads_as_its_cells_do(cells: list[object], column: Column) -> None:
    one_by_one = [read_cell(column, cell) for cell in cells]
    expected = [result.value if isinstance(result, Understood) else None for result in one_by_one]
    assert numbers(column, cells) == expected
