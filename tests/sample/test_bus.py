"""F11 of the filled term, read by somebody who knows nothing of how it was made."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date, timedelta
from decimal import Decimal

from tests.sample.conftest import Row, Term, day_of, names, number, text

SEATS = {"示A·12345": 45, "示A·23456": 40}
MISCOUNTED = (date(2026, 5, 12), "示A·12345", "放學2")


def _key(row: Row) -> tuple[date, str, str]:
    return day_of(row, "日期"), text(row, "車牌號"), text(row, "趟次")


def _bus_days(term: Term) -> list[date]:
    return [day_of(row, "日期") for row in term.rows("F00", "校曆") if row["校車運行"] == "是"]


def test_two_buses_run_four_times_on_each_of_86_days(term: Term) -> None:
    days, runs = _bus_days(term), [_key(row) for row in term.rows("F11", "每日運行")]
    assert len(days) == 86
    assert sorted(runs) == sorted(
        (day, plate, slot) for day in days for plate in SEATS for slot in ("上學1", "上學2", "放學1", "放學2")
    )
    assert len(runs) == 688


def test_nobody_is_overloaded_left_behind_or_unescorted(term: Term) -> None:
    for row in term.rows("F11", "每日運行"):
        assert number(row, "學生上車人數") + number(row, "成人隨車人數") <= SEATS[text(row, "車牌號")]
        assert number(row, "成人隨車人數") == 1 + len(names(row, "照管人員"))
        assert row["駕駛人"] not in names(row, "照管人員")
        assert (row["出車前檢查"], row["清車確認"]) == ("合格", "是")
        assert row["異常情況"] in {"無", "晚點"}


def test_heads_agree_but_for_one_run(term: Term) -> None:
    wrong = [
        row
        for row in term.rows("F11", "每日運行")
        if number(row, "學生上車人數") != number(row, "中途下車人數") + number(row, "終點下車人數")
    ]
    assert [_key(row) for row in wrong] == [MISCOUNTED]
    assert [wrong[0][title] for title in ("學生上車人數", "中途下車人數", "終點下車人數")] == [41, 30, 10]


def test_drivers_and_escorts_hold_their_posts(term: Term) -> None:
    people = {row["姓名"]: row for row in term.rows("F00", "人員名冊")}
    for row in term.rows("F11", "每日運行"):
        assert people[row["駕駛人"]]["崗位"] == "校車駕駛人"
        assert {people[name].get("兼崗") for name in names(row, "照管人員")} == {"隨車照管人員"}


def test_those_who_board_the_second_run_waited_for_it(term: Term) -> None:
    boarded: Counter[date] = Counter()
    first: dict[date, str] = {}
    busy: defaultdict[date, set[str]] = defaultdict(set)
    for row in term.rows("F11", "每日運行"):
        on = day_of(row, "日期")
        busy[on] |= {text(row, "駕駛人"), *names(row, "照管人員")}
        if row["趟次"] == "放學2":
            boarded[on] += int(number(row, "學生上車人數"))
            first[on] = min(first.get(on, "24:00"), text(row, "發車時間"))
    sessions = term.rows("F11", "候車看護")
    assert [day_of(row, "日期") for row in sessions] == _bus_days(term)
    for row in sessions:
        on = day_of(row, "日期")
        assert (row["看護地點"], row["趟次"]) == ("K03", "放學2")
        assert busy[on].isdisjoint(names(row, "看護人"))
        assert number(row, "實到學生數") == boarded[on]
        assert ("缺席去向" in row) == (number(row, "實到學生數") < number(row, "應到學生數"))
        assert (text(row, "結束時間"), first[on]) == ("16:38", "16:40")


def test_papers_and_equipment_are_good_in_every_month(term: Term) -> None:
    for filled in (each for each in term.workbooks if each.form == "F11"):
        last = max(day_of(row, "日期") for row in term.rows("F11", "每日運行", filled.cover.month))
        for row in filled.sheets["車輛檔案"]:
            assert day_of(row, "最近安全技術檢驗日期") + timedelta(days=181) >= last
            assert min(day_of(row, title) for title in row if title.endswith("有效期至")) > date(2026, 9, 1)
            assert f"{row['滅火器逃生錘急救箱檢查日期']:%Y-%m}" == filled.cover.month


def test_costs_are_those_of_their_vouchers(term: Term) -> None:
    paid = {text(row, "憑證號"): row for row in term.counted_vouchers()}
    spent: defaultdict[str, Decimal] = defaultdict(Decimal)
    odometers: defaultdict[str, list[Decimal]] = defaultdict(list)
    for row in term.rows("F11", "維護費用"):
        spent[text(row, "憑證號")] += number(row, "金額")
        odometers[text(row, "車牌號")].append(number(row, "里程表"))
    assert {voucher: paid[voucher]["發票金額"] for voucher in spent} == spent
    assert set(spent) == {code for code, row in paid.items() if row["支出類別"] == "校車費"}
    assert all(read == sorted(read) for read in odometers.values())
