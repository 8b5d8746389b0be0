"""Names, codes and list values that must stand elsewhere: G-12 and G-23."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date

import numpy as np
from numpy.typing import NDArray

from pipeline.checks.finder import Breach, Finder
from pipeline.checks.mask import by_value, members
from pipeline.checks.resolve import close_to
from pipeline.checks.term import Rows, Term
from pipeline.checks.unknown import may_be_hidden
from pipeline.finding import Effect
from pipeline.form.column import Column, People, Person
from pipeline.form.expression import Expr, Type, Word
from pipeline.intake.script import fold

ANY_DAY = 10**9
RUN = re.compile(r"(?P<prefix>.*?)(?P<first>[0-9]+)\s*~\s*(?P<last>\S+)")
LONGEST_RUN = 2000
"""Codes that one cell may stand for as a run."""
ADD_OR_CORRECT = "請核對姓名；確有其人請總務主任補入基礎資料表。"
CHECK_THE_DAYS = "請核對姓名與日期，或更正人員名冊的到離崗日期。"


def names(rows: Rows, term: Term, finder: Finder) -> None:
    """G-12: each name is in F00.3 and in post on the row's date (sheets without a date: on any)."""
    roster = term.base.roster
    for column in rows.sheet.columns:
        if not isinstance(column, Person | People) or column.outside_ok or not len(rows):
            continue
        strangers = by_value(rows.of(column), lambda joined: not all(map(roster.may_have, members(joined))))
        at = np.asarray(strangers.fillna(value=False), dtype=bool)
        _tell_strangers(rows, at, column, finder)
        if rows.sheet.attributed_to is not None:
            _tell_absent(rows, ~at, column, finder)


def _tell_strangers(rows: Rows, at: NDArray[np.bool_], column: Column, finder: Finder) -> None:
    """Who is not in the roster, with the nearest names that are; candidates are shown and never taken."""
    roster = rows.term.base.roster
    known = {fold(name): name for name in roster.people}
    told: dict[str, str] = {}
    for index, typed in _marked(rows, at, column):
        if typed not in told:
            unknown = [name for name in members(typed) if not roster.may_have(name)]
            told[typed] = "、".join(f"「{name}」{_candidates(name, known)}" for name in unknown) + "不在人員名冊"
        finder.at_row(rows, index, column, Breach("G-12", Effect.FLAG, told[typed], ADD_OR_CORRECT))


def _candidates(name: str, known: Mapping[str, str]) -> str:
    near = close_to(name, known)
    return f"（相近的有{'、'.join(near)}）" if near else ""


def _marked(rows: Rows, at: NDArray[np.bool_], column: Column) -> Iterator[tuple[int, str]]:
    texts = rows.text(column)
    return ((index, str(texts[index])) for index in np.flatnonzero(at).tolist())


def _tell_absent(rows: Rows, asked: NDArray[np.bool_], column: Column, finder: Finder) -> None:
    """Somebody known who was not in post on the row's date; each distinct list of names is looked up once."""
    people = rows.term.base.roster.people
    texts, days = rows.of(column), rows.days.fillna(0).to_numpy(dtype=np.int64)
    first, last = [0], [ANY_DAY]
    for joined in texts.cat.categories:
        staff = [people[name] for name in members(joined) if name in people]
        first.append(max((one.start or 0 for one in staff), default=0))
        last.append(min((one.end or ANY_DAY for one in staff), default=ANY_DAY))
    at = texts.cat.codes.to_numpy() + 1
    away = (days < np.array(first)[at]) | (days > np.array(last)[at])
    for index, typed in _marked(rows, asked & away & rows.days.notna().to_numpy(dtype=bool), column):
        here = (name for name in members(typed) if name in people)
        gone = [name for name in here if not (people[name].start or 0) <= days[index] <= (people[name].end or ANY_DAY)]
        says = f"「{'、'.join(gone)}」當日（{date.fromordinal(int(days[index]))}）不在崗"
        finder.at_row(rows, index, column, Breach("G-12", Effect.FLAG, says, CHECK_THE_DAYS))


def references(rows: Rows, term: Term, finder: Finder) -> None:
    """G-23: a code or name of another sheet, or of a list of F00.6, is there."""
    for column in rows.sheet.columns:
        where = "" if column.reference_rule or not len(rows) else _place_of(column, term)
        if where:
            at = _absent(rows, column, _known(column, term)) & ~_may_be_there(rows, column, term)
            if column.refers_when is not None:
                at = at & rows.true(column.refers_when)
            breach = Breach("G-23", Effect.FLAG, f"不在{where}", f"請核對；確有其物請先補入{where}。")
            finder.on_rows(rows, at, column, breach)


def _place_of(column: Column, term: Term) -> str:
    """Where the column's values must stand; '' when nothing is asked or the place cannot be relied on."""
    reference = term.registry.reference_of(column)
    if reference is not None:
        came = term.has(reference.sheet) and term.received.get(reference.sheet.form)
        return f"「{reference.sheet.title}」" if came else ""
    return f"類別字典的「{column.list_name}」" if term.base.entries.get(column.list_name) else ""


def _known(column: Column, term: Term) -> frozenset[str]:
    """The values that are there; a held row still counts as present where a row is asked for (domain 3.1)."""
    reference = term.registry.reference_of(column)
    if reference is None:
        return frozenset(value for _, value in term.base.entries[column.list_name])
    values = [value for value in term.rows(reference.sheet).text(reference) if value]
    return frozenset([*values, *column.besides])


def _may_be_there(rows: Rows, column: Column, term: Term) -> NDArray[np.bool_]:
    """The value may stand on a held row, or in a month that has not come."""
    reference = term.registry.reference_of(column)
    if reference is not None:
        return may_be_hidden(rows, spelt_out(column), reference)
    listed = by_value(rows.of(column), lambda value: term.base.may_list(column.list_name, value))
    return np.asarray(listed.fillna(value=False), dtype=bool)


def _absent(rows: Rows, column: Column, known: frozenset[str]) -> NDArray[np.bool_]:
    asked = spelt_out(column)
    if asked.type is Type.NAMES:
        absent = by_value(rows.of(asked), lambda text: not known.issuperset(members(text)))
    else:
        absent = by_value(rows.of(asked), lambda text: text not in known)
    return np.asarray(absent.fillna(value=False), dtype=bool)


def spelt_out(column: Column) -> Expr:
    """What the column's cells name; of a column with ranges each code."""
    if not column.ranges:
        return column
    return Word(
        f"{column.title}逐個列出",
        lambda rows: by_value(rows.of(column), lambda text: "、".join(codes_of(text)), "object").astype("category"),
        Type.NAMES,
    )


def codes_of(text: str) -> tuple[str, ...]:
    """A-01~03、B-7 as A-01, A-02, A-03, B-7; a run that cannot be read, or a very long one, is left as it is."""
    return tuple(code for part in members(text) for code in _run(part.strip().replace("～", "~")))


def _run(part: str) -> Iterator[str]:
    found = RUN.fullmatch(part)
    if found is None:
        yield part
        return
    prefix, first, last = found["prefix"], found["first"], found["last"].removeprefix(found["prefix"])
    count = int(last) - int(first) + 1 if last.isdecimal() else 0
    if not 0 < count <= LONGEST_RUN:
        yield part
        return
    for number in range(int(first), int(last) + 1):
        yield f"{prefix}{number:0{len(first)}}"
