"""F13 服務保障與意見台賬: events supported, opinions, satisfaction surveys, disputes settled."""

from __future__ import annotations

from pipeline.form.form import Due, Form
from pipeline.forms.f13_service.carry import carry
from pipeline.forms.f13_service.layout import SECTIONS
from pipeline.forms.f13_service.metrics import METRICS
from pipeline.forms.f13_service.rules import RULES
from pipeline.forms.f13_service.sheets import Events, Opinions, Petitions, Surveys
from pipeline.forms.f13_service.tables import CHARTS, TABLES

FORM = Form(
    id="F13",
    title="服務保障與意見台賬",
    purpose="登記為活動提供的保障、各方意見的答覆、滿意度測評和涉訪化解的件數。",
    filler="總務處",
    rhythm="隨辦隨記，按月上報",
    due=Due.SCHOOL_MONTHS,
    sheets=[Events, Opinions, Surveys, Petitions],
    rules=RULES,
    metrics=METRICS,
    tables=TABLES,
    charts=CHARTS,
    sections=SECTIONS,
    carry=carry,
)
