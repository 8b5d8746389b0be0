"""What the rules and figures of F01 need beyond a row's own cells: opening day, the first meal, what has no row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from pipeline.checks.term import Rows, Term
from pipeline.checks.words import as_of, computed, happened, has_come, opening_day
from pipeline.form.expression import Type
from pipeline.forms.f01_opening.sheets import CANTEEN_CLEANING, FEE_NOTICE, Books, Tasks
from pipeline.forms.parameters import CANTEEN, FEES

DAYS_TO_HAND_OUT = 3
"""F01-R08: books are with the pupils so many days after 開學日."""
NEEDED_CATEGORIES = (
    "電路", "供水", "門窗玻璃", "吊扇照明", "飲水機", "房屋", "桌凳", "辦公室", CANTEEN_CLEANING, FEE_NOTICE,
)  # fmt: skip
"""F01-R06: what a school looks after before it opens."""
OF_MODULE = {CANTEEN_CLEANING: CANTEEN, FEE_NOTICE: FEES}

OPENING = opening_day()
LAST_DAY_TO_HAND_OUT = OPENING + DAYS_TO_HAND_OUT
SCHOOL_HAS_OPENED = has_come(OPENING)
IS_FINISHED = happened(Tasks.done_on)
PLAN_IS_OVER = Tasks.planned_on < as_of()


@computed("首個供餐日", Type.DATE)
def FIRST_MEAL_DAY(rows: Rows) -> pd.Series[Any]:
    """The first day with planned meals; unknown when there is none."""
    days = rows.term.base.calendar.meal_days()
    return pd.Series(days[0] if days else pd.NA, index=rows.frame.index, dtype="Int64")


MEALS_HAVE_BEGUN = has_come(FIRST_MEAL_DAY)

IN_TIME = IS_FINISHED & Tasks.is_done & (Tasks.done_on <= Tasks.planned_on)
"""M-F01-01b: 已完成, not after 計劃完成日."""
IS_OVERDUE = (IS_FINISHED & (Tasks.done_on > Tasks.planned_on)) | (~IS_FINISHED & PLAN_IS_OVER)
"""M-F01-01d: finished late, or not finished (or without the date that says so) with its day gone by."""
HANDED_OUT_IN_TIME = (
    (Books.handed_out >= Books.due) & happened(Books.handed_out_on) & (Books.handed_out_on <= LAST_DAY_TO_HAND_OUT)
)
"""M-F01-03f."""


def categories_without_row(term: Term) -> Mapping[int, Sequence[str]]:
    """F01-R06: categories that nobody planned for, on the last F01 handed in; a held row is there."""
    months = term.received.get(Tasks.form, frozenset())
    present = set(term.rows(Tasks).text(Tasks.category))
    missing = [
        category
        for category in NEEDED_CATEGORIES
        if category not in present and term.switched_on(OF_MODULE.get(category, ""))
    ]
    return {max(months): missing} if months else {}
