"""Rows of a sheet made in memory, and a term to hold them: for tests that need no workbook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

import numpy as np

from pipeline.checks.finder import Finder
from pipeline.checks.frames import gather
from pipeline.checks.resolve import Lists
from pipeline.checks.services import Calendar, Day, Parameters, Roster, Services, Staff, month_of
from pipeline.checks.term import Rows, Term
from pipeline.form.filled import Value
from pipeline.form.form import Registry
from pipeline.form.sheet import Sheet
from pipeline.intake.columns import ColumnReader
from pipeline.intake.submission import CoverData, SheetData, Submission

Cells = Mapping[str, Value]
FORM_ID = "F99"


def day(text: str) -> int:
    """Days of 2026-03-02."""
    return date.fromisoformat(text).toordinal()


def month(text: str) -> int:
    """Year × 12 + month − 1 of 2026-03."""
    year, number = text.split("-")
    return int(year) * 12 + int(number) - 1


def sheet_data(sheet: type[Sheet], rows: Sequence[Cells]) -> SheetData:
    """Rows as they stand in a workbook from row 2 on; cells by heading."""
    reader = ColumnReader()
    columns = {}
    for column in sheet.columns:
        cells = [_raw(row.get(column.title)) for row in rows]
        columns[column.name] = reader.read(column, cells)
    letters = {column.name: chr(65 + at) for at, column in enumerate(sheet.columns)}
    numbers = np.arange(2, len(rows) + 2, dtype=np.int32)
    return SheetData(sheet.title, sheet.title, 1, numbers, columns, letters, reader.troubles, reader.read_as)


def _raw(value: Value) -> object:
    if value is None:
        return ""
    return float(value) if isinstance(value, int | Decimal) else value


def submission(*sheets: SheetData, of: CoverData | None = None, name: str = "") -> Submission:
    """A file with these sheets; its name says form, month and version when none is given."""
    cover = of or cover_data("2026-03")
    names = name or f"{cover.form}_{cover.month}_{cover.part}_v{cover.version}.xlsx"
    return Submission(names, f"sha of {names}", 1, cover, sheets)


def cover_data(text: str, *, part: int = 1, version: int = 1, filled_on: str = "", form: str = FORM_ID) -> CoverData:
    """封面 of a month; without a day it is not said when it was filled."""
    on = day(filled_on) if filled_on else None
    return CoverData(form, "示例小學", "2025-2026-2", month(text), part, version, "陳大勇", on)


def services(parameters: Mapping[str, str] | None = None, people: Sequence[Staff] = ()) -> Services:
    """A school whose every Monday to Friday from 2026-03-02 to 2026-05-31 is a school day."""
    start, end = day("2026-03-02"), day("2026-05-31")
    school = [d for d in range(start, end + 1) if date.fromordinal(d).weekday() < 5]
    days = {d: Day("上課日" if d in school else "休息日", 1, "", bus=False) for d in range(start, end + 1)}
    rows = {code: [(start, text)] for code, text in (parameters or {}).items()}
    return Services(
        Parameters(rows, {}, units={"P-15": "%"}), Calendar(days), Roster.of(people), opening=start, end=end
    )


def term_of(
    *files: Submission,
    registry: Registry | None = None,
    of: Services | None = None,
    start: str = "2026-03-01",
    end: str = "2026-05-31",
    as_of: str = "",
) -> Term:
    """A term over these files, not judged."""
    first, last = day(start), day(end)
    until = day(as_of) if as_of else last
    months = list(range(month_of(first), month_of(until) + 1))
    received: dict[str, set[int]] = {}
    for file in files:
        if file.cover and file.cover.month is not None:
            received.setdefault(file.cover.form, set()).add(file.cover.month)
    kept = {form: frozenset(found) for form, found in received.items()}
    term = Term("2025-2026-2", "2025-2026-2", first, last, until, months, registry or Registry(forms=[]), files, kept)
    term.services = of or services()
    return term


def rows_of(sheet: type[Sheet], *rows: Cells, term: Term | None = None) -> Rows:
    """The rows of one sheet, typed as in a workbook, in one file of 2026-03 unless a term has others."""
    sheet.form = sheet.form or FORM_ID
    if term is None:
        of = cover_data("2026-03", form=sheet.form)
        term = term_of(submission(sheet_data(sheet, rows), of=of))
    found = gather(sheet, term, Finder(term.files), Lists({}))
    term.sheets[sheet] = found.rows
    return found.rows
