"""Names in the roster and in post (G-12), codes and list values that stand elsewhere (G-23)."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.checks.lookups import codes_of
from pipeline.finding import Effect
from pipeline.form.filled import Value
from tests.forms.plant import findings
from tests.small import PEOPLE, Row, base, batch, buy, handed, loan


def away(day: str, *who: str) -> list[tuple[str, str]]:
    return [("H2", f"「{'、'.join(who)}」當日（{day}）不在崗")]


def names(day: str, typed: Value) -> list[tuple[str, str]]:
    month = day[:7]
    found = batch(handed(month, 採購=[buy(day, "A1", 採購人=typed)]), month=month)
    assert {one.effect for one in findings(found, "G-12")} <= {Effect.FLAG}
    return [(one.place.cell, one.says) for one in findings(found, "G-12")]


@pytest.mark.parametrize("typed", ["陳大勇、趙敏", "陈大勇 赵敏", "趙　敏、陳大勇", "何靜、周明"])
def test_names_of_the_roster_in_any_spelling(typed: str) -> None:
    assert names("2026-03-05", typed) == []


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("陳大勇、王五", "「王五」不在人員名冊"),
        ("陳小勇、趙敏", "「陳小勇」（相近的有陳大勇）不在人員名冊"),
        ("陈小勇、王五", "「陈小勇」（相近的有陳大勇）、「王五」不在人員名冊"),
    ],
)
def test_a_stranger_is_told_with_who_is_near_and_not_mapped(typed: str, says: str) -> None:
    assert names("2026-03-05", typed) == [("H2", says)]


@pytest.mark.parametrize(
    ("day", "typed", "says"),
    [
        ("2026-03-31", "周明、陳大勇", []),  # his last day
        ("2026-04-01", "周明、陳大勇", away("2026-04-01", "周明")),
        ("2026-03-31", "吳桂芳、陳大勇", away("2026-03-31", "吳桂芳")),
        ("2026-04-01", "吳桂芳、陳大勇", []),  # her first day
        ("2026-04-01", "周明、吳桂芳", away("2026-04-01", "周明")),
        ("2026-04-01", "周明、王五", [("H2", "「王五」不在人員名冊")]),
    ],
)
def test_whoever_is_named_is_in_post_on_the_rows_date(day: str, typed: str, says: list[tuple[str, str]]) -> None:
    assert names(day, typed) == says


def test_a_lifecycle_row_is_of_its_opening_day() -> None:
    lent = [loan("J1", "2026-03-10", 借用人="周明"), loan("J2", "2026-04-10", 借用人="周明")]
    found = batch(handed("2026-03", 採購=[buy("2026-03-05", "A1")]), handed("2026-04", 借用=lent))
    assert [one.place.cell for one in findings(found, "G-12")] == ["C3"]


def test_a_row_without_a_readable_date_is_not_asked_for_the_day() -> None:
    found = batch(handed("2026-04", 採購=[buy("2026-04-05", "A1", 採購日期="四月初", 採購人="周明、趙敏")]))
    assert [one.rule for one in findings(found, "G-05", "G-12")] == ["G-05"]


def test_nobody_but_rows_without_dates() -> None:
    rows: list[Row] = [{**buy("2026-04-05", "A1"), "採購日期": None}, {**buy("2026-04-05", "A2"), "採購日期": None}]
    found = batch(handed("2026-04", 採購=rows))
    assert [one.rule for one in findings(found, "G-21", "G-12")] == ["G-21", "G-21"]


def test_sheets_without_a_date_ask_for_the_name_alone() -> None:
    """班室名冊 names a keeper who left long ago."""
    people = [*PEOPLE[:3], {**PEOPLE[3], "離崗日期": date(2021, 1, 1)}, PEOPLE[4]]
    found = batch(handed("2026-03", 採購=[buy("2026-03-05", "A1")]), of=base(people=people))
    assert findings(found, "G-12") == []
    gone = batch(handed("2026-03", 採購=[buy("2026-03-05", "A1")]), of=base(people=PEOPLE[1:]))
    assert [(one.place.sheet, one.value) for one in findings(gone, "G-12")] == [("班室名冊", "何靜")]


@pytest.mark.parametrize(
    ("typed", "absent"), [("清源糧油店", []), ("清源粮油店", []), (" 清源糧油店 ", []), ("別家", ["K2"])]
)
def test_a_name_of_another_sheet_is_there(typed: str, absent: list[str]) -> None:
    found = batch(handed("2026-03", 採購=[buy("2026-03-05", "A1", 供應商=typed)]))
    assert [one.place.cell for one in findings(found, "G-23")] == absent


def test_a_name_with_a_separator_in_it_is_one_name() -> None:
    of = base()
    rows = [*of.sheets["供應商名冊"], {**of.sheets["供應商名冊"][0], "供應商編號": "S02", "供應商名稱": "甲、乙商行"}]
    both = type(of)(of.form, of.cover, {**of.sheets, "供應商名冊": rows})
    typed = [buy("2026-03-05", "A1", 供應商="甲、乙商行"), buy("2026-03-05", "A2", 供應商="甲")]
    found = batch(handed("2026-03", 採購=typed), of=both)
    assert [one.place.cell for one in findings(found, "G-23")] == ["K3"]


def test_a_held_row_counts_as_present() -> None:
    of = base()
    rows = [{**of.sheets["供應商名冊"][0], "合作狀態": None}]
    held = type(of)(of.form, of.cover, {**of.sheets, "供應商名冊": rows})
    found = batch(handed("2026-03", 採購=[buy("2026-03-05", "A1", 供應商="清源糧油店")]), of=held)
    assert [one.rule for one in found.findings if one.rule.startswith("G-2")] == ["G-21"]


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("ZC-2026-0101", ["ZC-2026-0101"]),
        ("ZC-0098~0101", ["ZC-0098", "ZC-0099", "ZC-0100", "ZC-0101"]),
        ("ZC-09～ZC-10、ZC-15", ["ZC-09", "ZC-10", "ZC-15"]),
        ("ZC-05~03", ["ZC-05~03"]),
        ("ZC-05~丙", ["ZC-05~丙"]),
        ("ZC-1~999999", ["ZC-1~999999"]),
    ],
)
def test_a_run_of_codes_is_spelt_out(typed: str, codes: list[str]) -> None:
    assert list(codes_of(typed)) == codes
