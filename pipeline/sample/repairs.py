"""F09: repair orders of the window, month by month; the file of May was never handed in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pipeline.form.filled import Filled
from pipeline.sample.covers import cover
from pipeline.sample.damages import case_of
from pipeline.sample.people import ELECTRICIAN, HEAD_OF_LOGISTICS
from pipeline.sample.purchases import REPAIRS, OutsideRepair
from pipeline.sample.rooms import ROOMS
from pipeline.sample.school import MONTHS
from pipeline.sample.table import CENT, Row, day, ledger, month_of, typed

NOT_HANDED_IN = "2026-05"
FIRM = "宏建工程隊"
FREE = Decimal(0)

# 維修單號 | 批次 | 報修 | 班室 | 類別 | 問題 | 緊急程度 | 數量 | 維修方式 | 完成 | 材料費 | 滿意度
# A firm's 材料費 and 人工費 are those of its voucher.
ORDERS = """
WX-2601-001 | 假期集中 | 01-26 | G01 | 電路       | 教學樓各層線路老化       | 複雜 | 6  | 自修 | 01-28 | 240.00 |
WX-2601-002 | 假期集中 | 01-26 | G01 | 日光燈     | 樓道燈管不亮             | 複雜 | 18 | 更換 | 01-29 | 396.00 |
WX-2601-003 | 假期集中 | 01-27 | T01 | 水龍頭管道 | 洗菜池水龍頭滴漏         | 複雜 | 8  | 更換 | 01-30 | 224.00 | 5
WX-2601-004 | 假期集中 | 01-28 | Z02 | 電路       | 機房插座接觸不良         | 一般 | 4  | 自修 | 01-29 | 60.00  | 5
WX-2602-001 | 假期集中 | 02-02 | G01 | 門窗       | 樓道門窗變形             | 複雜 | 12 | 外修 | 02-04 |        |
WX-2602-002 | 假期集中 | 02-02 | G01 | 玻璃       | 樓道窗玻璃破損           | 複雜 | 20 | 外修 | 02-04 |        |
WX-2602-003 | 假期集中 | 02-09 | T01 | 房屋屋面   | 食堂屋面滲水             | 複雜 | 2  | 外修 | 02-11 |        | 4
WX-2602-004 | 開學前   | 02-05 | G01 | 水龍頭管道 | 衛生間水龍頭漏水         | 複雜 | 14 | 更換 | 02-09 | 322.00 |
WX-2602-005 | 開學前   | 02-10 | C103 | 電路      | 教室插座無電             | 一般 | 2  | 自修 | 02-11 | 36.00  | 5
WX-2602-006 | 開學前   | 02-11 | G01 | 飲水機     | 二樓飲水機不加熱         | 複雜 | 2  | 自修 | 02-13 | 85.00  |
WX-2602-007 | 開學前   | 02-24 | C401 | 吊扇      | 吊扇異響                 | 一般 | 2  | 自修 | 02-25 | 30.00  | 4
WX-2602-008 | 開學前   | 02-24 | C202 | 桌凳      | 課桌螺絲鬆動             | 一般 | 12 | 自修 | 02-25 | 24.00  | 5
WX-2602-009 | 開學前   | 02-25 | B06 | 日光燈     | 辦公室燈管閃爍           | 一般 | 3  | 更換 | 02-26 | 66.00  | 5
WX-2603-001 | 日常     | 03-03 | C101 | 桌凳      | 凳腳脫焊                 | 一般 | 2  | 自修 | 03-04 | 12.00  | 5
WX-2603-002 | 日常     | 03-04 | C203 | 日光燈    | 前排燈管不亮             | 一般 | 2  | 更換 | 03-05 | 44.00  | 5
WX-2603-003 | 應急     | 03-06 | T01 | 水龍頭管道 | 洗碗間水管爆裂           | 緊急 | 1  | 自修 | 03-06 | 58.00  | 5
WX-2603-004 | 日常     | 03-09 | Z01 | 教學儀器   | 實驗台電源不通           | 一般 | 1  | 自修 | 03-10 | 25.00  | 4
WX-2603-005 | 日常     | 03-11 | K01 | 門窗       | 活動室窗扣脫落           | 一般 | 2  | 更換 | 03-12 | 36.00  | 5
WX-2603-006 | 日常     | 03-13 | C601 | 電路      | 電教櫃跳閘               | 緊急 | 1  | 自修 | 03-13 | 32.00  | 5
WX-2603-007 | 日常     | 03-17 | Y01 | 體育器材   | 籃球架螺栓鬆動           | 複雜 | 2  | 自修 | 03-19 | 40.00  | 4
WX-2603-008 | 日常     | 03-20 | C302 | 玻璃      | 左窗玻璃破裂             | 一般 | 1  | 更換 | 03-20 | 40.00  | 5
WX-2603-009 | 日常     | 03-24 | C402 | 桌凳      | 桌面開裂                 | 一般 | 3  | 自修 | 03-25 | 18.00  | 5
WX-2603-010 | 日常     | 03-26 | B02 | 飲水機     | 飲水機漏水               | 一般 | 1  | 自修 | 03-27 | 22.00  | 3
WX-2603-011 | 日常     | 03-31 | C502 | 門窗      | 教室後門鎖打不開         | 一般 | 1  | 更換 | 04-01 | 45.00  | 5
WX-2604-001 | 日常     | 04-02 | G01 | 水龍頭管道 | 一樓衛生間閥門失靈       | 一般 | 3  | 更換 | 04-03 | 168.00 |
WX-2604-002 | 日常     | 04-07 | C201 | 日光燈    | 黑板燈不亮               | 一般 | 1  | 更換 | 04-08 | 28.00  | 5
WX-2604-003 | 日常     | 04-09 | Z03 | 門窗       | 書庫窗戶關不嚴           | 一般 | 2  | 自修 | 04-10 | 15.00  | 4
WX-2604-004 | 應急     | 04-13 | K02 | 電路       | 活動室電路冒火花         | 緊急 | 1  | 自修 | 04-13 | 46.00  | 5
WX-2604-005 | 日常     | 04-15 | C303 | 桌凳      | 凳面鬆脫                 | 一般 | 4  | 自修 | 04-16 | 16.00  | 5
WX-2604-006 | 日常     | 04-17 | C501 | 桌凳      | 課桌桌腿斷裂             | 一般 | 1  | 更換 | 04-20 | 55.00  | 5
WX-2604-007 | 日常     | 04-22 | T01 | 廚房設備   | 蒸飯櫃門封條老化         | 複雜 | 1  | 更換 | 04-24 | 120.00 | 4
WX-2604-008 | 日常     | 04-27 | C503 | 吊扇      | 吊扇不轉                 | 一般 | 1  | 自修 | 04-28 | 35.00  | 5
WX-2606-001 | 日常     | 06-02 | C102 | 吊扇      | 吊扇調速失靈             | 一般 | 2  | 更換 | 06-03 | 76.00  | 5
WX-2606-002 | 日常     | 06-04 | C403 | 吊扇      | 吊扇有異響               | 一般 | 2  | 自修 | 06-05 | 30.00  | 5
WX-2606-003 | 日常     | 06-08 | G01 | 水龍頭管道 | 三樓洗手池下水堵塞       | 一般 | 2  | 自修 | 06-09 | 20.00  |
WX-2606-004 | 日常     | 06-10 | Z05 | 日光燈     | 展示燈不亮               | 一般 | 3  | 更換 | 06-11 | 66.00  | 4
WX-2606-005 | 日常     | 06-11 | C203 | 門窗      | 教室門鎖損壞             | 一般 | 1  | 更換 | 06-12 | 65.00  | 5
WX-2606-006 | 日常     | 06-16 | Y01 | 柵欄圍牆   | 操場邊柵欄鬆動           | 複雜 | 3  | 自修 | 06-18 | 60.00  | 4
WX-2606-007 | 日常     | 06-23 | C603 | 飲水機    | 飲水機不出水             | 一般 | 1  | 自修 | 06-24 | 28.00  | 5
WX-2606-008 | 日常     | 06-30 | C602 | 桌凳      | 課桌抽屜脫落             | 一般 | 2  | 自修 | 07-01 | 10.00  | 5
WX-2607-001 | 日常     | 07-01 | B08 | 電路       | 辦公室插座燒焦           | 緊急 | 1  | 更換 | 07-01 | 26.00  | 5
"""

OUTSIDE = {repair.order: repair for repair in REPAIRS}
ANSWERS = {room.code: room.answers for room in ROOMS}


@dataclass(frozen=True)
class Order:
    """One order as it is in the end: repaired, and accepted the same day by who reported it."""

    number: str
    batch: str
    reported_on: date
    room: str
    category: str
    problem: str
    urgency: str
    quantity: int
    method: str
    finished_on: date
    material: Decimal
    satisfaction: int | None

    @property
    def reporter(self) -> str:
        """Who answers for the room, unless he repairs it himself."""
        answers = ANSWERS[self.room]
        return HEAD_OF_LOGISTICS if answers == ELECTRICIAN else answers

    def row(self, month: str) -> Row:
        """The row of F09.1 in the file of a month: still under way where it was finished later."""
        done = month_of(self.finished_on) <= month
        return self._reported(done=done) | (self._finished() if done else {})

    def _reported(self, *, done: bool) -> Row:
        return {
            "維修單號": self.number,
            "批次": self.batch,
            "報修日期": self.reported_on,
            "報修人": self.reporter,
            "班室編號": self.room,
            "類別": self.category,
            "問題描述": self.problem,
            "緊急程度": self.urgency,
            "數量": self.quantity,
            "狀態": "已驗收" if done else "維修中",
        }

    def _finished(self) -> Row:
        case, outside = case_of(self.number), OUTSIDE.get(self.number)
        return typed(
            {
                "維修人": FIRM if outside else ELECTRICIAN,
                "維修方式": self.method,
                "完成日期": self.finished_on,
                "材料費": self.material.quantize(CENT),
                "人工費": (outside.labour if outside else FREE).quantize(CENT),
                "人為損壞": "是" if case else "否",
                "賠償單號": case,
                "驗收人": self.reporter,
                "驗收日期": self.finished_on,
                "滿意度": self.satisfaction,
                "憑證號": outside.voucher if outside else None,
            }
        )


def _order(number: str, batch: str, reported_on: str, room: str, category: str, *rest: str) -> Order:
    problem, urgency, quantity, method, finished_on, material, satisfaction = rest
    outside: OutsideRepair | None = OUTSIDE.get(number)
    return Order(
        number=number,
        batch=batch,
        reported_on=day(reported_on),
        room=room,
        category=category,
        problem=problem,
        urgency=urgency,
        quantity=int(quantity),
        method=method,
        finished_on=day(finished_on),
        material=outside.material if outside else Decimal(material),
        satisfaction=int(satisfaction) if satisfaction else None,
    )


REPAIR_ORDERS = [_order(*cells) for cells in ledger(ORDERS)]


def order_rows(month: str) -> list[Row]:
    """F09.1 of a month: what was reported in it, and what the month before left open."""
    return [
        order.row(month)
        for order in REPAIR_ORDERS
        if month_of(order.reported_on) <= month <= max(month_of(order.reported_on), month_of(order.finished_on))
    ]


def repair_workbooks() -> list[Filled]:
    """One workbook a month, but for the one that was not handed in."""
    return [
        Filled(form="F09", cover=cover("F09", month), sheets={"報修維修": order_rows(month)})
        for month in MONTHS
        if month != NOT_HANDED_IN
    ]
