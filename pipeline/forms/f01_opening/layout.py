"""Tables S02 and S03 and what the summary says of the opening (domain 8 and 9)."""

from __future__ import annotations

import numpy as np

from pipeline.figures.book import Book
from pipeline.figures.tables import has_data, largest
from pipeline.form.table import BlockSpec, Col, Groups, SectionSpec, Sentence, TableSpec
from pipeline.forms.across.opening import chinese_date, not_handed_in
from pipeline.forms.f01_opening.sheets import CATEGORIES, CIRCUITS, WATER, Books, Tasks
from pipeline.forms.f09_repairs.sheets import CATEGORIES as REPAIR_CATEGORIES
from pipeline.forms.f09_repairs.sheets import Orders

REPAIRED_BY_ORDER = "M-F01-02b"
POWER_AND_WATER = (CIRCUITS, WATER)
MOST_NAMED = 6

TABLES = [
    TableSpec(
        "S02",
        "開學準備完成表",
        [Tasks, Orders],
        [
            BlockSpec(
                "類別",
                Groups(("類別",), order=CATEGORIES),
                [Col(f"M-F01-{number}") for number in ("01a", "01b", "01d", "01c", "02a")],
            ),
            BlockSpec(
                "維修類別",
                Groups(("類別",), order=REPAIR_CATEGORIES),
                [Col(REPAIRED_BY_ORDER)],
                title="開學前及假期集中維修",
            ),
        ],
    ),
    TableSpec(
        "S03",
        "教材簿本運發表",
        [Books],
        [BlockSpec("年級", Groups(("年級",), ("年級", "類別")), [Col(f"M-F01-03{letter}") for letter in "abcdef"])],
    ),
]

NOT_HANDED_IN = "開學籌備檢查表未報送，開學準備和教材發放的情況無從說明。"
TASKS = """\
開學準備共{{ f("M-F01-01a") }}，按計劃完成{{ f("M-F01-01b") }}，完成率{{ f("M-F01-01c") }}，\
{{ verdict("M-F01-01c", short) }}{% if n("M-F01-01d") %}；逾期{{ f("M-F01-01d") }}{% endif %}。"""
READY = """\
其中\
{% for category in shown %}{% set by = {"類別": category} %}{{ "、" if not loop.first }}\
{{ category }}{% if n("M-F01-01b", by) == n("M-F01-01a", by) %}{{ f("M-F01-01a", by) }}按計劃完成\
{% elif n("M-F01-01b", by) %}按計劃完成{{ bare("M-F01-01b", by) }}/{{ f("M-F01-01a", by) }}\
{% else %}{{ f("M-F01-01a", by) }}均未按計劃完成{% endif %}{% endfor %}，\
{% if latest %}開學日（{{ opening }}）前全部完成，最遲的一項於{{ latest }}完成\
{% else %}沒有全部在開學日（{{ opening }}）前完成{% endif %}。"""
CHECKED = "各項準備中檢查完好或修復{{ f('M-F01-02a') }}。"
ORDERS = """\
開學前和假期集中報修、開學日前修好的維修單{{ f("M-F01-02b") }}\
{% for category in top %}{{ ("，其中" if more else "，計") if loop.first else "、" }}\
{{ category }}{{ f("M-F01-02b", {"類別": category}) }}{% endfor %}。"""
BOOKS = """\
教材簿本應到{{ f("M-F01-03a") }}，實到{{ f("M-F01-03b") }}，到貨率{{ f("M-F01-03e") }}；\
實發{{ f("M-F01-03c") }}，短缺{{ f("M-F01-03d") }}{% if short %}（{{ short }}）{% endif %}；\
開學後三天內足數發放的佔{{ f("M-F01-03f") }}。"""


def task_paragraphs(book: Book) -> list[list[Sentence]]:
    """How much was ready as planned, whether power and water were, and what was repaired."""
    if not book.term.received.get(Tasks.form):
        return not_handed_in(book, Tasks.form, NOT_HANDED_IN)
    if not has_data(book.figure("M-F01-01a")):
        return []
    given = {"short": "、".join(short_categories(book))}
    return [
        [Sentence(TASKS, given=given), *power_and_water(book)],
        [Sentence(CHECKED, needs=("M-F01-02a",)), *repairs(book)],
    ]


def short_categories(book: Book) -> list[str]:
    """Categories with a task that was not done as planned."""
    rates = {category: book.number("M-F01-01c", {"類別": category}) for category in CATEGORIES}
    return [category for category, rate in rates.items() if rate is not None and rate < 1]


def power_and_water(book: Book) -> list[Sentence]:
    """Whether circuits and water were ready on opening day, once it has come."""
    shown = [category for category in POWER_AND_WATER if has_data(book.figure("M-F01-01a", {"類別": category}))]
    opening = book.term.base.opening
    if not shown or opening > book.term.as_of:
        return []
    latest = day_ready(book)
    given = {
        "shown": shown,
        "opening": chinese_date(opening, with_year=False),
        "latest": chinese_date(latest, with_year=False) if latest and latest <= opening else "",
    }
    return [Sentence(READY, given=given)]


def day_ready(book: Book) -> int | None:
    """The last 實際完成日 of circuits and water; None while one of their tasks is not done."""
    rows = book.term.rows(Tasks)
    asked = rows.counted & np.isin(rows.text(Tasks.category), POWER_AND_WATER)
    days = rows.numbers(Tasks.done_on)[asked]
    return int(days.max()) if (days > 0).all() and rows.true(Tasks.is_done)[asked].all() else None


def repairs(book: Book) -> list[Sentence]:
    """What F09 repaired before opening day, by kind."""
    if not book.number(REPAIRED_BY_ORDER):
        return []
    top, rest = largest(book, REPAIRED_BY_ORDER, "類別", MOST_NAMED)
    return [Sentence(ORDERS, given={"top": top, "more": bool(rest)})]


def book_paragraphs(book: Book) -> list[list[Sentence]]:
    """How many books came and were handed out; without a row nothing is said."""
    if not has_data(book.figure("M-F01-03a")):
        return []
    grades = [grade for (grade,) in book.values("M-F01-03d", ("年級",))]
    short = [named(grade) for grade in grades if book.number("M-F01-03d", {"年級": grade})]
    return [[Sentence(BOOKS, given={"short": "、".join(short)})]]


def named(grade: str) -> str:
    """三年級; a kindergarten grade as it is."""
    return grade if len(grade) > 1 else f"{grade}年級"


SECTIONS = [
    SectionSpec("preparation", "籌備事項", [task_paragraphs], tables=("S02",), place=10),
    SectionSpec("preparation", "教材簿本", [book_paragraphs], tables=("S03",), place=20),
]
