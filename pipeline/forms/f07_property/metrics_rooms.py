"""The figures of F07.2 (domain/forms/F07.md, Metrics): rooms registered and checked again, what is sound or short."""

from __future__ import annotations

from fractions import Fraction

from pipeline.checks.words import breaks
from pipeline.form.expression import Expr, when
from pipeline.form.metric import Contributed, Metric, Quotient, Span, Sum
from pipeline.forms.f07_property import contributions as add
from pipeline.forms.f07_property.rooms import is_due
from pipeline.forms.f07_property.sheets import RoomGoods

BY_KIND = [("類別",)]
BY_THING, BY_ROOM = [("物品名稱",)], [("班室編號",)]
ALL_OF_THEM = Fraction(1)


def above_zero(number: Expr) -> Expr:
    """max(0, number)."""
    return when(number > 0, number, 0)


SHORT = above_zero(RoomGoods.first_quantity - RoomGoods.last_quantity)
UNEXPLAINED = when(breaks("F07-R08"), SHORT, 0)
NEWLY_BROKEN = above_zero(RoomGoods.broken_last - RoomGoods.broken_first)

REGISTRATION = [
    Metric(
        id="M-F07-02a",
        name="應登記班室數",
        unit="個",
        of=Contributed(add.rooms()),
        sheet=RoomGoods,
        formula="班室名冊中的教室、專用室、辦公室、食堂",
        by=BY_KIND,
        span=Span.TERM,
        zero=False,
        because=("E2-18",),
    ),
    Metric(
        id="M-F07-02b",
        name="已登記班室數",
        unit="個",
        of=Contributed(add.rooms(add.rooms_registered, is_due)),
        sheet=RoomGoods,
        formula="其中開學後 7 天內有登記、簽字齊全的",
        by=BY_KIND,
        span=Span.TERM,
        zero=False,
        because=("E2-18", "E2-21"),
    ),
    Metric(
        id="M-F07-02c",
        name="登記率",
        unit="%",
        of=Contributed(add.rooms(add.rooms_registered, is_due, is_rate=True)),
        sheet=RoomGoods,
        formula="已登記班室數 ÷ 應登記班室數",
        by=BY_KIND,
        span=Span.TERM,
        target=ALL_OF_THEM,
        because=("E2-18",),
    ),
    Metric(
        id="M-F07-02d",
        name="已復查班室數",
        unit="個",
        of=Contributed(add.rooms(add.rooms_rechecked, add.recheck_is_known)),
        sheet=RoomGoods,
        formula="應登記的班室中，期末數量、復查日期、簽字齊全的；學期末才計",
        by=BY_KIND,
        span=Span.TERM,
        zero=False,
        because=("E2-20", "E2-21"),
    ),
    Metric(
        id="M-F07-02e",
        name="復查率",
        unit="%",
        of=Contributed(add.rooms(add.rooms_rechecked, add.recheck_is_known, is_rate=True)),
        sheet=RoomGoods,
        formula="已復查班室數 ÷ 應登記班室數；學期末才計",
        by=BY_KIND,
        span=Span.TERM,
        target=ALL_OF_THEM,
        because=("E2-20",),
    ),
]

SOUND = [
    Metric(
        id="M-F07-03a",
        name="期初完好率",
        unit="%",
        of=Quotient(RoomGoods.first_sound, RoomGoods.first_quantity),
        sheet=RoomGoods,
        formula="Σ 期初完好數量 ÷ Σ 期初數量",
        by=[*BY_THING, *BY_ROOM],
        span=Span.TERM,
        because=("E2-16", "E2-24"),
    ),
    Metric(
        id="M-F07-03b",
        name="期末完好率",
        unit="%",
        of=Quotient(RoomGoods.last_sound, RoomGoods.last_quantity),
        sheet=RoomGoods,
        formula="Σ 期末完好數量 ÷ Σ 期末數量",
        by=[*BY_THING, *BY_ROOM],
        span=Span.TERM,
        because=("E2-16", "E2-24"),
    ),
]

LOSSES = [
    Metric(
        id="M-F07-04a",
        name="短缺數",
        unit="件",
        of=Sum(SHORT),
        sheet=RoomGoods,
        formula="填了期末數量的行，Σ（期初數量 − 期末數量，不足 0 的作 0）",
        by=[*BY_THING, *BY_ROOM],
        span=Span.TERM,
        zero=False,
        because=("E2-26",),
    ),
    Metric(
        id="M-F07-04b",
        name="丟失率",
        unit="%",
        of=Quotient(SHORT, RoomGoods.first_quantity),
        sheet=RoomGoods,
        formula="短缺數 ÷ 這些行的 Σ 期初數量",
        by=BY_THING,
        span=Span.TERM,
        because=("E2-26",),
    ),
    Metric(
        id="M-F07-04c",
        name="未說明短缺數",
        unit="件",
        of=Sum(UNEXPLAINED),
        sheet=RoomGoods,
        formula="沒有短缺處理、待查或沒有處理單號的行，Σ 短缺數",
        where=RoomGoods.last_quantity.filled(),
        by=BY_ROOM,
        span=Span.TERM,
        zero=False,
        because=("E2-26",),
    ),
    Metric(
        id="M-F07-04d",
        name="新增損壞數",
        unit="件",
        of=Sum(NEWLY_BROKEN),
        sheet=RoomGoods,
        formula="填了期末完好數量的行，Σ（期末損壞 − 期初損壞，不足 0 的作 0）",
        by=[*BY_THING, *BY_ROOM],
        span=Span.TERM,
        zero=False,
        because=("E2-16", "E2-26"),
    ),
]

METRICS = [*REGISTRATION, *SOUND, *LOSSES]
