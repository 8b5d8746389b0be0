"""The row rules of F11 (domain/forms/F11.md): F11-R01 to F11-R14."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.form.rule import Flag, Hold, Missing, Note, Rule
from pipeline.forms.f00_base.sheets import Suppliers
from pipeline.forms.f11_bus import history
from pipeline.forms.f11_bus.fleet import SEATS
from pipeline.forms.f11_bus.sheets import FIT, IN_USE, OTHER, REPAIR, SERVICE, Runs, Upkeep, Vehicles, Waiting
from pipeline.forms.parameters import URGENT_WARNING

_is_in_use = Vehicles.status == IN_USE
_all_left = Runs.boarded == Runs.left_on_the_way + Runs.left_at_the_end
_repairs = Upkeep.firm.lookup(Suppliers.label, Suppliers.supplies).among("維修")

RULES: Sequence[Rule | Missing] = [
    Note(
        "F11-R01",
        "校車證件臨近到期",
        never={
            Vehicles.inspected_on: history.needs_renewal(history.INSPECTED_UNTIL),
            Vehicles.plate_until: history.needs_renewal(Vehicles.plate_until),
            Vehicles.insured_until: history.needs_renewal(Vehicles.insured_until),
            Vehicles.liability_until: history.needs_renewal(Vehicles.liability_until),
        },
        when=_is_in_use,
        says="{plate} 有證件在 {days} 天內到期或已到期：檢驗有效至 {inspected}，校車標牌 {plate_until}，"
        "交強險 {insured_until}，承運人責任險 {liability_until}",
        shows={"days": URGENT_WARNING, "inspected": history.INSPECTED_UNTIL},
        fix="請及時辦理，辦好後更新車輛檔案。",
        because="R20",
    ),
    Flag(
        "F11-R02",
        "安全設備按月檢查",
        must={
            Vehicles.equipment_checked_on: history.EQUIPMENT_IS_CHECKED,
            Vehicles.located: Vehicles.located == "是",
        },
        when=_is_in_use,
        says="{plate} 的滅火器、逃生錘、急救箱上次檢查是 {equipment_checked_on}（要求每 {days} 天內一次），"
        "衛星定位正常「{located}」",
        shows={"days": history.WITHIN},
        fix="已檢查的請更新日期；定位不正常的請修復後再出車。",
        because="R20",
        measure="每月檢查一次隨車安全設備和衛星定位，記入車輛檔案",
    ),
    Flag(
        "F11-R03",
        "專用校車",
        must={Vehicles.kind_of_bus: Vehicles.kind_of_bus != OTHER},
        says="{plate} 的校車類型是「{kind_of_bus}」，不是專用校車",
        fix="請核對校車使用許可；不是專用校車的不得接送學生。",
        because="R20",
        measure="換用取得校車使用許可的專用校車",
    ),
    Flag(
        "F11-R04",
        "不超員",
        must={Runs.boarded: Runs.heads <= SEATS},
        says="學生 {boarded} 人加成人 {adults} 人，超過核載 {seats} 人",
        shows={"seats": SEATS},
        fix="請核對人數；確有超員的立即調整班次，任何情況都不得超員。",
        because="R20",
        measure="按核載人數分配乘車學生，上車時逐一清點",
    ),
    Flag(
        "F11-R05",
        "每趟有照管人員",
        must={
            Runs.escorts: Runs.escorts.filled() & ~Runs.escorts.shares(Runs.driver),
            Runs.adults: Runs.adults <= Runs.escorts.count() + 1,
        },
        says="照管人員「{escorts}」、駕駛人 {driver}、成人 {adults} 人：須有駕駛人以外的照管人員，不載其他成人",
        fix="如漏填請補齊；沒有照管人員的不得發車。",
        because="R20",
        measure="每趟排定照管人員，沒有到位不發車",
    ),
    Flag(
        "F11-R06",
        "出車前檢查合格",
        must={Runs.checked: Runs.checked == FIT},
        blank_breaks=True,
        says="出車前檢查「{checked}」，仍然出車",
        fix="如漏填請補；檢查不合格的修好再出車，並在隱患台賬登記。",
        because="R20",
        measure="出車前逐項檢查並簽字，不合格的停駛",
    ),
    Flag(
        "F11-R07",
        "上下車人數相符",
        must={Runs.left_on_the_way: _all_left, Runs.left_at_the_end: _all_left},
        blank_breaks=True,
        says="上車 {boarded} 人，中途下車「{left_on_the_way}」、終點下車「{left_at_the_end}」，人數不符（安全事項）",
        fix="請當日查明每名學生去向並寫明原因；點數記錯的請更正。",
        because="R20 E3-46",
        measure="上車、下車逐人清點，人數不符當場查明並報告",
    ),
    Flag(
        "F11-R08",
        "到站清車",
        must={Runs.emptied: Runs.emptied == "是"},
        blank_breaks=True,
        says="清車確認「{emptied}」，沒有確認車上已無學生",
        fix="如漏填請補；沒有清車的立即查看車內。",
        because="R20 E3-46",
        measure="每趟到終點逐座清車並當場確認",
    ),
    Flag(
        "F11-R09",
        "駕駛人持有效資格",
        must={Runs.driver: history.MAY_DRIVE},
        says="{driver} 不是校車駕駛人，或 {on} 當日沒有有效的校車駕駛資格、年度審驗",
        fix="請核對駕駛人；證件已辦的請補入人員證照。",
        because="R20 E1-37",
        measure="只由有資格並經年度審驗的人駕駛校車",
    ),
    Flag(
        "F11-R10",
        "候車有人看護、地點固定",
        must={Waiting.carers: Waiting.carers.filled(), Waiting.room: Waiting.room == history.FIRST_ROOM},
        says="看護人「{carers}」，看護地點 {room}（本學期首次為 {first}）：須有人看護，地點全學期不換",
        shows={"first": history.FIRST_ROOM},
        fix="如漏填請補；確需換地點的請說明並固定下來。",
        because="E3-44 E3-45",
        measure="固定候車班室，指定專人看護",
    ),
    Flag(
        "F11-R11",
        "缺席學生有去向",
        must={Waiting.absentees: Waiting.absentees.filled()},
        when=Waiting.present < Waiting.expected,
        blank_breaks=True,
        says="應到 {expected} 人，實到 {present} 人，沒有填缺席去向",
        fix="請當日查明未到學生的去向並補填。",
        because="E3-46",
        measure="候車點名，未到學生當場聯繫班主任和家長",
    ),
    Flag(
        "F11-R12",
        "看護到上車為止",
        must={Waiting.carers: history.CARERS_DO_NOT_DRIVE, Waiting.ends_at: history.LASTS_UNTIL_DEPARTURE},
        says="看護人 {carers}，{ends_at} 結束，該趟首次發車 {departure}：看護人不得駕車，看護到發車前 {minutes} 分鐘內",
        shows={"departure": history.FIRST_DEPARTURE, "minutes": history.HANDOVER},
        fix="請核對姓名和時間；中間無人看護的請調整安排。",
        because="E3-45",
        measure="看護人把學生交給照管人員後才離開",
    ),
    Hold(
        "F11-R13",
        "里程只增不減",
        must={Upkeep.odometer: history.ODOMETER_GOES_ON},
        says="里程表 {odometer} 公里，小於該車較早日期的讀數",
        fix="請核對里程和日期後改正；較早的一行填錯的請更正那一行。",
        because="E1-63",
    ),
    Flag(
        "F11-R14",
        "有資格的企業維修、停運不出車",
        must={
            Upkeep.firm: ~Upkeep.category.among(SERVICE, REPAIR) | (Upkeep.firm.is_in(Suppliers.label) & _repairs),
            Upkeep.idle_from: history.STOOD_WHILE_IDLE,
        },
        says="維修企業「{firm}」須是供應類別含「維修」的供應商；停運 {idle_from} 至「{idle_until}」期間不得有運行記錄",
        fix="請核對維修企業和停運日期；新的維修企業先補入供應商名冊。",
        because="R20",
        measure="校車送有資格的企業維修，停運期間不出車",
    ),
]
