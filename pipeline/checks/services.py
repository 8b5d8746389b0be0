"""What the base form gives to all others: parameters, calendar, roster, accepted spellings. Pure Python, no frames."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import lru_cache

SATURDAY = 5


@lru_cache(maxsize=4096)
def month_of(day: int) -> int:
    """Year × 12 + month − 1 of a day (`date.toordinal`)."""
    on = date.fromordinal(day)
    return on.year * 12 + on.month - 1


def month_text(month: int) -> str:
    """2026-04 of year × 12 + month − 1."""
    return f"{month // 12}-{month % 12 + 1:02}"


def day_text(day: int) -> str:
    """3日: a day within its month."""
    return f"{date.fromordinal(day).day}日"


def month_number(text: str) -> int:
    """Year × 12 + month − 1 of 2026-04.

    Raises:
        ValueError: when the text is no month.
    """
    year, month = text.split("-")
    if not 1 <= int(month) <= 12:  # noqa: PLR2004  # months of a year
        raise ValueError(text)
    return int(year) * 12 + int(month) - 1


def first_day(month: int) -> int:
    """First day of a month, as `date.toordinal`."""
    return date(month // 12, month % 12 + 1, 1).toordinal()


def last_day(month: int) -> int:
    """Last day of a month, as `date.toordinal`."""
    return first_day(month + 1) - 1


@dataclass(frozen=True)
class Parameters:
    """Values of F00.1 by code, each with the day from which it is in force, oldest first; defaults for the rest."""

    rows: Mapping[str, Sequence[tuple[int, str]]]
    defaults: Mapping[str, str]
    names: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    held: Mapping[str, int] = field(default_factory=dict)
    """Codes of which a row is held, and the day from which it would be in force: from then on nothing is known."""

    def text(self, code: str, on: int) -> str:
        """The value in force on a day, '' when there is none or none is known."""
        return "" if code in self.held and self.held[code] <= on else self._last(code, on)

    def _last(self, code: str, on: int) -> str:
        rows = self.rows.get(code, ())
        at = bisect_right([start for start, _ in rows], on)
        return rows[at - 1][1] if at else self.defaults.get(code, "")

    def changes(self, code: str) -> list[int]:
        """The days from which a new value is in force."""
        return [start for start, _ in self.rows.get(code, ())]

    def number(self, code: str, on: int) -> Fraction | None:
        """The value as an exact number (30 for 30 % gives 3/10), None when blank or no number."""
        text = self.text(code, on)
        try:
            value = Fraction(text)
        except ValueError:
            return None
        return value / 100 if self.units.get(code) == "%" else value

    def is_on(self, code: str, on: int) -> bool:
        """A switch (是/否) is on; without a row its default counts, with a held one the value before."""
        return self._last(code, on) == "是"


@dataclass(frozen=True)
class Day:
    """One day of F00.2. `meals` are the planned parts of 早午晚."""

    kind: str
    week: int | None
    meals: str
    bus: bool


@dataclass(frozen=True)
class Calendar:
    """The school's days (domain 3.2, Days). Days are `date.toordinal` numbers."""

    days: Mapping[int, Day]
    unsure: frozenset[int] = frozenset()
    """Days of which nothing is known: their row is held."""

    def is_sure(self, after: int, until: int) -> bool:
        """Every day after `after` up to and including `until` is known."""
        return self.unsure.isdisjoint(range(after + 1, until + 1))

    def is_school_day(self, day: int) -> bool:
        """上課日 or 補課日."""
        return day in self.days and self.days[day].kind in ("上課日", "補課日")

    def is_working_day(self, day: int) -> bool:
        """School day, or Monday–Friday of 寒暑假 (days beyond the calendar count as 寒暑假)."""
        known = self.days.get(day)
        if known is None or known.kind == "寒暑假":
            return date.fromordinal(day).weekday() < SATURDAY
        return self.is_school_day(day)

    def plus_working_days(self, day: int, count: int) -> int:
        """The last day that is within `count` working days of `day`, which is day 0."""
        while count > 0:
            day += 1
            count -= self.is_working_day(day)
        return day

    def working_days_between(self, start: int, end: int) -> int:
        """Working days after `start` up to and including `end`."""
        return sum(self.is_working_day(day) for day in range(start + 1, end + 1))

    def school_days(self, month: int | None = None) -> list[int]:
        """School days, of one month or all, in order."""
        return [d for d in sorted(self.days) if self.is_school_day(d) and month in (None, month_of(d))]

    def meal_days(self, month: int | None = None) -> list[int]:
        """Days with planned meals, in order."""
        return [d for d in sorted(self.days) if self.days[d].meals and month in (None, month_of(d))]

    def school_months(self) -> list[int]:
        """Months with a school day."""
        return sorted({month_of(day) for day in self.school_days()})

    def full_months(self, threshold: int) -> list[int]:
        """Months with at least `threshold` (P-26) school days."""
        return [month for month in self.school_months() if len(self.school_days(month)) >= threshold]


