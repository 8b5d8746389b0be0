"""A small clean spring of goods, loans and damage: F08 of March and April 2026 with what it refers to, by hand.

People, rooms and calendar are the sample's (F00): 04-06, 05-01, 05-04 and 05-05 are holidays, 開學日 is 03-02. Row 2 is
the first data row of a sheet.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from pipeline.form.filled import Filled
from pipeline.form.form import Registry
from pipeline.forms.across import loans
from pipeline.forms.registry import registry as installed
from tests.forms.f08 import standins
from tests.forms.f09.clean import Row, joined, table, typed, workbook
from tests.forms.spring import Spring, tells_but

__all__ = ["APRIL", "CLEAN", "MARCH", "Row", "goods_forms", "joined", "table", "typed", "workbook"]

MOVES, LOANS, CASES = "物品出入庫", "借出歸還", "損壞賠償"
CARDS, ORDERS, VOUCHERS = "固定資產台賬", "報修維修", "支出票據"
MARCH, APRIL = "2026-03", "2026-04"

MOVES_OF_MARCH = table("""
日期  | 類型 | 品名   | 單位 | 數量 | 單價 | 領用人 | 領用部門 | 經辦人 | 憑證號
03-02 | 期初 | 粉筆   | 盒   | 20   | 3.00 |        |          | 沈玉蘭 |
03-04 | 入庫 | 粉筆   | 盒   | 60   | 3.50 |        |          | 沈玉蘭 | ZC-2603-001
03-04 | 入庫 | 備課本 | 本   | 30   | 5.00 |        |          | 沈玉蘭 | ZC-2603-001
03-06 | 領用 | 粉筆   | 盒   | 30   |      | 周雨晴 | C302     | 沈玉蘭 |
03-10 | 領用 | 備課本 | 本   | 10   |      | 許靜怡 | 教務處   | 沈玉蘭 |
""")
MOVES_OF_APRIL = table("""
日期  | 類型 | 品名   | 單位 | 數量 | 單價 | 領用人 | 領用部門 | 經辦人 | 憑證號
04-07 | 領用 | 粉筆   | 盒   | 40   |      | 宋佳欣 | C101     | 沈玉蘭 |
04-08 | 退回 | 備課本 | 本   | 4    |      | 許靜怡 | 教務處   | 沈玉蘭 |
04-13 | 入庫 | 粉筆   | 盒   | 50   | 4.20 |        |          | 沈玉蘭 | ZC-2604-001
04-20 | 報損 | 粉筆   | 盒   | 2    |      |        |          | 沈玉蘭 |
""")
LOANS_OF_MARCH = table("""
借條號     | 物品或資產編號 | 數量 | 借出日期 | 借用人 | 用途     | 應還日期 | 歸還日期 | 歸還狀況 | 批准人 | 經手人
JT-2603-01 | 攝像機         | 1    | 03-10    | 周雨晴 | 公開課   | 03-17    | 03-16    | 完好     |        | 沈玉蘭
JT-2603-02 | ZC-2026-0001   | 1    | 03-25    | 彭立新 | 社區活動 | 04-03    |          |          | 何靜   | 沈玉蘭
JT-2603-03 | 移動音箱       | 2    | 03-12    | 許靜怡 | 講座     | 03-13    | 03-13    | 損壞     |        | 沈玉蘭
""")
LOANS_OF_APRIL = table("""
借條號     | 物品或資產編號 | 數量 | 借出日期 | 借用人 | 用途     | 應還日期 | 歸還日期 | 歸還狀況 | 批准人 | 經手人
JT-2603-02 | ZC-2026-0001   | 1    | 03-25    | 彭立新 | 社區活動 | 04-03    | 04-02    | 完好     | 何靜   | 沈玉蘭
JT-2604-01 | ZC-2026-0001   | 1    | 04-28    | 段海波 | 親子活動 | 05-08    |          |          |        | 沈玉蘭
""")
DAMAGE_OF_MARCH = table("""
賠償單號    | 日期  | 班室編號 | 物品       | 數量 | 損壞性質 | 責任主體 | 責任人代號 | 經手人
PC-2603-001 | 03-20 | C302     | 玻璃       | 1    | 過失     | 學生     | C302-17    | 沈玉蘭
PC-2603-002 | 03-13 | B02      | 移動音箱   | 1    | 過失     | 教職工   |            | 沈玉蘭
PC-2603-003 | 03-18 | C101     | 學生課桌凳 | 1    | 有意     | 學生     | C101-05    | 沈玉蘭
PC-2603-004 | 03-24 | C401     | 門         | 1    | 責任不明 | 無       |            | 沈玉蘭
""")
PAID_IN_MARCH = table("""
單價   | 應賠金額 | 實賠金額 | 處理方式 | 免賠原因     | 收據號  | 解交日期 | 維修單號    | 借條號
45.00  | 45.00    | 45.00    | 現金賠償 |              | PS-0107 | 03-23    | WX-2603-001 |
120.00 | 120.00   | 80.00    | 實物賠償 | 音箱已舊     |         |          |             | JT-2603-03
168.00 | 168.00   | 168.00   | 實物賠償 |              |         |          |             |
80.00  | 0.00     | 0.00     | 免賠     | 責任尚未查明 |         |          | WX-2603-002 |
""")
DAMAGE_OF_APRIL = table("""
賠償單號    | 日期  | 班室編號 | 物品   | 數量 | 損壞性質 | 責任主體 | 責任人代號 | 經手人
PC-2603-004 | 03-24 | C401     | 門     | 1    | 過失     | 班級     |            | 沈玉蘭
PC-2604-001 | 04-20 | C501     | 凳     | 1    | 自然損耗 | 無       |            | 沈玉蘭
PC-2604-002 | 04-29 | C303     | 黑板擦 | 1    | 過失     | 班級     |            | 沈玉蘭
""")
PAID_IN_APRIL = table("""
單價  | 應賠金額 | 實賠金額 | 處理方式 | 免賠原因 | 收據號 | 解交日期 | 維修單號
80.00 | 0.00     | 0.00     | 自行修復 |          |        |          | WX-2603-002
73.00 | 0.00     | 0.00     | 免賠     | 使用年久 |        |          |
5.00  | 5.00     | 5.00     | 現金賠償 |          |        |          |
""")
VOUCHERS_OF_MARCH = table("""
憑證號      | 購買日期
ZC-2603-001 | 03-04
""")
VOUCHERS_OF_APRIL = table("""
憑證號      | 購買日期
ZC-2604-001 | 04-13
""")
CARDS_OF_MARCH = table("""
資產編號     | 資產名稱   | 單價    | 使用班室 | 狀態
ZC-2026-0001 | 投影儀     | 5200.00 | Z02      | 在用
ZC-2026-0002 | 學生課桌凳 | 168.00  | C101     | 在用
ZC-2026-0003 | 學生課桌凳 | 190.00  | C302     | 在用
""")
ORDERS_OF_MARCH = table("""
維修單號    | 報修日期 | 人為損壞 | 賠償單號
WX-2603-001 | 03-20    | 是       | PC-2603-001
WX-2603-002 | 03-24    | 是       |
""")

CLEAN: Mapping[tuple[str, str], Filled] = {
    ("F08", MARCH): workbook(
        "F08",
        MARCH,
        "04-01",
        {MOVES: MOVES_OF_MARCH, LOANS: LOANS_OF_MARCH, CASES: joined(DAMAGE_OF_MARCH, PAID_IN_MARCH)},
    ),
    ("F08", APRIL): workbook(
        "F08",
        APRIL,
        "05-05",
        {MOVES: MOVES_OF_APRIL, LOANS: LOANS_OF_APRIL, CASES: joined(DAMAGE_OF_APRIL, PAID_IN_APRIL)},
    ),
    ("F05", MARCH): workbook("F05", MARCH, "04-01", {VOUCHERS: VOUCHERS_OF_MARCH}),
    ("F05", APRIL): workbook("F05", APRIL, "05-05", {VOUCHERS: VOUCHERS_OF_APRIL}),
    ("F07", MARCH): workbook("F07", MARCH, "04-01", {CARDS: CARDS_OF_MARCH}),
    ("F09", MARCH): workbook("F09", MARCH, "04-01", {ORDERS: ORDERS_OF_MARCH}),
}


@cache
def goods_forms() -> Registry:
    """F00, F08 and the stand-ins; across forms the rules of loans and damage."""
    everything = installed()
    forms = [everything.form("F00"), everything.form("F08"), *standins.FORMS]
    return replace(everything, forms=forms, across=loans.RULES)


SPRING = Spring([*CLEAN.values()], goods_forms, tells_but("F00"))
