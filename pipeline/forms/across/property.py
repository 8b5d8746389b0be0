"""Cross-form rules around property, as far as they mark F05 or F07: X-17, X-29 to X-33 (domain 6)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd

from pipeline.checks.mask import by_value, members
from pipeline.checks.receipts import due_months
from pipeline.checks.services import month_of
from pipeline.checks.term import Rows, Term
from pipeline.checks.unknown import may_be_hidden
from pipeline.checks.words import at_term_end, computed, total
from pipeline.finding import Effect
from pipeline.form.column import Column
from pipeline.form.expression import Type
from pipeline.form.rule import Flag, Missing, Rule
from pipeline.forms.elsewhere import columns_of, rows_of
from pipeline.forms.f00_base.sheets import Rooms
from pipeline.forms.f05_finance.sheets import Vouchers
from pipeline.forms.f07_property.ledger import disagreements, gaps, in_force, is_known, lists
from pipeline.forms.f07_property.sheets import (
    GIVEN_NEW,
    IN_USE,
    REGISTERED_KINDS,
    Assets,
    Changes,
    RoomGoods,
    registration_months,
)
from pipeline.forms.parameters import TOLERANCE
from pipeline.intake.script import fold

OFFICE_SPENDING, PUT_INTO_STORE = "辦公費", "入庫"
REGISTERED_THINGS = "登記物品"
"""The list of F00.6 that names, by 資產名稱, the things of F07.2 that are on asset cards too."""
GIFTS_IN_KIND = ("實物", "工程")
DOCUMENTS = (("F08", "損壞賠償", "賠償單號"), ("F09", "報修維修", "維修單號"))
"""Where 處理單號 may lead besides F07.3: form, sheet, number."""

Asked = Callable[[str], object]
"""True, False or unknown of a number."""


@computed("物品出入庫有入庫記錄")
def IS_IN_STORE(rows: Rows) -> pd.Series[Any]:
    """X-17: a F08.1 入庫 row quotes the 憑證號; unknown where that row may be held, or has not come."""
    codes, store = rows.of(Vouchers.code), rows_of(rows.term, "F08", "物品出入庫")
    if store is None:
        return by_value(codes, lambda _: pd.NA)
    kind, voucher = columns_of(store, "類型", "憑證號")
    put_in = set(store.text(voucher)[store.usable & (store.text(kind) == PUT_INTO_STORE)])
    quoted = by_value(codes, put_in.__contains__)
    return quoted.mask(~quoted.fillna(value=True) & may_be_hidden(rows, Vouchers.code, voucher))


def unbalanced_categories(term: Term) -> Mapping[int, Sequence[str]]:
    """X-29: what disagrees at the end of the last month handed in."""
    received = [month for month in term.received.get(Assets.form, ()) if month in term.months]
    if not received or not lists(term) or not is_known(term, max(received)):
        return {}
    found = disagreements(term, max(received))
    return {max(received): found} if found else {}


ROOM_KIND = Assets.room.lookup(Rooms.code, Rooms.category)


@computed("該室有班室登記")
def ROOM_IS_REGISTERED(rows: Rows) -> pd.Series[Any]:
    """X-30: F07.2 has rows of the room; unknown where one may be hidden in a held row or a month not received."""
    goods = rows.term.rows(RoomGoods)
    rooms = set(goods.text(RoomGoods.room))
    hidden = None in rooms or bool(registration_months(rows.term) & {*gaps(rows.term)})
    return by_value(rows.of(Assets.room), lambda room: True if room in rooms else pd.NA if hidden else False)


def labels_by_thing(term: Term) -> Mapping[str, set[str]]:
    """資產名稱 of the cards that hold each thing of F07.2."""
    found: dict[str, set[str]] = defaultdict(set)
    for label, thing in term.base.entries.get(REGISTERED_THINGS, ()):
        found[thing].add(fold(label))
    return found


def month_in_force(term: Term, month: int) -> int:
    """The month whose lists a registration is compared with: the first one of the term where none had come by then."""
    return max(month, min((filed for _, filed in lists(term)), default=month))


def may_have_changed(term: Term, month: int) -> bool:
    """Between the newest list in force and that month lies one that has not come."""
    newest = max((filed for _, filed in lists(term) if filed <= month), default=month)
    return any(newest < gap <= month for gap in gaps(term))


def on_cards(rows: Rows, months: Sequence[int]) -> list[object]:
    """Σ 數量 of the cards of each row's room and thing, by the lists of a month; NA where it is not known or asked."""
    term, things, held = rows.term, labels_by_thing(rows.term), held_cards(rows.term)
    sums = {month: sums_by_room(term, month) for month in set(months)}
    unsure = {month for month in set(months) if may_have_changed(term, month)}

    def counted(month: int, room: str | None, thing: str | None) -> object:
        labels = things.get(thing or "", set())
        hidden = any({(room, one), (room, None), (None, one), (None, None)} & held for one in labels)
        if room is None or not labels or not lists(term) or hidden or month in unsure:
            return pd.NA
        return sum(sums[month].get((room, one), 0) for one in labels)

    asked = zip(months, rows.text(RoomGoods.room), rows.text(RoomGoods.thing), strict=True)
    return [counted(*one) for one in asked]


