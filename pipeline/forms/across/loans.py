"""Cross-form rules that are told on F08: X-34, X-35 as far as it marks F08.3, and X-36 (domain 6)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from pipeline.checks.term import Rows
from pipeline.checks.unknown import Held, may_be_absent, may_be_hidden
from pipeline.checks.words import computed
from pipeline.form.expression import Type
from pipeline.form.rule import Flag, Missing, Rule
from pipeline.forms.elsewhere import columns_of, rows_of
from pipeline.forms.f08_goods.sheets import INTENT, Cases, Loans
from pipeline.forms.parameters import TOLERANCE

CARDS = ("F07", "固定資產台賬")
ORDERS = ("F09", "報修維修")
IN_USE = "在用"


@computed("資產卡片單價", Type.NUMBER, 2)
def PRICE_OF_CARD(rows: Rows) -> pd.Series[Any]:
    """X-34: 單價 (分) of the card that 物品 names: by its number, or by its name where the room has one such card only.

    Unknown when there is no such card, or one that may be meant is held or has not come.
    """
    found: list[Any] = [pd.NA] * len(rows)
    cards = rows_of(rows.term, *CARDS)
    if cards is None:
        return pd.Series(found, index=rows.frame.index, dtype="Int64")
    number, name, room, price = columns_of(cards, "資產編號", "資產名稱", "使用班室", "單價")
    numbers, names, rooms, prices = (*map(cards.text, (number, name, room)), cards.of(price))
    held_numbers, held_names = Held(cards, number), Held(cards, name, room)
    for at, (thing, place) in enumerate(zip(rows.text(Cases.thing), rows.text(Cases.room), strict=True)):
        if held_numbers.may_have(thing) or held_names.may_have(thing, place):
            continue
        by_number = np.flatnonzero(cards.usable & (numbers == thing))
        named = by_number if len(by_number) else np.flatnonzero(cards.usable & (names == thing) & (rooms == place))
        if len(named) == 1:
            found[at] = prices.iloc[named[0]]
    return pd.Series(found, index=rows.frame.index, dtype="Int64").mask(may_be_absent(rows, cards.sheet))


@computed("資產卡片狀態", Type.TEXT)
def STATUS_OF_CARD(rows: Rows) -> pd.Series[Any]:
    """X-36: 狀態 of the F07.1 card that is lent; unknown for a free name, and of a card held or in a list to come."""
    cards = rows_of(rows.term, *CARDS)
    known: dict[str | None, str | None] = {}
    hidden = np.zeros(len(rows), dtype=bool)
    if cards is not None:
        numbers, statuses = (cards.text(column) for column in columns_of(cards, "資產編號", "狀態"))
        known = {numbers[at]: statuses[at] for at in np.flatnonzero(cards.usable)}
        hidden = may_be_absent(rows, cards.sheet)
    lent = [None if unsure else known.get(thing) for thing, unsure in zip(rows.text(Loans.thing), hidden, strict=True)]
    return pd.Series(lent, index=rows.frame.index, dtype=object).astype("category")


@computed("維修單屬人為損壞")
def ORDER_IS_FOR_DAMAGE(rows: Rows) -> pd.Series[Any]:
    """X-35: 維修單號 is in F09.1 with 人為損壞=是; not asked of a case that an order names.

    Unknown while the order, or one that names the case, may be held or not have come.
    """
    orders = rows_of(rows.term, *ORDERS)
    if orders is None:
        return pd.Series(pd.NA, index=rows.frame.index, dtype="boolean")
    code, compensation, deliberate = columns_of(orders, "維修單號", "賠償單號", "人為損壞")
    codes, named, answers = orders.text(code), orders.text(compensation), orders.text(deliberate)
    verdicts: dict[str | None, object] = {
        codes[at]: pd.NA if answers[at] is None else answers[at] == "是" for at in np.flatnonzero(orders.usable)
    }
    pairs = zip(rows.text(Cases.code), rows.text(Cases.order), strict=True)
    asked = {case for case in named[orders.usable] if case}
    found = [pd.NA if order is None or case in asked else verdicts.get(order, False) for case, order in pairs]
    hidden = may_be_hidden(rows, Cases.order, code) | may_be_hidden(rows, Cases.code, compensation)
    ours = pd.Series(found, index=rows.frame.index, dtype="boolean")
    return ours.mask(hidden & ~np.asarray(ours.fillna(value=False), dtype=bool))


RULES: Sequence[Rule | Missing] = [
    Flag(
        "X-34",
        "照卡片單價賠償",
        must={Cases.price: (Cases.price - PRICE_OF_CARD).abs() <= TOLERANCE},
        when=Cases.nature == INTENT,
        says="有意損壞「{thing}」按單價 {price} 元賠償，固定資產台賬的單價是 {card} 元",
        shows={"card": PRICE_OF_CARD},
        fix="請按資產卡片的單價賠償；卡片有誤的請更正固定資產台賬。",
        because="E2-25",
        measure="照價賠償前先核對資產卡片的單價",
    ),
    Flag(
        "X-35",
        "賠償單與維修單相符",
        must={Cases.order: ORDER_IS_FOR_DAMAGE},
        says="維修單號「{order}」不在報修維修台賬，或那裏沒有記為人為損壞",
        fix="請核對維修單號；維修單漏填人為損壞和賠償單號的請補填。",
        because="E1-30",
        measure="人為損壞的維修單與賠償單逐張核對",
    ),
    Flag(
        "X-36",
        "在用資產方可借出",
        must={Loans.thing: STATUS_OF_CARD == IN_USE},
        when=Loans.returned_on.blank(),
        says="借出未還的「{thing}」在固定資產台賬的狀態是「{status}」",
        shows={"status": STATUS_OF_CARD},
        fix="請核對資產狀態；已歸還的請補填歸還日期。",
        because="E1-67, E2-20",
        measure="借出前核對資產狀態，台賬與借條同步更新",
    ),
]
