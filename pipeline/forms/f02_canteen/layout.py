"""What the summary says of buying, accepting and keeping food (domain 9), with the tables and charts beside it."""

from __future__ import annotations

from fractions import Fraction

from pipeline.checks.services import last_day, month_of
from pipeline.figures.book import Book
from pipeline.figures.tables import has_data, largest
from pipeline.form.table import FEWEST_POINTS, SectionSpec, Sentence
from pipeline.forms.across.closing import person_in_charge
from pipeline.forms.across.opening import chinese_date, not_handed_in
from pipeline.forms.f02_canteen.sheets import Deliveries
from pipeline.forms.f02_canteen.tables import (
    BOUGHT,
    CHARTS,
    TABLES,
    months_with,
    purchases_chart,
)

__all__ = ["CHARTS", "SECTIONS", "TABLES"]

LARGEST_NAMED = 3
DEVIATION = "M-F02-06h"
WIDEST_NAMED = 3

NOT_HANDED_IN = "食堂採購驗收出入庫台賬未報送，採購、驗收和庫存的情況無從說明。"
NOTHING_BOUGHT = "台賬中沒有食材採購記錄。"
PURCHASES = """\
本期採購食材{{ f("M-F02-01b") }}，驗收合格{{ f("M-F02-01a") }}\
{% for category in top %}{{ "，較多的是" if loop.first else "、" }}{{ category }}\
{{ f("M-F02-01a", {"食材類別": category}) }}{% endfor %}。"""
BUYERS = """\
由兩人以上採購的佔{{ f("M-F02-02") }}，{{ verdict("M-F02-02", short) }}；\
食堂操作人員參與採購{{ f("M-F02-05") }}。"""
ACCEPTANCE = """\
經過驗收的佔{{ f("M-F02-03a") }}，{{ verdict("M-F02-03a", short) }}；\
未經驗收的{{ f("M-F02-04a") }}\
{% if n("M-F02-04a") %}、{{ f("M-F02-04b") }}，沒有作入庫，也不計入採購總額{% endif %}。"""
QUALITY = """\
已驗收的按金額計，一次合格率{{ f("M-F02-03b") }}\
{% if n("M-F02-04c") %}，拒收{{ f("M-F02-04c") }}{% else %}，沒有拒收{% endif %}。"""
UNSETTLED = """\
到期末，\
{% if n("M-F02-01c") %}已驗收而未註明結算發票的食材{{ f("M-F02-01c") }}\
{% else %}已驗收的食材都註明了結算發票{% endif %}。"""
MONTH_BY_MONTH = """\
按採購月份看，{% for month in months %}{{ month[5:] | int }}月{{ f("M-F02-01a", (), month) }}\
{{ "、" if not loop.last }}{% endfor %}。"""

COUNTED = """\
末月盤點，庫存食材值{{ f("M-F02-06g") }}\
{% if n("M-F02-06h") is not none %}，盤點差異率{{ f("M-F02-06h") }}，\
{% if beyond %}超出{{ limit }}的警戒線{% if widest %}，差異較大的是{{ widest }}{% endif %}\
{% else %}在{{ limit }}的警戒線以內{% endif %}{% endif %}。"""
NOT_COUNTED = "末月沒有盤點記錄，期末庫存無從說明。"
TAKEN = """\
供餐領用的食材按平均單價計{{ f("M-F02-07a") }}\
{% if n("M-F02-07b") is not none %}，平均每人每餐{{ bare("M-F02-07b") }}元{% endif %}。"""


def purchase_paragraphs(book: Book) -> list[list[Sentence]]:
    """What was bought, by whom, and what of it was accepted."""
    if not book.term.received.get(Deliveries.form):
        return not_handed_in(book, Deliveries.form, NOT_HANDED_IN)
    if not has_data(book.figure("M-F02-01b")):
        return [[Sentence(NOTHING_BOUGHT)]]
    top, _ = largest(book, BOUGHT, "食材類別", LARGEST_NAMED)
    bought = [Sentence(PURCHASES, given={"top": top})]
    months = months_with(book, BOUGHT)
    if 1 < len(months) < FEWEST_POINTS and purchases_chart(book) is None:
        bought.append(Sentence(MONTH_BY_MONTH, given={"months": months}))
    return [
        bought,
        [
            Sentence(BUYERS, given={"short": book.months_short("M-F02-02")}),
            Sentence(ACCEPTANCE, given={"short": book.months_short("M-F02-03a")}),
            Sentence(QUALITY, needs=("M-F02-03b",)),
        ],
        [Sentence(UNSETTLED, needs=("M-F02-01c",))],
    ]


def stock_paragraphs(book: Book) -> list[list[Sentence]]:
    """What the last count found, and what the kitchen took."""
    if not has_data(book.figure("M-F02-01b")) and not has_data(book.figure("M-F02-06g")):
        return []
    limit = book.term.base.parameters.number("P-15", book.term.as_of) or Fraction(0)
    given = {
        "beyond": (book.number(DEVIATION) or 0) > limit,
        "limit": f"{float(limit * 100):g}%",
        "widest": "、".join(widest_items(book)),
    }
    counted = Sentence(COUNTED, given=given) if book.number("M-F02-06g") is not None else Sentence(NOT_COUNTED)
    taken = [Sentence(TAKEN)] if has_data(book.figure("M-F02-07a")) else []
    return [[counted, *taken]]


def widest_items(book: Book) -> list[str]:
    """Items of the last count that are farthest off their books, by rate."""
    rates = [(book.number(DEVIATION, {"品名": name}), name) for (name,) in book.values(DEVIATION, ("品名",))]
    return [name for rate, name in sorted((-rate, name) for rate, name in rates if rate)][:WIDEST_NAMED]


TO_SETTLE = """\
未結算的食材{{ f("M-F02-01c") }}，由{{ owner }}會同會計於{{ until }}前取得發票結算，並在台賬補註結算發票號。"""


def plan_paragraphs(book: Book) -> list[list[Sentence]]:
    """十: food that was accepted and is not paid for; its invoice is due at the end of the next month (X-01)."""
    if not book.number("M-F02-01c"):
        return []
    until = chinese_date(last_day(month_of(book.term.as_of) + 1))
    return [[Sentence(TO_SETTLE, given={"owner": person_in_charge(book.term, Deliveries.form), "until": until})]]


SECTIONS = [
    SectionSpec("canteen", "食材採購與驗收", [purchase_paragraphs], tables=("S04",), charts=("C03",), place=10),
    SectionSpec("canteen", "庫存管理", [stock_paragraphs], tables=("S05",), place=20),
    SectionSpec("plan", "", [plan_paragraphs], place=30),
]
