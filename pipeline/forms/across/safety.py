"""Cross-form rules around F10: X-38 to X-42 (domain 6)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from pipeline.checks.term import Rows, Term
from pipeline.checks.words import computed, happened
from pipeline.finding import Effect
from pipeline.form.expression import Type
from pipeline.form.rule import Flag, Missing, Rule
from pipeline.forms.elsewhere import columns_of, rows_of
from pipeline.forms.f10_safety.duties import BESIDES
from pipeline.forms.f10_safety.history import truths, unchecked_days, unguarded_shifts
from pipeline.forms.f10_safety.sheets import (
    CANTEEN_SCOPE,
    DAILY_CHECK,
    INSPECTION,
    SCOPES,
    DailyChecks,
    Dangers,
    Inspections,
    Shifts,
)
from pipeline.forms.parameters import CANTEEN

ORDERS = (("F09", "報修維修", "維修單號", "驗收日期"), ("F12", "工程項目", "項目編號", "驗收日期"))
"""Where 關聯單號 leads: form, sheet, number and the day of acceptance."""


def daily_scope(scope: str) -> Missing:
    """X-38 for one scope: one finding a scope and month."""
    return Missing(
        id="X-38",
        name="每日逐項檢查",
        effect=Effect.FLAG,
        at=DailyChecks.checked_on,
        find=partial(unchecked_days, scope=scope),
        says=f"「{scope}」缺 {{missing}}的檢查記錄",
        fix="確有檢查的請補錄；沒有檢查的，今後每個上課日都要檢查。",
        because=("E2-38", "E2-39", "E3-36", "E3-37", "E3-38"),
        module=CANTEEN if scope == CANTEEN_SCOPE else "",
        measure="各檢查範圍分派到人，每個上課日放學前交當日記錄",
    )


@computed("在隱患台賬")
def IS_REGISTERED(rows: Rows) -> pd.Series[Any]:
    """X-39: the number is in F10.2; unknown where only a held row there has it."""
    dangers = rows.term.rows(Dangers)
    numbers = dangers.text(Dangers.number_of_danger)
    registered, held = set(numbers[dangers.usable]), set(numbers[~dangers.usable])
    asked = {at: one for at, one in enumerate(rows.text(DailyChecks.danger)) if one is not None}
    return truths(rows, {at: one in registered for at, one in asked.items() if one in registered or one not in held})


@computed("有檢查記錄")
def QUOTED_BY_A_CHECK(rows: Rows) -> pd.Series[Any]:
    """X-39: some row of F10.1 quotes the danger; not asked of one found before the window.

    Nor where F10-R04 marks a row of that day: there the number was not filled in.
    """
    checks = rows.term.rows(DailyChecks)
    quoted = set(checks.text(DailyChecks.danger)) - {None}
    unnumbered = checks.failed.get("F10-R04", np.zeros(len(checks), dtype=bool))
    silent = set(checks.numbers(DailyChecks.checked_on)[unnumbered].tolist())
    numbers, days = rows.text(Dangers.number_of_danger), rows.numbers(Dangers.found_on)
    found: dict[int, object] = {}
    for at, (number, day) in enumerate(zip(numbers, days.tolist(), strict=True)):
        if number in quoted:
            found[at] = True
        elif day >= rows.term.start and day not in silent:
            found[at] = False
    return truths(rows, found)


class Order(NamedTuple):
    """A repair order or a project: on a row not held, and the day on which it was accepted last (0: never)."""

    usable: bool
    accepted_on: int


def orders(term: Term) -> dict[str, Order]:
    """Every number that 關聯單號 may name, of the forms that are installed."""
    found: dict[str, Order] = {}
    for number, usable, accepted_on in _orders(term):
        known = found.get(number, Order(usable=False, accepted_on=0))
        day = max(known.accepted_on, accepted_on) if usable else known.accepted_on
        found[number] = Order(known.usable or usable, day)
    return found


def _orders(term: Term) -> Iterator[tuple[str, bool, int]]:
    for form, title, *headings in ORDERS:
        rows = rows_of(term, form, title)
        if rows is not None:
            number, accepted_on = columns_of(rows, *headings)
            days = np.where(rows.true(happened(accepted_on)), rows.numbers(accepted_on), 0)
            yield from zip(rows.text(number), rows.usable.tolist(), days.tolist(), strict=True)


def everything_is_there(term: Term) -> bool:
    """Both forms that 關聯單號 may lead to can be relied on: a number in neither leads nowhere."""
    return all(rows_of(term, form, title) is not None for form, title, *_ in ORDERS)


@computed("關聯單號有着落")
def LEADS_SOMEWHERE(rows: Rows) -> pd.Series[Any]:
    """X-40: the number is in F09.1 or F12.1; unknown while a form is not installed, or the row there is held."""
    known, complete = rows.term.once(orders), everything_is_there(rows.term)
    found: dict[int, object] = {}
    for at, number in enumerate(rows.text(Dangers.related)):
        if number in known:
            found[at] = True if known[number].usable else pd.NA
        elif number is not None and complete:
            found[at] = False
    return truths(rows, found)


@computed("驗收後銷號")
def CLOSED_AFTER_ACCEPTANCE(rows: Rows) -> pd.Series[Any]:
    """X-40: 銷號日期 is not before 驗收日期 of the order or project (not accepted: broken)."""
    known, closed = rows.term.once(orders), rows.of(Dangers.closed_on)
    is_closed = rows.true(happened(Dangers.closed_on))
    found = {
        at: 0 < known[number].accepted_on <= closed.iloc[at]
        for at, number in enumerate(rows.text(Dangers.related))
        if is_closed[at] and number in known and known[number].usable
    }
    return truths(rows, found)


def found_by_inspection(rows: Rows) -> dict[int, list[int]]:
    """Positions of the dangers with 來源 上級檢查, by 發現日期; held ones too."""
    found = defaultdict[int, list[int]](list)
    days = rows.numbers(Dangers.found_on)
    for at in np.flatnonzero(rows.text(Dangers.source) == INSPECTION):
        found[int(days[at])].append(int(at))
    return found


def positions_by_day(rows: Rows) -> dict[int, list[int]]:
    """Positions of the inspections of each day; held ones too."""
    found = defaultdict[int, list[int]](list)
    for at, day in enumerate(rows.numbers(Inspections.on).tolist()):
        found[day].append(at)
    return found


@computed("該日登記隱患數合計", Type.NUMBER)
def REGISTERED_OF_DAY(rows: Rows) -> pd.Series[Any]:
    """X-41: Σ 登記隱患數 of the day; unknown where an inspection of the day is held."""
    numbers, of_day = rows.numbers(Inspections.registered), positions_by_day(rows)
    places = [of_day[day] for day in rows.numbers(Inspections.on).tolist()]
    sums = [int(numbers[each].sum()) if rows.usable[each].all() else pd.NA for each in places]
    return pd.Series(sums, index=rows.frame.index, dtype="Int64")


@computed("隱患台賬該日上級檢查的條數", Type.NUMBER)
def DANGERS_OF_DAY(rows: Rows) -> pd.Series[Any]:
    """X-41: dangers of F10.2 found by an inspection on that day; unknown where one of them is held."""
    dangers = rows.term.rows(Dangers)
    found = found_by_inspection(dangers)
    places = [found.get(day, []) for day in rows.numbers(Inspections.on).tolist()]
    counts = [len(each) if dangers.usable[each].all() else pd.NA for each in places]
    return pd.Series(counts, index=rows.frame.index, dtype="Int64")


@computed("問題未全部整改")
def CLAIMED_TOO_EARLY(rows: Rows) -> pd.Series[Any]:
    """X-41: 整改完成日期 is there while a danger of the day has none, or a later one."""
    dangers = rows.term.rows(Dangers)
    found = found_by_inspection(dangers)
    rectified = np.where(dangers.true(happened(Dangers.rectified_on)), dangers.numbers(Dangers.rectified_on), 0)
    days, claimed = rows.numbers(Inspections.on), rows.numbers(Inspections.rectified_on)
    known = {}
    for at in np.flatnonzero(rows.true(happened(Inspections.rectified_on))):
        asked = [one for one in found.get(int(days[at]), ()) if dangers.usable[one]]
        known[int(at)] = any(not 0 < rectified[one] <= claimed[at] for one in asked)
    return truths(rows, known)


RULES: Sequence[Rule | Missing] = [
    *(daily_scope(scope) for scope in SCOPES if scope not in BESIDES),
    Flag(
        "X-39",
        "隱患編號相互對應",
        must={DailyChecks.danger: IS_REGISTERED},
        says="隱患編號「{danger}」不在隱患台賬",
        fix="請核對編號；沒有登記的請補入隱患台賬。",
        because="E2-40",
        measure="每日檢查與隱患台賬逐條核對編號",
    ),
    Flag(
        "X-39",
        "隱患編號相互對應",
        must={Dangers.source: QUOTED_BY_A_CHECK},
        when=Dangers.source == DAILY_CHECK,
        says="來源是每日檢查，本學期的每日檢查卻沒有一行寫明 {number_of_danger}",
        fix="請在當日的檢查記錄補填隱患編號，或更正來源。",
        because="E2-40",
        measure="每日檢查與隱患台賬逐條核對編號",
    ),
    Flag(
        "X-40",
        "隱患與維修、工程對應",
        must={Dangers.related: LEADS_SOMEWHERE, Dangers.closed_on: CLOSED_AFTER_ACCEPTANCE},
        says="關聯單號「{related}」不在報修維修或工程項目，或銷號 {closed_on} 時該單尚未驗收",
        fix="請核對單號；維修、工程驗收後才可銷號。",
        because="E3-14 E2-40",
        measure="維修或工程驗收後再銷號",
    ),
    Flag(
        "X-41",
        "上級檢查問題閉環",
        must={
            Inspections.registered: REGISTERED_OF_DAY == DANGERS_OF_DAY,
            Inspections.rectified_on: ~CLAIMED_TOO_EARLY,
        },
        first_of=(Inspections.on,),
        says="{on} 登記隱患共 {registered_sum} 項，隱患台賬來源為上級檢查的 {in_ledger} 條；或有隱患在整改完成日期"
        "「{rectified_on}」之後才整改",
        shows={"registered_sum": REGISTERED_OF_DAY, "in_ledger": DANGERS_OF_DAY},
        fix="請逐項登記，全部整改後再填整改完成日期。",
        because="E3-41 E3-42",
        measure="上級指出的問題逐項登記、逐項整改後再報完成",
    ),
    Missing(
        id="X-42",
        name="值班不空班",
        effect=Effect.FLAG,
        at=Shifts.on,
        find=unguarded_shifts,
        says="沒有值班記錄：{missing}",
        fix="確有值班的請補錄；空班的請查明原因。",
        because=("E2-35",),
        measure="按校曆逐日排班，節假日白班、夜班都有人",
    ),
]
