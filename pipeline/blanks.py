"""Blank workbooks of every form, and a month's with what is known already."""

from __future__ import annotations

from pipeline.batch import Batch
from pipeline.checks.receipts import due_months
from pipeline.checks.services import month_text
from pipeline.form.filled import Cover, Filled
from pipeline.form.form import Form, Registry
from pipeline.render.template import file_name, write_workbook
from pipeline.returning import drop_downs, parameter_values


def blank_workbooks(registry: Registry) -> dict[str, bytes]:
    """Every form without school, term or month, by file name; committed in input_templates/."""
    blank = Cover(school="", term="", month="")
    return {
        file_name(form, blank): write_workbook(form, blank_of(form, blank), parameters=registry.default_parameters)
        for form in registry.forms
    }


def blank_of(form: Form, cover: Cover) -> Filled:
    """The form without rows, but for those that it always starts with."""
    return Filled(form.id, cover, form.starter() if form.starter else {})


def monthly_workbooks(batch: Batch, month: int) -> dict[str, bytes]:
    """The forms due in the month: cover filled in, lists from F00, rows carried from the months before."""
    term = batch.term
    lists, parameters = drop_downs(batch), parameter_values(batch)
    files = {}
    for form in term.registry.forms:
        if month not in due_months(form, term):
            continue
        cover = Cover(school=term.base.school, term=term.code, month=month_text(month))
        rows = form.carry(term, month) if form.carry else {}
        filled = Filled(form.id, cover, rows)
        files[file_name(form, cover)] = write_workbook(form, filled, lists=lists, parameters=parameters)
    return files
