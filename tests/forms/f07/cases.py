"""Every rule of F07 and of property across forms, with the least change of the clean term that breaks it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from tests.forms import planting
from tests.forms.f07.clean import (
    APRIL,
    ASSETS,
    CHANGES,
    GIFTS,
    GOODS,
    MARCH,
    MAY,
    SCORES,
    STORE,
    VOUCHERS,
    typed,
)
from tests.forms.planting import HEADING, WHOLE_TERM, Case, Change, Place

case = partial(Case, until=WHOLE_TERM)
one = partial(planting.one, until=WHOLE_TERM)
refused = partial(planting.refused, until=WHOLE_TERM)


def change(month: str, sheet: str, row: int, **cells: str | None) -> Change:
    """Cells of one row as they are typed; None makes one blank."""
    return Change(month, sheet, row, {title: None if text is None else typed(text) for title, text in cells.items()})


def out(month: str, sheet: str, *rows: int) -> list[Change]:
    """Takes rows out."""
    return [Change(month, sheet, row, None) for row in rows]


def asset(row: int, month: str = APRIL, **cells: str | None) -> Change:
    """A card; the list of April takes the place of March's."""
    return change(month, ASSETS, row, **cells)


def on_both_lists(row: int, **cells: str | None) -> list[Change]:
    """A card in both months, so that the ledger goes on as before."""
    return [change(month, ASSETS, row, **cells) for month in (MARCH, APRIL)]


def first(row: int, **cells: str | None) -> list[Change]:
    """What was registered at the start, which stands in May's file too."""
    return [change(MARCH, GOODS, row, **cells), change(MAY, GOODS, row, **cells)]


def last(row: int, **cells: str | None) -> Change:
    """What the re-check found."""
    return change(MAY, GOODS, row, **cells)


def moved(month: str, row: int, **cells: str | None) -> Change:
    return change(month, CHANGES, row, **cells)


def score(month: str, row: int, **cells: str | None) -> Change:
    return change(month, SCORES, row, **cells)


def on_list(rule: str, what: str, row: int, column: str, **cells: str | None) -> Case:
    """A breach on a card of both lists, found on the newer one."""
    return case(rule, what, on_both_lists(row, **cells), [Place(APRIL, ASSETS, row, column)])


SEATS_301, SEATS_302, COPIER, BUILDING, PIANO, PROJECTOR, NEW_PROJECTOR = range(2, 9)
DESKS_301, STOOLS_301, DOORS_301, WINDOWS_301, WALLS_301 = range(2, 7)
DESKS_302, STOOLS_302, DOORS_302, WINDOWS_302, WALLS_302 = range(7, 12)
DOOR_B04, PROJECTOR_B04, DOORS_G01 = range(12, 15)
BOUGHT, GIVEN, SHIFTED = range(2, 5)
LOST, REPLACED = 2, 3

ANOTHER_THING_BOUGHT = [
    asset(NEW_PROJECTOR, 資產名稱="電視機"),
    last(PROJECTOR_B04, 期末數量="0", 期末完好數量="0", 短缺處理="報廢", 處理單號="DS-01"),
]

NOT_REGISTERED = Place(MARCH, GOODS, HEADING, "班室編號")
NOT_SCORED = Place(APRIL, SCORES, HEADING, "班室編號")
UNBALANCED = Place(MAY, ASSETS, HEADING, "資產類別")

LEDGER = [
    # a list of April with a card of May: R01; bought by 購置 in the window, so that the voucher is there
    one(
        "F07-R01", "obtained in May, on April's list", asset(COPIER, 取得日期="05-02", 憑證號="ZC-2603-001"), "取得日期"
    ),
    on_list("F07-R02", "below 1,000 yuan", COPIER, "單價", 單價="999.99"),
    on_list("F07-R03", "nobody answers for it", COPIER, "責任人", 責任人=None),
    on_list("F07-R03", "two answer for it", COPIER, "責任人", 責任人="何靜、沈玉蘭"),
    on_list("F07-R04", "no such gift", PIANO, "憑證號", 憑證號="JZ-26-09"),
    on_list("F07-R04", "no number", PIANO, "憑證號", 憑證號=None),
    on_list("G-22", "bought without a voucher", SEATS_301, "憑證號", 取得日期="03-02"),
    on_list("G-23", "no such voucher", SEATS_302, "憑證號", 憑證號="ZC-2603-099"),
    # 6,800 + 1,500 + 5,000 + … : the quantity of April's list is one more than what changed explains
    case("X-29", "one more than reckoned", [asset(COPIER, 數量="2")], [UNBALANCED]),
    case("X-29", "dearer than reckoned", [asset(NEW_PROJECTOR, 單價="1600.02")], [UNBALANCED]),
    case("X-29", "a loss that nobody entered", out(APRIL, CHANGES, LOST), [UNBALANCED]),
    case(
        "X-30",
        "a card on a ground that nobody registered",
        on_both_lists(COPIER, 使用班室="Y01", 狀態="在用"),
        [Place(APRIL, ASSETS, COPIER, "使用班室")],
    ),
]

