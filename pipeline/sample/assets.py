"""The asset cards of the school (F07.1) and what changed of them in the term (F07.3)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pipeline.sample.purchases import GOODS, Goods
from pipeline.sample.rooms import CLASSROOMS, ROOMS, Room
from pipeline.sample.school import HEAD, SCHOOL_MONTHS
from pipeline.sample.table import CENT, Row, day, ledger, month_of, typed

# 資產編號 | 資產名稱 | 資產類別 | 計價單位 | 數量 | 單價 | 取得方式 | 取得日期 | 使用班室
BEFORE_THE_TERM = """
ZC-2005-0001 | 教學樓       | 房屋及構築物 | 平方米 | 3600  | 1280.00  | 自建 | 2005-08-20 | G01
ZC-2008-0001 | 學生食堂     | 房屋及構築物 | 平方米 | 420   | 1450.00  | 自建 | 2008-08-26 | T01
ZC-2012-0001 | 鋼琴         | 設備         | 台     | 1     | 18600.00 | 購置 | 2012-03-15 | Z04
ZC-2015-0001 | 館藏圖書     | 圖書檔案     | 冊     | 12600 | 18.00    | 購置 | 2015-09-10 | Z03
ZC-2016-0001 | 一體印刷機   | 設備         | 台     | 2     | 6800.00  | 購置 | 2016-04-12 | B02
ZC-2018-0001 | 科學實驗桌   | 家具用具     | 套     | 24    | 860.00   | 購置 | 2018-08-30 | Z01
ZC-2018-0002 | 辦公桌椅     | 家具用具     | 套     | 46    | 620.00   | 購置 | 2018-08-30 | B10
ZC-2019-0001 | 學生用電腦   | 設備         | 台     | 45    | 3650.00  | 購置 | 2019-09-05 | Z02
ZC-2020-0001 | 冷藏留樣櫃   | 設備         | 台     | 3     | 4200.00  | 購置 | 2020-06-18 | T01
ZC-2022-0001 | 體育器材架   | 家具用具     | 個     | 6     | 480.00   | 調撥 | 2022-10-11 | Z06
"""
SEATS = "學生課桌凳"
OLD_SEATS_FROM, OLD_SEAT_PRICE = date(2021, 8, 24), Decimal("152.00")
BY_GRADE = "三四五六幼一二"
"""The order in which classes got their new seats: ZC-2026-0102 stands in C302."""
CLASSES_WITH_ONE_MORE = 10

KINDS = {"桌凳": "家具用具", "書櫃": "家具用具"}
OFFICES_BY_GRADE = {"一": "B06", "二": "B06", "三": "B07", "四": "B07", "五": "B08", "六": "B08"}
KINDERGARTEN_OFFICE = "B09"
PROJECTORS_IN = ("C101", "C102", "C103", "Z07")

SCRAPPED, SCRAPPED_ON, APPROVED_ON = "ZC-2016-0001", day("05-20"), day("05-18")
LISTED_IN = (SCHOOL_MONTHS[0], month_of(SCRAPPED_ON))
"""The months whose files have the list; in the others nothing of it changed."""

ANSWERS = {room.code: room.answers for room in ROOMS}


@dataclass(frozen=True)
class Asset:
    """One card; `came_on` is the day on which F07.3 enters it, for one of this term."""

    number: str
    name: str
    category: str
    unit: str
    quantity: int
    price: Decimal
    obtained_by: str
    obtained_on: date
    room: str
    keeper: str
    voucher: str = ""
    came_on: date | None = None

    @property
    def amount(self) -> Decimal:
        """原值."""
        return self.quantity * self.price

    def row(self, month: str) -> Row:
        """The row of F07.1 in the file of a month."""
        is_gone = self.number == SCRAPPED and month >= month_of(SCRAPPED_ON)
        return typed(
            {
                "資產編號": self.number,
                "資產名稱": self.name,
                "資產類別": self.category,
                "計價單位": self.unit,
                "數量": self.quantity,
                "單價": self.price,
                "取得方式": self.obtained_by,
                "取得日期": self.obtained_on,
                "使用班室": self.room,
                "責任人": self.keeper,
                "狀態": "已處置" if is_gone else "在用",
                "憑證號": self.voucher,
            }
        )


def _before(number: str, name: str, category: str, unit: str, *rest: str) -> Asset:
    quantity, price, obtained_by, obtained_on, room = rest
    amounts = (int(quantity), Decimal(price))
    return Asset(
        number, name, category, unit, *amounts, obtained_by, date.fromisoformat(obtained_on), room, ANSWERS[room]
    )


def _in_order_of_seats() -> list[Room]:
    return sorted(CLASSROOMS, key=lambda room: BY_GRADE.index(room.grade[0]))


def new_seats() -> dict[str, int]:
    """How many of the 610 sets each classroom got, in the order of their cards."""
    return {room.code: 31 if place < CLASSES_WITH_ONE_MORE else 30 for place, room in enumerate(_in_order_of_seats())}


def _old_seats() -> Iterator[Asset]:
    """What a class had before, so that every pupil has a desk and a stool."""
    for serial, room in enumerate(CLASSROOMS, start=1):
        left = (room.pupils or 0) - new_seats()[room.code]
        how = (left, OLD_SEAT_PRICE, "購置", OLD_SEATS_FROM)
        yield Asset(f"ZC-2021-{serial:04}", SEATS, "家具用具", "套", *how, room.code, room.answers)


def _places(goods: Goods) -> list[tuple[str, str, int]]:
    """Room, keeper and quantity of each card of a purchase."""
    if goods.category == "桌凳":
        return [(room, ANSWERS[room], count) for room, count in new_seats().items()]
    if goods.category == "書櫃":
        return [(room.code, room.answers, 1) for room in CLASSROOMS]
    if goods.category == "電腦":
        return [(OFFICES_BY_GRADE.get(room.grade, KINDERGARTEN_OFFICE), room.answers, 1) for room in CLASSROOMS]
    rooms = PROJECTORS_IN if goods.category == "投影儀" else ("T01",) * goods.quantity
    return [(room, ANSWERS[room], 1) for room in rooms]


def _bought(goods: Goods) -> Iterator[Asset]:
    """The cards of a purchase, numbered as F12.2 says; what was bought before the first month comes in on 03-03."""
    prefix, first = goods.assets.split("~")[0].rsplit("-", 1)
    for serial, (room, keeper, count) in enumerate(_places(goods), start=int(first)):
        yield Asset(
            number=f"{prefix}-{serial:04}",
            name=goods.name,
            category=KINDS.get(goods.category, "設備"),
            unit=goods.unit,
            quantity=count,
            price=goods.price,
            obtained_by="購置",
            obtained_on=goods.accepted_on,
            room=room,
            keeper=keeper,
            voucher=goods.voucher,
            came_on=max(goods.accepted_on, day("03-03")),
        )


ASSETS = [
    *(_before(*cells) for cells in ledger(BEFORE_THE_TERM)),
    *_old_seats(),
    *(asset for goods in GOODS if goods.assets for asset in _bought(goods)),
]


def asset_rows(month: str) -> list[Row]:
    """F07.1: the whole list, in the months in which it is handed in."""
    return [asset.row(month) for asset in ASSETS] if month in LISTED_IN else []


def change_rows(month: str) -> list[Row]:
    """F07.3 of a month: what came, and the printers that were given up."""
    came = [asset for asset in ASSETS if asset.came_on is not None and month_of(asset.came_on) == month]
    gone = [asset for asset in ASSETS if asset.number == SCRAPPED and month_of(SCRAPPED_ON) == month]
    return [*(_came(asset) for asset in came), *(_gone(asset) for asset in gone)]


def _came(asset: Asset) -> Row:
    return {
        "日期": asset.came_on,
        "資產編號": asset.number,
        "變動類型": "購置增加",
        "數量": asset.quantity,
        "金額": asset.amount.quantize(CENT),
        "單據號": asset.voucher,
    }


def _gone(asset: Asset) -> Row:
    return {
        "日期": SCRAPPED_ON,
        "資產編號": asset.number,
        "變動類型": "報廢",
        "數量": asset.quantity,
        "金額": asset.amount.quantize(CENT),
        "原因": "用滿十年，主要部件已無配件",
        "審批人": HEAD,
        "審批日期": APPROVED_ON,
        "單據號": "BF-2605-01",
    }
