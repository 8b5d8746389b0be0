"""The .docx as a file: its styles, fields, tables, chart parts, and that it is the same each time."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

import openpyxl
import pytest
from docx import Document
from lxml import etree

from pipeline.figures.report import Chapter, Paragraph, Section
from pipeline.render.profile import GBT9704, GBT9704_SIMPLIFIED
from pipeline.render.summary import chinese_number, write_summary
from tests.render import summary_sample as sample

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NAMES = {
    "w": W.strip("{}"),
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}


@cache
def parts() -> Mapping[str, bytes]:
    return parts_of(write_summary(sample.report()))


def parts_of(docx: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def xml(name: str) -> etree._Element:
    return etree.fromstring(parts()[name])


def find(name: str, path: str) -> list[etree._Element]:
    found = xml(name).xpath(path, namespaces=NAMES)
    assert isinstance(found, list)
    return [one for one in found if isinstance(one, etree._Element)]


def text_of(element: etree._Element) -> str:
    return "".join(node.text or "" for node in element.iter(f"{W}t"))


def paragraphs(style: str, name: str = "word/document.xml") -> list[str]:
    return [text_of(one) for one in find(name, f"//w:p[w:pPr/w:pStyle/@w:val='{style}']")]


def style(name: str) -> etree._Element:
    return find("word/styles.xml", f"//w:style[@w:styleId='{name}']")[0]


def value(element: etree._Element, path: str) -> str:
    found = element.xpath(f"string({path})", namespaces=NAMES)
    return str(found)


def test_the_same_report_gives_the_same_bytes() -> None:
    assert write_summary(sample.report()) == write_summary(sample.report())


def test_every_entry_has_the_same_date_and_system() -> None:
    outer = zipfile.ZipFile(io.BytesIO(write_summary(sample.report())))
    embedded = zipfile.ZipFile(io.BytesIO(outer.read("word/embeddings/Microsoft_Excel_Sheet1.xlsx")))
    entries = [*outer.infolist(), *embedded.infolist()]
    assert {(entry.date_time, entry.create_system) for entry in entries} == {((1980, 1, 1, 0, 0, 0), 3)}
    assert outer.namelist()[0] == "[Content_Types].xml"


def test_python_docx_reopens_it_with_real_headings() -> None:
    document = Document(io.BytesIO(write_summary(sample.report())))
    headings = [(one.style.name, one.text) for one in document.paragraphs if one.style and "Heading" in one.style.name]
    assert headings == [
        ("Heading 1", "一、開學保障"),
        ("Heading 1", "二、食堂與食品安全"),
        ("Heading 2", "（一）採購驗收"),
        ("Heading 2", "（二）證照與責任書"),
        ("Heading 2", "（三）無數字的一節"),
        ("Heading 1", "三、經費與節支"),
        ("Heading 2", "（一）節能"),
        ("Heading 1", "四、服務與意見"),
    ]


def test_core_properties_come_from_the_report() -> None:
    properties = Document(io.BytesIO(write_summary(sample.report()))).core_properties
    assert properties.author == properties.last_modified_by == sample.SCHOOL
    assert properties.title == sample.report().title
    assert properties.created == properties.modified
    assert f"{properties.created:%Y-%m-%d %H:%M}" == "2026-07-03 00:00"
    assert properties.comments == ""


def test_nothing_is_left_of_the_template() -> None:
    leftovers = ("thumbnail", "customXml", "stylesWithEffects", "webSettings", "numbering")
    assert not [name for name in parts() if any(word in name for word in leftovers)]
    assert not [name for name, part in parts().items() if b"en-US" in part or b"python-docx" in part]


@pytest.mark.parametrize(
    ("name", "family", "half_points", "outline"),
    [
        ("Title", "方正小标宋_GBK", "44", ""),
        ("BodyText", "仿宋", "32", ""),
        ("Heading1", "黑体", "32", "0"),
        ("Heading2", "楷体", "32", "1"),
        ("Heading3", "仿宋", "32", "2"),
        ("Footer", "宋体", "28", ""),
        ("TableText", "宋体", "21", ""),
        ("AnnexMark", "黑体", "32", ""),
        ("AnnexTitle", "方正小标宋_GBK", "44", "0"),
    ],
)
def test_styles(name: str, family: str, half_points: str, outline: str) -> None:
    look = style(name)
    fonts = [value(look, f"w:rPr/w:rFonts/@w:{script}") for script in ("ascii", "eastAsia", "hAnsi", "cs")]
    assert fonts == [family] * 4
    assert value(look, "w:rPr/w:sz/@w:val") == half_points
    assert value(look, "w:pPr/w:outlineLvl/@w:val") == outline
    assert not look.findall(f"{W}rPr/{W}b")


def test_body_lines_have_the_pitch_of_the_standard() -> None:
    body = style("BodyText")
    assert value(body, "w:pPr/w:spacing/@w:line") == "579"
    assert value(body, "w:pPr/w:spacing/@w:lineRule") == "exact"
    assert value(body, "w:pPr/w:ind/@w:firstLineChars") == "200"
    assert value(body, "w:rPr/w:spacing/@w:val") == "-6"


def test_page() -> None:
    (section,) = find("word/document.xml", "//w:sectPr")
    assert [value(section, f"w:pgSz/@w:{side}") for side in "wh"] == ["11906", "16838"]
    margins = [value(section, f"w:pgMar/@w:{side}") for side in ("top", "right", "bottom", "left")]
    assert margins == ["2098", "1474", "1984", "1587"]
    assert value(section, "w:docGrid/@w:type") == "linesAndChars"
    assert value(section, "w:docGrid/@w:linePitch") == "579"
    assert find("word/settings.xml", "//w:evenAndOddHeaders")


def test_page_numbers_stand_outside_between_dashes() -> None:
    references = find("word/document.xml", "//w:sectPr/w:footerReference")
    assert [value(one, "@w:type") for one in references] == ["default", "even", "first"]
    for number, look in ((1, "Footer"), (2, "FooterEven"), (3, "Footer")):
        assert paragraphs(look, f"word/footer{number}.xml") == ["— 1 —"]
        assert [field.text for field in find(f"word/footer{number}.xml", "//w:instrText")] == [" PAGE "]
    assert value(style("Footer"), "w:pPr/w:jc/@w:val") == "right"
    assert value(style("FooterEven"), "w:pPr/w:jc/@w:val") == "left"


def test_the_first_page_has_its_title_instead_of_a_running_head() -> None:
    assert paragraphs("Header", "word/header1.xml") == [f"{sample.SCHOOL}　2025—2026學年第二學期後勤工作總結"]
    assert paragraphs("Header", "word/header3.xml") == []


def test_language() -> None:
    language = find("word/styles.xml", "//w:docDefaults//w:lang")[0]
    assert value(language, "@w:eastAsia") == "zh-TW"


def test_simplified_script_changes_our_own_words_language_and_title_font() -> None:
    simplified = parts_of(write_summary(sample.report(), GBT9704_SIMPLIFIED))
    document = simplified["word/document.xml"].decode()
    assert "单位：元" in document
    assert "附件：" in document
    assert "SEQ 图" in document
    assert "單位：" not in document
    assert 'w:eastAsia="zh-CN"' in simplified["word/styles.xml"].decode()
    assert "方正小标宋简体" in simplified["word/styles.xml"].decode()
    assert sample.SCHOOL in document  # the report's own words are the caller's


def test_each_figure_in_the_text_is_a_run_of_its_own() -> None:
    path = "//w:p[w:pPr/w:pStyle/@w:val='BodyText'][1]/w:r[w:rPr/w:rStyle/@w:val='Figure']"
    runs = [text_of(one) for one in find("word/document.xml", path)][:5]
    assert runs == ["412", "12,636,277.50", "96.6%", "3", "1,834.50"]


def test_hostile_text_is_harmless() -> None:
    body = paragraphs("BodyText")
    assert "外來文字：壞字串<w:p>&收 費" in body


def test_captions_are_numbered_fields_in_the_order_of_the_document() -> None:
    captions = paragraphs("Caption")
    assert captions == [
        "表1　開學準備完成表",
        "表2　食材採購月度表",
        "圖1　食材採購與人餐成本（柱為採購額，線為每人餐成本）",
        "表3　證照與責任書覆蓋表",
        "表4　報修維修統計表",
        "圖2　日均電費（綜合樓線路改造 2026年4月12日完工）",
        "表5　班室登記復查表",
        "圖3　師生意見滿意度",
    ]
    instructions = [one.text or "" for one in find("word/document.xml", "//w:instrText")]
    assert [one for one in instructions if "SEQ" in one].count(" SEQ 表 \\* ARABIC ") == 5


def test_references_lead_to_captions() -> None:
    anchors = {value(one, "@w:name") for one in find("word/document.xml", "//w:bookmarkStart")}
    references = [one.text or "" for one in find("word/document.xml", "//w:instrText[contains(., 'REF')]")]
    assert {one.split()[1] for one in references} <= anchors
    assert len(references) == 6
    assert any(one.endswith("不作比較（見表3；附件1的表5）。") for one in paragraphs("BodyText"))


def test_bookmark_and_drawing_ids_are_unique() -> None:
    for path, attribute in (("//w:bookmarkStart", "@w:id"), ("//wp:docPr", "@id")):
        ids = [value(one, attribute) for one in find("word/document.xml", path)]
        assert ids
        assert len(ids) == len(set(ids))


def test_tables_repeat_their_head_and_break_no_row() -> None:
    for table in find("word/document.xml", "//w:tbl"):
        first, *others = table.findall(f"{W}tr")
        assert first.find(f"{W}trPr/{W}tblHeader") is not None
        assert not [row for row in others if row.find(f"{W}trPr/{W}tblHeader") is not None]
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in (first, *others))


def test_tables_fill_the_text_area_and_no_more() -> None:
    for table in find("word/document.xml", "//w:tbl"):
        widths = [int(value(one, "@w:w")) for one in table.iter(f"{W}gridCol")]
        assert sum(widths) == pytest.approx(GBT9704.text_width_pt * 20, abs=len(widths))
        assert all(len(row.findall(f"{W}tc")) == len(widths) for row in table.iter(f"{W}tr"))


def test_the_borders_are_those_of_official_tables() -> None:
    look = style("SummaryTable")
    sides = ("top", "bottom", "insideH", "insideV")
    assert [value(look, f"w:tblPr/w:tblBorders/w:{side}/@w:sz") for side in sides] == ["12", "12", "4", "4"]


def test_figures_stand_at_the_right_as_the_report_prints_them() -> None:
    table = find("word/document.xml", "//w:tbl")[1]
    rows = [[text_of(cell) for cell in row.iter(f"{W}tc")] for row in table.iter(f"{W}tr")]
    assert rows[0] == ["食材類別", *sample.MONTHS, "本學期"]
    assert rows[1][:2] == ["蔬菜", "120,345.50"]
    assert rows[-1][-1] == "12,636,277.50"
    assert value(style("TableFigure"), "w:pPr/w:jc/@w:val") == "right"
    looks = [value(one, "w:pPr/w:pStyle/@w:val") for one in table.findall(f"{W}tr[2]/{W}tc/{W}p")]
    assert looks == ["TableTextSmallest", *["TableFigureSmallest"] * 6]


@pytest.mark.parametrize("row", [2, 3, 4])
def test_a_detail_is_indented_by_one_character(row: int) -> None:
    first = text_of(find("word/document.xml", f"//w:tbl[1]/w:tr[{row}]/w:tc[1]")[0])
    assert first == {2: "電路與照明", 3: "　供水", 4: "教材簿本"}[row]


def test_missing_figures_are_dashes_and_nothing_is_blank() -> None:
    rows = [[text_of(cell) for cell in row.iter(f"{W}tc")] for row in find("word/document.xml", "//w:tbl[4]/w:tr")]
    assert rows[0] == ["類別", "報修數（單）", "完成率", "材料費（元）", "平均用時（小時）"]
    assert rows[3] == ["門窗", "18", "—", "", "30"]


def test_a_unit_that_all_share_is_said_once_above_the_table() -> None:
    assert paragraphs("TableUnit") == ["單位：項", "單位：元", "單位：人", "按月份單位：單", "單位：元"]


def test_a_wide_table_tells_where_its_other_columns_are() -> None:
    assert (
        "註：「健康證已持」、「健康證持證率」、「投保人數」因列數較多，見統計表「證照與責任書覆蓋表」。"
        in paragraphs("TableNote")
    )


def test_notes_tell_what_stands_beneath_and_where_it_comes_from() -> None:
    notes = paragraphs("TableNote")
    assert "註：未驗收金額 1,834.50元；雙人採購率 95.0%（38/40）。" in notes
    assert "資料來源：F02 採購驗收入庫 計入398行，不計入6行，停用5行，被後報取代3行。" in notes


def test_a_table_too_long_for_the_annex_is_cut_and_says_so() -> None:
    docx = parts_of(write_summary(sample.report(rows=300)))
    assert "註：其餘60行見統計表「班室登記復查表」。" in "".join(re.findall("<w:t [^>]*>([^<]*)", document_of(docx)))
    assert document_of(docx).count("年級（") == GBT9704.rows_in_annex


def document_of(docx: Mapping[str, bytes]) -> str:
    return docx["word/document.xml"].decode()


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_chart_is_drawn_from_the_workbook_embedded_with_it(number: int) -> None:
    rels = parts()[f"word/charts/_rels/chart{number}.xml.rels"].decode()
    link = value(find(f"word/charts/chart{number}.xml", "//c:externalData")[0], "@r:id")
    assert f'Id="{link}"' in rels
    assert f"../embeddings/Microsoft_Excel_Sheet{number}.xlsx" in rels
    workbook = openpyxl.load_workbook(io.BytesIO(parts()[f"word/embeddings/Microsoft_Excel_Sheet{number}.xlsx"]))
    for reference in find(f"word/charts/chart{number}.xml", "//c:numRef"):
        assert cached(reference) == read(workbook, value(reference, "c:f"))


def cached(reference: etree._Element) -> dict[int, float]:
    points = reference.findall("c:numCache/c:pt", NAMES)
    return {int(value(point, "@idx")): float(value(point, "c:v")) for point in points}


def read(workbook: openpyxl.Workbook, formula: str) -> dict[int, float]:
    sheet, cells = formula.replace("$", "").split("!")
    values = [cell.value for (cell,) in workbook[sheet.strip("'")][cells]]
    return {i: float(str(one)) for i, one in enumerate(values) if one is not None}


def test_charts_say_what_other_programs_would_guess() -> None:
    chart = parts()["word/charts/chart1.xml"].decode()
    assert '<c:roundedCorners val="0"/>' in chart
    assert '<c:dispBlanksAs val="gap"/>' in chart
    assert '<c:autoTitleDeleted val="1"/>' in chart
    assert '<c:smooth val="0"/>' in chart
    assert '<a:ea typeface="宋体"/>' in chart
    assert "printSettings" not in chart
    assert not find("word/charts/chart1.xml", "/c:chartSpace/c:chart/c:title")
    assert len(find("word/charts/chart1.xml", "//c:valAx[c:title]")) == 2


def test_charts_have_alternative_text() -> None:
    texts = [value(one, "@descr") for one in find("word/document.xml", "//wp:docPr")]
    assert texts == [
        "各月食材採購額堆疊柱形圖，附每人餐成本折線",
        "改造後日均電費由 151 元降至 100 元",
        "師生意見滿意度",
    ]


def test_annexes_are_listed_and_follow_in_order() -> None:
    assert paragraphs("AnnexNote") == ["附件：1.統計表", "2.待更正清單", "3.所用參數", "4.指標說明"]
    assert paragraphs("AnnexMark") == ["附件1", "附件2", "附件3", "附件4"]
    assert paragraphs("AnnexTitle") == ["統計表", "待更正清單", "所用參數", "指標說明"]
    assert style("AnnexMark").find(f"{W}pPr/{W}pageBreakBefore") is not None


def test_only_held_rows_await_correction() -> None:
    table = find("word/document.xml", "//w:tbl")[6]
    rows = [[text_of(cell) for cell in row.iter(f"{W}tc")] for row in table.iter(f"{W}tr")]
    assert rows[0] == ["位置和所填內容", "原因與改法"]
    place = f"食堂/{sample.HELD_FILE}採購驗收入庫 第12行 採購數量所填：三十斤左右"
    assert rows[1] == [place, "採購數量不是數字（F02-R01）。填阿拉伯數字，不帶單位。"]
    assert len(rows) == 7
    assert len(table.findall(f"{W}tr[2]/{W}tc[1]//{W}br")) == 2


def test_word_lists_our_own_styles_in_chinese() -> None:
    names = [value(one, "w:name/@w:val") for one in find("word/styles.xml", "//w:style[@w:customStyle='1']")]
    assert {"表頭", "表內數字", "表內數字（小）", "附件標題", "正文數字", "總結表格"} <= set(names)
    assert not [name for name in names if name.isascii()]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("入庫。", "入庫（見表1）。"),
        ("入庫", "入庫（見表1）"),
        ("入庫（見待更正清單）。", "入庫（見待更正清單；表1）。"),
        ("入庫（三筆）。", "入庫（三筆）（見表1）。"),
    ],
)
def test_a_pointer_joins_the_sentence(text: str, expected: str) -> None:
    section = Section("", (Paragraph((text,)),), ("S02",))
    docx = parts_of(write_summary(replace(sample.report(), chapters=(Chapter("F01", "", (section,)),))))
    body = "".join(re.findall("<w:t [^>]*>([^<]*)", document_of(docx)))
    assert expected in body


def test_sign_off() -> None:
    assert paragraphs("Signature") == [f"{sample.SCHOOL}總務處"]
    assert paragraphs("Date") == ["2026年7月3日"]


def test_an_empty_report_is_still_a_document() -> None:
    empty = replace(
        sample.report(), tables=(), charts=(), chapters=(), findings=(), definitions=(), parameters=(), rows=()
    )
    document = Document(io.BytesIO(write_summary(empty)))
    assert [one.text for one in document.paragraphs if one.text][-2:] == [f"{sample.SCHOOL}總務處", "2026年7月3日"]
    assert "附件" not in "".join(one.text for one in document.paragraphs)


@pytest.mark.parametrize(
    ("number", "chinese"), [(1, "一"), (9, "九"), (10, "十"), (11, "十一"), (20, "二十"), (35, "三十五")]
)
def test_chinese_number(number: int, chinese: str) -> None:
    assert chinese_number(number) == chinese
