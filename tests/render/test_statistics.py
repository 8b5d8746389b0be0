from __future__ import annotations

import dataclasses
import io
import re
import shutil
import subprocess
import zipfile
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import openpyxl
import pytest
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.utils.cell import coordinate_to_tuple, get_column_letter, range_boundaries
from python_calamine import CalamineWorkbook

from pipeline.figures.report import Block, Figure, Heading, Report, Table
from pipeline.render import theme
from pipeline.render.statistics import Statistics, write_statistics
from tests.office import Office
from tests.render.statistics_report import MONTHS, SCHOOL, TERM, figure, sample

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

A4 = "9"


@cache
def written() -> Statistics:
    return write_statistics(sample(), made_by="houqin 1.2.3")


@cache
def book(*, values: bool = False) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(written().content), data_only=values)


def at(workbook: Workbook, address: str) -> Cell:
    sheet, _, cell = address.rpartition("!")
    found = workbook[sheet][cell]
    assert isinstance(found, Cell)
    return found


def shown(cell: Cell | MergedCell) -> str:
    """A number as Excel prints it: from the fifteen digits that it keeps, half away from zero."""
    percent = cell.number_format.endswith("%")
    number = Decimal(f"{cell.value:.15g}") * (100 if percent else 1)
    decimals = len(cell.number_format.rstrip("%").partition(".")[2])
    return f"{number.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP):,}{'%' if percent else ''}"


def charts_on(sheet: object) -> list[Any]:
    return list(cast("Any", sheet)._charts)


def with_tables(*tables: Table) -> Report:
    return dataclasses.replace(sample(), tables=tables, charts=())


def with_block(*rows: tuple[Figure | str, ...], total: tuple[Figure | str, ...]) -> Workbook:
    headings = tuple(Heading(f"列{i}") for i in range(len(total)))
    table = Table("S99", "試表", "2026-04", (), (Block(headings, rows, total),))
    return openpyxl.load_workbook(io.BytesIO(write_statistics(with_tables(table)).content))


def test_every_figure_has_a_cell() -> None:
    assert written().cells.keys() == sample().figures.keys()


def as_stored(number: Fraction | None) -> float | str:
    """A workbook keeps sixteen digits."""
    return "—" if number is None else float(f"{number.numerator / number.denominator:.16g}")


def test_the_cell_holds_the_figure_at_full_precision_and_prints_its_text() -> None:
    for key, expected in sample().figures.items():
        cell = at(book(values=True), written().cells[key])
        assert cell.value == as_stored(expected.number)
        assert expected.number is None or shown(cell) == expected.text


def test_calamine_reads_the_same_numbers() -> None:
    sheets = CalamineWorkbook.from_filelike(io.BytesIO(written().content))
    cells = {name: sheets.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in sheets.sheet_names}
    for key, address in written().cells.items():
        sheet, _, name = address.rpartition("!")
        row, column = coordinate_to_tuple(name)
        assert cells[sheet][row - 1][column - 1] == as_stored(sample().figures[key].number)


def test_a_figure_is_recorded_where_it_stands_first() -> None:
    key = ("M-F06-04f", (("措施編號", "JN-01"),), "2025-2026-2")
    assert written().cells[key] == "節能措施效果表!I7"


def test_a_figure_in_no_table_stands_among_all_figures() -> None:
    address = written().cells["M-ALL-01a", (), "2025-2026-2"]
    assert address == "全部指標!J5"
    assert at(book(), address).value == 13


def lines_of(sheet: Worksheet, columns: int) -> list[list[object]]:
    return [[cell.value for cell in row] for row in sheet.iter_rows(min_row=5, max_col=columns)]


def test_all_figures_have_a_line_a_place_and_a_column_a_span() -> None:
    sheet = book()["全部指標"]
    assert [cell.value for cell in sheet[4]] == ["指標", "名稱", "維度", "單位", *MONTHS, "學期累計"]
    lines = lines_of(sheet, 10)
    assert len(lines) == len({key[:2] for key in sample().figures})
    vegetables = next(line for line in lines if line[2] == "食材類別：蔬菜")
    expected = [sample().figures["M-F02-01a", (("食材類別", "蔬菜"),), span].number for span in (*MONTHS, TERM)]
    assert vegetables == ["M-F02-01a", "食材採購總額", "食材類別：蔬菜", "元", *map(as_stored, expected)]


