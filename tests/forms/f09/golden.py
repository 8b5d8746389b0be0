"""The clean spring with what goes wrong in a school, and every figure that follows, worked out by hand (2026-04-30).

order        類別       batch    reported finished 處  working days, cost
WX-2603-001  玻璃       日常     03-03    03-04    1   1, 更換 40.00, damage, accepted, 5 points
WX-2603-002  電路       應急     03-05    03-05    2   0, 自修 60.00, accepted, 4 points
WX-2603-003  門窗       假期集中 02-24    02-26    6   2, 外修 500.00, accepted
WX-2603-004  水龍頭管道 開學前   02-25    02-26    4   1, 自修 80.00, accepted, 5 points
WX-2603-005  桌凳       日常     03-31    04-01    2   1, 自修 12.00, accepted, 3 points
WX-2603-006  吊扇       日常     03-16    -        1   a project
WX-2603-007  桌凳       日常     03-19    03-23    3   2 (late), 自修 20.00, accepted, 2 points
WX-2603-008  飲水機     應急     03-24    -        1   open, urgent (late)
WX-2604-001  玻璃       日常     04-13    04-14    2   1, 更換 75.00, accepted, 5 points
WX-2604-002  教學儀器   日常     04-15    -        1   beyond repair
WX-2604-003  玻璃       日常     04-20    04-21    1   1, 無法修復 0.00, third of the room
"""

from __future__ import annotations

from pipeline.form.filled import Filled
from tests.forms.f09.clean import APRIL, CLEAN, MARCH, ORDERS, Row, joined, table
from tests.forms.plant import with_rows

MORE_IN_MARCH = joined(
    table("""
維修單號    | 批次 | 報修日期 | 報修人 | 班室編號 | 類別   | 問題描述   | 緊急程度 | 數量 | 狀態
WX-2603-007 | 日常 | 03-19    | 宋佳欣 | C101     | 桌凳   | 桌面開裂   | 一般     | 3    | 已驗收
WX-2603-008 | 應急 | 03-24    | 孫立   | B01      | 飲水機 | 飲水機漏電 | 緊急     | 1    | 待派
"""),
    table("""
維修人 | 維修方式 | 完成日期 | 材料費 | 人工費 | 人為損壞 | 驗收人 | 驗收日期 | 滿意度
王志遠 | 自修     | 03-23    | 16.50  | 3.50   | 否       | 宋佳欣 | 03-23    | 2
       |          |          |        |        |          |        |          |
"""),
)
BEYOND_REPAIR = joined(
    table("""
維修單號    | 批次 | 報修日期 | 報修人 | 班室編號 | 類別 | 問題描述   | 緊急程度 | 數量 | 狀態
WX-2604-003 | 日常 | 04-20    | 周雨晴 | C302     | 玻璃 | 窗框已變形 | 一般     | 1    | 已完成
"""),
    table("""
維修人 | 維修方式 | 完成日期 | 材料費 | 人工費 | 人為損壞
王志遠 | 無法修復 | 04-21    | 0.00   | 0.00   | 否
"""),
)


def workbooks() -> list[Filled]:
    """Both months; what is open in March stands in April again."""
    books = dict(CLEAN)
    rows: dict[str, list[Row]] = {
        MARCH: [*books["F09", MARCH].sheets[ORDERS], *MORE_IN_MARCH],  # type: ignore[list-item]  # rows are dicts
        APRIL: [*books["F09", APRIL].sheets[ORDERS], MORE_IN_MARCH[1], *BEYOND_REPAIR],  # type: ignore[list-item]  # rows are dicts
    }
    for month, orders in rows.items():
        books["F09", month] = with_rows(books["F09", month], ORDERS, orders)
    return list(books.values())


# rule | month of the file | row | column
FINDINGS = """
F09-R03 | 2026-03 | 8 | 完成日期
F09-R03 | 2026-04 | 5 | 完成日期
F09-R06 | 2026-04 | 6 | 類別
"""

# metric | dimensions | span ('' = term to date) | printed | numerator/denominator
FIGURES = """
M-F09-01a |               |         | 11     |
M-F09-01a |               | 2026-02 | 2      |
M-F09-01a |               | 2026-03 | 6      |
M-F09-01a |               | 2026-04 | 3      |
M-F09-01a | 類別=玻璃     |         | 3      |
M-F09-01a | 類別=桌凳     |         | 2      |
M-F09-01a | 批次=應急     |         | 2      |
M-F09-01a | 批次=日常     |         | 7      |
M-F09-01b |               |         | 8      |
M-F09-01b |               | 2026-02 | 2      |
M-F09-01b |               | 2026-03 | 3      |
M-F09-01b |               | 2026-04 | 3      |
M-F09-01b | 類別=吊扇     |         |        |
M-F09-01c |               |         | 72.7%  | 8/11
M-F09-01c |               | 2026-03 | 66.7%  | 4/6
M-F09-01c | 類別=飲水機   |         | 0.0%   | 0/1
M-F09-01d |               |         | 63.6%  | 7/11
M-F09-01d | 類別=玻璃     |         | 66.7%  | 2/3
M-F09-01e |               |         | 20     |
M-F09-01e | 類別=玻璃     |         | 3      |
M-F09-01e |               | 2026-02 | 10     |
M-F09-02a |               |         | 1.1    |
M-F09-02a | 類別=桌凳     |         | 1.5    |
M-F09-02a | 緊急程度=緊急 |         | 0.0    |
M-F09-02a | 緊急程度=一般 |         | 1.2    |
M-F09-02a | 緊急程度=複雜 |         | 2.0    |
M-F09-02b |               |         | 77.8%  | 7/9
M-F09-02b | 類別=桌凳     |         | 50.0%  | 1/2
M-F09-02b | 類別=吊扇     |         |        |
M-F09-02b | 緊急程度=緊急 |         | 50.0%  | 1/2
M-F09-03a |               |         | 787.00 |
M-F09-03a |               | 2026-02 | 580.00 |
M-F09-03a |               | 2026-03 | 120.00 |
M-F09-03a |               | 2026-04 | 87.00  |
M-F09-03a | 維修方式=外修 |         | 500.00 |
M-F09-03a | 維修方式=自修 |         | 172.00 |
M-F09-03a | 類別=玻璃     |         | 115.00 |
M-F09-03b |               |         | 50.0%  | 4/8
M-F09-03b | 類別=玻璃     |         | 0.0%   | 0/3
M-F09-04a |               |         | 1      |
M-F09-04a | 類別=玻璃     |         | 1      |
M-F09-04b |               |         | 9.1%   | 1/11
M-F09-04b | 類別=玻璃     |         | 33.3%  | 1/3
M-F09-04c |               |         | 9.1%   | 1/11
M-F09-04c | 類別=玻璃     |         | 33.3%  | 1/3
M-F09-05a |               |         | 4.0    |
M-F09-05a |               | 2026-04 | 4.0    |
M-F09-05b |               |         | 66.7%  | 4/6
"""
