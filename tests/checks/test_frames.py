"""How rows live from one month's file to the next: snapshots, lifecycles, fixed columns (G-20), the future (3.2)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import pytest

from pipeline.batch import Batch
from pipeline.checks.term import ROW, Rows, State
from pipeline.form.expression import Expr
from pipeline.form.sheet import Sheet
from tests.checks.rows import day
from tests.forms.plant import findings, rules_at, states
from tests.small import Buys, Loans, Progress, Row, Things, batch, buy, cover, handed, loan, thing

BUYS = [buy("2026-03-05", "A1")]


def column(found: Batch, expr: Expr, sheet: type[Sheet]) -> list[object]:
    rows: Rows = found.term.rows(sheet)
    return [None if value is None else value for value in rows.of(expr).astype(object).where(lambda v: v.notna(), None)]


def tallied(found: Batch, sheet: str) -> dict[str, dict[str, int]]:
    """What became of the rows of a sheet, by the month of the file."""
    return {line.file[16:23]: line.rows for line in found.tallies if line.sheet == sheet and line.rows["in"]}


def test_the_newest_snapshot_replaces_the_older_ones() -> None:
    march = handed("2026-03", 採購=BUYS, 名單=[thing("T1"), thing("T2")])
    april = handed("2026-04", 名單=[thing("T2", "250.00"), thing("T3"), thing("T4")])
    found = batch(march, april)
    assert column(found, Things.code, Things) == ["T2", "T3", "T4"]
    assert column(found, Things.value, Things) == [25000, 10000, 10000]
    assert tallied(found, "名單") == {
        "2026-03": {"in": 2, "counted": 0, "excluded": 0, "held": 0, "replaced": 2},
        "2026-04": {"in": 3, "counted": 3, "excluded": 0, "held": 0, "replaced": 0},
    }


def test_a_snapshot_left_empty_leaves_the_older_one_standing() -> None:
    march = handed("2026-03", 採購=BUYS, 名單=[thing("T1")])
    april = handed("2026-04", 採購=[buy("2026-04-07", "A2")], 名單=[])
    found = batch(march, april)
    assert column(found, Things.code, Things) == ["T1"]
    assert found.term.rows(Things).counted.tolist() == [True]


def test_each_part_has_its_own_snapshot() -> None:
    first = handed("2026-03", 採購=BUYS, 名單=[thing("T1"), thing("T2")])
    second = handed("2026-03", cover("2026-03", part=2), 名單=[thing("T9")])
    again = handed("2026-04", cover("2026-04", part=2), 名單=[thing("T8")])
    assert column(batch(first, second, again), Things.code, Things) == ["T1", "T2", "T8"]


def test_a_month_reads_only_the_snapshots_until_then() -> None:
    march = handed("2026-03", 採購=BUYS, 名單=[thing("T1")])
    april = handed("2026-04", 名單=[thing("T2")])
    assert column(batch(march, april, month="2026-03"), Things.code, Things) == ["T1"]
    assert column(batch(march, april, month="2026-04"), Things.code, Things) == ["T2"]


def test_the_same_key_in_a_later_month_updates_the_row() -> None:
    march = handed("2026-03", 採購=BUYS, 借用=[loan("J1", "2026-03-10"), loan("J2", "2026-03-11")])
    april = handed("2026-04", 借用=[loan("J1", "2026-03-10", "2026-04-20"), loan("J3", "2026-04-02", "2026-04-03")])
    found = batch(march, april)
    assert column(found, Loans.code, Loans) == ["J2", "J1", "J3"]
    assert column(found, Loans.returned_on, Loans) == [None, day("2026-04-20"), day("2026-04-03")]
    assert tallied(found, "借用") == {
        "2026-03": {"in": 2, "counted": 1, "excluded": 0, "held": 0, "replaced": 1},
        "2026-04": {"in": 2, "counted": 2, "excluded": 0, "held": 0, "replaced": 0},
    }


def test_a_row_held_in_its_newest_state_is_held_and_the_older_one_does_not_come_back() -> None:
    march = handed("2026-03", 採購=BUYS, 借用=[loan("J1", "2026-03-10")])
    april = handed("2026-04", 借用=[loan("J1", "2026-03-10", 歸還日期="四月初", 借用人=None)])
    found = batch(march, april)
    assert column(found, Loans.code, Loans) == ["J1"]
    assert states(found, Loans)[State.HELD] == 1
    assert rules_at(found, "G-21") == ["F99_2025-2026-2_2026-04.xlsx C2"]
    assert found.findings[-1].rule != "G-19"


def test_rows_without_a_readable_key_replace_nothing() -> None:
    march = handed("2026-03", 採購=BUYS, 借用=[loan("同上", "2026-03-10"), loan("", "2026-03-11")])
    april = handed("2026-04", 借用=[loan("同上", "2026-04-10"), loan("", "2026-04-11", 押金=Decimal("99.00"))])
    found = batch(march, april)
    assert states(found, Loans) == {State.COUNTED: 0, State.EXCLUDED: 0, State.HELD: 4}
    assert findings(found, "G-20", "G-18") == []


def test_fixed_columns_keep_their_first_value() -> None:
    march = handed("2026-03", 採購=BUYS, 借用=[loan("J1", "2026-03-10", 數量=2, 押金=Decimal("50.00"))])
    april = handed("2026-04", 借用=[loan("J1", "2026-03-10", 數量=3, 押金=Decimal("50.00"))])
    may = handed("2026-05", 借用=[loan("J1", "2026-03-10", "2026-05-06", 數量=4, 押金=Decimal("60.00"))])
    found = batch(march, april, may)
    assert column(found, Loans.pieces, Loans) == [2]
    assert column(found, Loans.deposit, Loans) == [5000]
    told = [(one.place.file, one.place.cell, one.value, one.says) for one in findings(found, "G-20")]
    assert told == [
        ("F99_2025-2026-2_2026-05.xlsx", "D2", "4", "「數量」與先前所報的 2 不同，以先報的為準"),
        ("F99_2025-2026-2_2026-05.xlsx", "E2", "60.00", "「押金」與先前所報的 50.00 不同，以先報的為準"),
    ]


def test_a_fixed_column_left_blank_keeps_its_value_and_one_filled_in_later_is_no_change() -> None:
    march = handed("2026-03", 採購=BUYS, 借用=[loan("J1", "2026-03-10"), loan("J2", "2026-03-11", 押金=None)])
    april = handed("2026-04", 借用=[loan("J1", "2026-03-10", 數量=None), loan("J2", "2026-03-11", 押金=Decimal(7))])
    found = batch(march, april)
    assert column(found, Loans.pieces, Loans) == [2, 2]
    assert column(found, Loans.deposit, Loans) == [5000, 700]
    assert rules_at(found, "G-20", "G-21") == ["F99_2025-2026-2_2026-04.xlsx D2"]


def test_an_unreadable_fixed_column_is_not_filled_in_from_before() -> None:
    march = handed("2026-03", 採購=BUYS, 借用=[loan("J1", "2026-03-10")])
    april = handed("2026-04", 借用=[loan("J1", "2026-03-10", 數量="約3")])
    found = batch(march, april)
    assert [(one.rule, one.value) for one in findings(found, "G-20", "G-06")] == [("G-06", "約3")]
    assert states(found, Loans)[State.HELD] == 1


def test_two_rows_of_one_key_in_one_month_are_no_change_of_a_fixed_column() -> None:
    march = handed(
        "2026-03",
        採購=BUYS,
        借用=[loan("J0", "2026-03-09"), loan("J1", "2026-03-10"), loan("J1", "2026-03-10", 數量=9)],
    )
    april = handed("2026-04", 借用=[loan("J0", "2026-03-09", "2026-04-01")])
    found = batch(march, april)
    assert findings(found, "G-20") == []
    assert [one.rule for one in found.findings if one.effect == "HOLD"] == ["G-18"]
    assert column(found, Loans.pieces, Loans) == [2, 9, 2]


@pytest.mark.parametrize(
    ("month", "returned"), [("2026-03", None), ("2026-04", None), ("2026-05", "2026-05-04"), (None, "2026-05-04")]
)
def test_what_is_done_after_the_as_of_date_has_not_happened_yet(month: str | None, returned: str | None) -> None:
    """April's file was filled on 5 May and tells of the day before."""
    lent: Sequence[Row] = [loan("J1", "2026-03-10")]
    march = handed("2026-03", 採購=BUYS, 借用=lent)
    april = handed(
        "2026-04", cover("2026-04", filled_on=date(2026, 5, 5)), 借用=[loan("J1", "2026-03-10", "2026-05-04")]
    )
    found = batch(march, april, month=month)
    assert column(found, Loans.returned_on, Loans) == [day(returned) if returned else None]
    assert column(found, Loans.returned_on.filled(), Loans) == [returned is not None]


