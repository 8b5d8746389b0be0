"""What the operating system and SQLite complain of, in Chinese."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

WHY = {
    errno.ENOSPC: "磁碟已滿",
    errno.EDQUOT: "磁碟配額已滿",
    errno.EACCES: "沒有權限，或文件正在別的程式中開啟",
    errno.EPERM: "沒有權限",
    errno.EROFS: "這個磁碟不能寫入",
    errno.EBUSY: "文件正在別的程式中開啟",
    errno.ENOTDIR: "路徑中有一段是文件，不是資料夾",
    errno.EISDIR: "這是資料夾，不是文件",
    errno.EEXIST: "已有同名的文件",
    errno.ENOENT: "找不到，或不能在那裏建立",
    errno.ENAMETOOLONG: "名稱太長",
    errno.ENOTEMPTY: "資料夾不是空的",
    errno.EIO: "磁碟讀寫出錯",
}


WHY_NO_RECORD = {
    "SQLITE_FULL": WHY[errno.ENOSPC],
    "SQLITE_READONLY": WHY[errno.EPERM],
    "SQLITE_IOERR": WHY[errno.EIO],
    "SQLITE_CANTOPEN": "打不開，或不能在那裏建立",
    "SQLITE_BUSY": "正被另一個程式使用",
    "SQLITE_NOTADB": "內容不是記錄檔，可能已損壞",
    "SQLITE_CORRUPT": "內容已損壞",
}


def why(error: OSError | sqlite3.Error) -> str:
    """What went wrong: 磁碟已滿. The system's own number or name stands for what is not known here."""
    if isinstance(error, OSError):
        return WHY.get(error.errno or 0, f"系統錯誤 {error.errno or type(error).__name__}")
    name = getattr(error, "sqlite_errorname", type(error).__name__)
    return next((says for start, says in WHY_NO_RECORD.items() if name.startswith(start)), f"記錄檔錯誤 {name}")
