"""F04 of the filled term, read by somebody who knows nothing of how it was made."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

from tests.sample.conftest import Row, Term, day_of, number, text

FULL_MONTHS = {"2026-03", "2026-04", "2026-05", "2026-06"}


def _last(term: Term) -> list[Row]:
    """Each meeting as it is in the end."""
    return list({text(row, "記錄編號"): row for row in term.rows("F04", "會議與培訓")}.values())


def test_everybody_holds_the_papers_of_the_post_for_the_whole_term(term: Term) -> None:
    days = [day_of(row, "日期") for row in term.rows("F00", "校曆")]
    held = {
        (row["姓名"], row["證照類別"])
        for row in term.rows("F04", "人員證照")
        if day_of(row, "發證日期") <= min(days) and max(days) <= day_of(row, "有效期至")
    }
    people = term.rows("F00", "人員名冊")
    cooks = {(row["姓名"], "健康證明") for row in people if row["食堂操作人員"] == "是"}
    drivers = {
        (row["姓名"], kind)
        for row in people
        if row["崗位"] == "校車駕駛人"
        for kind in ("校車駕駛資格", "駕駛人年度審驗")
    }
    electricians = {(row["姓名"], "電工證") for row in people if row["崗位"] == "水電工"}
    assert cooks | drivers | electricians <= held
    assert (len(cooks), len(drivers), len(electricians)) == (5, 4, 1)


def test_every_letter_is_signed_once(term: Term) -> None:
    letters = term.rows("F04", "責任書與包乾區")
    assert Counter(row["類別"] for row in letters) == {
        "食堂安全衛生責任書": 9,
        "後勤安全責任狀": 16,
        "教室管理責任書": 40,
        "衛生包乾區": 4,
    }
    signed = Counter((row["責任對象"], row["責任人"]) for row in letters if row["類別"] == "教室管理責任書")
    rooms = [row for row in term.rows("F00", "班室名冊") if row["類別"] == "教室"]
    assert signed == Counter((room["班室編號"], room[who]) for room in rooms for who in ("責任人", "教室管理員"))


def test_food_safety_is_on_the_table_every_full_month(term: Term) -> None:
    meetings = [row for row in _last(term) if row["類別"] == "食品衛生安全會議"]
    assert {f"{day_of(row, '日期'):%Y-%m}" for row in meetings} == FULL_MONTHS
    for row in meetings:
        assert number(row, "實到人數") * 10 >= number(row, "應到人數") * 9
        assert number(row, "整改完成數") == number(row, "整改事項數")


def test_training_from_above_is_told_within_ten_days(term: Term) -> None:
    meetings = _last(term)
    told = {row["來源培訓編號"]: day_of(row, "日期") for row in meetings if row["類別"] == "校內傳達"}
    trainings = [row for row in meetings if row["類別"] == "上級培訓"]
    assert len(trainings) == 2
    for row in trainings:
        on = day_of(row, "日期")
        assert on <= told[row["記錄編號"]] <= on + timedelta(days=10)


def test_a_meeting_comes_twice_only_while_something_is_open(term: Term) -> None:
    seen = Counter(text(row, "記錄編號") for row in term.rows("F04", "會議與培訓"))
    assert [code for code, count in seen.items() if count > 1] == ["HY-2604-2"]


def test_the_sixteen_are_appraised_in_full_months(term: Term) -> None:
    rows = term.rows("F04", "崗位考核")
    assert Counter(row["月份"] for row in rows) == dict.fromkeys(FULL_MONTHS, 16)
    assert sum(number(row, "獎懲金額") > 0 for row in rows) == 6
    assert sum(number(row, "獎懲金額") < 0 for row in rows) == 1
