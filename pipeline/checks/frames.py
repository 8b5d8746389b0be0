"""Submissions → one frame a sheet for the whole term: typed, resolved, older states replaced (domain 3.2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pipeline.checks.finder import Breach, Finder
from pipeline.checks.resolve import Lists, Resolved
from pipeline.checks.term import FILE, ID, MONTH, PART, ROW, Rows, Term, as_days, empty_rows
from pipeline.checks.unknown import readable
from pipeline.checks.words import group_numbers
from pipeline.finding import Effect
from pipeline.form.column import Column, Date, DateTime
from pipeline.form.expression import Expr, Type
from pipeline.form.sheet import Kind, Sheet
from pipeline.intake.submission import NOTHING, ReadAs, SheetData, Submission, Texts, Trouble


@dataclass
class Gathered:
    """All rows of one sheet as handed in, with what befell their cells."""

    rows: Rows
    troubles: list[tuple[int, Trouble]] = field(default_factory=list)
    read_as: list[tuple[int, ReadAs]] = field(default_factory=list)
    replaced: NDArray[np.bool_] = field(default_factory=lambda: np.zeros(0, dtype=bool))


def gather(sheet: type[Sheet], term: Term, finder: Finder, lists: Lists) -> Gathered:
    """The sheet's rows of all files that count, in order of month, part and row."""
    parts = [(file, data) for file, s in enumerate(term.files) if (data := _data_of(s, sheet)) is not None]
    if not parts:
        return Gathered(empty_rows(sheet, term))
    offsets = np.cumsum([0, *(len(data.rows) for _, data in parts)])
    gathered = Gathered(Rows(sheet, pd.DataFrame(_meta(parts, sheet, term)), term))
    for (_, data), offset in zip(parts, offsets, strict=False):
        gathered.troubles += [(int(offset) + one.index, one) for one in data.troubles]
        gathered.read_as += [(int(offset) + one.index, one) for one in data.read_as]
    for column in sheet.columns:
        _add_column(gathered, column, [data for _, data in parts], lists)
    gathered.rows.state = np.zeros(len(gathered.rows), dtype=np.int8)
    _remember_raw(gathered, finder)
    gathered.replaced = replaced_rows(gathered.rows)
    return gathered


def _data_of(submission: Submission, sheet: type[Sheet]) -> SheetData | None:
    if submission.cover is None or submission.cover.form != sheet.form:
        return None
    return submission.sheet(sheet.title)


def _meta(parts: Sequence[tuple[int, SheetData]], sheet: type[Sheet], term: Term) -> dict[str, NDArray[np.int64]]:
    def repeat(value: int, data: SheetData) -> NDArray[np.int64]:
        return np.full(len(data.rows), value, dtype=np.int64)

    covers = [term.files[file].cover for file, _ in parts]
    files = np.concatenate([repeat(file, data) for file, data in parts])
    rows = np.concatenate([data.rows.astype(np.int64) for _, data in parts])
    return {
        ID: term.register(sheet, files, rows),
        FILE: files,
        ROW: rows,
        MONTH: np.concatenate([repeat(c.month or 0, d) for c, (_, d) in zip(covers, parts, strict=True) if c]),
        PART: np.concatenate([repeat(c.part, d) for c, (_, d) in zip(covers, parts, strict=True) if c]),
    }


def _add_column(gathered: Gathered, column: Column, parts: Sequence[SheetData], lists: Lists) -> None:
    pieces = [data.columns[column.name] for data in parts]
    if column.type in (Type.TEXT, Type.NAMES):
        codes, values = _joined([piece for piece in pieces if isinstance(piece, Texts)])
        gathered.rows.frame[column.name] = _resolved(gathered, column, codes, values, lists)
    else:
        numbers = np.concatenate([piece for piece in pieces if isinstance(piece, np.ndarray)])
        mask = numbers == NOTHING
        gathered.rows.frame[column.name] = pd.arrays.IntegerArray(np.where(mask, 0, numbers), mask)
    bad = [at for at, one in gathered.troubles if one.column == column.name]
    if bad:
        unread = np.zeros(len(gathered.rows), dtype=bool)
        unread[bad] = True
        gathered.rows.unread[column.name] = unread


def _joined(pieces: Sequence[Texts]) -> tuple[NDArray[np.int64], list[str]]:
    places: dict[str, int] = {}
    codes = []
    for piece in pieces:
        new = np.array([places.setdefault(value, len(places)) for value in piece.values] + [-1], dtype=np.int64)
        codes.append(new[piece.codes])
    return np.concatenate(codes), list(places)


def _resolved(
    gathered: Gathered, column: Column, codes: NDArray[np.int64], values: list[str], lists: Lists
) -> pd.Categorical:
    resolved = lists.resolve(column, values)
    _tell(gathered, column, codes, values, resolved)
    categories = list(dict.fromkeys(value for value in resolved.values if value))
    places = {value: place for place, value in enumerate(categories)}
    new = np.array([places.get(value or "", -1) for value in resolved.values] + [-1], dtype=np.int64)
    return pd.Categorical.from_codes(new[codes], categories=pd.Index(categories, dtype=object))


