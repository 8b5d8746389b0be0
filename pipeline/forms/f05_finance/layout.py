"""What the summary says of fees, spending and publication (domain 9), with the tables and charts beside it."""

from __future__ import annotations

from fractions import Fraction

from pipeline.figures.book import Book
from pipeline.figures.number import number_text
from pipeline.figures.tables import largest
from pipeline.form.table import SectionSpec, Sentence
from pipeline.forms.across.closing import person_in_charge
from pipeline.forms.across.opening import chinese_date, not_handed_in
from pipeline.forms.f05_finance.contributions import months_in_time, waiting_on
from pipeline.forms.f05_finance.history import due_months
from pipeline.forms.f05_finance.sheets import Publications, Vouchers
from pipeline.forms.f05_finance.tables import CHARTS, SPENT, TABLES, item_label, overcharged_rooms, room_label
from pipeline.forms.parameters import CANTEEN, CLAIM_LIMIT, FEES

__all__ = ["CHARTS", "SECTIONS", "TABLES"]

LARGEST_NAMED = 3
MOST_NAMED = 5
APART = "專賬"
"""The check that is not told of without a canteen."""
SAID_OF_CHECKS = {
    "先批後購": "先請示後購買",
    "先批後報": "先批准後報支",
    "一支筆": "由一支筆審批人批准",
    "不超批准": "不超過批准金額",
    APART: "食堂與其他支出分賬列支",
}
"""How the summary calls a check of M-F05-08; signatures, agreement and quotes have sentences of their own."""

NOT_HANDED_IN = "經費台賬未報送，收費、支出和票據的情況無從說明。"
NOTHING_COLLECTED = "台賬中沒有收費記錄。"
COLLECTED = """\
本期共收費{{ f("M-F05-01b") }}（應收{{ f("M-F05-01a") }}）、{{ f("M-F05-01e") }}，\
減免{{ f("M-F05-01c") }}，解交學校賬戶{{ f("M-F05-01d") }}。"""
OVERCHARGED = """\
對照公示標準，超標準收費{{ f("M-F05-02a") }}\
{% if rooms %}，出在{{ rooms }}，須如數退還{% endif %}；\
{% if n("M-F05-02b") %}另有{{ f("M-F05-02b") }}沒有公示標準{% else %}無標準收費{{ f("M-F05-02b") }}{% endif %}。"""
DEPOSITED = """\
收費在期限內解交的佔{{ f("M-F05-03a") }}，{{ verdict("M-F05-03a", late) }}\
{% if n("M-F05-03b") is not none %}；收款到解交平均相隔{{ bare("M-F05-03b") }}個工作日{% endif %}。"""
STILL_IN_HAND = """\
期末{{ "尚有" if n("M-F05-03c") > 0 }}在手未解交{{ f("M-F05-03c") }}。"""
SETTLED = """\
期末結算：預收{{ f("M-F05-04a") }}，實際支出{{ f("M-F05-04b") }}，應退補{{ f("M-F05-04c") }}\
{% if n("M-F05-04c") < 0 %}（負數為應補收）{% endif %}，已退補{{ f("M-F05-04d") }}\
{% if n("M-F05-04e") is not none %}，完成{{ f("M-F05-04e") }}{% endif %}。"""


def is_received(book: Book) -> bool:
    """F05 was handed in for some month of the period."""
    return bool(book.term.received.get(Publications.form))


def fee_paragraphs(book: Book) -> list[list[Sentence]]:
    """What was collected, whether it was too much, and what became of it."""
    if not is_received(book):
        return not_handed_in(book, Publications.form, NOT_HANDED_IN)
    collected = book.figure("M-F05-01b")
    if collected is None or not len(collected.rows):
        return [[Sentence(NOTHING_COLLECTED)]]
    items = [value for (value,) in book.values("M-F05-03a", ("項目代碼",))]
    late = [item for item in items if (rate := book.number("M-F05-03a", {"項目代碼": item})) is not None and rate < 1]
    given = {
        "rooms": "、".join(room_label(book, room) for room in overcharged_rooms(book)),
        "late": "、".join(item_label(book, (i,)) for i in late),
    }
    return [
        [Sentence(COLLECTED), Sentence(OVERCHARGED, given=given)],
        [Sentence(DEPOSITED, given=given), Sentence(STILL_IN_HAND, needs=("M-F05-03c",))],
        [Sentence(SETTLED, needs=("M-F05-04a", "M-F05-04b", "M-F05-04c", "M-F05-04d"))],
    ]


