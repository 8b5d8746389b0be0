"""Every rule of F01, with the least change of the clean opening that breaks it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from tests.forms import planting
from tests.forms.f01.clean import BOOKS, ORDERS, TASKS
from tests.forms.f09.cases import cells
from tests.forms.f09.clean import MARCH
from tests.forms.planting import HEADING, Case, Change, Place


def task(row: int, **texts: str | None) -> Change:
    """Cells of a task."""
    return Change(MARCH, TASKS, row, cells(texts))


def book(row: int, **texts: str | None) -> Change:
    """Cells of a title."""
    return Change(MARCH, BOOKS, row, cells(texts))


CIRCUITS, WATER, CANTEEN, DOORS, TEACHING, WATER_DISPENSERS, FEES = 2, 3, 4, 5, 6, 8, 12
CHINESE, MATHEMATICS = 2, 3
one = partial(planting.one, until=MARCH)
refused = partial(planting.refused, until=MARCH)

OPEN: dict[str, str | None] = {"完成情況": "進行中", "實際完成日": None, "驗收人": None}
ORDER_OF_WATER = 5

BREACHES: Sequence[Case] = [
    one("F01-R01", "circuits after opening day", task(CIRCUITS, 實際完成日="03-03"), "實際完成日"),
    one("F01-R01", "water not done", task(WATER, **OPEN), "實際完成日"),
    one("F01-R01", "done without a day", task(WATER, 實際完成日=None), "實際完成日"),
    one("F01-R01", "a day, and not done all the same", task(WATER, 完成情況="未完成"), "實際完成日"),
    one("F01-R02", "fewer in order than checked", task(CIRCUITS, 完好或修復數量="9"), "完好或修復數量"),
    one("F01-R03", "on the first meal day", task(CANTEEN, 實際完成日="03-02", 計劃完成日="03-02"), "實際完成日"),
    one("F01-R03", "not done", task(CANTEEN, **OPEN), "實際完成日"),
    one("F01-R04", "later than planned", task(TEACHING, 實際完成日="03-23"), "實際完成日"),
    one("F01-R04", "not done, planned for the 20th", task(TEACHING, **OPEN), "實際完成日"),
    # both before opening day, and late by the plan alone
    one("F01-R04", "circuits, by plan alone", task(CIRCUITS, 實際完成日="02-26"), "實際完成日"),
    one("F01-R05", "accepts his own work", task(DOORS, 驗收人="王志遠"), "驗收人"),
    Case(
        "F01-R06",
        "no task for a category",
        [Change(MARCH, TASKS, WATER_DISPENSERS, None)],
        [Place(MARCH, TASKS, HEADING, "類別")],
        MARCH,
    ),
    one("F01-R07", "more handed out than came", book(CHINESE, 實發數量="170"), "實發數量"),
    one("F01-R08", "came after opening day", book(CHINESE, 到貨日期="03-03"), "到貨日期"),
    # 03-02 + 3 days = 03-05
    one("F01-R08", "handed out on the fourth day", book(CHINESE, 發放日期="03-06"), "發放日期"),
    one("F01-R09", "short, and nothing done", book(CHINESE, 實發數量="160"), "短缺處理"),
    one("F01-R10", "two fewer came", book(MATHEMATICS, 實到數量="166", 短缺處理="補發"), "實到數量"),
    one("X-37", "no such order", task(WATER, 維修單號="WX-2603-099"), "維修單號"),
    Case(
        "X-37",
        "the order was finished after opening day",
        [Change(MARCH, ORDERS, ORDER_OF_WATER, cells({"完成日期": "03-03", "驗收日期": "03-03"}))],
        [Place(MARCH, TASKS, WATER, "維修單號")],
        MARCH,
    ),
]

REFUSED: Sequence[Case] = [
    refused("G-21", task(CIRCUITS, 責任人=None), "責任人"),
    refused("G-22", task(CIRCUITS, 驗收人=None), "驗收人"),
    # a day that is not over yet is asked for as any other cell
    refused("G-22", task(TEACHING, 實際完成日=None, 計劃完成日="04-10"), "實際完成日"),
    refused("G-22", book(CHINESE, 到貨日期=None), "到貨日期"),
    refused("G-22", book(CHINESE, 領取人=None), "領取人"),
    refused(
        "G-22",
        book(MATHEMATICS, 實到數量="166"),
        "短缺處理",
        ("F01-R10", Place(MARCH, BOOKS, MATHEMATICS, "實到數量")),
    ),
    refused("G-13", task(CIRCUITS, 類別="水電"), "類別", ("F01-R06", Place(MARCH, TASKS, HEADING, "類別"))),
    refused("G-15", book(CHINESE, 應到數量="-1"), "應到數量"),
    refused("G-24", task(CIRCUITS, 完好或修復數量="12"), "完好或修復數量"),
    refused("G-23", task(CIRCUITS, 涉及班室="全校、C399"), "涉及班室"),
    refused("G-12", task(CIRCUITS, 責任人="某某"), "責任人"),
    refused("G-14", task(CIRCUITS, 實際完成日="04-02"), "實際完成日"),
    refused("G-18", task(WATER, 序號="1"), "序號"),
    refused("G-18", book(MATHEMATICS, 品名="語文三年級下冊"), "品名"),
]

ALLOWED: Sequence[Case] = [
    Case("", "nothing to count", [task(CIRCUITS, 應檢數量=None, 完好或修復數量=None)], until=MARCH),
    Case("", "open, planned for April", [task(TEACHING, **OPEN, 計劃完成日="04-10")], until=MARCH),
    Case("", "short, and dealt with", [book(CHINESE, 實發數量="160", 短缺處理="調劑")], until=MARCH),
    Case(
        "", "the order is not finished", [Change(MARCH, ORDERS, ORDER_OF_WATER, cells({"完成日期": None}))], until=MARCH
    ),
]
