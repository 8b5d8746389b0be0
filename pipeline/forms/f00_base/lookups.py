"""What the rules of F00 look up: the window's dates, days without a row, posts that nobody holds, purchases."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any

import numpy as np
import pandas as pd

from pipeline.checks.services import Staff
from pipeline.checks.term import Rows, Term
from pipeline.checks.unknown import readable
from pipeline.checks.words import as_of, computed, somebody
from pipeline.form.expression import Type, when
from pipeline.forms.f00_base.services import day_of, window
from pipeline.forms.f00_base.sheets import People, Rooms, SchoolDays, SchoolParameters, Suppliers
from pipeline.forms.parameters import BY_CODE, CANTEEN

SCHOOL, TERM, START, OPENING, END, SINGLE_PEN = "P-00a", "P-00b", "P-00c", "P-00d", "P-00e", "P-00f"
ESSENTIAL = (SCHOOL, TERM, START, OPENING, END)
ONE_SCHOOL_POSTS = ("總務主任", "財產管理員", "水電工", "會計")
CANTEEN_MANAGER, STOREKEEPER = "食堂管理員", "倉庫保管員"

CODE_AND_VALUE = (SchoolParameters.code, SchoolParameters.value)

Found = Mapping[int, Sequence[str]]
"""What is missing, by the month of the file."""


def in_newest_file(term: Term, missing: Sequence[str]) -> Found:
    """The missing things on the month of the last F00 handed in."""
    months = term.received.get(SchoolParameters.form, frozenset())
    return {max(months): missing} if months and missing else {}


def essentials_without_row(term: Term) -> Found:
    """F00-R01: P-00a to P-00e without a row that can be used; one without a value is there, and marked itself."""
    rows = term.rows(SchoolParameters)
    present = set(rows.text(SchoolParameters.code)[rows.usable])
    return in_newest_file(term, [_named(code) for code in ESSENTIAL if code not in present])


def _named(code: str) -> str:
    return f"{code} {BY_CODE[code].name}"


@computed("起止日期前後相接")
def WINDOW_IN_ORDER(rows: Rows) -> pd.Series[Any]:
    """F00-R01: 統計起日 ≤ 開學日 ≤ 學期結束日, each a date; 統計起日 follows the term before, where that is known."""
    start, opening, last = newest_day(rows, START), newest_day(rows, OPENING), date.max.toordinal()
    ended = rows.term.previous_end
    earliest = {
        START: (0 if ended is None else ended + 1, last if ended is None else ended + 1),
        OPENING: (start or 0, last),
        END: (opening or start or 0, last),
    }

    def fits(code: str | None, text: str | None) -> object:
        if code not in earliest or text is None:
            return pd.NA if text is None else True
        day = day_of(text)
        return day is not None and earliest[code][0] <= day <= earliest[code][1]

    pairs = zip(rows.text(SchoolParameters.code), rows.text(SchoolParameters.value), strict=True)
    return pd.Series([fits(code, text) for code, text in pairs], index=rows.frame.index, dtype="boolean")


def newest_day(rows: Rows, code: str) -> int | None:
    """The day that the last row of a parameter names, on held rows too."""
    in_force, codes, values = (rows.numbers(SchoolParameters.in_force_from), *map(rows.text, CODE_AND_VALUE))
    named = [(int(in_force[at]), at) for at in np.flatnonzero(codes == code)]
    return day_of(values[max(named)[1]] or "") if named else None


def no_single_pen_at_start(term: Term) -> Found:
    """F00-R02: P-00f without a row in force on 統計起日; a held row may be it."""
    parameters = term.base.parameters
    known = parameters.text(SINGLE_PEN, term.start) or SINGLE_PEN in parameters.held
    known = known or not readable(term.rows(SchoolParameters), SchoolParameters.code).all()
    return {} if known else in_newest_file(term, [_named(SINGLE_PEN)])


def days_without_row(term: Term) -> Found:
    """F00-R03: dates of the window that 校曆 lacks; a held row is there. Without a window R01 speaks.

    Not asked while a held row does not say its day.
    """
    found = window(term.rows(SchoolParameters))
    if found is None or not readable(term.rows(SchoolDays), SchoolDays.day).all():
        return {}
    present = set(term.rows(SchoolDays).numbers(SchoolDays.day).tolist())
    return in_newest_file(term, spans([day for day in range(found[0], found[1] + 1) if day not in present]))


def spans(days: Iterable[int]) -> list[str]:
    """Days as 2026-04-06 or 2026-05-01~2026-05-05."""
    runs = [[day for _, day in run] for _, run in groupby(enumerate(days), lambda pair: pair[1] - pair[0])]
    texts = [[date.fromordinal(day).isoformat() for day in dict.fromkeys((run[0], run[-1]))] for run in runs]
    return ["~".join(text) for text in texts]


def no_storekeeper(term: Term) -> Found:
    """F00-R05: nobody in post is storekeeper and nothing else, and no operator; somebody on a held row may be."""
    if term.base.roster.held:
        return {}
    keepers = [one for one in term.base.roster.with_post(STOREKEEPER, term.as_of) if _keeps_store_only(one)]
    return {} if keepers else in_newest_file(term, [STOREKEEPER])


def _keeps_store_only(one: Staff) -> bool:
    return one.posts == {STOREKEEPER} and not one.operator


def posts_without_anybody(term: Term) -> Found:
    """F00-R08: posts that the school needs and nobody in post holds; somebody on a held row may."""
    if term.base.roster.held:
        return {}
    needed = [*ONE_SCHOOL_POSTS, *([CANTEEN_MANAGER] if term.switched_on(CANTEEN) else [])]
    return in_newest_file(term, [post for post in needed if not term.base.roster.with_post(post, term.as_of)])


def no_three_rooms(term: Term) -> Found:
    """F00-R10: no room is one of the school's 三室; a held row is there."""
    rows = term.rows(Rooms)
    named = (rows.text(Rooms.three_rooms) == "是") | ~readable(rows, Rooms.three_rooms)
    return {} if named.any() else in_newest_file(term, ["三室"])


IN_POST = (People.starts <= as_of()) & (People.leaves.blank() | (People.leaves >= as_of()))
KEEPER_HOLDS_POST = when(
    Rooms.category == "教室",
    somebody(Rooms.keeper, "責任人是班主任", lambda roster, one: roster.holds(one, "班主任")),
    somebody(Rooms.keeper, "責任人是室長", lambda roster, one: roster.holds(one, "室長")),
)


@computed("許可證到期後最後一次採購", Type.DATE)
def LAST_PURCHASE(rows: Rows) -> pd.Series[Any]:
    """F00-R11: the last day on which the canteen bought from each supplier, 0 = never; unknown with the canteen off."""
    last: dict[str, int] = {}
    sheets = [column for column in rows.term.registry.columns() if column.reference is Suppliers.label]
    canteen = {form.id for form in rows.term.registry.forms if form.module == CANTEEN}
    bought_in = [column for column in sheets if column.sheet.form in canteen and rows.term.has(column.sheet)]
    for column in bought_in:
        bought = rows.term.rows(column.sheet)
        days = bought.days.fillna(0).to_numpy(dtype=np.int64)
        for at in np.flatnonzero(bought.usable):
            name = bought.text(column)[at]
            last[name] = max(last.get(name, 0), int(days[at]))
    names = rows.text(Suppliers.label)
    found = [last.get(name, 0) if bought_in else None for name in names]
    return pd.Series(found, index=rows.frame.index, dtype="Int64")
