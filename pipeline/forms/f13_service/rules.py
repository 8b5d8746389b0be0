"""The row rules of F13 (domain/forms/F13.md)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from pipeline.checks.words import as_of, has_come
from pipeline.form.expression import literal
from pipeline.form.rule import Flag, Hold, Missing, Note, Rule
from pipeline.forms.f13_service.privacy import TELLS_WHO
from pipeline.forms.f13_service.sheets import UNDER_WAY, Events, Opinions, Petitions, Surveys
from pipeline.forms.parameters import ANSWER_LIMIT

PLANNED_BEFORE = 7
"""F13-R01: days before the event by which its plan is settled."""
LEAST_RETURNED = Decimal("0.6")
"""F13-R06: a survey of which less came back says little."""
LONGEST_CASE = 60
"""F13-R07: days after which an open case is too old."""

ANSWER_DUE = Opinions.received_on + ANSWER_LIMIT
DAYS_OPEN = as_of() - Petitions.registered_on

RULES: Sequence[Rule | Missing] = [
    Flag(
        "F13-R01",
        "活動供餐早定方案",
        must={Events.planned_on: Events.planned_on <= Events.starts_on - PLANNED_BEFORE},
        when=Events.fed_somebody,
        blank_breaks=True,
        says="{starts_on} 開始、供餐 {diners} 人次，方案確定日期「{planned_on}」：須提前 {days} 天",
        shows={"days": literal(PLANNED_BEFORE)},
        fix="如漏填或填錯請更正；今後供餐方案須提前確定。",
        because="E3-54",
        measure="有供餐的活動提前一週定好方案",
    ),
    Hold(
        "F13-R02",
        "活動先開始後結束",
        must={Events.ends_on: Events.ends_on >= Events.starts_on},
        says="結束日期 {ends_on} 早於起始日期 {starts_on}",
        fix="請核對兩個日期。",
        because="E3-53",
    ),
    Flag(
        "F13-R03",
        "意見按期答覆",
        must={Opinions.verdict: Opinions.verdict.filled(), Opinions.answered_on: Opinions.answered_on <= ANSWER_DUE},
        when=Opinions.needs_answer & has_come(ANSWER_DUE),
        blank_breaks=True,
        says="{received_on} 收到，處理結果「{verdict}」，答覆日期「{answered_on}」：應在 {due} 前答覆並填結果",
        shows={"due": ANSWER_DUE},
        fix="未答覆的請即答覆；已答覆的請補填日期和結果。",
        because="E2-53, E3-24, E3-48",
        measure="收到意見當日交承辦人，到期前一天提醒答覆",
    ),
    Note(
        "F13-R04",
        "摘要不寫個人資料",
        never={Opinions.summary: TELLS_WHO},
        says="內容摘要裏有姓名，或有 8 位以上的號碼",
        fix="請改寫，不留姓名、電話和證件號。",
        because="privacy",
    ),
    Hold(
        "F13-R05",
        "測評份數相符",
        must={
            Surveys.returned: Surveys.returned <= Surveys.handed_out,
            Surveys.dissatisfied: Surveys.satisfied + Surveys.fairly + Surveys.dissatisfied == Surveys.returned,
        },
        says="發放 {handed_out} 份、回收 {returned} 份，滿意 {satisfied}、基本滿意 {fairly}、不滿意 {dissatisfied} 份："
        "三項之和應等於回收，回收不多於發放",
        fix="請對照問卷統計改正份數。",
        because="E3-52",
    ),
    Note(
        "F13-R06",
        "測評回收夠多",
        never={Surveys.returned: Surveys.returned / Surveys.handed_out < LEAST_RETURNED},
        says="發放 {handed_out} 份只回收 {returned} 份，不到六成",
        fix="滿意率仍會列出，並註明僅供參考；可補收後重報。",
        because="E3-52",
    ),
    Flag(
        "F13-R07",
        "涉訪事項及時化解",
        never={Petitions.state: (Petitions.state == UNDER_WAY) & (DAYS_OPEN > LONGEST_CASE)},
        says="登記已 {days} 天仍在處理中，超過 {most} 天",
        shows={"days": DAYS_OPEN, "most": literal(LONGEST_CASE)},
        fix="請儘快化解，或按規定轉上級；已化解的請更新狀態。",
        because="E2-42",
        measure="涉訪事項逐件定人跟進，每月研究一次",
    ),
]
