"""What the sample's term does not have, planted into a part of it: a module off, one month, people, cash, a version 2.

Elsewhere: a bill that crosses the window's edge in test_energy (2025-12-01 to 2026-01-31, 8 of its 62 days), a meter
change in tests/forms/f06/test_figures.py, what a version 2 changes in tests/checks/test_fates.py.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from pipeline.batch import Batch
from pipeline.figures.aggregate import make_book, make_report
from pipeline.figures.report import Report, Section
from pipeline.finding import Effect
from pipeline.form.filled import Filled, Value
from pipeline.sample.base_data import base_workbook
from pipeline.sample.bus import bus_workbooks
from pipeline.sample.energy import energy_workbooks
from pipeline.sample.goods import goods_workbooks
from pipeline.sample.safety import safety_workbooks
from pipeline.sample.term import filled_workbooks
from tests.forms.plant import batch_of
from tests.sample_term.planted import F08

Row = Mapping[str, Value]
STAFF, PARAMETERS, READINGS, BILLS, CASES = "人員名冊", "學校參數", "抄表", "賬單", "損壞賠償"
READER = "王志遠"


def with_rows(filled: Filled, sheet: str, change: Callable[[Row], Row]) -> Filled:
    """The workbook with each row of a sheet changed."""
    return replace(filled, sheets={**filled.sheets, sheet: [change(row) for row in filled.sheets[sheet]]})


def base_with(sheet: str, key: str, value: str, **cells: Value) -> Filled:
    """F00 of the sample with other cells in the row of this key."""
    return with_rows(base_workbook(), sheet, lambda row: {**row, **cells} if row[key] == value else row)


def wrong(batch: Batch) -> list[tuple[str, str, str]]:
    """Rule, file and cell of what is found beside missing workbooks."""
    return [
        (one.rule, one.place.file, one.place.cell)
        for one in batch.findings
        if one.effect is not Effect.NOTE and one.rule != "G-04"
    ]


def sections(report: Report) -> list[Section]:
    return [section for chapter in report.chapters for section in chapter.sections]


def text_of(report: Report) -> str:
    return "\n".join(paragraph.text for section in sections(report) for paragraph in section.paragraphs)


@pytest.fixture(scope="module")
def without_bus() -> Batch:
    """P-24b is 否; F11 of March has come all the same."""
    off = base_with(PARAMETERS, "參數代碼", "P-24b", 參數值="否")
    return batch_of([off, *safety_workbooks(), bus_workbooks()[0]])


class TestNoBus:
    def test_it_is_not_due_and_not_asked_for(self, without_bus: Batch) -> None:
        book = make_book(without_bus.term)
        assert book.number("M-ALL-01a") == 67  # 72 less F11 of five months
        assert "校車安全台賬" not in text_of(make_report(book))

    def test_it_has_no_chapter_no_table_and_no_chart(self, without_bus: Batch) -> None:
        report = make_report(make_book(without_bus.term))
        assert "校車" not in {chapter.heading for chapter in report.chapters}
        assert "S25" not in {table.id for table in report.tables}
        assert "C14" not in {chart.id for chart in report.charts}

    def test_nothing_is_found_in_it(self, without_bus: Batch) -> None:
        found = [one.rule for one in without_bus.findings]
        assert not [rule for rule in found if rule.startswith("F11") or rule in {"X-20", "X-43", "X-44", "X-45"}]
        assert [rule for rule, *_ in wrong(without_bus)] == ["F10-R07", "F10-R07"]


@pytest.fixture(scope="module")
def january() -> Batch:
    """The six workbooks of January: nothing held, nothing to compare with."""
    batch = batch_of([one for one in filled_workbooks() if one.cover.month == "2026-01"], month="2026-01")
    batch.term.period = "2026-01"
    return batch


@pytest.fixture(scope="module")
def report(january: Batch) -> Report:
    return make_report(make_book(january.term))


class TestOneClosedMonth:
    def test_nothing_is_missing_and_nothing_wrong(self, january: Batch, report: Report) -> None:
        assert wrong(january) == []
        assert "本期應報台賬6份，實報6份，報送完整率100.0%，按時率100.0%（6/6）" in text_of(report)
        assert "沒有待更正的行" in text_of(report)

    def test_a_form_that_is_due_from_march_on_is_not_called_missing(self, report: Report) -> None:
        assert "未報送" not in text_of(report)
        assert {"食堂與食品安全", "校車", "服務與意見"}.isdisjoint(chapter.heading for chapter in report.chapters)

    def test_nothing_is_compared_or_drawn_over_months(self, report: Report) -> None:
        assert "同期數據不足，暫不比較節約效果" in text_of(report)
        assert "比上月" not in text_of(report)
        assert "驗收合格" not in text_of(report)  # no project is accepted yet
        assert {"C01", "C02", "C03", "C05", "C08", "C13", "C14"}.isdisjoint(chart.id for chart in report.charts)
        # 01-24 to 01-31; nothing stands before it that it could be added to
        assert "電費8天（至1月31日）賬單未到，未作估計。" in text_of(report)
        assert "另有電費" not in text_of(report)
        assert "各月收支的公佈期限尚未到。" in text_of(report)
        assert "公佈後收到" not in text_of(report)


class TestPeople:
    def test_a_name_of_somebody_who_left_is_told_from_the_next_day_on(self) -> None:
        batch = batch_of([base_with(STAFF, "姓名", READER, 離崗日期=date(2026, 3, 31)), *energy_workbooks()])
        found = [one for one in batch.findings if one.rule == "G-12"]
        # seven meters in each of the four months after March, whose reading was on his last day
        assert Counter(one.place.file[-10:-5] for one in found) == {f"26-0{month}": 7 for month in range(4, 8)}
        assert found[0].says == "「王志遠」當日（2026-04-30）不在崗"
        assert {one.effect for one in found} == {Effect.FLAG}

    def test_the_second_of_two_namesakes_is_held(self) -> None:
        base = base_workbook()
        [reader] = [row for row in base.sheets[STAFF] if row["姓名"] == READER]
        people = [*base.sheets[STAFF], {**reader, "工號": "HQ999"}]
        batch = batch_of([replace(base, sheets={**base.sheets, STAFF: people})])
        assert wrong(batch) == [("G-18", "F00_2025-2026-2_2026-01.xlsx", "B62")]

    def test_namesakes_with_suffixes_are_two_and_the_bare_name_nobody(self) -> None:
        base = base_with(STAFF, "姓名", READER, 姓名=f"{READER}甲")
        [reader] = [row for row in base.sheets[STAFF] if row["姓名"] == f"{READER}甲"]
        people = [*base.sheets[STAFF], {**reader, "工號": "HQ999", "姓名": f"{READER}乙"}]
        january = with_rows(energy_workbooks()[0], READINGS, lambda row: {**row, "抄表人": f"{READER}甲"})
        batch = batch_of([replace(base, sheets={**base.sheets, STAFF: people}), january])
        found = {(one.place.sheet, one.value): one.says for one in batch.findings if one.rule == "G-12"}
        # he who answers for a room and for JN-01 is still named without the suffix
        told = "「王志遠」（相近的有王志遠甲、王志遠乙、韓志剛）不在人員名冊"
        assert found == {("班室名冊", READER): told, ("節能措施", READER): told}


def test_cash_that_was_not_deposited_is_told_and_still_income() -> None:
    kept = [
        with_rows(one, CASES, lambda row: {**row, "解交日期": None} if row["賠償單號"] == "PC-2606-001" else row)
        if CASES in one.sheets
        else one
        for one in goods_workbooks()
    ]
    before, after = (batch_of([base_workbook(), *handed]) for handed in (goods_workbooks(), kept))
    # the case is open until the money is deposited, so that July's file should have it, too
    told = {one for one in wrong(after) if one not in wrong(before)}
    assert told == {("F08-R09", F08[6], "O2"), ("G-19", F08[6], "A2")}
    book = make_book(after.term)
    # 45 + 55 + 30 + 65 in cash, and 24 + 80 in kind
    assert book.number("M-F08-03c") == 299
    assert book.number("M-F05-01f", (), "2026-06") == 65


def test_version_2_takes_the_place_of_version_1() -> None:
    """The bill of 3,510.00 typed as 3,150.00 at first."""
    right = energy_workbooks()
    [at] = [at for at, one in enumerate(right) if any(row["賬單金額"] == 3510 for row in one.sheets.get(BILLS, ()))]
    wrong_bill = with_rows(
        right[at], BILLS, lambda row: {**row, "賬單金額": Decimal(3150)} if row["賬單金額"] == 3510 else row
    )
    second = replace(right[at], cover=replace(right[at].cover, version=2))
    others = [one for one in right if one is not right[at]]
    first, corrected = (
        make_book(batch_of([base_workbook(), *others, *some]).term) for some in ([wrong_bill], [wrong_bill, second])
    )
    assert first.number("M-F06-02c", {"能源類別": "電"}) == 7320  # 480 + 3,150 + 3,690
    assert corrected.number("M-F06-02c", {"能源類別": "電"}) == 7680
