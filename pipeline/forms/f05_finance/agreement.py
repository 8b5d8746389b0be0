"""Whether the sheets of F05 agree with each other: what the cross-form rules on money compare (X-13 to X-25)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

import numpy as np
import pandas as pd

from pipeline.checks.mask import by_value, members
from pipeline.checks.services import last_day, month_of
from pipeline.checks.term import MONTH, Rows, Term
from pipeline.checks.unknown import Held, absent_months, all_came, may_be_absent
from pipeline.checks.words import computed
from pipeline.figures.number import number_text
from pipeline.form.expression import Type
from pipeline.form.sheet import Kind
from pipeline.forms.f00_base.sheets import Rooms
from pipeline.forms.f05_finance.history import IS_COLLECTED, IS_SPENT, NATURE, in_order
from pipeline.forms.f05_finance.income import declarations, income_of_months
from pipeline.forms.f05_finance.sheets import (
    CANTEEN_ACCOUNT,
    CANTEEN_FEE,
    EVERY_GRADE,
    Budget,
    ChargeItems,
    Collections,
    Publications,
    Settlements,
    Vouchers,
)
from pipeline.forms.parameters import FEES, KINDERGARTEN


def classes_of(term: Term, grades: str) -> list[str]:
    """The classrooms of these grades, in the order of F00.4; kindergarten classes only while they are on."""
    rows, wanted = term.rows(Rooms), set(members(grades))
    codes, categories, grade = (rows.text(column) for column in (Rooms.code, Rooms.category, Rooms.grade))
    kindergarten = term.switched_on(KINDERGARTEN)
    return [
        codes[at]
        for at in np.flatnonzero(rows.usable & (categories == "教室"))
        if grade[at] is not None
        and (kindergarten or not grade[at].startswith("幼兒"))
        and (EVERY_GRADE in wanted or grade[at] in wanted)
    ]


def classes_without_collection(term: Term) -> Mapping[int, Sequence[str]]:
    """X-13: classes of a compulsory item without a row by the end of the month after 開學日; held rows count.

    Not asked while a month up to then has not come.
    """
    month = month_of(term.base.opening) + 1
    if term.as_of < last_day(month) or not all_came(term, Collections, until=month):
        return {}
    rows = term.rows(Collections)
    held = Held(rows, Collections.item, Collections.room)
    in_time = rows.numbers(Collections.collected_on) <= last_day(month)
    pairs = zip(rows.text(Collections.item)[in_time], rows.text(Collections.room)[in_time], strict=True)
    present = set(pairs)
    missing = [pair for pair in pairs_due(term, last_day(month)) if pair not in present and not held.may_have(*pair)]
    return {month: [f"{room} {item}" for item, room in missing]}


def pairs_due(term: Term, by: int) -> list[tuple[str, str]]:
    """Compulsory items with each class of their grades; items published after the day are not due by then."""
    rows = term.rows(ChargeItems)
    codes, voluntary, grades = (rows.text(c) for c in (ChargeItems.code, ChargeItems.voluntary, ChargeItems.grades))
    published = rows.numbers(ChargeItems.published_on)
    asked = rows.usable & (voluntary == "否") & (published <= by)
    return [(codes[at], room) for at in np.flatnonzero(asked) for room in classes_of(term, grades[at] or "")]


@computed("當月累計實收人數", Type.NUMBER)
def PAYERS_SO_FAR(rows: Rows) -> pd.Series[Any]:
    """X-13: Σ 實收人數 of class, item and calendar month up to the row, in order of 收費日期.

    Unknown while a collection of the class and item is held.
    """
    held = Held(rows, Collections.room, Collections.item)
    rooms, items = rows.text(Collections.room), rows.text(Collections.item)
    days, payers = rows.numbers(Collections.collected_on), rows.numbers(Collections.payers)
    sums: dict[tuple[str, str, int], int] = defaultdict(int)
    so_far: list[Any] = [pd.NA] * len(rows)
    for at in sorted((int(at) for at in in_order(rows) if rows.counted[at]), key=lambda at: int(days[at])):
        group = rooms[at], items[at], month_of(int(days[at]))
        sums[group] += int(payers[at])
        so_far[at] = pd.NA if held.may_have(*group[:2]) else sums[group]
    return pd.Series(so_far, index=rows.frame.index, dtype="Int64")


@computed("該班該項實收", Type.NUMBER, 2)
def COLLECTED_OF_CLASS(rows: Rows) -> pd.Series[Any]:
    """X-15: Σ 實收金額 (分) of item and class in F05.2; unknown while one of these rows is held or has not come."""
    paid = rows.term.rows(Collections)
    items, rooms, fen = paid.text(Collections.item), paid.text(Collections.room), paid.numbers(Collections.collected)
    sums: dict[tuple[str, str], int] = defaultdict(int)
    for at in np.flatnonzero(paid.counted):
        sums[items[at], rooms[at]] += int(fen[at])
    held, absent = Held(paid, Collections.item, Collections.room), may_be_absent(rows, Collections)
    pairs = list(zip(rows.text(Settlements.item), rows.text(Settlements.room), strict=True))
    known = pd.Series([sums.get(pair, 0) for pair in pairs], index=rows.frame.index, dtype="Int64")
    return known.mask(absent | np.array([held.may_have(*pair) for pair in pairs], dtype=bool))


def spending_of_months(term: Term) -> dict[int, int]:
    """分 of M-F05-05a, by month."""
    rows = term.rows(Vouchers)
    sums: dict[int, int] = defaultdict(int)
    for month, fen in zip(
        rows.months, rows.numbers(Vouchers.amount) * (rows.counted & rows.true(IS_SPENT)), strict=True
    ):
        sums[int(month)] += int(fen)
    return sums


def unknown_months(rows: Rows) -> set[int]:
    """Months whose total is not known: a row is held, or may stand in a month that has not come.

    An event is handed in with its month, what lives on may also come with the month after. A row that does not say its
    date may be of any month up to its file's.
    """
    late = 0 if rows.sheet.kind is Kind.EVENT else 1
    unknown = {month for absent in absent_months(rows.term, rows.sheet) for month in range(absent - late, absent + 1)}
    deciding = rows.days.notna().to_numpy(dtype=bool)
    for at in np.flatnonzero(~rows.usable).tolist():
        last = int(rows.months[at])
        unknown.update(range(last if deciding[at] else min(rows.term.window_months), last + 1))
    return unknown


def total_of_month(sums: Mapping[int, int], held: set[int], rows: Rows) -> pd.Series[Any]:
    """The figure of each published month; unknown in the months that are."""
    months = rows.of(Publications.month)
    known = [pd.NA if pd.isna(m) or int(m) in held else sums.get(int(m), 0) for m in months]
    return pd.Series(known, index=rows.frame.index, dtype="Int64")


@computed("當月收入", Type.NUMBER, 2)
def INCOME_OF_MONTH(rows: Rows) -> pd.Series[Any]:
    """X-23: M-F05-01f of the row's month (分); unknown without F05.2, which gives most of it."""
    term = rows.term
    if not term.switched_on(FEES):
        return pd.Series(pd.NA, index=rows.frame.index, dtype="Int64")
    held = {month for sheet, _ in declarations(term) for month in unknown_months(term.rows(sheet))}
    return total_of_month(term.once(income_of_months), held, rows)


