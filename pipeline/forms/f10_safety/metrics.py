"""The figures of F10 (domain/forms/F10.md, Metrics): daily checks and dangers; the rest in `metrics_duty`."""

from __future__ import annotations

from fractions import Fraction

from pipeline.checks.words import breaks, happened, known
from pipeline.form.expression import literal
from pipeline.form.metric import Contributed, Metric, Quotient, Rate, Rows, Span
from pipeline.forms.f10_safety import metrics_duty
from pipeline.forms.f10_safety.contributions import SCOPE, WEEK, checks, open_dangers
from pipeline.forms.f10_safety.duties import BESIDES
from pipeline.forms.f10_safety.history import IS_OVERDUE
from pipeline.forms.f10_safety.sheets import LIGHTS_LEFT_ON, ROUTINE, TAPS_LEFT_ON, DailyChecks, Dangers

BY_SCOPE_AND_WEEK = [(SCOPE,), (WEEK,)]
BY_SCOPE = [(SCOPE,)]
BY_KIND_AND_LEVEL = [("類別",), ("等級",)]
ALL_SCOPES = {SCOPE: BESIDES}
WEEKLY = {ROUTINE: "週"}

RECTIFIED = happened(Dangers.rectified_on)
CLOSED = happened(Dangers.closed_on)
IN_TIME = known(~IS_OVERDUE, only_if=RECTIFIED | IS_OVERDUE)
"""Unknown of what is open and not yet due."""

METRICS = [
    Metric(
        id="M-F10-01a",
        name="應檢天數",
        unit="天",
        units=WEEKLY,
        of=Contributed(checks(met=False)),
        sheet=DailyChecks,
        formula="上課日數；常規管理為教學週數。合計和各週不含常規管理和消防",
        by=BY_SCOPE_AND_WEEK,
        apart=ALL_SCOPES,
        because=("E2-38", "E3-36", "E3-37", "E3-38", "E3-39"),
    ),
    Metric(
        id="M-F10-01b",
        name="已檢天數",
        unit="天",
        units=WEEKLY,
        of=Contributed(checks(met=True)),
        sheet=DailyChecks,
        formula="應檢天數（週數）中有檢查記錄的",
        by=BY_SCOPE_AND_WEEK,
        apart=ALL_SCOPES,
        because=("E2-38", "E2-39", "E3-36", "E3-37", "E3-38"),
    ),
    Metric(
        id="M-F10-01c",
        name="每日檢查覆蓋率",
        unit="%",
        of=Contributed(checks(met=True, is_rate=True)),
        sheet=DailyChecks,
        formula="已檢天數 ÷ 應檢天數；合計和各週不含常規管理和消防",
        by=BY_SCOPE_AND_WEEK,
        apart=ALL_SCOPES,
        zero=False,
        target=Fraction(1),
        because=("E2-38", "E3-36", "E3-37", "E3-38"),
    ),
    Metric(
        id="M-F10-01d",
        name="檢查發現隱患次數",
        unit="次",
        of=Rows(),
        sheet=DailyChecks,
        where=DailyChecks.result == "有隱患",
        formula="檢查結果為有隱患的行數",
        by=BY_SCOPE,
        because=("E2-40",),
    ),
    Metric(
        id="M-F10-01e",
        name="長明燈長流水次數",
        unit="次",
        of=Rows(),
        sheet=DailyChecks,
        where=DailyChecks.energy.among(LIGHTS_LEFT_ON, TAPS_LEFT_ON),
        formula="節能情況為發現長明燈或發現長流水的行數",
        by=BY_SCOPE,
        because=("E1-31",),
    ),
    Metric(
        id="M-F10-02a",
        name="發現隱患數",
        unit="條",
        of=Rows(),
        sheet=Dangers,
        formula="按發現日期計的隱患條數",
        by=BY_KIND_AND_LEVEL,
        because=("E2-40", "E3-42"),
    ),
    Metric(
        id="M-F10-02b",
        name="已整改數",
        unit="條",
        of=Rows(),
        sheet=Dangers,
        on=Dangers.rectified_on,
        formula="按整改完成日期計的隱患條數",
        by=BY_KIND_AND_LEVEL,
        because=("E2-40", "E3-42"),
    ),
    Metric(
        id="M-F10-02c",
        name="已銷號數",
        unit="條",
        of=Rows(),
        sheet=Dangers,
        on=Dangers.closed_on,
        formula="按銷號日期計的隱患條數",
        by=BY_KIND_AND_LEVEL,
        because=("E2-40",),
    ),
    Metric(
        id="M-F10-02d",
        name="整改率",
        unit="%",
        of=Rate(RECTIFIED),
        sheet=Dangers,
        formula="本期發現的隱患中已整改的 ÷ 發現隱患數",
        by=BY_KIND_AND_LEVEL,
        target=Fraction(1),
        because=("E2-40", "E3-42"),
    ),
    Metric(
        id="M-F10-02e",
        name="銷號率",
        unit="%",
        of=Rate(CLOSED),
        sheet=Dangers,
        formula="本期發現的隱患中已銷號的 ÷ 發現隱患數",
        by=BY_KIND_AND_LEVEL,
        because=("E2-40",),
    ),
    Metric(
        id="M-F10-02f",
        name="按期整改率",
        unit="%",
        of=Rate(IN_TIME),
        sheet=Dangers,
        formula="本期發現、在整改期限內整改的 ÷（發現隱患數 − 期限未到而未整改的）",
        by=BY_KIND_AND_LEVEL,
        because=("E2-40",),
    ),
    Metric(
        id="M-F10-02g",
        name="逾期數",
        unit="條",
        of=Rows(),
        sheet=Dangers,
        where=breaks("F10-R07"),
        formula="本期發現、整改晚於期限或到期未整改的條數",
        by=BY_KIND_AND_LEVEL,
        because=("E2-40",),
    ),
    Metric(
        id="M-F10-03a",
        name="平均整改天數",
        unit="天",
        of=Quotient(Dangers.rectified_on - Dangers.found_on, literal(1)),
        sheet=Dangers,
        where=RECTIFIED,
        formula="本期發現且已整改的，發現到整改完成的平均天數",
        by=BY_KIND_AND_LEVEL,
        decimals=1,
        because=("E2-40",),
    ),
    Metric(
        id="M-F10-03b",
        name="平均銷號天數",
        unit="天",
        of=Quotient(Dangers.closed_on - Dangers.found_on, literal(1)),
        sheet=Dangers,
        where=CLOSED,
        formula="本期發現且已銷號的，發現到銷號的平均天數",
        by=BY_KIND_AND_LEVEL,
        decimals=1,
        because=("E2-40",),
    ),
    Metric(
        id="M-F10-03c",
        name="未銷號數",
        unit="條",
        of=Contributed(open_dangers),
        sheet=Dangers,
        formula="月末沒有銷號的隱患條數，含以前發現的",
        by=BY_KIND_AND_LEVEL,
        span=Span.LAST,
        because=("E2-40",),
    ),
    *metrics_duty.METRICS,
]
