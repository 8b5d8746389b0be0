"""A small clean spring: F12 of March and April 2026 with the vouchers and asset changes that belong to it, by hand.

People and calendar are the sample's (F00): Monday 2026-03-02 is 開學日, 04-06 is a holiday. Row 2 is the first data row
of a sheet.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache

from pipeline.form.filled import Cover, Filled, Value
from pipeline.form.form import Registry
from pipeline.forms.across import works
from tests.forms.f07 import clean as belongings
from tests.forms.plant import whole
from tests.forms.spring import Spring, forms_of, tells_of

PROJECTS, GOODS, GIFTS, ACTIVITIES = "工程項目", "物資添置", "捐贈", "環境與文化"
VOUCHERS, CARDS, CHANGES = "支出票據", "固定資產台賬", "資產增減"
FORM_OF = {VOUCHERS: "F05", CARDS: "F07", CHANGES: "F07"}
"""The other sheets are of F12."""
MARCH, APRIL = "2026-03", "2026-04"
MAY = "2026-05"
"""A month without anything, at whose end all of March and April is due."""

Row = dict[str, Value]


def typed(text: str) -> Value:
    """A cell as a clerk would type it: 03-02 a day of 2026, 215.00 an amount, 3 a number, anything else a text."""
    if re.fullmatch(r"\d\d-\d\d", text):
        return date.fromisoformat(f"2026-{text}")
    if re.fullmatch(r"\d+", text):
        return int(text)
    return Decimal(text) if re.fullmatch(r"-?\d+\.\d+", text) else text


def table(text: str) -> list[Row]:
    """Rows of a table with bars; the first line has the headings, an empty cell is blank."""
    lines = [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]
    return [{title: typed(cell) for title, cell in zip(lines[0], line, strict=True) if cell} for line in lines[1:]]


def joined(*sides: list[Row]) -> list[Row]:
    """Tables beside each other, line by line."""
    return [{title: value for row in rows for title, value in row.items()} for rows in zip(*sides, strict=True)]


PROJECTS_IN_MARCH = joined(
    table("""
月份    | 項目編號 | 項目名稱   | 類別     | 階段 | 計劃開工 | 實際開工 | 計劃竣工 | 實際竣工 | 工程量 | 工程量單位
2026-03 | GC-1     | 後門路面   | 道路場地 | 施工 | 03-09    | 03-10    | 04-20    |          | 40.5   | 平方米
2026-03 | GC-3     | 儲藏室改造 | 改建     | 投用 | 03-02    | 03-02    | 03-10    | 03-09    | 1      | 處
"""),
    table("""
批准金額 | 合同金額 | 累計支付 | 經費來源 | 承建單位   | 驗收人     | 驗收日期 | 驗收結論   | 負責人
10000.00 | 10000.00 | 3000.00  | 公用經費 | 宏建工程隊 |            |          |            | 何靜
500.00   | 500.00   | 500.00   | 公用經費 | 宏建工程隊 | 何靜、孫立 | 03-10    | 整改後合格 | 何靜
"""),
)
PROJECTS_IN_APRIL = joined(
    table("""
月份    | 項目編號 | 項目名稱 | 類別     | 階段 | 計劃開工 | 實際開工 | 計劃竣工 | 實際竣工 | 工程量 | 工程量單位
2026-04 | GC-1     | 後門路面 | 道路場地 | 投用 | 03-09    | 03-10    | 04-20    | 04-15    | 40.5   | 平方米
2026-04 | GC-2     | 涼亭     | 新建     | 投用 | 04-01    | 04-01    | 04-12    | 04-10    | 1      | 座
"""),
    table("""
批准金額 | 合同金額 | 累計支付 | 經費來源 | 承建單位   | 驗收人             | 驗收日期 | 驗收結論 | 負責人
10000.00 | 10000.00 | 10000.00 | 公用經費 | 宏建工程隊 | 何靜、校外監理     | 04-17    | 合格     | 何靜
0.00     | 0.00     | 0.00     | 捐贈     | 示例園林隊 | 何靜、孫立、王志遠 | 04-13    | 合格     | 何靜
"""),
)
GOODS_IN_MARCH = joined(
    table("""
