"""The invented school, the window of its term and its parameters, all of them at their defaults."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.forms.parameters import DEFINITIONS
from pipeline.sample.table import Row, day, typed

SCHOOL = "示例小學"
TERM = "2025-2026-2"
SCHOOL_YEAR = "2025-2026"
WINDOW_START = day("01-24")
OPENING_DAY = day("03-02")
TERM_END = day("07-03")
MONTHS = tuple(f"2026-{number:02d}" for number in range(1, 8))
SCHOOL_MONTHS = MONTHS[2:]

HEAD = "孫立"
"""The single approving pen (一支筆)."""

ESSENTIALS = {
    "P-00a": SCHOOL,
    "P-00b": TERM,
    "P-00c": WINDOW_START.isoformat(),
    "P-00d": OPENING_DAY.isoformat(),
    "P-00e": TERM_END.isoformat(),
    "P-00f": HEAD,
}


def parameter_rows(values: Mapping[str, str] = ESSENTIALS) -> list[Row]:
    """F00.1: one row a code, with its value by code; the others at their defaults."""
    return [
        typed(
            {
                "參數代碼": each.code,
                "參數名稱": each.name,
                "參數值": values.get(each.code, each.default),
                "單位": each.unit,
                "生效日期": WINDOW_START,
            }
        )
        for each in DEFINITIONS
    ]
