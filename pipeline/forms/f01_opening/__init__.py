"""F01 開學籌備檢查表: what was ready on opening day, and how the books reached the pupils."""

from __future__ import annotations

from pipeline.form.form import Due, Form
from pipeline.forms.f01_opening.carry import carry
from pipeline.forms.f01_opening.layout import SECTIONS, TABLES
from pipeline.forms.f01_opening.metrics import METRICS
from pipeline.forms.f01_opening.rules import RULES
from pipeline.forms.f01_opening.sheets import Books, Tasks

FORM = Form(
    id="F01",
    title="開學籌備檢查表",
    purpose="逐項檢查開學前的準備，登記教材簿本的到貨和發放。",
    filler="總務主任",
    rhythm="開學當月一次；有變動時重報",
    due=Due.ONCE_AT_OPENING,
    sheets=[Tasks, Books],
    rules=RULES,
    metrics=METRICS,
    tables=TABLES,
    sections=SECTIONS,
    carry=carry,
)
