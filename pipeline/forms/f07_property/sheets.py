"""The four sheets of F07 (domain/forms/F07.md)."""

from __future__ import annotations

from typing import Any

import pandas as pd

from pipeline.checks.services import month_of
from pipeline.checks.term import Rows, Term
from pipeline.checks.words import by_day, computed
from pipeline.form.column import Choice, Date, Integer, Many, Money, Number, People, Person, Text, needed_while
from pipeline.form.expression import literal, when
from pipeline.form.sheet import Kind, Sheet
from pipeline.forms.f00_base.sheets import Rooms
from pipeline.forms.parameters import EXCELLENT_FROM, GOOD_FROM, PASSED_FROM

ALWAYS = literal(value=True)

FURNITURE, BOOKS = "家具用具", "圖書檔案"
ASSET_KINDS = ["房屋及構築物", "設備", "文物和陳列品", BOOKS, FURNITURE, "特種動植物"]
SQUARE_METRES = "平方米"
BOUGHT, GIVEN = "購置", "捐贈"
IN_USE, DISPOSED_OF = "在用", "已處置"

CLASSROOM = "教室"
REGISTERED_KINDS = (CLASSROOM, "專用室", "辦公室", "食堂")
"""類別 of F00.4 whose rooms are registered at the start of each term and checked again at its end."""
DESK, STOOL, DOOR, WINDOW, WALL = "課桌", "凳", "門", "窗", "牆面"
SEATS, KEY_OBJECTS = (DESK, STOOL), (DESK, STOOL, DOOR, WINDOW, WALL)
THINGS = [
    DESK, STOOL, "講台", "黑板", DOOR, WINDOW, "玻璃", "吊扇", "日光燈", "飲水機", "投影儀", "書櫃", WALL, "其他",
]  # fmt: skip
UNDER_INQUIRY = "待查"

BOUGHT_NEW, GIVEN_NEW, MOVED_IN, LOST, SCRAPPED = "購置增加", "捐贈增加", "調入", "丟失", "報廢"
INCREASES = (BOUGHT_NEW, GIVEN_NEW, MOVED_IN, "自建轉入", "盤盈")
DECREASES = ("調出", SCRAPPED, LOST, "盤虧", "捐出")
CHANGE_KINDS = [*INCREASES, *DECREASES, "室間調配"]

REGULAR, UNANNOUNCED = "定期", "不定期"
EXCELLENT, GOOD, PASSED, FAILED = "優", "良", "合格", "不合格"
BANDS = [EXCELLENT, GOOD, PASSED, FAILED]
NO_REWARD = "無"

ONCE_A_ROOM = "每室填在任何一行即可"


def registration_months(term: Term) -> set[int]:
    """The months in whose files F07.2 is filled: that of 開學日 and that of 學期結束日."""
    return {month_of(term.base.opening), month_of(term.end)}


class Assets(Sheet, title="固定資產台賬", number=1, kind=Kind.SNAPSHOT):
    """One asset card; bulk goods one card a batch and room (單價, 原值 in 元)."""

    number_of_card = Text("資產編號", code=True, required=True, example="ZC-2026-0102", guide="一張卡片一個編號")
    label = Text("資產名稱", required=True, example="學生課桌凳", guide="同一種物品用同一個名稱")
    category = Choice("資產類別", ASSET_KINDS, required=True, example=FURNITURE)
    unit_of_count = Choice("計價單位", ["套", "台", "件", "冊", SQUARE_METRES, "個", "輛"], required=True, example="套")
    quantity = Integer("數量", required=True, above=0, example="31")
    price = Money("單價", required=True, at_least=0, example="168.00")
    value = Money("原值", formula=quantity * price, example="5208.00", guide="自動計算：數量×單價")
    obtained_by = Choice("取得方式", [BOUGHT, "調撥", GIVEN, "自建", "盤盈"], required=True, example=BOUGHT)
    obtained_on = Date("取得日期", required=True, example="2026-02-20")
    room = Text("使用班室", code=True, required=True, reference=Rooms.code, example="C302", guide="班室名冊的編號")
    keeper = Person("責任人", needed=ALWAYS, blank_rule="F07-R03", example="周雨晴", guide="只填一個人的姓名")
    status = Choice("狀態", [IN_USE, "閒置", "待修", "待報廢", DISPOSED_OF], required=True, example=IN_USE)

    in_window = by_day(obtained_on, lambda term, day: term.start <= day <= term.end, "本學期取得")
    voucher = Text(
        "憑證號",
        code=True,
        needed=obtained_by.among(BOUGHT, GIVEN) & in_window,
        refers_to="F05.4 憑證號",
        refers_when=(obtained_by == BOUGHT) & in_window,
        example="ZC-2602-009",
        guide="本學期購置填支出票據的憑證號，受贈填捐贈編號",
    )

    key = (number_of_card,)
    key_over_term = True
    money = value
    only_names_vouchers = True  # F12.2 accounts for what was bought


