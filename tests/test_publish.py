"""A run comes in whole or not at all, whenever the program is stopped."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from pipeline.publish import PublishError, publish, recover
from tests.workspaces import contents

OLD = {"總結.docx": b"old", "returned/F06.xlsx": b"old rows"}
NEW = {"總結.docx": b"new", "manifest.json": b"{}"}
PERIOD = "2026-03"


class Killed(BaseException):
    """The process is gone: nothing catches this."""


@contextmanager
def stopped_at(
    step: int, stop: Callable[[], BaseException], *, done: bool = False, after: bool = False
) -> Iterator[None]:
    """The step-th rename (from 1) stops the program, before or after it was `done`; so do all `after` it."""
    seen, rename = 0, os.replace

    def replace(source: Path, target: Path) -> None:
        nonlocal seen
        seen += 1
        stops = seen == step or (after and seen > step)
        if not stops or done:
            rename(source, target)
        if stops:
            raise stop()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "replace", replace)
        yield


@contextmanager
def failing_to_write(error: BaseException) -> Iterator[None]:
    def fsync(_file: int) -> None:
        raise error

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", fsync)
        yield


def in_use() -> OSError:
    return PermissionError(13, "in use")


def whole_runs(output: Path) -> list[dict[str, bytes]]:
    """The runs of the period that a person can get at: in its place and in its history."""
    places = [output / PERIOD, *sorted((output / ".history" / PERIOD).glob("*"))]
    return [dict(contents(place)) for place in places if place.exists()]


def left_over(output: Path) -> list[str]:
    return sorted(path.name for path in output.iterdir() if path.name not in (PERIOD, ".history"))


# The renames: 1 the journal, 2 the old run out, 3 the new one in.
@pytest.mark.parametrize(("step", "done"), [(step, done) for step in (1, 2, 3) for done in (False, True)])
def test_a_kill_at_any_step_leaves_a_whole_run_and_the_next_start_finishes(
    tmp_path: Path, *, step: int, done: bool
) -> None:
    publish(OLD, tmp_path, PERIOD)
    with stopped_at(step, Killed, done=done), pytest.raises(Killed):
        publish(NEW, tmp_path, PERIOD)
    assert OLD in whole_runs(tmp_path)
    recover(tmp_path)
    came_in = (step, done) != (1, False)
    assert whole_runs(tmp_path) == ([NEW, OLD] if came_in else [OLD])
    recover(tmp_path)
    publish(NEW, tmp_path, PERIOD)
    assert whole_runs(tmp_path) == ([NEW, OLD, NEW] if came_in else [NEW, OLD])
    assert left_over(tmp_path) == []


def test_a_kill_while_writing_leaves_the_old_run(tmp_path: Path) -> None:
    publish(OLD, tmp_path, PERIOD)
    with failing_to_write(Killed()), pytest.raises(Killed):
        publish(NEW, tmp_path, PERIOD)
    recover(tmp_path)
    assert whole_runs(tmp_path) == [OLD]
    publish(NEW, tmp_path, PERIOD)
    assert whole_runs(tmp_path) == [NEW, OLD]


@pytest.mark.parametrize("step", [2, 3])
def test_a_run_that_cannot_come_in_is_kept_beside(step: int, tmp_path: Path) -> None:
    publish(OLD, tmp_path, PERIOD)
    with stopped_at(step, in_use), pytest.raises(PublishError) as told:
        publish(NEW, tmp_path, PERIOD)
    beside = tmp_path / f"{PERIOD}-new"
    assert f"原有結果未動；新結果另存「{beside}」" in str(told.value)
    assert (whole_runs(tmp_path), contents(beside)) == ([OLD], NEW)
    publish(NEW, tmp_path, PERIOD)
    assert whole_runs(tmp_path) == [NEW, OLD]
    assert left_over(tmp_path) == []


def test_where_nothing_can_be_renamed_any_more_the_message_says_where_the_old_run_is(tmp_path: Path) -> None:
    publish(OLD, tmp_path, PERIOD)
    with stopped_at(3, in_use, after=True), pytest.raises(PublishError) as told:
        publish(NEW, tmp_path, PERIOD)
    old = tmp_path / ".history" / PERIOD / "1"
    assert f"原有結果完好，暫存於「{old}」；下次執行時會自動完成這次發佈" in str(told.value)
    assert contents(old) == OLD
    recover(tmp_path)
    assert whole_runs(tmp_path) == [NEW, OLD]


def test_a_first_run_that_cannot_come_in_speaks_of_no_run_before(tmp_path: Path) -> None:
    with stopped_at(2, in_use), pytest.raises(PublishError) as told:
        publish(NEW, tmp_path, PERIOD)
    assert "原有結果" not in str(told.value)
    assert contents(tmp_path / f"{PERIOD}-new") == NEW


def test_a_full_disk_leaves_what_was_there(tmp_path: Path) -> None:
    publish(OLD, tmp_path, PERIOD)
    full = OSError(28, "No space left on device")
    with failing_to_write(full), pytest.raises(PublishError, match=r"磁碟已滿.*原有結果未動"):
        publish(NEW, tmp_path, PERIOD)
    assert whole_runs(tmp_path) == [OLD]


def test_another_period_finishes_what_was_stopped(tmp_path: Path) -> None:
    publish(OLD, tmp_path, PERIOD)
    with stopped_at(3, Killed), pytest.raises(Killed):
        publish(NEW, tmp_path, PERIOD)
    publish(OLD, tmp_path, "2026-04")
    assert whole_runs(tmp_path) == [NEW, OLD]
    assert contents(tmp_path / "2026-04") == OLD
    assert left_over(tmp_path) == ["2026-04"]
