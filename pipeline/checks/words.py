"""Words for what a row's own cells cannot say: history, sums over groups, calendar, roster. Each builds an Expr."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pipeline.checks.mask import by_value, members
from pipeline.checks.services import Roster
from pipeline.checks.term import FILE, MONTH, Rows, Term
from pipeline.checks.unknown import absent_months, incomplete_group, may_be_hidden, same_group
from pipeline.form.column import Column
from pipeline.form.expression import Expr, Type, Word

ByColumns = Sequence[Expr]
LAST_OF_ALL = 10**12
"""In any order of days, minutes or numbers."""


def group_numbers(rows: Rows, by: ByColumns) -> NDArray[np.int64]:
    """A number for each distinct combination of values; blanks are a value (domain 3.2, Keys)."""
    keys = pd.DataFrame({str(i): rows.of(expr).astype(object) for i, expr in enumerate(by)})
    if keys.empty or not by:
        return np.zeros(len(rows), dtype=np.int64)
    return np.asarray(keys.groupby(list(keys.columns), dropna=False, sort=False).ngroup(), dtype=np.int64)


def previous(of: Column, *, by: ByColumns, order: Expr) -> Word:
    """The value on the row before, of the same group and by `order`; the first has none.

    Unknown where a held row, or one of a month that has not come, may stand between the two.
    """

    def compute(rows: Rows) -> pd.Series[Any]:
        values = rows.of(of).astype(object)
        ordered = pd.DataFrame({"group": group_numbers(rows, by), "order": rows.of(order), "value": values})
        ordered = ordered[rows.usable].sort_values("order", kind="stable", na_position="last")
        before = ordered.groupby("group", sort=False)["value"].shift(1)
        return before.reindex(rows.frame.index).mask(hidden_between(rows, by, order))

    return Word(f"上一行的{of.title}", compute, of.type, of.scale)


def hidden_between(rows: Rows, by: ByColumns, order: Expr) -> NDArray[np.bool_]:
    """Rows of an event sheet that a held row, or one that has not come, may part from the row before of their group.

    The row before is by `order`, held rows left out. A held row that cannot be put in order stands somewhere in the
    month of its file. For the first of a group: whether anything may stand before it.
    """
    places = pd.DataFrame({"group": group_numbers(rows, by), "order": rows.of(order), "month": rows.frame[MONTH]})
    live = places[rows.usable].sort_values("order", kind="stable", na_position="last")
    before = live.groupby("group", sort=False)[["order", "month"]].shift(1).reindex(places.index)
    since = before["month"].fillna(0).to_numpy(dtype=np.int64)
    until = places["month"].to_numpy(dtype=np.int64)
    absent = np.array(absent_months(rows.term, rows.sheet), dtype=np.int64)
    hidden = np.searchsorted(absent, until, "left") > np.searchsorted(absent, since, "right")
    orders, orders_before = places["order"].fillna(LAST_OF_ALL), before["order"].fillna(-LAST_OF_ALL)
    for at in np.flatnonzero(~rows.usable).tolist():
        if pd.notna(places["order"].iloc[at]):
            between = (orders_before <= orders[at]) & (orders[at] <= orders)
        else:
            between = (since <= until[at]) & (until[at] <= until)
        hidden = hidden | (np.asarray(between, dtype=bool) & same_group(rows, by, at))
    return hidden


def total(of: Expr, *, by: ByColumns, where: Expr | None = None) -> Word:
    """Σ over the rows of the group (those where `where` is true); 0 when none, unknown while one may be missing."""

    def compute(rows: Rows) -> pd.Series[Any]:
        taken = rows.usable if where is None else rows.usable & rows.true(where)
        groups = group_numbers(rows, by)
        sums = np.zeros(groups.max(initial=-1) + 1, dtype=np.int64)
        np.add.at(sums, groups[taken], rows.numbers(of)[taken])
        sums_of_rows = pd.Series(sums[groups], index=rows.frame.index, dtype="Int64")
        return sums_of_rows.mask(incomplete_group(rows, by, where))

    return Word("同組合計", compute, Type.NUMBER, of.scale)


def quoted_total(of: Expr, *, key: Column, quoted_by: Expr, counted_only: bool = True) -> Word:
    """Σ `of` over the rows of the key's sheet whose `key` equals this row's `quoted_by`; unknown when none does.

    Unknown, too, while a row that may quote it is held or has not come.
    """

    def compute(rows: Rows) -> pd.Series[Any]:
        sums = totals_by_key(rows.term, of, key, counted_only=counted_only)
        quoted = by_value(rows.of(quoted_by), lambda number: sums.get(number, pd.NA), "Int64")
        return quoted.mask(may_be_hidden(rows, quoted_by, key))

    return Word(f"{key.sheet.title}引用合計", compute, Type.NUMBER, of.scale)


def totals_by_key(term: Term, of: Expr, key: Column, *, counted_only: bool = True) -> dict[str, int]:
    """Σ `of` by `key` over the rows of the key's sheet; several members of a joined list each get the row's amount."""
    target = term.rows(key.sheet)
    taken = np.flatnonzero(target.counted if counted_only else target.usable)
    amounts, keys = target.numbers(of), target.text(key)
    sums: dict[str, int] = {}
    for at in taken:
        for member in members(keys[at]) if keys[at] is not None else ():
            sums[member] = sums.get(member, 0) + int(amounts[at])
    return sums


def anyone(names: Expr, name: str, test: Callable[[Roster, str], bool]) -> Word:
    """Somebody in the list passes the test; a name that F00.3 lacks never does."""
    return _people(names, name, test, any)


def everyone(names: Expr, name: str, test: Callable[[Roster, str], bool]) -> Word:
    """Everybody in the list passes the test; a name that F00.3 lacks never does."""
    return _people(names, name, test, all)


def _people(names: Expr, name: str, test: Callable[[Roster, str], bool], quantifier: Callable[..., bool]) -> Word:
    def compute(rows: Rows) -> pd.Series[Any]:
        roster = rows.term.base.roster
        return by_value(rows.of(names), lambda joined: quantifier(test(roster, one) for one in members(joined)))

    return Word(name, compute, Type.TRUTH)


def holds(names: Expr, *posts: str) -> Word:
    """Somebody in the list holds one of the posts (崗位 or 兼崗)."""
    return anyone(names, "任" + "、".join(posts), lambda roster, one: roster.holds(one, *posts))


def is_operator(names: Expr) -> Word:
    """Somebody in the list has 食堂操作人員=是."""
    return anyone(names, "食堂操作人員", lambda roster, one: roster.is_operator(one))


def by_day(dates: Expr, of: Callable[[Term, int], object], name: str, kind: Type = Type.TRUTH) -> Word:
    """Something about each date, computed once a distinct day; unknown for blanks."""

    def compute(rows: Rows) -> pd.Series[Any]:
        days = rows.of(dates)
        known = {day: of(rows.term, int(day)) for day in days.dropna().unique()}
        return days.map(known, na_action="ignore")

    return Word(name, compute, kind)


def has_come(dates: Expr) -> Word:
    """The date is not after the as-of date: what falls due on it is due."""
    return by_day(dates, lambda term, day: day <= term.as_of, "已到期")


def unless_due(must: Expr, due_on: Expr) -> Expr:
    """`must`, unknown while the due day lies after the as-of date (domain 3.1, Three values)."""

    def compute(rows: Rows) -> pd.Series[Any]:
        return rows.of(must).mask(~rows.true(has_come(due_on)))

    return Word("到期後檢查", compute, Type.TRUTH)


def plus_working_days(dates: Expr, parameter: Expr) -> Word:
    """The last day within so many working days of the date, which is day 0; unknown where a day on the way is."""

    def compute(rows: Rows) -> pd.Series[Any]:
        calendar = rows.term.base.calendar
        pairs = zip(rows.of(dates), rows.of(parameter), strict=True)
        last: list[object] = []
        for day, count in pairs:
            until = None if pd.isna(day) or pd.isna(count) else calendar.plus_working_days(int(day), int(count))
            last.append(until if until is not None and calendar.is_sure(int(day), until) else pd.NA)
        return pd.Series(last, index=rows.frame.index, dtype="Int64")

    return Word("工作日期限", compute, Type.DATE)


def working_days_between(start: Expr, end: Expr) -> Word:
    """Working days after `start` up to and including `end`; unknown where one of these days is."""

    def compute(rows: Rows) -> pd.Series[Any]:
        calendar = rows.term.base.calendar
        pairs = zip(rows.of(start), rows.of(end), strict=True)
        days = [
            pd.NA
            if pd.isna(a) or pd.isna(b) or not calendar.is_sure(int(a), int(b))
            else calendar.working_days_between(int(a), int(b))
            for a, b in pairs
        ]
        return pd.Series(days, index=rows.frame.index, dtype="Int64")

    return Word("相隔工作日", compute, Type.NUMBER)


def at_term_end() -> Word:
    """As-of date ≥ 學期結束日; unknown in a rule, of an open row whose next state has not come."""

    def compute(rows: Rows) -> pd.Series[Any]:
        ended = pd.Series(rows.term.at_term_end, index=rows.frame.index, dtype="boolean")
        return ended if rows.unknown_blanks is None else ended.mask(ended & rows.unknown_blanks)

    return Word("學期末", compute, Type.TRUTH)


def as_of() -> Word:
    """The as-of date; unknown in a rule, of an open row whose next state has not come: what it is then is not known."""

    def compute(rows: Rows) -> pd.Series[Any]:
        day = pd.Series(rows.term.as_of, index=rows.frame.index, dtype="Int64")
        return day if rows.unknown_blanks is None else day.mask(rows.unknown_blanks)

    return Word("統計截止日", compute, Type.DATE)


def filled_on() -> Word:
    """填報日期 on 封面 of the row's workbook; unknown where it says none."""

    def compute(rows: Rows) -> pd.Series[Any]:
        covers = [file.cover for file in rows.term.files]
        days = [pd.NA if cover is None or cover.filled_on is None else cover.filled_on for cover in covers]
        return pd.Series([days[file] for file in rows.frame[FILE]], index=rows.frame.index, dtype="Int64")

    return Word("填報日期", compute, Type.DATE)


