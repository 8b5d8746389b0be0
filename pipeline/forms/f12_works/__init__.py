"""F12 基建添置與捐贈台賬: projects by stage, goods added, gifts, surroundings and culture."""

from __future__ import annotations

from pipeline.form.form import Due, Form
from pipeline.forms.f12_works.carry import carry
from pipeline.forms.f12_works.layout import CHARTS, SECTIONS, TABLES
from pipeline.forms.f12_works.metrics import METRICS
from pipeline.forms.f12_works.rules import RULES
from pipeline.forms.f12_works.sheets import Activities, Gifts, Goods, Projects

FORM = Form(
    id="F12",
    title="基建添置與捐贈台賬",
    purpose="登記工程進度、添置的物資、接受的捐贈，以及環境與文化建設。",
    filler="總務主任",
    rhythm="工程按月填月底情況，其餘隨辦隨記，按月上報",
    due=Due.EVERY_MONTH,
    sheets=[Projects, Goods, Gifts, Activities],
    rules=RULES,
    metrics=METRICS,
    tables=TABLES,
    charts=CHARTS,
    sections=SECTIONS,
    carry=carry,
)