SPENDING = """\
本期支出{{ f("M-F05-05a") }}\
{% for category in top %}{% set by = {"支出類別": category} %}\
{{ "，其中" if loop.first else "、" }}{{ category }}{{ f("M-F05-05a", by) }}（佔{{ bare("M-F05-05c", by) }}）\
{% endfor %}\
{% if n("M-F05-05b") %}；另有{{ f("M-F05-05b") }}已購買而未報支，不在其內{% endif %}。"""
PLANNED = """\
學期計劃支出{{ f("M-F05-11a") }}，已執行{{ f("M-F05-11b") }}\
{% if over %}，超出計劃的類別有{{ over }}{% endif %}。"""
SIGNED = """\
審核票據{{ f("M-F05-06a") }}，三簽齊全率{{ f("M-F05-06b") }}，{{ verdict("M-F05-06b") }}。"""
REFUSED = """\
{% if n("M-F05-06c") %}簽字不齊的{{ f("M-F05-06c") }}、{{ f("M-F05-06d") }}\
{% endif %}\
{% if n("M-F05-07a") %}{{ "，" if n("M-F05-06c") }}實物不符或退回的{{ f("M-F05-07a") }}、{{ f("M-F05-07b") }}\
{% endif %}，都沒有報銷。"""
CHECKED = """\
按台賬逐張核對：\
{% for check, said in checks %}{% set by = {"檢查項": check} %}\
{{ said }}的{{ bare("M-F05-08b", by) }}/{{ f("M-F05-08a", by) }}\
{% if n("M-F05-08c", by) < 1 %}（{{ bare("M-F05-08c", by) }}）{% endif %}\
{{ "，" if not loop.last }}{% endfor %}。"""
QUOTED = """\
達到詢價起點的實物購置{{ f("M-F05-09a") }}，詢價或註明免詢價原因的佔{{ f("M-F05-09b") }}。"""
CANTEEN_BALANCE = """\
伙食費收入{{ f("M-F05-12a") }}，食堂專賬支出{{ f("M-F05-12b") }}，收支偏離率{{ bare("M-F05-12c") }}\
{% if beyond %}，超出{{ limit }}的警戒線，須查明原因{% else %}，在{{ limit }}的警戒線以內{% endif %}。"""


def spending_paragraphs(book: Book) -> list[list[Sentence]]:
    """What was spent on what, what the plan says, and how the invoices stand up to the school's rules."""
    if not has_rows(book, "M-F05-06a"):
        return []
    top, _ = largest(book, SPENT, "支出類別", LARGEST_NAMED)
    spending = [Sentence(SPENDING, given={"top": top})]
    spending += [Sentence(PLANNED, needs=("M-F05-11a", "M-F05-11b"), given={"over": "、".join(over_plan(book))})]
    has_canteen = book.term.switched_on(CANTEEN)
    asked = [check for check in SAID_OF_CHECKS if has_canteen or check != APART]
    checks = [(check, SAID_OF_CHECKS[check]) for check in asked if book.number("M-F05-08a", {"檢查項": check})]
    vouchers = [Sentence(SIGNED)]
    vouchers += [Sentence(REFUSED)] if book.number("M-F05-06c") or book.number("M-F05-07a") else []
    vouchers += [Sentence(CHECKED, given={"checks": checks})] if checks else []
    vouchers += [Sentence(QUOTED, needs=("M-F05-09b",))] if book.number("M-F05-09a") else []
    return [spending, vouchers, canteen_sentences(book)]


def has_rows(book: Book, metric: str) -> bool:
    """The figure has rows behind it."""
    figure = book.figure(metric)
    return figure is not None and len(figure.rows) > 0


def over_plan(book: Book) -> list[str]:
    """Categories of which more than planned is spent."""
    categories = [value for (value,) in book.values("M-F05-11b", ("支出類別",))]
    return [one for one in categories if (book.number("M-F05-11b", {"支出類別": one}) or 0) > 1]


