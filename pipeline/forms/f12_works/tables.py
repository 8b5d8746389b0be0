"""Tables S26 to S28 and chart C10 (domain 8)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction

import numpy as np

from pipeline.checks.term import Rows
from pipeline.figures.book import Book
from pipeline.figures.number import number_text
from pipeline.figures.report import Block, Cell, Chart, ChartKind, Figure, Heading, Series
from pipeline.figures.tables import has_data
from pipeline.form.column import Column, Date
from pipeline.form.table import FEWEST_POINTS, BlockSpec, ChartSpec, Col, Groups, TableSpec
from pipeline.forms.f12_works.history import VOUCHER_COUNTS, latest_rows
from pipeline.forms.f12_works.metrics import MANNER_AND_DONOR, UNIT_AND_KIND
from pipeline.forms.f12_works.sheets import (
    ACTIVITY_KINDS,
    GOODS_KINDS,
    MANNERS,
    PROJECT_KINDS,
    Activities,
    Gifts,
    Goods,
    Projects,
)

PLANNED_DAYS, DAYS_TAKEN = "M-F12-02d", "M-F12-02e"
OF_PROJECT = (PLANNED_DAYS, DAYS_TAKEN, "M-F12-02a", "M-F12-02b", "M-F12-02c")
BOUGHT, SPENT = "M-F12-03a", "M-F12-03b"
OF_ACTIVITIES = ("M-F12-05a", "M-F12-06c", "M-F12-06d", "M-F12-06e")
CULTURE = "M-F12-05b"


def projects_in_order(book: Book) -> list[int]:
    """The last row of each project, by 類別 and then by number."""
    rows = book.term.rows(Projects)
    kinds, codes = rows.text(Projects.category).tolist(), rows.text(Projects.code).tolist()
    return sorted(latest_rows(rows), key=lambda at: (PROJECT_KINDS.index(kinds[at]), codes[at]))


def cell(rows: Rows, column: Column, at: int) -> Cell:
    """A cell as the table shows it; nothing for a blank."""
    if isinstance(column, Date):
        day = int(rows.numbers(column)[at])
        return date.fromordinal(day) if day else None
    text: str | None = rows.text(column)[at]
    return text


def quantity_text(rows: Rows, column: Column, at: int) -> str | None:
    """420 or 37.5; None for a blank."""
    number = Fraction(int(rows.numbers(column)[at]), 10**column.scale)
    return f"{float(number):,g}" if number else None


def project_block(book: Book) -> Block | None:
    """S26: one row a project, as it stands last."""
    rows, every = book.term.rows(Projects), projects_in_order(book)
    fields = (Projects.stage, Projects.planned_end, Projects.finished_on, Projects.accepted_on)
    lines = []
    for at in every:
        by = {"項目編號": rows.text(Projects.code)[at]}
        figures = (book.figure(metric, by) for metric in OF_PROJECT)
        lines.append(
            (
                f"{by['項目編號']}（{rows.text(Projects.label)[at]}）",
                rows.text(Projects.category)[at],
                *(cell(rows, column, at) for column in fields),
                quantity_text(rows, Projects.quantity, at),
                rows.text(Projects.quantity_unit)[at],
                *figures,
                rows.text(Projects.source)[at],
            )
        )
    titles = ("項目", "類別", *(column.title for column in fields), "工程量", "工程量單位")
    headings = (*map(Heading, titles), *(heading(book, metric) for metric in OF_PROJECT), Heading("經費來源"))
    blanks: list[Cell] = [None] * (len(titles) - 1)
    total = ("合計", *blanks, *(book.figure(metric) for metric in OF_PROJECT), None)
    return Block(headings, tuple(lines), total) if lines else None


def heading(book: Book, metric: str) -> Heading:
    """A metric's name with its unit."""
    declared = book.metrics[metric]
    return Heading(declared.name, "" if declared.units else declared.unit)


def stages(book: Book) -> list[Figure]:
    """M-F12-01a by 階段, then what was completed."""
    by_stage = [book.figure("M-F12-01a", {"階段": stage}) for (stage,) in book.values("M-F12-01a", ("階段",))]
    done = [book.figure(metric) for metric in ("M-F12-01b", "M-F12-01c")]
    return [one for one in by_stage if one is not None and one.number] + [one for one in done if one is not None]


def goods_block(book: Book) -> Block | None:
    """S27: what was bought, by 類別 and 單位, and for whom."""
    lines = [
        (kind, unit, book.figure(BOUGHT, by), book.figure(SPENT, by), users(book, kind, unit))
        for kind, unit in kinds_and_units(book, BOUGHT, GOODS_KINDS)
        if has_data(book.figure(BOUGHT, by := place(kind, unit)))
    ]
    headings = (Heading("類別"), Heading("單位"), heading(book, BOUGHT), heading(book, SPENT), Heading("使用對象"))
    return Block(headings, tuple(lines), ("合計", None, None, book.figure(SPENT), None)) if lines else None


def place(kind: str, unit: str) -> dict[str, str]:
    """The dimensions of a quantity."""
    return dict(zip(UNIT_AND_KIND, (unit, kind), strict=True))


