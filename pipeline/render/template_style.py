"""The look of the workbooks that clerks fill: calm colours, one format for each purpose, made once a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum
from math import ceil
from typing import TYPE_CHECKING, Final

from pipeline.form.column import Column, Date, DateTime, Integer, Money, Number, Time
from pipeline.form.expression import Type
from pipeline.render.widths import text_width

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format

FONT: Final = "Microsoft YaHei"
FONT_SIZE: Final = 10

INK: Final = "#262626"
FAINT_INK: Final = "#6B6B6B"
ACCENT: Final = "#1B4F8A"
LINE: Final = "#BFC7D1"
FAINT_LINE: Final = "#DDE2E8"
BAND: Final = "#EAF0F7"
INPUT: Final = "#FFFDF2"
COMPUTED: Final = "#F2F2F2"
MISSING: Final = "#FFE9B8"
WRONG: Final = "#F8C9C4"
WRONG_INK: Final = "#8C1D18"
FLAGGED: Final = "#FBDDC4"
EXCLUDED: Final = "#E4DCF1"
NOTED: Final = "#FFF6D6"

FORMATS: Final = {
    Money: "#,##0.00",
    Integer: "0",
    Number: "General",
    Date: "yyyy-mm-dd",
    Time: "hh:mm",
    DateTime: "yyyy-mm-dd hh:mm",
}


class Duty(Enum):
    """Whether a column must be filled: its sign, its word and the colours of its heading (fill, ink)."""

    REQUIRED = ("●", "必填", "#1B4F8A", "#FFFFFF")
    CONDITIONAL = ("△", "有條件必填", "#BDD3EC", INK)
    OPTIONAL = ("○", "選填", "#F4F7FB", INK)
    COMPUTED = ("ƒ", "自動", "#DDDDDD", FAINT_INK)

    def __init__(self, sign: str, word: str, fill: str, ink: str) -> None:
        self.sign, self.word, self.fill, self.ink = sign, word, fill, ink

    @classmethod
    def of(cls, column: Column) -> Duty:
        """That of a column."""
        if column.formula is not None:
            return cls.COMPUTED
        if column.required:
            return cls.REQUIRED
        return cls.OPTIONAL if column.needed is None else cls.CONDITIONAL


def number_format(column: Column) -> str:
    """How Excel shows the column's cells; texts and codes stay as they are typed."""
    for kind in type(column).__mro__:
        if kind in FORMATS:
            return FORMATS[kind]
    if column.formula is not None:
        return "yyyy-mm-dd" if column.type is Type.DATE else "General"
    return "@"


def serial(day: date) -> float:
    """The number by which Excel knows a day, or a moment of it."""
    if isinstance(day, datetime):
        return (day - datetime(1899, 12, 30)).total_seconds() / 86_400  # noqa: DTZ001  # cells know no zone
    return day.toordinal() - 693_594


def lines_needed(texts: Sequence[str], widths: Sequence[int]) -> int:
    """How many lines the fullest of some neighbouring cells takes; a Chinese character is narrower than two digits."""
    return max([1, *(ceil(text_width(text) * 0.88 / width) for text, width in zip(texts, widths, strict=True))])


@dataclass(eq=False)
class Styles:
    """The formats of one workbook, each made at its first use."""

    workbook: Workbook
    _made: dict[frozenset[tuple[str, object]], Format] = field(default_factory=dict)

    def __call__(self, **properties: object) -> Format:
        """The format with these properties, in our font."""
        key = frozenset(properties.items())
        if key not in self._made:
            base = {"font_name": FONT, "font_size": FONT_SIZE, "font_color": INK, "valign": "vcenter"}
            self._made[key] = self.workbook.add_format({**base, **properties})
        return self._made[key]

    def over(self, **properties: object) -> Format:
        """What a conditional format lays over a cell, and nothing else."""
        return self.workbook.add_format(properties)

    def heading(self, column: Column) -> Format:
        """A data sheet's heading, coloured by its duty."""
        duty = Duty.of(column)
        return self(
            bold=True, font_color=duty.ink, bg_color=duty.fill, border=1, border_color=LINE, align="center",
            text_wrap=True,
        )  # fmt: skip

    def cell(self, column: Column, fill: str = "") -> Format:
        """A data cell: unlocked, unless it is computed."""
        computed = column.formula is not None
        look: dict[str, object] = {"num_format": number_format(column), "locked": computed, "border": 1}
        look["border_color"] = FAINT_LINE
        if computed:
            look |= {"bg_color": COMPUTED, "font_color": FAINT_INK}
        if fill:
            look |= {"bg_color": fill}
        if column.type in (Type.DATE, Type.MONTH, Type.TIME):
            look |= {"align": "center"}
        elif column.type is not Type.NUMBER:
            look |= {"align": "left", "indent": 1}
        return self(**look)
