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
from tests.forms.f07.cases import Change
from tests.forms.f07.clean import BASE, CLEAN, MARCH, TERM, property_forms
from tests.forms.plant import submission_of, with_rows

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
    """The clean files with these changes; rows are taken out last, so that the others keep their numbers."""
    books = dict(CLEAN)
    for one in sorted(changes, key=lambda one: (one.cells is None, -one.row)):
        rows = [dict(row) for row in books[one.book].sheets.get(one.sheet, [])]
        rows += [{}] if one.row == len(rows) + 2 else []
        rows[one.row - 2 : one.row - 1] = [] if one.cells is None else [{**rows[one.row - 2], **one.cells}]
        books[one.book] = with_rows(books[one.book], one.sheet, rows)
    return books


def told(batch: Batch) -> list[Finding]:
    """All findings but those on forms that are not handed in here, and on F00."""
    return [one for one in batch.findings if one.form != "F00" and one.rule != "G-04"]
