"""What the rules of F10 need beyond a row's own cells: other rows of the day, the next shift, the calendar, losses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from pipeline.checks.mask import members, truths
from pipeline.checks.services import day_text, last_day, month_of
from pipeline.checks.term import PART, Rows, Term
from pipeline.checks.unknown import Held, all_came, readable
from pipeline.checks.words import as_of, by_day, computed, happened, month_of_file
from pipeline.form.column import Column
from pipeline.form.expression import Type, when
from pipeline.forms.elsewhere import columns_of, rows_of
from pipeline.forms.f10_safety.duties import (
    daily_checks_due,
    daily_scopes,
    days_by_scope,
    is_met,
    rows_of_shift,
    shifts_by_day,
    shifts_due,
    weekly_checks_due,
)
from pipeline.forms.f10_safety.sheets import (
    BUS_DRILL,
    DRILL,
    EVACUATION,
    HOLIDAY_DAY_SHIFT,
    HOLIDAY_NIGHT_SHIFT,
    NIGHT_SHIFTS,
    SECURITY,
    Activities,
    DailyChecks,
    Dangers,
    Shifts,
)
from pipeline.forms.parameters import BUS

CHECKING_OFFICES = frozenset({"教務處", "德育處"})
SUSPICIOUS_ROWS = 20
"""F10-R03: so many rows of a month, all by one person and all 正常, look like a mere form."""
FOLLOWED_UP_WITHIN = 7
"""F10-R14: days in which a loss must stand in the property or the danger ledger."""
MINUTES_A_DAY = 1440
PROPERTY_CHANGES = ("F07", "資產增減")

Found = Mapping[int, Sequence[str]]
"""What is missing, by month."""


def weeks_without_routine_check(term: Term) -> Found:
    """F10-R01: 教學週次 without a 常規管理 row, in the month of the week's last school day."""
    days, missing = days_by_scope(term.rows(DailyChecks), also_held=True), defaultdict[int, list[str]](list)
    undated = undated_rows(term.rows(DailyChecks), DailyChecks.checked_on, DailyChecks.scope)
    for due in weekly_checks_due(term):
        if not is_met(due, days) and not any(undated.may_have(month_of(day), due.scope) for day in due.days):
            missing[due.month].append(f"第{due.week}週")
    return missing


def unchecked_days(term: Term, scope: str) -> Found:
    """X-38: school days without a row of a scope, as long as it is asked for every day."""
    asked = [one for one in daily_scopes(term) if one == scope]
    days, missing = days_by_scope(term.rows(DailyChecks), also_held=True), defaultdict[int, list[str]](list)
    undated = undated_rows(term.rows(DailyChecks), DailyChecks.checked_on, DailyChecks.scope)
    for due in daily_checks_due(term, asked):
        if not is_met(due, days) and not undated.may_have(due.month, scope):
            missing[due.month].append(day_text(due.day))
    return missing


def unguarded_shifts(term: Term) -> Found:
    """X-42: shifts due without a row."""
    rows, missing = shifts_by_day(term.rows(Shifts), also_held=True), defaultdict[int, list[str]](list)
    undated = undated_rows(term.rows(Shifts), Shifts.on, Shifts.shift)
    for due in shifts_due(term):
        may_be = any(undated.may_have(month_of(due.day), shift) for shift in due.met_by) or (due.day, None) in rows
        if not rows_of_shift(due, rows) and not may_be and due.day not in term.base.calendar.unsure:
            missing[month_of(due.day)].append(f"{day_text(due.day)}{due.shift}")
    return missing


def undated_rows(rows: Rows, day: Column, *kind: Column) -> Held:
    """Held rows that do not say their day, by month of the file and what else they say: any day may be theirs."""
    return Held(rows, month_of_file(), *kind, where=~readable(rows, day))


