"""The sheets of F07 that F12 refers to, with the columns that are asked: F12 is tested alone."""

from __future__ import annotations

from pipeline.form.column import Date, Integer, Text
from pipeline.form.form import Due, Form
from pipeline.form.sheet import Kind, Sheet


class Cards(Sheet, title="固定資產台賬", number=1, kind=Kind.SNAPSHOT):
    """Cards of F07.1."""

    code = Text("資產編號", code=True, required=True)

    key = (code,)


class Changes(Sheet, title="資產增減", number=3, kind=Kind.EVENT):
    """Changes of F07.3."""

    changed_on = Date("日期", required=True)
    change = Text("變動類型", required=True)
    quantity = Integer("數量", required=True)
    document = Text("單據號", code=True, required=True)

    attributed_to = changed_on


FORMS = [Form(id="F07", title="校產", purpose="", filler="", due=Due.EVERY_MONTH, sheets=[Cards, Changes])]
