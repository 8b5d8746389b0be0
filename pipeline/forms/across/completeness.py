"""M-ALL: how complete the hand-in is and what the checks found, with the files and rows behind it (domain 6)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping

import numpy as np
import pandas as pd

from pipeline.checks.receipts import Receipt, Received
from pipeline.checks.services import month_number
from pipeline.checks.term import FILE, ID, ROW, Outcome, State, Term
from pipeline.figures.contribution import NO_ROW
from pipeline.finding import Effect, Finding
from pipeline.form.metric import Contributed, Metric

BY_FORM = [("表號",)]
BY_RULE = [("規則",)]
CAME = frozenset(Receipt) - {Receipt.MISSING, Receipt.NOT_DUE}


def outcome(term: Term) -> Outcome:
    """What the checks found.

    Raises:
        LookupError: before they have run.
    """
    if term.outcome is None:
        raise LookupError("the term has not been judged")
    return term.outcome


Line = tuple[int, str, int, int, int]
"""Month, dimension, numerator, denominator, and the row or cover behind it; what adds nothing only shows the way."""


def _counted(lines: Callable[[Term], Iterator[Line]], dimension: str) -> Contributed:
    def compute(term: Term) -> pd.DataFrame:
        frame = pd.DataFrame([*lines(term)], columns=["month", dimension, "num", "den", "id"])
        return frame if (frame["den"] > 0).any() else frame.drop(columns="den")

    return Contributed(compute)


def _of_receipts(count: Callable[[list[Received]], int], *, is_rate: bool) -> Callable[[Term], Iterator[Line]]:
    def lines(term: Term) -> Iterator[Line]:
        pairs: dict[tuple[int, str], list[Received]] = defaultdict(list)
        for one in outcome(term).receipts:
            if one.due:
                pairs[one.month, one.form.id].append(one)
        for (month, form), parts in sorted(pairs.items()):
            yield month, form, count(parts), int(is_rate), NO_ROW
            yield from ((month, form, 0, 0, term.cover_id(one.file)) for one in parts if one.file is not None)

    return lines


def _one(_parts: list[Received]) -> int:
    return 1


def _came(parts: list[Received]) -> int:
    return int(any(one.state in CAME for one in parts))


def _on_time(parts: list[Received]) -> int:
    return int(all(one.on_time for one in parts))


def _of_tallies(fate: str, behind: Callable[[Term], Iterator[tuple[int, int]]]) -> Callable[[Term], Iterator[Line]]:
    def lines(term: Term) -> Iterator[Line]:
        covers = [file.cover for file in term.files]
        months = {s.name: s.cover.month for s in term.files if s.cover and s.cover.month is not None}
        for line in outcome(term).tallies:
            if line.file in months:
                yield months[line.file], line.form, line.rows[fate], 0, NO_ROW
        for file, row in behind(term):
            if (cover := covers[file]) is not None and cover.month is not None:
                yield cover.month, cover.form, 0, 0, row

    return lines


def _files(term: Term) -> Iterator[tuple[int, int]]:
    """Each file and its cover's id: every row of it was read."""
    return ((file, term.cover_id(file)) for file in range(len(term.files)))


def _rows_in(state: State) -> Callable[[Term], Iterator[tuple[int, int]]]:
    def rows_in(term: Term) -> Iterator[tuple[int, int]]:
        for rows in term.sheets.values():
            mine = rows.frame.loc[np.equal(rows.state, state), [FILE, ID]]
            yield from zip(mine[FILE].tolist(), mine[ID].tolist(), strict=True)

    return rows_in


def _ids_by_place(term: Term) -> dict[tuple[str, str, int], int]:
    """The id of each live row by file, sheet name and Excel row; of each file alone, of its cover."""
    found = {(file.name, "", 0): term.cover_id(at) for at, file in enumerate(term.files)}
    for rows in term.sheets.values():
        names = [sheet.name if (sheet := file.sheet(rows.sheet.title)) else "" for file in term.files]
        meta = (rows.frame[column].tolist() for column in (FILE, ROW, ID))
        found |= {(term.files[file].name, names[file], row): one for file, row, one in zip(*meta, strict=True)}
    return found


