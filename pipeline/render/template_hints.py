"""What may be typed into a column, in words for the guide and as Excel's own data validation beside the cell."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final

from pipeline.form.column import (
    Choice,
    Column,
    Date,
    DateTime,
    Integer,
    Many,
    Month,
    Number,
    People,
    Person,
    Text,
    Time,
    YesNo,
)
from pipeline.form.excel import NotInExcel, broken
from pipeline.form.expression import Expr, Literal, Type, all_of, literal
from pipeline.form.rule import Part
from pipeline.render.template_style import Duty
from pipeline.render.template_words import Unsaid, comparison_of, condition, words

PEOPLE_LIST: Final = "人員"
LONGEST_TITLE: Final = 32
LONGEST_MESSAGE: Final = 255
LONGEST_TEST: Final = 255
FAR: Final = 10**12
NEEDED: Final = "必填"
JOINED: Final = "隔開"

_KINDS: Final[Mapping[type[Column], str]] = {
    YesNo: "是或否，從清單選",
    Choice: "從清單選一項",
    Person: "一個姓名",
    People: "姓名，多人用「、」隔開",
    Many: "多項用「、」隔開",
    Integer: "整數",
    Number: "數字",
    Date: "日期，如 2026-03-02",
    DateTime: "日期和時間，如 2026-03-02 06:40",
    Time: "時間，如 06:40",
    Month: "月份，如 2026-03",
}


def typed(column: Column) -> str:
    """What may be typed, in a few words."""
    if column.formula is not None:
        return "自動計算，不用填"
    kind = "" if JOINED in column.guide and isinstance(column, Many | People) else _kind(column)
    return "，".join(part for part in (kind, *_range(column)) if part)


def _kind(column: Column) -> str:
    if isinstance(column, Text):
        word = "編號，照原樣填" if column.code else "文字"
        return f"{word}，最多{column.max_length}字" if column.max_length else word
    if isinstance(column, Number) and column.scale:
        return f"數字，最多{column.scale}位小數"
    return next((_KINDS[kind] for kind in type(column).__mro__ if kind in _KINDS), "文字")


def _range(column: Column) -> list[str]:
    bounds = ((">", column.above), (">=", column.at_least), ("<=", column.at_most))
    said = [_comparison(column, op, literal(bound)) for op, bound in bounds if bound is not None]
    return [*said, "可為負數" if column.negative else ""]


def _comparison(column: Column, op: str, bound: Expr) -> str:
    try:
        return comparison_of(column.type, op) + words(bound)
    except Unsaid:
        return ""


def duty(column: Column) -> str:
    """「● 必填」, or when it must be filled."""
    kind = Duty.of(column)
    if kind is not Duty.CONDITIONAL or column.needed is None:
        return f"{kind.sign} {kind.word}"
    if isinstance(column.needed, Literal):
        return f"{kind.sign} 應填"
    if column.guide.endswith(NEEDED):
        return f"{kind.sign} {column.guide}"
    when = condition(column.needed)
    return f"{kind.sign} {when}時必填" if when else f"{kind.sign} {kind.word}"


def guide(column: Column) -> str:
    """The form's own hint, unless it is the duty."""
    return "" if column.needed is not None and column.guide.endswith(NEEDED) else column.guide


def options(column: Column) -> Sequence[str]:
    """The closed list of a column, if it has one."""
    return column.options if isinstance(column, Choice | Many) else ()


def offered(column: Column, lists: Mapping[str, Sequence[str]]) -> Sequence[str]:
    """What the drop-down offers: the form's closed list, or the school's list under one of the column's names."""
    if isinstance(column, Many | People) or column.formula is not None:
        return ()
    names = [column.title, column.list_name, *([column.reference.title] if column.reference is not None else [])]
    names += [PEOPLE_LIST] if isinstance(column, Person) else []
    return options(column) or next((lists[name] for name in names if lists.get(name)), ())


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


def validation(column: Column, cell: Callable[[Column], str], drop_down: DropDown | None) -> dict[str, Any]:
    """The data validation of a column, as XlsxWriter takes it."""
    if drop_down is not None:
        strictness, test = drop_down.strictness, {"validate": "list", "source": drop_down.source}
    else:
        numeric = isinstance(column, Number | Date | Time | DateTime)
        strictness, test = Strictness.CLOSED if numeric else Strictness.WARNING, _test(column, cell)
    return {
        **(test or {"validate": "any"}),
        "show_error": strictness is not Strictness.OPEN,
        "error_type": strictness.value,
        "input_title": _cut(f"{Duty.of(column).sign} {column.title}", LONGEST_TITLE),
        "input_message": _cut(message(column), LONGEST_MESSAGE),
        "error_title": _cut(column.title, LONGEST_TITLE),
        "error_message": _cut(_refusal(column, strictness), LONGEST_MESSAGE),
    }


def message(column: Column) -> str:
    """The hint beside the cell."""
    unit = f"單位：{column.unit}" if column.unit else ""
    example = f"例：{column.example}" if column.example and column.formula is None else ""
    lines = [duty(column), typed(column) if column.formula is None else "", unit, guide(column), example]
    return "\n".join(line for line in lines if line)


def _refusal(column: Column, strictness: Strictness) -> str:
    if strictness is Strictness.WARNING and not isinstance(column, Text | Month):
        return "名單裏沒有這一項。請核對；確實無誤可選「是」繼續。"
    return f"這一格要填：{typed(column)}。"


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
