"""manifest.json: every input's fate, every row, every Finding and every figure with its source (contract)."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np

from pipeline.batch import Batch
from pipeline.checks.fates import Fated
from pipeline.checks.services import month_text
from pipeline.checks.tally import FileTally
from pipeline.figures.number import half_up
from pipeline.figures.report import Figure, Report
from pipeline.finding import Finding
from pipeline.intake.discover import Discovered

MANIFEST = "manifest.json"
RATIO_PLACES = 6
FigureKey = tuple[str, tuple[tuple[str, str], ...], str]


MARK = "\0"
"""Stands before the digits of an exact number until they are printed; no cell of a workbook can hold it."""


def manifest(
    batch: Batch, report: Report, ignored: Sequence[Discovered], cells: Mapping[FigureKey, str], made_by: str
) -> dict[str, Any]:
    """The manifest without its outputs."""
    return {
        "period": report.period,
        "term": report.term,
        "school": report.school,
        "made_by": made_by,
        "inputs": inputs(batch.fated, ignored),
        "sheets": [sheet_line(line) for line in batch.tallies],
        "findings": [finding_line(finding) for finding in batch.findings],
        "figures": [figure_line(figure, cells) for _, figure in sorted(report.figures.items())],
    }


def inputs(fated: Sequence[Fated], ignored: Sequence[Discovered]) -> list[dict[str, Any]]:
    """One line a file, by name."""
    lines = [input_line(one) for one in fated]
    blank = dict.fromkeys(("form", "month", "part", "version"))
    lines += [{"name": one.name, "sha256": None, "fate": "ignored", "why": one.ignored, **blank} for one in ignored]
    return sorted(lines, key=lambda line: str(line["name"]))


def input_line(one: Fated) -> dict[str, Any]:
    """A file, its fate, and what it says that it is."""
    cover = one.submission.cover
    return {
        "name": one.submission.name,
        "sha256": one.submission.sha256 or None,
        "fate": one.fate.value,
        "why": one.why or None,
        "form": cover.form if cover else None,
        "month": month_text(cover.month) if cover and cover.month is not None else None,
        "part": cover.part if cover else None,
        "version": cover.version if cover else None,
    }


def sheet_line(line: FileTally) -> dict[str, Any]:
    """What became of the rows of one sheet of one file."""
    known = {"file": line.file, "form": line.form, "sheet": line.sheet, "totals_rows": line.totals_rows}
    return {**known, "rows": line.rows, **({"fen": line.fen} if line.fen is not None else {})}


def finding_line(finding: Finding) -> dict[str, Any]:
    """One Finding as others than its filler may see it; `row` is null where it stands on none."""
    finding = finding.for_others
    place = finding.place
    return {
        "rule": finding.rule,
        "effect": finding.effect.value,
        "file": place.file or None,
        "sheet": place.sheet or None,
        "cell": place.cell or None,
        "row": place.row or None,
        "column": place.column or None,
        "value": finding.value,
        "message": finding.message,
        "form": finding.form or None,
        "month": finding.month or None,
    }


def figure_line(figure: Figure, cells: Mapping[FigureKey, str]) -> dict[str, Any]:
    """One figure with its cell in the statistics and the number of rows behind it."""
    return {
        "metric": figure.metric,
        "by": dict(figure.by),
        "span": figure.span,
        "number": json_number(figure.number, figure.unit),
        "unit": figure.unit,
        "text": figure.text,
        "from": {"statistics": cells.get(figure.key), "rows": int(np.unique(figure.rows).size)},
    }


def json_number(number: Fraction | None, unit: str) -> Decimal | int | None:
    """Money in 元 with two decimals, a % as a ratio; None for no figure."""
    if number is None:
        return None
    if unit == "元":
        return Decimal(f"{_decimal(half_up(number, 2)):.2f}")
    if number.denominator == 1:
        return int(number)
    return _decimal(half_up(number, RATIO_PLACES))


def _decimal(number: Fraction) -> Decimal:
    return Decimal(number.numerator) / Decimal(number.denominator)


def output_lines(files: Mapping[str, bytes]) -> list[dict[str, str]]:
    """Name and SHA-256 of each file that a run made."""
    return [{"name": name, "sha256": hashlib.sha256(content).hexdigest()} for name, content in sorted(files.items())]


def as_json(value: object) -> bytes:
    """UTF-8, one key a line, the same bytes for the same value; a Decimal is a number with just its digits."""
    text = json.dumps(value, ensure_ascii=False, indent=1, default=lambda number: f"{MARK}{number:f}")
    return (re.sub(r'"\\u0000(-?[0-9.]+)"', r"\1", text) + "\n").encode("utf-8", "replace")
