"""The school and its calendar: days, meals, runs and shifts, as they were typed and as they were counted."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime
from typing import Any

import pytest

from tests.sample_term.planted import MONTHS, SCHOOL_MONTHS
from tests.workspaces import Published, sample_book, sample_rows

SCHOOL_DAY = ("上課日", "補課日")


@pytest.fixture(scope="module")
def days() -> dict[str, dict[str, Any]]:
    """Each row of the calendar by its date, MM-DD."""
    headings, *rows = sample_book("F00")["校曆"].iter_rows(values_only=True)
    every = [dict(zip(map(str, headings), row, strict=True)) for row in rows if row[0]]
    return {f"{one['日期']:%m-%d}": one for one in every}


def school_days(days: dict[str, dict[str, Any]]) -> list[str]:
    return [day for day, one in days.items() if one["日類型"] in SCHOOL_DAY]


class TestSchool:
    def test_classes_and_pupils(self, term: Published) -> None:
        assert "20個班、836名學生" in term.prose  # 16 × 42 + 4 × 41
        rooms = [row for row in sample_rows("F00", "班室名冊") if row[0]]
        pupils = [number for row in rooms for number in row if isinstance(number, int) and number in {41, 42}]
        assert Counter(pupils) == {42: 16, 41: 4}
        # 20 + 8 + 10 + 1 = 39 to register, and the waiting room
        kinds = Counter(row[2] for row in rooms)
        assert {kind: kinds[kind] for kind in ("教室", "專用室", "辦公室", "食堂")} == {
            "教室": 20,
            "專用室": 8,
            "辦公室": 10,
            "食堂": 1,
        }
        assert {row[0]: row[1:3] for row in rooms}["C302"] == ("三年級2班", "教室")
        assert {row[0]: row[2] for row in rooms}["K03"] == "其他"
        assert term.number("M-F07-02a") == "39"

    def test_staff(self) -> None:
        people = [row for row in sample_rows("F00", "人員名冊") if row[0]]
        assert len(people) == 60
        assert sum(row[2] in {"總務處", "食堂", "校車隊", "門衛"} for row in people) == 16

    def test_parameters_used_are_told(self, term: Published) -> None:
        told = {row[0]: row[2] for row in term.table("取值")}
        assert [told[code] for code in ("P-00b", "P-00c", "P-00d", "P-00e")] == [
            "2025-2026-2", "2026-01-24", "2026-03-02", "2026-07-03",
        ]  # fmt: skip
        assert (told["P-01"], told["P-05"], told["P-10c"], told["P-17"], told["P-19"]) == ("3", "2", "3", "5", "90")


class TestCalendar:
    def test_the_window_has_161_days(self, days: dict[str, dict[str, Any]], term: Published) -> None:
        assert (date(2026, 7, 3) - date(2026, 1, 24)).days + 1 == 161
        assert (len(days), min(days), max(days)) == (161, "01-24", "07-03")
        assert "2026年1月24日至2026年7月3日" in term.prose

    def test_86_school_days_in_18_weeks(self, days: dict[str, dict[str, Any]]) -> None:
        taught = school_days(days)
        by_month = Counter(day[:2] for day in taught)
        assert by_month == {"03": 22, "04": 21, "05": 19, "06": 21, "07": 3}
        assert (len(taught), min(taught)) == (86, "03-02")
        assert len({days[day]["教學週次"] for day in taught}) == 18
        assert days["05-09"]["日類型"] == "補課日"
        assert {days[day]["日類型"] for day in ("04-06", "05-01", "05-04", "05-05", "06-19")} == {"法定假日"}
        weekends = {day for day in taught if datetime.fromisoformat(f"2026-{day}").weekday() > 4}
        assert weekends == {"05-09"}

    def test_before_opening_day_there_are_holidays(self, days: dict[str, dict[str, Any]]) -> None:
        assert {one["日類型"] for day, one in days.items() if day < "03-02"} == {"寒暑假"}

    def test_three_meals_and_a_bus_on_each_school_day(self, days: dict[str, dict[str, Any]], term: Published) -> None:
        served = {day for day, one in days.items() if one["供餐餐次"] == "早午晚"}
        driven = {day for day, one in days.items() if one["校車運行"] == "是"}
        assert served == driven == set(school_days(days))
        assert term.number("M-F03-02a") == "258"  # 86 × 3
        assert term.number("M-F11-01c") == "688"  # 86 × 2 × 4
        assert term.number("M-F10-01a") == "688"  # 86 × 8 scopes

    def test_236_shifts(self, term: Published) -> None:
        # 161 nights, and 75 days without school
        shifts = {month: str(term.number("M-F10-04a", month)) for month in MONTHS}
        # nights and free days: 8 + 8, 28 + 28, 31 + 9, 30 + 9, 31 + 12, 30 + 9, 3 + 0
        assert list(shifts.values()) == ["16", "56", "40", "39", "43", "39", "3"]
        assert term.number("M-F10-04a") == "236"
        assert "應值班236次" in term.prose

    def test_meetings_are_due_in_four_full_months(self, term: Published) -> None:
        # July has three school days, fewer than the ten of P-26
        assert term.text("M-F04-03b") == "100.0%"
        assert "按月開會率100.0%（4/4）" in term.prose

    def test_months(self, term: Published) -> None:
        assert (len(MONTHS), len(SCHOOL_MONTHS)) == (7, 5)
        assert [cells[0] for cells in term.lines("供餐與陪餐月度表", 7, 11)] == SCHOOL_MONTHS
