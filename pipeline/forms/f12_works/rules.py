"""The row rules of F12 (domain/forms/F12.md)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from pipeline.checks.words import happened, previous, unless_due
from pipeline.form.rule import Flag, Hold, Missing, Note, Rule
from pipeline.forms.f12_works.history import (
    END_OF_MONTH,
    FALLS_BACK,
    FURTHEST_BEFORE,
    GIFT_IS_DUE,
    IS_BULK,
    IS_ENTERED,
    QUOTES_OF_VOUCHER,
)
from pipeline.forms.f12_works.sheets import (
    APPROVED,
    CLOTHES,
    DIRECT,
    DRAWN_UP,
    INSPECTED,
    PARENT,
    THINGS,
    TOPPED_OUT,
    UNDER_WAY,
    WEB_RESOURCES,
    WORKS,
    Activities,
    Gifts,
    Goods,
    Projects,
    reached,
)
from pipeline.forms.parameters import FIXED_ASSET_FROM, LEAST_QUOTES

LEAST_NAMES = 2
"""F12-R04: who accept a project or goods."""
MOST_OVER_APPROVAL = Decimal("1.1")
"""F12-R02: 合同金額 may be a tenth above 批准金額."""

PAID_BEFORE = previous(Projects.paid, by=[Projects.code], order=Projects.month)
IS_PUBLISHED = happened(Gifts.published_on)

PROJECT_RULES: Sequence[Rule | Missing] = [
    Hold(
        "F12-R01",
        "開工竣工驗收依次",
        must={
            Projects.finished_on: Projects.started_on <= Projects.finished_on,
            Projects.accepted_on: (Projects.finished_on <= Projects.accepted_on)
            & (Projects.started_on <= Projects.accepted_on),
        },
        says="開工「{started_on}」、竣工「{finished_on}」、驗收「{accepted_on}」，日期先後顛倒",
        fix="請對照工程資料改正日期。",
        because="E3-04",
    ),
    Flag(
        "F12-R02",
        "工程付款不超合同",
        must={
            Projects.paid: (Projects.paid <= Projects.contract) & ~(Projects.paid < PAID_BEFORE),
            Projects.contract: Projects.contract <= Projects.approved * MOST_OVER_APPROVAL,
        },
        says="批准「{approved}」元、合同「{contract}」元、累計支付 {paid} 元（上月「{before}」元）："
        "支付不得超過合同，也不得少於上月；合同不得超過批准金額一成",
        shows={"before": PAID_BEFORE},
        fix="請核對三個金額；超過的請按程序補辦批准或補充合同。",
        because="E1-56 E2-27",
        measure="工程付款前核對合同與批准金額，超出的先報批",
    ),
    Flag(
        "F12-R03",
        "驗收合格才投用",
        must={Projects.verdict: Projects.is_accepted},
        when=Projects.is_in_use,
        blank_breaks=True,
        says="已投用，驗收日期「{accepted_on}」、驗收結論「{verdict}」：須驗收合格才可投用",
        fix="請補填驗收日期和結論；沒有驗收或不合格的先停用、整改。",
        because="E1-20",
        measure="工程驗收合格後再投用",
    ),
    Flag(
        "F12-R04",
        "兩人以上驗收",
        must={Projects.acceptors: Projects.acceptors.count() >= LEAST_NAMES},
        when=reached(Projects.stage, INSPECTED),
        says="驗收人只有 {acceptors}，須兩人以上",
        fix="如漏填請補齊；只有一人驗收的請再驗。",
        because="E1-20",
        measure="工程和物資由兩人以上共同驗收",
    ),
    Flag(
        "F12-R05",
        "工程不逾期",
        never={Projects.planned_end: Projects.planned_end < END_OF_MONTH},
        when=Projects.stage.among(UNDER_WAY, TOPPED_OUT),
        says="{month} 月底仍在{stage}，計劃竣工 {planned_end} 已過",
        fix="請抓緊施工；確需延期的報批後改計劃竣工。",
        because="E3-04",
        measure="在建項目按月對照計劃工期，延期的先報批",
    ),
    Note(
        "F12-R06",
        "在建不算竣工",
        never={Projects.finished_on: Projects.finished_on.filled()},
        when=Projects.stage.among(DRAWN_UP, APPROVED, UNDER_WAY, TOPPED_OUT),
        says="階段是{stage}，卻填了實際竣工 {finished_on}；總結不會把它寫成完工",
        fix="已竣工的請改階段；未竣工的請清空實際竣工。",
        because="E2-50 E2-51",
    ),
    Flag(
        "F12-R16",
        "工程階段不倒退",
        never={Projects.stage: FALLS_BACK},
        says="階段是{stage}，以前已到{before}",
        shows={"before": FURTHEST_BEFORE},
        fix="請核對兩個月的階段；停工的填暫停。",
        because="E3-04 E2-50 E2-51",
        measure="填報進度前先對照上月的階段",
    ),
]

GOODS_RULES: Sequence[Rule | Missing] = [
    Flag(
        "F12-R04",
        "兩人以上驗收",
        must={Goods.acceptors: Goods.acceptors.count() >= LEAST_NAMES},
        says="驗收人只有 {acceptors}，須兩人以上",
        fix="如漏填請補齊；只有一人驗收的請再驗。",
        because="E1-20",
        measure="工程和物資由兩人以上共同驗收",
    ),
    Hold(
        "F12-R07",
        "驗收數量不多於數量",
        must={Goods.accepted: Goods.accepted <= Goods.quantity},
        says="驗收數量 {accepted} 多於數量 {quantity}",
        fix="請核對送貨單和驗收單後更正。",
        because="E1-62",
    ),
    Flag(
        "F12-R08",
        "到貨足數",
        never={Goods.accepted: Goods.accepted < Goods.quantity},
        says="應到 {quantity}{unit}，驗收 {accepted}{unit}，短少",
        fix="請向供應商追補；不再補的按實收結算。",
        because="E2-32",
        measure="短少的物資即時追補，補齊前不結算",
    ),
    Flag(
        "F12-R09",
        "採購方式與詢價相符",
        never={Goods.method: QUOTES_OF_VOUCHER >= LEAST_QUOTES},
        when=Goods.method == DIRECT,
        says="採購方式是直接購買，憑證 {voucher} 卻有詢價 {quotes} 家",
        shows={"quotes": QUOTES_OF_VOUCHER},
        fix="確有詢價的請改採購方式；沒有的請更正支出票據的詢價家數。",
        because="E3-28",
        measure="驗收登記前核對採購方式與詢價記錄",
    ),
    Flag(
        "F12-R10",
        "固定資產判定正確",
        must={Goods.fixed_asset: Goods.is_fixed_asset == ((Goods.price >= FIXED_ASSET_FROM) | IS_BULK)},
        when=~Goods.category.among(WEB_RESOURCES, CLOTHES),
        says="{category}單價 {price} 元，填「{fixed_asset}」；單價達 {start} 元或屬大宗資產的才是固定資產",
        shows={"start": FIXED_ASSET_FROM},
        fix="請更正是否固定資產；是的請登記資產卡片。",
        because="R30 R54",
        measure="驗收時按單價和類別判定固定資產，隨即建卡",
    ),
]

GIFT_RULES: Sequence[Rule | Missing] = [
    Flag(
        "F12-R11",
        "受贈手續齊全",
        must={
            Gifts.declared: Gifts.declared.filled() & (Gifts.declared == "是"),
            Gifts.receipt: Gifts.receipt.filled(),
            Gifts.value_basis: Gifts.value_basis.filled(),
            Gifts.published_on: unless_due(IS_PUBLISHED, GIFT_IS_DUE),
        },
        says="自願無償聲明「{declared}」、受贈憑證號「{receipt}」、估值依據「{value_basis}」、公示日期「{published_on}」："
        "須有聲明、憑證和依據，並在 {due} 前公示",
        shows={"due": GIFT_IS_DUE},
        fix="請補齊手續後公示；不是自願無償的不得接受。",
        because="R36",
        measure="受贈當日取得聲明、開具憑證、定估值依據，三十天內公示",
    ),
    Flag(
        "F12-R12",
        "受贈及時入賬",
        must={Gifts.entered_on: unless_due(IS_ENTERED & (Gifts.entered_on <= GIFT_IS_DUE), GIFT_IS_DUE)},
        when=Gifts.manner.among(THINGS, WORKS),
        says="{given_on} 受贈，入賬日期「{entered_on}」，應在 {due} 之前入賬",
        shows={"due": GIFT_IS_DUE},
        fix="請盡快入賬並補填入賬日期。",
        because="R36",
        measure="捐贈的實物和工程三十天內估值入賬",
    ),
    Note(
        "F12-R13",
        "家長捐贈須自願",
        never={Gifts.donor_kind: Gifts.donor_kind == PARENT},
        says="捐贈方是家長，請確認與入學、分班、評優等無關；公開署名為否的不寫姓名",
        fix="沒有附帶條件的可不理。",
        because="E3-15, privacy",
    ),
]

ACTIVITY_RULES: Sequence[Rule | Missing] = [
    Note(
        "F12-R14",
        "節約工費有算法",
        never={Activities.saved: Activities.saved.filled() & Activities.remark.blank()},
        says="節約工費估算 {saved} 元，備註沒有寫算法",
        fix="請在備註寫明算法，如 24小時×40元。",
        because="E3-31 E3-33",
    ),
    Note(
        "F12-R15",
        "休息時間勞動記工時",
        must={Activities.hours: Activities.hours.filled()},
        when=Activities.is_in_rest_time & Activities.by_logistics,
        blank_breaks=True,
        says="後勤人員在休息時間完成，沒有記工時",
        fix="請補填工時，臨時工的也要記。",
        because="E3-33 E3-34",
    ),
]

RULES: Sequence[Rule | Missing] = [*PROJECT_RULES, *GOODS_RULES, *GIFT_RULES, *ACTIVITY_RULES]
