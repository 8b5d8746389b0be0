"""What is wrong with a workbook, for its filler: the sheet 待更正, and a coloured cell with a note at each place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Final

from xlsxwriter.utility import xl_cell_to_rowcol

from pipeline.finding import Effect, Finding
from pipeline.render.template_style import (
    ACCENT,
    BAND,
    EXCLUDED,
    FAINT_INK,
    FAINT_LINE,
    FLAGGED,
    LINE,
    NOTED,
    WRONG,
    Styles,
    lines_needed,
)
from pipeline.render.text import scrub
from pipeline.render.widths import text_width

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

TITLE: Final = "待更正"
WIDTHS: Final = (13, 18, 12, 16, 20, 52, 46)
OUTCOMES: Final = (
    "停用該行、整份停用：暫不計入，改好才算。不計入：金額另列。制度違規：已計入，列為違規。提示：看一眼即可。"
)
WHAT_TO_DO: Final = "請改好下列各格，在封面填上重報的日期（版本已加 1，不必再改），另存後放入收件夾。"
JUMP: Final = "點「位置」可跳到那一格，游標移上去可看說明。"
LONGEST_NOTE: Final = 2000
_ORDER: Final = (Effect.HOLD, Effect.EXCLUDE, Effect.FLAG, Effect.NOTE)
_FILLS: Final = {Effect.HOLD: WRONG, Effect.EXCLUDE: EXCLUDED, Effect.FLAG: FLAGGED, Effect.NOTE: NOTED}


@dataclass(frozen=True)
class Cause:
    """All findings of one rule."""

    findings: tuple[Finding, ...]

    @property
    def first(self) -> Finding:
        """The one that stands for all."""
        return self.findings[0]


def causes(problems: Sequence[Finding]) -> list[Cause]:
    """The findings by rule, those that keep rows out of the figures first."""
    ordered = sorted(problems, key=lambda one: (_ORDER.index(one.effect), one.rule, one.order))
    return [Cause(tuple(group)) for _, group in groupby(ordered, key=lambda one: (one.effect, one.rule))]


def fills(problems: Sequence[Finding], sheets: Sequence[str]) -> dict[str, dict[tuple[int, int], str]]:
    """The colour of each marked cell, by sheet and by row and column counted from 0; the gravest finding decides."""
    found: dict[str, dict[tuple[int, int], str]] = {}
    for cause in reversed(causes(problems)):
        for finding in cause.findings:
            if finding.place.cell and finding.place.sheet in sheets:
                place = xl_cell_to_rowcol(finding.place.cell)
                found.setdefault(finding.place.sheet, {})[place] = _FILLS[finding.effect]
    return found


def notes(problems: Sequence[Finding], sheet: str) -> dict[str, str]:
    """The note of each marked cell of a sheet: what is wrong and what to do."""
    texts: dict[str, list[str]] = {}
    for cause in causes(problems):
        for finding in cause.findings:
            if finding.place.cell and finding.place.sheet == sheet:
                told = f"【{finding.effect_says}】{finding.says}。{finding.fix}"
                texts.setdefault(finding.place.cell, []).append(scrub(told))
    return {cell: "\n".join(told)[:LONGEST_NOTE] for cell, told in texts.items()}


def write_notes(target: Worksheet, problems: Sequence[Finding], sheet: str) -> None:
    """Put the notes beside their cells."""
    for cell, text in notes(problems, sheet).items():
        lines = sum(-(-max(1, text_width(line)) // 34) for line in text.split("\n"))
        look = {"author": "houqin", "width": 260, "height": 26 + 17 * lines, "font_size": 9}
        target.write_comment(cell, text, look)


@dataclass(frozen=True)
class ProblemSheet:
    """Writes 待更正: one line a cause, then one line a cell."""

    target: Worksheet
    styles: Styles
    sheets: Sequence[str]

    def write(self, problems: Sequence[Finding], source: str) -> None:
        """Write both lists; `source` names the file that came in."""
        found = causes(problems)
        self._set_up()
        places = sum(1 for cause in found for finding in cause.findings if finding.place.cell)
        title = f"待更正：{len(found)} 個原因，{places} 格"
        self.target.write_string(0, 0, title, self.styles(font_size=16, bold=True, font_color=ACCENT))
        came = f"交來的文件：{source}。" if source else ""
        for at, text in enumerate((scrub(f"{came}{WHAT_TO_DO}"), JUMP, OUTCOMES), 1):
            self.target.write_string(at, 0, text, self.styles(font_color=FAINT_INK))
        row = self._summary(5, found)
        self._details(row + 1, found)

    def _set_up(self) -> None:
        for at, width in enumerate(WIDTHS):
            self.target.set_column(at, at, width)
        self.target.hide_gridlines(2)
        self.target.set_default_row(20)
        self.target.set_row(0, 32)
        self.target.set_landscape()
        self.target.set_paper(9)
        self.target.fit_to_pages(1, 0)

    def _headings(self, row: int, headings: Sequence[str]) -> None:
        look = self.styles(bold=True, bg_color=BAND, font_color=ACCENT, bottom=1, bottom_color=LINE, indent=1)
        for at, heading in enumerate(headings):
            self.target.write_string(row, at, heading, look)

    def _summary(self, row: int, found: Sequence[Cause]) -> int:
        self._headings(row, ("處理", "規則", "格數", "工作表", "列", "原因（第一處）", "怎樣改"))
        for at, cause in enumerate(found, row + 1):
            one, count = cause.first, len(cause.findings)
            texts = (one.effect_says, one.rule, f"{count} 格", one.place.sheet, one.place.column, one.says, one.fix)
            self._line(at, texts, one.effect)
        return row + 1 + len(found)

    def _details(self, row: int, found: Sequence[Cause]) -> None:
        self._headings(row, ("處理", "規則", "位置", "工作表", "列", "哪裏不對", "現在填的"))
        for at, one in enumerate((finding for cause in found for finding in cause.findings), row + 1):
            where = (one.place.cell or "整本", one.place.sheet, one.place.column)
            self._line(at, (one.effect_says, one.rule, *where, one.says, one.value), one.effect)
            self._link(at, one)

    def _line(self, row: int, texts: Sequence[str], effect: Effect) -> None:
        line: dict[str, object] = {"bottom": 1, "bottom_color": FAINT_LINE, "text_wrap": True, "indent": 1}
        first, others = self.styles(**line, bg_color=_FILLS[effect], bold=True), self.styles(**line)
        for at, text in enumerate(texts):
            self.target.write_string(row, at, scrub(text), others if at else first)
        self.target.set_row(row, 17 * lines_needed(texts, WIDTHS) + 4)

    def _link(self, row: int, finding: Finding) -> None:
        place = finding.place
        if place.cell and place.sheet in self.sheets:
            look = self.styles(bottom=1, bottom_color=FAINT_LINE, font_color=ACCENT, underline=1, indent=1)
            self.target.write_url(row, 2, f"internal:'{place.sheet}'!{place.cell}", look, place.cell)
