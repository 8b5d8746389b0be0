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
        return Doubt("表號", cover.form, f"表號「{cover.form}」不在本校使用的表之內", "請核對封面的表號。")
    if not cover.term:
        return _blank("學期")
    if not TERM_CODE.fullmatch(cover.term) and not cover.stamped_term:
        says = f"封面的學期「{cover.term}」讀不懂，不是可辨認的學期代碼"
        return Doubt("學期", cover.term, says, "請按 2025-2026-2 的樣式填寫（秋季 -1，春季 -2）。")
    return _blank("月份") if cover.month is None else None


def _blank(label: str) -> Doubt:
    return Doubt(label, "", f"封面沒有填{label}，不知屬於哪一期", "請補填後重新放入。")


def unidentified(known: Submission, cover: CoverData, doubt: Doubt) -> Submission:
    """The workbook, refused at the answer to blame; one that was typed and could not be read is blamed already."""
    blamed = next((one for one in known.troubles if one.column == doubt.label and one.effect is Effect.HOLD), None)
    if blamed is not None:
        return replace(known, refused=f"{blamed.says}；{blamed.fix}")
    cell = cover.cells.get(doubt.label, "")
    trouble = FileTrouble("G-01", Effect.HOLD, doubt.says, doubt.fix, cover.sheet, cell, doubt.label, doubt.value)
    return replace(known, refused=f"{doubt.says}；{doubt.fix}", troubles=(*known.troubles, trouble))