@dataclass(frozen=True)
class Staff:
    """One person of F00.3. `start` and `end` bound the time in post; `end` None = still there."""

    name: str
    department: str
    posts: frozenset[str]
    operator: bool
    start: int | None
    end: int | None
    email: str = ""
    main_post: str = ""
    touches_food: bool = False
    employment: str = ""

    def in_post(self, day: int) -> bool:
        """In post on that day."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


@dataclass(frozen=True)
class Roster:
    """Everybody of F00.3, by name."""

    people: Mapping[str, Staff]
    held: frozenset[str | None] = frozenset()
    """Names on held rows, None where one does not say its name."""

    @classmethod
    def of(cls, people: Iterable[Staff], held: Iterable[str | None] = ()) -> Roster:
        """The roster of these people."""
        return cls({person.name: person for person in people}, frozenset(held))

    def may_have(self, name: str) -> bool:
        """The person is there, or may be on a held row."""
        return name in self.people or name in self.held or None in self.held

    def holds(self, name: str, *posts: str) -> bool:
        """The person has one of the posts, in 崗位 or 兼崗."""
        return name in self.people and not self.people[name].posts.isdisjoint(posts)

    def is_operator(self, name: str) -> bool:
        """食堂操作人員=是."""
        return name in self.people and self.people[name].operator

    def in_department(self, name: str, *departments: str) -> bool:
        """The person belongs to one of the departments."""
        return name in self.people and self.people[name].department in departments

    def with_post(self, post: str, day: int) -> list[Staff]:
        """Who holds the post on that day."""
        return [p for p in self.people.values() if post in p.posts and p.in_post(day)]


@dataclass(frozen=True)
class Services:
    """Parameters, calendar, roster; spellings accepted for closed lists, and the open lists of F00.6.

    `aliases`: by column title, accepted spelling → option. `entries`: by list name, (parent value, value) pairs.
    `references`: lists for drop-downs by name.
    """

    parameters: Parameters
    calendar: Calendar
    roster: Roster
    aliases: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    entries: Mapping[str, Sequence[tuple[str, str]]] = field(default_factory=dict)
    held_entries: frozenset[tuple[str | None, str | None, str | None]] = frozenset()
    """List, parent and value of each held row of the lists; None where it does not say."""
    school: str = ""
    term: str = ""
    start: int = 0
    opening: int = 0
    end: int = 0

    def full_months(self, day: int) -> list[int]:
        """Months with at least P-26 school days, the parameter being that of the day; none where it is not known."""
        threshold = self.parameters.number("P-26", day)
        return [] if threshold is None else self.calendar.full_months(int(threshold))

    def may_list(self, name: str, value: str, parent: str | None = None) -> bool:
        """A held row may put the value on the list (under the parent, when one is asked for)."""
        asked = (name, parent, value)
        return any(
            all(one is None or other is None or one == other for one, other in zip(row, asked, strict=True))
            for row in self.held_entries
        )
