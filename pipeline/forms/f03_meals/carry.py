"""What a month's blank F03 knows already: weeks, meals and days that are due; never a result."""

from __future__ import annotations

from datetime import date

from pipeline.checks.services import month_of
from pipeline.checks.term import Term
from pipeline.form.filled import Value
from pipeline.forms.f03_meals.days import planned_on, weeks
from pipeline.forms.f03_meals.sheets import Meals, Menus, Samples, SelfChecks

Line = dict[str, Value]
KITCHEN = "食堂"


def carry(term: Term, month: int) -> dict[str, list[Line]]:
    """Rows by sheet title; sheets without any are left out."""
    days = [day for day in term.base.calendar.meal_days(month) if term.start <= day <= term.end]
    found: dict[str, list[Line]] = {
        Menus.title: menus_of(term, month),
        Meals.title: [
            {Meals.on.title: date.fromordinal(day), Meals.meal.title: meal}
            for day in days
            for meal in planned_on(term, day)
        ],
        Samples.title: [
            {Samples.on.title: date.fromordinal(day), Samples.meal.title: meal}
            for day in days
            for meal in planned_on(term, day)
        ],
        SelfChecks.title: [
            {SelfChecks.on.title: date.fromordinal(day), SelfChecks.staff_due.title: staff_on(term, day)}
            for day in days
        ],
    }
    return {title: rows for title, rows in found.items() if rows}


def menus_of(term: Term, month: int) -> list[Line]:
    """每週菜譜審核: each week with meals, from its first meal day."""
    first_days = {week.number: week.first_meal_day for week in weeks(term).values()}
    return [
        {Menus.week.title: number, Menus.starts_on.title: date.fromordinal(day)}
        for number, day in sorted(first_days.items())
        if day is not None and term.start <= day <= term.end and month_of(day) == month
    ]


def staff_on(term: Term, day: int) -> int:
    """晨檢應到: the people of the canteen in post that day."""
    return sum(one.department == KITCHEN and one.in_post(day) for one in term.base.roster.people.values())
