"""Table S29 and chart C12 (domain 8)."""

from __future__ import annotations

from datetime import date

import numpy as np

from pipeline.figures.book import Book
from pipeline.figures.report import Chart, ChartKind, Series
from pipeline.figures.tables import has_data
from pipeline.form.table import FEWEST_POINTS, BlockSpec, ChartSpec, Col, Groups, TableSpec
from pipeline.forms.across.opening import missing_months
from pipeline.forms.f13_service.rules import LEAST_RETURNED
from pipeline.forms.f13_service.sheets import EVENTS, FIELDS, SURVEY_FIELDS, Events, Opinions, Petitions, Surveys

ANSWERS = {"滿意": "M-F13-03a", "基本滿意": "M-F13-03b", "不滿意": "M-F13-03c"}
TOO_FEW = Surveys.returned / Surveys.handed_out < LEAST_RETURNED


def columns(*numbers: str) -> list[Col]:
    """Metrics of F13 as columns."""
    return [Col(f"M-F13-{number}") for number in numbers]


def doubtful_surveys(book: Book) -> list[str]:
    """Surveys of which too little came back: 2026-06-15 家長對食堂的測評."""
    rows = book.term.rows(Surveys)
    days, groups, fields = rows.numbers(Surveys.held_on), rows.text(Surveys.group), rows.text(Surveys.field)
    few = np.flatnonzero(rows.counted & rows.true(TOO_FEW))
    return [f"{date.fromordinal(int(days[at]))} {groups[at]}對{fields[at]}的測評" for at in few]


def notes(book: Book) -> list[str]:
    """Which months the table lacks, and which rates say little."""
    gap, few = missing_months(book.term, Opinions.form), doubtful_surveys(book)
    said = [f"{'、'.join(gap)} 未報送，不在表內。"] if gap else []
    return [*said, *([f"{'、'.join(few)}回收不足六成，滿意率僅供參考。"] if few else [])]


TABLES = [
    TableSpec(
        "S29",
        "意見與滿意度表",
        [Events, Opinions, Surveys, Petitions],
        [
            BlockSpec(
                "領域",
                Groups(("領域",), order=FIELDS),
                columns("02a", "02b", "02c", "02d", "02e"),
                title="意見建議",
            ),
            BlockSpec(
                "領域、對象",
                Groups(("領域",), detail=("領域", "對象"), order=SURVEY_FIELDS),
                columns("03a", "03b", "03c", "03d", "03e"),
                title="滿意度測評",
            ),
            BlockSpec(
                "類別",
                Groups(("類別",), order=EVENTS),
                columns("01a", "01b", "01c", "01d"),
                title="服務保障",
            ),
        ],
        beneath=("M-F13-04a", "M-F13-04b", "M-F13-04c", "M-F13-04d"),
        notes=notes,
    )
]


def surveyed_fields(book: Book) -> list[str]:
    """Fields with answers, in the form's order."""
    rates = {field: book.figure("M-F13-03d", {"領域": field}) for field in SURVEY_FIELDS}
    return [field for field, rate in rates.items() if has_data(rate)]


def satisfaction_chart(book: Book) -> Chart | None:
    """C12: what was answered about each field; none with fewer than three fields."""
    fields = surveyed_fields(book)
    if len(fields) < FEWEST_POINTS:
        return None
    series = [
        Series(answer, tuple(book.number(metric, {"領域": field}) for field in fields))
        for answer, metric in ANSWERS.items()
    ]
    return Chart(
        id="C12",
        title="各領域滿意度測評",
        subtitle="",
        kind=ChartKind.BAR_STACKED_100,
        categories=tuple(fields),
        series=tuple(series),
        x_title="領域",
        y_title="佔回收份數（%）",
        tables=("S29",),
        alt="百分比堆積條形圖：各領域的滿意、基本滿意、不滿意份數，條上為份數",
    )


CHARTS = [ChartSpec("C12", "各領域滿意度測評", "師生家長是否滿意？", satisfaction_chart, ("S29",))]
