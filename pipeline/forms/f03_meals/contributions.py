"""What adds to the figures of F03 where one row's cells cannot say it: what was planned, reviewed, sampled, checked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from pipeline.checks.services import month_of
from pipeline.checks.term import Rows, Term
from pipeline.checks.words import breaks
from pipeline.figures.contribution import NO_ROW, Frame, Line, frame_of
from pipeline.forms.f03_meals.days import Meal, meal_days, meal_weeks, planned_meals
from pipeline.forms.f03_meals.history import dishes_sampled, places
from pipeline.forms.f03_meals.sheets import Meals, Menus, Samples, SelfChecks

if TYPE_CHECKING:
    import pandas as pd

MEAL = "餐次"
WELL_KEPT = ("F03-R10", "F03-R11", "F03-R14")
"""A row of F03.3 that breaks none of these is in M-F03-04b."""


def counted(rows: Rows) -> list[int]:
    """Positions of the rows in the figures, the last one first, so that the first of a day stands in a dict."""
    return [int(at) for at in np.flatnonzero(rows.counted)[::-1]]


def planned(*, served: int, missed: int, is_rate: bool = False) -> Frame:
    """M-F03-02a, 02b, 02c: the planned meals of the months handed in; what one adds when it was `served` or `missed`.

    A meal that was missed leads to its row with 是否供餐=否, if it has one.
    """

    def compute(term: Term) -> pd.DataFrame:
        was_served, was_not = rows_of_meals(term)

        def lines() -> Iterator[Line]:
            for one in planned_meals(term):
                num = served if one in was_served else missed
                row = was_served.get(one, was_not.get(one, NO_ROW))
                if term.came(Meals, month_of(one.day)):
                    yield month_of(one.day), one.name, num, 1, row if num or is_rate else NO_ROW

        return frame_of(lines(), MEAL, is_rate=is_rate)

    return compute


def rows_of_meals(term: Term) -> tuple[dict[Meal, int], dict[Meal, int]]:
    """Ids of the rows in the figures by meal: of meals that were served, and of those that were not."""
    rows = term.rows(Meals)
    days, meals, numbers = rows.numbers(Meals.on).tolist(), rows.text(Meals.meal), rows.ids.tolist()
    is_served = rows.true(Meals.is_served)
    found: tuple[dict[Meal, int], dict[Meal, int]] = ({}, {})
    for at in counted(rows):
        found[0 if is_served[at] else 1][Meal(days[at], meals[at])] = numbers[at]
    return found


def reviewed(*, is_due: bool, is_rate: bool = False) -> Frame:
    """M-F03-03a (`is_due`: every meal week, by its first meal day), 03b (with a menu that passes F03-R02), 03c."""

    def compute(term: Term) -> pd.DataFrame:
        rows = term.rows(Menus)
        numbers, of_week = rows.ids.tolist(), rows.numbers(Menus.week).tolist()
        late = rows.true(breaks("F03-R02"))
        menus = {of_week[at]: at for at in counted(rows)}

        def lines() -> Iterator[Line]:
            for week in meal_weeks(term):
                at = menus.get(week.number)
                if term.came(Meals, week.month):
                    num = int(is_due or (at is not None and not late[at]))
                    yield week.month, num, 1, NO_ROW if at is None else numbers[at]

        return frame_of(lines(), is_rate=is_rate)

    return compute


def well_sampled(*, is_rate: bool) -> Frame:
    """M-F03-04b and 04c: dishes of F03.3 rows that pass R10, R11 and R14, at most 菜品數量 of the served meal."""

    def compute(term: Term) -> pd.DataFrame:
        meals, samples = term.rows(Meals), term.rows(Samples)
        well_kept = samples.counted & ~np.logical_or.reduce([samples.true(breaks(rule)) for rule in WELL_KEPT])
        dishes, where = dishes_sampled(term, well_kept), places(meals, Meals.on, Meals.meal)
        due, meal_ids, sample_ids = meals.numbers(Meals.dishes).tolist(), meals.ids.tolist(), samples.ids.tolist()

        def lines() -> Iterator[Line]:
            for at in np.flatnonzero(meals.counted & meals.true(Meals.is_served)).tolist():
                month = int(meals.months[at])
                yield month, 0, due[at], meal_ids[at]
                for sample in [*dishes.get(where[at], {}).values()][: due[at]]:
                    yield month, 1, 0, sample_ids[sample]

        return frame_of(lines(), is_rate=is_rate)

    return compute


def checked(*, is_rate: bool) -> Frame:
    """M-F03-06a (meal days with a row in F03.4) and 06b (the share of them), of the months handed in."""

    def compute(term: Term) -> pd.DataFrame:
        rows = term.rows(SelfChecks)
        days, numbers = rows.numbers(SelfChecks.on).tolist(), rows.ids.tolist()
        known = {days[at]: numbers[at] for at in counted(rows)}

        def lines() -> Iterator[Line]:
            for day in meal_days(term):
                if term.came(Meals, month_of(day)) and (is_rate or day in known):
                    yield month_of(day), int(day in known), 1, known.get(day, NO_ROW)

        return frame_of(lines(), is_rate=is_rate)

    return compute
