"""Cells that cannot be taken as typed, are blank or out of range: G-05 to G-08, G-13, G-15, G-21, G-22, G-24."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from pipeline.checks.finder import Breach, Finder
from pipeline.checks.term import Rows, State
from pipeline.checks.unknown import as_asked
from pipeline.finding import Effect
from pipeline.form.column import Column, Date, Number
from pipeline.form.expression import Expr
from pipeline.form.rule import Missing, Rule

if TYPE_CHECKING:
    from pipeline.intake.submission import Trouble


REQUIRED = Breach("G-21", Effect.HOLD, "必填而沒有填", "請補填後重報。")
NEEDED = Breach("G-22", Effect.FLAG, "按本行的情況應填而沒有填", "請補填後重報。")
CHECK = "請核對後改正。"


def hold(rows: Rows, at: NDArray[np.bool_]) -> None:
    """These rows are in no figure."""
    rows.state[at] = State.HELD


def refuse_cells(rows: Rows, at: NDArray[np.bool_], column: Column) -> Effect:
    """A refused cell holds its row in a ● or △ column; in an ○ column the cell is dropped and the row counted."""
    if column.required or column.needed is not None:
        hold(rows, at)
        return Effect.HOLD
    drop_cells(rows, at, column)
    return Effect.FLAG


def drop_cells(rows: Rows, at: NDArray[np.bool_], column: Column) -> None:
    """What was typed in these cells is not known to be so: rules that need it say nothing."""
    rows.frame[column.name] = rows.frame[column.name].mask(at)
    rows.unread[column.name] = rows.unread.get(column.name, np.zeros(len(rows), dtype=bool)) | at


def unreadable_cells(rows: Rows, troubles: Iterable[tuple[int, Trouble]], finder: Finder) -> None:
    """G-05 to G-08, G-10, G-13: what normalise could not take."""
    columns = {column.name: column for column in rows.sheet.columns}
    for at, trouble in troubles:
        column = columns[trouble.column]
        mark = np.zeros(len(rows), dtype=bool)
        mark[at] = True
        effect = refuse_cells(rows, mark, column)
        finder.at_row(rows, at, column, Breach(trouble.rule, effect, trouble.says, trouble.fix))


def blank_cells(rows: Rows, spoken_for: Mapping[Column, NDArray[np.bool_]], finder: Finder) -> None:
    """G-21 (● blank: HOLD) and G-22 (△ blank while its condition holds: FLAG); (b) rules speak instead."""
    for column in rows.sheet.columns:
        if column.blank_rule or column.formula is not None:
            continue
        blank = rows.true(column.blank())
        if column in spoken_for:
            blank = blank & ~spoken_for[column]
        if column.required and blank.any():
            hold(rows, blank)
            finder.on_rows(rows, blank, column, REQUIRED)
        elif column.needed is not None and blank.any():
            asked = as_asked(rows)
            needed = blank & asked.true(column.blank() & column.needed)
            finder.on_rows(rows, needed, column, NEEDED)


def ranges(rows: Rows, finder: Finder) -> None:
    """G-15 and G-24: negative numbers, and values outside the range that the column names."""
    for column in rows.sheet.columns:
        if column.formula is not None:
            continue
        never_negative = isinstance(column, Number) and not column.negative
        if never_negative:
            _refuse(rows, column < 0, column, Breach("G-15", Effect.HOLD, "不能是負數", CHECK), finder)
        for bound, condition, word in _bounds(column):
            outside = ~condition & (column >= 0) if never_negative else ~condition
            _refuse(rows, outside, column, Breach("G-24", Effect.HOLD, f"應{word}{bound}", CHECK), finder)


def _bounds(column: Column) -> list[tuple[str, Expr, str]]:
    later = isinstance(column, Date)
    found = []
    if column.above is not None:
        found.append((_label(column.above), column > column.above, "晚於" if later else "大於"))
    if column.at_least is not None:
        found.append((_label(column.at_least), column >= column.at_least, "不早於" if later else "不小於"))
    if column.at_most is not None:
        found.append((_label(column.at_most), column <= column.at_most, "不晚於" if later else "不大於"))
    return found


def _label(bound: Expr | int | Decimal) -> str:
    if isinstance(bound, Column):
        return f"「{bound.title}」"
    return "限值" if isinstance(bound, Expr) else f" {bound}"


def _refuse(rows: Rows, broken: Expr, column: Column, breach: Breach, finder: Finder) -> None:
    at = rows.true(broken)
    if at.any():
        for index in np.flatnonzero(at).tolist():
            finder.remember(rows, index, column, finder.text_of(rows, index, column))
        told = replace(breach, effect=refuse_cells(rows, at, column))
        finder.on_rows(rows, at, column, told)


def spoken_for(rules: Sequence[Rule | Missing], rows: Rows) -> dict[Column, NDArray[np.bool_]]:
    """The cells of whose blanks a (b) rule speaks: by column, the rows that it asks."""
    marked: dict[Column, NDArray[np.bool_]] = {}
    for rule in rules:
        if isinstance(rule, Rule) and rule.blank_breaks and rule.sheet is rows.sheet:
            asked = np.ones(len(rows), dtype=bool) if rule.when is None else rows.true(rule.when)
            for part in rule.parts:
                marked[part.at] = marked.get(part.at, np.zeros(len(rows), dtype=bool)) | asked
    return marked
