"""A small clean spring of the canteen: F02 of March and April 2026 with the vouchers that pay for it, by hand.

People, suppliers, foods and calendar are the sample's (F00). Row 2 is the first data row of a sheet.
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
from pipeline.forms.across import canteen
from pipeline.forms.registry import registry as installed
from tests.forms.plant import whole
from tests.forms.spring import Spring, tells_of

DELIVERIES, ISSUES, COUNTS, VOUCHERS = "採購驗收入庫", "領用出庫", "月末盤點", "支出票據"
MARCH, APRIL = "2026-03", "2026-04"

Row = dict[str, Value]


def typed(text: str) -> Value:
    """A cell as a clerk would type it: 2026-03-02 a date, 215.00 a number, anything else a text."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return date.fromisoformat(text)
    return Decimal(text) if re.fullmatch(r"-?\d+(\.\d+)?", text) else text


def table(text: str) -> list[Row]:
    """Rows of a table with bars; the first line has the headings, an empty cell is blank."""
    lines = [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]
    return [{title: typed(cell) for title, cell in zip(lines[0], line, strict=True) if cell} for line in lines[1:]]


def joined(*sides: list[Row]) -> list[Row]:
    """Tables beside each other, line by line."""
    return [{title: value for row in rows for title, value in row.items()} for rows in zip(*sides, strict=True)]


BOUGHT_IN_MARCH = table("""
單號         | 採購日期   | 品名   | 食材類別 | 規格   | 單位 | 供應商         | 採購數量 | 單價   | 採購人
RK-260302-01 | 2026-03-02 | 大豆油 | 食用油   | 20L/桶 | 桶   | 清源糧油店     | 4        | 215.00 | 陳大勇、趙敏
RK-260302-02 | 2026-03-02 | 大米   | 大米     |        | 公斤 | 豐禾糧行       | 100      | 5.20   | 陳大勇、趙敏
RK-260305-01 | 2026-03-05 | 豬肉   | 肉類     |        | 公斤 | 和順肉品店     | 20       | 28.50  | 陳大勇、趙敏
RK-260316-01 | 2026-03-16 | 大米   | 大米     |        | 公斤 | 豐禾糧行       | 50       | 5.30   | 陳大勇、趙敏
RK-260320-01 | 2026-03-20 | 番茄   | 蔬菜     |        | 公斤 | 綠野蔬菜合作社 | 50       | 6.00   | 陳大勇、趙敏
""")
ACCEPTED_IN_MARCH = table("""
驗收日期   | 驗收人       | 驗收結果 | 合格數量 | 不合格處理 | 入庫日期   | 入庫數量 | 保管員
2026-03-02 | 何靜、林秋實 | 合格     | 4        |            | 2026-03-02 | 4        | 吳桂芳
2026-03-02 | 何靜、林秋實 | 合格     |          |            | 2026-03-02 | 100      | 吳桂芳
2026-03-05 | 何靜、方建華 | 合格     | 20       |            | 2026-03-05 | 20       | 吳桂芳
2026-03-16 | 何靜、方建華 | 合格     | 50       |            | 2026-03-16 | 50       | 吳桂芳
2026-03-20 | 何靜、林秋實 | 部分合格 | 46       | 退回       | 2026-03-20 | 46       | 吳桂芳
""")
LABELLED_IN_MARCH = table("""
生產日期或批號 | 保質期至   | 結算發票號
B20260105      | 2027-07-05 | FP-01
               |            | FP-02
               |            | FP-03
               |            |
               |            | FP-04
""")
TAKEN_IN_MARCH = table("""
日期       | 餐次 | 品名   | 單位 | 數量 | 領用人 | 保管員 | 用途
2026-03-02 | 午   | 大豆油 | 桶   | 1    | 林秋實 | 吳桂芳 | 供餐
2026-03-02 | 午   | 大米   | 公斤 | 60   | 林秋實 | 吳桂芳 | 供餐
2026-03-05 | 午   | 豬肉   | 公斤 | 20   | 林秋實 | 吳桂芳 | 供餐
2026-03-16 | 午   | 大米   | 公斤 | 70   | 馮樹清 | 吳桂芳 |
2026-03-20 | 晚   | 番茄   | 公斤 | 46   | 馮樹清 | 吳桂芳 | 供餐
2026-03-31 | 非餐 | 大米   | 公斤 | 5    | 林秋實 | 吳桂芳 | 報損
""")
COUNTED_IN_MARCH = table("""
品名   | 單位 | 期初數量 | 期初單價 | 實盤數量 | 差異原因 | 過期或變質數量 | 盤點人 | 監盤人 | 盤點日期
大豆油 | 桶   | 2        | 212.00   | 5        |          | 0              | 吳桂芳 | 何靜   | 2026-03-31
大米   | 公斤 | 30       | 5.00     | 44.5     | 自然損耗 | 0              | 吳桂芳 | 何靜   | 2026-03-31
豬肉   | 公斤 | 0        |          | 0        |          | 0              | 吳桂芳 | 何靜   | 2026-03-31
番茄   | 公斤 | 0        |          | 0        |          | 0              | 吳桂芳 | 何靜   | 2026-03-31
""")
# 食鹽 is accepted at the end of April and enters the storeroom on 05-04.
BOUGHT_IN_APRIL = table("""
單號         | 採購日期   | 品名 | 食材類別 | 規格    | 單位 | 供應商     | 採購數量 | 單價 | 採購人
RK-260407-01 | 2026-04-07 | 大米 | 大米     |         | 公斤 | 豐禾糧行   | 100      | 5.40 | 陳大勇、趙敏
RK-260430-01 | 2026-04-30 | 食鹽 | 調味品   | 400g/袋 | 袋   | 清源糧油店 | 20       | 2.00 | 陳大勇、趙敏
""")
ACCEPTED_IN_APRIL = table("""
驗收日期   | 驗收人       | 驗收結果 | 合格數量 | 入庫日期   | 入庫數量 | 保管員
2026-04-07 | 何靜、林秋實 | 合格     | 100      | 2026-04-07 | 100      | 吳桂芳
2026-04-30 | 何靜、方建華 | 合格     | 20       | 2026-05-04 | 20       | 吳桂芳
""")
LABELLED_IN_APRIL = table("""
生產日期或批號 | 保質期至   | 結算發票號
               |            | FP-05
B20260301      | 2029-03-01 |
""")
TAKEN_IN_APRIL = table("""
日期       | 餐次 | 品名   | 單位 | 數量 | 領用人 | 保管員 | 用途
2026-04-07 | 午   | 大米   | 公斤 | 80   | 林秋實 | 吳桂芳 | 供餐
2026-04-08 | 午   | 大豆油 | 桶   | 2    | 林秋實 | 吳桂芳 | 供餐
""")
COUNTED_IN_APRIL = table("""
品名   | 單位 | 期初數量 | 實盤數量 | 過期或變質數量 | 盤點人 | 監盤人 | 盤點日期
大豆油 | 桶   | 5        | 3        | 0              | 吳桂芳 | 何靜   | 2026-04-30
大米   | 公斤 | 44.5     | 64.5     | 0              | 吳桂芳 | 何靜   | 2026-04-30
""")
PAID_IN_MARCH = table("""
憑證號      | 發票號 | 發票金額 | 購買日期   | 經手人 | 驗收人 | 一級明細 | 開票單位
ZC-2603-001 | FP-01  | 860.00   | 2026-03-02 | 陳大勇 | 何靜   | 糧油     | 清源糧油店
ZC-2603-002 | FP-02  | 520.00   | 2026-03-02 | 趙敏   | 林秋實 | 糧油     | 豐禾糧行
ZC-2603-003 | FP-03  | 570.00   | 2026-03-05 | 陳大勇 | 方建華 | 肉類     | 和順肉品店
ZC-2603-004 | FP-04  | 276.00   | 2026-03-20 | 趙敏   | 何靜   | 蔬菜     | 綠野蔬菜合作社
""")
PAID_IN_APRIL = table("""
憑證號      | 發票號 | 發票金額 | 購買日期   | 經手人 | 驗收人 | 一級明細 | 開票單位
ZC-2604-001 | FP-05  | 540.00   | 2026-04-07 | 陳大勇 | 何靜   | 糧油     | 豐禾糧行
""")
FOR_FOOD: Row = {
    "支出類別": "食堂食材",
    "事由": "食材採購",
    "實物購置": "是",
    "報支狀態": "待報",
    "經費來源": "食堂專賬",
}


