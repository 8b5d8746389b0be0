"""The Word summary: the report's chapters as an official Chinese document, with its tables, charts and annexes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.figures.report import Chapter, Figure, Paragraph, Report
from pipeline.render.docx_package import SummaryPackage
from pipeline.render.docx_styles import FIGURE
from pipeline.render.docx_xml import kept_with_next, paragraph, run
from pipeline.render.flow import Exhibit, arranged
from pipeline.render.placement import PlacedSection, Placement, place
from pipeline.render.profile import GBT9704, Profile
from pipeline.render.summary_annexes import annex_heading, annexes
from pipeline.render.summary_exhibits import Exhibits
from pipeline.render.summary_frame import closing, opening
from pipeline.render.text import one_line, scrub

FULL_STOP = "。"
NOTHING_SAID = Paragraph(())

_DIGITS = "零一二三四五六七八九"
_ENDS_POINTING = re.compile(r"(.*（[見见][^（）]+)(）。?\s*)", re.DOTALL)
"""A sentence that says already where to look."""
_LINE_BREAKS = re.compile(r"\s*\n\s*")


def write_summary(report: Report, profile: Profile = GBT9704) -> bytes:
    """The .docx of a report; the same report gives the same bytes."""
    package = SummaryPackage(report, profile)
    return package.finished("".join(_document(report, profile, package)))


def chinese_number(number: int) -> str:
    """1 to 99 in Chinese."""
    tens, ones = divmod(number, 10)
    head = f"{_DIGITS[tens] if tens > 1 else ''}十" if tens else ""
    return head + (_DIGITS[ones] if ones or not tens else "")


def _document(report: Report, profile: Profile, package: SummaryPackage) -> Iterator[str]:
    placement = place(report, profile)
    exhibits = Exhibits(placement, profile, package.link_chart)
    attached = annexes(report, placement, exhibits, profile)
    *text, last = arranged([*opening(report, profile), *_chapters(report, placement, exhibits)], profile)
    yield from text
    yield kept_with_next(last)
    yield from closing(report, [annex.title for annex in attached], profile)
    for number, annex in enumerate(attached, start=1):
        yield from annex_heading(annex, number, profile)
        yield from annex.content()


def _chapters(report: Report, placement: Placement, exhibits: Exhibits) -> Iterator[str | Exhibit]:
    number = 0
    for chapter, sections in zip(report.chapters, placement.chapters, strict=True):
        number += bool(chapter.heading)
        yield from _chapter(chapter, sections, number, exhibits)


def _chapter(
    chapter: Chapter, sections: Sequence[PlacedSection], number: int, exhibits: Exhibits
) -> Iterator[str | Exhibit]:
    if chapter.heading:
        yield paragraph("Heading1", run(f"{chinese_number(number)}、{one_line(chapter.heading)}"))
    headed = 0
    for placed in sections:
        if placed.section.heading:
            headed += 1
            yield paragraph("Heading2", run(f"（{chinese_number(headed)}）{one_line(placed.section.heading)}"))
        yield from _section(placed, exhibits)


def _section(placed: PlacedSection, exhibits: Exhibits) -> Iterator[str | Exhibit]:
    *before, last = placed.section.paragraphs or (NOTHING_SAID,)
    for one in before:
        yield paragraph("BodyText", "".join(map(_part, one.parts)))
    if last.parts or placed.annexed:
        yield paragraph("BodyText", _with_pointer(last.parts, exhibits.see, exhibits.pointer(placed)))
    for table in placed.tables:
        yield Exhibit(tuple(exhibits.table(table)))
    for chart in placed.charts:
        yield Exhibit(tuple(exhibits.chart(chart)))


def _part(part: str | Figure) -> str:
    """A piece of text, or a figure in a run of its own that can be told by its style."""
    if isinstance(part, Figure):
        return run(part.text, style=FIGURE)
    return run(_LINE_BREAKS.sub(" ", scrub(part))) if part else ""


def _with_pointer(parts: Sequence[str | Figure], see: str, pointer: str) -> str:
    """A section's last paragraph, with where to look in brackets before its full stop."""
    content = "".join(map(_part, parts))
    if not pointer:
        return content
    if not content:
        return f"{see}{pointer}{run(FULL_STOP)}"
    bracketed = f"{run('（')}{see}{pointer}{run('）')}"
    last = parts[-1]
    if isinstance(last, str) and (pointing := _ENDS_POINTING.fullmatch(last)):
        said = "".join(map(_part, [*parts[:-1], pointing[1]]))
        return f"{said}{run('；')}{pointer}{run(pointing[2])}"
    if isinstance(last, str) and last.rstrip().endswith(FULL_STOP):
        ending = last.rstrip().removesuffix(FULL_STOP)
        return f"{''.join(map(_part, [*parts[:-1], ending]))}{bracketed}{run(FULL_STOP)}"
    return content + bracketed
