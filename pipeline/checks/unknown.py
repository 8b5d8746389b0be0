"""What rules cannot know: rows that are held, and months that are due and have not come (domain 3.1, Three values).

A rule whose answer would need one of them says nothing. What a held row leaves blank or unreadable may be anything;
it still counts as present where a rule asks for a row.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import product, repeat

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pipeline.checks.mask import by_value, members
from pipeline.checks.receipts import counts_as_received, due_months
from pipeline.checks.term import MONTH, PART, Rows, Term
from pipeline.form.column import Column
from pipeline.form.expression import Expr, Type
from pipeline.form.sheet import Kind, Sheet

Marks = NDArray[np.bool_]
ANYTHING = object()
"""What a cell may say that cannot be read."""


def absent_months(term: Term, sheet: type[Sheet]) -> Sequence[int]:
    """The months up to the reported one in which the sheet's form is due and has not come, in order."""
    return term.once(_absences).get(sheet.form, ())


def _absences(term: Term) -> Mapping[str, Sequence[int]]:
    if term.services is None:
        return {}
    return {
        form.id: [month for month in due_months(form, term) if month not in term.received.get(form.id, ())]
        for form in term.registry.forms
    }


def all_came(term: Term, sheet: type[Sheet], since: int = 0, until: int | None = None) -> bool:
    """No month of the span is absent (as far as it has been reported on)."""
    return not any(since <= month and (until is None or month <= until) for month in absent_months(term, sheet))


def may_be_absent(rows: Rows, sheet: type[Sheet]) -> Marks:
    """Rows that may refer to a row of the sheet which has not come.

    What belongs together is handed in by the end of the month after (X-01, X-16, X-18), so that months after that are
    not waited for. A list that is handed in anew takes the place of what was absent before.
    """
    target = rows.term.rows(sheet)
    newest = int(target.frame[MONTH].max()) if sheet.kind is Kind.SNAPSHOT and len(target) else 0
    absent = [month for month in absent_months(rows.term, sheet) if month > newest]
    if not absent:
        return np.zeros(len(rows), dtype=bool)
    return np.asarray(rows.frame[MONTH] + 1 >= absent[0], dtype=bool)


def readable(rows: Rows, expr: Expr) -> Marks:
    """Where the cell says what it is: a blank says so too, unless the cell must be filled."""
    filled = rows.of(expr).notna().to_numpy(dtype=bool)
    if not isinstance(expr, Column) or expr.required:
        return filled
    return ~rows.unread.get(expr.name, np.zeros(len(rows), dtype=bool))


class Held:
    """The held rows of a sheet, by what some of its columns say; a cell that names several says each of them."""

    def __init__(self, rows: Rows, *columns: Expr, where: Marks | None = None) -> None:
        self.places = np.flatnonzero(~rows.usable if where is None else ~rows.usable & where).tolist()
        said = [_said(rows, column, self.places) for column in columns]
        every = {values for at in range(len(self.places)) for values in product(*(column[at] for column in said))}
        self._partly = [values for values in every if ANYTHING in values]
        self._known = every.difference(self._partly)

    def __bool__(self) -> bool:
        return bool(self.places)

    def may_have(self, *asked: object) -> bool:
        """A held row says this, or may say it where it cannot be read."""
        return asked in self._known or any(
            all(one is ANYTHING or one == other for one, other in zip(values, asked, strict=True))
            for values in self._partly
        )


def _said(rows: Rows, expr: Expr, places: Sequence[int]) -> list[Sequence[object]]:
    """What the cells of some rows say: the members of a text, a number, None for a blank; ANYTHING if unreadable."""
    if not places:
        return []
    known = readable(rows, expr)
    if expr.type in (Type.TEXT, Type.NAMES):
        texts = rows.text(expr)
        return [(members(texts[at]) if texts[at] else (None,)) if known[at] else (ANYTHING,) for at in places]
    values = rows.of(expr)
    cells = [None if pd.isna(values.iloc[at]) else int(values.iloc[at]) for at in places]
    return [(cell,) if known[at] else (ANYTHING,) for at, cell in zip(places, cells, strict=True)]


