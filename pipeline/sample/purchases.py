"""What the school bought and had done, line by line, and the voucher that pays for each line.

The vouchers of F05.4 take their amounts from here; the ledgers of goods, stock, repairs, buses and works (F12.2, F08.1,
F09.1, F11.4, F12.1) quote the same lines, so both sides agree by construction.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol

from pipeline.sample.table import day, ledger

# 添置單號 | 驗收日期 | 品名 | 類別 | 數量 單位 | 單價 | 使用對象 | 供應商 | 資產編號 | 憑證號
GOODS_BOUGHT = """
TZ-2602-001 | 02-20 | 學生課桌凳 | 桌凳 | 610 套 | 168.00 | 全校各班 | 示例教具廠 | ZC-2026-0101~0120 | ZC-2602-009
TZ-2602-002 | 02-12 | 蒸飯櫃 | 廚房設備 | 2 台 | 6400.00 | 學生食堂 | 潤廚設備公司 | ZC-2026-0121~0122 | ZC-2602-006
TZ-2603-001 | 03-06 | 台式電腦 | 電腦 | 20 台 | 3980.00 | 各年級班主任 | 明達電腦 | ZC-2026-0123~0142 | ZC-2603-003
TZ-2603-002 | 03-11 | 科學實驗材料 | 教學儀器 | 36 套 | 90.00 | 科學實驗室 | 示例教具廠 | | ZC-2603-004
TZ-2603-003 | 03-13 | 班級書櫃 | 書櫃 | 20 個 | 380.00 | 全校各班 | 示例教具廠 | ZC-2026-0143~0162 | ZC-2603-007
TZ-2603-004 | 03-20 | 多功能投影儀 | 投影儀 | 4 台 | 5200.00 | 一年級教改 | 明達電腦 | ZC-2026-0163~0166 | ZC-2603-012
TZ-2603-005 | 03-24 | 建構區玩具 | 幼兒園用品玩具 | 386 套 | 100.00 | 幼兒園 | 童樂教玩具公司 | | ZC-2603-013
TZ-2604-001 | 04-10 | 獨輪車 | 體育器材 | 40 輛 | 165.00 | 獨輪車隊 | 健將體育用品店 | | ZC-2604-005
TZ-2604-002 | 04-21 | 角色區玩具 | 幼兒園用品玩具 | 350 套 | 100.00 | 幼兒園 | 童樂教玩具公司 | | ZC-2604-012
TZ-2605-001 | 05-11 | 表演服裝 | 服裝 | 40 套 | 95.00 | 獨輪車隊 | 健將體育用品店 | | ZC-2605-002
TZ-2605-002 | 05-13 | 數學學具 | 教學儀器 | 120 套 | 18.00 | 低年級各班 | 示例教具廠 | | ZC-2605-004
TZ-2605-003 | 05-19 | 戶外活動玩具 | 幼兒園用品玩具 | 300 套 | 100.00 | 幼兒園 | 童樂教玩具公司 | | ZC-2605-007
"""

HOW_GOODS_ARE_BOUGHT = "詢價"
BACKGROUNDS = {"幼兒園用品玩具": "省優園驗收"}

# 憑證號 | 品名 | 數量 單位 | 單價
STATIONERY_BOUGHT = """
ZC-2603-001 | 粉筆     | 100 盒 | 3.50
ZC-2603-001 | A4複印紙 | 30 包  | 22.00
ZC-2603-001 | 備課本   | 90 本  | 5.00
ZC-2603-008 | 硒鼓     | 2 個   | 245.00
ZC-2604-006 | 粉筆     | 80 盒  | 3.50
ZC-2604-006 | 簽字筆   | 200 支 | 1.20
ZC-2605-003 | A4複印紙 | 40 包  | 22.00
ZC-2606-009 | 檔案盒   | 60 個  | 8.00
ZC-2606-009 | 備課本   | 30 本  | 5.00
"""

# 憑證號 | 日期 | 車牌號 | 類別 | 里程表 | 金額
BUS_COSTS = """
ZC-2603-009 | 03-18 | 示A·12345 | 保養 | 48210 | 680.00
ZC-2603-014 | 03-27 | 示A·12345 | 加油 | 48690 | 1860.00
ZC-2603-014 | 03-27 | 示A·23456 | 加油 | 36120 | 1790.00
ZC-2604-015 | 04-28 | 示A·12345 | 加油 | 49920 | 1795.00
ZC-2604-015 | 04-28 | 示A·23456 | 加油 | 37310 | 1740.00
ZC-2605-009 | 05-27 | 示A·12345 | 加油 | 51050 | 1650.00
ZC-2605-009 | 05-27 | 示A·23456 | 加油 | 38390 | 1610.00
ZC-2606-011 | 06-26 | 示A·12345 | 加油 | 52290 | 1805.00
ZC-2606-011 | 06-26 | 示A·23456 | 加油 | 39600 | 1770.00
"""

# 憑證號 | 項目編號 | 金額
PAYMENTS_FOR_WORKS = """
ZC-2601-023 | GC-26-07 | 20000.00
ZC-2602-007 | GC-26-08 | 6800.00
ZC-2602-010 | GC-26-07 | 46000.00
ZC-2604-007 | GC-26-05 | 120000.00
ZC-2604-013 | GC-26-03 | 9450.00
ZC-2605-001 | GC-26-04 | 18000.00
ZC-2605-011 | GC-26-04 | 28000.00
ZC-2606-004 | GC-26-05 | 160000.00
"""

# 憑證號 | 維修單號 | 班室編號 | 類別 | 材料費 | 人工費
REPAIRS_OUTSIDE = """
ZC-2602-003 | WX-2602-001 | G01 | 門窗     | 960.00  | 600.00
ZC-2602-003 | WX-2602-002 | G01 | 玻璃     | 700.00  | 200.00
ZC-2602-008 | WX-2602-003 | T01 | 房屋屋面 | 2880.00 | 1500.00
"""


class Paid(Protocol):
    """Anything that a voucher pays for."""

    @property
    def voucher(self) -> str:
        """憑證號."""

    @property
    def amount(self) -> Decimal:
        """Its share of 發票金額."""


@dataclass(frozen=True)
class Goods:
    """A line of F12.2; `assets` are the numbers of its F07.1 cards."""

    number: str
    accepted_on: date
    name: str
    category: str
    quantity: int
    unit: str
    price: Decimal
    meant_for: str
    supplier: str
    assets: str
    voucher: str

    @property
    def amount(self) -> Decimal:
        """金額."""
        return self.quantity * self.price

    @property
    def fixed_asset(self) -> str:
        """是否固定資產."""
        return "是" if self.assets else "否-低值易耗"

    @property
    def background(self) -> str | None:
        """用途背景."""
        return BACKGROUNDS.get(self.category)


@dataclass(frozen=True)
class Stationery:
    """A line of office goods, put into the store by F08.1."""

    voucher: str
    name: str
    quantity: int
    unit: str
    price: Decimal

    @property
    def amount(self) -> Decimal:
        """數量 × 單價."""
        return self.quantity * self.price


@dataclass(frozen=True)
class BusCost:
    """A line of F11.4."""

    voucher: str
    spent_on: date
    plate: str
    kind: str
    odometer: int
    amount: Decimal


@dataclass(frozen=True)
class WorksPayment:
    """A payment for a project of F12.1."""

    voucher: str
    project: str
    amount: Decimal


@dataclass(frozen=True)
class OutsideRepair:
    """The money of an order of F09.1 that a firm carried out."""

    voucher: str
    order: str
    room: str
    kind: str
    material: Decimal
    labour: Decimal

    @property
    def amount(self) -> Decimal:
        """合計費用."""
        return self.material + self.labour


def _goods(number: str, accepted_on: str, name: str, category: str, *rest: str) -> Goods:
    quantity, price, *purpose = rest
    count, unit = quantity.split()
    return Goods(number, day(accepted_on), name, category, int(count), unit, Decimal(price), *purpose)


def _stationery(voucher: str, name: str, quantity: str, price: str) -> Stationery:
    count, unit = quantity.split()
    return Stationery(voucher, name, int(count), unit, Decimal(price))


def _bus_cost(voucher: str, spent_on: str, plate: str, kind: str, *figures: str) -> BusCost:
    odometer, amount = figures
    return BusCost(voucher, day(spent_on), plate, kind, int(odometer), Decimal(amount))


def _repair(voucher: str, order: str, room: str, kind: str, *costs: str) -> OutsideRepair:
    material, labour = map(Decimal, costs)
    return OutsideRepair(voucher, order, room, kind, material, labour)


GOODS = [_goods(*cells) for cells in ledger(GOODS_BOUGHT)]
STATIONERY = [_stationery(*cells) for cells in ledger(STATIONERY_BOUGHT)]
BUS = [_bus_cost(*cells) for cells in ledger(BUS_COSTS)]
WORKS = [WorksPayment(voucher, project, Decimal(amount)) for voucher, project, amount in ledger(PAYMENTS_FOR_WORKS)]
REPAIRS = [_repair(*cells) for cells in ledger(REPAIRS_OUTSIDE)]


def amounts_by_voucher() -> dict[str, Decimal]:
    """What each voucher pays for, added up."""
    amounts: defaultdict[str, Decimal] = defaultdict(Decimal)
    lines: list[Paid] = [*GOODS, *STATIONERY, *BUS, *WORKS, *REPAIRS]
    for line in lines:
        amounts[line.voucher] += line.amount
    return dict(amounts)


def project_of(voucher: str) -> str | None:
    """項目編號 that the voucher pays for."""
    return next((payment.project for payment in WORKS if payment.voucher == voucher), None)


def document_of(voucher: str) -> str | None:
    """關聯單號: the first line of F12.2 or order of F09.1 behind the voucher."""
    documents = [(each.voucher, each.number) for each in GOODS] + [(each.voucher, each.order) for each in REPAIRS]
    return next((number for paying, number in documents if paying == voucher), None)
