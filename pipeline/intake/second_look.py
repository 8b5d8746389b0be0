"""What the reader leaves out of a worksheet: error cells, uncalculated formulas, hidden rows and columns, merged cells.

calamine gives an empty string for an error cell and for a formula without a stored value, and aborts the whole process
on a cell far away. So the sheet's XML is looked at before it is read: by regular expressions where it is written as
every office program writes it, which costs a small part of the reading, and otherwise element by element (`walk`).
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from pipeline.intake.address import AREA_AT_MOST, column_index, parse_range, whole
from pipeline.intake.look import Look
from pipeline.intake.markup import decoded
from pipeline.intake.raw import Address, Why
from pipeline.intake.refusal import UnreadableError
from pipeline.intake.walk import walk

# What stands beside `<c r="B7"`: within 702 columns and 999 rows; within 702 columns and 99,999 rows.
_NOT_NEAR = re.compile(rb'<c(?! r="[A-Z]{1,2}[1-9]\d{0,2}")')
_NOT_TALL = re.compile(rb'<c(?! r="[A-Z]{1,2}[1-9]\d{0,4}")')
_ADDRESS = re.compile(rb'<c r="([A-Z]{1,2}\d{1,5})"')
_BLANK = re.compile(rb'<c r="[A-Z]{1,3}[1-9]\d{0,6}"[^>/]*(?:/>|></c>)')
_ERROR = re.compile(rb'<c r="([A-Z]+)(\d+)"[^>]* t="e"[^>/]*>(.*?)</c>', re.DOTALL)
_ERROR_TYPE = re.compile(rb'(<(?:\w+:)?c\s[^>]*?\bt=)(["\'])e\2')
_VALUE = re.compile(rb"<v[^>]*>([^<]+)</v>")
_NO_VALUE = re.compile(rb"f>\s*(?:</c>|<v></v>|<v ?/>)")
_SHARED_NO_VALUE = re.compile(rb"<f [^>]*/>\s*(?:</c>|<v></v>|<v ?/>)")
_UNCACHED = re.compile(rb'<c r="([A-Z]+)(\d+)"([^>]*)>\s*<f[^>]*(?:/>|>[^<]*</f>)\s*(?:(</c>)|<v></v>|<v ?/>)')
_ROW = re.compile(rb'<row r="(\d+)"([^>]*)>')
_COLUMN = re.compile(rb"<col\s[^>]*>")
_HIDDEN = re.compile(rb'\shidden="(?:1|true)"')
_FROM_TO = re.compile(rb'\s(min|max)="(\d+)"')
_MERGED = re.compile(rb'<mergeCell\s[^>]*?\bref="([^"]+)"')
_MERGED_FIRST = b"<worksheet><mergeCells></mergeCells>%b</sheetData></worksheet>"
"""calamine reads a sheet again for its merged ranges, until it finds them: empty ones in front halve its work."""

_FIRST_PIECE = 4096
_FILLED = re.compile(rb"<v(?!></v>|/>| />)")
_STRANGE = (b"<is", b"spreadsheetml", b"<![", b"<!--")
_MAIN_WITH_PREFIX = re.compile(rb'xmlns:\w+\s*=\s*["\'][^"\']*spreadsheetml/(?:2006/)?main')
"""Other ways to write a value, and what may hide one."""

_LETTERS = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_DIGITS = b"0123456789"


def look(xml: bytes, sheet: str, *, ghosts: bool = True) -> Look:
    """What the reader leaves out of the worksheet `sheet`; without `ghosts`, down to its last row with a value.

    Raises UnreadableError for a cell that stands too far away or, where it must be walked, twice, and for broken XML.
    """
    xml = xml if ghosts else without_ghosts(xml)
    seen = _look_quickly(xml) or walk(xml, sheet)
    if seen.error_cells:
        seen.to_read = without_errors(seen.to_read)
    return seen


def refuse_twice(seen: Look, filled: int, sheet: str) -> None:
    """Raise UnreadableError when more cells were written than the reader has `filled`, and one stands twice.

    Empty texts are allowed for, since prefilled formulas give many; one of a pair that is empty goes unnoticed.
    """
    if seen.written > filled + seen.to_read.count(b"<v></v>"):
        addresses = _ADDRESS.findall(_BLANK.sub(b"", seen.to_read))
        if len(set(addresses)) < len(addresses):
            twice, _ = Counter(addresses).most_common(1)[0]
            raise UnreadableError(Why.DUPLICATE_CELL, sheet=sheet, cell=decoded(twice))


def without_ghosts(xml: bytes) -> bytes:
    """The sheet without the rows below the last value: blank cells and prefilled formulas that nobody has used.

    Whatever may be a value in another way of writing keeps its row, and the sheet as it is.
    """
    start, end = xml.find(b"<sheetData>"), xml.rfind(b"</sheetData>")
    if not 0 <= start < end:
        return xml
    at = _last_value(xml, start, end)
    cut = xml.find(b"</row>", at, end) + len(b"</row>") if at >= 0 else xml.find(b"<row", start, end)
    if cut < start or _MAIN_WITH_PREFIX.search(xml, 0, start) or any(xml.find(one, cut, end) >= 0 for one in _STRANGE):
        return xml
    return xml[:cut] + xml[end:]


def _last_value(xml: bytes, start: int, end: int) -> int:
    """Where the last value stands, -1 when there is none; looked for in ever longer pieces of the end."""
    size = _FIRST_PIECE
    while True:
        found = -1
        for value in _FILLED.finditer(xml, max(start, end - size), end):
            found = value.start()
        if found >= 0 or end - size <= start:
            return found
        size *= 4


def without_errors(xml: bytes) -> bytes:
    """The sheet with its error cells as texts: one error unknown to calamine (#BUSY!) would cost the whole workbook."""
    return _ERROR_TYPE.sub(rb"\1\2str\2", xml)


def _look_quickly(xml: bytes) -> Look | None:
    start, end = xml.find(b"<sheetData>"), xml.rfind(b"</sheetData>")
    if start < 0 or end < start or (b"!" in xml and b"<!" in xml):
        return None
    head, cells, tail = xml[:start], xml[start:end], xml[end:]
    if not _is_plain(cells):
        cells = _BLANK.sub(b"", cells)
        if not _is_plain(cells):
            return None
    return _look_at_plain(head, cells, tail)


def _is_plain(cells: bytes) -> bool:
    """Whether the cells are written as `<c r="B7" …` and near A1, and rows as `<row r="7" …`."""
    if b"hidden=" in cells and cells.count(b"<row") != cells.count(b'<row r="'):
        return False
    if not _NOT_NEAR.search(cells):
        return True
    return not _NOT_TALL.search(cells) and _area(set(_ADDRESS.findall(cells))) <= AREA_AT_MOST


def _area(addresses: set[bytes]) -> int:
    """Cells from A1 to the last row and the last column of these addresses."""
    together = b" ".join(addresses)
    rows = set(together.translate(None, _LETTERS).split())
    columns = set(together.translate(None, _DIGITS).split())
    return max(map(int, rows), default=0) * max((_column(letters) + 1 for letters in columns), default=0)


def _look_at_plain(head: bytes, cells: bytes, tail: bytes) -> Look:
    seen = Look(to_read=_MERGED_FIRST % cells, written=cells.count(b"</c>"))
    if b' t="e"' in cells:
        seen.error_cells.update(_errors(cells))
    if _NO_VALUE.search(cells) or _SHARED_NO_VALUE.search(cells):
        seen.uncached.update(_uncached(cells))
    if b"hidden=" in cells:
        seen.hidden_rows.update(whole(decoded(row)) - 1 for row, rest in _ROW.findall(cells) if _HIDDEN.search(rest))
    if b"hidden=" in head:
        for column in filter(_HIDDEN.search, _COLUMN.findall(head)):
            numbers = {key: whole(decoded(number)) for key, number in _FROM_TO.findall(column)}
            seen.hide_columns(numbers.get(b"min", 1), numbers.get(b"max", 0))
    if b"mergeCell" in tail:
        seen.merged.extend(parse_range(decoded(text)) for text in _MERGED.findall(tail))
    return seen


def _errors(cells: bytes) -> dict[Address, str]:
    texts = ((row, column, _VALUE.search(content)) for column, row, content in _ERROR.findall(cells))
    return {_at(row, column): decoded(text[1]) for row, column, text in texts if text}


def _uncached(cells: bytes) -> list[Address]:
    """Formulas without a stored value; one whose stored text is empty (`t="str"` and `<v></v>`) has been calculated."""
    return [
        _at(row, column)
        for column, row, attributes, no_value in _UNCACHED.findall(cells)
        if no_value or b't="str"' not in attributes
    ]


def _at(row: bytes, column: bytes) -> Address:
    return int(row) - 1, _column(column)


@cache
def _column(letters: bytes) -> int:
    return column_index(letters.decode())
