from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from operator import attrgetter

import pytest

from pipeline.batch import Batch
from pipeline.checks.term import State
from pipeline.finding import Finding
from pipeline.form.filled import Filled
from pipeline.forms.across.safety import RULES as ACROSS
from pipeline.forms.f10_safety import FORM
from pipeline.forms.f10_safety.sheets import Dangers
from tests.forms import plant, planting
from tests.forms.f10 import cases
from tests.forms.f10.cases import CASES, DRAIN, LAMP, STAIRS_IN_APRIL, change, check, shift
from tests.forms.f10.clean import (
    ACTIVITIES,
    APRIL,
    BASE,
    CHECKS,
    CLEAN,
    DANGERS,
    INSPECTIONS,
    LATE_IN_MARCH,
    MARCH,
    SHIFTS,
    Row,
    day,
    only_safety,
)
from tests.forms.planting import Case, Change, Place, assert_found, placed, removed_last, with_cells, without_row

ELSEWHERE = {"X-40"}
"""Planted in test_elsewhere, since it needs other forms."""


def batch_of(filled: Iterable[Filled], month: str | None = None) -> Batch:
    return plant.batch_of([BASE, *filled], only_safety(), month)


def planted(changes: Sequence[Change]) -> list[Filled]:
    return list(planting.planted(CLEAN, removed_last(changes), attrgetter("month")).values())


def told(batch: Batch) -> list[Finding]:
    return [finding for finding in batch.findings if finding.form == "F10"]


@pytest.mark.parametrize("until", [MARCH, APRIL, None])
def test_nothing_is_found_in_the_clean_term(until: str | None) -> None:
    assert told(batch_of(CLEAN.values(), month=until)) == []


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_breach_is_found_at_its_cell_and_nothing_else(case: Case) -> None:
    assert_found(told(batch_of(planted(case.changes), month=case.until)), case)


def test_every_rule_is_planted() -> None:
    declared = {rule.id for rule in [*FORM.rules, *ACROSS]}
    assert len({rule for rule in declared if rule.startswith("F10")}) == 19
    assert declared == {case.rule for case in CASES} | ELSEWHERE


