"""The opening of the summary: the school's size, the window and how complete the hand-in is (domain 9)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import numpy as np

from pipeline.checks.receipts import Receipt
from pipeline.checks.receipts import missing_months as missing_months_by_title
from pipeline.checks.services import month_text
from pipeline.checks.term import Term
from pipeline.figures.book import Book
from pipeline.form.table import ChapterSpec, SectionSpec, Sentence
from pipeline.forms.across.completeness import outcome
from pipeline.forms.f00_base.sheets import Rooms
from pipeline.forms.parameters import CANTEEN

CHAPTERS = (
    ChapterSpec("opening", ""),
    ChapterSpec("preparation", "開學保障"),
    ChapterSpec("canteen", "食堂與食品安全", module=CANTEEN, without_module="人員與責任"),
    ChapterSpec("finance", "經費與節支"),
    ChapterSpec("property", "校產與教室"),
    ChapterSpec("works", "維修與建設"),
    ChapterSpec("safety", "安全與值班"),
    ChapterSpec("bus", "校車"),
    ChapterSpec("service", "服務與意見"),
    ChapterSpec("shortcomings", "存在的不足", numbered=True),
    ChapterSpec("plan", "下學期打算", while_running="下月打算", numbered=True),
)


def chinese_date(day: int, *, with_year: bool = True) -> str:
    """2026年7月3日."""
    on = date.fromordinal(day)
    return f"{on.year}年{on.month}月{on.day}日" if with_year else f"{on.month}月{on.day}日"


def chinese_months(months: Iterable[str]) -> str:
    """2025年12月、2026年1月、2月, of months that begin with 2025-12, 2026-01, 2026-02; what follows stays."""
    said, year = [], ""
    for month in months:
        said.append(("" if month[:4] == year else f"{month[:4]}年") + f"{int(month[5:7])}月{month[7:]}")
        year = month[:4]
    return "、".join(said)


def size(term: Term) -> tuple[int, int]:
    """Classes and pupils of F00.4."""
    rooms = term.rows(Rooms)
    classes = rooms.usable & (rooms.text(Rooms.category) == "教室")
    return int(np.sum(classes)), int(rooms.numbers(Rooms.pupils)[classes].sum())


SCOPE = """\
本總結反映{{ start }}至{{ end }}的後勤工作，全校現有{{ classes }}個班、{{ pupils }}名學生。\
文中數字均由各崗位填報的台賬逐行彙總，出處見所附統計表。"""
TO_DATE = "除註明「本月」的以外，均為學期開始以來的累計數。"
THIS_MONTH = """\
本月{% for label, metric in shown %}{{ label }}{{ f(metric, span=month) }}，累計{{ f(metric) }}\
{{ "；" if not loop.last }}{% endfor %}。"""
COMPLETENESS = """\
本期應報台賬{{ f("M-ALL-01a") }}，實報{{ f("M-ALL-01b") }}，報送完整率{{ bare("M-ALL-01c") }}，\
按時率{{ f("M-ALL-01d") }}；共讀入{{ f("M-ALL-02a") }}，其中\
{% if n("M-ALL-02b") %}待更正而暫未計入{{ f("M-ALL-02b") }}{% else %}沒有待更正的行{% endif %}。"""
MISSING = "未報送的有：{{ missing }}；這部分情況本總結未能反映。"


def scope(book: Book) -> list[list[Sentence]]:
    """What the report covers and how complete it is."""
    term = book.term
    classes, pupils = size(term)
    given = {
        "start": chinese_date(term.start),
        "end": chinese_date(min(term.as_of, term.end)),
        "classes": classes,
        "pupils": pupils,
    }
    second = [Sentence(COMPLETENESS, needs=("M-ALL-01a", "M-ALL-02a"))]
    if missing := missing_forms(term):
        second.append(Sentence(MISSING, given={"missing": missing}))
    if term.period != term.code:
        return [[Sentence(SCOPE, given=given), Sentence(TO_DATE)], second, this_month(book)]
    return [[Sentence(SCOPE, given=given)], second]


def this_month(book: Book) -> list[Sentence]:
    """In a month's report: the key figures of the month beside the term to date."""
    month = book.months[-1]
    shown = [
        (label, metric)
        for label, metric in book.term.registry.key_figures
        if book.number(metric, (), month) is not None and book.number(metric) is not None
    ]
    return [Sentence(THIS_MONTH, given={"shown": shown, "month": month})] if shown else []


def missing_forms(term: Term) -> str:
    """What is missing in words: 「報修維修台賬」（2026年5月）、…."""
    months = missing_months_by_title(outcome(term).receipts)
    return "、".join(f"「{title}」（{chinese_months(found)}）" for title, found in months.items())


def missing_months(term: Term, form: str) -> list[str]:
    """Months of the period in which a form was due and has not come."""
    receipts = [one for one in outcome(term).receipts if one.form.id == form]
    return [month_text(one.month) for one in receipts if one.state is Receipt.MISSING and one.due]


def not_handed_in(book: Book, form: str, says: str) -> list[list[Sentence]]:
    """That nothing of a form has come, from the month on in which it is due."""
    return [[Sentence(says)]] if missing_months(book.term, form) else []


SECTIONS = (SectionSpec("opening", "", [scope]),)
