"""The figures of F04 (domain/forms/F04.md, Metrics)."""

from __future__ import annotations

from fractions import Fraction

from pipeline.checks.words import has_come
from pipeline.form.metric import Contributed, Metric, Quotient, Rate, Rows, Span
from pipeline.forms.f04_people.contributions import (
    CATEGORY,
    POST,
    appraised,
    days_with_papers,
    expiring,
    holders,
    letters,
    months_with_food_meeting,
    zones,
)
from pipeline.forms.f04_people.history import IS_RELAYED, RELAYED_WITHIN
from pipeline.forms.f04_people.sheets import (
    FOOD_MEETING,
    SKILLS,
    STAFF_MEETING,
    TRAINING_ABOVE,
    Appraisals,
    Certificates,
    Letters,
    Meetings,
)
from pipeline.forms.parameters import CANTEEN

BY_POST = [(POST,)]
BY_CATEGORY_AND_POST = [(CATEGORY,), (POST,)]
ALL_OF_IT = Fraction(1)

IS_FOOD_MEETING = Meetings.category == FOOD_MEETING
IS_TRAINING = Meetings.category == TRAINING_ABOVE

CERTIFICATES = [
    Metric(
        id="M-F04-01a",
        name="應持證人日",
        unit="人日",
        of=Contributed(days_with_papers(valid_only=False)),
        sheet=Certificates,
        formula="有應持證照的在崗人員，Σ 上課日數；只計已報送的月份",
        by=BY_POST,
        because=("E1-37",),
    ),
    Metric(
        id="M-F04-01b",
        name="持證人日",
        unit="人日",
        of=Contributed(days_with_papers(valid_only=True)),
        sheet=Certificates,
        formula="應持證人日中當日各項應持證照都有效的",
        by=BY_POST,
        because=("E1-37",),
    ),
    Metric(
        id="M-F04-01c",
        name="持證上崗率",
        unit="%",
        of=Contributed(days_with_papers(valid_only=True, is_rate=True)),
        sheet=Certificates,
        formula="持證人日 ÷ 應持證人日",
        by=BY_POST,
        zero=False,
        target=ALL_OF_IT,
        because=("E1-37",),
    ),
    Metric(
        id="M-F04-01d",
        name="應持證人數",
        unit="人",
        of=Contributed(holders(valid_only=False)),
        sheet=Certificates,
        formula="期末在崗、有應持證照的人數",
        by=BY_POST,
        span=Span.LAST,
        because=("E1-37",),
    ),
    Metric(
        id="M-F04-01e",
        name="有效持證人數",
        unit="人",
        of=Contributed(holders(valid_only=True)),
        sheet=Certificates,
        formula="應持證人數中期末各項證照都有效的",
        by=BY_POST,
        span=Span.LAST,
        because=("E1-37",),
    ),
    Metric(
        id="M-F04-01f",
        name="到期預警數",
        unit="件",
        of=Contributed(expiring),
        sheet=Certificates,
        formula="期末起首次預警天數內到期、尚未換發的應持證照",
        by=BY_POST,
        span=Span.LAST,
        because=("E1-37",),
    ),
]

LETTERS = [
    Metric(
        id="M-F04-02a",
        name="應簽份數",
        unit="份",
        of=Contributed(letters(signed_only=False)),
        sheet=Letters,
        formula="期末應簽的責任書：在崗滿 30 天的人員、各教室的責任人和教室管理員、租用校車",
        by=BY_CATEGORY_AND_POST,
        span=Span.LAST,
        because=(
            "E1-11",
            "E1-36",
            "E1-44",
        ),
    ),
    Metric(
        id="M-F04-02b",
        name="已簽份數",
        unit="份",
        of=Contributed(letters(signed_only=True)),
        sheet=Letters,
        formula="應簽份數中期末有效、有責任人的",
        by=BY_CATEGORY_AND_POST,
        span=Span.LAST,
        because=(
            "E1-11",
            "E1-36",
            "E1-44",
        ),
    ),
    Metric(
        id="M-F04-02c",
        name="責任書簽訂率",
        unit="%",
        of=Contributed(letters(signed_only=True, is_rate=True)),
        sheet=Letters,
        formula="已簽份數 ÷ 應簽份數",
        by=BY_CATEGORY_AND_POST,
        span=Span.LAST,
        zero=False,
        target=ALL_OF_IT,
        because=(
            "E1-11",
            "E1-36",
            "E1-44",
        ),
    ),
    Metric(
        id="M-F04-02d",
        name="衛生包乾區數",
        unit="個",
        of=Contributed(zones(is_rate=False)),
        sheet=Letters,
        formula="期末有效的衛生包乾區行數",
        span=Span.LAST,
        because=("E1-38",),
    ),
    Metric(
        id="M-F04-02e",
        name="包乾落實率",
        unit="%",
        of=Contributed(zones(is_rate=True)),
        sheet=Letters,
        formula="衛生包乾區中有責任人的 ÷ 衛生包乾區數",
        span=Span.LAST,
        zero=False,
        because=("E1-38",),
    ),
]

