"""What adds to the figures of F12 where one row's cells cannot say it: each project's last row, planted ground."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

import numpy as np
import pandas as pd

from pipeline.checks.services import last_day, month_of
from pipeline.checks.term import ID, Rows, Term
from pipeline.form.column import Number
from pipeline.forms.f12_works.history import latest_rows
from pipeline.forms.f12_works.sheets import GREENING, PLANTING, SQUARE_METRES, Activities, Projects

CODE, CATEGORY, STAGE, SOURCE = "項目編號", "類別", "階段", "經費來源"
DIMENSIONS = (CODE, CATEGORY, STAGE, SOURCE)

Measure = Callable[[Rows, int, int], tuple[int, int | None] | None]
"""What a project's last row gives on a day: numerator and denominator (None: a sum); None for no figure."""
Line = tuple[object, ...]


def of_projects(measure: Measure) -> Callable[[Term], pd.DataFrame]:
    """A stock figure: each project's last row up to each month."""

    def compute(term: Term) -> pd.DataFrame:
        rows = term.rows(Projects)

        def lines() -> Iterator[Line]:
            for month in term.months:
                day = min(last_day(month), term.as_of)
                for at in latest_rows(rows, until=month):
                    value = measure(rows, at, day)
                    if value is not None:
                        yield line(rows, at, month, *value)

        return frame(lines())

    return compute


def line(rows: Rows, at: int, month: int, num: int, den: int | None) -> Line:
    """One contribution of a project."""
    columns = (Projects.code, Projects.category, Projects.stage, Projects.source)
    return (month, *(rows.text(column)[at] or "" for column in columns), num, den, int(rows.frame[ID].iloc[at]))


def frame(lines: Iterator[Line]) -> pd.DataFrame:
    """Contribution lines as a frame."""
    return pd.DataFrame(list(lines), columns=["month", *DIMENSIONS, "num", "den", "id"])


def is_there(_rows: Rows, _at: int, _day: int) -> tuple[int, None]:
    """M-F12-01a: one project."""
    return 1, None


def contract(rows: Rows, at: int, _day: int) -> tuple[int, None] | None:
    """M-F12-02a, in 分."""
    return of_column(rows, at, Projects.contract)


def paid(rows: Rows, at: int, _day: int) -> tuple[int, None] | None:
    """M-F12-02b, in 分."""
    return of_column(rows, at, Projects.paid)


def of_column(rows: Rows, at: int, column: Number) -> tuple[int, None] | None:
    """The cell, where it is filled."""
    value = rows.of(column).iloc[at]
    return None if pd.isna(value) else (int(value), None)


def paid_of_contract(rows: Rows, at: int, _day: int) -> tuple[int, int] | None:
    """M-F12-02c: 累計支付 and 合同金額, where that is above 0, in 分."""
    whole = int(rows.numbers(Projects.contract)[at])
    return (int(rows.numbers(Projects.paid)[at]), whole) if whole > 0 else None


def days_planned(rows: Rows, at: int, _day: int) -> tuple[int, None] | None:
    """M-F12-02d: from 計劃開工 to 計劃竣工, both counted."""
    return days_between(int(rows.numbers(Projects.planned_start)[at]), int(rows.numbers(Projects.planned_end)[at]))


def days_taken(rows: Rows, at: int, day: int) -> tuple[int, None] | None:
    """M-F12-02e: from 實際開工 to 實際竣工, or to the as-of date while the project is not completed."""
    finished = int(rows.numbers(Projects.finished_on)[at])
    return days_between(int(rows.numbers(Projects.started_on)[at]), finished if 0 < finished <= day else day)


def days_between(first: int, last: int) -> tuple[int, None] | None:
    """Days from first to last, both counted; nothing where one is not known."""
    return (last - first + 1, None) if 0 < first <= last else None


def accepted_projects(term: Term) -> list[int]:
    """Places of the projects that were accepted by the as-of date, each on its last row."""
    rows = term.rows(Projects)
    accepted, days = rows.true(Projects.is_accepted), rows.numbers(Projects.accepted_on)
    return [at for at in latest_rows(rows) if accepted[at] and days[at] <= term.as_of]


def of_accepted(term: Term, *, area: bool) -> pd.DataFrame:
    """M-F12-01b and, with `area`, 01c (thousandths of a square metre), in the month of 驗收日期."""
    rows = term.rows(Projects)
    days, quantities, units = (
        rows.numbers(Projects.accepted_on),
        rows.numbers(Projects.quantity),
        rows.text(Projects.quantity_unit),
    )

    def lines() -> Iterator[Line]:
        for at in accepted_projects(term):
            if not area or units[at] == SQUARE_METRES:
                yield line(rows, at, month_of(int(days[at])), int(quantities[at]) if area else 1, None)

    return frame(lines())


finished_projects = partial(of_accepted, area=False)
finished_area = partial(of_accepted, area=True)


def green_area(term: Term) -> pd.DataFrame:
    """M-F12-06a: ground planted (F12.4), and the area of accepted greening projects (F12.1)."""
    rows = term.rows(Activities)
    planted = rows.counted & rows.true((Activities.category == PLANTING) & (Activities.unit == SQUARE_METRES))
    at = np.flatnonzero(planted)
    by_hand = pd.DataFrame({"month": rows.months[at], "num": rows.numbers(Activities.quantity)[at], "id": rows.ids[at]})
    projects = finished_area(term)
    projects = projects.loc[projects[CATEGORY] == GREENING, ["month", "num", "id"]]
    return pd.concat([part for part in (by_hand, projects) if len(part)] or [by_hand], ignore_index=True)
