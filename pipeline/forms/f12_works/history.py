"""What the rules of F12 need beyond a row: a project's other months, the voucher of a purchase, limits in days."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pipeline.checks.mask import by_value
from pipeline.checks.services import last_day
from pipeline.checks.term import PART, ROW, Rows
from pipeline.checks.words import computed, happened
from pipeline.form.expression import Type
from pipeline.forms.elsewhere import columns_of, rows_of
from pipeline.forms.f12_works.sheets import STAGES, Gifts, Goods, Projects

VOUCHERS = ("F05", "支出票據")
BULK_GOODS = "大宗資產類別"
"""The list of F00.6 with the 類別 that are fixed assets whatever their price."""
DAYS_FOR_A_GIFT = 30
"""F12-R11 and R12: days within which a gift is published, and one of things or works is entered."""

RANKS = {stage: rank for rank, stage in enumerate(STAGES)}
GIFT_IS_DUE = Gifts.given_on + DAYS_FOR_A_GIFT
IS_ENTERED = happened(Gifts.entered_on)


def in_order(rows: Rows) -> NDArray[np.int64]:
    """Row positions by month, as they were handed in."""
    frame = rows.frame
    return np.lexsort((frame[ROW].to_numpy(), frame[PART].to_numpy(), rows.months)).astype(np.int64)


def latest_rows(rows: Rows, until: int | None = None) -> list[int]:
    """The place of each project's last counted row up to a month, projects in the order in which they came."""
    codes, months = rows.text(Projects.code), rows.months
    latest: dict[str, int] = {}
    for at in in_order(rows).tolist():
        if rows.counted[at] and codes[at] is not None and (until is None or months[at] <= until):
            latest[codes[at]] = at
    return list(latest.values())


@computed("該行月份的月底", Type.DATE)
def END_OF_MONTH(rows: Rows) -> pd.Series[Any]:
    """The day whose state a row tells: a delay stays one, though a later month puts the plan off."""
    days = [min(last_day(int(month)), rows.term.as_of) for month in rows.months]
    return pd.Series(days, index=rows.frame.index, dtype="Int64")


def furthest_before(rows: Rows) -> list[str | None]:
    """The furthest stage of the project in an earlier month."""
    codes, stages = rows.text(Projects.code), rows.text(Projects.stage)
    furthest: dict[str, int] = {}
    before: list[str | None] = [None] * len(rows)
    for at in in_order(rows).tolist():
        known = furthest.get(codes[at], -1)
        before[at] = STAGES[known] if known >= 0 else None
        if rows.usable[at] and stages[at] in RANKS:
            furthest[codes[at]] = max(known, RANKS[stages[at]])
    return before


@computed("以前到過的階段", Type.TEXT)
def FURTHEST_BEFORE(rows: Rows) -> pd.Series[Any]:
    """F12-R16: the furthest stage of the project in an earlier month; blank for its first row."""
    return pd.Series(furthest_before(rows), index=rows.frame.index, dtype="object").astype("category")


@computed("階段倒退")
def FALLS_BACK(rows: Rows) -> pd.Series[Any]:
    """F12-R16: an earlier stage than in an earlier month; not asked while the project is suspended."""
    pairs = zip(rows.text(Projects.stage), furthest_before(rows), strict=True)
    found = [pd.NA if now not in RANKS or before is None else RANKS[now] < RANKS[before] for now, before in pairs]
    return pd.Series(found, index=rows.frame.index, dtype="boolean")


@computed("憑證的詢價家數", Type.NUMBER)
def QUOTES_OF_VOUCHER(rows: Rows) -> pd.Series[Any]:
    """F12-R09: 詢價家數 of the voucher of F05.4; unknown where it is not known there."""
    vouchers = rows_of(rows.term, *VOUCHERS)
    if vouchers is None:
        return pd.Series(pd.NA, index=rows.frame.index, dtype="Int64")
    code, quotes = columns_of(vouchers, "憑證號", "詢價家數")
    numbers, asked = vouchers.text(code), vouchers.of(quotes)
    known = {numbers[at]: asked.iloc[at] for at in np.flatnonzero(vouchers.usable)[::-1]}
    return by_value(rows.of(Goods.voucher), lambda number: known.get(number, pd.NA), "Int64")


@computed("屬大宗資產類別")
def IS_BULK(rows: Rows) -> pd.Series[Any]:
    """F12-R10: 類別 is in the list of F00.6; unknown while there is no list."""
    listed = {value for _, value in rows.term.base.entries.get(BULK_GOODS, ())}
    return by_value(rows.of(Goods.category), lambda category: category in listed if listed else pd.NA)


@computed("憑證計入支出")
def VOUCHER_COUNTS(rows: Rows) -> pd.Series[Any]:
    """M-F12-03: no voucher of that number is known, or one of them is counted; never unknown."""
    vouchers = rows_of(rows.term, *VOUCHERS)
    if vouchers is None:
        return pd.Series(True, index=rows.frame.index, dtype="boolean")  # noqa: FBT003  # the value of every row
    numbers = vouchers.text(*columns_of(vouchers, "憑證號"))
    left_out = set(numbers) - set(numbers[vouchers.counted])
    return pd.Series([number not in left_out for number in rows.text(Goods.voucher)], rows.frame.index, dtype="boolean")
