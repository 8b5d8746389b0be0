"""Every row and every 分 is accounted for: counted + excluded + held + replaced = handed in (X-50)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import numpy as np
import pytest

from pipeline.checks.tally import FileTally, NotConservedError, by_sheet, tally
from pipeline.form.column import Date, Money, Number
from pipeline.form.form import Due, Form
from pipeline.form.rule import Exclude
from pipeline.form.sheet import Kind, Sheet
from tests.small import BASE, REGISTRY, Buys, Row, batch, buy, cover, handed, loan, thing

MARCH, APRIL = "F99_2025-2026-2_2026-03.xlsx", "F99_2025-2026-2_2026-04.xlsx"
NOTHING = {"in": 0, "counted": 0, "excluded": 0, "held": 0, "replaced": 0}


def line(lines: list[FileTally], sheet: str, file: str = MARCH) -> FileTally:
    (found,) = [one for one in lines if (one.sheet, one.file) == (sheet, file)]
    return found


def test_rows_and_money_of_each_fate() -> None:
    rows: list[Row] = [
        buy("2026-03-05", "A1"),  # 35.00
        buy("2026-03-05", "A2", 數量=2, 驗收日期=None),  # excluded, 7.00
        buy("2026-03-05", "A3", 品名=None, 數量=4),  # held, 14.00
        buy("2026-03-05", "A4", 數量="約9"),  # held; its amount cannot be read
        buy("2026-03-05", "A1", 數量=8),  # held, its key is used: 28.00
    ]
    found = line(batch(handed("2026-03", 採購=rows)).tallies, "採購")
    assert found.rows == {"in": 5, "counted": 1, "excluded": 1, "held": 3, "replaced": 0}
    assert found.fen == {"in": 8400, "counted": 3500, "excluded": 700, "held": 4200, "replaced": 0}


def test_older_states_are_replaced_in_their_own_file() -> None:
    march = handed("2026-03", 採購=[buy("2026-03-05", "A1")], 借用=[loan("J1", "2026-03-10"), loan("J2", "2026-03-10")])
    april = handed("2026-04", 借用=[loan("J1", "2026-03-10", "2026-04-02", 押金=Decimal("70.00"))])
    lines = batch(march, april).tallies
    assert line(lines, "借用").rows == {"in": 2, "counted": 1, "excluded": 0, "held": 0, "replaced": 1}
    assert line(lines, "借用").fen == {"in": 10000, "counted": 5000, "excluded": 0, "held": 0, "replaced": 5000}
    assert line(lines, "借用", APRIL).rows == {"in": 1, "counted": 1, "excluded": 0, "held": 0, "replaced": 0}
    assert line(lines, "借用", APRIL).fen == {"in": 5000, "counted": 5000, "excluded": 0, "held": 0, "replaced": 0}


@pytest.mark.parametrize("deposit", [Decimal("-5.00"), "約50"])
def test_a_dropped_amount_is_in_no_sum(deposit: Decimal | str) -> None:
    found = batch(handed("2026-03", 採購=[buy("2026-03-05", "A1")], 借用=[loan("J1", "2026-03-10", 押金=deposit)]))
    assert line(found.tallies, "借用").rows == {"in": 1, "counted": 1, "excluded": 0, "held": 0, "replaced": 0}
    assert line(found.tallies, "借用").fen == NOTHING


def test_sheets_without_money_count_rows_only_and_totals_rows_are_no_rows() -> None:
    rows: list[Row] = [buy("2026-03-05", "A1"), {"單號": "合計", "數量": 10, "金額": Decimal(35)}]
    lines = batch(handed("2026-03", 採購=rows)).tallies
    assert line(lines, "採購").rows["in"] == 1
    assert line(lines, "採購").totals_rows == 1
    base = next(one for one in lines if one.sheet == "人員名冊")
    assert (base.form, base.rows["in"], base.fen) == ("F00", 5, None)


class Goods(Sheet, title="驗收", number=1, kind=Kind.EVENT):
    """Part of the money of a counted row is excluded (部分合格)."""

    day = Date("日期", required=True)
    quantity = Number("數量", required=True)
    accepted = Number("合格數量", at_most=quantity)
    price = Money("單價", required=True)
    amount = Money("金額", formula=(quantity * price).rounded(2))

    key = (day,)
    attributed_to = day
    money = amount
    counted_money = (accepted.or_if_blank(quantity) * price).rounded(2)


GOODS = Form(
    id="F95",
    title="驗收",
    purpose="",
    filler="",
    due=Due.EVERY_MONTH,
    sheets=[Goods],
    rules=[Exclude("F95-R01", "不貴", must={Goods.price: Goods.price <= 100}, says="貴")],
)


def test_one_rows_money_may_be_split() -> None:
    """50 at 6.00, 46 accepted: 276.00 counted and 24.00 excluded; an excluded row is excluded whole."""
    rows: list[Row] = [
        {"日期": date(2026, 3, 2), "數量": 50, "合格數量": 46, "單價": 6},
        {"日期": date(2026, 3, 3), "數量": 1, "單價": 6},
        {"日期": date(2026, 3, 4), "數量": 2, "合格數量": 1, "單價": 101},
    ]
    registry = replace(REGISTRY, forms=[BASE, GOODS])
    march = replace(handed("2026-03"), form="F95", sheets={"驗收": rows})
    (found,) = [one for one in batch(march, registry=registry).tallies if one.sheet == "驗收"]
    assert found.rows == {"in": 3, "counted": 2, "excluded": 1, "held": 0, "replaced": 0}
    assert found.fen == {"in": 50800, "counted": 28200, "excluded": 22600, "held": 0, "replaced": 0}


def test_all_files_of_a_sheet_together() -> None:
    march = handed("2026-03", 採購=[buy("2026-03-05", "A1")], 名單=[thing("T1", "100.00")])
    april = handed("2026-04", 採購=[buy("2026-04-07", "A2", 數量=2)], 名單=[thing("T1", "150.00")])
    old = handed(
        "2026-04", cover("2026-04", version=2), 採購=[buy("2026-04-07", "A2", 數量=3)], 名單=[thing("T1", "150.00")]
    )
    tallies = {one.sheet: one for one in by_sheet(batch(march, april, old).tallies)}
    one = tallies["採購"]
    assert (one.rows_in, one.counted, one.replaced) == (3, 2, 1)
    assert (one.in_fen, one.counted_fen, one.replaced_fen) == (3500 + 700 + 1050, 4550, 700)
    assert (tallies["名單"].rows_in, tallies["名單"].replaced, tallies["名單"].replaced_fen) == (3, 2, 25000)
    assert tallies["人員名冊"].in_fen is None


def test_a_lost_row_is_found_out() -> None:
    found = batch(handed("2026-03", 採購=[buy("2026-03-05", "A1"), buy("2026-03-05", "A2")]))
    rows = found.term.rows(Buys)
    rows.state = np.array([0, 9], dtype=np.int8)
    with pytest.raises(NotConservedError, match="採購"):
        tally(found.validated, [])


def test_a_row_that_was_dropped_from_the_frame_is_found_out() -> None:
    found = batch(handed("2026-03", 採購=[buy("2026-03-05", "A1"), buy("2026-03-05", "A2")]))
    rows = found.term.rows(Buys)
    found.term.sheets[Buys] = rows.with_frame(np.array([True, False]))
    with pytest.raises(NotConservedError, match="採購"):
        tally(found.validated, [])


def test_money_that_two_fates_claim_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    found = batch(handed("2026-03", 採購=[buy("2026-03-05", "A1")]))
    monkeypatch.setattr("pipeline.checks.tally._fen", lambda *_: {"counted": 3500, "excluded": 1, "held": 0})
    with pytest.raises(NotConservedError, match="採購"):
        tally(found.validated, [])
