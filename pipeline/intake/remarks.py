"""What the filler is told of a workbook that is read all the same."""

from __future__ import annotations

from pathlib import PurePosixPath

from pipeline.intake.archive import Archive
from pipeline.intake.raw import Kind, Remark, Telling

_SUFFIXES = {"xlsx": (".xlsx",), "xlsm": (".xlsm",), "xls": (".xls",), "ods": (".ods",)}
_XLS_MACROS = "_VBA_PROJECT_CUR".encode("utf-16-le")
_ODS_MACROS = ("Basic/", "Scripts/")
_UNCHECKED = {
    "xls": ".xls 檔無法檢查：錯誤值（如 #REF!）和未計算的公式會讀成空白，隱藏的行和列看不出來；建議另存為 .xlsx。",
    "ods": ".ods 檔無法檢查：是否連到其他活頁簿看不出來；建議另存為 .xlsx。",
}


def remarks(name: str, kind: Kind, data: bytes, archive: Archive | None) -> tuple[Remark, ...]:
    """Notes on the file as a whole; `data` are its bytes, `archive` its zip where it has one."""
    told = []
    suffix = PurePosixPath(name).suffix.lower()
    if not _suffix_fits(suffix, kind):
        text = f"文件名以 {suffix or '（無）'} 結尾，內容卻是 .{kind}；已按內容讀取，請改正文件名。"
        told.append(Remark(Telling.EXTENSION, text))
    if _has_macros(kind, data, archive):
        told.append(Remark(Telling.MACROS, "文件帶有巨集；巨集不會執行，填報不需要巨集，請另存為 .xlsx。"))
    if archive is not None and archive.any_below("xl/externalLinks/"):
        told.append(Remark(Telling.LINKS, "文件的公式連到其他活頁簿；讀取的是上次存檔時的值，請改為直接填數。"))
    if kind in _UNCHECKED:
        told.append(Remark(Telling.UNCHECKED, _UNCHECKED[kind]))
    return tuple(told)


def _has_macros(kind: Kind, data: bytes, archive: Archive | None) -> bool:
    if archive is None:
        return _XLS_MACROS in data
    return kind == "xlsm" or any(archive.any_below(folder) for folder in _ODS_MACROS)


def _suffix_fits(suffix: str, kind: Kind) -> bool:
    """A workbook saved as .xlsm need not hold a macro."""
    return suffix in _SUFFIXES[kind] or (suffix == ".xlsm" and kind == "xlsx")