def vouchers(*months: list[Row]) -> list[Row]:
    """F05.4: what is still open of earlier months is carried forward."""
    return [{**row, **FOR_FOOD} for month in months for row in month]


def workbook(form: str, month: str, filled_on: str, sheets: Mapping[str, Sequence[Row]]) -> Filled:
    """`filled_on` is MM-DD of 2026."""
    cover = Cover("示例小學", "2025-2026-2", month, 1, "吳桂芳", date.fromisoformat(f"2026-{filled_on}"))
    return Filled(form, cover, {title: list(rows) for title, rows in sheets.items()})


CANTEEN_MARCH = workbook(
    "F02",
    MARCH,
    "04-01",
    {
        DELIVERIES: joined(BOUGHT_IN_MARCH, ACCEPTED_IN_MARCH, LABELLED_IN_MARCH),
        ISSUES: TAKEN_IN_MARCH,
        COUNTS: COUNTED_IN_MARCH,
    },
)
CANTEEN_APRIL = workbook(
    "F02",
    APRIL,
    "05-05",
    {
        DELIVERIES: joined(BOUGHT_IN_APRIL, ACCEPTED_IN_APRIL, LABELLED_IN_APRIL),
        ISSUES: TAKEN_IN_APRIL,
        COUNTS: COUNTED_IN_APRIL,
    },
)
CLEAN: Mapping[tuple[str, str], Filled] = {
    ("F02", MARCH): CANTEEN_MARCH,
    ("F02", APRIL): CANTEEN_APRIL,
    ("F05", MARCH): workbook("F05", MARCH, "04-01", {VOUCHERS: vouchers(PAID_IN_MARCH)}),
    ("F05", APRIL): workbook("F05", APRIL, "05-05", {VOUCHERS: vouchers(PAID_IN_MARCH, PAID_IN_APRIL)}),
}


@cache
def canteen_forms() -> Registry:
    """F00, F02 and F05, the last without rules of its own; across forms X-01 to X-04."""
    everything = installed()
    finance = replace(everything.form("F05"), rules=(), metrics=(), tables=(), charts=(), sections=())
    forms = [everything.form("F00"), everything.form("F02"), finance]
    return replace(everything, forms=forms, across=canteen.RULES, metrics=(), tables=(), charts=(), sections=())


def complete(filled: Iterable[Filled]) -> list[Filled]:
    """With nil returns of F05 for the months that have to come."""
    return whole(filled, "F05")


SPRING = Spring(
    [*CLEAN.values()], canteen_forms, tells_of("F02", *(rule.id for rule in canteen.RULES)), complete=complete
)
