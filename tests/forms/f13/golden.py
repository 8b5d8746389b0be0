"""The clean spring with what goes wrong in a school, and every figure that follows, worked out by hand (2026-04-30).

opinion     領域 類型 來源  received answered
YJ-2603-01  食堂 建議 家長  03-05    03-12 採納, on the last day
YJ-2603-02  校車 投訴 學生  03-10    03-20 解釋說明, three days late
YJ-2603-03  維修 諮詢 教師  03-30    04-06 解釋說明, on the last day
YJ-2603-04  食堂 表揚 教師  03-12    04-02 解釋說明
YJ-2603-05  收費 投訴 家長  03-16    -     overdue since 03-23
YJ-2604-01  食堂 建議 家長  04-14    04-15 不採納
YJ-2604-02  食堂 建議 學生  04-27    -     due on 05-04

survey       領域 went out, came back: content, fairly, not
03-20 家長   食堂 100, 80: 50, 20, 10
03-20 學生   食堂 50, 50: 40, 5, 5
03-20 教師   維修 20, 12: 9, 2, 1
04-16 家長   校車 40, 20: 10, 5, 5

case         registered settled
SF-26-01     03-03      04-20, 學區
SF-26-02     03-10      03-25, 校內
SF-26-03     04-08      -
"""

from __future__ import annotations

from pipeline.form.filled import Filled
from tests.forms.f13.cases import BUS, change, opinion
from tests.forms.f13.clean import APRIL, EVENTS, MARCH, OPINIONS, PETITIONS, SURVEYS
from tests.forms.f13.test_rules import planted
from tests.forms.planting import Change

UNPAID: dict[str, str | None] = {
    "編號": "YJ-2603-05",
    "日期": "03-16",
    "來源": "家長",
    "領域": "收費",
    "類型": "投訴",
    "內容摘要": "退費慢",
    "承辦人": "錢會敏",
}
CHANGES: list[Change] = [
    opinion(BUS, 答覆日期="03-20"),
    change(MARCH, OPINIONS, 6, **UNPAID),
    change(APRIL, OPINIONS, 5, **UNPAID),
    change(
        APRIL,
        OPINIONS,
        6,
        編號="YJ-2604-02",
        日期="04-27",
        來源="學生",
        領域="食堂",
        類型="建議",
        內容摘要="多做麵食",
        承辦人="方建華",
    ),
    change(
        APRIL,
        EVENTS,
        2,
        活動編號="FW-2604-01",
        起始日期="04-20",
        結束日期="04-20",
        活動名稱="片區會議",
        類別="會議",
        投入人次="4",
        供餐人次="0",
        投入物資金額="五六百",
        結果="順利",
    ),
    change(
        APRIL,
        SURVEYS,
        2,
        日期="04-16",
        對象="家長",
        領域="校車",
        發放份數="40",
        回收份數="20",
        滿意="10",
        基本滿意="5",
        不滿意="5",
        組織人="何靜",
    ),
    change(
        APRIL,
        PETITIONS,
        3,
        編號="SF-26-03",
        登記日期="04-08",
        人員類別="在職教師",
        事項類別="補貼",
        承辦人="孫立",
        狀態="處理中",
    ),
]


def workbooks() -> list[Filled]:
    return planted(CHANGES)


# rule | month of the file | row | column
FINDINGS = """
F13-R03 | 2026-03 | 3 | 答覆日期
F13-R03 | 2026-04 | 5 | 處理結果
F13-R06 | 2026-04 | 2 | 回收份數
G-06    | 2026-04 | 2 | 投入物資金額
"""

# metric | dimensions | span ('' = term to date) | printed | numerator/denominator
FIGURES = """
M-F13-01a |                     |         | 3      |
M-F13-01a |                     | 2026-04 | 0      |
M-F13-01a | 類別=迎檢           |         | 1      |
M-F13-01b |                     |         | 18     |
M-F13-01b | 類別=運動會         |         | 10     |
M-F13-01c |                     |         | 200    |
M-F13-01c | 類別=演出           |         | 0      |
M-F13-01d |                     |         | 350.50 |
M-F13-01d | 類別=演出           | 2026-03 | 50.50  |
M-F13-02a |                     |         | 7      |
M-F13-02a |                     | 2026-03 | 5      |
M-F13-02a |                     | 2026-04 | 2      |
M-F13-02a | 領域=食堂           |         | 4      |
M-F13-02a | 來源=家長           |         | 3      |
M-F13-02a | 類型=建議           |         | 3      |
M-F13-02a | 類型=表揚           |         | 1      |
M-F13-02b |                     |         | 5      |
M-F13-02b |                     | 2026-03 | 2      |
M-F13-02b |                     | 2026-04 | 3      |
M-F13-02b | 領域=食堂           |         | 3      |
M-F13-02b | 來源=教師           |         | 2      |
M-F13-02c |                     |         | 66.7%  | 4/6
M-F13-02c |                     | 2026-03 | 75.0%  | 3/4
M-F13-02c |                     | 2026-04 | 50.0%  | 1/2
M-F13-02c | 領域=食堂           |         | 66.7%  | 2/3
M-F13-02c | 領域=收費           |         | 0.0%   | 0/1
M-F13-02c | 來源=教師           |         | 100.0% | 1/1
M-F13-02d |                     |         | 60.0%  | 3/5
M-F13-02d |                     | 2026-04 | 100.0% | 1/1
M-F13-02d | 領域=校車           |         | 0.0%   | 0/1
M-F13-02d | 來源=家長           |         | 66.7%  | 2/3
M-F13-02e |                     |         | 50.0%  | 1/2
M-F13-02e |                     | 2026-03 | 100.0% | 1/1
M-F13-02e | 領域=食堂           |         | 50.0%  | 1/2
M-F13-03a |                     |         | 109    |
M-F13-03a | 領域=食堂           |         | 90     |
M-F13-03a | 對象=家長           |         | 60     |
M-F13-03b |                     |         | 32     |
M-F13-03b | 領域=維修           |         | 2      |
M-F13-03c |                     |         | 21     |
M-F13-03c |                     | 2026-04 | 5      |
M-F13-03c | 領域=食堂           |         | 15     |
M-F13-03d |                     |         | 87.0%  | 141/162
M-F13-03d |                     | 2026-03 | 88.7%  | 126/142
M-F13-03d | 領域=食堂           |         | 88.5%  | 115/130
M-F13-03d | 對象=家長           |         | 85.0%  | 85/100
M-F13-03d | 領域=食堂 對象=學生 |         | 90.0%  | 45/50
M-F13-03e |                     |         | 77.1%  | 162/210
M-F13-03e | 領域=校車           |         | 50.0%  | 20/40
M-F13-04a |                     |         | 3      |
M-F13-04a |                     | 2026-04 | 1      |
M-F13-04a | 人員類別=退休教師   |         | 1      |
M-F13-04b |                     |         | 2      |
M-F13-04b |                     | 2026-03 | 1      |
M-F13-04b | 人員類別=退休教師   | 2026-04 | 1      |
M-F13-04c |                     |         | 66.7%  | 2/3
M-F13-04c |                     | 2026-03 | 100.0% | 2/2
M-F13-04c |                     | 2026-04 | 0.0%   | 0/1
M-F13-04d |                     |         | 50.0%  | 1/2
M-F13-04d |                     | 2026-04 | 0.0%   | 0/1
"""
