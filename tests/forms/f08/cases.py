"""Every rule of F08 and of loans across forms, with the least change of the clean spring that breaks it."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.form.filled import Value
from tests.forms.f08.clean import APRIL, CARDS, CASES, LOANS, MARCH, MOVES, MOVES_OF_MARCH, ORDERS, typed
from tests.forms.planting import Case, Change, Place, one, refused


def change(month: str, sheet: str, row: int, **texts: str | None) -> Change:
    """Cells as they are typed; None makes one blank."""
    cells: dict[str, Value] = {title: None if text is None else typed(text) for title, text in texts.items()}
    return Change(month, sheet, row, cells)


CHALK, BOOKS, CHALK_OUT, BOOKS_OUT = 2, 4, 5, 6
CAMERA, PROJECTOR, SPEAKERS = 2, 3, 4
GLASS, SPEAKER, DESK, DOOR = 2, 3, 4, 5
DOOR_IN_APRIL, STOOL, DUSTER = 2, 3, 4

NEW_IN_MARCH = 7

WAIVED = {"處理方式": "免賠", "免賠原因": "校務會同意"}
STILL_OUT: dict[str, str | None] = {"歸還日期": None, "歸還狀況": None}
STILL_UNRESOLVED = {"損壞性質": "責任不明", "責任主體": "無", **WAIVED}
RESTATED = change(
    APRIL, MOVES, 6, 日期="04-01", 類型="期初", 品名="粉筆", 單位="盒", 數量="60", 單價="3.40", 經辦人="沈玉蘭"
)

BREACHES: Sequence[Case] = [
    # 20 + 60 − 90 = −10
    one("F08-R01", "more than there was", change(MARCH, MOVES, CHALK_OUT, 數量="90"), "數量", until=MARCH),
    # −10 on 03-06; −10 − 40 on 04-07: once a month
    Case(
        "F08-R01",
        "below nothing in both months",
        [change(MARCH, MOVES, CHALK_OUT, 數量="90")],
        [Place(MARCH, MOVES, CHALK_OUT, "數量"), Place(APRIL, MOVES, 2, "數量")],
    ),
    # 20 + 60 − 30 = 50 on 04-07; 50 more come on 04-13
    one("F08-R01", "before it came", change(APRIL, MOVES, 2, 數量="60"), "數量"),
    one("F08-R01", "in another unit", change(APRIL, MOVES, 2, 單位="包"), "數量"),
    one("F08-R01", "thrown away", change(APRIL, MOVES, 5, 數量="60.5"), "數量"),
    # restated as 60, though 50 were left
    one("F08-R01", "more than restated", change(APRIL, MOVES, 2, 數量="61"), "數量", RESTATED),
    one("F08-R02", "nobody took it", change(MARCH, MOVES, CHALK_OUT, 領用人=None), "領用人"),
    one("F08-R02", "handed to himself", change(MARCH, MOVES, CHALK_OUT, 領用人="沈玉蘭"), "經辦人"),
    one("F08-R02", "brought back by nobody", change(APRIL, MOVES, 3, 領用人=None), "領用人"),
    one("F08-R03", "returned a day late", change(MARCH, LOANS, CAMERA, 歸還日期="03-18"), "應還日期"),
    one("F08-R03", "out after its day", change(MARCH, LOANS, CAMERA, **STILL_OUT), "應還日期", until=MARCH),
    Case(
        "F08-R04",
        "damaged, and nobody pays",
        [change(MARCH, CASES, SPEAKER, 借條號=None)],
        [Place(MARCH, LOANS, SPEAKERS, "歸還狀況")],
    ),
    one("F08-R04", "lost", change(MARCH, LOANS, CAMERA, 歸還狀況="缺失"), "歸還狀況"),
    one("F08-R05", "returned before it was lent", change(MARCH, LOANS, CAMERA, 歸還日期="03-09"), "歸還日期"),
    one("F08-R06", "two, paid for one", change(MARCH, CASES, DESK, 數量="2"), "應賠金額"),
    one("F08-R06", "paid in part", change(MARCH, CASES, DESK, 實賠金額="100.00", 免賠原因="困難"), "實賠金額"),
    one("F08-R06", "repaired by himself", change(MARCH, CASES, DESK, 處理方式="自行修復"), "處理方式"),
    one("F08-R06", "let off", change(MARCH, CASES, DESK, **WAIVED), "處理方式"),
    one(
        "F08-R07", "carelessness for nothing", change(MARCH, CASES, GLASS, 應賠金額="0.00", 實賠金額="0.00"), "應賠金額"
    ),
    one("F08-R07", "wear is not paid for", change(APRIL, CASES, STOOL, 應賠金額="10.00"), "應賠金額"),
    # 03-24 to 04-30: 37 days
    one("F08-R08", "not known for 37 days", change(APRIL, CASES, DOOR_IN_APRIL, **STILL_UNRESOLVED), "損壞性質"),
    one("F08-R09", "no receipt", change(MARCH, CASES, GLASS, 收據號=None), "收據號"),
    # Friday 03-20 and three working days: Wednesday 03-25
    one("F08-R09", "deposited on the fourth day", change(MARCH, CASES, GLASS, 解交日期="03-26"), "解交日期"),
    one("F08-R09", "not deposited", change(MARCH, CASES, GLASS, 解交日期=None), "解交日期", until=MARCH),
    one("F08-R10", "a name", change(MARCH, CASES, GLASS, 責任人代號="某同學"), "責任人代號"),
    one("F08-R10", "no seat", change(MARCH, CASES, GLASS, 責任人代號="C302"), "責任人代號"),
    one("F08-R10", "no such class", change(MARCH, CASES, GLASS, 責任人代號="C399-17"), "責任人代號"),
    one(
        "X-34",
        "cheaper than its card",
        change(MARCH, CASES, DESK, 單價="100.00", 應賠金額="100.00", 實賠金額="100.00"),
        "單價",
    ),
    one("X-34", "by the card's number", change(MARCH, CASES, DESK, 物品="ZC-2026-0003"), "單價"),
    one("X-35", "no such order", change(APRIL, CASES, DOOR_IN_APRIL, 維修單號="WX-2603-099"), "維修單號"),
    Case(
        "X-35",
        "nobody's doing",
        [change(MARCH, ORDERS, 3, 人為損壞="否")],
        [Place(APRIL, CASES, DOOR_IN_APRIL, "維修單號")],
    ),
    Case(
        "X-36",
        "lent while it waits for repair",
        [change(MARCH, CARDS, 2, 狀態="待修")],
        [Place(APRIL, LOANS, 3, "物品或資產編號")],
    ),
    Case(
        "X-36",
        "as known in March",
        [change(MARCH, CARDS, 2, 狀態="已處置")],
        [Place(MARCH, LOANS, PROJECTOR, "物品或資產編號")],
        until=MARCH,
    ),
]

QUOTES_A_LOAN = ("G-23", Place(MARCH, CASES, SPEAKER, "借條號"))

REFUSED: Sequence[Case] = [
    refused("G-07", Change(MARCH, MOVES, BOOKS - 1, {"單價": "0.00035萬元"}), "單價"),
    refused("G-08", Change(MARCH, MOVES, CHALK_OUT, {"經辦人": "同上"}), "經辦人"),
    # 20 + 60 + 30 + 30 + 10 = 150
    refused("G-09", Change(MARCH, MOVES, NEW_IN_MARCH, {"品名": "合計", "數量": 151}), "數量"),
    refused("G-16", Change(MARCH, MOVES, NEW_IN_MARCH, dict(MOVES_OF_MARCH[CHALK_OUT - 2])), "日期"),
    Case(
        "G-19",
        "an open loan that the next file lacks",
        [Change(APRIL, LOANS, 2, None)],
        [Place(MARCH, LOANS, PROJECTOR, "借條號")],
        # not given back by 04-03, as far as is known
        also=[("F08-R03", Place(MARCH, LOANS, PROJECTOR, "應還日期"))],
    ),
    refused("G-21", change(MARCH, MOVES, CHALK_OUT, 經辦人=None), "經辦人"),
    refused("G-22", change(MARCH, MOVES, CHALK, 單價=None), "單價"),
    refused("G-22", change(MARCH, MOVES, CHALK_OUT, 領用部門=None), "領用部門"),
    refused("G-22", change(MARCH, MOVES, 3, 憑證號=None), "憑證號"),
    refused("G-22", change(MARCH, LOANS, CAMERA, 歸還狀況=None), "歸還狀況"),
    refused("G-22", change(MARCH, LOANS, CAMERA, 借用人="某某"), "批准人"),
    refused("G-22", change(MARCH, CASES, GLASS, 責任人代號=None), "責任人代號"),
    refused("G-22", change(MARCH, CASES, SPEAKER, 免賠原因=None), "免賠原因"),
    refused("G-22", change(APRIL, CASES, 3, 免賠原因=None), "免賠原因"),
    refused("G-13", change(MARCH, MOVES, CHALK_OUT, 單位="箱"), "單位"),
    refused("G-15", change(MARCH, MOVES, CHALK, 單價="-1.00"), "單價"),
    refused("G-24", change(MARCH, MOVES, CHALK_OUT, 數量="0"), "數量"),
    refused("G-24", change(MARCH, LOANS, CAMERA, 應還日期="03-09"), "應還日期"),
    refused("G-24", change(MARCH, CASES, GLASS, 實賠金額="46.00"), "實賠金額"),
    refused("G-24", change(MARCH, CASES, GLASS, 解交日期="03-19"), "解交日期"),
    refused("G-23", change(MARCH, MOVES, CHALK_OUT, 領用部門="C399"), "領用部門"),
    refused("G-23", change(MARCH, MOVES, 3, 憑證號="ZC-2603-099"), "憑證號"),
    refused("G-23", change(MARCH, CASES, GLASS, 班室編號="C399"), "班室編號"),
    refused("G-23", change(MARCH, CASES, DESK, 借條號="JT-2603-99"), "借條號"),
    refused("G-12", change(MARCH, MOVES, CHALK_OUT, 領用人="某某"), "領用人"),
    refused("G-12", change(APRIL, LOANS, 2, 批准人="某某"), "批准人"),
    refused("G-14", change(MARCH, LOANS, CAMERA, 歸還日期="04-02"), "歸還日期"),
    refused("G-14", change(MARCH, MOVES, CHALK_OUT, 日期="02-27"), "日期"),
    refused("G-18", change(MARCH, LOANS, SPEAKERS, 借條號="JT-2603-01"), "借條號", QUOTES_A_LOAN),
    refused("G-18", change(MARCH, CASES, DESK, 賠償單號="PC-2603-001"), "賠償單號"),
    refused("G-20", change(APRIL, LOANS, 2, 借用人="彭新"), "借用人"),
    refused("G-20", change(APRIL, CASES, DOOR_IN_APRIL, 數量="2"), "數量"),
]

ALLOWED: Sequence[Case] = [
    Case("", "as many as restated", [change(APRIL, MOVES, 2, 數量="60"), RESTATED]),
    Case("", "put in store and issued on one day", [change(APRIL, MOVES, 2, 日期="04-13", 數量="98")]),
    Case("", "returned on its day", [change(MARCH, LOANS, CAMERA, 歸還日期="03-17")]),
    Case(
        "",
        "repaired by himself, nothing paid",
        [change(MARCH, CASES, GLASS, 應賠金額="0.00", 實賠金額="0.00", 處理方式="自行修復")],
    ),
    # 03-31 to 04-30: 30 days
    Case(
        "",
        "not known for 30 days",
        [
            change(MARCH, CASES, DOOR, 日期="03-31"),
            change(APRIL, CASES, DOOR_IN_APRIL, 日期="03-31", **STILL_UNRESOLVED),
        ],
    ),
    Case("", "deposited on the third day", [change(MARCH, CASES, GLASS, 解交日期="03-25")]),
    Case("", "another class's pupil", [change(MARCH, CASES, GLASS, 責任人代號="K01-3")]),
    # two cards of the name in the room
    Case(
        "",
        "which of two cards is not known",
        [
            change(MARCH, CARDS, 4, 使用班室="C101"),
            change(MARCH, CASES, DESK, 單價="190.00", 應賠金額="190.00", 實賠金額="190.00"),
        ],
    ),
    Case("", "carelessness is not asked", [change(MARCH, CASES, DESK, 損壞性質="過失", 單價="100.00")]),
    Case("", "the order names the case", [change(MARCH, ORDERS, 2, 人為損壞="否")]),
    Case("", "another order names the case", [change(MARCH, CASES, GLASS, 維修單號="WX-2603-099")]),
    Case("", "a free name has no card", [change(APRIL, LOANS, 3, 物品或資產編號="投影儀")]),
    Case("", "departments in the other script", [change(MARCH, MOVES, BOOKS_OUT, 領用部門="教务处")]),
]
