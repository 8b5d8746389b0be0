"""The sheets of F05, F07 and F09 that F08 refers to, with the columns that are asked: F08 is tested alone."""

from __future__ import annotations

from pipeline.form.column import Choice, Date, Money, Text, YesNo
from pipeline.form.form import Due, Form
from pipeline.form.sheet import Kind, Sheet


class Vouchers(Sheet, title="支出票據", number=4, kind=Kind.LIFECYCLE):
    """Vouchers of F05.4."""

    code = Text("憑證號", code=True, required=True)
    bought_on = Date("購買日期", required=True)

    key = (code,)
    attributed_to = bought_on
    opening = bought_on


class Cards(Sheet, title="固定資產台賬", number=1, kind=Kind.SNAPSHOT):
    """Assets of F07.1."""

    code = Text("資產編號", code=True, required=True)
    label = Text("資產名稱", required=True)
    price = Money("單價", required=True, at_least=0)
    room = Text("使用班室", code=True, required=True)
    status = Choice("狀態", ["在用", "閒置", "待修", "待報廢", "已處置"], required=True)

    key = (code,)


class Orders(Sheet, title="報修維修", number=1, kind=Kind.LIFECYCLE):
    """Repairs of F09.1."""

    code = Text("維修單號", code=True, required=True)
    reported_on = Date("報修日期", required=True)
    deliberate = YesNo("人為損壞")
    compensation = Text("賠償單號", code=True)

    key = (code,)
    attributed_to = reported_on
    opening = reported_on


FORMS = [
    Form(id="F05", title="票據", purpose="", filler="", due=Due.ONCE_AT_OPENING, sheets=[Vouchers]),
    Form(id="F07", title="資產", purpose="", filler="", due=Due.ONCE_AT_OPENING, sheets=[Cards]),
    Form(id="F09", title="維修", purpose="", filler="", due=Due.ONCE_AT_OPENING, sheets=[Orders]),
]
