"""The judged term → the Report: figures, tables, charts and paragraphs, finished. Pure; the renderers only draw it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import count

from pipeline.checks.services import month_text
from pipeline.checks.tally import by_sheet
from pipeline.checks.term import Term
from pipeline.figures.book import Book
from pipeline.figures.compute import compute_figures
from pipeline.figures.report import Chapter, Definition, Paragraph, Report, Section, SourceRow
from pipeline.figures.sentences import Writer
from pipeline.figures.tables import build_table
from pipeline.form.form import Registry
from pipeline.form.metric import Metric
from pipeline.form.table import ChapterSpec, ChartSpec, SectionSpec, TableSpec
from pipeline.intake.submission import CoverData

ORDINALS = {"1": "一", "2": "二"}


def make_book(term: Term) -> Book:
    """All figures of the term.

    Raises:
        LookupError: when the term has not been judged.
    """
    if term.outcome is None:
        raise LookupError("the term has not been judged")
    metrics = [with_units(term, metric) for metric in all_metrics(term.registry) if is_on(term, metric)]
    book = Book(
        term=term,
        metrics={metric.id: metric for metric in metrics},
        findings=term.outcome.findings,
        receipts=term.outcome.receipts,
        tallies=by_sheet(term.outcome.tallies),
    )
    compute_figures(book, metrics)
    return book


def all_metrics(registry: Registry) -> list[Metric]:
    """Every metric of every form, then those that span all."""
    return [*(metric for form in registry.forms for metric in form.metrics), *registry.metrics]


def with_units(term: Term, metric: Metric) -> Metric:
    """The metric with the units that this term's rows say."""
    return metric if metric.units_of is None else replace(metric, units=metric.units_of(term), units_of=None)


def is_on(term: Term, metric: Metric) -> bool:
    """The metric's module, and that of its form, are on."""
    form = next((f for f in term.registry.forms if metric.sheet and f.id == metric.sheet.form), None)
    return term.switched_on(metric.module) and term.switched_on(form.module if form else "")


def make_report(book: Book) -> Report:
    """The Report of a book."""
    term, registry = book.term, book.term.registry
    tables = [table for spec in _tables(term) if (table := build_table(spec, book)) is not None]
    charts = [chart for spec in _charts(term) if (chart := spec.draw(book)) is not None]
    drawn = {table.id for table in tables} | {chart.id for chart in charts}
    base = term.base
    return Report(
        school=base.school,
        term=term.code,
        period=term.period,
        title=title_of(term),
        as_of=date.fromordinal(term.as_of),
        figures=book.figures,
        tables=tuple(sorted(tables, key=lambda table: table.id)),
        charts=tuple(sorted(charts, key=lambda chart: chart.id)),
        chapters=tuple(chapters(book, drawn)),
        findings=tuple(finding.for_others for finding in book.findings),
        tallies=tuple(book.tallies),
        definitions=tuple(Definition(m.id, m.name, m.formula, m.unit) for m in all_metrics(registry) if is_on(term, m)),
        parameters=tuple(
            Definition(code, name, base.parameters.text(code, term.as_of), base.parameters.units.get(code, ""))
            for code, name in base.parameters.names.items()
        ),
        rows=source_rows(term),
    )


def _tables(term: Term) -> list[TableSpec]:
    forms = [form for form in term.registry.forms if term.switched_on(form.module)]
    return [*(spec for form in forms for spec in form.tables), *term.registry.tables]


def _charts(term: Term) -> list[ChartSpec]:
    forms = [form for form in term.registry.forms if term.switched_on(form.module)]
    specs = [*(spec for form in forms for spec in form.charts), *term.registry.charts]
    return [spec for spec in specs if term.switched_on(spec.module)]


def title_of(term: Term) -> str:
    """The title of both files: of a month or of the whole term."""
    if term.period == term.code:
        return f"{term.base.school}{title_of_term(term.code)}後勤工作總結"
    year, month = month_text(term.months[-1]).split("-")
    return f"{term.base.school}{year}年{int(month)}月後勤工作總結"


def title_of_term(code: str) -> str:
    """2025-2026學年第二學期; a school's own code as it is."""
    years, _, number = code.rpartition("-")
    return f"{years}學年第{ORDINALS[number]}學期" if number in ORDINALS else f"{code}學期"


def source_rows(term: Term) -> tuple[SourceRow, ...]:
    """Every row handed in and the cover of every file, in the order of the ids that figures name."""
    rows = (
        SourceRow(term.files[file].name, sheet.form, sheet.title, row)
        for sheet, files, rows in term.registered
        for file, row in zip(files.tolist(), rows.tolist(), strict=True)
    )
    covers = ((file.name, file.cover) for file in term.files if file.cover is not None)
    return (*rows, *(SourceRow(name, cover.form, cover.sheet, row_of_form(cover)) for name, cover in covers))


def row_of_form(cover: CoverData) -> int:
    """The Excel row in which the cover names its form; the first where the hidden sheet alone does."""
    return int("".join(filter(str.isdigit, cover.cells.get("表號", ""))) or 1)


def chapters(book: Book, drawn: set[str]) -> list[Chapter]:
    """The chapters that have something to say, in the registry's order."""
    writer = Writer(book)
    term = book.term
    specs = [spec for form in term.registry.forms if term.switched_on(form.module) for spec in form.sections]
    specs += term.registry.sections
    specs = [spec for spec in specs if term.switched_on(spec.module)]
    found = []
    for chapter in term.registry.chapters:
        mine = sorted((spec for spec in specs if spec.chapter == chapter.id), key=lambda spec: spec.place)
        sections = [section for spec in mine if (section := write_section(spec, book, writer, drawn)) is not None]
        if sections:
            found.append(Chapter(chapter.id, heading_of(chapter, term), numbered(sections, chapter)))
    return found


def heading_of(chapter: ChapterSpec, term: Term) -> str:
    """The chapter's heading for what the report covers."""
    if not term.switched_on(chapter.module):
        return chapter.without_module or chapter.heading
    return chapter.heading if term.at_term_end else chapter.while_running or chapter.heading


def numbered(sections: Sequence[Section], chapter: ChapterSpec) -> tuple[Section, ...]:
    """The sections, with （1）, （2）… before the paragraphs of a numbered chapter that has several."""
    if not chapter.numbered or sum(len(section.paragraphs) for section in sections) == 1:
        return tuple(sections)
    numbers = count(1)
    return tuple(
        replace(
            section,
            paragraphs=tuple(Paragraph((f"（{next(numbers)}）", *paragraph.parts)) for paragraph in section.paragraphs),
        )
        for section in sections
    )


def write_section(spec: SectionSpec, book: Book, writer: Writer, drawn: set[str]) -> Section | None:
    """A section's paragraphs with the tables and charts that were drawn; None when there is nothing to say."""
    paragraphs: list[Paragraph] = []
    for entry in spec.paragraphs:
        for sentences in entry(book) if callable(entry) else [entry]:
            paragraph = writer.paragraph(sentences)
            paragraphs += [] if paragraph is None else [paragraph]
    if not paragraphs:
        return None
    tables = tuple(table for table in spec.tables if table in drawn)
    charts = tuple(chart for chart in spec.charts if chart in drawn)
    return Section(spec.heading, tuple(paragraphs), tables, charts)
