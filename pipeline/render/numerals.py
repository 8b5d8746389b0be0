"""Numbers that reach a table as text, such as a bill's quantity: they are set like numbers, codes like text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from pipeline.figures.report import Cell

_NUMERAL: Final = re.compile(r"-?\d{1,3}(,\d{3})*(\.\d+)?")


def is_column_of_numbers(column: Sequence[Cell]) -> bool:
    """Whether all that a column says are written numbers, one at least with a separator, which a code has not."""
    texts = [cell for cell in column if cell]
    numerals = [text for text in texts if isinstance(text, str) and _NUMERAL.fullmatch(text)]
    return len(numerals) == len(texts) and any({",", "."} & set(text) for text in numerals)
