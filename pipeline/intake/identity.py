"""What of 封面 must be known before the rows of a workbook are read: its form, term and month (G-01)."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace

from pipeline.finding import Effect
from pipeline.intake.submission import CoverData, FileTrouble, Submission

TERM_CODE = re.compile(r"\d{4}-\d{4}-\d")


@dataclass(frozen=True)
class Doubt:
    """An answer on 封面 that leaves open what the workbook is."""

    label: str
    value: str
    says: str
    fix: str


def in_doubt(cover: CoverData, forms: Collection[str]) -> Doubt | None:
    """What leaves it open which form, term or month the workbook is for; None when it is known."""
    if cover.form not in forms:
        return Doubt(
            "表號",
            cover.form,
            f"表號「{cover.form}」不在本校使用的表之內",
            "請在封面改正表號，表號見各張空白台賬的文件名。",
        )
    if not cover.term:
        return _blank("學期")
    if not TERM_CODE.fullmatch(cover.term) and not cover.stamped_term:
        says = f"封面的學期「{cover.term}」讀不懂，不是可辨認的學期代碼"
        return Doubt("學期", cover.term, says, "請按 2025-2026-2 的樣式填寫（秋季 -1，春季 -2）。")
    return _blank("月份") if cover.month is None else None


def _blank(label: str) -> Doubt:
    return Doubt(label, "", f"封面沒有填{label}，不知屬於哪一期", f"請在封面補填{label}。")


def unidentified(known: Submission, cover: CoverData, doubt: Doubt) -> Submission:
    """The workbook, refused at the answer to blame; one that was typed and could not be read is blamed already."""
    blamed = next((one for one in known.troubles if one.column == doubt.label and one.effect is Effect.HOLD), None)
    if blamed is not None:
        return replace(known, refused=told(blamed))
    cell = cover.cells.get(doubt.label, "")
    trouble = FileTrouble("G-01", Effect.HOLD, doubt.says, doubt.fix, cover.sheet, cell, doubt.label, doubt.value)
    return replace(known, refused=told(trouble), troubles=(*known.troubles, trouble))


def refused(known: Submission, says: str, fix: str) -> Submission:
    """A file that cannot be read, or of which nothing says that it is one of ours."""
    trouble = FileTrouble("G-01", Effect.HOLD, says, fix)
    return replace(known, refused=told(trouble), troubles=(*known.troubles, trouble))


def told(trouble: FileTrouble) -> str:
    """Why a file is refused and what to do, in one line."""
    return f"{trouble.says}；{trouble.fix}"
