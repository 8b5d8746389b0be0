"""Damage that somebody answers for: the case of F08.3 and the order of F09.1 that repaired it.

F09.1 quotes the case; whoever fills F08.3 takes its cases with their orders from here, so that both sides agree.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pipeline.sample.table import day, ledger

# 賠償單號 | 維修單號 | 日期 | 班室編號 | 物品 | 數量
CASES = """
PC-2603-001 | WX-2603-008 | 03-20 | C302 | 玻璃   | 1
PC-2604-001 | WX-2604-006 | 04-17 | C501 | 課桌   | 1
PC-2606-001 | WX-2606-005 | 06-11 | C203 | 門鎖   | 1
"""


@dataclass(frozen=True)
class Case:
    """One case with its order; compensation is settled in F08.3."""

    number: str
    order: str
    happened_on: date
    room: str
    thing: str
    quantity: int


def _case(number: str, order: str, on: str, room: str, *what: str) -> Case:
    thing, quantity = what
    return Case(number, order, day(on), room, thing, int(quantity))


DAMAGES = [_case(*cells) for cells in ledger(CASES)]


def case_of(order: str) -> str | None:
    """賠償單號 of an order, where the damage was somebody's doing."""
    return next((case.number for case in DAMAGES if case.order == order), None)
