"""Where a figure comes from: the rows that made it, written short, by numbered file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, groupby
from typing import Final

import numpy as np
from numpy.typing import NDArray

from pipeline.figures.report import SourceRow

MOST_CHARACTERS: Final = 32_767
"""Excel takes no more in a cell."""
BETWEEN: Final = "；"
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

    def written(self, ids: NDArray[np.int64]) -> list[str]:
        """Rows as `3·賬單 7-12、15；4·賬單 9`: the file's number, its sheet, its rows; in as many cells as it takes."""
        if not len(ids):
            return [""]
        keys = np.sort(self._keys[ids])
        ends = np.flatnonzero(keys[1:] - keys[:-1] != 1)
        firsts = keys[[0, *(ends + 1).tolist()]].tolist()
        lasts = keys[[*ends.tolist(), -1]].tolist()
        return parted(self._stretches(list(zip(firsts, lasts, strict=True))))

    def _stretches(self, runs: Sequence[tuple[int, int]]) -> Iterator[str]:
        for place, run in groupby(runs, key=lambda run: run[0] // ROWS_A_SHEET):
            start = place * ROWS_A_SHEET
            rows = (f"{a - start}" if a == b else f"{a - start}-{b - start}" for a, b in run)
            yield f"{self._names[place]} {'、'.join(rows)}"


def parted(places: Iterable[str]) -> list[str]:
    """Places, joined, in texts that each go in a cell; a place that is too long for one is parted at its rows."""
    cells = [""]
    for place in chain.from_iterable(map(_pieces, places)):
        joined = f"{cells[-1]}{BETWEEN}{place}" if cells[-1] else place
        if len(joined) <= MOST_CHARACTERS:
            cells[-1] = joined
        else:
            cells.append(place)
    return cells


def _pieces(place: str) -> Iterator[str]:
    name, _, rows = place.rpartition(" ")
    while len(name) + 1 + len(rows) > MOST_CHARACTERS:
        cut = rows.rindex("、", 0, MOST_CHARACTERS - len(name) - 1)
        yield f"{name} {rows[:cut]}"
        rows = rows[cut + 1 :]
    yield f"{name} {rows}"
