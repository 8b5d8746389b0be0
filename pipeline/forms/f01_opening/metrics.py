"""The figures of F01 (domain/forms/F01.md, Metrics), all of them over the term."""

from __future__ import annotations

from fractions import Fraction

from pipeline.checks.words import happened
from pipeline.form.expression import when
from pipeline.form.metric import Metric, Quotient, Rate, Rows, Span, Sum
from pipeline.forms.f01_opening.history import HANDED_OUT_IN_TIME, IN_TIME, IS_OVERDUE, OPENING
from pipeline.forms.f01_opening.sheets import Books, Tasks
from pipeline.forms.f09_repairs.sheets import BEFORE_OPENING, IN_HOLIDAYS, Orders

BY_CATEGORY = [("類別",)]
BY_GRADE = [("年級",), ("年級", "類別"), ("類別",)]
ALL_OF_THEM = Fraction(1)

TASK_METRICS = [
    Metric(
        id="M-F01-01a",
        name="準備事項數",
        unit="項",
        of=Rows(),
        sheet=Tasks,
        formula="開學準備事項的行數",
        by=BY_CATEGORY,
        span=Span.TERM,
        because=("E2-06",),
    ),
    Metric(
        id="M-F01-01b",
        name="按時完成數",
        unit="項",
        of=Rows(),
        sheet=Tasks,
        formula="已完成且實際完成日不晚於計劃完成日的事項",
        where=IN_TIME,
        by=BY_CATEGORY,
        span=Span.TERM,
        because=("E2-06",),
    ),
    Metric(
        id="M-F01-01c",
        name="開學準備完成率",
        unit="%",
        of=Rate(IN_TIME),
        sheet=Tasks,
        formula="按時完成數 ÷ 準備事項數",
        by=BY_CATEGORY,
        span=Span.TERM,
        target=ALL_OF_THEM,
        because=("E2-06",),
    ),
    Metric(
        id="M-F01-01d",
        name="逾期數",
        unit="項",
        of=Rows(),
        sheet=Tasks,
        formula="晚於計劃完成日才完成，或計劃完成日已過而未完成的事項",
        where=IS_OVERDUE,
        by=BY_CATEGORY,
        span=Span.TERM,
        because=("E2-06",),
    ),
    Metric(
        id="M-F01-02a",
        name="開學前修復處數",
        unit="處",
        of=Sum(Tasks.in_order),
        sheet=Tasks,
        formula="Σ 完好或修復數量",
        by=BY_CATEGORY,
        span=Span.TERM,
        because=("E1-09", "E2-04", "E2-05"),
    ),
    Metric(
        id="M-F01-02b",
        name="開學前維修單數",
        unit="單",
        of=Rows(),
        sheet=Orders,
        formula="批次為開學前或假期集中、完成日期不晚於開學日的維修單",
        where=Orders.batch.among(BEFORE_OPENING, IN_HOLIDAYS)
        & happened(Orders.finished_on)
        & (Orders.finished_on <= OPENING),
        by=BY_CATEGORY,
        span=Span.TERM,
        because=("E1-09",),
    ),
]

BOOK_METRICS = [
    Metric(
        id="M-F01-03a",
        name="應到數量",
        unit="本",
        of=Sum(Books.expected),
        sheet=Books,
        formula="Σ 應到數量",
        by=BY_GRADE,
        span=Span.TERM,
        because=("E2-09",),
    ),
    Metric(
        id="M-F01-03b",
        name="實到數量",
        unit="本",
        of=Sum(Books.arrived),
        sheet=Books,
        formula="Σ 實到數量",
        by=BY_GRADE,
        span=Span.TERM,
        because=("E1-07", "E2-09"),
    ),
    Metric(
        id="M-F01-03c",
        name="實發數量",
        unit="本",
        of=Sum(Books.handed_out),
        sheet=Books,
        formula="Σ 實發數量",
        by=BY_GRADE,
        span=Span.TERM,
        because=("E2-10",),
    ),
    Metric(
        id="M-F01-03d",
        name="短缺數量",
        unit="本",
        of=Sum(when(Books.is_short, Books.due - Books.handed_out, 0)),
        sheet=Books,
        formula="Σ 應發數量超過實發數量的部分",
        by=BY_GRADE,
        span=Span.TERM,
        because=("E2-10",),
    ),
    Metric(
        id="M-F01-03e",
        name="教材到貨率",
        unit="%",
        of=Quotient(Books.arrived, Books.expected),
        sheet=Books,
        formula="實到數量 ÷ 應到數量",
        by=BY_GRADE,
        span=Span.TERM,
        because=("E1-07", "E2-09"),
    ),
    Metric(
        id="M-F01-03f",
        name="發放及時率",
        unit="%",
        of=Rate(HANDED_OUT_IN_TIME),
        sheet=Books,
        formula="足數發放且不晚於開學日後 3 天的行數 ÷ 全部行數",
        by=BY_GRADE,
        span=Span.TERM,
        because=("E2-10",),
    ),
]

METRICS = [*TASK_METRICS, *BOOK_METRICS]
