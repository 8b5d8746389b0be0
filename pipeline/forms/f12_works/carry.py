"""What a month's blank F12 knows already: projects not yet in use and gifts not yet entered and published."""

from __future__ import annotations

import numpy as np

from pipeline.checks.services import month_text
from pipeline.checks.term import Term
from pipeline.form.filled import Value
from pipeline.forms.carried import open_rows, row_of
from pipeline.forms.f12_works.history import latest_rows
from pipeline.forms.f12_works.sheets import Gifts, Projects

TO_BE_SAID_ANEW = ("階段", "累計支付")
"""What a project's row reports of its month: never filled in beforehand."""


def carry(term: Term, month: int) -> dict[str, list[dict[str, Value]]]:
    """工程項目 and 捐贈: what was open before the month."""
    found = {Projects.title: project_rows(term, month), Gifts.title: gift_rows(term, month)}
    return {title: rows for title, rows in found.items() if rows}


def project_rows(term: Term, month: int) -> list[dict[str, Value]]:
    """Each project's last row before the month, unless it is in use."""
    rows = term.rows(Projects)
    columns = [column for column in Projects.columns if column.title not in TO_BE_SAID_ANEW]
    still_open = [at for at in latest_rows(rows, until=month - 1) if not rows.true(Projects.closed)[at]]
    return [row_of(rows, columns, at) | {Projects.month.title: month_text(month)} for at in np.sort(still_open)]


def gift_rows(term: Term, month: int) -> list[dict[str, Value]]:
    """Gifts made before the month."""
    return open_rows(term.rows(Gifts), Gifts.given_on, month)
