"""What decides the look before anything is drawn: title lines, indents, which columns fit, where tables go."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from pipeline.figures.report import Block, Cell, Heading, Section
from pipeline.render.docx_page import running_head
from pipeline.render.docx_table import Setting, fit, fit_all, left_out, shared_unit, table_xml
from pipeline.render.placement import place
from pipeline.render.profile import GBT9704
from pipeline.render.summary_frame import closing, opening, period_in_words, title_lines
from tests.render import summary_sample as sample


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("後勤工作總結", ["後勤工作總結"]),
        (
            "啟明市第三實驗學校2025—2026學年第二學期後勤工作總結",
            ["啟明市第三實驗學校2025—2026學年", "第二學期後勤工作總結"],
        ),
        (
            "關於啟明市第三實驗學校2026年春季學期後勤保障、食品安全、校產管理和校車運行情況的工作總結報告",
            ["關於啟明市第三實驗學校2026年", "春季學期後勤保障、食品安全、", "校產管理和校車運行情況的工作總結報告"],
        ),
        (
            "啟明市第三實驗學校後勤保障、食品安全、校產管理和校車運行情況月度總結",
            ["啟明市第三實驗學校後勤保障、食品安全、", "校產管理和校車運行情況月度總結"],
        ),
        (
            "關於啟明市第三實驗學校後勤保障、食品安全、校產管理和校車運行情況的月度工作總結",
            ["關於啟明市第三實驗學校後勤保障、", "食品安全、校產管理和校車運行情況的", "月度工作總結"],
        ),
        ("", [""]),
    ],
)
def test_title_lines(title: str, lines: list[str]) -> None:
    assert title_lines(title, 20, sample.SCHOOL) == lines


def test_title_lines_never_part_a_number_or_start_with_a_mark() -> None:
    for length in range(1, 30):
        lines = title_lines(f"{'校' * length}2025—2026學年，第二學期後勤工作總結（試行）", 20)
        assert "".join(lines).count("2025—2026") == 1
        assert not [line for line in lines if line[0] in "，）"]


@pytest.mark.parametrize(
    ("period", "words"), [("2025-2026-2", "2025—2026學年第二學期"), ("2026-04", "2026年4月"), ("全年", "全年")]
)
def test_period_in_words(period: str, words: str) -> None:
    assert period_in_words(period, GBT9704) == words


def test_beneath_the_title_stands_what_the_title_leaves_out() -> None:
    def beneath(title: str) -> str:
        *_, subtitle = opening(sample.report(title=title), GBT9704)
        return "".join(re.findall(">([^<]+)</w:t>", subtitle))

    assert beneath(f"{sample.SCHOOL}2025-2026學年第二學期後勤工作總結") == "（數據截至2026年7月3日）"
    assert beneath("總結") == f"（{sample.SCHOOL}　2025—2026學年第二學期　數據截至2026年7月3日）"


@pytest.mark.parametrize(
    ("signer", "name_left", "date_left"),
    [
        ("總務處", "1400", "1600"),  # 啟明市第三實驗學校總務處 is 12 long: it ends 2 from the edge
        ("啟明市第三實驗學校", "1700", "1900"),
    ],
)
def test_the_date_starts_two_characters_right_of_the_signer(signer: str, name_left: str, date_left: str) -> None:
    *_, name, day = closing(replace(sample.report(), signed_by=signer), [], GBT9704)
    assert f'w:leftChars="{name_left}"' in name
    assert f'w:leftChars="{date_left}"' in day


def test_a_short_signer_makes_room_for_a_longer_date() -> None:
    *_, name, day = closing(replace(sample.report(), school="", signed_by="校"), [], GBT9704)
    assert 'w:leftChars="1800"' in name  # 28 - 2 - 2 - 6
    assert 'w:leftChars="2000"' in day


def test_the_sign_off_keeps_the_end_of_the_annex_note_and_the_note_its_beginning() -> None:
    """Pages may end between the two, and nowhere else."""
    names = ["統計表", "待更正清單", "所用參數", "指標說明", "其他"]
    blank, *note, blank_too, signer, day = closing(sample.report(), names, GBT9704)
    kept = ["<w:keepNext/>" in paragraph for paragraph in (blank, *note, blank_too, signer, day)]
    assert kept == [True, True, False, False, True, True, True, True, False]


def test_a_single_annex_has_no_number() -> None:
    note = next(line for line in closing(sample.report(), ["統計表"], GBT9704) if "AnnexNote" in line)
    assert "附件：統計表" in note


def test_running_head_is_cut_to_one_line() -> None:
    assert running_head("甲校", "甲校工作總結") == "甲校　工作總結"
    assert len(running_head("甲" * 40, "乙" * 40)) == 46


def test_a_table_that_fits_keeps_every_column_in_the_larger_size() -> None:
    (block,) = sample.small().blocks
    assert fit(block, GBT9704).setting.points == 10.5
    assert left_out(block, fit(block, GBT9704)) == ((), ())


def test_a_wider_table_is_set_smaller_before_it_loses_a_column() -> None:
    block = amounts(8)
    assert fit(block, GBT9704).setting.points == 9
    assert left_out(block, fit(block, GBT9704)) == ((), ())


def test_an_even_wider_table_is_set_closer_before_it_loses_a_column() -> None:
    block = amounts(10, "123.45")
    assert fit(block, GBT9704).setting == Setting(9, GBT9704.narrow_cell_padding_pt, "Small")
    assert left_out(block, fit(block, GBT9704)) == ((), ())
    assert '<w:tblCellMar><w:left w:w="28"' in table_xml(block, fit(block, GBT9704), GBT9704, alt="")


def amounts(count: int, number: str = "1234.56") -> Block:
    headings = (Heading("項目"), *(Heading(f"金額{i}", "元") for i in range(count)))
    return Block(headings, (("甲", *(sample.figure(number) for _ in range(count))),))


def test_columns_that_say_nothing_go_first() -> None:
    block = amounts(11)
    zero, none = sample.figure(0), sample.figure(None)
    rows = tuple((*row[:3], zero, none, *row[5:]) for row in block.rows)
    idle = replace(block, rows=rows, total=("合計", *(sample.figure(1) for _ in range(11))))
    assert left_out(idle, fit(idle, GBT9704)) != ((), ("金額2", "金額3"))
    idle = replace(block, rows=rows)
    assert left_out(idle, fit(idle, GBT9704)) == ((), ("金額2", "金額3"))


def test_all_blocks_of_a_table_are_set_in_one_size() -> None:
    (small,), (wide,) = sample.small().blocks, sample.purchases().blocks
    assert [fitting.setting.points for fitting in fit_all([small, wide], GBT9704)] == [7.5, 7.5]
    assert fit_all([], GBT9704) == []


def test_a_code_stays_whole_even_in_a_font_with_wide_letters() -> None:
    block = Block((Heading("代號"), Heading("說明")), (("M-F02-01b", "說" * 200),))
    width = fit(block, GBT9704).widths[0] - 2 * GBT9704.cell_padding_pt
    assert width >= 11 * 10.5 / 2


def test_a_number_stays_whole_in_the_widest_font_that_stands_in() -> None:
    """DejaVu Sans: a digit takes 0.636 of the size, a comma or point 0.318, a hyphen 0.361."""
    row: tuple[Cell, ...] = (
        "合計",
        sample.figure("1064849.00"),
        date(2026, 5, 16),
        *(sample.figure("851400.00") for _ in range(4)),
    )
    block = Block((Heading("項目"), Heading("應收", "元"), Heading("日期"), *(Heading("實收", "元"),) * 4), (row,))
    fitting = fit(block, GBT9704)
    assert fitting.columns == tuple(range(7))
    points, padding = fitting.setting.points, fitting.setting.padding
    inside = [width - 2 * padding for width in fitting.widths]
    assert inside[1] >= (9 * 0.636 + 3 * 0.318) * points  # 1,064,849.00
    assert inside[2] >= (8 * 0.636 + 2 * 0.361) * points  # 2026-05-16


def test_the_smallest_print_comes_before_the_loss_of_a_column() -> None:
    row: tuple[Cell, ...] = ("合計", *(sample.figure("1064849.00") for _ in range(7)))
    block = Block((Heading("項目"), *(Heading(f"金額{at}", "元") for at in range(7))), (row,))
    fitting = fit(block, GBT9704)
    assert (fitting.columns, fitting.setting.points) == (tuple(range(8)), 7.5)
    assert 'w:val="TableFigureSmallest"' in table_xml(block, fitting, GBT9704, alt="")


def test_the_last_row_stays_with_the_note_beneath() -> None:
    block = Block((Heading("項目"), Heading("數")), tuple((f"第{at}項", sample.figure(at)) for at in range(40)))
    drawn = {noted: table_xml(block, fit(block, GBT9704), GBT9704, alt="", noted=noted) for noted in (True, False)}
    last = {noted: xml.rpartition("<w:tr>")[2].count("<w:keepNext/>") for noted, xml in drawn.items()}
    assert last == {True: 2, False: 0}


def test_a_unit_that_stands_in_the_row_is_not_repeated() -> None:
    block = Block((Heading("品名"), Heading("單位"), Heading("入庫")), (("大米", "公斤", sample.figure(3, "公斤")),))
    assert ">3</w:t>" in table_xml(block, fit(block, GBT9704), GBT9704, alt="")
    unsaid = Block((Heading("品名"), Heading("入庫")), (("大米", sample.figure(3, "公斤")),))
    assert ">3公斤</w:t>" in table_xml(unsaid, fit(unsaid, GBT9704), GBT9704, alt="")


def test_numbers_that_come_as_text_stand_at_the_right() -> None:
    block = Block((Heading("戶號"), Heading("用量")), (("3301260018", "9,035"), ("7702260035", "590")))
    styles = re.findall(r'w:pStyle w:val="(\w+)"', table_xml(block, fit(block, GBT9704), GBT9704, alt=""))
    assert styles == ["TableHead", "TableHead", *["TableText", "TableFigure"] * 2]


def test_a_table_too_wide_for_its_months_shows_their_sum() -> None:
    months = tuple(f"{month}月" for month in range(1, 13))
    headings = (Heading("支出類別"), *(Heading(month, "元") for month in months), Heading("本學期", "元"))
    row: tuple[Cell, ...] = ("水電費", *(sample.figure("1234567.89") for _ in range(13)))
    block = Block(headings, (row,))
    assert fit(block, GBT9704).columns == (0, 13)
    assert left_out(block, fit(block, GBT9704)) == (months, ())


def test_a_table_of_months_alone_shows_the_last() -> None:
    headings = (Heading("支出類別"), *(Heading(f"2026-{month:02}", "元") for month in range(1, 13)))
    block = Block(headings, (("水電費", *(sample.figure("1234567.89") for _ in range(12))),))
    columns = fit(block, GBT9704).columns
    assert columns[0] == 0
    assert columns[-1] == 12
    assert columns[1:] == tuple(range(columns[1], 13))


def test_even_one_endless_column_is_given_the_page() -> None:
    block = Block((Heading("原因"), Heading("數", "元")), (("理由" * 900, sample.figure("9" * 200)),))
    fitting = fit(block, GBT9704)
    assert fitting.columns == (0, 1)
    assert sum(fitting.widths) == pytest.approx(GBT9704.text_width_pt)


def test_shared_unit_leaves_percentages_aside() -> None:
    first, second = sample.repairs().blocks
    assert shared_unit(first) == ""
    assert shared_unit(second) == "單"
    assert shared_unit(sample.long_table().blocks[0]) == "元"


def test_quantities_with_units_of_their_own_share_none() -> None:
    headings = (Heading("品名"), Heading("入庫"), Heading("金額", "元"))
    block = Block(headings, (("大米", sample.figure(3, "公斤"), sample.figure(9)),))
    assert shared_unit(block) == ""


def test_a_section_shows_one_short_table_and_points_to_the_others() -> None:
    placement = place(sample.report(), GBT9704)
    certificates = placement.chapters[2][1]
    assert [table.id for table in certificates.tables] == ["S08"]
    assert [table.id for table in certificates.annexed] == ["S18"]
    assert [table.id for table in placement.annex_tables] == ["S18"]
    assert [chart.id for chart in placement.annex_charts] == ["C12"]
    assert placement.table_numbers == {"S02": 1, "S04": 2, "S08": 3, "S21": 4, "S18": 5}


def test_a_table_is_drawn_once_and_referred_to_again() -> None:
    report = sample.report()
    chapter = report.chapters[1]
    again = replace(chapter, sections=(*chapter.sections, Section("再提", sample.paragraphs(1), ("S02", "S04"))))
    first, second = place(replace(report, chapters=(again,)), GBT9704).chapters[0]
    assert [table.id for table in first.tables] == ["S02"]
    assert [table.id for table in second.tables] == ["S04"]
    assert [one.id for one in second.referred] == ["S02", "S04"]


def test_a_table_passed_over_stays_in_the_annex() -> None:
    report = sample.report()
    one, two = Section("甲", (), ("S02", "S04")), Section("乙", (), ("S04",))
    chapter = replace(report.chapters[1], sections=(one, two))
    first, second = place(replace(report, chapters=(chapter,)), GBT9704).chapters[0]
    assert [table.id for table in first.annexed] == [table.id for table in second.annexed] == ["S04"]
    assert second.tables == ()


def test_the_list_of_held_rows_is_not_drawn_twice() -> None:
    report = sample.report()
    held = replace(sample.small(), id="S31")
    assert "S31" not in place(replace(report, tables=(*report.tables, held)), GBT9704).table_numbers
