"""A small clean spring of repairs: F09 of March and April 2026 with what it refers to, by hand.

People, rooms and calendar are the sample's (F00): Monday 2026-03-02 is 開學日, every Monday to Friday before it counts
as a working day, 04-06 is a holiday. Row 2 is the first data row of a sheet.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache

from pipeline.form.filled import Cover, Filled, Value
from pipeline.form.form import Registry
from pipeline.forms.across import repairs
from pipeline.forms.registry import registry as installed
from tests.forms.f09 import standins
from tests.forms.plant import whole
from tests.forms.spring import Spring, tells_but

ORDERS, VOUCHERS, PAPERS, CASES, DANGERS = "報修維修", "支出票據", "人員證照", "損壞賠償", "隱患台賬"
FEBRUARY, MARCH, APRIL = "2026-02", "2026-03", "2026-04"

Row = dict[str, Value]


def typed(text: str) -> Value:
    """A cell as a clerk would type it: 03-02 a day of 2026, 215.00 an amount, 3 a number, anything else a text."""
    if re.fullmatch(r"\d\d-\d\d", text):
        return date.fromisoformat(f"2026-{text}")
    if re.fullmatch(r"\d+", text):
        return int(text)
    return Decimal(text) if re.fullmatch(r"\d+\.\d+", text) else text


def table(text: str) -> list[Row]:
    """Rows of a table with bars; the first line has the headings, an empty cell is blank."""
    lines = [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]
    return [{title: typed(cell) for title, cell in zip(lines[0], line, strict=True) if cell} for line in lines[1:]]


def joined(*sides: list[Row]) -> list[Row]:
    """Tables beside each other, line by line."""
    return [{title: value for row in rows for title, value in row.items()} for rows in zip(*sides, strict=True)]


REPORTED_IN_MARCH = table("""
維修單號    | 批次     | 報修日期 | 報修人 | 班室編號 | 類別       | 問題描述     | 緊急程度 | 數量 | 狀態
WX-2603-001 | 日常     | 03-03    | 周雨晴 | C302     | 玻璃       | 左窗玻璃破裂 | 一般     | 1    | 已驗收
WX-2603-002 | 應急     | 03-05    | 方建華 | T01      | 電路       | 插座冒火花   | 緊急     | 2    | 已驗收
WX-2603-003 | 假期集中 | 02-24    | 何靜   | G01      | 門窗       | 樓道門窗變形 | 複雜     | 6    | 已驗收
WX-2603-004 | 開學前   | 02-25    | 宋佳欣 | C101     | 水龍頭管道 | 水龍頭滴漏   | 一般     | 4    | 已驗收
WX-2603-005 | 日常     | 03-31    | 余建國 | C303     | 桌凳       | 凳腳脫焊     | 一般     | 2    | 維修中
WX-2603-006 | 日常     | 03-16    | 周雨晴 | C302     | 吊扇       | 線路須重鋪   | 複雜     | 1    | 轉項目
""")
REPAIRED_IN_MARCH = table("""
維修人     | 維修方式 | 完成日期 | 材料費 | 人工費 | 人為損壞 | 驗收人 | 驗收日期 | 滿意度
王志遠     | 更換     | 03-04    | 40.00  | 0.00   | 是       | 周雨晴 | 03-04    | 5
王志遠     | 自修     | 03-05    | 60.00  | 0.00   | 否       | 方建華 | 03-06    | 4
宏建工程隊 | 外修     | 02-26    | 300.00 | 200.00 | 否       | 何靜   | 02-26    |
王志遠     | 自修     | 02-26    | 80.00  | 0.00   | 否       | 宋佳欣 | 02-26    | 5
           |          |          |        |        |          |        |          |
           |          |          |        |        |          |        |          |