@computed("當日教務處、德育處都參加")
def OFFICES_TOOK_PART(rows: Rows) -> pd.Series[Any]:
    """F10-R02: over the rows of the day both offices occur; unknown where a row of the day cannot be read."""
    joined, days = rows.text(DailyChecks.offices), rows.numbers(DailyChecks.checked_on)
    came: dict[int, set[str]] = defaultdict(set)
    for day, offices in zip(days.tolist(), joined, strict=True):
        came[day].update(members(offices) if offices is not None else {""})
    undated = undated_rows(rows, DailyChecks.checked_on)
    unreadable = {day for day, offices in came.items() if "" in offices or undated.may_have(month_of(max(day, 1)))}
    complete = {day for day, offices in came.items() if offices >= CHECKING_OFFICES}
    asked = {at: day for at, day in enumerate(days.tolist()) if day in complete or day not in unreadable}
    return truths(rows, {at: day in complete for at, day in asked.items()})


@computed("整月一人檢查且全部正常")
def LOOKS_LIKE_A_FORM(rows: Rows) -> pd.Series[Any]:
    """F10-R03: 20 rows or more of the month, one 檢查人 on all of them, every 檢查結果 正常; asked of whole months."""
    names, results = rows.text(DailyChecks.checkers), rows.text(DailyChecks.result)
    asked = rows.usable & pd.notna(names) & pd.notna(results)
    of_month: dict[int, list[int]] = defaultdict(list)
    for at in np.flatnonzero(asked):
        of_month[int(rows.months[at])].append(int(at))
    found: dict[int, bool] = {}
    incomplete = Held(rows, month_of_file())
    for month, places in of_month.items():
        if incomplete.may_have(month):
            continue
        on_all = set.intersection(*(set(members(names[at])) for at in places))
        suspicious = len(places) >= SUSPICIOUS_ROWS and bool(on_all) and set(results[places]) == {"正常"}
        found |= dict.fromkeys(places, suspicious)
    return truths(rows, found)


RECTIFIED_OR_NOW = when(happened(Dangers.rectified_on), Dangers.rectified_on, as_of())
"""整改完成日期, or the as-of date as long as the danger is open."""
IS_OVERDUE = Dangers.deadline < RECTIFIED_OR_NOW

IS_SCHOOL_DAY = by_day(
    Shifts.on,
    lambda term, day: None if day in term.base.calendar.unsure else term.base.calendar.is_school_day(day),
    "上課日",
)


@computed("接班的到崗時間", Type.TIME)
def RELIEF_ARRIVES(rows: Rows) -> pd.Series[Any]:
    """F10-R13: 到崗時間 (minutes of the day) of the next shift of the part; unknown where there is none."""
    shifts, days, parts = rows.text(Shifts.shift), rows.numbers(Shifts.on), rows.frame[PART].to_numpy()
    arrivals = rows.of(Shifts.arrived_at)
    places = {(int(parts[at]), int(days[at]), shifts[at]): int(at) for at in np.flatnonzero(rows.usable)}
    found = []
    for part, day, shift in zip(parts.tolist(), days.tolist(), shifts, strict=True):
        following = (day + 1, HOLIDAY_DAY_SHIFT) if shift in NIGHT_SHIFTS else (day, HOLIDAY_NIGHT_SHIFT)
        asked = shift in NIGHT_SHIFTS or shift == HOLIDAY_DAY_SHIFT
        at = places.get((part, *following)) if asked else None
        found.append(pd.NA if at is None else arrivals.iloc[at])
    return pd.Series(found, index=rows.frame.index, dtype="Int64")


@computed("接班前離崗")
def LEFT_BEFORE_RELIEF(rows: Rows) -> pd.Series[Any]:
    """F10-R13: gone before the next shift came; 離崗時間 not after 到崗時間 is that of the next day."""
    arrived, left, relief = (rows.of(one) for one in (Shifts.arrived_at, Shifts.left_at, RELIEF_ARRIVES))
    next_day = pd.Series(np.isin(rows.text(Shifts.shift), NIGHT_SHIFTS), index=rows.frame.index, dtype="boolean")
    gone = left + (left <= arrived).astype("Int64") * MINUTES_A_DAY
    return gone < relief + next_day.astype("Int64") * MINUTES_A_DAY