def canteen_sentences(book: Book) -> list[Sentence]:
    """At term end: how far the canteen's income and spending are apart; a surplus is a deviation too."""
    deviation, term = book.number("M-F05-12c"), book.term
    limit = term.base.parameters.number("P-14", term.as_of)
    if deviation is None or limit is None or not term.at_term_end:
        return []
    return [Sentence(CANTEEN_BALANCE, given={"beyond": abs(deviation) > limit, "limit": f"{float(limit * 100):g}%"})]


PUBLISHED = """\
公佈期限已到的有{{ bare("M-F05-10a") }}個月，其中按時公佈、彙報並經理財小組審議的{{ bare("M-F05-10b") }}個月，\
公佈及時率{{ bare("M-F05-10c") }}，{{ verdict("M-F05-10c", late) }}。"""
NOT_YET_DUE = "各月收支的公佈期限尚未到。"
ASKED = """\
{% if n("M-F05-10d") %}公佈後收到質疑或意見{{ f("M-F05-10d") }}，已答覆{{ f("M-F05-10e") }}。\
{% else %}公佈後沒有收到質疑或意見。{% endif %}"""


def publication_paragraphs(book: Book) -> list[list[Sentence]]:
    """Which months were published in time, and what was asked."""
    if not has_rows(book, "M-F05-10d") and not book.number("M-F05-10a"):
        return []
    good = months_in_time(book.term)
    late = "、".join(f"{month % 12 + 1}月" for month in due_months(book.term) if month not in good)
    first = Sentence(PUBLISHED, needs=("M-F05-10c",), given={"late": late})
    asked = [Sentence(ASKED)] if book.number("M-F05-10a") and has_rows(book, "M-F05-10d") else []
    return [[first if book.number("M-F05-10a") else Sentence(NOT_YET_DUE), *asked]]


TO_REIMBURSE = "未報支的票據{{ f('M-F05-05b') }}：{{ listed }}。"
TO_DEPOSIT = "在手未解交的{{ f('M-F05-03c') }}，由{{ owner }}即行解交學校賬戶。"


def plan_paragraphs(book: Book) -> list[list[Sentence]]:
    """十: invoices that wait to be reimbursed, and money not yet deposited."""
    found = []
    if waiting := waiting_vouchers(book):
        rest = f"；其餘{len(waiting) - MOST_NAMED}張見台賬" if len(waiting) > MOST_NAMED else ""
        listed = "；".join(waiting[:MOST_NAMED]) + rest
        found.append([Sentence(TO_REIMBURSE, needs=("M-F05-05b",), given={"listed": listed})])
    if (book.number("M-F05-03c") or 0) > 0:
        found.append([Sentence(TO_DEPOSIT, given={"owner": person_in_charge(book.term, Vouchers.form)})])
    return found


def waiting_vouchers(book: Book) -> list[str]:
    """Each invoice that waits, oldest first: ZC-2605-008（印刷費860.00元）由陳大勇於2026年6月24日前辦理報支."""
    term, rows = book.term, book.term.rows(Vouchers)
    limit = term.base.parameters.number(CLAIM_LIMIT.code, term.as_of)
    code, category, handler = (rows.text(one) for one in (Vouchers.code, Vouchers.category, Vouchers.handler))
    amounts, bought_on = rows.numbers(Vouchers.amount), rows.numbers(Vouchers.bought_on)
    found = []
    for at in sorted(map(int, waiting_on(rows, term.as_of)), key=lambda at: (int(bought_on[at]), str(code[at]))):
        owner = handler[at] or person_in_charge(term, Vouchers.form)
        until = None if limit is None else int(bought_on[at]) + int(limit)
        late = until is not None and until < term.as_of
        when = (
            "儘快"
            if until is None
            else f"（報支期限{chinese_date(until)}已過）即行"
            if late
            else f"於{chinese_date(until)}前"
        )
        found.append(
            f"{code[at]}（{category[at]}{number_text(Fraction(int(amounts[at]), 100), '元')}元）由{owner}{when}辦理報支"
        )
    return found


SECTIONS = [
    SectionSpec("finance", "收費與解交", [fee_paragraphs], tables=("S10", "S11"), place=10, module=FEES),
    SectionSpec("finance", "支出與票據", [spending_paragraphs], tables=("S12", "S13"), charts=("C02",), place=20),
    SectionSpec("finance", "公佈與民主理財", [publication_paragraphs], tables=("S14",), place=30),
    SectionSpec("plan", "", [plan_paragraphs], place=40),
]
