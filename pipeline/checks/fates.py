"""Which workbooks count: each file of the inbox gets one named fate (contract, Fates and rows; G-01 to G-03)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from pipeline.checks.services import month_text
from pipeline.finding import Effect
from pipeline.intake.submission import ColumnData, CoverData, FileTrouble, SheetData, Submission, Texts

FORM_ID = re.compile(r"[Ff]\d\d")
YEAR_MONTH = re.compile(r"\d{4}-\d\d")


class Fate(StrEnum):
    """What becomes of a file."""

    COUNTED = "counted"
    SUPERSEDED = "superseded"
    REFUSED = "refused"
    IGNORED = "ignored"


@dataclass(frozen=True)
class Fated:
    """A file, its fate, and why (Chinese; '' for a file that simply counts). `troubles` become Findings.

    `other` is the file that has taken the place of a superseded one, or a rival of one that cannot be ordered, when it
    says something else.
    """

    submission: Submission
    fate: Fate
    why: str = ""
    troubles: Sequence[FileTrouble] = ()
    other: Submission | None = None


def decide(submissions: Iterable[Submission], term: str, last_month: int | None) -> list[Fated]:
    """A fate for every file. `last_month` is the reported month (None: the whole term's files are read)."""
    fated: list[Fated] = []
    rivals: dict[tuple[str, int, int], list[tuple[Submission, CoverData]]] = defaultdict(list)
    for one in sorted(submissions, key=lambda submission: submission.name):
        cover, decided = one.cover, by_itself(one, term, last_month)
        if decided is not None:
            fated.append(decided)
        elif cover is not None and cover.month is not None:
            rivals[cover.form, cover.month, cover.part].append((one, cover))
    for group in rivals.values():
        fated += among_rivals(group)
    return sorted(fated, key=lambda one: one.submission.name)


def by_itself(one: Submission, term: str, last_month: int | None) -> Fated | None:
    """The fate of a file that needs no comparing; None where it may count."""
    cover, held = one.cover, [trouble for trouble in one.troubles if trouble.effect is Effect.HOLD]
    if one.refused or cover is None or cover.month is None:
        return Fated(one, Fate.REFUSED, one.refused, one.troubles)
    if term not in cover.terms:
        return Fated(one, Fate.IGNORED, f"屬於另一學期 {cover.term}")
    if last_month is not None and min(cover.months) > last_month:
        return Fated(one, Fate.IGNORED, f"屬於以後的月份 {month_text(cover.month)}")
    if held:
        return Fated(one, Fate.REFUSED, "；".join(trouble.says for trouble in held), one.troubles)
    return None


def among_rivals(group: list[tuple[Submission, CoverData]]) -> list[Fated]:
    """Of several files for one form, month and part the highest version counts, then the later 填報日期 (G-03)."""
    ranked = sorted(group, key=lambda pair: (-_order(pair[1])[0], -_order(pair[1])[1], pair[0].name))
    best, cover = ranked[0]
    tied = [one for one, other in ranked if _order(other) == _order(cover)]
    undecided = len(tied) > 1 and len({_content(one) for one in tied}) > 1
    first = [_undecidable(one, tied) for one in tied] if undecided else [Fated(best, Fate.COUNTED, "", best.troubles)]
    settled = {one.submission.name for one in first}
    return [*first, *(_superseded(one, best, cover) for one, _ in ranked if one.name not in settled)]


def _content(one: Submission) -> object:
    """What was typed in a workbook, whatever bytes it was saved in: copies saved again are identical still."""
    cover = None if one.cover is None else replace(one.cover, sheet="", cells={})
    return repr((cover, [(sheet.title, _columns(sheet), _raw(sheet)) for sheet in one.sheets]))


def _columns(sheet: SheetData) -> list[tuple[str, list[object]]]:
    return [(name, _values(column)) for name, column in sorted(sheet.columns.items()) if name not in sheet.computed]


def _values(column: ColumnData) -> list[object]:
    if isinstance(column, Texts):
        return [column.values[code] if code >= 0 else None for code in column.codes.tolist()]
    return [*column.tolist()]


def _raw(sheet: SheetData) -> list[tuple[str, int, str]]:
    """What could not be read as it was typed."""
    return sorted((trouble.column, trouble.index, trouble.raw) for trouble in sheet.troubles)


def _order(cover: CoverData) -> tuple[int, int]:
    return cover.version, cover.filled_on or 0


def _undecidable(one: Submission, tied: Sequence[Submission]) -> Fated:
    others = "、".join(other.name for other in tied if other is not one)
    says = f"與 {others} 是同一表、同月份、同版本、同日填報，內容卻不同，不知以哪份為準"
    fix = "只交正確的一份，版本加 1（退回的那一本已加好），其餘的請不要再交。"
    trouble = FileTrouble("G-03", Effect.HOLD, says, fix, _sheet(one), _cell(one, "版本"), "版本", _version(one))
    unlike = next(other for other in tied if _content(other) != _content(one))
    return Fated(one, Fate.REFUSED, says, [*one.troubles, trouble], unlike)


def _superseded(one: Submission, best: Submission, by: CoverData) -> Fated:
    same = _content(one) == _content(best)
    says = f"與 {best.name} 內容完全相同，只計一份" if same else f"已由 {best.name}（版本 {by.version}）取代"
    trouble = FileTrouble("G-03", Effect.NOTE, says, "", _sheet(one), _cell(one, "版本"), "版本", _version(one))
    return Fated(one, Fate.SUPERSEDED, says, [trouble], None if same else best)


def _sheet(one: Submission) -> str:
    return one.cover.sheet if one.cover else ""


def _cell(one: Submission, label: str) -> str:
    return one.cover.cells.get(label, "") if one.cover else ""


def _version(one: Submission) -> str:
    return str(one.cover.version) if one.cover else ""


def misnamed(one: Submission) -> FileTrouble | None:
    """G-01: a file name that names another form or month than 封面 is only told."""
    cover = one.cover
    if cover is None or cover.month is None:
        return None
    stem = one.name.rsplit("/", 1)[-1]
    parts = stem.replace(".", "_").split("_")
    forms = [part.upper() for part in parts[:1] if FORM_ID.fullmatch(part)]
    months = [part for part in parts if YEAR_MONTH.fullmatch(part)]
    if forms not in ([], [cover.form]) or (months and month_text(cover.month) not in months):
        says = f"文件名與封面（{cover.form} {month_text(cover.month)}）不一致，以封面為準"
        return FileTrouble("G-01", Effect.NOTE, says, "")
    return None
