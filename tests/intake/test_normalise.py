"""Raw cells → rows of a form: headings, covers, ghost rows, totals, what is missing (G-01, G-02, G-08, G-10)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import numpy as np
import openpyxl
import pytest

from pipeline.finding import Effect
from pipeline.form.column import Choice, Date, Money
from pipeline.form.form import Due, Form, Registry
from pipeline.form.sheet import Kind, Sheet
from pipeline.intake.normalise import normalise
from pipeline.intake.raw import Address, Cell, RawSheet, RawWorkbook, Refusal, Remark, Telling, Why
from pipeline.intake.read import read
from pipeline.intake.submission import NOTHING, FileTrouble, SheetData, Submission, Texts
from pipeline.render.template import write_workbook
from tests.small import FORM, REGISTRY, buy, handed

HEADINGS = ["採購日期", "單號", "品名", "類別", "數量", "單價", "金額", "採購人", "驗收日期", "人數", "供應商", "備註"]
DAY = date(2026, 3, 5)
ROW: list[Cell] = [DAY, "A1", "白菜", "蔬菜", 10.0, 3.5, 35.0, "陳大勇、趙敏", DAY, "", "", ""]
ANSWERS: dict[str, Cell] = {
    "表號": "F99",
    "學校": "示例小學",
    "學期": "2025-2026-2",
    "月份": "2026-03",
    "分冊": 1.0,
    "填報人": "陳 大勇",
    "填報日期": date(2026, 4, 2),
    "覆核人": "何靜",
    "版本": 2.0,
    "零報": "否",
}


def sheet(
    name: str,
    rows: Sequence[Sequence[Cell]],
    *,
    errors: dict[Address, str] | None = None,
    uncached: frozenset[Address] = frozenset(),
    hidden_rows: frozenset[int] = frozenset(),
) -> RawSheet:
    width = max((len(row) for row in rows), default=0)
    padded = [[*row, *[""] * (width - len(row))] for row in rows]
    return RawSheet(name, padded, errors or {}, uncached, hidden_rows, frozenset(), (), hidden=False)


def cover_sheet(answers: dict[str, Cell] | None = None, name: str = "封面") -> RawSheet:
    told: dict[str, Cell] = {**ANSWERS, **(answers or {})}
    return sheet(name, [["小台賬"], [], *(["", label, answer] for label, answer in told.items())])


def submission(*sheets: RawSheet, cover: RawSheet | None = None, registry: Registry = REGISTRY) -> Submission:
    every = (cover or cover_sheet(), *sheets)
    return normalise(RawWorkbook("台賬.xlsx", "0" * 64, 100, "xlsx", every, ()), registry)


def buys(*rows: Sequence[Cell], headings: Sequence[Cell] = HEADINGS, **more: object) -> SheetData:
    found = submission(sheet("採購", [headings, *rows], **more)).sheet("採購")  # type: ignore[arg-type]  # as sheet() takes
    assert found is not None
    return found


def column(data: SheetData, name: str) -> list[object]:
    values = data.columns[name]
    if isinstance(values, Texts):
        return [None if code < 0 else values.values[code] for code in values.codes]
    return [None if value == NOTHING else int(value) for value in values]


def holds(found: Submission) -> list[str]:
    return [trouble.says for trouble in found.troubles if trouble.effect is Effect.HOLD]


def test_a_row_in_order() -> None:
    data = buys(ROW)
    assert data.rows.tolist() == [2]
    assert data.header_row == 1
    assert column(data, "bought_on") == [739680]
    assert column(data, "slip") == ["A1"]
    assert column(data, "quantity") == [10000]
    assert column(data, "price") == [350]
    assert column(data, "amount") == [3500]
    assert column(data, "people") == [None]
    assert column(data, "remark") == [None]
    assert data.letters["bought_on"] == "A"
    assert data.letters["remark"] == "L"
    assert (data.troubles, data.read_as, data.totals) == ([], [], [])


def test_headings_in_any_order_with_columns_of_their_own() -> None:
    order = [5, 0, 3, 2, 1, 4]
    headings: list[Cell] = ["序號", *(HEADINGS[i] for i in order), "我的備忘"]
    data = buys([1.0, *(ROW[i] for i in order), "自己看"], headings=headings)
    assert column(data, "bought_on") == [739680]
    assert column(data, "price") == [350]
    assert data.letters["price"] == "B"
    assert "remark" not in data.letters


@pytest.mark.parametrize(
    "heading",
    [
        "單價",
        "单价",
        "單 價",
        "單\n價",
        "單價（元）",
        "單價(元)",
        "單價 [元/公斤]",
        "*單價",
        "單價●",
        "單價\n（元）",
        " 單價 ",
    ],
)
def test_spellings_of_a_heading(heading: str) -> None:
    assert column(buys(ROW, headings=[heading if h == "單價" else h for h in HEADINGS]), "price") == [350]


def test_known_aliases_of_a_heading() -> None:
    assert column(buys(ROW, headings=["斤數" if h == "數量" else h for h in HEADINGS]), "quantity") == [10000]


def test_the_row_with_most_headings_is_the_heading() -> None:
    data = submission(sheet("採購", [["小台賬 採購"], ["採購日期", "填表說明"], [], HEADINGS, ROW])).sheet("採購")
    assert data is not None
    assert (data.header_row, data.rows.tolist()) == (4, [5])


def test_the_first_of_two_equal_headings_counts_and_the_second_is_no_data() -> None:
    data = buys(ROW, HEADINGS, [*ROW[:1], "A2", *ROW[2:]])
    assert (data.header_row, data.rows.tolist()) == (1, [2, 4])
    assert data.troubles == []


def test_a_heading_typed_twice_is_read_from_the_left() -> None:
    headings: list[Cell] = [*HEADINGS, "單價"]
    assert column(buys([*ROW, 99.0], headings=headings), "price") == [350]


@pytest.mark.parametrize("name", ["採購", "采购", " 採購 ", "採　購"])
def test_spellings_of_a_sheets_name(name: str) -> None:
    found = submission(sheet(name, [HEADINGS, ROW])).sheet("採購")
    assert found is not None
    assert found.name == name


def test_a_missing_core_sheet_holds_the_file() -> None:
    found = submission(sheet("另一張", [HEADINGS, ROW]))
    assert holds(found) == ["缺少工作表「採購」"]
    assert [trouble.rule for trouble in found.troubles] == ["G-02"]


def test_a_missing_required_column_holds_the_file_and_is_named() -> None:
    found = submission(sheet("採購", [["單號", *HEADINGS[2:]], ROW[1:]]))
    assert holds(found) == ["工作表「採購」缺少必填列：採購日期"]


def test_a_core_sheet_without_headings_holds_the_file() -> None:
    assert holds(submission(sheet("採購", []))) == ["工作表「採購」缺少必填列：採購日期、單號、品名、類別、數量、單價"]


def test_missing_optional_columns_and_extended_sheets_are_read_as_empty() -> None:
    found = submission(sheet("採購", [HEADINGS[:6], ROW[:6]]))
    assert found.troubles == ()
    assert [data.title for data in found.sheets] == ["採購"]
    data = found.sheets[0]
    assert (column(data, "buyers"), column(data, "accepted_on"), column(data, "amount")) == ([None], [None], [None])


def test_an_extended_sheet_left_blank_is_as_good_as_missing() -> None:
    assert holds(submission(sheet("採購", [HEADINGS]), sheet("借用", []))) == []
    assert holds(submission(sheet("採購", [HEADINGS]), sheet("借用", [["", " "]]))) == []


def test_an_extended_sheet_without_a_required_column_holds_the_file() -> None:
    found = submission(sheet("採購", [HEADINGS]), sheet("借用", [["借條號", "借用人", "數量"], ["J1", "陳大勇", 1.0]]))
    assert holds(found) == ["工作表「借用」缺少必填列：借出日期"]


def test_ghost_rows_are_no_data() -> None:
    only_formula: list[Cell] = ["", "", "", "", "", "", 0.0]
    data = buys(ROW, only_formula, ["", " ", "　"], [], [*ROW[:1], "A2", *ROW[2:]])
    assert data.rows.tolist() == [2, 6]


def test_a_row_of_nothing_but_uncalculated_formulas_is_no_data() -> None:
    data = buys(ROW, ["", "", "", "", "", "", ""], [""] * 11 + ["x"], uncached=frozenset({(2, 1), (2, 5)}))
    assert data.rows.tolist() == [2, 4]


def test_error_cells_and_uncalculated_formulas_are_not_blank() -> None:
    second: list[Cell] = [DAY, "A2", "#REF!", "蔬菜", "", 3.5, ""]
    data = buys(ROW, second, errors={(2, 2): "#REF!"}, uncached=frozenset({(2, 4)}))
    told = [(trouble.column, trouble.index, trouble.rule, trouble.raw) for trouble in data.troubles]
    assert told == [("item", 1, "G-10", "#REF!"), ("quantity", 1, "G-10", "")]
    assert column(data, "item") == ["白菜", None]


def test_an_error_in_a_formula_column_is_no_trouble() -> None:
    data = buys(ROW, [*ROW[:6], "#REF!"], errors={(2, 6): "#REF!"})
    assert data.troubles == []
    assert column(data, "amount") == [3500, None]


@pytest.mark.parametrize(
    "label",
    ["合計", "合计", "小計", "總計", "合　計", "合計：", "合計（元）", "本月合計", "3月合計", "三月份合計", "累計"],
)
def test_a_totals_row_is_recognised_and_dropped(label: str) -> None:
    data = buys(ROW, [label, "", "", "", 10.0, "", 35.0])
    assert data.rows.tolist() == [2]
    assert [(line.row, line.values) for line in data.totals] == [(3, {"quantity": 10000, "amount": 3500})]


def test_the_word_for_a_total_may_stand_in_a_column_of_their_own() -> None:
    headings: list[Cell] = ["序號", *HEADINGS]
    data = buys([1.0, *ROW], ["合計", "", "", "", "", 10.0, "", "35元"], headings=headings)
    assert data.rows.tolist() == [2]
    assert data.totals[0].values == {"quantity": 10000, "amount": 3500}


def test_an_item_whose_name_begins_like_a_total_is_data() -> None:
    assert buys([DAY, "合計1號", *ROW[2:]]).rows.tolist() == [2]
    assert buys([DAY, "A1", "合計", *ROW[3:]]).rows.tolist() == [2]


def test_merged_cells_are_not_propagated(tmp_path: Path) -> None:
    rows = [buy("2026-03-05", "A1"), buy("2026-03-06", "A2", 類別=None)]
    dirty = replace(handed("2026-03", 採購=rows), merged={"採購": ["D2:D3"]})
    (tmp_path / "a.xlsx").write_bytes(write_workbook(FORM, dirty, blank_rows=0))
    data = normalise(read(str(tmp_path / "a.xlsx"), "a.xlsx"), REGISTRY).sheet("採購")
    assert data is not None
    assert column(data, "kind_of_item") == ["蔬菜", None]


def test_hidden_rows_are_data_and_told() -> None:
    found = submission(sheet("採購", [HEADINGS, ROW, [*ROW[:1], "A2", *ROW[2:]]], hidden_rows=frozenset({2, 9})))
    assert len(found.sheets[0].rows) == 2
    assert [(one.rule, one.effect, one.says) for one in found.troubles] == [
        ("G-02", Effect.NOTE, "有 1 行資料被隱藏，仍照常計入")
    ]


def test_formula_columns_of_texts_and_dates_are_read_too() -> None:
    class Marks(Sheet, title="評分", number=1, kind=Kind.EVENT):
        day = Date("日期", required=True)
        points = Money("分數", required=True)
        due = Date("期限", formula=day + 7)
        band = Choice("等次", ["優", "良"], formula=day.filled())

        key = (day,)
        attributed_to = day

    form = Form(id="F98", title="評分表", purpose="", filler="", due=Due.EVERY_MONTH, sheets=[Marks])
    rows: list[list[Cell]] = [
        ["日期", "分數", "期限", "等次"],
        [DAY, 90.0, date(2026, 3, 12), "优"],
        [DAY, 80.0, "#N/A", ""],
    ]
    cover = cover_sheet({"表號": "F98"})
    found = submission(sheet("評分", rows, errors={(2, 2): "#N/A"}), cover=cover, registry=Registry(forms=[form]))
    data = found.sheets[0]
    assert column(data, "due") == [739687, None]
    assert column(data, "band") == ["优", None]
    assert data.troubles == []


def test_the_cover() -> None:
    cover = submission(sheet("採購", [HEADINGS])).cover
    assert cover is not None
    assert (cover.form, cover.school, cover.term, cover.month) == ("F99", "示例小學", "2025-2026-2", 24314)
    assert (cover.part, cover.version, cover.filled_by, cover.reviewed_by) == (1, 2, "陳大勇", "何靜")
    assert cover.filled_on == 739708
    assert cover.nothing_to_report is False
    assert cover.cells["月份"] == "C6"


def test_a_cover_in_other_spellings() -> None:
    answers: dict[str, Cell] = {"表號": "f99", "月份": "2026年3月", "填報日期": "2026.4.2", "零報": "是", "版本": "１"}
    cover = submission(sheet("採購", [HEADINGS]), cover=cover_sheet(answers, "封 面")).cover
    assert cover is not None
    assert (cover.form, cover.month, cover.filled_on, cover.nothing_to_report, cover.version) == (
        "F99",
        24314,
        739708,
        True,
        1,
    )


def test_blank_answers_are_blank_although_another_label_follows() -> None:
    rows: list[list[Cell]] = [
        ["表號", "F99", "學期", "2025-2026-2"],
        ["月份", "2026-03", "填報人", "", "填報日期", "2026-04-02"],
        ["學校", "", "覆核人", "", "", "", "", "請找總務主任"],
    ]
    cover = submission(sheet("採購", [HEADINGS]), cover=sheet("封面", rows)).cover
    assert cover is not None
    assert (cover.school, cover.filled_by, cover.reviewed_by, cover.filled_on) == ("", "", "", 739708)
    assert (cover.part, cover.version) == (1, 1)


@pytest.mark.parametrize(
    ("label", "value"),
    [("表號", "F98"), ("學校", "另一小學"), ("學期", "2025-2026-1"), ("月份", "2026-04"), ("分冊", 2.0)],
)
def test_cover_and_hidden_sheet_must_agree(label: str, value: Cell) -> None:
    hidden = cover_sheet({label: value}, "字典")
    assert [trouble.column for trouble in submission(sheet("採購", [HEADINGS]), hidden).troubles] == [label]
    assert len(holds(submission(sheet("採購", [HEADINGS]), hidden))) == 1


def test_cover_and_hidden_sheet_agree_in_any_spelling() -> None:
    hidden = cover_sheet({"月份": "2026/3", "學校": "示例小学", "分冊": "1"}, "字典")
    assert submission(sheet("採購", [HEADINGS]), hidden).troubles == ()


def test_the_hidden_sheet_answers_where_the_cover_is_blank() -> None:
    blank: dict[str, Cell] = {"表號": "", "學期": "", "月份": ""}
    cover = submission(sheet("採購", [HEADINGS]), cover_sheet(name="字典"), cover=cover_sheet(blank)).cover
    assert cover is not None
    assert (cover.form, cover.term, cover.month) == ("F99", "2025-2026-2", 24314)


@pytest.mark.parametrize(
    ("answers", "refused"),
    [
        ({"表號": ""}, "封面上沒有表號"),
        ({"表號": "F77"}, "表號「F77」不在本校使用的表之內"),
        ({"學期": ""}, "封面沒有填學期"),
        ({"月份": ""}, "封面沒有填月份"),
        ({"月份": "三月"}, "封面的月份「三月」讀不懂"),
        ({"月份": "9999-12"}, "封面的月份「9999-12」讀不懂"),
        ({"學期": "下學期"}, "封面的學期「下學期」讀不懂"),
    ],
)
def test_what_cannot_be_told_apart_is_refused(answers: dict[str, Cell], refused: str) -> None:
    found = submission(sheet("採購", [HEADINGS, ROW]), cover=cover_sheet(answers))
    assert found.refused.startswith(refused)
    ((label, value),) = answers.items()
    if found.cover is not None:
        ((rule, effect, column, typed),) = ((one.rule, one.effect, one.column, one.value) for one in found.troubles)
        assert (rule, effect, column, typed) == ("G-01", Effect.HOLD, label, value)


@pytest.mark.parametrize(("label", "value"), [("版本", "二"), ("分冊", "甲"), ("填報日期", "四月初")])
def test_an_unreadable_answer_holds_the_file(label: str, value: Cell) -> None:
    found = submission(sheet("採購", [HEADINGS, ROW]), cover=cover_sheet({label: value}))
    assert [(trouble.column, trouble.value, trouble.effect) for trouble in found.troubles] == [
        (label, value, Effect.HOLD)
    ]


def test_a_file_that_could_not_be_read_stays_refused_with_its_reason() -> None:
    found = normalise(Refusal("壞.xlsx", None, 3, Why.DAMAGED, "文件已損壞", "請重存。"), REGISTRY)
    assert (found.name, found.sha256, found.size, found.cover) == ("壞.xlsx", "", 3, None)
    assert found.refused == "文件已損壞；請重存。"
    assert found.troubles == (FileTrouble("G-01", Effect.HOLD, "文件已損壞", "請重存。"),)


def test_somebody_elses_workbook_has_no_cover() -> None:
    found = normalise(RawWorkbook("a.xlsx", "0" * 64, 1, "xlsx", (sheet("採購", [HEADINGS]),), ()), REGISTRY)
    assert found.refused.startswith("沒有「封面」工作表，不是本系統的填報表；如是台賬，請填報人用空白範本填好後放入")


def test_what_the_reader_noticed_is_a_note() -> None:
    told = (Remark(Telling.EXTENSION, "副檔名不符"), Remark(Telling.MACROS, "有巨集"))
    every = (cover_sheet(), sheet("採購", [HEADINGS]))
    found = normalise(RawWorkbook("a.xls", "0" * 64, 1, "xlsx", every, told), REGISTRY)
    assert list(found.troubles) == [
        FileTrouble("G-01", Effect.NOTE, "副檔名不符", ""),
        FileTrouble("G-02", Effect.NOTE, "有巨集", ""),
    ]


def test_a_workbook_as_excel_saves_it(tmp_path: Path) -> None:
    """Times on dates, a formula never calculated, a hidden row, a text number: one file, cell by cell."""
    book = openpyxl.Workbook()
    front = book.active
    assert front is not None
    front.title = "封面"
    for row, (label, answer) in enumerate(ANSWERS.items(), 3):
        front.cell(row, 2, label)
        front.cell(row, 3).value = answer
    page = book.create_sheet("采购")
    page.append(["採購台賬"])
    page.append(HEADINGS)
    page.append([datetime(2026, 3, 5, 8), "0012", "白菜", "蔬菜", "１０公斤", 3.5, None, "陳大勇 趙敏"])  # noqa: DTZ001 - cells know no zone
    page.append([datetime(2026, 3, 6), 12, "蘿蔔", "蔬菜", "=5+5", 2, None, None])  # noqa: DTZ001 - cells know no zone
    page.row_dimensions[4].hidden = True
    book.save(tmp_path / "a.xlsx")
    found = normalise(read(str(tmp_path / "a.xlsx"), "a.xlsx"), REGISTRY)
    data = found.sheet("採購")
    assert data is not None
    assert data.rows.tolist() == [3, 4]
    assert column(data, "bought_on") == [739680, 739681]
    assert column(data, "slip") == ["0012", "12"]
    assert column(data, "quantity") == [10000, None]
    assert column(data, "buyers") == ["陳大勇、趙敏", None]
    assert [(trouble.column, trouble.index, trouble.rule) for trouble in data.troubles] == [("quantity", 1, "G-10")]
    told = [(one.column, one.index, one.read_as) for one in data.read_as]
    assert told == [("bought_on", 0, "2026-03-05"), ("quantity", 0, "10"), ("buyers", 0, "陳大勇、趙敏")]
    assert data.hidden_rows == 1
    assert np.array_equal(data.rows, [3, 4])
