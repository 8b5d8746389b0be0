"""A worksheet's XML, element by element: for sheets that are written in an unusual way, and for the exact refusal."""

from __future__ import annotations

from pipeline.intake.address import Extent, cell_name, parse_address, parse_range, whole
from pipeline.intake.look import Look
from pipeline.intake.markup import parse
from pipeline.intake.raw import Address, Why
from pipeline.intake.refusal import UnreadableError

_TRUE = ("1", "true")


def walk(xml: bytes, sheet: str) -> Look:
    """The same as `second_look.look`, about ten times slower, for any legal way to write a sheet."""
    walker = _Walker(sheet)
    parse(xml, walker.start, walker.end, walker.text)
    walker.seen.to_read = xml
    return walker.seen


class _Walker:
    def __init__(self, sheet: str) -> None:
        self.seen = Look()
        self._sheet = sheet
        self._extent = Extent(sheet)
        self._met: set[Address] = set()
        self._row = self._column = 0
        self._cell: _Cell | None = None
        self._in_value = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if self._cell is not None:
            self._start_inside(self._cell, name)
        elif name == "c":
            self._start_cell(attributes)
        elif name == "row":
            self._start_row(attributes)
        elif name == "col" and attributes.get("hidden") in _TRUE:
            self.seen.hide_columns(whole(attributes.get("min", "")), whole(attributes.get("max", "")))
        elif name == "mergeCell":
            self.seen.merged.append(parse_range(attributes.get("ref", "")))

    def end(self, name: str) -> None:
        if name == "v":
            self._in_value = False
        elif name == "row":
            self._row += 1
            self._column = 0
        elif name == "c" and self._cell is not None:
            self._finish(self._cell)
            self._cell = None
            self._column += 1

    def text(self, characters: str) -> None:
        if self._in_value and self._cell is not None:
            self._cell.value += characters

    def _start_row(self, attributes: dict[str, str]) -> None:
        if "r" in attributes:
            self._row = whole(attributes["r"]) - 1
        if attributes.get("hidden") in _TRUE:
            self.seen.hidden_rows.add(self._row)

    def _start_cell(self, attributes: dict[str, str]) -> None:
        row = self._row
        if "r" in attributes:
            row, self._column = parse_address(attributes["r"])
        self._cell = _Cell((row, self._column), attributes.get("t", ""))

    def _start_inside(self, cell: _Cell, name: str) -> None:
        cell.has_formula |= name == "f"
        cell.has_value |= name in {"v", "is"}
        self._in_value |= name == "v"

    def _finish(self, cell: _Cell) -> None:
        if cell.type == "e" and cell.value:
            self.seen.error_cells[cell.at] = cell.value
        if cell.has_value or cell.has_formula:
            self._meet(cell.at)
        if not cell.is_blank:
            self._extent.include(*cell.at)
        elif cell.has_formula:
            self.seen.uncached.add(cell.at)

    def _meet(self, at: Address) -> None:
        if at in self._met:
            raise UnreadableError(Why.DUPLICATE_CELL, sheet=self._sheet, cell=cell_name(*at))
        self._met.add(at)


class _Cell:
    __slots__ = ("at", "has_formula", "has_value", "type", "value")

    def __init__(self, at: Address, type_: str) -> None:
        self.at = at
        self.type = type_
        self.value = ""
        self.has_value = self.has_formula = False

    @property
    def is_blank(self) -> bool:
        """Whether nothing is stored; an empty text (`t="str"` and `<v></v>`) is something."""
        return not self.has_value or (not self.value and self.type not in {"str", "inlineStr"})
