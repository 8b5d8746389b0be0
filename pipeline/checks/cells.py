"""Cell rules G-05 to G-24 over the rows of one sheet (domain 7). Each gives marks and Findings; the caller holds rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pipeline.checks.mask import by_value, members
from pipeline.checks.services import month_text
from pipeline.checks.term import FILE, MONTH, Rows, State, Term, month_of_days
from pipeline.finding import Effect
from pipeline.form.column import Column, Date, Money, Number, People, Person
from pipeline.form.expression import Expr
from pipeline.form.sheet import Kind, is_money

if TYPE_CHECKING:
    from pipeline.checks.finder import Finder
    from pipeline.form.rule import Missing, Rule
    from pipeline.intake.submission import Trouble

PENNY = "P-21"


def hold(rows: Rows, at: NDArray[np.bool_]) -> None:
    """These rows are in no figure."""
    rows.state[at] = State.HELD


def refuse_cells(rows: Rows, at: NDArray[np.bool_], column: Column) -> Effect:
    """A refused cell holds its row in a ● or △ column; in an ○ column the cell is dropped and the row counted."""
    if column.required or column.needed is not None:
        hold(rows, at)
        return Effect.HOLD
    rows.frame[column.name] = rows.frame[column.name].mask(at)
    rows.unread[column.name] = rows.unread.get(column.name, np.zeros(len(rows), dtype=bool)) | at
    return Effect.FLAG


def unreadable_cells(rows: Rows, troubles: Iterable[tuple[int, Trouble]], finder: Finder) -> None:
    """G-05 to G-08, G-10, G-13: what normalise could not take."""
    columns = {column.name: column for column in rows.sheet.columns}
    for at, trouble in troubles:
        column = columns[trouble.column]
        mark = np.zeros(len(rows), dtype=bool)
        mark[at] = True
        effect = refuse_cells(rows, mark, column)
        finder.at_row(rows, at, column, trouble.rule, effect, trouble.says, trouble.fix)


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
            says, fix = "必填而沒有填", "請補填後重報。"
            finder.on_rows(rows, blank, column, "G-21", Effect.HOLD, says, fix)
        elif column.needed is not None and blank.any():
            needed = blank & rows.true(column.needed)
            finder.on_rows(rows, needed, column, "G-22", Effect.FLAG, "按本行的情況應填而沒有填", "請補填後重報。")


def ranges(rows: Rows, finder: Finder) -> None:
    """G-15 and G-24: negative numbers, and values outside the range that the column names."""
    for column in rows.sheet.columns:
        if column.formula is not None:
            continue
        never_negative = isinstance(column, Number) and not column.negative
        if never_negative:
            _refuse(rows, column < 0, column, "G-15", "不能是負數", "請核對後改正。", finder)
        for bound, condition, word in _bounds(column):
            outside = ~condition & (column >= 0) if never_negative else ~condition
            _refuse(rows, outside, column, "G-24", f"應{word}{bound}", "請核對後改正。", finder)


def _bounds(column: Column) -> list[tuple[str, Expr, str]]:
    later = isinstance(column, Date)
    words = (("above", "晚於" if later else "大於"), ("at_least", "不早於" if later else "不小於"))
    found = []
    for name, word in (*words, ("at_most", "不晚於" if later else "不大於")):
        bound = getattr(column, name)
        if bound is None:
            continue
        condition = {"above": column > bound, "at_least": column >= bound, "at_most": column <= bound}[name]
        label = f"「{bound.title}」" if isinstance(bound, Column) else str(bound) if not isinstance(bound, Expr) else "限值"
        found.append((f" {label}", condition, word))
    return found


def _refuse(  # noqa: PLR0913, PLR0917  # a refusal needs them all
    rows: Rows, broken: Expr, column: Column, rule: str, says: str, fix: str, finder: Finder
) -> None:
    at = rows.true(broken)
    if at.any():
        texts = [(int(i), finder.text_of(rows, int(i), column)) for i in np.flatnonzero(at)]
        effect = refuse_cells(rows, at, column)
        for index, text in texts:
            finder.raw.setdefault(_raw_key(rows, index, column), text)
            finder.at_row(rows, index, column, rule, effect, says, fix)


def _raw_key(rows: Rows, index: int, column: Column) -> tuple[int, str, int, str]:
    frame = rows.frame
    return int(frame[FILE].iloc[index]), rows.sheet.title, int(frame["_row"].iloc[index]), column.name


def dates(rows: Rows, term: Term, finder: Finder) -> None:
    """G-14: nothing done lies after 填報日期; event and status rows lie in the file's month, lifecycles not after it."""
    if rows.sheet.kind is Kind.SNAPSHOT or not len(rows):
        return
    filled = np.array([_filled_on(term, int(file)) for file in rows.frame[FILE]], dtype=np.int64)
    for column in rows.sheet.columns:
        if isinstance(column, Date) and not column.planned and column.formula is None:
            late = (rows.of(column) > pd.Series(filled, dtype="Int64")).fillna(False).to_numpy(dtype=bool)
            if late.any():
                hold(rows, late)
                says = "晚於封面的填報日期，還沒有發生"
                finder.on_rows(rows, late, column, "G-14", Effect.HOLD, says, "請核對日期；預計的事等發生後再填。")
    _month_of_file(rows, finder)


