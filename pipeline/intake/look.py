"""What is seen of a worksheet beside its values."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.intake.address import COLUMNS_AT_MOST
from pipeline.intake.raw import Address, Range


@dataclass(slots=True)
class Look:
    """What was seen of one sheet; rows and columns are 0-based."""

    error_cells: dict[Address, str] = field(default_factory=dict)
    uncached: set[Address] = field(default_factory=set)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merged: list[Range] = field(default_factory=list)
    to_read: bytes = field(default=b"", compare=False, repr=False)
    """The sheet's XML as the reader is given it."""
    written: int = field(default=0, compare=False)
    """How many cells are written with a content, at least; 0 where it is known already that none stands twice."""

    def hide_columns(self, first: int, last: int) -> None:
        """Note columns `first` to `last`, counted from 1, as hidden; those beyond the limit cannot hold anything."""
        self.hidden_columns.update(range(first - 1, min(last, COLUMNS_AT_MOST)))
