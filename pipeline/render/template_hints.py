"""What may be typed into a column, in words: for the guide and beside the cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

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
from pipeline.form.expression import Expr, Literal, literal
from pipeline.render.template_style import Duty
from pipeline.render.template_words import Unsaid, comparison_of, condition, words

PEOPLE_LIST: Final = "人員"
NEEDED: Final = "必填"
BETWEEN: Final = "；"
JOINED: Final = "隔開"
RANGE: Final = " 至 "

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
        word = "文字" if not column.code else "照原樣填" if column.reference_rule else "編號，照原樣填"
        return f"{word}，最多{column.max_length}字" if column.max_length else word
    if isinstance(column, Number) and column.scale:
        return f"數字，最多{column.scale}位小數"
    return next((_KINDS[kind] for kind in type(column).__mro__ if kind in _KINDS), "文字")


def _range(column: Column) -> list[str]:
    bounds = ((">", column.above), (">=", column.at_least), ("<=", column.at_most))
    said = [_comparison(column, op, literal(bound)) for op, bound in bounds if bound is not None]
    return [*said, "可為負數" if column.negative and RANGE not in column.guide else ""]


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
    said = [clause for clause in column.guide.split(BETWEEN) if clause.endswith(NEEDED)]
    if said:
        return f"{kind.sign} {BETWEEN.join(said)}"
    when = condition(column.needed)
    return f"{kind.sign} {when}時必填" if when else f"{kind.sign} {kind.word}"


def guide(column: Column) -> str:
    """The form's own hint, without the clause that is the duty."""
    if column.needed is None:
        return column.guide
    return BETWEEN.join(clause for clause in column.guide.split(BETWEEN) if not clause.endswith(NEEDED))


def options(column: Column) -> Sequence[str]:
    """The closed list of a column, if it has one."""
    return column.options if isinstance(column, Choice | Many) else ()


def offered(column: Column, lists: Mapping[str, Sequence[str]]) -> Sequence[str]:
    """What the drop-down offers: the form's closed list, or the school's list under one of the column's names."""
    if isinstance(column, Many | People) or column.formula is not None:
        return ()
    names = [column.title, column.list_name, *([column.reference.title] if column.reference is not None else [])]
    names += [PEOPLE_LIST] if isinstance(column, Person) else []
    listed = next((lists[name] for name in names if lists.get(name)), ())
    return options(column) or ([*column.besides, *listed] if listed else ())


def message(column: Column) -> str:
    """The hint beside the cell."""
    unit = f"單位：{column.unit}" if column.unit else ""
    example = f"例：{column.example}" if column.example and column.formula is None else ""
    lines = [duty(column), typed(column) if column.formula is None else "", unit, guide(column), example]
    return "\n".join(line for line in lines if line)
