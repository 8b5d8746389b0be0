"""What the rules and figures of F09 need beyond a row: working days, limits, certificates, earlier orders."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from pipeline.checks.mask import members, truths
from pipeline.checks.term import FILE, ROW, Rows
from pipeline.checks.words import as_of, computed, everyone, happened, known, working_days_between
from pipeline.form.expression import Type, when
from pipeline.forms.certificates import Certificates
from pipeline.forms.f09_repairs.sheets import ORDINARY, UNDER_WAY, URGENT, WAITING, Orders
from pipeline.forms.parameters import COMPLEX_REPAIR, ORDINARY_REPAIR, URGENT_REPAIR
from pipeline.intake.submission import NOTHING

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


@computed("維修人持有效電工證")
def CERTIFIED(rows: Rows) -> pd.Series[Any]:
    """F09-R05: one of the 維修人 holds a 電工證 valid on 完成日期; unknown while one of them may."""
    certificates = Certificates(rows.term, ELECTRICIANS_PAPER)
    found: dict[int, object] = {}
    for at, (names, day) in enumerate(zip(rows.text(Orders.repairers), rows.of(Orders.finished_on), strict=True)):
        if names is not None and not pd.isna(day):
            held = [certificates.holds(one, ELECTRICIANS_PAPER, int(day)) for one in members(names)]
            found[at] = True if True in held else pd.NA if None in held else False
    return truths(rows, found)


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
