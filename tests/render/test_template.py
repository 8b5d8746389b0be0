"""The workbooks that clerks fill, opened again by openpyxl and calamine."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook

from pipeline.finding import Effect, Finding, Place
from pipeline.form.column import Money, Number
from pipeline.form.filled import Cover
from pipeline.render.template import file_name, write_workbook
from pipeline.render.template_hints import typed
from pipeline.render.template_printing import Paper, paper_for
from tests.render.template_forms import BLANK, COVER, FORM, LISTS, PARAMETERS, ROW, Deliveries, filled, finding

ENTRY = "採購驗收"
COLUMNS = {column.title: at for at, column in enumerate(Deliveries.columns, 1)}


def opened(content: bytes) -> Workbook:
    """The workbook as openpyxl sees it, formulas included."""
    return load_workbook(io.BytesIO(content))


def entry(content: bytes) -> Worksheet:
    """The sheet 採購驗收."""
    sheet = opened(content)[ENTRY]
    assert isinstance(sheet, Worksheet)
    return sheet


def cell(sheet: Worksheet, title: str, row: int = 2) -> Any:  # noqa: ANN401  # openpyxl has many kinds of cell
    """The cell of a column."""
    return sheet.cell(row, COLUMNS[title])


def read(content: bytes, sheet: str) -> list[list[Any]]:
    """A sheet as calamine sees it."""
    return CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name(sheet).to_python(skip_empty_area=False)


BLANK_BOOK = write_workbook(FORM, BLANK)
FULL = write_workbook(FORM, filled(ROW, {"採購日期": "三月初", "數量": Decimal(3)}), lists=LISTS, parameters=PARAMETERS)


def test_sheets() -> None:
    """封面, 填寫說明, the data sheets, and a hidden 字典."""
    book = opened(BLANK_BOOK)
    assert book.sheetnames == ["封面", "填寫說明", "品名表", ENTRY, "其他", "字典"]
    assert [sheet.title for sheet in book if sheet.sheet_state != "visible"] == ["字典"]


def test_headings_are_the_contract() -> None:
    """Row 1 holds the columns' titles and nothing else, frozen, with filters."""
    sheet = entry(BLANK_BOOK)
    assert [one.value for one in sheet[1]] == list(COLUMNS)
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("D2", "A1:T201")
    assert (sheet.print_title_rows, sheet.page_setup.orientation, sheet.page_setup.paperSize) == (
        "$1:$1",
        "landscape",
        9,
    )
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)


def test_a_blank_sheet_prints_as_one_page_of_rows() -> None:
    """Not all 200 that are prepared; rows at hand are printed however many, and the paper says where it ends."""
    blank = entry(BLANK_BOOK)
    groups = [(one.min or 0, one.max or 0, int(one.width)) for one in blank.column_dimensions.values()]
    widths = {at: width for first, last, width in groups for at in range(first, last + 1)}
    rows = paper_for([widths[at] for at in range(1, 21)]).rows
    assert 25 < rows < 60
    assert blank.print_area == f"'{ENTRY}'!$A$1:$T${rows + 1}"
    assert blank.oddFooter is not None
    assert blank.oddFooter.left.text == f"印到第 {rows + 1} 行；下面還有時請先擴大列印範圍"
    many = entry(write_workbook(FORM, filled(*[ROW] * 90), lists=LISTS))
    assert many.print_area == f"'{ENTRY}'!$A$1:$T$91"


def test_a_sheet_goes_on_one_page_across_while_it_can_be_read() -> None:
    assert paper_for([14] * 20).pages == 1  # 20 × 103 px are 1,545 points; A4 holds 784: half the size
    assert paper_for([14] * 28).pages == 2
    assert paper_for([10] * 6) == Paper(1, 23)  # 509 points less 5 % and the headings, 19 a row


@pytest.mark.parametrize(
    ("title", "value"),
    [
        ("採購日期", date(2026, 3, 2)),
        ("單號", "0012"),
        ("數量", 4.5),
        ("單價", 215.0),
        ("採購人", "陳大勇、趙敏"),
        ("就餐人數", 836.0),
        ("差額", -0.5),
        ("所屬月份", "2026-03"),
        ("銷毀時間", datetime(2026, 3, 4, 12, 0)),  # noqa: DTZ001  # cells know no zone
        ("金額", 967.5),
        ("合格率", 0.889),
        ("賬面數量", ""),
    ],
)
def test_cells_are_typed(title: str, value: object) -> None:
    """As a clerk's own typing would leave them; ƒ cells carry their value."""
    assert read(FULL, ENTRY)[1][COLUMNS[title] - 1] == value


