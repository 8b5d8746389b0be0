"""F13 of the five school months: events supported, opinions, the survey of June, disputes settled."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from pipeline.form.filled import Filled, Value
from pipeline.sample.covers import cover
from pipeline.sample.people import HEAD_OF_LOGISTICS
from pipeline.sample.school import HEAD, SCHOOL_MONTHS
from pipeline.sample.table import Row, day, ledger, month_of, typed

# 活動編號 | 起始 | 結束 | 活動名稱 | 類別 | 方案確定 | 投入人次 | 供餐人次 | 投入物資金額 | 特殊餐
EVENTS = """
FW-2603-01 | 03-18 | 03-18 | 春季傳染病防控督查 | 迎檢   |       | 3  | 0    | 0.00    |
FW-2604-01 | 04-15 | 04-15 | 食堂春季檢查       | 迎檢   |       | 4  | 0    | 0.00    |
FW-2604-02 | 04-24 | 04-24 | 獨輪車隊展演       | 演出   | 04-15 | 6  | 40   | 150.00  | 無
FW-2605-01 | 05-14 | 05-15 | 區教育系統運動會   | 運動會 | 05-07 | 38 | 1720 | 4860.00 | 素食、防暑
FW-2605-02 | 05-20 | 05-20 | 省優質幼兒園驗收   | 驗收   |       | 8  | 0    | 五六千  |
FW-2606-01 | 06-10 | 06-10 | 消防專項檢查       | 迎檢   |       | 3  | 0    | 0.00    |
FW-2606-02 | 06-25 | 06-26 | 期末學業監測       | 考試   |       | 12 | 0    | 320.00  |
FW-2607-01 | 07-03 | 07-03 | 散學典禮           | 其他   |       | 5  | 0    | 180.00  |
"""
"""The plan of the sports meeting was settled on the last day that is early enough."""
GUESSED = "五六千"
"""An amount that nobody counted: its row is held."""

# 編號 | 日期 | 來源 | 領域 | 類型 | 內容摘要 | 承辦人 | 答覆日期 | 處理結果 | 當事人滿意
OPINIONS = """
YJ-2603-01 | 03-05 | 家長     | 校車 | 諮詢 | 放學第二趟車的發車時間   | 何靜   | 03-06 | 解釋說明 | 滿意
YJ-2603-02 | 03-19 | 家委會   | 食堂 | 建議 | 菜品少油少鹽             | 方建華 | 03-24 | 採納     | 滿意
YJ-2603-03 | 03-25 | 教師     | 維修 | 建議 | 走廊加裝雨傘掛鉤         | 王志遠 | 03-30 | 部分採納 | 基本滿意
YJ-2604-01 | 04-02 | 學生     | 衛生 | 建議 | 洗手池邊增放洗手液       | 沈玉蘭 | 04-07 | 採納     | 滿意
YJ-2604-02 | 04-08 | 家長     | 收費 | 諮詢 | 代收費結餘怎樣退還       | 錢會敏 | 04-09 | 解釋說明 | 滿意
YJ-2604-03 | 04-10 | 網絡留言 | 食堂 | 投訴 | 一道菜的配料             | 何靜   | 04-13 | 解釋說明 | 基本滿意
YJ-2604-04 | 04-20 | 教師     | 食堂 | 表揚 | 早餐花樣多、供應準時     | 方建華 | 04-22 | 解釋說明 | 滿意
YJ-2604-05 | 04-29 | 家長     | 安全 | 建議 | 放學接送分時段           | 韓志剛 | 05-06 | 採納     | 滿意
YJ-2605-01 | 05-06 | 家長     | 食堂 | 建議 | 增加深色蔬菜             | 方建華 | 05-08 | 採納     | 滿意
YJ-2605-02 | 05-14 | 教師     | 環境 | 建議 | 辦公樓前補種綠植         | 何靜   | 05-18 | 採納     | 滿意
YJ-2605-03 | 05-22 | 上級轉辦 | 校車 | 投訴 | 停靠點等候時間長         | 何靜   | 05-26 | 部分採納 | 基本滿意
YJ-2606-01 | 06-03 | 學生     | 維修 | 建議 | 三樓增設飲水點           | 王志遠 | 06-05 | 採納     | 滿意
YJ-2606-02 | 06-11 | 家長     | 收費 | 投訴 | 退費到賬慢               | 錢會敏 | 06-15 | 解釋說明 | 基本滿意
YJ-2606-03 | 06-17 | 家委會   | 食堂 | 建議 | 晚餐增設點餐窗口         | 方建華 | 06-22 | 不採納   | 未反饋
YJ-2606-04 | 06-24 | 家長     | 其他 | 表揚 | 雨天接送安排周到         | 何靜   | 06-25 | 解釋說明 | 滿意
YJ-2607-01 | 07-01 | 家長     | 校車 | 諮詢 | 下學期線路是否調整       | 何靜   | 07-02 | 解釋說明 | 滿意
"""
"""YJ-2604-05 is answered in the next month, on the last day of its time."""

# 對象 | 領域 | 發放 | 回收 | 滿意 | 基本滿意 | 不滿意
SURVEY = """
家長 | 食堂     | 800 | 742 | 590 | 121 | 31
家長 | 校車     | 96  | 90  | 74  | 12  | 4
家長 | 後勤總體 | 800 | 742 | 612 | 104 | 26
學生 | 食堂     | 420 | 416 | 340 | 58  | 18
學生 | 環境     | 420 | 416 | 372 | 36  | 8
教師 | 維修     | 42  | 42  | 35  | 6   | 1
教師 | 後勤總體 | 42  | 42  | 33  | 8   | 1
"""
SURVEYED_ON = day("06-15")

# 編號 | 登記日期 | 人員類別 | 事項類別 | 化解日期 | 化解層級
PETITIONS = """
SF-26-01 | 03-11 | 退休教師 | 待遇 | 03-25 | 校內
SF-26-02 | 04-16 | 在職教師 | 補貼 | 05-08 | 學區
SF-26-03 | 05-25 | 家長     | 糾紛 | 06-12 | 校內
"""


def service_workbooks() -> list[Filled]:
    """One workbook a school month."""
    return [
        Filled(
            form="F13",
            cover=cover("F13", month),
            sheets={
                "服務保障": [_event(*cells) for cells in ledger(EVENTS) if _month(cells[1]) == month],
                "意見建議": [_opinion(month, *cells) for cells in _alive(OPINIONS, month, closed=7)],
                "滿意度測評": [_survey(*cells) for cells in ledger(SURVEY) if month_of(SURVEYED_ON) == month],
                "涉訪化解": [_petition(month, *cells) for cells in _alive(PETITIONS, month, closed=4)],
            },
        )
        for month in SCHOOL_MONTHS
    ]


def _month(text: str) -> str:
    return month_of(day(text))


def _alive(text: str, month: str, *, closed: int) -> list[list[str]]:
    """What came in the month, and what the month before left open; `closed` is the place of the day it was done."""
    return [
        cells for cells in ledger(text) if _month(cells[1]) <= month <= max(_month(cells[1]), _month(cells[closed]))
    ]


def _event(code: str, starts_on: str, ends_on: str, name: str, category: str, *rest: str) -> Row:
    planned_on, helpers, diners, goods, special_meals = rest
    amount: Value = goods if goods == GUESSED else Decimal(goods)
    return typed(
        {
            "活動編號": code,
            "起始日期": day(starts_on),
            "結束日期": day(ends_on),
            "活動名稱": name,
            "類別": category,
            "方案確定日期": day(planned_on) if planned_on else None,
            "投入人次": int(helpers),
            "供餐人次": int(diners),
            "投入物資金額": amount,
            "特殊餐安排": special_meals,
            "結果": "順利",
        }
    )


def _opinion(month: str, code: str, received_on: str, *rest: str) -> Row:
    source, field, sort, summary, handler, *answer = rest
    row: Row = {
        "編號": code,
        "日期": day(received_on),
        "來源": source,
        "領域": field,
        "類型": sort,
        "內容摘要": summary,
        "承辦人": handler,
    }
    return row | (_answer(day(answer[0]), answer[1:]) if _month(answer[0]) <= month else {})


def _answer(answered_on: date, words: Sequence[str]) -> Row:
    verdict, contentment = words
    return {"答覆日期": answered_on, "處理結果": verdict, "當事人滿意": contentment}


def _survey(group: str, field: str, *counts: str) -> Row:
    titles = ("發放份數", "回收份數", "滿意", "基本滿意", "不滿意")
    numbers = dict(zip(titles, map(int, counts), strict=True))
    return {"日期": SURVEYED_ON, "對象": group, "領域": field, **numbers, "組織人": HEAD_OF_LOGISTICS}


def _petition(month: str, code: str, registered_on: str, person_kind: str, matter: str, *settled: str) -> Row:
    settled_on, level = settled
    done = _month(settled_on) <= month
    row: Row = {
        "編號": code,
        "登記日期": day(registered_on),
        "人員類別": person_kind,
        "事項類別": matter,
        "承辦人": HEAD,
        "狀態": "已化解" if done else "處理中",
    }
    return row | ({"化解日期": day(settled_on), "化解層級": level} if done else {})
