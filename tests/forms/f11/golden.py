"""The clean week with what goes wrong, and every figure that follows, worked out by hand (2026-04-05).

Every day 示A·1 carries 30 to school and 28 home, 示B·2 12 home; 40 wait. On top of that:
03-31 示A·1 上學1: 44 pupils and 2 adults on 45 seats
04-01 示A·1 放學2: not emptied
04-02 示A·1 上學1: unfit, and run; 示B·2 放學2: 12 up, 9 + 2 down; 39 of 40 waited
04-03 nobody named who looks after them
04-03 示A·1 refuelled once more: 140.00 at 1,300 km
04-04 an outing of 20
"""

from __future__ import annotations

from collections.abc import Sequence

from tests.forms.f11.cases import NEW_IN_APRIL, OUTING, change, run, waiting
from tests.forms.f11.clean import APRIL, RUNS, UPKEEP, VOUCHERS, A, B, paid
from tests.forms.planting import Change

CHANGES: Sequence[Change] = [
    run("03-31", A, "上學1", 學生上車人數="44", 終點下車人數="44"),
    run("04-01", A, "放學2", 清車確認="否"),
    run("04-02", A, "上學1", 出車前檢查="不合格", 隱患編號="YH-2603-001"),
    run("04-02", B, "放學2", 中途下車人數="9"),
    waiting("04-02", 實到學生數="39"),
    waiting("04-03", 看護人=None),
    change(APRIL, UPKEEP, 4, 日期="04-03", 車牌號=A, 類別="加油", 里程表="1300", 金額="140.00", 憑證號="ZC-2604-002"),
    Change(APRIL, VOUCHERS, 4, paid("ZC-2604-002", "04-03", "140.00")),
    Change(APRIL, RUNS, NEW_IN_APRIL, OUTING),
]

# rule | month of the file | sheet | row | column
FINDINGS = """
F11-R04 | 2026-03 | 每日運行 | 5 | 學生上車人數
F11-R06 | 2026-04 | 每日運行 | 5 | 出車前檢查
F11-R07 | 2026-04 | 每日運行 | 7 | 中途下車人數
F11-R08 | 2026-04 | 每日運行 | 3 | 清車確認
F11-R10 | 2026-04 | 候車看護 | 4 | 看護人
X-44    | 2026-04 | 候車看護 | 3 | 實到學生數
"""

# metric | dimensions | span ('' = term to date) | printed | numerator/denominator
FIGURES = """
M-F11-01a |              |         | 16     |
M-F11-01a |              | 2026-03 | 6      |
M-F11-01a |              | 2026-04 | 10     |
M-F11-01a | 車牌號=示A·1 |         | 11     |
M-F11-01a | 車牌號=示B·2 |         | 5      |
M-F11-01a | 趟次=放學2   |         | 10     |
M-F11-01a | 趟次=活動    |         | 1      |
M-F11-01b |              |         | 384    |
M-F11-01b |              | 2026-03 | 154    |
M-F11-01b |              | 2026-04 | 230    |
M-F11-01b | 車牌號=示A·1 |         | 324    |
M-F11-01b | 車牌號=示B·2 |         | 60     |
M-F11-01b | 趟次=上學1   |         | 164    |
M-F11-01c |              |         | 15     |
M-F11-01c |              | 2026-03 | 6      |
M-F11-01c | 車牌號=示A·1 |         | 10     |
M-F11-02a |              |         | 1      |
M-F11-02a |              | 2026-04 | 0      |
M-F11-02a | 車牌號=示B·2 |         | 0      |
M-F11-02b |              |         | 1      |
M-F11-02b | 車牌號=示A·1 |         | 1      |
M-F11-02c |              |         | 1      |
M-F11-02c | 車牌號=示A·1 |         | 0      |
M-F11-02c | 車牌號=示B·2 | 2026-04 | 1      |
M-F11-02d |              |         | 1      |
M-F11-02d |              | 2026-03 | 0      |
M-F11-03  |              |         | 93.8%  | 15/16
M-F11-03  | 車牌號=示A·1 |         | 90.9%  | 10/11
M-F11-03  |              | 2026-03 | 100.0% | 6/6
M-F11-04a |              |         | 4      |
M-F11-04a |              | 2026-04 | 2      |
M-F11-04b |              |         | 80.0%  | 4/5
M-F11-04b |              | 2026-04 | 66.7%  | 2/3
M-F11-04c |              |         | 199    |
M-F11-04d |              |         | 75.0%  | 3/4
M-F11-05a |              |         | 920.00 |
M-F11-05a |              | 2026-03 | 500.00 |
M-F11-05a | 車牌號=示A·1 |         | 720.00 |
M-F11-05a | 類別=加油    |         | 720.00 |
M-F11-05b |              |         | 140.00 |
M-F11-05b | 車牌號=示A·1 |         | 140.00 |
M-F11-05b | 車牌號=示B·2 |         |        |
"""
