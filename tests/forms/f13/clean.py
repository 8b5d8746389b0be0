"""A small clean spring of services: F13 of March and April 2026 with what it refers to, by hand.

People and calendar are the sample's (F00). Row 2 is the first data row of a sheet.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache

from pipeline.form.filled import Cover, Filled
from pipeline.form.form import Registry
from pipeline.forms.across import service
from tests.forms.f03 import clean as canteen
from tests.forms.f09.clean import Row, table
from tests.forms.f10 import clean as safety
from tests.forms.spring import Spring, forms_of, tells_of

EVENTS, OPINIONS, SURVEYS, PETITIONS = "服務保障", "意見建議", "滿意度測評", "涉訪化解"
MENUS, MEALS, MEETINGS, INSPECTIONS = "每週菜譜審核", "供餐與陪餐", "會議與培訓", "上級檢查"
MARCH, APRIL = "2026-03", "2026-04"
FORM_OF = {
    **dict.fromkeys([EVENTS, OPINIONS, SURVEYS, PETITIONS], "F13"),
    **dict.fromkeys([MENUS, MEALS], "F03"),
    MEETINGS: "F04",
    INSPECTIONS: "F10",
}

SUPPORTED = table("""
活動編號   | 起始日期 | 結束日期 | 活動名稱 | 類別   | 方案確定日期 | 投入人次 | 供餐人次 | 投入物資金額 | 結果   | 問題
FW-2603-01 | 03-18    | 03-19    | 春季運動 | 運動會 | 03-11        | 10       | 200      | 300.00       | 順利   |
FW-2603-02 | 03-25    | 03-25    | 衛生檢查 | 迎檢   |              | 3        | 0        | 0.00         | 順利   |
FW-2603-03 | 03-27    | 03-27    | 班級匯演 | 演出   |              | 5        | 0        | 50.50        | 有問題 | 失聲
""")
HEARD_IN_MARCH = table("""
編號       | 日期  | 來源 | 領域 | 類型 | 內容摘要     | 承辦人 | 答覆日期 | 處理結果 | 當事人滿意
YJ-2603-01 | 03-05 | 家長 | 食堂 | 建議 | 菜少放鹽     | 方建華 | 03-12    | 採納     | 滿意
YJ-2603-02 | 03-10 | 學生 | 校車 | 投訴 | 等車時間長   | 何靜   | 03-12    | 解釋說明 | 不滿意
YJ-2603-03 | 03-30 | 教師 | 維修 | 諮詢 | 報修多久回音 | 王志遠 |          |          |
YJ-2603-04 | 03-12 | 教師 | 食堂 | 表揚 | 早餐準時     | 方建華 |          |          |
""")
HEARD_IN_APRIL = table("""
編號       | 日期  | 來源 | 領域 | 類型 | 內容摘要     | 承辦人 | 答覆日期 | 處理結果 | 當事人滿意
YJ-2603-03 | 03-30 | 教師 | 維修 | 諮詢 | 報修多久回音 | 王志遠 | 04-06    | 解釋說明 | 滿意
YJ-2603-04 | 03-12 | 教師 | 食堂 | 表揚 | 早餐準時     | 方建華 | 04-02    | 解釋說明 |
YJ-2604-01 | 04-14 | 家長 | 食堂 | 建議 | 增設點餐窗口 | 方建華 | 04-15    | 不採納   | 未反饋
""")
ASKED = table("""
日期  | 對象 | 領域 | 發放份數 | 回收份數 | 滿意 | 基本滿意 | 不滿意 | 組織人
03-20 | 家長 | 食堂 | 100      | 80       | 50   | 20       | 10     | 何靜
03-20 | 學生 | 食堂 | 50       | 50       | 40   | 5        | 5      | 何靜
03-20 | 教師 | 維修 | 20       | 12       | 9    | 2        | 1      | 何靜
""")
"""Of the last, exactly 60 % came back."""
CASES_OF_MARCH = table("""
編號     | 登記日期 | 人員類別 | 事項類別 | 承辦人 | 狀態   | 化解日期 | 化解層級
SF-26-01 | 03-03    | 退休教師 | 待遇     | 孫立   | 處理中 |          |
SF-26-02 | 03-10    | 家長     | 糾紛     | 孫立   | 已化解 | 03-25    | 校內
""")
CASES_OF_APRIL = table("""
編號     | 登記日期 | 人員類別 | 事項類別 | 承辦人 | 狀態   | 化解日期 | 化解層級
SF-26-01 | 03-03    | 退休教師 | 待遇     | 孫立   | 已化解 | 04-20    | 學區
""")


def workbook(form: str, month: str, sheets: Mapping[str, Sequence[Row]]) -> Filled:
    """Handed in on the fifth of the next month."""
    filled_on = date(2026, int(month[5:]) + 1, 5)
    cover = Cover("示例小學", "2025-2026-2", month, filled_by="何靜", filled_on=filled_on)
    return Filled(form, cover, {title: list(rows) for title, rows in sheets.items()})


MEETING: Row = {
    "類別": "後勤例會",
    "主題": "月末例會",
    "主持人": "何靜",
    "應到人數": 12,
    "實到人數": 12,
}

CLEAN: Mapping[tuple[str, str], Filled] = {
    ("F13", MARCH): workbook(
        "F13", MARCH, {EVENTS: SUPPORTED, OPINIONS: HEARD_IN_MARCH, SURVEYS: ASKED, PETITIONS: CASES_OF_MARCH}
    ),
    ("F13", APRIL): workbook(
        "F13", APRIL, {EVENTS: [], OPINIONS: HEARD_IN_APRIL, SURVEYS: [], PETITIONS: CASES_OF_APRIL}
    ),
    ("F03", MARCH): workbook(
        "F03",
        MARCH,
        {
            MENUS: [{**canteen.menu(3, "03-16", "03-13"), "營養意見": "少油少鹽（YJ-2603-01）"}],
            MEALS: [canteen.meal(date(2026, 3, day), "午") for day in (18, 19)],
        },
    ),
    ("F03", APRIL): workbook("F03", APRIL, {MENUS: [], MEALS: [canteen.meal(date(2026, 4, 1), "午")]}),
    ("F04", MARCH): workbook("F04", MARCH, {MEETINGS: [{**MEETING, "日期": date(2026, 3, 30), "記錄編號": "HY-1"}]}),
    ("F04", APRIL): workbook("F04", APRIL, {MEETINGS: [{**MEETING, "日期": date(2026, 4, 29), "記錄編號": "HY-2"}]}),
    ("F10", MARCH): workbook("F10", MARCH, {INSPECTIONS: [safety.inspection("03-25 教育 衛生檢查 0 優秀", 3, "0.00")]}),
}


@cache
def service_forms() -> Registry:
    """F00, F13 and the sheets of F03, F04 and F10; across forms those of services."""
    return forms_of("F13", "F03 F04 F10", service.RULES)


SPRING = Spring([*CLEAN.values()], service_forms, tells_of("F13"))
