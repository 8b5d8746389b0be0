"""Reads a whole column at once: the ordinary case in one pass, cell by cell only where something is out of the way."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import repeat

import numpy as np

from pipeline.form.column import Column, Date, Number
from pipeline.form.expression import Type
from pipeline.intake.cells import LARGEST, NotUnderstood, Understood, Unreadable, read_cell
from pipeline.intake.submission import NOTHING, ColumnData, ReadAs, Texts, Trouble

TEXT_TYPES = (Type.TEXT, Type.NAMES)


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
        codes = np.full(len(cells), -1, dtype=np.int32)
        places: dict[str, int] = {}
        known: dict[tuple[type, object], object] = {}
        for index, raw in enumerate(cells):
            if raw == "":
                continue
            key = (type(raw), raw)
            if key not in known:
                known[key] = read_cell(column, raw)
            value = self._told(column, index, raw, known[key])
            if value is not None:
                codes[index] = places.setdefault(str(value), len(places))
        return Texts(codes, list(places))

    def _told(self, column: Column, index: int, raw: object, result: object) -> int | str | None:
        if isinstance(result, Understood):
            if result.read_as:
                self.read_as.append(ReadAs(column.name, index, str(raw), result.read_as))
            return result.value
        if isinstance(result, NotUnderstood):
            shown = raw.text if isinstance(raw, Unreadable) else str(raw)
            self.troubles.append(Trouble(column.name, index, result.rule, shown, result.says, result.fix))
        return None


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
