"""The figures of F05 (domain/forms/F05.md, Metrics); here M-F05-05 to 12."""

from __future__ import annotations

from fractions import Fraction

from pipeline.checks.term import Term
from pipeline.checks.words import breaks, excluded_by
from pipeline.form.metric import Base, Contributed, FromFigures, Metric, Rate, Rows, ShareOf, Span, Sum
from pipeline.forms.f05_finance import contributions as lines
from pipeline.forms.f05_finance import history, metrics_fees
from pipeline.forms.f05_finance.sheets import (
    CANTEEN_ACCOUNT,
    CANTEEN_FEE,
    Budget,
    Collections,
    Publications,
    Vouchers,
)
from pipeline.forms.parameters import CANTEEN

BY_CATEGORY = [("支出類別",)]
BY_CHECK = [("檢查項",)]
SIGNATURES, REFUSAL = "F05-R13", "F05-R14"


def check_metric(letter: str, name: str, unit: str, of: Contributed, formula: str) -> Metric:
    """A figure of M-F05-08, one for each check; there is no sum over the checks."""
    return Metric(
        id=f"M-F05-08{letter}",
        name=name,
        unit=unit,
        of=of,
        sheet=Vouchers,
        formula=formula,
        base=Base.ALL,
        by=BY_CHECK,
        total=False,
        because=("E1-57", "E1-58"),
    )


def publication_metric(letter: str, name: str, unit: str, of: Contributed | Sum, formula: str) -> Metric:
    """A figure of M-F05-10."""
    return Metric(
        id=f"M-F05-10{letter}",
        name=name,
        unit=unit,
        of=of,
        sheet=Publications,
        formula=formula,
        decimals=0 if unit == "月" else None,
        zero=unit != "%",
        target=Fraction(1) if unit == "%" else None,
        because=("E1-59",) if isinstance(of, Sum) else ("E1-60", "E2-33"),
    )


def deviation(_term: Term, income: Fraction, spending: Fraction) -> Fraction | None:
    """M-F05-12c: surplus (or deficit, below 0) ÷ income."""
    return (income - spending) / income if income else None


VOUCHER_METRICS = [
    Metric(
        id="M-F05-05a",
        name="支出總額",
        unit="元",
        of=Sum(Vouchers.amount),
        where=history.IS_SPENT,
        sheet=Vouchers,
        formula="Σ 已報票據的發票金額，按報支日期",
        by=[*BY_CATEGORY, ("支出類別", "一級明細"), ("經費來源",)],
        because=("E1-62", "E2-27", "E2-33"),
    ),
    Metric(
        id="M-F05-05b",
        name="待報金額",
        unit="元",
        of=Contributed(lines.waiting, scale=2),
        sheet=Vouchers,
        formula="月末已購買而未報支的 Σ 發票金額",
        by=BY_CATEGORY,
        span=Span.LAST,
        because=("E1-62",),
    ),
    Metric(
        id="M-F05-05c",
        name="支出佔比",
        unit="%",
        parts_unit="元",
        of=ShareOf("M-F05-05a"),
        sheet=Vouchers,
        formula="該類支出 ÷ 支出總額",
        by=BY_CATEGORY,
        because=("E2-33",),
    ),
    Metric(
        id="M-F05-06a",
        name="審核票據張數",
        unit="張",
        of=Rows(),
        base=Base.ALL,
        sheet=Vouchers,
        formula="全部票據的行數，不計入的也算",
        because=("E2-31",),
    ),
    Metric(
        id="M-F05-06b",
        name="三簽齊全率",
        unit="%",
        of=Rate(~excluded_by(SIGNATURES)),
        base=Base.ALL,
        sheet=Vouchers,
        formula="三簽齊全的張數 ÷ 審核票據張數",
        target=Fraction(1),
        because=("E2-31",),
    ),
    Metric(
        id="M-F05-06c",
        name="無效票據張數",
        unit="張",
        of=Rows(),
        where=excluded_by(SIGNATURES),
        base=Base.ALL,
        sheet=Vouchers,
        formula="三簽不齊的張數",
        because=("E2-31",),
    ),
    Metric(
        id="M-F05-06d",
        name="無效票據金額",
        unit="元",
        of=Sum(Vouchers.amount),
        where=excluded_by(SIGNATURES),
        base=Base.ALL,
        sheet=Vouchers,
        formula="三簽不齊的 Σ 發票金額",
        by=BY_CATEGORY,
        because=("E2-31",),
    ),
    Metric(
        id="M-F05-07a",
        name="退回張數",
        unit="張",
        of=Rows(),
        where=excluded_by(REFUSAL),
        base=Base.ALL,
        sheet=Vouchers,
        formula="三簽齊全而實物不符或退回的張數",
        because=("E2-32",),
    ),
    Metric(
        id="M-F05-07b",
        name="退回金額",
        unit="元",
        of=Sum(Vouchers.amount),
        where=excluded_by(REFUSAL),
        base=Base.ALL,
        sheet=Vouchers,
        formula="三簽齊全而實物不符或退回的 Σ 發票金額",
        by=BY_CATEGORY,
        because=("E2-32",),
    ),
    check_metric("a", "應查張數", "張", Contributed(lines.checked(lines.asked)), "該項檢查適用的張數，不計入的也算"),
    check_metric("b", "合規張數", "張", Contributed(lines.checked(lines.passing)), "其中合規的張數"),
    check_metric(
        "c", "票據合規率", "%", Contributed(lines.checked(lines.passing, is_rate=True)), "合規張數 ÷ 應查張數"
    ),
    check_metric(
        "d", "不合規金額", "元", Contributed(lines.checked(lines.failing_fen), scale=2), "不合規的 Σ 發票金額"
    ),
    Metric(
        id="M-F05-09a",
        name="達詢價起點筆數",
        unit="筆",
        of=Rows(),
        where=Vouchers.needs_quotes,
        base=Base.ALL,
        sheet=Vouchers,
        formula="實物購置且發票金額達詢價起點的行數，不計入的也算",
        because=("E3-28",),
    ),
    Metric(
        id="M-F05-09b",
        name="詢價合規率",
        unit="%",
        of=Rate(~breaks("F05-R22")),
        where=Vouchers.needs_quotes,
        base=Base.ALL,
        sheet=Vouchers,
        formula="其中詢價家數足夠或註明免詢價原因的行數 ÷ 達詢價起點筆數",
        because=("E3-28",),
    ),
]

