"""Vouchers, fees and what is published of a small school's money (F05)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from math import prod

from pipeline.sample.days import working_days_before
from pipeline.sample.publication import publication_row
from pipeline.sample.schools.written import written
from pipeline.sample.table import CENT, Row, day, day_in, ledger, month_of
from pipeline.sample.voucher import Request, Voucher, rounded_up

QUOTES_FROM = 1000
NO_QUOTES = "定點供應"
PAID_ON_THE_SPOT = "-"
CASH = "現金賠償"
EVERYBODY = "全部"


@dataclass(frozen=True)
class Accounts:
    """Who signs a school's vouchers: 經手人 and 驗收人 by 支出類別 (or the usual ones), 審核人, the single pen.

    `unsigned` are the numbers of vouchers that lack the third signature, `mismatched` of those that bought something
    else than was asked for; neither is paid.
    """

    head: str
    applicant: str
    bookkeeper: str
    usual_hands: tuple[str, str]
    hands: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    unsigned: frozenset[str] = frozenset()
    mismatched: frozenset[str] = frozenset()

    def vouchers(self, text: str, amounts: Mapping[str, Decimal]) -> list[Voucher]:
        """Vouchers from lines 憑證號 | 支出類別 一級明細 | 事由 | 開票單位 | 金額 | 購買 報支 | 實物 | 經費來源.

        經費來源 is followed by 項目編號 and 備註 where there are such. A blank 金額 is that of `amounts`: the sum of
        what the voucher pays for.
        """
        return [self._voucher(amounts, *cells) for cells in ledger(text)]

    def _voucher(self, amounts: Mapping[str, Decimal], number: str, category: str, *rest: str) -> Voucher:
        purpose, payee, money, days, goods, source = rest
        kind, detail = category.split()
        bought_on, paid_on = (None if one == PAID_ON_THE_SPOT else day(one) for one in days.split())
        fund, project, note = (*source.split(), "", "")[:3]
        if bought_on is None:
            raise ValueError(f"{number} was never bought")
        voucher = Voucher(
            number=number,
            category=kind,
            detail=detail,
            purpose=purpose,
            payee=payee,
            amount=Decimal(money) if money else amounts[number],
            bought_on=bought_on,
            paid_on=paid_on,
            signers=(*self.hands.get(kind, self.usual_hands), None if number in self.unsigned else self.bookkeeper),
            fund=fund,
            state="已報" if paid_on else "退回",
            project=None if project in ("", PAID_ON_THE_SPOT) else project,
            note=note or None,
            as_ordered="不符" if number in self.mismatched else "相符",
            approver=self.head,
        )
        return replace(voucher, request=self.request(voucher)) if goods == "是" else voucher

    def request(self, voucher: Voucher) -> Request:
        """Asked four working days before the purchase, approved three before."""
        compared = voucher.amount >= QUOTES_FROM and voucher.note != NO_QUOTES
        return Request(
            applicant=self.applicant,
            asked_on=working_days_before(voucher.bought_on, 4),
            approver=self.head,
            approved_on=working_days_before(voucher.bought_on, 3),
            limit=rounded_up(voucher.amount, 1000 if voucher.amount >= 5000 else 100),
            quotes=3 if compared else None,
            cheapest="是" if compared else None,
        )


def sums(rows: Sequence[Row], factors: Sequence[str]) -> dict[str, Decimal]:
    """What each voucher pays for, added up over the rows that quote it: the product of their cells `factors`."""
    found: defaultdict[str, Decimal] = defaultdict(Decimal)
    for row in (row for row in rows if "憑證號" in row):
        found[str(row["憑證號"])] += prod(Decimal(str(row[title])) for title in factors)
    return {voucher: money.quantize(CENT) for voucher, money in found.items()}


def collected(text: str, items: Sequence[Row], rooms: Sequence[Row], cashier: str) -> list[Row]:
    """F05.2 from lines 項目代碼 | 收費日期 | 解交日期 | 繳款單號: every pupil of its grades pays the standard."""
    rows: list[Row] = []
    receipt = 1
    by_code = {item["項目代碼"]: item for item in items}
    for code, collected_on, deposited_on, slip in ledger(text):
        standard, grades = Decimal(str(by_code[code]["標準"])), str(by_code[code]["適用年級"]).split("、")
        for room in (room for room in rooms if "學生數" in room):
            if grades != [EVERYBODY] and room["年級"] not in grades:
                continue
            pupils = int(str(room["學生數"]))
            dates = (day(collected_on), day(deposited_on))
            rows.append(
                _collection(code, str(room["班室編號"]), standard, pupils, receipt) | _paid_in(*dates, slip, cashier)
            )
            receipt += pupils
    return rows


def _collection(code: str, room: str, standard: Decimal, pupils: int, first_receipt: int) -> Row:
    return {
        "班室編號": room,
        "項目代碼": code,
        "標準": standard,
        "應收人數": pupils,
        "減免人數": 0,
        "實收人數": pupils,
        "實收金額": standard * pupils,
        "收款票據號": f"{first_receipt:04}-{first_receipt + pupils - 1:04}",
        "解交金額": standard * pupils,
    }


def _paid_in(collected_on: date, deposited_on: date, slip: str, cashier: str) -> Row:
    return {"收費日期": collected_on, "收款人": cashier, "解交日期": deposited_on, "繳款單號": slip}


def settled(fees: Sequence[Row], costs: Mapping[str, str], published: str, refunded: str) -> list[Row]:
    """F05.3: what a pupil's share cost in the end (元, by 項目代碼); the rest goes back."""
    return [
        {
            "項目代碼": fee["項目代碼"],
            "班室編號": fee["班室編號"],
            "預收總額": fee["實收金額"],
            "實際支出總額": spent,
            "已退補總額": Decimal(str(fee["實收金額"])) - spent,
            "退補日期": day(refunded),
            "簽收人數": fee["實收人數"],
            "清單公佈日期": day(published),
        }
        for fee in fees
        if fee["項目代碼"] in costs
        for spent in [Decimal(costs[str(fee["項目代碼"])]) * int(str(fee["實收人數"]))]
    ]


def published(
    text: str, vouchers: Sequence[Voucher], fees: Sequence[Row] = (), compensations: Sequence[Row] = ()
) -> list[Row]:
    """F05.5 from the lines of `publication.PUBLISHED`, with the income and spending of each month."""
    income = [*_dated(fees, "收費日期", "實收金額")]
    income += _dated([one for one in compensations if one["處理方式"] == CASH], "日期", "實賠金額")
    spending = [(each.month, each.amount) for each in vouchers if each.spent]
    return [
        publication_row(*cells, income=_of_month(cells[0], income), spending=_of_month(cells[0], spending))
        for cells in ledger(text)
    ]


def _dated(rows: Sequence[Row], on: str, amount: str) -> Iterator[tuple[str, Decimal]]:
    return ((month_of(day_in(row, on)), Decimal(str(row[amount]))) for row in rows)


def _of_month(month: str, amounts: Sequence[tuple[str, Decimal]]) -> Decimal:
    return sum((money for when, money in amounts if when == month), Decimal(0)).quantize(CENT)


def fee_items(text: str) -> list[Row]:
    """F05.1 from lines 項目代碼 | 項目名稱 | 收費性質 | 文件依據 | 標準 | 適用年級 | 公示日期."""
    headings = "項目代碼 | 項目名稱 | 收費性質 | 文件依據 | 標準 | 適用年級 | 公示日期"
    return written("F05 收費標準公示", f"{headings}\n{text}", 自願項目="否", 公示方式="多種")