def sums_by_room(term: Term, month: int) -> Mapping[tuple[str, str], int]:
    """Σ 數量 of the cards in force in a month, by room and 資產名稱."""
    sums: dict[tuple[str, str], int] = defaultdict(int)
    for card in in_force(term, month):
        if card.is_there:
            sums[card.room, fold(card.label)] += card.quantity
    return sums


def held_cards(term: Term) -> set[tuple[str | None, str | None]]:
    """Room and 資產名稱 of the cards that are held."""
    rows = term.rows(Assets)
    pairs = zip(rows.text(Assets.room)[~rows.usable], rows.text(Assets.label)[~rows.usable], strict=True)
    return {(room, None if label is None else fold(label)) for room, label in pairs}


@computed("期初時卡片數量合計", Type.NUMBER)
def ON_CARDS_AT_FIRST(rows: Rows) -> pd.Series[Any]:
    """X-31: by the list that held in the month of 期初登記日期."""
    days = rows.of(RoomGoods.registered_on).fillna(rows.term.start)
    months = [month_in_force(rows.term, month_of(int(day))) for day in days]
    return pd.Series(on_cards(rows, months), index=rows.frame.index, dtype="Int64")


@computed("期末時卡片數量合計", Type.NUMBER)
def ON_CARDS_AT_LAST(rows: Rows) -> pd.Series[Any]:
    """X-31: by the newest list."""
    months = [month_in_force(rows.term, rows.term.months[-1])] * len(rows)
    return pd.Series(on_cards(rows, months), index=rows.frame.index, dtype="Int64")


@computed("處理單號有着落")
def LEADS_SOMEWHERE(rows: Rows) -> pd.Series[Any]:
    """X-32: each number is in F08.3, F09.1 or F07.3; unknown where it may be in a row or month that is not known."""
    term, moved = rows.term, rows.term.rows(Changes)
    sources: list[tuple[Rows, Column]] = [(moved, Changes.number_of_card), (moved, Changes.document)]
    complete = not gaps(term)
    for form, title, number in DOCUMENTS:
        there = rows_of(term, form, title)
        complete = complete and there is not None and not _absent(term, form)
        sources += [] if there is None else [(there, column) for column in columns_of(there, number)]
    known = {number for there, column in sources for number in there.text(column)[there.usable]}
    held = {number for there, column in sources for number in there.text(column)[~there.usable]}

    def is_there(joined: str) -> object:
        lost = set(members(joined)) - known
        return True if not lost else pd.NA if not complete or (lost | {None}) & held else False

    return by_value(rows.of(RoomGoods.documents), is_there)


def _absent(term: Term, form: str) -> bool:
    """A month in which the form is due has not come."""
    due = due_months(term.registry.form(form), term)
    return not set(due) <= term.received.get(form, frozenset())


@computed("處理單號未被別行引用")
def QUOTED_ONCE(rows: Rows) -> pd.Series[Any]:
    """X-32: no row above quotes one of the numbers."""
    seen: set[str] = set()
    found: list[object] = []
    for usable, joined in zip(rows.usable, rows.text(RoomGoods.documents), strict=True):
        numbers = set(members(joined)) if joined is not None and usable else set()
        found.append(not numbers & seen if numbers else pd.NA)
        seen |= numbers
    return pd.Series(found, index=rows.frame.index, dtype="boolean")


def gift_values(term: Term) -> Mapping[str, object] | None:
    """估值 in 分 of each gift in kind, by 捐贈編號; NA for a held one. None while F12.3 cannot be relied on."""
    gifts = rows_of(term, "F12", "捐贈")
    if gifts is None:
        return None
    number, form, value = columns_of(gifts, "捐贈編號", "捐贈形式", "估值")
    numbers, forms, values = gifts.text(number), gifts.text(form), gifts.numbers(value)
    return {
        numbers[at]: int(values[at]) if gifts.usable[at] else pd.NA
        for at in range(len(gifts))
        if numbers[at] is not None and (forms[at] in GIFTS_IN_KIND or not gifts.usable[at])
    }


