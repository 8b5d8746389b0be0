"""F03 供餐與食品安全台賬: menus, meals, accompanying diners, samples, daily self-checks."""

from __future__ import annotations

from pipeline.form.form import Due, Form
from pipeline.forms.f03_meals.carry import carry
from pipeline.forms.f03_meals.layout import CHARTS, SECTIONS, TABLES
from pipeline.forms.f03_meals.metrics import METRICS
from pipeline.forms.f03_meals.rules import RULES
from pipeline.forms.f03_meals.sheets import Meals, Menus, Samples, SelfChecks
from pipeline.forms.parameters import CANTEEN

FORM = Form(
    id="F03",
    title="供餐與食品安全台賬",
    purpose="每週菜譜的審核、每餐的供餐和陪餐、食品留樣，以及食堂每日自查。",
    filler="食堂管理員",
    rhythm="逐日登記，按月上報",
    due=Due.SCHOOL_MONTHS,
    sheets=[Menus, Meals, Samples, SelfChecks],
    rules=RULES,
    metrics=METRICS,
    tables=TABLES,
    charts=CHARTS,
    sections=SECTIONS,
    carry=carry,
    module=CANTEEN,
)