def _filled_on(term: Term, file: int) -> int:
    cover = term.files[file].cover
    return cover.filled_on if cover is not None and cover.filled_on is not None else np.iinfo(np.int64).max


def _month_of_file(rows: Rows, finder: Finder) -> None:
    sheet = rows.sheet
    column = sheet.opening if sheet.kind is Kind.LIFECYCLE and sheet.opening is not None else sheet.attributed_to
    if sheet.free_month or not isinstance(column, Date):
        return
    days = rows.of(column)
    months = month_of_days(days.fillna(1).to_numpy(dtype=np.int64))
    own = rows.frame[MONTH].to_numpy(dtype=np.int64)
    wrong = (months > own) if sheet.kind is Kind.LIFECYCLE else (months != own)
    wrong &= days.notna().to_numpy(dtype=bool)
    hold(rows, wrong)
    for at in np.flatnonzero(wrong):
        says = f"不在本表的月份 {month_text(int(own[at]))} 之內"
        finder.at_row(rows, int(at), column, "G-14", Effect.HOLD, says, "請核對日期，或把該行移到所屬月份的表。")


def names(rows: Rows, term: Term, finder: Finder) -> None:
    """G-12: each name is in F00.3 and in post on the row's date (sheets without a date: on any)."""
    roster = term.base.roster
    for column in rows.sheet.columns:
        if not isinstance(column, Person | People) or column.outside_ok or not len(rows):
            continue
        strangers = by_value(rows.of(column), lambda joined: any(n not in roster.people for n in members(joined)))
        at = strangers.fillna(False).to_numpy(dtype=bool)
        says, fix = "不在人員名冊", "請核對姓名；確有其人請總務主任補入基礎資料表。"
        finder.on_rows(rows, at, column, "G-12", Effect.FLAG, says, fix)
        if rows.sheet.attributed_to is not None:
            left = ~at & _not_in_post(rows, column, term)
            finder.on_rows(rows, left, column, "G-12", Effect.FLAG, "當日不在崗", "請核對姓名與日期，或更正人員名冊的到離崗日期。")


def _not_in_post(rows: Rows, column: Column, term: Term) -> NDArray[np.bool_]:
    people, days, texts = term.base.roster.people, rows.days, rows.text(column)
    bounded = {name for name, person in people.items() if person.start is not None or person.end is not None}
    last_start = max((p.start or 0 for p in people.values()), default=0)
    anybody_leaves = any(p.end is not None for p in people.values())
    if not bounded or (not anybody_leaves and len(days) and days.min() >= last_start):
        return np.zeros(len(rows), dtype=bool)
    return np.array(
        [
            text is not None
            and not pd.isna(day)
            and any(name in people and not people[name].in_post(int(day)) for name in members(text))
            for text, day in zip(texts, days, strict=True)
        ],
        dtype=bool,
    )


