"""What tests of rules are made of: changes of a clean spring, and the place at which each breach is to be found."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from pipeline.finding import Finding
from pipeline.form.filled import Filled, Value
from tests.forms.plant import with_rows

APRIL = "2026-04"
WHOLE_TERM = None
HEADING = 0
"""Row of a finding that stands on a heading."""

Row = dict[str, Value]
Key = TypeVar("Key")


@dataclass(frozen=True)
class Change:
    """Cells of an Excel row of a month's sheet; `cells` None takes the row out, the row after the last is new."""

    month: str
    sheet: str
    row: int
    cells: Row | None


@dataclass(frozen=True)
class Place:
    """Where the finding stands: month of the file, sheet, Excel row, column."""

    month: str
    sheet: str
    row: int
    column: str


@dataclass(frozen=True)
class Case:
    """One breach and where it is found (nowhere: it is allowed); `until` is the reported month."""

    rule: str
    what: str
    changes: Sequence[Change]
    at: Sequence[Place] = ()
    until: str | None = APRIL

    def __str__(self) -> str:
        return f"{self.rule}: {self.what}"


def one(rule: str, what: str, change: Change, column: str, *more: Change, until: str | None = APRIL) -> Case:
    """A breach that is found on the changed row."""
    return Case(rule, what, [change, *more], [on_row(change, column)], until)


def on_row(change: Change, column: str) -> Place:
    """A cell of the changed row."""
    return Place(change.month, change.sheet, change.row, column)


def planted(
    clean: Mapping[Key, Filled], changes: Iterable[Change], book_of: Callable[[Change], Key]
) -> dict[Key, Filled]:
    """The clean workbooks with these changes, one after the other; `book_of` says which workbook a change is for."""
    books = dict(clean)
    for change in changes:
        book = books[book_of(change)]
        if change.cells is None:
            books[book_of(change)] = without_row(book, change.sheet, change.row)
        else:
            books[book_of(change)] = with_cells(book, change.sheet, change.row, change.cells)
    return books


def removed_last(changes: Iterable[Change]) -> list[Change]:
    """The changes from below, rows that are taken out last, so that the others keep their numbers."""
    return sorted(changes, key=lambda change: (change.cells is None, -change.row))


def with_cells(filled: Filled, sheet: str, row: int, cells: Row) -> Filled:
    """The workbook with some cells of an Excel row typed otherwise (None = blank); the row after the last is new."""
    rows = [dict(line) for line in filled.sheets.get(sheet, [])]
    rows += [{}] if row == len(rows) + 2 else []
    rows[row - 2] = {**rows[row - 2], **cells}
    return with_rows(filled, sheet, rows)


def without_row(filled: Filled, sheet: str, row: int) -> Filled:
    """The workbook without an Excel row."""
    return with_rows(filled, sheet, [line for at, line in enumerate(filled.sheets[sheet], 2) if at != row])


def placed(found: Iterable[Finding]) -> list[tuple[str, Place]]:
    """Each finding's rule and place."""
    return [(one.rule, Place(one.month, one.place.sheet, one.place.row, one.place.column)) for one in found]


def assert_found(found: Sequence[Finding], case: Case) -> None:
    """The breach is found at its places and nothing else is; each has its cell, and no sentence has a gap."""
    assert placed(found) == [(case.rule, place) for place in case.at]
    assert all(one.place.cell for one in found)
    assert all("{" not in one.message for one in found)
