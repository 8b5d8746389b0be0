"""Parameters, calendar and roster (domain 3.2 and 3.4)."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from pipeline.checks.services import (
    Calendar,
    Day,
    Parameters,
    Roster,
    Staff,
    first_day,
    last_day,
    month_number,
    month_of,
    month_text,
)
from tests.checks.rows import day


@pytest.mark.parametrize(("text", "number"), [("2026-01", 24312), ("2026-12", 24323), ("2027-01", 24324)])
def test_months_are_counted_since_year_0(text: str, number: int) -> None:
    assert month_number(text) == number
    assert month_text(number) == text
    assert month_of(day(f"{text}-15")) == number


@pytest.mark.parametrize("text", ["2026-13", "2026-00", "2026", "三月", "2026-3-1"])
def test_what_is_no_month(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        month_number(text)


def test_the_ends_of_a_month() -> None:
    assert first_day(month_number("2026-02")) == day("2026-02-01")
    assert last_day(month_number("2026-02")) == day("2026-02-28")
    assert last_day(month_number("2028-02")) == day("2028-02-29")
    assert last_day(month_number("2026-12")) == day("2026-12-31")


PARAMETERS = Parameters(
    rows={"P-13": [(day("2026-01-24"), "30"), (day("2026-04-01"), "25.5")], "P-25": [(day("2026-03-01"), "是")]},
    defaults={"P-13": "40", "P-14": "5", "P-25": "否", "P-21": "0.01"},
    units={"P-13": "%", "P-14": "%"},
)


@pytest.mark.parametrize(
    ("on", "text", "number"),
    [
        ("2026-01-23", "40", Fraction(2, 5)),
        ("2026-01-24", "30", Fraction(3, 10)),
        ("2026-03-31", "30", Fraction(3, 10)),
        ("2026-04-01", "25.5", Fraction(51, 200)),
    ],
)
def test_a_parameter_is_in_force_from_its_day_until_the_next_row(on: str, text: str, number: Fraction) -> None:
    assert PARAMETERS.text("P-13", day(on)) == text
    assert PARAMETERS.number("P-13", day(on)) == number


def test_parameters_without_rows_take_their_default() -> None:
    assert PARAMETERS.number("P-14", day("2026-03-02")) == Fraction(1, 20)
    assert PARAMETERS.number("P-21", day("2026-03-02")) == Fraction(1, 100)
    assert PARAMETERS.text("P-99", day("2026-03-02")) == ""
    assert PARAMETERS.number("P-99", day("2026-03-02")) is None
    assert PARAMETERS.number("P-25", day("2026-03-02")) is None


def test_switches() -> None:
    assert not PARAMETERS.is_on("P-25", day("2026-02-28"))
    assert PARAMETERS.is_on("P-25", day("2026-03-01"))


def week() -> Calendar:
    """Monday 2026-04-27 to Sunday 2026-05-10: holidays 1, 4 and 5 May, made up for on Saturday 9 May."""
    kinds = {"2026-05-01": "法定假日", "2026-05-04": "法定假日", "2026-05-05": "法定假日", "2026-05-09": "補課日"}
    days = {}
    for number in range(day("2026-04-27"), day("2026-05-10") + 1):
        on = date.fromordinal(number)
        kind = kinds.get(on.isoformat(), "上課日" if on.weekday() < 5 else "休息日")
        days[number] = Day(kind, 9, "早午晚" if kind == "上課日" else "午" if kind == "補課日" else "", bus=True)
    return Calendar(days)


HOLIDAYS = Calendar({n: Day("寒暑假", None, "", bus=False) for n in range(day("2026-07-04"), day("2026-07-20"))})


@pytest.mark.parametrize(
    ("calendar", "start", "count", "last"),
    [
        (week(), "2026-04-27", 0, "2026-04-27"),
        (week(), "2026-04-27", 1, "2026-04-28"),
        (week(), "2026-04-27", 3, "2026-04-30"),
        (week(), "2026-04-30", 1, "2026-05-06"),
        (week(), "2026-05-01", 1, "2026-05-06"),
        (week(), "2026-05-08", 1, "2026-05-09"),
        (week(), "2026-05-09", 1, "2026-05-11"),  # beyond the calendar Monday to Friday count
        (HOLIDAYS, "2026-07-03", 1, "2026-07-06"),
        (HOLIDAYS, "2026-07-10", 2, "2026-07-14"),
    ],
)
def test_within_so_many_working_days(calendar: Calendar, start: str, count: int, last: str) -> None:
    assert calendar.plus_working_days(day(start), count) == day(last)


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        ("2026-04-30", "2026-04-30", 0),
        ("2026-04-30", "2026-05-06", 1),
        ("2026-04-27", "2026-05-10", 7),
        ("2026-05-06", "2026-05-01", 0),
    ],
)
def test_working_days_between_leave_out_the_first(start: str, end: str, days: int) -> None:
    assert week().working_days_between(day(start), day(end)) == days


@pytest.mark.parametrize(
    ("on", "school", "working"),
    [
        ("2026-04-27", True, True),
        ("2026-05-01", False, False),
        ("2026-05-02", False, False),
        ("2026-05-09", True, True),
        ("2026-07-01", False, True),  # beyond the calendar, a Wednesday
    ],
)
def test_school_days_and_working_days(on: str, school: bool, working: bool) -> None:  # noqa: FBT001 - truths of the table
    assert week().is_school_day(day(on)) is school
    assert week().is_working_day(day(on)) is working


def test_days_and_months_of_school_and_meals() -> None:
    calendar = week()
    april, may = month_number("2026-04"), month_number("2026-05")
    assert (len(calendar.school_days()), len(calendar.school_days(april)), len(calendar.school_days(may))) == (8, 4, 4)
    assert calendar.meal_days(may) == [day("2026-05-06"), day("2026-05-07"), day("2026-05-08"), day("2026-05-09")]
    assert calendar.school_months() == [april, may]
    assert calendar.full_months(4) == [april, may]
    assert calendar.full_months(5) == []


def staff(name: str, posts: set[str], start: str = "", end: str = "") -> Staff:
    first, last = (day(text) if text else None for text in (start, end))
    return Staff(name, "食堂", frozenset(posts), operator="廚師" in posts, start=first, end=last)


ROSTER = Roster.of(
    [
        staff("林秋實", {"廚師", "採購員"}, "2024-09-01"),
        staff("周明", {"倉庫保管員"}, "2024-09-01", "2026-03-31"),
        staff("何靜", {"總務主任"}),
    ]
)


def test_posts_and_departments() -> None:
    assert ROSTER.holds("林秋實", "採購員")
    assert ROSTER.holds("林秋實", "會計", "廚師")
    assert not ROSTER.holds("林秋實", "會計")
    assert not ROSTER.holds("王五", "廚師")
    assert ROSTER.is_operator("林秋實")
    assert not ROSTER.is_operator("周明")
    assert not ROSTER.is_operator("王五")
    assert ROSTER.in_department("周明", "食堂", "門衛")
    assert not ROSTER.in_department("王五", "食堂")


@pytest.mark.parametrize(
    ("name", "on", "in_post"),
    [
        ("林秋實", "2024-08-31", False),
        ("林秋實", "2024-09-01", True),
        ("林秋實", "2030-01-01", True),
        ("周明", "2026-03-31", True),
        ("周明", "2026-04-01", False),
        ("何靜", "1990-01-01", True),
    ],
)
def test_in_post_from_the_first_to_the_last_day(name: str, on: str, in_post: bool) -> None:  # noqa: FBT001 - a truth of the table
    assert ROSTER.people[name].in_post(day(on)) is in_post


def test_who_holds_a_post_on_a_day() -> None:
    assert [one.name for one in ROSTER.with_post("倉庫保管員", day("2026-03-31"))] == ["周明"]
    assert ROSTER.with_post("倉庫保管員", day("2026-04-01")) == []
