"""Tables S01, S30, S31 and chart C13: what was handed in, which rules were broken, what is held (domain 8)."""

from __future__ import annotations

from collections import Counter
from datetime import date
from fractions import Fraction

import numpy as np

from pipeline.checks.services import month_text
from pipeline.checks.term import FILE, ROW, Term
from pipeline.figures.book import Book, make_figure
from pipeline.figures.report import Block, Cell, Chart, ChartKind, Figure, Heading, Series
from pipeline.finding import Effect, Finding
from pipeline.form.metric import FromFigures, Metric
from pipeline.form.rule import Missing, Rule
from pipeline.form.table import FEWEST_POINTS, ChartSpec, TableSpec
from pipeline.forms.across.completeness import CAME, outcome
from pipeline.forms.across.file_rules import NAMES

FILE_RULES = NAMES
"""Short names of the file and cell rules, as S30 and the summary call them."""


def rule_names(book: Book) -> dict[str, str]:
    """The short name of each rule."""
    rules: list[Rule | Missing] = [rule for form in book.term.registry.forms for rule in form.rules]
    return {**FILE_RULES, **{rule.id: rule.name for rule in [*rules, *book.term.registry.across]}}


def received_block(book: Book) -> Block | None:
    """S01: one line a form and month due, each part below it."""
    columns = ("M-ALL-02a", "M-ALL-02b", "M-ALL-02c", "M-ALL-02d", "M-ALL-02e")
    headings = [Heading(text) for text in ("表", "月份", "狀態", "填報人", "填報日期", "版本")]
    headings += [Heading(book.metrics[metric].name, book.metrics[metric].unit) for metric in columns]
    rows: list[tuple[Cell, ...]] = []
    for one in outcome(book.term).receipts:
        span = month_text(one.month)
        nothing = 0 if one.state in CAME else None
        figures = [book.figure(metric, {"表號": one.form.id}, span) or nothing for metric in columns]
        filled = date.fromordinal(one.filled_on) if one.filled_on else None
        name = one.form.title if one.part == 1 else f"　分冊 {one.part}"
        row = (f"{one.form.id} {name}", span, one.state.value, one.filled_by, filled, one.version or None)
        rows.append((*row, *(figures if one.part == 1 else [None] * len(columns))))
    total = ("合計", "", "", "", None, None, *(book.figure(metric) for metric in columns))
    return Block(tuple(headings), tuple(rows), total)


def money_of_rows(term: Term) -> dict[tuple[str, str, int], int]:
    """The `money` of each live row in 分, by file, sheet name and Excel row."""
    found: dict[tuple[str, str, int], int] = {}
    for rows in term.sheets.values():
        if rows.sheet.money is None or not len(rows):
            continue
        amounts = rows.numbers(rows.sheet.money).tolist()
        for file, row, fen in zip(rows.frame[FILE].tolist(), rows.frame[ROW].tolist(), amounts, strict=True):
            sheet = term.files[file].sheet(rows.sheet.title)
            found[term.files[file].name, sheet.name if sheet else "", row] = fen
    return found


def amounts_by_rule(book: Book) -> dict[str, Fraction]:
    """元 of the rows that FLAG findings mark, by rule; each row once a rule."""
    amounts = book.term.once(money_of_rows)
    marked = {
        (one.rule, (one.place.file, one.place.sheet, one.place.row))
        for one in outcome(book.term).findings
        if one.effect is Effect.FLAG
    }
    fen: Counter[str] = Counter()
    for rule, place in marked:
        fen[rule] += amounts.get(place, 0)
    return {rule: Fraction(amount, 100) for rule, amount in fen.items()}


def ranked_rules(book: Book) -> list[str]:
    """Rules with FLAG findings, most first, then the larger amount, then by id."""
    amounts = amounts_by_rule(book)
    rules = [value[0] for value in book.values("M-ALL-02d", ("規則",))]
    return sorted(rules, key=lambda rule: (-count_of(book, rule), -amounts.get(rule, Fraction(0)), rule))


