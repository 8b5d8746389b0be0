"""What holds for every workbook and cell: covers, names, keys, and the columns of the domain pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from pipeline.config import load
from pipeline.form.filled import Value
from pipeline.forms.registry import registry
from pipeline.sample.term import SCHOOL, TERM, filled_workbooks, workspace_config
from tests.expected import WORKBOOKS
from tests.sample.conftest import Row, Term

MONTHS = [f"2026-0{number}" for number in range(1, 8)]
PLANNED = ("有效期至", "保質期至", "賬期止日", "計劃完成日", "整改期限", "應還日期", "計劃開工", "計劃竣工")
OUTSIDERS = {"宏建工程隊", "家委會代表", "彭立新"}
"""Outside repairers, who stand in 維修人, parents in 陪餐人, and a borrower."""
LATE = {("F08", "2026-04"): date(2026, 5, 8)}
"""The one cover with a day after the fifth of the next month."""
DIRT = {"办公费", "2026.3.2", "五六千", "１，２００"}
"""What is typed in another script or spelling, or guessed, on purpose."""
MERGED_CELLS = {"環境與文化": {"類別: blank"}}
"""Where the lower of two merged cells leaves a column blank on purpose."""


@dataclass(frozen=True)
class Column:
    """A column as the domain page declares it."""

    title: str
    kind: str
    required: str
    allowed: str


def test_the_workbooks_of_the_term(term: Term) -> None:
    assert [(each.form, each.cover.month) for each in term.workbooks] == WORKBOOKS
    assert all(any(rows for rows in each.sheets.values()) for each in term.workbooks)


def test_covers_are_complete_and_in_time(term: Term) -> None:
    people = {row["姓名"] for row in term.rows("F00", "人員名冊")}
    for form, cover in ((each.form, each.cover) for each in term.workbooks):
        assert (cover.school, cover.term, cover.part, cover.version) == (SCHOOL, TERM, 1, 1)
        assert {cover.filled_by, cover.reviewed_by} <= people
        assert cover.filled_by != cover.reviewed_by
        year, month = map(int, cover.month.split("-"))
        assert cover.filled_on
        latest = LATE.get((form, cover.month), date(year, month + 1, 5))
        assert date(year, month, 1) < cover.filled_on <= latest
        assert cover.filled_on == latest or (form, cover.month) not in LATE
        assert not cover.nothing_to_report


def test_the_term_is_the_same_each_time(term: Term) -> None:
    assert filled_workbooks() == list(term.workbooks)


def test_nothing_done_lies_after_the_day_of_filling(term: Term) -> None:
    for filled in term.workbooks:
        if filled.form == "F00":
            continue  # snapshots only
        done = {
            (sheet, title, value)
            for sheet, rows in filled.sheets.items()
            for row in rows
            for title, value in row.items()
            if isinstance(value, date) and not title.endswith(PLANNED)
        }
        assert filled.cover.filled_on
        assert [each for each in done if each[2] > filled.cover.filled_on] == []


def test_event_rows_lie_in_the_month_of_their_file(term: Term) -> None:
    dated = {
        "採購驗收入庫": "採購日期",
        "領用出庫": "日期",
        "每週菜譜審核": "週起始日",
        "供餐與陪餐": "日期",
        "食品留樣": "日期",
        "每日自查": "日期",
        "物品出入庫": "日期",
        "抄表": "抄表日期",
        "收費與解交": "收費日期",
        "每日檢查": "日期",
        "值班護校": "日期",
        "演練與安全教育": "日期",
        "資產增減": "日期",
        "教室檢查評分": "日期",
        "服務保障": "起始日期",
        "物資添置": "驗收日期",
        "捐贈": "日期",
        "環境與文化": "日期",
        "滿意度測評": "日期",
        "每日運行": "日期",
        "候車看護": "日期",
        "維護費用": "日期",
    }
    for filled in term.workbooks:
        for sheet, title in dated.items():
            days = [row[title] for row in filled.sheets.get(sheet, ()) if row[title] not in {"合計", *DIRT}]
            assert {f"{day:%Y-%m}" for day in days} <= {filled.cover.month}


def test_no_two_rows_of_a_sheet_are_the_same(term: Term) -> None:
    for filled in term.workbooks:
        for sheet, rows in filled.sheets.items():
            seen = Counter(tuple(sorted(row.items(), key=str)) for row in rows)
            assert [row for row, count in seen.items() if count > 1] == [], sheet


def test_everybody_named_is_on_the_roster(term: Term) -> None:
    people = {row["姓名"] for row in term.rows("F00", "人員名冊")}
    named = {
        name
        for filled in term.workbooks
        for rows in filled.sheets.values()
        for row in rows
        for title, value in row.items()
        if (title.endswith("人") or title in {"教室管理員", "保管員"}) and isinstance(value, str)
        for name in value.split("、")
    }
    assert named - people == OUTSIDERS


def _declared(domain: Path, form: str) -> dict[str, list[Column]]:
    """The sheets of a form's page with their columns."""
    page = (domain / "forms" / f"{form}.md").read_text(encoding="utf-8")
    sheets = re.split(r"^#### F\d\d\.\d 「(.+?)」.*$", page, flags=re.MULTILINE)[1:]
    row = re.compile(r"^\|([^|]+)\|([^|]+)\|[^|]*\|([●△○ƒ])\|(.*)\|[^|]*\|$", flags=re.MULTILINE)
    return {
        title: [Column(*cells) for cells in row.findall(body.split("**Row rules")[0])]
        for title, body in zip(sheets[::2], sheets[1::2], strict=True)
    }


