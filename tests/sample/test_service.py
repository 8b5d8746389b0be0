"""F13 of the filled term, read by somebody who knows nothing of how it was made."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

from tests.sample.conftest import Row, Term, day_of, number, text

WITHIN = timedelta(days=7)


def _last(term: Term, sheet: str) -> dict[str, Row]:
    """Each opinion or case as it is in the end."""
    return {text(row, "編號"): row for row in term.rows("F13", sheet)}


def test_one_amount_is_a_guess(term: Term) -> None:
    guessed = [row for row in term.rows("F13", "服務保障") if isinstance(row["投入物資金額"], str)]
    assert [(row["活動編號"], row["投入物資金額"]) for row in guessed] == [("FW-2605-02", "五六千")]


def test_events_with_meals_are_planned_a_week_before_and_lie_on_meal_days(term: Term) -> None:
    served = {day_of(row, "日期") for row in term.rows("F00", "校曆") if row["供餐餐次"] != "無"}
    fed = [row for row in term.rows("F13", "服務保障") if number(row, "供餐人次")]
    assert len(fed) == 2
    for row in fed:
        assert day_of(row, "方案確定日期") + WITHIN <= day_of(row, "起始日期") <= day_of(row, "結束日期")
        assert {day_of(row, "起始日期"), day_of(row, "結束日期")} <= served


def test_inspections_received_are_those_of_the_safety_ledger(term: Term) -> None:
    inspected = {day_of(row, "日期") for row in term.rows("F10", "上級檢查")}
    received = {day_of(row, "起始日期") for row in term.rows("F13", "服務保障") if row["類別"] == "迎檢"}
    assert len(received) == 3
    assert received <= inspected


def test_every_opinion_is_answered_in_time(term: Term) -> None:
    opinions = _last(term, "意見建議")
    assert len(opinions) == 16
    assert Counter(row["類型"] for row in opinions.values()) == {"建議": 8, "投訴": 3, "諮詢": 3, "表揚": 2}
    for row in opinions.values():
        assert day_of(row, "日期") <= day_of(row, "答覆日期") <= day_of(row, "日期") + WITHIN
        assert "處理結果" in row


def test_a_row_comes_twice_only_while_it_is_open(term: Term) -> None:
    for sheet, twice in (("意見建議", ["YJ-2604-05"]), ("涉訪化解", ["SF-26-02", "SF-26-03"])):
        seen = Counter(text(row, "編號") for row in term.rows("F13", sheet))
        assert [code for code, count in seen.items() if count > 1] == twice
    (row,) = [row for row in term.rows("F13", "意見建議", "2026-04") if row["編號"] == "YJ-2604-05"]
    assert "處理結果" not in row


def test_nobody_is_named_in_a_summary(term: Term) -> None:
    people = {text(row, "姓名") for row in term.rows("F00", "人員名冊")}
    for row in term.rows("F13", "意見建議"):
        assert not any(name in text(row, "內容摘要") for name in people)


def test_answers_add_up_to_what_came_back(term: Term) -> None:
    rows = term.rows("F13", "滿意度測評")
    assert len(rows) == 7
    for row in rows:
        assert number(row, "滿意") + number(row, "基本滿意") + number(row, "不滿意") == number(row, "回收份數")
        assert number(row, "發放份數") * 6 <= number(row, "回收份數") * 10


def test_no_more_pupils_are_asked_than_there_are(term: Term) -> None:
    pupils = sum(number(row, "學生數") for row in term.rows("F00", "班室名冊"))
    asked = {row["對象"]: number(row, "發放份數") for row in term.rows("F13", "滿意度測評")}
    assert asked["學生"] <= pupils
    assert asked["教師"] <= len(term.rows("F00", "人員名冊"))


def test_every_case_is_settled(term: Term) -> None:
    cases = _last(term, "涉訪化解")
    assert [row["狀態"] for row in cases.values()] == ["已化解"] * 3
    assert Counter(row["化解層級"] for row in cases.values()) == {"校內": 2, "學區": 1}


def test_what_was_adopted_for_the_canteen_is_on_a_later_menu(term: Term) -> None:
    adopted = [
        row
        for row in _last(term, "意見建議").values()
        if (row["領域"], row["類型"]) == ("食堂", "建議") and row["處理結果"] in {"採納", "部分採納"}
    ]
    menus = [(day_of(row, "週起始日"), row.get("營養意見")) for row in term.rows("F03", "每週菜譜審核")]
    assert len(adopted) == 2
    for row in adopted:
        assert any(text(row, "編號") in str(advice) for week, advice in menus if week > day_of(row, "日期"))
