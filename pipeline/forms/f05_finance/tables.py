"""Tables S10 to S14 and chart C02 (domain 8)."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import numpy as np
import pandas as pd

from pipeline.checks.services import month_text
from pipeline.checks.term import Rows
from pipeline.figures.book import Book
from pipeline.figures.number import number_text
from pipeline.figures.report import Block, Cell, Chart, ChartKind, Figure, Heading, Series
from pipeline.figures.tables import largest
from pipeline.form.column import Column
from pipeline.form.table import FEWEST_POINTS, BlockSpec, ChartSpec, Col, Groups, TableSpec, Total
from pipeline.forms.f00_base.sheets import Rooms
from pipeline.forms.f05_finance.contributions import CHECKS
from pipeline.forms.f05_finance.sheets import (
    Budget,
    ChargeItems,
    Collections,
    Publications,
    Settlements,
    Vouchers,
)
from pipeline.forms.parameters import FEES

SPENT = "M-F05-05a"
OTHERS = "其他"
LARGEST_SHOWN = 5


def named(book: Book, key: Column, name: Column, code: str) -> str:
    """SF02 作業本費: a code with its name, alone when it is not listed."""
    rows = book.term.rows(key.sheet)
    names = dict(zip(rows.text(key)[rows.usable], rows.text(name)[rows.usable], strict=True))
    return f"{code} {names[code]}" if names.get(code) else code


def item_label(book: Book, value: tuple[str, ...]) -> str:
    """A charge item with its name."""
    return named(book, ChargeItems.code, ChargeItems.label, value[0])


def room_label(book: Book, room: str) -> str:
    """A class with its name."""
    return named(book, Rooms.code, Rooms.label, room)


def overcharged_rooms(book: Book) -> list[str]:
    """Classes that paid more than the standard."""
    rooms = [value for (value,) in book.values("M-F05-02a", ("班室編號",))]
    return [room for room in rooms if (book.number("M-F05-02a", {"班室編號": room}) or 0) > 0]


def overcharged_block(book: Book) -> Block | None:
    """S10, second block: what the overcharged classes paid."""
    metrics = ("M-F05-01b", "M-F05-02a")
    rows = tuple(
        (
            room_label(book, room),
            *(book.figure(metric, {"班室編號": room}) for metric in metrics),
        )
        for room in overcharged_rooms(book)
    )
    headings = (Heading("班室"), *(Heading(book.metrics[metric].name, "元") for metric in metrics))
    return Block(headings, rows, title="超標準收費的班室") if rows else None


def income_block(book: Book) -> Block | None:
    """S12, beneath: income of each month."""
    figures = [book.figure("M-F05-01f", span=span) for span in (*book.months, book.term.code)]
    if not any(figure is not None and figure.number for figure in figures):
        return None
    headings = (Heading("收入"), *(Heading(month, "元") for month in book.months), Heading("收入合計", "元"))
    return Block(headings, (("收入合計", *figures),), title="收入")


def field(rows: Rows, column: Column, at: int) -> Cell:
    """A cell of a sheet as a table shows it: a date, or an amount in 元."""
    value = rows.of(column).iloc[at]
    if pd.isna(value):
        return None
    if column.scale:
        return amount(column.title, Fraction(int(value), 100), rows.ids[[at]])
    return date.fromordinal(int(value))


def amount(name: str, yuan: Fraction, ids: np.ndarray) -> Figure:
    """An amount that is no metric."""
    return Figure("", name, "", yuan, "元", number_text(yuan, "元"), rows=ids)


PUBLISHED_MONEY = (Publications.income, Publications.spending)
PUBLICATION_METRICS = ("M-F05-10d", "M-F05-10e")


def publication_block(book: Book) -> Block | None:
    """S14: what was published of each month, and when."""
    rows = book.term.rows(Publications)
    months = rows.numbers(Publications.month)
    order = [int(at) for at in np.argsort(months, kind="stable") if rows.counted[at]]
    if not order:
        return None
    columns = [*PUBLISHED_MONEY, *Publications.dates]
    lines = [
        (
            month_text(int(months[at])),
            *(field(rows, column, at) for column in columns),
            *(book.figure(metric, span=month_text(int(months[at]))) for metric in PUBLICATION_METRICS),
        )
        for at in order
    ]
    headings = [Heading("月份"), *(Heading(column.title, column.unit) for column in columns)]
    headings += [Heading(book.metrics[metric].name, "條") for metric in PUBLICATION_METRICS]
    return Block(tuple(headings), tuple(lines), publication_total(book, rows, order))


def publication_total(book: Book, rows: Rows, order: list[int]) -> tuple[Cell, ...]:
    """合計 of S14; dates are not added."""
    sums = [
        amount(column.title, Fraction(int(rows.numbers(column)[order].sum()), 100), rows.ids[order])
        for column in PUBLISHED_MONEY
    ]
    return ("合計", *sums, *[None] * len(Publications.dates), *(book.figure(m) for m in PUBLICATION_METRICS))


TABLES = [
    TableSpec(
        "S10",
        "收費與解交表",
        [ChargeItems, Collections],
        [
            BlockSpec(
                "收費項目",
                Groups(("項目代碼",), label=item_label),
                [Col(f"M-F05-{number}") for number in ("01a", "01e", "01b", "01c", "01d", "03a", "03b", "02a", "02b")],
            ),
            overcharged_block,
        ],
        beneath=("M-F05-03c",),
        module=FEES,
    ),
    TableSpec(
        "S11",
        "退補結算表",
        [Settlements],
        [
            BlockSpec(
                "收費項目",
                Groups(("項目代碼",), label=item_label),
                [Col(f"M-F05-04{letter}") for letter in "abcde"],
            )
        ],
        module=FEES,
    ),
    TableSpec(
        "S12",
        "支出分類月度表",
        [Vouchers, Budget],
        [
            BlockSpec(
                "支出類別",
                Groups(("支出類別",), ("支出類別", "一級明細"), order=Vouchers.category.options),
                [
                    Col(SPENT, months=True),
                    *(Col(f"M-F05-{number}") for number in ("05c", "11a", "11b", "05b")),
                ],
            ),
            BlockSpec("經費來源", Groups(("經費來源",)), [Col(SPENT, months=True)], title="按經費來源"),
            income_block,
        ],
        beneath=("M-F05-06d", "M-F05-07b", "M-F05-12a", "M-F05-12b", "M-F05-12c"),
    ),
    TableSpec(
        "S13",
        "票據合規表",
        [Vouchers],
        [
            BlockSpec(
                "檢查項",
                Groups(("檢查項",), order=tuple(CHECKS)),
                [Col(f"M-F05-08{letter}") for letter in "abcd"],
                total=Total.NONE,
            )
        ],
        beneath=tuple(f"M-F05-{number}" for number in ("06a", "06b", "06c", "06d", "07a", "07b", "09a", "09b")),
    ),
    TableSpec(
        "S14",
        "公佈彙報表",
        [Publications],
        [publication_block],
        beneath=("M-F05-10a", "M-F05-10b", "M-F05-10c"),
    ),
]


def spending_chart(book: Book) -> Chart | None:
    """C02: spending month by month, the five largest categories and 其他; none with fewer than three months."""
    ranked, _ = largest(book, SPENT, "支出類別", len(Vouchers.category.options))
    shown = [category for category in ranked if category != OTHERS][:LARGEST_SHOWN]
    if len(book.months) < FEWEST_POINTS or not ranked:
        return None
    series = [Series(category, tuple(spent(book, [category]))) for category in shown]
    rest = [category for category in ranked if category not in shown]
    if rest:
        series.append(Series(OTHERS, tuple(spent(book, rest))))
    return Chart(
        id="C02",
        title="各月支出構成",
        subtitle="",
        kind=ChartKind.COLUMN_STACKED,
        categories=tuple(book.months),
        series=tuple(series),
        x_title="報支月份",
        y_title="元",
        tables=("S12",),
        alt=f"堆積柱形圖：各月支出，分為{'、'.join(one.name for one in series)}",
    )


def spent(book: Book, categories: list[str]) -> list[Fraction | None]:
    """元 spent in these categories, by month; None where nothing is known."""
    found: list[Fraction | None] = []
    for month in book.months:
        numbers = [book.number(SPENT, {"支出類別": category}, month) for category in categories]
        known = [number for number in numbers if number is not None]
        found.append(sum(known, Fraction(0)) if known else None)
    return found


CHARTS = [ChartSpec("C02", "各月支出構成", "錢花在哪裏？", spending_chart, ("S12",))]
