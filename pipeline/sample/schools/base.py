"""The sheets that every small school fills the same way: base data (F00), daily rounds, dangers, guard duty (F10)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from pipeline.forms.parameters import BUS
from pipeline.sample.dangers import danger, danger_rows, met_by_check
from pipeline.sample.days import calendar_rows
from pipeline.sample.dictionary import dictionary_rows
from pipeline.sample.guard import Guard
from pipeline.sample.rounds import Rounds
from pipeline.sample.school import ESSENTIALS, MONTHS, parameter_rows
from pipeline.sample.schools.school import Written
from pipeline.sample.table import Row, ledger

NO_MEALS = "無"
NOTHING_GRAVE: Mapping[str, tuple[str, str]] = {}
NOTHING_ON: Mapping[tuple[date, str], str] = {}


def base_sheets(
    essentials: Mapping[str, str],
    lacks: Iterable[str],
    meals: str = NO_MEALS,
    *,
    people: Sequence[Row],
    rooms: Sequence[Row],
    suppliers: Sequence[Row],
    foods: Iterable[tuple[str, str]] = (),
    registered: str = "",
) -> dict[str, Written]:
    """F00. `essentials` are parameters by code, `lacks` the modules that are off, `meals` 供餐餐次 of a school day."""
    values = {**ESSENTIALS, **essentials, **dict.fromkeys(lacks, "否")}
    return {
        "F00 學校參數": parameter_rows(values),
        "F00 校曆": calendar_rows(meals, "否" if BUS in values else "是"),
        "F00 人員名冊": people,
        "F00 班室名冊": rooms,
        "F00 供應商名冊": suppliers,
        "F00 類別字典": dictionary_rows(foods, registered),
    }


def safety_sheets(
    scopes: str,
    dangers: str,
    guard: Guard,
    lights: Mapping[tuple[date, str], str] = NOTHING_ON,
    grave: Mapping[str, tuple[str, str]] = NOTHING_GRAVE,
) -> dict[str, Written]:
    """F10.1 to F10.3: who checks what (`rounds.Rounds`), the dangers (lines of `dangers.LEDGER`), who guards.

    `grave` has 臨時措施 and 項目編號 of the dangers that are 較大, by their number.
    """
    found = [
        replace(each, interim=interim, project=project)
        for each in (danger(*cells) for cells in ledger(dangers))
        for interim, project in [grave.get(each.number, ("", ""))]
    ]
    rounds = Rounds(scopes, met_by_check(found), lights=lights)
    return {
        "F10 每日檢查": {month: rounds.rows(month) for month in MONTHS},
        "F10 隱患台賬": {month: danger_rows(month, found) for month in MONTHS},
        "F10 值班護校": {month: guard.rows(month) for month in MONTHS},
    }
