"""F13-R04: what does not belong into a summary of an opinion: names of the roster, long numbers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from pipeline.checks.mask import by_value
from pipeline.checks.term import Rows
from pipeline.checks.words import computed
from pipeline.forms.f13_service.sheets import Opinions
from pipeline.intake.script import fold

if TYPE_CHECKING:
    import pandas as pd

LONG_NUMBER = re.compile(r"\d{8}")


@computed("含姓名或長號碼")
def TELLS_WHO(rows: Rows) -> pd.Series[Any]:
    """內容摘要 has 8 digits in a row, or a 姓名 of F00.3 in either script."""
    names = [fold(name) for name in rows.term.base.roster.people]

    def tells(text: str) -> bool:
        plain = fold(text)
        return LONG_NUMBER.search(plain) is not None or any(name in plain for name in names)

    return by_value(rows.of(Opinions.summary), tells)
