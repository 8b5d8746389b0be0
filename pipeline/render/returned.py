"""The workbook that goes back to its filler: the form anew, the filler's own rows, a note at each problem cell."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from pipeline.checks.finder import shown
from pipeline.checks.services import month_text
from pipeline.finding import Finding
from pipeline.form.column import Column, Date, Number
from pipeline.form.filled import Cover, Filled, Value
from pipeline.form.form import Form
from pipeline.form.sheet import Sheet
from pipeline.intake.address import cell_name
from pipeline.intake.script import fold
from pipeline.intake.submission import NOTHING, CoverData, SheetData, Submission, Texts
from pipeline.render.template import write_workbook

FIRST_ROW = 2
"""Excel row of the first data row in a workbook that we write."""

WORKBOOK = ".xlsx"
LONGEST_ORIGINAL = 60
VERSION = re.compile(r"_v\d+(?= \(|\.)")
UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f\ud800-\udfff]')


def returned_name(cover: CoverData, version: int) -> str:
    """F02_2025-2026-2_2026-03_1_v2.xlsx: form, term, month, part and the version to hand in next (contract)."""
    month = month_text(cover.month) if cover.month is not None else "無月份"
    return UNSAFE.sub("_", f"{cover.form}_{cover.term}_{month}_{cover.part}_v{version}.xlsx")


def named_after(name: str, original: str) -> str:
    """F06_…_1_v2 (水電_七月).xlsx: where several go back as the same version, each also bears the name it came by.

    `original` is the path below the inbox.
    """
    came_as = UNSAFE.sub("_", original.rpartition(".")[0] or original)[:LONGEST_ORIGINAL].strip()
    return f"{name.removesuffix(WORKBOOK)} ({came_as}){WORKBOOK}"


def without_version(name: str) -> str:
    """Form, term, month and part in the name of a returned workbook."""
    return VERSION.split(name, maxsplit=1)[0]


def returned_workbook(
    form: Form,
    submission: Submission,
    findings: Sequence[Finding],
    version: int,
    *,
    lists: Mapping[str, Sequence[str]],
    parameters: Mapping[str, Value],
) -> bytes:
    """The filler's workbook with what to correct; `findings` are those about this file.

    Raises:
        ValueError: when the file could not be told to be one of ours.
    """
    if submission.cover is None:
        raise ValueError(f"{submission.name} has no cover")
    filled = Filled(
        form=form.id,
        cover=next_cover(submission.cover, version),
        sheets={sheet.title: rows_again(sheet, submission.sheet(sheet.title)) for sheet in form.sheets},
        stamps=submission.cover.stamps,
    )
    problems = [moved_finding(finding, form, submission) for finding in findings]
    return write_workbook(form, filled, lists=lists, parameters=parameters, problems=problems, source=submission.name)


def next_cover(cover: CoverData, version: int) -> Cover:
    """The cover of the next hand-in.

    填報日期 is blank, for the filler to date anew: what has happened since the first hand-in lies after it (G-14).
    """
    return Cover(
        school=cover.school,
        term=cover.term,
        month=month_text(cover.month) if cover.month is not None else "",
        part=cover.part,
        filled_by=cover.filled_by,
        filled_on=None,
        reviewed_by=cover.reviewed_by,
        version=version,
        nothing_to_report=cover.nothing_to_report,
    )


def rows_again(sheet: type[Sheet], data: SheetData | None) -> list[dict[str, Value]]:
    """The rows as they were typed, by heading: cells that could not be read as the text that stood there."""
    if data is None:
        return []
    raw = {(trouble.column, trouble.index): trouble.raw for trouble in data.troubles}
    typed = [column for column in sheet.columns if column.formula is None]
    return [
        {column.title: raw.get((column.name, at), cell_value(column, data, at)) for column in typed}
        for at in range(len(data.rows))
    ]


def cell_value(column: Column, data: SheetData, at: int) -> Value:
    """One cell as the writer takes it."""
    values = data.columns[column.name]
    if isinstance(values, Texts):
        code = int(values.codes[at])
        return values.values[code] if code >= 0 else None
    number = int(values[at])
    if number == NOTHING:
        return None
    if isinstance(column, Number):
        return Decimal(number).scaleb(-column.scale)
    return date.fromordinal(number) if isinstance(column, Date) else shown(number, column)


def moved_finding(finding: Finding, form: Form, submission: Submission) -> Finding:
    """The finding at its cell in the returned workbook, whose rows and columns stand as the form has them."""
    sheet = next((one for one in form.sheets if fold(one.title) == fold(finding.place.sheet)), None)
    data = submission.sheet(sheet.title) if sheet else None
    if sheet is None or data is None:
        return finding
    titles = [column.title for column in sheet.columns]
    column = titles.index(finding.place.column) if finding.place.column in titles else 0
    row = 1
    if finding.place.row:
        at = data.rows.tolist()
        if finding.place.row not in at:
            return replace(finding, place=replace(finding.place, sheet=sheet.title, cell="", row=0))
        row = FIRST_ROW + at.index(finding.place.row)
    place = replace(finding.place, sheet=sheet.title, row=row if row > 1 else 0, cell=cell_name(row - 1, column))
    return replace(finding, place=place)
