"""Every rule of F11 and of the bus across forms, with the least change of the clean week that breaks it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from tests.forms import planting
from tests.forms.f11.clean import (
    APRIL,
    APRIL_DAYS,
    MARCH,
    MARCH_DAYS,
    PAPERS,
    RUNS,
    UPKEEP,
    VEHICLES,
    WAITING,
    A,
    B,
    Row,
    typed,
)
from tests.forms.planting import HEADING, WHOLE_TERM, Case, Change, Place

case = partial(Case, until=WHOLE_TERM)
one = partial(planting.one, until=WHOLE_TERM)
refused = partial(planting.refused, until=WHOLE_TERM)


def change(month: str, sheet: str, row: int, **cells: str | None) -> Change:
    return Change(month, sheet, row, {title: None if text is None else typed(text) for title, text in cells.items()})


def vehicle(plate: str, **cells: str | None) -> Change:
    """Cells of a vehicle in April's list."""
    return change(APRIL, VEHICLES, 2 if plate == A else 3, **cells)


def place_of(day: str) -> tuple[str, int]:
    """Month of a day, and its place among the days of that month."""
    return (MARCH, MARCH_DAYS.index(day)) if day in MARCH_DAYS else (APRIL, APRIL_DAYS.index(day))


def run_row(day: str, plate: str, slot: str) -> int:
    return 2 + 3 * place_of(day)[1] + [(A, "上學1"), (A, "放學2"), (B, "放學2")].index((plate, slot))


def run(day: str, plate: str, slot: str, **cells: str | None) -> Change:
    """Cells of a run."""
    return change(place_of(day)[0], RUNS, run_row(day, plate, slot), **cells)


def not_run(day: str, plate: str, slot: str) -> Change:
    """A run that was not made."""
    return Change(place_of(day)[0], RUNS, run_row(day, plate, slot), None)


def waiting(day: str, **cells: str | None) -> Change:
    """Cells of a waiting session."""
    month, place = place_of(day)
    return change(month, WAITING, 2 + place, **cells)


TO_SCHOOL = ("04-02", A, "上學1")
HOME = ("04-02", A, "放學2")
REFUELLED, WASHED = 2, 3
AUDIT_OF_SECOND_DRIVER = 5
NEW_IN_APRIL = 11
OUTING: Row = {
    "日期": typed("04-04"), "車牌號": A, "趟次": "活動", "線路": "博物館", "駕駛人": "劉強", "照管人員": "杜梅",
    "出車前檢查": "合格", "學生上車人數": 20, "成人隨車人數": 2, "中途下車人數": 0, "終點下車人數": 20,
    "清車確認": "是", "異常情況": "無",
}  # fmt: skip

