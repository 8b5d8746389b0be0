"""Raw cells + Form → typed columns and what was understood, cell by cell. Pure: no clock, no files, no globals."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache

import numpy as np

from pipeline.finding import Effect
from pipeline.form.column import Column, Number
from pipeline.form.expression import Type
from pipeline.form.form import Form, Registry
from pipeline.form.sheet import Sheet
from pipeline.intake.cells import LARGEST, Understood, Unreadable, read_number
from pipeline.intake.columns import ColumnReader, blanks
from pipeline.intake.cover import COVER, CoverReader, find_sheet
from pipeline.intake.identity import in_doubt, refused, unidentified
from pipeline.intake.raw import RawSheet, RawWorkbook, Refusal, Telling
from pipeline.intake.refusal import NO_COVER, NOT_OURS
from pipeline.intake.script import fold
from pipeline.intake.submission import NOTHING, ColumnData, FileTrouble, SheetData, Submission, TotalsRow

HEADER_WITHIN = 30
UNIT_IN_HEADING = re.compile(r"[(（\[【].*?[)）\]】]|[*●△○ƒ※]")
TOTALS = re.compile(r"(本[月期頁页]|第?[0-9一二三四五六七八九十]+[月週周頁页]份?)?(合计|小计|总计|累计|共计)")
"""What the first cell of a totals row says, folded; a unit in brackets may follow (合計（元）)."""


def normalise(raw: RawWorkbook | Refusal, registry: Registry) -> Submission:
    """One workbook as a Submission; one that cannot be read or is none of ours is refused with the reason."""
    if isinstance(raw, Refusal):
        return refused(Submission(raw.name, raw.sha256 or "", raw.size), raw.says, raw.fix)
    reader = CoverReader(raw)
    cover = reader.read()
    troubles = [*remarks(raw), *reader.troubles]
    known = Submission(raw.name, raw.sha256, raw.size, cover, troubles=troubles)
    if cover is None:
        reason = NO_COVER if find_sheet(raw, COVER) is None else NOT_OURS
        return refused(known, reason.says, reason.fix)
    doubt = in_doubt(cover, {form.id for form in registry.forms})
    if doubt is not None:
        return unidentified(known, cover, doubt)
    return _with_sheets(known, raw, registry.form(cover.form))


def _with_sheets(known: Submission, raw: RawWorkbook, form: Form) -> Submission:
    sheets: list[SheetData] = []
    troubles = list(known.troubles)
    for sheet in form.sheets:
        found = find_sheet(raw, sheet.title)
        left_empty = found is not None and not sheet.core and _is_empty(found)
        result = absent(sheet) if found is None or left_empty else read_sheet(sheet, found)
        if isinstance(result, SheetData):
            sheets.append(result)
            troubles += [hidden_rows(result)] if result.hidden_rows else []
        elif result is not None:
            troubles.append(result)
    return replace(known, sheets=tuple(sheets), troubles=tuple(troubles))


def _is_empty(sheet: RawSheet) -> bool:
    return all(_is_blank(cell) for row in sheet.rows for cell in row)


def absent(sheet: type[Sheet]) -> FileTrouble | None:
    """G-02: a core sheet must be there, an extended one is read as empty."""
    if not sheet.core:
        return None
    says = f"缺少工作表「{sheet.title}」"
    return FileTrouble("G-02", Effect.HOLD, says, "請用原範本填寫，不要刪除或改名工作表。", sheet.title)


def remarks(raw: RawWorkbook) -> list[FileTrouble]:
    """What the reader noticed about the file itself, as NOTEs."""
    rules = {Telling.EXTENSION: "G-01"}
    return [FileTrouble(rules.get(one.code, "G-02"), Effect.NOTE, one.text, "") for one in raw.remarks]


def hidden_rows(sheet: SheetData) -> FileTrouble:
    """Hidden rows are data like any other; the filler is told."""
    says = f"有 {sheet.hidden_rows} 行資料被隱藏，仍照常計入"
    return FileTrouble("G-02", Effect.NOTE, says, "如不應計入，請刪除該行後重報。", sheet.name)


def heading_key(text: object) -> str:
    """A heading as it is compared: without unit in brackets, marks, spaces, script."""
    return _heading_key(text) if isinstance(text, str) else ""


@lru_cache(maxsize=65536)
def _heading_key(text: str) -> str:
    return fold(UNIT_IN_HEADING.sub("", text))


@cache
def wanted_headings(sheet: type[Sheet]) -> dict[str, str]:
    """The name of each column by its headings."""
    return {fold(title): column.name for column in sheet.columns for title in (column.title, *column.aliases)}


def find_header(sheet: type[Sheet], rows: Sequence[Sequence[object]]) -> tuple[int, dict[str, int]]:
    """The row with most known headings (0-based) and the place of each column by name; (-1, {}) when there is none."""
    wanted = wanted_headings(sheet)  # type: ignore[arg-type]  # a class can be hashed
    best = -1
    places: dict[str, int] = {}
    for r, row in enumerate(rows[:HEADER_WITHIN]):
        here: dict[str, int] = {}
        for c, cell in enumerate(row):
            name = wanted.get(heading_key(cell)) if cell else None
            if name is not None:
                here.setdefault(name, c)
        if len(here) > len(places):
            best, places = r, here
        if len(places) == len(sheet.columns):
            break
    return best, places


def read_sheet(sheet: type[Sheet], raw: RawSheet) -> SheetData | FileTrouble:
    """The data rows of one sheet, or what is wrong with its headings (G-02)."""
    header, places = find_header(sheet, raw.rows)
    lacking = [column.title for column in sheet.columns if column.required and column.name not in places]
    if lacking:
        says = f"工作表「{sheet.title}」缺少必填列：{'、'.join(lacking)}"
        return FileTrouble("G-02", Effect.HOLD, says, "請用原範本填寫，不要刪除或改名列標題。", raw.name)
    body = marked(raw)[header + 1 :]
    typed = [places[c.name] for c in sheet.columns if c.name in places and c.formula is None]
    live = [i for i, row in enumerate(body) if any(not _is_blank(row[c]) for c in typed)]
    totals_at = {i for i in live if _is_totals(body[i])}
    headings = {c: heading_key(raw.rows[header][c]) for c in typed}
    no_data = totals_at | {i for i in live if _is_heading(body[i], headings)}
    data = [i for i in live if i not in no_data]
    return _typed(sheet, raw, header, places, body, data, sorted(totals_at))


def _is_blank(cell: object) -> bool:
    """Nothing that somebody typed: blank, spaces, or a pre-filled formula that was never calculated."""
    if isinstance(cell, str):
        return not cell or cell.isspace()
    return isinstance(cell, Unreadable) and not cell.text


def marked(raw: RawSheet) -> list[Sequence[object]]:
    """The rows with error cells and uncalculated formulas marked, which calamine gives as text and as blanks."""
    rows: list[Sequence[object]] = [*raw.rows]
    for (r, c), text in [*raw.error_cells.items(), *((at, "") for at in raw.uncached)]:
        if r < len(rows) and c < len(rows[r]):
            rows[r] = [*rows[r][:c], Unreadable(text), *rows[r][c + 1 :]]
    return rows


def _is_totals(row: Sequence[object]) -> bool:
    first = next((cell for cell in row if not _is_blank(cell)), "")
    return isinstance(first, str) and TOTALS.fullmatch(heading_key(first.strip("：: "))) is not None


def _is_heading(row: Sequence[object], headings: Mapping[int, str]) -> bool:
    """The headings once more, as on each page of a printed list."""
    said = 0
    for c, heading in headings.items():
        if not _is_blank(row[c]):
            if not heading or heading_key(row[c]) != heading:
                return False
            said += 1
    return said > 1


def _typed(  # noqa: PLR0917  # one sheet's coordinates belong together
    sheet: type[Sheet],
    raw: RawSheet,
    header: int,
    places: dict[str, int],
    body: Sequence[Sequence[object]],
    live: list[int],
    totals_at: list[int],
) -> SheetData:
    reader = ColumnReader()
    columns = {}
    for column in sheet.columns:
        place = places.get(column.name)
        if place is None:
            columns[column.name] = blanks(len(live), column)
        elif column.formula is None:
            columns[column.name] = reader.read(column, [body[i][place] for i in live])
        else:
            columns[column.name] = stored_values(column, [body[i][place] for i in live])
    return SheetData(
        title=sheet.title,
        name=raw.name,
        header_row=header + 1,
        rows=np.array([header + 2 + i for i in live], dtype=np.int32),
        columns=columns,
        letters={name: _letters(place) for name, place in places.items()},
        troubles=reader.troubles,
        read_as=reader.read_as,
        totals=[totals_row(sheet, places, body[i], header + 2 + i) for i in totals_at],
        computed=frozenset(column.name for column in sheet.columns if column.formula is not None),
        hidden_rows=sum(header + 1 + i in raw.hidden_rows for i in live) if raw.hidden_rows else 0,
    )


def stored_values(column: Column, cells: Sequence[object]) -> ColumnData:
    """What a ƒ column's cells hold; what cannot be understood is left out, since it is recomputed anyway (G-10)."""
    if column.type is not Type.NUMBER:
        return ColumnReader().read(column, cells)
    numbers = np.array([raw if type(raw) in (float, int) else np.nan for raw in cells], dtype=np.float64)
    known = np.abs(numbers) < LARGEST
    scaled = np.rint(np.where(known, numbers, 0.0) * 10.0**column.scale).astype(np.int64)
    return np.where(known, scaled, NOTHING)


def totals_row(sheet: type[Sheet], places: dict[str, int], row: Sequence[object], excel_row: int) -> TotalsRow:
    """The numbers of a 合計 row that the filler typed, to be compared with what is added up (G-09)."""
    label = heading_key(next(cell for cell in row if not _is_blank(cell)))
    values = {}
    for column in sheet.columns:
        if isinstance(column, Number) and column.name in places and not _is_blank(row[places[column.name]]):
            result = read_number(column, row[places[column.name]])
            if isinstance(result, Understood):
                values[column.name] = int(result.value)
    return TotalsRow(excel_row, label, values)


def _letters(place: int) -> str:
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
