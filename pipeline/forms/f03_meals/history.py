"""What the rules of F03 need beyond a row's own cells: calendar, roster, rooms, the meal that a sample was kept of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pipeline.checks.mask import members, truths
from pipeline.checks.services import Roster, day_text, month_of
from pipeline.checks.term import PART, Rows, Term
from pipeline.checks.unknown import Held
from pipeline.checks.words import computed, month_of_file
from pipeline.form.column import Column
from pipeline.form.expression import Expr, Type
from pipeline.forms.f00_base.sheets import Rooms
from pipeline.forms.f03_meals.days import Week, meal_days, meal_weeks, planned_meals, planned_on, weeks
from pipeline.forms.f03_meals.sheets import YES, Meals, Menus, Samples, SelfChecks
from pipeline.intake.script import fold

MANAGING_POSTS = ("校領導", "總務主任")
MANAGING_DEPARTMENTS = ("總務處", "教務處", "德育處")
"""學校管理人員: one of the posts, or somebody of the departments (domain 3.3)."""
RISKY = ("四季豆", "鮮黃花菜", "野生菌", "發芽土豆", "冷葷", "生食", "裱花")
"""F03-R13: what school canteens had better not serve."""

Found = Mapping[int, Sequence[str]]
"""What is missing, by month."""


class Place(NamedTuple):
    """A meal of one canteen: the part (分冊) where several have meals, else 0."""

    canteen: int
    day: int
    meal: str | None


def places(rows: Rows, on: Column, meal: Column) -> list[Place]:
    """The meal of each row of F03.2 or F03.3."""
    parts = rows.term.rows(Meals).frame[PART]
    canteens = rows.frame[PART].tolist() if parts.nunique() > 1 else [0] * len(rows)
    return [Place(*one) for one in zip(canteens, rows.numbers(on).tolist(), rows.text(meal), strict=True)]


class HeldByDay:
    """The held rows of a sheet by their day, and by what else they say; one without a day has any of its month."""

    def __init__(self, rows: Rows, day: Column, *kind: Column) -> None:
        self._held = Held(rows, month_of_file(), day, *kind)

    def may_have(self, day: int, *kind: object) -> bool:
        """A held row says this, or may say it."""
        return bool(day) and self._held.may_have(month_of(day), day, *kind)


def in_week(name: str, of: str) -> Expr:
    """Something that is known of the row's 教學週次, as a day."""

    @computed(name, Type.DATE)
    def day(rows: Rows) -> pd.Series[Any]:
        known = weeks(rows.term)
        found = [known.get(number) for number in rows.numbers(Menus.week).tolist()]
        days = [pd.NA if week is None else getattr(week, of) for week in found]
        return pd.Series(days, index=rows.frame.index, dtype="Int64")

    return day


FIRST_MEAL_DAY = in_week("該週第一個供餐日", "first_meal_day")
MONDAY = in_week("該週星期一", "monday")


@computed("週起始日與校曆相符")
def STARTS_ITS_WEEK(rows: Rows) -> pd.Series[Any]:
    """F03-R01: the Monday or the first meal day of that 教學週次; a week that F00.2 lacks has neither."""
    known = weeks(rows.term)
    found: dict[int, object] = {}
    for at, (number, day) in enumerate(zip(rows.of(Menus.week), rows.of(Menus.starts_on), strict=True)):
        if known and not pd.isna(number) and not pd.isna(day):
            week = known.get(int(number))
            found[at] = week is not None and int(day) in (week.monday, week.first_meal_day)
    return truths(rows, found)


@computed("計劃內的餐次")
def IS_PLANNED(rows: Rows) -> pd.Series[Any]:
    """F03-R06, X-07: F00.2 plans that meal of that day; unknown of a day that F00.2 lacks."""
    calendar, meals = rows.term.base.calendar.days, rows.text(Meals.meal)
    days = enumerate(rows.numbers(Meals.on).tolist())
    return truths(rows, {at: meals[at] in planned_on(rows.term, day) for at, day in days if day in calendar})


def is_manager(roster: Roster, name: str, day: int) -> bool:
    """學校管理人員, in post on that day."""
    managing = roster.holds(name, *MANAGING_POSTS) or roster.in_department(name, *MANAGING_DEPARTMENTS)
    return managing and roster.people[name].in_post(day)


@computed("有學校管理人員陪餐")
def ACCOMPANIED(rows: Rows) -> pd.Series[Any]:
    """F03-R07: somebody of 陪餐人 is 學校管理人員; parents who eat with the pupils are welcome, but do not count."""
    roster, days = rows.term.base.roster, rows.numbers(Meals.on).tolist()
    named = enumerate(rows.text(Meals.companions))
    found = {at: any(is_manager(roster, one, days[at]) for one in members(names)) for at, names in named if names}
    return truths(rows, found)


def enrolment(term: Term) -> int | None:
    """Σ 學生數 of F00.4; None while a room is held, or a classroom does not say."""
    rooms = term.rows(Rooms)
    silent = (rooms.text(Rooms.category) == "教室") & rooms.of(Rooms.pupils).isna().to_numpy(dtype=bool)
    return int(rooms.numbers(Rooms.pupils).sum()) if rooms.usable.all() and not silent.any() else None


