"""The sentences of a refusal, and the exception that carries one to the edge of the stage."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from pipeline.intake.raw import Refusal, Why

_SAVE_AGAIN = "請在 Excel 或 WPS 打開，另存為 .xlsx 後重新放入。"

REASON: Mapping[Why, str] = MappingProxyType(
    {
        Why.NOT_A_FILE: "這不是一般文件（{what}），無法讀取；請放入 Excel 文件本身。",
        Why.CANNOT_OPEN: "文件打不開，可能仍在 Excel 中開啟或沒有讀取權限；請關閉後重新放入。",
        Why.TOO_LARGE: "文件超過 {limit} MB，不像填報表；請刪去圖片和多餘的工作表後重新放入。",
        Why.EMPTY: "文件是空的（0 位元組），可能沒有複製完；請重新放入。",
        Why.ENCRYPTED: "文件設有密碼，請在 Excel 取消密碼（檔案 › 資訊 › 保護活頁簿）後重新放入。",
        Why.XLSB: "不支援 .xlsb（二進位活頁簿）；" + _SAVE_AGAIN,
        Why.NOT_A_WORKBOOK: "文件內容是{what}，不是 Excel 活頁簿；請放入填好的 .xlsx 文件。",
        Why.DAMAGED: "文件已損壞或不完整，讀不出來；" + _SAVE_AGAIN + "如打不開，請向填報人要回原文件。",
        Why.BOMB: "文件解壓後異常龐大，為安全起見不讀取；請把資料複製到空白範本後重新放入。",
        Why.DUPLICATE_MEMBER: "文件內部有重複的部件，不知以哪個為準；" + _SAVE_AGAIN,
        Why.DTD: "文件內部含有不應出現的 DTD 或實體定義，為安全起見不讀取；" + _SAVE_AGAIN,
        Why.FAR_CELL: "工作表「{sheet}」的 {cell} 離資料太遠卻有內容；請刪除該處多餘的行和列，存檔後重新放入。",
        Why.DUPLICATE_CELL: "工作表「{sheet}」的 {cell} 在文件內出現兩次，不知以哪個為準；" + _SAVE_AGAIN,
        Why.CRASHED: "讀取這個文件時程式中斷，文件可能已損壞；" + _SAVE_AGAIN,
        Why.TIMED_OUT: "讀取這個文件過久仍未完成；請把資料複製到空白範本後重新放入。",
        Why.OUT_OF_MEMORY: "讀取這個文件需要過多記憶體；請把資料複製到空白範本後重新放入。",
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
        return Refusal(name, sha256, size, self.why, REASON[self.why].format(**self.said))
