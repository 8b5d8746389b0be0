"""Cross-form rules around meals: X-05 to X-10 (domain 6)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

import numpy as np
import pandas as pd

from pipeline.checks.mask import truths
from pipeline.checks.services import month_of
from pipeline.checks.term import Rows, Term
from pipeline.checks.words import computed, happened
from pipeline.figures.number import number_text
from pipeline.finding import Effect
from pipeline.form.column import Column
from pipeline.form.rule import Flag, Missing, Rule
from pipeline.form.sheet import Sheet
from pipeline.forms.f02_canteen.contributions import cost_of_meals
from pipeline.forms.f02_canteen.sheets import Counts, Deliveries, Issues
from pipeline.forms.f03_meals.history import (
    DISHES_SAMPLED,
    IS_PLANNED,
    HeldByDay,
    meals_without_row,
    served_days,
    weeks_without_menu,
)
from pipeline.forms.f03_meals.metrics import DINERS
from pipeline.forms.f03_meals.sheets import IN_ORDER, MEALS_OF_THE_DAY, Meals, Menus, SelfChecks
from pipeline.forms.f10_safety.sheets import CANTEEN_SCOPE, DailyChecks, Dangers
from pipeline.forms.parameters import CANTEEN

COST_SWING = Fraction(1, 4)
"""X-05: the food cost of a meal may differ by so much from that of the month before."""


def came(term: Term, sheet: type[Sheet], month: int) -> bool:
    """The sheet's form is installed and on, and its file of the month has come."""
    return term.has(sheet) and term.came(sheet, month)


def is_whole(term: Term, month: int) -> bool:
    """F02 and F03 of the month have come, and no row that the cost of a meal needs is held."""
    sheets: tuple[type[Sheet], ...] = (Deliveries, Issues, Counts, Meals)
    return all(came(term, sheet, month) and not _has_held_row(term.rows(sheet), month) for sheet in sheets)


def _has_held_row(rows: Rows, month: int) -> bool:
    return bool((~rows.usable & (rows.months == month)).any())


def cost_of_a_meal(term: Term) -> Mapping[int, Fraction]:
    """M-F02-07b in 分 by month, where it is whole and somebody ate."""
    cost = cost_of_meals(term).groupby("month")["num"].sum()
    rows = term.rows(Meals)
    diners, taken = rows.numbers(DINERS), rows.counted & rows.true(Meals.is_served)
    ate = {month: int(diners[taken & (rows.months == month)].sum()) for month in term.months}
    known = [month for month in term.months if month in cost.index and ate[month] and is_whole(term, month)]
    return {month: Fraction(int(cost[month]), ate[month]) for month in known}


def costs_that_swing(term: Term) -> Mapping[int, Sequence[str]]:
    """X-05: full months whose food cost a meal is more than 25 % off the month before, if that is a full one."""
    if not term.has(Issues) or not term.has(Meals):
        return {}
    full, costs = term.base.full_months(term.as_of), cost_of_a_meal(term)
    asked = [month for month in full if month - 1 in full and month in costs and costs.get(month - 1)]
    pairs = {month: (costs[month - 1], costs[month]) for month in asked}
    return {month: [_said(*both)] for month, both in pairs.items() if abs(both[1] / both[0] - 1) > COST_SWING}


def _said(before: Fraction, now: Fraction) -> str:
    money = [number_text(fen / 100, "元") for fen in (now, before)]
    return f"本月 {money[0]} 元，上月 {money[1]} 元，相差 {number_text(now / before - 1, '%')}"


@computed("當日有供餐")
def MEALS_WERE_SERVED(rows: Rows) -> pd.Series[Any]:
    """X-06: F03.2 has a served meal that day; unknown where a held row may be it, or F03 of the month is missing."""
    meals = rows.term.rows(Meals)
    return known_by_day(rows, Issues.day, meals, Meals.on, served_days(meals))


@computed("當日有供餐領用")
def FOOD_WAS_ISSUED(rows: Rows) -> pd.Series[Any]:
    """X-06: F02.2 has a 供餐 issue that day; unknown where a held row may be it, or F02 of the month is missing."""
    issues = rows.term.rows(Issues)
    days = set(issues.numbers(Issues.day)[issues.usable & issues.true(Issues.for_meals)].tolist())
    return known_by_day(rows, Meals.on, issues, Issues.day, days)


def known_by_day(rows: Rows, on: Column, other: Rows, there: Column, days: set[int]) -> pd.Series[Any]:
    """Whether each day is among `days` of the other sheet; unknown where that sheet cannot say."""
    held = HeldByDay(other, there)
    found: dict[int, object] = {}
    for at, day in enumerate(rows.numbers(on).tolist()):
        if day in days:
            found[at] = True
        elif day and came(rows.term, other.sheet, month_of(day)) and not held.may_have(day):
            found[at] = False
    return truths(rows, found)


