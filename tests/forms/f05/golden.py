"""The clean spring with what schools do wrong, and every figure that follows, worked out by hand (as of 2026-04-30)."""

from __future__ import annotations

from pipeline.form.filled import Filled
from tests.forms.f05.clean import (
    APRIL,
    CLEAN,
    FEES,
    MARCH,
    PLAN,
    PUBLISHED,
    VOUCHERS,
    Row,
    bought,
    claimed,
    day,
    fee,
    plan,
    voucher,
    yuan,
)
from tests.forms.planting import with_cells

LATE_AND_DEAR = fee("03-10 C303 SF01 27.00 42 2 40 1080.00 0101-0140 03-16 JK-07")
"""25.00 × 40 = 1000.00: 80.00 too much; due by 03-13, deposited on the fourth working day."""

UNLISTED = {
    **fee("03-30 C301 SF09 10.00 20 0 20 200.00 2001-2020 04-02 JK-08"),
    "解交日期": None,
    "解交金額": None,
    "繳款單號": None,
}
HALF_DEPOSITED = {**UNLISTED, "解交日期": day("04-02"), "解交金額": yuan("100.00"), "繳款單號": "JK-08"}
"""No such item is published; half of it is deposited on the last day, the third working day."""

TWO_SIGNERS = {
    **voucher("2603-005 380.00 03-17 文華商行", "辦公費 紙張 教師用紙", "沈玉蘭 何靜 錢會敏"),
    **claimed("03-19", "03-20"),
    "審核人": None,
}
NOT_AS_ORDERED = {
    **voucher("2603-006 1240.00 03-18 聲樂器材行", "設備購置 電教設備 教室音箱", "沈玉蘭 何靜 錢會敏"),
    **bought("03-17", "03-17", limit="1300.00", quotes=3),
    "實物相符": "不符",
    "報支狀態": "退回",
}
BOUGHT_FIRST = {
    **voucher("2603-007 2150.00 03-16 宏達五金店", "維修費 水電材料 宿舍水管配件", "沈玉蘭 何靜 錢會敏"),
    **bought("03-16", "03-18", limit="2200.00", quotes=2),
    **claimed("03-20", "03-23"),
}
PUBLISHED_MARCH: Row = {
    "本月收入合計": yuan("15605.00"),  # 14325.00 + 1080.00 + 200.00
    "本月支出合計": yuan("15930.00"),  # 13780.00 + 2150.00
}


def workbooks() -> list[Filled]:
    march = CLEAN[MARCH]
    march = with_cells(march, FEES, 7, LATE_AND_DEAR)
    march = with_cells(march, FEES, 8, UNLISTED)
    march = with_cells(march, VOUCHERS, 6, TWO_SIGNERS)
    march = with_cells(march, VOUCHERS, 7, NOT_AS_ORDERED)
    march = with_cells(march, VOUCHERS, 8, BOUGHT_FIRST)
    march = with_cells(march, PUBLISHED, 4, PUBLISHED_MARCH)
    march = with_cells(march, PLAN, 7, plan("維修費", "支出", "4000.00", "2000.00"))
    return [march, with_cells(CLEAN[APRIL], FEES, 2, HALF_DEPOSITED)]


FINDINGS = """
F05-R05 | 2026-03 | 收費與解交 | 7 | 標準
F05-R07 | 2026-03 | 收費與解交 | 7 | 解交日期
F05-R13 | 2026-03 | 支出票據   | 6 | 審核人
F05-R14 | 2026-03 | 支出票據   | 7 | 實物相符
F05-R15 | 2026-03 | 支出票據   | 8 | 購買批准日期
F05-R22 | 2026-03 | 支出票據   | 8 | 詢價家數
X-25    | 2026-03 | 經費計劃   | 7 | 學期計劃
F05-R04 | 2026-04 | 收費與解交 | 2 | 項目代碼
F05-R07 | 2026-04 | 收費與解交 | 2 | 解交金額
"""
"""Rule, month of the file, sheet, row, column. The unlisted fee is judged once, as handed in last."""

