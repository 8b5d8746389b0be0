"""The hidden sheet 字典: what the workbook is, the parameters its checks read, and the lists of its drop-downs.

Column A names and column B holds the identity, so that a renamed file is still known; nothing else stands near it.
What is not known when the workbook is written (the month of a blank one) is left empty. The part follows 封面, since a
clerk may divide a form.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Final

from xlsxwriter.utility import xl_col_to_name

from pipeline.form.filled import Filled, Value
from pipeline.render.template_style import Styles, serial
from pipeline.render.text import scrub
from pipeline.render.worksheet import PlainWorksheet

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

TITLE: Final = "字典"
TEMPLATE_VERSION: Final = "1"
PARAMETER_COLUMN: Final = 6
FIRST_LIST: Final = 9

_NOT_IN_NAMES: Final = re.compile(r"\W")


@dataclass(eq=False)
class Dictionary:
    """Collects lists and parameters while the data sheets are written; `write` puts them on their sheet at the end."""

    parameters: Mapping[str, Value] = field(default_factory=dict)
    _lists: dict[tuple[str, ...], str] = field(default_factory=dict)
    _names: list[str] = field(default_factory=list)

    def list_of(self, name: str, options: Sequence[str]) -> str:
        """The range that holds the options, as a drop-down's source."""
        key = tuple(options)
        if key not in self._lists:
            letter = xl_col_to_name(FIRST_LIST + len(self._lists))
            self._lists[key] = f"='{TITLE}'!${letter}$2:${letter}${len(key) + 1}"
            self._names.append(name)
        return self._lists[key]

    def parameter(self, code: str) -> str | None:
        """The name under which formulas read a parameter, None when its value is not at hand."""
        value = self.parameters.get(code)
        return None if value is None or value == "" else f"參數_{_NOT_IN_NAMES.sub('_', code)}"

    def write(self, workbook: Workbook, styles: Styles, filled: Filled, part_cell: str) -> None:
        """Add the sheet, hidden."""
        sheet = workbook.add_worksheet(TITLE, PlainWorksheet)
        sheet.hide()
        sheet.protect("", {"select_locked_cells": True})
        self._write_identity(sheet, styles, filled, part_cell)
        self._write_parameters(workbook, sheet, styles)
        for at, (options, name) in enumerate(zip(self._lists, self._names, strict=True), FIRST_LIST):
            sheet.write_string(0, at, scrub(name))
            for row, option in enumerate(options, 1):
                sheet.write_string(row, at, scrub(option), styles(num_format="@"))

    def _write_identity(self, sheet: Worksheet, styles: Styles, filled: Filled, part_cell: str) -> None:
        cover, text = filled.cover, styles(num_format="@")
        identity = {"表號": filled.form, "學校": cover.school, "學期": cover.term, "月份": cover.month, **filled.stamps}
        for row, (key, value) in enumerate(identity.items()):
            sheet.write_string(row, 0, key)
            sheet.write_string(row, 1, scrub(value), text)
        sheet.write_string(len(identity), 0, "分冊")
        sheet.write_formula(len(identity), 1, f"={part_cell}", None, cover.part)
        sheet.write_string(len(identity) + 1, 0, "模板版本")
        sheet.write_string(len(identity) + 1, 1, TEMPLATE_VERSION, text)
        sheet.set_column(0, 1, 24)

    def _write_parameters(self, workbook: Workbook, sheet: Worksheet, styles: Styles) -> None:
        letter = xl_col_to_name(PARAMETER_COLUMN + 1)
        for row, (code, value) in enumerate(sorted(self.parameters.items())):
            name = self.parameter(code)
            if name is None:
                continue
            sheet.write_string(row, PARAMETER_COLUMN, code)
            if isinstance(value, date):
                sheet.write_number(row, PARAMETER_COLUMN + 1, serial(value), styles(num_format="yyyy-mm-dd"))
            elif isinstance(value, str):
                sheet.write_string(row, PARAMETER_COLUMN + 1, scrub(value))
            else:
                sheet.write_number(row, PARAMETER_COLUMN + 1, float(value or 0))
            workbook.define_name(name, f"='{TITLE}'!${letter}${row + 1}")
