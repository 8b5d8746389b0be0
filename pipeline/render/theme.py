"""The look of the statistics workbook and of every chart: fonts, colours and number formats."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

FONT = "SimHei"

INK = "#262626"
FAINT_INK = "#6B6B6B"
ACCENT = "#1B4F8A"
HEADER_FILL = "#DCE6F2"
TOTAL_FILL = "#F2F2F2"
GRIDLINE = "#D9D9D9"

PALETTE = ("#1B4F8A", "#F2B134", "#2E9C8A", "#B4434F", "#9CCBEB", "#8A8A8A")
"""Told apart by the colour-blind and, neighbour from neighbour, in grey print."""

MARKERS = ("circle", "square", "diamond", "triangle", "x", "plus")

NO_FIGURE = "—"


def luminance(colour: str) -> float:
    """How light a colour is, 0 black to 1 white (WCAG relative luminance)."""
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def readable_on(colour: str) -> str:
    """White or black, whichever stands out more on a colour."""
    light = luminance(colour)
    return "#FFFFFF" if 1.05 / (light + 0.05) > (light + 0.05) / 0.05 else "#000000"


def as_float(number: Fraction) -> float:
    """The float nearest to an exact number, which is all that a workbook can hold."""
    return number.numerator / number.denominator


def chart_font(size: int, **more: str | int) -> dict[str, Any]:
    """A font as XlsxWriter's charts take it."""
    return {"name": FONT, "size": size, "color": INK, "bold": False} | more
