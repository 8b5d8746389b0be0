"""The row rules of F10 (domain/forms/F10.md): daily checks, guard duty, drills and inspections; dangers apart."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.finding import Effect
from pipeline.form.expression import when
from pipeline.form.rule import Flag, Missing, Note, Rule
from pipeline.forms.f10_safety import history
from pipeline.forms.f10_safety.rules_dangers import RULES as DANGERS
from pipeline.forms.f10_safety.sheets import (
    DAY_SHIFT,
    HOLIDAY_DAY_SHIFT,
    HOLIDAY_NIGHT_SHIFT,
    NIGHT_SHIFT,
    NIGHT_SHIFTS,
    TIMED_DRILLS,
    UNDECIDED,
    Activities,
    DailyChecks,
    Inspections,
    Shifts,
)
from pipeline.forms.parameters import LEAST_GUARDS, LEAST_PATROLS

RULES: Sequence[Rule | Missing] = [
    Missing(
        id="F10-R01",
        name="常規管理每週檢查",
        effect=Effect.FLAG,
        at=DailyChecks.scope,
        find=history.weeks_without_routine_check,
        says="{missing}沒有常規管理的檢查記錄",
        fix="確有檢查的請補錄；沒有檢查的，今後每週至少一次。",
        because=("E3-39",),
        measure="排定每週常規管理檢查的日期和人員",
    ),
    Flag(
        "F10-R02",
        "教務處、德育處參加檢查",
        must={DailyChecks.offices: history.OFFICES_TOOK_PART},
        first_of=(DailyChecks.checked_on,),
        says="{checked_on} 全部檢查中沒有教務處或德育處參加",
        fix="漏填的請補；確實沒有參加的，今後須會同檢查。",
        because="E2-38",
        measure="每日檢查由總務處會同教務處、德育處進行",
    ),
    Note(
        "F10-R03",
        "檢查不流於形式",
        never={DailyChecks.checkers: history.LOOKS_LIKE_A_FORM},
        first_of=(DailyChecks.checked_on.month(),),
        says="本月各行都有同一名檢查人，且全部正常，請確認是否逐處實查",
        fix="如屬實可不理；檢查應如實記錄，發現的小問題也要登記。",
        because="E3-40",
    ),
    Flag(
        "F10-R04",
        "有隱患必登記",
        must={DailyChecks.danger: DailyChecks.danger.filled()},
        when=DailyChecks.result == "有隱患",
        blank_breaks=True,
        says="檢查結果為有隱患，沒有填隱患編號",
        fix="請在「隱患台賬」登記，並填上編號。",
        because="E2-40",
        measure="檢查發現的隱患當日登入隱患台賬",
    ),
    *DANGERS,
    Flag(
        "F10-R10",
        "班次與日期相符",
        must={
            Shifts.shift: when(
                history.IS_SCHOOL_DAY,
                Shifts.shift.among(NIGHT_SHIFT, DAY_SHIFT),
                Shifts.shift.among(HOLIDAY_DAY_SHIFT, HOLIDAY_NIGHT_SHIFT),
            )
        },
        says="班次「{shift}」與校曆不符：上課日用白班、夜班，其餘日子用節假日白班、節假日夜班",
        fix="請核對日期和班次。",
        because="E2-35",
        measure="按校曆排定值班表",
    ),
    Flag(
        "F10-R11",
        "值班人員到位",
        must={
            Shifts.guards: Shifts.guards.count() >= LEAST_GUARDS,
            Shifts.leader: Shifts.leader.filled(),
            Shifts.relief: Shifts.relief.filled(),
        },
        blank_breaks=True,
        says="值班人「{guards}」、帶班領導「{leader}」、接班人「{relief}」：每班須 {least} 人以上，有領導帶班和接班人",
        shows={"least": LEAST_GUARDS},
        fix="如漏填請補齊；人數不足的請調整值班安排。",
        because="E2-35 R43",
        measure="每班排足值班人員和帶班領導，交接班當面簽字",
    ),
    Flag(
        "F10-R12",
        "夜班按次巡查",
        must={Shifts.patrols: Shifts.patrols >= LEAST_PATROLS},
        when=Shifts.shift.among(*NIGHT_SHIFTS),
        says="夜間只巡查 {patrols} 次，要求 {least} 次以上",
        shows={"least": LEAST_PATROLS},
        fix="請核對值班記錄；如漏記請補。",
        because="E2-36 R43",
        measure="夜班按規定次數巡查並逐次記錄",
    ),
    Flag(
        "F10-R13",
        "接班前不離崗",
        never={Shifts.left_at: history.LEFT_BEFORE_RELIEF},
        says="離崗 {left_at}，下一班 {relief_at} 才到崗",
        shows={"relief_at": history.RELIEF_ARRIVES},
        fix="請核對時間；確有空崗的，今後須等接班人到崗後交接。",
        because="E2-36",
        measure="接班人到崗簽字後方可離崗",
    ),
    Flag(
        "F10-R14",
        "財產損失有下文",
        must={Shifts.incident: Shifts.incident.filled(), Shifts.loss: history.LOSS_IS_FOLLOWED_UP},
        when=Shifts.loss > 0,
        blank_breaks=True,
        says="財產損失 {loss} 元，沒有寫明經過，或 7 天內沒有在資產增減（丟失）、隱患台賬（治安）登記",
        fix="請補寫異常及處理，並登記損失。",
        because="E2-37",
        measure="值班期間的損失當週查明並登記",
    ),
    Missing(
        id="F10-R15",
        name="按月演練",
        effect=Effect.FLAG,
        at=Activities.activity,
        find=history.missing_drills,
        says="演練不足：{missing}",
        fix="已演練的請補錄；沒有演練的請儘快補做。",
        because=("R21", "R20", "E3-35"),
        measure="學期初排定各月疏散演練和校車演練的日期",
    ),
    Flag(
        "F10-R16",
        "演練有記錄有改進",
        must={
            Activities.seconds: ~Activities.activity.among(*TIMED_DRILLS) | Activities.seconds.filled(),
            Activities.lessons_learnt: Activities.lessons_learnt.filled(),
        },
        when=Activities.is_drill,
        says="演練沒有填疏散用時或問題與改進",
        fix="請補填；應急疏散、消防、地震演練須記用時。",
        because="R21",
        measure="每次演練計時並當場講評",
    ),
    Flag(
        "F10-R17",
        "指出問題全部登記",
        must={Inspections.registered: Inspections.registered == Inspections.problems},
        says="指出問題 {problems} 項，登記隱患 {registered} 項",
        fix="請把指出的問題逐項登入隱患台賬，來源選上級檢查。",
        because="E3-41 E3-42",
        measure="上級指出的問題逐項登入隱患台賬",
    ),
    Note(
        "F10-R18",
        "檢查結果已明",
        never={Inspections.result: Inspections.result == UNDECIDED},
        says="檢查結果仍是待定",
        fix="收到結果後請補填。",
        because="E1-69",
    ),
]