添置單號 | 驗收日期 | 品名   | 類別     | 數量 | 單位 | 單價   | 使用對象 | 採購方式 | 供應商
TZ-1     | 03-04    | 課桌凳 | 桌凳     | 10   | 套   | 100.00 | 一年級   | 詢價     | 示例教具廠
TZ-2     | 03-05    | 跳繩   | 體育器材 | 2    | 個   | 50.00  | 體育組   | 直接購買 | 健將體育用品店
"""),
    table("""
驗收人         | 驗收數量 | 是否固定資產 | 資產編號   | 憑證號
吳桂芳、何靜   | 10       | 是           | ZC-001~003 | ZC-V1
吳桂芳、沈玉蘭 | 2        | 否           |            | ZC-V2
"""),
)
GOODS_IN_APRIL = joined(
    table("""
添置單號 | 驗收日期 | 品名 | 類別 | 數量 | 單位 | 單價  | 使用對象 | 採購方式
TZ-3     | 04-03    | 盆栽 | 其他 | 5    | 個   | 20.00 | 教學樓   | 捐贈
"""),
    table("""
驗收人       | 驗收數量 | 是否固定資產 | 憑證號
吳桂芳、何靜 | 5        | 否-低值易耗  | JZ-1
"""),
)
GIFTS_IN_APRIL = joined(
    table("""
捐贈編號 | 日期  | 捐贈方類別 | 捐贈方名稱 | 公開署名 | 捐贈形式 | 內容 | 估值     | 估值依據
JZ-1     | 04-02 | 企業       | 示例花木店 | 是       | 實物     | 盆栽 | 100.00   | 市場價
JZ-2     | 04-08 | 校友       | 某校友     | 否       | 工程     | 涼亭 | 20000.00 | 合同
JZ-3     | 04-07 | 個人       | 某人       | 否       | 資金     | 助學 | 500.00   | 票據
"""),
    table("""
自願無償聲明 | 受贈憑證號 | 入賬日期 | 關聯項目或資產 | 公示日期
是           | SZ-1       | 04-10    |                | 04-12
是           | SZ-2       | 04-20    | GC-2           | 04-21
是           | SZ-3       | 04-08    |                | 04-12
"""),
)
ACTIVITIES_IN_MARCH = joined(
    table("""
日期  | 類別     | 內容       | 數量 | 單位   | 參加人員類別 | 參加人次
03-11 | 種植     | 栽灌木     | 30   | 株     | 後勤、學生   | 12
03-18 | 牆面彩繪 | 前牆彩繪   | 1    | 幅     | 教師         | 4
03-20 | 種植     | 花壇補草皮 | 12.5 | 平方米 | 後勤         | 3
"""),
    table("""
工時 | 休息時間完成 | 費用   | 節約工費估算 | 備註
10.5 | 是           | 300.00 | 420.00       | 10.5小時×40元
     |              | 200.00 |              |
