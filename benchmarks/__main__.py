"""Builds the workbooks, runs everybody, prints the report."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks import contenders, measure, report, workload
from benchmarks.contenders import Contender, Totals
from benchmarks.measure import Taken

FEW = 1000
"""Up to so many workbooks, every contender runs as often as asked."""

STARTS = 7


def arguments(given: Sequence[str] | None) -> argparse.Namespace:
    """What was asked for."""
    parser = argparse.ArgumentParser("python -m benchmarks", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[300, 3000], help="how many workbooks")
    parser.add_argument("--repeat", type=int, default=3, help="runs of each up to 1,000 workbooks")
    parser.add_argument("--repeat-many", type=int, default=2, help="runs of each beyond, of the peer script one")
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2], help="processes that read for houqin")
    parser.add_argument("--no-peer", action="store_true", help="leave the peer script out, which takes longest")
    parser.add_argument("--folder", type=Path, help="keep the workbooks here, and use those that are there")
    return parser.parse_args(given)


def inbox_of(folder: Path, books: Sequence[Path], count: int) -> Path:
    """A folder with the first `count` of the workbooks."""
    inbox = folder / f"inbox-{count}"
    inbox.mkdir(exist_ok=True)
    for path in books[:count]:
        if not (inbox / path.name).exists():
            os.link(path, inbox / path.name)
    return inbox


def books_in(folder: Path, count: int) -> list[Path]:
    """The workbooks, built unless a run before has built them."""
    listed = folder / f"books-{count}.txt"
    if listed.exists():
        return [folder / "books" / name for name in listed.read_text(encoding="utf-8").splitlines()]
    start = time.perf_counter()
    books = workload.build(folder / "books", count)
    listed.write_text("\n".join(path.name for path in books), encoding="utf-8")
    tell(f"{count} workbooks built in {time.perf_counter() - start:.0f} s")
    return books


def start_up() -> list[float]:
    """Seconds that `houqin --help` takes."""
    return [measure.run([sys.executable, "-m", "pipeline", "--help"], contenders.ROOT).wall for _ in range(STARTS)]


def tell(progress: str) -> None:
    """A line for who waits."""
    print(progress, file=sys.stderr, flush=True)


def compete(folder: Path, inbox: Path, everyone: Sequence[Contender], repeat: int) -> dict[str, list[Taken]]:
    """Every contender so many times, in turns, so that a slow moment of the machine hits all alike."""
    runs: dict[str, list[Taken]] = {one.name: [] for one in everyone}
    for turn in range(repeat):
        for one in everyone:
            if turn and one.slow and repeat < 3:
                continue
            taken = contenders.run(one, inbox, folder / "out" / one.name)
            runs[one.name].append(taken)
            tell(f"{one.name}: {taken.cpu:.2f} s CPU, {taken.wall:.2f} s, {taken.largest:.0f} MiB")
    return runs


def agreement(folder: Path, everyone: Sequence[Contender]) -> int:
    """How many figures of the peer script the batch gives too.

    Raises:
        RuntimeError: when one differs.
    """
    found: Mapping[str, Totals] = {one.name: one.totals(folder / "out" / one.name) for one in everyone if one.totals}
    peers = found.get(report.PEER, {})
    for name, totals in found.items():
        if name != report.PEER and (wrong := contenders.disagreements(peers, totals)):
            raise RuntimeError(f"{name} and the peer script disagree: {'; '.join(wrong)}")
    return len(peers)


def returned(folder: Path) -> int:
    """Workbooks that went back to their fillers in the last run."""
    return len(list((folder / "out" / report.OURS).glob("output/*/returned/*.xlsx")))


def main(given: Sequence[str] | None = None) -> None:
    """Measures everything and prints the report."""
    asked = arguments(given)
    with tempfile.TemporaryDirectory() as temporary:
        folder = asked.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        everyone = [one for one in contenders.everyone(asked.workers) if not (asked.no_peer and one.slow)]
        books = books_in(folder, max(asked.sizes))
        runs, counts, agreed = {}, {}, 0
        for count in sorted(asked.sizes):
            inbox = inbox_of(folder, books, count)
            tell(f"{count} workbooks")
            runs[count] = compete(folder, inbox, everyone, asked.repeat if count <= FEW else asked.repeat_many)
            counts[count], agreed = returned(folder), agreement(folder, everyone)
        results = report.Results(runs, agreed, counts, start_up())
    for line in report.lines(results):
        print(line)


if __name__ == "__main__":
    main()
