"""What a month's blank F07 knows already: the asset list, and in registration months the rooms and what they hold.

Counts, days and signatures of a registration or a re-check are results and never filled in.
"""

from __future__ import annotations

import numpy as np

from pipeline.checks.services import month_of
from pipeline.checks.term import Term
from pipeline.form.filled import Value
from pipeline.forms.carried import open_rows, row_of
from pipeline.forms.f00_base.sheets import Rooms
from pipeline.forms.f07_property.rooms import rooms_of
from pipeline.forms.f07_property.sheets import (
    CLASSROOM,
    DOOR,
    KEY_OBJECTS,
    REGISTERED_KINDS,
    WINDOW,
    Assets,
    RoomGoods,
    registration_months,
)

Line = dict[str, Value]
UNITS = dict(zip(KEY_OBJECTS, ("張", "張", "扇", "扇", "面"), strict=True))


def carry(term: Term, month: int) -> dict[str, list[Line]]:
    """Rows by sheet title; sheets without any are left out."""
    found = {Assets.title: assets(term), RoomGoods.title: rooms(term, month)}
    return {title: rows for title, rows in found.items() if rows}


def assets(term: Term) -> list[Line]:
    """固定資產台賬 as it was handed in last."""
    rows = term.rows(Assets)
    typed = [column for column in Assets.columns if column.formula is None]
    return [row_of(rows, typed, int(at)) for at in np.flatnonzero(rows.usable)]


def rooms(term: Term, month: int) -> list[Line]:
    """班室登記復查: what was registered and waits for its re-check; at the start, what every room has to register."""
    if month not in registration_months(term):
        return []
    registered = open_rows(term.rows(RoomGoods), RoomGoods.registered_on, month)
    return registered or ([] if month != month_of(term.base.opening) else to_register(term))


def to_register(term: Term) -> list[Line]:
    """The rooms of F00.4 with what each of their kind has."""
    codes, kinds = (term.rows(Rooms).text(column) for column in (Rooms.code, Rooms.category))
    things = {kind: KEY_OBJECTS if kind == CLASSROOM else (DOOR, WINDOW) for kind in REGISTERED_KINDS}
    return [
        {
            RoomGoods.room.title: codes[at],
            RoomGoods.thing.title: thing,
            RoomGoods.unit_of_count.title: UNITS[thing],
        }
        for at in rooms_of(term, *REGISTERED_KINDS)
        for thing in things[kinds[at]]
    ]
