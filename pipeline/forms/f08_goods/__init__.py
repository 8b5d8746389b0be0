"""F08 物品領用借還賠償台賬: consumables in and out, loans and returns, compensation for damage."""

from __future__ import annotations

from pipeline.form.form import Due, Form
from pipeline.forms.f08_goods.carry import carry
from pipeline.forms.f08_goods.layout import SECTIONS, TABLES
from pipeline.forms.f08_goods.metrics import METRICS
from pipeline.forms.f08_goods.rules import RULES
from pipeline.forms.f08_goods.sheets import Cases, Loans, Movements

FORM = Form(
    id="F08",
    title="物品領用借還賠償台賬",
    purpose="登記物品的入庫和領用、借出和歸還，以及損壞公物的賠償。",
    filler="財產管理員",
    rhythm="隨時登記，按月上報",
    due=Due.SCHOOL_MONTHS,
    sheets=[Movements, Loans, Cases],
    rules=RULES,
    metrics=METRICS,
    tables=TABLES,
    sections=SECTIONS,
    carry=carry,
)
