"""The figures of F13 (domain/forms/F13.md, Metrics).

Counts go by each event's own date; rates over the opinions and cases of the period, as known on the as-of date.
"""

from __future__ import annotations

from fractions import Fraction

from pipeline.checks.words import happened, has_come, known
from pipeline.form.metric import Metric, Quotient, Rate, Rows, Sum
from pipeline.forms.f13_service.rules import ANSWER_DUE
from pipeline.forms.f13_service.sheets import ADOPTED, AT_SCHOOL, SUGGESTION, Events, Opinions, Petitions, Surveys

BY_EVENT = [("類別",)]
BY_FIELD_AND_SOURCE = [("領域",), ("來源",)]
BY_FIELD_AND_GROUP = [("領域",), ("對象",), ("領域", "對象")]
BY_PERSON = [("人員類別",)]

IS_ANSWERED = happened(Opinions.answered_on)
ANSWERED_IN_TIME = IS_ANSWERED & Opinions.verdict.filled() & (Opinions.answered_on <= ANSWER_DUE)
IN_TIME = known(ANSWERED_IN_TIME, (IS_ANSWERED & Opinions.verdict.filled()) | has_come(ANSWER_DUE))
"""Unknown of what is open and has time left."""
IS_ADOPTED = Opinions.verdict.filled() & Opinions.verdict.among(*ADOPTED)
SETTLED_AT_SCHOOL = Petitions.level.filled() & (Petitions.level == AT_SCHOOL)
CONTENT = Surveys.satisfied + Surveys.fairly

SUPPORT = [
    Metric(
        id="M-F13-01a",
        name="服務保障次數",
        unit="次",
        of=Rows(),
        sheet=Events,
        formula="活動數，按起始日期",
        by=BY_EVENT,
        because=("E1-14", "E1-68", "E3-53"),
    ),
    Metric(
        id="M-F13-01b",
        name="投入人次",
        unit="人次",
        of=Sum(Events.helpers),
        sheet=Events,
        formula="Σ 投入人次",
        by=BY_EVENT,
        because=("E1-68", "E3-55"),
    ),
    Metric(
        id="M-F13-01c",
        name="活動供餐人次",
        unit="人次",
        of=Sum(Events.diners),
        sheet=Events,
        formula="Σ 供餐人次，不計入日常就餐人次",
        by=BY_EVENT,
        because=("E3-53", "E3-57"),
    ),
    Metric(
        id="M-F13-01d",
        name="投入物資金額",
        unit="元",
        of=Sum(Events.goods),
        sheet=Events,
        formula="Σ 投入物資金額",
        by=BY_EVENT,
        because=("E1-68",),
    ),
]

OPINIONS = [
    Metric(
        id="M-F13-02a",
        name="意見件數",
        unit="件",
        of=Rows(),
        sheet=Opinions,
        formula="意見條數，按日期",
        by=[*BY_FIELD_AND_SOURCE, ("類型",)],
        because=("E2-53", "E3-24", "E3-51"),
    ),
    Metric(
        id="M-F13-02b",
        name="已答覆件數",
        unit="件",
        of=Rows(),
        sheet=Opinions,
        formula="意見條數，按答覆日期",
        on=Opinions.answered_on,
        by=BY_FIELD_AND_SOURCE,
        because=("E2-53", "E3-24"),
    ),
    Metric(
        id="M-F13-02c",
        name="答覆率",
        unit="%",
        of=Rate(IS_ANSWERED),
        sheet=Opinions,
        formula="本期收到的意見（表揚除外）中已有答覆日期的 ÷ 本期收到的意見（表揚除外）",
        where=Opinions.needs_answer,
        by=BY_FIELD_AND_SOURCE,
        target=Fraction(1),
        because=("E2-53", "E3-24"),
    ),
    Metric(
        id="M-F13-02d",
        name="按期答覆率",
        unit="%",
        of=Rate(IN_TIME),
        sheet=Opinions,
        formula="本期收到的意見（表揚除外）中按期答覆的 ÷（已答覆的 + 已到期仍未答覆的）",
        where=Opinions.needs_answer,
        by=BY_FIELD_AND_SOURCE,
        because=("E2-53", "E3-48"),
    ),
    Metric(
        id="M-F13-02e",
        name="採納率",
        unit="%",
        of=Rate(IS_ADOPTED),
        sheet=Opinions,
        formula="本期收到的建議中採納或部分採納的 ÷ 其中已答覆的",
        where=(Opinions.opinion_type == SUGGESTION) & IS_ANSWERED,
        by=[("領域",)],
        because=("E2-53", "E3-24"),
    ),
]

SATISFACTION = [
    Metric(
        id="M-F13-03a",
        name="滿意份數",
        unit="份",
        of=Sum(Surveys.satisfied),
        sheet=Surveys,
        formula="Σ 滿意",
        by=BY_FIELD_AND_GROUP,
        because=("E3-52",),
    ),
    Metric(
        id="M-F13-03b",
        name="基本滿意份數",
        unit="份",
        of=Sum(Surveys.fairly),
        sheet=Surveys,
        formula="Σ 基本滿意",
        by=BY_FIELD_AND_GROUP,
        because=("E3-52",),
    ),
    Metric(
        id="M-F13-03c",
        name="不滿意份數",
        unit="份",
        of=Sum(Surveys.dissatisfied),
        sheet=Surveys,
        formula="Σ 不滿意",
        by=BY_FIELD_AND_GROUP,
        because=("E3-52",),
    ),
    Metric(
        id="M-F13-03d",
        name="滿意率",
        unit="%",
        of=Quotient(CONTENT, Surveys.returned),
        sheet=Surveys,
        formula="（滿意份數 + 基本滿意份數）÷ Σ 回收份數",
        by=BY_FIELD_AND_GROUP,
        target="P-19",
        because=("E1-13", "E3-46", "E3-52", "R07"),
    ),
    Metric(
        id="M-F13-03e",
        name="回收率",
        unit="%",
        of=Quotient(Surveys.returned, Surveys.handed_out),
        sheet=Surveys,
        formula="Σ 回收份數 ÷ Σ 發放份數",
        by=BY_FIELD_AND_GROUP,
        because=("E3-52",),
    ),
]

CASES = [
    Metric(
        id="M-F13-04a",
        name="涉訪登記件數",
        unit="件",
        of=Rows(),
        sheet=Petitions,
        formula="涉訪事項數，按登記日期",
        by=BY_PERSON,
        because=("E2-41",),
    ),
    Metric(
        id="M-F13-04b",
        name="涉訪化解件數",
        unit="件",
        of=Rows(),
        sheet=Petitions,
        formula="涉訪事項數，按化解日期",
        on=Petitions.settled_on,
        by=BY_PERSON,
        because=("E2-42",),
    ),
    Metric(
        id="M-F13-04c",
        name="化解率",
        unit="%",
        of=Rate(happened(Petitions.settled_on)),
        sheet=Petitions,
        formula="本期登記的涉訪事項中已有化解日期的 ÷ 登記件數",
        because=("E2-42",),
    ),
    Metric(
        id="M-F13-04d",
        name="校內化解佔比",
        unit="%",
        of=Rate(SETTLED_AT_SCHOOL),
        sheet=Petitions,
        formula="化解件數中化解層級為校內的 ÷ 化解件數，按化解日期",
        on=Petitions.settled_on,
        because=("E2-42",),
    ),
]

METRICS = [*SUPPORT, *OPINIONS, *SATISFACTION, *CASES]
