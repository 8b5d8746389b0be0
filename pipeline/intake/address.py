"""Addresses as workbooks write them (B7, C5:D9), and how far from A1 a cell may stand."""

from __future__ import annotations

import re

from pipeline.intake.raw import Address, Range, Why
from pipeline.intake.refusal import UnreadableError

ROWS_AT_MOST = 200_000
COLUMNS_AT_MOST = 1_024

AREA_AT_MOST = 2_000_000
"""Cells of one sheet, and of all sheets of a workbook, blank ones included: read, each takes 40 to 250 bytes."""

_CELL = re.compile(r"([A-Za-z]{1,3})([1-9]\d{0,6})")
_DIGITS_AT_MOST = 7
_BEFORE_A = ord("A") - 1


def parse_address(text: str) -> Address:
    """(row, column), 0-based, of an address such as B7. Raises UnreadableError for anything else."""
    found = _CELL.fullmatch(text)
    if found is None:
        raise UnreadableError(Why.DAMAGED)
    return int(found[2]) - 1, column_index(found[1])


def parse_range(text: str) -> Range:
    """First row, first column, last row and last column, 0-based, of a range such as C5:D9 or of one cell."""
    first, _, last = text.partition(":")
    return parse_address(first) + parse_address(last or first)


def column_index(letters: str) -> int:
    """0 for A, 26 for AA."""
    index = 0
    for letter in letters.upper():
        index = index * 26 + ord(letter) - _BEFORE_A
    return index - 1


def cell_name(row: int, column: int) -> str:
    """B7 for (6, 1)."""
    letters = ""
    rest = column + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{row + 1}"


def whole(text: str) -> int:
    """A count such as a row number. Raises UnreadableError for what is none, or is longer than any sheet has."""
    if not (text.isascii() and text.isdigit() and len(text) <= _DIGITS_AT_MOST) or not int(text):
        raise UnreadableError(Why.DAMAGED)
    return int(text)


class Extent:
    """The area from A1 to the farthest cells of a sheet that have a value."""

    def __init__(self, sheet: str) -> None:
        """Start with nothing; `sheet` is named in the refusal."""
        self._sheet = sheet
        self._rows = self._columns = 0

    def include(self, row: int, column: int) -> None:
        """Make room for a cell. Raises UnreadableError when it stands too far away."""
        if row < self._rows and column < self._columns:
            return
        self._rows = max(self._rows, row + 1)
        self._columns = max(self._columns, column + 1)
        too_far = self._rows > ROWS_AT_MOST or self._columns > COLUMNS_AT_MOST
        if too_far or self._rows * self._columns > AREA_AT_MOST:
            raise UnreadableError(Why.FAR_CELL, sheet=self._sheet, cell=cell_name(row, column))
