"""F11 of the five school months: two buses, four runs a day each, and who waits for the second one home."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pipeline.form.filled import Filled
from pipeline.sample.covers import cover
from pipeline.sample.days import days_of_month
from pipeline.sample.purchases import BUS, BusCost
from pipeline.sample.rooms import WAITING_ROOM
from pipeline.sample.school import SCHOOL_MONTHS
from pipeline.sample.table import Row, day, ledger, month_of, typed

FIRST_BUS, SECOND_BUS = "示A·12345", "示A·23456"

# 車牌號 | 核載人數 | 標牌有效期至 | 交強險、承運人責任險有效期至 | 檢驗: before the term, and in it
VEHICLES = f"""
{FIRST_BUS} | 45 | 2026-09-30 | 2026-11-20 | 2026-01-12 2026-06-27
{SECOND_BUS} | 40 | 2026-09-30 | 2026-10-15 | 2026-02-05 2026-06-27
"""
EQUIPMENT_CHECKED = {
    "2026-03": day("03-02"),
    "2026-04": day("04-01"),
    "2026-05": day("05-06"),
    "2026-06": day("06-01"),
    "2026-07": day("07-01"),
}
HOME = ("放學1", "放學2")
WAITED_FOR = "放學2"

# 車牌號 | 趟次 | 線路 | 駕駛人 | 照管人員 | 發車 | 學生 at most
TIMETABLE = f"""
{FIRST_BUS}  | 上學1 | 1號線 | 劉強   | 杜梅 | 06:45 | 40
{FIRST_BUS}  | 上學2 | 2號線 | 劉強   | 杜梅 | 07:25 | 41
{FIRST_BUS}  | 放學1 | 1號線 | 劉強   | 杜梅 | 15:55 | 40
{FIRST_BUS}  | 放學2 | 2號線 | 劉強   | 杜梅 | 16:40 | 41
{SECOND_BUS} | 上學1 | 3號線 | 高衛東 | 曹麗 | 06:50 | 35
{SECOND_BUS} | 上學2 | 4號線 | 高衛東 | 曹麗 | 07:28 | 34
{SECOND_BUS} | 放學1 | 3號線 | 高衛東 | 曹麗 | 15:57 | 35
{SECOND_BUS} | 放學2 | 4號線 | 高衛東 | 曹麗 | 16:42 | 34
"""
CARER = "毛建平"
"""Looks after the pupils who wait while both escorts are under way."""
HEADS_MISSING = (day("05-12"), FIRST_BUS, WAITED_FOR)
"""41 boarded, 30 and 10 left: one is not accounted for."""
LATE = {(day("03-20"), SECOND_BUS, "上學1"), (day("06-10"), FIRST_BUS, "上學2")}
SERVICED_BY = {"保養": "遠程汽修"}


@dataclass(frozen=True)
class Run:
    """One run as the timetable has it on a day."""

    on: date
    plate: str
    slot: str
    route: str
    driver: str
    escort: str
    departs: str
    places: int

    @property
    def key(self) -> tuple[date, str, str]:
        """日期, 車牌號 and 趟次."""
        return self.on, self.plate, self.slot

    @property
    def boarded(self) -> int:
        """學生上車人數: nobody or one or two are absent."""
        absent = (self.on.toordinal() + self.places + len(self.route) * int(self.slot[-1])) % 3
        return self.places - (0 if self.key == HEADS_MISSING else absent)

    @property
    def left(self) -> tuple[int, int]:
        """中途 and 終點下車人數: everybody gets off at school, most on the way home."""
        if self.key == HEADS_MISSING:
            return 30, 10
        on_the_way = self.boarded * 3 // 4 if self.slot in HOME else 0
        return on_the_way, self.boarded - on_the_way

    def row(self) -> Row:
        """The row of F11.2."""
        on_the_way, at_the_end = self.left
        return {
            "日期": self.on,
            "車牌號": self.plate,
            "趟次": self.slot,
            "線路": self.route,
            "駕駛人": self.driver,
            "照管人員": self.escort,
            "出車前檢查": "合格",
            "學生上車人數": self.boarded,
            "成人隨車人數": 2,
            "中途下車人數": on_the_way,
            "終點下車人數": at_the_end,
            "清車確認": "是",
            "發車時間": self.departs,
            "異常情況": "晚點" if self.key in LATE else "無",
        }


def _run(on: date, plate: str, slot: str, route: str, driver: str, *rest: str) -> Run:
    escort, departs, places = rest
    return Run(on, plate, slot, route, driver, escort, departs, int(places))


@dataclass(frozen=True)
class Fleet:
    """The buses of a school (lines of VEHICLES) with their TIMETABLE, and who looks after the pupils that wait, where.

    `escort` takes over those who waited.
    """

    vehicles: str
    timetable: str
    waiting_room: str
    carer: str
    escort: str

    def runs(self, on: date) -> list[Run]:
        """The runs of a day."""
        return [_run(on, *cells) for cells in ledger(self.timetable)]

    def vehicle_rows(self, month: str) -> list[Row]:
        """F11.1 of a month: the list comes anew each time, with what was checked."""
        return [_vehicle(month, *cells) for cells in ledger(self.vehicles)]

    def run_rows(self, month: str) -> list[Row]:
        """F11.2 of a month."""
        return [run.row() for on in days_of_month(month) for run in self.runs(on)]

    def waiting_rows(self, month: str) -> list[Row]:
        """F11.3 of a month: who waits for the second runs home."""
        return [self._waiting(on) for on in days_of_month(month)]

    def _waiting(self, on: date) -> Row:
        waited_for = [run for run in self.runs(on) if run.slot == WAITED_FOR]
        usual, present = (
            sum(counts) for counts in zip(*((one.places, one.boarded) for one in waited_for), strict=True)
        )
        absent = usual - present
        return typed(
            {
                "日期": on,
                "趟次": WAITED_FOR,
                "看護地點": self.waiting_room,
                "看護人": self.carer,
                "應到學生數": usual,
                "實到學生數": present,
                "開始時間": "15:50",
                "結束時間": "16:38",
                "缺席去向": ("請假" if absent == 1 else "家長接走") if absent else None,
                "交接照管人": self.escort,
            }
        )


FLEET = Fleet(VEHICLES, TIMETABLE, WAITING_ROOM, CARER, escort="杜梅")


def bus_workbooks() -> list[Filled]:
    """One workbook a school month."""
    return [
        Filled(
            form="F11",
            cover=cover("F11", month),
            sheets={
                "車輛檔案": FLEET.vehicle_rows(month),
                "每日運行": FLEET.run_rows(month),
                "候車看護": FLEET.waiting_rows(month),
                "維護費用": [_upkeep(cost) for cost in BUS if month_of(cost.spent_on) == month],
            },
        )
        for month in SCHOOL_MONTHS
    ]


def _vehicle(month: str, plate: str, seats: str, *papers: str) -> Row:
    plate_until, insured_until, inspected = papers
    done = [each for each in map(date.fromisoformat, inspected.split()) if month_of(each) <= month]
    return {
        "車牌號": plate,
        "校車類型": "小學生專用",
        "核載人數": int(seats),
        "權屬": "自有",
        "每日計劃趟次": 4,
        "校車標牌有效期至": date.fromisoformat(plate_until),
        "最近安全技術檢驗日期": max(done),
        "交強險有效期至": date.fromisoformat(insured_until),
        "承運人責任險有效期至": date.fromisoformat(insured_until),
        "滅火器逃生錘急救箱檢查日期": EQUIPMENT_CHECKED[month],
        "衛星定位正常": "是",
        "狀態": "在用",
    }


def _upkeep(cost: BusCost) -> Row:
    return typed(
        {
            "日期": cost.spent_on,
            "車牌號": cost.plate,
            "類別": cost.kind,
            "里程表": cost.odometer,
            "維修企業": SERVICED_BY.get(cost.kind),
            "金額": cost.amount,
            "憑證號": cost.voucher,
        }
    )
