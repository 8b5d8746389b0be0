"""Files are read in child processes, which may die without taking the batch with them.

A file from elsewhere can abort the reader, keep it busy for ever or make it eat all memory. So files go in chunks to a
pool of processes that limit themselves; when one dies, the chunks that were under way are done again, file by file,
each in a process of its own. Only the file that dies there is lost, and its last words say why.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, ProcessPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass, field
from math import ceil
from typing import Generic, TypeVar, cast

from pipeline.intake.alone import context_for, run_alone
from pipeline.intake.child import Answer, Done, File, Limits, NoMemory, Raised, answers, confine, unpickled
from pipeline.intake.raw import Why

R = TypeVar("R")

CHUNK = 16
"""Files that a child is sent at once: enough to make the sending cheap, few enough to be done again one by one."""


@dataclass(frozen=True, slots=True)
class Pool:
    """Who does the work: `workers` processes of this machine, each within `limits`, or another `executor`.

    Another one, such as a Dask cluster's, sets its own limits; `workers` then says how many it has.
    """

    workers: int
    limits: Limits = field(default_factory=Limits)
    executor: Executor | None = None


class JobError(RuntimeError):
    """The job raised, which is a program's mistake; its traceback in the child is the message."""


def map_files(
    job: Callable[[str, str], R],
    files: Sequence[File],
    pool: Pool,
    on_lost: Callable[[str, str, Why], R],
    progress: Callable[[int], object] = lambda _: None,
) -> list[R]:
    """`job(path, name)` of each file, in the order of `files` whatever was ready first.

    `job` is a function of a module, since children import it. A file whose child dies gets `on_lost(path, name, why)`
    instead, called here. `progress` is told how many further files are done. Raises JobError when the job raises.
    """
    return _Mapping(job, pool, on_lost, progress).run(list(files))


@dataclass(frozen=True, slots=True)
class _Chunk:
    first: int
    files: list[File]


class _Mapping(Generic[R]):
    def __init__(
        self,
        job: Callable[[str, str], R],
        pool: Pool,
        on_lost: Callable[[str, str, Why], R],
        progress: Callable[[int], object],
    ) -> None:
        self._job = job
        self._pool = pool
        self._on_lost = on_lost
        self._progress = progress
        self._context = context_for(job.__module__)
        self._results: dict[int, R] = {}

    def run(self, files: list[File]) -> list[R]:
        waiting = deque(_chunks(files, self._pool.workers))
        while waiting:
            with self._executor() as executor:
                suspects = self._drain(executor, waiting)
            for chunk in suspects:
                self._one_by_one(chunk)
        return [self._results[index] for index in range(len(files))]

    @contextmanager
    def _executor(self) -> Iterator[Executor]:
        if self._pool.executor is not None:
            yield self._pool.executor
            return
        own = ProcessPoolExecutor(self._pool.workers, self._context, confine, (self._pool.limits,))
        try:
            yield own
        finally:
            own.shutdown(cancel_futures=True)

    def _drain(self, executor: Executor, waiting: deque[_Chunk]) -> list[_Chunk]:
        """Do chunks until none is waiting, or until a child dies; returns the chunks whose answers never came."""
        running: dict[Future[list[bytes]], _Chunk] = {}
        lost: list[_Chunk] = []
        while running or (waiting and not lost):
            while waiting and not lost and len(running) < 2 * self._pool.workers:
                chunk = waiting.popleft()
                try:
                    running[self._submit(executor, chunk)] = chunk
                except BrokenExecutor:
                    lost.append(chunk)
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                chunk = running.pop(future)
                if future.exception() is None:
                    self._keep(chunk, future.result())
                else:
                    lost.append(chunk)
        return lost

    def _submit(self, executor: Executor, chunk: _Chunk) -> Future[list[bytes]]:
        seconds = None if self._pool.executor else self._pool.limits.seconds
        return executor.submit(answers, self._job, chunk.files, seconds)

    def _keep(self, chunk: _Chunk, pickled: list[bytes]) -> None:
        for index, (file, answer) in enumerate(zip(chunk.files, pickled, strict=True), chunk.first):
            self._results[index] = self._result(file, unpickled(answer))
        self._progress(len(pickled))

    def _one_by_one(self, chunk: _Chunk) -> None:
        for index, file in enumerate(chunk.files, chunk.first):
            self._results[index] = self._result(file, run_alone(self._context, self._job, file, self._pool.limits))
            self._progress(1)

    def _result(self, file: File, answer: Answer | Why) -> R:
        if isinstance(answer, Raised):
            raise JobError(f"{file[1]}\n{answer.trace}")
        if isinstance(answer, Done):
            return cast("R", answer.value)
        return self._on_lost(*file, Why.OUT_OF_MEMORY if isinstance(answer, NoMemory) else answer)


def _chunks(files: list[File], workers: int) -> Iterator[_Chunk]:
    """Chunks of at most CHUNK files, smaller where a few files would leave workers idle."""
    size = min(CHUNK, ceil(len(files) / (2 * workers)) or 1)
    return (_Chunk(first, files[first : first + size]) for first in range(0, len(files), size))