def _tell(gathered: Gathered, column: Column, codes: NDArray[np.int64], values: list[str], resolved: Resolved) -> None:
    for code, (old, new) in enumerate(zip(values, resolved.values, strict=True)):
        if old == new or column.formula is not None:
            continue
        for at in np.flatnonzero(codes == code):
            if code in resolved.unknown:
                says = "不在可選的項目之內"
                fix = f"請從下拉選單選一項，例如：{'、'.join(resolved.unknown[code])}。"
                gathered.troubles.append((int(at), Trouble(column.name, int(at), "G-13", old, says, fix)))
            elif new is not None:
                gathered.read_as.append((int(at), ReadAs(column.name, int(at), old, new)))


def _remember_raw(gathered: Gathered, finder: Finder) -> None:
    frame, title = gathered.rows.frame, gathered.rows.sheet.title
    files, rows = frame[FILE].to_numpy(), frame[ROW].to_numpy()
    odd: list[tuple[int, Trouble | ReadAs]] = [*gathered.troubles, *gathered.read_as]
    for at, one in odd:
        finder.raw.setdefault((int(files[at]), title, int(rows[at]), one.column), one.raw)


def replaced_rows(rows: Rows) -> NDArray[np.bool_]:
    """Older states: a snapshot's rows of an earlier file of the part, a lifecycle row whose key comes again later."""
    if rows.sheet.kind is Kind.SNAPSHOT:
        newest = rows.frame.groupby(PART)[MONTH].transform("max")
        return np.asarray(rows.frame[MONTH] < newest, dtype=bool)
    if rows.sheet.kind is Kind.LIFECYCLE:
        newest = rows.frame[MONTH].groupby(key_numbers(rows)).transform("max")
        return np.asarray(rows.frame[MONTH] < newest, dtype=bool) & complete_keys(rows, rows.sheet.key)
    return np.zeros(len(rows), dtype=bool)


def key_numbers(rows: Rows, key: Sequence[Expr] | None = None) -> NDArray[np.int64]:
    """A number for each key (the sheet's own when none is named): within its part, unless it counts over the term."""
    numbers = group_numbers(rows, rows.sheet.key if key is None else key)
    if rows.sheet.key_over_term:
        return numbers
    parts = rows.frame[PART].to_numpy(dtype=np.int64)
    return np.asarray(numbers * (parts.max(initial=0) + 1) + parts, dtype=np.int64)


def complete_keys(rows: Rows, key: Sequence[Expr]) -> NDArray[np.bool_]:
    """Rows whose key is known: nothing in it is unreadable, what must be filled is, and not all of it is blank."""
    known, some = np.ones(len(rows), dtype=bool), np.zeros(len(rows), dtype=bool)
    for part in key:
        some |= rows.of(part).notna().to_numpy(dtype=bool)
        if isinstance(part, Column):
            known &= readable(rows, part)
    return known & some


def keep_fixed(gathered: Gathered, finder: Finder) -> None:
    """G-20: `fixed` columns keep what was handed in first; a change, or a blank instead of it, is a FLAG."""
    rows = gathered.rows
    if not gathered.replaced.any():
        return
    keys = np.where(complete_keys(rows, rows.sheet.key), key_numbers(rows), -1)
    for column in rows.sheet.fixed:
        older = _first_known(rows, column, keys)
        changed = ~gathered.replaced & _differs(rows, column, older)
        for at in np.flatnonzero(changed).tolist():
            says = f"「{column.title}」與先前所報的 {finder.text_of(rows, int(older[at]), column)} 不同，以先報的為準"
            finder.at_row(
                rows, at, column, Breach("G-20", Effect.FLAG, says, "如先前填錯，請以新版本更正先前那個月的表。")
            )
        if changed.any():
            rows.frame[column.name] = rows.frame[column.name].take(np.where(changed, older, np.arange(len(rows)))).array
            rows.memo.clear()


def _first_known(rows: Rows, column: Column, keys: NDArray[np.int64]) -> NDArray[np.int64]:
    """For each row the place of the first one, of an earlier month and the same key, that has a value; −1 for none."""
    months = rows.frame[MONTH].to_numpy(dtype=np.int64)
    filled = rows.frame[column.name].notna().to_numpy(dtype=bool)
    first: dict[int, int] = {}
    for at in np.lexsort((np.arange(len(keys)), months)).tolist():
        if filled[at] and keys[at] >= 0:
            first.setdefault(int(keys[at]), at)
    found = np.array([first.get(int(key), -1) for key in keys], dtype=np.int64)
    return np.where((found >= 0) & (months[found] < months), found, -1)


def _differs(rows: Rows, column: Column, older: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Another value than on the older row (−1: there is none), or a blank; a cell that could not be read is neither."""
    values = rows.frame[column.name].astype(object).to_numpy(dtype=object)
    blank = pd.isna(values)
    unread = rows.unread.get(column.name, np.zeros(len(rows), dtype=bool))
    other = [at >= 0 and (none or value != values[at]) for value, none, at in zip(values, blank, older, strict=True)]
    return np.array(other, dtype=bool) & ~unread


def hide_the_future(rows: Rows, finder: Finder) -> None:
    """Dates of something done after the as-of date are read as not yet happened, in sheets whose rows live on."""
    if rows.sheet.kind is not Kind.LIFECYCLE:
        return
    for column in rows.sheet.columns:
        if isinstance(column, Date | DateTime) and not column.planned:
            future = np.asarray((as_days(rows, column) > rows.term.as_of).fillna(value=False), dtype=bool)
            for at in np.flatnonzero(future).tolist():
                finder.remember(rows, at, column, finder.text_of(rows, at, column))
            rows.frame[column.name] = rows.frame[column.name].mask(future)
            rows.to_come[column.name] = future
    rows.memo.clear()
