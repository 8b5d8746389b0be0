"""Cells that cannot be taken as typed, are blank or out of range (G-05 to G-08, G-13, G-15, G-21, G-22, G-24)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from pipeline.checks.term import State
from pipeline.finding import Effect
from pipeline.form.filled import Value
from tests.checks.rows import day
from tests.forms.plant import findings, rules_at, states
from tests.small import Buys, Loans, Things, batch, buy, handed, loan, thing

HOLD, FLAG = Effect.HOLD, Effect.FLAG
FILE = "F99_2025-2026-2_2026-03.xlsx"


def told(**cells: Value) -> list[tuple[str, Effect, str, str]]:
    """What is said about one purchase with these cells: rule, effect, cell, value."""
    found = batch(handed("2026-03", 採購=[{**buy("2026-03-05", "A1"), **cells}]), month="2026-03")
    return [(one.rule, one.effect, one.place.cell, one.value) for one in found.findings]


def test_a_row_in_order_has_no_finding() -> None:
    assert told() == []


@pytest.mark.parametrize(
    ("heading", "typed", "rule", "cell"),
    [
        ("採購日期", "三月初", "G-05", "A2"),
        ("數量", "五六千", "G-06", "E2"),
        ("數量", "約5公斤", "G-06", "E2"),
        ("數量", "5斤", "G-07", "E2"),
        ("單價", "0.0001萬元", "G-07", "F2"),
        ("品名", "同上", "G-08", "C2"),
        ("採購人", "〃", "G-08", "H2"),
        ("類別", "水產", "G-13", "D2"),
        ("數量", Decimal("-3.5"), "G-15", "E2"),
        ("數量", 0, "G-24", "E2"),
        ("單價", Decimal("1.234"), "G-24", "F2"),
    ],
)
def test_a_refused_cell_of_a_required_or_needed_column_holds_its_row(
    heading: str, typed: Value, rule: str, cell: str
) -> None:
    assert told(**{heading: typed})[0][:3] == (rule, HOLD, cell)
    assert len(told(**{heading: typed})) == 1


@pytest.mark.parametrize(
    ("heading", "typed", "rule", "cell"),
    [
        ("驗收日期", "四月初", "G-05", "I2"),
        ("人數", "約5", "G-06", "J2"),
        ("人數", -1, "G-15", "J2"),
        ("人數", 101, "G-24", "J2"),
        ("人數", Decimal("1.5"), "G-24", "J2"),
        ("備註", "同上", "G-08", "L2"),
        ("驗收日期", date(2026, 3, 4), "G-24", "I2"),
    ],
)
def test_in_an_optional_column_the_cell_is_dropped_and_the_row_counted(
    heading: str, typed: Value, rule: str, cell: str
) -> None:
    found = batch(handed("2026-03", 採購=[{**buy("2026-03-05", "A1"), heading: typed}]), month="2026-03")
    assert [(one.rule, one.effect, one.place.cell) for one in findings(found, rule)] == [(rule, FLAG, cell)]
    assert findings(found)[0].value == (typed if isinstance(typed, str) else str(typed))
    assert states(found, Buys)[State.HELD] == 0


def test_a_dropped_cell_is_not_blank_for_the_rules() -> None:
    """驗收日期 was typed, though badly: the rule that it be filled has nothing to say."""
    assert [one[0] for one in told(驗收日期="四月初")] == ["G-05"]
    assert [one[0] for one in told(驗收日期=None)] == ["F99-R02"]


def test_a_negative_number_is_told_once() -> None:
    assert [one[:3] for one in told(數量=-5)] == [("G-15", HOLD, "E2")]


def test_bounds_belong_to_the_range() -> None:
    assert told(人數=0) == told(人數=100) == []
    assert told(驗收日期=date(2026, 3, 5)) == []
    assert told(數量=Decimal("0.001")) == []


def test_a_bound_is_named_in_the_message() -> None:
    found = batch(handed("2026-03", 採購=[buy("2026-03-05", "A1", 人數=101, 驗收日期=date(2026, 3, 1))]))
    assert [one.says for one in findings(found, "G-24")] == ["應不早於「採購日期」", "應不大於 100"]


@pytest.mark.parametrize("heading", ["採購日期", "單號", "品名", "類別", "數量", "單價"])
def test_a_blank_required_cell_holds_its_row(heading: str) -> None:
    cells = told(**{heading: None})
    assert [(one[0], one[1]) for one in cells] == [("G-21", HOLD)]


def test_a_blank_needed_cell_is_a_flag_while_its_condition_holds() -> None:
    assert told(採購人=None, 類別="肉類") == [("G-22", FLAG, "H2", "")]
    assert told(採購人=None, 類別="蔬菜") == []
    assert told(採購人=None, 類別=None) == [("G-21", HOLD, "D2", "")]


def test_a_b_rule_speaks_of_its_blank_cell_instead() -> None:
    assert told(驗收日期=None) == [("F99-R02", Effect.EXCLUDE, "I2", "")]


def test_every_hold_of_a_row_is_told() -> None:
    found = told(採購日期="三月初", 數量="約5", 類別="水產", 品名=None)
    assert [one[0] for one in found] == ["G-05", "G-06", "G-13", "G-21"]
    assert {one[1] for one in found} == {HOLD}


@pytest.mark.parametrize(
    ("typed", "read"),
    [("蔬菜", "蔬菜"), (" 蔬　菜 ", "蔬菜"), ("肉类", "肉類"), ("米麵", "糧油"), ("米面", "糧油"), ("粮油", "糧油")],
)
def test_options_are_read_in_both_scripts_and_by_their_accepted_spellings(typed: str, read: str) -> None:
    found = batch(handed("2026-03", 採購=[buy("2026-03-05", "A1", 類別=typed)]))
    assert list(found.term.rows(Buys).text(Buys.kind_of_item)) == [read]
    assert findings(found, "G-13") == []


def test_an_unknown_option_is_shown_with_candidates_and_not_mapped() -> None:
    found = batch(handed("2026-03", 採購=[buy("2026-03-05", "A1", 類別="蔬果")]))
    (one,) = findings(found, "G-13")
    assert (one.value, one.effect) == ("蔬果", HOLD)
    assert "蔬菜" in one.fix


def test_a_list_of_options_is_refused_as_a_whole() -> None:
    rows = [thing("T1", 標籤="新，壞"), thing("T2", 標籤="新、貴")]
    found = batch(handed("2026-03", 採購=[buy("2026-03-05", "A1")], 名單=rows))
    assert list(found.term.rows(Things).text(Things.tags)) == ["新、壞", None]
    assert [(one.place.cell, one.value, one.effect) for one in findings(found, "G-13")] == [("E3", "新、貴", FLAG)]


def test_conversions_are_kept_for_the_returned_workbook() -> None:
    rows = [buy("2026-03-05", "A1", 數量="１０公斤", 採購日期="2026.3.5", 類別="米麵")]
    read_as = batch(handed("2026-03", 採購=rows)).validated.read_as
    told = {(file, title, row, one.column): (one.raw, one.read_as) for file, title, row, one in read_as}
    assert told == {
        (FILE, "採購", 2, "bought_on"): ("2026.3.5", "2026-03-05"),
        (FILE, "採購", 2, "quantity"): ("１０公斤", "10"),
        (FILE, "採購", 2, "kind_of_item"): ("米麵", "糧油"),
    }


def test_a_row_may_be_held_in_one_sheet_and_counted_in_another() -> None:
    found = batch(handed("2026-03", 採購=[buy("2026-03-05", "A1", 數量="約5")], 借用=[loan("J1", "2026-03-10")]))
    assert states(found, Buys)[State.HELD] == 1
    assert states(found, Loans)[State.COUNTED] == 1
    assert found.term.rows(Loans).of(Loans.lent_on).tolist() == [day("2026-03-10")]
    assert rules_at(found, "G-06") == [f"{FILE} E2"]


def test_message_in_the_style_of_the_domain() -> None:
    found = batch(handed("2026-03", 採購=[buy("2026-03-05", "A1", 數量="五六千")]))
    (one,) = findings(found, "G-06")
    assert one.message == (
        "F99 2026-03 v1 › 採購 › 第2行 › 數量 = 五六千：是約數、範圍或中文數字（G-06）。"
        "該行暫不計入任何數字，更正後重報。請填準確的數字，以公斤為單位。"
    )