ROOMS = [
    case("F07-R05", "an office is not registered", [*first(DOOR_B04, 期初登記日期="03-10"),
         *first(PROJECTOR_B04, 期初登記日期="03-10")], [NOT_REGISTERED]),
    one("F07-R06", "no head of room signed", change(MARCH, GOODS, DOOR_B04, 期初簽字_責任人=None), "期初簽字_責任人",
        until=MARCH),
    case("F07-R06", "no class teacher signed", [change(MARCH, GOODS, STOOLS_302, 期初簽字_責任人=None)],
         [Place(MARCH, GOODS, DESKS_302, "期初簽字_責任人")], until=MARCH),
    case("F07-R06", "no pupil signed", [change(MARCH, GOODS, DOORS_302, 期初簽字_學生=None)],
         [Place(MARCH, GOODS, DESKS_302, "期初簽字_學生")], until=MARCH),
    one("F07-R07", "not counted", last(WALLS_302, 期末數量=None, 期末完好數量=None), "期末數量"),
    one("F07-R07", "never checked again", last(DESKS_301, 復查日期=None), "復查日期"),
    one("F07-R07", "checked too early", last(DOOR_B04, 復查日期="04-23"), "復查日期"),
    case("F07-R07", "no class teacher signed", [last(DESKS_302, 期末簽字_責任人=None)],
         [Place(MAY, GOODS, DESKS_302, "期末簽字_責任人")]),
    case("F07-R07", "no pupil signed", [last(WINDOWS_302, 期末簽字_學生=None)],
         [Place(MAY, GOODS, DESKS_302, "期末簽字_學生")]),
    one("F07-R08", "nothing was done about it", last(WINDOWS_302, 短缺處理=None), "短缺處理"),
    one("F07-R08", "still looking for it", last(WINDOWS_302, 短缺處理="待查"), "短缺處理"),
    one("F07-R08", "no document", last(WINDOWS_302, 處理單號=None), "處理單號"),
    one("F07-R09", "broken, no document", last(WINDOWS_301, 處理單號=None), "處理單號"),
    # desks of three pupils: the cards are three as well
    case("F07-R10", "no walls", [*out(MARCH, GOODS, WALLS_301), *out(MAY, GOODS, WALLS_301)],
         [Place(MARCH, GOODS, HEADING, "物品名稱")]),
    case("F07-R11", "fewer desks than pupils", [*first(DESKS_301, 期初數量="2", 期初完好數量="2")],
         [Place(MAY, GOODS, DESKS_301, "期初數量")]),
    case("X-31", "more desks than cards", [change(MARCH, GOODS, DESKS_301, 期初數量="4")],
         [Place(MARCH, GOODS, DESKS_301, "期初數量")], until=MARCH),
    one("X-31", "more desks than cards at the end", last(DESKS_301, 期末數量="4", 期末完好數量="4"), "期末數量"),
    one("X-31", "a projector without a card", last(PROJECTOR_B04, 期末數量="2", 期末完好數量="2"), "期末數量"),
    one("X-32", "no such case", last(WINDOWS_302, 處理單號="PC-2604-009"), "處理單號"),
    one("X-32", "one of two does not exist", last(WINDOWS_302, 處理單號="PC-2604-001、WX-9"), "處理單號"),
    one("X-32", "one case for two losses", last(WINDOWS_302, 處理單號="WX-2603-001"), "處理單號"),
]  # fmt: skip

MOVES = [
    one("F07-R12", "nobody approved it", moved(APRIL, LOST, 審批人=None), "審批人"),
    one("F07-R12", "approved afterwards", moved(APRIL, LOST, 審批日期="04-11"), "審批日期"),
    one("F07-R12", "no date of approval", moved(APRIL, LOST, 審批日期=None), "審批日期"),
    one("F07-R12", "no reason", moved(APRIL, LOST, 原因=None), "原因"),
    # lost on 04-08: 30 days are over on 05-08; the new one has another name
    one(
        "F07-R13",
        "something else was bought",
        moved(APRIL, LOST, 日期="04-08", 審批日期="04-08"),
        "變動類型",
        *ANOTHER_THING_BOUGHT,
    ),
    one("X-33", "no such gift", moved(MARCH, GIVEN, 單據號="JZ-26-09"), "單據號"),
    one("X-33", "a gift of money", moved(MARCH, GIVEN, 單據號="JZ-26-02"), "單據號"),
    case("X-33", "worth more on paper", [change(MARCH, GIFTS, 2, 估值="4800.00")],
         [Place(MARCH, CHANGES, GIVEN, "金額")]),
]  # fmt: skip

