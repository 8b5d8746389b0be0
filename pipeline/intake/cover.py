"""Reads 封面 and the hidden sheet: what a workbook says that it is (G-01)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.finding import Effect
from pipeline.form.column import Date, Integer, Month, Text
from pipeline.intake.address import cell_name
from pipeline.intake.cells import NotUnderstood, Understood, read_cell
from pipeline.intake.raw import RawSheet, RawWorkbook
from pipeline.intake.script import fold
from pipeline.intake.submission import CoverData, FileTrouble

COVER, HIDDEN = "封面", "字典"
UNREAD = frozenset({"填寫說明", "待更正"})
"""Sheets of ours that hold nothing to read."""

LABELS = ("表號", "學校", "學期", "月份", "分冊", "填報人", "填報日期", "覆核人", "版本", "零報")
STAMPED = ("表號", "學校", "學期", "月份")
"""What a month's workbook was made for: it stands on the hidden sheet too."""

WANTED = {fold(label): label for label in LABELS}
TYPES = {
    "月份": Month("月份"),
    "分冊": Integer("分冊"),
    "版本": Integer("版本"),
    "填報日期": Date("填報日期"),
}
FAR = 4
"""A value stands at most so many cells to the right of its label."""


@dataclass(frozen=True)
class Labelled:
    """A label's value and the cell it stands in."""

    raw: object
    cell: str


def labelled(sheet: RawSheet) -> dict[str, Labelled]:
    """Values by label: the first filled cell to the right of each label in the first columns."""
    found: dict[str, Labelled] = {}
    for r, row in enumerate(sheet.rows[:60]):
        for c, cell in enumerate(row[:6]):
            label = _label(cell)
            if label and label not in found:
                found[label] = next(_to_the_right(row, r, c), Labelled("", cell_name(r, c + 1)))
    return found


def _label(cell: object) -> str:
    return WANTED.get(fold(cell.rstrip("：: *●")), "") if isinstance(cell, str) and cell else ""


def _to_the_right(row: Sequence[object], r: int, c: int) -> Iterator[Labelled]:
    """Filled cells up to the next label: what stands behind that one is its own answer."""
    for at in range(c + 1, min(c + 1 + FAR, len(row))):
        if _label(row[at]):
            return
        if row[at] != "":
            yield Labelled(row[at], cell_name(r, at))


def find_sheet(raw: RawWorkbook, title: str) -> RawSheet | None:
    """The sheet of that title, whatever its script or spaces."""
    return next((sheet for sheet in raw.sheets if fold(sheet.name) == fold(title)), None)


class CoverReader:
    """Reads one workbook's cover; `troubles` holds what is wrong with it."""

    def __init__(self, raw: RawWorkbook) -> None:
        self.troubles: list[FileTrouble] = []
        cover, hidden = find_sheet(raw, COVER), find_sheet(raw, HIDDEN)
        self._cover = labelled(cover) if cover else {}
        self._hidden = labelled(hidden) if hidden else {}
        self._sheet = cover.name if cover else COVER

    def read(self) -> CoverData | None:
        """The cover, or None when the workbook is none of ours."""
        form = (self._text("表號") or "").upper()
        if not form:
            return None
        cover = CoverData(
            form=form,
            school=self._text("學校"),
            term=self._text("學期"),
            month=self._number("月份"),
            part=self._number("分冊") or 1,
            version=self._number("版本") or 1,
            filled_by="".join(self._text("填報人").split()),
            filled_on=self._number("填報日期"),
            reviewed_by="".join(self._text("覆核人").split()),
            nothing_to_report=self._text("零報") in ("是", "TRUE", "True"),
            sheet=self._sheet,
            cells={label: at.cell for label, at in self._cover.items()},
            stamps={label: text for label in STAMPED if (text := _as_text(self._stamp(label)))},
            stamped_month=understood("月份", self._stamp("月份")),
        )
        self._compare()
        return cover

    def _raw(self, label: str) -> object:
        at = self._cover.get(label)
        return at.raw if at is not None and at.raw != "" else self._stamp(label)

    def _stamp(self, label: str) -> object:
        hidden = self._hidden.get(label)
        return hidden.raw if hidden is not None else ""

    def _text(self, label: str) -> str:
        return _as_text(self._raw(label))

    def _number(self, label: str) -> int | None:
        """The answer; where it cannot be read, that of the hidden sheet, so that it is known whose workbook it is."""
        raw = self._raw(label)
        result = read_cell(TYPES[label], raw)
        if isinstance(result, NotUnderstood):
            self._blame(label, f"封面的{label}「{raw}」讀不懂，{result.says}", result.fix)
            return understood(label, self._stamp(label))
        return int(result.value) if isinstance(result, Understood) else None

    def _compare(self) -> None:
        for label in (*STAMPED, "分冊"):
            cover, hidden = self._cover.get(label), self._hidden.get(label)
            if cover is None or hidden is None or "" in (cover.raw, hidden.raw):
                continue
            blamed = any(trouble.column == label for trouble in self.troubles)
            if not blamed and _comparable(label, cover.raw) != _comparable(label, hidden.raw):
                says = f"封面的{label}「{_as_text(cover.raw)}」與範本原來的「{_as_text(hidden.raw)}」不同"
                self._blame(label, says, "請用該月的範本填寫，或把封面改回來。")

    def _blame(self, label: str, says: str, fix: str) -> None:
        at = self._cover.get(label)
        cell, value = (at.cell, _as_text(at.raw)) if at else ("", "")
        self.troubles.append(FileTrouble("G-01", Effect.HOLD, says, fix, self._sheet, cell, label, value))


def understood(label: str, raw: object) -> int | None:
    """The number, day or month that an answer is; None for a blank and for what cannot be read."""
    result = read_cell(TYPES[label], raw)
    return int(result.value) if isinstance(result, Understood) else None


def _as_text(raw: object) -> str:
    result = read_cell(Text("文字", code=True), raw)
    return str(result.value) if isinstance(result, Understood) else ""


def _comparable(label: str, raw: object) -> object:
    column = TYPES.get(label)
    result = None if column is None else read_cell(column, raw)
    return result.value if isinstance(result, Understood) else fold(_as_text(raw))
