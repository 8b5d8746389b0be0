"""Every row and every 分: counted + excluded + held + replaced = handed in (contract, Fates and rows; X-50)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from pipeline.checks.finder import Finder
from pipeline.checks.frames import gather
from pipeline.checks.resolve import Lists
from pipeline.checks.term import FILE, Rows, State, Term
from pipeline.checks.validate import Validated, money_in_fen
from pipeline.figures.report import Tally
from pipeline.form.sheet import Sheet
from pipeline.intake.submission import Submission

FATES = ("counted", "excluded", "held", "replaced")


class NotConservedError(Exception):
    """Rows or 分 were lost or made: a fault of the program; nothing may be published (X-50)."""


@dataclass(frozen=True)
class FileTally:
    """What became of the rows of one sheet of one file; `fen` is None where the sheet has no money column."""

    file: str
    form: str
    sheet: str
    totals_rows: int
    rows: dict[str, int]
    fen: dict[str, int] | None


def tally(validated: Validated, superseded: Sequence[Submission]) -> list[FileTally]:
    """One line for each sheet of each file that counts or was superseded.

    Raises:
        NotConservedError: when what was handed in is not accounted for, row for row and 分 for 分.
    """
    lines = [line for sheet in validated.handed for line in _of_sheet(sheet, validated)]
    lines += _superseded(superseded, validated.term)
    for line in lines:
        _check(line)
    return sorted(lines, key=lambda line: (line.file, line.form, line.sheet))


def _of_sheet(sheet: type[Sheet], validated: Validated) -> list[FileTally]:
    handed, rows, term = validated.handed[sheet], validated.term.rows(sheet), validated.term
    mine, live = places(handed.files, len(term.files)), places(rows.frame[FILE].to_numpy(), len(term.files))
    amounts = None if sheet.money is None else rows.numbers(sheet.money)
    found = []
    for file, submission in enumerate(term.files):
        data = submission.sheet(sheet.title) if submission.cover and submission.cover.form == sheet.form else None
        if data is None:
            continue
        replaced = ~handed.live[mine[file]]
        counts = {"in": len(data.rows), **_counts(rows, live[file]), "replaced": int(replaced.sum())}
        fen = None
        if handed.fen is not None and amounts is not None:
            sums = _fen(rows, live[file], amounts[live[file]])
            older = int(handed.fen[mine[file]][replaced].sum())
            fen = {"in": int(amounts[live[file]].sum()) + older, **sums, "replaced": older}
        found.append(FileTally(submission.name, sheet.form, sheet.title, len(data.totals), counts, fen))
    return found


def places(files: NDArray[np.int64], count: int) -> list[slice]:
    """Where the rows of each file stand; rows are gathered file by file."""
    edges = np.searchsorted(files, np.arange(count + 1)).tolist()
    return [slice(*pair) for pair in pairwise(edges)]


def _counts(rows: Rows, at: slice) -> dict[str, int]:
    counts = np.bincount(rows.state[at], minlength=len(State)).tolist()
    return dict(zip(FATES, counts, strict=False))


def _fen(rows: Rows, at: slice, amounts: NDArray[np.int64]) -> dict[str, int]:
    states = rows.state[at]
    counted_part = amounts if rows.sheet.counted_money is None else rows.numbers(rows.sheet.counted_money)[at]
    counted = states == State.COUNTED
    return {
        "counted": int(counted_part[counted].sum()),
        "excluded": int(amounts[states == State.EXCLUDED].sum() + (amounts - counted_part)[counted].sum()),
        "held": int(amounts[states == State.HELD].sum()),
    }


def _superseded(superseded: Sequence[Submission], term: Term) -> list[FileTally]:
    """Every row of a superseded file is replaced."""
    if not superseded:
        return []
    apart = Term(term.code, term.period, term.start, term.end, term.as_of, term.months, term.registry, superseded, {})
    apart.services = term.services
    found = []
    for sheet in term.registry.sheets():
        gathered = gather(sheet, apart, Finder(superseded), Lists({}))
        fen = money_in_fen(sheet, gathered.rows)
        for file, submission in enumerate(superseded):
            data = submission.sheet(sheet.title) if submission.cover and submission.cover.form == sheet.form else None
            if data is None:
                continue
            mine = gathered.rows.frame[FILE].to_numpy() == file
            rows = {"in": len(data.rows), "counted": 0, "excluded": 0, "held": 0, "replaced": int(mine.sum())}
            sums = {"in": int(fen[mine].sum())} if fen is not None else None
            money = None if sums is None else {**sums, "counted": 0, "excluded": 0, "held": 0, "replaced": sums["in"]}
            found.append(FileTally(submission.name, sheet.form, sheet.title, len(data.totals), rows, money))
    return found


def _check(line: FileTally) -> None:
    for numbers in (line.rows, line.fen):
        if numbers is not None and numbers["in"] != sum(numbers[fate] for fate in FATES):
            raise NotConservedError(f"{line.file} {line.sheet}: {numbers}")


def by_sheet(lines: Sequence[FileTally]) -> list[Tally]:
    """The tallies of all files of a sheet together."""
    found: dict[tuple[str, str], list[FileTally]] = {}
    for line in lines:
        found.setdefault((line.form, line.sheet), []).append(line)
    return [_added(form, sheet, group) for (form, sheet), group in sorted(found.items())]


def _added(form: str, sheet: str, group: Sequence[FileTally]) -> Tally:
    rows = {name: sum(line.rows[name] for line in group) for name in ("in", *FATES)}
    fen = {
        name: sum(line.fen[name] for line in group if line.fen) if group[0].fen is not None else None
        for name in ("in", *FATES)
    }
    return Tally(
        form=form,
        sheet=sheet,
        rows_in=rows["in"],
        counted=rows["counted"],
        excluded=rows["excluded"],
        held=rows["held"],
        replaced=rows["replaced"],
        in_fen=fen["in"],
        counted_fen=fen["counted"],
        excluded_fen=fen["excluded"],
        held_fen=fen["held"],
        replaced_fen=fen["replaced"],
    )