def test_each_line_of_all_figures_links_to_its_sources() -> None:
    sheet, sources = book()["全部指標"], book()["指標來源"]
    for row in range(5, sheet.max_row + 1):
        code, place = sheet.cell(row, 1), sheet.cell(row, 3).value
        assert code.hyperlink is not None
        target = sources[str(code.hyperlink.location).rpartition("!")[2]]
        assert [target.value, sources.cell(target.row, 2).value] == [code.value, place]
        above = [sources.cell(target.row - 1, column).value for column in (1, 2)]
        assert above != [code.value, place]


def test_the_sources_lead_to_the_table_and_to_the_rows() -> None:
    lines = lines_of(book()["指標來源"], 9)
    assert len(lines) == len(sample().figures)
    of_sample = next(line for line in lines if line[0] == "M-ALL-01a")
    assert of_sample[6:] == [5, "全部指標!J5", "1·採購驗收入庫 8-10、14；2·採購驗收入庫 157"]
    saving = next(line for line in lines if line[0] == "M-F06-04f")
    assert saving[4:6] == [17, 47]
    assert saving[7] == "節能措施效果表!I7"


def test_the_sources_are_not_printed() -> None:
    assert book()["指標來源"].print_area == "'指標來源'!$A$1:$I$2"


def test_zeros_and_missing_figures_are_pale_but_totals_are_not() -> None:
    cells = (("甲", figure("M-1", 0)), ("乙", figure("M-2", None)), ("丙", figure("M-3", 1)))
    sheet = with_block(*cells, total=("合計", figure("M-4", 1)))["試表"]
    colours = [str(sheet.cell(row, 2).font.color.rgb)[2:] for row in range(7, 11)]
    assert colours == [theme.PALE_INK[1:], theme.PALE_INK[1:], theme.INK[1:], theme.INK[1:]]
    assert sheet["B7"].value == 0


def test_a_figure_tells_its_unit_where_nothing_else_does() -> None:
    rows = (
        ("電", figure("M-1", "800", "千瓦時")),
        ("水", figure("M-2", "74.8", "立方米")),
        ("公斤", figure("M-3", 1, "公斤")),
    )
    sheet = with_block(*rows, total=("合計", ""))["試表"]
    assert [sheet.cell(row, 2).number_format for row in (7, 8, 9)] == ['#,##0" 千瓦時"', '#,##0" 立方米"', "#,##0.0"]


def test_numbers_that_come_as_text_are_numbers() -> None:
    sheet = with_block(("3301260018", "9,035"), ("7702260035", "590"), total=("", ""))["試表"]
    assert [sheet.cell(row, 1).value for row in (7, 8)] == ["3301260018", "7702260035"]
    assert [(sheet.cell(row, 2).value, shown(sheet.cell(row, 2))) for row in (7, 8)] == [(9035, "9,035"), (590, "590")]


def test_the_first_rows_say_what_the_table_is() -> None:
    sheet = book()["食材採購月度表"]
    assert [sheet.cell(row, 1).value for row in (1, 2, 3, 5)] == [
        "S04　食材採購月度表",
        f"期間：2025-2026 學年第二學期　統計截至：2026-06-30　{SCHOOL}",
        "資料來源：F02 採購驗收入庫",
        "按食材類別",
    ]
    assert sheet["A6"].value == "食材類別"
    assert sheet["B6"].value == "2026-02\n（元）"
    assert sheet["A7"].value == "蔬菜"


def test_a_unit_that_all_columns_share_is_said_once() -> None:
    sheet = book()["支出分類月度表"]
    assert str(sheet["A4"].value).startswith("單位：元")
    assert sheet["B6"].value == "支出金額"


def test_each_block_is_a_named_table_whose_total_stands_below_it() -> None:
    tables = book()["食材採購月度表"].tables.values()
    assert {table.name: table.ref for table in tables} == {
        "S04_1": "A6:G12",
        "S04_2": "A16:D21",
        "S04_rows": "A28:I30",
    }
    names = [name for sheet in book().worksheets for name in sheet.tables]
    assert len(names) == len({name.lower() for name in names})


