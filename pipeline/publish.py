"""Puts a finished run in its place: written aside first, then the old one moved away and the new one in."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path


class PublishError(Exception):
    """The results could not be put in place; the text is Chinese and says what to do."""


def publish(files: Mapping[str, bytes], output: Path, period: str) -> Path:
    """Writes the files to output/<period>/, keeping the run before in output/.history/<period>/<n>/.

    Raises:
        PublishError: when the disk is full or a file is open elsewhere; what was there before stays.
    """
    target, aside = output / period, output / f".new-{period}"
    try:
        shutil.rmtree(aside, ignore_errors=True)
        write_all(files, aside)
        if target.exists():
            keep(target, output / ".history" / period)
        aside.rename(target)
    except OSError as error:
        says = f"無法寫入結果資料夾「{target}」：{error.strerror or error}。"
        raise PublishError(f"{says}請檢查磁碟空間，並關閉正在開啟的統計表或總結後再執行；原有結果未動。") from error
    return target


def write_all(files: Mapping[str, bytes], folder: Path) -> None:
    """Every file below the folder, which is made."""
    folder.mkdir(parents=True)
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def keep(target: Path, history: Path) -> None:
    """Moves an earlier run to the next free number of its history."""
    history.mkdir(parents=True, exist_ok=True)
    number = 1 + max((int(path.name) for path in history.iterdir() if path.name.isdigit()), default=0)
    target.rename(history / str(number))


def write_files(files: Mapping[str, bytes], folder: Path) -> None:
    """Writes files into a folder that may hold others, each whole or not at all.

    Raises:
        PublishError: when the disk is full or a file is open elsewhere.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            half = folder / f".{name}.new"
            half.write_bytes(content)
            half.replace(folder / name)
    except OSError as error:
        says = f"無法寫入資料夾「{folder}」：{error.strerror or error}。請檢查磁碟空間，並關閉正在開啟的檔案。"
        raise PublishError(says) from error
