from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from tests.sample.conftest import Row, Term, day_of, number, text

MONTH_ENDS = [
    date(2026, 1, 31),
    date(2026, 2, 28),
    date(2026, 3, 31),
    date(2026, 4, 30),
    date(2026, 5, 31),
    date(2026, 6, 30),
    date(2026, 7, 3),
]


def _bills(term: Term, energy: str) -> list[Row]:
    return [row for row in term.rows("F06", "賬單") if row["能源類別"] == energy]


def _days(bill: Row) -> int:
    return (day_of(bill, "賬期止日") - day_of(bill, "賬期起日")).days + 1


def _usage(row: Row) -> Decimal:
    return (number(row, "本期讀數") - number(row, "上期讀數")) * number(row, "倍率")


def _readings(term: Term) -> dict[str, list[Row]]:
    by_meter: defaultdict[str, list[Row]] = defaultdict(list)
    for row in term.rows("F06", "抄表"):
        by_meter[text(row, "表號")].append(row)
    return by_meter


def test_the_five_electricity_bills(term: Term) -> None:
    bills = _bills(term, "電")
    assert [(f"{row['賬期起日']}~{row['賬期止日']}", row["賬單金額"], _days(row)) for row in bills] == [
        ("2025-02-01~2025-03-31", Decimal("5420.00"), 59),
        ("2025-04-01~2025-05-31", Decimal("5860.00"), 61),
        ("2025-12-01~2026-01-31", Decimal("3720.00"), 62),
        ("2026-02-01~2026-03-31", Decimal("3510.00"), 59),
        ("2026-04-01~2026-05-31", Decimal("3690.00"), 61),
    ]
    assert {row["對應總表"] for row in bills} == {"E-01"}
    assert len({row["戶號"] for row in bills}) == 1


def test_the_days_of_the_window_cost_7680(term: Term) -> None:
    # 3720 × 8 ÷ 62 = 480.00 for 01-24…31, 3510.00 and 3690.00 whole: 7,680.00; 06-01…07-03 have no bill: 33 days
    shares = Decimal(0)
    window = [date(2026, 1, 24) + timedelta(days=number) for number in range(161)]
    covered = 0
    for bill in _bills(term, "電"):
        inside = sum(day_of(bill, "賬期起日") <= each <= day_of(bill, "賬期止日") for each in window)
        covered += inside
        shares += number(bill, "賬單金額") * inside / _days(bill)
    assert shares == Decimal("7680.00")
    assert 161 - covered == 33


def test_the_measure(term: Term) -> None:
    (measure,) = term.rows("F06", "節能措施")
    assert measure["措施編號"] == "JN-01"
    assert measure["完工日期"] == date(2025, 10, 15)
    assert measure["投入金額"] == Decimal("18600.00")
    assert measure["基準期"] == "2025-02-01~2025-05-31"
    # before 11,280 ÷ 120 = 94.00 a day, after 7,200 ÷ 120 = 60.00
    amounts = [number(row, "賬單金額") for row in _bills(term, "電")]
    assert (sum(amounts[:2]) / 120, sum(amounts[3:]) / 120) == (94, 60)


def test_bills_of_an_account_follow_on_at_a_steady_price(term: Term) -> None:
    for energy in ("電", "水"):
        bills = _bills(term, energy)
        for earlier, later in pairwise(bills):
            prices = [number(bill, "賬單金額") / number(bill, "賬單用量") for bill in (earlier, later)]
            assert abs(prices[1] / prices[0] - 1) < Decimal("0.2")
            if day_of(earlier, "賬期止日") >= date(2026, 1, 24):
                assert day_of(later, "賬期起日") - day_of(earlier, "賬期止日") == timedelta(days=1)


def test_bills_are_paid_by_vouchers_unless_they_are_of_the_year_before(term: Term) -> None:
    for bill in term.rows("F06", "賬單"):
        old = day_of(bill, "賬期止日") < date(2026, 1, 1)
        assert ("繳費日期" in bill, "憑證號" in bill) == (not old, not old)


def test_every_meter_is_read_each_month_where_it_was_left(term: Term) -> None:
    for rows in _readings(term).values():
        assert [row["抄表日期"] for row in rows] == MONTH_ENDS
        for earlier, later in pairwise(rows):
            assert later["上期讀數"] == earlier["本期讀數"]


def test_usage_a_day_is_steady(term: Term) -> None:
    days = [31, 28, 31, 30, 31, 30, 3]
    for meter, rows in _readings(term).items():
        a_day: list[Decimal] = [_usage(row) / count for row, count in zip(rows, days, strict=True)]
        for place in range(3, len(a_day)):
            usual = sum(a_day[place - 3 : place], Decimal(0)) / 3
            assert abs(a_day[place] / usual - 1) < Decimal("0.3"), (meter, place)


def test_part_meters_nearly_add_up_to_the_main_ones(term: Term) -> None:
    for month in {filled.cover.month for filled in term.workbooks if filled.form == "F06"}:
        used: defaultdict[tuple[str, str], Decimal] = defaultdict(Decimal)
        for row in term.rows("F06", "抄表", month):
            used[text(row, "能源類別"), text(row, "表級")] += _usage(row)
        for energy in ("電", "水"):
            assert Decimal("0.95") < used[energy, "分表"] / used[energy, "總表"] < 1


def test_bills_agree_with_the_main_meters(term: Term) -> None:
    readings = _readings(term)
    compared = [row for row in term.rows("F06", "賬單") if day_of(row, "賬期起日") >= date(2026, 2, 1)]
    assert len(compared) == 4
    for bill in compared:
        used = sum(
            _usage(row)
            for row in readings[text(bill, "對應總表")]
            if day_of(bill, "賬期起日") < day_of(row, "抄表日期") <= day_of(bill, "賬期止日")
        )
        assert abs(used / number(bill, "賬單用量") - 1) < Decimal("0.05")
