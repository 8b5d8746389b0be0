"""The look of the statistics workbook and of every chart: fonts, colours and number formats."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import Any, Final

FONT = "SimHei"
FONT_SIZE = 10

INK = "#262626"
FAINT_INK = "#6B6B6B"
ACCENT = "#1B4F8A"
HEADER_FILL = "#DCE6F2"
TOTAL_FILL = "#F2F2F2"
GRIDLINE = "#D9D9D9"
PALE_INK = "#9C9C9C"
"""For a zero or a missing figure among others: still to be read, but not in the way."""

PALETTE = ("#1B4F8A", "#D55E00", "#9CCBEB", "#8C2D04", "#DDCC77", "#8A8A8A")
"""Told apart by the colour-blind and, neighbour from neighbour, in grey print."""

REFERENCES = ("#D55E00", "#8C2D04")
"""Stand out from the line that they lie upon, the first of the palette."""

MARKERS = ("circle", "square", "diamond", "triangle", "x", "plus")
DASHES = ("dash", "round_dot", "dash_dot")

NO_FIGURE = "—"

_LINES: Final = {"border": 1, "border_color": GRIDLINE, "valign": "vcenter", "font_color": INK}
_TOTAL: Final = {**_LINES, "bold": True, "bg_color": TOTAL_FILL, "top": 1, "top_color": FAINT_INK}

CELL_STYLES: Final[Mapping[str, Mapping[str, Any]]] = MappingProxyType(
    {
        "cover": {"font_size": 22, "bold": True, "font_color": ACCENT, "valign": "vcenter", "text_wrap": True},
        "title": {"font_size": 14, "bold": True, "font_color": ACCENT, "valign": "vcenter", "text_wrap": True},
        "subtitle": {"font_size": 11, "bold": True, "font_color": INK, "valign": "vcenter", "text_wrap": True},
        "line": {"font_color": INK, "valign": "vcenter", "text_wrap": True},
        "faint": {"font_size": 9, "font_color": FAINT_INK, "valign": "vcenter", "text_wrap": True},
        "link": {"font_color": ACCENT, "underline": 1, "valign": "vcenter"},
        "linked": {**_LINES, "font_color": ACCENT, "underline": 1},
        "header": {**_LINES, "bold": True, "bg_color": HEADER_FILL, "align": "center", "text_wrap": True},
        "label": {**_LINES, "bg_color": HEADER_FILL, "text_wrap": True},
        "text": {**_LINES, "text_wrap": True},
        "number": {**_LINES, "align": "right"},
        "nothing": {**_LINES, "align": "right", "font_color": PALE_INK},
        "date": {**_LINES, "align": "center", "num_format": "yyyy-mm-dd"},
        "fact": {**_LINES, "bold": True, "bg_color": HEADER_FILL},
        "total text": {**_TOTAL, "text_wrap": True},
        "total number": {**_TOTAL, "align": "right"},
        "total date": {**_TOTAL, "align": "center", "num_format": "yyyy-mm-dd"},
    }
)


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


def font_scale(style: str) -> float:
    """How much larger than the usual a style's characters are."""
    return float(CELL_STYLES[style].get("font_size", FONT_SIZE)) / FONT_SIZE
