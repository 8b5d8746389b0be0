"""The summary's annexes: the tables outside the text, what awaits correction, the parameters, the definitions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from pipeline.figures.report import Block, Definition, Heading, Report
from pipeline.finding import Effect, Finding
from pipeline.render.docx_table import fit_all, table_xml
from pipeline.render.docx_xml import paragraph, run
from pipeline.render.placement import Placement
from pipeline.render.profile import Profile
from pipeline.render.summary_exhibits import Exhibits
from pipeline.render.text import one_line


@dataclass(frozen=True, eq=False)
class Annex:
    """One annex: its title and what draws it."""

    title: str
    content: Callable[[], Iterator[str]]


def annexes(report: Report, placement: Placement, exhibits: Exhibits, profile: Profile) -> tuple[Annex, ...]:
    """The annexes that have anything to show, in order."""
    held = [finding for finding in report.findings if finding.effect is Effect.HOLD]
    blocks = (
        _held_block(held, profile),
        _definitions("所用參數", report.parameters, "取值", profile),
        _definitions("指標說明", report.definitions, "說明", profile),
    )
    found = [Annex(block.title, partial(_plain, block, profile)) for block in blocks if block.rows]
    if placement.annex_tables or placement.annex_charts:
        found.insert(0, Annex(profile.say("統計表"), partial(_exhibits, placement, exhibits)))
    return tuple(found)


def annex_heading(annex: Annex, number: int, profile: Profile) -> Iterator[str]:
    """A new page, 附件1 at the left of its first line, the title centred on the third."""
    yield paragraph("AnnexMark", run(f"{profile.say('附件')}{number}"))
    yield paragraph("AnnexTitle", run(annex.title))


def _exhibits(placement: Placement, exhibits: Exhibits) -> Iterator[str]:
    for table in placement.annex_tables:
        yield from exhibits.table(table)
    for chart in placement.annex_charts:
        yield from exhibits.chart(chart)


def _plain(block: Block, profile: Profile) -> Iterator[str]:
    shown = profile.rows_in_annex
    first = Block(block.headings, block.rows[:shown])
    shortened = len(block.rows) > shown
    yield table_xml(first, fit_all([first], profile)[0], profile, alt=block.title, noted=shortened)
    if shortened:
        rest = f"{profile.say('其餘')}{len(block.rows) - shown}{profile.say('行見統計表')}「{block.title}」。"
        yield paragraph("TableNote", run(f"{profile.say('註：')}{rest}"))
    yield paragraph("TableEnd")


def _held_block(findings: Sequence[Finding], profile: Profile) -> Block:
    rows = tuple(_held_row(finding, profile) for finding in sorted(findings, key=lambda finding: finding.order))
    return Block(_headings(profile, "位置和所填內容", "原因與改法"), rows, title=profile.say("待更正清單"))


def _held_row(finding: Finding, profile: Profile) -> tuple[str, str]:
    """Where and what: a line each for the file, the place in it and what was filled in; beside it the reason."""
    place = finding.place
    file = place.file or f"{finding.form} {finding.month}".strip()
    row = profile.say(f"第{place.row}行") if place.row else ""
    within = " ".join(one_line(part) for part in (place.sheet, row, place.column) if part)
    filled = f"{profile.say('所填')}：{one_line(finding.value)}" if finding.value else ""
    reason = f"{finding.says.rstrip('。')}（{finding.rule}）。{finding.fix}"
    return "\n".join(line for line in (one_line(file), within, filled) if line), reason


def _definitions(title: str, definitions: Sequence[Definition], meaning: str, profile: Profile) -> Block:
    rows = tuple((one.code, one.name, one.text, one.unit) for one in definitions)
    return Block(_headings(profile, "代號", "名稱", meaning, "單位"), rows, title=profile.say(title))


def _headings(profile: Profile, *names: str) -> tuple[Heading, ...]:
    return tuple(Heading(profile.say(name)) for name in names)
