"""F08 of the five school months; F08.1: office goods, put in store by the vouchers that paid for them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from pipeline.form.filled import Filled
from pipeline.sample.compensation import compensation_rows
from pipeline.sample.covers import cover
from pipeline.sample.lending import loan_rows
from pipeline.sample.people import PROPERTY_KEEPER
from pipeline.sample.purchases import STATIONERY
from pipeline.sample.school import OPENING_DAY, SCHOOL_MONTHS
from pipeline.sample.spending import vouchers
from pipeline.sample.table import CENT, Row, day, ledger, month_of, typed

# 品名 | 數量 單位 | 單價: what the store had on opening day
IN_STORE = """
粉筆     | 40 盒 | 3.50
A4複印紙 | 10 包 | 22.00
簽字筆   | 60 支 | 1.20
備課本   | 20 本 | 5.00
"""

# 日期 | 類型 | 品名 | 數量 單位 | 領用人 | 領用部門
TAKEN = """
03-06 | 領用 | 粉筆     | 2 盒   | 周雨晴 | C302
03-06 | 領用 | 粉筆     | 4 盒   | 宋佳欣 | C101
03-09 | 領用 | 備課本   | 60 本  | 薛文靜 | B08
03-10 | 領用 | A4複印紙 | 12 包  | 許靜怡 | 教務處
03-18 | 領用 | 硒鼓     | 1 個   | 許靜怡 | 教務處
03-18 | 領用 | 硒鼓     | 1 個   | 唐曉燕 | 德育處
03-24 | 領用 | 粉筆     | 10 盒  | 金浩然 | B06
03-24 | 領用 | 粉筆     | 10 盒  | 侯俊   | B07
04-08 | 領用 | A4複印紙 | 10 包  | 范小雲 | 財務室
04-14 | 領用 | 簽字筆   | 80 支  | 羅文斌 | 教務處
04-15 | 領用 | 粉筆     | 12 盒  | 薛文靜 | B08
04-16 | 退回 | 簽字筆   | 10 支  | 羅文斌 | 教務處
04-22 | 領用 | 粉筆     | 10 盒  | 段海波 | B09
05-13 | 領用 | A4複印紙 | 20 包  | 許靜怡 | 教務處
05-14 | 領用 | 粉筆     | 10 盒  | 金浩然 | B06
05-20 | 領用 | 簽字筆   | 60 支  | 唐曉燕 | 德育處
05-26 | 報損 | 粉筆     | 5 盒   |        |
06-16 | 領用 | 檔案盒   | 20 個  | 羅文斌 | 教務處
06-16 | 領用 | 檔案盒   | 10 個  | 范小雲 | 財務室
06-17 | 領用 | 備課本   | 40 本  | 鍾秀蘭 | B10
06-23 | 領用 | A4複印紙 | 15 包  | 唐曉燕 | 德育處
07-01 | 領用 | 粉筆     | 6 盒   | 侯俊   | B07
07-02 | 領用 | 檔案盒   | 15 個  | 何靜   | 總務處
"""


def movement_rows(month: str) -> list[Row]:
    """F08.1 of a month, in order of day."""
    every = [*_in_store(), *_bought(), *_taken()]
    in_order = sorted(every, key=lambda pair: pair[0])
    return [row for on, row in in_order if month_of(on) == month]


Dated = tuple[date, Row]


def _movement(on: date, kind: str, item: str, quantity: str, **more: object) -> Dated:
    count, unit = quantity.split()
    row: Row = {"日期": on, "類型": kind, "品名": item, "單位": unit, "數量": int(count), "經辦人": PROPERTY_KEEPER}
    return on, typed(row | more)  # type: ignore[arg-type]  # cells by column title


def _in_store() -> list[Dated]:
    return [
        _movement(OPENING_DAY, "期初", item, quantity, 單價=Decimal(price))
        for item, quantity, price in ledger(IN_STORE)
    ]


def _bought() -> list[Dated]:
    bought_on = {each.number: each.bought_on for each in vouchers()}
    return [
        _movement(
            bought_on[line.voucher],
            "入庫",
            line.name,
            f"{line.quantity} {line.unit}",
            單價=line.price.quantize(CENT),
            憑證號=line.voucher,
        )
        for line in STATIONERY
    ]


def _taken() -> list[Dated]:
    return [
        _movement(day(on), kind, item, quantity, 領用人=receiver, 領用部門=department)
        for on, kind, item, quantity, receiver, department in ledger(TAKEN)
    ]


def goods_workbooks() -> list[Filled]:
    """One workbook a month."""
    return [
        Filled(
            form="F08",
            cover=cover("F08", month),
            sheets={
                "物品出入庫": movement_rows(month),
                "借出歸還": loan_rows(month),
                "損壞賠償": compensation_rows(month),
            },
        )
        for month in SCHOOL_MONTHS
    ]
