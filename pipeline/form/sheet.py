"""A sheet of a form: its columns and what kind of rows it holds (domain 3.2, Kinds of sheet)."""

from __future__ import annotations

from collections.abc import Callable, Collection
from enum import Enum
from typing import TYPE_CHECKING, ClassVar

from pipeline.form.column import Column
from pipeline.form.expression import Expr

if TYPE_CHECKING:
    from pipeline.checks.term import Term


class Kind(Enum):
    """How rows live from one month's file to the next."""

    SNAPSHOT = "snapshot"
    EVENT = "event"
    LIFECYCLE = "lifecycle"
    STATUS = "status"


class Sheet:
    """Declared by subclassing: columns and the lines under the sheet's title in domain/forms.

    `key`: the columns that are unique together, empty for "whole row" (G-16 alone). `unique`: further columns that
    are unique by themselves. `opened_on`: the date that decides the month (attribution) and, for a lifecycle, `opening`
    where that one is blank. `closed`: true on a finished lifecycle row. `fixed`: columns that may not change.
    `asked_again`: the months in whose files open rows must come again (G-19); without it, each month.
    `money` is kept in 分; `counted_money` is the part of it that is counted on a counted row, the rest of which is
    excluded (domain 3.1, Amounts); without it, all of it.
    `restricted`: only counts leave the sheet (F13.4): what is wrong with a cell is told to its filler alone.
    `month_of_cover`: rows belong to the month on 封面. `free_month`: exempt from G-14's month check.
    """

    title: ClassVar[str]
    number: ClassVar[int]
    kind: ClassVar[Kind]
    core: ClassVar[bool]
    form: ClassVar[str] = ""
    key: ClassVar[tuple[Column, ...]] = ()
    unique: ClassVar[tuple[Column, ...]] = ()
    key_over_term: ClassVar[bool] = False
    attributed_to: ClassVar[Expr | None] = None
    opening: ClassVar[Column | None] = None
    restricted: ClassVar[bool] = False
    month_of_cover: ClassVar[bool] = False
    free_month: ClassVar[bool] = False
    closed: ClassVar[Expr | None] = None
    fixed: ClassVar[tuple[Column, ...]] = ()
    asked_again: ClassVar[Callable[[Term], Collection[int]] | None] = None
    money: ClassVar[Column | None] = None
    counted_money: ClassVar[Expr | None] = None
    widths: ClassVar[dict[str, int]] = {}

    columns: ClassVar[tuple[Column, ...]]

    def __init_subclass__(cls, *, title: str, number: int, kind: Kind, core: bool = True) -> None:
        columns = {name: member for name, member in vars(cls).items() if isinstance(member, Column)}
        taken = columns.keys() & {"title", "number", "kind", "core", "form", "columns", "column", "id", "widths"}
        if taken:
            raise TypeError(f"{cls.__name__}: a column cannot be called {', '.join(sorted(taken))}")
        cls.title, cls.number, cls.kind, cls.core = title, number, kind, core
        cls.columns = tuple({id(column): column for column in columns.values()}.values())

    @classmethod
    def column(cls, title: str) -> Column:
        """The column with that heading.

        Raises:
            KeyError: when the sheet has none.
        """
        for column in cls.columns:
            if column.title == title:
                return column
        raise KeyError(f"{cls.title} has no column {title}")

    @classmethod
    def id(cls) -> str:
        """F05.4."""
        return f"{cls.form}.{cls.number}"
