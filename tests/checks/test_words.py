"""Words for what a row's own cells cannot say: history, sums over groups, calendar, roster."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest

from pipeline.checks import words
from pipeline.checks.services import Staff
from pipeline.checks.term import Rows, State
from pipeline.form.column import Date, Integer, Many, Money, Number, People, Text
from pipeline.form.expression import Expr, Type
from pipeline.form.filled import Value
from pipeline.form.form import Due, Form, Registry
from pipeline.form.sheet import Kind, Sheet
from tests.checks.rows import cover_data, day, rows_of, services, sheet_data, submission, term_of


class Meter(Sheet, title="抄表", number=1, kind=Kind.EVENT):
    """Readings of meters."""

    code = Text("表號", code=True)
    on = Date("日期")
    reading = Number("讀數")
    amount = Money("金額")
    voucher = Text("憑證號", code=True)
    readers = People("抄表人")
    within = Integer("期限")
    back_on = Date("回覆日期")


class Vouchers(Sheet, title="憑證", number=2, kind=Kind.EVENT):
    """What Meter quotes."""

    code = Text("憑證號", code=True)
    amount = Money("金額")
    quoted = Many("單號")


FORM = Form(id="F96", title="", purpose="", filler="", due=Due.EVERY_MONTH, sheets=[Meter, Vouchers])
PEOPLE = [
    Staff("林秋實", "食堂", frozenset({"廚師"}), operator=True, start=None, end=None),
    Staff("何靜", "總務處", frozenset({"總務主任", "採購員"}), operator=False, start=None, end=None),
]
Cells = Mapping[str, Value]


def rows(*cells: Cells, vouchers: tuple[Cells, ...] = (), as_of: str = "2026-03-31") -> Rows:
    of = cover_data("2026-03", form="F96")
    file = submission(sheet_data(Meter, cells), sheet_data(Vouchers, vouchers), of=of)
    term = term_of(file, registry=Registry(forms=[FORM]), of=services({"P-01": "3"}, PEOPLE), as_of=as_of)
    rows_of(Vouchers, term=term)
    return rows_of(Meter, term=term)


def values(found: Rows, expr: Expr) -> list[object]:
    return [None if pd.isna(value) else value for value in found.of(expr).tolist()]


def reading(code: str, on: str, value: int | None, **more: Value) -> Cells:
    return {"表號": code, "日期": date.fromisoformat(f"2026-{on}"), "讀數": value, **more}


HISTORY = [reading("E", "03-31", 30), reading("E", "01-31", 10), reading("W", "02-28", 5), reading("E", "02-28", 20)]
BEFORE = words.previous(Meter.reading, by=[Meter.code], order=Meter.on)


def test_the_row_before_is_of_the_same_group_by_order() -> None:
    assert values(rows(*HISTORY), BEFORE) == [20000, None, None, 10000]
    assert (BEFORE.type, BEFORE.scale) == (Type.NUMBER, 3)


def test_a_row_after_a_held_one_has_no_known_row_before() -> None:
    cells = [*HISTORY, reading("E", "03-31", 40)]
    found = rows(*cells)
    found.state[3] = State.HELD
    assert values(found, BEFORE) == [None, None, None, None, 30000]


def test_a_held_row_that_does_not_say_its_day_may_stand_anywhere_in_its_month() -> None:
    found = rows(*HISTORY, {"表號": "E", "讀數": 25})
    found.state[4] = State.HELD
    assert values(found, BEFORE) == [None] * 5


def test_a_held_row_that_does_not_say_its_group_may_be_of_any() -> None:
    found = rows(*HISTORY, reading("", "02-10", 7))
    found.state[4], found.unread["code"] = State.HELD, np.array([False, False, False, False, True])
    assert values(found, BEFORE) == [20000, None, None, None, None]


def test_a_month_that_has_not_come_parts_the_rows_on_either_side() -> None:
    months = {"2026-03": [reading("E", "03-31", 10)], "2026-05": [reading("E", "05-31", 30)]}
    both = values(over_months(months), BEFORE)
    assert both == [None, None]
    both = values(over_months({**months, "2026-04": [reading("W", "04-30", 5)]}), BEFORE)
    assert both == [None, None, 10000]


def test_sums_over_a_group() -> None:
    cells = [reading("E", "03-01", 1), reading("W", "03-01", 2), reading("E", "03-02", None), reading("E", "03-03", 4)]
    found = rows(*cells, reading("", "03-04", 8), reading("", "03-05", 16))
    found.state[3] = State.HELD
    by_meter = words.total(Meter.reading, by=[Meter.code])
    assert values(found, by_meter) == [None, 2000, None, None, 24000, 24000]
    assert values(found, words.total(Meter.reading, by=[])) == [None] * 6
    found.state[3], found.state[0] = State.COUNTED, State.HELD
    late = words.total(Meter.reading, by=[Meter.code], where=Meter.reading >= 2)
    assert values(found, late) == [4000, 2000, 4000, 4000, 24000, 24000]
    assert values(rows(*cells), words.total(Meter.reading, by=[])) == [7000] * 4
    assert values(rows(*cells, as_of="2026-04-30"), by_meter) == [None] * 4  # April has not come


def test_words_over_no_rows() -> None:
    found = rows()
    for word in (BEFORE, words.total(Meter.reading, by=[Meter.code])):
        assert values(found, word) == []


def over_months(months: Mapping[str, list[Cells]]) -> Rows:
    """One file a month; the school's term runs from March to May."""
    files = [
        submission(sheet_data(Meter, cells), of=cover_data(month, form="F96"))
        for month, cells in sorted(months.items())
    ]
    return rows_of(Meter, term=term_of(*files, registry=Registry(forms=[FORM]), of=services({}, PEOPLE)))


