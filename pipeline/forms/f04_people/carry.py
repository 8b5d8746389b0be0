"""What a month's blank F04 knows already: certificates and letters as they stand, meetings with open matters."""

from __future__ import annotations

import numpy as np

from pipeline.checks.term import Term
from pipeline.form.filled import Value
from pipeline.forms.carried import open_rows, row_of
from pipeline.forms.f04_people.sheets import Certificates, Letters, Meetings


def carry(term: Term, month: int) -> dict[str, list[dict[str, Value]]]:
    """Rows by sheet title; sheets without any are left out."""
    found = {Meetings.title: open_rows(term.rows(Meetings), Meetings.on, month)}
    for sheet in (Certificates, Letters):
        rows = term.rows(sheet)
        found[sheet.title] = [row_of(rows, sheet.columns, int(at)) for at in np.flatnonzero(rows.usable)]
    return {title: rows for title, rows in found.items() if rows}