def _fits(column: Column, value: Value) -> bool:
    if column.kind == "日期":
        return isinstance(value, date)
    if column.kind == "金額":
        return isinstance(value, Decimal) and value.as_tuple().exponent == -2
    if column.kind == "整數":
        return isinstance(value, int)
    if column.kind == "小數":
        return isinstance(value, int | Decimal) and Decimal(value) == Decimal(value).quantize(Decimal("0.001"))
    return isinstance(value, str) and value == value.strip() != ""


def _options(column: Column) -> set[str]:
    """The closed list, where the page has one for the column."""
    if column.kind == "是否":
        return {"是", "否"}
    if column.allowed.startswith("increases "):
        return set(re.split("[/ ;]+", re.sub("[a-z]+ ", "", column.allowed)))
    listed = column.allowed.split(":")[-1].split(";")[0].split(",")[-1].strip()
    return set(listed.split("/")) if column.kind == "選項" and "/" in listed else set()


def _misfits(columns: list[Column], row: Row) -> Iterator[str]:
    by_title = {column.title: column for column in columns}
    yield from (f"{title}: no such column" for title in row if title not in by_title)
    yield from (f"{each.title}: blank" for each in columns if each.required == "●" and each.title not in row)
    yield from (f"{each.title}: typed" for each in columns if each.required == "ƒ" and each.title in row)
    for title in row.keys() & by_title.keys():
        column, value = by_title[title], row[title]
        if value is not None and value not in DIRT and not _fits(column, value):
            yield f"{title}: {value!r}"
        options = _options(column)
        if options and value is not None and value not in options | DIRT:
            yield f"{title}: {value!r} is not among {options}"


@pytest.mark.parametrize("form", [form.id for form in registry().forms])
def test_rows_have_the_columns_of_the_page(term: Term, domain: Path, form: str) -> None:
    declared = _declared(domain, form)
    for filled in term.workbooks:
        if filled.form == form:
            assert list(filled.sheets) == list(declared)
    for sheet, columns in declared.items():
        assert len(columns) > 4
        found = {misfit for row in term.rows(form, sheet) for misfit in _misfits(columns, row)}
        assert found == MERGED_CELLS.get(sheet, set()), sheet


def test_the_configuration_is_one_that_the_program_takes(tmp_path: Path) -> None:
    path = tmp_path / "config.yaml"
    path.write_text(workspace_config(), encoding="utf-8")
    config = load(path)
    assert (config.inbox, config.output, config.script) == (tmp_path / "inbox", tmp_path / "output", "hant")
    assert config.mail is None