def test_a_time_is_a_part_of_a_day() -> None:
    """So that Excel can reckon with it."""
    assert str(read(FULL, ENTRY)[1][COLUMNS["留樣時間"] - 1]) == "11:30:00"


def test_dirt_stays_as_it_is() -> None:
    """A date in words is text in a date column; what is not there is blank."""
    row = read(FULL, ENTRY)[2]
    assert (row[0], row[1], row[COLUMNS["數量"] - 1], row[COLUMNS["金額"] - 1]) == ("三月初", "", 3.0, "")


def test_formulas_stand_in_every_prepared_row() -> None:
    """They show nothing while the inputs are blank; what Excel cannot say has none."""
    sheet = entry(BLANK_BOOK)
    amount = [sheet.cell(row, COLUMNS["金額"]).value for row in range(2, 202)]
    assert amount[0] == '=IF(AND(ISNUMBER($D2),ISNUMBER($E2)),ROUND(($D2*$E2),2),"")'
    assert amount[199] == '=IF(AND(ISNUMBER($D201),ISNUMBER($E201)),ROUND(($D201*$E201),2),"")'
    assert sheet.max_row == 201
    assert {sheet.cell(row, COLUMNS["賬面數量"]).value for row in range(2, 202)} == {None}


def test_a_value_given_for_a_computed_cell_is_kept() -> None:
    """A wrong stored value beside its formula (G-10), and a 合計 row's number where nothing can be computed."""
    content = write_workbook(
        FORM, filled({**ROW, "金額": Decimal("1.00")}, {"單號": "合計", "金額": Decimal("967.50")})
    )
    assert [row[COLUMNS["金額"] - 1] for row in read(content, ENTRY)[1:3]] == [1.0, 967.5]
    assert [cell(entry(content), "金額", row).data_type for row in (2, 3)] == ["f", "n"]


def test_only_headings_and_computed_cells_are_locked() -> None:
    """Protected without a password, and all else allowed."""
    sheet = entry(FULL)
    assert sheet.protection.sheet
    assert not sheet.protection.password
    closed = [
        name
        for name in ("sort", "autoFilter", "insertRows", "deleteRows", "formatCells", "formatColumns")
        if getattr(sheet.protection, name)
    ]
    assert closed == []
    assert all(one.protection.locked for one in sheet[1])
    locked = {title for title in COLUMNS if cell(sheet, title).protection.locked}
    assert locked == {"金額", "賬面數量", "合格率"}
    prepared = [one.min for one in sheet.column_dimensions.values() if one.protection.locked]
    assert prepared == sorted(COLUMNS[title] for title in locked)


def letter(title: str) -> str:
    """The column's letter."""
    return chr(64 + COLUMNS[title])


def test_formats_of_prepared_columns() -> None:
    """Codes stay text; dates, months, amounts look the same in every workbook."""
    dimensions = entry(BLANK_BOOK).column_dimensions
    formats = {
        title: dimensions[letter(title)].number_format
        for title in ("單號", "所屬月份", "採購日期", "單價", "數量", "留樣時間")
    }
    assert formats == {
        "單號": "@", "所屬月份": "@", "採購日期": "yyyy-mm-dd", "單價": "#,##0.00",
        "數量": "General", "留樣時間": "hh:mm",
    }  # fmt: skip


def validations(sheet: Worksheet) -> dict[str, Any]:
    """Data validations by heading."""
    places = {letter(title): title for title in COLUMNS}
    return {places[str(one.sqref)[0]]: one for one in sheet.data_validations.dataValidation}


def test_drop_downs_point_to_the_hidden_lists() -> None:
    """Closed lists refuse, the school's lists warn, joined names and texts have none."""
    found = validations(entry(FULL))
    lists = {title: one.formula1 for title, one in found.items() if one.type == "list"}
    book = opened(FULL)
    options = {title: [one.value for (one,) in book["字典"][source.split("!")[1]]] for title, source in lists.items()}
    assert options == {
        "品名": LISTS["品名"],
        "驗收結果": ["合格", "部分合格", "不合格"],
        "保管員": LISTS["人員"],
        "是否供餐": ["是", "否"],
    }
    assert found["驗收結果"].errorStyle is None, "Excel's default, which refuses"
    assert found["保管員"].errorStyle == "warning"


