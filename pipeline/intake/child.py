"""What happens inside a child process: it confines itself, does the job and answers in bytes."""

from __future__ import annotations

import faulthandler
import gc
import os
import pickle
import signal
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

File = tuple[str, str]
"""A file's path and its name below the inbox."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may take: seconds of waiting, and bytes of memory beyond what the process has at its start.

    A workbook of 2,000,000 filled cells, the most that is read, takes 5 seconds and 550 MiB.
    """

    seconds: float = 120.0
    memory: int = 1024**3


@dataclass(frozen=True, slots=True)
class Done:
    """The job's result."""

    value: object


@dataclass(frozen=True, slots=True)
class Raised:
    """The job's exception, a program's mistake, as text."""

    trace: str


@dataclass(frozen=True, slots=True)
class NoMemory:
    """Python itself ran out of memory and could say so."""


Answer = Done | Raised | NoMemory


def confine(limits: Limits, words: str = os.devnull) -> None:
    """Limit this process, for good. What the Rust reader says while it aborts goes to the file `words`.

    Ctrl-C is left to the parent, which ends its children in order.
    """
    descriptor = os.open(words, os.O_WRONLY | os.O_CREAT)
    os.dup2(descriptor, 2)
    os.close(descriptor)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _limit_memory(limits.memory)
    collect_rarely()


def collect_rarely() -> None:
    """Let Python look seldom for garbage in circles: a batch makes next to none, and looking takes a third of it."""
    gc.set_threshold(50_000, 20, 50)


def answers(job: Callable[[str, str], object], files: Sequence[File], seconds: float | None) -> list[bytes]:
    """A pickled Answer for each file; with `seconds`, this process ends when one file takes longer."""
    return [_answer(job, file, seconds) for file in files]


def answer_through(pipe: Connection, words: str, job: Callable[[str, str], object], file: File, limits: Limits) -> None:
    """The whole life of a child with one file: confine itself, send one Answer, end."""
    confine(limits, words)
    pipe.send_bytes(_answer(job, file, limits.seconds))


def unpickled(answer: bytes) -> Answer:
    """The Answer that a child has sent; children run our own code, so their pickles are safe to load."""
    loaded: Answer = pickle.loads(answer)  # noqa: S301 - our own child wrote it
    return loaded


def _answer(job: Callable[[str, str], object], file: File, seconds: float | None) -> bytes:
    try:
        with _deadline(seconds):
            return pickle.dumps(Done(job(*file)))
    except MemoryError:
        return pickle.dumps(NoMemory())
    except Exception:  # noqa: BLE001 - raised again by the parent, which alone can tell it from a dead child
        return pickle.dumps(Raised(traceback.format_exc()))


@contextmanager
def _deadline(seconds: float | None) -> Iterator[None]:
    """End this process when the time is up. A thread in C does it: Rust code hears no signal and keeps the GIL."""
    if seconds is None:
        yield
        return
    faulthandler.dump_traceback_later(seconds, exit=True, file=2)
    try:
        yield
    finally:
        faulthandler.cancel_dump_traceback_later()


def _limit_memory(extra: int) -> None:
    """Allow `extra` bytes of address space beyond what is in use now. Only Linux can do that."""
    if sys.platform == "linux":
        import resource

        in_use = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        soft = in_use + extra if hard == resource.RLIM_INFINITY else min(in_use + extra, hard)
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
