from __future__ import annotations

from functools import cache

import pytest

from pipeline.checks.services import month_number
from pipeline.figures.aggregate import make_report
from pipeline.figures.book import Book
from pipeline.figures.report import Report
from pipeline.forms.f04_people.carry import carry
from tests.forms import plant
from tests.forms.f04.cases import COOK, ELECTRICIAN, SAFETY_OF_COOK, april, march, paper
from tests.forms.f04.clean import (
    APRIL,
    BASE,
    CLEAN,
    LETTERS,
    MARCH,
    MEETINGS,
    PAPERS,
    SIGNED,
    staff_forms,
)
from tests.forms.f04.test_rules import planted
from tests.forms.planting import Change

CHANGES = [
    paper(ELECTRICIAN, 發證日期="2026-03-03"),
    paper(COOK, 有效期至="2026-06-29"),
    Change(MARCH, LETTERS, SAFETY_OF_COOK, None),
    april(3, 實到人數="8"),
    march(4, 日期="03-23"),
]


@cache
def book() -> Book:
    """The clean spring with one day without a paper, one letter less, a meeting ill attended, a training told late."""
    return plant.book_of([BASE, *planted(CHANGES)], staff_forms())


@cache
def report() -> Report:
    return make_report(book())


# of the term to 2026-04-30; four people need a paper: 林秋實, 蘇秀英, 劉強 and 王志遠
FIGURES = [
    ("M-F04-01a", "172"),  # 4 × (22 + 21) school days
    ("M-F04-01b", "171"),  # 王志遠 had none on 03-02
    ("M-F04-01c", "99.4%"),  # 171 ÷ 172 = 0.9942
    ("M-F04-01d", "4"),
    ("M-F04-01e", "4"),
    ("M-F04-01f", "1"),  # 林秋實, 60 days
    ("M-F04-02a", "15"),  # 3 canteen + 7 logistics + 2 × 2 rooms + 1 bus
    ("M-F04-02b", "14"),
    ("M-F04-02c", "93.3%"),  # 14 ÷ 15
    ("M-F04-02d", "1"),
    ("M-F04-02e", "100.0%"),
    ("M-F04-03a", "2"),
    ("M-F04-03b", "100.0%"),  # March and April
    ("M-F04-03c", "85.0%"),  # (9 + 8) ÷ (10 + 10)
    ("M-F04-03d", "1"),
    ("M-F04-04a", "1"),
    ("M-F04-04b", "1"),
    ("M-F04-04c", "0.0%"),  # told on day 11
    ("M-F04-05a", "86.0"),  # (94.5 + 80 + 79.5 + 90) ÷ 4
    ("M-F04-05b", "1"),
    ("M-F04-05c", "1"),
]


@pytest.mark.parametrize(("metric", "text"), FIGURES)
def test_a_figure_of_the_term(metric: str, text: str) -> None:
    found = book().figure(metric)
    assert found is not None
    assert found.text == text


def test_every_metric_has_a_golden_figure() -> None:
    assert {metric for metric in book().metrics if metric.startswith("M-F04")} == {metric for metric, _ in FIGURES}


@pytest.mark.parametrize(
    ("metric", "by", "month", "text"),
    [
        ("M-F04-01a", {}, MARCH, "88"),  # 4 × 22
        ("M-F04-01b", {}, MARCH, "87"),
        ("M-F04-01c", {"崗位": "水電工"}, None, "97.7%"),  # 42 ÷ 43
        ("M-F04-01c", {"崗位": "廚師"}, None, "100.0%"),
        ("M-F04-01d", {}, MARCH, "4"),
        ("M-F04-02a", {"類別": "教室管理責任書"}, None, "4"),
        ("M-F04-02c", {"類別": "後勤安全責任狀"}, None, "85.7%"),  # 6 ÷ 7
        ("M-F04-02c", {"崗位": "廚師"}, None, "50.0%"),  # of the canteen, not of logistics
        ("M-F04-03c", {}, APRIL, "80.0%"),
        ("M-F04-05a", {"崗位": "其他"}, None, "86.0"),
    ],
)
def test_a_figure_of_a_part(metric: str, by: dict[str, str], month: str | None, text: str) -> None:
    found = book().figure(metric, by, month)
    assert found is not None
    assert found.text == text


