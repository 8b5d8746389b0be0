"""All rows of a term, sheet by sheet, as the rules and metrics see them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pipeline.checks.services import Services, first_day, month_of
from pipeline.form.column import Column
from pipeline.form.expression import Expr, Type
from pipeline.form.form import Registry
from pipeline.form.sheet import Kind, Sheet

if TYPE_CHECKING:
    from pipeline.checks.receipts import Received
    from pipeline.checks.tally import FileTally
    from pipeline.finding import Finding
    from pipeline.intake.submission import Submission


T = TypeVar("T")
S = TypeVar("S", bound=np.generic)


class State(IntEnum):
    """What has become of a row (contract, Fates and rows)."""

    COUNTED = 0
    EXCLUDED = 1
    HELD = 2


MINUTES_A_DAY = 1440
ID, FILE, ROW, MONTH, PART = "_id", "_file", "_row", "_month", "_part"
META = (ID, FILE, ROW, MONTH, PART)


@dataclass(eq=False)
class Rows:
    """The live rows of one sheet, replaced ones left out; the index runs from 0.

    `frame`: one column an attribute of the sheet (numbers, dates and months as Int64, texts as category, lists joined
    by 、) and the META columns: row id, index of the file, Excel row, month and part of the file. `unread[name]` marks
    cells that are NA although something was typed. `state` is one State a row.
    """

    sheet: type[Sheet]
    frame: pd.DataFrame
    term: Term
    unread: dict[str, NDArray[np.bool_]] = field(default_factory=dict)
    state: NDArray[np.int8] = field(default_factory=lambda: np.empty(0, dtype=np.int8))
    tallied: dict[str, NDArray[np.bool_]] = field(default_factory=dict)
    """Rows excluded by each EXCLUDE rule (by rule id); of several the lowest number has the row."""
    failed: dict[str, NDArray[np.bool_]] = field(default_factory=dict)
    """Rows that break a rule (by rule id), whatever their state."""
    unknown: dict[str, NDArray[np.bool_]] = field(default_factory=dict)
    """Rows of which a rule cannot be asked (by rule id)."""
    to_come: dict[str, NDArray[np.bool_]] = field(default_factory=dict)
    """By column, the dates after the as-of date: typed, but read as not yet happened, so that they are NA."""
    unknown_blanks: NDArray[np.bool_] | None = None
    """Rows whose blanks may have been filled since, in a month that has not come; None where no rule is asked."""
    memo: dict[object, tuple[Expr, Any]] = field(default_factory=dict, repr=False)
    """What has been computed of an expression, which is kept here too so that its id stays its own."""

    def __len__(self) -> int:
        return len(self.frame)

    def of(self, expr: Expr) -> pd.Series[Any]:
        """The expression's value for each row: Int64 (in its scale), category, or boolean with NA for unknown."""
        from pipeline.checks.mask import compute  # the two know each other

        return self.once(id(expr), expr, lambda: compute(expr, self))

    def once(self, key: object, expr: Expr, compute: Callable[[], T]) -> T:
        """What is computed of an expression, computed once as long as no cell changes; `key` tells it from the rest."""
        known = self.memo.get(key)
        if known is None:
            known = self.memo[key] = (expr, compute())
        found: T = known[1]
        return found

    def true(self, expr: Expr) -> NDArray[np.bool_]:
        """Where the truth is known and holds."""
        return np.asarray(self.of(expr).fillna(value=False), dtype=bool)

    def text(self, expr: Expr) -> NDArray[np.object_]:
        """A text expression as str, None where blank; the same array each time, not to be written to."""
        return self.once((id(expr), "text"), expr, lambda: frozen(self._text(expr)))

    def _text(self, expr: Expr) -> NDArray[np.object_]:
        values = self.of(expr)
        if values.dtype == "category":
            return np.array([*values.cat.categories, None], dtype=object)[values.cat.codes.to_numpy()]
        texts = values.astype(object).to_numpy(dtype=object, copy=True)
        texts[pd.isna(texts)] = None
        return texts

    def numbers(self, expr: Expr, missing: int = 0) -> NDArray[np.int64]:
        """A number expression as whole numbers of its scale, `missing` where unknown; not to be written to."""
        return self.once((id(expr), missing), expr, lambda: frozen(self._numbers(expr, missing)))

    def _numbers(self, expr: Expr, missing: int) -> NDArray[np.int64]:
        return self.of(expr).fillna(missing).to_numpy(dtype=np.int64, copy=True)

    @property
    def usable(self) -> NDArray[np.bool_]:
        """Rows not held."""
        return np.not_equal(self.state, State.HELD)

    @property
    def counted(self) -> NDArray[np.bool_]:
        """Rows in the figures."""
        return np.equal(self.state, State.COUNTED)

    @property
    def ids(self) -> NDArray[np.int64]:
        """The id of each row."""
        return self.frame[ID].to_numpy(dtype=np.int64)

    @cached_property
    def days(self) -> pd.Series[Any]:
        """The attribution date of each row as days (Int64); NA for snapshots and rows without a date."""
        return attribution(self)

    @cached_property
    def months(self) -> NDArray[np.int64]:
        """The month each row belongs to (year × 12 + month − 1); the file's own where the date is unknown."""
        own = self.frame[MONTH].to_numpy(dtype=np.int64)
        if self.sheet.month_of_cover or self.sheet.attributed_to is None:
            return own
        return np.where(self.days.isna(), own, month_of_days(self.days.fillna(1).to_numpy(dtype=np.int64)))

    def with_frame(self, keep: NDArray[np.bool_]) -> Rows:
        """The same rows, only those kept, with nothing computed yet."""
        unread = {name: mask[keep] for name, mask in self.unread.items()}
        return Rows(self.sheet, self.frame[keep].reset_index(drop=True), self.term, unread, self.state[keep])


