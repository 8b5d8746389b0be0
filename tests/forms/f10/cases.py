"""Every rule of F10 and X-38 to X-42, with the least change of the clean term that breaks it."""

from __future__ import annotations

from decimal import Decimal
from functools import partial

from pipeline.form.filled import Value
from tests.forms import planting
from tests.forms.f10.clean import (
    ACTIVITIES,
    APRIL,
    APRIL_SHEETS,
    CHECKS,
    DANGERS,
    INSPECTIONS,
    MARCH,
    SHIFTS,
    Row,
    day,
    row_of,
)
from tests.forms.planting import HEADING, WHOLE_TERM, Case, Change, Place

case = partial(Case, until=WHOLE_TERM)
one = partial(planting.one, until=WHOLE_TERM)
refused = partial(planting.refused, until=WHOLE_TERM)


DRAIN, STORE, WIRING, STAIRS = range(2, 6)
"""The rows of March's dangers; STAIRS is still open then."""
STAIRS_IN_APRIL, LAMP = 2, 3


def typed(title: str, cell: str | int | None) -> Value:
    """Dates and amounts from their texts."""
    if not isinstance(cell, str):
        return cell
    if title.endswith(("日期", "期限")):
        return day(cell)
    return Decimal(cell) if title.endswith("金額") else cell


def change(month: str, sheet: str, row: int, **cells: str | int | None) -> Change:
    return Change(month, sheet, row, {title: typed(title, cell) for title, cell in cells.items()})


def check(on: str, scope: str, **cells: str | int | None) -> Change:
    """Cells of a daily check."""
    month = f"2026-{on[:2]}"
    return change(month, CHECKS, row_of(month, CHECKS, on, scope), **cells)


def shift(on: str, kind: str, **cells: str | int | None) -> Change:
    """Cells of a shift."""
    month = f"2026-{on[:2]}"
    return change(month, SHIFTS, row_of(month, SHIFTS, on, kind), **cells)


def gone(sheet: str, on: str, what: str) -> Change:
    """A check or a shift that was not made."""
    month = f"2026-{on[:2]}"
    return Change(month, sheet, row_of(month, sheet, on, what), None)


def missing(rule: str, what: str, planted: Change, column: str, month: str = "") -> Case:
    """Something that is found on the heading."""
    return case(rule, what, [planted], [Place(month or planted.month, planted.sheet, HEADING, column)])


ONE_PERSON = [change(APRIL, CHECKS, row, 檢查人="何靜") for row in range(2, 2 + len(APRIL_SHEETS[CHECKS]))]
NO_MODERATION: Row = {"臨時措施": None}

CHECK_CASES = [
    missing("F10-R01", "no routine check in week 2", gone(CHECKS, "03-27", "常規管理"), "檢查範圍"),
    missing("F10-R01", "none in the week that ends in April", gone(CHECKS, "04-03", "常規管理"), "檢查範圍"),
    case(
        "F10-R02",
        "the teaching office did not come",
        [check("03-17", "教室", 參與處室="總務處、德育處")],
        [Place(MARCH, CHECKS, row_of(MARCH, CHECKS, "03-17", "食堂"), "參與處室")],
    ),
    # 3 × 8 + 1 rows of April
    case("F10-R03", "one person found everything in order", ONE_PERSON, [Place(APRIL, CHECKS, 2, "檢查人")]),
    one("F10-R04", "a danger without number", check("03-17", "校舍", 隱患編號=None), "隱患編號"),
]

