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
    """One breach and where it is found (nowhere: it is allowed); `until` is the reported month.

    `also`: what the same change must break besides. `given`: workbooks handed in besides the clean ones, or instead of
    those of the same form and month.
    """

    rule: str
    what: str
    changes: Sequence[Change]
    at: Sequence[Place] = ()
    until: str | None = APRIL
    also: Sequence[tuple[str, Place]] = ()
    given: Sequence[Filled] = ()

    def __str__(self) -> str:
        return f"{self.rule}: {self.what}" if self.rule else self.what

    @property
    def expected(self) -> list[tuple[str, Place]]:
        """Every finding: its rule and place."""
        return sorted([*((self.rule, place) for place in self.at), *self.also], key=str)


def one(rule: str, what: str, change: Change, column: str, *more: Change, until: str | None = APRIL) -> Case:
    """A breach that is found on the changed row."""
    return Case(rule, what, [change, *more], [on_row(change, column)], until)


def refused(
    rule: str, change: Change, column: str, *also: tuple[str, Place], until: str | None = APRIL, what: str = ""
) -> Case:
    """A cell that breaks a cell rule, with what follows from that."""
    return Case(rule, what or column, [change], [on_row(change, column)], until, also)


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
    """Rows that are taken out last and from below, so that the others keep their numbers."""
    return sorted(changes, key=lambda change: (0, 0) if change.cells is not None else (1, -change.row))


def with_cells(filled: Filled, sheet: str, row: int, cells: Row) -> Filled:
    """The workbook with some cells of an Excel row typed otherwise (None = blank); one beyond the last is a new row."""
    rows = [dict(line) for line in filled.sheets.get(sheet, [])]
    at = min(row - 2, len(rows))
    rows[at:] = [{**(rows[at] if at < len(rows) else {}), **cells}, *rows[at + 1 :]]
    return with_rows(filled, sheet, rows)


def without_row(filled: Filled, sheet: str, row: int) -> Filled:
    """The workbook without an Excel row."""
    return with_rows(filled, sheet, [line for at, line in enumerate(filled.sheets[sheet], 2) if at != row])


def placed(found: Iterable[Finding]) -> list[tuple[str, Place]]:
    """Each finding's rule and place."""
    return [(one.rule, Place(one.month, one.place.sheet, one.place.row, one.place.column)) for one in found]


def assert_found(found: Sequence[Finding], case: Case) -> None:
    """What the case expects is found and nothing else is; each has its cell, and no sentence has a gap."""
    assert sorted(placed(found), key=str) == case.expected
    assert all(map(is_whole, found))


def is_whole(one: Finding) -> bool:
    """It has its cell, and its sentence has no gap."""
    return bool(one.place.cell) and "{" not in one.message
