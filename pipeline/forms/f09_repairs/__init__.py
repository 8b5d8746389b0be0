"""F09 報修維修台賬: repair orders from report to acceptance."""

from __future__ import annotations

from pipeline.form.form import Due, Form
from pipeline.forms.f09_repairs.carry import carry
from pipeline.forms.f09_repairs.layout import CHARTS, SECTIONS, TABLES
from pipeline.forms.f09_repairs.metrics import METRICS
from pipeline.forms.f09_repairs.rules import RULES
from pipeline.forms.f09_repairs.sheets import Orders

FORM = Form(
    id="F09",
    title="報修維修台賬",
    purpose="逐單登記報修、維修和驗收，一件事一行，跟到驗收為止。",
    filler="總務處",
    rhythm="隨報隨記，按月上報",
    due=Due.EVERY_MONTH,
    sheets=[Orders],
    rules=RULES,
    metrics=METRICS,
    tables=TABLES,
    charts=CHARTS,
    sections=SECTIONS,
    carry=carry,
)