def test_a_reference_offers_the_sheet_beside_it() -> None:
    """Without a list from the school, what the clerk typed in the other sheet, without complaint."""
    one = validations(entry(BLANK_BOOK))["品名"]
    assert (one.type, one.formula1, one.showErrorMessage) == ("list", "'品名表'!$A$2:$A$201", False)


def test_a_hint_with_both_bounds_speaks_of_no_negative_numbers() -> None:
    """Where a rule of the form asks for the range, the column itself takes any number."""
    assert typed(Number("考核分", negative=True, guide="0 至 100")) == "數字，最多3位小數"
    assert typed(Money("獎懲金額", negative=True, guide="扣款填負數")) == "數字，最多2位小數，可為負數"


def test_numbers_and_dates_have_ranges() -> None:
    """From the form's own limits; never below zero unless the column says so."""
    found = validations(entry(BLANK_BOOK))
    told = {title: (one.type, one.operator, one.formula1, one.formula2) for title, one in found.items()}
    assert told["數量"] == ("decimal", "greaterThan", "0", None)
    assert told["就餐人數"] == ("whole", None, "0", "500")
    assert told["差額"] == ("decimal", None, "-1000000000000", "1000000000000")
    assert told["採購日期"][:1] == ("date",)
    assert told["留樣時間"][:1] == ("time",)
    assert told["單號"] == ("textLength", "lessThanOrEqual", "20", None)
    assert told["驗收日期"][2] == "AND(ISNUMBER(I2),NOT(IF(AND(ISNUMBER(I2),ISNUMBER(A2)),NOT(I2>=A2),FALSE)))"
    assert told["所屬月份"][0] == "custom"


def test_every_column_has_a_hint() -> None:
    """Within Excel's limits."""
    found = validations(entry(BLANK_BOOK))
    assert set(found) == set(COLUMNS)
    assert all(
        len(one.promptTitle) <= 32 and len(one.prompt) <= 255 and len(one.error) <= 255 for one in found.values()
    )
    assert found["數量"].promptTitle == "● 數量"
    assert found["數量"].prompt == "● 必填\n數字，最多3位小數，大於0\n單位：桶/袋\n例：4"
    assert found["合格數量"].prompt == "△ 驗收結果為部分合格時必填\n數字，最多3位小數，不小於0，不大於數量"


def conditional_formats(sheet: Worksheet) -> dict[str, list[str]]:
    """Formulas of the live checks by heading."""
    places = {letter(title): title for title in COLUMNS}
    found: dict[str, list[str]] = {}
    for area in sheet.conditional_formatting:
        found.setdefault(places[str(area.sqref)[0]], []).extend(rule.formula[0] for rule in area.rules)
    return found


def test_live_checks() -> None:
    """Rules that Excel can say, ranges and blanks; neither NOTEs nor modules that are off."""
    checks = conditional_formats(entry(FULL))
    assert "參數_P_05" in checks["採購人"][0]
    assert len(checks["採購人"]) == 2
    assert any(test.startswith("IF(AND(ISNUMBER($I2),ISNUMBER($A2)),NOT($I2>=$A2)") for test in checks["驗收日期"])
    assert len(checks["單價"]) == 2, "the range and the blank"
    assert len(checks["就餐人數"]) == 1, "the range alone"
    started = 'COUNTIF($A2:$E2,"?*")+COUNT($A2:$E2)+COUNTIF($G2:$R2,"?*")+COUNT($G2:$R2)>0'
    assert checks["採購日期"] == [f"AND({started},LEN(TRIM($A2))=0)"]
    assert "賬面數量" not in checks


def test_without_parameters_their_rules_are_left_to_the_batch() -> None:
    """A blank workbook knows no school."""
    assert len(conditional_formats(entry(BLANK_BOOK))["採購人"]) == 1


def test_carried_rows_are_not_started() -> None:
    """What was filled before the clerk starts does not call the rest of the row missing."""
    carried = filled({"品名": "大豆油"}, cover=replace(COVER, filled_on=None))
    checks = conditional_formats(entry(write_workbook(FORM, carried)))
    assert checks["採購日期"][0].startswith('AND(COUNTIF($A2:$B2,"?*")+COUNT($A2:$B2)+COUNTIF($D2:$E2')