def test_the_header_cells_are_the_columns_of_the_table() -> None:
    for sheet in book().worksheets:
        for table in sheet.tables.values():
            header = [cell.value for cell in sheet[table.ref][0]]
            assert header == [column.name.replace("_x000a_", "\n") for column in table.tableColumns]
            assert len({str(name).lower() for name in header}) == len(header)


def test_no_merged_cell_touches_a_table() -> None:
    for sheet in book().worksheets:
        for table in sheet.tables.values():
            _left, top, right, bottom = range_boundaries(table.ref)
            for merged in sheet.merged_cells.ranges:
                assert merged.max_row < top or merged.min_row > bottom or merged.min_col > right


def test_an_additive_total_is_a_live_sum() -> None:
    assert book()["食材採購月度表"]["B13"].value == "=ROUND(SUM(B7:B12),2)"
    assert book()["食材採購月度表"]["C22"].value == "=SUM(C17:C21)"


def test_a_total_over_details_sums_their_heads_only() -> None:
    assert book()["支出分類月度表"]["B15"].value == "=ROUND(SUM(B7,B10:B11),2)"


def test_a_rate_is_never_a_sum() -> None:
    assert book()["食材採購月度表"]["D22"].value == 405 / 410
    assert book()["支出分類月度表"]["C15"].value == 1


def test_a_total_that_its_column_does_not_give_is_a_value() -> None:
    sheet = with_block(
        ("甲", figure("M-1", "1.10")), ("乙", figure("M-2", "2.20")), total=("合計", figure("M-3", "9.99"))
    )["試表"]
    assert sheet["B9"].value == 9.99


def test_a_blank_row_does_not_spoil_the_sum() -> None:
    sheet = with_block(
        ("甲", figure("M-1", None)), ("乙", figure("M-2", "2.20")), total=("合計", figure("M-3", "2.20"))
    )["試表"]
    assert sheet["B7"].value == "—"
    assert sheet["B9"].value == "=ROUND(SUM(B7:B8),2)"


def test_figures_beneath_a_table_stand_as_label_and_value() -> None:
    sheet = book()["食材採購月度表"]
    assert [sheet.cell(24, column).value for column in (1, 2, 3)] == ["未驗收金額", 1834.5, "元"]


def test_the_fate_of_rows_and_money_is_checked_live() -> None:
    formulas, values = book()["食材採購月度表"], book(values=True)["食材採購月度表"]
    assert [cell.value for cell in values[29]][:9] == ["F02", "採購驗收入庫", "行數", 412, 398, 6, 5, 3, 0]
    assert [cell.value for cell in values[30]][3:9] == [312845.5, 300000, 1834.5, 11011, 0, 0]
    assert formulas["I30"].value == "=ROUND(D30-SUM(E30:H30),2)"


def test_dates_are_dates() -> None:
    cell = book()["節能措施效果表"]["C7"]
    assert cell.value == datetime(2026, 3, 2)  # noqa: DTZ001 (Excel knows no zones)
    assert cell.number_format == "yyyy-mm-dd"


def test_a_block_without_rows_says_so() -> None:
    sheet = book()["隱患 閉環 表"]
    assert "本期無資料" in [cell.value for cell in sheet["A"]]
    assert set(sheet.tables) == {"S23_1"}


def test_two_columns_of_one_name_are_told_apart() -> None:
    header = [cell.value for cell in book()["隱患 閉環 表"][6]]
    assert header[6:8] == ["備註", "備註 2"]


def test_text_that_looks_like_a_formula_stays_text() -> None:
    cell = book()["節能措施效果表"]["B8"]
    assert cell.data_type == "s"
    assert cell.value == '=HYPERLINK("http://x.example","點我")'
    assert cell.hyperlink is None
    assert book()["待更正清單"]["E5"].data_type == "s"
    assert book()["隱患 閉環 表"]["H7"].value == "+1"


def test_no_formula_comes_from_the_report() -> None:
    formulas = {
        cell.value for sheet in book().worksheets for row in sheet.iter_rows() for cell in row if cell.data_type == "f"
    }
    assert formulas
    assert all(re.match(r"=(ROUND|SUM)\(", str(formula)) for formula in formulas)