@pytest.mark.parametrize(
    ("what", "changes"),
    [
        ("one person, but he found something", [
            check(on, scope, 檢查人="何靜")
            for on in ("03-16", "03-17", "03-18")
            for scope in ("學生安全", "教室")
        ]),
        ("a routine check on a Monday", [check("03-27", "常規管理", 日期="03-23")]),
        ("a day shift on a school day", [shift("03-21", "節假日夜班", 巡查次數=2)]),
        ("stayed until the next came", [shift("03-21", "節假日白班", 離崗時間="18:30")]),
        ("something odd, said how", [shift("03-16", "夜班", 情況="異常", 異常及處理="有人翻牆，勸離")]),
        ("another deadline after a failed review", [
            change(
                APRIL, DANGERS, LAMP, 整改措施="更換電池", 整改期限="04-20", 整改完成日期="04-03", 復查人="何靜",
                復查日期="04-03", 復查結論="不合格", 狀態="整改中",
            )
        ]),
        ("two dangers of one inspection day", [
            change(MARCH, INSPECTIONS, 2, 指出問題數=2, 登記隱患數=2),
            change(MARCH, DANGERS, cases.WIRING, 來源="上級檢查", 發現日期="03-18", 上報日期="03-18",
                   整改期限="03-18", 整改完成日期="03-18"),
        ]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_what_is_allowed_is_not_found(what: str, changes: Sequence[Change]) -> None:
    assert told(batch_of(planted(changes))) == [], what


@pytest.mark.parametrize(
    ("rule", "changed", "column"),
    [
        ("G-13", check("03-16", "食堂", 檢查結果="良好"), "檢查結果"),
        ("G-13", check("03-16", "食堂", 參與處室="總務處、校長室"), "參與處室"),
        ("G-24", check("03-16", "三室", 應檢處數=3, 實檢處數=4), "實檢處數"),
        ("G-14", check("03-16", "食堂", 日期="04-01"), "日期"),
        ("G-24", change(MARCH, DANGERS, DRAIN, 整改期限="03-16"), "整改期限"),
        ("G-24", change(MARCH, DANGERS, cases.WIRING, 上報日期="03-23"), "上報日期"),
        ("G-21", change(MARCH, DANGERS, DRAIN, 整改責任人=None), "整改責任人"),
        ("G-22", change(MARCH, DANGERS, DRAIN, 整改措施=None), "整改措施"),
        ("G-22", change(APRIL, DANGERS, LAMP, 狀態="待復查", 整改措施="更換"), "整改完成日期"),
        (
            "G-22",
            change(APRIL, DANGERS, LAMP, 狀態="待復查", 整改措施="更換", 整改完成日期="04-03", 復查日期="04-04"),
            "復查結論",
        ),
        ("G-20", change(APRIL, DANGERS, STAIRS_IN_APRIL, 隱患描述="扶手鬆動"), "隱患描述"),
        ("G-12", shift("03-16", "夜班", 帶班領導="某某"), "帶班領導"),
        ("G-22", shift("03-16", "夜班", 情況="異常"), "異常及處理"),
        ("G-15", shift("03-16", "夜班", 巡查次數=-1), "巡查次數"),
        ("G-18", change(MARCH, ACTIVITIES, 3, 記錄編號="YL-2603-1"), "記錄編號"),
        ("G-22", change(MARCH, INSPECTIONS, 2, 整改完成日期=None), "整改完成日期"),
    ],
)
def test_a_cell_is_refused(rule: str, changed: Change, column: str) -> None:
    found = placed(told(batch_of(planted([changed]))))
    assert (rule, Place(changed.month, changed.sheet, changed.row, column)) in found


def test_a_held_danger_makes_its_check_and_inspection_unknown() -> None:
    changes = [
        change(MARCH, DANGERS, DRAIN, 整改完成日期="03-16"),
        change(MARCH, DANGERS, cases.STORE, 整改完成日期="03-17"),
    ]
    batch = batch_of(planted(changes))
    assert [one.rule for one in told(batch)] == ["F10-R05", "F10-R05"]
    assert plant.states(batch, Dangers)[State.HELD] == 2


def test_a_wrong_number_is_told_on_both_sides() -> None:
    found = told(batch_of(planted([check("03-17", "校舍", 隱患編號="YH-2603-010")])))
    assert placed(found) == [
        ("X-39", Place(MARCH, CHECKS, row, "隱患編號"))
        if sheet == CHECKS
        else ("X-39", Place(MARCH, DANGERS, 2, "來源"))
        for sheet, row in ((CHECKS, check("03-17", "校舍").row), (DANGERS, DRAIN))
    ]


def test_an_open_danger_that_is_not_carried_is_missed() -> None:
    april = without_row(CLEAN[APRIL], DANGERS, STAIRS_IN_APRIL)
    found = told(batch_of([CLEAN[MARCH], april]))
    assert placed(found) == [("G-19", Place(MARCH, DANGERS, cases.STAIRS, "隱患編號"))]


def test_a_danger_rectified_after_the_month_is_open_in_its_report() -> None:
    """Handed in on 04-02 with what was done on 04-01; in March's report the deadline of 03-30 has passed."""
    cells = {**CLEAN[APRIL].sheets[DANGERS][0], "整改期限": day("03-30")}
    march = with_cells(CLEAN[MARCH], DANGERS, cases.STAIRS, cells)
    march = replace(march, cover=replace(march.cover, filled_on=day("04-02")))
    found = told(batch_of([march], month=MARCH))
    assert placed(found) == [("F10-R07", Place(MARCH, DANGERS, cases.STAIRS, "整改期限"))]
    assert "逾期 1 天" in found[0].says


def test_a_major_danger_may_be_reported_on_the_day_after_the_month() -> None:
    last_day: Row = {
        **LATE_IN_MARCH,
        "隱患編號": "YH-2603-009",
        "等級": "重大",
        "發現日期": day("03-31"),
        "整改期限": day("03-31"),
        "上報日期": day("04-01"),
        "整改措施": "封閉",
        "整改完成日期": day("03-31"),
        "狀態": "待復查",
    }
    march = with_cells(CLEAN[MARCH], DANGERS, cases.STAIRS + 1, last_day)
    march = replace(march, cover=replace(march.cover, filled_on=day("04-02")))
    assert told(batch_of([march], month=MARCH)) == []


def test_the_canteen_is_not_checked_while_it_is_off() -> None:
    rows = [{**row, "參數值": "否"} if row["參數代碼"] == "P-24a" else row for row in BASE.sheets["學校參數"]]
    changes = [cases.gone(CHECKS, "03-18", "食堂")]
    assert [one.rule for one in told(batch_of(planted(changes)))] == ["X-38"]
    batch = plant.batch_of([plant.with_rows(BASE, "學校參數", rows), *planted(changes)], only_safety())
    assert told(batch) == []


def test_three_rooms_are_not_asked_for_while_no_room_is_one() -> None:
    rooms = [{**row, "屬三室": "否"} for row in BASE.sheets["班室名冊"]]
    changes = [cases.gone(CHECKS, "03-18", "三室")]
    batch = plant.batch_of([plant.with_rows(BASE, "班室名冊", rooms), *planted(changes)], only_safety())
    assert told(batch) == []


def test_without_a_file_of_the_month_only_its_absence_is_told() -> None:
    batch = batch_of([CLEAN[MARCH]])
    assert [one.rule for one in batch.findings if one.rule != "F00-R07"] == ["G-04"]


def test_shifts_are_told_day_by_day() -> None:
    changes = [cases.gone(SHIFTS, "03-21", "節假日白班"), cases.gone(SHIFTS, "03-24", "夜班")]
    [found] = told(batch_of(planted(changes)))
    assert "21日節假日白班、24日夜班" in found.says
