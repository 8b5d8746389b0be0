"""Runs one command and tells what it took, its children and their children included.

Worker processes are started by a server that outlives the command by a moment; on Linux they are adopted here, so that
their CPU is counted. Elsewhere only what the command itself waited for is.
"""

from __future__ import annotations

import ctypes
import json
import os
import resource
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

ADOPT_ORPHANS = 36
"""PR_SET_CHILD_SUBREAPER of Linux's prctl."""

EVERY = 0.05
"""Seconds between two looks at the memory."""

KIB_A_MIB = 1024


@dataclass(frozen=True)
class Taken:
    """Seconds of CPU and of waiting; MiB of the largest process and, where it can be seen, of all together."""

    cpu: float
    wall: float
    largest: float
    together: float
    code: int


def run(command: Sequence[str], cwd: Path) -> Taken:
    """Runs the command in a process of its own, which measures it.

    Raises:
        RuntimeError: when the command fails; 3 is houqin's way to say that something waits for a person.
    """
    measured = subprocess.run(
        [sys.executable, "-m", "benchmarks.measure", *command], cwd=cwd, check=True, capture_output=True, text=True
    )
    taken = Taken(**json.loads(measured.stdout.splitlines()[-1]))
    if taken.code not in {0, 3}:
        raise RuntimeError(f"{' '.join(command)}: exit code {taken.code}\n{measured.stderr}")
    return taken


def measured(command: Sequence[str]) -> Taken:
    """Runs the command from here and waits for all that came of it."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(ADOPT_ORPHANS, 1)
    watch = _Watch()
    start = time.perf_counter()
    watch.start()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    code = child.wait()
    wall = time.perf_counter() - start
    _wait_for_orphans()
    watch.done.set()
    watch.join()
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    unit = KIB_A_MIB if sys.platform == "linux" else KIB_A_MIB**2
    return Taken(used.ru_utime + used.ru_stime, wall, used.ru_maxrss / unit, watch.peak / KIB_A_MIB**2, code)


def _wait_for_orphans() -> None:
    while True:
        try:
            os.waitpid(-1, 0)
        except ChildProcessError:
            return


class _Watch(threading.Thread):
    """Looks now and then at what all processes below this one hold together, shared pages counted once each."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.done = threading.Event()
        self.peak = 0.0

    def run(self) -> None:
        """Look until told to stop; nothing can be seen where there is no /proc."""
        while not self.done.wait(EVERY) and Path("/proc/self/smaps_rollup").exists():
            self.peak = max(self.peak, sum(map(_share_of, _below(os.getpid()))))


def _below(parent: int) -> list[int]:
    found = []
    for task in Path(f"/proc/{parent}/task").glob("*/children"):
        try:
            children = [int(child) for child in task.read_text(encoding="ascii").split()]
        except OSError:
            continue
        found += [child for one in children for child in (one, *_below(one))]
    return found


def _share_of(process: int) -> int:
    try:
        told = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii")
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in told.splitlines() if line.startswith("Pss:")), 0)


if __name__ == "__main__":
    print(json.dumps(asdict(measured(sys.argv[1:]))))
