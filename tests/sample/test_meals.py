from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date, datetime, timedelta

from tests.sample.conftest import Row, Term, day_of, names, number, text

Meal = tuple[date, str]


def _school_days(term: Term) -> list[date]:
    return [day_of(row, "日期") for row in term.rows("F00", "校曆") if row["供餐餐次"] == "早午晚"]


def _meals(term: Term) -> dict[Meal, Row]:
    return {(day_of(row, "日期"), text(row, "餐次")): row for row in term.rows("F03", "供餐與陪餐")}


def test_258_meals_on_86_days(term: Term) -> None:
    rows = term.rows("F03", "供餐與陪餐")
    assert len(rows) == 258
    assert sorted(_meals(term)) == sorted((each, meal) for each in _school_days(term) for meal in "早午晚")
    assert {row["是否供餐"] for row in rows} == {"是"}


def test_no_more_eat_than_there_are(term: Term) -> None:
    for row in term.rows("F03", "供餐與陪餐"):
        assert 790 <= number(row, "學生就餐人數") <= 829  # 836 pupils, seven of whom eat at home
        assert 0 < number(row, "教職工就餐人數") <= 60


def test_a_manager_eats_along(term: Term) -> None:
    roster = {row["姓名"]: row for row in term.rows("F00", "人員名冊")}
    managers = {
        name
        for name, row in roster.items()
        if row["崗位"] in {"校領導", "總務主任"} or row["部門"] in {"總務處", "教務處", "德育處"}
    }
    along = Counter(name for row in term.rows("F03", "供餐與陪餐") for name in names(row, "陪餐人") if name in managers)
    assert sum(along.values()) == 258
    assert len(along) == 9
    assert max(along.values()) - min(along.values()) <= 1


def test_food_is_issued_for_the_meals_of_the_same_days(term: Term) -> None:
    issued = {day_of(row, "日期") for row in term.rows("F02", "領用出庫") if row["用途"] == "供餐"}
    assert issued == {when for when, _ in _meals(term)}


def test_every_dish_is_sampled_and_kept_for_two_days(term: Term) -> None:
    sampled = defaultdict[Meal, list[str]](list)
    for row in term.rows("F03", "食品留樣"):
        sampled[day_of(row, "日期"), text(row, "餐次")] += names(row, "菜品名稱")
        assert number(row, "留樣量") >= 125
        if "銷毀時間" in row:
            taken = datetime.fromisoformat(f"{row['日期']} {row['留樣時間']}")
            assert datetime.fromisoformat(text(row, "銷毀時間")) - taken >= timedelta(hours=48)
    assert {meal: len(dishes) for meal, dishes in sampled.items()} == {
        meal: row["菜品數量"] for meal, row in _meals(term).items()
    }


def test_a_sample_is_gone_as_soon_as_its_file_can_say_so(term: Term) -> None:
    for filled in term.workbooks:
        if filled.form == "F03":
            last = filled.cover.filled_on
            assert last
            kept = [row for row in filled.sheets["食品留樣"] if "銷毀時間" not in row]
            assert all(day_of(row, "日期") + timedelta(days=2) > last for row in kept)
            gone = [row for row in filled.sheets["食品留樣"] if "銷毀時間" in row]
            assert all(text(row, "銷毀時間") <= f"{last} 23:59" for row in gone)


def test_18_menus_of_which_one_was_reviewed_late(term: Term) -> None:
    menus = {int(number(row, "教學週次")): row for row in term.rows("F03", "每週菜譜審核")}
    assert list(menus) == list(range(1, 19))
    late = {week: row["審核日期"] for week, row in menus.items() if day_of(row, "審核日期") >= day_of(row, "週起始日")}
    assert late == {8: date(2026, 4, 21)}
    assert menus[8]["週起始日"] == date(2026, 4, 20)
    assert all(row["編制人"] not in names(row, "審核人") for row in menus.values())
    dishes = Counter[int]()
    weeks = {row["日期"]: row["教學週次"] for row in term.rows("F00", "校曆") if "教學週次" in row}
    for (when, _), row in _meals(term).items():
        dishes[int(str(weeks[when]))] += int(number(row, "菜品數量"))
    assert {week: row["菜品數量"] for week, row in menus.items()} == dishes


def test_the_canteen_checks_itself_on_every_school_day(term: Term) -> None:
    checks = {day_of(row, "日期"): row for row in term.rows("F03", "每日自查")}
    assert list(checks) == _school_days(term)
    assert {row["晨檢實到"] for row in checks.values()} == {9}
    assert {row["過期變質食材"] for row in checks.values()} == {"否"}


def test_what_the_canteen_finds_stands_in_the_ledger_of_dangers(term: Term) -> None:
    dangers = {text(row, "隱患編號"): row for row in term.rows("F10", "隱患台賬")}
    canteen = {row["日期"]: row for row in term.rows("F10", "每日檢查") if row["檢查範圍"] == "食堂"}
    problems = [row for row in term.rows("F03", "每日自查") if "發現問題" in row]
    assert [row["日期"] for row in problems] == [date(2026, 3, 24), date(2026, 5, 20)]
    for row in problems:
        danger = dangers[text(row, "隱患編號")]
        assert (danger["發現日期"], danger["整改完成日期"]) == (row["日期"], row["整改完成日期"])
        assert canteen[row["日期"]]["檢查結果"] == "有隱患"
