"""An .ods beside its values: error cells, uncalculated formulas, hidden rows and columns, merged cells."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

from pipeline.intake.address import ROWS_AT_MOST, Extent, whole
from pipeline.intake.archive import Archive
from pipeline.intake.look import Look
from pipeline.intake.markup import parse
from pipeline.intake.raw import Why
from pipeline.intake.refusal import UnreadableError

CONTENT = "content.xml"
MANIFEST = "META-INF/manifest.xml"
_HIDDEN = ("collapse", "filter")
_CELLS = ("table-cell", "covered-table-cell")


def parts_of(archive: Archive) -> dict[str, bytes]:
    """The parts that the reader needs. Raises UnreadableError where they are encrypted."""
    parts = {name: archive.read(name) for name in ("mimetype", MANIFEST) if name in archive}
    if b"encryption-data" in parts.get(MANIFEST, b""):
        raise UnreadableError(Why.ENCRYPTED)
    return {**parts, CONTENT: archive.read(CONTENT)}


def looks(content: bytes) -> list[Look]:
    """One look a sheet, in the workbook's order. Raises UnreadableError for a far cell and for broken XML."""
    walker = _Walker()
    parse(content, walker.start, walker.end, walker.text)
    return walker.seen


@dataclass(slots=True)
class _Cell:
    repeated: int
    is_error: bool
    has_value: bool
    has_formula: bool
    depth: int
    text: str = ""


class _Walker:
    """Counts rows and columns over their repetitions; depth tells a cell's own text from that of its comment.

    A calculated formula whose result is an empty text has no value type, but an empty paragraph.
    """

    def __init__(self) -> None:
        self.seen: list[Look] = []
        self._extent = Extent("")
        self._depth = self._row = self._column = self._described = self._row_repeated = 0
        self._cell: _Cell | None = None

    def start(self, name: str, at: dict[str, str]) -> None:
        self._depth += 1
        if name == "table":
            self._start_table(at)
        elif self._cell is not None:
            self._cell.has_value |= name == "p" and self._depth == self._cell.depth + 1
        elif not self.seen:
            return
        elif name == "table-column":
            self._start_column(at)
        elif name == "table-row":
            self._start_row(at)
        elif name in _CELLS:
            self._start_cell(at)

    def end(self, name: str) -> None:
        if self._cell is not None and self._depth == self._cell.depth:
            self._finish(self._cell)
            self._cell = None
        elif name == "table-row" and self._cell is None:
            self._row += self._row_repeated
        self._depth -= 1

    def text(self, characters: str) -> None:
        if self._cell is not None and self._depth == self._cell.depth + 1:
            self._cell.text += characters

    def _start_table(self, at: dict[str, str]) -> None:
        self.seen.append(Look())
        self._extent = Extent(at.get("table:name", ""))
        self._row = self._column = self._described = 0

    def _start_column(self, at: dict[str, str]) -> None:
        first = self._described + 1
        self._described += _repeated(at, "table:number-columns-repeated")
        if at.get("table:visibility") in _HIDDEN:
            self.seen[-1].hide_columns(first, self._described)

    def _start_row(self, at: dict[str, str]) -> None:
        self._column = 0
        self._row_repeated = _repeated(at, "table:number-rows-repeated")
        if at.get("table:visibility") in _HIDDEN:
            self.seen[-1].hidden_rows.update(range(self._row, min(self._row + self._row_repeated, ROWS_AT_MOST)))

    def _start_cell(self, at: dict[str, str]) -> None:
        self._cell = _Cell(
            repeated=_repeated(at, "table:number-columns-repeated"),
            is_error=at.get("calcext:value-type") == "error",
            has_value="office:value-type" in at,
            has_formula="table:formula" in at,
            depth=self._depth,
        )
        rows, columns = _repeated(at, "table:number-rows-spanned"), _repeated(at, "table:number-columns-spanned")
        if rows * columns > 1:
            self.seen[-1].merged.append((self._row, self._column, self._row + rows - 1, self._column + columns - 1))

    def _finish(self, cell: _Cell) -> None:
        last_row, last_column = self._row + self._row_repeated - 1, self._column + cell.repeated - 1
        if cell.has_value or cell.has_formula:
            self._extent.include(last_row, last_column)
        at = product(range(self._row, last_row + 1), range(self._column, last_column + 1))
        if cell.is_error:
            self.seen[-1].error_cells.update(dict.fromkeys(at, cell.text or "#VALUE!"))
        elif cell.has_formula and not cell.has_value:
            self.seen[-1].uncached.update(at)
        self._column = last_column + 1


def _repeated(at: dict[str, str], name: str) -> int:
    return whole(at.get(name, "1"))
