"""F04 人員證照責任與會議培訓表: certificates, signed letters and zones, meetings and training, appraisal."""

from __future__ import annotations

from pipeline.form.form import Due, Form
from pipeline.forms.f04_people.carry import carry
from pipeline.forms.f04_people.layout import SECTIONS
from pipeline.forms.f04_people.metrics import METRICS
from pipeline.forms.f04_people.rules import RULES
from pipeline.forms.f04_people.sheets import Appraisals, Certificates, Letters, Meetings
from pipeline.forms.f04_people.tables import CHARTS, TABLES

FORM = Form(
    id="F04",
    title="人員證照責任與會議培訓表",
    purpose="登記後勤人員的證照、責任書和包乾區，會議與培訓，以及崗位考核。",
    filler="食堂管理員",
    rhythm="隨辦隨記，按月上報",
    due=Due.SCHOOL_MONTHS,
    sheets=[Certificates, Letters, Meetings, Appraisals],
    rules=RULES,
    metrics=METRICS,
    tables=TABLES,
    charts=CHARTS,
    sections=SECTIONS,
    carry=carry,
)
