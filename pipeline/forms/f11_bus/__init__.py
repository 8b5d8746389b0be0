"""F11 校車安全台賬: vehicles, runs with head counts, waiting supervision, upkeep."""

from __future__ import annotations

from pipeline.form.form import Due, Form
from pipeline.forms.f11_bus.carry import carry
from pipeline.forms.f11_bus.layout import CHARTS, SECTIONS, TABLES
from pipeline.forms.f11_bus.metrics import METRICS
from pipeline.forms.f11_bus.rules import RULES
from pipeline.forms.f11_bus.sheets import Runs, Upkeep, Vehicles, Waiting
from pipeline.forms.parameters import BUS

FORM = Form(
    id="F11",
    title="校車安全台賬",
    purpose="登記校車及其證件，逐趟記錄上下車人數和清車，逐日記錄候車看護，登記維護費用。",
    filler="隨車照管人員",
    rhythm="每趟記錄，每月填報一次",
    due=Due.SCHOOL_MONTHS,
    module=BUS,
    sheets=[Vehicles, Runs, Waiting, Upkeep],
    rules=RULES,
    metrics=METRICS,
    tables=TABLES,
    charts=CHARTS,
    sections=SECTIONS,
    carry=carry,
)
