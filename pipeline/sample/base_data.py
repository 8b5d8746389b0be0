"""F00, handed in once, in the month of 統計起日."""

from __future__ import annotations

from pipeline.form.filled import Filled
from pipeline.sample.covers import cover
from pipeline.sample.days import calendar_rows
from pipeline.sample.dictionary import dictionary_rows
from pipeline.sample.people import roster_rows
from pipeline.sample.rooms import room_rows
from pipeline.sample.school import MONTHS, parameter_rows
from pipeline.sample.suppliers import supplier_rows


def base_workbook() -> Filled:
    """The master data."""
    return Filled(
        form="F00",
        cover=cover("F00", MONTHS[0]),
        sheets={
            "學校參數": parameter_rows(),
            "校曆": calendar_rows(),
            "人員名冊": roster_rows(),
            "班室名冊": room_rows(),
            "供應商名冊": supplier_rows(),
            "類別字典": dictionary_rows(),
        },
    )
