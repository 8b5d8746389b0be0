"""Who needs which certificate, and which ones were ever held (F04.1; X-11, M-F04-01)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from pipeline.checks.services import Staff, last_day
from pipeline.checks.term import MONTH, Rows, Term
from pipeline.checks.unknown import Held, absent_months
from pipeline.form.sheet import Sheet
from pipeline.forms.f04_people.sheets import (
    DRIVERS_PAPERS,
    DRIVING_PERMIT,
    ELECTRICIAN,
    GUARD,
    HEALTH,
    YEARLY_REVIEW,
    Certificates,
)
from pipeline.forms.parameters import BUS, CANTEEN

GUARDS_NEED_PAPER = "P-25"
DRIVER_POST, ELECTRICIAN_POST, GUARD_POSTS = "校車駕駛人", "水電工", ("門衛", "打更")


class Paper(NamedTuple):
    """A certificate, from its first to its last day; `row` is the id of its row in the newest list, −1 in an older."""

    first: int
    last: int
    row: int


def kinds_needed(term: Term, one: Staff, day: int) -> tuple[str, ...]:
    """The kinds that somebody needs on a day, in post or not."""
    in_kitchen = one.touches_food or one.operator
    guards = not one.posts.isdisjoint(GUARD_POSTS) and term.base.parameters.is_on(GUARDS_NEED_PAPER, day)
    drives = DRIVER_POST in one.posts and term.switched_on(BUS)
    return (
        *((HEALTH,) if in_kitchen and term.switched_on(CANTEEN) else ()),
        *((DRIVING_PERMIT, YEARLY_REVIEW) if drives else ()),
        *((ELECTRICIAN,) if ELECTRICIAN_POST in one.posts else ()),
        *((GUARD,) if guards else ()),
    )


def everybody(term: Term) -> Sequence[Staff]:
    """Everybody of F00.3."""
    return list(term.base.roster.people.values())


def papers(term: Term) -> Mapping[tuple[str, str], Sequence[Paper]]:
    """Every certificate of the newest list and of those that it replaced, by holder and kind."""
    return term.once(_papers)


def _papers(term: Term) -> Mapping[tuple[str, str], Sequence[Paper]]:
    found = defaultdict[tuple[str, str], list[Paper]](list)
    newest, earlier = term.rows(Certificates), term.older.get(Certificates)
    for key, paper in _read(newest, newest.ids):
        found[key].append(paper)
    if earlier is not None:
        for key, paper in _read(earlier, np.full(len(earlier), -1)):
            found[key].append(paper)
    return dict(found)


def _read(rows: Rows, ids: np.ndarray) -> Iterator[tuple[tuple[str, str], Paper]]:
    columns = (Certificates.holder, Certificates.paper, Certificates.issued_on, Certificates.valid_until)
    whole = rows.usable & np.logical_and.reduce([rows.of(one).notna().to_numpy(dtype=bool) for one in columns])
    holders, kinds = rows.text(Certificates.holder), rows.text(Certificates.paper)
    first, last = rows.numbers(Certificates.issued_on), rows.numbers(Certificates.valid_until)
    for at in np.flatnonzero(whole).tolist():
        yield (holders[at], kinds[at]), Paper(int(first[at]), int(last[at]), int(ids[at]))


def is_valid(term: Term, name: str, kind: str, day: int) -> bool:
    """A certificate of the kind is valid on the day."""
    return any(one.first <= day <= one.last for one in papers(term).get((name, kind), ()))


def is_missing(term: Term, name: str, kind: str, day: int) -> bool:
    """X-11: none is valid on the day, and not because the last one ended (then F04-R01 speaks)."""
    held = papers(term).get((name, kind), ())
    return not is_valid(term, name, kind, day) and not (held and max(one.last for one in held) < day)


def list_is_newest(term: Term, sheet: type[Sheet]) -> bool:
    """No month after the newest list is absent: what is not on it is not known to be elsewhere."""
    months = term.rows(sheet).frame[MONTH]
    newest = int(months.max()) if len(months) else 0
    return not any(month > newest for month in absent_months(term, sheet))


def month_ends(term: Term, sheet: type[Sheet]) -> list[tuple[int, int]]:
    """Each month from the first list on (or the first file), with the last of its days that has come."""
    received = term.received.get(sheet.form, frozenset())
    since = min(term.rows(sheet).months.tolist() or received, default=None)
    return [] if since is None else [(m, min(last_day(m), term.as_of, term.end)) for m in term.months if m >= since]


def missing_papers(term: Term) -> Mapping[int, Sequence[str]]:
    """X-11: who was in post on a school day without a certificate, by month; drivers' kinds are asked by F11-R09."""
    held = Held(term.rows(Certificates), Certificates.holder, Certificates.paper)
    if not list_is_newest(term, Certificates):
        return {}
    found = defaultdict[int, list[str]](list)
    for month in term.months:
        days = [day for day in term.base.calendar.school_days(month) if day <= min(term.as_of, term.end)]
        for one in everybody(term):
            lacking = [
                kind
                for day in days
                if one.in_post(day)
                for kind in kinds_needed(term, one, day)
                if kind not in DRIVERS_PAPERS and not held.may_have(one.name, kind)
                if is_missing(term, one.name, kind, day)
            ]
            found[month] += [f"{one.name}{kind}" for kind in dict.fromkeys(lacking)]
    return {month: names for month, names in found.items() if names}