def test_hidden_identity() -> None:
    """A renamed file is still known; the part follows 封面; parameters are named."""
    rows = read(FULL, "字典")
    assert {row[0]: row[1] for row in rows if row[0]} == {
        "表號": "F90", "學校": "示例小學", "學期": "2025-2026-2", "月份": "2026-03", "分冊": 2.0, "模板版本": "1",
    }  # fmt: skip
    assert all(one == "" for row in rows for one in row[2:6]), "nothing near that could be taken for a value"
    names = {name: one.attr_text for name, one in opened(FULL).defined_names.items()}
    codes = ["00c", "05", "15", "24b"]
    assert names == {f"參數_P_{code}": f"'字典'!$H${at}" for at, code in enumerate(codes, 1)}
    assert [row[7] for row in rows[:4]] == [date(2026, 1, 24), 2.0, 0.02, "否"]


def test_cover() -> None:
    """Labels with their values beside them; a blank answer has nothing near that could be taken for one."""
    rows = read(FULL, "封面")
    values = {row[1]: row[2] for row in rows[4:14]}
    assert values == {
        "表號": "F90", "學校": "示例小學", "學期": "2025-2026-2", "月份": "2026-03", "分冊": 2.0, "填報人": "吳桂芳",
        "填報日期": date(2026, 4, 1), "覆核人": "何靜", "版本": 1.0, "零報": "否",
    }  # fmt: skip
    assert all(one == "" for row in read(BLANK_BOOK, "封面")[4:14] for one in row[3:6])
    assert "試用台賬" in str(rows[1][1])
    assert any("另存後放入收件夾" in str(one) for row in rows for one in row)


def test_what_the_month_fixes_is_closed_on_the_cover() -> None:
    """A blank workbook is open; 表號 never is."""
    locked = {
        sheet["B" + str(row)].value: sheet["C" + str(row)].protection.locked
        for sheet in (opened(FULL)["封面"],)
        for row in range(5, 15)
    }
    assert [label for label, closed in locked.items() if closed] == ["表號", "學校", "學期", "月份"]
    blank = opened(BLANK_BOOK)["封面"]
    assert [blank[f"B{row}"].value for row in range(5, 15) if blank[f"C{row}"].protection.locked] == ["表號"]


def test_guide_names_every_column() -> None:
    """With duty, what may be typed and what is checked."""
    rows = read(BLANK_BOOK, "填寫說明")
    told = {row[0]: row[1:6] for row in rows}
    assert told["採購人"] == ["● 必填", "姓名，多人用「、」隔開", "", "陳大勇、趙敏", "雙人採購"]
    assert told["驗收日期"] == [
        "△ 填了驗收結果時必填",
        "日期，如 2026-03-02，不早於採購日期",
        "",
        "2026-03-02",
        "先買後驗",
    ]
    assert told["驗收結果"][1] == "從清單選一項：合格／部分合格／不合格"
    assert told["金額"][:2] == ["ƒ 自動", "自動計算，不用填"]
    assert told["保管員"][0] == "△ 應填"
    assert told["採購日期"][4] == "逐日有記錄"
    assert {"停用該行", "不計入", "制度違規", "提示"} <= set(told)


PROBLEMS = [
    finding("F90-R01", Effect.FLAG, ("G2", "採購人"), "只有1人採購", "請兩人採購。"),
    finding("F90-R01", Effect.FLAG, ("G3", "採購人"), "只有1人採購", "請兩人採購。"),
    finding("G-21", Effect.HOLD, ("B3", "單號"), "必填而空白", "請補填。"),
    finding("F90-R04", Effect.NOTE, ("E2", "單價"), "單價偏高"),
    finding("G-03", Effect.HOLD, ("", ""), "兩份無法分出先後"),
    finding("F90-R07", Effect.FLAG, ("A1", "採購日期"), "缺 03-05"),
]
RETURNED = write_workbook(FORM, filled(ROW, {"採購日期": date(2026, 3, 3)}), lists=LISTS, problems=PROBLEMS)


def test_problems_come_first_and_by_cause() -> None:
    """Blockers before the rest, one line a cause, then one a cell."""
    assert opened(RETURNED).sheetnames[0] == "待更正"
    rows = read(RETURNED, "待更正")
    assert rows[0][0] == "待更正：5 個原因，5 格"
    assert [(row[0], row[1], row[2]) for row in rows[6:11]] == [
        ("整份停用", "G-03", "1 格"), ("停用該行", "G-21", "1 格"), ("制度違規", "F90-R01", "2 格"),
        ("制度違規", "F90-R07", "1 格"), ("提示", "F90-R04", "1 格"),
    ]  # fmt: skip
    assert [row[2] for row in rows[13:]] == ["整本", "B3", "G2", "G3", "A1", "E2"]