def count_of(book: Book, rule: str, span: str | None = None) -> Fraction:
    """FLAG findings of a rule in a span (the term to date when none is named)."""
    return book.number("M-ALL-02d", {"規則": rule}, span) or Fraction(0)


def trend(book: Book, rule: str) -> str:
    """The last month against the month before, in words."""
    if len(book.months) < 2:
        return ""
    change = count_of(book, rule, book.months[-1]) - count_of(book, rule, book.months[-2])
    return f"增 {change}" if change > 0 else f"減 {-change}" if change < 0 else "持平"


def breaches_block(book: Book) -> Block | None:
    """S30: rules broken, with month by month counts, amounts and trend."""
    names, amounts = rule_names(book), amounts_by_rule(book)
    months = [Heading(month, "項") for month in book.months]
    sums = (Heading("合計", "項"), Heading("涉及金額", "元"), Heading("末月比上月"))
    headings = (Heading("規則"), Heading("名稱"), *months, *sums)
    rows: list[tuple[Cell, ...]] = []
    for rule in ranked_rules(book):
        counts = [book.figure("M-ALL-02d", {"規則": rule}, span) for span in (*book.months, None)]
        rows.append((rule, names.get(rule, ""), *counts, _amount(book, rule, amounts), trend(book, rule)))
    total = ("合計", "", *(book.figure("M-ALL-02d", (), span) for span in (*book.months, None)), None, "")
    return Block(headings, tuple(rows), total) if rows else None


def _amount(book: Book, rule: str, amounts: dict[str, Fraction]) -> Figure | None:
    if not amounts.get(rule):
        return None
    nothing = FromFigures((), lambda: None)
    metric = Metric(id="S30-amount", name="涉及金額", unit="元", of=nothing, sheet=None, formula="")
    return make_figure(metric, (("規則", rule),), book.term.code, amounts[rule], rows=np.empty(0, dtype=np.int64))


def breaches_chart(book: Book) -> Chart | None:
    """C13: FLAG findings of all rules, month by month; none with fewer than three months or without a finding."""
    if len(book.months) < FEWEST_POINTS or not book.number("M-ALL-02d"):
        return None
    return Chart(
        id="C13",
        title="各月違規項數",
        subtitle="按台賬所屬月份，全部規則合計",
        kind=ChartKind.LINE,
        categories=tuple(book.months),
        series=(Series("違規項數", tuple(book.number("M-ALL-02d", (), month) for month in book.months)),),
        x_title="月份",
        y_title="項",
        tables=("S30",),
        alt="折線圖：各月台賬中的制度違規項數",
    )


def held_block(book: Book) -> Block | None:
    """S31: every HOLD finding with how to correct it."""
    headings = tuple(Heading(text) for text in ("文件", "表", "行", "列", "值", "規則", "原因", "怎樣改"))
    held = [one.for_others for one in outcome(book.term).findings if one.effect is Effect.HOLD]
    held.sort(key=lambda one: (one.place.file, one.place.sheet, one.place.row))
    return Block(headings, tuple(_held_row(one) for one in held)) if held else None


def _held_row(one: Finding) -> tuple[Cell, ...]:
    place = one.place
    return (place.file, place.sheet, place.row or None, place.column, one.value, one.rule, one.says, one.fix)


TABLES = [
    TableSpec(
        "S01",
        "報送情況表",
        [],
        [received_block],
        beneath=("M-ALL-01a", "M-ALL-01b", "M-ALL-01c", "M-ALL-01d"),
    ),
    TableSpec("S30", "制度違規彙總表", [], [breaches_block]),
    TableSpec("S31", "待更正清單", [], [held_block], beneath=("M-ALL-02b",)),
]
CHARTS = [
    ChartSpec("C13", "各月違規項數", "校規執行得是不是越來越好？", breaches_chart, tables=("S30",)),
]
