"""Children that abort, hang or eat memory cost one file each; everything else is complete and in order."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import pytest

from pipeline.intake.child import Limits
from pipeline.intake.raw import Refusal, Why
from pipeline.intake.read import lost
from pipeline.intake.workers import JobError, Pool, map_files
from tests.intake import jobs
from tests.intake.handmade import workbook

T = TypeVar("T")

FILES = [(str(number), f"第{number}個") for number in range(100, 170)]


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_results_come_in_the_order_of_the_files(workers: int) -> None:
    expected = [f"{name} {path[::-1]}" for path, name in FILES]
    assert map_files(jobs.reverse, FILES, Pool(workers), jobs.lost) == expected


def test_no_files() -> None:
    assert map_files(jobs.reverse, [], Pool(2), jobs.lost) == []


def test_progress_counts_every_file_once() -> None:
    counts: list[int] = []
    map_files(jobs.reverse, FILES, Pool(2), jobs.lost, counts.append)
    assert sum(counts) == len(FILES)
    assert min(counts) > 0


def test_one_file_that_dies_costs_no_other() -> None:
    files = [(str(number), "好") for number in range(40)]
    files[7] = ("7", "aborts")
    counts: list[int] = []
    got = map_files(jobs.trouble, files, Pool(2), jobs.lost, counts.append)
    assert got == [*map(str, range(7)), "7: aborts: crashed", *map(str, range(8, 40))]
    assert sum(counts) == 40


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux can limit the memory of a process")
def test_every_way_to_die_at_once() -> None:
    files = [(str(number), "好") for number in range(40)]
    names = {3: "never ends", 11: "eats memory", 12: "aborts", 25: "never ends and holds the lock", 39: "aborts"}
    for number, name in names.items():
        files[number] = (str(number), name)
    expected = [str(number) for number in range(40)]
    why = {"never ends": "timed-out", "never ends and holds the lock": "timed-out", "eats memory": "out-of-memory"}
    for number, name in names.items():
        expected[number] = f"{number}: {name}: {why.get(name, 'crashed')}"
    pool = Pool(2, Limits(seconds=1.5, memory=300 * 1024**2))
    assert map_files(jobs.trouble, files, pool, jobs.lost) == expected


def test_a_program_s_mistake_is_raised() -> None:
    with pytest.raises(JobError, match=r"KeyError: '第\d+個\d+'"):
        map_files(jobs.fail, FILES, Pool(2), jobs.lost)


def test_reading_needs_no_pandas(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(workbook())
    program = "import sys; from tests.intake import jobs; print(jobs.whether_pandas_is_loaded(*sys.argv[1:]))"
    told = subprocess.run([sys.executable, "-c", program, str(path), "a.xlsx"], check=True, capture_output=True)
    assert told.stdout.decode().strip() == "no"


def test_another_executor_does_the_same() -> None:
    expected = [f"{name} {path[::-1]}" for path, name in FILES]
    with ThreadPoolExecutor(4) as threads:
        assert map_files(jobs.reverse, FILES, Pool(4, executor=threads), jobs.lost) == expected


class LosesOneChunk(ThreadPoolExecutor):
    """Fails once, as a cluster does whose worker has died."""

    sent = 0

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:  # noqa: ANN401 - any result
        self.sent += 1
        return super().submit(died if self.sent == 2 else fn, *args, **kwargs)


def died(*_: object) -> NoReturn:
    raise ConnectionError("the worker has died")


def test_a_chunk_that_another_executor_loses_is_done_again() -> None:
    files = [(str(number), "好") for number in range(40)]
    files[16] = ("16", "aborts")  # in the second chunk, so that no thread of this process does it
    with LosesOneChunk(1) as threads:
        got = map_files(jobs.trouble, files[8:24], Pool(1, executor=threads), jobs.lost)
    assert got == [*map(str, range(8, 16)), "16: aborts: crashed", *map(str, range(17, 24))]


def test_what_stands_for_a_lost_file(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(workbook())
    got = lost(str(path), "食堂/a.xlsx", Why.TIMED_OUT)
    assert got == Refusal(
        "食堂/a.xlsx",
        hashlib.sha256(workbook()).hexdigest(),
        len(workbook()),
        Why.TIMED_OUT,
        "讀取這個文件過久仍未完成",
        "請填報人把資料複製到空白範本後重新放入。",
    )
    path.unlink()
    assert lost(str(path), "a.xlsx", Why.TIMED_OUT).code is Why.NOT_A_FILE


def test_a_far_cell_that_slips_through_costs_one_file(tmp_path: Path) -> None:
    """Without the second look the reader aborts, which is what the pool is for."""
    far = tmp_path / "far.xlsx"
    far.write_bytes(workbook('<row r="1"><c r="A1"><v>1</v></c><c r="XFD1048576"><v>1</v></c></row>'))
    good = tmp_path / "good.xlsx"
    good.write_bytes(workbook())
    files = [(str(good), "a"), (str(far), "b"), (str(good), "c")]
    got = map_files(jobs.read_without_looking, files, Pool(2, Limits(memory=300 * 1024**2)), jobs.lost)
    assert got == ["[[5.0]]", f"{far}: b: out-of-memory", "[[5.0]]"]