def opening_day() -> Word:
    """開學日."""

    def compute(rows: Rows) -> pd.Series[Any]:
        return pd.Series(rows.term.base.opening, index=rows.frame.index, dtype="Int64")

    return Word("開學日", compute, Type.DATE)


def silenced_by(*rules: str) -> Word:
    """Rows on which one of the rules speaks already."""

    def compute(rows: Rows) -> pd.Series[Any]:
        failed = [rows.failed.get(rule, np.zeros(len(rows), dtype=bool)) for rule in rules]
        return pd.Series(np.logical_or.reduce(failed), index=rows.frame.index, dtype="boolean")

    return Word("已有其他規則指出", compute, Type.TRUTH)


def month_of_file() -> Word:
    """The month (year × 12 + month − 1) on 封面 of the row's file."""
    return Word("封面月份", lambda rows: rows.frame[MONTH].astype("Int64"), Type.NUMBER)


def known(must: Expr, only_if: Expr) -> Expr:
    """`must` where `only_if` is true, unknown elsewhere."""

    def compute(rows: Rows) -> pd.Series[Any]:
        return rows.of(must).mask(~rows.true(only_if))

    return Word("條件成立時檢查", compute, Type.TRUTH)


def computed(name: str, kind: Type = Type.TRUTH, scale: int = 0) -> Callable[[Callable[[Rows], Any]], Word]:
    """Turns a function of all rows into a word; for a rule that no other word can say."""
    return lambda compute: Word(name, compute, kind, scale)


