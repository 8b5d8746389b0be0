"""F07-R13: what was lost and never replaced."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from pipeline.checks.term import Rows
from pipeline.checks.words import computed
from pipeline.forms.f07_property.ledger import cards_by_number, gaps
from pipeline.forms.f07_property.sheets import BOUGHT_NEW, MOVED_IN, Changes

REPLACED_WITHIN = 30
"""Days in which what was lost is replaced."""
NOT_REPLACED = "不再添置"


@computed("丟失後已補")
def IS_REPLACED(rows: Rows) -> pd.Series[Any]:
    """A later 購置增加 or 調入 of the same 資產名稱; unknown until 30 days are over, or while one may be hidden.

    Hidden are rows that are held, and months that have not come.
    """
    cards, numbers = cards_by_number(rows.term), rows.text(Changes.number_of_card)
    labels = [cards[number].label if number in cards else None for number in numbers]
    days, comes = rows.numbers(Changes.changed_on), rows.true(Changes.change.among(BOUGHT_NEW, MOVED_IN))
    kinds = rows.of(Changes.change).notna().to_numpy(dtype=bool)
    hidden = bool((~rows.usable & (comes | ~kinds)).any())

    def asked(at: int) -> object:
        label, day = labels[at], int(days[at])
        if label is None:
            return pd.NA
        after = np.flatnonzero(rows.usable & comes & (days >= day))
        if any(labels[one] == label for one in after):
            return True
        absent = any(gap > rows.months[at] for gap in gaps(rows.term))
        return pd.NA if hidden or absent or day + REPLACED_WITHIN > rows.term.as_of else False

    return pd.Series([asked(at) for at in range(len(rows))], index=rows.frame.index, dtype="boolean")
