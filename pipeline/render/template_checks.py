"""What a data sheet computes and checks while it is filled, compiled once a sheet: ƒ formulas and coloured cells.

A cell is coloured only where the batch has something to say of the row, and as the batch takes it: wrong (HOLD, FLAG),
out of the main total (EXCLUDE), or not filled yet.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from xlsxwriter.utility import xl_col_to_name

from pipeline.finding import Effect
from pipeline.form.column import Column
from pipeline.form.excel import NotInExcel, broken, formula
from pipeline.form.expression import Expr, Rounded, Type, literal
from pipeline.form.form import Form
from pipeline.form.rule import Part, Rule
from pipeline.form.sheet import Sheet
from pipeline.render.template_validation import Validation, limits, validation

ROW = "\x1f"
"""Stands for the row number in a compiled formula; no text that a form writes holds it."""


@dataclass(frozen=True)
class Check:
    """A formula that is TRUE when the cell of the column breaks the rule."""

    column: Column
    test: str
    rule: str


@dataclass(frozen=True)
class Live:
    """The live part of a sheet: ƒ formulas and data validations by heading; what is wrong, excluded, and missing."""

    formulas: dict[str, str]
    validations: dict[str, Validation]
    wrong: tuple[Check, ...]
    excluded: tuple[Check, ...]
    missing: tuple[Check, ...]


def at_row(test: str, row: int) -> str:
    """The compiled formula for a row, counted from 1."""
    return test.replace(ROW, str(row))


@lru_cache(maxsize=256)
def live(
    form: Form, title: str, parameters: frozenset[tuple[str, str]], modules_off: frozenset[str], known: frozenset[str]
) -> Live:
    """Compile what Excel can say of a sheet.

    `parameters`: the name of each one at hand by its code. `known`: headings of the columns that were filled before the
    clerk starts: a row is not started while nothing stands in any other.
    """
    sheet = form.sheet(title)
    rules = tuple(rule for rule in form.rules if isinstance(rule, Rule) and rule.sheet is sheet)
    compiler = _Compiler(sheet, rules, dict(parameters), modules_off, known)
    return Live(
        compiler.formulas(),
        compiler.validations(),
        tuple(compiler.wrong()),
        tuple(compiler.broken(Effect.EXCLUDE)),
        tuple(compiler.missing()),
    )


@dataclass(frozen=True)
class _Compiler:
    sheet: type[Sheet]
    rules: tuple[Rule, ...]
    names: dict[str, str]
    modules_off: frozenset[str]
    known: frozenset[str]

    def cell(self, column: Column) -> str:
        for at, own in enumerate(self.sheet.columns):
            if own is column:
                return f"${xl_col_to_name(at)}{ROW}"
        raise NotInExcel("需要其他表的資料")

    def formulas(self) -> dict[str, str]:
        found = {}
        for column in self.sheet.columns:
            if column.formula is None:
                continue
            try:
                found[column.title] = formula(_to_its_decimals(column, column.formula), self.cell, self.names.get)
            except NotInExcel:
                continue
        return found

    def validations(self) -> dict[str, Validation]:
        def first(column: Column) -> str:
            return at_row(self.cell(column), 2).lstrip("$")

        return {column.title: validation(column, first) for column in self.sheet.columns}

    def wrong(self) -> Iterator[Check]:
        for column in self.sheet.columns:
            limit = limits(column) if column.formula is None else None
            if limit is not None:
                yield from self._check("G-24", Part(column, limit))
        yield from self.broken(Effect.HOLD, Effect.FLAG)

    def broken(self, *effects: Effect) -> Iterator[Check]:
        """The rules with one of the effects, as far as Excel can say them."""
        for rule in self.rules:
            if rule.effect in effects and rule.module not in self.modules_off:
                for part in rule.parts:
                    yield from self._check(rule.id, part, rule.when, blank_breaks=rule.blank_breaks)

    def _check(self, rule: str, part: Part, when: Expr | None = None, *, blank_breaks: bool = False) -> Iterator[Check]:
        try:
            test = broken(part, when, self.cell, self.names.get, blank_breaks=blank_breaks)
        except NotInExcel:
            return
        yield Check(part.at, f"=AND({self._started},{test[1:]})" if blank_breaks else test, rule)

    def missing(self) -> Iterator[Check]:
        """G-21 and G-22, but for the blanks of which a rule speaks instead: its own check colours them."""
        for column in self.sheet.columns:
            needed = self._needed(column)
            if needed is None or column.formula is not None or column.blank_rule:
                continue
            try:
                test = broken(Part(column, column.filled()), needed, self.cell, self.names.get)
            except NotInExcel:
                continue
            rule = "G-21" if column.required else "G-22"
            yield Check(column, f"=AND({self._started},{test[1:]})", rule)

    def _needed(self, column: Column) -> Expr | None:
        """When a blank cell is missing; None for never. A (b) rule speaks instead on the rows that it asks."""
        needed = literal(True) if column.required else column.needed  # noqa: FBT003  # always
        for rule in self.rules:
            if needed is not None and rule.blank_breaks and any(part.at is column for part in rule.parts):
                needed = None if rule.when is None else needed & ~rule.when
        return needed

    @property
    def _started(self) -> str:
        """Something was typed in the row."""
        typed = [at for at, column in enumerate(self.sheet.columns) if column.formula is None]
        new = [at for at in typed if self.sheet.columns[at].title not in self.known]
        ranges = [f"${xl_col_to_name(a)}{ROW}:${xl_col_to_name(b)}{ROW}" for a, b in _runs(new or typed)]
        return "+".join(f'COUNTIF({cells},"?*")+COUNT({cells})' for cells in ranges) + ">0"


def _runs(places: Sequence[int]) -> list[tuple[int, int]]:
    """Neighbouring places as ranges, first and last."""
    starts = [at for at in places if at - 1 not in places]
    ends = [at for at in places if at + 1 not in places]
    return list(zip(starts, ends, strict=True))


def _to_its_decimals(column: Column, expr: Expr) -> Expr:
    """A ƒ number rounded as the batch keeps it; sums of decimals too, since Excel's floats are not exact."""
    exact = column.type is not Type.NUMBER or isinstance(expr, Rounded | Column)
    return expr if exact else Rounded(expr, column.scale)
