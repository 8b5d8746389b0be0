"""The invented school's term as filled workbooks; a further form joins by its module and a line here."""

from __future__ import annotations

from pipeline.form.filled import Filled
from pipeline.sample.base_data import base_workbook
from pipeline.sample.bus import bus_workbooks
from pipeline.sample.canteen import canteen_workbooks
from pipeline.sample.energy import energy_workbooks
from pipeline.sample.finance import finance_workbooks
from pipeline.sample.goods import goods_workbooks
from pipeline.sample.meals import meal_workbooks
from pipeline.sample.opening import opening_workbook
from pipeline.sample.property import property_workbooks
from pipeline.sample.repairs import repair_workbooks
from pipeline.sample.safety import safety_workbooks
from pipeline.sample.school import SCHOOL, TERM
from pipeline.sample.service import service_workbooks
from pipeline.sample.staff import staff_workbooks
from pipeline.sample.works import works_workbooks
from pipeline.sample.workspace import workspace_config

__all__ = ["SCHOOL", "TERM", "filled_workbooks", "workspace_config"]


def filled_workbooks() -> list[Filled]:
    """All workbooks of the term, by form and month."""
    return [
        base_workbook(),
        opening_workbook(),
        *canteen_workbooks(),
        *meal_workbooks(),
        *staff_workbooks(),
        *finance_workbooks(),
        *energy_workbooks(),
        *property_workbooks(),
        *goods_workbooks(),
        *repair_workbooks(),
        *safety_workbooks(),
        *bus_workbooks(),
        *works_workbooks(),
        *service_workbooks(),
    ]