@computed("全校學生數", Type.NUMBER)
def ENROLLED(rows: Rows) -> pd.Series[Any]:
    """F03-R09: Σ 學生數 of F00.4."""
    return pd.Series(enrolment(rows.term), index=rows.frame.index, dtype="Int64")


@computed("該餐有供餐記錄")
def WAS_SERVED(rows: Rows) -> pd.Series[Any]:
    """F03-R12: F03.2 has that meal with 是否供餐=是; unknown where a held row may be it."""
    meals = rows.term.rows(Meals)
    where, served = places(meals, Meals.on, Meals.meal), meals.usable & meals.true(Meals.is_served)
    known, held = {where[at] for at in np.flatnonzero(served)}, HeldByDay(meals, Meals.on, Meals.meal)
    asked = enumerate(places(rows, Samples.on, Samples.meal))
    return truths(rows, {at: one in known for at, one in asked if one in known or not held.may_have(*one[1:])})


@computed("有食品安全風險的菜品", Type.TEXT)
def RISKY_DISHES(rows: Rows) -> pd.Series[Any]:
    """F03-R13: the dishes of a row that had better not be served, joined by 、; blank where there is none."""
    pieces = [fold(piece) for piece in RISKY]

    def risky(joined: str | None) -> str | None:
        dishes = [dish for dish in members(joined or "") if any(piece in fold(dish) for piece in pieces)]
        return "、".join(dishes) or None

    return pd.Series([risky(joined) for joined in rows.text(Samples.dishes)], index=rows.frame.index, dtype=object)


def dishes_sampled(term: Term, taken: NDArray[np.bool_]) -> Mapping[Place, Mapping[str, int]]:
    """The dishes named in these rows of F03.3, by meal, each with the position of the first row that names it."""
    rows = term.rows(Samples)
    where, named = places(rows, Samples.on, Samples.meal), rows.text(Samples.dishes)
    found = defaultdict[Place, dict[str, int]](dict)
    for at in np.flatnonzero(taken).tolist():
        for dish in members(named[at] or ""):
            found[where[at]].setdefault(dish, at)
    return found


@computed("留樣的菜品數", Type.NUMBER)
def DISHES_SAMPLED(rows: Rows) -> pd.Series[Any]:
    """X-09: dishes named in F03.3 for the meal, 0 without a row; unknown where a held row may be of it."""
    samples = rows.term.rows(Samples)
    known, held = dishes_sampled(rows.term, samples.usable), HeldByDay(samples, Samples.on, Samples.meal)
    asked = places(rows, Meals.on, Meals.meal)
    counts = [pd.NA if held.may_have(*one[1:]) else len(known.get(one, ())) for one in asked]
    return pd.Series(counts, index=rows.frame.index, dtype="Int64")


def by_month(missing: Iterator[tuple[int, str]]) -> Found:
    """What is missing, month by month."""
    found = defaultdict[int, list[str]](list)
    for month, what in missing:
        found[month].append(what)
    return found


def unchecked_days(term: Term) -> Found:
    """F03-R15: meal days without a row in F03.4; a held row is there."""
    rows = term.rows(SelfChecks)
    there, held = set(rows.numbers(SelfChecks.on).tolist()), HeldByDay(rows, SelfChecks.on)
    days = (day for day in meal_days(term) if day not in there and not held.may_have(day))
    return by_month((month_of(day), day_text(day)) for day in days)


def meals_without_row(term: Term) -> Found:
    """X-07: planned meals without a row in F03.2; a held row is there."""
    rows = term.rows(Meals)
    there = {*zip(rows.numbers(Meals.on).tolist(), rows.text(Meals.meal), strict=True)}
    held = HeldByDay(rows, Meals.on, Meals.meal)
    meals = (one for one in planned_meals(term) if one not in there and not held.may_have(*one))
    return by_month((month_of(day), f"{day_text(day)}{name}餐") for day, name in meals)


def weeks_without_menu(term: Term) -> Found:
    """X-08: meal weeks without a row in F03.1; a held row is there, one in a month that has not come may be."""
    rows = term.rows(Menus)
    there, held = set(rows.numbers(Menus.week).tolist()), Held(rows, Menus.week)
    missing = (week for week in meal_weeks(term) if week.number not in there and not held.may_have(week.number))
    return by_month((week.month, f"第{week.number}週") for week in missing if came_with_its_monday(term, week))


def came_with_its_monday(term: Term, week: Week) -> bool:
    """The file of the Monday's month has come, in which the week's row may stand as well."""
    return month_of(week.monday) == week.month or week.monday < term.start or term.came(Meals, month_of(week.monday))


def served_days(rows: Rows) -> set[int]:
    """The days with a served meal on a row not held."""
    return set(rows.numbers(Meals.on)[rows.usable & rows.true(Meals.served == YES)].tolist())