DANGER_CASES = [
    one(
        "F10-R05", "rectified before it was found", change(MARCH, DANGERS, DRAIN, 整改完成日期="03-16"), "整改完成日期"
    ),
    one("F10-R05", "reviewed before it was rectified", change(MARCH, DANGERS, DRAIN, 復查日期="03-17"), "復查日期"),
    one("F10-R05", "written off before the review", change(MARCH, DANGERS, DRAIN, 銷號日期="03-18"), "銷號日期"),
    one("F10-R06", "reviewed by who rectified it", change(MARCH, DANGERS, DRAIN, 復查人="王志遠"), "復查人"),
    one("F10-R06", "no reviewer", change(MARCH, DANGERS, DRAIN, 復查人=None), "復查人"),
    one("F10-R06", "no day of review", change(MARCH, DANGERS, DRAIN, 復查日期=None), "復查日期"),
    one("F10-R06", "no result", change(MARCH, DANGERS, DRAIN, 復查結論=None), "復查結論"),
    one("F10-R06", "review failed", change(MARCH, DANGERS, DRAIN, 復查結論="不合格"), "復查結論"),
    one("F10-R06", "no day", change(APRIL, DANGERS, STAIRS_IN_APRIL, 銷號日期=None), "銷號日期"),
    one("F10-R07", "rectified a day late", change(MARCH, DANGERS, DRAIN, 整改期限="03-17"), "整改期限"),
    # as of 04-05
    one("F10-R07", "open and overdue", change(APRIL, DANGERS, LAMP, 整改期限="04-04"), "整改期限"),
    one("F10-R08", "major, not made safe", change(MARCH, DANGERS, WIRING, 臨時措施=None), "臨時措施"),
    one("F10-R08", "major, not reported", change(MARCH, DANGERS, WIRING, 上報日期=None), "上報日期"),
    one("F10-R08", "major, reported after two days", change(MARCH, DANGERS, WIRING, 上報日期="03-26"), "上報日期"),
    one("F10-R08", "greater, not made safe", change(APRIL, DANGERS, STAIRS_IN_APRIL, 臨時措施=None), "臨時措施"),
    one(
        "F10-R09",
        "review failed, the old deadline",
        change(
            APRIL,
            DANGERS,
            LAMP,
            整改措施="更換電池",
            整改期限="04-03",
            整改完成日期="04-03",
            復查人="何靜",
            復查日期="04-03",
            復查結論="不合格",
            狀態="整改中",
        ),
        "整改期限",
    ),
    # 7 days, 15 days, at once
    one("F10-R19", "eight days", change(MARCH, DANGERS, DRAIN, 整改期限="03-25"), "整改期限"),
    one("F10-R19", "sixteen days", change(APRIL, DANGERS, STAIRS_IN_APRIL, 整改期限="04-15"), "整改期限"),
    one("F10-R19", "a day for a major one", change(MARCH, DANGERS, WIRING, 整改期限="03-25"), "整改期限"),
]

GUARD_CASES = [
    one("F10-R10", "a holiday shift on a school day", shift("03-16", "夜班", 班次="節假日夜班"), "班次"),
    one("F10-R10", "a school day's shift on a Saturday", shift("03-21", "節假日夜班", 班次="夜班"), "班次"),
    one("F10-R11", "one guard", shift("03-16", "夜班", 值班人="丁建"), "值班人"),
    one("F10-R11", "the same guard twice", shift("03-16", "夜班", 值班人="丁建、丁建"), "值班人"),
    one("F10-R11", "no guard", shift("03-16", "夜班", 值班人=None), "值班人"),
    one("F10-R11", "nobody in charge", shift("03-16", "夜班", 帶班領導=None), "帶班領導"),
    one("F10-R11", "not handed over", shift("03-16", "夜班", 接班人簽字=None), "接班人簽字"),
    one("F10-R12", "one patrol at night", shift("03-16", "夜班", 巡查次數=1), "巡查次數"),
    one("F10-R13", "gone before the night shift", shift("03-21", "節假日白班", 離崗時間="17:59"), "離崗時間"),
    one("F10-R13", "gone before the day shift", shift("03-20", "夜班", 離崗時間="07:29"), "離崗時間"),
    one("F10-R13", "gone the same evening", shift("03-21", "節假日夜班", 離崗時間="23:00"), "離崗時間"),
    one("F10-R14", "a loss without a word", shift("03-16", "夜班", 財產損失金額="80.00"), "異常及處理"),
]

ACTIVITY_CASES = [
    missing("F10-R15", "no evacuation drill in March", Change(MARCH, ACTIVITIES, 2, None), "類型"),
    missing("F10-R15", "no bus drill in the term", Change(MARCH, ACTIVITIES, 3, None), "類型", APRIL),
    one("F10-R16", "not timed", change(MARCH, ACTIVITIES, 2, 疏散用時=None), "疏散用時"),
    one("F10-R16", "nothing learnt", change(MARCH, ACTIVITIES, 3, 問題與改進=None), "問題與改進"),
    one("F10-R17", "a problem is not registered", change(MARCH, INSPECTIONS, 2, 指出問題數=2), "登記隱患數"),
    one("F10-R18", "no result yet", change(APRIL, INSPECTIONS, 2, 結果="待定"), "結果"),
]

