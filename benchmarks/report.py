"""What was measured, as a table of numbers and ratios."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from benchmarks.measure import Taken

BARE, PEER, OURS = "calamine", "peer script", "houqin, 1 worker"


@dataclass(frozen=True)
class Results:
    """All runs by number of workbooks and contender, and how many figures agreed."""

    runs: Mapping[int, Mapping[str, Sequence[Taken]]]
    agreed: int
    returned: Mapping[int, int]
    start_up: Sequence[float]

    def cpu(self, count: int, name: str) -> float:
        """Median CPU seconds."""
        return median(one.cpu for one in self.runs[count][name])


def lines(results: Results) -> Iterator[str]:
    """The report."""
    yield f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, Python {platform.python_version()}"
    yield f"houqin --help: {median(results.start_up):.2f} s (median of {len(results.start_up)})"
    yield f"totals: {results.agreed} figures of the peer script and of houqin are equal"
    for count, runs in results.runs.items():
        yield ""
        yield f"{count} workbooks, of which houqin returns {results.returned[count]}"
        yield f"{'':20}{'CPU s':>10}{'wall s':>10}{'x calamine':>12}{'MiB':>8}{'MiB all':>9}{'runs':>6}"
        for name, taken in runs.items():
            yield _line(name, taken, results.cpu(count, BARE))
        if PEER in runs:
            yield f"peer script / houqin: {results.cpu(count, PEER) / results.cpu(count, OURS):.1f} in CPU"
    if len(results.runs) > 1:
        yield ""
        yield from _further(results)


def _line(name: str, taken: Sequence[Taken], bare: float) -> str:
    cpu, wall = median(one.cpu for one in taken), median(one.wall for one in taken)
    largest, together = max(one.largest for one in taken), max(one.together for one in taken)
    ratio = cpu / bare
    return f"{name:20}{cpu:>10.2f}{wall:>10.2f}{ratio:>12.2f}{largest:>8.0f}{together:>9.0f}{len(taken):>6}"


def _further(results: Results) -> Iterator[str]:
    few, many = min(results.runs), max(results.runs)
    yield f"each further workbook, from {few} to {many} (CPU)"
    names = [name for name in results.runs[many] if name in results.runs[few]]
    each = {name: (results.cpu(many, name) - results.cpu(few, name)) / (many - few) for name in names}
    for name, seconds in each.items():
        yield f"{name:20}{seconds * 1000:>8.2f} ms{seconds / each[BARE]:>8.2f} x calamine"
