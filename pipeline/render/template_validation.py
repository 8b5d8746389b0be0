"""What Excel itself refuses or warns of when a cell is typed: drop-downs, ranges, and the hint beside the cell."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final

from pipeline.form.column import Column, Date, DateTime, Integer, Month, Number, Text, Time
from pipeline.form.excel import NotInExcel, broken
from pipeline.form.expression import Expr, Type, all_of
from pipeline.form.rule import Part
from pipeline.render.template_hints import message, typed
from pipeline.render.template_style import Duty

LONGEST_TITLE: Final = 32
LONGEST_MESSAGE: Final = 255
LONGEST_TEST: Final = 255
FAR: Final = 10**12

Validation = dict[str, Any]
"""A data validation as XlsxWriter takes it."""


class Strictness(Enum):
    """What happens to a value that a drop-down does not offer."""

    CLOSED = "stop"
    WARNING = "warning"
    OPEN = "information"


@dataclass(frozen=True)
class DropDown:
    """The range that a drop-down offers, and whether other values pass."""

    source: str
    strictness: Strictness

    @property
    def validation(self) -> Validation:
        """What it changes of a column's validation."""
        changed: Validation = {
            "validate": "list",
            "source": self.source,
            "show_error": self.strictness is not Strictness.OPEN,
            "error_type": self.strictness.value,
        }
        if self.strictness is Strictness.WARNING:
            changed["error_message"] = "名單裏沒有這一項。請核對；確實無誤可選「是」繼續。"
        return changed


def validation(column: Column, cell: Callable[[Column], str]) -> Validation:
    """The data validation of a column without its drop-down."""
    numeric = isinstance(column, Number | Date | Time | DateTime)
    strictness = Strictness.CLOSED if numeric else Strictness.WARNING
    return {
        **(_test(column, cell) or {"validate": "any"}),
        "error_type": strictness.value,
        "input_title": _cut(f"{Duty.of(column).sign} {column.title}", LONGEST_TITLE),
        "input_message": _cut(message(column), LONGEST_MESSAGE),
        "error_title": _cut(column.title, LONGEST_TITLE),
        "error_message": _cut(f"這一格要填：{typed(column) or column.guide}。", LONGEST_MESSAGE),
    }


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "…"


def limits(column: Column) -> Expr | None:
    """The range that a value must lie in (G-15, G-24), None when there is none."""
    bounds = [(column.above, column.__gt__), (column.at_least, column.__ge__), (column.at_most, column.__le__)]
    conditions = [compare(bound) for bound, compare in bounds if bound is not None]
    if not conditions and (not isinstance(column, Number) or column.negative):
        return None
    if isinstance(column, Number) and not column.negative and column.above is None and column.at_least is None:
        conditions.append(column >= 0)
    return all_of(conditions)


def _test(column: Column, cell: Callable[[Column], str]) -> dict[str, Any]:
    at = cell(column)
    if isinstance(column, Text) and column.max_length:
        return {"validate": "length", "criteria": "<=", "value": column.max_length}
    if isinstance(column, Month):
        return {"validate": "custom", "value": f'=AND(LEN({at})=7,MID({at},5,1)="-")'}
    if column.formula is not None or column.type not in (Type.NUMBER, Type.DATE, Type.TIME):
        return {}
    return _number_test(column, at, cell)


def _number_test(column: Column, at: str, cell: Callable[[Column], str]) -> dict[str, Any]:
    whole = isinstance(column, Integer)
    conditions = [f"ISNUMBER({at})", f"INT({at})={at}"] if whole else [f"ISNUMBER({at})"]
    limit = limits(column)
    try:
        within = [] if limit is None else [f"NOT({broken(Part(column, limit), None, cell)[1:]})"]
    except NotInExcel:
        within = []
    bodies = [f"=AND({','.join(tests)})" for tests in ([*conditions, *within], conditions)]
    body = next(one for one in bodies if len(one) <= LONGEST_TEST)
    return _plain_test(column) or {"validate": "custom", "value": body}


def _plain_test(column: Column) -> dict[str, Any]:
    """Excel's own test where the limits are constants: its dialog shows them."""
    if isinstance(column, Time):
        return {"validate": "time", **_between(0, 0.999999)}
    if isinstance(column, DateTime) or (isinstance(column, Date) and limits(column) is None):
        return {"validate": "date", **_between("=DATE(2000,1,1)", "=DATE(2099,12,31)")}
    if not isinstance(column, Number):
        return {}
    low, high = column.at_least, column.at_most
    low = 0 if low is None and not column.negative else low
    if isinstance(low, Expr) or isinstance(high, Expr) or isinstance(column.above, Expr):
        return {}
    kind = {"validate": "integer" if isinstance(column, Integer) else "decimal"}
    if column.above is not None:
        return {**kind, "criteria": ">", "value": column.above} if high is None else {}
    return {**kind, **_between(-FAR if low is None else low, FAR if high is None else high)}


def _between(low: object, high: object) -> dict[str, object]:
    return {"criteria": "between", "minimum": low, "maximum": high}
