"""A small clean term of property, by hand: 2026-03-02 to 2026-05-08, two classes, an office and the school building.

School days are Monday to Friday: March and April are full months (22 days each), May with 6 is not. Rooms are
registered by 03-09 and checked again from 04-24 on. Row 2 is the first data row of a sheet.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cache

from pipeline.form.filled import Cover, Filled, Value
from pipeline.form.form import Registry
from pipeline.forms.across import property as across
from pipeline.forms.registry import registry as installed
from pipeline.sample.base_data import base_workbook
from tests.forms.f07 import standins
from tests.forms.spring import Spring, tells_but

ASSETS, GOODS, CHANGES, SCORES = "固定資產台賬", "班室登記復查", "資產增減", "教室檢查評分"
VOUCHERS, STORE, CASES, ORDERS, GIFTS = "支出票據", "物品出入庫", "損壞賠償", "報修維修", "捐贈"
FORM_OF = {
    **dict.fromkeys((ASSETS, GOODS, CHANGES, SCORES), "F07"),
    VOUCHERS: "F05",
    **dict.fromkeys((STORE, CASES), "F08"),
    ORDERS: "F09",
    GIFTS: "F12",
}
MARCH, APRIL, MAY, TERM = "2026-03", "2026-04", "2026-05", "2025-2026-2"
FILED_ON = {MARCH: "2026-04-01", APRIL: "2026-05-05", MAY: "2026-05-08"}
FIRST, LAST = date(2026, 3, 2), date(2026, 5, 8)

Row = dict[str, Value]


def typed(text: str) -> Value:
    """A cell as it is typed: 03-02 a day of 2026, 2020-05-06 any other, 12.50 an amount, 3 a number, else a text."""
    if re.fullmatch(r"(\d{4}-)?\d\d-\d\d", text):
        return date.fromisoformat(text if len(text) > 5 else f"2026-{text}")
    if re.fullmatch(r"\d+", text):
        return int(text)
    return Decimal(text) if re.fullmatch(r"\d+\.\d+", text) else text


def table(text: str, **same: Value) -> list[Row]:
    """Rows of a table with bars; the first line has the headings, an empty cell is blank, some are the same in all."""
    lines = [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]
    return [
        {title: typed(cell) for title, cell in zip(lines[0], line, strict=True) if cell} | same for line in lines[1:]
    ]


# ZC-6 is lost on 04-10 and ZC-7 bought in its place on 04-20.
LIST_OF_MARCH = table(
    """
資產編號 | 資產名稱     | 資產類別     | 計價單位 | 數量 | 單價    | 取得方式 | 取得日期   | 使用班室 | 責任人 | 憑證號
ZC-1     | 學生課桌凳   | 家具用具     | 套     | 3    | 168.00  | 購置 | 2026-02-20 | C301 | 蔣文靜 |
ZC-2     | 學生課桌凳   | 家具用具     | 套     | 2    | 168.00  | 購置 | 03-03      | C302 | 周雨晴 | ZC-2603-001
ZC-3     | 複印機       | 設備         | 台     | 1    | 6800.00 | 購置 | 2020-03-10 | B04  | 何靜   |
ZC-4     | 教學樓       | 房屋及構築物 | 平方米 | 1200 | 1000.00 | 自建 | 2005-08-20 | G01  | 王志遠 |
ZC-5     | 鋼琴         | 設備         | 台     | 1    | 5000.00 | 捐贈 | 03-05      | C302 | 周雨晴 | JZ-26-01
ZC-6     | 多功能投影儀 | 設備         | 台     | 1    | 1500.00 | 購置 | 2020-09-01 | B04  | 何靜   |
""",
    狀態="在用",
)
LIST_OF_MARCH[2]["狀態"] = "閒置"
LIST_OF_APRIL = [
    *LIST_OF_MARCH[:5],
    {**LIST_OF_MARCH[5], "狀態": "已處置"},
    *table(
        """
