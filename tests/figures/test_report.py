"""The whole Report of a small term: what is in it, in which order, and who is left out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from pipeline.figures.aggregate import make_book, make_report, title_of
from pipeline.figures.book import Book
from pipeline.figures.report import Report
from pipeline.form.form import Registry
from pipeline.form.table import BlockSpec, ChapterSpec, ChartSpec, Col, Months, SectionSpec, Sentence, TableSpec
from tests.checks.rows import term_of
from tests.small import BASE, FORM, REGISTRY, Buys, base, batch, buy, handed, parameter

ROWS = [buy("2026-03-05", "A1"), buy("2026-03-06", "A2", 採購人="陳大勇"), buy("2026-03-07", "A3", 數量="約5")]
TABLE = TableSpec("S99", "採購表", [Buys], [BlockSpec("月份", Months(), [Col("M-F99-01")])])
SECTIONS = [
    SectionSpec(
        "second", "後說", [[Sentence('共{{ f("M-F99-02") }}。')]], tables=("S99", "S98"), charts=("C99",), place=9
    ),
    SectionSpec("second", "先說", [[Sentence("先說。")], lambda _: [[Sentence("再說。")], []]], place=1),
    SectionSpec("third", "校車", [[Sentence("校車。")]], module="P-24b"),
    SectionSpec("fourth", "無", [[Sentence('{{ f("M-F99-01", span="2026-05") }}')]]),
]
CHAPTERS = [
    ChapterSpec("first", "一"),
    ChapterSpec("second", "二"),
    ChapterSpec("third", "三"),
    ChapterSpec("fourth", "四"),
]


def registry(**more: object) -> Registry:
    form = replace(FORM, tables=[TABLE], sections=SECTIONS, charts=[ChartSpec("C99", "圖", "？", lambda _: None)])
    return replace(REGISTRY, forms=[BASE, form], chapters=CHAPTERS, **more)  # type: ignore[arg-type]  # a Registry's own


def made(month: str | None = "2026-03") -> tuple[Book, Report]:
    of = base(parameters=[parameter("P-24b", "否")])
    book = make_book(batch(handed("2026-03", 採購=ROWS), registry=registry(), month=month, of=of).term)
    return book, make_report(book)


def test_the_report_names_its_school_period_and_day() -> None:
    _, report = made()
    assert (report.school, report.term, report.as_of) == ("示例小學", "2025-2026-2", date(2026, 3, 31))


def test_figures_lead_to_file_sheet_and_row() -> None:
    book, report = made()
    figure = book.figure("M-F99-01")
    assert figure is not None
    assert figure.text == "70.00"
    places = [
        (report.rows[at].file, report.rows[at].form, report.rows[at].sheet, report.rows[at].row) for at in figure.rows
    ]
    assert places == [("F99_2025-2026-2_2026-03.xlsx", "F99", "採購", row) for row in (2, 3)]


def test_tables_stand_with_their_tallies() -> None:
    _, report = made()
    (table,) = report.tables
    (tally,) = table.tallies
    assert (tally.rows_in, tally.counted, tally.held, tally.counted_fen) == (3, 2, 1, 7000)


def test_chapters_in_their_order_with_sections_by_place() -> None:
    _, report = made()
    assert [(chapter.id, chapter.heading) for chapter in report.chapters] == [("second", "二")]
    sections = report.chapters[0].sections
    assert [section.heading for section in sections] == ["先說", "後說"]
    assert [paragraph.text for section in sections for paragraph in section.paragraphs] == [
        "先說。",
        "再說。",
        "共2筆。",
    ]
    assert (sections[1].tables, sections[1].charts) == (("S99",), ())


def test_definitions_and_parameters() -> None:
    _, report = made()
    assert [one.code for one in report.definitions] == [metric.id for metric in FORM.metrics]
    parameters = {one.code: one.text for one in report.parameters}
    assert (parameters["P-00a"], parameters["P-05"], parameters["P-24b"]) == ("示例小學", "2", "否")


def test_a_term_that_was_not_judged_has_no_book() -> None:
    with pytest.raises(LookupError, match="not been judged"):
        make_book(term_of())


@pytest.mark.parametrize(
    ("code", "period", "title"),
    [
        ("2025-2026-1", "2025-2026-1", "示例小學2025-2026學年第一學期後勤工作總結"),
        ("2025-2026-2", "2025-2026-2", "示例小學2025-2026學年第二學期後勤工作總結"),
        ("2025-2026-2", "2026-03", "示例小學2026年3月後勤工作總結"),
        ("2026春", "2026春", "示例小學2026春學期後勤工作總結"),
        ("2025-2026-3", "2025-2026-3", "示例小學2025-2026-3學期後勤工作總結"),
    ],
)
def test_the_title_of_a_month_and_of_a_term(code: str, period: str, title: str) -> None:
    term = term_of(as_of="2026-03-31")
    term.services = replace(term.base, school="示例小學")
    term.code, term.period = code, period
    assert title_of(term) == title
