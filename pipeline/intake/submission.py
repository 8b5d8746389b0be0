"""What one workbook handed in: its cover and its rows in typed columns, with all that was understood or not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from pipeline.finding import Effect

NOTHING = np.iinfo(np.int64).min
"""A blank or unreadable number, date or month."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """A cell that could not be taken as typed. `index` is the row's place among the sheet's data rows."""

    column: str
    index: int
    rule: str
    raw: str
    says: str
    fix: str


@dataclass(frozen=True, slots=True)
class ReadAs:
    """A conversion: what was typed and what it was read as (讀作); never silent."""

    column: str
    index: int
    raw: str
    read_as: str


@dataclass(frozen=True)
class Texts:
    """A text column, each distinct text once: `codes` point into `values`, −1 is blank."""

    codes: NDArray[np.int32]
    values: Sequence[str]


ColumnData = NDArray[np.int64] | Texts
"""Numbers, dates and months as int64 with NOTHING for blanks; everything else as Texts."""


@dataclass(frozen=True)
class TotalsRow:
    """A 合計 row that the filler typed: its Excel row and the numbers by column name, in the column's scale."""

    row: int
    label: str
    values: dict[str, int]


@dataclass(frozen=True)
class SheetData:
    """The data rows of one sheet. `rows` are Excel row numbers, `letters` the Excel column of each column present.

    `computed` are the names of the ƒ columns: what is stored there is the work of a program, nobody typed it.
    """

    title: str
    name: str
    header_row: int
    rows: NDArray[np.int32]
    columns: dict[str, ColumnData]
    letters: dict[str, str]
    troubles: Sequence[Trouble] = ()
    read_as: Sequence[ReadAs] = ()
    totals: Sequence[TotalsRow] = ()
    hidden_rows: int = 0
    computed: frozenset[str] = frozenset()


@dataclass(frozen=True)
class FileTrouble:
    """Something about the whole workbook; `cell` is empty where no cell is to blame."""

    rule: str
    effect: Effect
    says: str
    fix: str
    sheet: str = ""
    cell: str = ""
    column: str = ""
    value: str = ""


@dataclass(frozen=True)
class CoverData:
    """封面 as read. Months are year × 12 + month − 1 (None when blank), `filled_on` a day (`date.toordinal`).

    `stamps` are the texts on the hidden sheet, by label, and `stamped_month` its month: what the workbook was made for.
    """

    form: str
    school: str
    term: str
    month: int | None
    part: int = 1
    version: int = 1
    filled_by: str = ""
    filled_on: int | None = None
    reviewed_by: str = ""
    nothing_to_report: bool = False
    sheet: str = "封面"
    cells: dict[str, str] = field(default_factory=dict)
    stamps: dict[str, str] = field(default_factory=dict)
    stamped_month: int | None = None

    @property
    def stamped_term(self) -> str:
        """The term that the workbook was made for, '' when for none."""
        return self.stamps.get("學期", "")

    @property
    def terms(self) -> frozenset[str]:
        """Every term that the workbook may belong to: where 封面 and the hidden sheet disagree, both."""
        return frozenset({self.term, self.stamped_term} - {""})

    @property
    def months(self) -> frozenset[int]:
        """Every month that the workbook may belong to."""
        return frozenset(month for month in (self.month, self.stamped_month) if month is not None)


@dataclass(frozen=True)
class Submission:
    """One file of the inbox. `cover` is None when it cannot be told what it is; `refused` says why it is not read."""

    name: str
    sha256: str
    size: int
    cover: CoverData | None = None
    sheets: Sequence[SheetData] = ()
    troubles: Sequence[FileTrouble] = ()
    refused: str = ""

    def sheet(self, title: str) -> SheetData | None:
        """The sheet of that title, None when the workbook has none."""
        return next((sheet for sheet in self.sheets if sheet.title == title), None)
