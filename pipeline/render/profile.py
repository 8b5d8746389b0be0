"""The measures of the Word summary: GB/T 9704-2012 (格式 of official documents of party and state organs) by default.

A school whose own rules differ makes another `Profile`; nothing else holds a measure.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

Script = Literal["hant", "hans"]

TWIPS_PER_POINT = 20
POINTS_PER_MM = 72 / 25.4
EMU_PER_MM = 36_000
GRID_UNITS_PER_POINT = 4096


@dataclass(frozen=True)
class Fonts:
    """Font families by their Windows names. They are named, not shipped.

    `stand_ins` is what Word takes where a family is not installed.
    """

    body: str = "仿宋"
    heading: str = "黑体"
    subheading: str = "楷体"
    song: str = "宋体"
    title: str = "方正小标宋_GBK"
    stand_ins: tuple[tuple[str, str], ...] = (
        ("仿宋", "FangSong"),
        ("黑体", "SimHei"),
        ("楷体", "KaiTi"),
        ("宋体", "SimSun"),
        ("方正小标宋_GBK", "宋体"),
        ("方正小标宋简体", "宋体"),
    )


SIMPLIFIED_FONTS = Fonts(title="方正小标宋简体")
"""方正小标宋简体 has no Traditional characters, so it heads only what is written in Simplified ones."""


@dataclass(frozen=True)
class Profile:
    """Every measure of the summary, in the unit that its name ends with."""

    script: Script = "hant"
    fonts: Fonts = Fonts()

    width_mm: float = 210
    height_mm: float = 297
    top_mm: float = 37
    bottom_mm: float = 35
    inner_mm: float = 28
    outer_mm: float = 26
    header_mm: float = 25
    page_number_below_text_mm: float = 7

    characters_a_line: int = 28
    line_pt: float = 28.95
    spacing_pt: float = -0.3
    """Makes 28 characters of 16 pt fit where the grid's pitch is ignored; -0.25 would do, but LibreOffice narrows the
    text area to whole cells of the grid."""
    body_pt: float = 16
    title_pt: float = 22
    title_line_pt: float = 36
    page_number_pt: float = 14
    page_number_line_pt: float = 18
    header_pt: float = 9

    caption_pt: float = 12
    table_pt: float = 10.5
    small_table_pt: float = 9
    """For a table that does not fit otherwise."""
    smallest_table_pt: float = 7.5
    """For a table of which columns would have to be left out otherwise."""
    note_pt: float = 9
    cell_padding_pt: float = 2.85
    narrow_cell_padding_pt: float = 1.4
    """In small print, for a table that does not fit otherwise."""
    chart_mm: float = 150

    rows_in_text: int = 12
    """A longer table goes to the annex, so that no wall of figures parts the text."""
    rows_in_annex: int = 240
    """Of a longer table the annex shows the beginning; the rest stays in the statistics workbook."""
    rows_kept_together: int = 10

    @property
    def language(self) -> str:
        """The language tag of all text: Word has proofing tools and glyph shapes for these two, none for zh-Hant-CN."""
        return "zh-TW" if self.script == "hant" else "zh-CN"

    @property
    def text_width_pt(self) -> float:
        """The width of the text area (版心)."""
        return (self.width_mm - self.inner_mm - self.outer_mm) * POINTS_PER_MM

    @property
    def character_pt(self) -> float:
        """The pitch of one full-width character of the body."""
        return self.text_width_pt / self.characters_a_line

    @property
    def footer_mm(self) -> float:
        """From the paper's edge to the page number's line, so that its dashes stand as far below the text as asked."""
        return self.bottom_mm - self.page_number_below_text_mm - self.page_number_line_pt / 2 / POINTS_PER_MM

    def say(self, words: str) -> str:
        """The renderer's own words, written in Traditional characters, in the document's script."""
        return words if self.script == "hant" else _simplified(words)


@cache
def _simplified(words: str) -> str:
    from opencc import OpenCC

    return str(OpenCC("t2s").convert(words))


GBT9704 = Profile()
GBT9704_SIMPLIFIED = Profile(script="hans", fonts=SIMPLIFIED_FONTS)


def twips(points: float) -> int:
    """Points as Word counts them."""
    return round(points * TWIPS_PER_POINT)


def twips_of_mm(millimetres: float) -> int:
    """Millimetres as Word counts them."""
    return round(millimetres * POINTS_PER_MM * TWIPS_PER_POINT)


def half_points(points: float) -> int:
    """A font size as Word counts it."""
    return round(points * 2)
