"""What the rules and figures of F08 need beyond a row: overdue loans, seat numbers, who a borrower answers for."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from pipeline.checks.mask import by_value
from pipeline.checks.term import Rows, Term
from pipeline.checks.words import as_of, computed, has_come, plus_working_days
from pipeline.form.expression import when
from pipeline.forms.f00_base.sheets import Rooms
from pipeline.forms.f08_goods.sheets import Cases, Loans
from pipeline.forms.parameters import DEPOSIT_LIMIT

if TYPE_CHECKING:
    import pandas as pd

OUTSIDE = "校外"
SEAT = re.compile(r"(.+)[-－–—](\d{1,3})")
UNRESOLVED_FOR = 30
"""F08-R08: days within which it must be known who answers for a damage."""

RETURNED_OR_NOW = when(Loans.returned_on.filled(), Loans.returned_on, as_of())
"""歸還日期, or the as-of date as long as the thing is out."""
IS_OVERDUE = Loans.due_on < RETURNED_OR_NOW

LAST_DEPOSIT_DAY = plus_working_days(Cases.on, DEPOSIT_LIMIT)
DEPOSIT_IS_DUE = has_come(LAST_DEPOSIT_DAY)


@computed("班室編號-座號")
def IS_SEAT(rows: Rows) -> pd.Series[Any]:
    """F08-R10: a class of F00.4 and a seat number, so that no pupil is named."""
    rooms = set(rows.term.rows(Rooms).text(Rooms.code))

    def names_a_seat(text: str) -> bool:
        seat = SEAT.fullmatch(text)
        return seat is not None and seat[1] in rooms

    return by_value(rows.of(Cases.seat), names_a_seat)


def side_of(term: Term) -> Callable[[str], str]:
    """Who a borrower stands for in S20: the class that he answers for, else his 部門, else 校外."""
    classes, people = term.once(classes_by_teacher), term.base.roster.people

    def side(borrower: str) -> str:
        if borrower in classes:
            return classes[borrower]
        return people[borrower].department if borrower in people else OUTSIDE

    return side


def classes_by_teacher(term: Term) -> dict[str, str]:
    """The first class of F00.4 that each person answers for."""
    rows = term.rows(Rooms)
    codes, categories, keepers = (rows.text(column) for column in (Rooms.code, Rooms.category, Rooms.keeper))
    found: dict[str, str] = {}
    for at in np.flatnonzero(rows.usable & (categories == "教室")):
        found.setdefault(keepers[at], codes[at])
    return found