def test_contents_link_to_every_sheet() -> None:
    sheet = book()["目錄"]
    links = [sheet.cell(row, 2).hyperlink for row in range(4, sheet.max_row + 1)]
    targets = {str(link.location) for link in links if link}
    names = {re.fullmatch(r"'(.+)'!A1", target)[1] for target in targets}  # type: ignore[index]  # found above
    assert names == set(book().sheetnames) - {"封面", "目錄"}


def test_every_table_links_back_to_the_contents() -> None:
    for name in ("食材採購月度表", "節能措施效果表", "隱患 閉環 表"):
        links = [cell.hyperlink.location for cell in book()[name][1] if cell.hyperlink]
        assert links == ["'目錄'!A1"]


def test_the_cover_adds_up_form_by_form() -> None:
    lines = [[cell.value for cell in row][:6] for row in book(values=True)["封面"].iter_rows(min_row=12, max_row=18)]
    assert lines[1:6] == [
        ["F02", "1 張工作表", "行數", 412, 398, 6],
        ["F02", "1 張工作表", "核對金額（元）", 312845.5, 300000, 1834.5],
        ["F10", "1 張工作表", "行數", 20, 19, 0],
        ["全部", None, "行數", 432, 417, 6],
        ["全部", None, "核對金額（元）", 312845.5, 300000, 1834.5],
    ]


def test_the_cover_says_what_was_due_and_came() -> None:
    due = figure("M-ALL-01a", 20, "份", name="應報份數")
    share_in = figure("M-ALL-01c", "19/20", "%", name="報送完整率")
    report = dataclasses.replace(sample(), figures={due.key: due, share_in.key: share_in})
    sheet = openpyxl.load_workbook(io.BytesIO(write_statistics(report).content))["封面"]
    assert "應報份數 20 份，報送完整率 95.0%。" in [cell.value for cell in sheet["A"]]


def test_a_table_that_names_no_source_is_drawn_from_all() -> None:
    sheet = with_block(("甲", figure("M-1", 1)), total=("合計", figure("M-2", 1)))["試表"]
    assert sheet["A3"].value == "資料來源：全部台賬"


def test_the_cover_says_whose_when_and_how_complete() -> None:
    said = "\n".join(str(cell.value) for row in book()["封面"].iter_rows() for cell in row if cell.value is not None)
    for expected in (SCHOOL, "2025-2026-2", "2026-06-30", "總務處", "houqin 1.2.3", "432", "停用該行 1 項"):
        assert expected in said


def test_the_first_sheet_is_shown_first() -> None:
    assert book().active is book()["封面"]
    assert book().sheetnames[:3] == ["封面", "目錄", "食材採購月度表"]


def test_held_rows_are_listed_with_their_remedy() -> None:
    line = [cell.value for cell in book()["待更正清單"][5]][:8]
    assert line == [
        "食堂/F02_食堂採購驗收出入庫台賬.xlsx",
        "採購驗收入庫",
        12,
        "採購人",
        "=1+1",
        "G-12",
        "日期無法辨認",
        "改為 2026-04-12 的樣子",
    ]
    assert [cell.value for cell in book()["其他校驗結果"]["A"][4:6]] == ["制度違規", "不計入"]


def test_a_table_of_held_rows_replaces_the_list() -> None:
    held = Table("S31", "待更正清單", "2026-04", (), (Block((Heading("文件"),), (("a.xlsx",),)),))
    names = openpyxl.load_workbook(io.BytesIO(write_statistics(with_tables(held)).content)).sheetnames
    assert names.count("待更正清單") == 1
    assert "待更正清單 2" not in names


def test_definitions_and_parameters_are_annexed() -> None:
    assert [cell.value for cell in book()["指標說明"][5]][:4] == [
        "M-F02-01a",
        "食材採購總額",
        "Σ 合格數量 × 單價",
        "元",
    ]
    assert [cell.value for cell in book()["參數"][5]][:4] == ["P-05", "最低採購人數", "2", "人"]


