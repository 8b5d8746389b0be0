"""How an exact number is rounded and printed (domain 3.2): half up, money to 分, percentages to one decimal."""

from __future__ import annotations

from fractions import Fraction

DECIMALS = {"元": 2, "%": 1, "元/天": 2, "元/單位": 2, "元/人餐": 2, "月": 1}
"""Printed places by unit; 0 for anything that is counted."""


def half_up(value: Fraction, decimals: int) -> Fraction:
    """Rounded half away from zero."""
    unit = 10**decimals
    scaled, parts = abs(value.numerator) * unit, value.denominator
    whole = Fraction((2 * scaled + parts) // (2 * parts), unit)
    return whole if value.numerator >= 0 else -whole


def decimals_of(unit: str, decimals: int | None = None) -> int:
    """Printed places of a unit, unless the metric says its own."""
    return DECIMALS.get(unit, 0) if decimals is None else decimals


def number_text(value: Fraction | None, unit: str, decimals: int | None = None) -> str:
    """12,345.00, 36.2% (of a ratio), 「—」 for no figure. The unit is left out, except %."""
    if value is None:
        return "—"
    places = decimals_of(unit, decimals)
    shown = half_up(value * 100 if unit == "%" else value, places)
    whole = abs(shown.numerator) * 10**places // shown.denominator
    digits = f"{whole:0{places + 1}d}"
    integer, fraction = (digits[:-places], digits[-places:]) if places else (digits, "")
    text = f"{int(integer):,}" + (f".{fraction}" if fraction else "")
    return ("-" if shown < 0 else "") + text + ("%" if unit == "%" else "")