BREACHES: Sequence[Case] = [
    # as of 04-05: 05-01 is 26 days away, 05-05 just 30
    one("F11-R01", "inspection to be renewed", vehicle(A, 最近安全技術檢驗日期="2025-11-01"), "最近安全技術檢驗日期"),
    one("F11-R01", "plate to be renewed", vehicle(A, 校車標牌有效期至="2026-05-05"), "校車標牌有效期至"),
    one("F11-R01", "insurance to be renewed", vehicle(B, 交強險有效期至="2026-04-20"), "交強險有效期至"),
    one("F11-R01", "ended after the last run", vehicle(B, 承運人責任險有效期至="2026-04-03"), "承運人責任險有效期至"),
    # 03-04 to 04-05: 32 days
    one(
        "F11-R02",
        "equipment not checked",
        vehicle(A, 滅火器逃生錘急救箱檢查日期="03-04"),
        "滅火器逃生錘急救箱檢查日期",
    ),
    one("F11-R02", "not located", vehicle(B, 衛星定位正常="否"), "衛星定位正常"),
    one("F11-R03", "an ordinary bus", vehicle(B, 校車類型="其他"), "校車類型"),
    one("F11-R04", "46 on 45 seats", run(*TO_SCHOOL, 學生上車人數="44", 終點下車人數="44"), "學生上車人數"),
    one("F11-R05", "no escort", run(*TO_SCHOOL, 照管人員=None), "照管人員"),
    one("F11-R05", "the driver is his own escort", run(*TO_SCHOOL, 照管人員="劉強、杜梅"), "照管人員"),
    one("F11-R05", "a third adult", run(*TO_SCHOOL, 成人隨車人數="3"), "成人隨車人數"),
    one("F11-R06", "unfit and run", run(*TO_SCHOOL, 出車前檢查="不合格", 隱患編號="YH-2603-001"), "出車前檢查"),
    one("F11-R06", "not checked", run(*TO_SCHOOL, 出車前檢查=None), "出車前檢查"),
    one("F11-R07", "one is missing", run(*HOME, 終點下車人數="7"), "中途下車人數"),
    one("F11-R07", "not counted on the way", run(*HOME, 中途下車人數=None), "中途下車人數"),
    one("F11-R07", "not counted at the end", run(*HOME, 終點下車人數=None), "終點下車人數"),
    one("F11-R08", "not emptied", run(*HOME, 清車確認="否"), "清車確認"),
    one("F11-R08", "not said", run(*HOME, 清車確認=None), "清車確認"),
    one("F11-R09", "not a driver by post", run(*TO_SCHOOL, 駕駛人="何靜"), "駕駛人"),
    case(
        "F11-R09",
        "the yearly audit had run out",
        [change(month, PAPERS, AUDIT_OF_SECOND_DRIVER, 有效期至="04-02") for month in (MARCH, APRIL)],
        [Place(APRIL, RUNS, run_row("04-03", B, "放學2"), "駕駛人")],
    ),
    case(
        "F11-R09",
        "never audited",
        [Change(month, PAPERS, AUDIT_OF_SECOND_DRIVER, None) for month in (MARCH, APRIL)],
        [Place(place_of(day)[0], RUNS, run_row(day, B, "放學2"), "駕駛人") for day in (*MARCH_DAYS, *APRIL_DAYS)],
    ),
    one("F11-R10", "nobody looks after them", waiting("04-02", 看護人=None), "看護人"),
    one("F11-R10", "another room", waiting("04-02", 看護地點="C101"), "看護地點"),
    one("F11-R11", "one pupil unaccounted for", waiting("04-02", 缺席去向=None), "缺席去向"),
    one("F11-R12", "a driver looks after them", waiting("04-02", 看護人="毛建平、高衛東"), "看護人"),
    one("F11-R12", "over after departure", waiting("04-02", 結束時間="16:41"), "結束時間"),
    # 16:29 to 16:40: 11 minutes
    one("F11-R12", "over too early", waiting("04-02", 結束時間="16:29"), "結束時間"),
    one("F11-R13", "fewer kilometres than before", change(APRIL, UPKEEP, REFUELLED, 里程表="999"), "里程表"),
    one("F11-R14", "a firm for other goods", change(MARCH, UPKEEP, 3, 維修企業="示例教具廠"), "維修企業"),
    one("F11-R14", "a firm that nobody knows", change(MARCH, UPKEEP, 3, 維修企業="無名修車鋪"), "維修企業"),
    one("F11-R14", "ran while idle", change(APRIL, UPKEEP, WASHED, 停運起日="04-03"), "停運起日"),
    one("X-20", "no such voucher", change(APRIL, UPKEEP, REFUELLED, 憑證號="ZC-2604-099"), "憑證號"),
    # 290.00 against 280.00
    one("X-20", "more than the voucher", change(APRIL, UPKEEP, REFUELLED, 金額="290.00"), "金額"),
    # 310.00 + 200.00 against 500.00: told on the first row of the voucher
    one("X-20", "one of two costs more", change(MARCH, UPKEEP, 2, 金額="310.00"), "金額"),
    case("X-43", "a run is missing", [not_run(*TO_SCHOOL)], [Place(APRIL, RUNS, HEADING, "日期")]),
    case(
        "X-43",
        "an outing is no planned run",
        [run(*TO_SCHOOL, 趟次="活動")],
        [Place(APRIL, RUNS, HEADING, "日期")],
    ),
    one("X-44", "one more boarded than waited", waiting("04-02", 實到學生數="39"), "實到學生數"),
    case("X-44", "nothing on waiting", [Change(APRIL, WAITING, 3, None)], [Place(APRIL, WAITING, HEADING, "日期")]),
    # ended on 04-01: the first run after it is the one to school on 04-02
    case(
        "X-45",
        "ran without insurance",
        [vehicle(A, 交強險有效期至="2026-04-01")],
        [Place(APRIL, RUNS, run_row(*TO_SCHOOL), "車牌號")],
    ),
    # inspected on 2025-09-30: valid to 2026-03-30
    case(
        "X-45",
        "the inspection had run out",
        [change(MARCH, VEHICLES, 2, 最近安全技術檢驗日期="2025-09-30")],
        [Place(MARCH, RUNS, run_row("03-31", A, "上學1"), "車牌號")],
    ),
]

