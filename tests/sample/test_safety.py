from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date, timedelta

from tests.sample.conftest import Row, Term, day_of, names, number, text

WINDOW = [date(2026, 1, 24) + timedelta(days=count) for count in range(161)]
DAILY = {"食堂", "學生安全", "三室", "教室", "辦公室", "校舍", "運動設施", "教學設施"}


def _school_days(term: Term) -> list[date]:
    return [day_of(row, "日期") for row in term.rows("F00", "校曆") if row["日類型"] in {"上課日", "補課日"}]


def _dangers(term: Term) -> dict[str, Row]:
    """F10.2 as it is in the end: a later state of a danger replaces the earlier one."""
    return {text(row, "隱患編號"): row for row in term.rows("F10", "隱患台賬")}


def _checks(term: Term) -> list[Row]:
    """With the one date that is typed with dots."""
    rows = term.rows("F10", "每日檢查")
    return [{**row, "日期": date(2026, 3, 2)} if row["日期"] == "2026.3.2" else row for row in rows]


def test_one_date_is_typed_with_dots(term: Term) -> None:
    assert [row["檢查範圍"] for row in term.rows("F10", "每日檢查") if row["日期"] == "2026.3.2"] == ["食堂"]


def test_every_scope_is_checked_on_every_school_day(term: Term) -> None:
    scopes = defaultdict[date, set[str]](set)
    for row in _checks(term):
        scopes[day_of(row, "日期")].add(text(row, "檢查範圍"))
    assert sorted(scopes) == _school_days(term)
    assert len(scopes) == 86
    assert all(found >= DAILY for found in scopes.values())
    assert sum("常規管理" in found for found in scopes.values()) == 18


def test_the_offices_check_together_each_day(term: Term) -> None:
    offices = defaultdict[date, set[str]](set)
    for row in _checks(term):
        offices[day_of(row, "日期")].update(names(row, "參與處室"))
    assert all(found >= {"教務處", "德育處"} for found in offices.values())


def test_thirty_seven_dangers_of_which_two_stay_open(term: Term) -> None:
    dangers = _dangers(term)
    assert len(dangers) == 37
    assert sum("整改完成日期" in row for row in dangers.values()) == 36
    assert sum("銷號日期" in row for row in dangers.values()) == 35
    late = {
        key: (day_of(row, "整改完成日期") - day_of(row, "整改期限")).days
        for key, row in dangers.items()
        if "整改完成日期" in row and day_of(row, "整改完成日期") > day_of(row, "整改期限")
    }
    assert list(late.values()) == [2]
    still_open = [row for row in dangers.values() if "銷號日期" not in row]
    assert [(row["發現日期"], row["整改期限"], row.get("整改完成日期")) for row in still_open] == [
        (date(2026, 6, 15), date(2026, 6, 22), None),
        (date(2026, 6, 29), date(2026, 7, 6), date(2026, 7, 2)),
    ]


def test_the_danger_of_march_closes_in_april(term: Term) -> None:
    [march] = [row for row in term.rows("F10", "隱患台賬", "2026-03") if "銷號日期" not in row]
    [april] = [row for row in term.rows("F10", "隱患台賬", "2026-04") if row["隱患編號"] == march["隱患編號"]]
    assert march["發現日期"] == date(2026, 3, 26)
    assert (april["整改期限"], april["整改完成日期"], april["銷號日期"]) == (date(2026, 4, 2),) * 3


def test_checks_and_dangers_name_each_other(term: Term) -> None:
    dangers, checks = _dangers(term), _checks(term)
    numbered = {text(row, "隱患編號"): day_of(row, "日期") for row in checks if "隱患編號" in row}
    assert [row for row in checks if (row["檢查結果"] == "有隱患") != ("隱患編號" in row)] == []
    assert {number_: dangers[number_]["發現日期"] for number_ in numbered} == numbered
    assert {key for key, row in dangers.items() if row["來源"] == "每日檢查"} <= set(numbered)


def test_inspections_and_dangers_agree(term: Term) -> None:
    found = Counter(day_of(row, "發現日期") for row in _dangers(term).values() if row["來源"] == "上級檢查")
    inspections = {day_of(row, "日期"): row for row in term.rows("F10", "上級檢查")}
    assert {on: row["登記隱患數"] for on, row in inspections.items() if row["登記隱患數"]} == found
    for danger in _dangers(term).values():
        if danger["來源"] == "上級檢查":
            inspection = inspections[day_of(danger, "發現日期")]
            assert day_of(danger, "整改完成日期") <= day_of(inspection, "整改完成日期")


def test_nobody_reviews_his_own_work(term: Term) -> None:
    assert [row for row in _dangers(term).values() if row.get("復查人") == row["整改責任人"]] == []


def test_all_236_shifts_are_guarded_by_two(term: Term) -> None:
    school_days, rows = set(_school_days(term)), term.rows("F10", "值班護校")
    expected = [(each, "夜班" if each in school_days else "節假日夜班") for each in WINDOW]
    expected += [(each, "節假日白班") for each in WINDOW if each not in school_days]
    assert sorted((day_of(row, "日期"), text(row, "班次")) for row in rows) == sorted(expected)
    assert len(rows) == 236
    assert {len(names(row, "值班人")) for row in rows} == {2}
    assert all({"帶班領導", "接班人簽字"} <= set(row) for row in rows)
    assert all(number(row, "巡查次數") >= 2 and number(row, "財產損失金額") == 0 for row in rows)


def test_the_next_shift_signs(term: Term) -> None:
    guards = {(day_of(row, "日期"), text(row, "班次")): names(row, "值班人") for row in term.rows("F10", "值班護校")}
    for row in term.rows("F10", "值班護校"):
        on, shift = day_of(row, "日期"), row["班次"]
        following = (on, "節假日夜班") if shift == "節假日白班" else (on + timedelta(days=1), "節假日白班")
        if following in guards:
            assert row["接班人簽字"] in guards[following]


def test_a_drill_in_every_full_month_and_one_on_the_bus(term: Term) -> None:
    drills = [row for row in term.rows("F10", "演練與安全教育") if row["形式"] == "演練"]
    months = Counter(f"{row['日期']:%Y-%m}" for row in drills if row["類型"] == "應急疏散")
    assert months == {"2026-03": 1, "2026-04": 1, "2026-05": 1, "2026-06": 1}
    assert [row["類型"] for row in drills].count("校車") == 1
    assert all("問題與改進" in row for row in drills)
