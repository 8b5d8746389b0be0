"""One voucher of F05.4 with its request, signatures and state."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_CEILING, Decimal

from pipeline.sample.days import working_days_before
from pipeline.sample.school import HEAD
from pipeline.sample.table import CENT, Row, month_of, typed

SIMPLIFIED = {"ZC-2604-006": "办公费"}
"""Categories typed in the other script."""


@dataclass(frozen=True)
class Request:
    """What goods are asked for before they are bought; `quotes` from three shops unless the note says why not."""

    applicant: str
    asked_on: date
    approver: str
    approved_on: date
    limit: Decimal
    quotes: int | None = None
    cheapest: str | None = None


@dataclass(frozen=True)
class Voucher:
    """A row of F05.4. Without `request` it pays for no goods; without `paid_on` it is not reimbursed.

    `signers` are 經手人, 驗收人 and 審核人; `approver` is the single pen (一支筆) of the school.
    """

    number: str
    category: str
    detail: str
    purpose: str
    payee: str
    amount: Decimal
    bought_on: date
    paid_on: date | None
    signers: tuple[str, str, str | None]
    fund: str
    request: Request | None = None
    as_ordered: str = "相符"
    state: str = "已報"
    project: str | None = None
    document: str | None = None
    note: str | None = None
    invoice: str = ""
    approver: str = HEAD

    @property
    def month(self) -> str:
        """The month whose file has the row as it is in the end."""
        return month_of(self.paid_on or self.bought_on)

    @property
    def spent(self) -> bool:
        """It counts as expenditure."""
        return self.state == "已報"

    def before_payment(self) -> Voucher:
        """The same voucher while it waits for approval."""
        return replace(self, paid_on=None, state="待報")

    def row(self) -> Row:
        """The row of F05.4."""
        handler, acceptor, reviewer = self.signers
        what: Row = {
            "憑證號": self.number,
            "發票號": self.invoice or invoice_number(self.number),
            "支出類別": SIMPLIFIED.get(self.number, self.category),
            "一級明細": self.detail,
            "事由": self.purpose,
            "購買日期": self.bought_on,
            "開票單位": self.payee,
            "發票金額": self.amount.quantize(CENT),
            "實物購置": "是" if self.request else "否",
            "經手人": handler,
            "驗收人": acceptor,
            "審核人": reviewer,
            "報支狀態": self.state,
            "經費來源": self.fund,
            "項目編號": self.project,
            "關聯單號": self.document,
            "備註": self.note,
        }
        return typed(what | self._request() | self._payment())

    def _request(self) -> Row:
        if self.request is None:
            return {}
        return {
            "申請人": self.request.applicant,
            "申請日期": self.request.asked_on,
            "購買批准人": self.request.approver,
            "購買批准日期": self.request.approved_on,
            "批准金額": self.request.limit.quantize(CENT),
            "實物相符": self.as_ordered,
            "詢價家數": self.request.quotes,
            "成交為最低價": self.request.cheapest,
        }

    def _payment(self) -> Row:
        if self.paid_on is None:
            return {}
        approved_on = max(self.bought_on, working_days_before(self.paid_on, 1))
        return {"報支批准人": self.approver, "報支批准日期": approved_on, "報支日期": self.paid_on}


def invoice_number(voucher: str) -> str:
    """The 20 digits of the invoice behind a voucher."""
    _, month, serial = voucher.split("-")
    return f"26212000{int(month + serial) * 7919:012d}"


def rounded_up(amount: Decimal, step: int) -> Decimal:
    """The next full hundred or thousand, as an approval names it."""
    return (amount / step).to_integral_value(ROUND_CEILING) * step
