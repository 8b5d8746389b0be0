"""The row rules of F05.4: signatures, approvals, prices, sources (F05-R13 to R27, R32)."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.checks.words import as_of
from pipeline.form.expression import Expr, when
from pipeline.form.rule import Exclude, Flag, Hold, Missing, Note, Rule
from pipeline.forms.f05_finance import history
from pipeline.forms.f05_finance.sheets import CANTEEN_ACCOUNT, CANTEEN_SPENDING, OTHER_SOURCE, Vouchers
from pipeline.forms.parameters import CLAIM_LIMIT, LEAST_QUOTES, QUOTES_FROM

NO_QUOTES_BECAUSE = ("政府採購", "單一來源", "定點供應")
FEES_IN_HAND = ("坐支", "在手", "現收", "未解交", "收費款")
"""F05-R25: words for money collected and not handed in, which is no account to pay from."""
SHORTEST_PURPOSE = 3

IS_EXCUSED = Vouchers.remark.filled() & (
    Vouchers.remark.contains(NO_QUOTES_BECAUSE[0])
    | Vouchers.remark.contains(NO_QUOTES_BECAUSE[1])
    | Vouchers.remark.contains(NO_QUOTES_BECAUSE[2])
)
HAS_QUOTES = Vouchers.quotes.filled() & (Vouchers.quotes >= LEAST_QUOTES)
DAYS_TO_CLAIM = when(Vouchers.status == "待報", as_of(), Vouchers.claimed_on) - Vouchers.bought_on


def pays_from_fees_in_hand() -> Expr:
    """備註 names money collected and not handed in."""
    named: Expr = Vouchers.remark.contains(FEES_IN_HAND[0])
    for word in FEES_IN_HAND[1:]:
        named = named | Vouchers.remark.contains(word)
    return named


RULES: Sequence[Rule | Missing] = [
    Exclude(
        "F05-R13",
        "三簽齊全",
        must={
            Vouchers.handler: Vouchers.handler.filled(),
            Vouchers.acceptor: Vouchers.acceptor != Vouchers.handler,
            Vouchers.auditor: (Vouchers.auditor != Vouchers.handler) & (Vouchers.auditor != Vouchers.acceptor),
        },
        blank_breaks=True,
        says="經手「{handler}」、驗收「{acceptor}」、審核「{auditor}」，不是三個不同的人都簽了字，票據無效",
        fix="請補簽；補齊後以新版本重報。",
        tally="無效票據",
        because="E2-31",
    ),
    Exclude(
        "F05-R14",
        "實物相符才報銷",
        never={
            Vouchers.as_ordered: Vouchers.is_goods & (Vouchers.as_ordered == "不符"),
            Vouchers.status: Vouchers.status == "退回",
        },
        says="實物相符「{as_ordered}」、報支狀態「{status}」，不予報銷",
        fix="請退貨或換貨；換妥後另行報支。",
        tally="退回",
        because="E2-32",
    ),
    Flag(
        "F05-R15",
        "先請示後購買",
        must={
            Vouchers.purchase_approved_on: Vouchers.purchase_approved_on <= Vouchers.bought_on,
            Vouchers.requested_on: Vouchers.requested_on <= Vouchers.purchase_approved_on,
        },
        when=Vouchers.is_goods,
        blank_breaks=True,
        says="申請「{requested_on}」、批准「{purchase_approved_on}」、購買 {bought_on}，次序應為先申請、再批准、後購買",
        fix="日期填錯的請更正；確實先買後批的，今後須先請示。",
        measure="重申未經申請和批准不得購買，購前由審批人簽批",
        because="E1-57",
    ),
    Flag(
        "F05-R16",
        "先批准後報支",
        must={
            Vouchers.claim_approved_on: Vouchers.bought_on <= Vouchers.claim_approved_on,
            Vouchers.claimed_on: Vouchers.claim_approved_on <= Vouchers.claimed_on,
        },
        when=Vouchers.is_claimed,
        blank_breaks=True,
        says="購買 {bought_on}、報支批准「{claim_approved_on}」、報支「{claimed_on}」，次序應為先購買、再批准、後報支",
        fix="日期填錯的請更正；未批准的不得報支。",
        measure="報支前核對批准手續，未批准的不予受理",
        because="E1-58",
    ),
    Flag(
        "F05-R17",
        "一支筆審批",
        must={Vouchers.claim_approver: Vouchers.claim_approver == history.PEN},
        when=Vouchers.is_claimed,
        blank_breaks=True,
        says="報支批准人「{claim_approver}」，當日的一支筆審批人是「{pen}」",
        shows={"pen": history.PEN},
        fix="請由一支筆審批人批准；審批人有變動的，請總務主任在學校參數加一行。",
        measure="核對報支批准人，非一支筆審批的補辦手續",
        because="E1-54, R33, R34",
    ),
    Note(
        "F05-R18",
        "審批人另有其人",
        never={
            Vouchers.claim_approver: (Vouchers.claim_approver == Vouchers.handler)
            | (Vouchers.claim_approver == Vouchers.acceptor)
            | (Vouchers.claim_approver == Vouchers.auditor)
        },
        says="報支批准人 {claim_approver} 也是三簽之一",
        fix="人手夠時請分開。",
        because="E1-54, E2-31",
    ),
    Flag(
        "F05-R19",
        "不超批准金額",
        must={Vouchers.amount: Vouchers.amount <= Vouchers.approved_amount},
        when=Vouchers.is_goods,
        says="發票 {amount} 元，超過批准的 {approved_amount} 元",
        fix="請說明超出的原因，並補辦批准。",
        measure="購買前核定金額，超出批准的先補批再報支",
        because="E1-56, E1-57",
    ),
    Hold(
        "F05-R20",
        "發票只報一次",
        must={Vouchers.invoice: history.INVOICE_IS_NEW},
        says="發票號 {invoice} 先前已報過，見 {earlier}",
        shows={"earlier": history.EARLIER_USE},
        fix="請核對發票；重複的請刪去，填錯的請更正。",
        because="E1-61",
    ),
    Hold(
        "F05-R21",
        "明細屬於類別",
        must={Vouchers.detail: history.DETAIL_IS_LISTED},
        says="一級明細「{detail}」不在類別字典「{category}」之下",
        fix="請從該支出類別的明細中選一項；確需新增的，請總務主任補入類別字典。",
        because="E1-62",
    ),
    Flag(
        "F05-R22",
        "貨比三家",
        must={Vouchers.quotes: HAS_QUOTES | IS_EXCUSED},
        when=Vouchers.needs_quotes,
        says="實物購置 {amount} 元，達 {start} 元應詢價 {least} 家以上，實際「{quotes}」家",
        shows={"start": QUOTES_FROM, "least": LEAST_QUOTES},
        fix="請補填詢價家數；屬政府採購、單一來源或定點供應的，請在備註寫明。",
        measure="達到起點的採購先詢價並附詢價記錄",
        because="E3-28, R34",
    ),
    Flag(
        "F05-R23",
        "不取最低價有原因",
        must={Vouchers.remark: Vouchers.remark.filled()},
        when=Vouchers.lowest == "否",
        blank_breaks=True,
        says="成交的不是最低價，備註沒有寫原因",
        fix="請在備註寫明不取最低價的原因。",
        measure="不取最低價的逐筆註明原因並附比價記錄",
        because="E3-28",
    ),
    Flag(
        "F05-R24",
        "食堂單獨列支",
        must={Vouchers.source: (Vouchers.source == CANTEEN_ACCOUNT) == Vouchers.category.among(*CANTEEN_SPENDING)},
        says="支出類別「{category}」由「{source}」列支；食堂專賬只用於食堂，食堂支出也只走食堂專賬",
        fix="請核對支出類別與經費來源。",
        measure="核對食堂與其他支出的賬戶，串用的調整入賬",
        because="E1-17, R07",
    ),
    Flag(
        "F05-R25",
        "其他來源註明賬戶",
        must={Vouchers.remark: ~pays_from_fees_in_hand()},
        when=Vouchers.source == OTHER_SOURCE,
        blank_breaks=True,
        says="經費來源是「其他」，備註「{remark}」沒有寫明由哪個賬戶付款，或是用未解交的收費付款",
        fix="請寫明付款的賬戶；所收費用須先解交，不得直接支用。",
        measure="逐筆註明付款賬戶，所收費用一律先解交",
        because="E1-55, R32",
    ),
    Note(
        "F05-R26",
        "不拆分發票",
        never={Vouchers.amount: history.FOLLOWS_A_LIKE_ONE},
        says="7 天內向「{payee}」已有另一張略低於詢價起點 {start} 元的發票，疑似拆分",
        shows={"start": QUOTES_FROM},
        fix="請確認是否同一筆採購；是的話應合併詢價。",
        because="E3-28, E2-56",
    ),
    Note(
        "F05-R27",
        "及時報支",
        never={Vouchers.claimed_on: DAYS_TO_CLAIM > CLAIM_LIMIT},
        says="購買後已 {days} 天，超過 {limit} 天",
        shows={"days": DAYS_TO_CLAIM, "limit": CLAIM_LIMIT},
        fix="請儘快辦理報支。",
        because="E1-58",
    ),
    Note(
        "F05-R32",
        "事由寫清用途",
        never={
            Vouchers.purpose: (Vouchers.purpose == Vouchers.category)
            | (Vouchers.purpose == Vouchers.detail)
            | (Vouchers.purpose.length() < SHORTEST_PURPOSE)
        },
        says="事由「{purpose}」看不出用途",
        fix="請寫明給誰用、做甚麼用。",
        because="E2-30, E2-58, E3-26, E3-27",
    ),
]
