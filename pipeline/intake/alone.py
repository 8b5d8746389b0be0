"""One file in a process of its own, for a file that may be what killed the others' process."""

from __future__ import annotations

import multiprocessing
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeAlias

from pipeline.intake.child import Answer, File, Limits, answer_through, unpickled
from pipeline.intake.raw import Why

if sys.platform == "win32":
    Context: TypeAlias = multiprocessing.context.SpawnContext
else:
    Context: TypeAlias = multiprocessing.context.SpawnContext | multiprocessing.context.ForkServerContext

_GRACE = 10.0
"""Seconds beyond its limit after which the parent ends a child that did not end itself."""

_KILLED = -9


def context_for(module: str) -> Context:
    """How children are started: forked from a fresh server that has imported `module`, or spawned on Windows.

    A plain fork would copy the parent's threads and frames; it deadlocks now and then, and Python warns of it.
    """
    if sys.platform == "win32":
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["__main__", module])
    return context


def run_alone(context: Context, job: Callable[[str, str], object], file: File, limits: Limits) -> Answer | Why:
    """The job's answer for one file, or why its process died."""
    with TemporaryDirectory() as folder:
        words = Path(folder, "last-words.txt")
        words.touch()
        receiver, sender = context.Pipe(duplex=False)
        child = context.Process(target=answer_through, args=(sender, str(words), job, file, limits), daemon=True)
        child.start()
        sender.close()
        try:
            if not receiver.poll(limits.seconds + _GRACE):
                return Why.TIMED_OUT
            return unpickled(receiver.recv_bytes())
        except EOFError:
            child.join()
            return _cause(words.read_bytes(), child.exitcode)
        finally:
            receiver.close()
            child.kill()
            child.join()


def _cause(last_words: bytes, exit_code: int | None) -> Why:
    """Why a child died: of the clock that it had set itself, of its memory, or of something else."""
    if last_words.startswith(b"Timeout ("):
        return Why.TIMED_OUT
    if b"memory allocation of" in last_words or exit_code == _KILLED:
        return Why.OUT_OF_MEMORY
    return Why.CRASHED
