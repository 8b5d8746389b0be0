"""Cross-form rules around F10: X-38 to X-42 (domain 6)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pipeline.checks.mask import truths
from pipeline.checks.services import month_of
from pipeline.checks.term import MONTH, Rows, Term
from pipeline.checks.unknown import Held, absent_months, all_came, as_asked, may_be_absent, may_be_hidden
from pipeline.checks.words import computed, happened
from pipeline.finding import Effect
from pipeline.form.column import Column
from pipeline.form.expression import Type
from pipeline.form.rule import Flag, Missing, Rule
from pipeline.form.sheet import Kind
from pipeline.forms.elsewhere import columns_of, rows_of
from pipeline.forms.f10_safety.duties import BESIDES
from pipeline.forms.f10_safety.history import unchecked_days, undated_rows, unguarded_shifts
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


@computed("有檢查記錄")
def QUOTED_BY_A_CHECK(rows: Rows) -> pd.Series[Any]:
    """X-39: some row of F10.1 quotes the danger; not asked of one found before the window.

    Nor where F10-R04 marks a row of that day, or a held row lacks its number: there the number was not filled in. Nor
    while the check may not have come.
    """
    checks = rows.term.rows(DailyChecks)
    quoted = set(checks.text(DailyChecks.danger)) - {None}
    unnumbered = checks.failed.get("F10-R04", np.zeros(len(checks), dtype=bool))
    unnumbered = unnumbered | (~checks.usable & pd.isna(checks.text(DailyChecks.danger)))
    silent = set(checks.numbers(DailyChecks.checked_on)[unnumbered].tolist())
    undated, absent = undated_rows(checks, DailyChecks.checked_on), may_be_absent(rows, DailyChecks)
    numbers, days = rows.text(Dangers.number_of_danger), rows.numbers(Dangers.found_on)
    found: dict[int, object] = {}
    for at, (number, day) in enumerate(zip(numbers, days.tolist(), strict=True)):
        if number in quoted:
            found[at] = True
        elif day >= rows.term.start and not (day in silent or absent[at] or undated.may_have(month_of(day))):
            found[at] = False
    return truths(rows, found)


class Order(NamedTuple):
    """A repair order or a project: on a row not held, and the day on which it was accepted last.

    0: never, as far as is known; None: its last state has not come.
    """

    usable: bool
    accepted_on: int | None


def orders(term: Term) -> dict[str, Order]:
    """Every number that 關聯單號 may name, of the forms that are installed."""
    found: dict[str, Order] = {}
    for number, usable, accepted_on in _orders(term):
        known = found.get(number, Order(usable=False, accepted_on=0))
        days = [known.accepted_on, accepted_on] if usable else [known.accepted_on]
        found[number] = Order(known.usable or usable, None if None in days else max(day or 0 for day in days))
    return found


def _orders(term: Term) -> Iterator[tuple[str, bool, int | None]]:
    for form, title, *headings in ORDERS:
        rows = rows_of(term, form, title)
        if rows is not None:
            number, accepted_on = columns_of(rows, *headings)
            came, days = as_asked(rows).of(happened(accepted_on)), rows.numbers(accepted_on).tolist()
            accepted = [None if pd.isna(one) else day if one else 0 for one, day in zip(came, days, strict=True)]
            numbers, unsure = rows.text(number), last_state_is_absent(rows, number)
            accepted = [None if unsure[at] and not day else day for at, day in enumerate(accepted)]
            yield from zip(numbers, rows.usable.tolist(), accepted, strict=True)


def last_state_is_absent(rows: Rows, number: Column) -> NDArray[np.bool_]:
    """The last state that came, of what tells its state each month (F12.1), where a later month has not come."""
    months, absent = rows.frame[MONTH], absent_months(rows.term, rows.sheet)
    if rows.sheet.kind is not Kind.STATUS or not absent:
        return np.zeros(len(rows), dtype=bool)
    last = months.groupby(rows.of(number)).transform("max")
    return np.asarray((months == last) & (months < absent[-1]), dtype=bool)


def may_lead_somewhere(rows: Rows) -> NDArray[np.bool_]:
    """關聯單號 that may stand where nobody can look: in a form not installed, on a held row, in a month to come."""
    doubtful = np.zeros(len(rows), dtype=bool)
    for form, title, number, _ in ORDERS:
        found = rows_of(rows.term, form, title)
        doubtful |= True if found is None else may_be_hidden(rows, Dangers.related, found.sheet.column(number))
    return doubtful


@computed("關聯單號有着落")
def LEADS_SOMEWHERE(rows: Rows) -> pd.Series[Any]:
    """X-40: the number is in F09.1 or F12.1; unknown where nobody can look, or the row there is held."""
    known, doubtful = rows.term.once(orders), may_lead_somewhere(rows)
    found: dict[int, object] = {}
    for at, number in enumerate(rows.text(Dangers.related)):
        if number in known:
            found[at] = True if known[number].usable else pd.NA
        elif number is not None and not doubtful[at]:
            found[at] = False
    return truths(rows, found)


@computed("驗收後銷號")
def CLOSED_AFTER_ACCEPTANCE(rows: Rows) -> pd.Series[Any]:
    """X-40: 銷號日期 is not before 驗收日期 of the order or project (not accepted: broken)."""
    known, closed = rows.term.once(orders), rows.of(Dangers.closed_on)
    is_closed = rows.true(happened(Dangers.closed_on))
    found: dict[int, object] = {}
    for at, number in enumerate(rows.text(Dangers.related)):
        order = known.get(number)
        if is_closed[at] and order is not None and order.usable and order.accepted_on is not None:
            found[at] = 0 < order.accepted_on <= closed.iloc[at]
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
    """X-41: Σ 登記隱患數 of the day; unknown where an inspection of the day is held, or may be."""
    undated = undated_rows(rows, Inspections.on)
    numbers, of_day = rows.numbers(Inspections.registered), positions_by_day(rows)
    days = rows.numbers(Inspections.on).tolist()
    sums = [
        int(numbers[of_day[day]].sum()) if rows.usable[of_day[day]].all() and not undated.may_have(month) else pd.NA
        for day, month in zip(days, rows.months.tolist(), strict=True)
    ]
    return pd.Series(sums, index=rows.frame.index, dtype="Int64")


@computed("隱患台賬該日上級檢查的條數", Type.NUMBER)
def DANGERS_OF_DAY(rows: Rows) -> pd.Series[Any]:
    """X-41: dangers of F10.2 found by an inspection on that day; unknown where one is held or may not have come."""
    dangers = rows.term.rows(Dangers)
    found, held = found_by_inspection(dangers), Held(dangers, Dangers.source, Dangers.found_on)
    counts: list[object] = []
    for day, month in zip(rows.numbers(Inspections.on).tolist(), rows.months.tolist(), strict=True):
        known = all_came(rows.term, Dangers, month, month + 1) and not held.may_have(INSPECTION, day)
        counts.append(len(found.get(day, ())) if known else pd.NA)
    return pd.Series(counts, index=rows.frame.index, dtype="Int64")


@computed("問題未全部整改")
def CLAIMED_TOO_EARLY(rows: Rows) -> pd.Series[Any]:
    """X-41: 整改完成日期 is there while a danger of the day has none, or a later one.

    Unknown where a danger may have been rectified since, in a month that has not come.
    """
    dangers = rows.term.rows(Dangers)
    found, is_rectified = found_by_inspection(dangers), as_asked(dangers).of(happened(Dangers.rectified_on))
    unknown = is_rectified.isna().to_numpy(dtype=bool)
    rectified = np.where(is_rectified.fillna(value=False), dangers.numbers(Dangers.rectified_on), 0)
    days, claimed = rows.numbers(Inspections.on), rows.numbers(Inspections.rectified_on)
    known: dict[int, object] = {}
    for at in np.flatnonzero(rows.true(happened(Inspections.rectified_on))):
        asked = [one for one in found.get(int(days[at]), ()) if dangers.usable[one]]
        late = any(not unknown[one] and not 0 < rectified[one] <= claimed[at] for one in asked)
        known[int(at)] = late or (pd.NA if unknown[asked].any() else False)
    return truths(rows, known)


RULES: Sequence[Rule | Missing] = [
    *(daily_scope(scope) for scope in SCOPES if scope not in BESIDES),
    Flag(
        "X-39",
        "隱患編號相互對應",
        must={DailyChecks.danger: DailyChecks.danger.is_in(Dangers.number_of_danger)},
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
