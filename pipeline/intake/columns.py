"""Reads a whole column at once: the ordinary case in one pass, cell by cell only where something is out of the way."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import repeat

import numpy as np

from pipeline.form.column import Column, Date, Number
from pipeline.intake.cells import LARGEST, TEXT_TYPES, NotUnderstood, Result, Understood, Unreadable, read_cell
from pipeline.intake.submission import NOTHING, ColumnData, ReadAs, Texts, Trouble


class ColumnReader:
    """Reads the columns of one sheet, keeping what was converted and what was refused."""

    def __init__(self) -> None:
        self.troubles: list[Trouble] = []
        self.read_as: list[ReadAs] = []

    def read(self, column: Column, cells: Sequence[object]) -> ColumnData:
        """The cells of one column in its type, blanks and refused cells as NOTHING or −1."""
        if column.type in TEXT_TYPES:
            return self._texts(column, cells)
        kinds = set(map(type, cells))
        if isinstance(column, Number) and kinds <= {float, int}:
            fast = whole_numbers(column, cells)
            if fast is not None:
                return fast
        if isinstance(column, Date) and kinds == {date}:
            return np.fromiter(map(date.toordinal, cells), dtype=np.int64, count=len(cells))  # type: ignore[arg-type]  # all are dates
        if kinds <= {str} and not any(cells):
            return np.full(len(cells), NOTHING, dtype=np.int64)
        return self._one_by_one(column, cells)

    def _one_by_one(self, column: Column, cells: Sequence[object]) -> ColumnData:
        values = np.full(len(cells), NOTHING, dtype=np.int64)
        known: dict[tuple[type, object], object] = {}
        for index, raw in enumerate(cells):
            if raw == "":
                continue
            key = (type(raw), raw)
            if key not in known:
                known[key] = read_cell(column, raw)
            value = self._told(column, index, raw, known[key])
            if value is not None:
                values[index] = value
        return values

    def _texts(self, column: Column, cells: Sequence[object]) -> Texts:
        """Each distinct cell is read once."""
        keys = cells if set(map(type, cells)) == {str} else [(type(raw), raw) for raw in cells]
        results = {key: read_cell(column, raw) for key, raw in dict(zip(keys, cells, strict=True)).items()}
        if any(_is_told(result) for result in results.values()):
            for index, (key, raw) in enumerate(zip(keys, cells, strict=True)):
                self._told(column, index, raw, results[key])
        places: dict[str, int] = {}
        codes = {
            key: places.setdefault(str(result.value), len(places)) if isinstance(result, Understood) else -1
            for key, result in results.items()
        }
        return Texts(np.fromiter(map(codes.__getitem__, keys), dtype=np.int32, count=len(cells)), list(places))

    def _told(self, column: Column, index: int, raw: object, result: object) -> int | str | None:
        if isinstance(result, Understood):
            if result.read_as:
                self.read_as.append(ReadAs(column.name, index, str(raw), result.read_as))
            return result.value
        if isinstance(result, NotUnderstood):
            shown = raw.text if isinstance(raw, Unreadable) else str(raw)
            self.troubles.append(Trouble(column.name, index, result.rule, shown, result.says, result.fix))
        return None


def _is_told(result: Result | None) -> bool:
    """It is refused, or read as something else than what was typed."""
    return isinstance(result, NotUnderstood) or (isinstance(result, Understood) and bool(result.read_as))


def whole_numbers(column: Column, cells: Sequence[object]) -> np.ndarray | None:
    """Spreadsheet numbers in the column's scale; None when one has too many decimals or is out of range."""
    numbers = np.array(cells, dtype=np.float64)
    scaled = numbers * 10.0**column.scale
    whole = np.rint(scaled)
    exact = np.abs(scaled - whole) <= np.maximum(np.abs(whole) * 1e-12, 1e-6)
    if not exact.all() or (np.abs(whole) >= LARGEST).any():
        return None
    return whole.astype(np.int64)


def blanks(count: int, column: Column) -> ColumnData:
    """A column that the workbook lacks."""
    if column.type in TEXT_TYPES:
        return Texts(np.full(count, -1, dtype=np.int32), [])
    return np.fromiter(repeat(NOTHING, count), dtype=np.int64, count=count)
