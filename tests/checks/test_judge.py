"""Rules over rows: which cell speaks, what becomes of the row, and who is silent (domain 3.1)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from pipeline.batch import Batch
from pipeline.checks.services import month_number
from pipeline.checks.term import State
from pipeline.finding import Effect
from pipeline.form.filled import Value
from pipeline.form.form import Registry
from pipeline.form.rule import Flag, Hold, Missing, Note, Rule
from tests.forms.plant import findings, rules_at, states
from tests.small import BASE, FORM, REGISTRY, Buys, Row, base, batch, buy, cover, handed, parameter

B = Buys
FILE = "F99_2025-2026-2_2026-03.xlsx"


def with_rules(*rules: Rule | Missing) -> Registry:
    """The small form with other rules."""
    return replace(REGISTRY, forms=[BASE, replace(FORM, rules=rules)])


def judged(*rows: Row, rules: tuple[Rule | Missing, ...] = tuple(FORM.rules), month: str | None = "2026-03") -> Batch:
    return batch(handed("2026-03", 採購=rows), registry=with_rules(*rules), month=month)


def told(*rows: Row, rules: tuple[Rule | Missing, ...] = tuple(FORM.rules)) -> list[tuple[str, str]]:
    """Rule and cell of each finding."""
    return [(one.rule, one.place.cell) for one in findings(judged(*rows, rules=rules))]


PARTS = Flag(
    "F99-R10",
    "三處",
    must={B.quantity: B.quantity > 5, B.price: B.price > 2, B.people: B.people > 1},
    says="{quantity} {price} {people}",
)


@pytest.mark.parametrize(
    ("cells", "marked"),
    [
        ({"人數": 2}, []),
        ({"人數": 1}, ["J2"]),
        ({"人數": 1, "單價": 2}, ["F2"]),
        ({"人數": 1, "單價": 2, "數量": 5}, ["E2"]),
        ({"數量": 5}, ["E2"]),
        ({}, []),  # 人數 is blank, so unknown
        ({"單價": 2}, ["F2"]),
    ],
)
def test_a_breach_is_told_once_at_the_first_broken_part(cells: dict[str, Value], marked: list[str]) -> None:
    assert told({**buy("2026-03-05", "A1"), **cells}, rules=(PARTS,)) == [("F99-R10", cell) for cell in marked]


def test_a_blank_cell_breaks_only_a_rule_that_says_so() -> None:
    plain = Flag("F99-R11", "人多", must={B.people: B.people >= 3}, says="少")
    strict = Flag("F99-R12", "人多", must={B.people: B.people >= 3}, says="少", blank_breaks=True)
    rows = [buy("2026-03-05", "A1"), buy("2026-03-06", "A2", 人數=2), buy("2026-03-07", "A3", 人數=3)]
    assert told(*rows, rules=(plain, strict)) == [("F99-R12", "J2"), ("F99-R11", "J3"), ("F99-R12", "J3")]


def test_a_cell_that_could_not_be_read_is_not_blank() -> None:
    strict = Flag("F99-R12", "人多", must={B.people: B.people >= 3}, says="少", blank_breaks=True)
    assert told(buy("2026-03-05", "A1", 人數="約3"), rules=(strict,)) == [("G-06", "J2")]


def test_a_rule_with_b_is_silent_where_it_is_not_asked_and_the_cell_rules_speak() -> None:
    strict = Flag(
        "F99-R13",
        "肉要兩人",
        must={B.buyers: B.buyers.count() >= 2},
        says="少",
        when=B.price > 10,
        blank_breaks=True,
    )
    rows = [
        buy("2026-03-05", "A1", 類別="肉類", 單價=20, 採購人=None),
        buy("2026-03-05", "A2", 類別="肉類", 單價=5, 採購人=None),
        buy("2026-03-05", "A3", 單價=20, 採購人=None),
    ]
    assert told(*rows, rules=(strict,)) == [("F99-R13", "H2"), ("G-22", "H3"), ("F99-R13", "H4")]


def test_never_is_a_finding_when_true() -> None:
    rule = Note("F99-R14", "太多", never={B.quantity: B.quantity > 50}, says="多")
    rows = [buy("2026-03-05", "A1", 數量=50), buy("2026-03-05", "A2", 數量=51)]
    assert told(*rows, rules=(rule,)) == [("F99-R14", "E3")]


def test_only_the_first_broken_row_of_each_group_is_told() -> None:
    rule = Flag("F99-R15", "一類一次", must={B.quantity: B.quantity <= 5}, says="多", first_of=(B.kind_of_item, B.item))
    rows = [
        buy("2026-03-05", "A1", 數量=3),
        buy("2026-03-05", "A2", 數量=6),
        buy("2026-03-05", "A3", 數量=7),
        buy("2026-03-05", "A4", 數量=8, 品名="蘿蔔"),
        buy("2026-03-05", "A5", 數量=9, 類別="糧油"),
    ]
    found = judged(*rows, rules=(rule,))
    assert rules_at(found, "F99-R15") == [f"{FILE} E3", f"{FILE} E5", f"{FILE} E6"]
    assert found.term.rows(Buys).failed["F99-R15"].tolist() == [False, True, False, True, True]


def test_a_held_row_shows_all_its_holds_and_nothing_else() -> None:
    """Zero price: held by R01; not accepted, too few buyers and a stranger as well, but that is not said."""
    rows = [buy("2026-03-05", "A1", 單價=0, 驗收日期=None, 採購人="王五", 數量=60, 品名=None)]
    assert told(*rows) == [("F99-R01", "F2"), ("G-21", "C2")]


def test_a_row_held_by_a_cell_is_still_asked_by_rules_that_hold() -> None:
    assert told(buy("2026-03-05", "A1", 單價=0, 數量="約5")) == [("F99-R01", "F2"), ("G-06", "E2")]


def test_a_hold_ends_the_asking_of_other_rules_whatever_their_number() -> None:
    late = Hold("F99-R99", "無備註", must={B.remark: B.remark.filled()}, says="無")
    early = Flag("F99-R00", "有人", must={B.people: B.people.filled()}, says="無")
    rows = [buy("2026-03-05", "A1"), buy("2026-03-06", "A2", 備註="有")]
    assert told(*rows, rules=(early, late)) == [("F99-R99", "L2"), ("F99-R00", "J3")]


def test_the_lowest_exclude_has_the_row_and_the_tally_and_speaks_alone() -> None:
    rows = [
        buy("2026-03-05", "A1", 驗收日期=None, 單價=200),
        buy("2026-03-05", "A2", 單價=200),
        buy("2026-03-05", "A3"),
    ]
    found = judged(*rows, rules=tuple(reversed(FORM.rules)))
    assert [(one.rule, one.place.cell, one.effect) for one in findings(found)] == [
        ("F99-R02", "I2", Effect.EXCLUDE),
        ("F99-R03", "F3", Effect.EXCLUDE),
    ]
    assert found.term.rows(Buys).failed["F99-R03"].tolist() == [True, True, False]
    tallied = found.term.rows(Buys).tallied
    assert tallied["F99-R02"].tolist() == [True, False, False]
    assert tallied["F99-R03"].tolist() == [False, True, False]
    assert states(found, Buys) == {State.COUNTED: 1, State.EXCLUDED: 2, State.HELD: 0}


def test_an_excluded_row_is_still_asked_by_flags_and_notes() -> None:
    rows = [buy("2026-03-05", "A1", 驗收日期=None, 採購人="陳大勇", 數量=60)]
    assert told(*rows) == [("F99-R02", "I2"), ("F99-R04", "H2"), ("F99-R05", "E2")]


def test_messages_show_the_cells_and_what_was_computed() -> None:
    found = judged(buy("2026-03-05", "A1", 採購人="陳大勇"))
    (one,) = findings(found, "F99-R04")
    assert (one.says, one.value) == ("陳大勇只有 1 人，要求 2 人", "陳大勇")


def test_cells_that_look_like_templates_stay_text() -> None:
    rule = Flag("F99-R16", "短", must={B.remark: B.remark.length() <= 3}, says="備註 {remark} 太長", fix="改 {item}。")
    rows = [buy("2026-03-05", "A1", 備註="{price} {0} {{x}}", 品名="{remark}")]
    found = judged(*rows, rules=(rule,))
    assert [(one.says, one.fix) for one in findings(found, "F99-R16")] == [
        ("備註 {price} {0} {{x}} 太長", "改 {remark}。")
    ]


def test_parameters_are_those_of_the_rows_day() -> None:
    of = base(parameters=[parameter("P-05", "3", date(2026, 3, 16))])
    rows = [buy("2026-03-15", "A1"), buy("2026-03-16", "A2")]
    found = batch(handed("2026-03", 採購=rows), of=of)
    assert rules_at(found, "F99-R04") == [f"{FILE} H3"]


def test_unknown_gives_no_finding_and_is_kept_apart() -> None:
    rule = Flag("F99-R17", "人多", must={B.people: B.people >= 3}, says="少", when=B.price > 2)
    rows = [buy("2026-03-05", "A1"), buy("2026-03-06", "A2", 人數=1), buy("2026-03-07", "A3", 人數=5)]
    found = judged(*rows, buy("2026-03-08", "A4", 人數=1, 單價=1), rules=(rule,)).term.rows(Buys)
    assert found.failed["F99-R17"].tolist() == [False, True, False, False]
    assert found.unknown["F99-R17"].tolist() == [True, False, False, True]


def test_rules_of_a_module_that_is_off_are_not_asked() -> None:
    rule = Flag("F99-R18", "校車", must={B.people: B.people.filled()}, says="無", module="P-24b")
    row = buy("2026-03-05", "A1")
    on = batch(handed("2026-03", 採購=[row]), registry=with_rules(rule))
    off = batch(
        handed("2026-03", 採購=[row]), registry=with_rules(rule), of=base(parameters=[parameter("P-24b", "否")])
    )
    assert (len(findings(on, "F99-R18")), len(findings(off, "F99-R18"))) == (1, 0)


def test_a_hold_of_the_whole_file_holds_every_row_in_it() -> None:
    rule = Hold("F99-R19", "有備註", must={B.remark: B.remark != "錯"}, says="錯", whole_file=True)
    march = handed("2026-03", 採購=[buy("2026-03-05", "A1"), buy("2026-03-06", "A2", 備註="錯")])
    april = handed("2026-04", 採購=[buy("2026-04-07", "A3")])
    found = batch(march, april, registry=with_rules(rule))
    assert found.term.rows(Buys).state.tolist() == [State.HELD, State.HELD, State.COUNTED]
    assert rules_at(found, "F99-R19") == [f"{FILE} L3"]


def missing(effect: Effect = Effect.FLAG, *, whole_file: bool = False) -> Missing:
    return Missing(
        id="F99-R20",
        name="逐日有記錄",
        effect=effect,
        at=B.item,
        find=lambda _: {
            month_number("2026-03"): ["甲", "乙"],
            month_number("2026-04"): [],
            month_number("2026-05"): ["丙"],
        },
        says="{month}缺{missing}",
        fix="請補{missing}。",
        whole_file=whole_file,
    )


def test_what_is_missing_is_told_once_a_month_on_the_heading_of_the_months_file() -> None:
    """Of May no file has come: there G-04 speaks alone."""
    march = handed("2026-03", 採購=[buy("2026-03-05", "A1")])
    part = handed("2026-03", cover("2026-03", part=2), 採購=[buy("2026-03-05", "A2")])
    april = handed("2026-04", 採購=[buy("2026-04-07", "A3")])
    found = batch(march, part, april, registry=with_rules(missing()))
    told = [(one.place.file, one.place.cell, one.place.row, one.says, one.fix) for one in findings(found, "F99-R20")]
    assert told == [(FILE, "C1", 0, "2026-03缺甲、乙", "請補甲、乙。")]
    assert len(findings(found, "G-04")) == 1


def test_a_missing_thing_may_hold_the_whole_file() -> None:
    march = handed("2026-03", 採購=[buy("2026-03-05", "A1"), buy("2026-03-06", "A2")])
    found = batch(march, registry=with_rules(missing(Effect.HOLD, whole_file=True)))
    assert states(found, Buys)[State.HELD] == 2
    assert rules_at(found, "F99-R20") == [f"{FILE} C1"]


def test_findings_come_in_the_order_of_form_month_file_sheet_and_row() -> None:
    march = handed("2026-03", 採購=[buy("2026-03-05", f"A{at}", 採購人="陳大勇") for at in range(12)])
    april = handed("2026-04", 採購=[buy("2026-04-07", "B1", 採購人="陳大勇", 驗收日期=None)])
    found = batch(april, march)
    rows = [(one.month, one.place.row, one.rule) for one in findings(found, "F99-R02", "F99-R04")]
    assert rows == [
        *(("2026-03", row, "F99-R04") for row in range(2, 14)),
        ("2026-04", 2, "F99-R02"),
        ("2026-04", 2, "F99-R04"),
    ]


def test_excluded_money_is_no_counted_money() -> None:
    found = judged(buy("2026-03-05", "A1"), buy("2026-03-05", "A2", 單價=Decimal("100.01")))
    (line,) = [line for line in found.tallies if line.sheet == "採購"]
    assert line.fen == {"in": 103510, "counted": 3500, "excluded": 100010, "held": 0, "replaced": 0}
