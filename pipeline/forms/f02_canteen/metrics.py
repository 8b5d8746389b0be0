"""The figures of F02 (domain/forms/F02.md, Metrics)."""

from __future__ import annotations

from fractions import Fraction

from pipeline.form.metric import Base, Contributed, FromFigures, Metric, Quotient, Rate, Rows, Span, Sum
from pipeline.form.sheet import Sheet
from pipeline.forms.f02_canteen import contributions as lines
from pipeline.forms.f02_canteen.rules_deliveries import BOUGHT_BY_OPERATOR, ENOUGH_BUYERS
from pipeline.forms.f02_canteen.sheets import PARTLY, REFUSED, Counts, Deliveries, Issues
from pipeline.forms.f02_canteen.stock import arrivals, departures

BY_CATEGORY = [("食材類別",)]
BY_ITEM = [("品名",)]
EACH_ITEMS_OWN = ""
"""The unit of a quantity is that of its item."""
QUANTITY_DECIMALS = 2
ALL_OF_IT = Fraction(1)


def of_item(
    letter: str,
    name: str,
    of: Contributed | FromFigures,
    formula: str,
    *,
    sheet: type[Sheet] = Counts,
    span: Span = Span.LAST,
) -> Metric:
    """A quantity of M-F02-06: each item has its own unit, and there is no sum over the items."""
    return Metric(
        id=f"M-F02-06{letter}",
        name=name,
        unit=EACH_ITEMS_OWN,
        units_of=lines.item_units,
        of=of,
        formula=formula,
        by=BY_ITEM,
        total=False,
        decimals=QUANTITY_DECIMALS,
        because=("E1-17",),
        sheet=sheet,
        span=span,
        zero=span is Span.ADDITIVE,
    )


PURCHASES = [
    Metric(
        id="M-F02-01a",
        name="食材採購總額",
        unit="元",
        of=Sum(Deliveries.accepted_amount),
        sheet=Deliveries,
        formula="Σ 合格數量 × 單價，每行四捨五入到分",
        by=BY_CATEGORY,
        because=("E1-17",),
    ),
    Metric(
        id="M-F02-01b",
        name="採購筆數",
        unit="筆",
        of=Rows(),
        sheet=Deliveries,
        formula="採購驗收入庫的行數，含未驗收與不合格的",
        base=Base.ALL,
        by=BY_CATEGORY,
        because=("E1-17",),
    ),
    Metric(
        id="M-F02-01c",
        name="未結算金額",
        unit="元",
        of=Contributed(lines.unsettled, scale=2),
        sheet=Deliveries,
        formula="到月末結算發票號仍空白的各行 Σ 合格數量 × 單價",
        span=Span.LAST,
        because=("E1-17",),
    ),
    Metric(
        id="M-F02-02",
        name="雙人採購率",
        unit="%",
        of=Rate(ENOUGH_BUYERS),
        sheet=Deliveries,
        formula="採購人數符合校規的行數 ÷ 全部行數",
        base=Base.ALL,
        target=ALL_OF_IT,
        because=("E1-18",),
    ),
    Metric(
        id="M-F02-03a",
        name="驗收率",
        unit="%",
        of=Rate(Deliveries.is_accepted),
        sheet=Deliveries,
        formula="經過驗收的行數 ÷ 全部行數",
        base=Base.ALL,
        target=ALL_OF_IT,
        because=("E1-20", "E1-21"),
    ),
    Metric(
        id="M-F02-03b",
        name="一次合格率",
        unit="%",
        parts_unit="元",
        of=Quotient(Deliveries.accepted_amount, Deliveries.amount),
        sheet=Deliveries,
        formula="Σ 合格數量 × 單價 ÷ Σ 金額，未驗收的行除外",
        where=Deliveries.is_accepted,
        base=Base.ALL,
        by=BY_CATEGORY,
        because=("E1-20",),
    ),
    Metric(
        id="M-F02-04a",
        name="未驗收筆數",
        unit="筆",
        of=Rows(),
        sheet=Deliveries,
        formula="未經驗收、不作入庫的行數",
        where=~Deliveries.is_accepted,
        base=Base.ALL,
        because=("E1-21",),
    ),
    Metric(
        id="M-F02-04b",
        name="未驗收金額",
        unit="元",
        of=Sum(Deliveries.amount),
        sheet=Deliveries,
        formula="未經驗收的各行 Σ 金額",
        where=~Deliveries.is_accepted,
        base=Base.ALL,
        by=BY_CATEGORY,
        because=("E1-21",),
    ),
    Metric(
        id="M-F02-04c",
        name="拒收金額",
        unit="元",
        of=Sum(Deliveries.amount - Deliveries.accepted_amount),
        sheet=Deliveries,
        formula="不合格各行 Σ 金額，加部分合格各行 Σ（採購數量 − 合格數量）× 單價",
        where=Deliveries.is_accepted & Deliveries.verdict.among(PARTLY, REFUSED),
        base=Base.ALL,
        by=BY_CATEGORY,
        because=("E1-21",),
    ),
    Metric(
        id="M-F02-05",
        name="操作人員採購次數",
        unit="次",
        of=Rows(),
        sheet=Deliveries,
        formula="採購人中有食堂操作人員的行數",
        where=BOUGHT_BY_OPERATOR,
        base=Base.ALL,
        because=("E1-19",),
    ),
]

