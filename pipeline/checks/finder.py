"""Collects findings: turns "these rows break this rule at this column" into Findings with file, sheet and cell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pipeline.checks.services import month_text
from pipeline.checks.term import FILE, MINUTES_A_DAY, ROW, Rows
from pipeline.figures.number import number_text
from pipeline.finding import Effect, Finding, Place
from pipeline.form.column import Column
from pipeline.form.expression import Expr, Ratio, Type

if TYPE_CHECKING:
    from pipeline.intake.submission import FileTrouble, SheetData, Submission


def shown(value: object, expr: Expr) -> str:
    """A value as a clerk would write it; '' for a blank."""
    if value is None or value is pd.NA or (isinstance(value, float) and value != value):  # noqa: PLR0124  # NaN
        return ""
    if expr.type is Type.DATE:
        return date.fromordinal(int(value)).isoformat()  # type: ignore[call-overload]  # a day
    if expr.type is Type.MONTH:
        return month_text(int(value))  # type: ignore[call-overload]  # a month
    if expr.type is Type.TIME:
        minutes = int(value)  # type: ignore[call-overload]  # minutes
        clock = f"{minutes % MINUTES_A_DAY // 60:02}:{minutes % 60:02}"
        return clock if minutes < MINUTES_A_DAY else f"{date.fromordinal(minutes // MINUTES_A_DAY)} {clock}"
    if expr.type is Type.NUMBER:
        return _number(int(value), expr)  # type: ignore[call-overload]  # whole numbers of the scale
    return str(value)


def _number(value: int, expr: Expr) -> str:
    exact = Fraction(value, 10**expr.scale)
    if expr.scale == 4:  # noqa: PLR2004  # percentages of F00.1
        return number_text(exact, "%", 0 if (exact * 100).denominator == 1 else None)
    if expr.scale == 2:  # noqa: PLR2004  # money
        return number_text(exact, "元")
    return f"{exact.numerator / exact.denominator:g}" if exact.denominator > 1 else str(exact.numerator)


@dataclass(frozen=True, slots=True)
class Breach:
    """What a check found, apart from where: `says` and `fix` are Chinese, for `on_rows` templates over the row."""

    rule: str
    effect: Effect
    says: str
    fix: str = ""


class Finder:
    """Findings of a whole batch, in the order in which the checks made them."""

    def __init__(self, files: Iterable[Submission]) -> None:
        self.files = list(files)
        self.findings: list[Finding] = []
        self.raw: dict[tuple[int, str, int, str], str] = {}
        """What was typed where a cell could not be read: by file, sheet title, Excel row and column name."""

    def on_rows(
        self,
        rows: Rows,
        at: NDArray[np.bool_],
        column: Column,
        breach: Breach,
        shows: Mapping[str, Expr] | None = None,
    ) -> None:
        """One finding for each marked row, at its cell of `column`, with the row's cells put into the words."""
        for index in np.flatnonzero(at).tolist():
            words = self._words(rows, index, shows or {}, breach.says + breach.fix)
            told = replace(breach, says=breach.says.format(**words), fix=breach.fix.format(**words))
            self.at_row(rows, index, column, told)

    def _words(self, rows: Rows, index: int, shows: Mapping[str, Expr], template: str) -> dict[str, str]:
        words = {c.name: self.text_of(rows, index, c) for c in rows.sheet.columns if "{" + c.name + "}" in template}
        for name, expr in shows.items():
            if isinstance(expr, Ratio):
                raise TypeError(f"{name}: round a ratio before it is shown")
            words[name] = shown(rows.of(expr).iloc[index], expr)
        return words

    def text_of(self, rows: Rows, index: int, column: Column) -> str:
        """The cell as it was typed."""
        file, row = int(rows.frame[FILE].iloc[index]), int(rows.frame[ROW].iloc[index])
        raw = self.raw.get((file, rows.sheet.title, row, column.name))
        return raw if raw is not None else shown(rows.frame[column.name].iloc[index], column)

    def remember(self, rows: Rows, index: int, column: Column, typed: str) -> None:
        """Keeps what was typed in a cell whose value is dropped or computed anew."""
        file, row = int(rows.frame[FILE].iloc[index]), int(rows.frame[ROW].iloc[index])
        self.raw.setdefault((file, rows.sheet.title, row, column.name), typed)

    def at_row(self, rows: Rows, index: int, column: Column, breach: Breach) -> None:
        """One finding on one cell."""
        file, row = int(rows.frame[FILE].iloc[index]), int(rows.frame[ROW].iloc[index])
        self.at_cell(file, row, column, breach, self.text_of(rows, index, column))

    def at_cell(self, file: int, row: int, column: Column, breach: Breach, value: str) -> None:
        """One finding on a cell of a file's sheet."""
        submission, title = self.files[file], column.sheet.title
        sheet = submission.sheet(title)
        nowhere = Place(submission.name, title, row, "", column.title)
        place = place_of(submission, sheet, row, column) if sheet else nowhere
        self.add(submission, place, breach, value, restricted=column.sheet.restricted)

    def on_heading(self, file: int, column: Column, breach: Breach) -> None:
        """One finding on a column's heading: something that the sheet lacks (domain 3.1, sheet 列)."""
        submission = self.files[file]
        sheet = submission.sheet(column.sheet.title)
        if sheet is None:
            place = Place(submission.name, column.sheet.title, 0, "", column.title)
        else:
            letter = sheet.letters.get(column.name, "")
            place = Place(submission.name, sheet.name, 0, f"{letter}{sheet.header_row}" if letter else "", column.title)
        self.add(submission, place, breach)

    def on_file(self, submission: Submission, trouble: FileTrouble) -> None:
        """One finding about a whole workbook."""
        place = Place(submission.name, trouble.sheet, 0, trouble.cell, trouble.column)
        breach = Breach(trouble.rule, trouble.effect, trouble.says, trouble.fix)
        self.add(submission, place, breach, trouble.value)

    def add(
        self, submission: Submission, place: Place, breach: Breach, value: str = "", *, restricted: bool = False
    ) -> None:
        """One finding, with the form, month, part and version of its workbook."""
        cover = submission.cover
        self.findings.append(
            Finding(
                rule=breach.rule,
                effect=breach.effect,
                place=place,
                says=breach.says,
                fix=breach.fix,
                value=value,
                form=cover.form if cover else "",
                month=month_text(cover.month) if cover and cover.month is not None else "",
                part=cover.part if cover else 1,
                version=cover.version if cover else 1,
                restricted=restricted,
            )
        )


def where(rows: Rows, at: int) -> str:
    """A row as another row's finding names it: F02_2025-2026-2_2026-03.xlsx「採購驗收入庫」第12行."""
    submission = rows.term.files[int(rows.frame[FILE].iloc[at])]
    return f"{submission.name}「{rows.sheet.title}」第{int(rows.frame[ROW].iloc[at])}行"


def place_of(submission: Submission, sheet: SheetData, row: int, column: Column) -> Place:
    """The cell of a column on an Excel row; without an address where the workbook lacks the column."""
    letter = sheet.letters.get(column.name, "")
    return Place(submission.name, sheet.name, row, f"{letter}{row}" if letter else "", column.title)
