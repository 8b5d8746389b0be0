"""Workbooks of one school in many parts (分冊): the sample's, again and again, with keys that stay unique.

A part is 19 workbooks: the canteen's of five months, the accounts' and the energy's of seven. Fees, publication, plans
and the saving measure stand in the first part only, as a school has one of each. Every fifth part keeps the sample's
dirt, so that about one workbook in twelve goes back to its filler; the others are clean.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import cache
from itertools import repeat
from pathlib import Path

from pipeline.form.filled import Filled, Value
from pipeline.forms.registry import registry
from pipeline.render.template import file_name, write_workbook
from pipeline.sample.base_data import base_workbook
from pipeline.sample.canteen import canteen_workbooks
from pipeline.sample.energy import energy_workbooks
from pipeline.sample.finance import finance_workbooks
from pipeline.sample.people import BOOKKEEPER, BUYERS

Row = Mapping[str, Value]

DIRTY_PARTS = 5
"""Every so many parts one is as dirty as the sample."""

BLANK_ROWS = 200
"""What a template has beneath its rows."""

OF_THE_SCHOOL = {"收費標準公示", "收費與解交", "期末結算退補", "公佈與彙報", "經費計劃", "節能措施"}
"""Sheets of which a school has one: they are filled in the first part only."""

UNIQUE = {
    "採購驗收入庫": ("單號", "結算發票號"),
    "支出票據": ("憑證號", "發票號"),
    "抄表": ("表號",),
    "賬單": ("戶號", "憑證號", "對應總表"),
}
"""Columns whose values are a part's own."""


@cache
def sample() -> tuple[Filled, ...]:
    """The 19 workbooks of a part, as the sample has them."""
    return (*canteen_workbooks(), *finance_workbooks(), *energy_workbooks())


def in_part(filled: Filled, part: int) -> Filled:
    """The workbook as that part hands it in."""
    cleaned = filled if part % DIRTY_PARTS == 1 else clean(filled)
    return replace(
        cleaned,
        cover=replace(filled.cover, part=part),
        sheets={title: rows_in_part(title, rows, part) for title, rows in cleaned.sheets.items()},
    )


def rows_in_part(title: str, rows: Sequence[Row], part: int) -> Sequence[Row]:
    """The rows with their keys made the part's own."""
    if part == 1:
        return rows
    own = UNIQUE.get(title, ())
    return [] if title in OF_THE_SCHOOL else [{**row, **_renamed(row, own, part)} for row in rows]


def _renamed(row: Row, columns: Sequence[str], part: int) -> Row:
    return {column: f"{row[column]}-{part:04}" for column in columns if row.get(column) is not None}


def clean(filled: Filled) -> Filled:
    """The workbook without what its filler would have to correct."""
    changed = {title: CLEAN[title](rows) for title, rows in filled.sheets.items() if title in CLEAN}
    return replace(filled, sheets={**filled.sheets, **changed})


def clean_deliveries(rows: Sequence[Row]) -> Sequence[Row]:
    """Bought by two, and accepted."""
    return [{**row, "採購人": "、".join(BUYERS)} for row in rows if row.get("驗收人")]


def clean_vouchers(rows: Sequence[Row]) -> Sequence[Row]:
    """Signed by three, asked for in time, paid once."""
    kept = [row for row in rows if row["報支狀態"] != "退回" and row.get("實物相符") != "不符"]
    seen: dict[Value, Row] = {}
    for row in kept:
        seen.setdefault(row["發票號"], row)
    return [{**row, "審核人": BOOKKEEPER, **_approved(row)} for row in seen.values()]


def _approved(row: Row) -> Row:
    return {"購買批准日期": row["申請日期"]} if "申請日期" in row else {}


CLEAN: Mapping[str, Callable[[Sequence[Row]], Sequence[Row]]] = {
    "採購驗收入庫": clean_deliveries,
    "支出票據": clean_vouchers,
}


def parts_for(count: int) -> int:
    """How many parts give so many workbooks, the base form besides."""
    return max(1, -(-(count - 1) // len(sample())))


def write_part(part: int, folder: Path) -> list[str]:
    """Writes the workbooks of one part; gives their names, in the order in which they are handed in."""
    names = []
    for one in sample():
        filled = in_part(one, part)
        form = registry().form(filled.form)
        name = file_name(form, filled.cover)
        (folder / name).write_bytes(write_workbook(form, filled, blank_rows=BLANK_ROWS))
        names.append(name)
    return names


def build(folder: Path, count: int) -> list[Path]:
    """Writes `count` workbooks, the base form first; those of a smaller count are the first of a larger."""
    folder.mkdir(parents=True, exist_ok=True)
    base = base_workbook()
    form = registry().form(base.form)
    first = file_name(form, base.cover)
    (folder / first).write_bytes(write_workbook(form, base, blank_rows=BLANK_ROWS))
    with ProcessPoolExecutor(os.cpu_count()) as executor:
        parts = executor.map(write_part, range(1, parts_for(count) + 1), repeat(folder))
        names = [first, *(name for part in parts for name in part)]
    for name in names[count:]:
        (folder / name).unlink()
    return [folder / name for name in names[:count]]