def test_what_quotes_a_number_is_added_up() -> None:
    quoting: tuple[Cells, ...] = (
        {"憑證號": "Z1", "金額": Decimal("1.50"), "單號": "甲、乙"},
        {"憑證號": "Z1", "金額": Decimal("2.25")},
        {"憑證號": "Z2", "金額": Decimal(4)},
        {"憑證號": "Z3", "金額": Decimal(8)},
    )
    found = rows({"憑證號": "Z1"}, {"憑證號": "Z2"}, {"憑證號": "Z9"}, {}, {"憑證號": "Z3"}, vouchers=quoting)
    target = found.term.rows(Vouchers)
    target.state[2], target.state[3] = State.EXCLUDED, State.HELD
    counted = words.quoted_total(Vouchers.amount, key=Vouchers.code, quoted_by=Meter.voucher)
    every = words.quoted_total(Vouchers.amount, key=Vouchers.code, quoted_by=Meter.voucher, counted_only=False)
    assert values(found, counted) == [375, None, None, None, None]
    target.state[1] = State.HELD
    found.memo.clear()
    assert values(found, counted) == [None] * 5
    assert values(found, every) == [None, 400, None, None, None]
    target.state[1] = State.COUNTED
    found.memo.clear()
    assert values(found, every) == [375, 400, None, None, None]
    assert words.totals_by_key(found.term, Vouchers.amount, Vouchers.quoted) == {"甲": 150, "乙": 150}


def test_posts_of_the_people_named() -> None:
    named = ["林秋實", "何靜", "何靜、林秋實", "王五", None]
    found = rows(*({"抄表人": names} for names in named))
    assert values(found, words.holds(Meter.readers, "採購員", "會計")) == [False, True, True, False, None]
    assert values(found, words.is_operator(Meter.readers)) == [True, False, True, False, None]
    everyone = words.everyone(Meter.readers, "廚師", lambda roster, one: roster.holds(one, "廚師"))
    assert values(found, everyone) == [True, False, False, False, None]


def test_working_days() -> None:
    """Friday 6 March; the school's days are Monday to Friday."""
    found = rows({"日期": date(2026, 3, 6), "期限": 1, "回覆日期": date(2026, 3, 10)}, {"日期": date(2026, 3, 6)}, {})
    assert values(found, words.plus_working_days(Meter.on, Meter.within)) == [day("2026-03-09"), None, None]
    assert values(found, words.working_days_between(Meter.on, Meter.back_on)) == [2, None, None]


@pytest.mark.parametrize(("as_of", "come", "asked"), [("2026-03-05", False, None), ("2026-03-06", True, False)])
def test_nothing_is_asked_before_it_is_due(as_of: str, come: bool, asked: bool | None) -> None:  # noqa: FBT001 - truths of the table
    found = rows({"日期": date(2026, 3, 6)}, {}, as_of=as_of)
    assert values(found, words.has_come(Meter.on)) == [come, None]
    assert values(found, words.unless_due(Meter.back_on.filled(), Meter.on)) == [asked, None]


def test_the_as_of_date_and_the_end_of_the_term() -> None:
    inside, end = rows({}), rows({}, as_of="2026-05-31")
    assert values(inside, words.as_of()) == [day("2026-03-31")]
    assert (values(inside, words.at_term_end()), values(end, words.at_term_end())) == ([False], [True])


def test_known_only_where_a_condition_holds() -> None:
    found = rows({"讀數": 1, "金額": Decimal(5)}, {"讀數": 3, "金額": Decimal(5)}, {"金額": Decimal(5)})
    assert values(found, words.known(Meter.amount > 1, Meter.reading > 2)) == [None, True, None]


def test_something_about_each_day() -> None:
    calls: list[int] = []

    def weekday(_term: object, on: int) -> int:
        calls.append(on)
        return date.fromordinal(on).isoweekday()

    found = rows({"日期": date(2026, 3, 6)}, {"日期": date(2026, 3, 6)}, {"日期": date(2026, 3, 8)}, {})
    assert values(found, words.by_day(Meter.on, weekday, "星期", Type.NUMBER)) == [5, 5, 7, None]
    assert len(calls) == 2


def test_a_function_of_all_rows_becomes_a_word() -> None:
    @words.computed("行號", Type.NUMBER)
    def number(found: Rows) -> pd.Series[int]:
        return pd.Series(range(len(found)))

    assert values(rows({}, {}), number) == [0, 1]
