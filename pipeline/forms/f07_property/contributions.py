"""What adds to the figures of F07 where one row's cells cannot say it: the ledger by month, rooms, classes by band."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from fractions import Fraction

import numpy as np
import pandas as pd

from pipeline.checks.services import month_of
from pipeline.checks.term import Term
from pipeline.form.metric import WHOLE_TERM
from pipeline.forms.f00_base.sheets import Rooms
from pipeline.forms.f07_property.ledger import (
    Change,
    Part,
    category_of,
    changes,
    gaps,
    in_force,
    is_known,
    listed,
    reckoned,
)
from pipeline.forms.f07_property.rooms import registration_ends, rooms_of, rooms_that_pass
from pipeline.forms.f07_property.sheets import BANDS, IN_USE, REGISTERED_KINDS, RoomGoods, Scores

Frame = Callable[[Term], pd.DataFrame]
Line = tuple[object, ...]
CATEGORY, KIND, ROOM_KIND, BAND = "資產類別", "變動類型", "類別", "等次"


def frame(lines: Iterator[Line], *dimensions: str, is_rate: bool = False) -> pd.DataFrame:
    """Contribution lines, each with its month, dimensions, numerator, (denominator) and row id."""
    return pd.DataFrame(list(lines), columns=["month", *dimensions, "num", *(["den"] if is_rate else []), "id"])


def pieces(part: Part) -> int:
    """件."""
    return part.pieces


def fen(part: Part) -> int:
    """分."""
    return part.fen


def ledger(amount: Callable[[Part], int], *, closes: bool) -> Frame:
    """M-F07-01a, 01f (how a month opens) and 01d, 01i (how it closes), reckoned from the changes."""

    def compute(term: Term) -> pd.DataFrame:
        ends = {month: month if closes else month - 1 for month in term.months}
        return frame(
            (
                (month, part.category, amount(part), part.row)
                for month, end in ends.items()
                if is_known(term, end)
                for part in reckoned(term, end)
            ),
            CATEGORY,
        )

    return compute


def book(amount: Callable[[Part], int]) -> Frame:
    """M-F07-01e and 01j: what F07.1 lists in each month."""

    def compute(term: Term) -> pd.DataFrame:
        lines = ((month, p.category, amount(p), p.row) for month in term.months for p in listed(term, month))
        return frame(lines, CATEGORY)

    return compute


def in_use(term: Term) -> pd.DataFrame:
    """M-F07-03c: of what F07.1 lists in each month, what is in use."""
    return frame(
        (
            (month, card.category, card.quantity * (card.status == IN_USE), card.quantity, card.row)
            for month in term.months
            for card in in_force(term, month)
            if card.is_there
        ),
        CATEGORY,
        is_rate=True,
    )


def pieces_moved(change: Change) -> int:
    """件, with the sign of the change."""
    return change.pieces


def fen_moved(change: Change) -> int:
    """分, with the sign of the change."""
    return change.fen


def moved(amount: Callable[[Change], int], *, sign: int) -> Frame:
    """M-F07-01b, 01g (sign 1) and 01c, 01h (−1)."""

    def compute(term: Term) -> pd.DataFrame:
        return frame(
            (
                (change.month, category_of(term, change), change.kind, abs(amount(change)), change.row)
                for change in changes(term)
                if change.sign == sign
            ),
            CATEGORY,
            KIND,
        )

    return compute


def rooms_registered(term: Term) -> set[str]:
    """M-F07-02b: rooms with a counted row in time whose signatures are there."""
    rows = term.rows(RoomGoods)
    in_time = rows.counted & (rows.of(RoomGoods.registered_on) <= registration_ends(term)).fillna(value=False)
    return set(rows.text(RoomGoods.room)[np.asarray(in_time, dtype=bool)]) & rooms_that_pass(rows, "F07-R06")


def rooms_rechecked(term: Term) -> set[str]:
    """M-F07-02d: rooms whose re-check is complete."""
    return rooms_that_pass(term.rows(RoomGoods), "F07-R07")


def handed_in(term: Term) -> bool:
    """F07 has come: without it nothing is known of its rooms."""
    return bool(term.received.get(RoomGoods.form))


def recheck_is_known(term: Term) -> bool:
    """The re-check is due, and its file has come."""
    return term.at_term_end and month_of(term.end) not in gaps(term)


def rooms(
    done: Callable[[Term], set[str]] | None = None,
    due: Callable[[Term], bool] = handed_in,
    *,
    is_rate: bool = False,
) -> Frame:
    """M-F07-02: rooms of F00.4 that are to be registered, and those of them that are registered or checked again."""

    def compute(term: Term) -> pd.DataFrame:
        rooms, month = term.rows(Rooms), month_of(term.base.opening)
        kinds, codes, ids = rooms.text(Rooms.category), rooms.text(Rooms.code), rooms.ids
        asked = rooms_of(term, *REGISTERED_KINDS) if handed_in(term) and due(term) else []
        met = None if done is None else done(term)

        def lines() -> Iterator[Line]:
            for at in asked:
                num = int(met is None or codes[at] in met)
                yield (month, kinds[at], num, *([1] if is_rate else []), int(ids[at]))

        return frame(lines(), ROOM_KIND, is_rate=is_rate)

    return compute


def classes_by_band(term: Term) -> pd.DataFrame:
    """M-F07-05c: each class once a span, in the band of its mean there; its first row stands for it."""
    rows = term.rows(Scores)
    rooms, scores, ids = rows.text(Scores.room), rows.of(Scores.score), rows.ids
    found: dict[tuple[int, str], list[int]] = defaultdict(list)
    for at in np.flatnonzero(rows.counted & scores.notna().to_numpy(dtype=bool)):
        for month in (int(rows.months[at]), WHOLE_TERM):
            found[month, rooms[at]].append(int(at))

    def lines() -> Iterator[Line]:
        for (month, _), places in found.items():
            total = sum(int(scores.iloc[at]) for at in places)
            mean = Fraction(total, len(places) * 10**Scores.score.scale)
            yield month, band_of(term, mean), 1, int(ids[places[0]])

    return frame(lines(), BAND)


def band_of(term: Term, mean: Fraction | None) -> str:
    """優 to 不合格 of a mean, by P-22e to P-22g; '' where there is none."""
    if mean is None:
        return ""
    limits = [term.base.parameters.number(code, term.as_of) for code in ("P-22e", "P-22f", "P-22g")]
    return next(
        (band for band, least in zip(BANDS, limits, strict=False) if least is not None and mean >= least), BANDS[-1]
    )
