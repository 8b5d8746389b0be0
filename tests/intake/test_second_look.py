"""The quick look and the walk see the same, whatever the sheet; and the quick one is taken where it should be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.intake import second_look
from pipeline.intake.address import Extent, cell_name, parse_address, parse_range, whole
from pipeline.intake.look import Look
from pipeline.intake.raw import Why
from pipeline.intake.refusal import UnreadableError
from pipeline.intake.second_look import look, refuse_twice, without_errors
from pipeline.intake.walk import walk
from tests.intake.handmade import sheet

CONTENTS = st.sampled_from(
    [
        "",
        "<v>1</v>",
        "<v></v>",
        "<v/>",
        "<f>A1*2</f>",
        "<f>A1*2</f><v>3</v>",
        "<f>A1*2</f><v></v>",
        "<f>A1*2</f><v/>",
        '<f t="shared" si="0"/>',
        '<f t="shared" si="0"/><v>4</v>',
        "<f>IF(A1&lt;2,1)</f>\n<v>1</v>",
        "<is><t>文字</t></is>",
        "<v>#REF!</v>",
    ]
)
TYPES = st.sampled_from(
    ["", "", "", ' t="s"', ' t="str"', ' t="e"', ' t="b"', ' s="3"', ' s="3" t="e"', ' t="n" cm="1"']
)
CELL = st.tuples(st.integers(0, 800), TYPES, CONTENTS)
ROW = st.tuples(st.sampled_from(["", ' hidden="1"', ' hidden="true"', ' hidden="0"', ' spans="1:3"']), st.lists(CELL))
ROWS = st.dictionaries(st.integers(1, 2000), ROW, max_size=5)
HEAD = st.sampled_from(["", '<cols><col min="2" max="4" width="9" hidden="1"/><col min="6" max="6"/></cols>'])
TAIL = st.sampled_from(["", '<mergeCells count="2"><mergeCell ref="A1:B2"/><mergeCell ref="C9:C11"/></mergeCells>'])


def written(rows: dict[int, tuple[str, list[tuple[int, str, str]]]]) -> str:
    return "".join(
        f'<row r="{row}"{attributes}>{"".join(cell(row, *one) for one in cells)}</row>'
        for row, (attributes, cells) in rows.items()
    )


def cell(row: int, column: int, type_: str, content: str) -> str:
    start = f'<c r="{cell_name(row - 1, column)}"{type_}'
    return f"{start}>{content}</c>" if content else f"{start}/>"


def seen(xml: bytes, how: str) -> Look | Why:
    try:
        got = look(xml, "表") if how == "quick" else walk(xml, "表")
        refuse_twice(got, -len(xml), "表")
    except UnreadableError as wrong:
        return wrong.why
    return got


@given(ROWS, HEAD, TAIL)
def test_the_quick_look_sees_what_the_walk_sees(
    rows: dict[int, tuple[str, list[tuple[int, str, str]]]], head: str, tail: str
) -> None:
    xml = sheet(written(rows), head, tail).encode()
    assert seen(xml, "quick") == seen(xml, "walk")


def test_an_ordinary_sheet_is_not_walked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(second_look, "walk")
    rows = "".join(
        f'<row r="{row}"><c r="A{row}" s="1" t="s"><v>0</v></c><c r="Z{row}"><f>A{row}</f><v>1</v></c></row>'
        for row in range(1, 2001)
    )
    assert look(sheet(rows).encode(), "表") == Look()
    assert look(sheet(rows + '<row r="9999"><c r="XFD9999" s="4"/></row>').encode(), "表") == Look()


def test_error_cells_become_texts_and_nothing_else_does() -> None:
    xml = b'<c r="A1" t="e" s="1"><v>#N/A</v></c><c r="B1" t="str"><f> t="e"</f><v>t="e"</v></c><x:c t=\'e\'/>'
    assert without_errors(xml) == (
        b'<c r="A1" t="str" s="1"><v>#N/A</v></c><c r="B1" t="str"><f> t="e"</f><v>t="e"</v></c><x:c t=\'str\'/>'
    )


@given(st.integers(0, 10**6), st.integers(0, 16383))
def test_addresses_go_both_ways(row: int, column: int) -> None:
    assert parse_address(cell_name(row, column)) == (row, column)


@pytest.mark.parametrize(
    ("text", "address"), [("A1", (0, 0)), ("z9", (8, 25)), ("AA10", (9, 26)), ("XFD1048576", (1048575, 16383))]
)
def test_addresses(text: str, address: tuple[int, int]) -> None:
    assert parse_address(text) == address


@pytest.mark.parametrize("text", ["", "A", "1", "A0", "A01", "1A", "AAAA1", "A12345678", "A1:B2", "A１", "Ａ1"])
def test_what_is_no_address(text: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        parse_address(text)
    assert caught.value.why is Why.DAMAGED


def test_ranges() -> None:
    assert parse_range("C5:D9") == (4, 2, 8, 3)
    assert parse_range("C5") == (4, 2, 4, 2)


@pytest.mark.parametrize("text", ["", "0", "-1", "1.5", "12345678", "１", "x"])
def test_what_is_no_count(text: str) -> None:
    with pytest.raises(UnreadableError):
        whole(text)


def test_extent_names_the_cell_that_is_too_far() -> None:
    extent = Extent("採購")
    extent.include(199_999, 0)
    extent.include(0, 9)
    with pytest.raises(UnreadableError) as caught:
        extent.include(7, 10)
    assert caught.value.said == {"sheet": "採購", "cell": "K8"}
