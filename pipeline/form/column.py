"""The columns of a sheet: one type a kind of cell (domain 5, Columns)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from pipeline.form.expression import Expr, Type

if TYPE_CHECKING:
    from pipeline.form.sheet import Sheet


@dataclass(eq=False, kw_only=True)
class Column(Expr):
    """One column: its heading, what may be typed, and when it must be.

    `required`: ● a blank cell holds its row (G-21). `needed`: △ a blank cell is a FLAG while the condition holds
    (G-22); `literal(True)` means always. `formula`: ƒ, recomputed and never typed. `above`, `at_least`, `at_most`:
    the range of G-24, a number or another column. `planned`: a date that may lie in the future (G-14).
    `negative`: may be below zero (G-15). `reference`: the column of another sheet that must have the value (G-23),
    unless `reference_rule` names a rule that asks the same. `refers_to` names such a column of a form that may not be
    installed (F10.2 隱患編號). `refers_when`: the rows of which that is asked; without it, all. `besides`: words that
    are accepted without being there (全校). `ranges`: several codes joined by 、 and runs of them (A-01~05) may stand.
    `list_name`: the list of F00.6 whose values the column takes (G-23) and whose spellings are accepted.
    `blank_rule` names the rule that speaks of a blank cell instead of G-21 and G-22.
    `guide` is the hint in 填寫說明 and beside the cell; `example` stands in 填寫說明.
    """

    title: str = field(kw_only=False)
    required: bool = False
    needed: Expr | None = None
    formula: Expr | None = None
    above: Expr | int | Decimal | None = None
    at_least: Expr | int | Decimal | None = None
    at_most: Expr | int | Decimal | None = None
    unit: str = ""
    planned: bool = False
    negative: bool = False
    reference: Column | None = None
    reference_rule: str = ""
    refers_to: str = ""
    refers_when: Expr | None = None
    ranges: bool = False
    besides: Sequence[str] = ()
    list_name: str = ""
    blank_rule: str = ""
    aliases: Sequence[str] = ()
    guide: str = ""
    example: str = ""
    name: str = field(default="", init=False)
    sheet: type[Sheet] = field(init=False, repr=False)

    __hash__ = object.__hash__

    def __set_name__(self, owner: type[Sheet], name: str) -> None:
        if not self.name:  # a sheet names some columns again: money = amount
            self.name = name
            self.sheet = owner


@dataclass(eq=False, kw_only=True)
class Text(Column):
    """文字, or 編號 with `code=True` (digits are kept as typed, never as a number)."""

    code: bool = False
    max_length: int | None = None
    type: Type = Type.TEXT
    __hash__ = object.__hash__


@dataclass(eq=False, kw_only=True)
class Choice(Column):
    """選項: a closed list, compared after alias and script (G-13)."""

    options: Sequence[str] = field(default=(), kw_only=False)
    type: Type = Type.TEXT
    __hash__ = object.__hash__


@dataclass(eq=False, kw_only=True)
class YesNo(Choice):
    """是否."""

    options: Sequence[str] = ("是", "否")
    __hash__ = object.__hash__


@dataclass(eq=False, kw_only=True)
class Many(Column):
    """多值: options or texts joined by 、. Without `options` any text."""

    options: Sequence[str] = field(default=(), kw_only=False)
    type: Type = Type.NAMES
    __hash__ = object.__hash__


@dataclass(eq=False, kw_only=True)
class Person(Column):
    """人名: one name of F00.3, or anybody's with `outside_ok` (G-12)."""

    outside_ok: bool = False
    type: Type = Type.TEXT
    __hash__ = object.__hash__


@dataclass(eq=False, kw_only=True)
class People(Column):
    """多人名: names joined by 、."""

    outside_ok: bool = False
    type: Type = Type.NAMES
    __hash__ = object.__hash__


@dataclass(eq=False, kw_only=True)
class Number(Column):
    """小數: up to 3 decimals; kept in thousandths."""

    type: Type = Type.NUMBER
    scale: int = 3
    __hash__ = object.__hash__


@dataclass(eq=False, kw_only=True)
class Integer(Number):
    """整數."""

    scale: int = 0
    __hash__ = object.__hash__


@dataclass(eq=False, kw_only=True)
class Money(Number):
    """金額: 元 with 2 decimals; kept in whole 分."""

    scale: int = 2
    unit: str = "元"
    __hash__ = object.__hash__


@dataclass(eq=False, kw_only=True)
class Date(Column):
    """日期: kept as days (`date.toordinal`)."""

    type: Type = Type.DATE
    __hash__ = object.__hash__


@dataclass(eq=False, kw_only=True)
class Month(Column):
    """月份 YYYY-MM: kept as year × 12 + month − 1."""

    type: Type = Type.MONTH
    __hash__ = object.__hash__


@dataclass(eq=False, kw_only=True)
class Time(Column):
    """時間 HH:MM: kept in minutes."""

    type: Type = Type.TIME
    __hash__ = object.__hash__


@dataclass(eq=False, kw_only=True)
class DateTime(Column):
    """日期時間: kept in minutes since day 0."""

    type: Type = Type.TIME
    __hash__ = object.__hash__


def needed_while(condition: Expr, *columns: Column) -> None:
    """Makes the columns △ under a condition that stands to their right."""
    for column in columns:
        column.needed = condition
