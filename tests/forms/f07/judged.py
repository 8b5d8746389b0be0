"""The clean term with some changes, judged; files that are the clean ones are written and read once."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from pipeline.batch import Batch, judge
from pipeline.checks.services import month_number
from pipeline.finding import Finding
from pipeline.form.filled import Filled
from pipeline.form.form import Registry
from pipeline.intake.submission import Submission
from tests.forms import planting
from tests.forms.f07.clean import BASE, CLEAN, MARCH, TERM, property_forms
from tests.forms.plant import submission_of
from tests.forms.planting import Change, removed_last
from tests.forms.spring import book_of

Books = dict[tuple[str, str], Filled]


@cache
def clean_submission(book: tuple[str, str]) -> Submission:
    """A clean file is written and read once."""
    return submission_of(BASE if book == ("F00", MARCH) else CLEAN[book], property_forms())


def judged(books: Books, until: str | None = None, registry: Registry | None = None) -> Batch:
    """The files judged up to a month; those that are the clean ones are not read again."""
    read = [
        clean_submission(key) if CLEAN.get(key) is book else submission_of(book, property_forms())
        for key, book in books.items()
    ]
    month = None if until is None else month_number(until)
    return judge([clean_submission(("F00", MARCH)), *read], registry or property_forms(), TERM, month)


def planted(changes: Iterable[Change]) -> Books:
    """The clean files with these changes."""
    return planting.planted(CLEAN, removed_last(changes), book_of)


def told(batch: Batch) -> list[Finding]:
    """All findings but those on forms that are not handed in here, and on F00."""
    return [one for one in batch.findings if one.form != "F00" and one.rule != "G-04"]
