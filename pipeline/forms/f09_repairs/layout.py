"""Table S21, chart C06 and what the summary says of repairs (domain 8 and 9)."""

from __future__ import annotations

import numpy as np

from pipeline.figures.book import Book
from pipeline.figures.report import Chart, ChartKind, Series
from pipeline.figures.tables import has_data, largest
from pipeline.form.table import (
    FEWEST_POINTS,
    BlockSpec,
    ChartSpec,
    Col,
    Groups,
    Months,
    SectionSpec,
    Sentence,
    TableSpec,
)
from pipeline.forms.across.closing import person_in_charge
from pipeline.forms.across.opening import chinese_months, missing_months, not_handed_in
from pipeline.forms.f09_repairs.sheets import CATEGORIES, Orders

REPORTED, IN_TIME = "M-F09-01a", "M-F09-02b"
COLUMNS = [
    Col(f"M-F09-{number}")
    for number in ("01a", "01b", "01c", "01d", "01e", "02b", "02a", "03a", "03b", "04a", "04b", "04c")
]
MOST_NAMED = 3


def missing_note(book: Book) -> list[str]:
    """Which months the table lacks."""
    return [f"{'、'.join(months)} 未報送，不在表內。"] if (months := missing_months(book.term, Orders.form)) else []


TABLES = [
    TableSpec(
        "S21",
        "報修維修統計表",
        [Orders],
        [
            BlockSpec("類別", Groups(("類別",), order=CATEGORIES), COLUMNS),
            BlockSpec("月份", Months(), COLUMNS, title="按月"),
        ],
        beneath=("M-F09-05a", "M-F09-05b"),
        notes=missing_note,
    )
]


def repairs_chart(book: Book) -> Chart | None:
    """C06: orders by category, most first, with the share done in time; none with fewer than three categories."""
    ranked, _ = largest(book, REPORTED, "類別", len(CATEGORIES))
    if len(ranked) < FEWEST_POINTS:
        return None
    by = [{"類別": category} for category in ranked]
    return Chart(
        id="C06",
        title="各類報修數與及時率",
        subtitle="",
        kind=ChartKind.BAR,
        categories=tuple(ranked),
        series=(
            Series("報修數", tuple(book.number(REPORTED, one) for one in by)),
            Series("及時率", tuple(book.number(IN_TIME, one) for one in by), as_line=True, second_axis=True),
        ),
        x_title="類別",
        y_title="單",
        y2_title="及時率（%）",
        tables=("S21",),
        alt="柱形圖：各類報修的單數，由多到少；標記為按時限完成的比例",
    )


CHARTS = [ChartSpec("C06", "各類報修數與及時率", "甚麼常壞、修得多快？", repairs_chart, ("S21",))]

NOT_HANDED_IN = "報修維修台賬未報送，維修的情況無從說明。"
NOTHING_REPORTED = "台賬中沒有報修記錄。"
SOME_MISSING = "{{ months }}的報修維修台賬未報送，該月的報修不在以下數字之內。"
REPORTS = """\
本期報修{{ f("M-F09-01a") }}\
{% for category in top %}{% set by = {"類別": category} %}\
{{ ("，" if all_named else "，較多的是") if loop.first else "、" }}{{ category }}{{ f("M-F09-01a", by) }}{% endfor %}；\
完成{{ f("M-F09-01c") }}，經驗收{{ f("M-F09-01d") }}，共修復{{ f("M-F09-01e") }}。"""
SPEED = """\
按校規時限完成的佔{{ f("M-F09-02b") }}\
{% if n("M-F09-02a") is not none %}，從報修到完成平均{{ bare("M-F09-02a") }}個工作日{% endif %}\
{% if slow %}；未能全部按時完成的有{{ slow }}{% endif %}。"""
COST = """\
維修費用{{ f("M-F09-03a") }}{% if n("M-F09-03b") is not none %}，自修的佔{{ f("M-F09-03b") }}{% endif %}。"""
DAMAGE = """\
{% if n("M-F09-04a") %}屬人為損壞的{{ f("M-F09-04a") }}，佔報修的{{ f("M-F09-04b") }}\
{% else %}沒有人為損壞的{% endif %}；\
{% if n("M-F09-04c") %}同一班室同類第三次及以上報修的佔{{ f("M-F09-04c") }}\
{% else %}沒有同一班室同類報修到第三次的{% endif %}。"""
OPINION = """\
報修人評分的維修，滿意度平均{{ f("M-F09-05a") }}（滿分5分），4分及以上的佔{{ f("M-F09-05b") }}。"""


def repair_paragraphs(book: Book) -> list[list[Sentence]]:
    """What was reported and done, how fast, at what cost and to whose content; which months are missing."""
    if not book.term.received.get(Orders.form):
        return not_handed_in(book, Orders.form, NOT_HANDED_IN)
    gap = chinese_months(missing_months(book.term, Orders.form))
    missing = [Sentence(SOME_MISSING, given={"months": gap})] if gap else []
    if not has_data(book.figure(REPORTED)):
        return [[*missing, Sentence(NOTHING_REPORTED)]]
    ranked, rest = largest(book, REPORTED, "類別", MOST_NAMED)
    given = {"top": ranked, "all_named": not rest, "slow": "、".join(slow_categories(book))}
    return [
        [*missing, Sentence(REPORTS, given=given), Sentence(SPEED, needs=(IN_TIME,), given=given)],
        [Sentence(COST, needs=("M-F09-03a",)), Sentence(DAMAGE), Sentence(OPINION, needs=("M-F09-05a",))],
    ]


def slow_categories(book: Book) -> list[str]:
    """Categories with an order that missed its limit, in the form's order."""
    rates = {category: book.number(IN_TIME, {"類別": category}) for category in CATEGORIES}
    return [category for category, rate in rates.items() if rate is not None and rate < 1]


TO_FINISH = "未辦結的維修單：{{ listed }}，由{{ owner }}督促修好並請報修人驗收。"


def plan_paragraphs(book: Book) -> list[list[Sentence]]:
    """十: orders that are neither accepted, given up nor made a project, oldest first."""
    rows = book.term.rows(Orders)
    reported_on, codes = rows.numbers(Orders.reported_on), rows.text(Orders.code)
    rooms, categories = rows.text(Orders.room), rows.text(Orders.category)
    still_open = np.flatnonzero(rows.counted & ~rows.true(Orders.closed))
    every = sorted(map(int, still_open), key=lambda at: (int(reported_on[at]), str(codes[at])))
    if not every:
        return []
    named = "、".join(f"{codes[at]}（{rooms[at]} {categories[at]}）" for at in every[:MOST_NAMED])
    rest = f"等{len(every)}單" if len(every) > MOST_NAMED else ""
    return [[Sentence(TO_FINISH, given={"listed": named + rest, "owner": person_in_charge(book.term, Orders.form)})]]


SECTIONS = [
    SectionSpec("plan", "", [plan_paragraphs], place=60),
    SectionSpec("works", "日常維修", [repair_paragraphs], tables=("S21",), charts=("C06",), place=10),
]
