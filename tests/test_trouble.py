"""What the system complains of, told to a clerk."""

from __future__ import annotations

import errno
import sqlite3
from pathlib import Path

import pytest

from pipeline.trouble import why


def test_what_is_known_is_told_in_words(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="directory") as found:
        (tmp_path / "nowhere" / "file").write_text("")
    assert why(found.value) == "找不到，或不能在那裏建立"
    assert why(OSError(errno.ENOSPC, "No space left on device")) == "磁碟已滿"


def test_what_is_not_known_is_told_by_its_number() -> None:
    assert why(OSError(errno.EXDEV, "Invalid cross-device link")) == f"系統錯誤 {errno.EXDEV}"
    assert why(OSError("no number")) == "系統錯誤 OSError"


def test_sqlite(tmp_path: Path) -> None:
    with pytest.raises(sqlite3.Error) as cannot_open:
        sqlite3.connect(tmp_path / "nowhere" / "ledger")
    assert why(cannot_open.value) == "打不開，或不能在那裏建立"
    (tmp_path / "ledger").write_bytes(b"no database, but long enough to be looked at" * 40)
    connection = sqlite3.connect(tmp_path / "ledger")
    with pytest.raises(sqlite3.Error) as damaged:
        connection.execute("SELECT 1 FROM attempt")
    connection.close()
    assert why(damaged.value) == "內容不是記錄檔，可能已損壞"
    assert why(sqlite3.Error()) == "記錄檔錯誤 Error"