@computed("捐贈台賬的估值", Type.NUMBER, 2)
def VALUE_OF_GIFT(rows: Rows) -> pd.Series[Any]:
    """X-33: 估值 of the gift that 單據號 names; unknown where there is none."""
    values = gift_values(rows.term) or {}
    found = [values.get(number, pd.NA) for number in rows.text(Changes.document)]
    return pd.Series(found, index=rows.frame.index, dtype="Int64")


@computed("是實物或工程的捐贈編號")
def IS_GIFT_IN_KIND(rows: Rows) -> pd.Series[Any]:
    """X-33: 單據號 is the 捐贈編號 of a gift in kind; unknown without F12.3."""
    values = gift_values(rows.term)
    return by_value(rows.of(Changes.document), lambda one: pd.NA if values is None else one in values)


GIVEN_ON_PAPER = total(Changes.amount, by=[Changes.document], where=Changes.change == GIVEN_NEW)

RULES: Sequence[Rule | Missing] = [
    Flag(
        "X-17",
        "辦公用品購入即入庫",
        must={Vouchers.goods: IS_IN_STORE},
        when=(Vouchers.category == OFFICE_SPENDING) & (Vouchers.goods == "是"),
        says="{code} 是實物的辦公費，物品出入庫沒有引用這張憑證的入庫記錄",
        fix="請在物品出入庫補記入庫，並填憑證號。",
        because="E1-64",
        measure="辦公用品先入庫登記，再憑入庫報支",
    ),
    Missing(
        id="X-29",
        name="資產增減與台賬相符",
        effect=Effect.FLAG,
        at=Assets.category,
        find=unbalanced_categories,
        says="按期初和增減推算的件數、原值與台賬不符：{missing}",
        fix="請核對：漏記的增減補記，已處置的卡片改狀態。",
        because=("E2-26",),
        measure="資產有增減當月登記，並同時更新台賬",
    ),
    Flag(
        "X-30",
        "有資產的班室都有登記",
        must={Assets.room: ROOM_IS_REGISTERED},
        when=(Assets.status == IN_USE) & ~ROOM_KIND.among(*REGISTERED_KINDS) & at_term_end(),
        first_of=(Assets.room,),
        says="{room} 有在用的資產（{number_of_card} {label}），班室登記復查卻沒有這一室",
        fix="請補登記並復查；資產已移走的請更正使用班室。",
        because="R31 E2-20",
        measure="凡有資產的處所都登記、復查",
    ),
    Flag(
        "X-31",
        "班室數量與資產卡片相符",
        must={
            RoomGoods.first_quantity: at_term_end() | (RoomGoods.first_quantity == ON_CARDS_AT_FIRST),
            RoomGoods.last_quantity: ~at_term_end() | (RoomGoods.last_quantity == ON_CARDS_AT_LAST),
        },
        says="{room} {thing} 期初 {first_quantity}、期末「{last_quantity}」，資產卡片期初合計 {first}、現合計 {last}",
        shows={"first": ON_CARDS_AT_FIRST, "last": ON_CARDS_AT_LAST},
        fix="請清點實物，更正登記的數量或資產卡片。",
        because="E2-18 E2-49",
        measure="賬、卡、物逐室核對",
    ),
    Flag(
        "X-32",
        "處理單號有着落",
        must={RoomGoods.documents: LEADS_SOMEWHERE & QUOTED_ONCE},
        says="處理單號「{documents}」不在損壞賠償、報修維修或資產增減，或已由另一行引用",
        fix="請核對單號；一個單號只說明一行的短缺或損壞。",
        because="E1-66 E2-20 E2-23",
        measure="短缺、損壞逐件開單，一單只抵一件",
    ),
    Flag(
        "X-33",
        "受贈資產與捐贈相符",
        must={
            Changes.document: IS_GIFT_IN_KIND,
            Changes.amount: (GIVEN_ON_PAPER - VALUE_OF_GIFT).abs() <= TOLERANCE,
        },
        when=Changes.change == GIVEN_NEW,
        first_of=(Changes.document,),
        says="單據號「{document}」不是實物或工程的捐贈編號，或入賬合計 {sum} 元不等於估值「{value}」元",
        shows={"sum": GIVEN_ON_PAPER, "value": VALUE_OF_GIFT},
        fix="請核對捐贈編號和估值；漏登的請補登捐贈。",
        because="E3-15 E3-16 R36",
        measure="受贈物品按捐贈台賬的估值入固定資產",
    ),
]
