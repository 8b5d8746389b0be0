"""A clean term of one week, 2026-03-30 to 2026-04-05: F11 of March and April with what it refers to, by hand.

Buses run from Monday to Friday, two days in March and three in April. 示A·1 brings pupils to school (上學1) and home
(放學2), 示B·2 only home (放學2); who goes home waits in K03. Row 2 is the first data row of a sheet.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache

from pipeline.form.filled import Cover, Filled, Value
from pipeline.form.form import Registry
from pipeline.forms.across import bus
from pipeline.forms.registry import registry as installed
from pipeline.sample.base_data import base_workbook
from tests.forms.f09 import standins
from tests.forms.spring import Spring, tells_of

VEHICLES, RUNS, WAITING, UPKEEP = "車輛檔案", "每日運行", "候車看護", "維護費用"
VOUCHERS, PAPERS, DANGERS = "支出票據", "人員證照", "隱患台賬"
MARCH, APRIL = "2026-03", "2026-04"
A, B = "示A·1", "示B·2"

Row = dict[str, Value]


def typed(text: str) -> Value:
    """A cell as a clerk would type it: 03-30 or 2025-11-01 a day, 300.00 an amount, 3 a number, else a text."""
    if re.fullmatch(r"(\d{4}-)?\d\d-\d\d", text):
        return date.fromisoformat(text if len(text) > 5 else f"2026-{text}")
    if re.fullmatch(r"\d+", text):
        return int(text)
    return Decimal(text) if re.fullmatch(r"\d+\.\d+", text) else text


def table(text: str) -> list[Row]:
    """Rows of a table with bars; the first line has the headings, an empty cell is blank."""
    lines = [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]
    return [{title: typed(cell) for title, cell in zip(lines[0], line, strict=True) if cell} for line in lines[1:]]


def base(**parameters: str) -> Filled:
    """The sample's F00 with this window; further parameters by their code (P_24b)."""
    sample = base_workbook()
    values = {"P-00c": "2026-03-30", "P-00d": "2026-03-30", "P-00e": "2026-04-05"}
    values |= {code.replace("_", "-"): value for code, value in parameters.items()}
    first, last = typed("03-30"), typed("04-05")
    rows = [
        {**row, "參數值": values.get(str(row["參數代碼"]), row.get("參數值")), "生效日期": first}
        for row in sample.sheets["學校參數"]
    ]
    days = [row for row in sample.sheets["校曆"] if first <= row["日期"] <= last]  # type: ignore[operator]  # days
    sheets = {**sample.sheets, "學校參數": rows, "校曆": days}
    return replace(sample, cover=replace(sample.cover, month=MARCH), sheets=sheets)


BASE = base()


def fleet(checked: str) -> list[Row]:
    return table(f"""
車牌號 | 校車類型 | 核載人數 | 權屬 | 每日計劃趟次 | 校車標牌有效期至 | 最近安全技術檢驗日期 | 交強險有效期至 | 承運人責任險有效期至 | 滅火器逃生錘急救箱檢查日期 | 衛星定位正常 | 狀態
{A} | 小學生專用 | 45 | 自有     | 2 | 2026-08-31 | 2026-01-12 | 2026-11-20 | 2026-11-20 | {checked} | 是 | 在用
{B} | 幼兒專用   | 20 | 租用服務 | 1 | 2026-08-31 | 2026-02-10 | 2026-10-15 | 2026-10-15 | {checked} | 是 | 在用
""")  # noqa: E501  # a table of the page's twelve columns


def runs_of(day: str) -> list[Row]:
    """Rows of a day: 示A·1 上學1, 示A·1 放學2, 示B·2 放學2."""
    return table(f"""
日期  | 車牌號 | 趟次  | 線路  | 駕駛人 | 照管人員 | 出車前檢查 | 學生上車人數 | 成人隨車人數 | 中途下車人數 | 終點下車人數 | 清車確認 | 發車時間 | 異常情況
{day} | {A}    | 上學1 | 1號線 | 劉強   | 杜梅     | 合格       | 30           | 2            | 0            | 30           | 是       | 07:00    | 無
{day} | {A}    | 放學2 | 1號線 | 劉強   | 杜梅     | 合格       | 28           | 2            | 20           | 8            | 是       | 16:40    | 無
{day} | {B}    | 放學2 | 2號線 | 高衛東 | 曹麗     | 合格       | 12           | 2            | 10           | 2            | 是       | 16:45    | 無
""")  # noqa: E501  # a table of the page's columns


def waiting_on(day: str) -> Row:
    """40 of 41 wait: 28 for 示A·1, 12 for 示B·2."""
    return table(f"""
日期  | 趟次  | 看護地點 | 看護人 | 應到學生數 | 實到學生數 | 開始時間 | 結束時間 | 缺席去向 | 交接照管人
{day} | 放學2 | K03      | 毛建平 | 41         | 40         | 15:50    | 16:38    | 請假     | 杜梅
""")[0]


