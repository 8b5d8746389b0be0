"""F09 and F01 of the filled term, read by somebody who knows nothing of how they were made."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date, timedelta
from decimal import Decimal

from pipeline.sample.damages import DAMAGES
from tests.sample.conftest import Row, Term, day_of, number, text

LIMITS = {"緊急": 0, "一般": 1, "複雜": 3}
OPENING_DAY = date(2026, 3, 2)


def _orders(term: Term) -> dict[str, Row]:
    """Each order as it is in the end."""
    return {text(row, "維修單號"): row for row in term.rows("F09", "報修維修")}


def _working_days(term: Term) -> set[date]:
    kinds = {day_of(row, "日期"): row["日類型"] for row in term.rows("F00", "校曆")}
    return {
        day
        for day, kind in kinds.items()
        if kind in {"上課日", "補課日"} or (kind == "寒暑假" and day.isoweekday() < 6)
    }


def test_may_was_not_handed_in(term: Term) -> None:
    months = [each.cover.month for each in term.workbooks if each.form == "F09"]
    assert months == ["2026-01", "2026-02", "2026-03", "2026-04", "2026-06", "2026-07"]
    assert {day_of(row, "報修日期").month for row in _orders(term).values()} == {1, 2, 3, 4, 6, 7}


def test_an_order_comes_twice_only_while_it_is_open(term: Term) -> None:
    seen = Counter(text(row, "維修單號") for row in term.rows("F09", "報修維修"))
    assert {order: count for order, count in seen.items() if count > 1} == {"WX-2603-011": 2, "WX-2606-008": 2}
    first = [row for row in term.rows("F09", "報修維修", "2026-03") if row["維修單號"] == "WX-2603-011"]
    assert [row["狀態"] for row in first] == ["維修中"]
    assert {row["狀態"] for row in _orders(term).values()} == {"已驗收"}


def test_orders_are_finished_within_their_limit_and_accepted_by_another(term: Term) -> None:
    working = _working_days(term)
    for row in _orders(term).values():
        reported, finished = day_of(row, "報修日期"), day_of(row, "完成日期")
        days = [reported + timedelta(days=past) for past in range(1, (finished - reported).days + 1)]
        assert sum(day in working for day in days) <= LIMITS[text(row, "緊急程度")], row
        assert finished <= day_of(row, "驗收日期")
        assert row["驗收人"] == row["報修人"] != row["維修人"]


def test_reporters_answer_for_the_room(term: Term) -> None:
    answers = {row["班室編號"]: row["責任人"] for row in term.rows("F00", "班室名冊")}
    for row in _orders(term).values():
        assert row["報修人"] in {answers[row["班室編號"]], "何靜"}


def test_what_a_firm_repaired_is_what_its_voucher_paid(term: Term) -> None:
    paid = {text(row, "憑證號"): row for row in term.counted_vouchers()}
    cost: defaultdict[str, Decimal] = defaultdict(Decimal)
    for row in _orders(term).values():
        assert ("憑證號" in row) == (row["維修方式"] == "外修")
        if "憑證號" in row:
            cost[text(row, "憑證號")] += number(row, "材料費") + number(row, "人工費")
    assert {voucher: paid[voucher]["發票金額"] for voucher in cost} == cost
    assert {paid[voucher]["支出類別"] for voucher in cost} == {"維修費"}


def test_damage_is_compensated(term: Term) -> None:
    damaged = {text(row, "維修單號"): row["賠償單號"] for row in _orders(term).values() if row["人為損壞"] == "是"}
    assert damaged == {case.order: case.number for case in DAMAGES}
    for case in DAMAGES:
        order = _orders(term)[case.order]
        assert (order["班室編號"], order["報修日期"]) == (case.room, case.happened_on)


def test_one_fault_comes_a_third_time(term: Term) -> None:
    faults = Counter((row["班室編號"], row["類別"]) for row in _orders(term).values())
    assert {fault: count for fault, count in faults.items() if count > 2} == {("G01", "水龍頭管道"): 3}


def test_tasks_are_done_as_planned_and_accepted_by_another(term: Term) -> None:
    tasks = term.rows("F01", "開學準備事項")
    assert {row["類別"] for row in tasks} >= {"電路", "供水", "食堂清潔", "收費公示"}
    for row in tasks:
        assert day_of(row, "實際完成日") <= day_of(row, "計劃完成日") < OPENING_DAY
        assert row.get("應檢數量") == row.get("完好或修復數量")
        assert row["驗收人"] != row["責任人"]


def test_orders_that_tasks_quote_were_finished_before_opening_day(term: Term) -> None:
    quoted = [row for row in term.rows("F01", "開學準備事項") if "維修單號" in row]
    assert len(quoted) == 11
    for row in quoted:
        order = _orders(term)[text(row, "維修單號")]
        assert day_of(order, "完成日期") == day_of(row, "實際完成日")
        assert row.get("涉及班室") in {order["班室編號"], "全校", f"{order['班室編號']}、B06", "G01、B06"}


def test_every_pupil_has_every_book(term: Term) -> None:
    pupils: Counter[str] = Counter()
    for row in term.rows("F00", "班室名冊"):
        if "年級" in row:
            pupils[text(row, "年級")] += int(number(row, "學生數"))
    books = term.rows("F01", "教材簿本運發")
    assert len(books) == 6 * 4
    for row in books:
        assert row["應到數量"] == row["實到數量"] == row["應發數量"] == row["實發數量"]
        assert row["應到數量"] == (6 if row["類別"] == "教師用書" else pupils[text(row, "年級")])
        assert day_of(row, "到貨日期") < day_of(row, "發放日期") <= OPENING_DAY
