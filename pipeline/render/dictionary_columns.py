"""The columns of the data dictionary: what must and may be typed into each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from pipeline.form.column import (
    Choice,
    Column,
    Date,
    DateTime,
    Integer,
    Many,
    Money,
    Month,
    Number,
    People,
    Person,
    Text,
    Time,
    YesNo,
)
from pipeline.render.dictionary_words import words
from pipeline.render.template_hints import duty, guide, options, typed
from pipeline.render.template_style import Duty

Line = dict[str, Any]
"""One thing that the dictionary tells: its properties by name, in the order in which they are shown."""

TYPES: Final[Mapping[type[Column], str]] = {
    YesNo: "是否",
    Choice: "選項",
    Person: "人名",
    People: "多人名",
    Many: "多值",
    Integer: "整數",
    Money: "金額",
    Number: "小數",
    DateTime: "日期時間",
    Date: "日期",
    Month: "月份",
    Time: "時間",
}


def column_line(column: Column) -> Line:
    """One column: what must and may be typed."""
    sign = Duty.of(column).sign
    return {
        "id": f"{column.sheet.id()} {column.title}",
        "title": column.title,
        "type": type_of(column),
        "duty": sign,
        "required": duty(column).removeprefix(sign).strip(),
        "unit": column.unit,
        "allowed": allowed(column),
        "options": list(options(column)),
        "reference": reference(column),
        "aliases": list(column.aliases),
        "example": column.example,
    }


def type_of(column: Column) -> str:
    """The domain's word for what the column holds."""
    if column.formula is not None:
        return "公式"
    if isinstance(column, Text):
        return "編號" if column.code else "選項" if column.reference is not None else "文字"
    return next(TYPES[kind] for kind in type(column).__mro__ if kind in TYPES)


def allowed(column: Column) -> str:
    """What may be typed besides the options, or how it is computed."""
    if column.formula is not None:
        return f"＝ {words(column.formula, column.sheet)}"
    outside = "可填名冊以外的人" if getattr(column, "outside_ok", False) else ""
    planned = "可為將來的日期" if column.planned else ""
    return "；".join(part for part in (typed(column), guide(column), planned, outside) if part)


def reference(column: Column) -> str:
    """Where the value must be found: a column of another sheet, a list of F00.6, the roster."""
    if column.reference is not None:
        return f"{column.reference.sheet.id()} {column.reference.title}"
    return column.refers_to or (f"類別字典「{column.list_name}」" if column.list_name else "")