PUBLICATION_METRICS = [
    publication_metric("a", "應公佈月數", "月", Contributed(lines.published(in_time=False)), "公佈截止日已到的月數"),
    publication_metric("b", "按時公佈月數", "月", Contributed(lines.published()), "其中按時公佈、彙報並經審議的月數"),
    publication_metric("c", "公佈及時率", "%", Contributed(lines.published(is_rate=True)), "按時公佈月數 ÷ 應公佈月數"),
    publication_metric("d", "質疑或意見數", "條", Sum(Publications.questions), "Σ 質疑或意見數"),
    publication_metric("e", "已答覆數", "條", Sum(Publications.answers), "Σ 已答覆數"),
]

PLAN_METRICS = [
    Metric(
        id="M-F05-11a",
        name="學期計劃支出",
        unit="元",
        of=Contributed(lines.planned_spending, scale=2),
        sheet=Budget,
        formula="Σ 支出的學期計劃，跨年的兩個預算年度相加",
        by=BY_CATEGORY,
        span=Span.TERM,
        zero=False,
        because=("E2-29",),
    ),
    Metric(
        id="M-F05-11b",
        name="預算執行率",
        unit="%",
        parts_unit="元",
        of=Contributed(lines.execution, scale=2, den_scale=2),
        sheet=Vouchers,
        formula="本學期至今的支出總額 ÷ 學期計劃支出",
        by=BY_CATEGORY,
        span=Span.TERM,
        zero=False,
        because=("E2-29",),
    ),
    Metric(
        id="M-F05-12a",
        name="伙食費收入",
        unit="元",
        of=Sum(Collections.collected),
        where=history.IS_COLLECTED & (history.NATURE == CANTEEN_FEE),
        sheet=Collections,
        formula="Σ 收費性質為伙食費的實收金額",
        span=Span.TERM,
        because=("E1-17", "R08"),
        module=CANTEEN,
    ),
    Metric(
        id="M-F05-12b",
        name="食堂專賬支出",
        unit="元",
        of=Sum(Vouchers.amount),
        where=history.IS_SPENT & (Vouchers.source == CANTEEN_ACCOUNT),
        sheet=Vouchers,
        formula="支出總額中經費來源為食堂專賬的部分",
        span=Span.TERM,
        because=("E1-17", "R08"),
        module=CANTEEN,
    ),
    Metric(
        id="M-F05-12c",
        name="食堂收支偏離率",
        unit="%",
        of=FromFigures(("M-F05-12a", "M-F05-12b"), deviation),
        sheet=Vouchers,
        formula="（伙食費收入 − 食堂專賬支出）÷ 伙食費收入；結餘與虧空都是偏離",
        span=Span.TERM,
        because=("E1-17", "R08"),
        module=CANTEEN,
    ),
]

METRICS = [*metrics_fees.METRICS, *VOUCHER_METRICS, *PUBLICATION_METRICS, *PLAN_METRICS]
