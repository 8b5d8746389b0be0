"""Worksheets that XlsxWriter writes with the same bytes in less time: most of a run's time goes into their cells."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell_fast
from xlsxwriter.worksheet import Worksheet

ROWS_A_SPAN = 16


class QuickWorksheet(Worksheet):
    """Texts and numbers in a format of their own, which most cells are, take a short way."""

    fh: Any  # where the XML goes; XlsxWriter says None, which it is at first

    def _write_cell(self, row: int, col: int, cell: Any) -> None:  # noqa: ANN401  # XlsxWriter's own tuples
        kind = type(cell).__name__
        if cell.format is None or kind not in {"String", "Number"}:
            super()._write_cell(row, col, cell)
            return
        start = f'<c r="{xl_rowcol_to_cell_fast(row, col)}" s="{cell.format._get_xf_index()}"'  # noqa: SLF001  # as XlsxWriter's
        value = f' t="s"><v>{cell.string}' if kind == "String" else f"><v>{cell.number:.16G}"
        self.fh.write(f"{start}{value}</v></c>")

    def _calculate_spans(self) -> None:
        """The first and the last column in use of every 16 rows, notes counted too."""
        used: dict[int, list[int]] = defaultdict(list)
        for cells in (self.table, self.comments):
            for row, columns in cells.items():
                if columns:
                    used[row // ROWS_A_SPAN] += [min(columns) + 1, max(columns) + 1]
        self.row_spans = {block: f"{min(columns)}:{max(columns)}" for block, columns in used.items()}


class PlainWorksheet(QuickWorksheet):
    """Takes formulas as they are: XlsxWriter looks in each for a hundred functions newer than any of ours."""

    def _prepare_formula(self, formula: str, *_: bool, **__: bool) -> str:
        return formula.removeprefix("=")
