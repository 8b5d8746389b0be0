"""F02 and X-01 to X-04: each breach planted in a clean spring is found at its cell, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from pipeline.batch import Batch
from pipeline.checks.term import State
from pipeline.finding import Effect
from pipeline.form.filled import Filled
from pipeline.forms.f02_canteen import FORM
from pipeline.forms.f02_canteen.sheets import Deliveries
from pipeline.sample.base_data import base_workbook
from tests.forms.f02 import cases
from tests.forms.f02.cases import ADDED, ALLOWED, BREACHES, OIL, REFUSED, RICE, delivery, in_deliveries, spinach
from tests.forms.f02.clean import APRIL, CLEAN, COUNTS, DELIVERIES, MARCH, SPRING, Row
from tests.forms.packs import Packs
from tests.forms.plant import changed, findings, states, whole, with_rows
from tests.forms.planting import Case, Change, Place, placed

PLANTED = [*BREACHES, *REFUSED, *ALLOWED]
PACKS = Packs(SPRING, PLANTED)
told = SPRING.told


def batch_of(filled: Iterable[Filled], month: str | None = APRIL) -> Batch:
    return SPRING.batch(filled, month)


def planted(*changes: Change) -> list[Filled]:
    return SPRING.books(changes)


@pytest.mark.parametrize("until", [MARCH, APRIL, None])
def test_nothing_is_found_in_the_clean_spring(until: str | None) -> None:
    assert told(batch_of(CLEAN.values(), until)) == []


@pytest.mark.parametrize("case", PLANTED, ids=str)
def test_what_is_planted_is_found_at_its_cell_and_nothing_else(case: Case) -> None:
    PACKS.assert_found(case)


@pytest.mark.parametrize(
    ("case", "effect"),
    [
        ("F02-R05", Effect.EXCLUDE),
        ("F02-R06", Effect.EXCLUDE),
        ("F02-R07", Effect.HOLD),
        ("F02-R08", Effect.HOLD),
        ("F02-R12", Effect.NOTE),
    ],
)
def test_what_becomes_of_the_row(case: str, effect: Effect) -> None:
    assert {rule.effect for rule in FORM.rules if rule.id == case} == {effect}


def test_a_negative_number_is_told_once() -> None:
    found = told(batch_of(planted(delivery(OIL, 單價=Decimal("-215.00")))))
    assert [one.rule for one in found if one.place.column == "單價"] == ["G-15"]


def test_a_number_used_twice_is_held_over_months() -> None:
    again = Change(APRIL, DELIVERIES, 4, {**CLEAN["F02", MARCH].sheets[DELIVERIES][3], "採購日期": date(2026, 4, 9)})
    found = told(batch_of(planted(again)))
    assert ("G-18", Place(APRIL, DELIVERIES, 4, "單號")) in placed(found)


def test_a_verdict_that_cannot_be_read_is_none() -> None:
    batch = batch_of(planted(spinach(驗收結果="還行")))
    assert placed(told(batch)) == [
        ("F02-R05", in_deliveries(ADDED, "驗收結果")),
        ("G-13", in_deliveries(ADDED, "驗收結果")),
    ]
    assert states(batch, Deliveries)[State.EXCLUDED] == 1


def test_an_invoice_is_not_asked_for_before_the_end_of_the_next_month() -> None:
    unknown = planted(Change(APRIL, DELIVERIES, 2, {"結算發票號": "FP-99"}))
    assert told(batch_of(unknown, APRIL)) == []  # due on 05-31
    assert told(batch_of(unknown, None)) == []  # the vouchers of May have not come
    assert [one.rule for one in told(batch_of(whole(unknown, "F05", until="2026-05"), None))] == ["X-01"]


def test_an_invoice_for_goods_that_were_never_accepted_is_too_high() -> None:
    # the tomatoes quote FP-04 (276.00); nothing of them is accepted, none of it was stored
    changes = [
        delivery(cases.TOMATOES, 驗收結果="未驗收"),
        Change(MARCH, "領用出庫", 6, None),
        Change(MARCH, COUNTS, 5, None),
    ]
    found = told(batch_of(planted(*changes)))
    assert sorted(one.rule for one in found) == ["F02-R05", "X-01"]
    (across,) = findings(batch_of(planted(*changes)), "X-01")
    assert across.form == "F05"
    assert "合格金額 0.00 元" in across.says


@pytest.mark.parametrize(
    ("cells", "problem"),
    [
        ({"合作狀態": "備選"}, "合作狀態是備選"),
        ({"許可證有效期至": date(2026, 3, 1)}, "許可證在採購日期已到期"),
        ({"供應類別": "調味品"}, "供應類別不含食用油"),
    ],
)
def test_a_supplier_must_be_in_use_licensed_and_of_the_right_kind(cells: Row, problem: str) -> None:
    base = base_workbook()
    oil_shop = next(i for i, row in enumerate(base.sheets["供應商名冊"]) if row["供應商名稱"] == "清源糧油店")
    batch = batch_of([changed(base, "供應商名冊", oil_shop, **cells), *CLEAN.values()])
    found = findings(batch, "F02-R11")
    assert [one.place.row for one in found if one.month == MARCH] == [OIL]
    assert all(problem in one.says for one in found if one.month == MARCH)


def test_who_is_not_on_the_roster_is_only_told_as_such() -> None:
    found = told(batch_of(planted(cases.issue(2, 領用人="某某"))))
    assert [one.rule for one in found] == ["G-12"]


def test_a_stock_that_cannot_be_told_is_not_judged() -> None:
    held = planted(cases.count(3, 實盤數量="約44"))
    assert [one.rule for one in told(batch_of(held))] == ["G-06"]  # neither X-03 in April nor a book of March


@pytest.mark.parametrize("year", [2006, 2062])
@pytest.mark.parametrize(
    ("change", "column"),
    [(cases.delivery, "驗收日期"), (cases.delivery, "入庫日期"), (cases.issue, "日期")],
)
def test_a_date_that_cannot_be_right_is_found_at_its_cell_alone(
    change: Callable[..., Change], column: str, year: int
) -> None:
    """100 公斤 大米 came on 03-02 and 60 went: no later row is blamed for a stock without them."""
    wrong = change(RICE, **{column: date(year, 3, 2)})
    [found] = told(batch_of(planted(wrong), None))
    assert (found.place.sheet, found.place.row, found.place.column) == (wrong.sheet, RICE, column)
    assert found.rule == ("F02-R07" if year == 2006 and change is cases.delivery else "G-14")


def test_rules_of_the_canteen_are_silent_while_it_is_off() -> None:
    base = base_workbook()
    rows = [{**row, "參數值": "否"} if row["參數代碼"] == "P-24a" else row for row in base.sheets["學校參數"]]
    off = with_rows(base, "學校參數", rows)
    batch = batch_of([off, *planted(delivery(OIL, 採購人="陳大勇"), *cases.voucher(2, 發票金額="861.00"))])
    assert told(batch) == []


def test_two_parts_that_count_are_two_storerooms() -> None:
    march = CLEAN["F02", MARCH]
    other = replace(
        march,
        cover=replace(march.cover, part=2),
        sheets={DELIVERIES: [], "領用出庫": [], COUNTS: march.sheets[COUNTS][2:3]},
    )
    assert told(batch_of([*CLEAN.values(), other])) == []