MEETINGS = [
    Metric(
        id="M-F04-03a",
        name="食品衛生安全會議次數",
        unit="次",
        of=Rows(),
        sheet=Meetings,
        formula="類別為食品衛生安全會議的行數",
        where=IS_FOOD_MEETING,
        module=CANTEEN,
        because=("E1-33",),
    ),
    Metric(
        id="M-F04-03b",
        name="按月開會率",
        unit="%",
        of=Contributed(months_with_food_meeting),
        sheet=Meetings,
        formula="有食品衛生安全會議的整月數 ÷ 整月數；只計已報送的月份",
        zero=False,
        target=ALL_OF_IT,
        module=CANTEEN,
        because=("E1-33",),
    ),
    Metric(
        id="M-F04-03c",
        name="到會率",
        unit="%",
        of=Quotient(Meetings.present, Meetings.expected),
        sheet=Meetings,
        formula="食品衛生安全會議的 Σ 實到人數 ÷ Σ 應到人數",
        where=IS_FOOD_MEETING,
        target=Fraction(9, 10),
        module=CANTEEN,
        because=("E1-33",),
    ),
    Metric(
        id="M-F04-03d",
        name="後勤例會次數",
        unit="次",
        of=Rows(),
        sheet=Meetings,
        formula="類別為後勤例會的行數",
        where=Meetings.category == STAFF_MEETING,
        because=("E1-01",),
    ),
    Metric(
        id="M-F04-04a",
        name="上級培訓次數",
        unit="次",
        of=Rows(),
        sheet=Meetings,
        formula="類別為上級培訓的行數",
        where=IS_TRAINING,
        because=("E1-41",),
    ),
    Metric(
        id="M-F04-04b",
        name="技能培訓次數",
        unit="次",
        of=Rows(),
        sheet=Meetings,
        formula="類別為技能培訓的行數",
        where=Meetings.category == SKILLS,
        because=("E1-22",),
    ),
    Metric(
        id="M-F04-04c",
        name="傳達率",
        unit="%",
        of=Rate(IS_RELAYED),
        sheet=Meetings,
        formula="上級培訓中 10 天內在校內傳達的 ÷ 已滿 10 天的",
        where=IS_TRAINING & has_come(Meetings.on + RELAYED_WITHIN),
        because=("E1-42",),
    ),
]

APPRAISALS = [
    Metric(
        id="M-F04-05a",
        name="考核平均分",
        unit="分",
        of=Contributed(appraised(what="score"), scale=3),
        sheet=Appraisals,
        formula="Σ 考核分 ÷ 考核人次",
        by=BY_POST,
        zero=False,
        decimals=1,
        because=("E1-12",),
    ),
    Metric(
        id="M-F04-05b",
        name="獎勵人次",
        unit="人次",
        of=Contributed(appraised(what="reward")),
        sheet=Appraisals,
        formula="獎懲金額大於 0 的行數",
        by=BY_POST,
        because=("E1-12",),
    ),
    Metric(
        id="M-F04-05c",
        name="扣罰人次",
        unit="人次",
        of=Contributed(appraised(what="deduction")),
        sheet=Appraisals,
        formula="獎懲金額小於 0 的行數",
        by=BY_POST,
        because=("E1-12",),
    ),
]

METRICS = [*CERTIFICATES, *LETTERS, *MEETINGS, *APPRAISALS]
