"""A form as a whole, and the registry of all forms."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

from pipeline.form.column import Column
from pipeline.form.filled import Value
from pipeline.form.metric import Metric
from pipeline.form.rule import FileRule, Missing, Rule
from pipeline.form.sheet import Sheet
from pipeline.form.table import ChapterSpec, ChartSpec, SectionSpec, TableSpec

if TYPE_CHECKING:
    from pipeline.checks.services import Services
    from pipeline.checks.term import Rows, Term


class Due(Enum):
    """Which months a form is due in (domain 3.2)."""

    EVERY_MONTH = "A"
    SCHOOL_MONTHS = "S"
    ONCE_AT_START = "T at 統計起日"
    ONCE_AT_OPENING = "T at 開學日"


@dataclass(frozen=True, eq=False, kw_only=True)
class Form:
    """All that is known of one form. `services` is set by the base form: parameters, calendar, roster, aliases.

    `starter` gives the rows that even a blank workbook has (F00's parameters with their defaults), by sheet title;
    `carry` gives for a monthly template the rows known already (rosters, last readings, opening stock): by sheet title.
    `module` is the parameter code of the switch that turns the whole form off. `key_figures` have label and metric of
    what the letter to the head says of the form.
    """

    id: str
    title: str
    purpose: str
    filler: str
    due: Due
    sheets: Sequence[type[Sheet]]
    rules: Sequence[Rule | Missing] = ()
    metrics: Sequence[Metric] = ()
    tables: Sequence[TableSpec] = ()
    charts: Sequence[ChartSpec] = ()
    sections: Sequence[SectionSpec] = ()
    rhythm: str = ""
    module: str = ""
    services: Callable[[Term], Services] | None = None
    starter: Callable[[], dict[str, list[dict[str, Value]]]] | None = None
    carry: Callable[[Term, int], dict[str, list[dict[str, Value]]]] | None = None
    lists: dict[str, Callable[[Term], Sequence[str]]] = field(default_factory=dict)
    key_figures: Sequence[tuple[str, str]] = ()

    def __post_init__(self) -> None:
        for sheet in self.sheets:
            sheet.form = self.id

    def sheet(self, title: str) -> type[Sheet]:
        """The sheet with that title.

        Raises:
            KeyError: when the form has none.
        """
        for sheet in self.sheets:
            if sheet.title == title:
                return sheet
        raise KeyError(f"{self.id} has no sheet {title}")


@dataclass(frozen=True, eq=False)
class Registry:
    """Every form that is installed, with the cross-form rules, common metrics, tables and the chapters' order.

    A cross-form rule that marks several sheets stands in `across` once for each of them, under one id.
    """

    forms: Sequence[Form]
    across: Sequence[Rule | Missing] = ()
    chapters: Sequence[ChapterSpec] = ()
    metrics: Sequence[Metric] = ()
    tables: Sequence[TableSpec] = ()
    charts: Sequence[ChartSpec] = ()
    sections: Sequence[SectionSpec] = ()
    common_key_figures: Sequence[tuple[str, str]] = ()
    """Label and metric of what the letter to the head says first, before those of the forms."""
    window: Callable[[Rows], tuple[int, int] | None] | None = None
    """Reads 統計起日 and 學期結束日 from the base form's parameter rows."""
    rule_names: Mapping[str, str] = field(default_factory=dict)
    """Short names of the file and cell rules."""
    file_rules: Sequence[FileRule] = ()
    """The file and cell rules in words."""
    parameters: Sequence[tuple[str, str, str, str]] = ()
    """Code, name, default and unit of every parameter of the base form."""
    default_parameters: Mapping[str, Value] = field(default_factory=dict)
    """Defaults of the number parameters, for the live checks of a blank workbook (30 % is 0.3)."""

    def form(self, form_id: str) -> Form:
        """The form with that id.

        Raises:
            KeyError: when it is not installed.
        """
        for form in self.forms:
            if form.id == form_id:
                return form
        raise KeyError(form_id)

    @property
    def base(self) -> Form:
        """The form that gives parameters, calendar and roster.

        Raises:
            LookupError: when none does.
        """
        for form in self.forms:
            if form.services is not None:
                return form
        raise LookupError("no form provides parameters, calendar and roster")

    @property
    def key_figures(self) -> list[tuple[str, str]]:
        """Label and metric of each figure in the letter to the head, in order."""
        return [*self.common_key_figures, *(figure for form in self.forms for figure in form.key_figures)]

    def sheets(self) -> list[type[Sheet]]:
        """Every sheet of every form, in order."""
        return [sheet for form in self.forms for sheet in form.sheets]

    def columns(self) -> list[Column]:
        """Every column of every sheet, in order."""
        return [column for sheet in self.sheets() for column in sheet.columns]

    def reference_of(self, column: Column) -> Column | None:
        """The column of another sheet that must have the values of this one; None when its form is not installed."""
        if column.reference is not None or not column.refers_to:
            return column.reference
        return next((one for one in self.columns() if f"{one.sheet.id()} {one.title}" == column.refers_to), None)
