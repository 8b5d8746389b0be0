"""What the summary says of events, opinions, satisfaction and disputes (domain 9)."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import numpy as np

from pipeline.checks.words import happened
from pipeline.figures.book import Book
from pipeline.figures.tables import has_data, largest
from pipeline.form.table import FEWEST_POINTS, SectionSpec, Sentence
from pipeline.forms.across.opening import chinese_date, chinese_months, missing_months, not_handed_in
from pipeline.forms.f13_service.rules import ANSWER_DUE
from pipeline.forms.f13_service.sheets import OPINION_TYPES, WENT_WRONG, Events, Opinions, Petitions
from pipeline.forms.f13_service.tables import doubtful_surveys, surveyed_fields
from pipeline.forms.parameters import SATISFACTION_TARGET

MOST_NAMED = 3
MOST_STEPS = 5

NOT_HANDED_IN = "服務保障與意見台賬未報送，服務保障和各方意見的情況無從說明。"
SOME_MISSING = "{{ months }}的服務保障與意見台賬未報送，該月的情況不在以下數字之內。"
SUPPORTED = """\
為各項活動提供服務保障{{ f("M-F13-01a") }}（{% for one in kinds %}{{ one }}{{ f("M-F13-01a", {"類別": one}) }}\
{{ "、" if not loop.last }}{% endfor %}），投入{{ f("M-F13-01b") }}、物資{{ f("M-F13-01d") }}\
{% if n("M-F13-01c") %}，活動供餐{{ f("M-F13-01c") }}，不計入日常就餐人次{% endif %}\
{% if wrong %}；出現問題的有：{{ wrong }}{% endif %}。"""


def gap_sentences(book: Book) -> list[Sentence]:
    """Which months have not come."""
    gap = chinese_months(missing_months(book.term, Opinions.form))
    return [Sentence(SOME_MISSING, given={"months": gap})] if gap else []


def event_paragraphs(book: Book) -> list[list[Sentence]]:
    """Events supported, where there were any."""
    if not has_data(book.figure("M-F13-01a")):
        return []
    kinds = [kind for (kind,) in book.values("M-F13-01a", ("類別",)) if book.number("M-F13-01a", {"類別": kind})]
    rows = book.term.rows(Events)
    went_wrong = np.flatnonzero(rows.counted & rows.true(Events.result == WENT_WRONG))
    wrong = "、".join(f"「{name}」" for name in rows.text(Events.name)[went_wrong])
    return [[Sentence(SUPPORTED, given={"kinds": kinds, "wrong": wrong})]]


NO_OPINIONS = "台賬中沒有意見建議記錄。"
RECEIVED = """\
收到意見{{ f("M-F13-02a") }}（{% for one in types %}{{ one }}{{ f("M-F13-02a", {"類型": one}) }}\
{{ "、" if not loop.last }}{% endfor %}），{{ "涉及" if all_named else "較多的是" }}\
{% for one in top %}{{ one }}{{ f("M-F13-02a", {"領域": one}) }}{{ "、" if not loop.last }}{% endfor %}；\
已答覆{{ f("M-F13-02b") }}。"""
ANSWERED = """\
除表揚外，答覆率{{ f("M-F13-02c") }}，{{ verdict("M-F13-02c", short) }}\
{% if n("M-F13-02d") is not none %}；按期答覆率{{ f("M-F13-02d") }}{% endif %}。"""
TAKEN_UP = "已答覆的建議，採納或部分採納的佔{{ f('M-F13-02e') }}。"


def opinion_paragraphs(book: Book) -> list[list[Sentence]]:
    """What was received, how it was answered and taken up; which months are missing."""
    if not book.term.received.get(Opinions.form):
        return not_handed_in(book, Opinions.form, NOT_HANDED_IN)
    missing = gap_sentences(book)
    if not has_data(book.figure("M-F13-02a")):
        return [[*missing, Sentence(NO_OPINIONS)]]
    types = [one for one in OPINION_TYPES if book.number("M-F13-02a", {"類型": one})]
    top, rest = largest(book, "M-F13-02a", "領域", MOST_NAMED)
    received = {"types": types, "top": top, "all_named": not rest}
    answered = {"short": "、".join(below(book, "M-F13-02c", Fraction(1)))}
    return [
        [*missing, Sentence(RECEIVED, given=received)],
        [
            Sentence(ANSWERED, needs=("M-F13-02c",), given=answered),
            Sentence(TAKEN_UP, needs=("M-F13-02e",)),
        ],
    ]


def below(book: Book, metric: str, wanted: Fraction | None) -> list[str]:
    """Fields whose rate is below what is wanted."""
    rates = {field: book.number(metric, {"領域": field}) for (field,) in book.values(metric, ("領域",))}
    return [field for field, rate in rates.items() if wanted is not None and rate is not None and rate < wanted]


SATISFIED = """\
滿意度測評的滿意率為{{ f("M-F13-03d") }}，{{ verdict("M-F13-03d", short) }}；\
其中不滿意{{ f("M-F13-03c") }}，問卷回收率{{ f("M-F13-03e") }}。"""
BY_FIELD = """\
{% for one in fields %}{% set by = {"領域": one} %}{{ one }}滿意率{{ f("M-F13-03d", by) }}、\
不滿意{{ f("M-F13-03c", by) }}、回收率{{ f("M-F13-03e", by) }}{{ "；" if not loop.last }}{% endfor %}。"""
DOUBTFUL = "{{ few }}回收不足六成，滿意率僅供參考。"


def survey_paragraphs(book: Book) -> list[list[Sentence]]:
    """How content users are, with how many are not and how many answered."""
    if not has_data(book.figure("M-F13-03d")):
        return []
    target = book.term.base.parameters.number(SATISFACTION_TARGET.code, book.term.as_of)
    said = [Sentence(SATISFIED, given={"short": "、".join(below(book, "M-F13-03d", target))})]
    fields = surveyed_fields(book)
    if 1 < len(fields) < FEWEST_POINTS:
        said.append(Sentence(BY_FIELD, given={"fields": fields}))
    few = doubtful_surveys(book)
    return [[*said, *([Sentence(DOUBTFUL, given={"few": "、".join(few)})] if few else [])]]


SETTLED = """\
登記涉訪事項{{ f("M-F13-04a") }}，化解{{ f("M-F13-04b") }}\
{% if n("M-F13-04c") is not none %}；所登記的事項化解率{{ f("M-F13-04c") }}{% endif %}\
{% if n("M-F13-04d") is not none %}；在校內化解的佔{{ f("M-F13-04d") }}{% endif %}。"""


def petition_paragraphs(book: Book) -> list[list[Sentence]]:
    """Disputes as counts, where there were any."""
    return [[Sentence(SETTLED)]] if len(book.term.rows(Petitions)) else []


TO_ANSWER = "未答覆的意見：{{ steps }}。"


def plan_paragraphs(book: Book) -> list[list[Sentence]]:
    """十: who answers what, and by when."""
    every = unanswered(book)
    if not every:
        return []
    steps = "；".join(step(book, at) for at in every[:MOST_STEPS])
    rest = "；其餘見下月預填的意見建議" if len(every) > MOST_STEPS else ""
    return [[Sentence(TO_ANSWER, given={"steps": steps + rest})]]


def unanswered(book: Book) -> Sequence[int]:
    """Positions of the opinions that ask for an answer and have none, the first due first."""
    rows = book.term.rows(Opinions)
    waiting = rows.counted & rows.true(Opinions.needs_answer) & ~rows.true(happened(Opinions.answered_on))
    due, codes = rows.numbers(ANSWER_DUE), rows.text(Opinions.code)
    return sorted(map(int, np.flatnonzero(waiting)), key=lambda at: (int(due[at]), str(codes[at])))


def step(book: Book, at: int) -> str:
    """What is to be done about one opinion."""
    rows = book.term.rows(Opinions)
    columns = (Opinions.code, Opinions.field, Opinions.opinion_type, Opinions.handler)
    code, field, sort, handler = (rows.text(column)[at] for column in columns)
    due = int(rows.numbers(ANSWER_DUE)[at])
    until = chinese_date(due, with_year=False)
    what = f"{code}（{field}，{sort}）"
    return (
        f"{what}的期限{until}已過，由{handler}立即答覆"
        if due <= book.term.as_of
        else f"{what}由{handler}於{until}前答覆"
    )


SECTIONS = [
    SectionSpec("service", "活動服務保障", [event_paragraphs], place=10),
    SectionSpec("service", "意見建議", [opinion_paragraphs], tables=("S29",), place=20),
    SectionSpec("service", "滿意度測評", [survey_paragraphs], charts=("C12",), place=30),
    SectionSpec("service", "涉訪化解", [petition_paragraphs], place=40),
    SectionSpec("plan", "", [plan_paragraphs], place=70),
]
