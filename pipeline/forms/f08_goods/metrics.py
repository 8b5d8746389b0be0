"""The figures of F08 (domain/forms/F08.md, Metrics)."""

from __future__ import annotations

from pipeline.form.metric import Contributed, Metric, Quotient, Rows, Span, Sum
from pipeline.forms.f08_goods.contributions import DEPARTMENT, SIDE, issued_worth, loans, open_loans
from pipeline.forms.f08_goods.sheets import ISSUED, Cases, Loans, Movements

BY_DEPARTMENT = [(DEPARTMENT,)]
BY_SIDE = [(SIDE,)]
BY_NATURE = [("損壞性質",)]
BY_NATURE_AND_ROOM = [*BY_NATURE, ("班室編號",)]

GOODS = [
    Metric(
        id="M-F08-01a",
        name="領用次數",
        unit="次",
        of=Rows(),
        sheet=Movements,
        where=Movements.move == ISSUED,
        formula="類型為領用的行數",
        by=BY_DEPARTMENT,
        because=("E1-64",),
    ),
    Metric(
        id="M-F08-01b",
        name="領用金額",
        unit="元",
        of=Contributed(issued_worth, scale=2),
        sheet=Movements,
        formula="Σ 數量 × 當月平均單價，領用減退回",
        by=BY_DEPARTMENT,
        because=("E1-64",),
    ),
]

LENT = [
    Metric(
        id="M-F08-02a",
        name="借出數",
        unit="次",
        of=Contributed(loans(Loans.lent_on)),
        sheet=Loans,
        formula="借條數，按借出日期",
        by=BY_SIDE,
        because=("E1-67", "E2-22"),
    ),
    Metric(
        id="M-F08-02b",
        name="歸還數",
        unit="次",
        of=Contributed(loans(Loans.returned_on)),
        sheet=Loans,
        formula="借條數，按歸還日期",
        by=BY_SIDE,
        because=("E2-22",),
    ),
    Metric(
        id="M-F08-02c",
        name="未還數",
        unit="次",
        of=Contributed(open_loans(overdue=False)),
        sheet=Loans,
        formula="月末已借出而沒有歸還的借條數",
        by=BY_SIDE,
        span=Span.LAST,
        because=("E2-22",),
    ),
    Metric(
        id="M-F08-02d",
        name="逾期未還數",
        unit="次",
        of=Contributed(open_loans(overdue=True)),
        sheet=Loans,
        formula="未還數中應還日期已過的",
        by=BY_SIDE,
        span=Span.LAST,
        because=("E1-67", "E2-22"),
    ),
]

COMPENSATION = [
    Metric(
        id="M-F08-03a",
        name="賠償件數",
        unit="件",
        of=Rows(),
        sheet=Cases,
        formula="損壞賠償的宗數，按日期",
        by=BY_NATURE_AND_ROOM,
        because=("E1-30",),
    ),
    Metric(
        id="M-F08-03b",
        name="應賠金額",
        unit="元",
        of=Sum(Cases.payable),
        sheet=Cases,
        formula="Σ 應賠金額，按日期",
        by=BY_NATURE_AND_ROOM,
        because=("E1-30", "E2-25"),
    ),
    Metric(
        id="M-F08-03c",
        name="實賠金額",
        unit="元",
        of=Sum(Cases.paid),
        sheet=Cases,
        formula="Σ 實賠金額，按日期",
        by=BY_NATURE_AND_ROOM,
        because=("E1-30", "E2-25"),
    ),
    Metric(
        id="M-F08-03d",
        name="賠償率",
        unit="%",
        of=Quotient(Cases.paid, Cases.payable),
        parts_unit="元",
        sheet=Cases,
        formula="實賠金額 ÷ 應賠金額",
        by=BY_NATURE,
        because=("E1-30", "E2-25"),
    ),
]

METRICS = [*GOODS, *LENT, *COMPENSATION]
