"""Which workbooks go back to their fillers, with which findings, as which next version."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from pipeline.batch import Batch
from pipeline.checks.fates import Fate
from pipeline.finding import Effect, Finding
from pipeline.form.column import Column
from pipeline.form.filled import Value
from pipeline.intake.submission import CoverData, Submission
from pipeline.publish import set_aside, write_files
from pipeline.render.returned import named_after, returned_name, returned_workbook, without_version

CORRECTED = frozenset({Effect.HOLD, Effect.EXCLUDE, Effect.FLAG})


def returned_files(batch: Batch, only: Collection[str] | None = None) -> dict[str, bytes]:
    """Returned workbooks by file name: one for each workbook with any HOLD, EXCLUDE or FLAG (contract)."""
    lists, parameters, newest = drop_downs(batch), parameter_values(batch), newest_versions(batch)
    back = to_correct(batch)
    alike = Counter(of_cover(cover) for _, cover, _ in back)
    files: dict[str, bytes] = {}
    for one, cover, mine in back:
        if only is None or one.name in only:
            version = 1 + newest[of_cover(cover)]
            form = batch.term.registry.form(cover.form)
            name = returned_name(cover, version)
            name = free_name(named_after(name, one.name) if alike[of_cover(cover)] > 1 else name, files)
            files[name] = returned_workbook(form, one, mine, version, lists=lists, parameters=parameters)
    return files


def to_correct(batch: Batch) -> list[tuple[Submission, CoverData, list[Finding]]]:
    """The workbooks of ours with anything to correct, and the Findings about each."""
    by_file: dict[str, list[Finding]] = defaultdict(list)
    for finding in batch.findings:
        if finding.place.file:
            by_file[finding.place.file].append(finding)
    ours = [one.submission for one in batch.fated if one.fate in {Fate.COUNTED, Fate.REFUSED}]
    found = [(one, one.cover, by_file[one.name]) for one in ours if one.cover is not None and not one.refused]
    return [each for each in found if any(finding.effect in CORRECTED for finding in each[2])]


HandIn = tuple[str, int | None, int]
"""Form, month and part."""


def of_cover(cover: CoverData) -> HandIn:
    """What a workbook is a version of."""
    return cover.form, cover.month, cover.part


def newest_versions(batch: Batch) -> dict[HandIn, int]:
    """The highest version at hand of each form, month and part."""
    newest: dict[HandIn, int] = {}
    for one in batch.fated:
        if cover := one.submission.cover:
            newest[of_cover(cover)] = max(cover.version, newest.get(of_cover(cover), 0))
    return newest


def free_name(name: str, taken: Collection[str]) -> str:
    """The name, or with a number behind it: names that were cut or cleaned may have become the same."""
    stem, number, free = name.removesuffix(".xlsx"), 1, name
    while free in taken:
        number += 1
        free = f"{stem} ({number}).xlsx"
    return free


def out_of_date(names: Iterable[str], batch: Batch, files: Collection[str], only: Collection[str] | None) -> list[str]:
    """Of the returned workbooks at hand those of an earlier check: another has taken their place, or none is needed."""
    fates = [one for one in batch.fated if one.fate is not Fate.IGNORED]
    covers = (one.submission.cover for one in fates if only is None or one.submission.name in only)
    checked = {without_version(returned_name(cover, 0)) for cover in covers if cover is not None}
    return [name for name in names if name not in files and without_version(name) in checked]


def give_back(files: dict[str, bytes], batch: Batch, only: Collection[str] | None, output: Path) -> None:
    """Writes the returned workbooks, and moves earlier ones away: somebody may have begun to correct them."""
    folder = output / "returned"
    write_files(files, folder)
    stale = out_of_date(sorted(path.name for path in folder.iterdir()), batch, files, only)
    set_aside(stale, folder, output / ".history" / "returned")


def drop_downs(batch: Batch) -> dict[str, list[str]]:
    """The lists that drop-downs offer: names, codes of other sheets, lists of F00.6."""
    term = batch.term
    lists = {name: [value for _, value in pairs] for name, pairs in term.base.entries.items()}
    lists["人員"] = list(term.base.roster.people)
    for target in references(batch):
        rows = term.rows(target.sheet)
        lists[target.title] = [value for value in rows.text(target)[rows.usable] if value]
    return lists


def references(batch: Batch) -> list[Column]:
    """Columns that other columns refer to."""
    registry = batch.term.registry
    found = [target for column in registry.columns() if (target := registry.reference_of(column)) is not None]
    return [column for column in dict.fromkeys(found) if column.sheet in batch.term.sheets]


def parameter_values(batch: Batch) -> dict[str, Value]:
    """Parameters in force as numbers, for the live checks (30 % is 0.3)."""
    found: dict[str, Value] = {}
    for code in batch.term.base.parameters.names:
        number: Fraction | None = batch.term.base.parameters.number(code, batch.term.as_of)
        if number is not None:
            found[code] = Decimal(number.numerator) / Decimal(number.denominator)
    return found
