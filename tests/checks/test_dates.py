"""Dates against 封面: nothing done after 填報日期, rows in the month of their file (G-14)."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest

from pipeline.checks.dates import dates
from pipeline.checks.finder import Finder
from pipeline.checks.term import State
from pipeline.finding import Effect
from pipeline.form.column import DateTime, Month
from pipeline.form.form import Registry
from pipeline.form.sheet import Kind, Sheet
from tests.checks.rows import cover_data, rows_of, sheet_data, submission, term_of
from tests.forms.plant import findings, states
from tests.small import Buys, Loans, Row, batch, buy, cover, handed, loan, thing

OUTSIDE = "不在本表的月份 2026-03 之內"
AHEAD = "晚於封面的填報日期，還沒有發生"


def told(*rows: Row, filled_on: date = date(2026, 4, 2), sheet: str = "採購") -> list[tuple[str, str]]:
    """Cell and sentence of each G-14 in the file of March."""
    sheets = {"採購": [buy("2026-03-05", "A0")], sheet: rows}
    found = batch(handed("2026-03", cover("2026-03", filled_on=filled_on), **sheets))
    assert {one.effect for one in findings(found, "G-14")} <= {Effect.HOLD}
    return [(one.place.cell, one.says) for one in findings(found, "G-14")]


@pytest.mark.parametrize("day", ["2026-03-01", "2026-03-31"])
def test_the_first_and_the_last_day_of_the_month_belong_to_it(day: str) -> None:
    assert told(buy(day, "A1")) == []


@pytest.mark.parametrize("day", ["2026-02-28", "2026-04-01", "2025-03-05"])
def test_an_event_lies_in_the_month_of_its_file(day: str) -> None:
    assert told(buy(day, "A1")) == [("A2", OUTSIDE)]


def test_a_row_of_another_month_is_held() -> None:
    found = batch(handed("2026-03", 採購=[buy("2026-04-01", "A1"), buy("2026-03-01", "A2")]))
    assert states(found, Buys) == {State.COUNTED: 1, State.EXCLUDED: 0, State.HELD: 1}


def test_nothing_done_lies_after_the_day_of_filling() -> None:
    """Two cells, two breaches; the day that is outside the month as well is told once."""
    assert told(buy("2026-03-20", "A1"), filled_on=date(2026, 3, 20)) == []
    assert told(buy("2026-03-21", "A1"), filled_on=date(2026, 3, 20)) == [("A2", AHEAD), ("I2", AHEAD)]
    assert told(buy("2026-04-21", "A1", 驗收日期=None)) == [("A2", AHEAD)]


def test_planned_dates_are_free() -> None:
    assert told(loan("J1", "2026-03-10", 應還日期=date(2027, 1, 1)), sheet="借用") == []
    assert told(loan("J1", "2026-03-10", "2026-04-03"), sheet="借用") == [("G2", AHEAD)]


def test_a_lifecycle_may_have_opened_long_before_but_not_after_the_month() -> None:
    assert told(loan("J1", "2025-09-01"), sheet="借用") == []
    assert told(loan("J1", "2026-04-01"), sheet="借用") == [("B2", OUTSIDE)]


def test_a_snapshot_has_no_month_but_nothing_in_it_is_still_to_come() -> None:
    assert told(thing("T1", 取得日期=date(2019, 5, 1)), sheet="名單") == []
    assert told(thing("T1", 取得日期=date(2026, 4, 3)), sheet="名單") == [("C2", AHEAD)]


def test_without_a_day_of_filling_nothing_lies_after_it() -> None:
    of = cover_data("2026-03")
    file = submission(sheet_data(Buys, [buy("2026-03-31", "A1", 驗收日期=date(2026, 5, 4))]), of=of)
    term = term_of(file, registry=Registry(forms=[]))
    rows, finder = rows_of(Buys, term=term), Finder(term.files)
    dates(rows, term, finder)
    assert finder.findings == []


def test_months_are_cut_to_the_window() -> None:
    """統計起日 2026-03-10, 學期結束日 2026-03-20: what lies beside belongs to other terms."""
    of = cover_data("2026-03")
    days = ["2026-03-09", "2026-03-10", "2026-03-20", "2026-03-21"]
    file = submission(sheet_data(Buys, [buy(day, f"A{at}") for at, day in enumerate(days)]), of=of)
    term = term_of(file, registry=Registry(forms=[]), start="2026-03-10", end="2026-03-20")
    rows, finder = rows_of(Buys, term=term), Finder(term.files)
    dates(rows, term, finder)
    says = "不在學期的統計範圍（2026-03-10 至 2026-03-20）之內"
    assert [(one.place.cell, one.says) for one in finder.findings] == [("A2", says), ("A5", says)]
    assert rows.state.tolist() == [State.HELD, State.COUNTED, State.COUNTED, State.HELD]


def test_a_row_held_over_from_the_term_before_is_no_fault() -> None:
    found = batch(handed("2026-03", 採購=[buy("2026-03-05", "A1")], 借用=[loan("J1", "2026-01-10", 押金=Decimal(0))]))
    assert findings(found, "G-14") == []
    assert states(found, Loans)[State.COUNTED] == 1


class Watches(Sheet, title="看護", number=1, kind=Kind.EVENT):
    """Attributed to a point in time."""

    at = DateTime("時間")
    attributed_to = at


class Wages(Sheet, title="工資", number=1, kind=Kind.EVENT):
    """Attributed to a month."""

    month = Month("月份")
    attributed_to = month


def test_points_in_time_are_dates_too() -> None:
    typed = [datetime(2026, 3, 31, 23, 59), datetime(2026, 4, 1), datetime(2026, 4, 3)]  # noqa: DTZ001 - cells know no zone
    of = cover_data("2026-03", filled_on="2026-04-02")
    term = term_of(submission(sheet_data(Watches, [{"時間": at} for at in typed]), of=of))
    Watches.form = "F99"
    rows, finder = rows_of(Watches, term=term), Finder(term.files)
    dates(rows, term, finder)
    assert [(one.place.cell, one.says) for one in finder.findings] == [("A4", AHEAD), ("A3", OUTSIDE)]
    assert rows.months.tolist() == [24314, 24314, 24314]  # what is refused says nothing: the month of the file stands


def test_a_month_is_compared_with_that_of_the_file() -> None:
    of = cover_data("2026-03", filled_on="2026-04-02")
    term = term_of(submission(sheet_data(Wages, [{"月份": "2026-03"}, {"月份": "2026-04"}, {}]), of=of))
    Wages.form = "F99"
    rows, finder = rows_of(Wages, term=term), Finder(term.files)
    dates(rows, term, finder)
    assert [(one.place.cell, one.says) for one in finder.findings] == [("A3", OUTSIDE)]
    assert rows.months.tolist() == [24314, 24314, 24314]
