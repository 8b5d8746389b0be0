from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from fractions import Fraction
from html.parser import HTMLParser

import pytest

from pipeline.delivery.body import KeyFigure, letter_for
from pipeline.delivery.message import Attachment
from pipeline.figures.report import Figure, Report

SPENT = Figure("M-F02-01a", "食材採購總額", "2026-04", Fraction(1234560, 100), "元", "12,345.60")
REVIEWED = Figure(
    "M-F03-03", "菜譜審核", "2026-04", Fraction(19, 20), "%", "95.0%", numerator=Fraction(38), denominator=Fraction(40)
)
NONE = Figure("M-F06-04f", "降幅", "2026-04", None, "%", "—")
SUMMARY = Attachment("後勤工作總結_2026-04.docx", b"PK")


def _report(school: str = "陽光小學", period: str = "2026-04", title: str = "2026年4月後勤工作總結") -> Report:
    return Report(
        school=school,
        term="2025-2026-2",
        period=period,
        title=title,
        as_of=date(2026, 4, 30),
        figures={},
        tables=(),
        charts=(),
        chapters=(),
        findings=(),
        tallies=(),
        definitions=(),
        parameters=(),
        rows=(),
    )


class _Page(HTMLParser):
    """The text of a page, and every address that a mail program would have to fetch."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.text = ""
        self.outside: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in {"br", "meta"}:
            self.open.append(tag)
        self.outside += [f"{tag} {name}" for name, value in attrs if name in {"src", "href"} or "url(" in (value or "")]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def test_all_figures_stand_in_text_and_page_in_the_order_given() -> None:
    letter = letter_for(
        _report(),
        [KeyFigure("菜譜審核率", REVIEWED), KeyFigure("採購", SPENT), KeyFigure("電費降幅", NONE)],
        [],
        0,
        attachments=[SUMMARY],
    )
    assert "  菜譜審核率：95.0%（38/40）\n  採購：12,345.60 元\n  電費降幅：—\n" in letter.text
    page = _Page(letter.html)
    assert re.search(r"菜譜審核率\s*95\.0%\s*38/40\s*採購\s*12,345\.60 元\s*電費降幅\s*—", page.text)
    assert page.open == []


def test_a_months_letter_has_the_month_and_the_term_to_date() -> None:
    reviewed = replace(
        REVIEWED, text="96.7%", number=Fraction(58, 60), numerator=Fraction(58), denominator=Fraction(60)
    )
    spent = replace(SPENT, text="45,678.90", number=Fraction(4567890, 100))
    figures = [
        KeyFigure("菜譜審核率", REVIEWED, reviewed),
        KeyFigure("採購", SPENT, spent),
        KeyFigure("電費", replace(NONE, unit="元"), spent),
    ]
    letter = letter_for(_report(), figures, [], 0, attachments=[SUMMARY])
    assert (
        "【本月主要數字】\n"
        "  菜譜審核率：95.0%（38/40）；累計 96.7%（58/60）\n"
        "  採購：12,345.60 元；累計 45,678.90 元\n"
        "  電費：—；累計 45,678.90 元\n"
        "「累計」從學期統計起日算起；「—」表示本月沒有數字。"
    ) in letter.text
    page = _Page(letter.html)
    assert re.search(r"本月主要數字\s*菜譜審核率\s*95\.0%\s*38/40\s*累計 96\.7%（58/60）\s*採購", page.text)
    assert page.open == []


def test_of_a_term_nothing_is_said_to_date() -> None:
    letter = letter_for(_report(), [KeyFigure("採購", SPENT)], [], 0, attachments=[SUMMARY])
    assert "【主要數字】\n  採購：12,345.60 元\n各項數字的出處見統計表。" in letter.text
    assert "累計" not in letter.text + letter.html


def test_without_figures_there_is_no_heading_for_them() -> None:
    letter = letter_for(_report(), [], [], 0, attachments=[SUMMARY])
    assert "主要數字" not in letter.text + letter.html


def test_what_is_missing_is_named() -> None:
    letter = letter_for(_report(), [], ["F03 供餐與菜譜", "F10 安全與值班"], 5, attachments=[SUMMARY])
    for said in (letter.text, _Page(letter.html).text):
        assert re.search(
            r"尚缺的台賬 2 份：\s*・?F03 供餐與菜譜\s*・?F10 安全與值班\s*待更正 5 行，[^。]*須由填報人更正重報。",
            said,
        )
        assert "均已收到" not in said
        assert "沒有待更正" not in said


def test_when_nothing_is_missing_it_says_so() -> None:
    letter = letter_for(_report(), [], [], 0, attachments=[SUMMARY])
    for said in (letter.text, _Page(letter.html).text):
        assert "應報台賬均已收到。" in said
        assert "沒有待更正的行。" in said


def test_where_the_files_are() -> None:
    letter = letter_for(_report(), [], [], 0, attachments=[SUMMARY], kept=["output/2026-04/後勤統計_2026-04.xlsx"])
    for said in (letter.text, _Page(letter.html).text):
        assert "1. 後勤工作總結_2026-04.docx" in said
        assert "未隨信附上，存於總務處：output/2026-04/後勤統計_2026-04.xlsx" in said
        assert "茲送上陽光小學2026年4月後勤工作總結，" in said
    assert letter.attachments == (SUMMARY,)


def test_what_the_school_typed_is_no_markup() -> None:
    letter = letter_for(_report(school="<b>甲&乙"), [KeyFigure("<i>率", SPENT)], ["<u>F03"], 1, attachments=[])
    assert not re.search("<b>甲|<i>率|<u>F03", letter.html)
    assert re.search(r"<b>甲&乙.*<i>率.*<u>F03", _Page(letter.html).text, re.DOTALL)
    assert "<b>甲&乙" in letter.text


def test_the_page_fetches_nothing() -> None:
    letter = letter_for(_report(), [KeyFigure("採購", SPENT)], ["F03"], 1, attachments=[SUMMARY])
    assert _Page(letter.html).outside == []
    assert "<script" not in letter.html


@pytest.mark.parametrize(
    ("title", "subject"),
    [("2026年4月後勤工作總結", "陽光小學2026年4月後勤工作總結"), ("陽光小學後勤工作總結", "陽光小學後勤工作總結")],
)
def test_the_subject_names_the_school_once(title: str, subject: str) -> None:
    assert letter_for(_report(title=title), [], [], 0, attachments=[]).subject == subject


@pytest.mark.parametrize(
    ("period", "said"),
    [
        ("2026-04", "陽光小學2026年4月後勤統計"),
        ("2025-2026-1", "陽光小學2025–2026學年第一學期後勤統計"),
        ("2025-2026-2", "陽光小學2025–2026學年第二學期後勤統計"),
    ],
)
def test_the_period_is_named(period: str, said: str) -> None:
    letter = letter_for(_report(period=period), [], [], 0, attachments=[])
    assert said in letter.text
    assert said in letter.html
    assert (letter.school, letter.period) == ("陽光小學", period)


def test_what_is_no_period_is_a_mistake_of_the_program() -> None:
    with pytest.raises(ValueError, match="2026"):
        letter_for(_report(period="2026"), [], [], 0, attachments=[])


def test_in_simplified_characters_file_names_stay_as_they_are() -> None:
    letter = letter_for(
        _report(),
        [KeyFigure("採購總額", SPENT)],
        ["F03 供餐與菜譜"],
        1,
        attachments=[SUMMARY],
        kept=["後勤統計.xlsx"],
        script="hans",
    )
    assert letter.subject == "阳光小学2026年4月后勤工作总结"
    for said in (letter.text, _Page(letter.html).text):
        assert "采购总额" in said
        assert "F03 供餐与菜谱" in said
        assert "尚缺的台账 1 份" in said
        assert "後勤工作總結_2026-04.docx" in said
        assert "後勤統計.xlsx" in said
    assert '<html lang="zh-Hans">' in letter.html
