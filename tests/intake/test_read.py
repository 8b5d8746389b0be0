"""What comes through: values at their addresses, and what calamine alone would leave out."""

from __future__ import annotations

import hashlib
from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment

from pipeline.intake.raw import RawWorkbook, Telling
from pipeline.intake.read import read
from tests.intake.handmade import parts, relations, sheet, workbook, zipped
from tests.office import Office


def read_bytes(folder: Path, data: bytes, name: str = "a.xlsx") -> RawWorkbook:
    path = folder / name
    path.write_bytes(data)
    got = read(str(path), name)
    assert isinstance(got, RawWorkbook), got
    return got


def test_leading_blank_rows_and_columns_keep_addresses(tmp_path: Path) -> None:
    got = read_bytes(tmp_path, workbook('<row r="3"><c r="C3"><v>1.5</v></c></row>'))
    assert got.sheets[0].rows == [["", "", ""], ["", "", ""], ["", "", 1.5]]


def test_a_workbook_says_what_it_is(tmp_path: Path) -> None:
    data = workbook()
    got = read_bytes(tmp_path, data)
    assert (got.name, got.size, got.kind, got.remarks) == ("a.xlsx", len(data), "xlsx", ())
    assert got.sha256 == hashlib.sha256(data).hexdigest()
    assert (got.sheets[0].name, got.sheets[0].hidden) == ("採購", False)


def test_values_of_every_type(tmp_path: Path) -> None:
    path = tmp_path / "types.xlsx"
    book = openpyxl.Workbook()
    book.active.append(  # type: ignore[union-attr]  # the active sheet is a worksheet
        ["文字", 12.5, 123456789012, True, date(2026, 4, 1), datetime(2026, 4, 1, 13, 30), time(7, 45)]  # noqa: DTZ001 - cells have no zone
    )
    book.save(path)
    (row,) = read_bytes(tmp_path, path.read_bytes()).sheets[0].rows
    expected = ["文字", 12.5, 123456789012.0, True, date(2026, 4, 1), datetime(2026, 4, 1, 13, 30), time(7, 45)]  # noqa: DTZ001 - cells have no zone
    assert row == expected
    assert [type(cell) for cell in row] == [type(cell) for cell in expected]


def test_error_cells_are_not_blank(tmp_path: Path) -> None:
    rows = (
        '<row r="2"><c r="A2"><v>1</v></c><c r="B2" t="e"><f>A9</f><v>#REF!</v></c>'
        '<c r="C2" s="0" t="e"><v>#N/A</v></c><c r="D2" t="str"><v>#REF!</v></c></row>'
    )
    got = read_bytes(tmp_path, workbook(rows)).sheets[0]
    assert got.error_cells == {(1, 1): "#REF!", (1, 2): "#N/A"}
    assert got.rows[1] == [1.0, "#REF!", "#N/A", "#REF!"]