def test_planned_dates_may_lie_ahead() -> None:
    lent = [loan("J1", "2026-03-10", 應還日期=date(2026, 9, 1))]
    found = batch(handed("2026-03", 採購=BUYS, 借用=lent), month="2026-03")
    assert column(found, Loans.due_on, Loans) == [day("2026-09-01")]


def test_a_status_row_stands_beside_that_of_the_month_before() -> None:
    march = handed("2026-03", 採購=BUYS, 進度=[{"項目": "P1", "階段": "在建", "累計支付": 10}])
    april = handed("2026-04", 進度=[{"項目": "P1", "階段": "投用", "累計支付": 25}])
    found = batch(march, april)
    assert column(found, Progress.paid, Progress) == [1000, 2500]
    assert findings(found, "G-18") == []


def test_rows_are_in_order_of_month_part_and_row_whatever_the_order_of_the_files() -> None:
    files = [
        handed("2026-04", 採購=[buy("2026-04-07", "C1"), buy("2026-04-08", "C2")]),
        handed("2026-03", cover("2026-03", part=2), 採購=[buy("2026-03-06", "B1")]),
        handed("2026-03", 採購=[buy("2026-03-05", "A1")]),
    ]
    for order in (files, files[::-1]):
        found = batch(*order)
        rows = found.term.rows(Buys)
        assert list(rows.text(Buys.slip)) == ["A1", "B1", "C1", "C2"]
        assert rows.frame[ROW].tolist() == [2, 2, 2, 3]
