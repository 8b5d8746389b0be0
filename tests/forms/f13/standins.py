"""The sheets of F03, F04 and F10 that F13 refers to, with the columns that are asked: F13 is tested alone."""

from __future__ import annotations

from pipeline.form.column import Date, Text, YesNo
from pipeline.form.form import Due, Form
from pipeline.form.sheet import Kind, Sheet


class Menus(Sheet, title="每週菜譜審核", number=1, kind=Kind.EVENT):
    """Menus of F03.1."""

    starts_on = Date("週起始日", required=True)
    advice = Text("營養意見")

    key = (starts_on,)
    attributed_to = starts_on


class Meals(Sheet, title="供餐與陪餐", number=2, kind=Kind.EVENT):
    """Meals of F03.2, one a day."""

    on = Date("日期", required=True)
    served = YesNo("是否供餐", required=True)

    key = (on,)
    attributed_to = on


class Meetings(Sheet, title="會議與培訓", number=3, kind=Kind.EVENT):
    """Meetings of F04.3."""

    on = Date("日期", required=True)
    subject = Text("主題", required=True)

    key = (on, subject)
    attributed_to = on


class Inspections(Sheet, title="上級檢查", number=5, kind=Kind.EVENT, core=False):
    """Inspections of F10.5."""

    on = Date("日期", required=True)
    what = Text("檢查內容", required=True)

    key = (on, what)
    attributed_to = on


FORMS = [
    Form(id="F03", title="供餐", purpose="", filler="", due=Due.SCHOOL_MONTHS, sheets=[Menus, Meals]),
    Form(id="F04", title="會議", purpose="", filler="", due=Due.SCHOOL_MONTHS, sheets=[Meetings]),
    Form(id="F10", title="檢查", purpose="", filler="", due=Due.SCHOOL_MONTHS, sheets=[Inspections]),
]
