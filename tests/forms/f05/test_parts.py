from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from pipeline.checks.services import month_number
from pipeline.form.column import Date, Money, Text
from pipeline.form.filled import Cover, Filled
from pipeline.form.form import Due, Form, Registry
from pipeline.form.sheet import Kind, Sheet
from pipeline.forms.across.finance import quoting_columns
from pipeline.forms.f05_finance.carry import carry, charge_items
from pipeline.forms.f05_finance.income import Income
from pipeline.forms.f05_finance.receipts import receipt_numbers
from tests.forms import plant
from tests.forms.f05.clean import APRIL, CLEAN, FEES, MARCH, PUBLISHED, VOUCHERS, day, only_finance, yuan
from tests.forms.f05.golden import workbooks
from tests.forms.planting import with_cells


@pytest.mark.parametrize(
    ("typed", "count"),
    [
        ("0001-0040", 40),
        ("0001~0003、0007", 4),
        ("0001－0003，0003", 3),
        ("AB0098-AB0101", 4),
        ("AB0098-0101", 4),
        ("０００１至０００３", 3),
        ("0040-0001", 1),  # no range: one number with a hyphen
        ("SJ-0007", 1),
        ("見存根", 0),
        ("1-99999999", 0),  # a slip of the keyboard
    ],
)
def test_receipts_are_counted(typed: str, count: int) -> None:
    assert len(receipt_numbers(typed)) == count


def test_a_receipt_is_the_same_with_and_without_zeros() -> None:
    assert receipt_numbers("0040") == receipt_numbers("40")
    assert receipt_numbers("A40") != receipt_numbers("40")


def test_open_rows_are_carried_into_the_next_month() -> None:
    term = plant.batch_of(workbooks()[:1], only_finance()).term
    carried = carry(term, month_number(APRIL))
    assert set(carried) == {FEES, VOUCHERS}
    (waiting,) = carried[VOUCHERS]
    assert waiting["憑證號"] == "ZC-2603-004"
    assert waiting["發票金額"] == Decimal("480.00")
    assert waiting["購買日期"] == day("03-27")
    assert "報支日期" not in waiting
    (fee,) = carried[FEES]
    assert (fee["項目代碼"], fee["實收人數"], "應收金額" in fee) == ("SF09", 20, False)


def test_what_is_carried_can_be_handed_in_again() -> None:
    term = plant.batch_of([CLEAN[MARCH]], only_finance()).term
    carried = carry(term, month_number(APRIL))
    again = replace(CLEAN[APRIL], sheets={**carried, PUBLISHED: CLEAN[APRIL].sheets[PUBLISHED]})
    spent_nothing = with_cells(again, PUBLISHED, 2, {"本月支出合計": yuan("0.00")})
    found = plant.batch_of([CLEAN[MARCH], spent_nothing], only_finance(), APRIL).findings
    # it still waits after 34 days
    assert [one.rule for one in found if one.form == "F05" and one.rule != "G-04"] == ["F05-R27"]


def test_months_not_yet_published_are_carried() -> None:
    march = with_cells(CLEAN[MARCH], PUBLISHED, 4, {"公佈日期": None, "公佈方式": None})
    term = plant.batch_of([march], only_finance(), MARCH).term
    (row,) = carry(term, month_number(APRIL))[PUBLISHED]
    assert row["月份"] == MARCH


def test_charge_items_are_offered() -> None:
    assert charge_items(plant.batch_of(CLEAN.values(), only_finance(), APRIL).term) == ["SF01", "SF02"]


class Damage(Sheet, title="甲台賬", number=1, kind=Kind.EVENT):
    """Another form's sheet that brings money in and quotes vouchers."""

    on = Date("日期", required=True)
    paid = Money("金額", required=True)
    voucher = Text("憑證號", code=True)

    attributed_to = on
    income = Income(amount=paid, on=on, where=paid > 10)


class Supplies(Sheet, title="乙台賬", number=2, kind=Kind.EVENT):
    """A sheet that quotes an invoice."""

    on = Date("日期", required=True)
    invoice = Text("結算發票號", code=True)

    attributed_to = on


def with_others() -> Registry:
    other = Form(
        id="F98",
        title="其他台賬",
        purpose="測試",
        filler="測試",
        due=Due.EVERY_MONTH,
        sheets=[Damage, Supplies],
    )
    known = only_finance()
    return replace(known, forms=[*known.forms, other])


def other_book(sheets: dict[str, list[dict[str, object]]]) -> Filled:
    return Filled("F98", Cover("示例小學", "2025-2026-2", MARCH, filled_on=day("04-01")), sheets)  # type: ignore[arg-type]  # cells


def test_other_forms_add_to_the_income_by_themselves() -> None:
    damage = [
        {"日期": day("03-20"), "金額": yuan("45.00")},
        {"日期": day("03-21"), "金額": yuan("10.00")},  # not above 10
    ]
    books = [*CLEAN.values(), other_book({"甲台賬": damage, "乙台賬": []})]
    book = plant.book_of(books, with_others(), APRIL)
    assert book.number("M-F05-01f", span=MARCH) == 14370  # 14325 + 45
    assert book.number("M-F05-01f") == 14370
    assert book.number("M-F05-01b") == 14325
    # 14325.00 was published
    assert "X-23" in {one.rule for one in book.findings}


@pytest.mark.parametrize(
    ("quoted", "broken"),
    [("10002603002", True), ("10002603001", False)],
    ids=["the same voucher", "another voucher"],
)
def test_a_voucher_settles_one_kind_of_ledger(quoted: str, broken: bool) -> None:  # noqa: FBT001  # expected
    sheets = {
        "甲台賬": [{"日期": day("03-20"), "金額": yuan("1.00"), "憑證號": "ZC-2603-002"}],
        "乙台賬": [{"日期": day("03-20"), "結算發票號": quoted}],
    }
    batch = plant.batch_of([*CLEAN.values(), other_book(sheets)], with_others(), APRIL)
    found = [(one.place.sheet, one.place.row, one.place.column) for one in batch.findings if one.rule == "X-22"]
    assert found == ([(VOUCHERS, 3, "憑證號")] if broken else [])


def test_an_asset_card_names_a_voucher_without_accounting_for_it() -> None:
    term = plant.batch_of(CLEAN.values(), month=APRIL).term
    # the sheets that page 06 names, as far as they are core (F08.1 and F11.4 are not); F07.1 has such a heading, too
    assert {column.sheet.id() for column, _ in quoting_columns(term)} == {"F02.1", "F06.2", "F09.1", "F12.2"}
