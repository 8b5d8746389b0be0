"""Two programs are never at work on one folder of results, and a dead one holds nothing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.lock import HOLDER, LOCK, LockError, alone_in
from tests.workspaces import workspace

HOLDS = """
import sys
from pathlib import Path
from pipeline.lock import alone_in
with alone_in(Path(sys.argv[1]), "the first"):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_the_second_is_told_who_is_the_first(tmp_path: Path) -> None:
    folder = tmp_path / "output"
    with (
        alone_in(folder, "電腦 PC-3，處理程序 812"),
        pytest.raises(LockError, match="電腦 PC-3，處理程序 812"),
        alone_in(folder, "the second"),
    ):
        pass
    with alone_in(folder, "the third"):
        assert (folder / HOLDER).read_text("utf-8") == "the third"
    assert [path.name for path in folder.iterdir()] == [LOCK]


def test_it_is_free_after_a_failure(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="failed"), alone_in(tmp_path, "the first"):
        raise ValueError("failed")
    with alone_in(tmp_path, "the second"):
        pass


def test_a_killed_holder_is_followed(tmp_path: Path) -> None:
    command = [sys.executable, "-c", HOLDS, str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as first:
        assert first.stdout is not None
        assert first.stdout.readline() == "held\n"
        with pytest.raises(LockError, match="the first"), alone_in(tmp_path, "the second"):
            pass
        first.kill()
        first.wait()
    assert (tmp_path / HOLDER).read_text("utf-8") == "the first"
    with alone_in(tmp_path, "the second"):
        assert (tmp_path / HOLDER).read_text("utf-8") == "the second"


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "output").write_text("a file", "utf-8")
    with pytest.raises(LockError, match=r"無法寫入結果資料夾.*output"), alone_in(tmp_path / "output", "me"):
        pass


def test_run_and_send_say_who_is_at_work(tmp_path: Path) -> None:
    only_base = workspace(tmp_path, lambda name: name.startswith("F00"))
    with alone_in(only_base.output, "電腦 PC-3"):
        for command in ("run", "send"):
            told = only_base(command, "--month", "2026-03")
            assert told.code == 1
            assert "另一個 houqin 正在使用" in told.err
            assert "電腦 PC-3" in told.err
    assert only_base("run", "--month", "2026-03").code == 3
