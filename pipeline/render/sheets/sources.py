"""Where a figure comes from: the rows that made it, written short, by numbered file."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Final

import numpy as np
from numpy.typing import NDArray

from pipeline.figures.report import SourceRow

MOST_RUNS: Final = 24
"""A figure of a whole term may rest on thousands of stretches of rows; the first ones show the way."""

Run = tuple[int, int, int]


class Sources:
    """The rows of a report, each on its numbered sheet of a file."""

    def __init__(self, rows: Sequence[SourceRow]) -> None:
        self.files = sorted({row.file for row in rows})
        number_of = {file: number for number, file in enumerate(self.files, start=1)}
        places = sorted({(number_of[row.file], row.sheet) for row in rows})
        place_of = {place: i for i, place in enumerate(places)}
        self._places = places
        self._place = np.array([place_of[number_of[row.file], row.sheet] for row in rows], dtype=np.int64)
        self._row = np.array([row.row for row in rows], dtype=np.int64)

    def written(self, ids: NDArray[np.int64]) -> str:
        """Rows as `3·賬單 7-12、15；4·賬單 9`: the file's number, its sheet, its rows."""
        if not len(ids):
            return ""
        runs, complete = self._runs(ids)
        by_place = groupby(runs, key=lambda run: run[0])
        text = "；".join(
            f"{self._name(place)} {'、'.join(_stretch(*run) for run in stretch)}" for place, stretch in by_place
        )
        return text if complete else f"{text}…"

    def _name(self, place: int) -> str:
        number, sheet = self._places[place]
        return f"{number}·{sheet}"

    def _runs(self, ids: NDArray[np.int64]) -> tuple[list[Run], bool]:
        order = np.lexsort((self._row[ids], self._place[ids]))
        place, row = self._place[ids][order], self._row[ids][order]
        starts = np.flatnonzero((np.diff(place, prepend=-1) != 0) | (np.diff(row, prepend=-1) != 1))
        ends = np.append(starts[1:], len(row)) - 1
        shown = slice(MOST_RUNS)
        runs = zip(place[starts[shown]].tolist(), row[starts[shown]].tolist(), row[ends[shown]].tolist(), strict=True)
        return list(runs), len(starts) <= MOST_RUNS


def _stretch(_: int, first: int, last: int) -> str:
    return str(first) if first == last else f"{first}-{last}"
