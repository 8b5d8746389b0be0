"""Is it a file that may be opened, and a workbook by its content? Nothing is parsed here that can do harm."""

from __future__ import annotations

import io
import os
import stat
from pathlib import Path

from pipeline.intake.archive import Archive
from pipeline.intake.raw import Kind, Why
from pipeline.intake.refusal import UnreadableError

FILE_AT_MOST = 64 * 1024 * 1024
"""Bytes. A term of one form takes 2 MiB; photographs make it larger."""

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BOOK_OF_EXCEL_95 = "Book\0".encode("utf-16-le")
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
_KINDS = (
    (stat.S_ISDIR, "資料夾"),
    (stat.S_ISFIFO, "管道"),
    (stat.S_ISSOCK, "通訊端"),
    (stat.S_ISCHR, "設備"),
    (stat.S_ISBLK, "設備"),
)
_MAGIC = (
    (b"%PDF", " PDF 文件"),
    (b"{\\rtf", " RTF 文件"),
    (b"\x89PNG", "圖片"),
    (b"\xff\xd8\xff", "圖片"),
    (b"GIF8", "圖片"),
    (b"BM", "圖片"),
    (b"Rar!", "壓縮檔"),
    (b"7z\xbc\xaf\x27\x1c", "壓縮檔"),
    (b"\x1f\x8b", "壓縮檔"),
    (b"<?xml", " XML 檔"),
)
_HTML = (b"<html", b"<!doctype html", b"<table", b"<meta")
_OFFICE_PARTS = (("word/document.xml", " Word 文件"), ("ppt/presentation.xml", "簡報"))


def load(path: str) -> bytes:
    """The bytes of a regular file, links followed. Never waits for a pipe. Raises UnreadableError for the rest."""
    try:
        _refuse_special(Path(path).stat().st_mode)
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except FileNotFoundError as wrong:
        raise UnreadableError(Why.NOT_A_FILE, what="文件不存在或連結已斷") from wrong
    except PermissionError as wrong:
        raise UnreadableError(Why.CANNOT_OPEN) from wrong
    except OSError as wrong:  # a loop of links, a name that the file system does not take
        raise UnreadableError(Why.NOT_A_FILE, what="連結無法打開") from wrong
    with os.fdopen(descriptor, "rb") as file:
        about = os.fstat(file.fileno())
        _refuse_special(about.st_mode)
        data = file.read(min(about.st_size, FILE_AT_MOST) + 1)  # as much as asked for is set aside
    if len(data) > FILE_AT_MOST:
        raise UnreadableError(Why.TOO_LARGE, limit=FILE_AT_MOST // 1024**2)
    return data


def recognise(data: bytes) -> tuple[Kind, Archive | None]:
    """What workbook these bytes are, and its zip where it has one. Raises UnreadableError for all that is none."""
    if not data:
        raise UnreadableError(Why.EMPTY)
    if data.startswith(_ZIP):
        archive = Archive(data)
        return _kind_of_zip(archive), archive
    if data.startswith(_OLE):
        return _kind_of_ole(data), None
    if not data.strip(b"\0"):  # what a broken copy or synchronisation leaves
        raise UnreadableError(Why.DAMAGED)
    raise UnreadableError(Why.NOT_A_WORKBOOK, what=_guess(data))


def _refuse_special(mode: int) -> None:
    if not stat.S_ISREG(mode):
        raise UnreadableError(Why.NOT_A_FILE, what=next((name for test, name in _KINDS if test(mode)), "特殊文件"))


def _kind_of_zip(archive: Archive) -> Kind:
    if "xl/workbook.bin" in archive:
        raise UnreadableError(Why.XLSB)
    for part, what in _OFFICE_PARTS:
        if part in archive:
            raise UnreadableError(Why.NOT_A_WORKBOOK, what=what)
    if "mimetype" in archive:
        if archive.read("mimetype").strip() not in {_ODS, _ODS + b"-template"}:
            raise UnreadableError(Why.NOT_A_WORKBOOK, what="其他文件")
        return "ods"
    if "_rels/.rels" not in archive:
        raise UnreadableError(Why.NOT_A_WORKBOOK, what="壓縮檔")
    return "xlsm" if archive.any_named("vbaProject.bin") else "xlsx"


def _kind_of_ole(data: bytes) -> Kind:
    """Old Office files, and new ones with a password: both are OLE containers."""
    import msoffcrypto
    from msoffcrypto.exceptions import FileFormatError

    try:
        file = msoffcrypto.OfficeFile(io.BytesIO(data))
        encrypted = file.is_encrypted()
    except FileFormatError as wrong:
        if _BOOK_OF_EXCEL_95 in data:
            return "xls"
        raise UnreadableError(Why.NOT_A_WORKBOOK, what="其他文件") from wrong
    except Exception as wrong:  # a parser of foreign bytes fails in any way it likes
        raise UnreadableError(Why.DAMAGED) from wrong
    if encrypted:
        raise UnreadableError(Why.ENCRYPTED)
    if file.format != "xls97":
        raise UnreadableError(Why.NOT_A_WORKBOOK, what="其他文件")
    return "xls"


def _guess(data: bytes) -> str:
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    for magic, what in _MAGIC:
        if start.startswith(magic):
            return what
    if start.lower().startswith(_HTML):
        return "網頁"
    return "其他格式" if b"\0" in start else "文字文件"
