"""The days of the window: 86 school days in 18 weeks, all with three meals and bus (F00.2)."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from pipeline.sample.school import OPENING_DAY, TERM_END, WINDOW_START
from pipeline.sample.table import Row, day, month_of, typed

SATURDAY = 5
MAKE_UP_DAY = day("05-09")
HOLIDAYS = {
    day("04-04"): "清明節",
    day("04-05"): "清明節",
    day("04-06"): "清明節",
    day("05-01"): "勞動節",
    day("05-02"): "勞動節",
    day("05-03"): "勞動節",
    day("05-04"): "勞動節",
    day("05-05"): "勞動節",
    day("06-19"): "端午節",
    day("06-20"): "端午節",
    day("06-21"): "端午節",
}
REMARKS = {OPENING_DAY: "開學第一天", MAKE_UP_DAY: "補勞動節調休", TERM_END: "學期結束", **HOLIDAYS}

WINDOW = [WINDOW_START + timedelta(days=number) for number in range((TERM_END - WINDOW_START).days + 1)]


def kind_of(when: date) -> str:
    """日類型."""
    if when < OPENING_DAY:
        return "寒暑假"
    if when in HOLIDAYS:
        return "法定假日"
    if when == MAKE_UP_DAY:
        return "補課日"
    return "上課日" if when.weekday() < SATURDAY else "休息日"


SCHOOL_DAYS = [each for each in WINDOW if kind_of(each) in {"上課日", "補課日"}]
WORKING_DAYS = [
    each for each in WINDOW if each in SCHOOL_DAYS or (kind_of(each) == "寒暑假" and each.weekday() < SATURDAY)
]


def week_of(when: date) -> int:
    """教學週次; weeks begin on Monday, the opening day is one."""
    return (when - OPENING_DAY).days // 7 + 1


@cache
def days_of_week(week: int) -> tuple[date, ...]:
    """The school days of a 教學週次."""
    return tuple(each for each in SCHOOL_DAYS if week_of(each) == week)


def days_of_month(month: str) -> list[date]:
    """The school days of a month."""
    return [each for each in SCHOOL_DAYS if month_of(each) == month]


def working_days_before(when: date, count: int) -> date:
    """The working day `count` before that day (0: the day, or the last one before it), none before the first one."""
    earlier = [each for each in WORKING_DAYS if each <= when]
    return earlier[max(0, len(earlier) - 1 - count)]


def calendar_rows(meals: str = "早午晚", bus: str = "是") -> list[Row]:
    """F00.2: one row a day of the window; 供餐餐次 and 校車運行 are those of a school day."""
    return [_calendar_row(each, meals, bus) for each in WINDOW]


def _calendar_row(when: date, meals: str, bus: str) -> Row:
    at_school = when in SCHOOL_DAYS
    row: Row = {
        "日期": when,
        "教學週次": week_of(when) if at_school else None,
        "日類型": kind_of(when),
        "供餐餐次": meals if at_school else "無",
        "校車運行": bus if at_school else "否",
        "備註": REMARKS.get(when),
    }
    return typed(row)