def somebody(names: Expr, name: str, test: Callable[[Roster, str], bool]) -> Word:
    """Somebody in the list passes the test; unknown when nobody known does and a name is not in F00.3 (G-12 speaks)."""

    def compute(rows: Rows) -> pd.Series[Any]:
        roster = rows.term.base.roster

        def asked(joined: str) -> object:
            known = [one for one in members(joined) if one in roster.people]
            return any(test(roster, one) for one in known) or (pd.NA if len(known) < len(members(joined)) else False)

        return by_value(rows.of(names), asked)

    return Word(name, compute, Type.TRUTH)


def happened(dates: Expr) -> Word:
    """The date is there; one after the as-of date is read as not yet happened (domain 3.2).

    Unknown only in a rule, of an open row whose next state has not come.
    """

    def compute(rows: Rows) -> pd.Series[Any]:
        days = rows.of(dates)
        came = (days.notna() & (days <= rows.term.as_of)).fillna(value=False)
        return came if rows.unknown_blanks is None else came.mask(days.isna() & rows.unknown_blanks)

    return Word("已發生", compute, Type.TRUTH)


def is_to_come(date_column: Column) -> Word:
    """A date was typed that lies after the as-of date: known, but not yet happened. Never unknown."""

    def compute(rows: Rows) -> pd.Series[Any]:
        return _marked(rows, rows.to_come.get(date_column.name))

    return Word("尚未發生", compute, Type.TRUTH)


def breaks(rule: str) -> Word:
    """The row breaks the rule; for figures, which are made after the rules have run."""
    return Word(f"違反{rule}", lambda rows: _marked(rows, rows.failed.get(rule)), Type.TRUTH)


def excluded_by(rule: str) -> Word:
    """The rule is the one that keeps the row out of the main total."""
    return Word(f"由{rule}排除", lambda rows: _marked(rows, rows.tallied.get(rule)), Type.TRUTH)


def _marked(rows: Rows, marks: NDArray[np.bool_] | None) -> pd.Series[Any]:
    """Marks of the rows; none where the rule had nothing to judge."""
    return pd.Series(np.zeros(len(rows), dtype=bool) if marks is None else marks, rows.frame.index, dtype="boolean")
