"""封面 of every workbook: who fills it and on which day; all but one are in time (day 5 of the next month)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from pipeline.form.filled import Cover
from pipeline.sample.people import (
    BOOKKEEPER,
    CANTEEN_MANAGER,
    ELECTRICIAN,
    HEAD_OF_LOGISTICS,
    PROPERTY_KEEPER,
    SAFETY_OFFICER,
    STOREKEEPER,
)
from pipeline.sample.school import HEAD, SCHOOL, TERM, TERM_END
from pipeline.sample.table import day

FILLERS = {
    "F00": HEAD_OF_LOGISTICS,
    "F01": HEAD_OF_LOGISTICS,
    "F02": STOREKEEPER,
    "F03": CANTEEN_MANAGER,
    "F04": CANTEEN_MANAGER,
    "F05": BOOKKEEPER,
    "F06": ELECTRICIAN,
    "F07": PROPERTY_KEEPER,
    "F08": PROPERTY_KEEPER,
    "F09": PROPERTY_KEEPER,
    "F10": SAFETY_OFFICER,
    "F11": SAFETY_OFFICER,
    "F12": HEAD_OF_LOGISTICS,
    "F13": HEAD_OF_LOGISTICS,
}

USUALLY_FILLED_ON: Mapping[str, date] = {
    "2026-01": day("02-02"),
    "2026-02": day("03-02"),
    "2026-03": day("04-01"),
    "2026-04": day("04-30"),
    "2026-05": day("06-01"),
    "2026-06": day("07-01"),
    "2026-07": TERM_END,
}
ACCOUNTS_FILLED_ON: Mapping[str, date] = {
    "2026-01": day("02-05"),
    "2026-02": day("03-05"),
    "2026-03": day("04-03"),
    "2026-04": day("05-05"),
    "2026-05": day("06-04"),
    "2026-06": TERM_END,
    "2026-07": TERM_END,
}
"""After the publication of the month, which the file of the month reports."""

LATE: Mapping[tuple[str, str], date] = {("F08", "2026-04"): day("05-08")}
"""By form and month, what came after its deadline."""


def cover(form: str, month: str) -> Cover:
    """The cover of a form's workbook of that month."""
    in_time = ACCOUNTS_FILLED_ON if form == "F05" else USUALLY_FILLED_ON
    filled_on = LATE.get((form, month), in_time[month])
    filled_by = FILLERS[form]
    return Cover(
        school=SCHOOL,
        term=TERM,
        month=month,
        filled_by=filled_by,
        filled_on=filled_on,
        reviewed_by=HEAD if filled_by == HEAD_OF_LOGISTICS else HEAD_OF_LOGISTICS,
    )
