"""Tables S22 to S24 and charts C04, C05 (domain 8)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from pipeline.checks.term import Rows
from pipeline.figures.book import Book
from pipeline.figures.report import Block, Cell, Chart, ChartKind, Heading, Series
from pipeline.figures.tables import has_data
from pipeline.form.column import Column, Date
from pipeline.form.table import FEWEST_POINTS, BlockSpec, ChartSpec, Col, Groups, Months, TableSpec
from pipeline.forms.f10_safety.contributions import SCOPE, WEEK, open_positions
from pipeline.forms.f10_safety.sheets import (
    ACTIVITIES,
    DANGER_KINDS,
    LEVELS,
    SCOPES,
    Activities,
    DailyChecks,
    Dangers,
    Inspections,
    Shifts,
)

COVERAGE = "M-F10-01c"
WEEKS = [str(week) for week in range(1, 26)]
LOOP = ("02a", "02b", "02c", "02d", "02e", "02f", "02g", "03a", "03b", "03c")
STEPS = {"發現": "M-F10-02a", "整改": "M-F10-02b", "銷號": "M-F10-02c"}
OPEN_FIELDS: Sequence[Column] = (
    Dangers.number_of_danger, Dangers.found_on, Dangers.place, Dangers.description, Dangers.level, Dangers.owner,
    Dangers.deadline,
)  # fmt: skip


def columns(*numbers: str) -> list[Col]:
    """Metrics of F10 as columns."""
    return [Col(f"M-F10-{number}") for number in numbers]


def week_label(_book: Book, value: tuple[str, ...]) -> str:
    """第3週."""
    return f"第{value[0]}週"


def field(rows: Rows, column: Column, at: int) -> Cell:
    """A cell of the danger ledger as the table shows it."""
    return date.fromordinal(int(rows.numbers(column)[at])) if isinstance(column, Date) else rows.text(column)[at]


def open_block(book: Book) -> Block | None:
    """S23, third block: each danger that is open on the as-of date."""
    rows = book.term.rows(Dangers)
    lines = [tuple(field(rows, column, at) for column in OPEN_FIELDS) for at in open_positions(book.term)]
    headings = tuple(Heading(column.title) for column in OPEN_FIELDS)
    return Block(headings, tuple(lines), title="未銷號的隱患") if lines else None


TABLES = [
    TableSpec(
        "S22",
        "每日檢查覆蓋表",
        [DailyChecks],
        [
            BlockSpec(SCOPE, Groups((SCOPE,), order=SCOPES), columns("01a", "01b", "01c", "01d", "01e")),
            BlockSpec(
                WEEK,
                Groups((WEEK,), label=week_label, order=WEEKS),
                columns("01a", "01b", "01c"),
                title="各週覆蓋",
            ),
        ],
        notes=lambda _: ["常規管理按週計；前三列的合計和各週各列不含常規管理、消防。"],
    ),
    TableSpec(
        "S23",
        "隱患閉環表",
        [Dangers, Inspections],
        [
            BlockSpec("等級", Groups(("等級",), order=LEVELS), columns(*LOOP)),
            BlockSpec("類別", Groups(("類別",), order=DANGER_KINDS), columns(*LOOP), title="按類別"),
            open_block,
        ],
        beneath=tuple(f"M-F10-06{letter}" for letter in "abcdef"),
    ),
    TableSpec(
        "S24",
        "值班與演練表",
        [Shifts, Activities],
        [
            BlockSpec("月份", Months(), columns("04a", "04b", "04c", "04d", "04e"), title="值班護校"),
            BlockSpec(
                "類型",
                Groups(("類型",), order=ACTIVITIES),
                columns("05a", "05b", "05c", "05d"),
                title="演練與安全教育",
            ),
        ],
    ),
]


def closed_loop(book: Book) -> Chart | None:
    """C04: dangers found, rectified and written off in the period, one series a 等級."""
    if not has_data(book.figure(STEPS["發現"])):
        return None
    levels = [level for level in LEVELS if any(has_data(book.figure(one, {"等級": level})) for one in STEPS.values())]
    series = [Series(level, tuple(book.number(one, {"等級": level}) for one in STEPS.values())) for level in levels]
    return Chart(
        id="C04",
        title="隱患的發現、整改與銷號",
        subtitle="",
        kind=ChartKind.COLUMN_STACKED,
        categories=tuple(STEPS),
        series=tuple(series),
        x_title="環節",
        y_title="條",
        tables=("S23",),
        alt=f"堆積柱形圖：發現、整改、銷號的隱患條數，按等級（{'、'.join(levels)}）分",
    )


def weeks_with_checks_due(book: Book) -> list[str]:
    """教學週次 with a figure, in order."""
    weeks = [week for (week,) in book.values(COVERAGE, (WEEK,)) if week]
    return sorted(weeks, key=int)


def coverage_by_week(book: Book) -> Chart | None:
    """C05: the share of daily checks that were made, week by week; none with fewer than three weeks."""
    weeks = weeks_with_checks_due(book)
    if len(weeks) < FEWEST_POINTS:
        return None
    values = tuple(book.number(COVERAGE, {WEEK: week}) for week in weeks)
    return Chart(
        id="C05",
        title="各週每日檢查覆蓋率",
        subtitle="常規管理、消防不在其內",
        kind=ChartKind.LINE,
        categories=tuple(weeks),
        series=(Series("每日檢查覆蓋率", values, decimals=1),),
        x_title="教學週次",
        y_title="覆蓋率（%）",
        tables=("S22",),
        alt="折線圖：每個教學週的每日檢查覆蓋率",
    )


CHARTS = [
    ChartSpec("C04", "隱患閉環圖", "隱患是否都閉環？", closed_loop, ("S23",)),
    ChartSpec("C05", "每日檢查覆蓋率圖", "檢查是否真的每日都有？", coverage_by_week, ("S22",)),
]