CHECKS = [
    one("F07-R14", "more than the full mark", score(MARCH, 2, 財產保管分="41"), "財產保管分"),
    one("F07-R14", "a clean floor counts 30", score(MARCH, 2, 衛生分="30.5"), "衛生分"),
    one("F07-R14", "lights off count 15", score(MARCH, 2, 節水節電分="15.5"), "節水節電分"),
    one("F07-R14", "a fraction more", score(MARCH, 2, 門窗關閉分="15.001"), "門窗關閉分"),
    case("F07-R15", "a class was not checked in a full month", out(APRIL, SCORES, 2), [NOT_SCORED]),
    case("F07-R15", "no unannounced check", [score(APRIL, 4, 檢查類型="定期")],
         [Place(MAY, SCORES, HEADING, "班室編號")]),
    one("F07-R16", "failed, and nothing followed", score(APRIL, 4, 獎懲=None), "獎懲"),
    one("F07-R16", "failed, and said so", score(APRIL, 4, 獎懲="無"), "獎懲"),
    one("G-22", "75 points without a problem", score(MARCH, 3, 問題=None), "問題"),
]  # fmt: skip

ELSEWHERE = [
    case("X-17", "never put into the store", [change(MARCH, STORE, 2, 憑證號="ZC-2603-009")],
         [Place(MAY, VOUCHERS, 3, "實物購置")]),
    case("X-17", "handed out, not put in", [change(MARCH, STORE, 2, 類型="領用")],
         [Place(MAY, VOUCHERS, 3, "實物購置")]),
]  # fmt: skip

BREACHES = [*LEDGER, *ROOMS, *MOVES, *CHECKS, *ELSEWHERE]

NOT_YET = "2026-03"
ALLOWED: Sequence[Case] = [
    case("", "furniture below 1,000 yuan", on_both_lists(COPIER, 單價="500.00", 資產類別="家具用具"), []),
    case("", "an old gift", on_both_lists(PIANO, 取得日期="2019-03-05", 憑證號=None), []),
    case("", "an old purchase with a number of its time", on_both_lists(COPIER, 憑證號="ZC-2003-001"), []),
    case("", "registered on the seventh day", first(DOOR_B04, 期初登記日期="03-09"), []),
    case("", "an idle card on a ground", on_both_lists(COPIER, 使用班室="Y01"), []),
    case("", "the building's room is registered late", first(DOORS_G01, 期初登記日期="03-20"), []),
    case("", "lost and not to be replaced", [
        moved(APRIL, LOST, 日期="04-08", 審批日期="04-08", 原因="清點未見，不再添置"),
        *ANOTHER_THING_BOUGHT,
     ], []),
    # lost on 04-20: 30 days are over on 05-20, after the term
    case("", "lost and not replaced yet", [
        moved(APRIL, LOST, 日期="04-20", 審批日期="04-20"),
        *ANOTHER_THING_BOUGHT,
     ], []),
    case("", "a loss settled by what F07.3 says", [last(WINDOWS_302, 處理單號="DS-01", 短缺處理="報廢")], []),
    case("", "a loss settled by a card", [last(WINDOWS_302, 處理單號="ZC-7", 短缺處理="添置")], []),
    case("", "worth a cent more on paper", [change(MARCH, GIFTS, 2, 估值="4999.99")], []),
    case("", "79.5 points with a problem", [score(APRIL, 3, 門窗關閉分="0", 問題="門窗全開")], []),
    case("", "60 points are enough", [score(APRIL, 4, 衛生分="22", 獎懲=None)], []),
]  # fmt: skip

REFUSED = [
    refused("G-21", asset(COPIER, 資產類別=None), "資產類別"),
    refused("G-13", asset(COPIER, 計價單位="部"), "計價單位"),
    refused("G-24", asset(COPIER, 數量="0"), "數量"),
    refused("G-15", asset(COPIER, 單價="-1.00"), "單價"),
    refused("G-23", asset(COPIER, 使用班室="C399"), "使用班室"),
    refused("G-12", asset(COPIER, 責任人="某某"), "責任人"),
    refused("G-18", asset(COPIER, 資產編號="ZC-1"), "資產編號", ("G-23", Place(MARCH, CHANGES, 4, "資產編號"))),
    refused("G-14", asset(COPIER, 取得日期="05-06"), "取得日期"),
    refused("G-24", last(WINDOWS_301, 期末完好數量="5"), "期末完好數量"),
    refused("G-22", last(WINDOWS_301, 期末完好數量=None), "期末完好數量"),
    refused("G-20", last(WALLS_301, 期初數量="5"), "期初數量"),
    refused("G-20", last(WALLS_301, 期初登記日期="03-04"), "期初登記日期"),
    refused("G-12", last(DESKS_302, 期末簽字_責任人="某某"), "期末簽字_責任人"),
    refused(
        "G-18", last(STOOLS_301, 物品名稱="課桌"), "班室編號", ("F07-R07", Place(MARCH, GOODS, STOOLS_301, "期末數量"))
    ),
    refused("G-23", moved(MARCH, SHIFTED, 資產編號="ZC-9"), "資產編號"),
    refused("G-14", moved(APRIL, LOST, 日期="03-31", 審批日期="03-30"), "日期"),
    refused("G-15", moved(APRIL, LOST, 金額="-1.00"), "金額"),
    refused("G-18", score(MARCH, 3, 班室編號="C301"), "日期", ("F07-R15", Place(MARCH, SCORES, HEADING, "班室編號"))),
    refused("G-12", score(MARCH, 2, 檢查人="何靜、某某"), "檢查人"),
]