def test_each_problem_is_linked_coloured_and_noted() -> None:
    """Also a blank cell, and a heading."""
    sheet = entry(RETURNED)
    assert sheet["G2"].fill.fgColor.rgb == "FFFBDDC4"
    assert sheet["B3"].fill.fgColor.rgb == "FFF8C9C4"
    assert sheet["E2"].fill.fgColor.rgb == "FFFFF6D6"
    assert sheet["B3"].value is None
    assert sheet["G2"].comment is not None
    assert sheet["G2"].comment.text == "【制度違規】只有1人採購。請兩人採購。"
    assert sheet["A1"].comment is not None
    links = [one.hyperlink.location for row in opened(RETURNED)["待更正"] for one in row if one.hyperlink]
    assert links == [f"'{ENTRY}'!{place}" for place in ("B3", "G2", "G3", "A1", "E2")]


def test_a_problem_on_the_cover() -> None:
    """It stands at the answer, wherever the answer stood in the file that came in."""
    problem = Finding(
        "G-25", Effect.FLAG, Place("x.xlsx", "封面", 30, "F30", "零報"), "沒有記錄而零報為否", "請選是。", "否"
    )
    book = opened(write_workbook(FORM, filled(), problems=[problem]))
    assert book["封面"]["B14"].value == "零報"
    assert book["封面"]["C14"].fill.fgColor.rgb == "FFFBDDC4"
    assert "請選是" in book["封面"]["C14"].comment.text
    assert [one.hyperlink.location for row in book["待更正"] for one in row if one.hyperlink] == ["'封面'!C14"]


def test_merged_cells() -> None:
    """As a clerk merges them: the value of the first cell stands, the lower ones are blank."""
    rows = ({**ROW, "品名": "大米"}, {**ROW, "品名": None})
    content = write_workbook(FORM, filled(*rows, merged={ENTRY: ["C2:C3"]}))
    assert [str(area) for area in entry(content).merged_cells.ranges] == ["C2:C3"]
    assert [row[2] for row in read(content, ENTRY)[1:3]] == ["大米", ""]


@pytest.mark.parametrize(
    "text",
    ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "https://例.test", "_x000D_", "a\x00b\x1fc", "\ud800", "x" * 40_000],
)
def test_hostile_text_stays_text(text: str) -> None:
    """In cells, on the cover, in lists and in findings."""
    cover = replace(COVER, school=text, filled_by=text)
    problems = [finding("G-05", Effect.HOLD, ("C2", "品名"), text, text)]
    content = write_workbook(
        FORM, filled({**ROW, "品名": text}, cover=cover), lists={"人員": [text]}, problems=problems
    )
    shown = read(content, ENTRY)[1][2]
    assert isinstance(shown, str)
    assert shown in text.replace("\x00", "").replace("\x1f", "").replace("\ud800", "")
    sheet = entry(content)
    assert cell(sheet, "品名").data_type in ("s", "n")
    assert cell(sheet, "品名").hyperlink is None


def test_the_same_inputs_give_the_same_bytes() -> None:
    """Whatever the clock says."""
    assert write_workbook(FORM, filled(ROW), lists=LISTS, problems=PROBLEMS) == write_workbook(
        FORM, filled(ROW), lists=LISTS, problems=PROBLEMS
    )


@pytest.mark.parametrize(
    ("cover", "name"),
    [
        (Cover("", "", ""), "F90_試用台賬.xlsx"),
        (COVER, "F90_2025-2026-2_2026-03_2.xlsx"),
        (replace(COVER, part=1), "F90_2025-2026-2_2026-03.xlsx"),
        (replace(COVER, part=1, version=2), "F90_2025-2026-2_2026-03_1_v2.xlsx"),
        (replace(COVER, part=1, term="../x", month="a:b"), "F90_.._x_a_b.xlsx"),
    ],
)
def test_file_name(cover: Cover, name: str) -> None:
    """As the contract has it, without what a file name cannot hold."""
    assert file_name(FORM, cover) == name


def test_a_sheet_that_the_form_has_not_is_a_mistake_of_the_program() -> None:
    """So is a column."""
    with pytest.raises(KeyError, match="別表"):
        write_workbook(FORM, replace(BLANK, sheets={"別表": []}))
    with pytest.raises(KeyError, match="別列"):
        write_workbook(FORM, filled({"別列": "x"}))
