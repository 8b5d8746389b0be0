"""The sentences of a refusal, and the exception that carries one to the edge of the stage."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from pipeline.intake.raw import Refusal, Why


@dataclass(frozen=True, slots=True)
class Reason:
    """What is wrong with a file and what to do about it; `says` may have words to be put in."""

    says: str
    fix: str


_SAVE_AGAIN = "請在 Excel 或 WPS 打開，另存為 .xlsx 後重新放入。"
_COPY_OVER = "請填報人把資料複製到空白範本後重新放入。"
_OURS_OR_AWAY = "如是台賬，請填報人用空白範本填好後放入；如不是，請移出收件夾。"

NOT_OURS = Reason("封面上沒有表號，不是本系統的填報表", _OURS_OR_AWAY)
NO_COVER = Reason("沒有「封面」工作表，不是本系統的填報表", _OURS_OR_AWAY)
REASON: Mapping[Why, Reason] = MappingProxyType(
    {
        Why.NOT_A_FILE: Reason("這不是一般文件（{what}）", "請放入 Excel 文件本身。"),
        Why.CANNOT_OPEN: Reason(
            "文件打不開，可能仍在 Excel 中開啟，或沒有讀取權限", "請關閉文件、核對權限後再執行一次。"
        ),
        Why.TOO_LARGE: Reason("文件超過 {limit} MB，不像填報表", "請填報人刪去圖片和多餘的工作表後重新放入。"),
        Why.EMPTY: Reason("文件是空的（0 位元組），可能沒有複製完", "請重新複製一次，仍是空的請向填報人要回原文件。"),
        Why.ENCRYPTED: Reason("文件設有密碼", "請填報人在 Excel 取消密碼（檔案 › 資訊 › 保護活頁簿）後重新放入。"),
        Why.XLSB: Reason("不支援 .xlsb（二進位活頁簿）", _SAVE_AGAIN),
        Why.NOT_A_WORKBOOK: Reason("文件內容是{what}，不是 Excel 活頁簿", _OURS_OR_AWAY),
        Why.DAMAGED: Reason("文件已損壞或不完整，讀不出來", f"{_SAVE_AGAIN}如打不開，請向填報人要回原文件。"),
        Why.BOMB: Reason("文件解壓後異常龐大，為安全起見不讀取", _COPY_OVER),
        Why.DUPLICATE_MEMBER: Reason("文件內部有重複的部件，不知以哪個為準", _SAVE_AGAIN),
        Why.DTD: Reason("文件內部含有不應出現的 DTD 或實體定義，為安全起見不讀取", _SAVE_AGAIN),
        Why.FAR_CELL: Reason(
            "工作表「{sheet}」的 {cell} 離資料太遠卻有內容", "請刪除該處多餘的行和列，存檔後重新放入。"
        ),
        Why.DUPLICATE_CELL: Reason("工作表「{sheet}」的 {cell} 在文件內出現兩次，不知以哪個為準", _SAVE_AGAIN),
        Why.CRASHED: Reason("讀取這個文件時程式中斷，文件可能已損壞", _SAVE_AGAIN),
        Why.TIMED_OUT: Reason("讀取這個文件過久仍未完成", _COPY_OVER),
        Why.OUT_OF_MEMORY: Reason("讀取這個文件需要過多記憶體", _COPY_OVER),
    }
)


class UnreadableError(Exception):
    """A file that cannot be read; `read` turns it into a `Refusal`."""

    def __init__(self, why: Why, **said: object) -> None:
        """Keep the reason and the words that its sentence needs."""
        super().__init__(why, said)
        self.why = why
        self.said = said

    def refusal(self, name: str, size: int = 0, sha256: str | None = None) -> Refusal:
        """The refusal as a value, for the file `name` of `size` bytes."""
        reason = REASON[self.why]
        return Refusal(name, sha256, size, self.why, reason.says.format(**self.said), reason.fix)
