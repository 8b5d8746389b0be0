"""Every rule of F13 and of services across forms, with the least change of the clean spring that breaks it."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.form.filled import Value
from tests.forms.f09.clean import typed
from tests.forms.f13.clean import (
    APRIL,
    EVENTS,
    INSPECTIONS,
    MARCH,
    MEALS,
    MEETINGS,
    MENUS,
    OPINIONS,
    PETITIONS,
    SURVEYS,
)
from tests.forms.planting import Case, Change, Place, one, refused


def change(month: str, sheet: str, row: int, **texts: str | None) -> Change:
    """Cells as they are typed; None makes one blank."""
    cells: dict[str, Value] = {title: None if text is None else typed(text) for title, text in texts.items()}
    return Change(month, sheet, row, cells)


def event(row: int, **texts: str | None) -> Change:
    return change(MARCH, EVENTS, row, **texts)


def opinion(row: int, **texts: str | None) -> Change:
    return change(MARCH, OPINIONS, row, **texts)


def april(row: int, **texts: str | None) -> Change:
    return change(APRIL, OPINIONS, row, **texts)


def survey(row: int, **texts: str | None) -> Change:
    return change(MARCH, SURVEYS, row, **texts)


def petition(month: str, **texts: str | None) -> Change:
    return change(month, PETITIONS, 2, **texts)


MEETING, INSPECTION, SHOW = 2, 3, 4
SALT, BUS, ASKED, PRAISE = 2, 3, 4, 5
OPEN: dict[str, str | None] = {"狀態": "處理中", "化解日期": None, "化解層級": None}
NO_MEAL = [Change(MARCH, MEALS, row, {"是否供餐": "否"}) for row in (2, 3)]
NO_NUMBER = change(MARCH, MENUS, 2, 營養意見="少油少鹽")

BREACHES: Sequence[Case] = [
    one("F13-R01", "six days before", event(MEETING, 方案確定日期="03-12"), "方案確定日期"),
    one("F13-R01", "no plan", event(MEETING, 方案確定日期=None), "方案確定日期"),
    one("F13-R02", "ends before it starts", event(SHOW, 結束日期="03-26"), "結束日期"),
    # received on 03-05: due on 03-12
    one("F13-R03", "a day late", opinion(SALT, 答覆日期="03-13"), "答覆日期"),
    one("F13-R03", "answered on nobody knows which day", opinion(BUS, 答覆日期=None), "答覆日期"),
    one("F13-R03", "a day without a result", opinion(BUS, 處理結果=None), "處理結果", until=MARCH),
    one("F13-R03", "not answered at all", opinion(BUS, 答覆日期=None, 處理結果=None), "處理結果", until=MARCH),
    # received on 03-30: due on 04-06
    one("F13-R03", "answered late in the next month", april(2, 答覆日期="04-07"), "答覆日期"),
    one("F13-R03", "still open on the day it is due", opinion(ASKED, 日期="03-24"), "處理結果", until=MARCH),
    # due on 03-17, answered after the month that is reported
    one("F13-R03", "not yet answered at the month's end", opinion(BUS, 答覆日期="04-02"), "答覆日期", until=MARCH),
    one("F13-R04", "a telephone number", opinion(SALT, 內容摘要="請回電13912345678"), "內容摘要"),
    one("F13-R04", "eight digits", opinion(SALT, 內容摘要="學號20230412，菜少放鹽"), "內容摘要"),
    one("F13-R04", "a name", opinion(SALT, 內容摘要="請轉告方建華少放鹽"), "內容摘要"),
    one("F13-R04", "a name in the other script", opinion(SALT, 內容摘要="请转告方建华少放盐"), "內容摘要"),
    one("F13-R05", "more came back than went out", survey(2, 發放份數="79"), "回收份數"),
    one("F13-R05", "the answers do not add up", survey(2, 不滿意="11"), "不滿意"),
    # 11 ÷ 20 = 55 %
    one("F13-R06", "too few came back", survey(4, 回收份數="11", 基本滿意="1"), "回收份數"),
    # 02-28 to 04-30 are 61 days
    one(
        "F13-R07",
        "open too long",
        petition(APRIL, 登記日期="02-28", **OPEN),
        "狀態",
        petition(MARCH, 登記日期="02-28"),
    ),
    Case("X-48", "no meals then", NO_MEAL, [Place(MARCH, EVENTS, MEETING, "供餐人次")]),
    Case(
        "X-48",
        "no inspection then",
        [change(MARCH, INSPECTIONS, 2, 日期="03-26")],
        [Place(MARCH, EVENTS, INSPECTION, "類別")],
    ),
    Case("X-49", "named nowhere", [NO_NUMBER], [Place(MARCH, OPINIONS, SALT, "處理結果")]),
    Case(
        "X-49",
        "another number that begins alike",
        [change(MARCH, MENUS, 2, 營養意見="少油少鹽（YJ-2603-011）")],
        [Place(MARCH, OPINIONS, SALT, "處理結果")],
    ),
    Case(
        "X-49",
        "in a menu from before it was heard",
        [change(MARCH, MENUS, 2, 週起始日="03-02")],
        [Place(MARCH, OPINIONS, SALT, "處理結果")],
    ),
]

MORE_THAN_WENT_OUT = ("F13-R05", Place(MARCH, SURVEYS, 2, "回收份數"))

REFUSED: Sequence[Case] = [
    refused("G-06", event(SHOW, 投入物資金額="五六千"), "投入物資金額"),
    refused("G-12", opinion(BUS, 承辦人="某某"), "承辦人"),
    refused("G-13", event(SHOW, 類別="聚會"), "類別"),
    refused("G-13", event(SHOW, 特殊餐安排="素食、少鹽"), "特殊餐安排"),
    refused("G-14", event(SHOW, 起始日期="04-01", 結束日期="04-01"), "起始日期"),
    refused("G-14", opinion(BUS, 日期="04-02", 答覆日期=None, 處理結果=None), "日期"),
    refused("G-15", event(SHOW, 投入人次="-1"), "投入人次"),
    refused("G-18", event(SHOW, 活動編號="FW-2603-01"), "活動編號"),
    refused("G-18", survey(3, 對象="家長"), "日期"),
    refused("G-20", april(2, 領域="安全"), "領域"),
    refused("G-21", event(SHOW, 活動名稱=None), "活動名稱"),
    refused("G-21", survey(2, 滿意=None), "滿意"),
    refused("G-22", event(SHOW, 問題=None), "問題"),
    refused("G-22", petition(APRIL, 化解日期=None), "化解日期"),
    refused("G-22", petition(APRIL, 化解層級=None), "化解層級"),
    refused("G-24", opinion(BUS, 答覆日期="03-09"), "答覆日期"),
    refused("G-24", petition(APRIL, 化解日期="03-02"), "化解日期"),
    refused("G-24", survey(2, 發放份數="0"), "發放份數", MORE_THAN_WENT_OUT),
]

ALLOWED: Sequence[Case] = [
    Case("", "an event without meals needs no plan", [event(MEETING, 供餐人次="0", 方案確定日期=None)]),
    Case("", "praise needs no answer", [april(3, 答覆日期=None, 處理結果=None)]),
    Case("", "not yet due", [opinion(ASKED, 日期="03-25")], until=MARCH),
    Case("", "seven digits", [opinion(SALT, 內容摘要="房號1234567，菜少放鹽")]),
    # 03-01 to 04-30 are 60 days
    Case("", "sixty days", [petition(MARCH, 登記日期="03-01"), petition(APRIL, 登記日期="03-01", **OPEN)]),
    Case("", "one meal of two days", NO_MEAL[:1]),
    Case("", "a held meal is there", [Change(MARCH, MEALS, 2, {"是否供餐": "也許"}), NO_MEAL[1]]),
    Case("", "no inspection is kept at all", [Change(MARCH, INSPECTIONS, 2, None)]),
    Case("", "taken up at a meeting", [NO_NUMBER, change(MARCH, MEETINGS, 2, 主題="落實ＹＪ－２６０３－０１")]),
    Case("", "a held menu names it", [change(MARCH, MENUS, 2, 週起始日="三月中")]),
    Case("", "not yet due to be taken up", [NO_NUMBER], until=MARCH),
    Case("", "partly adopted and taken up", [opinion(SALT, 處理結果="部分採納")]),
    Case("", "explained, not adopted", [NO_NUMBER, opinion(SALT, 處理結果="解釋說明")]),
    Case("", "of another field", [NO_NUMBER, opinion(SALT, 領域="校車")]),
    Case("", "the meetings of April have not come", [NO_NUMBER, Change(APRIL, MEETINGS, 2, None)]),
    Case("", "the menus of April have not come", [NO_NUMBER, Change(APRIL, MEALS, 2, None)]),
]