def _both_ways(effect: Effect) -> Contributed:
    """Findings by rule and by form: each finding gives one line that has both."""

    def compute(term: Term) -> pd.DataFrame:
        ids = term.once(_ids_by_place)
        found = [
            (month_number(one.month), one.rule, one.form, 1, _behind(one, ids))
            for one in outcome(term).findings
            if one.effect is effect and one.month
        ]
        return pd.DataFrame(found, columns=["month", "規則", "表號", "num", "id"])

    return Contributed(compute)


def _behind(finding: Finding, ids: Mapping[tuple[str, str, int], int]) -> int:
    """The row that a finding is about, else its file's cover; a form that never came has neither."""
    place = finding.place
    return ids.get((place.file, place.sheet, place.row), ids.get((place.file, "", 0), NO_ROW))


METRICS = [
    Metric(
        id="M-ALL-01a",
        name="應報份數",
        unit="份",
        of=_counted(_of_receipts(_one, is_rate=False), "表號"),
        sheet=None,
        formula="應報的表 × 月份",
        by=BY_FORM,
        because=("E2-33",),
    ),
    Metric(
        id="M-ALL-01b",
        name="實報份數",
        unit="份",
        of=_counted(_of_receipts(_came, is_rate=False), "表號"),
        sheet=None,
        formula="其中收到可計入的表或零報的份數",
        by=BY_FORM,
        because=("E2-33",),
    ),
    Metric(
        id="M-ALL-01c",
        name="報送完整率",
        unit="%",
        of=_counted(_of_receipts(_came, is_rate=True), "表號"),
        sheet=None,
        formula="實報份數 ÷ 應報份數",
        by=BY_FORM,
        because=("E2-33",),
    ),
    Metric(
        id="M-ALL-01d",
        name="按時率",
        unit="%",
        of=_counted(_of_receipts(_on_time, is_rate=True), "表號"),
        sheet=None,
        formula="首次填報日期不晚於截止日的份數 ÷ 應報份數",
        by=BY_FORM,
        because=("E2-33",),
    ),
    Metric(
        id="M-ALL-02a",
        name="讀入行數",
        unit="行",
        of=_counted(_of_tallies("in", _files), "表號"),
        sheet=None,
        formula="各工作表的資料行",
        by=BY_FORM,
        because=("E2-60",),
    ),
    Metric(
        id="M-ALL-02b",
        name="停用行數",
        unit="行",
        of=_counted(_of_tallies("held", _rows_in(State.HELD)), "表號"),
        sheet=None,
        formula="有待更正、暫不計入的行",
        by=BY_FORM,
        because=("E2-60", "E3-58"),
    ),
    Metric(
        id="M-ALL-02c",
        name="不計入行數",
        unit="行",
        of=_counted(_of_tallies("excluded", _rows_in(State.EXCLUDED)), "表號"),
        sheet=None,
        formula="按校規不計入、另列的行",
        by=BY_FORM,
        because=("E2-60",),
    ),
    Metric(
        id="M-ALL-02d",
        name="制度違規數",
        unit="項",
        of=_both_ways(Effect.FLAG),
        sheet=None,
        formula="已計入而違反校規或法規的事項，按所在表的月份",
        by=[*BY_RULE, *BY_FORM],
        because=("E2-60", "E3-58"),
    ),
    Metric(
        id="M-ALL-02e",
        name="提示數",
        unit="項",
        of=_both_ways(Effect.NOTE),
        sheet=None,
        formula="值得留意的事項",
        by=[*BY_RULE, *BY_FORM],
        because=("E2-60",),
    ),
]


KEY_FIGURES = (("報送完整率", "M-ALL-01c"), ("制度違規", "M-ALL-02d"))