MARCH_DAYS, APRIL_DAYS = ("03-30", "03-31"), ("04-01", "04-02", "04-03")
UPKEEP_IN_MARCH = table(f"""
日期  | 車牌號 | 類別 | 里程表 | 維修企業 | 金額   | 憑證號
03-30 | {A}    | 加油 | 1000   |          | 300.00 | ZC-2603-001
03-31 | {B}    | 保養 | 5000   | 遠程汽修 | 200.00 | ZC-2603-001
""")
UPKEEP_IN_APRIL = table(f"""
日期  | 車牌號 | 類別 | 里程表 | 維修企業 | 金額   | 憑證號
04-01 | {A}    | 加油 | 1200   |          | 280.00 | ZC-2604-001
04-02 | {A}    | 清洗 |        |          | 0.00   |
""")


def paid(number: str, bought: str, amount: str) -> Row:
    """A voucher of the two buses, not reimbursed yet."""
    (row,) = table(f"""
憑證號   | 發票號    | 支出類別 | 一級明細 | 事由     | 購買日期 | 開票單位   | 發票金額 | 實物購置 | 經手人 | 驗收人 | 審核人 | 報支狀態 | 經費來源
{number} | FP{number} | 校車費   | 加油     | 校車費用 | {bought} | 示例加油站 | {amount} | 否       | 劉強   | 何靜   | 錢會敏 | 待報     | 公用經費
""")  # noqa: E501  # a table of the page's columns
    return row


PAPERS_OF_DRIVERS = table("""
姓名   | 證照類別       | 證號  | 發證日期   | 有效期至
劉強   | 校車駕駛資格   | JZ-01 | 2023-05-01 | 2027-04-30
劉強   | 駕駛人年度審驗 | NS-01 | 2025-09-01 | 2026-08-31
高衛東 | 校車駕駛資格   | JZ-02 | 2023-05-01 | 2027-04-30
高衛東 | 駕駛人年度審驗 | NS-02 | 2025-09-01 | 2026-08-31
""")


def workbook(form: str, month: str, filled_on: str, sheets: Mapping[str, Sequence[Row]]) -> Filled:
    """`filled_on` is MM-DD of 2026."""
    day = date.fromisoformat(f"2026-{filled_on}")
    cover = Cover("示例小學", "2025-2026-2", month, filled_by="韓志剛", filled_on=day)
    return Filled(form, cover, {title: list(rows) for title, rows in sheets.items()})


FOR_MARCH, FOR_APRIL = paid("ZC-2603-001", "03-30", "500.00"), paid("ZC-2604-001", "04-01", "280.00")
CLEAN: Mapping[tuple[str, str], Filled] = {
    ("F11", MARCH): workbook(
        "F11",
        MARCH,
        "04-01",
        {
            VEHICLES: fleet("03-20"),
            RUNS: [row for day in MARCH_DAYS for row in runs_of(day)],
            WAITING: [waiting_on(day) for day in MARCH_DAYS],
            UPKEEP: UPKEEP_IN_MARCH,
        },
    ),
    ("F11", APRIL): workbook(
        "F11",
        APRIL,
        "04-05",
        {
            VEHICLES: fleet("04-01"),
            RUNS: [row for day in APRIL_DAYS for row in runs_of(day)],
            WAITING: [waiting_on(day) for day in APRIL_DAYS],
            UPKEEP: UPKEEP_IN_APRIL,
        },
    ),
    ("F05", MARCH): workbook("F05", MARCH, "04-01", {VOUCHERS: [FOR_MARCH]}),
    ("F05", APRIL): workbook("F05", APRIL, "04-05", {VOUCHERS: [FOR_MARCH, FOR_APRIL]}),
    ("F04", MARCH): workbook("F04", MARCH, "04-01", {PAPERS: PAPERS_OF_DRIVERS}),
    ("F04", APRIL): workbook("F04", APRIL, "04-05", {PAPERS: PAPERS_OF_DRIVERS}),
    ("F10", MARCH): workbook("F10", MARCH, "04-01", {DANGERS: table("隱患編號 | 發現日期\nYH-2603-001 | 03-30")}),
    ("F10", APRIL): workbook("F10", APRIL, "04-05", {DANGERS: table("隱患編號 | 發現日期\nYH-2603-001 | 03-30")}),
}


@cache
def bus_forms() -> Registry:
    """F00, F05 without rules of its own, F11, and stand-ins of F04 and F10; across forms the rules of the bus."""
    everything = installed()
    finance = replace(everything.form("F05"), rules=(), metrics=(), tables=(), charts=(), sections=(), key_figures=())
    others = [one for one in standins.FORMS if one.id in {"F04", "F10"}]
    forms = [everything.form("F00"), *others, finance, everything.form("F11")]
    return replace(everything, forms=sorted(forms, key=lambda form: form.id), across=bus.RULES)


SPRING = Spring([*CLEAN.values()], bus_forms, tells_of("F11"), BASE)