def may_be_hidden(rows: Rows, asked: Expr, key: Column) -> Marks:
    """Rows whose `asked` may stand in `key` of a row that is held or has not come; of several names, one that may."""
    target = rows.term.rows(key.sheet)
    held, absent = Held(target, key), may_be_absent(rows, key.sheet)
    if not held:
        return absent & rows.of(asked).notna().to_numpy(dtype=bool)
    doubtful = by_value(rows.of(asked), lambda text: any(held.may_have(one) for one in members(text)))
    may_be: Marks = absent | np.asarray(doubtful.fillna(value=False), dtype=bool)
    return may_be


def incomplete_group(rows: Rows, by: Sequence[Expr], where: Expr | None = None) -> Marks:
    """Rows whose group may have a row that is held or has not come (where `where` is not known to be false)."""
    if rows.sheet.kind is not Kind.SNAPSHOT and absent_months(rows.term, rows.sheet):
        return np.ones(len(rows), dtype=bool)
    held = Held(rows, *by, where=None if where is None else ~rows.true(~where))
    if not held:
        return np.zeros(len(rows), dtype=bool)
    values = [rows.text(one) if one.type in (Type.TEXT, Type.NAMES) else _whole(rows, one) for one in by]
    asked = zip(*values, strict=True) if by else repeat((), len(rows))
    return np.array([held.may_have(*one) for one in asked], dtype=bool)


def _whole(rows: Rows, expr: Expr) -> list[int | None]:
    return [None if pd.isna(value) else int(value) for value in rows.of(expr)]


def same_group(rows: Rows, by: Sequence[Expr], at: int) -> Marks:
    """Rows that may be of the group of one row: what it does not say may be anything."""
    same = np.ones(len(rows), dtype=bool)
    for expr in by:
        if readable(rows, expr)[at]:
            value = rows.of(expr).iloc[at]
            values = rows.of(expr)
            same &= (values.isna() if pd.isna(value) else (values == value).fillna(value=False)).to_numpy(dtype=bool)
    return same


def as_asked(rows: Rows) -> Rows:
    """The rows as a rule sees them: what an open row leaves blank is unknown while its next state has not come."""
    closed = rows.sheet.closed
    if rows.sheet.kind is not Kind.LIFECYCLE or closed is None or not len(rows):
        return rows
    return rows.once("as asked", closed, lambda: _with_unknown_blanks(rows, closed))


def _with_unknown_blanks(rows: Rows, closed: Expr) -> Rows:
    goes_on = may_go_on(rows, closed)
    return replace(rows, memo={}, unknown_blanks=goes_on) if goes_on.any() else rows


def may_go_on(rows: Rows, closed: Expr) -> Marks:
    """Open rows of a lifecycle sheet of which a later state may be in a month that has not come, or is held there."""
    months, parts = (rows.frame[name].to_numpy(dtype=np.int64) for name in (MONTH, PART))
    doubtful = unsure_months(rows)
    last = np.array([max(doubtful.get(part, ()), default=0) for part in parts.tolist()], dtype=np.int64)
    return (months < last) & ~rows.true(closed)


def unsure_months(rows: Rows) -> Mapping[int, frozenset[int]]:
    """By part, the months up to the reported one whose rows are not all known by their key."""
    form = rows.term.registry.form(rows.sheet.form)
    covers = [file.cover for file in rows.term.files if file.cover and counts_as_received(file)]
    came = {(one.part, one.month) for one in covers if one.form == rows.sheet.form}
    due = set(due_months(form, rows.term)) if rows.term.services else set()
    nameless = ~np.logical_and.reduce([readable(rows, key) for key in rows.sheet.key])
    unnamed = rows.frame.loc[nameless, [PART, MONTH]].itertuples(index=False)
    unsure = {(int(part), int(month)) for part, month in unnamed}
    parts = {int(part) for part in rows.frame[PART].unique()}
    return {
        part: frozenset(month for month in due if (part, month) not in came or (part, month) in unsure)
        for part in parts
    }