@pytest.mark.parametrize("sheet", book().worksheets, ids=lambda sheet: sheet.title)
def test_every_sheet_prints_on_numbered_a4_one_page_wide(sheet: Worksheet) -> None:
    assert str(sheet.page_setup.paperSize) == A4
    assert sheet.sheet_properties.pageSetUpPr
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.oddFooter
    assert sheet.oddFooter.center
    assert sheet.oddFooter.center.text == "第 &P 頁，共 &N 頁"
    assert sheet.print_area


def test_wide_sheets_lie_across() -> None:
    assert book()["節能措施效果表"].page_setup.orientation == "landscape"
    assert book()["支出分類月度表"].page_setup.orientation == "portrait"


def test_the_thousands_of_lines_of_all_figures_stand_upright() -> None:
    """A line a figure with seven months and the term: some 1,150 px, and upright a page holds twice as many."""
    sheet = book()["全部指標"]
    assert (sheet.page_setup.orientation, sheet.print_title_rows) == ("portrait", "$4:$4")
    assert sheet.print_area == f"'全部指標'!$A$1:${get_column_letter(sheet.max_column)}${sheet.max_row}"


def test_a_long_table_repeats_and_freezes_its_header() -> None:
    sheet = book()["食材庫存收發存表"]
    assert sheet.print_title_rows == "$6:$6"
    assert sheet.freeze_panes == "B7"


def test_a_table_of_several_blocks_repeats_its_title() -> None:
    sheet = book()["食材採購月度表"]
    assert sheet.print_title_rows == "$1:$2"
    assert sheet.freeze_panes == "A3"


def test_columns_are_as_wide_as_their_numbers() -> None:
    for sheet in book(values=True).worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, int | float) and cell.number_format != "General":
                    assert len(shown(cell)) < sheet.column_dimensions[cell.column_letter].width


def test_every_row_states_its_height() -> None:
    with zipfile.ZipFile(io.BytesIO(written().content)) as parts:
        rows = re.findall("<row [^>]*>", parts.read("xl/worksheets/sheet3.xml").decode())
    assert rows
    assert all(" ht=" in row for row in rows)


def breaks_of(sheet: Worksheet) -> list[int]:
    """The rows after which a page ends."""
    return [int(one.id) for one in sheet.row_breaks.brk]


def test_a_table_longer_than_a_page_goes_on_beneath_its_repeated_header() -> None:
    sheet = book()["食材庫存收發存表"]
    assert sheet.print_title_rows == "$6:$6"
    assert breaks_of(sheet) == [42, 84]


def test_no_page_breaks_within_a_table_that_goes_on_one() -> None:
    sheet = book()["食材採購月度表"]
    parts = [(5, 13), (15, 22), (27, 30)]
    assert not [row for row in breaks_of(sheet) for first, last in parts if first <= row < last]


def test_a_chart_never_parts_from_its_page() -> None:
    for sheet in book().worksheets:
        for chart in charts_on(sheet):
            top, bottom = chart.anchor._from.row + 1, chart.anchor.to.row + 1
            assert not [row for row in breaks_of(sheet) if top <= row < bottom]


def test_the_chart_of_a_table_of_several_pages_stands_apart() -> None:
    long = dataclasses.replace(sample().tables[1], id="S04")
    report = dataclasses.replace(sample(), tables=(long,))
    workbook = openpyxl.load_workbook(io.BytesIO(write_statistics(report).content))
    assert [sheet.title for sheet in workbook.worksheets if charts_on(sheet)] == ["圖表"]


def test_a_chart_stands_on_the_sheet_of_its_first_table_and_describes_itself() -> None:
    assert {sheet.title: len(charts_on(sheet)) for sheet in book().worksheets if charts_on(sheet)} == {
        "食材採購月度表": 1,
        "支出分類月度表": 1,
        "圖表": 1,
    }
    with zipfile.ZipFile(io.BytesIO(written().content)) as parts:
        drawings = "".join(parts.read(name).decode() for name in parts.namelist() if "drawings/drawing" in name)
    assert 'descr="每月採購"' in drawings
    assert 'descr="每日檢查是否真的每日"' in drawings


