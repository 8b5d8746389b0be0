"""The row rules of F05.1 to F05.3: standards, collections, deposits, refunds (F05-R01 to R12)."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.checks.words import at_term_end
from pipeline.form.rule import Flag, Hold, Missing, Note, Rule
from pipeline.forms.f05_finance import history
from pipeline.forms.f05_finance.sheets import EVERY_GRADE, ChargeItems, Collections, Settlements
from pipeline.forms.parameters import DEPOSIT_LIMIT, FEES

COVERS_CLASS = history.GRADES.contains(EVERY_GRADE) | history.GRADES.shares(history.GRADE)

RULES: Sequence[Rule | Missing] = [
    Flag(
        "F05-R01",
        "先公示後收費",
        must={ChargeItems.published_on: ChargeItems.published_on <= history.FIRST_COLLECTED},
        blank_breaks=True,
        says="「{label}」沒有公示日期，或公示晚於第一次收費（{first}）",
        shows={"first": history.FIRST_COLLECTED},
        fix="請填實際公示的日期；收費前必須公示。",
        measure="收費前先行公示，並核對公示日期",
        because="E2-11",
        module=FEES,
    ),
    Flag(
        "F05-R02",
        "收費有文件依據",
        must={ChargeItems.authority: ChargeItems.authority.filled()},
        blank_breaks=True,
        says="「{label}」沒有填准許收費的文件號",
        fix="請補填文件號；沒有文件依據的項目不得收費。",
        measure="逐項補齊收費的文件依據，沒有依據的停收並退還",
        because="E1-49",
        module=FEES,
    ),
    Note(
        "F05-R03",
        "自願項目並非人人都交",
        never={ChargeItems.voluntary: (ChargeItems.voluntary == "是") & history.EVERYBODY_PAYS},
        says="「{label}」是自願項目，收費各班卻人人都交，疑似搭車收費",
        fix="請查明是否確屬自願，並留存家長的意願書。",
        because="E1-51",
        module=FEES,
    ),
    Flag(
        "F05-R04",
        "收費項目有標準",
        must={Collections.item: history.ITEM_IS_LISTED & COVERS_CLASS},
        says="項目 {item} 不在「收費標準公示」，或適用年級不含班室 {room}；實收 {collected} 元列入無標準收費",
        fix="請核對項目代碼與班室；確應收費的，先在「收費標準公示」補上。",
        measure="逐項核對收費項目與適用年級，不在公示之列的退還",
        because="E1-49, E1-50, E1-51",
        module=FEES,
    ),
    Flag(
        "F05-R05",
        "不超標準收費",
        must={
            Collections.standard: Collections.standard == history.STANDARD,
            Collections.collected: Collections.collected <= history.STANDARD * Collections.payers,
        },
        says="公示標準 {published} 元/生，本行標準 {standard} 元，{payers} 人實收 {collected} 元",
        shows={"published": history.STANDARD},
        fix="多收的請退還；填錯的請更正。",
        measure="逐班核對收費標準，把多收的部分退還",
        because="E1-49, E1-50, E2-12, E2-13",
        module=FEES,
    ),
    Hold(
        "F05-R06",
        "人數合理",
        must={
            Collections.pupils: Collections.pupils <= history.PUPILS,
            Collections.payers: Collections.payers + Collections.waived <= Collections.pupils,
        },
        says="應收 {pupils} 人、減免 {waived} 人、實收 {payers} 人，該班學生 {class} 人，人數對不上",
        shows={"class": history.PUPILS},
        fix="實收加減免不超過應收，應收不超過該班學生數；請核對。",
        because="E2-13",
        module=FEES,
    ),
    Flag(
        "F05-R07",
        "及時足額解交",
        must={
            Collections.deposited_on: Collections.deposited_on <= history.LAST_DEPOSIT_DAY,
            Collections.deposited: Collections.deposited == Collections.collected,
        },
        when=history.DEPOSIT_IS_DUE & (Collections.collected > 0),
        blank_breaks=True,
        says="{collected_on} 收的 {collected} 元應在 {limit} 個工作日內（{last}）全數解交，"
        "實際 {deposited_on} 解交 {deposited} 元",
        shows={"limit": DEPOSIT_LIMIT, "last": history.LAST_DEPOSIT_DAY},
        fix="請立即解交未解交的部分，並補填日期、金額和繳款單號。",
        measure="收費後即日登記並在期限內解交，由出納逐筆核對",
        because="E1-53, E1-55",
        module=FEES,
    ),
    Flag(
        "F05-R08",
        "繳款單號齊全",
        must={Collections.slips: history.SLIP_HAS_ONE_DATE},
        when=Collections.deposited_on.filled(),
        blank_breaks=True,
        says="已解交而沒有繳款單號，或同一張繳款單有不同的解交日期",
        fix="請照銀行繳款單填單號，並核對解交日期。",
        measure="解交時即登記繳款單號，月末與銀行回單核對",
        because="E1-55, E1-63",
        module=FEES,
    ),
    Flag(
        "F05-R09",
        "收款票據連號相符",
        must={
            Collections.receipts: (Collections.payers == history.RECEIPT_COUNT) & history.RECEIPTS_USED_ONCE,
        },
        says="票據共 {count} 張，實收 {payers} 人；或有號碼與另一行重複",
        shows={"count": history.RECEIPT_COUNT},
        fix="一人一張票據，請照存根核對首尾號。",
        measure="按票據存根逐張核對號碼與人數",
        because="E1-61",
        module=FEES,
    ),
    Flag(
        "F05-R10",
        "期末退補完成",
        must={
            Settlements.settled: (Settlements.settled.or_if_blank(0) == Settlements.owed)
            & ((Settlements.owed == 0) | (Settlements.settled_on <= history.TERM_END)),
        },
        when=at_term_end(),
        says="應退補 {owed} 元，已退補 {settled} 元，退補日期 {settled_on}；應在 {end} 前退補完畢",
        shows={"end": history.TERM_END},
        fix="請多退少補，補填退補總額和日期。",
        measure="逐班結清代收各項的退補並由領取人簽收",
        because="E1-52",
        module=FEES,
    ),
    Flag(
        "F05-R11",
        "先公佈清單後退補",
        must={Settlements.listed_on: Settlements.listed_on <= Settlements.settled_on},
        when=Settlements.settled_on.filled(),
        blank_breaks=True,
        says="退補日期 {settled_on}，清單公佈日期「{listed_on}」，應先公佈清單再退補",
        fix="請填清單公佈的日期；未公佈的請補公佈。",
        measure="退補清單先定公佈日期，公佈之後才發放",
        because="E1-52, E1-60, R35",
        module=FEES,
    ),
    Hold(
        "F05-R12",
        "退補方向與數額合理",
        must={
            Settlements.settled: (Settlements.settled * Settlements.owed >= 0)
            & (Settlements.settled.abs() <= Settlements.owed.abs()),
        },
        says="已退補 {settled} 元與應退補 {owed} 元方向相反，或超過應退補",
        fix="退還填正數，補收填負數，不超過應退補總額；請核對。",
        because="E1-52, E1-63",
        module=FEES,
    ),
]
