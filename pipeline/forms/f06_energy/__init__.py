"""F06 水電能耗台賬: meter readings, bills of any cycle length, saving measures compared before and after."""

from __future__ import annotations

from pipeline.form.form import Due, Form
from pipeline.forms.f06_energy.carry import carry
from pipeline.forms.f06_energy.layout import CHARTS, SECTIONS, TABLES
from pipeline.forms.f06_energy.metrics import METRICS
from pipeline.forms.f06_energy.rules import RULES
from pipeline.forms.f06_energy.sheets import Bills, Measures, Readings

FORM = Form(
    id="F06",
    title="水電能耗台賬",
    purpose="逐月抄表，按賬單記錄水、電等費用，比較節能措施前後的費用。",
    filler="水電工",
    rhythm="每月抄表一次；賬單到後填報",
    due=Due.EVERY_MONTH,
    sheets=[Readings, Bills, Measures],
    rules=RULES,
    metrics=METRICS,
    tables=TABLES,
    charts=CHARTS,
    sections=SECTIONS,
    carry=carry,
    key_figures=[("水電費", "M-F06-02c")],
)
