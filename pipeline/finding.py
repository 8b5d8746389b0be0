"""What the batch has to say about somebody's workbook.

A user's mistake is a value (a Finding); a program's mistake is an exception.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum


class Effect(StrEnum):
    """What a broken rule does to its row (domain 3.1)."""

    HOLD = "HOLD"
    EXCLUDE = "EXCLUDE"
    FLAG = "FLAG"
    NOTE = "NOTE"

    @property
    def chinese(self) -> str:
        """The word that a clerk reads for the effect."""
        return _CHINESE[self]


_CHINESE = {
    Effect.HOLD: "停用該行",
    Effect.EXCLUDE: "不計入",
    Effect.FLAG: "制度違規",
    Effect.NOTE: "提示",
}
HOLD_FILE = "整份停用"
RESTRICTED = "這個工作表限閱，所填內容和原因只列在退回的台賬"
NOT_READ = "沒有讀取"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a finding stands: a file, a sheet and a cell, as Excel names them.

    `sheet` and `cell` are empty for a finding about the whole file; `row` is the Excel row
    number (1-based) and 0 where the finding stands on no row. `file` is the path below the
    inbox, with forward slashes, and empty where there is no file (a form that never came).
    """

    file: str
    sheet: str = ""
    row: int = 0
    cell: str = ""
    column: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One breach of one rule, with what is wrong (`says`) and what to do (`fix`), in Chinese.

    `value` is the cell as the filler typed it. `form`, `month` (YYYY-MM), `part` and `version` say
    which workbook it is about; they stand apart from `place`, since a missing workbook has no file.
    What a `restricted` one says is for the filler's own workbook alone; others get `for_others`.
    """

    rule: str
    effect: Effect
    place: Place
    says: str
    fix: str = ""
    value: str = ""
    form: str = ""
    month: str = ""
    part: int = 1
    version: int = 1
    restricted: bool = False

    @property
    def for_others(self) -> Finding:
        """What the head, the register and the screen get: of a restricted sheet the place and the rule alone."""
        return replace(self, value="", says=RESTRICTED, fix="") if self.restricted else self

    @property
    def message(self) -> str:
        """The whole line for a clerk (domain 7, message style)."""
        at = [self._workbook, self.place.sheet]
        at.append(f"第{self.place.row}行" if self.place.row else "")
        at.append(f"{self.place.column} = {self.value}" if self.value and self.place.column else self.place.column)
        where = " › ".join(part for part in at if part)
        return f"{where}：{self.says.rstrip('。')}（{self.rule}）。{self.outcome}{self.fix}"

    @property
    def _workbook(self) -> str:
        """F02 2026-03 v1; where no row is told, the file's name too: several files may be that."""
        version = f"v{self.version}" if self.version else ""
        known = " ".join(part for part in (self.form, self.month, version) if part) if self.form else ""
        if self.place.row or not self.place.file:
            return known or self.place.file
        return f"{self.place.file}（{known}）" if known else self.place.file

    @property
    def effect_says(self) -> str:
        """The word that a clerk reads for the effect: what is held is a row, a workbook of ours or any other file."""
        if self.effect is not Effect.HOLD or self.place.row:
            return self.effect.chinese
        return HOLD_FILE if self.form else NOT_READ

    @property
    def outcome(self) -> str:
        """What has become of the row or the file, as a sentence."""
        if not self.place.file:
            return ""
        counted = "已計入，" if self.place.row else ""
        if self.effect is Effect.HOLD and not self.form:
            return "這個文件沒有讀取，內容未計入任何數字。"
        return {
            Effect.HOLD: f"{'該行' if counted else '整份'}暫不計入任何數字，更正後重報。",
            Effect.EXCLUDE: "金額另列，不計入總數。",
            Effect.FLAG: f"{counted}列為違規。",
            Effect.NOTE: f"{counted}僅作提示。",
        }[self.effect]

    @property
    def order(self) -> tuple[str, ...]:
        """Sort key: the same findings come out in the same order, whatever found them first."""
        place = self.place
        file = (self.form, self.month, f"{self.part:04}", place.file)
        return (*file, place.sheet, f"{place.row:08}", self.rule, place.cell)