@computed("本室已復查")
def ROOM_IS_RECHECKED(rows: Rows) -> pd.Series[Any]:
    """Some row of the room has 復查日期."""
    rooms, dated = rows.text(RoomGoods.room), rows.of(RoomGoods.rechecked_on).notna().to_numpy(dtype=bool)
    done = set(rooms[dated])
    return pd.Series([room in done for room in rooms], index=rows.frame.index, dtype="boolean")


class RoomGoods(Sheet, title="班室登記復查", number=2, kind=Kind.LIFECYCLE):
    """One kind of thing in one room: what was there at the term's start, and at its end.

    Filled in the month of 開學日 and again in that of 學期結束日. 復查日期 and the signatures are given once a room, on
    any of its rows.
    """

    room = Text("班室編號", code=True, required=True, reference=Rooms.code, example="C302")
    thing = Choice("物品名稱", THINGS, required=True, example=DESK)
    unit_of_count = Choice("單位", ["張", "個", "扇", "塊", "台", "盞", "面", "套"], required=True, example="張")
    first_quantity = Integer("期初數量", required=True, at_least=0, example="42", guide="實際清點的數")
    first_sound = Integer("期初完好數量", required=True, at_least=0, at_most=first_quantity, example="42")
    registered_on = Date("期初登記日期", required=True, example="2026-03-03", guide="開學後 7 天內")
    first_pupil = Person(
        "期初簽字_學生",
        outside_ok=True,
        needed=ALWAYS,
        blank_rule="F07-R06",
        example="張同學",
        guide=f"教室必填，{ONCE_A_ROOM}；不必寫全名",
    )
    first_keeper = Person(
        "期初簽字_責任人",
        needed=ALWAYS,
        blank_rule="F07-R06",
        example="周雨晴",
        guide=f"班主任或室長，{ONCE_A_ROOM}",
    )
    last_quantity = Integer(
        "期末數量",
        needed=ALWAYS,
        blank_rule="F07-R07",
        at_least=0,
        example="41",
        guide="期末復查時逐行清點",
    )
    last_sound = Integer("期末完好數量", needed=last_quantity.filled(), at_least=0, at_most=last_quantity, example="39")
    rechecked_on = Date(
        "復查日期", needed=ALWAYS, blank_rule="F07-R07", example="2026-06-30", guide=f"期末必填，{ONCE_A_ROOM}"
    )
    last_pupil = Person(
        "期末簽字_學生",
        outside_ok=True,
        needed=ALWAYS,
        blank_rule="F07-R07",
        example="張同學",
        guide=f"期末教室必填，{ONCE_A_ROOM}；不必寫全名",
    )
    last_keeper = Person(
        "期末簽字_責任人",
        needed=ALWAYS,
        blank_rule="F07-R07",
        example="周雨晴",
        guide=f"期末必填，{ONCE_A_ROOM}",
    )
    settlement = Choice(
        "短缺處理",
        ["賠償", "添置", "報廢", "調出", UNDER_INQUIRY],
        needed=last_quantity < first_quantity,
        blank_rule="F07-R08",
        example="賠償",
        guide="期末少於期初時必填",
    )
    documents = Many(
        "處理單號",
        blank_rule="F07-R08",
        example="PC-2606-002",
        guide="賠償單號、維修單號或資產編號，多個用、隔開",
    )

    is_short = last_quantity < first_quantity
    broken_first, broken_last = first_quantity - first_sound, last_quantity - last_sound
    is_more_broken = broken_last > broken_first
    needed_while(is_short | is_more_broken, documents)

    key = (room, thing)
    opening = registered_on
    closed = ROOM_IS_RECHECKED
    fixed = (first_quantity, first_sound, registered_on)
    asked_again = registration_months


