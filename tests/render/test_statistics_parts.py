from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.figures.report import Cell, Figure, Heading, SourceRow
from pipeline.render.numerals import is_column_of_numbers
from pipeline.render.sheets.block import column_names
from pipeline.render.sheets.book import Book, cell_text, sheet_link, table_name
from pipeline.render.sheets.exact import decimals, figure_format, is_rate, summed_rows
from pipeline.render.sheets.page import ROW_PX, Page
from pipeline.render.sheets.printing import Part, paginate, paper_for
from pipeline.render.sheets.sources import MOST_CHARACTERS, Sources
from pipeline.render.widths import heading_lines, narrowest, text_width
from tests.render.statistics_report import figure, printed, share


@pytest.mark.parametrize(
    ("number", "unit", "expected"),
    [
        ("1234.5", "元", "#,##0.00"),
        ("1234", "筆", "#,##0"),
        ("1/3", "%", "0.0%"),
        ("36.2", "元/天", "#,##0.00"),
    ],
)
def test_a_figure_is_formatted_as_it_is_printed(number: str, unit: str, expected: str) -> None:
    assert figure_format(figure("M-1", number, unit)) == expected


def figures(*numbers: str | None) -> list[Figure | None]:
    return [None if number is None else figure("M-1", number) for number in numbers]


@pytest.mark.parametrize(
    ("column", "indents", "total", "expected"),
    [
        (("1", "2", "3"), (), "6", [0, 1, 2]),
        (("1", None, "3"), (), "4", [0, 1, 2]),
        (("3", "1", "2", "4"), (0, 1, 1, 0), "7", [0, 3]),
        (("3", "1", "2", "4"), (0, 1, 1, 0), "10", [0, 1, 2, 3]),
        (("1", "2"), (), "4", None),
        ((None, None), (), "0", None),
    ],
)
def test_rows_that_add_up_to_the_total_are_found(
    column: Sequence[str | None], indents: Sequence[int], total: str, expected: list[int] | None
) -> None:
    assert summed_rows(figures(*column), indents, Fraction(total)) == expected


@pytest.mark.parametrize(("number", "expected"), [("1", 2), ("1.5", 2), ("1.125", 3), ("1/3", None)])
def test_decimals_are_enough_and_at_least_those_printed(number: str, expected: int | None) -> None:
    assert decimals(figure("M-1", number, "元")) == expected


def test_quotients_are_rates() -> None:
    assert is_rate(share("M-1", 1, 3))
    assert is_rate(figure("M-1", "36.2", "元/天"))
    assert not is_rate(figure("M-1", "36.2", "元"))


def test_column_names_carry_units_and_differ() -> None:
    headings = [
        Heading("金額", "元"),
        Heading("金額", "元"),
        Heading("率", "%"),
        Heading("", ""),
        Heading("A"),
        Heading("a"),
    ]
    assert list(column_names(headings)) == ["金額\n（元）", "金額\n（元） 2", "率", "4", "A", "a 2"]
    assert list(column_names(headings[:1], "元")) == ["金額"]


@given(st.lists(st.builds(Heading, st.text(max_size=5), st.sampled_from(["", "元", "%"])), max_size=12))
def test_column_names_are_never_empty_nor_alike(headings: list[Heading]) -> None:
    names = [name.lower() for name in column_names(headings)]
    assert len(set(names)) == len(headings)
    assert all(names)


