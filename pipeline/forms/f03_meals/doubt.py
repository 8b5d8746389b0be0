"""What held rows leave open: a rule that would need one says nothing (domain 3.1, Three values)."""

from __future__ import annotations

import numpy as np
import pandas as pd

from pipeline.checks.term import Rows
from pipeline.form.column import Column


class Held:
    """The held rows of a sheet, by what some of its columns say; a cell that cannot be read may say anything."""

    def __init__(self, rows: Rows, *columns: Column) -> None:
        places = np.flatnonzero(~rows.usable)
        cells = [rows.of(column).astype(object).iloc[places].tolist() for column in columns]
        self._said = {tuple(None if pd.isna(cell) else cell for cell in row) for row in zip(*cells, strict=True)}

    def may_have(self, *asked: object) -> bool:
        """A held row says this, or may say it."""
        return asked in self._said or any(
            all(one is None or one == other for one, other in zip(said, asked, strict=True)) for said in self._said
        )