def references(rows: Rows, term: Term, finder: Finder) -> None:
    """G-23: a code or name of another sheet, or of a list of F00.6, is there."""
    for column in rows.sheet.columns:
        known: set[str] | None = None
        if column.reference is not None and not column.reference_rule and term.has(column.reference.sheet):
            target = term.rows(column.reference.sheet)
            known = {value for value in target.text(column.reference)[target.usable] if value}
            where = f"「{column.reference.sheet.title}」"
        elif column.list_name and not column.reference_rule and term.base.entries.get(column.list_name):
            known = {value for _, value in term.base.entries[column.list_name]}
            where = f"類別字典的「{column.list_name}」"
        if known is None or not len(rows):
            continue
        absent = by_value(rows.of(column), lambda text, known=known: not known.issuperset(members(text)))
        at = absent.fillna(False).to_numpy(dtype=bool)
        finder.on_rows(rows, at, column, "G-23", Effect.FLAG, f"不在{where}", f"請核對；確有其物請先補入{where}。")


def formulas(rows: Rows, stored: dict[str, pd.Series], term: Term, finder: Finder) -> None:
    """G-10: ƒ columns are recomputed; a stored value off by more than P-21 is a FLAG."""
    tolerance = term.services.parameters.number(PENNY, term.as_of) if term.services else None
    for column in rows.sheet.columns:
        if column.formula is None or column.name not in stored:
            continue
        allowed = round((tolerance or 0) * 10**column.scale)
        off = (stored[column.name] - rows.of(column)).abs() > allowed
        at = off.fillna(False).to_numpy(dtype=bool)
        for index in np.flatnonzero(at):
            finder.raw.setdefault(_raw_key(rows, int(index), column), _plain(stored[column.name].iloc[index], column))
        says = "與本行各欄算出的 {right} 不同"
        fix = "已按各欄重算；請不要改動公式欄。"
        finder.on_rows(rows, at, column, "G-10", Effect.FLAG, says, fix, shows={"right": column})


def _plain(value: int, column: Column) -> str:
    places = column.scale if isinstance(column, Money) else 0
    return f"{value / 10**column.scale:.{places}f}" if places else f"{value / 10**column.scale:g}"


def totals(rows: Rows, term: Term, finder: Finder) -> None:
    """G-09: a 合計 row that the filler typed is compared with the sum of the rows above it."""
    for file, submission in enumerate(term.files):
        sheet = submission.sheet(rows.sheet.title) if submission.cover and submission.cover.form == rows.sheet.form else None
        previous = 0
        for line in sheet.totals if sheet else ():
            above = ((rows.frame[FILE] == file) & (rows.frame["_row"] < line.row)).to_numpy(dtype=bool)
            if line.label.startswith(("小計", "小计")):
                above &= (rows.frame["_row"] > previous).to_numpy(dtype=bool)
                previous = line.row
            _compare_totals(rows, file, line.row, line.values, above, finder)


def _compare_totals(  # noqa: PLR0913, PLR0917  # one line of totals
    rows: Rows, file: int, row: int, typed: dict[str, int], above: NDArray[np.bool_], finder: Finder
) -> None:
    for column in rows.sheet.columns:
        if column.name not in typed or not (is_money(column) or column.scale == 3):  # noqa: PLR2004  # quantities
            continue
        right = int(rows.numbers(column)[above].sum())
        if right != typed[column.name]:
            value = f"{typed[column.name] / 10**column.scale:g}"
            says = f"合計與上面各行相加的 {right / 10**column.scale:,.2f} 不同"
            finder.at_cell(file, rows.sheet.title, row, column, "G-09", Effect.FLAG, says, "請核對；統計以各行為準。", value)


def spoken_for(rules: Sequence[Rule | Missing], rows: Rows) -> dict[Column, NDArray[np.bool_]]:
    """The cells of whose blanks a (b) rule speaks: by column, the rows that it asks."""
    marked: dict[Column, NDArray[np.bool_]] = {}
    for rule in rules:
        if getattr(rule, "blank_breaks", False) and rule.sheet is rows.sheet:
            when: Expr | None = rule.when  # type: ignore[union-attr]  # a Rule
            asked = np.ones(len(rows), dtype=bool) if when is None else rows.true(when)
            for part in rule.parts:  # type: ignore[union-attr]  # a Rule
                marked[part.at] = marked.get(part.at, np.zeros(len(rows), dtype=bool)) | asked
    return marked


