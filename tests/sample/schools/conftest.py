"""A smaller school's workspace, written and reported on once."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.batch import judge
from pipeline.checks.services import month_number
from pipeline.config import load
from pipeline.finding import Effect
from pipeline.forms.registry import registry
from pipeline.sample.school import MONTHS
from pipeline.workspace import read_inbox
from tests.workspaces import CONFIG, TERM, Published, Workspace, houqin

HEADING = re.compile("^[一二三四五六七八九十]+、(.+)$")


@cache
def school(name: str) -> Published:
    """The term of the school, reported on; nothing waits for a person."""
    with TemporaryDirectory() as folder:
        place = Workspace(Path(folder, "school"))
        told = houqin("sample", place.folder, "--school", name)
        assert told.code == 0, told
        told = place("run", "--term")
        assert told.code == 0, told
        return place.published()


def found_month_by_month(name: str) -> dict[str, set[str]]:
    """The rules of every finding but the NOTEs, as known at the end of each month that has one."""
    with TemporaryDirectory() as folder:
        place = Path(folder, "school")
        assert houqin("sample", place, "--school", name).code == 0
        submissions = read_inbox(load(place / CONFIG)).submissions
    found = {month: judge(submissions, registry(), TERM, month_number(month)).findings for month in MONTHS}
    rules = {month: {one.rule for one in every if one.effect is not Effect.NOTE} for month, every in found.items()}
    return {month: broken for month, broken in rules.items() if broken}


def headings(published: Published) -> list[str]:
    """The chapters of the summary."""
    return [found[1] for text in published.paragraphs if (found := HEADING.match(text))]


def held_or_broken(published: Published) -> list[tuple[str, str, str, str]]:
    """Every finding but the NOTEs."""
    return published.findings("HOLD", "EXCLUDE", "FLAG")


def all_text(published: Published) -> str:
    """Every word of the summary and of the statistics, cells and notes."""
    sheets = published.workbook.worksheets
    cells = (str(cell) for sheet in sheets for row in sheet.iter_rows(values_only=True) for cell in row if cell)
    tables = (cell.text for table in published.document.tables for row in table.rows for cell in row.cells)
    return "\n".join([published.prose, *tables, *cells])
