"""F02 食堂採購驗收出入庫台賬: what the canteen buys, accepts, takes out and counts."""

from __future__ import annotations

from pipeline.form.form import Due, Form
from pipeline.forms.f02_canteen.carry import carry
from pipeline.forms.f02_canteen.layout import CHARTS, SECTIONS, TABLES
from pipeline.forms.f02_canteen.metrics import METRICS
from pipeline.forms.f02_canteen.rules import RULES
from pipeline.forms.f02_canteen.sheets import Counts, Deliveries, Issues
from pipeline.forms.parameters import CANTEEN

FORM = Form(
    id="F02",
    title="食堂採購驗收出入庫台賬",
    purpose="逐筆登記食材的採購、驗收、入庫、領用，月末盤點。",
    filler="倉庫保管員",
    rhythm="逐日登記，按月上報",
    due=Due.SCHOOL_MONTHS,
    sheets=[Deliveries, Issues, Counts],
    rules=RULES,
    metrics=METRICS,
    tables=TABLES,
    charts=CHARTS,
    sections=SECTIONS,
    carry=carry,
    module=CANTEEN,
    key_figures=[("食材採購總額", "M-F02-01a"), ("兩人以上採購率", "M-F02-02")],
)
