"""Certificates of F04.1 as the rules of other forms ask for them: who holds which on which day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from pipeline.checks.receipts import due_months
from pipeline.checks.services import month_of
from pipeline.checks.term import Rows, Term
from pipeline.checks.unknown import Held, all_came
from pipeline.forms.elsewhere import columns_of, rows_of

CERTIFICATES = ("F04", "人員證照")


@dataclass(frozen=True)
class Paper:
    """A certificate of F04.1, from its first to its last day."""

    holder: str
    kind: str
    first: int
    last: int


class Certificates:
    """The papers of some kinds in every list of F04.1 that came."""

    def __init__(self, term: Term, *kinds: str) -> None:
        self._term, self._rows = term, rows_of(term, *CERTIFICATES)
        self._papers: list[Paper] = []
        if self._rows is None:
            return
        self._held = Held(self._rows, *columns_of(self._rows, "姓名", "證照類別"))
        lists = [self._rows, term.older.get(self._rows.sheet)]
        self._papers = [paper for rows in lists if rows is not None for paper in _papers(rows, kinds)]

    def holds(self, name: str, kind: str, day: int) -> bool | None:
        """A paper of the kind is valid on the day; None where that is not known."""
        if any(one.holder == name and one.kind == kind and one.first <= day <= one.last for one in self._papers):
            return True
        if self._rows is None or self._held.may_have(name, kind):
            return None
        return False if self._listed(day) else None

    def _listed(self, day: int) -> bool:
        """Every list up to the day came; the first one that is due speaks of the days before it, too."""
        sheet = self._rows.sheet if self._rows is not None else None
        if sheet is None or not self._term.received.get(sheet.form):
            return False
        due = due_months(self._term.registry.form(sheet.form), self._term)
        return all_came(self._term, sheet, until=max(month_of(day), min(due, default=0)))


def _papers(rows: Rows, kinds: tuple[str, ...]) -> Iterator[Paper]:
    holder, kind, first, last = columns_of(rows, "姓名", "證照類別", "發證日期", "有效期至")
    whole = rows.usable & np.logical_and.reduce([rows.of(one).notna() for one in (holder, kind, first, last)])
    for at in np.flatnonzero(whole):
        if rows.text(kind)[at] in kinds:
            days = (int(rows.numbers(first)[at]), int(rows.numbers(last)[at]))
            yield Paper(rows.text(holder)[at], rows.text(kind)[at], *days)
