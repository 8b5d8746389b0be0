"""The clean term with what canteens do wrong, and every figure that follows, worked out by hand (as of 2026-04-05)."""

from __future__ import annotations

from pipeline.form.filled import Filled
from tests.forms.f03.cases import NOT_SERVED, added, change, gone, on, planted
from tests.forms.f03.clean import CLEAN, MEALS, MENUS, SAMPLES, SELF_CHECKS, Row, day, meal, sample

SNACK: Row = {"餐次": "加餐", "學生就餐人數": 300, "教職工就餐人數": 0, "菜品數量": 1}

CHANGES = [
    change(MENUS, 3, 審核日期="03-23"),
    on(MEALS, "03-18", "晚", **NOT_SERVED, 菜品數量=None, 陪餐人=None),
    gone(SAMPLES, "03-18", "晚"),
    gone(MEALS, "03-19", "早"),
    gone(SAMPLES, "03-19", "早"),
    on(MEALS, "03-20", "午", 陪餐人="馮樹清"),
    on(SAMPLES, "03-23", "早", 留樣量=100),
    on(SAMPLES, "03-24", "午", 菜品名稱="米飯"),
    added(MEALS, meal(day("03-25"), "午") | SNACK),
    added(SAMPLES, sample(day("03-25"), "午", "酸奶") | {"餐次": "加餐"}),
    gone(SELF_CHECKS, "03-26"),
    on(SELF_CHECKS, "03-27", 庫房檢查="異常", 發現問題="貨架鬆動", 隱患編號="YH-2603-002"),
    on(SAMPLES, "03-30", "晚", 菜品名稱="米飯、家常豆腐、紅燒魚"),
    on(MEALS, "04-01", "晚", 學生就餐人數=None),
    on(MEALS, "04-02", "早", 學生就餐人數=878),
]


def workbooks() -> list[Filled]:
    return [*planted(CHANGES), *(book for (form, _), book in CLEAN.items() if form == "F02")]


FINDINGS = """
F03-R02 | 2026-03 | 每週菜譜審核 | 審核日期
F03-R06 | 2026-03 | 供餐與陪餐 | 是否供餐
F03-R07 | 2026-03 | 供餐與陪餐 | 陪餐人
F03-R10 | 2026-03 | 食品留樣 | 留樣量
F03-R15 | 2026-03 | 每日自查 | 日期
F03-R09 | 2026-04 | 供餐與陪餐 | 學生就餐人數
G-22    | 2026-04 | 供餐與陪餐 | 學生就餐人數
X-07    | 2026-03 | 供餐與陪餐 | 日期
X-09    | 2026-03 | 供餐與陪餐 | 菜品數量
X-09    | 2026-03 | 供餐與陪餐 | 菜品數量
"""
"""Rule, month of the file, sheet, column."""

# metric | by | span (empty: the term) | text (— no figure; nothing: not even asked) | numerator/denominator
FIGURES = """
M-F03-01a |           |         | 43     |
M-F03-01a |           | 2026-03 | 35     |
M-F03-01a |           | 2026-04 | 8      |
M-F03-01a | 餐次=早   |         | 13     |
M-F03-01a | 餐次=加餐 |         | 1      |
M-F03-01b |           |         | 33,870 |
M-F03-01b |           | 2026-03 | 28,100 |
M-F03-01b |           | 2026-04 | 5,770  |
M-F03-01b | 餐次=早   |         | 10,270 |
M-F03-01b | 餐次=午   |         | 12,750 |
M-F03-01b | 餐次=晚   |         | 10,550 |
M-F03-01b | 餐次=加餐 |         | 300    |
M-F03-01c |           |         | 32,710 |
M-F03-01c |           | 2026-04 | 5,540  |
M-F03-01c | 餐次=晚   |         | 10,270 |
M-F03-02a |           |         | 45     |
M-F03-02a |           | 2026-04 | 9      |
M-F03-02a | 餐次=早   |         | 15     |
M-F03-02a | 餐次=加餐 |         |        |
M-F03-02b |           |         | 3      |
M-F03-02b |           | 2026-03 | 2      |
M-F03-02b | 餐次=早   |         | 2      |
M-F03-02b | 餐次=午   |         | 0      |
M-F03-02b | 餐次=晚   |         | 1      |
M-F03-02c |           |         | 93.3%  | 42/45
M-F03-02c |           | 2026-03 | 94.4%  | 34/36
M-F03-02c |           | 2026-04 | 88.9%  | 8/9
M-F03-02c | 餐次=早   |         | 86.7%  | 13/15
M-F03-02c | 餐次=午   |         | 100.0% | 15/15
M-F03-03a |           |         | 3      |
M-F03-03a |           | 2026-03 | 3      |
M-F03-03a |           | 2026-04 | 0      |
M-F03-03b |           |         | 2      |
M-F03-03c |           |         | 66.7%  | 2/3
M-F03-03c |           | 2026-04 | —      |
M-F03-04a |           |         | 100    |
M-F03-04a |           | 2026-03 | 81     |
M-F03-04a |           | 2026-04 | 19     |
M-F03-04b |           |         | 97     |
M-F03-04b |           | 2026-03 | 78     |
M-F03-04b |           | 2026-04 | 19     |
M-F03-04c |           |         | 97.0%  | 97/100
M-F03-04c |           | 2026-03 | 96.3%  | 78/81
M-F03-05  |           |         | 97.7%  | 42/43
M-F03-05  |           | 2026-04 | 100.0% | 8/8
M-F03-05  | 餐次=午   |         | 93.3%  | 14/15
M-F03-06a |           |         | 14     |
M-F03-06a |           | 2026-03 | 11     |
M-F03-06b |           |         | 93.3%  | 14/15
M-F03-06b |           | 2026-03 | 91.7%  | 11/12
M-F03-06c |           |         | 2      |
M-F03-06c |           | 2026-04 | 0      |
M-F03-06d |           |         | 1      |
M-F03-06e |           |         | 50.0%  | 1/2
M-F03-06e |           | 2026-04 | —      |
M-F02-07a |           |         | 4,500.00 |
M-F02-07b |           |         | 0.13   |
M-F02-07b |           | 2026-03 | 0.13   |
M-F02-07b |           | 2026-04 | 0.16   |
"""
"""15 days with three meals are 45 planned ones, 36 of March. One was left out, one has no row, one row is held; there
was one extra meal: 45 − 3 + 1 = 43 served, 42 of them planned.

Diners: 790, 850 and 810 a day. Breakfast 13 × 790, lunch 15 × 850, supper 14 × 810 without the 790 pupils of 04-01 who
were not counted, and 300: 10,270 + 12,750 + 10,550 + 300. Pupils: 13 × 780 + 15 × 800 + 13 × 790 + 300.

Dishes: 15 × 7 = 105, less 2 for each of three meals, one extra: 100. Of two too little was kept, and of lunch on 03-24
rice and greens are named, but no meat: 97. A dish too many on 03-30 counts no more than the two that were served.

Food: 12 and 3 days × 60 kg × 5.00 = 3,600.00 and 900.00; 3,600 ÷ 28,100 = 0.128, 900 ÷ 5,770 = 0.156,
4,500 ÷ 33,870 = 0.133."""
