"""Identical rows (G-16), keys used twice (G-18), chains of open rows (G-19)."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.checks.term import State
from pipeline.finding import Effect
from pipeline.form.filled import Filled, Value
from pipeline.form.sheet import Sheet
from tests.forms.plant import findings, rules_at, states
from tests.small import Buys, Loans, Progress, Row, Things, batch, buy, cover, handed, loan, thing

MARCH, APRIL = "F99_2025-2026-2_2026-03.xlsx", "F99_2025-2026-2_2026-04.xlsx"
PART_2 = "F99_2025-2026-2_2026-03_2.xlsx"


def held(*filled: Filled, sheet: type[Sheet] = Buys) -> tuple[list[str], int]:
    """Where keys and whole rows come again, and how many rows of the sheet are held."""
    found = batch(*filled)
    return rules_at(found, "G-16", "G-18"), states(found, sheet)[State.HELD]


def test_the_second_of_two_identical_rows_is_held_and_told_once() -> None:
    row = buy("2026-03-05", "A1")
    found = batch(handed("2026-03", 採購=[row, row, buy("2026-03-06", "A2"), row]))
    assert [(one.rule, one.place.cell) for one in findings(found, "G-16", "G-18")] == [("G-16", "A3"), ("G-16", "A5")]
    assert states(found, Buys) == {State.COUNTED: 2, State.EXCLUDED: 0, State.HELD: 2}


def test_spellings_of_one_value_make_identical_rows() -> None:
    rows = [
        buy("2026-03-05", "A1", 採購人="陳大勇、趙敏"),
        buy("2026-03-05", "A1", 採購人="陳大勇 趙敏", 類別="蔬　菜"),
    ]
    assert held(handed("2026-03", 採購=rows)) == ([f"{MARCH} A3"], 1)


def test_rows_with_different_unreadable_cells_are_not_identical() -> None:
    rows = [buy("2026-03-05", "A1", 數量="約5", 品名="甲"), buy("2026-03-05", "A1", 數量="約6", 品名="甲")]
    found = batch(handed("2026-03", 採購=rows))
    assert [one.rule for one in found.findings if one.effect is Effect.HOLD] == ["G-06", "G-06", "G-18"]


def test_a_key_used_twice_holds_the_second_row_and_names_the_first() -> None:
    rows = [buy("2026-03-05", "A1"), buy("2026-03-06", "A1", 數量=99)]
    found = batch(handed("2026-03", 採購=rows))
    told = findings(found, "G-18")
    assert [(one.place.cell, one.value, one.effect) for one in told] == [("B3", "A1", Effect.HOLD)]
    assert told[0].says == f"「單號＋品名」已用過，見 {MARCH}「採購」第2行"
    assert found.term.rows(Buys).state.tolist() == [State.COUNTED, State.HELD]


@pytest.mark.parametrize(
    ("cells", "again"),
    [
        ({"品名": "蘿蔔"}, []),
        ({"單號": "A2"}, []),
        ({"數量": 3}, [f"{MARCH} B3"]),
        ({"單號": "Ａ１", "數量": 3}, [f"{MARCH} B3"]),
    ],
)
def test_all_parts_of_a_key_make_it(cells: dict[str, Value], again: list[str]) -> None:
    rows = [buy("2026-03-05", "A1"), {**buy("2026-03-05", "A1"), **cells}]
    assert held(handed("2026-03", 採購=rows))[0] == again


def test_numbers_are_unique_over_the_term_and_all_parts() -> None:
    march = handed("2026-03", 採購=[buy("2026-03-05", "A1")])
    part = handed("2026-03", cover("2026-03", part=2), 採購=[buy("2026-03-06", "A1")])
    april = handed("2026-04", 採購=[buy("2026-04-07", "A1")])
    assert held(april, part, march) == ([f"{PART_2} B2", f"{APRIL} B2"], 2)


def test_a_snapshots_keys_are_unique_in_its_file() -> None:
    march = handed(
        "2026-03", 採購=[buy("2026-03-05", "A1")], 名單=[thing("T1", "1"), thing("T2", "1"), thing("T1", "2")]
    )
    part = handed("2026-03", cover("2026-03", part=2), 名單=[thing("T1", "3")])
    april = handed("2026-04", cover("2026-04", part=2), 名單=[thing("T1", "4")])
    assert held(march, part, april, sheet=Things) == ([f"{MARCH} A4"], 1)


def test_further_columns_may_be_unique_by_themselves_and_blanks_are_no_value() -> None:
    rows = [thing("T1", 名稱="鋼琴"), thing("T2", 名稱="鋼琴"), thing("T3"), thing("T4"), thing("T5", 名稱="鼓")]
    found = batch(handed("2026-03", 採購=[buy("2026-03-05", "A1")], 名單=rows))
    assert [(one.place.cell, one.says) for one in findings(found, "G-18")] == [
        ("B3", f"「名稱」已用過，見 {MARCH}「名單」第2行")
    ]


def test_a_status_sheet_has_its_key_once_a_month() -> None:
    rows = [{"項目": "P1", "階段": "在建", "累計支付": amount} for amount in (1, 2)]
    march = handed("2026-03", 採購=[buy("2026-03-05", "A1")], 進度=rows)
    april = handed("2026-04", 進度=rows[:1])
    assert held(march, april, sheet=Progress) == ([f"{MARCH} A3"], 1)


def test_a_row_held_for_another_reason_still_uses_its_key() -> None:
    """Corrected, it would count; the order in which the checks run changes nothing."""
    rows = [buy("2026-03-05", "A1", 數量="約5"), buy("2026-03-05", "A1", 數量=5), buy("2026-03-05", "A1", 數量="約7")]
    found = batch(handed("2026-03", 採購=rows))
    told = [(one.rule, one.place.cell) for one in found.findings if one.effect is Effect.HOLD]
    assert told == [("G-06", "E2"), ("G-18", "B3"), ("G-06", "E4"), ("G-18", "B4")]


def test_blank_required_keys_are_told_as_blank_only() -> None:
    rows = [buy("2026-03-05", "", 數量=1), buy("2026-03-05", "", 數量=2)]
    found = batch(handed("2026-03", 採購=rows))
    assert [(one.rule, one.place.cell) for one in found.findings if one.effect is Effect.HOLD] == [
        ("G-21", "B2"),
        ("G-21", "B3"),
    ]


BUYS = [buy("2026-03-05", "A1")]


def chains(*filled: Filled, month: str | None = None) -> list[tuple[str, str]]:
    """The file and row of each broken chain."""
    return [(one.place.file, one.place.cell) for one in findings(batch(*filled, month=month), "G-19")]


def test_an_open_row_must_come_again_in_the_next_months_file() -> None:
    march = handed("2026-03", 採購=BUYS, 借用=[loan("J1", "2026-03-10"), loan("J2", "2026-03-11", "2026-03-12")])
    april = handed("2026-04", 採購=[buy("2026-04-07", "A2")])
    assert chains(march, april) == [(MARCH, "A2")]
    assert chains(march, april, month="2026-03") == []


def test_a_chain_goes_on_as_long_as_the_row_is_open() -> None:
    march = handed("2026-03", 採購=BUYS, 借用=[loan("J1", "2026-03-10")])
    april = handed("2026-04", 借用=[loan("J1", "2026-03-10")])
    may = handed("2026-05", 借用=[loan("J9", "2026-05-06")])
    assert chains(march, april, may) == [(APRIL, "A2")]
    assert chains(march, april) == []


def test_a_chain_is_not_broken_by_a_file_that_never_came() -> None:
    march = handed("2026-03", 採購=BUYS, 借用=[loan("J1", "2026-03-10")])
    may = handed("2026-05", 借用=[loan("J9", "2026-05-06")])
    assert chains(march, may) == []


def test_a_nil_return_breaks_a_chain_and_an_empty_file_that_says_nothing_does_not() -> None:
    march = handed("2026-03", 採購=BUYS, 借用=[loan("J1", "2026-03-10")])
    assert chains(march, handed("2026-04", cover("2026-04", nothing=True))) == [(MARCH, "A2")]
    assert chains(march, handed("2026-04")) == []


def test_each_part_carries_its_own_rows_on() -> None:
    first = handed("2026-03", 採購=BUYS, 借用=[loan("J1", "2026-03-10")])
    second = handed("2026-03", cover("2026-03", part=2), 借用=[loan("J2", "2026-03-10")])
    other = handed("2026-04", cover("2026-04", part=2), 借用=[loan("J2", "2026-03-10")])
    assert chains(first, second, other) == []
    assert chains(first, second, handed("2026-04", 借用=[loan("J9", "2026-04-02")])) == [(MARCH, "A2")]


def test_a_row_that_goes_on_in_another_part_is_not_lost() -> None:
    march = handed("2026-03", 採購=BUYS, 借用=[loan("J1", "2026-03-10")])
    april = handed("2026-04", 採購=[buy("2026-04-07", "A2")])
    part = handed("2026-04", cover("2026-04", part=2), 借用=[loan("J1", "2026-03-10")])
    assert chains(march, april, part) == []


def test_a_held_row_shows_no_broken_chain() -> None:
    march = handed("2026-03", 採購=BUYS, 借用=[loan("J1", "2026-03-10", 借用人=None)])
    april = handed("2026-04", 採購=[buy("2026-04-07", "A2")])
    assert chains(march, april) == []


def test_a_row_closed_after_the_as_of_date_is_still_open() -> None:
    """Returned on 2 May, told in April's file that was filled on that day; May's file need not carry it on."""
    march = handed("2026-03", 採購=BUYS, 借用=[loan("J1", "2026-03-10")])
    april = handed("2026-04", 借用=[loan("J1", "2026-03-10", "2026-05-02")])
    may = handed("2026-05", 採購=[buy("2026-05-06", "A2")])
    assert chains(march, april, may) == []
    assert batch(march, april, month="2026-04").term.rows(Loans).of(Loans.returned_on).isna().all()


def test_a_projects_row_of_each_month_is_a_chain_too() -> None:
    def month(text: str, *rows: tuple[str, str]) -> Filled:
        lines: list[Row] = [{"項目": code, "階段": stage, "累計支付": Decimal(1)} for code, stage in rows]
        return handed(text, 採購=[buy(f"{text}-06", text)], 進度=lines)

    march = month("2026-03", ("P1", "在建"), ("P2", "在建"), ("P3", "投用"))
    april = month("2026-04", ("P1", "投用"))
    may = month("2026-05")
    assert chains(march, april, may) == [(MARCH, "A3")]
