"""What pupils pay: four published items and their collection, class by class (F05.1, F05.2)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache

from pipeline.sample.people import BOOKKEEPER, CASHIER
from pipeline.sample.rooms import CLASSROOMS, Room
from pipeline.sample.table import Row, day, ledger

# 項目代碼 | 項目名稱 | 收費性質 | 文件依據 | 標準 | 適用年級 | 自願項目
ITEMS_PUBLISHED = """
SF01 | 幼兒園保教費 | 其他規定收費 | 示例價字〔2024〕8號  | 1200.00 | 幼兒中班、幼兒大班   | 否
SF02 | 作業本費     | 代收費       | 示例價字〔2025〕1號  | 25.00   | 三、四               | 是
SF03 | 課後服務費   | 服務性收費   | 示例價字〔2025〕12號 | 150.00  | 一、二、三、四、五、六 | 是
SF04 | 伙食費       | 伙食費       | 示例價字〔2025〕15號 | 258.00  | 全部                 | 是
"""
PUBLISHED_ON = day("02-20")

WORKBOOKS, AFTER_SCHOOL, MEALS = "SF02", "SF03", "SF04"
SETTLED_AT_TERM_END = (WORKBOOKS, MEALS)
"""Collected in advance for others (代收費, 伙食費)."""

# 項目代碼 | 收費日期 | 解交日期 | 繳款單號
COLLECTIONS = """
SF02 | 03-03 | 03-04 | JK-2603-01
SF01 | 03-04 | 03-06 | JK-2603-02
SF04 | 03-05 | 03-06 | JK-2603-03
SF03 | 03-10 | 03-12 | JK-2603-04
SF04 | 04-01 | 04-02 | JK-2604-01
SF04 | 05-06 | 05-07 | JK-2605-01
SF04 | 06-01 | 06-03 | JK-2606-01
"""

OVERCHARGED = {("C302", WORKBOOKS): Decimal("27.00")}
"""Classes that typed and collected another 標準 than the published one."""

WORKBOOKS_EXEMPT = {"C301": 1, "C302": 2, "C303": 1, "C401": 2, "C403": 1}
WORKBOOKS_NOT_TAKEN = {"C403": 1}
WORKBOOK_PRICE = Decimal("23.50")
"""What the bookshop charged a pupil in the end."""


@dataclass(frozen=True)
class Item:
    """A row of F05.1."""

    code: str
    name: str
    nature: str
    document: str
    standard: Decimal
    grades: str
    voluntary: str

    def applies_to(self, room: Room) -> bool:
        """適用年級 covers the class."""
        return self.grades == "全部" or room.grade in self.grades.split("、")

    def row(self) -> Row:
        """The row of F05.1."""
        return {
            "項目代碼": self.code,
            "項目名稱": self.name,
            "收費性質": self.nature,
            "文件依據": self.document,
            "標準": self.standard,
            "適用年級": self.grades,
            "自願項目": self.voluntary,
            "公示日期": PUBLISHED_ON,
            "公示方式": "多種",
        }


@dataclass(frozen=True)
class Collection:
    """What one class paid of one item on one day, and its deposit."""

    item: str
    room: str
    standard: Decimal
    asked: int
    exempt: int
    payers: int
    first_receipt: int
    collected_on: date
    deposited_on: date
    slip: str

    @property
    def collected(self) -> Decimal:
        """實收金額."""
        return self.standard * self.payers

    def row(self) -> Row:
        """The row of F05.2."""
        return {
            "收費日期": self.collected_on,
            "班室編號": self.room,
            "項目代碼": self.item,
            "標準": self.standard,
            "應收人數": self.asked,
            "減免人數": self.exempt,
            "實收人數": self.payers,
            "實收金額": self.collected,
            "收款票據號": f"{self.first_receipt:04d}-{self.first_receipt + self.payers - 1:04d}",
            "收款人": CASHIER if self.item == MEALS else BOOKKEEPER,
            "解交日期": self.deposited_on,
            "解交金額": self.collected,
            "繳款單號": self.slip,
        }


def _item(code: str, name: str, nature: str, document: str, standard: str, *rest: str) -> Item:
    return Item(code, name, nature, document, Decimal(standard), *rest)


ITEMS = {cells[0]: _item(*cells) for cells in ledger(ITEMS_PUBLISHED)}


@cache
def collections() -> tuple[Collection, ...]:
    """All of the term; receipts are numbered without a gap."""
    collected: list[Collection] = []
    receipt = 1
    for code, collected_on, deposited_on, slip in ledger(COLLECTIONS):
        for room, (asked, exempt, payers) in _heads(ITEMS[code]):
            standard = OVERCHARGED.get((room.code, code), ITEMS[code].standard)
            when = day(collected_on), day(deposited_on)
            collected.append(Collection(code, room.code, standard, asked, exempt, payers, receipt, *when, slip))
            receipt += payers
    return tuple(collected)


def _heads(item: Item) -> Iterator[tuple[Room, tuple[int, int, int]]]:
    """(應收, 減免, 實收人數) of each class that the item applies to."""
    for place, room in enumerate(CLASSROOMS):
        if item.applies_to(room):
            asked, exempt, away = _asked(item, room, place)
            yield room, (asked, exempt, asked - exempt - away)


def _asked(item: Item, room: Room, place: int) -> tuple[int, int, int]:
    """(應收, 減免, not taken up): nobody is made to buy a voluntary item."""
    pupils = room.pupils or 0
    if item.code == WORKBOOKS:
        return pupils, WORKBOOKS_EXEMPT.get(room.code, 0), WORKBOOKS_NOT_TAKEN.get(room.code, 0)
    if item.code == AFTER_SCHOOL:
        return pupils - 1 - place * 5 % 6, int(place % 4 == 0), int(place % 6 == 5)
    if item.code == MEALS:
        return pupils, int(place % 5 == 0), int(place % 3 == 1)
    return pupils, place % 2, 0


def workbook_cost() -> Decimal:
    """What the bookshop was paid for the exercise books of SF02."""
    return WORKBOOK_PRICE * sum(each.payers for each in collections() if each.item == WORKBOOKS)
