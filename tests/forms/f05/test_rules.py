from __future__ import annotations

from datetime import date

import pytest

from pipeline.checks.term import State
from pipeline.forms.f05_finance.sheets import Vouchers
from pipeline.sample.base_data import base_workbook
from tests.forms.f05 import cases
from tests.forms.f05.cases import ALLOWED, BREACHES, REFUSED
from tests.forms.f05.clean import (
    APRIL,
    CLEAN,
    FEES,
    MARCH,
    PUBLISHED,
    REFUNDS,
    SPRING,
    VOUCHERS,
    claimed,
    fee,
    voucher,
)
from tests.forms.packs import Packs
from tests.forms.plant import states, with_rows
from tests.forms.planting import Case, Change

ELSEWHERE = {"F05-R10", "X-22", "X-24"}
"""Planted below, since they need more than F05 of March and April."""


PLANTED = [*BREACHES, *REFUSED, *ALLOWED]
PACKS = Packs(SPRING, PLANTED)
batch_of, planted, told = SPRING.batch, SPRING.books, SPRING.told


@pytest.mark.parametrize("until", [MARCH, APRIL, None])
def test_nothing_is_found_in_the_clean_spring(until: str | None) -> None:
    assert told(batch_of(planted(), until)) == []


@pytest.mark.parametrize("case", PLANTED, ids=str)
def test_what_is_planted_is_found_at_its_cell_and_nothing_else(case: Case) -> None:
    PACKS.assert_found(case)


def test_what_is_refunded_in_april_may_be_refunded_in_full_by_now() -> None:
    assert told(batch_of(planted([cases.april(REFUNDS, 2, 已退補總額="20.00")]))) == []


def test_the_balance_of_the_canteen_is_told_in_percent() -> None:
    [case] = [one for one in BREACHES if one.rule == "X-24"]
    assert ["10.6%" in one.says for one in SPRING.found(case) if one.rule == "X-24"] == [True]


def test_a_row_that_is_not_deposited_is_missed_in_the_next_file() -> None:
    found = told(batch_of(planted(cases.NOT_DEPOSITED[:1]), APRIL))
    assert [one.rule for one in found] == ["F05-R07", "G-19"]


def test_deposits_and_publication_are_not_asked_before_they_are_due() -> None:
    late = fee("03-30 C303 SF01 25.00 42 22 20 500.00 0101-0120 04-02 JK-09")
    open_row = {**late, "解交日期": None, "解交金額": None, "繳款單號": None}
    # collected on Monday 03-30: due on 04-02, after March; March itself is due on 04-05
    changes = [
        Change(MARCH, FEES, 7, open_row),
        cases.published(income="14825.00"),
        cases.march(PUBLISHED, 4, 公佈日期=None, 公佈方式=None),
    ]
    assert told(batch_of(planted(changes)[:1], MARCH)) == []


def test_numbers_begin_again_in_another_calendar_year() -> None:
    old = {
        **voucher("2603-001 90.00 03-10 自來水公司", "水費 自來水 上年水費尾數", "沈玉蘭 王志遠 錢會敏"),
        **claimed("04-10", "04-13"),
        "發票號": "90000001",
        "購買日期": date(2025, 3, 10),
    }
    changes = [Change(APRIL, VOUCHERS, 3, old), cases.april(PUBLISHED, 2, 本月支出合計="570.00")]
    batch = batch_of(planted(changes), APRIL)
    assert [one.rule for one in told(batch)] == ["F05-R27"]  # 399 days
    assert states(batch, Vouchers)[State.COUNTED] == 5


def test_the_same_number_in_one_year_updates_the_voucher() -> None:
    batch = batch_of(CLEAN.values(), APRIL)
    assert states(batch, Vouchers) == {State.COUNTED: 4, State.EXCLUDED: 0, State.HELD: 0}
    waits = batch_of(CLEAN.values(), MARCH)
    assert waits.term.rows(Vouchers).text(Vouchers.status).tolist() == ["已報", "已報", "已報", "待報"]


def test_fees_are_not_asked_for_while_the_module_is_off() -> None:
    base = base_workbook()
    rows = [{**row, "參數值": "否"} if row["參數代碼"] == "P-24d" else row for row in base.sheets["學校參數"]]
    off = with_rows(base, "學校參數", rows)
    batch = batch_of([off, *planted([cases.march(FEES, 3, 標準="26.00")])], APRIL)
    assert "F05-R05" not in {one.rule for one in told(batch)}


def test_amounts_are_kept_row_for_row_and_cent_for_cent() -> None:
    changes = [cases.march(VOUCHERS, 3, 審核人=None), cases.march(VOUCHERS, 2, 一級明細="自來水")]
    batch = batch_of(planted(changes), APRIL)
    (tally,) = [one for one in batch.tallies if one.sheet == VOUCHERS and MARCH in one.file]
    # 1460.00 held, 320.00 excluded, 12000.00 counted, 480.00 replaced by April's row
    assert tally.fen == {"in": 1426000, "counted": 1200000, "excluded": 32000, "held": 146000, "replaced": 48000}


def test_an_invoice_used_before_is_told_with_where_it_stands() -> None:
    """The very same number, on row 2 of March: used again on row 3, and a month later."""
    march, april = (f"F05_2025-2026-2_{month}.xlsx" for month in (MARCH, APRIL))
    number = "10002603001"
    changes = [cases.march(VOUCHERS, 3, 發票號=number), cases.april(VOUCHERS, 3, 發票號=number)]
    found = [one for one in told(batch_of(planted(changes))) if one.rule == "F05-R20"]
    assert [(one.place.file, one.says) for one in found] == [
        (file, f"發票號 {number} 先前已報過，見 {march}「支出票據」第2行") for file in (march, april)
    ]
