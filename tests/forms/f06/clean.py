"""A small clean spring of meters and bills: F06 of January to April 2026 and the vouchers of April, by hand.

E-01 takes 100 千瓦時 a day, of which E-02 measures 95; W-01 takes 10 cubic metres. Row 2 is the first of a sheet.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache

from pipeline.form.filled import Cover, Filled
from pipeline.form.form import Registry
from pipeline.forms.across import energy
from pipeline.forms.registry import registry as installed
from tests.forms.f02.clean import Row, joined, table
from tests.forms.plant import whole
from tests.forms.spring import Spring, tells_of

READINGS, BILLS, MEASURES, VOUCHERS = "抄表", "賬單", "節能措施", "支出票據"
JANUARY, FEBRUARY, MARCH, APRIL = "2026-01", "2026-02", "2026-03", "2026-04"

METERS = table("""
表號 | 能源類別 | 安裝位置 | 表級 | 倍率 | 抄表人
E-01 | 電       | 總配電室 | 總表 | 40   | 王志遠
E-02 | 電       | 教學樓   | 分表 | 20   | 王志遠
W-01 | 水       | 水表井   | 總表 | 1    | 王志遠
""")
READ: Mapping[str, list[Row]] = {
    # 31 days: 3100 ÷ 40 = 77.5; 2945 ÷ 20 = 147.25; 310
    JANUARY: table("""
抄表日期   | 上期讀數 | 本期讀數
2026-01-31 | 1000     | 1077.5
2026-01-31 | 500      | 647.25
2026-01-31 | 2000     | 2310
"""),
    # 28 days: 2800 ÷ 40 = 70; 2660 ÷ 20 = 133; 280
    FEBRUARY: table("""
抄表日期   | 上期讀數 | 本期讀數
2026-02-28 | 1077.5   | 1147.5
2026-02-28 | 647.25   | 780.25
2026-02-28 | 2310     | 2590
"""),
    MARCH: table("""
抄表日期   | 上期讀數 | 本期讀數
2026-03-31 | 1147.5   | 1225
2026-03-31 | 780.25   | 927.5
2026-03-31 | 2590     | 2900
"""),
    # 30 days: 3000 ÷ 40 = 75; 2850 ÷ 20 = 142.5; 300
    APRIL: table("""
抄表日期   | 上期讀數 | 本期讀數
2026-04-30 | 1225     | 1300
2026-04-30 | 927.5    | 1070
2026-04-30 | 2900     | 3200
"""),
}
# 90.00, 59.00 and 60.00 元 a day for electricity; 5900 = 2800 + 3100 千瓦時, 590 = 280 + 310 cubic metres
BILLED: Mapping[str, list[Row]] = {
    JANUARY: table("""
戶號 | 能源類別 | 賬期起日   | 賬期止日   | 賬單用量 | 賬單金額 | 對應總表
D1   | 電       | 2025-02-01 | 2025-03-31 | 8850     | 5310.00  | E-01
"""),
    FEBRUARY: table("""
戶號 | 能源類別 | 賬期起日   | 賬期止日   | 賬單用量 | 賬單金額 | 對應總表
D1   | 電       | 2025-12-01 | 2026-01-31 | 6200     | 3658.00  | E-01
"""),
    MARCH: [],
    APRIL: table("""
戶號 | 能源類別 | 賬期起日   | 賬期止日   | 賬單用量 | 賬單金額 | 繳費日期   | 憑證號      | 對應總表
D1   | 電       | 2026-02-01 | 2026-03-31 | 5900     | 3540.00  | 2026-04-08 | ZC-2604-001 | E-01
S1   | 水       | 2026-02-01 | 2026-03-31 | 590      | 1947.00  |            |             | W-01
"""),
}
REWIRED = table("""
措施編號 | 措施名稱       | 能源類別 | 完工日期   | 投入金額 | 範圍   | 基準期                | 責任人
JN-01    | 教學樓線路改造 | 電       | 2025-10-15 | 9000.00  | 教學樓 | 2025-02-01~2025-03-31 | 王志遠
""")
PAID = table("""
憑證號      | 發票號 | 支出類別 | 發票金額 | 購買日期   | 項目編號 | 開票單位 | 事由
ZC-2604-001 | FP-01  | 電費     | 3540.00  | 2026-04-08 |          | 供電公司 | 二三月電費
ZC-2604-002 | FP-02  | 工程款   | 9000.00  | 2026-04-08 | GC-26-01 | 電力工程 | 線路改造
""")
DETAILS = {"電費": "照明動力用電", "工程款": "改建工程"}
WAITING: Row = {
    "實物購置": "否",
    "經手人": "沈玉蘭",
    "驗收人": "何靜",
    "審核人": "錢會敏",
    "報支狀態": "待報",
    "經費來源": "公用經費",
}


def workbook(form: str, month: str, filled_on: str, sheets: Mapping[str, Sequence[Row]]) -> Filled:
    """`filled_on` is MM-DD of 2026."""
    cover = Cover("示例小學", "2025-2026-2", month, 1, "王志遠", date.fromisoformat(f"2026-{filled_on}"))
    return Filled(form, cover, {title: list(rows) for title, rows in sheets.items()})


def energy_book(month: str, filled_on: str) -> Filled:
    """F06 of a month."""
    measures = REWIRED if month == JANUARY else []
    sheets = {READINGS: joined(METERS, READ[month]), BILLS: BILLED[month], MEASURES: measures}
    return workbook("F06", month, filled_on, sheets)


FILLED_ON = {JANUARY: "02-03", FEBRUARY: "03-03", MARCH: "04-03", APRIL: "05-05"}
CLEAN: Mapping[tuple[str, str], Filled] = {
    **{("F06", month): energy_book(month, day) for month, day in FILLED_ON.items()},
    ("F05", APRIL): workbook(
        "F05",
        APRIL,
        "05-05",
        {VOUCHERS: [{**row, **WAITING, "一級明細": DETAILS[str(row["支出類別"])]} for row in PAID]},
    ),
}


@cache
def energy_forms() -> Registry:
    """F00, F06 and F05, the last without rules of its own; across forms X-19 and X-26 to X-28."""
    everything = installed()
    finance = replace(everything.form("F05"), rules=(), metrics=(), tables=(), charts=(), sections=())
    forms = [everything.form("F00"), finance, everything.form("F06")]
    return replace(everything, forms=forms, across=energy.RULES, metrics=(), tables=(), charts=(), sections=())


def complete(filled: Iterable[Filled]) -> list[Filled]:
    """With nil returns of F05 for the months that have to come."""
    return whole(filled, "F05")


SPRING = Spring([*CLEAN.values()], energy_forms, tells_of("F06"), complete=complete)