資產編號 | 資產名稱     | 資產類別 | 計價單位 | 數量 | 單價    | 取得方式 | 取得日期 | 使用班室 | 責任人 | 憑證號
ZC-7     | 多功能投影儀 | 設備     | 台       | 1    | 1600.00 | 購置     | 04-20    | B04      | 何靜   | ZC-2604-001
""",
        狀態="在用",
    ),
]
AT_FIRST = table("""
班室編號 | 物品名稱 | 單位 | 期初數量 | 期初完好數量 | 期初登記日期 | 期初簽字_學生 | 期初簽字_責任人
C301     | 課桌     | 張   | 3        | 3            | 03-03        | 張同學        | 蔣文靜
C301     | 凳       | 張   | 3        | 2            | 03-03        |               |
C301     | 門       | 扇   | 2        | 2            | 03-03        |               |
C301     | 窗       | 扇   | 4        | 4            | 03-03        |               |
C301     | 牆面     | 面   | 4        | 4            | 03-03        |               |
C302     | 課桌     | 張   | 2        | 2            | 03-09        |               |
C302     | 凳       | 張   | 2        | 2            | 03-09        |               | 周雨晴
C302     | 門       | 扇   | 2        | 2            | 03-09        | 李同學        |
C302     | 窗       | 扇   | 6        | 6            | 03-09        |               |
C302     | 牆面     | 面   | 4        | 3            | 03-09        |               |
B04      | 門       | 扇   | 1        | 1            | 03-02        |               | 何靜
B04      | 投影儀   | 台   | 1        | 1            | 03-02        |               |
G01      | 門       | 扇   | 6        | 6            | 03-04        |               | 王志遠
""")
AT_LAST = table("""
期末數量 | 期末完好數量 | 復查日期 | 期末簽字_學生 | 期末簽字_責任人 | 短缺處理 | 處理單號
3        | 3            | 05-06    | 張同學        | 蔣文靜          |          |
3        | 2            |          |               |                 |          |
2        | 2            |          |               |                 |          |
4        | 3            |          |               |                 |          | WX-2603-001
4        | 4            |          |               |                 |          |
2        | 2            |          |               | 周雨晴          |          |
2        | 2            |          |               |                 |          |
2        | 2            | 05-07    |               |                 |          |
5        | 5            |          | 李同學        |                 | 賠償     | PC-2604-001
4        | 3            |          |               |                 |          |
1        | 1            | 04-24    |               | 何靜            |          |
1        | 1            |          |               |                 |          |
6        | 6            | 05-07    |               | 王志遠          |          |
""")
CHANGES_OF_MARCH = table("""
日期  | 資產編號 | 變動類型 | 數量 | 金額    | 單據號
03-03 | ZC-2     | 購置增加 | 2    | 336.00  | ZC-2603-001
03-05 | ZC-5     | 捐贈增加 | 1    | 5000.00 | JZ-26-01
03-06 | ZC-3     | 室間調配 | 1    | 6800.00 | TP-01
""")
CHANGES_OF_APRIL = table("""
日期  | 資產編號 | 變動類型 | 數量 | 金額    | 原因     | 審批人 | 審批日期 | 單據號
04-10 | ZC-6     | 丟失     | 1    | 1500.00 | 清點未見 | 孫立   | 04-10    | DS-01
04-20 | ZC-7     | 購置增加 | 1    | 1600.00 |          |        |          | ZC-2604-001
""")
SCORED = """
日期  | 班室編號 | 檢查類型 | 財產保管分 | 衛生分 | 節水節電分 | 門窗關閉分 | 問題 | 獎懲 | 檢查人
"""
SCORES_OF_MARCH = table(
    SCORED
    + """\
03-18 | C301 | 定期 | 38 | 28 | 15 | 15 |          | 表揚 | 何靜
03-18 | C302 | 定期 | 30 | 20 | 12 | 13 | 地面有水 |      | 何靜、沈玉蘭
"""
)
SCORES_OF_APRIL = table(
    SCORED
    + """\
04-15 | C301   | 定期   | 36 | 25 | 14 | 14   |          |      | 何靜
04-15 | C302   | 定期   | 38 | 27 | 15 | 12.5 |          |      | 何靜
04-22 | C302   | 不定期 | 20 | 18 | 10 | 8    | 門窗未關 | 扣分 | 沈玉蘭
"""
)

VOUCHER = table("""
支出類別 | 一級明細 | 事由 | 購買日期 | 開票單位 | 發票金額 | 實物購置 | 經手人 | 驗收人 | 審核人 | 報支狀態 | 經費來源
設備購置 | 課桌凳 | 課桌凳 | 03-03 | 示例教具廠 | 336.00 | 否 | 沈玉蘭 | 何靜 | 錢會敏 | 待報 | 公用經費
""")[0]
ASKED_FOR = table("""
申請人 | 申請日期 | 購買批准人 | 購買批准日期 | 批准金額 | 實物相符
何靜   | 03-02    | 孫立       | 03-02        | 500.00   | 相符
""")[0]
VOUCHERS_OF_MARCH: list[Row] = [
    {**VOUCHER, "憑證號": "ZC-2603-001", "發票號": "FP-01"},
    {**VOUCHER, **ASKED_FOR, "憑證號": "ZC-2603-002", "發票號": "FP-02", "支出類別": "辦公費", "實物購置": "是"},
]
VOUCHERS_OF_APRIL: list[Row] = [
    *VOUCHERS_OF_MARCH,
    {**VOUCHER, "憑證號": "ZC-2604-001", "發票號": "FP-03", "購買日期": date(2026, 4, 20)},
]


def workbook(form: str, month: str, sheets: Mapping[str, Sequence[Row]]) -> Filled:
    """A form's file of one month."""
    cover = Cover("示例小學", TERM, month, filled_by="沈玉蘭", filled_on=date.fromisoformat(FILED_ON[month]))
    return Filled(form, cover, sheets)


