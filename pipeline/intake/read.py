"""Stage "read": one file to raw cells with their addresses. Knows calamine, nothing of forms."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetMetadata,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from pipeline.intake import open_document, spreadsheet
from pipeline.intake.address import AREA_AT_MOST, cell_name
from pipeline.intake.archive import Archive, stored
from pipeline.intake.look import Look
from pipeline.intake.preflight import load, recognise
from pipeline.intake.raw import RawSheet, RawWorkbook, Refusal, Why
from pipeline.intake.refusal import UnreadableError
from pipeline.intake.remarks import remarks
from pipeline.intake.second_look import look, refuse_twice


@dataclass(frozen=True, slots=True)
class Need:
    """What of a workbook is asked for.

    `skip`: titles of sheets that hold nothing to read; they are not even inflated. Without `ghosts`, an .xlsx is read
    down to the last row with a value: what stands below is prefilled formulas that nobody has used.
    """

    skip: Collection[str] = ()
    ghosts: bool = True


EVERYTHING = Need()


def read(path: str, name: str, need: Need = EVERYTHING) -> RawWorkbook | Refusal:
    """The workbook at `path`, or why it cannot be read; `name` is its path below the inbox.

    A file that aborts the reader or never ends takes the process with it: call it through `workers.map_files`.
    """
    try:
        data = load(path)
    except UnreadableError as wrong:
        return wrong.refusal(name, _size(path))
    sha256 = hashlib.sha256(data).hexdigest()
    try:
        return _read(data, name, sha256, need)
    except UnreadableError as wrong:
        return wrong.refusal(name, len(data), sha256)
    except MemoryError:
        return UnreadableError(Why.OUT_OF_MEMORY).refusal(name, len(data), sha256)


def lost(path: str, name: str, why: Why) -> Refusal:
    """The refusal of a file whose process died: what `workers.map_files` asks for as `on_lost`."""
    try:
        data = load(path)
    except UnreadableError as wrong:
        return wrong.refusal(name, _size(path))
    return UnreadableError(why).refusal(name, len(data), hashlib.sha256(data).hexdigest())


def _size(path: str) -> int:
    try:
        return Path(path).stat().st_size
    except OSError:
        return 0


def _read(data: bytes, name: str, sha256: str, need: Need) -> RawWorkbook:
    kind, archive = recognise(data)
    if archive is None:
        sheets = _sheets(io.BytesIO(data), None, need)
    else:
        sheets = _open_document(archive, need) if kind == "ods" else _spreadsheet(archive, need)
    return RawWorkbook(name, sha256, len(data), kind, sheets, remarks(name, kind, data, archive))


def _spreadsheet(archive: Archive, need: Need) -> tuple[RawSheet, ...]:
    """An .xlsx: looked at first, then read from a zip of nothing but the parts that were looked at."""
    return _sheets(*_looked_at(spreadsheet.parts_of(archive, need.skip), need), need)


def _looked_at(parts: spreadsheet.Parts, need: Need) -> tuple[io.BytesIO, list[Look]]:
    looks = [look(parts.xml[part], title, ghosts=need.ghosts) if part else Look() for title, part in parts.sheets]
    parts.xml.update((part, seen.to_read) for (_, part), seen in zip(parts.sheets, looks, strict=True) if part)
    return stored(parts.xml), looks


def _open_document(archive: Archive, need: Need) -> tuple[RawSheet, ...]:
    parts = open_document.parts_of(archive)
    return _sheets(stored(parts), open_document.looks(parts[open_document.CONTENT]), need)


@contextmanager
def _faults_of_the_reader() -> Iterator[None]:
    """What calamine raises, as refusals. A Rust panic is no Exception, and its class cannot be imported."""
    try:
        yield
    except PasswordError as wrong:
        raise UnreadableError(Why.ENCRYPTED) from wrong
    except CalamineError as wrong:
        raise UnreadableError(Why.DAMAGED) from wrong
    except BaseException as wrong:
        if type(wrong).__name__ != "PanicException":
            raise
        raise UnreadableError(Why.CRASHED) from wrong


def _sheets(file: io.BytesIO, looks: Sequence[Look] | None, need: Need) -> tuple[RawSheet, ...]:
    """The worksheets as calamine reads them, each with what was seen of it; None where nothing could be looked at."""
    sheets = []
    room = AREA_AT_MOST
    with _faults_of_the_reader(), CalamineWorkbook.from_filelike(file) as workbook:
        about = workbook.sheets_metadata
        if looks is not None and len(looks) != len(about):
            raise UnreadableError(Why.DAMAGED)
        for index, metadata in enumerate(about):
            if metadata.typ != SheetTypeEnum.WorkSheet or metadata.name in need.skip:
                continue
            sheet = workbook.get_sheet_by_index(index)
            room = _take(room, sheet)
            sheets.append(_sheet(sheet, metadata, _merged_only(sheet) if looks is None else looks[index]))
    return tuple(sheets)


def _take(room: int, sheet: CalamineSheet) -> int:
    """The cells that are left for further sheets. Raises UnreadableError when this one needs more than there are."""
    row, column = sheet.end or (-1, -1)
    room -= (row + 1) * (column + 1)
    if room < 0:
        raise UnreadableError(Why.FAR_CELL, sheet=sheet.name, cell=cell_name(row, column))
    return room


def _merged_only(sheet: CalamineSheet) -> Look:
    return Look(merged=[first + last for first, last in sheet.merged_cell_ranges or ()])


def _sheet(sheet: CalamineSheet, metadata: SheetMetadata, seen: Look) -> RawSheet:
    rows = sheet.to_python(skip_empty_area=False)
    if seen.written:
        refuse_twice(seen, sum(len(row) - row.count("") for row in rows), metadata.name)
    for (row, column), text in seen.error_cells.items():
        if row < len(rows) and column < len(rows[row]):
            rows[row][column] = text
    return RawSheet(
        name=metadata.name,
        rows=rows,
        error_cells=seen.error_cells,
        uncached=frozenset(seen.uncached),
        hidden_rows=frozenset(seen.hidden_rows),
        hidden_columns=frozenset(seen.hidden_columns),
        merged=tuple(seen.merged),
        hidden=metadata.visible != SheetVisibleEnum.Visible,
    )
