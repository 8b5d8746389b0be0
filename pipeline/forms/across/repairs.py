"""Cross-form rules around repairs: X-18, X-35 as far as it marks F09.1, and X-37 (domain 6)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from pipeline.checks.mask import by_value
from pipeline.checks.services import last_day
from pipeline.checks.term import Rows
from pipeline.checks.unknown import may_be_hidden
from pipeline.checks.words import by_day, computed, happened, opening_day, quoted_total, unless_due
from pipeline.form.expression import Type, when
from pipeline.form.rule import Flag, Missing, Rule
from pipeline.forms.elsewhere import columns_of, rows_of
from pipeline.forms.f01_opening.sheets import Tasks
from pipeline.forms.f05_finance.sheets import Vouchers
from pipeline.forms.f09_repairs.sheets import Orders
from pipeline.forms.parameters import TOLERANCE

REPAIR_SPENDING = "維修費"
CASES = ("F08", "損壞賠償")
REPAIRED_FOR_VOUCHER = quoted_total(Orders.cost, key=Orders.voucher, quoted_by=Vouchers.code)
COST_ARISES_ON = when(happened(Orders.finished_on), Orders.finished_on, Orders.reported_on)
END_OF_NEXT_MONTH = by_day(COST_ARISES_ON.month(), lambda _, month: last_day(month + 1), "次月底", Type.DATE)
FINISHED_ON = Tasks.order.lookup(Orders.code, Orders.finished_on)
OPENING = opening_day()


@computed("賠償單屬於本維修單")
def CASE_IS_OURS(rows: Rows) -> pd.Series[Any]:
    """X-35: 賠償單號 is in F08.3, on a row not held whose 維修單號 is blank or this order; unknown without F08.

    Unknown, too, where a row with the number may be held or not have come.
    """
    cases = rows_of(rows.term, *CASES)
    if cases is None:
        return pd.Series(pd.NA, index=rows.frame.index, dtype="boolean")
    numbers, orders = (cases.text(column) for column in columns_of(cases, "賠償單號", "維修單號"))
    meant_for = {numbers[at]: orders[at] for at in np.flatnonzero(cases.usable)}
    pairs = zip(rows.text(Orders.compensation), rows.text(Orders.code), strict=True)
    found = [
        pd.NA if number is None else number in meant_for and meant_for[number] in (None, order)
        for number, order in pairs
    ]
    ours = pd.Series(found, index=rows.frame.index, dtype="boolean")
    known = by_value(rows.of(Orders.compensation), meant_for.__contains__).fillna(value=True).to_numpy(dtype=bool)
    return ours.mask(~known & may_be_hidden(rows, Orders.compensation, cases.sheet.column("賠償單號")))


RULES: Sequence[Rule | Missing] = [
    Flag(
        "X-18",
        "維修票據與維修單相符",
        must={Vouchers.amount: (REPAIRED_FOR_VOUCHER - Vouchers.amount).abs() <= TOLERANCE},
        when=Vouchers.category == REPAIR_SPENDING,
        says="發票金額 {amount} 元，引用這張憑證的維修單合計費用 {repaired} 元",
        shows={"repaired": REPAIRED_FOR_VOUCHER},
        fix="請核對發票與維修單的材料費、人工費，漏記的補記。",
        because="E1-62 E1-63",
        measure="維修發票逐張與維修單核對",
    ),
    Flag(
        "X-18",
        "維修票據與維修單相符",
        must={Orders.voucher: unless_due(Orders.voucher.is_in(Vouchers.code), END_OF_NEXT_MONTH)},
        first_of=(Orders.voucher,),
        says="憑證號「{voucher}」到次月底仍不在支出票據",
        fix="請核對憑證號；確已報支的請會計補錄。",
        because="E1-62 E1-63",
        measure="維修發票逐張與維修單核對",
    ),
    Flag(
        "X-35",
        "賠償單與維修單相符",
        must={Orders.compensation: CASE_IS_OURS},
        says="賠償單號「{compensation}」不在損壞賠償，或那裏寫的是另一張維修單",
        fix="請核對賠償單號；漏登的請補登損壞賠償。",
        because="E1-30",
        measure="人為損壞的維修單與賠償單逐張核對",
    ),
    Flag(
        "X-37",
        "開學前維修有單",
        must={Tasks.order: Tasks.order.is_in(Orders.code) & (FINISHED_ON <= OPENING)},
        says="維修單號「{order}」不在報修維修台賬，或完成日期「{finished}」晚於開學日 {opening}",
        shows={"finished": FINISHED_ON, "opening": OPENING},
        fix="請核對維修單號；漏報的維修單請補報。",
        because="E1-09, E2-04, E2-05",
        measure="開學前的維修逐項開單，修好後再銷項",
    ),
]
