"""What a newer version of a workbook changed: told beside the older one (G-03)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from pipeline.checks.fates import Fate, Fated
from pipeline.checks.finder import Finder
from pipeline.checks.tally import FileTally
from pipeline.figures.number import number_text
from pipeline.finding import Finding
from pipeline.intake.submission import Submission


def superseded_files(fated: Sequence[Fated], tallies: Sequence[FileTally]) -> list[Finding]:
    """G-03: each older file, with the figures that the newer one changed."""
    finder = Finder([])
    for one in fated:
        if one.fate is Fate.SUPERSEDED:
            changed = "" if one.by is None else changes(one.submission, one.by, tallies)
            for trouble in one.troubles:
                finder.on_file(one.submission, replace(trouble, says=trouble.says + changed))
    return finder.findings


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
    return f"；{'，'.join(told)}" if told else "；行數和金額沒有改變"


def _rows(line: FileTally | None) -> int:
    return line.rows["in"] if line else 0


def _yuan(line: FileTally | None) -> str:
    return number_text(Fraction(line.fen["in"] if line and line.fen else 0, 100), "元")