""")
NUMBERS_IN_MARCH: list[Row] = [
    {"賠償單號": "PC-2603-001"},
    {"隱患編號": "YH-2603-001"},
    {"憑證號": "ZC-2603-001"},
    {},
    {},
    {},
]
REPORTED_IN_APRIL = table("""
維修單號    | 批次 | 報修日期 | 報修人 | 班室編號 | 類別     | 問題描述     | 緊急程度 | 數量 | 狀態
WX-2603-005 | 日常 | 03-31    | 余建國 | C303     | 桌凳     | 凳腳脫焊     | 一般     | 2    | 已驗收
WX-2604-001 | 日常 | 04-13    | 周雨晴 | C302     | 玻璃     | 後窗玻璃裂縫 | 一般     | 2    | 已驗收
WX-2604-002 | 日常 | 04-15    | 龔麗娜 | Z02      | 教學儀器 | 主板燒毀     | 一般     | 1    | 無法修復
""")
REPAIRED_IN_APRIL = table("""
維修人 | 維修方式 | 完成日期 | 材料費 | 人工費 | 人為損壞 | 驗收人 | 驗收日期 | 滿意度
王志遠 | 自修     | 04-01    | 12.00  | 0.00   | 否       | 余建國 | 04-01    | 3
王志遠 | 更換     | 04-14    | 75.00  | 0.00   | 否       | 周雨晴 | 04-14    | 5
       |          |          |        |        |          |        |          |
""")
PAID = table("""
憑證號      | 發票號 | 支出類別 | 一級明細 | 事由         | 購買日期 | 開票單位   | 發票金額 | 實物購置
ZC-2603-001 | FP-01  | 維修費   | 門窗玻璃 | 樓道門窗更換 | 02-26    | 宏建工程隊 | 500.00   | 否
""")
SIGNED: Row = {"經手人": "王志遠", "驗收人": "何靜", "審核人": "錢會敏", "報支狀態": "待報", "經費來源": "公用經費"}
PAPERS_ISSUED: list[Row] = [
    {
        "姓名": "王志遠",
        "證照類別": "電工證",
        "證號": "DG-01",
        "發證日期": date(2024, 3, 1),
        "有效期至": date(2027, 2, 28),
    }
]


def workbook(form: str, month: str, filled_on: str, sheets: Mapping[str, Sequence[Row]]) -> Filled:
    """`filled_on` is MM-DD of 2026."""
    cover = Cover(
        "示例小學", "2025-2026-2", month, filled_by="沈玉蘭", filled_on=date.fromisoformat(f"2026-{filled_on}")
    )
    return Filled(form, cover, {title: list(rows) for title, rows in sheets.items()})


CLEAN: Mapping[tuple[str, str], Filled] = {
    ("F09", MARCH): workbook(
        "F09", MARCH, "04-01", {ORDERS: joined(REPORTED_IN_MARCH, REPAIRED_IN_MARCH, NUMBERS_IN_MARCH)}
    ),
    ("F09", APRIL): workbook("F09", APRIL, "05-05", {ORDERS: joined(REPORTED_IN_APRIL, REPAIRED_IN_APRIL)}),
    ("F05", MARCH): workbook("F05", MARCH, "04-01", {VOUCHERS: [{**PAID[0], **SIGNED}]}),
    ("F05", APRIL): workbook("F05", APRIL, "05-05", {VOUCHERS: [{**PAID[0], **SIGNED}]}),
    ("F04", MARCH): workbook("F04", MARCH, "04-01", {PAPERS: PAPERS_ISSUED}),
    ("F08", MARCH): workbook("F08", MARCH, "04-01", {CASES: [{"賠償單號": "PC-2603-001", "日期": date(2026, 3, 3)}]}),
    ("F10", MARCH): workbook(
        "F10", MARCH, "04-01", {DANGERS: [{"隱患編號": "YH-2603-001", "發現日期": date(2026, 3, 5)}]}
    ),
}


@cache
def repair_forms() -> Registry:
    """F00, F01, F05 without rules of its own, F09 and the stand-ins; across forms those of repairs."""
    everything = installed()
    finance = replace(everything.form("F05"), rules=(), metrics=(), tables=(), charts=(), sections=())
    forms = [everything.form("F00"), everything.form("F01"), finance, everything.form("F09"), *standins.FORMS]
    return replace(everything, forms=forms, across=repairs.RULES)


def complete(filled: Iterable[Filled]) -> list[Filled]:
    """With the nil returns of the months that have to come."""
    return whole(filled, "F05", "F08", "F09", "F10")


SPRING = Spring([*CLEAN.values()], repair_forms, tells_but("F00"), complete=complete)
