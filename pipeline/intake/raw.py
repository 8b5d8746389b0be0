"""What the stage "read" gives: one workbook as raw cells with their addresses, or a refusal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Literal

Kind = Literal["xlsx", "xlsm", "xls", "ods"]
"""What a workbook is by its content, whatever its file name says."""

Cell = int | float | str | bool | time | date | datetime | timedelta
"""One cell as calamine gives it; '' where it is blank."""

Address = tuple[int, int]
"""(row, column) of a cell, both 0-based: A1 is (0, 0)."""

Range = tuple[int, int, int, int]
"""(first row, first column, last row, last column), 0-based and inclusive."""


@dataclass(frozen=True, slots=True)
class RawSheet:
    """One worksheet as it stands in the file.

    `rows[0][0]` is always cell A1. All rows are of one length; they end with the last cell that has a value, so an
    address below may lie outside them. Every number of an .xlsx is a float. An error cell reads as its own text
    ('#REF!') and is in `error_cells`; a formula that was never calculated reads as '' and is in `uncached`.
    """

    name: str
    rows: list[list[Cell]]
    error_cells: Mapping[Address, str]
    uncached: frozenset[Address]
    hidden_rows: frozenset[int]
    hidden_columns: frozenset[int]
    merged: tuple[Range, ...]
    hidden: bool


class Telling(StrEnum):
    """What a remark is about."""

    EXTENSION = "extension"
    MACROS = "macros"
    LINKS = "links"
    UNCHECKED = "unchecked"


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that the filler is told as a NOTE; the workbook is read all the same."""

    code: Telling
    text: str


@dataclass(frozen=True, slots=True)
class RawWorkbook:
    """A workbook that could be read. `size` is in bytes; `name` is the path below the inbox."""

    name: str
    sha256: str
    size: int
    kind: Kind
    sheets: tuple[RawSheet, ...]
    remarks: tuple[Remark, ...]


class Why(StrEnum):
    """Why a file is refused."""

    NOT_A_FILE = "not-a-file"
    CANNOT_OPEN = "cannot-open"
    TOO_LARGE = "too-large"
    EMPTY = "empty"
    ENCRYPTED = "encrypted"
    XLSB = "xlsb"
    NOT_A_WORKBOOK = "not-a-workbook"
    DAMAGED = "damaged"
    BOMB = "bomb"
    DUPLICATE_MEMBER = "duplicate-member"
    DTD = "dtd"
    FAR_CELL = "far-cell"
    DUPLICATE_CELL = "duplicate-cell"
    CRASHED = "crashed"
    TIMED_OUT = "timed-out"
    OUT_OF_MEMORY = "out-of-memory"


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that was not read: what is wrong (`says`) and what to do (`fix`); `sha256` None where no byte was read."""

    name: str
    sha256: str | None
    size: int
    code: Why
    says: str
    fix: str
