"""Submissions that count → the Term: every row judged, every Finding told. Pure: no clock, no files."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from pipeline.checks import cells, dates, keys, lookups, recomputed
from pipeline.checks.finder import Finder
from pipeline.checks.frames import gather, hide_the_future, keep_fixed
from pipeline.checks.judge import apply_rules
from pipeline.checks.resolve import Lists
from pipeline.checks.term import FILE, ROW, Rows, State, Term
from pipeline.finding import Effect, Finding
from pipeline.form.form import Form
from pipeline.form.sheet import Kind, Sheet
from pipeline.intake.submission import ReadAs

if TYPE_CHECKING:
    import pandas as pd


@dataclass
class Handed:
    """What was handed in on one sheet, for the tally: each row's file and 分 as first read, and whether it is live."""

    sheet: type[Sheet]
    files: NDArray[np.int64]
    rows: NDArray[np.int64]
    fen: NDArray[np.int64] | None
    live: NDArray[np.bool_]


@dataclass
class Validated:
    """The judged term with its Findings, what was read as what, and what was handed in."""

    term: Term
    findings: list[Finding]
    handed: dict[type[Sheet], Handed] = field(default_factory=dict)
    read_as: list[tuple[str, str, int, ReadAs]] = field(default_factory=list)


class Validation:
    """Runs the checks of domain 7, 5 and 6 in their order over one term."""

    def __init__(self, term: Term) -> None:
        self.term = term
        self.finder = Finder(term.files)
        self.result = Validated(term, self.finder.findings)
        self._stored: dict[type[Sheet], dict[str, pd.Series[Any]]] = {}

    def base(self) -> None:
        """F00 first: with its rows judged, parameters, calendar and roster are there."""
        form = self.term.registry.base
        self._prepare(form, Lists({}))
        self._hold(form)

    def everything_else(self) -> Validated:
        """All other forms, then what needs all of them."""
        base = self.term.registry.base
        others = [form for form in self.term.registry.forms if form is not base and self._is_on(form)]
        lists = Lists(self._spellings(), self.term.base.roster.people)
        for form in others:
            self._prepare(form, lists)
        for form in others:
            self._hold(form)
        self._forget()
        rules = [rule for form in [base, *others] for rule in form.rules]
        apply_rules(rules, [Effect.EXCLUDE], self.term, self.finder)
        self._forget()
        for rows in [*self.term.sheets.values()]:
            recomputed.recompute_history(rows)
            self._look_at_cells(rows)
        apply_rules(rules, [Effect.FLAG, Effect.NOTE], self.term, self.finder)
        self._forget()
        apply_rules(self.term.registry.across, [*Effect], self.term, self.finder)
        self._silence_held_rows()
        return self.result

    def _is_on(self, form: Form) -> bool:
        return self.term.switched_on(form.module)

    def _spellings(self) -> dict[str, dict[str, str]]:
        """Accepted spellings by list; values of open lists and of the base form's columns are their own spelling."""
        base = self.term.base
        spellings = {name: dict(found) for name, found in base.aliases.items()}
        for name, pairs in base.entries.items():
            spellings.setdefault(name, {}).update({value: value for _, value in pairs})
        for column in self.term.registry.columns():
            if column.reference is not None and column.reference.sheet in self.term.registry.base.sheets:
                rows = self.term.rows(column.reference.sheet)
                known = [value for value in rows.text(column.reference)[rows.usable] if value]
                spellings.setdefault(column.title, {}).update(dict(zip(known, known, strict=True)))
        return spellings

    def _prepare(self, form: Form, lists: Lists) -> None:
        for sheet in form.sheets:
            gathered = gather(sheet, self.term, self.finder, lists)
            recomputed.totals(gathered.rows, self.finder)
            keep_fixed(gathered, self.finder)
            keep = ~gathered.replaced
            handed = _handed(gathered.rows, keep)
            place = np.cumsum(keep) - 1
            rows = gathered.rows.with_frame(keep) if len(gathered.rows) else gathered.rows
            self.term.sheets[sheet] = rows
            if sheet.kind is Kind.SNAPSHOT and gathered.replaced.any():
                self.term.older[sheet] = gathered.rows.with_frame(gathered.replaced)
                recomputed.recompute(self.term.older[sheet])
            self.result.handed[sheet] = handed
            self._stored[sheet] = recomputed.recompute(rows)
            for at, one in gathered.read_as:
                file = int(gathered.rows.frame[FILE].iloc[at])
                row = int(gathered.rows.frame[ROW].iloc[at])
                self.result.read_as.append((self.term.files[file].name, sheet.title, row, one))
            troubles = [(int(place[at]), one) for at, one in gathered.troubles if keep[at]]
            cells.unreadable_cells(rows, troubles, self.finder)
            handed.fen = money_in_fen(sheet, gathered.rows)

    def _hold(self, form: Form) -> None:
        every = [*form.rules, *self.term.registry.across]
        for sheet in form.sheets:
            rows = self.term.rows(sheet)
            if not len(rows):
                continue
            recomputed.impossible(rows, self.finder)
            cells.ranges(rows, self.finder)
            cells.blank_cells(rows, cells.spoken_for(every, rows), self.finder)
            dates.dates(rows, self.term, self.finder)
            identical = keys.identical_rows(rows, self.finder)
            keys.keys_used_twice(rows, identical, self.finder)
            rows.memo.clear()
            hide_the_future(rows, self.finder)
        apply_rules(form.rules, [Effect.HOLD], self.term, self.finder)

    def _look_at_cells(self, rows: Rows) -> None:
        if not len(rows):
            return
        lookups.names(rows, self.term, self.finder)
        lookups.references(rows, self.term, self.finder)
        recomputed.formulas(rows, self._stored.get(rows.sheet, {}), self.term, self.finder)
        keys.broken_chains(rows, self.term, self.finder)

    def _forget(self) -> None:
        self.term.memo.clear()
        for rows in self.term.sheets.values():
            rows.memo.clear()
            rows.__dict__.pop("days", None)
            rows.__dict__.pop("months", None)

    def _silence_held_rows(self) -> None:
        """A held row shows all its HOLD findings and no other."""
        held = set()
        for rows in self.term.sheets.values():
            for at in np.flatnonzero(rows.state == State.HELD):
                file = self.term.files[int(rows.frame[FILE].iloc[at])]
                sheet = file.sheet(rows.sheet.title)
                held.add((file.name, sheet.name if sheet else "", int(rows.frame[ROW].iloc[at])))
        self.result.findings = [
            finding
            for finding in self.finder.findings
            if finding.effect is Effect.HOLD or (finding.place.file, finding.place.sheet, finding.place.row) not in held
        ]


def _handed(rows: Rows, live: NDArray[np.bool_]) -> Handed:
    frame = rows.frame
    return Handed(rows.sheet, frame[FILE].to_numpy(), frame[ROW].to_numpy(), None, live)


def money_in_fen(sheet: type[Sheet], rows: Rows) -> NDArray[np.int64] | None:
    """The money of each row in 分, None for a sheet without any; 0 where it cannot be read (domain 3.1, Amounts)."""
    if sheet.money is None:
        return None
    if not len(rows):
        return np.zeros(0, dtype=np.int64)
    if sheet.money.formula is not None:
        recomputed.recompute(rows)
    return rows.numbers(sheet.money)
