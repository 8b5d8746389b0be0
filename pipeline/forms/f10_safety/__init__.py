"""F10 安全檢查值班與演練台賬: daily checks, dangers in a closed loop, guard duty, drills, inspections from above."""

from __future__ import annotations

from pipeline.form.form import Due, Form
from pipeline.forms.f10_safety.carry import carry
from pipeline.forms.f10_safety.layout import CHARTS, SECTIONS, TABLES
from pipeline.forms.f10_safety.metrics import METRICS
from pipeline.forms.f10_safety.rules import RULES
from pipeline.forms.f10_safety.sheets import Activities, DailyChecks, Dangers, Inspections, Shifts

FORM = Form(
    id="F10",
    title="安全檢查值班與演練台賬",
    purpose="逐日記錄安全檢查和值班，隱患從發現到銷號逐條跟蹤，登記演練、安全教育和上級檢查。",
    filler="德育處、教務處或門衛",
    rhythm="每日記錄，每月填報一次",
    due=Due.EVERY_MONTH,
    sheets=[DailyChecks, Dangers, Shifts, Activities, Inspections],
    rules=RULES,
    metrics=METRICS,
    tables=TABLES,
    charts=CHARTS,
    sections=SECTIONS,
    carry=carry,
)
