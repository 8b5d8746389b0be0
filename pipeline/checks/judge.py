"""Row and cross-form rules: who breaks them, what becomes of the row, and the Finding at the cell (domain 3.1)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from pipeline.checks.finder import Breach, Finder
from pipeline.checks.services import month_text
from pipeline.checks.term import FILE, Rows, State, Term
from pipeline.checks.unknown import as_asked
from pipeline.checks.words import group_numbers
from pipeline.finding import Effect
from pipeline.form.rule import Missing, Part, Rule

Marks = NDArray[np.bool_]


def judge(rule: Rule, term: Term, finder: Finder) -> None:
    """Applies one rule to the rows of its sheet."""
    rows = term.rows(rule.sheet)
    if not len(rows):
        return
    seen = rows if rule.effect is Effect.HOLD else as_asked(rows)
    broken = broken_parts(rule, seen)
    asked = np.ones(len(rows), dtype=bool) if rule.effect is Effect.HOLD else rows.usable
    failed: Marks = np.logical_or.reduce([*broken.values()]) & asked
    if rule.first_of is not None:
        failed = first_of_each_group(rows, failed, rule)
    rows.failed[rule.id] = failed
    rows.unknown[rule.id] = ~failed & ~passed(rule, seen)
    told = _apply(rule, rows, failed)
    for part, at in broken.items():
        finder.on_rows(rows, at & told, part.at, Breach(rule.id, rule.effect, rule.says, rule.fix), rule.shows)
        told = told & ~at
    if rule.whole_file and failed.any():
        hold_files(rows, failed, term)


def broken_parts(rule: Rule, rows: Rows) -> dict[Part, Marks]:
    """Where each marked cell's condition is known to be broken (with (b): or the cell is blank)."""
    when = np.ones(len(rows), dtype=bool) if rule.when is None else rows.true(rule.when)
    found: dict[Part, Marks] = {}
    for part in rule.parts:
        at = rows.true(~part.must)
        if rule.blank_breaks:
            at = at | rows.true(part.at.blank())
        found[part] = at & when
    return found


def passed(rule: Rule, rows: Rows) -> Marks:
    """Where the rule was asked and every part is known to hold."""
    asked = rows.usable if rule.when is None else rows.usable & rows.true(rule.when)
    ok: Marks = np.logical_and.reduce([asked, *(rows.true(part.must) for part in rule.parts)])
    return ok


def first_of_each_group(rows: Rows, failed: Marks, rule: Rule) -> Marks:
    """Only the first broken row of each group."""
    groups = group_numbers(rows, rule.first_of or ())
    seen: set[int] = set()
    first = np.zeros(len(rows), dtype=bool)
    for at in np.flatnonzero(failed):
        first[at] = int(groups[at]) not in seen
        seen.add(int(groups[at]))
    return first


def _apply(rule: Rule, rows: Rows, failed: Marks) -> Marks:
    """Sets the rows' state; gives the rows of which the finding is told.

    Of several EXCLUDE rules the lowest number, which is asked first, has the row: what is out cannot be put out again.
    """
    if rule.effect is Effect.HOLD:
        rows.state[failed] = State.HELD
    elif rule.effect is Effect.EXCLUDE:
        first = failed & rows.counted
        rows.tallied[rule.id] = first
        rows.state[first] = State.EXCLUDED
        return first
    return failed


def hold_files(rows: Rows, failed: Marks, term: Term) -> None:
    """A HOLD of the whole workbook: every row of these files, in every sheet."""
    files = set(rows.frame[FILE].to_numpy()[failed].tolist())
    for other in term.sheets.values():
        if other.sheet.form == rows.sheet.form and len(other):
            other.state[other.frame[FILE].isin(files).to_numpy(dtype=bool)] = State.HELD


def look_for_missing(rule: Missing, term: Term, finder: Finder) -> None:
    """One finding a month on the heading, in the file of that form and month; without such a file none."""
    for month, things in sorted(rule.find(term).items()):
        file = _file_of(term, rule.sheet.form, month)
        if things and file is not None:
            missing = "、".join(things)
            words = {"missing": missing, "month": month_text(month)}
            breach = Breach(rule.id, rule.effect, rule.says.format(**words), rule.fix.format(**words))
            finder.on_heading(file, rule.at, breach)
            if rule.whole_file:
                _hold_whole(term, file)


def _file_of(term: Term, form: str, month: int) -> int | None:
    files = [
        (submission.cover.part, file)
        for file, submission in enumerate(term.files)
        if submission.cover and (submission.cover.form, submission.cover.month) == (form, month)
    ]
    return min(files)[1] if files else None


def _hold_whole(term: Term, file: int) -> None:
    for rows in term.sheets.values():
        if len(rows):
            rows.state[(rows.frame[FILE] == file).to_numpy(dtype=bool)] = State.HELD


def apply_rules(rules: Sequence[Rule | Missing], effects: Sequence[Effect], term: Term, finder: Finder) -> None:
    """The rules with one of the effects, by id; those of a module that is off are left out."""
    for rule in sorted(rules, key=lambda one: one.id):
        form = next((f for f in term.registry.forms if f.id == rule.sheet.form), None)
        if rule.effect not in effects or form is None or not _is_on(rule, form.module, term):
            continue
        if isinstance(rule, Missing):
            look_for_missing(rule, term, finder)
        else:
            judge(rule, term, finder)


def _is_on(rule: Rule | Missing, form_module: str, term: Term) -> bool:
    if term.services is None:
        return True
    return term.switched_on(form_module) and term.switched_on(rule.module)