def kinds_and_units(book: Book, metric: str, order: Sequence[str]) -> list[tuple[str, str]]:
    """類別 and 單位 with figures, in the order of the form."""
    found = [(kind, unit) for unit, kind in book.values(metric, UNIT_AND_KIND)]
    return sorted(found, key=lambda one: (order.index(one[0]), one[1]))


def users(book: Book, kind: str, unit: str) -> str:
    """For whom goods were bought, each once."""
    rows = book.term.rows(Goods)
    taken = rows.counted & rows.true(~Goods.is_gift & VOUCHER_COUNTS)
    taken &= (rows.text(Goods.category) == kind) & (rows.text(Goods.unit) == unit)
    return "、".join(dict.fromkeys(rows.text(Goods.meant_for)[taken]))


def lines_left_out(book: Book) -> list[str]:
    """Beneath S27: lines whose voucher is held or excluded, and gifts."""
    rows = book.term.rows(Goods)
    out = np.flatnonzero(rows.counted & ~rows.true(Goods.is_gift) & ~rows.true(VOUCHER_COUNTS))
    given = int((rows.counted & rows.true(Goods.is_gift)).sum())
    notes = []
    if len(out):
        amount = number_text(Fraction(int(rows.numbers(Goods.accepted_amount)[out].sum()), 100), "元")
        codes = "、".join(rows.text(Goods.code)[out])
        notes.append(f"憑證停用或不計入支出的添置{len(out)}行、{amount}元不在表內：{codes}。")
    return [*notes, *([f"受贈的物品{given}行不在表內，見捐贈與環境文化表。"] if given else [])]


def activity_block(book: Book) -> Block | None:
    """S28, second block: 類別 of F12.4; quantities of several units stand in rows beneath."""
    lines = list(activity_lines(book))
    columns = (OF_ACTIVITIES[0], CULTURE, *OF_ACTIVITIES[1:])
    headings = (Heading("類別"), Heading("行數", "行"), *(heading(book, metric) for metric in columns))
    counted = int(book.term.rows(Activities).counted.sum())
    first, *rest = (book.figure(metric) for metric in OF_ACTIVITIES)
    total = ("合計", counted, first, None, *rest)
    rows, indents = tuple(line for line, _ in lines), tuple(indent for _, indent in lines)
    return Block(headings, rows, total, "環境與文化", indents) if lines else None


def activity_lines(book: Book) -> Iterator[tuple[tuple[Cell, ...], int]]:
    """The rows of the block with their indents."""
    rows = book.term.rows(Activities)
    kinds = rows.text(Activities.category)[rows.counted].tolist()
    for kind in (one for one in ACTIVITY_KINDS if one in kinds):
        quantities = [
            book.figure(CULTURE, place(kind, unit))
            for other, unit in kinds_and_units(book, CULTURE, ACTIVITY_KINDS)
            if other == kind
        ]
        first, *rest = (book.figure(metric, {"類別": kind}) for metric in OF_ACTIVITIES)
        only = quantities[0] if len(quantities) == 1 else None
        yield (kind, kinds.count(kind), first, only, *rest), 0
        for figure in quantities if len(quantities) > 1 else ():
            yield ("　" + (figure.unit if figure else ""), None, None, figure, None, None, None), 1


TABLES = [
    TableSpec("S26", "工程進度表", [Projects], [project_block], more_beneath=stages),
    TableSpec("S27", "物資添置表", [Goods], [goods_block], notes=lines_left_out),
    TableSpec(
        "S28",
        "捐贈與環境文化表",
        [Gifts, Activities],
        [
            BlockSpec(
                "形式和捐贈方",
                Groups(MANNER_AND_DONOR, order=MANNERS),
                [Col("M-F12-04a"), Col("M-F12-04b"), Col("M-F12-04c")],
                title="捐贈",
            ),
            activity_block,
        ],
        beneath=("M-F12-06a", "M-F12-06b", "M-F12-06f"),
    ),
]


def days_chart(book: Book) -> Chart | None:
    """C10: days planned and days taken, project by project; none with fewer than three."""
    rows, found = book.term.rows(Projects), []
    for at in projects_in_order(book):
        by = {"項目編號": rows.text(Projects.code)[at]}
        planned, taken = book.number(PLANNED_DAYS, by), book.number(DAYS_TAKEN, by)
        if planned is not None and taken is not None:
            found.append((str(rows.text(Projects.label)[at]), planned, taken))
    if len(found) < FEWEST_POINTS:
        return None
    return Chart(
        id="C10",
        title="工程計劃工期與實際工期",
        subtitle="未竣工的算到統計截止日",
        kind=ChartKind.BAR,
        categories=tuple(name for name, _, _ in found),
        series=(
            Series("計劃工期", tuple(planned for _, planned, _ in found)),
            Series("實際工期", tuple(taken for _, _, taken in found)),
        ),
        x_title="項目",
        y_title="天",
        tables=("S26",),
        alt="條形圖：各項工程計劃的天數與實際用的天數",
    )


CHARTS = [ChartSpec("C10", "工期對照圖", "工程是否按期？", days_chart, ("S26",))]
