"""The rules of whole files, and of what only a saved workbook can have, each planted in the clean spring of F06."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl

from pipeline.form.filled import Filled
from pipeline.intake.normalise import normalise
from pipeline.intake.read import read
from pipeline.intake.submission import Submission
from pipeline.render.template import file_name, write_workbook
from tests.forms.f06.clean import APRIL, CLEAN, MARCH, READINGS, SPRING
from tests.forms.plant import submission_of, with_rows

if TYPE_CHECKING:
    from openpyxl.workbook.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

Hands = Callable[[], list[Submission]]
Edit = Callable[["Workbook"], None]
COVER = "封面"
F06_APRIL = CLEAN["F06", APRIL]
NAME = "F06_2025-2026-2_2026-04.xlsx"


@dataclass(frozen=True)
class Found:
    """Where a finding stands; without a file, of what has not come."""

    rule: str
    effect: str
    file: str = NAME
    sheet: str = ""
    cell: str = ""


@dataclass(frozen=True)
class FileCase:
    """Workbooks that are handed in instead of the clean one of April, and everything that is found."""

    rule: str
    what: str
    hands_in: Hands
    expected: Sequence[Found]

    def __str__(self) -> str:
        return f"{self.rule}: {self.what}"


def edited(edit: Edit, filled: Filled = F06_APRIL) -> Submission:
    """A workbook that somebody opened, changed and saved."""
    form = SPRING.forms().form(filled.form)
    book = openpyxl.load_workbook(io.BytesIO(write_workbook(form, filled, blank_rows=0)))
    edit(book)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "book.xlsx"
        book.save(path)
        return normalise(read(str(path), file_name(form, filled.cover)), SPRING.forms())


def sheet_of(book: Workbook, title: str) -> Worksheet:
    """A sheet with cells."""
    found: Worksheet = book[title]
    return found


def says_may(book: Workbook) -> None:
    """The cover says another month than the hidden sheet."""
    cells = [cell for row in sheet_of(book, COVER).iter_rows() for cell in row]
    [month] = [at for at, cell in enumerate(cells) if cell.value == "月份"]
    following = next(cell for cell in cells[month + 1 :] if cell.value is not None)
    following.value = "2026-05"


def without_sheet(book: Workbook) -> None:
    del book[READINGS]


def heading_renamed(book: Workbook) -> None:
    heading = next(cell for cell in sheet_of(book, READINGS)[1] if cell.value == "本期讀數")
    heading.value = "數目"


def typed_over(book: Workbook) -> None:
    """ƒ 用量 of the first meter."""
    sheet_of(book, READINGS)[USAGE] = 99


USAGE = "I2"


def second(**cells: str) -> list[Submission]:
    """A second workbook of April, in which the last meter may be read otherwise."""
    rows = [dict(row) for row in F06_APRIL.sheets[READINGS]]
    rows[-1] |= cells
    again = with_rows(F06_APRIL, READINGS, rows)
    return [submission_of(F06_APRIL, SPRING.forms()), submission_of(again, SPRING.forms(), SECOND)]


def another_second() -> list[Submission]:
    return second(本期讀數="3111")


SECOND = "F06_again.xlsx"


def only(filled: Filled, name: str = "") -> Hands:
    """One workbook as it was written."""
    return lambda: [submission_of(filled, SPRING.forms(), name)]


def only_edited(edit: Edit) -> Hands:
    """One workbook, changed by somebody."""
    return lambda: [edited(edit)]


EMPTY = replace(F06_APRIL, sheets={title: [] for title in F06_APRIL.sheets})
SAYS_NOTHING = replace(F06_APRIL, cover=replace(F06_APRIL.cover, nothing_to_report=True))
NOT_COME = Found("G-04", "FLAG", "")
NOT_READ = Found("F06-R02", "FLAG", NAME, READINGS, "A1")
MONTH_CELL, VERSION_CELL, NIL_CELL = "C8", "C13", "C14"
NAMED_MAY = NAME.replace("2026-04", "2026-05")
ANOTHER_MONTH = Found("G-01", "HOLD", NAME, COVER, MONTH_CELL)
NO_SHEET = Found("G-02", "HOLD", NAME, READINGS)
RIVALS = [Found("G-03", "HOLD", file, COVER, VERSION_CELL) for file in (NAME, SECOND)]
NIL_RETURN = Found("G-25", "FLAG", NAME, COVER, NIL_CELL)

CASES = [
    FileCase("G-01", "the hidden sheet says another month", only_edited(says_may), [ANOTHER_MONTH, NOT_COME]),
    FileCase("G-01", "a name that says May", only(F06_APRIL, NAMED_MAY), [Found("G-01", "NOTE", NAMED_MAY)]),
    FileCase("G-02", "a sheet is gone", only_edited(without_sheet), [NO_SHEET, NOT_COME]),
    FileCase("G-02", "a heading that nobody knows", only_edited(heading_renamed), [NO_SHEET, NOT_COME]),
    FileCase("G-03", "two that cannot be ordered", another_second, [*RIVALS, NOT_COME]),
    FileCase("G-03", "the same twice", second, [Found("G-03", "NOTE", SECOND, COVER, VERSION_CELL)]),
    FileCase("G-04", "April has not come", list, [NOT_COME]),
    FileCase("G-10", "a result typed over", only_edited(typed_over), [Found("G-10", "FLAG", NAME, READINGS, USAGE)]),
    FileCase("G-25", "no row and no nil return", only(EMPTY), [NIL_RETURN, NOT_READ]),
    FileCase("G-25", "a nil return with rows", only(SAYS_NOTHING), [NIL_RETURN]),
]
MONTHS_BEFORE = [book for (form, month), book in CLEAN.items() if form == "F06" and month <= MARCH]