ACROSS_CASES = [
    missing("X-38", "the sports ground was not checked", gone(CHECKS, "03-18", "運動設施"), "日期"),
    case(
        "X-38",
        "two scopes are two findings",
        [gone(CHECKS, "04-02", "三室"), gone(CHECKS, "04-01", "食堂")],
        [Place(APRIL, CHECKS, HEADING, "日期"), Place(APRIL, CHECKS, HEADING, "日期")],
    ),
    one(
        "X-39",
        "the number leads nowhere",
        check("03-19", "教室", 檢查結果="有隱患", 隱患編號="YH-2603-099"),
        "隱患編號",
    ),
    one("X-39", "no check found it", change(MARCH, DANGERS, WIRING, 來源="每日檢查"), "來源"),
    one(
        "X-41", "one more than the ledger has", change(MARCH, INSPECTIONS, 2, 指出問題數=2, 登記隱患數=2), "登記隱患數"
    ),
    one("X-41", "done before the last one was", change(MARCH, INSPECTIONS, 2, 整改完成日期="03-18"), "整改完成日期"),
    missing("X-42", "nobody by day", gone(SHIFTS, "03-21", "節假日白班"), "日期"),
    missing("X-42", "nobody at night", gone(SHIFTS, "03-31", "夜班"), "日期"),
]

BREACHES = [*CHECK_CASES, *DANGER_CASES, *GUARD_CASES, *ACTIVITY_CASES, *ACROSS_CASES]

REFUSED = [
    refused("G-13", check("03-16", "食堂", 檢查結果="良好"), "檢查結果"),
    refused("G-13", check("03-16", "食堂", 參與處室="總務處、校長室"), "參與處室"),
    refused("G-24", check("03-16", "三室", 應檢處數=3, 實檢處數=4), "實檢處數"),
    refused("G-14", check("03-16", "食堂", 日期="04-04"), "日期"),
    refused("G-24", change(MARCH, DANGERS, DRAIN, 整改期限="03-16"), "整改期限"),
    refused("G-24", change(MARCH, DANGERS, WIRING, 上報日期="03-23"), "上報日期"),
    refused("G-21", change(MARCH, DANGERS, DRAIN, 整改責任人=None), "整改責任人"),
    refused("G-22", change(MARCH, DANGERS, DRAIN, 整改措施=None), "整改措施"),
    refused("G-22", change(APRIL, DANGERS, LAMP, 狀態="待復查", 整改措施="更換"), "整改完成日期"),
    refused(
        "G-22",
        change(APRIL, DANGERS, LAMP, 狀態="待復查", 整改措施="更換", 整改完成日期="04-03", 復查日期="04-04"),
        "復查結論",
    ),
    refused("G-20", change(APRIL, DANGERS, STAIRS_IN_APRIL, 隱患描述="扶手鬆動"), "隱患描述"),
    refused("G-12", shift("03-16", "夜班", 帶班領導="某某"), "帶班領導"),
    refused("G-22", shift("03-16", "夜班", 情況="異常"), "異常及處理"),
    refused("G-15", shift("03-16", "夜班", 巡查次數=-1), "巡查次數"),
    refused("G-18", change(MARCH, ACTIVITIES, 3, 記錄編號="YL-2603-1"), "記錄編號"),
    refused(
        "G-22",
        change(MARCH, INSPECTIONS, 2, 整改完成日期=None),
        "整改完成日期",
        ("G-19", Place(MARCH, INSPECTIONS, 2, "日期")),
    ),
]

ALLOWED = [
    case("", "one person, but he found something", [
        check(on, scope, 檢查人="何靜")
        for on in ("03-16", "03-17", "03-18")
        for scope in ("學生安全", "教室")
    ]),
    case("", "a routine check on a Monday", [check("03-27", "常規管理", 日期="03-23")]),
    case("", "a day shift on a school day", [shift("03-21", "節假日夜班", 巡查次數=2)]),
    case("", "stayed until the next came", [shift("03-21", "節假日白班", 離崗時間="18:30")]),
    case("", "something odd, said how", [shift("03-16", "夜班", 情況="異常", 異常及處理="有人翻牆，勸離")]),
    case("", "another deadline after a failed review", [
        change(
            APRIL, DANGERS, LAMP, 整改措施="更換電池", 整改期限="04-20", 整改完成日期="04-03", 復查人="何靜",
            復查日期="04-03", 復查結論="不合格", 狀態="整改中",
        )
    ]),
    case("", "two dangers of one inspection day", [
        change(MARCH, INSPECTIONS, 2, 指出問題數=2, 登記隱患數=2),
        change(MARCH, DANGERS, WIRING, 來源="上級檢查", 發現日期="03-18", 上報日期="03-18",
               整改期限="03-18", 整改完成日期="03-18"),
    ]),
]  # fmt: skip