@given(st.sets(st.integers(0, 199), min_size=1))
def test_the_rows_of_a_figure_can_be_read_back(ids: set[int]) -> None:
    rows = [SourceRow(f"f{i // 50}.xlsx", "F02", ("甲", "乙")[i // 25 % 2], 7 + i % 25) for i in range(200)]
    sources = Sources(rows)
    [text] = sources.written(np.array(sorted(ids), dtype=np.int64))
    assert sorted(read_back(text, sources.files)) == sorted((rows[i].file, rows[i].sheet, rows[i].row) for i in ids)


def test_what_is_too_long_for_a_cell_goes_on_in_the_next() -> None:
    """Every second row of two sheets: 2 × 9,999 stretches of up to five digits and a comma."""
    rows = [SourceRow("f.xlsx", "F02", sheet, row) for sheet in "乙甲" for row in range(2, 20000, 2)]
    sources = Sources(rows)
    cells = sources.written(np.arange(len(rows), dtype=np.int64))
    assert len(cells) == 4  # a sheet: 4 × 2 + 45 × 3 + 450 × 4 + 4,500 × 5 + 5,000 × 6 = 54,443, two cells
    assert max(map(len, cells)) <= MOST_CHARACTERS
    found = [place for cell in cells for place in read_back(cell, sources.files)]
    assert found == [(row.file, row.sheet, row.row) for row in rows]


def read_back(text: str, files: Sequence[str]) -> list[tuple[str, str, int]]:
    found = []
    for number, sheet, stretches in re.findall(r"(\d+)·(\w+) ([-\d、]+)", text):
        for first, last in re.findall(r"(\d+)(?:-(\d+))?", stretches):
            found += [(files[int(number) - 1], sheet, row) for row in range(int(first), int(last or first) + 1)]
    return found


def test_rows_in_any_order_are_written_in_order() -> None:
    rows = [
        SourceRow("b.xlsx", "F02", "表", 9),
        SourceRow("a.xlsx", "F02", "表", 8),
        SourceRow("a.xlsx", "F02", "表", 7),
    ]
    assert Sources(rows).written(np.array([0, 1, 2], dtype=np.int64)) == ["1·表 7-8；2·表 9"]
    assert Sources([]).written(np.array([], dtype=np.int64)) == [""]


@pytest.mark.parametrize(
    ("heading", "most", "lines"),
    [
        ("金額", 12, ["金額"]),
        ("超標準收費金額", 12, ["超標準", "收費金額"]),
        ("平均解交天數", 8, ["平均解交", "天數"]),
        ("制度違規數", 8, ["制度", "違規數"]),
        ("質疑或意見數", 8, ["質疑或", "意見數"]),
        ("日均節約額", 8, ["日均", "節約額"]),
        ("改造後日均費用（元/天）", 12, ["改造後", "日均費用", "（元/天）"]),
        ("2026-01", 4, ["2026-01"]),
        ("M-ALL合計", 6, ["M-ALL", "合計"]),
        ("", 4, [""]),
    ],
)
def test_headings_are_parted_between_words(heading: str, most: int, lines: list[str]) -> None:
    assert list(heading_lines(heading, most)) == lines


@given(st.text(st.sampled_from("金額人數2026-AB（）率")), st.integers(2, 20))
def test_a_parted_heading_loses_nothing(heading: str, most: int) -> None:
    assert "".join(heading_lines(heading, most)) == heading


def test_the_narrowest_heading_keeps_words_whole() -> None:
    assert narrowest("2026-01", 3) == 7
    assert narrowest("平均解交天數", 3) == 4
    assert narrowest("", 3) == 0


@pytest.mark.parametrize(
    ("column", "expected"),
    [
        (("9,035", "590", ""), True),
        (("0.5", "-1.5", None), True),
        (("3301260018", "7702260035"), False),
        (("9,035", "約六百"), False),
        (("1", "2"), False),
        ((), False),
        ((figure("M-1", 1), "1.5"), False),
    ],
)
def test_columns_of_numbers_are_told_from_codes(column: Sequence[Cell], *, expected: bool) -> None:
    assert is_column_of_numbers(column) is expected


def page_with(heights: dict[int, int]) -> Page:
    page = Page(Book(), Book().add_sheet("甲"), 5)
    page.widths = dict.fromkeys(range(5), 16)
    page.heights_px = dict(heights)
    return page


def test_a_part_that_fits_no_more_begins_a_page() -> None:
    pages = paginate(page_with({}), [Part(0, 30, 5), Part(31, 41, 32), Part(42, 46)], (0, 1))
    assert pages.breaks == [41]
    assert pages.repeat == (0, 1)
    assert pages.used == (2 + 1 + 4) * ROW_PX


def test_a_part_longer_than_a_page_fills_pages_and_repeats_its_header() -> None:
    pages = paginate(page_with({}), [Part(0, 100, 5)], (0, 1))
    fits = int(pages.room // ROW_PX)
    assert pages.breaks == [fits, fits + fits - 1]
    assert pages.repeat == (5, 5)


def test_the_last_two_rows_of_a_part_stay_together() -> None:
    fits = int(paginate(page_with({}), [], (0, 1)).room // ROW_PX)
    assert paginate(page_with({}), [Part(0, fits + 1, 5)], (0, 1)).breaks == [fits - 1]


def test_a_long_part_does_not_begin_at_the_foot_of_a_page() -> None:
    fits = int(paginate(page_with({}), [], (0, 1)).room // ROW_PX)
    assert paginate(page_with({}), [Part(0, fits - 3), Part(fits - 3, 300, fits - 2)], (0, 1)).breaks[0] == fits - 3


def test_chinese_is_twice_as_wide() -> None:
    assert text_width("abc") == 3
    assert text_width("採購（元）") == 10
    assert text_width("短\n最長的一行") == 10
    assert text_width("") == 0


def test_names_and_links_are_safe() -> None:
    assert table_name("S04", 1) == "S04_1"
    assert table_name("7 表-x", 2) == "T_7___x_2"
    assert sheet_link("總'表") == "internal:'總''表'!A1"


@given(st.text())
def test_cell_text_is_what_a_cell_can_hold(text: str) -> None:
    clean = cell_text(text)
    assert "\x00" not in clean
    clean.encode()


@pytest.mark.parametrize(("width", "landscape"), [(300, False), (900, False), (901, True), (3000, True)])
def test_paper_fits_the_width(width: int, *, landscape: bool) -> None:
    paper = paper_for(width)
    assert paper.landscape is landscape
    assert paper.scale <= 1
    assert width * paper.scale <= (1027 if landscape else 699)


def test_the_builder_rounds_half_up() -> None:
    assert printed(Fraction(1, 8), "元") == "0.13"
    assert printed(Fraction(17, 47), "%") == "36.2%"
