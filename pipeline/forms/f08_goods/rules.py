"""The row rules of F08 (domain/forms/F08.md)."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.checks.words import as_of
from pipeline.form.expression import when
from pipeline.form.rule import Flag, Hold, Missing, Note, Rule
from pipeline.forms.f08_goods import history
from pipeline.forms.f08_goods.sheets import (
    CASH,
    DAMAGED,
    IN_KIND,
    INTENT,
    LOST,
    NEGLIGENCE,
    OWN_REPAIR,
    PUPIL,
    UNRESOLVED,
    WEAR,
    Cases,
    Loans,
    Movements,
)
from pipeline.forms.f08_goods.stock import BALANCE, PART_OF_FORM
from pipeline.forms.parameters import DEPOSIT_LIMIT

RULES: Sequence[Rule | Missing] = [
    Flag(
        "F08-R01",
        "領用不超結存",
        never={Movements.quantity: BALANCE < 0},
        first_of=(Movements.item, Movements.unit, PART_OF_FORM, Movements.on.month()),
        says="「{item}」到 {on} 當日結存為 {left} {unit}",
        shows={"left": BALANCE},
        fix="請核對數量和日期；漏記的期初或入庫請補記。",
        because="E1-64",
        measure="領用前先登記入庫，月末核對結存與實物",
    ),
    Flag(
        "F08-R02",
        "領用有登記",
        must={
            Movements.receiver: Movements.receiver.filled(),
            Movements.clerk: Movements.receiver != Movements.clerk,
        },
        when=Movements.is_handed_over,
        says="{move}「{item}」，領用人「{receiver}」沒有填，或就是經辦人「{clerk}」",
        fix="請補填領用人；自己領用的請改由他人經辦。",
        because="E1-64, E1-65",
        measure="領用、退回由領用人和經辦人當面登記",
    ),
    Flag(
        "F08-R03",
        "借用按期歸還",
        never={Loans.due_on: history.IS_OVERDUE},
        says="{thing} 應於 {due_on} 歸還，歸還日期「{returned_on}」，逾期 {late} 天",
        shows={"late": history.RETURNED_OR_NOW - Loans.due_on},
        fix="請催還並填歸還日期；確需續借的，歸還後另立借條。",
        because="E1-67, E2-22",
        measure="每月核對借條，到期前提醒，逾期的逐張催還",
    ),
    Flag(
        "F08-R04",
        "借出損壞有賠償單",
        must={Loans.condition: Loans.code.is_in(Cases.loan)},
        when=Loans.condition.among(DAMAGED, LOST),
        says="歸還時{condition}，「損壞賠償」沒有引用借條 {code} 的賠償單",
        fix="請在「損壞賠償」登記，並填上借條號。",
        because="E1-66, E2-23",
        measure="歸還時當面驗收，損壞或缺失的當日登記賠償",
    ),
    Hold(
        "F08-R05",
        "借出歸還依次",
        must={Loans.returned_on: Loans.lent_on <= Loans.returned_on},
        says="歸還日期 {returned_on} 早於借出日期 {lent_on}",
        fix="請對照借條改正日期。",
        because="E1-65",
    ),
    Flag(
        "F08-R06",
        "有意損壞照價賠償",
        must={
            Cases.payable: Cases.payable == Cases.price * Cases.quantity,
            Cases.paid: Cases.paid == Cases.payable,
            Cases.handling: Cases.handling.among(CASH, IN_KIND),
        },
        when=Cases.nature == INTENT,
        says="有意損壞 {quantity} 件、單價 {price} 元，應賠 {payable} 元、實賠 {paid} 元、{handling}：須照價賠償",
        fix="請按單價×數量賠償現金或實物；性質填錯的請更正。",
        because="E2-25",
        measure="有意損壞一律照價賠償",
    ),
    Flag(
        "F08-R07",
        "賠償與性質相符",
        must={
            Cases.payable: when(
                Cases.nature == NEGLIGENCE,
                (Cases.payable > 0) | (Cases.handling == OWN_REPAIR),
                Cases.payable == 0,
            )
        },
        when=Cases.nature.among(NEGLIGENCE, WEAR),
        says="{nature}，{handling}，應賠金額 {payable} 元：過失應賠（自行修復除外），自然損耗不賠",
        fix="請核對損壞性質和應賠金額。",
        because="E1-30, E1-66",
        measure="按損壞性質核定賠償金額",
    ),
    Flag(
        "F08-R08",
        "損壞責任查明",
        never={Cases.nature: as_of() - Cases.on > history.UNRESOLVED_FOR},
        when=Cases.nature == UNRESOLVED,
        says="{on} 的損壞逾 {days} 天仍未查明責任",
        shows={"days": as_of() - Cases.on},
        fix="請查明後改填損壞性質和處理方式。",
        because="E1-30",
        measure="損壞當週查明責任，逾期未明的報總務主任處理",
    ),
    Flag(
        "F08-R09",
        "賠償款及時解交",
        must={
            Cases.receipt: Cases.receipt.filled(),
            Cases.deposited_on: Cases.deposited_on <= history.LAST_DEPOSIT_DAY,
        },
        when=Cases.is_cash & (Cases.paid > 0) & history.DEPOSIT_IS_DUE,
        blank_breaks=True,
        says="{on} 現金賠償 {paid} 元，收據號「{receipt}」，解交日期「{deposited_on}」："
        "須開收據，並在 {limit} 個工作日內（{last}）解交",
        shows={"limit": DEPOSIT_LIMIT, "last": history.LAST_DEPOSIT_DAY},
        fix="請補開收據、立即解交並補填；日期填錯的請更正。",
        because="E1-55, R32",
        measure="賠償款當日開收據，期限內交到學校賬戶",
    ),
    Note(
        "F08-R10",
        "學生只寫代號",
        must={Cases.seat: history.IS_SEAT},
        when=Cases.answerable == PUPIL,
        says="責任人代號不是班室編號加座號",
        fix="為保護學生，請只填如 C302-17 的代號，不寫姓名。",
        because="privacy",
    ),
]
