"""A small invented school: who it is, which modules it has, and what it wrote in which sheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.form.column import Date
from pipeline.form.filled import Cover, Filled
from pipeline.form.form import Due, Form
from pipeline.form.sheet import Kind, Sheet
from pipeline.forms.registry import registry
from pipeline.sample.covers import ACCOUNTS_FILLED_ON, USUALLY_FILLED_ON
from pipeline.sample.school import MONTHS, SCHOOL_MONTHS, TERM
from pipeline.sample.table import Row, month_of

Written = Sequence[Row] | Mapping[str, Sequence[Row]]
"""The rows of a sheet over the term, or those of each month's file where their days do not decide it."""

DECIDING = {
    "F05 支出票據": ("報支日期", "購買日期"),
    "F05 公佈與彙報": ("月份",),
    "F04 崗位考核": ("月份",),
    "F12 工程項目": ("月份",),
}
"""The cells that decide whose month's file has a row: the first that is filled; in other sheets the first day."""


@dataclass(frozen=True)
class School:
    """`lacks` has the parameters of the modules that are off; `sheets` what was written, by form and title.

    `fillers` has who fills a form in; the others are the head of logistics' own.
    """

    name: str
    head: str
    head_of_logistics: str
    fillers: Mapping[str, str]
    lacks: frozenset[str]
    sheets: Mapping[str, Written]

    def workbooks(self) -> list[Filled]:
        """Every workbook that is due, by form and month; a month without a row is a nil return (零報)."""
        forms = [form for form in registry().forms if form.module not in self.lacks]
        return [self._workbook(form, month) for form in forms for month in months_due(form)]

    def _workbook(self, form: Form, month: str) -> Filled:
        sheets = {sheet.title: self._rows(form, sheet, month) for sheet in form.sheets}
        filled_by = self.fillers.get(form.id, self.head_of_logistics)
        cover = Cover(
            school=self.name,
            term=TERM,
            month=month,
            filled_by=filled_by,
            filled_on=(ACCOUNTS_FILLED_ON if form.id == "F05" else USUALLY_FILLED_ON)[month],
            reviewed_by=self.head if filled_by == self.head_of_logistics else self.head_of_logistics,
            nothing_to_report=not any(sheets.values()),
        )
        return Filled(form=form.id, cover=cover, sheets=sheets)

    def _rows(self, form: Form, sheet: type[Sheet], month: str) -> list[Row]:
        name = f"{form.id} {sheet.title}"
        rows = self.sheets.get(name, ())
        if isinstance(rows, Mapping):
            return list(rows.get(month, ()))
        if sheet.kind is Kind.SNAPSHOT:
            return list(rows) if month == months_due(form)[0] else []
        return [row for row in rows if filed_in(name, sheet, row) == month]


def months_due(form: Form) -> Sequence[str]:
    """The months in which a form is due."""
    once = {Due.ONCE_AT_START: MONTHS[:1], Due.ONCE_AT_OPENING: SCHOOL_MONTHS[:1]}
    return once.get(form.due, MONTHS if form.due is Due.EVERY_MONTH else SCHOOL_MONTHS)


def filed_in(name: str, sheet: type[Sheet], row: Row) -> str:
    """The month whose file has the row; of what came before opening day (F01), the month of its hand-in."""
    if sheet.form == "F01":
        return SCHOOL_MONTHS[0]
    titles = DECIDING.get(name, [column.title for column in sheet.columns if isinstance(column, Date)])
    cells = (row[title] for title in titles if title in row)
    decisive = next(cells)
    return month_of(decisive) if isinstance(decisive, date) else str(decisive)
