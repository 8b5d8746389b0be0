"""What the calendar of F00.2 asks of F03: weeks with a menu, meals to serve, days to check (domain 3.2, Days)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from pipeline.checks.services import month_of
from pipeline.checks.term import Term
from pipeline.forms.f03_meals.sheets import MEALS_OF_THE_DAY


class Meal(NamedTuple):
    """A meal of a day."""

    day: int
    name: str


@dataclass(frozen=True)
class Week:
    """A 教學週次: its Monday and its first meal day, which decides its month (None: no meals in it)."""

    number: int
    monday: int
    first_meal_day: int | None

    @property
    def month(self) -> int:
        """The month of the first meal day; of the Monday where there is none."""
        return month_of(self.first_meal_day or self.monday)


def weeks(term: Term) -> Mapping[int, Week]:
    """Every 教學週次 of F00.2."""
    return term.once(_weeks)


def _weeks(term: Term) -> Mapping[int, Week]:
    days = defaultdict[int, list[int]](list)
    for day, known in sorted(term.base.calendar.days.items()):
        if known.week is not None:
            days[known.week].append(day)
    calendar = term.base.calendar.days
    first = {week: next((day for day in of_week if calendar[day].meals), None) for week, of_week in days.items()}
    return {week: Week(week, _monday(of_week[0]), first[week]) for week, of_week in days.items()}


def _monday(day: int) -> int:
    return day - date.fromordinal(day).weekday()


def meal_weeks(term: Term) -> list[Week]:
    """The weeks with meals whose first meal day has come."""
    so_far = term.days_so_far
    return [week for week in weeks(term).values() if week.first_meal_day in so_far]


def meal_days(term: Term) -> list[int]:
    """The days with planned meals that have come."""
    so_far = term.days_so_far
    return [day for day in term.base.calendar.meal_days() if day in so_far]


def planned_on(term: Term, day: int) -> tuple[str, ...]:
    """The 餐次 planned for a day, in their order."""
    known = term.base.calendar.days.get(day)
    return tuple(name for name in MEALS_OF_THE_DAY if known is not None and name in known.meals)


def planned_meals(term: Term) -> list[Meal]:
    """Every planned meal that has come; three meals of a day are three."""
    return [Meal(day, name) for day in meal_days(term) for name in planned_on(term, day)]
