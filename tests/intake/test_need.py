"""What need not be read is left out, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given

from pipeline.hand_in import NEED
from pipeline.intake.raw import RawWorkbook
from pipeline.intake.read import EVERYTHING, Need, read
from pipeline.intake.refusal import UnreadableError
from pipeline.intake.second_look import look, without_ghosts
from pipeline.render import template_guide, template_problems
from tests.intake.handmade import _MAIN as MAIN
from tests.intake.handmade import SHEET, parts, relations, sheet, workbook, zipped
from tests.intake.test_second_look import HEAD, ROWS, TAIL, written

VALUE = '<row r="2"><c r="A2"><v>1</v></c><c r="B2" s="4"/></row>'
GHOSTS = '<row r="3"><c r="A3" s="1"/><c r="B3"><f>A3*2</f><v></v></c></row><row r="4"><c r="B4"><f>A4*2</f></c></row>'
TWO_SHEETS = {
    **parts(),
    "xl/workbook.xml": parts()["xl/workbook.xml"].replace(
        "</sheets>", '<sheet name="填寫說明" sheetId="2" r:id="rId4"/></sheets>'
    ),
    "xl/_rels/workbook.xml.rels": relations(
        ("rId1", "worksheet", "worksheets/sheet1.xml"), ("rId4", "worksheet", "worksheets/sheet2.xml")
    ),
}


def read_bytes(folder: Path, data: bytes, need: Need) -> RawWorkbook:
    path = folder / "a.xlsx"
    path.write_bytes(data)
    got = read(str(path), "a.xlsx", need)
    assert isinstance(got, RawWorkbook), got
    return got


def test_rows_below_the_last_value_are_left_out(tmp_path: Path) -> None:
    data = workbook(VALUE + GHOSTS)
    whole, cut = (read_bytes(tmp_path, data, Need(ghosts=ghosts)).sheets[0] for ghosts in (True, False))
    assert cut.rows == whole.rows == [[""], [1.0]]
    assert (whole.uncached, cut.uncached) == (frozenset({(2, 1), (3, 1)}), frozenset())


def test_a_formula_never_calculated_above_a_value_is_told(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1"><f>1+1</f></c></row>' + VALUE + GHOSTS
    assert read_bytes(tmp_path, workbook(rows), Need(ghosts=False)).sheets[0].uncached == {(0, 0)}


@pytest.mark.parametrize(
    ("rows", "left"),
    [
        ("", ""),
        (VALUE, VALUE),
        (VALUE + GHOSTS, VALUE),
        (GHOSTS, ""),
        (GHOSTS + VALUE, GHOSTS + VALUE),
        (VALUE + '<row r="3"><c r="A3"><v/></c></row>', VALUE),
        (VALUE + '<row r="3"><c r="A3" t="inlineStr"><is><t>字</t></is></c></row>', None),
        (VALUE + f'<row r="3"><x:c xmlns:x="{MAIN}" r="A3"><x:v>7</x:v></x:c></row>', None),
        (VALUE + '<row r="3"><c r="A3"><!--<v></v>--></c></row>', None),
    ],
)
def test_what_is_cut_off(rows: str, left: str | None) -> None:
    expected = sheet(rows if left is None else left)
    assert without_ghosts(sheet(rows).encode()).decode() == expected


def test_a_sheet_with_prefixed_elements_is_left_as_it_is() -> None:
    xml = sheet(VALUE + '<row r="3"><x:c r="A3"><x:v>7</x:v></x:c></row>').replace(
        "<worksheet ", f'<worksheet xmlns:x="{MAIN}" '
    )
    assert without_ghosts(xml.encode()).decode() == xml


def test_the_last_value_is_found_above_many_ghosts() -> None:
    ghosts = "".join(f'<row r="{row}"><c r="A{row}"><f>B{row}</f><v></v></c></row>' for row in range(3, 3000))
    assert without_ghosts(sheet(VALUE + ghosts).encode()).decode() == sheet(VALUE)


@given(ROWS, HEAD, TAIL)
def test_every_value_is_kept(rows: dict[int, tuple[str, list[tuple[int, str, str]]]], head: str, tail: str) -> None:
    xml = sheet(written(rows), head, tail).encode()
    try:
        whole = look(xml, "表")
    except UnreadableError:
        return
    cut = look(xml, "表", ghosts=False)
    assert cut.error_cells == whole.error_cells
    assert (cut.merged, cut.hidden_columns) == (whole.merged, whole.hidden_columns)
    assert without_ghosts(xml).count(b"<v>1</v>") == xml.count(b"<v>1</v>")
    assert cut.uncached <= whole.uncached


def test_a_skipped_sheet_is_not_even_inflated(tmp_path: Path) -> None:
    data = zipped({**TWO_SHEETS, "xl/worksheets/sheet2.xml": "<!DOCTYPE no>"})
    assert [one.name for one in read_bytes(tmp_path, data, NEED).sheets] == ["採購"]
    (tmp_path / "b.xlsx").write_bytes(data)
    assert not isinstance(read(str(tmp_path / "b.xlsx"), "b.xlsx", EVERYTHING), RawWorkbook)


def test_other_sheets_are_read_beside_a_skipped_one(tmp_path: Path) -> None:
    data = zipped({**TWO_SHEETS, SHEET: sheet(VALUE), "xl/worksheets/sheet2.xml": sheet(VALUE)})
    assert [one.rows for one in read_bytes(tmp_path, data, NEED).sheets] == [[[""], [1.0]]]
    assert [one.name for one in read_bytes(tmp_path, data, EVERYTHING).sheets] == ["採購", "填寫說明"]


def test_the_sheets_that_are_skipped_are_those_that_we_write() -> None:
    assert {template_guide.TITLE, template_problems.TITLE} == NEED.skip
