"""F08 of the filled term, read by somebody who knows nothing of how it was made."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from decimal import Decimal

from pipeline.sample.damages import DAMAGES
from tests.sample.conftest import Row, Term, day_of, number, text

MONTHS = [f"2026-0{month}" for month in range(3, 8)]
ADDS = {"期初": 1, "入庫": 1, "退回": 1, "領用": -1, "報損": -1}


def _loans(term: Term) -> dict[str, Row]:
    """Each loan as it is in the end."""
    return {text(row, "借條號"): row for row in term.rows("F08", "借出歸還")}


def test_a_workbook_for_every_school_month(term: Term) -> None:
    covers = [each.cover for each in term.workbooks if each.form == "F08"]
    assert [cover.month for cover in covers] == MONTHS
    assert [cover.filled_on for cover in covers if cover.month == "2026-04"] == [date(2026, 5, 8)]


def test_office_goods_are_put_in_store_as_their_vouchers_paid(term: Term) -> None:
    paid = {
        text(row, "憑證號"): number(row, "發票金額")
        for row in term.counted_vouchers()
        if row["支出類別"] in {"辦公費", "办公费"} and row["實物購置"] == "是"
    }
    stored: defaultdict[str, Decimal] = defaultdict(Decimal)
    bought_on = {row["憑證號"]: row["購買日期"] for row in term.counted_vouchers()}
    for row in term.rows("F08", "物品出入庫"):
        if row["類型"] == "入庫":
            stored[text(row, "憑證號")] += number(row, "數量") * number(row, "單價")
            assert row["日期"] == bought_on[row["憑證號"]]
    assert stored == paid
    assert len(paid) == 5


def test_nothing_is_issued_that_is_not_there(term: Term) -> None:
    left: Counter[tuple[str, str]] = Counter()
    by_day = defaultdict(list)
    for row in term.rows("F08", "物品出入庫"):
        by_day[day_of(row, "日期")].append(row)
    for _, rows in sorted(by_day.items()):
        for row in rows:
            left[text(row, "品名"), text(row, "單位")] += ADDS[text(row, "類型")] * int(number(row, "數量"))
        assert min(left.values()) >= 0
    assert left == {
        ("粉筆", "盒"): 151,  # 40 + 100 + 80 − 64 − 5
        ("A4複印紙", "包"): 23,  # 10 + 30 + 40 − 57
        ("簽字筆", "支"): 130,  # 60 + 200 − 140 + 10
        ("備課本", "本"): 40,  # 20 + 90 + 30 − 100
        ("硒鼓", "個"): 0,
        ("檔案盒", "個"): 15,  # 60 − 45
    }


def test_goods_are_handed_to_somebody_else(term: Term) -> None:
    rooms = {row["班室編號"] for row in term.rows("F00", "班室名冊")}
    departments = {row["部門"] for row in term.rows("F00", "人員名冊")}
    for row in term.rows("F08", "物品出入庫"):
        handed_over = row["類型"] in {"領用", "退回"}
        assert ("領用人" in row) == ("領用部門" in row) == handed_over
        if handed_over:
            assert row["領用人"] != row["經辦人"]
            assert row["領用部門"] in rooms | departments


def test_two_loans_are_not_returned(term: Term) -> None:
    out = {slip: row for slip, row in _loans(term).items() if "歸還日期" not in row}
    assert {slip: row["應還日期"] for slip, row in out.items()} == {
        "JT-2603-09": date(2026, 3, 17),
        "JT-2604-02": date(2026, 9, 1),
    }
    seen = {
        slip: [month for month in MONTHS if slip in {row["借條號"] for row in term.rows("F08", "借出歸還", month)}]
        for slip in out
    }
    assert seen == {"JT-2603-09": MONTHS, "JT-2604-02": ["2026-04"]}


def test_all_others_come_back_intact_and_in_time(term: Term) -> None:
    back = [row for row in _loans(term).values() if "歸還日期" in row]
    assert len(back) == 6
    for row in back:
        assert day_of(row, "借出日期") <= day_of(row, "歸還日期") <= day_of(row, "應還日期")
        assert row["歸還狀況"] == "完好"


def test_damage_that_was_repaired_has_its_case(term: Term) -> None:
    cases = {text(row, "賠償單號"): row for row in term.rows("F08", "損壞賠償")}
    for case in DAMAGES:
        row = cases[case.number]
        assert (row["維修單號"], row["日期"], row["班室編號"], row["物品"]) == (
            case.order,
            case.happened_on,
            case.room,
            case.thing,
        )
    assert {row["維修單號"] for row in cases.values() if "維修單號" in row} == {case.order for case in DAMAGES}


def test_one_case_names_no_room(term: Term) -> None:
    rooms = {row["班室編號"] for row in term.rows("F00", "班室名冊")}
    unknown = [
        (row["賠償單號"], row["班室編號"]) for row in term.rows("F08", "損壞賠償") if row["班室編號"] not in rooms
    ]
    assert unknown == [("PC-2604-002", "同上")]


def test_what_is_paid_fits_the_damage(term: Term) -> None:
    for row in term.rows("F08", "損壞賠償"):
        payable, paid = number(row, "應賠金額"), number(row, "實賠金額")
        assert 0 <= paid <= payable
        assert ("免賠原因" in row) == (paid < payable or row["處理方式"] == "免賠")
        assert ("收據號" in row) == ("解交日期" in row) == (row["處理方式"] == "現金賠償")
        if row["損壞性質"] == "有意":
            assert paid == payable == number(row, "單價") * number(row, "數量")
        if row["責任主體"] == "學生":
            room, seat = text(row, "責任人代號").split("-")
            assert room == row["班室編號"]
            assert seat.isdigit()
