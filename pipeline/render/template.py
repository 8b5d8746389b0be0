"""The workbooks that clerks fill: blank, with carried rows, filled (the sample), or returned with what to correct.

One writer for all of them, from the form alone; the same inputs give the same bytes.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import replace
from datetime import datetime
from typing import Final

from xlsxwriter import Workbook

from pipeline.finding import Finding
from pipeline.form.filled import Cover, Filled, Value
from pipeline.form.form import Form
from pipeline.render import template_problems as problem_marks
from pipeline.render.archive import repacked
from pipeline.render.template_cover import ANSWERS, PART_CELL, CoverSheet
from pipeline.render.template_cover import TITLE as COVER
from pipeline.render.template_guide import TITLE as GUIDE
from pipeline.render.template_guide import GuideSheet
from pipeline.render.template_hints import PEOPLE_LIST
from pipeline.render.template_lists import Dictionary
from pipeline.render.template_sheet import Context, write_sheet
from pipeline.render.template_style import FONT, FONT_SIZE, Styles
from pipeline.render.text import one_line
from pipeline.render.worksheet import PlainWorksheet, QuickWorksheet

CREATED: Final = datetime(2000, 1, 1)  # noqa: DTZ001  # the clock does not show
_OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_format_properties": {"font_name": FONT, "font_size": FONT_SIZE},
}
_NOT_IN_FILE_NAMES: Final = re.compile(r'[\\/:*?"<>|\x00-\x1f]')


def write_workbook(
    form: Form,
    filled: Filled,
    *,
    lists: Mapping[str, Sequence[str]] | None = None,
    parameters: Mapping[str, Value] | None = None,
    problems: Sequence[Finding] = (),
    source: str = "",
    blank_rows: int = 200,
) -> bytes:
    """The workbook of a form with these rows.

    `lists` gives drop-downs by column heading (or the heading of the column that it refers to); "人員" holds the names.
    `parameters` gives numbers by code as the rules read them (30 % is 0.3). `problems` are findings about this very
    workbook: each is noted at its cell, and all are listed on a first sheet 待更正. `source` is the file that came in.

    Raises:
        KeyError: for a sheet or a column that the form has not.
    """
    titles = [COVER, *(sheet.title for sheet in form.sheets)]
    if unknown := {*filled.sheets, *filled.merged} - {*titles[1:]}:
        raise KeyError(f"{form.id} has no sheet {sorted(unknown)}")
    problems = [_on_our_cover(one) for one in problems]
    stream = io.BytesIO()
    workbook = Workbook(stream, deepcopy(_OPTIONS))  # XlsxWriter writes into what it is given
    _describe(workbook, form, filled.cover)
    styles, dictionary = Styles(workbook), Dictionary(parameters or {})
    if problems:
        listed = workbook.add_worksheet(problem_marks.TITLE, QuickWorksheet)
        problem_marks.ProblemSheet(listed, styles, titles).write(problems, source)
    fills, people = problem_marks.fills(problems, titles), (lists or {}).get(PEOPLE_LIST, ())
    cover = workbook.add_worksheet(COVER, QuickWorksheet)
    CoverSheet(cover, styles, dictionary, people, fills.get(COVER, {})).write(form, filled.cover)
    problem_marks.write_notes(cover, problems, COVER)
    GuideSheet(workbook.add_worksheet(GUIDE, QuickWorksheet), styles).write(form)
    context = Context(form, styles, dictionary, lists or {}, parameters or {}, blank_rows, fills, bool(problems))
    for sheet in form.sheets:
        target = workbook.add_worksheet(sheet.title, PlainWorksheet)
        write_sheet(target, sheet, filled, context)
        problem_marks.write_notes(target, problems, sheet.title)
    dictionary.write(workbook, styles, filled, PART_CELL)
    workbook.close()
    return repacked(stream.getvalue())


def _describe(workbook: Workbook, form: Form, cover: Cover) -> None:
    workbook.set_size(2400, 1500)
    workbook.set_properties(
        {
            "title": one_line(f"{form.id} {form.title}"),
            "subject": one_line(f"{cover.term} {cover.month}"),
            "author": one_line(cover.school) or "houqin",
            "created": CREATED,
        }
    )


def _on_our_cover(finding: Finding) -> Finding:
    """A finding on 封面 stands at the answer in our layout, wherever it stood in the file that came in."""
    place = finding.place
    if place.sheet != COVER or place.column not in ANSWERS:
        return finding
    return replace(finding, place=replace(place, cell=ANSWERS[place.column]))


def file_name(form: Form, cover: Cover) -> str:
    """F02_食堂採購驗收出入庫台賬.xlsx for a blank workbook, F02_2025-2026-2_2026-03.xlsx for a month's.

    Later versions are told apart by part and version: F02_2025-2026-2_2026-03_1_v2.xlsx.
    """
    if not cover.month:
        return f"{form.id}_{_safe(form.title)}.xlsx"
    parts = [form.id, _safe(cover.term), _safe(cover.month)]
    if cover.version > 1:
        parts += [str(cover.part), f"v{cover.version}"]
    elif cover.part > 1:
        parts.append(str(cover.part))
    return "_".join(parts) + ".xlsx"


def _safe(text: str) -> str:
    return _NOT_IN_FILE_NAMES.sub("_", one_line(text))
