"""Keys and chains: G-16 identical rows, G-18 keys used twice, G-19 broken chains of open rows."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pipeline.checks.cells import hold
from pipeline.checks.finder import Breach, Finder, where
from pipeline.checks.frames import complete_keys, key_numbers
from pipeline.checks.receipts import counts_as_received, due_months
from pipeline.checks.services import month_text
from pipeline.checks.term import FILE, MONTH, PART, Rows, State, Term
from pipeline.finding import Effect
from pipeline.form.column import Column
from pipeline.form.expression import Type
from pipeline.form.sheet import Kind, Sheet

LATEST_MONTH = 10**6
IDENTICAL = Breach("G-16", Effect.HOLD, "整行與上面某一行完全相同", "如確有兩筆，請在備註或單號上區別；否則刪去一行。")


def identical_rows(rows: Rows, finder: Finder) -> NDArray[np.bool_]:
    """G-16: of fully identical rows inside one sheet the second is held back. Gives those that are."""
    codes: dict[str, object] = {FILE: rows.frame[FILE].to_numpy()}
    for column in rows.sheet.columns:
        if column.formula is None:
            codes[column.name] = _codes(rows.frame[column.name])
            if column.name in rows.unread:
                codes[f"{column.name} typed"] = _typed(rows, column, finder)
    again = np.asarray(pd.DataFrame(codes).duplicated(), dtype=bool)
    hold(rows, again)
    finder.on_rows(rows, again, rows.sheet.columns[0], IDENTICAL)
    return again


def _typed(rows: Rows, column: Column, finder: Finder) -> list[str]:
    """What stands in the cells that could not be read."""
    unread = rows.unread[column.name]
    return [finder.text_of(rows, at, column) if unread[at] else "" for at in range(len(rows))]


def _codes(values: pd.Series) -> NDArray[np.int64]:
    if values.dtype == "category":
        return np.asarray(values.cat.codes, dtype=np.int64)
    return np.asarray(values.fillna(np.iinfo(np.int64).min), dtype=np.int64)


def keys_used_twice(rows: Rows, identical: NDArray[np.bool_], finder: Finder) -> None:
    """G-18: the first row of a key stands, later ones are held; both are shown. Of identical rows G-16 has spoken."""
    sheet = rows.sheet
    for key in [sheet.key, *((column,) for column in sheet.unique)]:
        if key:
            _unique(rows, key, ~identical, finder)


def _unique(rows: Rows, key: Sequence[Column], asked: NDArray[np.bool_], finder: Finder) -> None:
    keys = key_numbers(rows, key)
    if rows.sheet.month_of_cover:
        keys = keys * LATEST_MONTH + rows.frame[MONTH].to_numpy(dtype=np.int64)
    at_all = np.flatnonzero(asked & complete_keys(rows, key))
    again = at_all[np.asarray(pd.Series(keys[at_all]).duplicated(), dtype=bool)]
    if not len(again):
        return
    rows.state[again] = State.HELD
    first = dict(zip(keys[at_all[::-1]].tolist(), at_all[::-1].tolist(), strict=True))
    titles = "＋".join(column.title for column in key)
    for at in again.tolist():
        says = f"「{titles}」已用過，見 {where(rows, first[int(keys[at])])}"
        fix = "請核對；同一件事只報一行，不同的事請另編號。"
        finder.at_row(rows, at, key[0], Breach("G-18", Effect.HOLD, says, fix))


def broken_chains(rows: Rows, term: Term, finder: Finder) -> None:
    """G-19: a row still open in the file of a month must be in the next month's, if that was due and received.

    It may be there on a row whose key cannot be read. Some sheets are filled only in certain months (`asked_again`):
    there the next one of those is asked.
    """
    sheet = rows.sheet
    if sheet.kind not in (Kind.LIFECYCLE, Kind.STATUS) or sheet.closed is None or not len(rows):
        return
    form = term.registry.form(sheet.form)
    due = set(due_months(form, term))
    files = [s for s in term.files if s.cover and s.cover.form == sheet.form and counts_as_received(s)]
    received = {(s.cover.part, s.cover.month) for s in files if s.cover and s.cover.month in due}
    months, parts = rows.frame[MONTH].to_numpy(dtype=np.int64), rows.frame[PART].to_numpy(dtype=np.int64)
    keys = key_numbers(rows, _object(sheet))
    nameless = ~complete_keys(rows, _object(sheet))
    present = set(zip(keys.tolist(), months.tolist(), strict=True))
    unsure = set(zip(parts[nameless].tolist(), months[nameless].tolist(), strict=True))
    open_rows = np.flatnonzero(~rows.true(sheet.closed) & rows.usable)
    for at in open_rows.tolist():
        after = _next_asked(sheet, term, int(months[at]))
        file = (int(parts[at]), after)
        if file in received and file not in unsure and (int(keys[at]), after) not in present:
            says = f"這一行還沒有完結，但 {month_text(after)} 的表裏沒有它"
            finder.at_row(
                rows, at, sheet.key[0], Breach("G-19", Effect.FLAG, says, "請在下一份表裏補上這一行，直到完結。")
            )


def _next_asked(sheet: type[Sheet], term: Term, month: int) -> int:
    """The month in whose file an open row must come again; the one handed in where none is asked any more."""
    if sheet.asked_again is None:
        return month + 1
    return min((asked for asked in sheet.asked_again(term) if asked > month), default=month)


def _object(sheet: type[Sheet]) -> Sequence[Column]:
    """What goes on from month to month: the key, on a status sheet without its month."""
    if sheet.kind is Kind.LIFECYCLE:
        return sheet.key
    return [column for column in sheet.key if column.type is not Type.MONTH]
