"""What an auditor turns to after the tables: findings, definitions, parameters, files, tallies and every figure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from pipeline.figures.report import Cell, Definition, Report
from pipeline.finding import Effect, Finding
from pipeline.render.sheets.book import Book
from pipeline.render.sheets.lists import HEADER_ROW, Listing, finish_list, start_list, write_list
from pipeline.render.sheets.notes import NOTES
from pipeline.render.sheets.page import Page
from pipeline.render.sheets.sources import Sources
from pipeline.render.sheets.tallies import HEADINGS as TALLY_HEADINGS
from pipeline.render.sheets.tallies import draw_tallies

CORRECTIONS: Final = "待更正清單"


def write_annexes(book: Book, report: Report, sources: Sources) -> Iterator[Page]:
    """Write the sheets that follow the tables."""
    for listing in _listings(book, report, sources):
        yield write_list(book, listing, report.school)
    page = start_list(book, "行數核對", "每張工作表收到的行怎樣處理；差額應全部為 0。", len(TALLY_HEADINGS))
    yield finish_list(page, draw_tallies(page, HEADER_ROW, report.tallies, "All_tallies"), report.school)
    notes = tuple((book.say(subject), book.say(text)) for subject, text in NOTES)
    yield write_list(book, Listing("說明", "數字怎樣得來，怎樣讀。", ("事項", "說明"), notes, "Notes"), report.school)


def _listings(book: Book, report: Report, sources: Sources) -> Iterator[Listing]:
    if not any(table.title in (CORRECTIONS, book.say(CORRECTIONS)) for table in report.tables):
        yield _corrections(report.findings)
    yield _other_findings(book, report.findings)
    meaning = ("代碼", "名稱", "含義", "單位")
    yield Listing("指標說明", "每項指標的含義和計算口徑。", meaning, _lines(report.definitions), "Definitions")
    worth = ("代碼", "名稱", "取值", "單位")
    yield Listing("參數", "本次統計採用的學校參數，取自基礎資料表。", worth, _lines(report.parameters), "Parameters")
    files = tuple((number, file) for number, file in enumerate(sources.files, start=1))
    yield Listing("來源文件", "《指標來源》的「來源行」按這裡的編號指向文件。", ("編號", "文件"), files, "Files")


def _corrections(findings: Sequence[Finding]) -> Listing:
    headings = ("文件", "表", "行", "列", "值", "規則", "原因", "怎樣改")
    held = tuple(_correction(finding) for finding in findings if finding.effect is Effect.HOLD)
    return Listing(CORRECTIONS, "以下各行有資料缺陷，更正重報之前不計入任何數字。", headings, held, "Corrections")


def _correction(finding: Finding) -> tuple[Cell, ...]:
    place = finding.place
    row = place.row or None
    return (place.file, place.sheet, row, place.column, finding.value, finding.rule, finding.says, finding.fix)


def _other_findings(book: Book, findings: Sequence[Finding]) -> Listing:
    headings = ("處理", "文件", "表", "行", "列", "值", "規則", "原因", "怎樣改")
    others = (finding for finding in findings if finding.effect is not Effect.HOLD)
    rows = tuple((book.say(finding.effect.chinese), *_correction(finding)) for finding in others)
    return Listing("其他校驗結果", "不計入、制度違規和提示各項。", headings, rows, "Other_findings")


def _lines(definitions: Sequence[Definition]) -> tuple[tuple[Cell, ...], ...]:
    return tuple((each.code, each.name, each.text, each.unit) for each in definitions)