def test_an_error_unknown_to_the_reader_costs_one_cell_only(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1" t="e"><v>#BUSY!</v></c><c r="B1"><v>2</v></c></row>'
    got = read_bytes(tmp_path, workbook(rows)).sheets[0]
    assert got.error_cells == {(0, 0): "#BUSY!"}
    assert got.rows == [["#BUSY!", 2.0]]


def test_a_formula_never_calculated_is_not_blank(tmp_path: Path) -> None:
    path = tmp_path / "formulas.xlsx"
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page["A1"], page["B2"] = 3, "=A1*2"
    book.save(path)
    got = read_bytes(tmp_path, path.read_bytes()).sheets[0]
    assert got.uncached == {(1, 1)}
    assert got.rows == [[3.0]]  # the address lies beyond the last value


@pytest.mark.parametrize(
    ("cell", "uncached"),
    [
        ('<c r="A1"><f>1+1</f></c>', True),
        ('<c r="A1"><f>1+1</f><v></v></c>', True),
        ('<c r="A1" s="0"><f>1+1</f><v/></c>', True),
        ('<c r="A1"><f t="shared" si="0"/></c>', True),
        ('<c r="A1"> <f>1+1</f> </c>', True),
        ("<c r='A1'><f>1+1</f></c>", True),
        ('<c r="A1"><f>1+1</f><v>2</v></c>', False),
        ('<c r="A1" t="str"><f>""</f><v></v></c>', False),
        ('<c r="A1" t="str"><f>""</f><v/></c>', False),
        ('<c r="A1"><f t="shared" si="0"/><v>2</v></c>', False),
        ('<c r="A1"><v>2</v></c>', False),
    ],
)
def test_which_formulas_count_as_never_calculated(tmp_path: Path, cell: str, uncached: bool) -> None:  # noqa: FBT001 - a parametrised case
    got = read_bytes(tmp_path, workbook(f'<row r="1">{cell}</row>')).sheets[0]
    assert ((0, 0) in got.uncached) is uncached


def test_hidden_rows_columns_and_sheets_and_merged_cells(tmp_path: Path) -> None:
    path = tmp_path / "hidden.xlsx"
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    for row in range(1, 7):
        page.append([row] * 4)
    page.row_dimensions[3].hidden = page.row_dimensions[5].hidden = True
    page.column_dimensions.group("B", "C", hidden=True)
    page.merge_cells("A5:B6")
    book.create_sheet("字典").sheet_state = "hidden"
    book.save(path)
    first, second = read_bytes(tmp_path, path.read_bytes()).sheets
    assert first.hidden_rows == {2, 4}
    assert first.hidden_columns == {1, 2}
    assert first.merged == ((4, 0, 5, 1),)
    assert (first.hidden, second.hidden, second.name) == (False, True, "字典")


def test_a_sheet_without_cells(tmp_path: Path) -> None:
    got = read_bytes(tmp_path, workbook(sheet="<worksheet><sheetData/></worksheet>")).sheets[0]
    assert (got.rows, got.error_cells, got.merged) == ([], {}, ())


def test_a_chart_sheet_is_left_out(tmp_path: Path) -> None:
    members = parts()
    members["xl/workbook.xml"] = members["xl/workbook.xml"].replace(
        "<sheets>", '<sheets><sheet name="圖" sheetId="2" r:id="rId9"/>'
    )
    members["xl/_rels/workbook.xml.rels"] = relations(
        ("rId9", "chartsheet", "chartsheets/sheet1.xml"), ("rId1", "worksheet", "worksheets/sheet1.xml")
    )
    members["xl/chartsheets/sheet1.xml"] = "<chartsheet/>"
    got = read_bytes(tmp_path, zipped(members))
    assert [(page.name, page.rows) for page in got.sheets] == [("採購", [[5.0]])]


def test_far_cells_that_are_only_coloured_are_no_cells(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1"><v>5</v></c></row><row r="1048576"><c r="XFD1048576" s="0"/></row>'
    assert read_bytes(tmp_path, workbook(rows)).sheets[0].rows == [[5.0]]


def test_a_long_sheet_is_read_to_its_end(tmp_path: Path) -> None:
    rows = "".join(f'<row r="{row}"><c r="A{row}"><v>{row}</v></c></row>' for row in range(1, 5001))
    got = read_bytes(tmp_path, workbook(rows)).sheets[0].rows
    assert (len(got), got[0], got[-1]) == (5000, [1.0], [5000.0])


def test_wrong_extension_is_told(tmp_path: Path) -> None:
    got = read_bytes(tmp_path, workbook(), name="改名.xls")
    assert got.sheets[0].rows == [[5.0]]
    assert [(remark.code, remark.text) for remark in got.remarks] == [
        (Telling.EXTENSION, "文件名以 .xls 結尾，內容卻是 .xlsx；已按內容讀取，請改正文件名。")
    ]


def test_macros_and_links_are_told(tmp_path: Path) -> None:
    more: dict[str, str | bytes] = {
        "xl/vbaProject.bin": b"\xd0\xcf",
        "xl/externalLinks/externalLink1.xml": "<externalLink/>",
    }
    got = read_bytes(tmp_path, zipped({**parts(), **more}), name="a.xlsm")
    assert got.kind == "xlsm"
    assert [remark.code for remark in got.remarks] == [Telling.MACROS, Telling.LINKS]


def test_a_macro_workbook_without_macros_needs_no_remark(tmp_path: Path) -> None:
    assert read_bytes(tmp_path, workbook(), name="a.xlsm").remarks == ()


def test_the_file_is_not_changed(tmp_path: Path) -> None:
    data = workbook()
    read_bytes(tmp_path, data)
    assert [path.name for path in tmp_path.iterdir()] == ["a.xlsx"]
    assert (tmp_path / "a.xlsx").read_bytes() == data


PREFIXED = (
    '<x:worksheet xmlns:x="urn:m"><x:sheetData><x:row r="2"><x:c r="B2" t="e"><x:v>#REF!</x:v></x:c></x:row>'
    '</x:sheetData><x:mergeCells><x:mergeCell ref="A4:B5"/></x:mergeCells></x:worksheet>'
)
SINGLE_QUOTES = (
    "<worksheet><sheetData><row r='2'><c t='e' r='B2'><v>#REF!</v></c></row></sheetData>"
    "<mergeCells><mergeCell ref='A4:B5'/></mergeCells></worksheet>"
)
COMMENT_AND_NO_ADDRESSES = (
    '<worksheet><sheetData><!-- <c r="Z9"> --><row r="2"><c/><c t="e"><v>#REF!</v></c></row></sheetData>'
    '<mergeCells><mergeCell ref="A4:B5"/></mergeCells></worksheet>'
)


@pytest.mark.parametrize("xml", [PREFIXED, SINGLE_QUOTES, COMMENT_AND_NO_ADDRESSES])
def test_unusual_ways_to_write_a_sheet(tmp_path: Path, xml: str) -> None:
    got = read_bytes(tmp_path, workbook(sheet=xml)).sheets[0]
    assert got.rows == [["", ""], ["", "#REF!"]]
    assert got.error_cells == {(1, 1): "#REF!"}
    assert got.merged == ((3, 0, 4, 1),)


def test_hidden_rows_and_columns_written_unusually(tmp_path: Path) -> None:
    xml = sheet(
        '<row spans="1:1" r="2" hidden="true"><c r="A2"><v>1</v></c></row>',
        before='<cols><col min="2" max="16384" hidden="1"/></cols>',
    )
    got = read_bytes(tmp_path, workbook(sheet=xml)).sheets[0]
    assert got.hidden_rows == {1}
    assert (min(got.hidden_columns), max(got.hidden_columns)) == (1, 1023)


@pytest.fixture(scope="module")
def converted(soffice: Office, tmp_path_factory: pytest.TempPathFactory) -> dict[str, RawWorkbook]:
    """One workbook as LibreOffice writes it in each format."""
    folder = tmp_path_factory.mktemp("formats")
    source = folder / "source.xlsx"
    _sample().save(source)
    read_all = {}
    for suffix in ("xlsx", "ods", "xls"):
        out = folder / suffix
        (path,) = soffice.convert([source], suffix, out)
        got = read(str(path), path.name)
        assert isinstance(got, RawWorkbook), got
        read_all[suffix] = got
    return read_all


def _sample() -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = "採購"
    page["B2"], page["C2"], page["D2"] = "編號", date(2026, 4, 1), time(7, 45)
    page["B3"], page["C3"], page["D3"], page["E3"] = 123456789012, "=1/0", "=B3*2", '=IF(TRUE,"","")'
    page["B4"], page["D4"] = "合併", "隱藏"
    page.merge_cells("B4:C5")
    page.row_dimensions[4].hidden = True
    page.column_dimensions["D"].hidden = True
    page["B7"] = "尾"
    page["B7"].comment = Comment("註解", "我")
    book.create_sheet("字典")["A1"] = "x"
    book["字典"].sheet_state = "hidden"
    return book


@pytest.mark.office
@pytest.mark.parametrize("suffix", ["xlsx", "ods", "xls"])
def test_values_as_libreoffice_writes_them(converted: dict[str, RawWorkbook], suffix: str) -> None:
    got = converted[suffix]
    error = "" if suffix == "xls" else "#DIV/0!"
    assert got.kind == suffix
    assert [page.name for page in got.sheets] == ["採購", "字典"]
    assert [page.hidden for page in got.sheets] == [False, True]
    assert [row[:4] for row in got.sheets[0].rows] == [
        ["", "", "", ""],
        ["", "編號", date(2026, 4, 1), time(7, 45)],
        ["", 123456789012.0, error, 246913578024.0],
        ["", "合併", "", "隱藏"],
        ["", "", "", ""],
        ["", "", "", ""],
        ["", "尾", "", ""],
    ]
    assert got.sheets[0].merged == ((3, 1, 4, 2),)
    assert got.sheets[0].uncached == frozenset()


@pytest.mark.office
@pytest.mark.parametrize("suffix", ["xlsx", "ods"])
def test_the_second_look_at_what_libreoffice_writes(converted: dict[str, RawWorkbook], suffix: str) -> None:
    page = converted[suffix].sheets[0]
    assert page.error_cells == {(2, 2): "#DIV/0!"}
    assert page.hidden_rows == {3}
    assert page.hidden_columns == {3}


@pytest.mark.office
def test_what_could_not_be_checked_is_told(converted: dict[str, RawWorkbook]) -> None:
    assert converted["xlsx"].remarks == ()
    assert [remark.code for remark in converted["xls"].remarks] == [Telling.UNCHECKED]
    assert "#REF!" in converted["xls"].remarks[0].text
    assert [remark.code for remark in converted["ods"].remarks] == [Telling.UNCHECKED]
