"""A folder → the files in it, each by its path below the folder; lock and system files are set apart by name."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

SYSTEM_FILES = frozenset({"thumbs.db", "desktop.ini", ".ds_store", ".gitkeep", ".gitignore"})
LOCK_PREFIXES = ("~$", ".~lock.", "~wrl", ".~")


@dataclass(frozen=True, order=True)
class Discovered:
    """One file: `name` is its path below the folder with forward slashes; `ignored` says why it is not read."""

    name: str
    path: str
    ignored: str = ""


def discover(folder: Path) -> list[Discovered]:
    """Every file below the folder, by name; folders that are links are not followed."""
    return sorted(_walk(folder, folder)) if folder.is_dir() else []


def _walk(folder: Path, top: Path) -> Iterator[Discovered]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _walk(Path(entry.path), top)
            else:
                name = Path(entry.path).relative_to(top).as_posix()
                yield Discovered(name, entry.path, why_ignored(entry.name))


def why_ignored(name: str) -> str:
    """Why a file of this name is no hand-in; '' when it may be one."""
    low = name.casefold()
    if low.startswith(LOCK_PREFIXES):
        return "文件開啟時的暫存鎖定檔"
    if low in SYSTEM_FILES or low.startswith("."):
        return "系統文件"
    return ""
