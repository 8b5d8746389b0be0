"""The sheet of F11 that F04 refers to, with the columns that are asked: F04 is tested alone."""

from __future__ import annotations

from pipeline.form.column import Choice, Text
from pipeline.form.form import Due, Form
from pipeline.form.sheet import Kind, Sheet


class Vehicles(Sheet, title="車輛檔案", number=1, kind=Kind.SNAPSHOT):
    """Vehicles of F11.1."""

    plate = Text("車牌號", code=True, required=True)
    ownership = Choice("權屬", ["自有", "租用服務"], required=True)

    key = (plate,)


FORMS = [Form(id="F11", title="校車", purpose="", filler="", due=Due.SCHOOL_MONTHS, sheets=[Vehicles])]
