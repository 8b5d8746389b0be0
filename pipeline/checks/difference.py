"""In which rows and cells two versions of a workbook differ, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from pipeline.checks.finder import shown
from pipeline.form.column import Column
from pipeline.form.form import Form
from pipeline.form.sheet import Sheet
from pipeline.intake.submission import NOTHING, ColumnData, SheetData, Submission, Texts

TOLD = 6
"""So many differences are told; the others are counted."""

NOTHING_TYPED = "（空白）"
Cells = tuple[str, ...]


@dataclass(frozen=True)
class Wording:
    """How the other workbook is spoken of: as what a newer version made of this one, or as a rival."""

    changed: str
    added: str
    left_out: str


VERSION = Wording("{was} 改為 {now}", "新增第{row}行", "刪去原第{row}行")
RIVAL = Wording("本文件 {was}、另一文件 {now}", "另一文件多第{row}行", "本文件多第{row}行")


@dataclass(frozen=True)
class Body:
    """The rows of one sheet as texts, with their Excel rows."""

    rows: Sequence[int]
    cells: Sequence[Cells]


def told_differences(old: Submission, new: Submission, form: Form, wording: Wording = VERSION) -> str:
    """「採購」第3行 數量 10 改為 12、新增第5行; '' where no row differs."""
    told = []
    for sheet in form.sheets:
        pair = old.sheet(sheet.title), new.sheet(sheet.title)
        told += [f"「{sheet.title}」{one}" for one in differences(sheet, *pair, wording)]
    more = f"等 {len(told)} 處" if len(told) > TOLD else ""
    return "，".join(told[:TOLD]) + more


def differences(sheet: type[Sheet], old: SheetData | None, new: SheetData | None, wording: Wording) -> Iterator[str]:
    """Each cell that was changed, each row that was added or left out; rows are numbered as in their own workbook."""
    columns = [column for column in sheet.columns if column.formula is None]
    before, after = body(columns, old), body(columns, new)
    for _, a, b, c, d in SequenceMatcher(None, before.cells, after.cells, autojunk=False).get_opcodes():
        if before.cells[a:b] == after.cells[c:d]:
            continue
        common = min(b - a, d - c)
        for i, j in zip(range(a, a + common), range(c, c + common), strict=True):
            pairs = zip(columns, before.cells[i], after.cells[j], strict=True)
            changed = [
                f"{column.title} {wording.changed.format(was=was or NOTHING_TYPED, now=now or NOTHING_TYPED)}"
                for column, was, now in pairs
                if was != now
            ]
            yield f"第{after.rows[j]}行 {'、'.join(changed)}"
        yield from (wording.added.format(row=row) for row in after.rows[c + common : d])
        yield from (wording.left_out.format(row=row) for row in before.rows[a + common : b])


def body(columns: Sequence[Column], data: SheetData | None) -> Body:
    """The sheet's rows as they were typed; what could not be read as the text that stood there."""
    if data is None:
        return Body((), ())
    raw = {(trouble.column, trouble.index): trouble.raw for trouble in data.troubles}
    texts = [typed(column, data.columns[column.name], raw) for column in columns]
    return Body(data.rows.tolist(), list(zip(*texts, strict=True)))


def typed(column: Column, values: ColumnData, raw: Mapping[tuple[str, int], str]) -> list[str]:
    """The cells of a column as texts."""
    if isinstance(values, Texts):
        read = [values.values[code] if code >= 0 else "" for code in values.codes.tolist()]
    else:
        read = [shown(None if number == NOTHING else number, column) for number in values.tolist()]
    return [raw.get((column.name, at), text) for at, text in enumerate(read)]
