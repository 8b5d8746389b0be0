"""Cross-form rules around F06: X-19, X-26, X-27, X-28 (domain 6)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from pipeline.checks.mask import members
from pipeline.checks.term import Rows
from pipeline.checks.unknown import Held, absent_months
from pipeline.checks.words import computed, quoted_total
from pipeline.form.rule import Flag, Missing, Note, Rule
from pipeline.forms.f05_finance.sheets import Vouchers
from pipeline.forms.f06_energy.contributions import pairs
from pipeline.forms.f06_energy.history import lacks_bills_of_measure
from pipeline.forms.f06_energy.sheets import Bills, Measures, Readings
from pipeline.forms.parameters import TOLERANCE

BILLED_ON_VOUCHER = quoted_total(Bills.amount, key=Bills.voucher, quoted_by=Bills.voucher)
VOUCHER_AMOUNT = Bills.voucher.lookup(Vouchers.code, Vouchers.amount)


@computed("對應總表可辨")
def NAMES_MAIN_METERS(rows: Rows) -> pd.Series[bool]:
    """X-26: every 對應總表 is a 表號 of F06.1 with 表級 總表 and the bill's energy.

    Unknown where such a row may be held or not have come.
    """
    readings = rows.term.rows(Readings)
    known = {
        (readings.text(Readings.meter)[at], readings.text(Readings.energy)[at])
        for at in np.flatnonzero(readings.usable & (readings.text(Readings.level) == "總表"))
    }
    held, absent = Held(readings, Readings.meter, Readings.energy, Readings.level), absent_months(rows.term, Readings)
    named: list[object] = []
    for meters, energy in zip(rows.text(Bills.meters), rows.text(Bills.energy), strict=True):
        strange = [(one, energy) for one in members(meters or "") if (one, energy) not in known]
        unknown = (
            None in (meters, energy) or (strange and absent) or any(held.may_have(*one, "總表") for one in strange)
        )
        named.append(pd.NA if unknown else not strange)
    return pd.Series(named, index=rows.frame.index, dtype="boolean")


@computed("節能可比")
def SAVES_SOMETHING(rows: Rows) -> pd.Series[bool]:
    """X-27: a finished measure has a pair of bills, and costs less a day than before; asked when its bills are in."""
    finished = rows.of(Measures.finished_on)
    saves: list[object] = [pd.NA] * len(rows)
    for at in np.flatnonzero(rows.usable):
        if pd.isna(finished.iloc[at]) or finished.iloc[at] > rows.term.as_of:
            continue
        found = pairs(rows.term, int(at))
        before, after = sum(p.before.amount for p in found), sum(p.after.amount for p in found)
        days_before, days_after = sum(p.before.days for p in found), sum(p.after.days for p in found)
        if not lacks_bills_of_measure(rows, int(at), rows.term.start):
            saves[at] = bool(found) and before * days_after > after * days_before
    return pd.Series(saves, index=rows.frame.index, dtype="boolean")


@computed("完工在本期")
def FINISHED_IN_WINDOW(rows: Rows) -> pd.Series[bool]:
    """完工日期 lies in the window."""
    return rows.of(Measures.finished_on).between(rows.term.start, rows.term.end).astype("boolean")


RULES: Sequence[Rule | Missing] = [
    Flag(
        "X-19",
        "水電賬單與憑證相符",
        must={
            Bills.voucher: Bills.voucher.is_in(Vouchers.code),
            Bills.amount: (BILLED_ON_VOUCHER - VOUCHER_AMOUNT).abs() <= TOLERANCE,
        },
        says="憑證號 {voucher} 不在支出票據，或所引賬單合計與發票金額不等",
        fix="請核對憑證號與金額；憑證未錄入的請會計補錄。",
        because="E1-63",
    ),
    Note(
        "X-26",
        "賬單對應總表",
        must={Bills.meters: NAMES_MAIN_METERS},
        says="對應總表「{meters}」不是抄表裏同一能源的總表",
        fix="請填抄表中的總表表號。",
        because="E1-27",
    ),
    Note(
        "X-27",
        "節能效果可比",
        must={Measures.baseline: SAVES_SOMETHING},
        says="改造前後沒有同月賬單可比，或日均費用沒有下降",
        fix="待同期賬單到齊後再比較；如確無節約請查明原因。",
        because="E1-26 E1-27 E1-28",
    ),
    Flag(
        "X-28",
        "節能投入與憑證相符",
        must={
            Measures.cost: (
                quoted_total(Vouchers.amount, key=Vouchers.project, quoted_by=Measures.project) - Measures.cost
            ).abs()
            <= TOLERANCE
        },
        when=Measures.project.filled() & FINISHED_IN_WINDOW,
        says="投入金額 {cost} 元與該項目的憑證合計不等",
        fix="請核對項目編號與投入金額。",
        because="E1-26",
    ),
]
