"""F00 基礎資料表: parameters, calendar, people, rooms, suppliers and lists that every other form is checked against."""

from __future__ import annotations

from pipeline.form.form import Due, Form
from pipeline.forms.f00_base.rules import RULES
from pipeline.forms.f00_base.services import services
from pipeline.forms.f00_base.sheets import Entries, People, Rooms, SchoolDays, SchoolParameters, Suppliers
from pipeline.forms.f00_base.starter import starter

FORM = Form(
    id="F00",
    title="基礎資料表",
    purpose="學期起止、校曆、人員、班室、供應商和各種清單；其他各表的下拉清單和核對都以此為準。",
    filler="總務主任",
    rhythm="每學期一次；有變動時重報",
    due=Due.ONCE_AT_START,
    sheets=[SchoolParameters, SchoolDays, People, Rooms, Suppliers, Entries],
    rules=RULES,
    services=services,
    starter=starter,
)
