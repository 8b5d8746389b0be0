"""Tables S17 to S19 and charts C07, C11 (domain 8)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction

import numpy as np

from pipeline.checks.mask import members
from pipeline.checks.term import Rows
from pipeline.figures.book import Book, make_figure
from pipeline.figures.report import Block, Cell, Chart, ChartKind, Figure, Heading, Series
from pipeline.figures.tables import has_data
from pipeline.form.column import Column
from pipeline.form.table import FEWEST_POINTS, BlockSpec, ChartSpec, Col, Groups, TableSpec
from pipeline.forms.f00_base.sheets import Rooms
from pipeline.forms.f07_property.contributions import BAND, CATEGORY, KIND, band_of
from pipeline.forms.f07_property.sheets import (
    ASSET_KINDS,
    BANDS,
    CHANGE_KINDS,
    SEATS,
    THINGS,
    Assets,
    Changes,
    RoomGoods,
    Scores,
)

ROOM, THING = "班室編號", "物品名稱"
MEAN, CHECKS, CLASSES = "M-F07-05a", "M-F07-05b", "M-F07-05c"
FIRST_SOUND, LAST_SOUND = "M-F07-03a", "M-F07-03b"
OF_ROOM = (FIRST_SOUND, LAST_SOUND, "M-F07-04a", "M-F07-04d", "M-F07-04c")
ALL_DRAWN, BEST_AND_WORST = 10, 5
POOLED = "、".join(SEATS)


def columns(*numbers: str) -> list[Col]:
    """Metrics of F07 as columns."""
    return [Col(f"M-F07-{number}") for number in numbers]


def headings(book: Book, metrics: Sequence[str]) -> list[Heading]:
    """The names and units of metrics."""
    return [Heading(book.metrics[metric].name, book.metrics[metric].unit) for metric in metrics]


def room_names(book: Book) -> Mapping[str, str]:
    """班室名稱 by 班室編號, in the order of the roster."""
    rooms = book.term.rows(Rooms)
    return dict(zip(rooms.text(Rooms.code)[rooms.usable], rooms.text(Rooms.label)[rooms.usable], strict=True))


def in_roster_order(book: Book, codes: set[str]) -> list[str]:
    """Rooms as F00.4 lists them, others last."""
    known = [code for code in room_names(book) if code in codes]
    return [*known, *sorted(codes - set(known))]


def rooms_block(book: Book) -> Block | None:
    """S18, first block: each room with who answers for it, its days, figures and numbers."""
    rows = book.term.rows(RoomGoods)
    by_room: dict[str, list[int]] = {}
    for at in np.flatnonzero(rows.counted):
        by_room.setdefault(rows.text(RoomGoods.room)[at], []).append(int(at))
    lines = [room_line(book, rows, code, by_room[code]) for code in in_roster_order(book, set(by_room))]
    heads = [Heading("班室"), Heading("責任人"), Heading("期初登記日期"), Heading("復查日期")]
    total = ("合計", None, None, None, *(book.figure(metric) for metric in OF_ROOM), None)
    return Block((*heads, *headings(book, OF_ROOM), Heading("處理單號")), tuple(lines), total) if lines else None


def room_line(book: Book, rows: Rows, code: str, places: Sequence[int]) -> tuple[Cell, ...]:
    """One room: registered first on, checked again last on."""
    rooms = book.term.rows(Rooms)
    keepers = dict(zip(rooms.text(Rooms.code), rooms.text(Rooms.keeper), strict=True))
    registered, rechecked = (
        days_of(rows, column, places) for column in (RoomGoods.registered_on, RoomGoods.rechecked_on)
    )
    numbers = [rows.text(RoomGoods.documents)[at] or "" for at in places]
    return (
        f"{code} {room_names(book).get(code, '')}".strip(),
        keepers.get(code),
        date.fromordinal(registered[0]) if registered else None,
        date.fromordinal(rechecked[-1]) if rechecked else None,
        *(book.figure(metric, {ROOM: code}) for metric in OF_ROOM),
        "、".join(dict.fromkeys(one for joined in numbers for one in members(joined))) or None,
    )


def days_of(rows: Rows, column: Column, places: Sequence[int]) -> list[int]:
    """The days that some rows name, in order."""
    return sorted(int(day) for day in rows.of(column).iloc[list(places)].dropna())


def pooled_sound(book: Book) -> list[Figure]:
    """課桌 and 凳 together: sound at the start, sound at the end, where both ends are known."""
    found = []
    for metric in (FIRST_SOUND, LAST_SOUND):
        parts = [one for thing in SEATS if (one := book.figure(metric, {THING: thing})) is not None and one.denominator]
        if not parts:
            return []
        num = sum((one.numerator or Fraction(0) for one in parts), Fraction(0))
        den = sum((one.denominator or Fraction(0) for one in parts), Fraction(0))
        ids = np.concatenate([one.rows for one in parts])
        by = ((THING, POOLED),)
        found.append(
            make_figure(book.metrics[metric], by, book.term.code, num / den, numerator=num, denominator=den, rows=ids)
        )
    return found


def ranked(book: Book) -> list[tuple[int, str, Figure]]:
    """Rank, 班室編號 and mean of each class, best first, then by 班室編號; equal means share their rank."""
    found = [(code, book.figure(MEAN, {ROOM: code})) for (code,) in book.values(MEAN, (ROOM,))]
    known = [(code, one, one.number) for code, one in found if one is not None and one.number is not None]
    means = [number for _, _, number in known]
    known.sort(key=lambda one: (-one[2], one[0]))
    return [(1 + sum(other > number for other in means), code, one) for code, one, number in known]


def scores_block(book: Book) -> Block | None:
    """S19: the classes by their mean."""
    lines = [
        (rank, f"{code} {room_names(book).get(code, '')}".strip(), mean, book.figure(CHECKS, {ROOM: code}), band)
        for rank, code, mean in ranked(book)
        if (band := band_of(book.term, mean.number))
    ]
    heads = (Heading("名次"), Heading("班室"), *headings(book, (MEAN, CHECKS)), Heading(BAND))
    total = ("合計", None, book.figure(MEAN), book.figure(CHECKS), None)
    return Block(heads, tuple(lines), total) if lines else None


def classes_by_band(book: Book) -> list[Figure]:
    """How many classes are in each 等次."""
    found = [book.figure(CLASSES, {BAND: band}) for band in BANDS]
    return [one for one in found if one is not None]


LEDGER = ("01a", "01b", "01c", "01d", "01e", "01f", "01g", "01h", "01i", "01j", "03c")

TABLES = [
    TableSpec(
        "S17",
        "固定資產增減表",
        [Assets, Changes],
        [
            BlockSpec(CATEGORY, Groups((CATEGORY,), order=ASSET_KINDS), columns(*LEDGER)),
            BlockSpec(
                KIND, Groups((KIND,), order=CHANGE_KINDS), columns("01b", "01c", "01g", "01h"), title="按變動類型"
            ),
        ],
        notes=lambda _: ["件 = Σ 數量，以平方米計的一張卡片算一件；推算 = 期初 + 增加 − 減少。"],
    ),
    TableSpec(
        "S18",
        "班室登記復查表",
        [RoomGoods],
        [
            rooms_block,
            BlockSpec(
                THING,
                Groups((THING,), order=THINGS),
                columns("03a", "03b", "04a", "04b", "04d"),
                title="按物品",
            ),
        ],
        beneath=tuple(f"M-F07-02{letter}" for letter in "abcde"),
        more_beneath=pooled_sound,
    ),
    TableSpec("S19", "教室評分排名表", [Scores], [scores_block], more_beneath=classes_by_band),
]


def sound_chart(book: Book) -> Chart | None:
    """C07: what was sound at the start and at the end, thing by thing; none with fewer than three things."""
    things = [thing for thing in THINGS if has_data(book.figure(FIRST_SOUND, {THING: thing}))]
    if len(things) < FEWEST_POINTS:
        return None
    series = [
        Series(name, tuple(book.number(metric, {THING: thing}) for thing in things), decimals=1)
        for name, metric in (("期初完好率", FIRST_SOUND), ("期末完好率", LAST_SOUND))
    ]
    return Chart(
        id="C07",
        title="各類物品的完好率",
        subtitle="",
        kind=ChartKind.BAR,
        categories=tuple(things),
        series=tuple(one for one in series if any(value is not None for value in one.values)),
        x_title=THING,
        y_title="完好率（%）",
        tables=("S18",),
        alt="條形圖：各類物品期初和期末的完好率",
    )


def scores_chart(book: Book) -> Chart | None:
    """C11: the means of the best and the worst five classes, all of them if ten or fewer."""
    every = ranked(book)
    if len(every) < FEWEST_POINTS:
        return None
    is_whole = len(every) <= ALL_DRAWN
    drawn = every if is_whole else [*every[:BEST_AND_WORST], *every[-BEST_AND_WORST:]]
    names = room_names(book)
    return Chart(
        id="C11",
        title="教室檢查平均分",
        subtitle="" if is_whole else f"前 {BEST_AND_WORST} 名和後 {BEST_AND_WORST} 名",
        kind=ChartKind.COLUMN,
        categories=tuple(names.get(code, code) for _, code, _ in drawn),
        series=(Series("教室平均分", tuple(mean.number for _, _, mean in drawn), decimals=1),),
        x_title="班室（按名次）",
        y_title="分",
        tables=("S19",),
        alt="柱形圖：教室檢查平均分，由高到低",
    )


CHARTS = [
    ChartSpec("C07", "物品完好率圖", "校產保管得怎樣？", sound_chart, ("S18",)),
    ChartSpec("C11", "教室評分圖", "教室管理得怎樣？", scores_chart, ("S19",)),
]