A_RUN_IS_MISSING = ("X-43", Place(APRIL, RUNS, HEADING, "日期"))
ANOTHER_ROOM = ("F11-R10", Place(APRIL, WAITING, 3, "看護地點"))

REFUSED: Sequence[Case] = [
    refused("G-21", run(*TO_SCHOOL, 學生上車人數=None), "學生上車人數"),
    refused("G-21", run(*TO_SCHOOL, 成人隨車人數=None), "成人隨車人數"),
    refused("G-21", vehicle(A, 滅火器逃生錘急救箱檢查日期=None), "滅火器逃生錘急救箱檢查日期"),
    refused("G-22", run(*TO_SCHOOL, 異常情況="車輛故障"), "隱患編號"),
    refused("G-22", change(APRIL, UPKEEP, REFUELLED, 里程表=None), "里程表"),
    refused("G-22", change(APRIL, UPKEEP, REFUELLED, 憑證號=None), "憑證號"),
    refused("G-22", change(MARCH, UPKEEP, 3, 維修企業=None), "維修企業"),
    refused("G-12", run(*TO_SCHOOL, 照管人員="某某"), "照管人員"),
    refused("G-13", run(*TO_SCHOOL, 趟次="放學3"), "趟次"),
    refused("G-14", run(*TO_SCHOOL, 日期="03-29"), "日期"),
    refused("G-15", change(APRIL, UPKEEP, REFUELLED, 金額="-1.00"), "金額"),
    refused("G-18", run("04-02", B, "放學2", 車牌號=A), "日期", A_RUN_IS_MISSING),
    refused("G-23", change(APRIL, UPKEEP, REFUELLED, 車牌號="示C·3"), "車牌號"),
    refused("G-23", run(*TO_SCHOOL, 隱患編號="YH-2603-099"), "隱患編號"),
    refused("G-23", waiting("04-02", 看護地點="X99"), "看護地點", ANOTHER_ROOM),
    refused("G-24", vehicle(A, 核載人數="67"), "核載人數"),
    refused("G-24", waiting("04-02", 結束時間="15:50"), "結束時間"),
    refused("G-24", change(APRIL, UPKEEP, 3, 停運起日="04-03", 停運止日="04-02"), "停運止日"),
]

STANDS_FROM_FRIDAY = [
    not_run("04-03", B, "放學2"),
    waiting("04-03", 實到學生數="28", 缺席去向="家長接走"),
    change(APRIL, UPKEEP, WASHED, 車牌號=B, 停運起日="04-03"),
]

ALLOWED: Sequence[Case] = [
    case("", "31 days to the end of a paper", [vehicle(A, 校車標牌有效期至="2026-05-06")]),
    case("", "equipment checked 31 days ago", [vehicle(A, 滅火器逃生錘急救箱檢查日期="03-05")]),
    case("", "a vehicle out of use has no papers", [
        vehicle(B, 狀態="停運維修", 交強險有效期至="2026-03-01", 衛星定位正常="否", 滅火器逃生錘急救箱檢查日期="01-05"),
        *(not_run(day, B, "放學2") for day in APRIL_DAYS),
        *(waiting(day, 實到學生數="28") for day in APRIL_DAYS),
    ]),
    case("", "45 on 45 seats", [run(*TO_SCHOOL, 學生上車人數="43", 終點下車人數="43")]),
    case("", "two escorts", [run(*TO_SCHOOL, 照管人員="杜梅、曹麗", 成人隨車人數="3")]),
    case("", "an audit renewed in time", [
        change(MARCH, PAPERS, AUDIT_OF_SECOND_DRIVER, 有效期至="03-31"),
        change(APRIL, PAPERS, AUDIT_OF_SECOND_DRIVER, 證號="NS-03", 發證日期="04-01"),
    ]),
    case("", "everybody came", [
        waiting("04-02", 應到學生數="40", 缺席去向=None),
    ]),
    case("", "ten minutes before departure", [waiting("04-02", 結束時間="16:30")]),
    case("", "the first departure is not told", [run(*HOME, 發車時間=None)]),
    case("", "the difference is explained", [waiting("04-02", 實到學生數="39", 異常="一名學生由家長送到車旁")]),
    case("", "stood after a breakdown", STANDS_FROM_FRIDAY),
    case("", "an outing on a Saturday", [Change(APRIL, RUNS, NEW_IN_APRIL, OUTING)]),
    case("", "the same kilometres on the next day", [change(APRIL, UPKEEP, REFUELLED, 里程表="1000")]),
    case("", "insured anew in April", [change(MARCH, VEHICLES, 2, 交強險有效期至="2026-03-31")]),
]  # fmt: skip
