"""Keys and chains: G-16 identical rows, G-18 keys used twice, G-19 broken chains of open rows."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pipeline.checks.cells import hold
from pipeline.checks.finder import Breach, Finder
from pipeline.checks.frames import complete_keys
from pipeline.checks.services import month_text
from pipeline.checks.term import FILE, MONTH, PART, ROW, Rows, Term
from pipeline.checks.words import group_numbers
from pipeline.finding import Effect
from pipeline.form.column import Column
from pipeline.form.sheet import Kind


def identical_rows(rows: Rows, finder: Finder) -> None:
    """G-16: of fully identical rows inside one sheet the second is held back."""
    typed = [column.name for column in rows.sheet.columns if column.formula is None]
    codes = pd.DataFrame({FILE: rows.frame[FILE], **{name: _codes(rows.frame[name]) for name in typed}})
    again = codes.duplicated().to_numpy(dtype=bool)
    hold(rows, again)
    if again.any():
        says, fix = "整行與上面某一行完全相同", "如確有兩筆，請在備註或單號上區別；否則刪去一行。"
        finder.on_rows(rows, again, rows.sheet.columns[0], Breach("G-16", Effect.HOLD, says, fix))


def _codes(values: pd.Series) -> NDArray[np.int64]:
    if values.dtype == "category":
        return np.asarray(values.cat.codes, dtype=np.int64)
    return np.asarray(values.fillna(np.iinfo(np.int64).min), dtype=np.int64)


def keys_used_twice(rows: Rows, finder: Finder) -> None:
    """G-18: the first row of a key stands, later ones are held; both are shown."""
    sheet = rows.sheet
    if sheet.key:
        _unique(rows, sheet.key, finder, over_term=sheet.key_over_term)
    for column in sheet.unique:
        _unique(rows, (column,), finder, over_term=sheet.key_over_term)


def _unique(rows: Rows, key: Sequence[Column], finder: Finder, *, over_term: bool) -> None:
    groups = pd.DataFrame({"key": group_numbers(rows, key)})
    if not over_term:
        groups["part"] = rows.frame[PART]
    if rows.sheet.month_of_cover:
        groups["month"] = rows.frame[MONTH]
    asked = complete_keys(rows) & rows.usable
    again = np.zeros(len(rows), dtype=bool)
    again[asked] = groups[asked].duplicated().to_numpy(dtype=bool)
    if not again.any():
        return
    first = groups[asked].groupby(list(groups.columns), sort=False).head(1)
    where = dict(zip(map(tuple, first.to_numpy().tolist()), first.index, strict=True))
    hold(rows, again)
    for at in np.flatnonzero(again):
        other = where[tuple(groups.iloc[at].tolist())]
        says = f"「{'＋'.join(column.title for column in key)}」已用過，見{_where(rows, int(other))}"
        fix = "請核對；同一件事只報一行，不同的事請另編號。"
        finder.at_row(rows, int(at), key[0], Breach("G-18", Effect.HOLD, says, fix))


def _where(rows: Rows, at: int) -> str:
    submission = rows.term.files[int(rows.frame[FILE].iloc[at])]
    return f" {submission.name} 第{int(rows.frame[ROW].iloc[at])}行"


def broken_chains(rows: Rows, term: Term, finder: Finder) -> None:
    """G-19: a row still open in the file of a month must be in the next month's file, if that was received."""
    sheet = rows.sheet
    if sheet.kind is not Kind.LIFECYCLE or sheet.closed is None or not len(rows):
        return
    received = {(s.cover.part, s.cover.month) for s in term.files if s.cover and s.cover.form == sheet.form}
    next_month = rows.frame[MONTH] + 1
    came = np.array([pair in received for pair in zip(rows.frame[PART], next_month, strict=True)], dtype=bool)
    broken = came & ~rows.true(sheet.closed) & rows.usable
    for at in np.flatnonzero(broken):
        says = f"這一行還沒有完結，但 {month_text(int(next_month.iloc[at]))} 的表裏沒有它"
        fix = "請在下一份表裏補上這一行，直到完結。"
        finder.at_row(rows, int(at), sheet.key[0], Breach("G-19", Effect.FLAG, says, fix))
