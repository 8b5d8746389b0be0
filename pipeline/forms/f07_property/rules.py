"""The row rules of F07 (domain/forms/F07.md)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from pipeline.checks.services import last_day
from pipeline.checks.term import MONTH, Rows
from pipeline.checks.words import at_term_end, computed, silenced_by
from pipeline.finding import Effect
from pipeline.form.expression import Type
from pipeline.form.rule import Flag, Hold, Missing, Rule
from pipeline.forms.elsewhere import columns_of, rows_of
from pipeline.forms.f07_property import rooms
from pipeline.forms.f07_property.lost import IS_REPLACED, NOT_REPLACED
from pipeline.forms.f07_property.sheets import (
    BOOKS,
    FAILED,
    FURNITURE,
    GIVEN,
    LOST,
    NO_REWARD,
    SEATS,
    UNDER_INQUIRY,
    Assets,
    Changes,
    RoomGoods,
    Scores,
)
from pipeline.forms.parameters import (
    FIXED_ASSET_FROM,
    ROOM_CLOSING_WEIGHT,
    ROOM_HYGIENE_WEIGHT,
    ROOM_PROPERTY_WEIGHT,
    ROOM_SAVING_WEIGHT,
)


@computed("本表月份的最後一天", Type.DATE)
def LAST_DAY_OF_FILE(rows: Rows) -> pd.Series[Any]:
    """F07-R01: the last day of the file's month."""
    return rows.frame[MONTH].map(last_day).astype("Int64")


@computed("捐贈台賬有此編號")
def IS_A_GIFT(rows: Rows) -> pd.Series[Any]:
    """F07-R04: 憑證號 is a 捐贈編號 of F12.3; unknown while that sheet cannot be relied on, or the row is held."""
    gifts, numbers = rows_of(rows.term, "F12", "捐贈"), rows.text(Assets.voucher)
    if gifts is None:
        return pd.Series(pd.NA, index=rows.frame.index, dtype="boolean")
    (number_of_gift,) = columns_of(gifts, "捐贈編號")
    known, held = (set(gifts.text(number_of_gift)[at]) for at in (gifts.usable, ~gifts.usable))
    found = [pd.NA if one is None or {one, None} & held - known else one in known for one in numbers]
    return pd.Series(found, index=rows.frame.index, dtype="boolean")


WEIGHTS = {
    Scores.property_score: ROOM_PROPERTY_WEIGHT,
    Scores.hygiene_score: ROOM_HYGIENE_WEIGHT,
    Scores.saving_score: ROOM_SAVING_WEIGHT,
    Scores.closing_score: ROOM_CLOSING_WEIGHT,
}

LEDGER: Sequence[Rule | Missing] = [
    Hold(
        "F07-R01",
        "取得日期不晚於本月",
        must={Assets.obtained_on: Assets.obtained_on <= LAST_DAY_OF_FILE},
        says="取得日期 {obtained_on} 晚於本表的月份",
        fix="請核對日期；下月取得的，列入下月的台賬。",
        because="E2-14",
    ),
    Flag(
        "F07-R02",
        "固定資產達到單價起點",
        must={Assets.price: (Assets.price >= FIXED_ASSET_FROM) | Assets.category.among(FURNITURE, BOOKS)},
        says="{label} 單價 {price} 元，不到固定資產起點 {least} 元，又不是家具用具、圖書檔案",
        shows={"least": FIXED_ASSET_FROM},
        fix="請核對單價和資產類別；屬低值易耗品的移出台賬。",
        because="R30 R54",
        measure="逐卡核對單價和類別，低值易耗品不列入固定資產",
    ),
    Flag(
        "F07-R03",
        "資產責任到人",
        must={Assets.keeper: Assets.keeper.count() == 1},
        blank_breaks=True,
        says="責任人「{keeper}」不是一個人",
        fix="請填一個人的姓名。",
        because="E2-19",
        measure="每張資產卡片落實一名責任人",
    ),
    Flag(
        "F07-R04",
        "受贈資產有捐贈記錄",
        must={Assets.voucher: IS_A_GIFT},
        when=(Assets.obtained_by == GIVEN) & Assets.in_window,
        blank_breaks=True,
        says="憑證號「{voucher}」沒有填，或不是捐贈台賬裏的捐贈編號",
        fix="請填捐贈編號；漏登的請補登捐贈。",
        because="E3-15 R36",
        measure="受贈物品先登記捐贈，再入固定資產台賬",
    ),
]

