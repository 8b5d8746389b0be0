"""The figures of F09 (domain/forms/F09.md, Metrics).

Counts go by each event's own date; rates over the orders reported in the period, as known on the as-of date.
"""

from __future__ import annotations

from pipeline.form.expression import literal
from pipeline.form.metric import Metric, Quotient, Rate, Rows, Sum
from pipeline.forms.f09_repairs.history import DAYS_TAKEN, HAS_COME_TO_AN_END, IN_TIME, IS_ACCEPTED, IS_REPEAT
from pipeline.forms.f09_repairs.sheets import BEYOND_REPAIR, OWN_HANDS, Orders

BY_CATEGORY = [("類別",)]
ONE = literal(1)
CONTENT = 4
"""滿意度 from which on a reporter is content."""

REPORTS = [
    Metric(
        id="M-F09-01a",
        name="報修數",
        unit="單",
        of=Rows(),
        sheet=Orders,
        formula="維修單數，按報修日期",
        by=[*BY_CATEGORY, ("批次",)],
        because=("E2-16",),
    ),
    Metric(
        id="M-F09-01b",
        name="完成數",
        unit="單",
        of=Rows(),
        sheet=Orders,
        formula="維修單數，按完成日期",
        on=Orders.finished_on,
        by=BY_CATEGORY,
        because=("E2-16",),
    ),
    Metric(
        id="M-F09-01c",
        name="完成率",
        unit="%",
        of=Rate(HAS_COME_TO_AN_END),
        sheet=Orders,
        formula="本期報修中已有完成日期的單數 ÷ 報修數",
        by=BY_CATEGORY,
        because=("E2-16",),
    ),
    Metric(
        id="M-F09-01d",
        name="驗收率",
        unit="%",
        of=Rate(IS_ACCEPTED),
        sheet=Orders,
        formula="本期報修中已有驗收日期的單數 ÷ 報修數",
        by=BY_CATEGORY,
        because=("E2-16",),
    ),
    Metric(
        id="M-F09-01e",
        name="修復處數",
        unit="處",
        of=Sum(Orders.quantity),
        sheet=Orders,
        formula="Σ 數量，按完成日期，維修方式為無法修復的除外",
        where=Orders.method != BEYOND_REPAIR,
        on=Orders.finished_on,
        by=BY_CATEGORY,
        because=("E1-09", "E2-04", "E2-05"),
    ),
    Metric(
        id="M-F09-02a",
        name="平均處理時長",
        unit="天",
        of=Quotient(DAYS_TAKEN, ONE),
        sheet=Orders,
        formula="本期報修中已完成的，報修日期到完成日期的工作日數的平均",
        where=HAS_COME_TO_AN_END,
        by=[*BY_CATEGORY, ("緊急程度",)],
        decimals=1,
        because=("E1-43",),
    ),
    Metric(
        id="M-F09-02b",
        name="及時率",
        unit="%",
        of=Rate(IN_TIME),
        sheet=Orders,
        formula="本期報修中按時限完成的單數 ÷（已完成的 + 逾時限仍未完成的）",
        by=[*BY_CATEGORY, ("緊急程度",)],
        because=("E1-43",),
    ),
]

COSTS = [
    Metric(
        id="M-F09-03a",
        name="維修費用",
        unit="元",
        of=Sum(Orders.cost),
        sheet=Orders,
        formula="Σ 合計費用，按完成日期",
        on=Orders.finished_on,
        by=[*BY_CATEGORY, ("維修方式",)],
        because=("E2-16",),
    ),
    Metric(
        id="M-F09-03b",
        name="自修率",
        unit="%",
        of=Rate(Orders.method == OWN_HANDS),
        sheet=Orders,
        formula="維修方式為自修的單數 ÷ 完成數，按完成日期",
        on=Orders.finished_on,
        by=BY_CATEGORY,
        because=("E2-16",),
    ),
]

DAMAGES = [
    Metric(
        id="M-F09-04a",
        name="人為損壞數",
        unit="單",
        of=Rows(),
        sheet=Orders,
        formula="本期報修中屬人為損壞的單數",
        where=Orders.is_deliberate,
        by=BY_CATEGORY,
        because=("E1-29",),
    ),
    Metric(
        id="M-F09-04b",
        name="人為損壞佔比",
        unit="%",
        of=Rate(Orders.is_deliberate),
        sheet=Orders,
        formula="人為損壞數 ÷ 報修數",
        by=BY_CATEGORY,
        because=("E1-29",),
    ),
    Metric(
        id="M-F09-04c",
        name="重複報修率",
        unit="%",
        of=Rate(IS_REPEAT),
        sheet=Orders,
        formula="同一班室同一類別第三次及以上的單數 ÷ 報修數",
        by=BY_CATEGORY,
        because=("E1-29",),
    ),
]

OPINIONS = [
    Metric(
        id="M-F09-05a",
        name="維修滿意度",
        unit="分",
        of=Quotient(Orders.satisfaction, ONE),
        sheet=Orders,
        formula="有評分的單，滿意度的平均，按完成日期",
        on=Orders.finished_on,
        decimals=1,
        because=("E3-48",),
    ),
    Metric(
        id="M-F09-05b",
        name="維修滿意率",
        unit="%",
        of=Rate(Orders.satisfaction >= CONTENT),
        sheet=Orders,
        formula="滿意度 4 分及以上的單數 ÷ 有評分的單數，按完成日期",
        on=Orders.finished_on,
        because=("E3-48",),
    ),
]

METRICS = [*REPORTS, *COSTS, *DAMAGES, *OPINIONS]
