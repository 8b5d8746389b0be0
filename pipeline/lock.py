"""One program at a time in a folder; the lock goes with its holder, however that ends."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from pipeline.trouble import why

LOCK = ".lock.sqlite"
HOLDER = ".lock.txt"


class LockError(Exception):
    """The folder cannot be worked in, mostly since another program is at it; the text is Chinese and says which."""


@contextmanager
def alone_in(folder: Path, who: str) -> Iterator[None]:
    """Keeps other programs out of the folder, which is made when missing; `who` is what they are told.

    A file that merely exists would outlive a holder that was killed. What the system takes back with the process is a
    lock on an open file, and SQLite asks for it in the same way on every system.

    Raises:
        LockError: while another holds it, or when the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(folder / LOCK, timeout=0, isolation_level=None)
    except (OSError, sqlite3.Error) as error:
        raise _unusable(folder, error) from error
    with closing(connection):
        _take(connection, folder)
        (folder / HOLDER).write_text(who, encoding="utf-8")
        try:
            yield
        finally:
            (folder / HOLDER).unlink(missing_ok=True)


def _take(connection: sqlite3.Connection, folder: Path) -> None:
    try:
        connection.execute("BEGIN IMMEDIATE")
    except sqlite3.Error as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
            raise _unusable(folder, error) from error
        says = f"另一個 houqin 正在使用結果資料夾「{folder}」{_holder(folder)}；請等它完成後再執行。"
        raise LockError(says) from None


def _unusable(folder: Path, error: OSError | sqlite3.Error) -> LockError:
    return LockError(f"無法寫入結果資料夾「{folder}」：{why(error)}。請檢查磁碟空間和資料夾的權限。")


def _holder(folder: Path) -> str:
    try:
        return f"（{(folder / HOLDER).read_text(encoding='utf-8')}）"
    except OSError:
        return ""  # it has the lock, and is about to say who it is