class Changes(Sheet, title="資產增減", number=3, kind=Kind.EVENT):
    """One change of one card (金額: the original value moved, in 元)."""

    changed_on = Date("日期", required=True, example="2026-03-03")
    number_of_card = Text(
        "資產編號",
        code=True,
        required=True,
        reference=Assets.number_of_card,
        example="ZC-2026-0102",
        guide="固定資產台賬的編號；已處置的卡片仍留在台賬",
    )
    change = Choice("變動類型", CHANGE_KINDS, required=True, example=BOUGHT_NEW)
    quantity = Integer("數量", required=True, above=0, example="31")
    amount = Money("金額", required=True, at_least=0, example="5208.00", guide="變動部分的原值")
    reason = Text("原因", blank_rule="F07-R12", example="更換", guide="丟失而不再補的寫明「不再添置」")
    approver = Person("審批人", blank_rule="F07-R12", example="孫立")
    approved_on = Date("審批日期", blank_rule="F07-R12", example="2026-03-02", guide="不晚於日期")
    document = Text(
        "單據號",
        code=True,
        required=True,
        example="ZC-2602-009",
        guide="憑證號、捐贈編號、賠償單號、項目編號，或自編的號",
    )

    is_increase, is_decrease = change.among(*INCREASES), change.among(*DECREASES)
    needed_while(is_decrease, reason, approver, approved_on)

    attributed_to = changed_on
    money = amount


class Scores(Sheet, title="教室檢查評分", number=4, kind=Kind.EVENT, core=False):
    """One class at one check (points)."""

    checked_on = Date("日期", required=True, example="2026-03-18")
    room = Text("班室編號", code=True, required=True, reference=Rooms.code, example="C302")
    check = Choice("檢查類型", [REGULAR, UNANNOUNCED], required=True, example=REGULAR)
    property_score = Number("財產保管分", unit="分", required=True, example="38", guide="滿分一般為 40，見學校參數")
    hygiene_score = Number("衛生分", unit="分", required=True, example="28", guide="滿分一般為 30")
    saving_score = Number("節水節電分", unit="分", required=True, example="15", guide="滿分一般為 15")
    closing_score = Number("門窗關閉分", unit="分", required=True, example="15", guide="滿分一般為 15")
    score = Number(
        "總分",
        unit="分",
        formula=property_score + hygiene_score + saving_score + closing_score,
        example="96",
        guide="自動計算",
    )
    band = Choice(
        "等次",
        BANDS,
        formula=when(
            score >= EXCELLENT_FROM,
            EXCELLENT,
            when(score >= GOOD_FROM, GOOD, when(score >= PASSED_FROM, PASSED, FAILED)),
        ),
        example=EXCELLENT,
        guide="自動計算",
    )
    problem = Text("問題", needed=score < GOOD_FROM, guide="總分不到良的必填")
    reward = Choice(
        "獎懲",
        ["表揚", "扣分", "獎勵", NO_REWARD],
        blank_rule="F07-R16",
        example="表揚",
        guide="不合格的必填，且不能是無",
    )
    checkers = People("檢查人", required=True, example="何靜", guide="多人用、隔開")

    key = (checked_on, room, check)
    attributed_to = checked_on
