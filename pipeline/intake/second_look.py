"""What the reader leaves out of a worksheet: error cells, uncalculated formulas, hidden rows and columns, merged cells.

calamine gives an empty string for an error cell and for a formula without a stored value, and aborts the whole process
on a cell far away. So the sheet's XML is looked at before it is read: by regular expressions where it is written as
every office program writes it, which costs a small part of the reading, and otherwise element by element (`walk`).
"""

from __future__ import annotations

import re

from pipeline.intake.address import AREA_AT_MOST, column_index, parse_address, parse_range, whole
from pipeline.intake.look import Look
from pipeline.intake.markup import decoded
from pipeline.intake.raw import Address
from pipeline.intake.walk import walk

# A sheet whose cells all match the first has at most 999 × 702 cells; for the second the area must be worked out.
_NEAR = re.compile(rb'<c r="([A-Z]{1,2}[1-9]\d{0,2})"')
_TALL = re.compile(rb'<c r="([A-Z]{1,2}[1-9]\d{0,4})"')
_BLANK = re.compile(rb'<c r="[A-Z]{1,3}[1-9]\d{0,6}"(?: s="\d+")?(?:/>|></c>)')
_ERROR = re.compile(rb'<c r="([A-Z]+\d+)"[^>]* t="e"[^>/]*>(.*?)</c>', re.DOTALL)
_ERROR_TYPE = re.compile(rb'(<(?:\w+:)?c\s[^>]*?\bt=)(["\'])e\2')
_VALUE = re.compile(rb"<v[^>]*>([^<]+)</v>")
_UNCACHED = re.compile(rb'<c r="([A-Z]+\d+)"([^>]*)>\s*<f[^>]*(?:/>|>[^<]*</f>)\s*(?:(</c>)|<v></v>|<v ?/>)')
_ROW = re.compile(rb'<row r="(\d+)"([^>]*)>')
_COLUMN = re.compile(rb"<col\s[^>]*>")
_HIDDEN = re.compile(rb'\shidden="(?:1|true)"')
_FROM_TO = re.compile(rb'\s(min|max)="(\d+)"')
_MERGED = re.compile(rb'<mergeCell\s[^>]*?\bref="([^"]+)"')
_LETTERS = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_DIGITS = b"0123456789"


def look(xml: bytes, sheet: str) -> Look:
    """What the reader leaves out of the worksheet `sheet`.

    Raises UnreadableError for a cell that stands twice or too far away, and for broken XML where it must be walked.
    """
    start, end = xml.find(b"<sheetData"), xml.rfind(b"</sheetData>")
    if start < 0 or (b"!" in xml and b"<!" in xml):
        return walk(xml, sheet)
    head, cells, tail = (xml[:start], xml[start:end], xml[end:]) if start < end else (xml, b"", xml)
    if not _is_plain(cells):
        cells = _BLANK.sub(b"", cells)
        if not _is_plain(cells):
            return walk(xml, sheet)
    return _look_at_plain(head, cells, tail)


def without_errors(xml: bytes) -> bytes:
    """The sheet with its error cells as texts: one error unknown to calamine (#BUSY!) would cost the whole workbook."""
    return _ERROR_TYPE.sub(rb"\1\2str\2", xml)


def _is_plain(cells: bytes) -> bool:
    """Whether the cells are written as `<c r="B7" …`, stand once each and near A1, and rows say which one is hidden."""
    if b"hidden=" in cells and cells.count(b"<row") != cells.count(b'<row r="'):
        return False
    written = cells.count(b"<c")
    for pattern in (_NEAR, _TALL):
        found = pattern.findall(cells)
        if len(found) == written:
            distinct = set(found)
            return len(distinct) == written and (pattern is _NEAR or _area(distinct) <= AREA_AT_MOST)
    return False


def _area(addresses: set[bytes]) -> int:
    """Cells from A1 to the last row and the last column of these addresses."""
    together = b" ".join(addresses)
    rows = set(together.translate(None, _LETTERS).split())
    columns = set(together.translate(None, _DIGITS).split())
    return max(map(int, rows), default=0) * max((column_index(text.decode()) + 1 for text in columns), default=0)


def _look_at_plain(head: bytes, cells: bytes, tail: bytes) -> Look:
    seen = Look()
    if b' t="e"' in cells:
        seen.error_cells.update(_errors(cells))
    if b"<f" in cells:
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
    texts = ((address, _VALUE.search(content)) for address, content in _ERROR.findall(cells))
    return {parse_address(decoded(address)): decoded(text[1]) for address, text in texts if text}


def _uncached(cells: bytes) -> list[Address]:
    """Formulas without a stored value; one whose stored text is empty (`t="str"` and `<v></v>`) has been calculated."""
    return [
        parse_address(decoded(address))
        for address, attributes, no_value in _UNCACHED.findall(cells)
        if no_value or b't="str"' not in attributes
    ]
