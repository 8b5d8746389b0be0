"""The asset ledger through the term: its cards in each month, what changed, and both side by side (M-F07-01, X-29).

件 = Σ 數量, where a card or a change in 平方米 is one; amounts are 分.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from pipeline.checks.earlier import newest_list
from pipeline.checks.services import month_of
from pipeline.checks.term import ID, MONTH, PART, Rows, Term
from pipeline.checks.unknown import absent_months
from pipeline.figures.contribution import NO_ROW
from pipeline.figures.number import number_text
from pipeline.forms.f07_property.sheets import DISPOSED_OF, SQUARE_METRES, Assets, Changes


@dataclass(frozen=True)
class Card:
    """An asset card as one file has it."""

    number: str
    label: str
    category: str
    room: str
    status: str
    quantity: int
    pieces: int
    fen: int
    part: int
    month: int
    row: int

    @property
    def is_there(self) -> bool:
        """Not disposed of."""
        return self.status != DISPOSED_OF


@dataclass(frozen=True)
class Change:
    """A row of F07.3 that adds to the ledger (`sign` 1) or takes from it (−1): pieces and 分 with their sign."""

    number: str
    kind: str
    sign: int
    month: int
    part: int
    pieces: int
    fen: int
    row: int


@dataclass(frozen=True)
class Anchor:
    """The ledger as it stood at the end of a month, from which all other months are reckoned."""

    month: int
    cards: Sequence[Card]


def cards_of(rows: Rows, taken: NDArray[np.bool_]) -> list[Card]:
    """The cards on some rows of a list."""
    texts = {column.name: rows.text(column) for column in Assets.columns if column.type.value == "text"}
    numbers = {column.name: rows.numbers(column) for column in (Assets.quantity, Assets.value)}
    files = {name: rows.frame[name].to_numpy(dtype=np.int64) for name in (PART, MONTH, ID)}
    return [
        Card(
            number=texts["number_of_card"][at],
            label=texts["label"][at],
            category=texts["category"][at],
            room=texts["room"][at],
            status=texts["status"][at],
            quantity=int(numbers["quantity"][at]),
            pieces=1 if texts["unit_of_count"][at] == SQUARE_METRES else int(numbers["quantity"][at]),
            fen=int(numbers["value"][at]),
            part=int(files[PART][at]),
            month=int(files[MONTH][at]),
            row=int(files[ID][at]),
        )
        for at in map(int, np.flatnonzero(taken))
    ]


def readable(rows: Rows) -> NDArray[np.bool_]:
    """Rows of a list that nobody has judged, with everything that a card must have."""
    needed = [column for column in Assets.columns if column.required or column is Assets.value]
    known = [rows.of(column).notna().to_numpy(dtype=bool) for column in needed]
    return np.asarray(np.logical_and.reduce(known), dtype=bool)


def lists(term: Term) -> Mapping[tuple[int, int], Sequence[Card]]:
    """The cards by part and month of the file: every F07.1 of the term that had any."""
    return term.once(_lists)


def _lists(term: Term) -> Mapping[tuple[int, int], Sequence[Card]]:
    found: dict[tuple[int, int], list[Card]] = defaultdict(list)
    older, newest = term.older.get(Assets), term.rows(Assets)
    cards = cards_of(older, readable(older)) if older is not None else []
    for card in [*cards, *cards_of(newest, newest.counted)]:
        found[card.part, card.month].append(card)
    return dict(found)


def closing_before(term: Term) -> Sequence[Card]:
    """The cards of the last F07.1 of the term before, where it is in the inbox."""
    return term.once(_closing_before)


def _closing_before(term: Term) -> Sequence[Card]:
    if term.before is None:
        return []
    rows = newest_list(term.before, Assets)
    return [replace(card, row=NO_ROW) for card in cards_of(rows, readable(rows))]


def in_force(term: Term, month: int) -> list[Card]:
    """The newest list of each part that had come by then."""
    newest: dict[int, int] = {}
    for part, filed in lists(term):
        if filed <= month:
            newest[part] = max(filed, newest.get(part, filed))
    return [card for key in newest.items() for card in lists(term)[key]]


def cards_by_number(term: Term) -> Mapping[str, Card]:
    """Every card that the term knows, as it was handed in last."""
    return term.once(_cards_by_number)


def _cards_by_number(term: Term) -> Mapping[str, Card]:
    in_order = [lists(term)[key] for key in sorted(lists(term), key=lambda key: key[1])]
    return {card.number: card for cards in [closing_before(term), *in_order] for card in cards}


def changes(term: Term) -> Sequence[Change]:
    """What was added to the ledger and taken from it."""
    return term.once(_changes)


def _changes(term: Term) -> Sequence[Change]:
    rows, cards = term.rows(Changes), cards_by_number(term)
    sign = rows.true(Changes.is_increase).astype(np.int64) - rows.true(Changes.is_decrease).astype(np.int64)
    numbers, kinds = rows.text(Changes.number_of_card), rows.text(Changes.change)
    quantities, amounts = rows.numbers(Changes.quantity), rows.numbers(Changes.amount)
    parts, ids = (rows.frame[name].to_numpy(dtype=np.int64) for name in (PART, ID))
    squares = {number for number, card in cards.items() if card.pieces != card.quantity}
    return [
        Change(
            number=numbers[at],
            kind=kinds[at],
            sign=int(sign[at]),
            month=int(rows.months[at]),
            part=cards[numbers[at]].part if numbers[at] in cards else int(parts[at]),
            pieces=int(sign[at]) * (1 if numbers[at] in squares else int(quantities[at])),
            fen=int(sign[at] * amounts[at]),
            row=int(ids[at]),
        )
        for at in map(int, np.flatnonzero(rows.counted & (sign != 0)))
    ]


def category_of(term: Term, change: Change) -> str:
    """資產類別 of the card that a change is about; '' for a card that nobody knows."""
    card = cards_by_number(term).get(change.number)
    return card.category if card else ""


def anchors(term: Term) -> Mapping[int, Anchor]:
    """By part, where its reckoning begins: the close of the term before, else its first list of the term."""
    before = closing_before(term)
    if before:
        month = month_of(term.start) - 1
        return {part: Anchor(month, [c for c in before if c.part == part]) for part in {card.part for card in before}}
    first: dict[int, int] = {}
    for part, month in lists(term):
        first[part] = min(month, first.get(part, month))
    return {part: Anchor(month, lists(term)[part, month]) for part, month in first.items()}


def gaps(term: Term) -> Sequence[int]:
    """Months in which F07 is due and has not come: what changed in them is not known."""
    return absent_months(term, Assets)


def is_known(term: Term, month: int) -> bool:
    """The ledger at the end of that month can be reckoned: no month between it and the anchors is missing."""
    known = anchors(term).values()
    spans = [(min(one.month, month), max(one.month, month)) for one in known]
    return bool(known) and not any(first < gap <= last for gap in gaps(term) for first, last in spans)


@dataclass(frozen=True)
class Part:
    """What one row adds to the ledger of a month."""

    category: str
    pieces: int
    fen: int
    row: int


def reckoned(term: Term, month: int) -> Iterator[Part]:
    """The ledger at the end of a month: the anchors' cards, and the changes between them and it."""
    known = anchors(term)
    for anchor in known.values():
        yield from (Part(card.category, card.pieces, card.fen, card.row) for card in anchor.cards if card.is_there)
    earliest = min(anchor.month for anchor in known.values())
    for change in changes(term):
        begin = known[change.part].month if change.part in known else earliest
        way = int(begin < change.month <= month) - int(month < change.month <= begin)
        if way:
            yield Part(category_of(term, change), way * change.pieces, way * change.fen, change.row)


