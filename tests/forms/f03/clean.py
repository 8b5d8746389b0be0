"""A clean term of three weeks, 2026-03-16 to 2026-04-05: F00, F02's storeroom and F03 of March and April, by hand.

School and meal days are Monday to Friday, 12 in March and 3 in April, with three meals each; week 3 begins on 03-30.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cache

from pipeline.batch import Batch
from pipeline.form.filled import Cover, Filled, Value
from pipeline.form.form import Registry
from pipeline.forms.across import meals
from pipeline.forms.registry import registry as installed
from pipeline.sample.base_data import base_workbook
from tests.forms import plant
from tests.forms.spring import Spring

MENUS, MEALS, SAMPLES, SELF_CHECKS = "每週菜譜審核", "供餐與陪餐", "食品留樣", "每日自查"
ISSUES, COUNTS = "領用出庫", "月末盤點"
MARCH, APRIL, TERM = "2026-03", "2026-04", "2025-2026-2"

Row = dict[str, Value]


def day(text: str) -> date:
    """03-16 of 2026."""
    return date.fromisoformat(f"2026-{text}")


FIRST, LAST = day("03-16"), day("04-05")
DAYS = [FIRST + timedelta(days=number) for number in range(21)]
SCHOOL_DAYS = [each for each in DAYS if each.weekday() < 5]
FILLED_ON = {MARCH: day("04-01"), APRIL: LAST}

DINERS = {"早": (780, 10), "午": (800, 50), "晚": (790, 20)}
"""2,450 a day."""
DISHES = {"早": ["白粥、煮雞蛋"], "午": ["米飯、紅燒肉", "清炒白菜"], "晚": ["米飯、家常豆腐"]}
"""One row of samples a meal, two at noon: 2 + 3 + 2 dishes."""
TAKEN_AT = {"早": "06:50", "午": "11:10", "晚": "17:10"}
GONE_AT = {"早": "07:10", "午": "11:30", "晚": "17:30"}


def month_of(when: date) -> str:
    return f"{when:%Y-%m}"


def days_of(month: str) -> list[date]:
    return [each for each in SCHOOL_DAYS if month_of(each) == month]


def base(**parameters: str) -> Filled:
    """The sample's F00 with this window (P_26="3" changes a parameter)."""
    sample = base_workbook()
    values = {"P-00c": "2026-03-16", "P-00d": "2026-03-16", "P-00e": "2026-04-05"}
    values |= {code.replace("_", "-"): value for code, value in parameters.items()}
    rows = [
        {**row, "參數值": values.get(str(row["參數代碼"]), row.get("參數值")), "生效日期": FIRST}
        for row in sample.sheets["學校參數"]
    ]
    days = [{**row, "教學週次": week(row["日期"])} for row in sample.sheets["校曆"] if row["日期"] in DAYS]
    sheets = {**sample.sheets, "學校參數": rows, "校曆": days}
    return replace(sample, cover=replace(sample.cover, month=MARCH), sheets=sheets)


def week(when: Value) -> int | None:
    """教學週次 of a school day: 1 to 3."""
    return (when - FIRST).days // 7 + 1 if when in SCHOOL_DAYS and isinstance(when, date) else None


def menu(number: int, starts_on: str, reviewed_on: str) -> Row:
    return {
        "教學週次": number,
        "週起始日": day(starts_on),
        "編制人": "林秋實",
        "審核人": "何靜",
        "審核日期": day(reviewed_on),
        "審核結果": "通過",
        "葷素搭配": "是",
        "含素食選擇": "是",
        "菜品數量": 35,
    }


def meal(when: date, name: str) -> Row:
    pupils, staff = DINERS[name]
    return {
        "日期": when,
        "餐次": name,
        "是否供餐": "是",
        "學生就餐人數": pupils,
        "教職工就餐人數": staff,
        "菜品數量": sum(len(dishes.split("、")) for dishes in DISHES[name]),
        "陪餐人": "孫立、家委會代表" if name == "午" else "何靜",
        "陪餐評價": "好",
    }


