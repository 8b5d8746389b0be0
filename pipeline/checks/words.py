"""Words for what a row's own cells cannot say: history, sums over groups, calendar, roster. Each builds an Expr."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pipeline.checks.mask import by_value, members
from pipeline.checks.services import Roster
from pipeline.checks.term import Rows, Term
from pipeline.form.column import Column
from pipeline.form.expression import Expr, Type, Word

ByColumns = Sequence[Expr]


def group_numbers(rows: Rows, by: ByColumns) -> NDArray[np.int64]:
    """A number for each distinct combination of values; blanks are a value (domain 3.2, Keys)."""
    keys = pd.DataFrame({str(i): rows.of(expr).astype(object) for i, expr in enumerate(by)})
    if keys.empty or not by:
        return np.zeros(len(rows), dtype=np.int64)
    return np.asarray(keys.groupby(list(keys.columns), dropna=False, sort=False).ngroup(), dtype=np.int64)


def previous(of: Column, *, by: ByColumns, order: Expr) -> Word:
    """The value on the row before, of the same group and by `order`; held rows are skipped, the first has none."""

    def compute(rows: Rows) -> pd.Series[Any]:
        values = rows.of(of).astype(object)
        ordered = pd.DataFrame({"group": group_numbers(rows, by), "order": rows.of(order), "value": values})
        ordered = ordered[rows.usable].sort_values("order", kind="stable", na_position="last")
        before = ordered.groupby("group", sort=False)["value"].shift(1)
        return before.reindex(rows.frame.index)

    return Word(f"上一行的{of.title}", compute, of.type, of.scale)


def total(of: Expr, *, by: ByColumns, where: Expr | None = None) -> Word:
    """Σ over the usable rows of the group (those where `where` is true); 0 when none."""

    def compute(rows: Rows) -> pd.Series[Any]:
        taken = rows.usable if where is None else rows.usable & rows.true(where)
        groups = group_numbers(rows, by)
        sums = np.zeros(groups.max(initial=-1) + 1, dtype=np.int64)
        np.add.at(sums, groups[taken], rows.numbers(of)[taken])
        return pd.Series(sums[groups], index=rows.frame.index, dtype="Int64")

    return Word("同組合計", compute, Type.NUMBER, of.scale)


def quoted_total(of: Expr, *, key: Column, quoted_by: Expr, counted_only: bool = True) -> Word:
    """Σ `of` over the rows of the key's sheet whose `key` equals this row's `quoted_by`; unknown when none does."""

    def compute(rows: Rows) -> pd.Series[Any]:
        sums = totals_by_key(rows.term, of, key, counted_only=counted_only)
        return by_value(rows.of(quoted_by), lambda number: sums.get(number, pd.NA), "Int64")

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
    """The last day within so many working days of the date, which is day 0."""

    def compute(rows: Rows) -> pd.Series[Any]:
        calendar = rows.term.base.calendar
        pairs = zip(rows.of(dates), rows.of(parameter), strict=True)
        last = [pd.NA if pd.isna(d) or pd.isna(n) else calendar.plus_working_days(int(d), int(n)) for d, n in pairs]
        return pd.Series(last, index=rows.frame.index, dtype="Int64")

    return Word("工作日期限", compute, Type.DATE)


def working_days_between(start: Expr, end: Expr) -> Word:
    """Working days after `start` up to and including `end`."""

    def compute(rows: Rows) -> pd.Series[Any]:
        calendar = rows.term.base.calendar
        pairs = zip(rows.of(start), rows.of(end), strict=True)
        days = [pd.NA if pd.isna(a) or pd.isna(b) else calendar.working_days_between(int(a), int(b)) for a, b in pairs]
        return pd.Series(days, index=rows.frame.index, dtype="Int64")

    return Word("相隔工作日", compute, Type.NUMBER)


def at_term_end() -> Word:
    """As-of date ≥ 學期結束日."""

    def compute(rows: Rows) -> pd.Series[Any]:
        return pd.Series(rows.term.at_term_end, index=rows.frame.index, dtype="boolean")

    return Word("學期末", compute, Type.TRUTH)


def as_of() -> Word:
    """The as-of date."""

    def compute(rows: Rows) -> pd.Series[Any]:
        return pd.Series(rows.term.as_of, index=rows.frame.index, dtype="Int64")

    return Word("統計截止日", compute, Type.DATE)


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
    """The date is there; one after the as-of date is read as not yet happened (domain 3.2). Never unknown."""

    def compute(rows: Rows) -> pd.Series[Any]:
        days = rows.of(dates)
        return (days.notna() & (days <= rows.term.as_of)).fillna(value=False)

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