def test_charts_stand_below_all_cells() -> None:
    for sheet in book().worksheets:
        last = max((cell.row for row in sheet.iter_rows() for cell in row if cell.value is not None), default=0)
        assert all(chart.anchor._from.row >= last for chart in charts_on(sheet))


def test_document_properties_name_the_school_and_no_clock() -> None:
    properties = book().properties
    assert properties.title == sample().title
    assert properties.creator == SCHOOL
    assert properties.created == properties.modified == datetime(2026, 6, 30)  # noqa: DTZ001 (as openpyxl gives it)


def test_the_same_report_gives_the_same_bytes() -> None:
    assert write_statistics(sample(), made_by="houqin 1.2.3").content == written().content
    with zipfile.ZipFile(io.BytesIO(written().content)) as parts:
        assert {(entry.date_time, entry.create_system) for entry in parts.infolist()} == {((1980, 1, 1, 0, 0, 0), 3)}


def test_the_renderers_own_words_come_in_simplified_script_on_request() -> None:
    names = openpyxl.load_workbook(io.BytesIO(write_statistics(sample(), "hans").content)).sheetnames
    assert names[:3] == ["封面", "目录", "食材採購月度表"]
    assert "全部指标" in names


def test_sheet_names_are_what_excel_takes() -> None:
    long = "很長的表名" * 10
    tables = [
        Table(f"S{i}", title, "", (), ()) for i, title in enumerate((long, long, "a/b", "A:B", "History", "", "'引'"))
    ]
    names = openpyxl.load_workbook(io.BytesIO(write_statistics(with_tables(*tables)).content)).sheetnames[2:9]
    assert len({name.lower() for name in names}) == len(names)
    assert all(0 < len(name) <= 31 and not re.search(r"[\[\]:*?/\\]|^'|'$", name) for name in names)
    assert names[1] == f"{long[:29]} 2"
    assert "History" not in names


def test_an_empty_report_is_a_workbook() -> None:
    empty = dataclasses.replace(
        sample(), figures={}, tables=(), charts=(), findings=(), tallies=(), rows=(), definitions=(), parameters=()
    )
    names = openpyxl.load_workbook(io.BytesIO(write_statistics(empty).content)).sheetnames
    assert names[0] == "封面"


def test_very_long_text_and_very_old_dates_are_kept() -> None:
    rows: tuple[tuple[str | date, ...], ...] = (("長" * 40_000, date(1899, 12, 31)),)
    table = Table("S99", "試表", "", (), (Block((Heading("文"), Heading("日")), rows),))
    sheet = openpyxl.load_workbook(io.BytesIO(write_statistics(with_tables(table)).content))["試表"]
    assert str(sheet["A7"].value).endswith("長…")
    assert sheet["B7"].value == "1899-12-31"


@pytest.mark.office
def test_libreoffice_recalculates_to_the_same_numbers(soffice: Office, tmp_path: Path) -> None:
    given = tmp_path / "given"
    given.mkdir()
    (given / "statistics.xlsx").write_bytes(written().content)
    [result] = soffice.convert([given / "statistics.xlsx"], "xlsx", tmp_path)
    recalculated = openpyxl.load_workbook(result, data_only=True)
    for sheet in book(values=True).worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                again = recalculated[sheet.title][cell.coordinate].value
                assert again == (pytest.approx(cell.value, abs=1e-9) if isinstance(cell.value, float) else cell.value)


@pytest.mark.office
def test_libreoffice_turns_pages_where_we_do(soffice: Office, tmp_path: Path) -> None:
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    (tmp_path / "statistics.xlsx").write_bytes(written().content)
    [pdf] = soffice.convert([tmp_path / "statistics.xlsx"], "pdf", tmp_path)
    command = ["pdftotext", "-layout", str(pdf), "-"]
    pages = subprocess.run(command, capture_output=True, check=True, text=True, encoding="utf-8").stdout.split("\f")
    footers = [page.rstrip().rpartition("\n")[2] for page in pages]
    for table in sample().tables:
        [sheet] = [sheet for sheet in book().worksheets if str(sheet["A1"].value).startswith(f"{table.id}　")]
        printed = [footer for footer in footers if footer.strip().startswith(f"{table.id} ")]
        assert len(printed) == len(breaks_of(sheet)) + 1
