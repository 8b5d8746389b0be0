"""The row rules of F02.1 採購驗收入庫 (domain/forms/F02.md): F02-R01 to F02-R12."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.checks.words import somebody
from pipeline.form.rule import Exclude, Flag, Hold, Missing, Note, Rule
from pipeline.forms.f02_canteen import history
from pipeline.forms.f02_canteen.sheets import PARTLY, REFUSED, WHOLE, Deliveries
from pipeline.forms.parameters import LEAST_ACCEPTORS, LEAST_BUYERS

ENOUGH_BUYERS = Deliveries.buyers.count() >= LEAST_BUYERS
BOUGHT_BY_OPERATOR = somebody(Deliveries.buyers, "採購人中有食堂操作人員", lambda roster, one: roster.is_operator(one))
TALLY_NOT_ACCEPTED, TALLY_REFUSED = "未驗收金額", "拒收金額"

_verdict, _accepted, _quantity = Deliveries.verdict, Deliveries.accepted, Deliveries.quantity
_in_order = Deliveries.accepted_on <= Deliveries.stored_on
_stored_too_early = Deliveries.stored_on < Deliveries.bought_on
"""Of three dates out of order the odd one is to blame: 驗收日期 where the other two agree."""

_is_whole, _is_partly, _is_refused = (_verdict == name for name in (WHOLE, PARTLY, REFUSED))
_part = _accepted.or_if_blank(0)

RULES: Sequence[Rule | Missing] = [
    Flag(
        "F02-R01",
        "兩人以上採購",
        must={Deliveries.buyers: ENOUGH_BUYERS},
        says="只有 {count} 人採購，校規要求 {least} 人以上",
        shows={"count": Deliveries.buyers.count(), "least": LEAST_BUYERS},
        fix="如漏填請補齊後重報。",
        because="E1-18",
        measure="逐日排定兩名採購員和替補人選，缺一人不外出採購",
    ),
    Flag(
        "F02-R02",
        "操作人員不採購",
        never={Deliveries.buyers: BOUGHT_BY_OPERATOR},
        says="採購人「{buyers}」中有食堂操作人員",
        fix="操作人員不得採購，請由採購員辦理；如填錯請更正。",
        because="E1-19",
        measure="採購改由採購員辦理，操作人員不再經手",
    ),
    Flag(
        "F02-R03",
        "採購與驗收、保管分開",
        must={
            Deliveries.acceptors: ~Deliveries.acceptors.shares(Deliveries.buyers),
            Deliveries.keeper: ~Deliveries.keeper.shares(Deliveries.buyers),
        },
        says="本行的採購人（{buyers}）又驗收或保管",
        fix="請由其他人驗收、保管；如填錯請更正。",
        because="E1-16 E1-20",
        measure="重排採購、驗收、保管的分工，名單貼在庫房，到貨時對照簽字",
    ),
    Flag(
        "F02-R04",
        "兩人以上驗收",
        must={Deliveries.acceptors: Deliveries.acceptors.count() >= LEAST_ACCEPTORS},
        says="只有 {count} 人驗收，要求 {least} 人以上",
        shows={"count": Deliveries.acceptors.count(), "least": LEAST_ACCEPTORS},
        fix="如漏填請補齊後重報。",
        because="R06",
        measure="逐日排定兩名驗收人和替補人選，缺一人不辦理驗收",
    ),
    Exclude(
        "F02-R05",
        "未驗收不入庫",
        must={
            Deliveries.verdict: Deliveries.has_verdict,
            Deliveries.accepted_on: Deliveries.accepted_on.filled(),
            Deliveries.acceptors: Deliveries.acceptors.filled(),
        },
        blank_breaks=True,
        tally=TALLY_NOT_ACCEPTED,
        says="未經驗收（驗收結果、驗收日期、驗收人須填齊），不作入庫",
        fix="已驗收的請補填後重報。",
        because="E1-21",
    ),
    Exclude(
        "F02-R06",
        "不合格不入庫",
        never={Deliveries.verdict: _is_refused},
        tally=TALLY_REFUSED,
        says="驗收不合格，不作入庫",
        fix="請註明不合格處理。",
        because="E1-21 R09",
    ),
    Hold(
        "F02-R07",
        "先購、再驗、後入庫",
        must={
            Deliveries.accepted_on: (Deliveries.bought_on <= Deliveries.accepted_on) & (_in_order | _stored_too_early),
            Deliveries.stored_on: _in_order,
        },
        says="採購 {bought_on}、驗收 {accepted_on}、入庫 {stored_on} 的先後不合",
        fix="請對照單據改正日期。",
        because="E1-21",
    ),
    Hold(
        "F02-R08",
        "合格數量與結果一致",
        must={
            Deliveries.accepted: (~_is_whole | (_accepted.or_if_blank(_quantity) == _quantity))
            & (~_is_partly | ((_part > 0) & (_part < _quantity)))
            & (~_is_refused | (_part == 0))
        },
        says="驗收結果是{verdict}，採購數量 {quantity}，合格數量「{accepted}」與之不符",
        fix="合格的等於採購數量，部分合格的在 0 與採購數量之間，不合格的為 0。",
        because="E1-20",
    ),
    Flag(
        "F02-R09",
        "入庫等於合格數量",
        must={Deliveries.stored: Deliveries.stored == Deliveries.enters_stock},
        when=_verdict.among(WHOLE, PARTLY, REFUSED),
        says="入庫數量 {stored} 不等於合格數量 {accepted_quantity}，庫存按合格數量計",
        shows={"accepted_quantity": Deliveries.enters_stock},
        fix="請核對實物與單據。",
        because="E1-21",
        measure="保管員照驗收單上的合格數量入庫，對不上的當日查明",
    ),
    Flag(
        "F02-R10",
        "包裝食品標識齊全",
        must={
            Deliveries.specification: Deliveries.specification.filled(),
            Deliveries.batch: Deliveries.batch.filled(),
            Deliveries.best_before: Deliveries.best_before > Deliveries.accepted_on,
        },
        when=Deliveries.packaged,
        blank_breaks=True,
        says="包裝食品須填規格、生產日期或批號、保質期，且保質期晚於驗收日期",
        fix="請按包裝補填；已過保質期的不得驗收。",
        because="R05",
        measure="進貨時逐件核對並登記批號與保質期",
    ),
    Flag(
        "F02-R11",
        "供應商合格",
        must={Deliveries.supplier: history.SUPPLIER_FITS},
        says="供應商「{supplier}」{problem}",
        shows={"problem": history.SUPPLIER_PROBLEM},
        fix="請核對名稱，或請總務主任更新供應商名冊。",
        because="R05",
        measure="核對供應商的供應範圍與許可證",
    ),
    Note(
        "F02-R12",
        "單價平穩",
        must={
            Deliveries.unit_price: (Deliveries.unit_price - history.USUAL_PRICE).abs() * 100
            <= history.USUAL_PRICE * history.PRICE_SWING_PERCENT
        },
        says="單價 {unit_price} 元與本學期同品規的中位數 {usual} 元相差超過 30%",
        shows={"usual": history.USUAL_PRICE},
        fix="請核對單價。",
        because="E3-28",
    ),
]
