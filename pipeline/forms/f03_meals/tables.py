"""Tables S06 and S07 and chart C08 (domain 8)."""

from __future__ import annotations

from pipeline.figures.book import Book
from pipeline.figures.report import Block, Chart, ChartKind, Series
from pipeline.figures.tables import build_block
from pipeline.form.table import FEWEST_POINTS, BlockSpec, ChartSpec, Col, Groups, Months, TableSpec
from pipeline.forms.f02_canteen.sheets import Issues
from pipeline.forms.f03_meals.contributions import MEAL
from pipeline.forms.f03_meals.sheets import MEALS, Meals, Menus, Samples, SelfChecks

DINERS = "M-F03-01b"
SERVED = ("M-F03-02a", "M-F03-01a", "M-F03-02b", "M-F03-02c", "M-F03-01c", DINERS, "M-F03-05")
COST = ("M-F02-07a", "M-F02-07b")
"""Left out while F02 is not installed."""
SAFETY = (
    "M-F03-03a", "M-F03-03b", "M-F03-03c", "M-F03-04a", "M-F03-04b", "M-F03-04c", "M-F03-06a", "M-F03-06b",
    "M-F03-06c", "M-F03-06d", "M-F03-06e",
)  # fmt: skip


def columns(*metrics: str) -> list[Col]:
    """Metrics as columns."""
    return [Col(metric) for metric in metrics]


MONTHLY = BlockSpec("月份", Months(), columns(*SERVED, *COST))


def monthly_block(book: Book) -> Block | None:
    """S06, first block; what the storeroom gave out for meals is no table of meals by itself."""
    return build_block(MONTHLY, book) if book.term.received.get(Meals.form) else None


TABLES = [
    TableSpec(
        "S06",
        "供餐與陪餐月度表",
        [Meals, Issues],
        [
            monthly_block,
            BlockSpec(MEAL, Groups((MEAL,), order=MEALS), columns(*SERVED), title="按餐次"),
        ],
    ),
    TableSpec(
        "S07",
        "食品安全執行表",
        [Menus, Samples, SelfChecks],
        [BlockSpec("月份", Months(), columns(*SAFETY))],
        notes=lambda _: ["應審週數按該週第一個供餐日歸月；應留樣菜品數為供餐各餐的菜品數量之和。"],
    ),
]


def months_with_meals(book: Book) -> list[str]:
    """The months from the first to the last in which somebody ate."""
    known = [month for month in book.months if book.number(DINERS, (), month)]
    return [month for month in book.months if known and known[0] <= month <= known[-1]]


def load_of_the_canteen(book: Book) -> Chart | None:
    """C08: diners month by month, one series a 餐次; none with fewer than three months."""
    months = months_with_meals(book)
    if len(months) < FEWEST_POINTS:
        return None
    served = [meal for meal in MEALS if book.number(DINERS, {MEAL: meal})]
    series = [Series(meal, tuple(book.number(DINERS, {MEAL: meal}, month) for month in months)) for meal in served]
    return Chart(
        id="C08",
        title="各月就餐人次",
        subtitle="",
        kind=ChartKind.COLUMN,
        categories=tuple(months),
        series=tuple(series),
        x_title="月份",
        y_title="人次",
        tables=("S06",),
        alt=f"簇狀柱形圖：各月就餐人次，按餐次（{'、'.join(served)}）分",
    )


CHARTS = [ChartSpec("C08", "就餐人次月度圖", "食堂的負荷有多大？", load_of_the_canteen, ("S06",))]
