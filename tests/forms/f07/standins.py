"""The sheets of F08, F09 and F12 that property refers to, with the columns that are asked: F07 is tested alone."""

from __future__ import annotations

from pipeline.form.column import Choice, Date, Money, Text
from pipeline.form.form import Due, Form
from pipeline.form.sheet import Kind, Sheet


class Store(Sheet, title="物品出入庫", number=1, kind=Kind.EVENT, core=False):
    """Stationery of F08.1."""

    on = Date("日期", required=True)
    movement = Choice("類型", ["期初", "入庫", "領用", "退回", "報損"], required=True)
    voucher = Text("憑證號", code=True)

    attributed_to = on


class Cases(Sheet, title="損壞賠償", number=3, kind=Kind.EVENT):
    """Damage of F08.3."""

    code = Text("賠償單號", code=True, required=True)
    on = Date("日期", required=True)

    key = (code,)
    attributed_to = on


class Orders(Sheet, title="報修維修", number=1, kind=Kind.EVENT):
    """Repairs of F09.1."""

    code = Text("維修單號", code=True, required=True)
    on = Date("報修日期", required=True)

    key = (code,)
    attributed_to = on


class Gifts(Sheet, title="捐贈", number=3, kind=Kind.EVENT, core=False):
    """Gifts of F12.3."""

    code = Text("捐贈編號", code=True, required=True)
    on = Date("日期", required=True)
    form_of_gift = Choice("捐贈形式", ["資金", "實物", "工程"], required=True)
    value = Money("估值", required=True)

    key = (code,)
    attributed_to = on


FORMS = [
    Form(id="F08", title="賠償", purpose="", filler="", due=Due.ONCE_AT_OPENING, sheets=[Store, Cases]),
    Form(id="F09", title="維修", purpose="", filler="", due=Due.ONCE_AT_OPENING, sheets=[Orders]),
    Form(id="F12", title="捐贈", purpose="", filler="", due=Due.ONCE_AT_OPENING, sheets=[Gifts]),
]
