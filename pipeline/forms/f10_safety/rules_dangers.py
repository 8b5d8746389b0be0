"""The row rules of F10.2: the closed loop of a danger, from finding to writing off (F10-R05 to R09, R19)."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.checks.words import is_to_come, unless_due
from pipeline.form.expression import when
from pipeline.form.rule import Flag, Hold, Missing, Note, Rule
from pipeline.forms.f10_safety.history import IS_OVERDUE, RECTIFIED_OR_NOW
from pipeline.forms.f10_safety.sheets import FAILED, PASSED, Dangers
from pipeline.forms.parameters import DANGER_LIMIT, GREATER_DANGER_LIMIT

REPORTED_WITHIN = 1
"""F10-R08: days within which a major danger is reported."""

USUAL_LIMIT = when(Dangers.level == "一般", DANGER_LIMIT, when(Dangers.level == "較大", GREATER_DANGER_LIMIT, 0))
"""Days for rectifying, by 等級; 重大 at once."""

REPORT_IS_DUE = Dangers.found_on + REPORTED_WITHIN
REPORTED_IN_TIME = Dangers.reported_on.filled() & (Dangers.reported_on <= REPORT_IS_DUE)

_open = ~Dangers.is_written_off

RULES: Sequence[Rule | Missing] = [
    Hold(
        "F10-R05",
        "隱患日期前後相接",
        must={
            Dangers.rectified_on: Dangers.rectified_on >= Dangers.found_on,
            Dangers.reviewed_on: (Dangers.reviewed_on >= Dangers.rectified_on)
            & (Dangers.reviewed_on >= Dangers.found_on),
            Dangers.closed_on: (Dangers.closed_on >= Dangers.reviewed_on)
            & (Dangers.closed_on >= Dangers.rectified_on)
            & (Dangers.closed_on >= Dangers.found_on),
        },
        says="發現 {found_on}、整改完成「{rectified_on}」、復查「{reviewed_on}」、銷號「{closed_on}」，次序顛倒",
        fix="請核對各個日期。",
        because="E2-40 E3-42 R40",
    ),
    Flag(
        "F10-R06",
        "復查合格才銷號",
        must={
            Dangers.reviewer: when(Dangers.reviewer.filled(), Dangers.reviewer != Dangers.owner, _open),
            Dangers.reviewed_on: _open | Dangers.reviewed_on.filled() | is_to_come(Dangers.reviewed_on),
            Dangers.verdict: _open | (Dangers.verdict.filled() & (Dangers.verdict == PASSED)),
            Dangers.closed_on: _open | Dangers.closed_on.filled() | is_to_come(Dangers.closed_on),
        },
        says="復查人「{reviewer}」（整改責任人 {owner}）、復查日期「{reviewed_on}」、結論「{verdict}」、"
        "銷號日期「{closed_on}」：須由他人復查合格後銷號",
        fix="請由整改責任人以外的人復查，補齊後再銷號。",
        because="R40",
        measure="隱患整改後由責任人以外的人復查，合格才銷號",
    ),
    Flag(
        "F10-R07",
        "隱患按期整改",
        never={Dangers.deadline: IS_OVERDUE},
        says="整改期限 {deadline}，整改完成「{rectified_on}」，逾期 {late} 天",
        shows={"late": RECTIFIED_OR_NOW - Dangers.deadline},
        fix="請儘快整改並復查；日期填錯的請更正。",
        because="E2-40 E3-42",
        measure="逐條明確責任人和期限，到期前督辦，逾期的即時上報",
    ),
    Flag(
        "F10-R08",
        "較大隱患先防護",
        must={
            Dangers.interim: Dangers.interim.filled(),
            Dangers.reported_on: (Dangers.level != "重大") | unless_due(REPORTED_IN_TIME, REPORT_IS_DUE),
        },
        when=Dangers.level.among("較大", "重大"),
        says="{level}隱患，臨時措施「{interim}」，上報日期「{reported_on}」：須有臨時措施，重大的須在次日前上報",
        fix="請補填臨時措施和上報日期；沒有上報的請立即上報。",
        because="R40",
        measure="較大以上隱患立即採取臨時措施，重大的當日上報",
    ),
    Flag(
        "F10-R09",
        "復查不合格定新期限",
        must={Dangers.deadline: Dangers.deadline > Dangers.reviewed_on},
        when=(Dangers.verdict == FAILED) & _open,
        says="{reviewed_on} 復查不合格，整改期限仍是 {deadline}",
        fix="請填新的整改期限，晚於復查日期。",
        because="R40",
        measure="復查不合格的當日重定整改期限",
    ),
    Note(
        "F10-R19",
        "整改期限不過長",
        never={Dangers.deadline: Dangers.deadline > Dangers.found_on + USUAL_LIMIT},
        when=Dangers.verdict.blank() | (Dangers.verdict != FAILED),
        says="{level}隱患的整改期限一般為 {limit} 天，所定期限 {deadline} 較長",
        shows={"limit": USUAL_LIMIT},
        fix="確需較長時間的可不理。",
        because="E2-40",
    ),
]
