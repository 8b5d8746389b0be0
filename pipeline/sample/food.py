"""What the canteen cooks: foods with their prices by month, and what is served on each school day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from pipeline.sample.days import SCHOOL_DAYS, days_of_week, week_of
from pipeline.sample.school import SCHOOL_MONTHS
from pipeline.sample.table import ledger, month_of

# 品名 | 食材類別 | 單位 | 供應商 | 每次用量 | 單價 3月 4月 5月 6月 7月 | 規格 | 保質天數
FOODS_BOUGHT = """
大米   | 大米   | 公斤 | 豐禾糧行       | 200 | 5.20 5.20 5.25 5.25 5.25           |         |
麵粉   | 麵粉   | 公斤 | 豐禾糧行       | 200 | 4.40 4.40 4.40 4.45 4.45           |         |
大豆油 | 食用油 | 桶   | 清源糧油店     | 4   | 215.00 215.00 218.00 218.00 218.00 | 20L/桶  | 540
食鹽   | 調味品 | 袋   | 清源糧油店     | 20  | 2.00 2.00 2.00 2.00 2.00           | 400g/袋 | 1080
醬油   | 調味品 | 桶   | 清源糧油店     | 6   | 26.00 26.00 26.50 26.50 26.50      | 5L/桶   | 720
豬肉   | 肉類   | 公斤 | 和順肉品店     | 155 | 28.50 28.20 27.80 28.00 28.00      |         |
雞肉   | 肉類   | 公斤 | 和順肉品店     | 215 | 19.80 19.80 20.00 20.20 20.20      |         |
牛肉   | 肉類   | 公斤 | 和順肉品店     | 62  | 68.00 68.00 67.50 67.00 67.00      |         |
雞蛋   | 蛋奶   | 公斤 | 晨光蛋奶站     | 130 | 9.60 9.40 9.20 9.30 9.30           |         |
豆腐   | 豆製品 | 公斤 | 晨光蛋奶站     | 120 | 4.80 4.80 4.85 4.85 4.85           |         |
白菜   | 蔬菜   | 公斤 | 綠野蔬菜合作社 | 350 | 2.80 2.60 2.50 2.40 2.40           |         |
土豆   | 蔬菜   | 公斤 | 綠野蔬菜合作社 | 280 | 3.20 3.30 3.40 3.30 3.30           |         |
胡蘿蔔 | 蔬菜   | 公斤 | 綠野蔬菜合作社 | 270 | 3.50 3.40 3.40 3.30 3.30           |         |
番茄   | 蔬菜   | 公斤 | 綠野蔬菜合作社 | 150 | 6.40 6.20 6.00 5.60 5.60           |         |
菠菜   | 蔬菜   | 公斤 | 綠野蔬菜合作社 | 230 | 4.30 4.00 3.80 3.90 3.90           |         |
黃瓜   | 蔬菜   | 公斤 | 綠野蔬菜合作社 | 180 | 5.60 5.20 4.80 4.60 4.60           |         |
芹菜   | 蔬菜   | 公斤 | 綠野蔬菜合作社 | 220 | 4.40 4.20 4.20 4.00 4.00           |         |
青椒   | 蔬菜   | 公斤 | 綠野蔬菜合作社 | 150 | 6.80 6.40 6.00 5.80 5.80           |         |
蘋果   | 水果   | 公斤 | 果香水果行     | 250 | 7.60 7.60 7.80 7.80 7.80           |         |
香蕉   | 水果   | 公斤 | 果香水果行     | 270 | 6.80 6.90 6.80 6.60 6.60           |         |
"""


@dataclass(frozen=True)
class Food:
    """One food; `portion` is what a day takes of it, `keeps` its shelf life in days when it is packaged."""

    name: str
    kind: str
    unit: str
    supplier: str
    portion: int
    prices: dict[str, Decimal]
    specification: str
    keeps: int | None


def _food(name: str, kind: str, unit: str, supplier: str, *rest: str) -> Food:
    portion, prices, specification, keeps = rest
    by_month = dict(zip(SCHOOL_MONTHS, map(Decimal, prices.split()), strict=True))
    return Food(name, kind, unit, supplier, int(portion), by_month, specification, int(keeps) if keeps else None)


FOODS = {cells[0]: _food(*cells) for cells in ledger(FOODS_BOUGHT)}

VEGETABLES = [food.name for food in FOODS.values() if food.kind == "蔬菜"]
MEAT_BY_WEEKDAY = ("豬肉", "雞肉", "豬肉", "牛肉", "豬肉", "雞肉")
SECOND_VEGETABLE = 3
"""So many places after the first one, round the list."""

STOCKED = ("大米", "麵粉", "大豆油", "食鹽", "醬油", "雞蛋")
"""Kept in the storeroom; everything else is cooked on the day it comes."""

MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY = range(5)
EGG_DAYS = OIL_DAYS = {MONDAY, WEDNESDAY, FRIDAY}
TOFU_DAYS = {TUESDAY, THURSDAY}


def servings(when: date) -> list[tuple[str, str]]:
    """(餐次, 品名) of a school day."""
    breakfast = "雞蛋" if when.weekday() in EGG_DAYS else "麵粉"
    first, second = vegetables(when)
    dishes = [("早", breakfast), ("午", "大米"), ("午", MEAT_BY_WEEKDAY[when.weekday()]), ("午", first), ("晚", second)]
    if when.weekday() in TOFU_DAYS:
        dishes.append(("晚", "豆腐"))
    if is_fruit_day(when):
        dishes.append(("午", fruit(when)))
    if when.weekday() in OIL_DAYS:
        dishes.append(("午", "大豆油"))
    if opens_week(when):
        dishes += [("午", "食鹽"), ("晚", "醬油")]
    return dishes


def vegetables(when: date) -> tuple[str, str]:
    """The two vegetables of the day; the list is gone through day by day."""
    place = SCHOOL_DAYS.index(when)
    return VEGETABLES[place % len(VEGETABLES)], VEGETABLES[(place + SECOND_VEGETABLE) % len(VEGETABLES)]


def fruit(when: date) -> str:
    """Apples and bananas take turns."""
    return "蘋果" if week_of(when) % 2 else "香蕉"


def is_fruit_day(when: date) -> bool:
    """Wednesdays, and the last school day of each week."""
    return when.weekday() == WEDNESDAY or when == days_of_week(week_of(when))[-1]


def opens_week(when: date) -> bool:
    """The first school day of its week."""
    return when == days_of_week(week_of(when))[0]


def price(name: str, when: date) -> Decimal:
    """The price of the month."""
    return FOODS[name].prices[month_of(when)]


def comes_on(name: str, when: date) -> bool:
    """A stocked food is delivered on that day."""
    week = week_of(when)
    if name == "雞蛋":
        return opens_week(when) or when.weekday() == THURSDAY
    every = {"大豆油": 2, "食鹽": 4, "醬油": 4}.get(name, 1)
    return opens_week(when) and week % every == 1 % every


def use_until_next(name: str, when: date) -> int:
    """What the kitchen takes of a stocked food from a delivery day up to the day before the next one."""
    starts = [each for each in SCHOOL_DAYS if each >= when and comes_on(name, each)]
    ends = dict(pairwise(starts)).get(when)
    days = [each for each in SCHOOL_DAYS if each >= when and (ends is None or each < ends)]
    return sum(FOODS[name].portion for each in days for _, served in servings(each) if served == name)
