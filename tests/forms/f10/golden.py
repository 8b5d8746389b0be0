"""The clean term with what schools do wrong, and every figure that follows, worked out by hand (as of 2026-04-05)."""

from __future__ import annotations

from pipeline.form.filled import Filled
from tests.forms.f10.cases import DRAIN, change, check, gone, shift
from tests.forms.f10.clean import CHECKS, DANGERS, MARCH, SHIFTS
from tests.forms.f10.test_rules import planted

CHANGES = [
    gone(CHECKS, "03-18", "運動設施"),
    gone(CHECKS, "03-19", "三室"),
    gone(CHECKS, "03-27", "常規管理"),
    check("03-16", "教室", 節能情況="發現長明燈"),
    check("03-17", "辦公室", 節能情況="發現長流水"),
    check("03-18", "辦公室", 節能情況="已關"),
    change(MARCH, DANGERS, DRAIN, 整改期限="03-17"),
    shift("03-16", "夜班", 值班人="丁建"),
    shift("03-18", "夜班", 財產損失金額="120.50", 情況="異常", 異常及處理="圍欄被撞壞，已報警"),
    shift("03-22", "節假日夜班", 巡查次數=1),
    gone(SHIFTS, "03-21", "節假日白班"),
]


def workbooks() -> list[Filled]:
    return planted(CHANGES)


FINDINGS = """
F10-R01 | 2026-03 | 每日檢查 | 檢查範圍
F10-R07 | 2026-03 | 隱患台賬 | 整改期限
F10-R11 | 2026-03 | 值班護校 | 值班人
F10-R12 | 2026-03 | 值班護校 | 巡查次數
X-38    | 2026-03 | 每日檢查 | 日期
X-38    | 2026-03 | 每日檢查 | 日期
X-42    | 2026-03 | 值班護校 | 日期
"""
"""Rule, month of the file, sheet, column."""

