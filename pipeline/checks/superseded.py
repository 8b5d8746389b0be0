"""What a newer version of a workbook changed, and where two that cannot be ordered differ (G-03)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from pipeline.checks.difference import RIVAL, told_differences
from pipeline.checks.fates import Fate, Fated
from pipeline.checks.finder import Finder
from pipeline.checks.tally import FileTally
from pipeline.figures.number import number_text
from pipeline.finding import Finding
from pipeline.form.form import Registry
from pipeline.intake.submission import FileTrouble, Submission


def superseded_files(fated: Sequence[Fated], tallies: Sequence[FileTally], registry: Registry) -> list[Finding]:
    """G-03: each older file, with the figures and the cells that the newer one changed."""
    finder = Finder([])
    for one in fated:
        if one.fate is Fate.SUPERSEDED:
            cover, told = one.submission.cover, ""
            if one.other is not None and cover is not None:
                cells = told_differences(one.submission, one.other, registry.form(cover.form))
                figures = changes(one.submission, one.other, tallies)
                told = f"；{figures}：{cells}" if cells else "；各行內容沒有改變"
            for trouble in one.troubles:
                finder.on_file(one.submission, replace(trouble, says=trouble.says + told))
    return finder.findings


def rival_troubles(one: Fated, registry: Registry) -> Sequence[FileTrouble]:
    """What is wrong with a file as a whole; beside one that cannot be ordered, where it differs from the other."""
    cover = one.submission.cover
    if one.other is None or cover is None:
        return one.troubles
    cells = told_differences(one.submission, one.other, registry.form(cover.form), RIVAL)
    said = f"。不同之處：{cells}" if cells else "。不同之處在封面"
    return [replace(each, says=each.says + said) if each.rule == "G-03" else each for each in one.troubles]


def changes(old: Submission, new: Submission, tallies: Sequence[FileTally]) -> str:
    """Rows and money of each sheet before and after, where they differ."""
    before, after = ({line.sheet: line for line in tallies if line.file == one.name} for one in (old, new))
    told = []
    for sheet in dict.fromkeys([*before, *after]):
        was, now = before.get(sheet), after.get(sheet)
        rows = _rows(was), _rows(now)
        money = _yuan(was), _yuan(now)
        parts = [f"{rows[0]} 行改為 {rows[1]} 行"] if rows[0] != rows[1] else []
        parts += [f"{money[0]} 元改為 {money[1]} 元"] if money[0] != money[1] else []
        told += [f"「{sheet}」{'、'.join(parts)}"] if parts else []
    return "，".join(told) or "行數和金額沒有改變"


def _rows(line: FileTally | None) -> int:
    return line.rows["in"] if line else 0


def _yuan(line: FileTally | None) -> str:
    return number_text(Fraction(line.fen["in"] if line and line.fen else 0, 100), "元")