def frozen(values: NDArray[S]) -> NDArray[S]:
    """The array, closed: many read it."""
    values.flags.writeable = False
    return values


def month_of_days(days: NDArray[np.int64]) -> NDArray[np.int64]:
    """Year × 12 + month − 1 of days (`date.toordinal`)."""
    epoch = 719163  # date(1970, 1, 1).toordinal()
    since_1970 = (days - epoch).astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    return since_1970 + 1970 * 12


def attribution(rows: Rows) -> pd.Series[Any]:
    """The date that decides a row's month: the named one or, blank in a lifecycle sheet, the opening date."""
    sheet = rows.sheet
    if sheet.attributed_to is None:
        return pd.Series(pd.NA, index=rows.frame.index, dtype="Int64")
    days = as_days(rows, sheet.attributed_to)
    if sheet.kind is Kind.LIFECYCLE and sheet.opening is not None:
        days = days.fillna(as_days(rows, sheet.opening))
    return days


def as_days(rows: Rows, expr: Expr) -> pd.Series[Any]:
    """A date, a point in time or a month as days (`date.toordinal`); of a month the first."""
    values = rows.of(expr)
    if expr.type is Type.TIME:
        return values // MINUTES_A_DAY
    if expr.type is Type.MONTH:
        return values.map(lambda month: first_day(int(month)), na_action="ignore").astype("Int64")
    return values


@dataclass(frozen=True, eq=False)
class Outcome:
    """What the checks found: who handed in what, what became of each file's rows, and all Findings."""

    receipts: Sequence[Received]
    tallies: Sequence[FileTally]
    findings: Sequence[Finding]