def sample(when: date, name: str, dishes: str) -> Row:
    gone_on = when + timedelta(days=2)
    gone: Row = {"銷毀時間": f"{gone_on} {GONE_AT[name]}", "銷毀人": "趙敏"}
    return {
        "日期": when,
        "餐次": name,
        "菜品名稱": dishes,
        "留樣量": 125,
        "留樣時間": TAKEN_AT[name],
        "留樣人": "林秋實",
        **(gone if gone_on <= FILLED_ON[month_of(when)] else {}),
    }


def self_check(when: date) -> Row:
    wet: Row = {"操作間衛生": "異常", "發現問題": "地面積水", "整改完成日期": when} if when == day("03-17") else {}
    return {
        "日期": when,
        "晨檢應到": 9,
        "晨檢實到": 9,
        "健康異常人數": 0,
        "餐具消毒": "是",
        "庫房檢查": "正常",
        "操作間衛生": "正常",
        "過期變質食材": "否",
        "檢查人": "何靜",
        **wet,
    }


def workbook(form: str, month: str, sheets: Mapping[str, Sequence[Row]]) -> Filled:
    return Filled(form, Cover("示例小學", TERM, month, filled_by="方建華", filled_on=FILLED_ON[month]), sheets)


def canteen(month: str, menus: Sequence[Row] = ()) -> Filled:
    """F03 of a month."""
    days = days_of(month)
    return workbook(
        "F03",
        month,
        {
            MENUS: menus,
            MEALS: [meal(each, name) for each in days for name in DINERS],
            SAMPLES: [sample(each, name, dishes) for each in days for name in DINERS for dishes in DISHES[name]],
            SELF_CHECKS: [self_check(each) for each in days],
        },
    )


def storeroom(month: str, opening: int, counted: int) -> Filled:
    """F02 of a month: 60 kg of rice (5.00 a kg) each day."""
    rice: Row = {"品名": "大米", "單位": "公斤"}
    taken: Row = {"餐次": "午", **rice, "數量": 60, "領用人": "林秋實", "保管員": "吳桂芳", "用途": "供餐"}
    count: Row = {**rice, "期初數量": opening, "實盤數量": counted, "過期或變質數量": 0}
    people: Row = {"盤點人": "吳桂芳", "監盤人": "何靜", "盤點日期": days_of(month)[-1]}
    price: Row = {"期初單價": Decimal("5.00")} if month == MARCH else {}
    issues: list[Row] = [{"日期": each, **taken} for each in days_of(month)]
    return workbook("F02", month, {"採購驗收入庫": [], ISSUES: issues, COUNTS: [count | price | people]})


MENUS_OF_MARCH = [menu(1, "03-16", "03-13"), menu(2, "03-23", "03-20"), menu(3, "03-30", "03-27")]

BASE = base()
CLEAN = {
    ("F02", MARCH): storeroom(MARCH, 1000, 280),
    ("F02", APRIL): storeroom(APRIL, 280, 100),
    ("F03", MARCH): canteen(MARCH, MENUS_OF_MARCH),
    ("F03", APRIL): canteen(APRIL),
}


@cache
def only_canteen(ids: frozenset[str]) -> Registry:
    """These forms, of F02 only the sheets: a test of F03 depends on no other form's rules (and is quick)."""
    every = installed()
    forms = [form for form in every.forms if form.id in ids]
    return replace(
        every,
        forms=[replace(form, rules=[]) if form.id == "F02" else form for form in forms],
        across=meals.RULES,
    )


def batch_of(filled: Iterable[Filled], month: str | None = None, start: Filled = BASE) -> Batch:
    """The workbooks and F00, judged up to a month (None: the whole term)."""
    handed = [start, *filled]
    return plant.batch_of(handed, only_canteen(frozenset({"F00", "F03", *(one.form for one in handed)})), month)


def row_of(month: str, sheet: str, on: str, name: str = "") -> int:
    """The Excel row of a day (and meal) in the clean file; the first where there are several."""
    rows = CLEAN["F02" if sheet == ISSUES else "F03", month].sheets[sheet]
    return next(
        at for at, row in enumerate(rows, 2) if row["日期"] == day(on) and (not name or row.get("餐次") == name)
    )


SPRING = Spring(
    [*CLEAN.values()],
    lambda: only_canteen(frozenset({"F00", "F02", "F03"})),
    lambda one: one.form in {"F02", "F03"},
    BASE,
)