@computed("損失有後續記錄")
def LOSS_IS_FOLLOWED_UP(rows: Rows) -> pd.Series[Any]:
    """F10-R14: 0 to 7 days later a 治安 row of F10.2 or a 丟失 of F07.3; unknown before that, and without F07.3."""
    registered, book = days_of_security_dangers(rows.term), days_of_lost_property(rows.term)
    days = rows.numbers(Shifts.on)
    found: dict[int, object] = {}
    for at in np.flatnonzero(days > 0):
        within = range(int(days[at]), int(days[at]) + FOLLOWED_UP_WITHIN + 1)
        if not (registered | (book or set())).isdisjoint(within):
            found[int(at)] = True
        elif book is not None and within[-1] <= rows.term.as_of and losses_are_complete(rows.term, within):
            found[int(at)] = False
    return truths(rows, found)


def losses_are_complete(term: Term, days: range) -> bool:
    """Every 治安 danger and every lost asset of these days has come, and no held row may be one."""
    property_book = rows_of(term, *PROPERTY_CHANGES)
    asked: list[tuple[Rows, Sequence[Column]]] = [(term.rows(Dangers), (Dangers.found_on, Dangers.category))]
    if property_book is not None:
        asked.append((property_book, columns_of(property_book, "日期", "變動類型")))
    first, last = month_of(days[0]), month_of(days[-1])
    return all(
        all_came(term, rows.sheet, first, last) and all(readable(rows, column).all() for column in columns)
        for rows, columns in asked
    )


def days_of_security_dangers(term: Term) -> set[int]:
    """發現日期 of the 治安 rows of F10.2."""
    rows = term.rows(Dangers)
    return set(rows.numbers(Dangers.found_on)[rows.text(Dangers.category) == SECURITY].tolist())


def days_of_lost_property(term: Term) -> set[int] | None:
    """日期 of the 丟失 rows of F07.3; None where that sheet cannot be relied on."""
    rows = rows_of(term, *PROPERTY_CHANGES)
    if rows is None:
        return None
    day, change = columns_of(rows, "日期", "變動類型")
    return set(rows.numbers(day)[rows.text(change) == "丟失"].tolist())


def missing_drills(term: Term) -> Found:
    """F10-R15: too few evacuation drills in a full month; no bus drill by the term's end."""
    missing, rows = defaultdict[int, list[str]](list), term.rows(Activities)
    of_month = Held(rows, month_of_file(), Activities.activity, Activities.manner)
    of_term = Held(rows, Activities.activity, Activities.manner)
    for month in term.months:
        least = term.base.parameters.number("P-18", last_day(month))
        held = len(drills(term, EVACUATION, month))
        enough = least is None or held >= least or of_month.may_have(month, EVACUATION, DRILL)
        if month in term.base.full_months(term.as_of) and not enough:
            missing[month].append(f"{EVACUATION}演練 {held} 次（每月至少 {least} 次）")
    known = all_came(term, Activities) and not of_term.may_have(BUS_DRILL, DRILL)
    if term.at_term_end and term.switched_on(BUS) and known and not drills(term, BUS_DRILL):
        missing[month_of(term.end)].append(f"{BUS_DRILL}演練 0 次（每學期至少 1 次）")
    return missing


def drills(term: Term, activity: str, month: int | None = None) -> list[int]:
    """Positions of the drills of a kind, of one month or all; held rows are there, too."""
    rows = term.rows(Activities)
    of_kind = (rows.text(Activities.activity) == activity) & (rows.text(Activities.manner) == DRILL)
    in_month = np.ones(len(rows), dtype=bool) if month is None else rows.months == month
    return [int(at) for at in np.flatnonzero(of_kind & in_month)]
