"""A clean term of three weeks, 2026-03-16 to 2026-04-05: F00 and F10 of March and April, by hand where rows differ.

School days are Monday to Friday, 12 in March (a full month) and 3 in April; week 3 begins in March and ends in April.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cache

from pipeline.form.filled import Cover, Filled, Value
from pipeline.form.form import Registry
from pipeline.forms.across import safety
from pipeline.forms.registry import registry as installed
from pipeline.sample.base_data import base_workbook
from tests.forms.spring import Spring

CHECKS, DANGERS, SHIFTS = "每日檢查", "隱患台賬", "值班護校"
ACTIVITIES, INSPECTIONS = "演練與安全教育", "上級檢查"
MARCH, APRIL, TERM = "2026-03", "2026-04", "2025-2026-2"

Row = dict[str, Value]


def day(text: str) -> date:
    """03-16 of 2026."""
    return date.fromisoformat(f"2026-{text}")


FIRST, LAST = day("03-16"), day("04-05")
DAYS = [FIRST + timedelta(days=number) for number in range(21)]
SCHOOL_DAYS = [each for each in DAYS if each.weekday() < 5]
DAILY = ["食堂", "學生安全", "三室", "教室", "辦公室", "校舍", "運動設施", "教學設施"]
OFFICES = {"學生安全": "德育處", "教室": "教務處", "常規管理": "總務處、教務處、德育處"}
CHECKERS = {"學生安全": "韓志剛", "教室": "羅文斌"}


def month_of(when: date) -> str:
    return f"{when:%Y-%m}"


def base() -> Filled:
    """The sample's F00 with this window."""
    sample = base_workbook()
    window = {"P-00c": "2026-03-16", "P-00d": "2026-03-16", "P-00e": "2026-04-05"}
    parameters = [
        {**row, "參數值": window.get(str(row["參數代碼"]), row.get("參數值")), "生效日期": FIRST}
        for row in sample.sheets["學校參數"]
    ]
    days = [{**row, "教學週次": week(row["日期"])} for row in sample.sheets["校曆"] if row["日期"] in DAYS]
    sheets = {**sample.sheets, "學校參數": parameters, "校曆": days}
    return replace(sample, cover=replace(sample.cover, month=MARCH), sheets=sheets)


def week(when: Value) -> int | None:
    """教學週次 of a school day: 1 to 3."""
    return (when - FIRST).days // 7 + 1 if when in SCHOOL_DAYS and isinstance(when, date) else None


def checked(when: date, scope: str) -> Row:
    row: Row = {
        "日期": when,
        "檢查範圍": scope,
        "參與處室": OFFICES.get(scope, "總務處"),
        "檢查人": CHECKERS.get(scope, "何靜"),
        "檢查結果": "正常",
    }
    if (when, scope) == (day("03-17"), "校舍"):
        row |= {"檢查結果": "有隱患", "隱患編號": "YH-2603-001"}
    return row


def checks(month: str) -> list[Row]:
    """Each school day eight scopes, on Fridays 常規管理 too; 消防 on 03-25."""
    rows = []
    for each in (each for each in SCHOOL_DAYS if month_of(each) == month):
        rows += [checked(each, scope) for scope in DAILY]
        rows += [checked(each, "常規管理")] if each.weekday() == 4 else []
        rows += [checked(each, "消防")] if each == day("03-25") else []
    return rows


def shifts(month: str) -> list[Row]:
    """Each night, and by day on Saturdays and Sundays."""
    rows = []
    for each in (each for each in DAYS if month_of(each) == month):
        free = each not in SCHOOL_DAYS
        rows += [shift(each, "節假日白班", "07:30", "18:00", 2)] if free else []
        rows.append(shift(each, "節假日夜班" if free else "夜班", "18:00", "07:30", 3))
    return rows


def shift(when: date, kind: str, begins: str, ends: str, patrols: int) -> Row:
    return {
        "日期": when,
        "班次": kind,
        "帶班領導": "孫立",
        "值班人": "馬國棟、丁建",
        "到崗時間": begins,
        "離崗時間": ends,
        "巡查次數": patrols,
        "情況": "正常",
        "財產損失金額": Decimal("0.00"),
        "接班人簽字": "丁建",
    }


def danger(line: str, what: str, dates: str, **rest: Value) -> Row:
    """`line`: number, source, kind, level, owner; `what`: place and description; `dates`: found and deadline."""
    number, source, kind, level, owner = line.split()
    place, description = what.split()
    found_on, deadline = map(day, dates.split())
    return {
        "隱患編號": number,
        "發現日期": found_on,
        "來源": source,
        "班室或地點": place,
        "類別": kind,
        "隱患描述": description,
        "等級": level,
        "整改責任人": owner,
        "整改期限": deadline,
        "狀態": "待整改",
        **rest,
    }


