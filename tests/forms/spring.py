"""A form's clean spring: its workbooks with some changes, handed in and judged."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from pipeline.batch import Batch
from pipeline.finding import Finding
from pipeline.form.filled import Filled
from pipeline.form.form import Form, Registry
from pipeline.form.rule import Missing, Rule
from pipeline.forms.registry import registry as installed
from tests.forms import plant
from tests.forms.planting import Case, Change, planted, removed_last

BookKey = tuple[str, str]
"""Form and month."""


@cache
def form_of_sheet() -> Mapping[str, str]:
    """Which form has a sheet; no two forms have sheets of one title."""
    return {sheet.title: form.id for form in installed().forms for sheet in form.sheets}


def book_of(change: Change) -> BookKey:
    """The workbook that a change is for."""
    return form_of_sheet()[change.sheet], change.month


def by_key(books: Iterable[Filled]) -> dict[BookKey, Filled]:
    """Workbooks by form and month."""
    return {(book.form, book.cover.month): book for book in books}


def only_sheets(form: Form) -> Form:
    """A form's sheets without its rules and figures, for a test of others that refer to them."""
    return replace(form, rules=(), metrics=(), tables=(), charts=(), sections=(), key_figures=(), carry=None)


def forms_of(judged: str, referred: str, across: Sequence[Rule | Missing]) -> Registry:
    """F00, the forms that are judged, and the sheets of those that they refer to ("F05 F09"); across forms `across`."""
    every = installed()
    ids = {"F00", *judged.split()}
    kept = [
        form if form.id in ids else only_sheets(form) for form in every.forms if form.id in ids | {*referred.split()}
    ]
    return replace(every, forms=kept, across=across)


def tells_of(form: str, *rules: str) -> Callable[[Finding], bool]:
    """Which findings count: all on the form and those of these rules elsewhere; months not handed in are left out."""
    return lambda one: one.rule != "G-04" and (one.form == form or one.rule in rules)


def tells_but(form: str) -> Callable[[Finding], bool]:
    """All findings but those on a form and on months not handed in."""
    return lambda one: one.rule != "G-04" and one.form != form


@dataclass(frozen=True, eq=False)
class Spring:
    """Clean workbooks, the forms that judge them, and which findings are looked at.

    `complete` adds the nil returns of the months that have to come. A workbook of `on_demand` is handed in where a
    change is for it.
    """

    clean: Iterable[Filled]
    forms: Callable[[], Registry]
    tells: Callable[[Finding], bool]
    base: Filled = plant.SAMPLE_BASE
    complete: Callable[[Iterable[Filled]], Sequence[Filled]] = list
    on_demand: Iterable[Filled] = ()

    def books(self, changes: Sequence[Change] = (), given: Sequence[Filled] = ()) -> list[Filled]:
        """The clean workbooks with these changes; one that has lost its last row is not handed in."""
        asked = {book_of(change) for change in changes}
        wanted = {key: book for key, book in by_key(self.on_demand).items() if key in asked}
        clean = by_key(self.clean) | by_key(given) | wanted
        changed = planted(clean, removed_last(changes), book_of)
        return [book for key, book in changed.items() if book is clean[key] or any(book.sheets.values())]

    def batch(self, filled: Iterable[Filled], until: str | None = None) -> Batch:
        """These workbooks with nil returns, and the base unless F00 is there, judged up to a month (None: the term)."""
        handed = self.complete(filled)
        bases = [] if any(one.form == self.base.form for one in handed) else [self.base]
        return plant.batch_of([*bases, *handed], self.forms(), until)

    def told(self, batch: Batch) -> list[Finding]:
        """The findings that are looked at."""
        return [one for one in batch.findings if self.tells(one)]

    def found(self, *cases: Case) -> list[Finding]:
        """The findings on the spring with the changes of cases that are asked of one month and given the same."""
        changes = [change for case in cases for change in case.changes]
        return self.told(self.batch(self.books(changes, cases[0].given), cases[0].until))
