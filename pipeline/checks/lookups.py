"""Names, codes and list values that must stand elsewhere: G-12 and G-23."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pipeline.checks.finder import Breach, Finder
from pipeline.checks.mask import by_value, members
from pipeline.checks.term import Rows, Term
from pipeline.finding import Effect
from pipeline.form.column import Column, People, Person

STRANGER = Breach("G-12", Effect.FLAG, "不在人員名冊", "請核對姓名；確有其人請總務主任補入基礎資料表。")
NOT_IN_POST = Breach("G-12", Effect.FLAG, "當日不在崗", "請核對姓名與日期，或更正人員名冊的到離崗日期。")


def names(rows: Rows, term: Term, finder: Finder) -> None:
    """G-12: each name is in F00.3 and in post on the row's date (sheets without a date: on any)."""
    roster = term.base.roster
    for column in rows.sheet.columns:
        if not isinstance(column, Person | People) or column.outside_ok or not len(rows):
            continue
        strangers = by_value(rows.of(column), lambda joined: any(n not in roster.people for n in members(joined)))
        at = np.asarray(strangers.fillna(value=False), dtype=bool)
        finder.on_rows(rows, at, column, STRANGER)
        if rows.sheet.attributed_to is not None:
            finder.on_rows(rows, ~at & _not_in_post(rows, column, term), column, NOT_IN_POST)


def _not_in_post(rows: Rows, column: Column, term: Term) -> NDArray[np.bool_]:
    people, days, texts = term.base.roster.people, rows.days, rows.text(column)
    bounded = {name for name, person in people.items() if person.start is not None or person.end is not None}
    last_start = max((p.start or 0 for p in people.values()), default=0)
    anybody_leaves = any(p.end is not None for p in people.values())
    if not bounded or (not anybody_leaves and len(days) and days.min() >= last_start):
        return np.zeros(len(rows), dtype=bool)
    return np.array(
        [
            text is not None
            and not pd.isna(day)
            and any(name in people and not people[name].in_post(int(day)) for name in members(text))
            for text, day in zip(texts, days, strict=True)
        ],
        dtype=bool,
    )


def references(rows: Rows, term: Term, finder: Finder) -> None:
    """G-23: a code or name of another sheet, or of a list of F00.6, is there."""
    for column in rows.sheet.columns:
        where = "" if column.reference_rule or not len(rows) else _place_of(column, term)
        if where:
            at = _absent(rows, column, _known(column, term))
            breach = Breach("G-23", Effect.FLAG, f"不在{where}", f"請核對；確有其物請先補入{where}。")
            finder.on_rows(rows, at, column, breach)


def _place_of(column: Column, term: Term) -> str:
    """Where the column's values must stand; '' when nothing is asked or the place cannot be relied on."""
    if column.reference is not None:
        return f"「{column.reference.sheet.title}」" if term.has(column.reference.sheet) else ""
    return f"類別字典的「{column.list_name}」" if term.base.entries.get(column.list_name) else ""


def _known(column: Column, term: Term) -> frozenset[str]:
    if column.reference is None:
        return frozenset(value for _, value in term.base.entries[column.list_name])
    target = term.rows(column.reference.sheet)
    return frozenset(value for value in target.text(column.reference)[target.usable] if value)


def _absent(rows: Rows, column: Column, known: frozenset[str]) -> NDArray[np.bool_]:
    absent = by_value(rows.of(column), lambda text: not known.issuperset(members(text)))
    return np.asarray(absent.fillna(value=False), dtype=bool)
