"""F07 校產與教室管理表: asset ledger, rooms registered and checked again, changes, classroom scores."""

from __future__ import annotations

from pipeline.form.form import Due, Form
from pipeline.forms.f07_property.carry import carry
from pipeline.forms.f07_property.layout import CHARTS, SECTIONS, TABLES
from pipeline.forms.f07_property.metrics import METRICS
from pipeline.forms.f07_property.rules import RULES
from pipeline.forms.f07_property.sheets import Assets, Changes, RoomGoods, Scores

FORM = Form(
    id="F07",
    title="校產與教室管理表",
    purpose="固定資產逐卡入賬，班室期初登記、期末復查，資產增減逐筆登記，教室逐次檢查評分。",
    filler="財產管理員",
    rhythm="學期初、學期末登記復查；增減和評分按月填",
    due=Due.SCHOOL_MONTHS,
    sheets=[Assets, RoomGoods, Changes, Scores],
    rules=RULES,
    metrics=METRICS,
    tables=TABLES,
    charts=CHARTS,
    sections=SECTIONS,
    carry=carry,
)