@computed("當月支出", Type.NUMBER, 2)
def SPENDING_OF_MONTH(rows: Rows) -> pd.Series[Any]:
    """X-23: M-F05-05a of the row's month (分)."""
    held = unknown_months(rows.term.rows(Vouchers))
    return total_of_month(rows.term.once(spending_of_months), held, rows)


def canteen_deviation(term: Term) -> Mapping[int, Sequence[str]]:
    """X-24: at term end abs(M-F05-12c) above P-14; a surplus is a deviation too. Not asked of incomplete books."""
    limit = term.base.parameters.number("P-14", term.as_of)
    if not term.at_term_end or not term.switched_on(FEES) or limit is None:
        return {}
    fees, vouchers = term.rows(Collections), term.rows(Vouchers)
    if not (all_came(term, Collections) and all_came(term, Vouchers)) or may_be_of_canteen(fees, vouchers):
        return {}
    paid = fees.counted & fees.true(IS_COLLECTED & (NATURE == CANTEEN_FEE))
    spent = vouchers.counted & vouchers.true(IS_SPENT & (Vouchers.source == CANTEEN_ACCOUNT))
    income, spending = (
        int(fees.numbers(Collections.collected)[paid].sum()),
        int(vouchers.numbers(Vouchers.amount)[spent].sum()),
    )
    if not income or abs(Fraction(income - spending, income)) <= limit:
        return {}
    shown = number_text(Fraction(income - spending, income), "%")
    return {month_of(term.end): [f"伙食費收入與食堂專賬支出的偏離率 {shown}，警戒線 {number_text(limit, '%')}"]}


def may_be_of_canteen(fees: Rows, vouchers: Rows) -> bool:
    """A held row may be a meal fee, or spending of the canteen's account."""
    fee, spending = (NATURE == CANTEEN_FEE), (Vouchers.source == CANTEEN_ACCOUNT)
    return any((~rows.usable & ~rows.true(~is_one)).any() for rows, is_one in ((fees, fee), (vouchers, spending)))


def spending_by_category(term: Term) -> dict[str, int]:
    """分 of M-F05-05a of the term to date, by 支出類別."""
    rows = term.rows(Vouchers)
    taken = np.flatnonzero(rows.counted & rows.true(IS_SPENT))
    categories, fen = rows.text(Vouchers.category), rows.numbers(Vouchers.amount)
    sums: dict[str, int] = defaultdict(int)
    for at in taken:
        sums[categories[at]] += int(fen[at])
    return sums


@computed("該類已支出", Type.NUMBER, 2)
def SPENT_OF_CATEGORY(rows: Rows) -> pd.Series[Any]:
    """X-25: M-F05-05a of the plan row's category, the term to date (分)."""
    spent = rows.term.once(spending_by_category)
    return by_value(rows.of(Budget.category), lambda category: spent.get(category, 0), "Int64")


def unplanned_spending(term: Term) -> Mapping[int, Sequence[str]]:
    """X-25: by month, categories with spending and without a plan row; unknown while nobody plans.

    Unknown, too, while the newest plan may not have come, or a held row of it does not say what it plans.
    """
    plan, rows = term.rows(Budget), term.rows(Vouchers)
    if not term.has(Budget) or not all_came(term, Budget, since=int(plan.frame[MONTH].max()) + 1):
        return {}
    held = Held(plan, Budget.category, where=~plan.true(~Budget.is_spending))
    planned = set(plan.text(Budget.category)[plan.true(Budget.is_spending)])
    categories = rows.text(Vouchers.category)
    found: dict[int, dict[str, None]] = defaultdict(dict)
    for at in np.flatnonzero(rows.counted & rows.true(IS_SPENT)):
        if categories[at] not in planned and not held.may_have(categories[at]):
            found[int(rows.months[at])][categories[at]] = None
    return {month: list(missing) for month, missing in found.items()}
