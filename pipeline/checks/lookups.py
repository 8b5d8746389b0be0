"""Names, codes and list values that must stand elsewhere: G-12 and G-23."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from pipeline.checks.finder import Breach, Finder
from pipeline.checks.mask import by_value, members
from pipeline.checks.term import Rows, Term
from pipeline.finding import Effect
from pipeline.form.column import Column, People, Person
from pipeline.form.expression import Type

ANY_DAY = 10**9
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
    """Somebody known was not in post on the row's date; each distinct list of names is looked up once."""
    people = term.base.roster.people
    texts, days = rows.of(column), rows.days.fillna(0).to_numpy(dtype=np.int64)
    first, last = [0], [ANY_DAY]
    for joined in texts.cat.categories:
        staff = [people[name] for name in members(joined) if name in people]
        first.append(max((one.start or 0 for one in staff), default=0))
        last.append(min((one.end or ANY_DAY for one in staff), default=ANY_DAY))
    at = texts.cat.codes.to_numpy() + 1
    away = (days < np.array(first)[at]) | (days > np.array(last)[at])
    return away & rows.days.notna().to_numpy(dtype=bool)


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
    reference = term.registry.reference_of(column)
    if reference is not None:
        return f"「{reference.sheet.title}」" if term.has(reference.sheet) else ""
    return f"類別字典的「{column.list_name}」" if term.base.entries.get(column.list_name) else ""


def _known(column: Column, term: Term) -> frozenset[str]:
    """The values that are there; a held row still counts as present where a row is asked for (domain 3.1)."""
    reference = term.registry.reference_of(column)
    if reference is None:
        return frozenset(value for _, value in term.base.entries[column.list_name])
    values = [value for value in term.rows(reference.sheet).text(reference) if value]
    return frozenset([*values, *column.besides])


def _absent(rows: Rows, column: Column, known: frozenset[str]) -> NDArray[np.bool_]:
    if column.type is Type.NAMES:
        absent = by_value(rows.of(column), lambda text: not known.issuperset(members(text)))
    else:
        absent = by_value(rows.of(column), lambda text: text not in known)
    return np.asarray(absent.fillna(value=False), dtype=bool)
