"""How an exact number is rounded and printed (domain 3.2)."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.figures.number import decimals_of, half_up, number_text


@pytest.mark.parametrize(
    ("value", "decimals", "rounded"),
    [
        ("0.5", 0, "1"),
        ("-0.5", 0, "-1"),
        ("1.5", 0, "2"),
        ("2.5", 0, "3"),
        ("-2.5", 0, "-3"),
        ("0.005", 2, "0.01"),
        ("-0.005", 2, "-0.01"),
        ("0.0049999", 2, "0"),
        ("1/3", 2, "33/100"),
        ("2/3", 2, "67/100"),
        ("-2/3", 2, "-67/100"),
        ("1/8", 2, "13/100"),
        ("12345.678", 0, "12346"),
        ("7", 3, "7"),
    ],
)
def test_half_is_rounded_away_from_zero(value: str, decimals: int, rounded: str) -> None:
    assert half_up(Fraction(value), decimals) == Fraction(rounded)


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=6), st.integers(0, 5))
def test_rounding_is_that_of_decimal(value: Decimal, decimals: int) -> None:
    assert half_up(Fraction(value), decimals) == Fraction(value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP))


@pytest.mark.parametrize(
    ("value", "unit", "decimals", "text"),
    [
        ("0", "元", None, "0.00"),
        ("1234567.891", "元", None, "1,234,567.89"),
        ("-1234.5", "元", None, "-1,234.50"),
        ("-0.004", "元", None, "0.00"),
        ("-0.005", "元", None, "-0.01"),
        ("999999.995", "元", None, "1,000,000.00"),
        ("0.361702", "%", None, "36.2%"),
        ("417/420", "%", None, "99.3%"),
        ("1", "%", None, "100.0%"),
        ("0.9996", "%", None, "100.0%"),
        ("-0.008", "%", None, "-0.8%"),
        ("0", "%", None, "0.0%"),
        ("0.3", "%", 0, "30%"),
        ("420", "筆", None, "420"),
        ("1234.5", "筆", None, "1,235"),
        ("94", "元/天", None, "94.00"),
        ("18.04", "月", None, "18.0"),
        ("2/3", "千瓦時", 1, "0.7"),
        ("0.0005", "公斤", 3, "0.001"),
        ("12", "公斤", 3, "12.000"),
    ],
)
def test_numbers_as_they_are_printed(value: str, unit: str, decimals: int | None, text: str) -> None:
    assert number_text(Fraction(value), unit, decimals) == text


def test_no_figure_is_a_dash_and_never_nought() -> None:
    assert number_text(None, "元") == "—"
    assert number_text(None, "%") == "—"


def test_places_are_the_units_unless_the_metric_says_its_own() -> None:
    assert [decimals_of(unit) for unit in ("元", "%", "元/天", "月", "筆", "")] == [2, 1, 2, 1, 0, 0]
    assert decimals_of("元", 0) == 0
