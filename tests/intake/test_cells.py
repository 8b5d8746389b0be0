"""One cell at a time: what is understood, in which value, and what is refused under which rule (G-05 to G-08, G-10)."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest

from pipeline.form.column import (
    Choice,
    Column,
    Date,
    DateTime,
    Integer,
    Many,
    Money,
    Month,
    Number,
    People,
    Person,
    Text,
    Time,
    YesNo,
)
from pipeline.intake.cells import NotUnderstood, Understood, Unreadable, names_apart, read_cell

MARCH_2 = 739677  # days from 0001-01-01, counted as 1, to 2026-03-02
MARCH_2026 = 24314  # 2026 × 12 + 2
YUAN = Money("金額")
KILO = Number("數量", unit="公斤")
WATT = Number("用量", unit="千瓦時/立方米")
HEADS = Integer("人數", unit="人")
CODE = Text("單號", code=True)


def value(column: Column, raw: object) -> int | str:
    result = read_cell(column, raw)
    assert isinstance(result, Understood), result
    return result.value


def refused(column: Column, raw: object) -> str:
    result = read_cell(column, raw)
    assert isinstance(result, NotUnderstood), result
    assert result.says
    assert result.fix.endswith("。")
    return result.rule


def test_the_days_of_these_tests_are_right() -> None:
    assert (date(2026, 3, 2) - date(1, 1, 1)).days + 1 == MARCH_2


@pytest.mark.parametrize(
    "raw",
    [
        date(2026, 3, 2),
        datetime(2026, 3, 2),  # noqa: DTZ001 - cells know no zone
        datetime(2026, 3, 2, 14, 30),  # noqa: DTZ001 - cells know no zone
        "2026-03-02",
        "2026-3-2",
        "2026/3/2",
        "2026/03/02",
        "2026.3.2",
        "2026.03.02",
        "2026年3月2日",
        "2026年03月02日",
        " 2026-03-02 ",
        "2026 年 3 月 2 日",
        "２０２６－０３－０２",
        "２０２６／３／２",
        "２０２６．３．２",
    ],
)
def test_dates_in_the_spellings_of_g05(raw: object) -> None:
    assert value(Date("日期"), raw) == MARCH_2


@pytest.mark.parametrize(
    "raw",
    [
        "三月初",
        "3月2日",
        "26-3-2",
        "2026-03",
        "2026-13-01",
        "2026-02-30",
        "2026-3/2",
        "2026年3-2",
        "2026年3月2",
        "20260302",
        "02/03/2026",
        "2026-03-02左右",
        "二〇二六年三月二日",
        "0026-03-02",
        "9999-12-31",
        date(1899, 12, 31),
        46083.0,
        46083,
        True,
        timedelta(days=3),
        time(7, 30),
    ],
)
def test_any_other_date_is_not_guessed(raw: object) -> None:
    assert refused(Date("日期"), raw) == "G-05"


def test_a_converted_date_is_told_and_a_plain_one_is_not() -> None:
    assert read_cell(Date("日期"), "2026.3.2") == Understood(MARCH_2, "2026-03-02")
    assert read_cell(Date("日期"), "2026-03-02") == Understood(MARCH_2)
    assert read_cell(Date("日期"), date(2026, 3, 2)) == Understood(MARCH_2)
    assert read_cell(Date("日期"), datetime(2026, 3, 2, 9)) == Understood(MARCH_2, "2026-03-02")  # noqa: DTZ001 - cells know no zone


@pytest.mark.parametrize(
    "raw", ["2026-03", "2026-3", "2026/3", "2026.03", "2026年3月", "２０２６－０３", date(2026, 3, 31)]
)
def test_months(raw: object) -> None:
    assert value(Month("月份"), raw) == MARCH_2026


@pytest.mark.parametrize(
    "raw", ["三月", "2026-13", "2026-00", "3月", "2026", "0000-03", "9999-12", 2026.03, "2026-03-02"]
)
def test_other_months_are_refused(raw: object) -> None:
    assert refused(Month("月份"), raw) == "G-05"


@pytest.mark.parametrize(
    ("raw", "minutes"),
    [
        ("07:30", 450),
        ("7:30", 450),
        ("7：30", 450),
        ("7時30分", 450),
        ("7时30", 450),
        ("23:59:59", 1439),
        (time(7, 30), 450),
    ],
)
def test_times(raw: object, minutes: int) -> None:
    assert value(Time("時間"), raw) == minutes


@pytest.mark.parametrize("raw", ["24:00", "7:60", "早上七點", 0.3125, "730", timedelta(hours=7)])
def test_other_times_are_refused(raw: object) -> None:
    assert refused(Time("時間"), raw) == "G-05"


def test_date_times_are_minutes_since_day_0() -> None:
    at_noon = MARCH_2 * 1440 + 720
    assert value(DateTime("時間"), datetime(2026, 3, 2, 12)) == at_noon  # noqa: DTZ001 - cells know no zone
    assert value(DateTime("時間"), "2026-03-02 12:00") == at_noon
    assert value(DateTime("時間"), "2026/3/2 12:00") == at_noon
    assert refused(DateTime("時間"), "2026-03-02") == "G-05"
    assert refused(DateTime("時間"), date(2026, 3, 2)) == "G-05"


@pytest.mark.parametrize(
    ("column", "raw", "scaled"),
    [
        (YUAN, 1234.5, 123450),
        (YUAN, 1234, 123400),
        (YUAN, 0.1 + 0.2, 30),
        (YUAN, "1234.5", 123450),
        (YUAN, "１，２３４．５０", 123450),
        (YUAN, "1,234,567.89", 123456789),
        (YUAN, "￥500", 50000),
        (YUAN, "¥ 500.00", 50000),
        (YUAN, "500元", 50000),
        (YUAN, "500 元", 50000),
        (YUAN, "５００圓", 50000),
        (YUAN, "500元整", 50000),
        (YUAN, "500 RMB", 50000),
        (YUAN, "-12.30", -1230),
        (YUAN, "−12.30", -1230),
        (YUAN, "+12.30", 1230),
        (KILO, 4.5, 4500),
        (KILO, "4.5公斤", 4500),
        (KILO, 0.001, 1),
        (WATT, "5850千瓦時", 5850000),
        (WATT, "5850千瓦时", 5850000),
        (WATT, "580 立方米", 580000),
        (HEADS, 836.0, 836),
        (HEADS, "836人", 836),
    ],
)
def test_numbers_in_whole_units_of_the_scale(column: Column, raw: object, scaled: int) -> None:
    assert value(column, raw) == scaled


@pytest.mark.parametrize(
    "raw",
    [
        "約500",
        "约500元",
        "500左右",
        "500多",
        "500多元",
        "500餘元",
        "500余元",
        "500上下",
        "近500",
        "大概500",
        "五六千",
        "三百",
        "壹仟元整",
        "5000-6000",
        "5000－6000",
        "5000–6000元",
        "5000~6000",
        "5000～6000",
        "5000至6000元",
        "5000到6000",
        "幾百",
        "不詳",
        "1,23",
        "1.2.3",
        "12 34",
    ],
)
def test_approximate_numbers_and_words_are_refused(raw: str) -> None:
    assert refused(YUAN, raw) == "G-06"


@pytest.mark.parametrize(
    ("column", "raw"),
    [(YUAN, "1.2萬元"), (YUAN, "3万"), (YUAN, "5千"), (KILO, "4斤"), (KILO, "4元"), (HEADS, "12人次"), (YUAN, "12%")],
)
def test_another_unit_is_refused(column: Column, raw: str) -> None:
    assert refused(column, raw) == "G-07"


@pytest.mark.parametrize(
    ("column", "raw"),
    [(YUAN, 1.234), (YUAN, "1.234"), (HEADS, 2.5), (KILO, 1.2345), (YUAN, 1e10), (YUAN, "99999999999"), (YUAN, 1e300)],
)
def test_too_many_decimals_and_impossible_sizes_are_out_of_range(column: Column, raw: object) -> None:
    assert refused(column, raw) == "G-24"


@pytest.mark.parametrize("raw", [True, date(2026, 3, 2), time(1, 2)])
def test_what_is_no_number_at_all(raw: object) -> None:
    assert refused(YUAN, raw) == "G-07"


def test_what_a_number_was_read_as_is_told() -> None:
    assert read_cell(YUAN, "１，２００元") == Understood(120000, "1200")
    assert read_cell(YUAN, 1200.0) == Understood(120000)


@pytest.mark.parametrize("raw", ["同上", " 同上 ", "〃", "同前", "″", '"', "''"])
@pytest.mark.parametrize("column", [YUAN, Date("日期"), CODE, People("採購人"), Choice("類別", ["油"])])
def test_ditto_marks_are_refused_in_every_column(column: Column, raw: str) -> None:
    assert refused(column, raw) == "G-08"


@pytest.mark.parametrize("raw", ["", " ", "　", "\n", "\t "])
@pytest.mark.parametrize("column", [YUAN, Date("日期"), CODE, People("採購人"), Many("類別")])
def test_spaces_are_blank(column: Column, raw: str) -> None:
    assert read_cell(column, raw) is None


def test_separators_alone_are_blank() -> None:
    assert read_cell(People("採購人"), "、") is None
    assert read_cell(Many("類別"), " ； ") is None


def test_error_cells_and_uncached_formulas_are_told_apart() -> None:
    error, uncached = read_cell(YUAN, Unreadable("#REF!")), read_cell(YUAN, Unreadable(""))
    assert isinstance(error, NotUnderstood)
    assert isinstance(uncached, NotUnderstood)
    assert error.rule == uncached.rule == "G-10"
    assert "#REF!" in error.says
    assert error.says != uncached.says


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("0012", "0012"),
        ("ＲＫ－０１", "RK-01"),
        (" RK-01 ", "RK-01"),
        (12.0, "12"),
        (3301260018.0, "3301260018"),
        (1.5, "1.5"),
    ],
)
def test_codes_are_texts(raw: object, text: str) -> None:
    assert value(CODE, raw) == text


@pytest.mark.parametrize("raw", [1e15, 330126001820260302.0])
def test_a_long_code_stored_as_a_number_has_lost_digits(raw: float) -> None:
    assert refused(CODE, raw) == "G-07"


def test_the_last_number_that_keeps_its_digits() -> None:
    assert value(CODE, 999999999999999.0) == "999999999999999"


def test_dates_and_times_in_text_columns_stay_readable() -> None:
    assert value(Text("參數值"), date(2026, 1, 24)) == "2026-01-24"
    assert value(Text("參數值"), datetime(2026, 1, 24)) == "2026-01-24"  # noqa: DTZ001 - cells know no zone
    assert value(Text("備註"), time(7, 5)) == "07:05"


def test_yes_and_no_as_truth_values() -> None:
    assert (value(YesNo("啟用"), True), value(YesNo("啟用"), False)) == ("是", "否")


@pytest.mark.parametrize(
    "raw",
    [
        "陳大勇、趙敏",
        "陳大勇，趙敏",
        "陳大勇,趙敏",
        "陳大勇;趙敏",
        "陳大勇；趙敏",
        "陳大勇/趙敏",
        "陳大勇／趙敏",
        "陳大勇 趙敏",
        "陳大勇\u3000趙敏",
        "陳大勇\n趙敏",
        " 陳大勇 、 趙敏 ",
        "陳大勇、趙敏、陳大勇",
        "陳大勇、、趙敏、",
    ],
)
def test_names_are_split_at_every_separator_and_counted_once(raw: str) -> None:
    assert value(People("採購人"), raw) == "陳大勇、趙敏"


@pytest.mark.parametrize(
    ("raw", "names"),
    [
        ("趙　敏", ["趙敏"]),
        ("陳 大勇", ["陳大勇"]),
        ("歐陽 修", ["歐陽修"]),
        ("趙 敏 陳大勇", ["趙敏", "陳大勇"]),
        ("陳大勇 趙 敏", ["陳大勇", "趙敏"]),
        ("陳大勇 趙敏", ["陳大勇", "趙敏"]),
        ("趙", ["趙"]),
        ("", []),
    ],
)
def test_a_name_spaced_out_is_one_name(raw: str, names: list[str]) -> None:
    assert names_apart(raw) == names


def test_control_characters_are_no_text() -> None:
    assert value(Text("備註"), "甲\ufdd00\ufdd1乙\x00丙\n丁") == "甲0乙丙\n丁"
    assert read_cell(Text("備註"), "\x01\ufdd0") is None
    assert value(Text("備註"), "\ue000𠮷") == "\ue000𠮷"  # rare characters of names are


def test_one_name_has_no_spaces() -> None:
    assert read_cell(Person("經手人"), " 趙　敏 ") == Understood("趙敏", "趙敏")


def test_options_are_not_split_at_spaces() -> None:
    assert value(Many("供應類別"), "食用 油，麵粉") == "食用 油、麵粉"