def test_posts_with_few_people_are_put_together() -> None:
    for metric in ("M-F04-05a", "M-F04-05b", "M-F04-05c"):
        assert book().values(metric, ("崗位",)) == [("其他",)]


def test_s08_and_s09_show_posts_letters_and_months() -> None:
    by_id = {table.id: table for table in report().tables}
    posts, kinds = by_id["S08"].blocks
    assert [row[0] for row in posts.rows][:3] == ["總務主任", "食堂管理員", "廚師"]
    assert [row[0] for row in kinds.rows] == [
        "食堂安全衛生責任書",
        "後勤安全責任狀",
        "教室管理責任書",
        "校車安全責任書",
    ]
    assert [figure.text for figure in by_id["S08"].beneath] == ["1", "100.0%"]
    (months,) = by_id["S09"].blocks
    assert [row[0] for row in months.rows] == [MARCH, APRIL]


def test_c09_draws_a_gap_where_no_paper_is_needed() -> None:
    (chart,) = [one for one in report().charts if one.id == "C09"]
    papers, letters = chart.series
    assert papers.values[0] is None
    assert letters.values[0] == 1


def said(chapter: str, made: Report | None = None) -> str:
    (found,) = [one for one in (made or report()).chapters if one.id == chapter]
    return "\n".join(paragraph.text for section in found.sections for paragraph in section.paragraphs)


def test_the_chapter_says_what_the_figures_are() -> None:
    text = said("canteen")
    for sentence in (
        "期末應持證4人，各項證照都有效的4人，1件證照臨近到期。",
        "按上課日計，持證上崗率99.4%（171/172），基本達到100%的要求。",
        "應簽責任書15份，已簽14份，簽訂率93.3%（14/15），基本達到100%的要求。",
        "劃定衛生包乾區1個，落實到人的佔100.0%（1/1）。",
        "崗位考核平均86.0分，獎勵1人次，扣罰1人次。",
        "召開食品衛生安全會議2次，按月開會率100.0%（2/2），達到100%的要求；到會率85.0%（17/20），基本達到90%的要求。",
        "參加上級培訓1次，組織技能培訓1次；上級培訓的校內傳達率0.0%（0/1）。",
    ):
        assert sentence in text


def test_the_plan_names_the_papers_to_renew() -> None:
    assert "林秋實於2026年6月29日前換發健康證明" in said("plan")


def test_papers_that_ended_are_told_apart_from_those_that_will() -> None:
    assert said("shortcomings").endswith("到4月30日，應持證照臨近到期1件：林秋實的健康證明（2026年6月29日）。")
    ended = planted([paper(COOK, 有效期至="2026-06-29"), paper(COOK + 1, 有效期至="2026-04-20")])
    made = make_report(plant.book_of([BASE, *ended], staff_forms()))
    assert said("shortcomings", made).endswith(
        "到4月30日，應持證照已到期1件：蘇秀英的健康證明（2026年4月20日）；"
        "臨近到期1件：林秋實的健康證明（2026年6月29日）。"
    )


def test_without_a_workbook_nothing_is_claimed() -> None:
    made = make_report(plant.book_of([BASE, CLEAN["F11", MARCH]], staff_forms(), MARCH))
    (chapter,) = [one for one in made.chapters if one.id == "canteen"]
    texts = [paragraph.text for section in chapter.sections for paragraph in section.paragraphs]
    assert texts == ["人員證照責任與會議培訓表未報送，持證上崗、責任書、會議和培訓的情況無從說明。"]


def test_a_month_takes_over_lists_and_open_meetings() -> None:
    term = plant.batch_of([BASE, *CLEAN.values()], staff_forms()).term
    lines = carry(term, month_number("2026-05"))
    assert len(lines[PAPERS]) == 5
    assert len(lines[LETTERS]) == len(SIGNED)
    assert [line["主題"] for line in lines[MEETINGS]] == ["留樣管理"]