def closed(rectified_on: str, reviewed_on: str, reviewer: str = "何靜") -> Row:
    """Rectified, reviewed and written off on the day of the review."""
    return {
        "整改措施": "已修復",
        "整改完成日期": day(rectified_on),
        "復查人": reviewer,
        "復查日期": day(reviewed_on),
        "復查結論": "合格",
        "銷號日期": day(reviewed_on),
        "狀態": "已銷號",
    }


LATE_IN_MARCH = danger("YH-2603-004 師生反映 校舍 較大 王志遠", "東側樓梯 扶手斷裂", "03-30 04-14", 臨時措施="封閉樓梯")


def activity(line: str, pupils: int, staff: int, **rest: Value) -> Row:
    number, on, kind, manner, subject = line.split()
    return {
        "日期": day(on),
        "類型": kind,
        "形式": manner,
        "主題": subject,
        "參加學生數": pupils,
        "參加教職工數": staff,
        "組織人": "韓志剛",
        "記錄編號": number,
        **rest,
    }


def inspection(line: str, helpers: int, supplies: str, **rest: Value) -> Row:
    on, authority, subject, problems, result = line.split()
    return {
        "日期": day(on),
        "檢查單位": authority,
        "檢查內容": subject,
        "配合人次": helpers,
        "配合物資金額": Decimal(supplies),
        "指出問題數": int(problems),
        "登記隱患數": int(problems),
        "結果": result,
        **rest,
    }


MARCH_SHEETS: Mapping[str, Sequence[Row]] = {
    CHECKS: checks(MARCH),
    DANGERS: [
        {
            **danger("YH-2603-001 每日檢查 排水 一般 王志遠", "教學樓北側 樓前積水", "03-17 03-24"),
            **closed("03-18", "03-19"),
        },
        {
            **danger("YH-2603-002 上級檢查 食品 一般 方建華", "食堂庫房 離地存放不足", "03-18 03-25"),
            **closed("03-19", "03-20"),
        },
        {
            **danger("YH-2603-003 專項排查 用電 重大 王志遠", "配電間 線路過熱", "03-24 03-24"),
            **closed("03-24", "03-25"),
            "臨時措施": "斷電並設警示",
            "上報日期": day("03-25"),
        },
        LATE_IN_MARCH,
    ],
    SHIFTS: shifts(MARCH),
    ACTIVITIES: [
        activity("YL-2603-1 03-20 應急疏散 演練 全校疏散", 836, 58, 疏散用時=165, 問題與改進="樓梯口錯峰"),
        activity("YL-2603-2 03-26 校車 演練 應急門逃生", 90, 6, 問題與改進="高年級協助"),
    ],
    INSPECTIONS: [
        inspection("03-18 市場監管 食堂檢查 1 整改後合格", 3, "20.00", 整改完成日期=day("03-19")),
        inspection("03-25 教育 春季檢查 0 優秀", 5, "0.00"),
    ],
}

APRIL_SHEETS: Mapping[str, Sequence[Row]] = {
    CHECKS: checks(APRIL),
    DANGERS: [
        {**LATE_IN_MARCH, **closed("04-01", "04-02")},
        danger("YH-2604-001 專項排查 消防 一般 王志遠", "辦公樓 應急燈不亮", "04-02 04-09"),
    ],
    SHIFTS: shifts(APRIL),
    ACTIVITIES: [activity("YL-2604-1 04-02 防溺水 教育 防溺水講座", 400, 20)],
    INSPECTIONS: [inspection("04-01 消防 器材檢查 0 合格", 2, "0.00")],
}


def workbook(month: str, filled_on: str, sheets: Mapping[str, Sequence[Row]]) -> Filled:
    """F10 of one month."""
    return Filled("F10", Cover("示例小學", TERM, month, filled_by="韓志剛", filled_on=day(filled_on)), sheets)


BASE = base()
CLEAN = {MARCH: workbook(MARCH, "03-31", MARCH_SHEETS), APRIL: workbook(APRIL, "04-05", APRIL_SHEETS)}


@cache
def only_safety() -> Registry:
    """F00 and F10 alone, so that a test of F10 does not depend on other forms (and is quick)."""
    every = installed()
    return replace(every, forms=[form for form in every.forms if form.id in {"F00", "F10"}], across=safety.RULES)


def row_of(month: str, sheet: str, on: str, what: str) -> int:
    """The Excel row of a check or a shift in the clean file."""
    titles = {CHECKS: "檢查範圍", SHIFTS: "班次"}
    rows = CLEAN[month].sheets[sheet]
    [found] = [at for at, row in enumerate(rows, 2) if (row["日期"], row[titles[sheet]]) == (day(on), what)]
    return found


SPRING = Spring([*CLEAN.values()], only_safety, lambda one: one.form == "F10", BASE)