def property_book(
    month: str,
    assets: Sequence[Row] = (),
    goods: Sequence[Row] = (),
    changes: Sequence[Row] = (),
    scores: Sequence[Row] = (),
) -> Filled:
    """F07 of one month."""
    return workbook("F07", month, {ASSETS: assets, GOODS: goods, CHANGES: changes, SCORES: scores})


def case(number: str) -> Row:
    return {"賠償單號": number, "日期": date(2026, 4, 3)}


def gift(number: str, form: str, value: str) -> Row:
    return {"捐贈編號": number, "日期": date(2026, 3, 5), "捐贈形式": form, "估值": Decimal(value)}


GIVEN = [gift("JZ-26-01", "實物", "5000.00"), gift("JZ-26-02", "資金", "5000.00")]
STORED: Row = {"日期": date(2026, 3, 4), "類型": "入庫", "憑證號": "ZC-2603-002"}
ORDERED: Row = {"維修單號": "WX-2603-001", "報修日期": date(2026, 3, 25)}

CLEAN: Mapping[tuple[str, str], Filled] = {
    ("F05", MARCH): workbook("F05", MARCH, {VOUCHERS: VOUCHERS_OF_MARCH}),
    ("F05", APRIL): workbook("F05", APRIL, {VOUCHERS: VOUCHERS_OF_APRIL}),
    ("F05", MAY): workbook("F05", MAY, {VOUCHERS: VOUCHERS_OF_APRIL}),
    ("F07", MARCH): property_book(MARCH, LIST_OF_MARCH, AT_FIRST, CHANGES_OF_MARCH, SCORES_OF_MARCH),
    ("F07", APRIL): property_book(APRIL, LIST_OF_APRIL, changes=CHANGES_OF_APRIL, scores=SCORES_OF_APRIL),
    ("F07", MAY): property_book(MAY, goods=[first | last for first, last in zip(AT_FIRST, AT_LAST, strict=True)]),
    ("F08", MARCH): workbook("F08", MARCH, {STORE: [STORED]}),
    ("F08", APRIL): workbook("F08", APRIL, {CASES: [case("PC-2604-001"), case("PC-2604-002")]}),
    ("F09", MARCH): workbook("F09", MARCH, {ORDERS: [ORDERED]}),
    ("F12", MARCH): workbook("F12", MARCH, {GIFTS: GIVEN}),
}


def rooms() -> list[Row]:
    """C301 of three pupils and C302 of two, an office, the building and a sports ground."""
    kept = {"C301": 3, "C302": 2, "B04": None, "G01": None, "Y01": None}
    sample = {row["班室編號"]: row for row in base_workbook().sheets["班室名冊"]}
    return [{**sample[code], **({"學生數": pupils} if pupils else {})} for code, pupils in kept.items()]


def base() -> Filled:
    """The sample's F00 with this window and these rooms."""
    sample = base_workbook()
    window = {"P-00c": FIRST.isoformat(), "P-00d": FIRST.isoformat(), "P-00e": LAST.isoformat()}
    parameters = [
        {**row, "參數值": window.get(str(row["參數代碼"]), row.get("參數值")), "生效日期": FIRST}
        for row in sample.sheets["學校參數"]
    ]
    days = [calendar_day(FIRST + timedelta(days=number)) for number in range((LAST - FIRST).days + 1)]
    sheets = {**sample.sheets, "學校參數": parameters, "校曆": days, "班室名冊": rooms()}
    return replace(sample, cover=replace(sample.cover, month=MARCH), sheets=sheets)


def calendar_day(when: date) -> Row:
    school = when.weekday() < 5
    week: Row = {"教學週次": (when - FIRST).days // 7 + 1} if school else {}
    kind = "上課日" if school else "休息日"
    return {"日期": when, "日類型": kind, "供餐餐次": "早午晚" if school else "無", "校車運行": "否", **week}


BASE = base()


@cache
def property_forms() -> Registry:
    """F00 and F07, the vouchers of F05 without rules, and stand-ins of the others; across forms those of property."""
    everything = installed()
    only_vouchers = [everything.form("F05").sheet(VOUCHERS)]
    finance = replace(
        everything.form("F05"),
        sheets=only_vouchers,
        rules=(),
        metrics=(),
        tables=(),
        charts=(),
        sections=(),
        carry=None,
        lists={},
    )
    forms = [everything.form("F00"), finance, everything.form("F07"), *standins.FORMS]
    return replace(everything, forms=forms, across=across.RULES)


SPRING = Spring([*CLEAN.values()], property_forms, tells_but("F00"), BASE)
