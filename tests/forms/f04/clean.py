"""A small clean spring of staff: F04 of March and April 2026, twelve people, two classrooms, one hired bus, by hand.

The term ends on Thursday 2026-04-30; of the sample's calendar March has 22 school days, April 21. Row 2 is the first
data row of a sheet.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache

from pipeline.form.filled import Cover, Filled, Value
from pipeline.form.form import Registry
from pipeline.forms.across import people
from pipeline.sample.base_data import base_workbook
from tests.forms.f09.clean import Row, table
from tests.forms.f11 import clean as bus
from tests.forms.plant import with_rows
from tests.forms.spring import Spring, forms_of

PAPERS, LETTERS, MEETINGS, APPRAISALS, VEHICLES = "人員證照", "責任書與包乾區", "會議與培訓", "崗位考核", "車輛檔案"
MARCH, APRIL = "2026-03", "2026-04"
TERM_END = "2026-04-30"

STAFF = ["何靜", "王志遠", "方建華", "林秋實", "蘇秀英", "劉強", "丁建", "孫立", "宋佳欣", "曾麗萍", "譚文華", "龔麗娜"]
CLASSROOMS = ("C101", "C102")
"""Of 宋佳欣 and 曾麗萍, with 譚文華 and 龔麗娜 as 教室管理員."""


def rows(text: str) -> list[Row]:
    """Rows of a table with bars; 2025-09-05 is a day."""
    return [{title: _day(cell) for title, cell in row.items()} for row in table(text)]


def _day(cell: Value) -> Value:
    is_day = isinstance(cell, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", cell)
    return date.fromisoformat(str(cell)) if is_day else cell


HELD = rows("""
姓名   | 證照類別       | 證號 | 發證日期   | 有效期至
林秋實 | 健康證明       | JK-1 | 2025-10-01 | 2026-09-30
蘇秀英 | 健康證明       | JK-2 | 2025-10-01 | 2026-09-30
劉強   | 校車駕駛資格   | XC-1 | 2020-08-18 | 2026-12-31
劉強   | 駕駛人年度審驗 | NS-1 | 2026-01-08 | 2027-01-07
王志遠 | 電工證         | DG-1 | 2022-05-10 | 2028-05-09
""")
SIGNED = rows("""
類別               | 學年      | 責任對象 | 責任人 | 簽訂日期   | 有效期至   | 學校簽訂人 | 文件編號 | 備案日期
食堂安全衛生責任書 | 2025-2026 | 方建華   | 方建華 | 2025-09-05 | 2026-08-31 | 孫立       | ZR-01    |
食堂安全衛生責任書 | 2025-2026 | 林秋實   | 林秋實 | 2025-09-05 | 2026-08-31 | 孫立       | ZR-02    |
食堂安全衛生責任書 | 2025-2026 | 蘇秀英   | 蘇秀英 | 2025-09-05 | 2026-08-31 | 孫立       | ZR-03    |
後勤安全責任狀     | 2025-2026 | 何靜     | 何靜   | 2025-09-05 | 2026-08-31 | 孫立       | ZR-04    |
後勤安全責任狀     | 2025-2026 | 王志遠   | 王志遠 | 2025-09-05 | 2026-08-31 | 孫立       | ZR-05    |
後勤安全責任狀     | 2025-2026 | 方建華   | 方建華 | 2025-09-05 | 2026-08-31 | 孫立       | ZR-06    |
後勤安全責任狀     | 2025-2026 | 林秋實   | 林秋實 | 2025-09-05 | 2026-08-31 | 孫立       | ZR-07    |
後勤安全責任狀     | 2025-2026 | 蘇秀英   | 蘇秀英 | 2025-09-05 | 2026-08-31 | 孫立       | ZR-08    |
後勤安全責任狀     | 2025-2026 | 劉強     | 劉強   | 2025-09-05 | 2026-08-31 | 孫立       | ZR-09    |
後勤安全責任狀     | 2025-2026 | 丁建     | 丁建   | 2025-09-05 | 2026-08-31 | 孫立       | ZR-10    |
教室管理責任書     | 2025-2026 | C101     | 宋佳欣 | 2025-10-01 | 2026-08-31 | 孫立       | ZR-11    |
教室管理責任書     | 2025-2026 | C101     | 譚文華 | 2025-09-05 | 2026-08-31 | 孫立       | ZR-12    |
教室管理責任書     | 2025-2026 | C102     | 曾麗萍 | 2025-09-05 | 2026-08-31 | 孫立       | ZR-13    |
教室管理責任書     | 2025-2026 | C102     | 龔麗娜 | 2025-09-05 | 2026-08-31 | 孫立       | ZR-14    |
校車安全責任書     | 2025-2026 | 校車     | 劉強   | 2025-09-05 | 2026-08-31 | 孫立       | ZR-15    | 2025-09-10
衛生包乾區         | 2025-2026 | 校門內外 | 丁建   | 2025-09-05 | 2026-08-31 | 孫立       | ZR-16    |
""")
"""The letter of 宋佳欣 was signed on the last day that is early enough: 2025-09-01 and 30 days."""
MET_IN_MARCH = rows("""
日期  | 類別             | 主題     | 學習文件 | 主持人 | 應到人數 | 實到人數 | 記錄編號 | 來源培訓編號 | 整改事項數
03-05 | 食品衛生安全會議 | 春季要求 | 安全規定 | 何靜   | 10       | 9        | HY-1     |              | 2
03-12 | 上級培訓         | 管理培訓 |          | 方建華 | 2        | 2        | HY-2     |              |
03-22 | 校內傳達         | 培訓要點 |          | 方建華 | 3        | 3        | HY-3     | HY-2         |
03-24 | 技能培訓         | 分餐操作 |          | 方建華 | 3        | 3        | HY-4     |              |
""")
"""Nine of ten are just enough; day 10 after the training is the last one."""
MET_IN_APRIL = rows("""
日期  | 類別             | 主題     | 學習文件 | 主持人 | 應到人數 | 實到人數 | 記錄編號 | 整改事項數 | 整改完成數
03-05 | 食品衛生安全會議 | 春季要求 | 安全規定 | 何靜   | 10       | 9        | HY-1     | 2          | 2
04-09 | 食品衛生安全會議 | 留樣管理 | 留樣要點 | 何靜   | 10       | 10       | HY-5     | 1          |
04-10 | 後勤例會         | 四月安排 |          | 何靜   | 12       | 12       | HY-6     |            |
""")
APPRAISED = rows("""
月份    | 姓名   | 考核分 | 等次 | 獎懲金額 | 依據       | 考核人
2026-03 | 林秋實 | 94.5   | 優   | 100.00   | 月考核制度 | 何靜
2026-03 | 蘇秀英 | 80.0   | 良   | 0.00     |            | 何靜
2026-03 | 方建華 | 79.5   | 合格 | -50.00   | 月考核制度 | 何靜
2026-03 | 王志遠 | 90.0   | 優   | 0.00     |            | 何靜
""")
BUSES: list[Row] = [{**bus.fleet("03-20")[0], "權屬": "租用服務"}]


def workbook(form: str, month: str, sheets: Mapping[str, Sequence[Row]]) -> Filled:
    """Handed in on the last day of the month."""
    cover = Cover("示例小學", "2025-2026-2", month, filled_by="何靜", filled_on=date(2026, int(month[5:]), 30))
    return Filled(form, cover, {title: list(lines) for title, lines in sheets.items()})


def base(**parameters: str) -> Filled:
    """The sample's F00 with these people and classrooms and this term's end (P_25="是" changes a parameter)."""
    sample = base_workbook()
    values = {"P-00e": TERM_END} | {code.replace("_", "-"): value for code, value in parameters.items()}
    settings: list[Mapping[str, Value]] = [
        {**row, "參數值": values.get(str(row["參數代碼"]), row.get("參數值"))} for row in sample.sheets["學校參數"]
    ]
    kept: dict[str, list[Mapping[str, Value]]] = {
        "學校參數": settings,
        "校曆": [row for row in sample.sheets["校曆"] if row["日期"] <= date.fromisoformat(TERM_END)],  # type: ignore[operator]  # days
        "人員名冊": [row for row in sample.sheets["人員名冊"] if row["姓名"] in STAFF],
        "班室名冊": [row for row in sample.sheets["班室名冊"] if row["班室編號"] in CLASSROOMS],
    }
    return replace(sample, sheets={**sample.sheets, **kept})


BASE = base()

CLEAN: Mapping[tuple[str, str], Filled] = {
    ("F04", MARCH): workbook(
        "F04", MARCH, {PAPERS: HELD, LETTERS: SIGNED, MEETINGS: MET_IN_MARCH, APPRAISALS: APPRAISED}
    ),
    ("F04", APRIL): workbook("F04", APRIL, {PAPERS: [], LETTERS: [], MEETINGS: MET_IN_APRIL, APPRAISALS: []}),
    ("F11", MARCH): workbook("F11", MARCH, {VEHICLES: BUSES}),
    ("F11", APRIL): workbook("F11", APRIL, {VEHICLES: BUSES}),
}


@cache
def staff_forms() -> Registry:
    """F00, F04 and the sheets of F11; across forms those of staff."""
    return forms_of("F04", "F11", people.RULES)


def person(**cells: str | date) -> Row:
    """Another row of F00.3, else like 方建華's."""
    (known,) = [row for row in BASE.sheets["人員名冊"] if row["姓名"] == "方建華"]
    return {**known, **cells}


def with_person(*more: Row) -> Filled:
    """F00 with further people."""
    return with_rows(BASE, "人員名冊", [*BASE.sheets["人員名冊"], *more])


SPRING = Spring([*CLEAN.values()], staff_forms, lambda one: one.form == "F04", BASE)