def listed(term: Term, month: int) -> Iterator[Part]:
    """The ledger of a month as F07.1 lists it."""
    return (Part(card.category, card.pieces, card.fen, card.row) for card in in_force(term, month) if card.is_there)


def disagreements(term: Term, month: int) -> list[str]:
    """X-29: categories whose reckoned ledger is not the listed one, in words."""
    sums: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for place, parts in ((0, reckoned(term, month)), (2, listed(term, month))):
        for part in parts:
            sums[part.category][place] += part.pieces
            sums[part.category][place + 1] += part.fen
    tolerance = (term.base.parameters.number("P-21", term.as_of) or Fraction(0)) * 100
    unsure = unsure_categories(term)
    return [
        f"{category or '台賬沒有的資產'}（推算 {reckons} 件 {_yuan(worth)} 元，台賬 {lists_} 件 {_yuan(listed_)} 元）"
        for category, (reckons, worth, lists_, listed_) in sorted(sums.items())
        if (reckons != lists_ or abs(worth - listed_) > tolerance) and not {category, ANY} & unsure
    ]


ANY = "*"
"""In place of a category: the row that cannot be read may be of any."""


def unsure_categories(term: Term) -> set[str]:
    """Categories of which a row of F07.1 or F07.3 is held, or could not be read in an older list."""
    listed_, moved, cards = term.rows(Assets), term.rows(Changes), cards_by_number(term)
    older = term.older.get(Assets)
    unread = [] if older is None else older.text(Assets.category)[~readable(older)].tolist()
    unread += listed_.text(Assets.category)[~listed_.usable].tolist()
    kinds = moved.of(Changes.change).notna().to_numpy(dtype=bool)
    moves = ~kinds | moved.true(Changes.is_increase | Changes.is_decrease)
    for number in moved.text(Changes.number_of_card)[~moved.usable & moves].tolist():
        unread.append(cards[number].category if number in cards else None)
    return {ANY if category is None else category for category in unread}


def _yuan(fen: int) -> str:
    return number_text(Fraction(fen, 100), "元")