@dataclass(eq=False)
class Term:
    """One term up to one as-of date. Days are `date.toordinal`, months year × 12 + month − 1.

    `months`: the window's months up to that of `as_of`. `received[form]`: months with a file that counts.
    `files`: the submissions that count, by their index in META's FILE.
    """

    code: str
    period: str
    start: int
    end: int
    as_of: int
    months: Sequence[int]
    registry: Registry
    files: Sequence[Submission]
    received: Mapping[str, frozenset[int]]
    sheets: dict[type[Sheet], Rows] = field(default_factory=dict)
    services: Services | None = None
    outcome: Outcome | None = None
    previous_end: int | None = None
    """學期結束日 of the term before, where its F00 is known."""
    older: dict[type[Sheet], Rows] = field(default_factory=dict)
    """Lists as they stood earlier in the term: the rows of snapshots that newer files have replaced, not judged."""
    before: Term | None = None
    """The term before, as far as its files are in the inbox; not judged."""
    memo: dict[Callable[[Term], Any], Any] = field(default_factory=dict, repr=False)

    registered: list[tuple[type[Sheet], NDArray[np.int64], NDArray[np.int64]]] = field(default_factory=list)
    """Every row handed in, sheet by sheet: file and Excel row; a row's id is its place in all of them."""

    def register(self, sheet: type[Sheet], files: NDArray[np.int64], rows: NDArray[np.int64]) -> NDArray[np.int64]:
        """Gives each row of a sheet its id, the same in every run over the same files."""
        start = sum(len(known) for _, known, _ in self.registered)
        self.registered.append((sheet, files, rows))
        return np.arange(start, start + len(rows), dtype=np.int64)

    def cover_id(self, file: int) -> int:
        """The id that stands for a file as a whole: the covers come after all rows."""
        return sum(len(known) for _, known, _ in self.registered) + file

    def once(self, compute: Callable[[Term], T]) -> T:
        """`compute` of this term, computed once as long as no row's state changes."""
        if compute not in self.memo:
            self.memo[compute] = compute(self)
        found: T = self.memo[compute]
        return found

    def rows(self, sheet: type[Sheet]) -> Rows:
        """The live rows of a sheet; without any, or when its form is not installed, an empty one."""
        if sheet not in self.sheets:
            self.sheets[sheet] = empty_rows(sheet, self)
        return self.sheets[sheet]

    @property
    def base(self) -> Services:
        """Parameters, calendar, roster.

        Raises:
            LookupError: before the base form has been read.
        """
        if self.services is None:
            raise LookupError("the base form has not been read")
        return self.services

    @property
    def window_months(self) -> list[int]:
        """Every month of the window, also those after the as-of date."""
        return list(range(month_of(self.start), month_of(self.end) + 1))

    @property
    def days_so_far(self) -> range:
        """The days of the window up to the as-of date."""
        return range(self.start, min(self.as_of, self.end) + 1)

    @property
    def at_term_end(self) -> bool:
        """As-of date ≥ 學期結束日: what is checked at term end is due."""
        return self.as_of >= self.end

    def switched_on(self, module: str) -> bool:
        """A module (P-24a …; '' = always) is on."""
        return not module or self.base.parameters.is_on(module, self.as_of)

    def came(self, sheet: type[Sheet], month: int) -> bool:
        """The sheet's form of that month has come: without it nothing is known of what the month held."""
        return month in self.received.get(sheet.form, frozenset())

    def has(self, sheet: type[Sheet]) -> bool:
        """The sheet can be relied on: its form is installed and on, and an extended one has a row this term."""
        installed = {form.id: form for form in self.registry.forms}
        form = installed.get(sheet.form)
        return form is not None and self.switched_on(form.module) and (sheet.core or len(self.rows(sheet)) > 0)


def empty_rows(sheet: type[Sheet], term: Term) -> Rows:
    """No rows, with every column in its type."""
    data: dict[str, Any] = {column.name: pd.Series([], dtype=dtype_of(column)) for column in sheet.columns}
    data |= {name: pd.Series([], dtype="int64") for name in META}
    return Rows(sheet, pd.DataFrame(data), term)


def dtype_of(column: Column) -> str:
    """Category for texts and joined lists, Int64 for the rest."""
    return "category" if column.type in (Type.TEXT, Type.NAMES) else "Int64"
