"""Table S20 and what the summary says of compensation, loans and goods issued (domain 8 and 9)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from pipeline.figures.book import Book
from pipeline.figures.report import Block, Cell, Heading
from pipeline.figures.tables import has_data, heading, largest
from pipeline.form.table import BlockSpec, Col, Groups, SectionSpec, Sentence, TableSpec
from pipeline.forms.across.opening import chinese_date, not_handed_in
from pipeline.forms.f00_base.sheets import DEPARTMENTS, Rooms
from pipeline.forms.f08_goods.contributions import DEPARTMENT, SIDE, out_on, rows_without_cost
from pipeline.forms.f08_goods.history import OUTSIDE
from pipeline.forms.f08_goods.sheets import NATURES, UNRESOLVED, Cases, Loans, Movements

ROOM, NATURE = "班室編號", "損壞性質"
ISSUES, ISSUED_WORTH = "M-F08-01a", "M-F08-01b"
LENT, RETURNED, OUT, OVERDUE = (f"M-F08-02{letter}" for letter in "abcd")
CASES, PAYABLE, PAID, RATE = (f"M-F08-03{letter}" for letter in "abcd")
SIDES = {
    **dict.fromkeys((ISSUES, ISSUED_WORTH), DEPARTMENT),
    **dict.fromkeys((LENT, RETURNED, OUT, OVERDUE), SIDE),
    **dict.fromkeys((CASES, PAYABLE, PAID), ROOM),
}
"""S20, first block: its columns, and under which name each knows the 部門 or 班室 of a row."""
MOST_NAMED = 3


def room_names(book: Book) -> dict[str, str]:
    """班室名稱 by 班室編號."""
    rows = book.term.rows(Rooms)
    codes, names = rows.text(Rooms.code), rows.text(Rooms.label)
    return dict(zip(codes[rows.usable], names[rows.usable], strict=True))


def sides_block(book: Book) -> Block | None:
    """S20, first block: departments, then rooms, then borrowers from outside."""
    names = room_names(book)
    order = {side: at for at, side in enumerate([*DEPARTMENTS, *names, OUTSIDE])}
    found = {side for metric, title in SIDES.items() for (side,) in book.values(metric, (title,))}
    rows: list[tuple[Cell, ...]] = []
    for side in sorted(found, key=lambda side: (order.get(side, len(order)), side)):
        cells = [book.figure(metric, {title: side}) for metric, title in SIDES.items()]
        if any(has_data(cell) for cell in cells):
            rows.append((" ".join(filter(None, (side or "（空白）", names.get(side)))), *cells))
    if not rows:
        return None
    headings = (Heading("部門或班室"), *(heading(Col(metric), "", book) for metric in SIDES))
    return Block(headings, tuple(rows), ("合計", *(book.figure(metric) for metric in SIDES)))


def cost_note(book: Book) -> list[str]:
    """How many rows have no worth."""
    count = rows_without_cost(book.term)
    return [f"有 {count} 行領用或退回沒有單價可據，不在領用金額之內。"] if count else []


TABLES = [
    TableSpec(
        "S20",
        "領用借還賠償表",
        [Movements, Loans, Cases],
        [
            sides_block,
            BlockSpec(
                NATURE,
                Groups((NATURE,), order=NATURES),
                [Col(metric) for metric in (CASES, PAYABLE, PAID, RATE)],
                title="按損壞性質",
            ),
        ],
        notes=cost_note,
    )
]

NOT_HANDED_IN = "物品領用借還賠償台賬未報送，領用、借還和賠償的情況無從說明。"
NO_CASES = "台賬中沒有損壞賠償記錄。"
COMPENSATED = """\
登記損壞賠償{{ f("M-F08-03a") }}、{{ f("M-F08-03c") }}（{% for nature in natures %}\
{{ nature }}{{ f("M-F08-03a", {"損壞性質": nature}) }}{{ "、" if not loop.last }}{% endfor %}）\
{% if n("M-F08-03d") is not none %}，賠償率{{ f("M-F08-03d") }}{% endif %}。"""
STILL_UNRESOLVED = """\
其中責任不明的{{ f("M-F08-03a", unresolved) }}，尚待查明。"""


def compensation_paragraphs(book: Book) -> list[list[Sentence]]:
    """Damage and what was paid for it; nobody is named."""
    if not book.term.received.get(Cases.form):
        return not_handed_in(book, Cases.form, NOT_HANDED_IN)
    if not has_data(book.figure(CASES)):
        return [[Sentence(NO_CASES)]]
    unresolved = {NATURE: UNRESOLVED}
    natures = [nature for nature in NATURES if book.number(CASES, {NATURE: nature})]
    sentences = [Sentence(COMPENSATED, given={"natures": natures})]
    if book.number(CASES, unresolved):
        sentences.append(Sentence(STILL_UNRESOLVED, given={"unresolved": unresolved}))
    return [sentences]


LENT_AND_RETURNED = """\
借出{{ f("M-F08-02a") }}，歸還{{ f("M-F08-02b") }}；\
{% if n("M-F08-02c") %}期末未還{{ f("M-F08-02c") }}，其中逾期未還{{ f("M-F08-02d") }}\
{% if listed %}：{{ listed }}{% endif %}{% else %}期末全部還清{% endif %}。"""
ISSUED = """\
領用物品{{ f("M-F08-01a") }}{% if n("M-F08-01b") is not none %}，扣除退回後按平均單價計{{ f("M-F08-01b") }}\
{% if top %}，{% if not all_named %}較多的是{% endif %}\
{% for side, name in top %}{{ name }}{{ f("M-F08-01b", {"領用部門": side}) }}\
{{ "、" if not loop.last }}{% endfor %}{% endif %}{% endif %}。"""


def loan_paragraphs(book: Book) -> list[list[Sentence]]:
    """Loans, and goods issued, each where there are rows."""
    if not book.term.received.get(Loans.form):
        return []
    sentences = []
    if len(book.term.rows(Loans)):
        sentences.append(Sentence(LENT_AND_RETURNED, given={"listed": overdue_slips(book)}))
    if has_data(book.figure(ISSUES)):
        ranked, rest = largest(book, ISSUED_WORTH, DEPARTMENT, MOST_NAMED)
        names = room_names(book)
        top = [(side, names.get(side, side)) for side in ranked if side]
        sentences.append(Sentence(ISSUED, given={"top": top, "all_named": not rest}))
    return [sentences]


def overdue_slips(book: Book) -> str:
    """JT-2603-09（三腳架，應於3月17日歸還）、…, the longest overdue first."""
    rows = book.term.rows(Loans)
    overdue = out_on(rows, book.term.as_of, overdue=True)
    named = [
        slip(rows.text(Loans.code)[at], rows.text(Loans.thing)[at], int(rows.numbers(Loans.due_on)[at]))
        for at in overdue[:MOST_NAMED]
    ]
    return "、".join(named) + ("等" if len(overdue) > MOST_NAMED else "")


def slip(code: str, thing: str, due_on: int) -> str:
    """One overdue slip."""
    return f"{code}（{thing}，應於{chinese_date(due_on, with_year=False)}歸還）"


TO_GET_BACK = "未還的借條：{{ steps }}。"
TO_SETTLE = "未辦結的賠償：{{ steps }}。"


def plan_paragraphs(book: Book) -> list[list[Sentence]]:
    """十: who gets back what is out, and settles which case, and by when."""
    out = out_on(book.term.rows(Loans), book.term.as_of, overdue=False)
    rows = book.term.rows(Cases)
    unsettled = np.flatnonzero(rows.counted & ~rows.true(Cases.closed)).tolist()
    found = [(TO_GET_BACK, listed(book, out, getting_back)), (TO_SETTLE, listed(book, unsettled, settling))]
    return [[Sentence(template, given={"steps": steps})] for template, steps in found if steps]


def listed(book: Book, places: Sequence[int], step: Callable[[Book, int], str]) -> str:
    """The next step for each row, the first of many."""
    rest = len(places) - MOST_NAMED
    steps = "；".join(step(book, at) for at in places[:MOST_NAMED])
    return f"{steps}；其餘{rest}件見台賬" if rest > 0 else steps


def getting_back(book: Book, at: int) -> str:
    """The next step for one loan that is out."""
    rows = book.term.rows(Loans)
    code, thing, clerk = (rows.text(column)[at] for column in (Loans.code, Loans.thing, Loans.clerk))
    due_on = int(rows.numbers(Loans.due_on)[at])
    if due_on < book.term.as_of:
        return f"{slip(code, thing, due_on)}已逾期，由{clerk}立即催還"
    return f"{code}（{thing}）由{clerk}於{chinese_date(due_on, with_year=False)}前收回"


def settling(book: Book, at: int) -> str:
    """The next step for one case that is not settled."""
    rows = book.term.rows(Cases)
    code, thing, clerk, nature = (
        rows.text(column)[at] for column in (Cases.code, Cases.thing, Cases.clerk, Cases.nature)
    )
    what = "查明責任" if nature == UNRESOLVED else "收款後解交並補填解交日期"
    return f"{code}（{thing}）由{clerk}{what}"


SECTIONS = [
    SectionSpec("property", "損壞賠償", [compensation_paragraphs], tables=("S20",), place=30),
    SectionSpec("property", "物品借還與領用", [loan_paragraphs], place=50),
    SectionSpec("plan", "", [plan_paragraphs], place=70),
]
