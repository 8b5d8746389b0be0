"""The row rules of F09 (domain/forms/F09.md)."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.form.rule import Flag, Hold, Missing, Note, Rule
from pipeline.forms.f09_repairs import history
from pipeline.forms.f09_repairs.sheets import (
    BEYOND_REPAIR,
    CIRCUITS,
    NOW_A_PROJECT,
    OWN_HANDS,
    REPLACED,
    Orders,
)

RULES: Sequence[Rule | Missing] = [
    Hold(
        "F09-R01",
        "報修完成驗收依次",
        must={
            Orders.finished_on: Orders.reported_on <= Orders.finished_on,
            Orders.accepted_on: (Orders.finished_on <= Orders.accepted_on) & (Orders.reported_on <= Orders.accepted_on),
        },
        says="報修 {reported_on}、完成「{finished_on}」、驗收「{accepted_on}」，日期先後顛倒",
        fix="請對照維修單改正日期。",
        because="E2-16",
    ),
    Flag(
        "F09-R02",
        "維修由他人驗收",
        must={Orders.acceptor: ~Orders.acceptor.shares(Orders.repairers)},
        when=Orders.is_accepted,
        blank_breaks=True,
        says="驗收人「{acceptor}」沒有填，或就是維修人「{repairers}」",
        fix="請填報修人或室長；由維修人自己驗收的請重新驗收。",
        because="E1-20",
        measure="維修完畢由報修人或室長驗收簽字",
    ),
    Flag(
        "F09-R03",
        "維修不逾期",
        never={Orders.finished_on: history.DAYS_TAKEN > history.LIMIT},
        when=~Orders.status.among(NOW_A_PROJECT, BEYOND_REPAIR),
        says="{urgency}報修 {reported_on} 起已歷 {days} 個工作日，校規限 {limit} 個工作日",
        shows={"days": history.DAYS_TAKEN, "limit": history.LIMIT},
        fix="請盡快修復；日期或緊急程度填錯的請更正，一時修不了的轉項目。",
        because="R50, E1-43",
        measure="按緊急程度派工，每週清理未完成的維修單",
    ),
    Flag(
        "F09-R04",
        "損壞賠償有單",
        must={Orders.compensation: Orders.compensation.filled()},
        when=Orders.is_deliberate,
        blank_breaks=True,
        says="屬人為損壞而沒有賠償單號",
        fix="請先在損壞賠償登記，再填賠償單號；不屬人為損壞的請改為否。",
        because="E1-30",
        measure="人為損壞先登記賠償，再銷維修單",
    ),
    Flag(
        "F09-R05",
        "電路維修持證",
        must={Orders.repairers: history.CERTIFIED},
        when=(Orders.category == CIRCUITS) & Orders.method.among(OWN_HANDS, REPLACED) & history.ALL_ON_THE_ROSTER,
        says="維修人 {repairers} 在完成日期 {finished_on} 沒有有效的電工證",
        fix="電路須由持電工證的人維修；證照漏登的請補登人員證照。",
        because="E1-37, R42",
        measure="電路維修一律由持電工證的人員承擔",
    ),
    Note(
        "F09-R06",
        "不重複報修",
        never={Orders.category: history.IS_REPEAT},
        says="{room} 本學期第三次或以上報修「{category}」",
        fix="請查明根本原因，必要時整體更換。",
        because="E1-29",
    ),
    Flag(
        "F09-R07",
        "外修費用有憑證",
        must={Orders.voucher: Orders.voucher.filled()},
        when=Orders.is_paid_outside,
        blank_breaks=True,
        says="外修費用 {cost} 元沒有憑證號",
        fix="請填支出票據的憑證號；尚未報支的待報支後補填。",
        because="E1-65",
        measure="外修結算後即在維修單補填憑證號",
    ),
]
