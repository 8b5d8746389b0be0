"""What the rules and figures of F09 need beyond a row: working days, limits, certificates, earlier orders."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from pipeline.checks.mask import members
from pipeline.checks.term import FILE, ROW, Rows, State, Term
from pipeline.checks.words import as_of, computed, everyone, happened, known, working_days_between
from pipeline.form.expression import Type, when
from pipeline.forms.elsewhere import columns_of, rows_of
from pipeline.forms.f09_repairs.sheets import ORDINARY, UNDER_WAY, URGENT, WAITING, Orders
from pipeline.forms.parameters import COMPLEX_REPAIR, ORDINARY_REPAIR, URGENT_REPAIR
from pipeline.intake.submission import NOTHING

CERTIFICATES = ("F04", "人員證照")
ELECTRICIANS_PAPER = "電工證"
FIRST_REPEAT = 3
"""F09-R06: from this order on, a room's fault of one category is a repeat."""

HAS_COME_TO_AN_END = happened(Orders.finished_on)
IS_ACCEPTED = happened(Orders.accepted_on)


@computed("完成日期已填")
def IS_DATED(rows: Rows) -> pd.Series[Any]:
    """完成日期 was filled when the row was handed in, also with a day after the as-of date."""
    files, dated = rows.frame[FILE].to_numpy(), np.zeros(len(rows), dtype=bool)
    for file in np.unique(files):
        data = rows.term.files[int(file)].sheet(Orders.title)
        if data is not None:
            filled = data.rows[np.not_equal(data.columns[Orders.finished_on.name], NOTHING)]  # type: ignore[arg-type]  # dates are numbers
            dated |= (files == file) & rows.frame[ROW].isin(filled.tolist()).to_numpy(dtype=bool)
    return pd.Series(dated, index=rows.frame.index, dtype="boolean")


IS_OPEN = ~HAS_COME_TO_AN_END & (Orders.status.among(WAITING, UNDER_WAY) | IS_DATED)
"""Not finished yet, as known on the as-of date; an order without the date that it needs is neither."""

LIMIT = when(
    Orders.urgency == URGENT,
    URGENT_REPAIR,
    when(Orders.urgency == ORDINARY, ORDINARY_REPAIR, COMPLEX_REPAIR),
)
"""P-10 of the order's 緊急程度, in working days."""


@computed("完成日期或統計截止日", Type.DATE)
def UNTIL(rows: Rows) -> pd.Series[Any]:
    """完成日期, the as-of date while the order is open, else unknown."""
    return rows.of(Orders.finished_on).where(~rows.true(IS_OPEN), rows.of(as_of()))


DAYS_TAKEN = working_days_between(Orders.reported_on, UNTIL)
IN_TIME = known(DAYS_TAKEN <= LIMIT, HAS_COME_TO_AN_END | (IS_OPEN & (DAYS_TAKEN > LIMIT)))
"""M-F09-02b: finished within P-10, or not; unknown of an order that is open and has time left."""

ALL_ON_THE_ROSTER = everyone(Orders.repairers, "維修人都在人員名冊", lambda roster, one: one in roster.people)


@dataclass(frozen=True)
class Paper:
    """A 電工證 of F04.1, from its first to its last day; `usable` is False where its row is held."""

    holder: str
    first: int
    last: int
    usable: bool


def electricians_papers(term: Term) -> list[Paper] | None:
    """Every 電工證 that was handed in; None while F04 cannot be relied on."""
    rows = rows_of(term, *CERTIFICATES)
    if rows is None or not term.received.get(rows.sheet.form):
        return None
    holder, kind, issued_on, valid_until = columns_of(rows, "姓名", "證照類別", "發證日期", "有效期至")
    holders, kinds = rows.text(holder), rows.text(kind)
    first, last = rows.numbers(issued_on), rows.numbers(valid_until)
    return [
        Paper(holders[at], int(first[at]), int(last[at]), bool(rows.state[at] != State.HELD))
        for at in range(len(rows))
        if kinds[at] == ELECTRICIANS_PAPER and holders[at] is not None
    ]


@computed("維修人持有效電工證")
def CERTIFIED(rows: Rows) -> pd.Series[Any]:
    """F09-R05: one of the 維修人 holds a 電工證 valid on 完成日期; unknown where only a held row could say so."""
    papers = electricians_papers(rows.term)
    pairs = zip(rows.text(Orders.repairers), rows.of(Orders.finished_on), strict=True)
    found = [
        pd.NA if papers is None or names is None or pd.isna(day) else _certified(members(names), int(day), papers)
        for names, day in pairs
    ]
    return pd.Series(found, index=rows.frame.index, dtype="boolean")


def _certified(names: tuple[str, ...], day: int, papers: list[Paper]) -> object:
    theirs = [paper for paper in papers if paper.holder in names]
    if any(paper.usable and paper.first <= day <= paper.last for paper in theirs):
        return True
    return False if all(paper.usable for paper in theirs) else pd.NA


@computed("同室同類第三次以上報修")
def IS_REPEAT(rows: Rows) -> pd.Series[Any]:
    """F09-R06: the third or later order of the room and category that was reported in the term."""
    seen: Counter[tuple[str, str]] = Counter()
    repeats = np.zeros(len(rows), dtype=bool)
    for at, fault in _faults_of_the_term(rows):
        seen[fault] += 1
        repeats[at] = seen[fault] >= FIRST_REPEAT
    return pd.Series(repeats, index=rows.frame.index, dtype="boolean")


def _faults_of_the_term(rows: Rows) -> Iterator[tuple[int, tuple[str, str]]]:
    """Room and category of each order not held, by 報修日期 and then as handed in."""
    days, rooms, categories = rows.numbers(Orders.reported_on), rows.text(Orders.room), rows.text(Orders.category)
    asked = rows.usable & (days >= rows.term.start) & pd.notna(rooms) & pd.notna(categories)
    for at in np.argsort(days, kind="stable"):
        if asked[at]:
            yield int(at), (rooms[at], categories[at])
