"""The file and cell rules of domain 7 in words: the engine carries them out, `houqin dictionary` and S30 name them."""

from __future__ import annotations

from pipeline.finding import HOLD_FILE, Effect
from pipeline.form.rule import FileRule

FILE, CELL, ROW, FORM = "文件", "儲存格", "行", "表"
HOLD, FLAG, NOTE = (effect.chinese for effect in (Effect.HOLD, Effect.FLAG, Effect.NOTE))
NO_FINDING = "不出校驗結果"

FILE_RULES: tuple[FileRule, ...] = (
    FileRule(
        "G-01",
        FILE,
        "封面與內容一致",
        "表號、學校、學期、月份、分冊以封面和隱藏的字典頁為準，兩處須一致；文件名只作參考，與封面不同時提示。",
        f"{HOLD_FILE}；文件名不符為{NOTE}",
        ("E2-03",),
    ),
    FileRule(
        "G-02",
        FILE,
        "工作表與列齊全",
        "核心工作表和 ● 列須在，按名稱或別名辨認，不看位置；選報的工作表和 △、○ 列缺少時讀作空白。",
        HOLD_FILE,
    ),
    FileRule(
        "G-03",
        FILE,
        "版本可辨",
        "同一表、月份、分冊有多份時，取版本最高的，其次取填報日期較晚的，其餘列為已取代；"
        "分不出先後而內容不同的都停用，內容相同的只計一份。",
        f"{NOTE}；分不出先後為{HOLD_FILE}",
    ),
    FileRule(
        "G-04",
        FILE,
        "按時報送",
        "應報而未收到的表和月份列為未報送，不當作零。",
        FLAG,
        ("E2-33",),
    ),
    FileRule(
        "G-05",
        CELL,
        "日期寫法",
        "接受 Excel 日期、2026-03-02、2026/3/2、2026.3.2、2026年3月2日；其餘（如「三月初」）不猜測。",
        HOLD,
        ("E3-13",),
    ),
    FileRule(
        "G-06",
        CELL,
        "數字準確",
        "不接受約、左右、多、餘、上下、近、範圍和「五六千」等中文數字；請填準確的數。",
        HOLD,
        ("E1-27", "E1-28", "E2-52", "E3-05", "E3-13", "E3-16"),
    ),
    FileRule(
        "G-07",
        CELL,
        "單位一致",
        "全形數字、千分位和與本列相同的單位照讀並記錄；不同的單位（以元為單位的列填萬元）不接受。",
        HOLD,
        ("E2-52",),
    ),
    FileRule(
        "G-08",
        CELL,
        "逐行寫全",
        "不填「同上」「〃」；資料行的合併儲存格不向下延伸，下面各格按空白處理。",
        HOLD,
    ),
    FileRule(
        "G-09",
        CELL,
        "合計相符",
        "填報人自己寫的合計、小計、總計行不是資料，與各行相加比較，不同時列出。",
        FLAG,
        ("E1-63",),
    ),
    FileRule(
        "G-10",
        CELL,
        "公式列未改動",
        "ƒ 列一律由各列重算，存檔的值相差超過 P-21 時列出；其他列的錯誤值（#REF!、#N/A）讀不出。",
        f"{FLAG}；錯誤值為{HOLD}",
        ("E1-63",),
    ),
    FileRule(
        "G-11",
        CELL,
        "多值分開",
        "多人名、多值以、，,；/ 分開（人名也可用空格），去掉兩端空白，同一個名字只計一次。",
        NO_FINDING,
        ("E1-18", "E2-31"),
    ),
    FileRule(
        "G-12",
        CELL,
        "姓名在冊在崗",
        "姓名須在人員名冊，且在該行的日期在崗（沒有日期的表：任何一日）；註明可填校外人員的列除外。",
        FLAG,
        ("E2-19",),
    ),
    FileRule(
        "G-13",
        CELL,
        "選項規範",
        "選項按別名和繁簡對照後比較，認不出的不按相似猜測。",
        HOLD,
    ),
    FileRule(
        "G-14",
        CELL,
        "日期合理",
        "已發生的事不晚於填報日期；流水和逐月表的日期在本月之內，跟蹤表的開始日期不晚於本月；計劃、到期的日期不限。",
        HOLD,
    ),
    FileRule("G-15", CELL, "無負數", "只有註明可為負數的列可填負數。", HOLD, ("E1-63",)),
    FileRule("G-16", CELL, "無重複行", "同一工作表內完全相同的兩行，停用第二行。", HOLD, ("E1-63",)),
    FileRule(
        "G-17",
        FORM,
        "教師不逐月填報",
        "班主任和科任教師只簽字和報修，不逐月填表；班室名單由系統預先帶出。",
        NO_FINDING,
        ("E3-30",),
    ),
    FileRule(
        "G-18",
        CELL,
        "編號唯一",
        "主鍵在整個學期內唯一（清冊：在同一份內）；跟蹤表同一編號在以後月份再出現時更新原來那一行。",
        HOLD,
        ("E1-63",),
    ),
    FileRule(
        "G-19",
        ROW,
        "未結事項接續",
        "跟蹤表未完結的行，須在下一月的表內接續；沒有時列為斷鏈，仍作未完結。",
        FLAG,
        ("E2-40", "E3-42"),
    ),
    FileRule("G-20", ROW, "前後月一致", "跟蹤表的固定列逐月不變；不同時以先報的為準。", FLAG, ("E1-63",)),
    FileRule("G-21", CELL, "必填齊全", "● 列不得空白。", HOLD, ("E1-63",)),
    FileRule("G-22", CELL, "應填未填", "△ 列在條件成立時不得空白。", FLAG, ("E3-40",)),
    FileRule(
        "G-23",
        CELL,
        "引用有據",
        "引用其他工作表的編號或名稱須在該表之內；另有規則核對的由該規則說明。",
        FLAG,
        ("E2-19",),
    ),
    FileRule(
        "G-24",
        CELL,
        "數值範圍",
        "數值和日期在各列說明的範圍之內；另有規則核對的由該規則說明。",
        HOLD,
        ("E1-63",),
    ),
    FileRule(
        "G-25",
        FILE,
        "零報規範",
        "沒有資料行的表須在封面寫零報＝是，否則作未報送；寫了零報而有資料時，資料照計。",
        FLAG,
        ("E2-33",),
    ),
)
"""An unreadable or refused cell (G-05 to G-08, G-10, G-13, G-15, G-24) holds its row where the column is ● or △; in an
○ column the cell is dropped, the row counted and the finding is a FLAG."""

NAMES = {rule.id: rule.name for rule in FILE_RULES}
"""Short names, as S30 and the summary call them."""
