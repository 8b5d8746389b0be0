"""Cross-form rules around F11: X-20, X-43, X-44, X-45 (domain 6)."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.checks.words import quoted_total
from pipeline.finding import Effect
from pipeline.form.rule import Flag, Missing, Rule
from pipeline.forms.f05_finance.sheets import Vouchers
from pipeline.forms.f11_bus import counts
from pipeline.forms.f11_bus.fleet import EXPIRED_PAPERS, PAPERS_ARE_VALID
from pipeline.forms.f11_bus.sheets import Runs, Upkeep, Waiting
from pipeline.forms.parameters import BUS, TOLERANCE

SPENT_ON_VOUCHER = quoted_total(Upkeep.amount, key=Upkeep.voucher, quoted_by=Upkeep.voucher)
VOUCHER_AMOUNT = Upkeep.voucher.lookup(Vouchers.code, Vouchers.amount)

RULES: Sequence[Rule | Missing] = [
    Flag(
        "X-20",
        "校車費用與憑證相符",
        must={
            Upkeep.voucher: Upkeep.voucher.is_in(Vouchers.code),
            Upkeep.amount: (SPENT_ON_VOUCHER - VOUCHER_AMOUNT).abs() <= TOLERANCE,
        },
        first_of=(Upkeep.voucher,),
        says="憑證號「{voucher}」不在支出票據，或引用它的校車費用合計 {spent} 元與發票金額 {paid} 元不等",
        shows={"spent": SPENT_ON_VOUCHER, "paid": VOUCHER_AMOUNT},
        fix="請核對憑證號與金額；憑證未錄入的請會計補錄。",
        because="E1-63",
        module=BUS,
        measure="校車費用逐張與支出票據核對",
    ),
    Missing(
        id="X-43",
        name="校車按計劃運行",
        effect=Effect.FLAG,
        at=Runs.on,
        find=counts.runs_not_made,
        says="運行記錄少於計劃趟次：{missing}",
        fix="確有運行的請補錄；停運的請在維護費用填停運起止日，或更正車輛檔案。",
        because=("E3-43",),
        module=BUS,
        measure="校車運行日逐趟記錄，缺趟當日查明",
    ),
    Flag(
        "X-44",
        "候車與上車人數相符",
        must={Waiting.present: counts.HEADS_AGREE},
        first_of=(Waiting.on, Waiting.slot),
        says="{on} {slot} 候車實到共 {waited} 人，上車共 {boarded} 人",
        shows={"waited": counts.WAITED, "boarded": counts.BOARDED},
        fix="請當日查明每名學生去向；已查明的在異常欄寫明原因。",
        because="E3-44 E3-46",
        module=BUS,
        measure="候車人數與上車人數當場核對，不符時逐人查找",
    ),
    Missing(
        id="X-44",
        name="候車與上車人數相符",
        effect=Effect.FLAG,
        at=Waiting.on,
        find=counts.days_without_waiting,
        says="有放學2的日子沒有候車看護記錄：{missing}",
        fix="確有看護的請補錄；沒有看護的，今後每天都要有人看護。",
        because=("E3-44", "E3-46"),
        module=BUS,
        measure="候車人數與上車人數當場核對，不符時逐人查找",
    ),
    Flag(
        "X-45",
        "證件到期不出車",
        must={Runs.plate: PAPERS_ARE_VALID},
        first_of=(Runs.plate, Runs.on.month()),
        says="{on} {plate} 出車，當日已過期：{papers}",
        shows={"papers": EXPIRED_PAPERS},
        fix="請立即停運並補辦；已辦好的請更新車輛檔案。",
        because="R20",
        module=BUS,
        measure="證件到期前辦好，過期的校車停運",
    ),
]
