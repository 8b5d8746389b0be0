"""Tables S04 and S05 and chart C03 (domain 8)."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from pipeline.figures.book import Book
from pipeline.figures.report import Block, Cell, Chart, ChartKind, Heading, Series
from pipeline.figures.tables import has_data, largest
from pipeline.form.table import FEWEST_POINTS, BlockSpec, ChartSpec, Col, Groups, Months, TableSpec
from pipeline.forms.f02_canteen.contributions import item_categories, item_names, unpriced_items
from pipeline.forms.f02_canteen.sheets import CATEGORIES, OTHER_FOOD, Counts, Deliveries, Issues

BOUGHT, COST_A_MEAL = "M-F02-01a", "M-F02-07b"
STOCK = tuple(f"M-F02-06{letter}" for letter in "abcdefhg")
WORTH = "M-F02-06g"
MONTHLY = (
    "M-F02-01a", "M-F02-01b", "M-F02-02", "M-F02-03a", "M-F02-03b",
    "M-F02-04a", "M-F02-04b", "M-F02-04c", "M-F02-05", "M-F02-01c",
)  # fmt: skip
ADDED_UP = ("M-F02-06h", WORTH)
LARGEST_SHOWN = 5


def by_category_then_name(book: Book) -> dict[str, list[tuple[str, str]]]:
    """What the items with stock or movement are called, with their units, by 食材類別 in the order of the form."""
    categories = book.term.once(item_categories)
    found: dict[str, list[tuple[str, str]]] = {category: [] for category in CATEGORIES}
    for item, name in sorted(book.term.once(item_names).items()):
        category = categories.get(item.name, OTHER_FOOD)
        if any(has_data(book.figure(metric, {"品名": name})) for metric in STOCK):
            listed = found.setdefault(category, [])
            listed += [] if (name, item.unit) in listed else [(name, item.unit)]
    return {category: items for category, items in found.items() if items}


def stock_block(book: Book) -> Block | None:
    """S05: each item from opening stock to the last count, under its category; only amounts are added."""
    rows: list[tuple[Cell, ...]] = []
    indents: list[int] = []
    for category, items in by_category_then_name(book).items():
        worth = book.figure(WORTH, {"食材類別": category})
        rows.append((category, "", *(worth if metric == WORTH else None for metric in STOCK)))
        rows += [
            ("　" + name, unit, *(book.figure(metric, {"品名": name}) for metric in STOCK)) for name, unit in items
        ]
        indents += [0, *(1 for _ in items)]
    headings = [Heading("品名"), Heading("單位"), *(Heading(*_heading(book, metric)) for metric in STOCK)]
    total = ("合計", "", *(book.figure(metric) if metric in ADDED_UP else None for metric in STOCK))
    return Block(tuple(headings), tuple(rows), total, indents=tuple(indents)) if rows else None


def _heading(book: Book, metric: str) -> tuple[str, str]:
    declared = book.metrics[metric]
    return declared.name, declared.unit


def stock_notes(book: Book) -> list[str]:
    """What the quantities are in, and which items could not be priced."""
    notes = ["數量各按本品名的單位，不相加；期初為本期第一個月的，賬面、實盤、差異和庫存金額為期末月的。"]
    if unpriced := unpriced_items(book.term):
        notes.append(f"平均單價無從計算（未填期初單價，或沒有入庫），不在金額之內：{'、'.join(unpriced)}。")
    return notes


TABLES = [
    TableSpec(
        "S04",
        "食材採購月度表",
        [Deliveries],
        [
            BlockSpec(
                "食材類別",
                Groups(("食材類別",), order=CATEGORIES),
                [Col(BOUGHT, months=True), Col("M-F02-04b"), Col("M-F02-04c")],
            ),
            BlockSpec(
                "月份",
                Months(),
                [Col(metric) for metric in MONTHLY],
                title="各月採購與驗收",
            ),
        ],
    ),
    TableSpec("S05", "食材庫存收發存表", [Deliveries, Issues, Counts], [stock_block], notes=stock_notes),
]


def purchases_chart(book: Book) -> Chart | None:
    """C03: purchases month by month, the five largest categories and 其他, with the food cost of a meal as a line."""
    months = months_with(book, BOUGHT)
    ranked, _ = largest(book, BOUGHT, "食材類別", len(CATEGORIES))
    if len(months) < FEWEST_POINTS or not ranked:
        return None
    shown = [category for category in ranked if category != OTHER_FOOD][:LARGEST_SHOWN]
    rest = [category for category in ranked if category not in shown]
    series = [Series(category, bought(book, [category], months)) for category in shown]
    series += [Series(OTHER_FOOD, bought(book, rest, months))] if rest else []
    line = cost_of_a_meal(book, months)
    return Chart(
        id="C03",
        title="各月食材採購金額" + ("與人均每餐食材成本" if line else ""),
        subtitle="",
        kind=ChartKind.COLUMN_STACKED,
        categories=tuple(months),
        series=(*series, *line),
        x_title="採購月份",
        y_title="元",
        y2_title="元/人餐" if line else "",
        tables=("S04", "S06") if line else ("S04",),
        alt=f"堆積柱形圖：各月食材採購金額，分為{'、'.join(one.name for one in series)}",
    )


def months_with(book: Book, metric: str) -> list[str]:
    """The months from the first to the last that has a figure."""
    known = [month for month in book.months if book.number(metric, (), month) is not None]
    return [month for month in book.months if known and known[0] <= month <= known[-1]]


def bought(book: Book, categories: Sequence[str], months: Sequence[str]) -> tuple[Fraction | None, ...]:
    """元 of accepted goods of these categories, by month; None where nothing was handed in."""

    def of(month: str) -> Fraction | None:
        numbers = [book.number(BOUGHT, {"食材類別": category}, month) for category in categories]
        known = [number for number in numbers if number is not None]
        return sum(known, Fraction(0)) if known else None

    return tuple(of(month) for month in months)


def cost_of_a_meal(book: Book, months: Sequence[str]) -> list[Series]:
    """The line of the food cost a person and meal, as long as diners are counted."""
    values = tuple(book.number(COST_A_MEAL, (), month) for month in months)
    if all(value is None for value in values):
        return []
    return [Series("人均每餐食材成本", values, as_line=True, second_axis=True, decimals=2)]


CHARTS = [ChartSpec("C03", "食材採購月度圖", "食堂採購是否平穩？", purchases_chart, ("S04", "S06"))]
