"""Cross-form rules of the canteen's purchases and stock: X-01 to X-04 (domain 6)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from pipeline.checks.mask import by_value, members
from pipeline.checks.services import last_day
from pipeline.checks.term import Rows
from pipeline.checks.unknown import may_be_hidden
from pipeline.checks.words import by_day, computed, silenced_by, somebody, unless_due
from pipeline.form.column import Column
from pipeline.form.expression import Expr, Type, Word
from pipeline.form.rule import Flag, Missing, Rule
from pipeline.forms.f02_canteen.history import LAST_COUNT
from pipeline.forms.f02_canteen.sheets import Counts, Deliveries
from pipeline.forms.f05_finance.sheets import CANTEEN_SPENDING, Vouchers
from pipeline.forms.parameters import CANTEEN, TOLERANCE

FOOD_SPENDING = CANTEEN_SPENDING[0]


@computed("所付食材的驗收金額", Type.NUMBER, 2)
def ACCEPTED_FOR_INVOICE(rows: Rows) -> pd.Series[Any]:
    """X-01: Σ 合格數量 × 單價 of the counted deliveries that quote the voucher's invoice; unknown when none does.

    Unknown, too, while one that may quote it is held or has not come.
    """
    came = rows.term.rows(Deliveries)
    invoices = came.text(Deliveries.invoice)
    amounts = np.where(came.counted, came.numbers(Deliveries.accepted_amount), 0)
    fen: dict[str, int] = {}
    for at in np.flatnonzero(came.usable):
        if invoices[at] is not None:
            fen[invoices[at]] = fen.get(invoices[at], 0) + int(amounts[at])
    accepted = by_value(rows.of(Vouchers.invoice), lambda invoice: fen.get(invoice, pd.NA), "Int64")
    return accepted.mask(may_be_hidden(rows, Vouchers.invoice, Deliveries.invoice))


def among_those_who(did: Column, name: str, who: Column) -> Expr:
    """X-02: the voucher's `who` is one of the `did` of the deliveries that it pays for.

    Unknown where it is none of those known, and one more may be held or not have come.
    """

    def compute(rows: Rows) -> pd.Series[Any]:
        came, people = rows.term.rows(Deliveries), defaultdict[str, set[str]](set)
        invoices, names = came.text(Deliveries.invoice), came.text(did)
        for at in np.flatnonzero(came.usable):
            if invoices[at] is not None:
                people[invoices[at]].update(members(names[at] or ""))
        pairs = zip(rows.text(Vouchers.invoice), rows.text(who), strict=True)
        found = [one in people[invoice] if one and people.get(invoice) else pd.NA for invoice, one in pairs]
        known = pd.Series(found, index=rows.frame.index, dtype="boolean")
        there = np.asarray(known.fillna(value=False), dtype=bool)
        return known.mask(~there & may_be_hidden(rows, Vouchers.invoice, Deliveries.invoice))

    return Word(name, compute, Type.TRUTH)


END_OF_NEXT_MONTH = by_day(Deliveries.bought_on.month(), lambda _, month: last_day(month + 1), "次月底", Type.DATE)

RULES: Sequence[Rule | Missing] = [
    Flag(
        "X-01",
        "食材票據與驗收相符",
        must={Vouchers.amount: (ACCEPTED_FOR_INVOICE - Vouchers.amount).abs() <= TOLERANCE},
        when=Vouchers.category == FOOD_SPENDING,
        says="發票金額 {amount} 元與採購驗收入庫中引用這張發票的合格金額 {accepted} 元不等",
        shows={"accepted": ACCEPTED_FOR_INVOICE},
        fix="請核對發票與入庫各行，多開的請退換發票。",
        because="E1-17 E1-63",
        module=CANTEEN,
        measure="食材發票逐張與驗收入庫核對",
    ),
    Flag(
        "X-01",
        "食材票據與驗收相符",
        must={Deliveries.invoice: unless_due(Deliveries.invoice.is_in(Vouchers.invoice), END_OF_NEXT_MONTH)},
        first_of=(Deliveries.invoice,),
        says="結算發票號「{invoice}」到次月底仍不在支出票據",
        fix="請核對發票號；確已結算的請會計補錄。",
        because="E1-17 E1-63",
        module=CANTEEN,
        measure="食材發票逐張與驗收入庫核對",
    ),
    Flag(
        "X-02",
        "票據簽字人即經辦人",
        must={
            Vouchers.handler: among_those_who(Deliveries.buyers, "經手人是採購人", Vouchers.handler),
            Vouchers.acceptor: among_those_who(Deliveries.acceptors, "驗收人參加驗收", Vouchers.acceptor),
        },
        when=Vouchers.category.among(*CANTEEN_SPENDING),
        says="經手人 {handler} 須是所付食材的採購人之一，驗收人 {acceptor} 須是其驗收人之一",
        fix="請由實際採購、驗收的人簽字。",
        because="E1-18 E1-20 E2-31",
        module=CANTEEN,
        measure="食材票據由實際採購、驗收的人簽字",
    ),
    Flag(
        "X-03",
        "期初接上月實盤",
        must={Counts.opening: Counts.opening == LAST_COUNT},
        says="期初數量 {opening} 與上月實盤數量 {before} 不同",
        shows={"before": LAST_COUNT},
        fix="請照上月實盤數量填；上月填錯的請更正上月的表。",
        because="E1-17 E1-21",
        measure="填期初數量前先抄上月實盤，由保管員以外的人核對",
    ),
    Flag(
        "X-04",
        "崗位互不相兼",
        never={
            Deliveries.buyers: somebody(
                Deliveries.buyers, "採購人是倉庫保管員", lambda r, one: r.holds(one, "倉庫保管員")
            ),
            Deliveries.acceptors: somebody(
                Deliveries.acceptors, "驗收人是採購員", lambda r, one: r.holds(one, "採購員")
            ),
            Deliveries.keeper: somebody(Deliveries.keeper, "保管員是採購員", lambda r, one: r.holds(one, "採購員")),
        },
        when=~silenced_by("F02-R02", "F02-R03"),
        says="按崗位，倉庫保管員不得採購，採購員不得驗收或保管",
        fix="請按分工由其他人辦理；如填錯請更正。",
        because="E1-16 E1-18 E1-19",
        measure="採購、驗收、保管分由不同的崗位負責",
    ),
]
