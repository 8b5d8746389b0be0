"""Every rule of F03 and X-06 to X-10, with the least change of the clean term that breaks it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from pipeline.form.filled import Filled, Value
from tests.forms.f03.clean import (
    APRIL,
    CLEAN,
    ISSUES,
    MARCH,
    MEALS,
    MENUS,
    SAMPLES,
    SELF_CHECKS,
    SPRING,
    Row,
    base,
    day,
    meal,
    row_of,
    sample,
)
from tests.forms.planting import HEADING, WHOLE_TERM, Case, Change, Place, one, refused

NEW = 100
"""An Excel row beneath all that are typed."""


def planted(changes: Sequence[Change]) -> list[Filled]:
    """F03 with these changes, and F02 if it is changed."""
    forms = {"F03", *("F02" for change in changes if change.sheet == ISSUES)}
    return [book for book in SPRING.books(changes) if book.form in forms]


def typed(title: str, cell: Value) -> Value:
    """Dates from their texts."""
    return day(cell) if isinstance(cell, str) and title.endswith(("日期", "起始日")) else cell


def change(sheet: str, row: int, **cells: Value) -> Change:
    """Cells of a row of March."""
    return Change(MARCH, sheet, row, {title: typed(title, cell) for title, cell in cells.items()})


def on(sheet: str, when: str, name: str = "", **cells: Value) -> Change:
    """Cells of the row of a day (and meal)."""
    month = f"2026-{when[:2]}"
    row = row_of(month, sheet, when, name)
    return Change(month, sheet, row, {title: typed(title, cell) for title, cell in cells.items()})


def gone(sheet: str, when: str, name: str = "") -> Change:
    """The row of a day (and meal) is not there."""
    month = f"2026-{when[:2]}"
    return Change(month, sheet, row_of(month, sheet, when, name), None)


def added(sheet: str, row: Row) -> Change:
    """One more row, below all others."""
    when = row["日期"]
    assert isinstance(when, date)
    return Change(f"{when:%Y-%m}", sheet, NEW, row)


def missing(rule: str, what: str, first: Change, column: str, *more: Change) -> Case:
    """Something that is found on the heading."""
    return Case(rule, what, [first, *more], [Place(first.month, first.sheet, HEADING, column)])


SATURDAY = day("03-21")
RICE: Row = dict(CLEAN["F02", MARCH].sheets[ISSUES][0])

MENU_CASES = [
    one("F03-R01", "neither Monday nor first meal day", change(MENUS, 3, 週起始日="03-24"), "週起始日"),
    one("F03-R02", "reviewed on the first meal day", change(MENUS, 3, 審核日期="03-23"), "審核日期"),
    one("F03-R02", "sent back", change(MENUS, 3, 審核結果="退回"), "審核結果"),
    one("F03-R02", "no day of review", change(MENUS, 3, 審核日期=None), "審核日期"),
    one("F03-R02", "no result", change(MENUS, 3, 審核結果=None), "審核結果"),
    one("F03-R02", "nobody reviewed", change(MENUS, 3, 審核人=None), "審核人"),
    one("F03-R03", "who wrote it reviews it too", change(MENUS, 2, 審核人="何靜、林秋實"), "審核人"),
    one("F03-R04", "no vegetables", change(MENUS, 2, 葷素搭配="否"), "葷素搭配"),
    one("F03-R05", "nothing without meat", change(MENUS, 2, 含素食選擇="否"), "含素食選擇"),
]

NOT_SERVED: Row = {"是否供餐": "否", "未供餐原因": "停水", "學生就餐人數": None, "教職工就餐人數": None}
MEAL_CASES = [
    one(
        "F03-R06",
        "no supper",
        on(MEALS, "03-18", "晚", **NOT_SERVED, 菜品數量=None, 陪餐人=None),
        "是否供餐",
        gone(SAMPLES, "03-18", "晚"),
    ),
    one("F03-R07", "a cook ate along", on(MEALS, "03-18", "早", 陪餐人="馮樹清"), "陪餐人"),
    one("F03-R07", "parents alone", on(MEALS, "03-18", "早", 陪餐人="家委會代表"), "陪餐人"),
    one("F03-R07", "nobody ate along", on(MEALS, "03-18", "早", 陪餐人=None), "陪餐人"),
    one("F03-R08", "a problem and no remedy", on(MEALS, "03-18", "早", 發現問題="粥太稀"), "處理情況"),
    # 836 × 1.05 = 877.8
    one("F03-R09", "more pupils than there are", on(MEALS, "03-18", "早", 學生就餐人數=878), "學生就餐人數"),
]

SAMPLE_CASES = [
    one("F03-R10", "a gram short", on(SAMPLES, "03-18", "早", 留樣量=124), "留樣量"),
    one("F03-R11", "a minute short", on(SAMPLES, "03-18", "早", 銷毀時間="2026-03-20 06:49"), "銷毀時間"),
    Case(
        "F03-R12",
        "a sample of no meal",
        [added(SAMPLES, sample(day("03-18"), "早", "油條") | {"餐次": "加餐"})],
        [Place(MARCH, SAMPLES, 2 + len(CLEAN["F03", MARCH].sheets[SAMPLES]), "餐次")],
    ),
    one("F03-R13", "beans", on(SAMPLES, "03-18", "晚", 菜品名稱="米飯、乾煸四季豆"), "菜品名稱"),
    one("F03-R13", "in simplified characters", on(SAMPLES, "03-18", "晚", 菜品名稱="米饭、炒野生菌"), "菜品名稱"),
    one("F03-R14", "no time", on(SAMPLES, "03-18", "早", 留樣時間=None), "留樣時間"),
    one("F03-R14", "nobody took it", on(SAMPLES, "03-18", "早", 留樣人=None), "留樣人"),
]

SELF_CHECK_CASES = [
    missing("F03-R15", "a day without", gone(SELF_CHECKS, "03-18"), "日期"),
    missing("F03-R15", "a day of April", gone(SELF_CHECKS, "04-03"), "日期"),
    one("F03-R16", "unwell and no word", on(SELF_CHECKS, "03-18", 健康異常人數=1), "異常處理"),
    one("F03-R16", "one is missing", on(SELF_CHECKS, "03-18", 晨檢實到=8), "發現問題"),
    one("F03-R17", "dishes not disinfected", on(SELF_CHECKS, "03-18", 餐具消毒="否"), "發現問題"),
    one("F03-R17", "the storeroom", on(SELF_CHECKS, "03-18", 庫房檢查="異常"), "發現問題"),
    one("F03-R17", "the kitchen", on(SELF_CHECKS, "03-18", 操作間衛生="異常"), "發現問題"),
    one("F03-R17", "not mended", on(SELF_CHECKS, "03-17", 整改完成日期=None), "整改完成日期"),
    one("F03-R18", "spoiled food", on(SELF_CHECKS, "03-18", 過期變質食材="是"), "過期變質食材"),
]

ACROSS_CASES = [
    Case(
        "X-06",
        "rice on a Saturday",
        [added(ISSUES, {**RICE, "日期": SATURDAY}), added(ISSUES, {**RICE, "日期": SATURDAY, "數量": 10})],
        [Place(MARCH, ISSUES, 2 + len(CLEAN["F02", MARCH].sheets[ISSUES]), "日期")],
    ),
    Case(
        "X-06",
        "meals of nothing",
        [gone(ISSUES, "03-18")],
        [Place(MARCH, MEALS, row_of(MARCH, MEALS, "03-18"), "日期")],
    ),
    Case(
        "X-06",
        "an issue for another purpose feeds nobody",
        [on(ISSUES, "03-18", 用途="報損")],
        [Place(MARCH, MEALS, row_of(MARCH, MEALS, "03-18"), "日期")],
    ),
    missing("X-07", "supper is not told", gone(MEALS, "03-18", "晚"), "日期", gone(SAMPLES, "03-18", "晚")),
    Case(
        "X-07",
        "lunch on a Saturday",
        [
            added(MEALS, meal(SATURDAY, "午") | {"菜品數量": 2}),
            added(SAMPLES, sample(SATURDAY, "午", "米飯、炒蛋")),
            added(ISSUES, {**RICE, "日期": SATURDAY}),
        ],
        [Place(MARCH, MEALS, 2 + len(CLEAN["F03", MARCH].sheets[MEALS]), "餐次")],
    ),
    missing("X-08", "a week without a menu", Change(MARCH, MENUS, 3, None), "教學週次"),
    one("X-09", "a dish more than samples", on(MEALS, "03-18", "午", 菜品數量=4), "菜品數量"),
    Case(
        "X-09",
        "no samples at all",
        [gone(SAMPLES, "03-18", "早")],
        [Place(MARCH, MEALS, row_of(MARCH, MEALS, "03-18", "早"), "菜品數量")],
    ),
    one("X-10", "mended on the next day", on(SELF_CHECKS, "03-17", 整改完成日期="03-18"), "隱患編號"),
]

THREE_DAYS_ARE_A_MONTH = base(P_26="3")
RICE_RISE = [on(ISSUES, when, 數量=80) for when in ("04-01", "04-02", "04-03")]
"""60 kg a day at 5.00 for 2,450 diners; 80 kg are a third more."""
SWINGS = [
    Case(
        "X-05",
        "meals cost a third more",
        RICE_RISE,
        [Place(APRIL, ISSUES, HEADING, "數量")],
        WHOLE_TERM,
        given=[THREE_DAYS_ARE_A_MONTH],
    )
]

BREACHES = [*MENU_CASES, *MEAL_CASES, *SAMPLE_CASES, *SELF_CHECK_CASES, *ACROSS_CASES, *SWINGS]

REFUSED = [
    refused("G-21", on(MEALS, "03-16", "早", 是否供餐=None), "是否供餐"),
    refused("G-22", on(MEALS, "03-17", "早", 教職工就餐人數=None), "教職工就餐人數"),
    refused(
        "G-22",
        on(MEALS, "03-18", "早", 是否供餐="否"),
        "未供餐原因",
        ("F03-R06", Place(MARCH, MEALS, row_of(MARCH, MEALS, "03-18", "早"), "是否供餐")),
        ("F03-R12", Place(MARCH, SAMPLES, row_of(MARCH, SAMPLES, "03-18", "早"), "餐次")),
    ),
    refused("G-24", on(MEALS, "03-19", "早", 菜品數量=0), "菜品數量"),
    refused("G-15", on(MEALS, "03-20", "早", 教職工就餐人數=-1), "教職工就餐人數"),
    refused("G-13", on(MEALS, "03-23", "早", 陪餐評價="不錯"), "陪餐評價"),
    refused("G-05", on(SAMPLES, "03-16", "早", 留樣時間="早上"), "留樣時間"),
    # due on 03-19; that of 03-31 is due on 04-02, after the file was filled in
    refused("G-22", on(SAMPLES, "03-17", "早", 銷毀時間=None), "銷毀時間"),
    refused("G-22", on(SAMPLES, "03-18", "早", 銷毀人=None), "銷毀人"),
    refused("G-14", on(SAMPLES, "03-31", "早", 銷毀時間="2026-04-02 07:10", 銷毀人="趙敏"), "銷毀時間"),
    refused("G-12", on(SAMPLES, "03-19", "早", 留樣人="某某"), "留樣人"),
    refused("G-24", on(SELF_CHECKS, "03-18", 晨檢實到=10), "晨檢實到"),
    refused("G-24", on(SELF_CHECKS, "03-19", 健康異常人數=10), "健康異常人數"),
    refused("G-24", on(SELF_CHECKS, "03-17", 整改完成日期="03-16"), "整改完成日期"),
    refused(
        "G-18",
        on(SELF_CHECKS, "03-24", 日期="03-23", 檢查人="方建華"),
        "日期",
        ("F03-R15", Place(MARCH, SELF_CHECKS, HEADING, "日期")),
    ),
    refused("G-14", change(MENUS, 4, 週起始日="04-01"), "週起始日"),
]

ALLOWED = [
    # to the head, the minute and the gram
    Case("", "as many pupils as there may be", [on(MEALS, "03-18", "早", 學生就餐人數=877)]),
    Case("", "kept for 48 hours", [on(SAMPLES, "03-19", "早", 銷毀時間="2026-03-21 06:50")]),
    Case("", "passed after a change", [change(MENUS, 3, 審核結果="修改後通過")]),
    Case("", "somebody of the teaching office ate with them", [on(MEALS, "03-20", "早", 陪餐人="許靜怡")]),
    Case(
        "",
        "an extra meal that nobody planned",
        [
            added(MEALS, meal(day("03-18"), "早") | {"餐次": "加餐"}),
            added(SAMPLES, sample(day("03-18"), "早", "白粥、煮雞蛋") | {"餐次": "加餐"}),
        ],
    ),
    Case(
        "",
        "left out on a day without plans",
        [added(MEALS, {"日期": day("03-21"), "餐次": "午", "是否供餐": "否", "未供餐原因": "休息"})],
    ),
    Case(
        "",
        "the last dish has a row of its own as well",
        [on(SAMPLES, "03-23", "午", 菜品名稱="米飯、紅燒肉、清炒白菜")],
    ),
    Case(
        "",
        "absent, and said why",
        [on(SELF_CHECKS, "03-18", 晨檢實到=8, 發現問題="一人請假", 整改完成日期="03-18")],
    ),
    Case("", "unwell, and sent home", [on(SELF_CHECKS, "03-19", 健康異常人數=1, 異常處理="離崗")]),
    Case(
        "",
        "mended later, registered as a danger",
        [on(SELF_CHECKS, "03-17", 整改完成日期="03-18", 隱患編號="YH-2603-001")],
    ),
    Case(
        "",
        "still open, registered as a danger",
        [on(SELF_CHECKS, "03-20", 庫房檢查="異常", 發現問題="貨架鬆動", 隱患編號="YH-2603-002")],
    ),
]
