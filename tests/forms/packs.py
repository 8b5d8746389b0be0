"""Cases that touch rows of their own are judged together, since judging a term takes as long for one as for ten."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import product

from tests.forms.planting import Case, Change, Place, assert_found, is_whole, placed
from tests.forms.spring import Spring

MOST = 8
EVERY_ROW = 0
"""What is claimed where a row is taken out, since those below move up."""
TOLD_BESIDE = ({"G-12", "G-22", "G-23"}, {"G-05", "G-06", "G-07", "G-08", "G-13", "G-14", "G-15", "G-21", "G-24"})
"""Cell rules that each tell of their own cell of a row: those that leave it counted, and those that hold it."""


@dataclass(frozen=True)
class Claim:
    """What a case keeps for its own: a row or, if it plants a cell rule, cells that only its like may have beside."""

    month: str
    sheet: str
    row: int
    columns: frozenset[str] = frozenset()
    beside: frozenset[str] = frozenset()

    def meets(self, other: Claim) -> bool:
        """Both cannot be judged together."""
        if (self.month, self.sheet) != (other.month, other.sheet):
            return False
        if EVERY_ROW not in (self.row, other.row) and self.row != other.row:
            return False
        return not self.beside or self.beside != other.beside or bool(self.columns & other.columns)


class Packs:
    """Proves cases in packs: where exactly what all of them expect is found, each is as it should be.

    Otherwise halves are judged, down to the single case, which is asserted alone.
    """

    def __init__(self, spring: Spring, cases: Sequence[Case]) -> None:
        self.spring = spring
        self._pack_of = {id(case): pack for pack in packed(cases) for case in pack}
        self._judged: set[int] = set()
        self._proved: set[int] = set()

    def assert_found(self, case: Case) -> None:
        """What the case expects is found and nothing else is."""
        pack = self._pack_of[id(case)]
        if id(pack) not in self._judged:
            self._judged.add(id(pack))
            self._prove(pack)
        if id(case) not in self._proved:
            assert_found(self.spring.found(case), case)

    def _prove(self, pack: Sequence[Case]) -> None:
        if len(pack) == 1:
            return
        found = self.spring.found(*pack)
        expected = sorted((one for case in pack for one in case.expected), key=str)
        if sorted(placed(found), key=str) == expected and all(map(is_whole, found)):
            self._proved.update(map(id, pack))
            return
        half = len(pack) // 2
        self._prove(pack[:half])
        self._prove(pack[half:])


@dataclass
class Pack:
    """Cases of one month that are given the same, change different rows and expect findings in different places.

    A rule of a form is broken once in a pack, since many rules tell once of a group or a month.
    """

    asked: object
    cases: list[Case] = field(default_factory=list)
    claims: set[Claim] = field(default_factory=set)
    places: set[Place] = field(default_factory=set)

    def takes(self, case: Case) -> bool:
        """Takes the case in, where there is room for it."""
        claims = {claim(case, change) for change in case.changes}
        places = {place for _, place in case.expected}
        alike = self.asked == asked(case) and len(self.cases) < MOST and not self._has_rule_of(case)
        if alike and is_free(claims, self.claims) and not places & self.places:
            self.cases.append(case)
            self.claims |= claims
            self.places |= places
            return True
        return False

    def _has_rule_of(self, case: Case) -> bool:
        return not case.rule.startswith("G") and case.rule in {other.rule for other in self.cases if other.rule}


def packed(cases: Iterable[Case]) -> list[list[Case]]:
    """All cases, as many in a pack as it takes."""
    packs: list[Pack] = []
    for case in cases:
        if not any(pack.takes(case) for pack in packs):
            packs.append(Pack(asked(case)))
            packs[-1].takes(case)
    return [pack.cases for pack in packs]


def asked(case: Case) -> object:
    """What one batch has in common."""
    return case.until, [id(book) for book in case.given]


def claim(case: Case, change: Change) -> Claim:
    """What a change of the case keeps for its own."""
    if change.cells is None:
        return Claim(change.month, change.sheet, EVERY_ROW)
    beside = next((rules for rules in TOLD_BESIDE if case.rule in rules), ())
    return Claim(change.month, change.sheet, change.row, frozenset(change.cells), frozenset(beside))


def is_free(mine: Iterable[Claim], taken: Iterable[Claim]) -> bool:
    """Nothing is claimed twice."""
    return not any(one.meets(other) for one, other in product(mine, taken))