6    | 否           | 0.00   |              |
"""),
)
ACTIVITIES_IN_APRIL = table("""
日期  | 類別     | 內容       | 數量 | 單位 | 參加人員類別 | 參加人次 | 費用
04-22 | 愛綠教育 | 護綠主題課 | 3    | 處   | 教師、學生   | 120      | 0.00
04-23 | 牆面彩繪 | 走廊彩繪   | 2    | 處   | 教師         | 4        | 0.00
""")


DETAILS = {"設備購置": "課桌凳", "教學儀器": "實驗器材", "工程款": "新建工程", "其他": "學生作業本"}


def paid(number: str, category: str, amount: str, on: str, **more: str) -> Row:
    """A voucher signed by three and reimbursed on the day of purchase."""
    row = {
        "憑證號": number,
        "發票號": f"FP-{number}",
        "支出類別": category,
        "一級明細": DETAILS[category],
        "事由": "測試用的支出",
        "購買日期": on,
        "開票單位": "示例商店",
        "發票金額": amount,
        "實物購置": "否",
        "經手人": "沈玉蘭",
        "驗收人": "吳桂芳",
        "審核人": "錢會敏",
        "報支批准人": "孫立",
        "報支批准日期": on,
        "報支日期": on,
        "報支狀態": "已報",
        "經費來源": "公用經費",
    }
    return {title: typed(text) for title, text in (row | more).items()}


VOUCHERS_IN_MARCH = [
    paid("ZC-V1", "設備購置", "1000.00", "03-04"),
    paid("ZC-V2", "教學儀器", "100.00", "03-05"),
    paid("ZC-P1", "工程款", "3000.00", "03-20", 項目編號="GC-1"),
    paid("ZC-P3", "工程款", "500.00", "03-12", 項目編號="GC-3"),
]
VOUCHERS_IN_APRIL = [
    paid("ZC-P2", "工程款", "7000.00", "04-20", 項目編號="GC-1"),
    paid("ZC-M1", "其他", "400.00", "04-21", 經費來源="捐贈資金"),
]


def workbook(form: str, month: str, filled_on: str, sheets: Mapping[str, Sequence[Row]]) -> Filled:
    """A workbook of one month."""
    return Filled(form, Cover("示例小學", "2025-2026-2", month, filled_by="何靜", filled_on=_day(filled_on)), sheets)


def _day(text: str) -> date:
    return date.fromisoformat(f"2026-{text}")


(BOUGHT,) = table("日期 | 資產編號 | 變動類型 | 數量 | 單據號\n03-05 | ZC-001 | 購置增加 | 10 | ZC-V1")
(BUILT,) = table("日期 | 資產編號 | 變動類型 | 數量 | 單據號\n04-02 | ZC-003 | 自建轉入 | 1 | GC-3")

CLEAN: Mapping[tuple[str, str], Filled] = {
    ("F12", MARCH): workbook(
        "F12",
        MARCH,
        "04-02",
        {PROJECTS: PROJECTS_IN_MARCH, GOODS: GOODS_IN_MARCH, GIFTS: [], ACTIVITIES: ACTIVITIES_IN_MARCH},
    ),
    ("F12", APRIL): workbook(
        "F12",
        APRIL,
        "05-03",
        {PROJECTS: PROJECTS_IN_APRIL, GOODS: GOODS_IN_APRIL, GIFTS: GIFTS_IN_APRIL, ACTIVITIES: ACTIVITIES_IN_APRIL},
    ),
    ("F05", MARCH): workbook("F05", MARCH, "04-02", {VOUCHERS: VOUCHERS_IN_MARCH}),
    ("F05", APRIL): workbook("F05", APRIL, "05-03", {VOUCHERS: VOUCHERS_IN_APRIL}),
    ("F07", MARCH): workbook(
        "F07",
        MARCH,
        "04-02",
        {
            CARDS: [{**belongings.LIST_OF_MARCH[0], "資產編號": f"ZC-00{number}"} for number in (1, 2, 3)],
            CHANGES: [{**belongings.CHANGES_OF_MARCH[0], **BOUGHT}],
        },
    ),
    ("F07", APRIL): workbook(
        "F07",
        APRIL,
        "05-03",
        {CARDS: [], CHANGES: [{**belongings.CHANGES_OF_MARCH[0], **BUILT}]},
    ),
}


@cache
def works_forms() -> Registry:
    """F00, F05 and F12, and the sheets of F07; across forms those of works."""
    return forms_of("F05 F12", "F07", works.RULES)


def complete(filled: Iterable[Filled]) -> list[Filled]:
    """With the nil returns up to May."""
    return whole(filled, "F05", "F07", "F12", until=MAY)


SPRING = Spring(
    [*CLEAN.values()],
    works_forms,
    tells_of("F12", *(rule.id for rule in works.RULES)),
    complete=complete,
    on_demand=[workbook("F12", MAY, "06-01", {PROJECTS: [{**PROJECTS_IN_APRIL[0], "月份": MAY}]})],
)
