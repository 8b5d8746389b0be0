"""Lists of a term that is not judged: the one before the term at hand."""

from __future__ import annotations

from pipeline.checks import recomputed
from pipeline.checks.finder import Finder
from pipeline.checks.frames import gather
from pipeline.checks.resolve import Lists
from pipeline.checks.term import Rows, Term
from pipeline.form.sheet import Sheet


def newest_list(term: Term, sheet: type[Sheet]) -> Rows:
    """A snapshot's rows as handed in last, with what is computed; nobody has judged them."""
    gathered = gather(sheet, term, Finder(term.files), Lists({}))
    rows = gathered.rows.with_frame(~gathered.replaced) if len(gathered.rows) else gathered.rows
    recomputed.recompute(rows)
    return rows
