from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

from tests.sample.conftest import Row, Term, day_of, text

NO_SCHOOL = [date(2026, 4, 6), date(2026, 5, 1), date(2026, 5, 4), date(2026, 5, 5), date(2026, 6, 19)]


def _school_days(term: Term) -> list[Row]:
    return [row for row in term.rows("F00", "校曆") if row["日類型"] in {"上課日", "補課日"}]


def test_every_day_of_the_window_has_one_row(term: Term) -> None:
    # 8 of January (24 to 31), 28, 31, 30, 31, 30, 3 of July: 161
    days = [day_of(row, "日期") for row in term.rows("F00", "校曆")]
    assert days == [date(2026, 1, 24) + timedelta(days=number) for number in range(161)]
    assert days[-1] == date(2026, 7, 3)


def test_school_days_are_weekdays_without_holidays_and_one_saturday(term: Term) -> None:
    days = [day_of(row, "日期") for row in _school_days(term)]
    weekdays = [date(2026, 3, 2) + timedelta(days=number) for number in range(124)]
    expected = [each for each in weekdays if each.weekday() < 5 and each not in NO_SCHOOL]
    assert days == sorted([*expected, date(2026, 5, 9)])
    assert len(days) == 22 + 21 + 19 + 21 + 3 == 86
    assert Counter(each.month for each in days) == {3: 22, 4: 21, 5: 19, 6: 21, 7: 3}


def test_the_saturday_makes_up_for_a_holiday(term: Term) -> None:
    kinds = {day_of(row, "日期"): row["日類型"] for row in term.rows("F00", "校曆")}
    assert kinds[date(2026, 5, 9)] == "補課日"
    assert {kinds[each] for each in NO_SCHOOL} == {"法定假日"}
    assert {kind for each, kind in kinds.items() if each < date(2026, 3, 2)} == {"寒暑假"}


def test_eighteen_weeks_have_258_meals_and_a_bus_every_day(term: Term) -> None:
    school_days = _school_days(term)
    assert [row["教學週次"] for row in school_days] == sorted(
        (day_of(row, "日期") - date(2026, 3, 2)).days // 7 + 1 for row in school_days
    )
    assert {row["教學週次"] for row in school_days} == set(range(1, 19))
    assert sum(len(text(row, "供餐餐次")) for row in school_days) == 86 * 3 == 258
    assert {row["校車運行"] for row in school_days} == {"是"}


def test_other_days_have_neither_meals_nor_bus_nor_week(term: Term) -> None:
    others = [row for row in term.rows("F00", "校曆") if row["日類型"] not in {"上課日", "補課日"}]
    assert len(others) == 161 - 86
    assert {(row["供餐餐次"], row["校車運行"], row.get("教學週次")) for row in others} == {("無", "否", None)}