STOCK = [
    of_item(
        "a",
        "期初數量",
        Contributed(lines.of_accounts(lines.opening), scale=3),
        "本期第一個月的期初數量",
        span=Span.FIRST,
    ),
    of_item(
        "b",
        "入庫數量",
        Contributed(lines.of_moves(Deliveries, arrivals), scale=3),
        "Σ 合格數量，按入庫日期（空白按驗收日期）",
        sheet=Deliveries,
        span=Span.ADDITIVE,
    ),
    of_item(
        "c",
        "出庫數量",
        Contributed(lines.of_moves(Issues, departures), scale=3),
        "領用出庫 Σ 數量，不論用途",
        sheet=Issues,
        span=Span.ADDITIVE,
    ),
    of_item(
        "d",
        "賬面數量",
        Contributed(lines.of_accounts(lines.book), scale=3),
        "期初數量 + 本月入庫 − 本月出庫，取期末月",
    ),
    of_item("e", "實盤數量", Contributed(lines.of_accounts(lines.counted), scale=3), "月末盤點的實盤數量，取期末月"),
    of_item(
        "f",
        "盤點差異",
        FromFigures(("M-F02-06e", "M-F02-06d"), lambda _, counted, book: counted - book),
        "實盤數量 − 賬面數量，取期末月",
    ),
    Metric(
        id="M-F02-06g",
        name="月末庫存金額",
        unit="元",
        of=Contributed(lines.of_accounts(lines.counted_worth), scale=2),
        sheet=Counts,
        formula="Σ 實盤數量 × 月加權平均單價，取期末月",
        by=[*BY_ITEM, *BY_CATEGORY],
        span=Span.LAST,
        zero=False,
        because=("E1-17",),
    ),
    Metric(
        id="M-F02-06h",
        name="盤點差異率",
        unit="%",
        parts_unit="元",
        of=Contributed(lines.of_accounts(lines.difference_worth), scale=2, den_scale=2),
        sheet=Counts,
        formula="Σ |賬面數量 − 實盤數量| × 平均單價 ÷ Σ 賬面數量 × 平均單價，取期末月",
        by=BY_ITEM,
        span=Span.LAST,
        because=("E1-17",),
    ),
    Metric(
        id="M-F02-07a",
        name="供餐領用金額",
        unit="元",
        of=Contributed(lines.cost_of_meals, scale=2),
        sheet=Issues,
        formula="用途為供餐的領用 Σ 數量 × 月加權平均單價，每行四捨五入到分",
        because=("E1-17",),
    ),
    Metric(
        id="M-F02-07b",
        name="人均每餐食材成本",
        unit="元",
        of=FromFigures(("M-F02-07a", "M-F03-01b"), lambda _, cost, diners: cost / diners if diners else None),
        sheet=Issues,
        formula="供餐領用金額 ÷ 就餐人次",
        because=("E1-17",),
    ),
]

METRICS = [*PURCHASES, *STOCK]