# metric | by | span (empty: the term to date) | text (— no figure; nothing: not even asked) | numerator/denominator
FIGURES = """
M-F05-01a |               |         | 15,550.00 |
M-F05-01a | 項目代碼=SF01 |         | 3,050.00  |
M-F05-01a | 項目代碼=SF02 |         | 12,300.00 |
M-F05-01a | 項目代碼=SF09 |         | 200.00    |
M-F05-01a | 班室編號=C303 |         | 5,100.00  |
M-F05-01b |               |         | 15,605.00 |
M-F05-01b |               | 2026-03 | 15,605.00 |
M-F05-01b |               | 2026-04 | 0.00      |
M-F05-01b | 項目代碼=SF01 |         | 3,105.00  |
M-F05-01b | 班室編號=C301 |         | 5,175.00  |
M-F05-01c |               |         | 400.00    |
M-F05-01c | 項目代碼=SF01 |         | 100.00    |
M-F05-01d |               |         | 15,505.00 |
M-F05-01d |               | 2026-03 | 15,405.00 |
M-F05-01d |               | 2026-04 | 100.00    |
M-F05-01e |               |         | 264       |
M-F05-01e | 項目代碼=SF02 |         | 123       |
M-F05-01f |               |         | 15,605.00 |
M-F05-02a |               |         | 80.00     |
M-F05-02a | 班室編號=C303 |         | 80.00     |
M-F05-02a | 班室編號=C301 |         | 0.00      |
M-F05-02b |               |         | 200.00    |
M-F05-02b | 項目代碼=SF09 |         | 200.00    |
M-F05-03a |               |         | 85.7%     | 6/7
M-F05-03a | 項目代碼=SF01 |         | 66.7%     | 2/3
M-F05-03b |               |         | 2.1       | 15/7
M-F05-03b | 項目代碼=SF01 |         | 2.0       | 6/3
M-F05-03c |               | 2026-02 | —         |
M-F05-03c |               | 2026-03 | 200.00    |
M-F05-03c |               | 2026-04 | 100.00    |
M-F05-03c |               |         | 100.00    |
M-F05-04a |               |         | 975.00    |
M-F05-04b |               |         | 950.00    |
M-F05-04c | 項目代碼=SF01 |         | 25.00     |
M-F05-04d |               |         | 25.00     |
M-F05-04e |               |         | 100.0%    | 25.00/25.00元
M-F05-05a |               |         | 16,410.00 |
M-F05-05a |               | 2026-03 | 15,930.00 |
M-F05-05a |               | 2026-04 | 480.00    |
M-F05-05a | 支出類別=維修費 |       | 2,150.00  |
M-F05-05a | 支出類別=辦公費 |       | 1,460.00  |
M-F05-05a | 支出類別=辦公費 一級明細=文具 | | 1,460.00 |
M-F05-05a | 支出類別=設備購置 |     |           |
M-F05-05a | 經費來源=公用經費 |     | 4,410.00  |
M-F05-05a | 經費來源=食堂專賬 |     | 12,000.00 |
M-F05-05b |               | 2026-03 | 480.00    |
M-F05-05b |               | 2026-04 | 0.00      |
M-F05-05b |               |         | 0.00      |
M-F05-05b | 支出類別=印刷費 | 2026-03 | 480.00  |
M-F05-05c | 支出類別=食堂食材 |     | 73.1%     | 12,000.00/16,410.00元
M-F05-06a |               |         | 7         |
M-F05-06a |               | 2026-04 | 1         |
M-F05-06b |               |         | 85.7%     | 6/7
M-F05-06c |               |         | 1         |
M-F05-06d |               |         | 380.00    |
M-F05-06d | 支出類別=辦公費 |       | 380.00    |
M-F05-07a |               |         | 1         |
M-F05-07b | 支出類別=設備購置 |     | 1,240.00  |
M-F05-08a | 檢查項=三簽     |       | 7         |
M-F05-08b | 檢查項=三簽     |       | 6         |
M-F05-08c | 檢查項=三簽     |       | 85.7%     | 6/7
M-F05-08d | 檢查項=三簽     |       | 380.00    |
M-F05-08c | 檢查項=相符     |       | 85.7%     | 6/7
M-F05-08d | 檢查項=相符     |       | 1,240.00  |
M-F05-08c | 檢查項=先批後購 |       | 75.0%     | 3/4
M-F05-08d | 檢查項=先批後購 |       | 2,150.00  |
M-F05-08c | 檢查項=先批後報 |       | 100.0%    | 6/6
M-F05-08c | 檢查項=一支筆   |       | 100.0%    | 6/6
M-F05-08c | 檢查項=不超批准 |       | 100.0%    | 4/4
M-F05-08c | 檢查項=詢價     |       | 75.0%     | 3/4
M-F05-08d | 檢查項=詢價     |       | 2,150.00  |
M-F05-08c | 檢查項=專賬     |       | 100.0%    | 7/7
M-F05-08a |               |         |           |
M-F05-09a |               |         | 4         |
M-F05-09b |               |         | 75.0%     | 3/4
M-F05-10a |               |         | 3         |
M-F05-10b |               |         | 3         |
M-F05-10c |               |         | 100.0%    | 3/3
M-F05-10c |               | 2026-04 | —         |
M-F05-10d |               |         | 1         |
M-F05-10e |               |         | 1         |
M-F05-11a |               |         | 45,000.00 |
M-F05-11a | 支出類別=辦公費 |       | 10,000.00 |
M-F05-11b |               |         | 36.5%     | 16,410.00/45,000.00元
M-F05-11b | 支出類別=維修費 |       | 107.5%    | 2,150.00/2,000.00元
M-F05-12a |               |         | 12,300.00 |
M-F05-12b |               |         | 12,000.00 |
M-F05-12c |               |         | 2.4%      |
"""
"""Working days from 收費日期 to 解交日期: 1 + 1 (SF01), 2 + 2 + 2 (SF02), 4 (10 to 16 March), 3 (30 March to 2 April).
先批後購, 不超批准: goods 001, 003, 006, 007. 詢價: these four reach 1000.00; 003 is 定點供應, 006 has three."""
