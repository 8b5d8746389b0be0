"""The archive: each workbook as it arrived, under the hash of its content, and a register of what became of it."""

from __future__ import annotations

import csv
import hashlib
import io
import shutil
from collections.abc import Sequence
from pathlib import Path

from pipeline.checks.fates import Fated
from pipeline.publish import PublishError, write_files

REGISTER = "存檔登記.csv"
HEADINGS = ("期間", "文件名", "去向", "原因", "SHA-256")
ORIGINALS = "originals"


def keep_originals(fated: Sequence[Fated], inbox: Path, archive: Path, period: str) -> None:
    """Copies each workbook that was read to originals/<first two>/<sha256><suffix>, once for each content.

    The register gets a line for each file, fate and period that it does not have yet; none is ever taken out.

    Raises:
        PublishError: when a file is no longer what was read, or the archive cannot be written.
    """
    read = [one for one in fated if one.submission.sha256]
    try:
        for one in read:
            keep(inbox / one.submission.name, one.submission.sha256, archive / ORIGINALS)
        known = register(archive)
    except OSError as error:
        says = f"無法把原文件存入存檔資料夾「{archive}」：{error.strerror or error}"
        raise PublishError(f"{says}。請檢查磁碟空間和資料夾的權限；原有結果未動。") from error
    lines = [(period, told(inbox, one.submission.name), one.fate.value, one.why, one.submission.sha256) for one in read]
    if more := [line for line in lines if line not in set(known)]:
        write_files({REGISTER: written([*known, *more])}, archive)


def told(inbox: Path, name: str) -> str:
    """A file's path from the folder of the inbox: never what Excel would take for a formula, as =1.xlsx alone."""
    return f"{inbox.name}/{name}".encode("utf-8", "replace").decode()


def keep(path: Path, sha256: str, folder: Path) -> None:
    """Copies a file to its place, unless its content is there already.

    Raises:
        PublishError: when it is no longer what was read.
    """
    place = folder / sha256[:2] / f"{sha256}{path.suffix.lower()}"
    if place.exists():
        return
    place.parent.mkdir(parents=True, exist_ok=True)
    half = place.with_suffix(".half")
    shutil.copyfile(path, half)
    if hashlib.sha256(half.read_bytes()).hexdigest() != sha256:
        half.unlink()
        raise PublishError(f"「{path.name}」在讀取之後又被改動，沒有發佈任何結果；請再執行一次。")
    half.replace(place)


def register(archive: Path) -> list[tuple[str, ...]]:
    """The lines of the register, without its headings."""
    path = archive / REGISTER
    if not path.exists():
        return []
    return [tuple(line) for line in csv.reader(io.StringIO(path.read_text("utf-8-sig"), newline=""))][1:]


def written(lines: Sequence[tuple[str, ...]]) -> bytes:
    """The register, in what Excel takes for UTF-8."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows([HEADINGS, *lines])
    return text.getvalue().encode("utf-8-sig")
