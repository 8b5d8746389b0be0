"""Where a figure comes from: the rows that made it, written short, by numbered file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

import numpy as np
from numpy.typing import NDArray

from pipeline.figures.report import SourceRow

MOST_RUNS: Final = 16
"""A figure of a whole term may rest on thousands of stretches of rows; the first ones show the way."""
ROWS_A_SHEET: Final = 1 << 24


class Sources:
    """The rows of a report, each on its numbered sheet of a file."""

    def __init__(self, rows: Sequence[SourceRow]) -> None:
        self.files = sorted({row.file for row in rows})
        number_of = {file: number for number, file in enumerate(self.files, start=1)}
        places = sorted({(number_of[row.file], row.sheet) for row in rows})
        place_of = {place: i for i, place in enumerate(places)}
        self._names = [f"{number}·{sheet}" for number, sheet in places]
        keys = (place_of[number_of[row.file], row.sheet] * ROWS_A_SHEET + row.row for row in rows)
        self._keys = np.fromiter(keys, dtype=np.int64, count=len(rows))

    def written(self, ids: NDArray[np.int64]) -> str:
        """Rows as `3·賬單 7-12、15；4·賬單 9`: the file's number, its sheet, its rows."""
        if not len(ids):
            return ""
        keys = np.sort(self._keys[ids])
        ends = np.flatnonzero(keys[1:] - keys[:-1] != 1)[:MOST_RUNS]
        firsts = keys[[0, *(ends + 1).tolist()]].tolist()
        lasts = keys[[*ends.tolist(), -1]].tolist()
        complete = len(ends) < MOST_RUNS
        text = "；".join(self._stretches(list(zip(firsts, lasts, strict=True))[:MOST_RUNS]))
        return text if complete else f"{text}…"

    def _stretches(self, runs: Sequence[tuple[int, int]]) -> Iterator[str]:
        for place, run in groupby(runs, key=lambda run: run[0] // ROWS_A_SHEET):
            start = place * ROWS_A_SHEET
            rows = (f"{a - start}" if a == b else f"{a - start}-{b - start}" for a, b in run)
            yield f"{self._names[place]} {'、'.join(rows)}"
