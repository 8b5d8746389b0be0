"""Who runs: python-calamine alone, the peer script, and the whole batch with one worker and with two."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from benchmarks import measure
from benchmarks.measure import Taken

HERE = Path(__file__).parent
ROOT = HERE.parent
RATE_PLACES = 6

Totals = Mapping[str, object]


@dataclass(frozen=True)
class Contender:
    """One way to get through a folder of workbooks. `run` takes the inbox and an empty folder for what comes out."""

    name: str
    run: Callable[[Path, Path], Taken]
    totals: Callable[[Path], Totals] | None = None
    slow: bool = False
    """Run it once only on many workbooks."""


def bare(inbox: Path, _out: Path) -> Taken:
    """Read everything and do nothing."""
    return measure.run([sys.executable, str(HERE / "bare.py"), str(inbox)], ROOT)


def peer(inbox: Path, out: Path) -> Taken:
    """The script as one writes it."""
    return measure.run([sys.executable, str(HERE / "peer.py"), str(inbox), str(out)], ROOT)


def peer_totals(out: Path) -> Totals:
    """What the peer made of it."""
    totals: Totals = json.loads((out / "totals.json").read_text(encoding="utf-8"))
    return totals


def houqin(workers: int) -> Contender:
    """The whole batch: read, judge, add up; statistics, summary, letter, returned workbooks and manifest written."""

    def run(inbox: Path, out: Path) -> Taken:
        config = out / "config.yaml"
        config.write_text(f"inbox: {json.dumps(str(inbox))}\nengine:\n  workers: {workers}\n", encoding="utf-8")
        return measure.run([sys.executable, "-m", "pipeline", "--config", str(config), "run", "--term"], ROOT)

    return Contender(f"houqin, {workers} worker{'s' if workers > 1 else ''}", run, houqin_totals)


def manifest(out: Path) -> dict[str, list[dict[str, object]]]:
    """What the run told of itself."""
    (path,) = out.glob("output/*/manifest.json")
    told: dict[str, list[dict[str, object]]] = json.loads(path.read_text(encoding="utf-8"))
    return told


def houqin_totals(out: Path) -> Totals:
    """The term's figures without grouping."""
    told = manifest(out)
    return {
        str(figure["metric"]): figure["number"]
        for figure in told["figures"]
        if not figure["by"] and figure["span"] == told["term"]
    }


def disagreements(peers: Totals, ours: Totals) -> list[str]:
    """Figures of the peer that the batch has otherwise; the peer gives 分, counts, and rates as a pair."""
    wrong = []
    for metric, expected in peers.items():
        if not same(expected, ours.get(metric)):
            wrong.append(f"{metric}: {expected} and {ours.get(metric)}")
    return wrong


def same(expected: object, number: object) -> bool:
    """The same figure: a rate to six places, an amount to the 分, a count exactly."""
    if isinstance(expected, list):
        return number == round(float(Fraction(*expected)), RATE_PLACES)
    return isinstance(number, int | float) and expected in {number, round(number * 100)}


def run(contender: Contender, inbox: Path, out: Path) -> Taken:
    """One run into a fresh folder."""
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    return contender.run(inbox, out)


def everyone(workers: Sequence[int]) -> list[Contender]:
    """All contenders, the bare reading first."""
    return [
        Contender("calamine", bare),
        Contender("peer script", peer, peer_totals, slow=True),
        *(houqin(count) for count in workers),
    ]