# metric | by | span (empty: the term) | text (— no figure; nothing: not even asked) | numerator/denominator
FIGURES = """
M-F10-01a |                   |         | 120    |
M-F10-01a |                   | 2026-03 | 96     |
M-F10-01a | 檢查範圍=三室     |         | 15     |
M-F10-01a | 檢查範圍=消防     |         | 15     |
M-F10-01a | 檢查範圍=常規管理 |         | 3      |
M-F10-01a | 檢查範圍=常規管理 | 2026-03 | 2      |
M-F10-01a | 教學週次=1        |         | 40     |
M-F10-01a | 教學週次=3        | 2026-03 | 16     |
M-F10-01a | 教學週次=3        | 2026-04 | 24     |
M-F10-01b |                   |         | 118    |
M-F10-01b |                   | 2026-04 | 24     |
M-F10-01b | 檢查範圍=運動設施 |         | 14     |
M-F10-01b | 檢查範圍=常規管理 |         | 2      |
M-F10-01b | 檢查範圍=消防     |         | 1      |
M-F10-01b | 教學週次=1        |         | 38     |
M-F10-01c |                   |         | 98.3%  | 118/120
M-F10-01c |                   | 2026-03 | 97.9%  | 94/96
M-F10-01c | 檢查範圍=三室     |         | 93.3%  | 14/15
M-F10-01c | 檢查範圍=常規管理 |         | 66.7%  | 2/3
M-F10-01c | 檢查範圍=消防     |         | 6.7%   | 1/15
M-F10-01c | 教學週次=1        |         | 95.0%  | 38/40
M-F10-01c | 教學週次=2        |         | 100.0% | 40/40
M-F10-01d |                   |         | 1      |
M-F10-01d | 檢查範圍=校舍     |         | 1      |
M-F10-01d |                   | 2026-04 | 0      |
M-F10-01e |                   |         | 2      |
M-F10-01e | 檢查範圍=教室     |         | 1      |
M-F10-02a |                   |         | 5      |
M-F10-02a |                   | 2026-03 | 4      |
M-F10-02a | 等級=一般         |         | 3      |
M-F10-02a | 類別=食品         |         | 1      |
M-F10-02b |                   |         | 4      |
M-F10-02b |                   | 2026-03 | 3      |
M-F10-02b |                   | 2026-04 | 1      |
M-F10-02b | 等級=較大         | 2026-04 | 1      |
M-F10-02c |                   |         | 4      |
M-F10-02c |                   | 2026-04 | 1      |
M-F10-02d |                   |         | 80.0%  | 4/5
M-F10-02d |                   | 2026-03 | 100.0% | 4/4
M-F10-02d |                   | 2026-04 | 0.0%   | 0/1
M-F10-02d | 等級=一般         |         | 66.7%  | 2/3
M-F10-02d | 類別=消防         |         | 0.0%   | 0/1
M-F10-02e |                   |         | 80.0%  | 4/5
M-F10-02f |                   |         | 75.0%  | 3/4
M-F10-02f |                   | 2026-04 | —      |
M-F10-02f | 類別=排水         |         | 0.0%   | 0/1
M-F10-02g |                   |         | 1      |
M-F10-02g | 類別=排水         |         | 1      |
M-F10-02g |                   | 2026-04 | 0      |
M-F10-03a |                   |         | 1.0    | 4/4
M-F10-03a | 等級=較大         |         | 2.0    | 2/1
M-F10-03b |                   |         | 2.0    | 8/4
M-F10-03b | 等級=一般         |         | 2.0    | 4/2
M-F10-03c |                   | 2026-03 | 1      |
M-F10-03c |                   | 2026-04 | 1      |
M-F10-03c |                   |         | 1      |
M-F10-03c | 等級=較大         | 2026-03 | 1      |
M-F10-03c | 等級=較大         |         | 0      |
M-F10-03c | 等級=一般         |         | 1      |
M-F10-04a |                   |         | 27     |
M-F10-04a |                   | 2026-04 | 7      |
M-F10-04a | 班次=夜班         |         | 15     |
M-F10-04a | 班次=節假日夜班   |         | 6      |
M-F10-04a | 班次=節假日白班   |         | 6      |
M-F10-04b |                   |         | 24     |
M-F10-04b | 班次=夜班         |         | 14     |
M-F10-04c |                   |         | 88.9%  | 24/27
M-F10-04c | 班次=夜班         |         | 93.3%  | 14/15
M-F10-04c | 班次=節假日夜班   |         | 83.3%  | 5/6
M-F10-04c | 班次=節假日白班   |         | 83.3%  | 5/6
M-F10-04d |                   |         | 71     |
M-F10-04d | 班次=節假日白班   |         | 10     |
M-F10-04e |                   |         | 120.50 |
M-F10-04e |                   | 2026-04 | 0.00   |
M-F10-05a |                   |         | 2      |
M-F10-05a | 類型=校車         |         | 1      |
M-F10-05b |                   |         | 1,410  |
M-F10-05b | 類型=應急疏散     |         | 894    |
M-F10-05b | 形式=演練         |         | 990    |
M-F10-05b | 形式=教育         |         | 420    |
M-F10-05c |                   |         | 165.0  |
M-F10-05c | 類型=校車         |         |        |
M-F10-05d |                   |         | 1      |
M-F10-05d |                   | 2026-03 | 0      |
M-F10-06a |                   |         | 3      |
M-F10-06a | 檢查單位=消防     |         | 1      |
M-F10-06b |                   |         | 1      |
M-F10-06b | 檢查單位=教育     |         | 0      |
M-F10-06c |                   |         | 100.0% | 1/1
M-F10-06c |                   | 2026-04 | —      |
M-F10-06d |                   |         | 2      |
M-F10-06d | 檢查單位=市場監管 |         |        |
M-F10-06e |                   |         | 10     |
M-F10-06f |                   |         | 20.00  |
"""
"""15 school days × 8 scopes = 120, two without a row; 5 × 8 = 40 a week, week 3 with 2 days in March and 3 in April.
常規管理 is due on 03-20, 03-27 and 04-03.

Days to rectify: 1 (03-17 to 03-18), 1 (03-18 to 03-19), 0 (03-24), 2 (03-30 to 04-01); to write off: 2, 2, 1, 3.
In time: three of four, the lamp of April is open until 04-09.

Shifts: 21 nights (15 of school days) and 6 days; without one day shift, one guard alone, one night with one patrol.
Patrols: 20 × 3 + 1 by night, 5 × 2 by day."""
