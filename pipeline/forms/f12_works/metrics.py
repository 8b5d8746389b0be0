"""The figures of F12 (domain/forms/F12.md, Metrics)."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.form.metric import Contributed, Metric, Rows, Span, Sum
from pipeline.forms.f12_works import contributions as lines
from pipeline.forms.f12_works.history import VOUCHER_COUNTS
from pipeline.forms.f12_works.sheets import (
    ACTIVITY_UNITS,
    GOODS_UNITS,
    LOVE_OF_GREEN,
    PLANTING,
    PLANTS,
    Activities,
    Gifts,
    Goods,
    Projects,
)

KIND, CODE, SOURCE = ("類別",), ("項目編號",), ("經費來源",)
UNIT_AND_KIND = ("單位", "類別")
"""Quantities of several units are never added; the unit comes first, since it is that of the figure."""
MANNER, DONOR = ("捐贈形式",), ("捐贈方類別",)
MANNER_AND_DONOR = (*MANNER, *DONOR)
IS_BOUGHT = ~Goods.is_gift & VOUCHER_COUNTS


def units(*names: str) -> Mapping[str, str]:
    """Each unit by itself."""
    return {name: name for name in names}


PROJECTS = [
    Metric(
        id="M-F12-01a",
        name="項目數",
        unit="個",
        of=Contributed(lines.of_projects(lines.is_there)),
        sheet=Projects,
        formula="各項目取最後一行；期末數",
        by=[("階段",), KIND],
        span=Span.LAST,
        because=("E3-04", "E3-08", "E3-09", "E3-10", "E3-11", "E2-46", "E2-47", "E2-50", "E2-51"),
    ),
    Metric(
        id="M-F12-01b",
        name="完工項目數",
        unit="個",
        of=Contributed(lines.finished_projects),
        sheet=Projects,
        formula="驗收合格的項目數，按驗收日期",
        by=[KIND],
        because=("E3-08", "E3-11", "E3-14", "E2-46", "E2-48"),
    ),
    Metric(
        id="M-F12-01c",
        name="完工面積",
        unit="平方米",
        of=Contributed(lines.finished_area, scale=3),
        sheet=Projects,
        formula="完工項目中以平方米計的工程量合計",
        by=[KIND],
        because=("E3-05", "E3-13"),
    ),
]

MONEY_AND_TIME = [
    Metric(
        id="M-F12-02a",
        name="合同金額",
        unit="元",
        of=Contributed(lines.of_projects(lines.contract), scale=2),
        sheet=Projects,
        formula="各項目最後一行的合同金額合計；期末數",
        by=[CODE, SOURCE],
        span=Span.LAST,
        because=("E2-48",),
    ),
    Metric(
        id="M-F12-02b",
        name="累計支付",
        unit="元",
        of=Contributed(lines.of_projects(lines.paid), scale=2),
        sheet=Projects,
        formula="各項目最後一行的累計支付合計；期末數",
        by=[CODE, SOURCE],
        span=Span.LAST,
        because=("E2-48",),
    ),
    Metric(
        id="M-F12-02c",
        name="支付率",
        unit="%",
        of=Contributed(lines.of_projects(lines.paid_of_contract), scale=2, den_scale=2),
        sheet=Projects,
        formula="累計支付 ÷ 合同金額，只計合同金額大於 0 的項目；期末數",
        by=[CODE],
        span=Span.LAST,
        parts_unit="元",
        because=("E2-48",),
    ),
    Metric(
        id="M-F12-02d",
        name="計劃工期",
        unit="天",
        of=Contributed(lines.of_projects(lines.days_planned)),
        sheet=Projects,
        formula="計劃開工到計劃竣工的天數，首尾都算；期末數",
        by=[CODE],
        span=Span.LAST,
        total=False,
        because=("E3-04",),
    ),
    Metric(
        id="M-F12-02e",
        name="實際工期",
        unit="天",
        of=Contributed(lines.of_projects(lines.days_taken)),
        sheet=Projects,
        formula="實際開工到實際竣工的天數，首尾都算；未竣工的算到統計截止日；期末數",
        by=[CODE],
        span=Span.LAST,
        total=False,
        because=("E3-04",),
    ),
]

GOODS = [
    Metric(
        id="M-F12-03a",
        name="添置數量",
        unit="單位",
        of=Sum(Goods.accepted),
        sheet=Goods,
        formula="Σ 驗收數量，捐贈的和憑證不計入支出的除外；各按其單位，不相加",
        where=IS_BOUGHT,
        by=[UNIT_AND_KIND],
        units=units(*GOODS_UNITS),
        total=False,
        because=("E1-10", "E2-15", "E2-49", "E3-17", "E3-18", "E3-19", "E3-21", "E3-22"),
    ),
    Metric(
        id="M-F12-03b",
        name="添置金額",
        unit="元",
        of=Sum(Goods.accepted_amount),
        sheet=Goods,
        formula="Σ 驗收數量×單價，捐贈的和憑證不計入支出的除外",
        where=IS_BOUGHT,
        by=[KIND, UNIT_AND_KIND],
        because=("E2-49", "E2-52", "E3-17", "E3-18", "E3-19", "E3-21", "E3-22"),
    ),
]

GIFTS = [
    Metric(
        id="M-F12-04a",
        name="捐贈件數",
        unit="件",
        of=Rows(),
        sheet=Gifts,
        formula="捐贈的件數，按日期",
        by=[MANNER, DONOR, MANNER_AND_DONOR],
        because=("E3-15", "E3-20"),
    ),
    Metric(
        id="M-F12-04b",
        name="捐贈估值",
        unit="元",
        of=Sum(Gifts.value),
        sheet=Gifts,
        formula="Σ 估值，按日期；與收入分開",
        by=[MANNER, DONOR, MANNER_AND_DONOR],
        because=("E3-15", "E3-16"),
    ),
    Metric(
        id="M-F12-04c",
        name="已入賬件數",
        unit="件",
        of=Rows(),
        sheet=Gifts,
        formula="捐贈的件數，按入賬日期",
        on=Gifts.entered_on,
        by=[MANNER, MANNER_AND_DONOR],
        because=("E3-15",),
    ),
]

CULTURE = [
    Metric(
        id="M-F12-05a",
        name="文化與資源活動數",
        unit="次",
        of=Rows(),
        sheet=Activities,
        formula="牆面彩繪、班級佈置、校刊班刊、網站資源的行數",
        where=Activities.is_culture,
        by=[KIND],
        because=("E2-43", "E2-44", "E3-12", "E3-23"),
    ),
    Metric(
        id="M-F12-05b",
        name="文化與資源數量",
        unit="單位",
        of=Sum(Activities.quantity),
        sheet=Activities,
        formula="牆面彩繪、班級佈置、校刊班刊、網站資源的數量合計；各按其單位，不相加",
        where=Activities.is_culture,
        by=[UNIT_AND_KIND],
        units=units(*ACTIVITY_UNITS),
        total=False,
        because=("E2-43", "E2-44", "E3-12", "E3-23"),
    ),
]

GREEN = [
    Metric(
        id="M-F12-06a",
        name="綠化面積",
        unit="平方米",
        of=Contributed(lines.green_area, scale=3),
        sheet=Projects,
        formula="種植的平方米數 + 完工的綠化項目的面積",
        because=("E3-05", "E3-06"),
    ),
    Metric(
        id="M-F12-06b",
        name="種植株數",
        unit="株",
        of=Sum(Activities.quantity),
        sheet=Activities,
        formula="Σ 種植的數量，以株計的",
        where=(Activities.category == PLANTING) & (Activities.unit == PLANTS),
        because=("E3-06",),
    ),
    Metric(
        id="M-F12-06c",
        name="後勤工時",
        unit="小時",
        decimals=1,
        of=Sum(Activities.hours),
        sheet=Activities,
        formula="Σ 工時，有後勤人員參加的",
        where=Activities.by_logistics,
        by=[KIND],
        because=("E3-31", "E3-32"),
    ),
    Metric(
        id="M-F12-06d",
        name="其中休息時間工時",
        unit="小時",
        decimals=1,
        of=Sum(Activities.hours),
        sheet=Activities,
        formula="後勤工時中在休息時間完成的",
        where=Activities.by_logistics & Activities.is_in_rest_time,
        by=[KIND],
        because=("E3-33",),
    ),
    Metric(
        id="M-F12-06e",
        name="節約工費估算",
        unit="元",
        of=Sum(Activities.saved),
        sheet=Activities,
        formula="Σ 節約工費估算",
        by=[KIND],
        because=("E3-31", "E3-33"),
    ),
    Metric(
        id="M-F12-06f",
        name="愛綠教育次數",
        unit="次",
        of=Rows(),
        sheet=Activities,
        formula="愛綠教育的行數",
        where=Activities.category == LOVE_OF_GREEN,
        because=("E3-07",),
    ),
]

METRICS = [*PROJECTS, *MONEY_AND_TIME, *GOODS, *GIFTS, *CULTURE, *GREEN]