ROOMS: Sequence[Rule | Missing] = [
    Missing(
        id="F07-R05",
        name="班室期初全部登記",
        effect=Effect.FLAG,
        at=RoomGoods.room,
        find=rooms.rooms_not_registered,
        says=f"開學後 {rooms.REGISTERED_WITHIN} 天內沒有登記的班室：{{missing}}",
        fix="漏報的請補登記。",
        because=("E2-18",),
        measure="開學一週內逐室登記校產",
    ),
    Flag(
        "F07-R06",
        "期初登記有簽字",
        must={
            RoomGoods.first_keeper: rooms.FIRST_KEEPER_SIGNED,
            RoomGoods.first_pupil: ~rooms.IS_CLASSROOM | rooms.FIRST_PUPIL_SIGNED,
        },
        when=rooms.REGISTRATION_IS_DUE,
        first_of=(RoomGoods.room,),
        says="{room} 的期初登記沒有責任人簽字，或（教室）沒有學生簽字",
        fix="請補簽字，填在本室任何一行。",
        because="E2-21",
        measure="期初登記由班主任或室長和學生當面簽字",
    ),
    Flag(
        "F07-R07",
        "班室期末復查",
        must={
            RoomGoods.last_quantity: RoomGoods.last_quantity.filled(),
            RoomGoods.rechecked_on: rooms.RECHECKED,
            RoomGoods.last_keeper: rooms.LAST_KEEPER_SIGNED,
            RoomGoods.last_pupil: ~rooms.IS_CLASSROOM | rooms.LAST_PUPIL_SIGNED,
        },
        when=at_term_end() & rooms.RECHECK_HAS_COME,
        first_of=(RoomGoods.room,),
        says=f"{{room}} 的期末復查不全：期末數量、復查日期（學期結束前 {rooms.RECHECKED_WITHIN} 天內）、簽字缺一不可",
        fix="請逐行補期末數量，並在本室任何一行補復查日期和簽字。",
        because="E2-20 E2-21",
        measure="期末逐室復查，責任人和學生當面簽字",
    ),
    Flag(
        "F07-R08",
        "短缺有說明",
        must={
            RoomGoods.settlement: RoomGoods.settlement != UNDER_INQUIRY,
            RoomGoods.documents: RoomGoods.documents.filled(),
        },
        when=RoomGoods.is_short,
        blank_breaks=True,
        says="{room} {thing} 期初 {first_quantity}、期末 {last_quantity}，短缺處理「{settlement}」、處理單號"
        "「{documents}」，沒有說明去向",
        fix="請查明後填短缺處理和處理單號。",
        because="E2-26 E1-66",
        measure="短缺的校產逐件查明，賠償、添置或報廢都留下單號",
    ),
    Flag(
        "F07-R09",
        "新增損壞有單號",
        must={RoomGoods.documents: RoomGoods.documents.filled()},
        when=RoomGoods.is_more_broken & ~silenced_by("F07-R08"),
        blank_breaks=True,
        says="{room} {thing} 損壞由期初 {first} 增至期末 {last}，沒有處理單號",
        shows={"first": RoomGoods.broken_first, "last": RoomGoods.broken_last},
        fix="請填賠償單號或維修單號。",
        because="E2-16 E2-26",
        measure="損壞的校產先報修或登記賠償，再填復查表",
    ),
    Missing(
        id="F07-R10",
        name="教室重點物品都有登記",
        effect=Effect.NOTE,
        at=RoomGoods.thing,
        find=rooms.classrooms_without_key_objects,
        says="教室應登記課桌、凳、門、窗、牆面：{missing}",
        fix="請補登記；確實沒有的可不理。",
        because=("E2-24",),
    ),
    Flag(
        "F07-R11",
        "課桌凳夠用",
        must={RoomGoods.first_quantity: RoomGoods.first_quantity >= rooms.PUPILS},
        when=RoomGoods.thing.among(*SEATS) & rooms.IS_CLASSROOM,
        says="{room} 有學生 {pupils} 人，{thing}只有 {first_quantity}",
        shows={"pupils": rooms.PUPILS},
        fix="請核對數量；不夠的請調配或添置。",
        because="E2-07",
        measure="按學生數配足課桌凳",
    ),
]

CHANGES: Sequence[Rule | Missing] = [
    Flag(
        "F07-R12",
        "資產減少有審批",
        must={
            Changes.approver: Changes.approver.filled(),
            Changes.approved_on: Changes.approved_on <= Changes.changed_on,
            Changes.reason: Changes.reason.filled(),
        },
        when=Changes.is_decrease,
        blank_breaks=True,
        says="{number_of_card} {change}：審批人「{approver}」、審批日期「{approved_on}」、原因「{reason}」"
        "不全，或審批晚於減少",
        fix="請補齊審批手續；資產減少須先審批。",
        because="E2-26",
        measure="資產減少先審批、後下賬",
    ),
    Flag(
        "F07-R13",
        "丟失後添置",
        must={Changes.change: IS_REPLACED},
        when=(Changes.change == LOST) & ~Changes.reason.or_if_blank("").contains(NOT_REPLACED),
        says="{number_of_card} 於 {changed_on} 丟失，之後沒有同名資產的購置增加或調入",
        fix="請補置並登記；不再補的在原因寫明「不再添置」。",
        because="E2-15",
        measure="丟失的校產及時補置，不補的說明原因",
    ),
]

SCORES: Sequence[Rule | Missing] = [
    Hold(
        "F07-R14",
        "評分不超過滿分",
        must={column: (column >= 0) & (column <= most) for column, most in WEIGHTS.items()},
        says="財產 {property_score}、衛生 {hygiene_score}、節水節電 {saving_score}、門窗 {closing_score}，"
        "滿分依次為 {property}、{hygiene}、{saving}、{closing}",
        shows=dict(zip(("property", "hygiene", "saving", "closing"), WEIGHTS.values(), strict=True)),
        fix="請核對分數。",
        because="E1-47",
    ),
    Missing(
        id="F07-R15",
        name="教室按月檢查評分",
        effect=Effect.FLAG,
        at=Scores.room,
        find=rooms.classrooms_not_scored,
        says="沒有檢查評分記錄：{missing}",
        fix="確有檢查的請補錄；今後每個整月每間教室至少檢查一次，每學期至少有一次不定期檢查。",
        because=("E1-46",),
        measure="每月逐室檢查評分，並安排不定期檢查",
    ),
    Flag(
        "F07-R16",
        "不合格教室有處理",
        must={Scores.reward: Scores.reward != NO_REWARD},
        when=Scores.band == FAILED,
        blank_breaks=True,
        says="{room} 總分 {score}，不合格，獎懲卻是「{reward}」",
        fix="請填獎懲。",
        because="E1-47",
        measure="檢查不合格的教室當場落實獎懲並復查",
    ),
]

RULES: Sequence[Rule | Missing] = [*LEDGER, *ROOMS, *CHANGES, *SCORES]
