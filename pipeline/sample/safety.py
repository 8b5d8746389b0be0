"""F10 of the seven months of the window: daily checks, dangers, guard duty, drills, inspections."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from pipeline.form.filled import Filled
from pipeline.sample.covers import cover
from pipeline.sample.dangers import MET_BY_CHECK, danger_rows
from pipeline.sample.days import SCHOOL_DAYS
from pipeline.sample.guard import GUARD
from pipeline.sample.rooms import ROOMS
from pipeline.sample.rounds import Rounds
from pipeline.sample.school import MONTHS, OPENING_DAY
from pipeline.sample.table import Row, day, day_in, ledger, month_of, typed

# 檢查範圍 | 參與處室 | 檢查人 in turn
SCOPES = """
食堂     | 總務處                | 何靜 方建華
學生安全 | 德育處                | 韓志剛 唐曉燕
三室     | 總務處、教務處        | 沈玉蘭 許靜怡
教室     | 教務處、德育處        | 羅文斌 唐曉燕
辦公室   | 教務處                | 許靜怡 羅文斌
校舍     | 總務處                | 王志遠 何靜
運動設施 | 總務處、德育處        | 沈玉蘭 韓志剛
教學設施 | 教務處                | 羅文斌 許靜怡
常規管理 | 總務處、教務處、德育處 | 何靜、韓志剛 何靜、羅文斌
"""
FIRE_DAYS = {day("03-25"), day("04-22"), day("05-12"), day("06-10")}
FIRE_CHECK = ("消防", "總務處、德育處", "王志遠、韓志剛")
"""Once a month the fire equipment is gone through as well."""

PLACES = {
    "食堂": sum(room.kind == "食堂" for room in ROOMS),
    "三室": sum(room.three_rooms == "是" for room in ROOMS),
    "教室": sum(room.kind == "教室" for room in ROOMS),
    "辦公室": sum(room.kind == "辦公室" for room in ROOMS),
}
FOUND_ON_OR_RUNNING = {
    (day("03-18"), "教室"): "發現長明燈",
    (day("04-09"), "辦公室"): "發現長明燈",
    (day("05-14"), "教室"): "發現長流水",
    (day("06-11"), "三室"): "發現長明燈",
}
TYPED_WITH_DOTS = (OPENING_DAY, "食堂")
"""This day is typed as 2026.3.2."""

# 記錄編號 | 日期 | 類型 | 形式 | 主題 | 學生 | 教職工 | 用時 | 組織人 | 問題與改進
ACTIVITIES = """
YL-2603-1 | 03-04 | 交通     | 教育 | 開學第一週乘車走路安全 | 836 | 42 |     | 韓志剛 |
YL-2603-2 | 03-27 | 應急疏散 | 演練 | 全校疏散             | 836 | 58 | 165 | 韓志剛 | 西樓梯口擁擠，改為兩班錯開
YL-2604-1 | 04-14 | 食品安全 | 教育 | 不買三無食品         | 836 | 40 |     | 唐曉燕 |
YL-2604-2 | 04-17 | 校車     | 演練 | 校車應急門逃生       | 96  | 6  |     | 韓志剛 | 低年級開應急門費力，由高年級協助
YL-2604-3 | 04-24 | 應急疏散 | 演練 | 課間疏散             | 831 | 58 | 158 | 韓志剛 | 個別班級未清點人數，已補訓
YL-2605-1 | 05-12 | 地震     | 演練 | 防災減災日避震疏散   | 834 | 59 | 150 | 韓志剛 | 護頭動作不齊，各班再練一次
YL-2605-2 | 05-22 | 應急疏散 | 演練 | 全校疏散             | 833 | 57 | 148 | 唐曉燕 | 集合點標線不清，已重畫
YL-2606-1 | 06-03 | 防溺水   | 教育 | 暑期防溺水           | 836 | 44 |     | 唐曉燕 |
YL-2606-2 | 06-12 | 消防     | 演練 | 食堂起火疏散         | 829 | 60 | 152 | 韓志剛 | 滅火器取用偏慢，食堂人員加練
YL-2606-3 | 06-26 | 應急疏散 | 演練 | 期末全校疏散         | 835 | 58 | 145 | 韓志剛 | 幼兒班由兩名教師前後帶隊
"""

# 日期 | 檢查單位 | 檢查內容 | 配合人次 | 指出問題數 | 整改完成 | 結果 | 文書編號
INSPECTIONS = """
03-18 | 衛生健康 | 春季傳染病防控     | 3 | 0 |       | 合格       |
04-15 | 市場監管 | 食堂春季檢查       | 4 | 2 | 04-22 | 整改後合格 | 示市監檢〔2026〕18號
05-13 | 公安交管 | 校車及駕駛人檢查   | 3 | 0 |       | 合格       |
05-20 | 教育     | 省優質幼兒園驗收   | 8 | 0 |       | 優秀       |
06-10 | 消防     | 消防安全專項檢查   | 3 | 1 | 06-12 | 整改後合格 | 示消檢〔2026〕56號
"""


def safety_workbooks() -> list[Filled]:
    """One workbook a month."""
    return [
        Filled(
            form="F10",
            cover=cover("F10", month),
            sheets={
                "每日檢查": check_rows(month),
                "隱患台賬": danger_rows(month),
                "值班護校": GUARD.rows(month),
                "演練與安全教育": activity_rows(month),
                "上級檢查": inspection_rows(month),
            },
        )
        for month in MONTHS
    ]


ROUNDS = Rounds(SCOPES, MET_BY_CHECK, PLACES, FOUND_ON_OR_RUNNING)


def check_rows(month: str) -> list[Row]:
    """F10.1 of a month: the daily rounds, and on four days the fire equipment."""
    days = [each for each in SCHOOL_DAYS if month_of(each) == month]
    return [_as_typed(row) for each in days for row in _rounds_of(each)]


def _rounds_of(when: date) -> list[Row]:
    return [*ROUNDS.of_day(when), *([ROUNDS.check(when, *FIRE_CHECK)] if when in FIRE_DAYS else [])]


def _as_typed(row: Row) -> Row:
    """The check; on one day its date is typed with dots."""
    when = day_in(row, "日期")
    return row | {"日期": f"{when.year}.{when.month}.{when.day}"} if (when, row["檢查範圍"]) == TYPED_WITH_DOTS else row


def activity_rows(month: str) -> list[Row]:
    """F10.4 of a month."""
    return [row for row in (_activity(*cells) for cells in ledger(ACTIVITIES)) if f"{row['日期']:%Y-%m}" == month]


def _activity(number: str, on: str, activity: str, manner: str, subject: str, *rest: str) -> Row:
    pupils, staff, seconds, organiser, lessons = rest
    return typed(
        {
            "日期": day(on),
            "類型": activity,
            "形式": manner,
            "主題": subject,
            "參加學生數": int(pupils),
            "參加教職工數": int(staff),
            "疏散用時": int(seconds) if seconds else None,
            "組織人": organiser,
            "問題與改進": lessons,
            "記錄編號": number,
        }
    )


def inspection_rows(month: str) -> list[Row]:
    """F10.5 of a month; every inspection is over in the month in which it was made."""
    return [row for row in (_inspection(*cells) for cells in ledger(INSPECTIONS)) if f"{row['日期']:%Y-%m}" == month]


def _inspection(on: str, authority: str, subject: str, helpers: str, problems: str, *rest: str) -> Row:
    rectified_on, result, document = rest
    return typed(
        {
            "日期": day(on),
            "檢查單位": authority,
            "檢查內容": subject,
            "配合人次": int(helpers),
            "配合物資金額": Decimal("0.00"),
            "指出問題數": int(problems),
            "登記隱患數": int(problems),
            "整改完成日期": day(rectified_on) if rectified_on else None,
            "結果": result,
            "文書編號": document,
        }
    )
