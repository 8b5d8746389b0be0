"""Which form of which month has come, from whom, in what state (G-04, G-25; S01)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

import numpy as np

from pipeline.checks.services import first_day, last_day, month_of, month_text
from pipeline.checks.term import FILE, State, Term
from pipeline.finding import Effect, Finding, Place
from pipeline.form.form import Due, Form
from pipeline.intake.submission import FileTrouble, Submission

DEADLINE_DAY = "P-17"

CORRECT = "按各該文件的提示更正後重報"
REPORT = "填報；本月無事項也要零報"

HandIn = tuple[str, int | None, int]
"""Form, month and part: what several versions are handed in for."""


class Receipt(StrEnum):
    """State of a form and month, the first that applies (domain 8)."""

    NOT_DUE = "免報"
    MISSING = "未報送"
    RETURNED = "退回"
    LATE = "逾期"
    NOTHING = "零報"
    RECEIVED = "已交"


@dataclass(frozen=True)
class Received:
    """One form and month due (and part that came). `first_filled_on` is the earliest 填報日期 of its versions.

    `refused` counts the files that came for what is missing, none of which could be used.
    """

    form: Form
    month: int
    part: int
    state: Receipt
    file: int | None = None
    filled_by: str = ""
    filled_on: int | None = None
    first_filled_on: int | None = None
    version: int = 0
    deadline: int = 0
    due: bool = True
    refused: int = 0

    @property
    def how_missing(self) -> str:
        """Whether nothing came, or nothing that could be used."""
        return f"收到的 {self.refused} 份都未能採用，按未報送處理" if self.refused else "未報送"

    @property
    def on_time(self) -> bool:
        """Came, and first not after the deadline."""
        came = self.state not in (Receipt.NOT_DUE, Receipt.MISSING)
        return came and self.first_filled_on is not None and self.first_filled_on <= self.deadline


def due_months(form: Form, term: Term) -> list[int]:
    """The months of the window up to the reported one in which the form is due (domain 3.2, Due)."""
    if not term.switched_on(form.module):
        return []
    window = list(range(month_of(term.start), term.months[-1] + 1))
    school = set(term.base.calendar.school_months())
    once = {Due.ONCE_AT_START: month_of(term.start), Due.ONCE_AT_OPENING: month_of(term.base.opening)}
    if form.due in once:
        return [month for month in window if month == once[form.due]]
    return window if form.due is Due.EVERY_MONTH else [month for month in window if month in school]


def deadline(term: Term, month: int) -> int:
    """Day P-17 of the month after, as `date.toordinal`."""
    day = term.base.parameters.number(DEADLINE_DAY, last_day(month)) or 5
    return min(first_day(month + 1) + int(day) - 1, last_day(month + 1))


def receipts(term: Term, everything: Sequence[Submission], refused: Sequence[Submission] = ()) -> list[Received]:
    """Every form × month due, with each part that came; `everything` holds superseded versions too."""
    found: list[Received] = []
    first = first_filled(everything)
    held = files_with_held_rows(term)
    unusable = Counter((cover.form, cover.month) for one in refused if (cover := one.cover))
    for form in term.registry.forms:
        due = due_months(form, term)
        came = {(c.month, c.part): file for file, s in enumerate(term.files) if (c := s.cover) and c.form == form.id}
        months = sorted({*due, *(month for month, _ in came if month is not None)})
        for month in months:
            parts = sorted(part for m, part in came if m == month)
            if not parts:
                came_to_nothing = unusable[form.id, month]
                missing = Received(form, month, 1, Receipt.MISSING, deadline=deadline(term, month))
                found.append(replace(missing, refused=came_to_nothing))
            arrived = [_came(form, came[month, part], term, first, due=month in due) for part in parts]
            found += [replace(one, state=_state(one, term, held)) for one in arrived]
    return found


def first_filled(everything: Sequence[Submission]) -> dict[HandIn, int]:
    """The earliest 填報日期 of all versions of a form, month and part."""
    found: dict[HandIn, int] = {}
    for cover in (one.cover for one in everything):
        if cover is not None and cover.filled_on:
            which = (cover.form, cover.month, cover.part)
            found[which] = min(cover.filled_on, found.get(which, cover.filled_on))
    return found


def files_with_held_rows(term: Term) -> frozenset[int]:
    """The files of which a row is held."""
    held = (rows.frame[FILE].to_numpy()[np.equal(rows.state, State.HELD)] for rows in term.sheets.values() if len(rows))
    return frozenset(file for files in held for file in files.tolist())


def _came(form: Form, file: int, term: Term, first: Mapping[HandIn, int], *, due: bool) -> Received:
    cover = term.files[file].cover
    if cover is None or cover.month is None:
        raise LookupError(f"{term.files[file].name} counts without a cover")
    return Received(
        form=form,
        month=cover.month,
        part=cover.part,
        state=Receipt.RECEIVED,
        file=file,
        filled_by=cover.filled_by,
        filled_on=cover.filled_on,
        first_filled_on=first.get((cover.form, cover.month, cover.part)),
        version=cover.version,
        deadline=deadline(term, cover.month),
        due=due,
    )


def _state(known: Received, term: Term, held: frozenset[int]) -> Receipt:
    if not known.due or known.file is None:
        return Receipt.NOT_DUE
    nothing = is_empty(term.files[known.file])
    if not counts_as_received(term.files[known.file]):
        return Receipt.MISSING
    if known.file in held:
        return Receipt.RETURNED
    if known.first_filled_on is not None and known.first_filled_on > known.deadline:
        return Receipt.LATE
    return Receipt.NOTHING if nothing else Receipt.RECEIVED


def is_empty(submission: Submission) -> bool:
    """No data row in any sheet."""
    return not any(len(sheet.rows) for sheet in submission.sheets)


def says_nothing_to_report(submission: Submission) -> bool:
    """零報=是."""
    return submission.cover is not None and submission.cover.nothing_to_report


def counts_as_received(submission: Submission) -> bool:
    """Something is in it, or it says that there is nothing: otherwise it counts as 未報送 (G-25)."""
    return says_nothing_to_report(submission) or not is_empty(submission)


def nil_return(submission: Submission) -> FileTrouble | None:
    """G-25: no data row without 零報=是, or data rows with it."""
    cover = submission.cover
    if cover is None or is_empty(submission) == cover.nothing_to_report:
        return None
    cell = cover.cells.get("零報", "")
    value = "是" if cover.nothing_to_report else "否"
    if cover.nothing_to_report:
        says, fix = "封面寫零報，表內卻有資料", "資料已照常計入；請把零報改為否後重報。"
    else:
        says, fix = "表內沒有資料，封面又沒有寫零報，按未報送處理", "本月確無事項請把零報改為是，否則請補填。"
    return FileTrouble("G-25", Effect.FLAG, says, fix, cover.sheet, cell, "零報", value)


def no_date(submission: Submission) -> FileTrouble | None:
    """G-14 has nothing to compare with, and nobody can tell whether the workbook came in time."""
    cover = submission.cover
    if cover is None or cover.filled_on or "填報日期" in {trouble.column for trouble in submission.troubles}:
        return None
    says = "封面沒有填報日期：無法核對各行日期，也不能算按時報送"
    cell = cover.cells.get("填報日期", "")
    return FileTrouble("G-14", Effect.NOTE, says, "請填上填報的日期後重報。", cover.sheet, cell, "填報日期")


def missing_months(found: Sequence[Received]) -> dict[str, list[str]]:
    """By form's title its months that are due and missing; tells of those for which only unusable files came."""
    months: dict[str, list[str]] = defaultdict(list)
    for one in found:
        if one.due and one.state is Receipt.MISSING:
            unusable = f"，收到的 {one.refused} 份未能採用" if one.refused else ""
            months[one.form.title].append(month_text(one.month) + unusable)
    return dict(months)


def missing_forms(found: Sequence[Received]) -> list[Finding]:
    """G-04: a form and month that is due and has not come, never taken as zero."""
    return [
        Finding(
            rule="G-04",
            effect=Effect.FLAG,
            place=Place(""),
            says=f"{month_text(one.month)}「{one.form.title}」{one.how_missing}",
            fix=f"請{one.form.filler}{CORRECT if one.refused else REPORT}（截止 {date.fromordinal(one.deadline)}）。",
            form=one.form.id,
            month=month_text(one.month),
            version=0,
        )
        for one in found
        if one.state is Receipt.MISSING and one.due and one.file is None
    ]
