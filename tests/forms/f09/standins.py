"""The sheets of F04, F08 and F10 that repairs refer to, with the columns that are asked: F09 is tested alone."""

from __future__ import annotations

from pipeline.form.column import Date, Person, Text
from pipeline.form.form import Due, Form
from pipeline.form.sheet import Kind, Sheet


class Papers(Sheet, title="人員證照", number=1, kind=Kind.SNAPSHOT):
    """Certificates of F04.1."""

    holder = Person("姓名", required=True)
    kind_of_paper = Text("證照類別", required=True)
    serial = Text("證號", code=True, required=True)
    issued_on = Date("發證日期", required=True)
    valid_until = Date("有效期至", required=True, planned=True)

    key = (kind_of_paper, serial)


class Cases(Sheet, title="損壞賠償", number=3, kind=Kind.LIFECYCLE):
    """Damage of F08.3."""

    code = Text("賠償單號", code=True, required=True)
    on = Date("日期", required=True)
    order = Text("維修單號", code=True)

    key = (code,)
    attributed_to = on
    opening = on


class Dangers(Sheet, title="隱患台賬", number=2, kind=Kind.LIFECYCLE):
    """Dangers of F10.2."""

    code = Text("隱患編號", code=True, required=True)
    found_on = Date("發現日期", required=True)

    key = (code,)
    attributed_to = found_on
    opening = found_on


FORMS = [
    Form(id="F04", title="人員證照", purpose="", filler="", due=Due.SCHOOL_MONTHS, sheets=[Papers]),
    Form(id="F08", title="賠償", purpose="", filler="", due=Due.SCHOOL_MONTHS, sheets=[Cases]),
    Form(id="F10", title="隱患", purpose="", filler="", due=Due.EVERY_MONTH, sheets=[Dangers]),
]