@computed("當日自查發現問題")
def CANTEEN_FOUND_A_PROBLEM(rows: Rows) -> pd.Series[Any]:
    """X-10: F03.4 has a 發現問題 that day."""
    checks = rows.term.rows(SelfChecks)
    days = checks.numbers(SelfChecks.on)[checks.usable & checks.true(SelfChecks.problem.filled())]
    return pd.Series(np.isin(rows.numbers(DailyChecks.checked_on), days), index=rows.frame.index, dtype="boolean")


MENDED_THE_SAME_DAY = ~happened(SelfChecks.rectified_on) | (SelfChecks.rectified_on <= SelfChecks.on)

RULES: Sequence[Rule | Missing] = [
    Missing(
        id="X-05",
        name="人均每餐食材成本平穩",
        effect=Effect.NOTE,
        at=Issues.quantity,
        find=costs_that_swing,
        says="人均每餐食材成本{missing}，超過 25%",
        fix="請核對領用數量、單價和就餐人數；有原因的可不理。",
        because=("E1-17", "E3-49"),
    ),
    Flag(
        "X-06",
        "領用與供餐同日",
        must={Issues.day: MEALS_WERE_SERVED},
        when=Issues.for_meals,
        first_of=(Issues.day,),
        says="{day} 有供餐領用，「供餐與陪餐」當日沒有供餐",
        fix="請核對日期和用途；漏記的供餐請補填。",
        because="E1-32",
        measure="領用出庫與供餐逐日核對",
    ),
    Flag(
        "X-06",
        "領用與供餐同日",
        must={Meals.on: FOOD_WAS_ISSUED},
        when=Meals.is_served,
        first_of=(Meals.on,),
        says="{on} 有供餐，「領用出庫」當日沒有用途為供餐的領用",
        fix="請核對日期；漏記的領用請補填。",
        because="E1-32",
        measure="領用出庫與供餐逐日核對",
    ),
    Missing(
        id="X-07",
        name="供餐逐餐有記錄",
        effect=Effect.FLAG,
        at=Meals.on,
        find=meals_without_row,
        says="計劃供餐而沒有記錄：{missing}",
        fix="已供餐的請補錄；沒有供餐的也要填一行，是否供餐選否。",
        because=("E1-23", "E1-32"),
        measure="按校曆逐餐記錄供餐",
    ),
    Flag(
        "X-07",
        "供餐逐餐有記錄",
        must={Meals.meal: IS_PLANNED},
        when=Meals.is_served & Meals.meal.among(*MEALS_OF_THE_DAY),
        says="校曆沒有安排 {on} 的{meal}餐",
        fix="請核對日期和餐次；校曆有變的請總務主任更正校曆，臨時加的餐選加餐。",
        because="E1-23 E1-32",
        measure="供餐安排有變時先更正校曆",
    ),
    Missing(
        id="X-08",
        name="每週有菜譜審核",
        effect=Effect.FLAG,
        at=Menus.week,
        find=weeks_without_menu,
        says="沒有菜譜審核記錄：{missing}",
        fix="已審核的請補錄；沒有審核的，今後每週都要審核。",
        because=("E1-40",),
        measure="有供餐的每一週都審核菜譜",
    ),
    Flag(
        "X-09",
        "每道菜都留樣",
        must={Meals.dishes: Meals.dishes == DISHES_SAMPLED},
        when=Meals.is_served,
        says="菜品 {dishes} 道，「食品留樣」這一餐寫明的菜品 {sampled} 道",
        shows={"sampled": DISHES_SAMPLED},
        fix="請核對菜品數量，並逐道留樣、逐道寫明。",
        because="R01",
        measure="每餐開餐前核對留樣與菜品逐道相符",
    ),
    Flag(
        "X-10",
        "食堂自查與隱患對應",
        must={
            SelfChecks.danger: (MENDED_THE_SAME_DAY | SelfChecks.danger.filled())
            & SelfChecks.danger.is_in(Dangers.number_of_danger)
        },
        says="{on} 發現的問題於「{rectified_on}」整改，隱患編號「{danger}」："
        "當日沒有改好的須登記隱患，編號須在隱患台賬",
        fix="請在隱患台賬登記，並填上編號；編號填錯的請更正。",
        because="E1-43 E3-36",
        measure="食堂當日不能改好的問題當日登入隱患台賬",
    ),
    Flag(
        "X-10",
        "食堂自查與隱患對應",
        never={DailyChecks.result: (DailyChecks.result == IN_ORDER) & CANTEEN_FOUND_A_PROBLEM},
        when=DailyChecks.scope == CANTEEN_SCOPE,
        says="{checked_on} 食堂自查發現問題，每日檢查的食堂卻是正常",
        fix="請核對當日的食堂自查，檢查結果改填有隱患並登記。",
        because="E1-43 E3-36",
        module=CANTEEN,
        measure="每日檢查食堂時一併核對食堂自查",
    ),
]
