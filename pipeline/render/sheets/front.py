"""The first two sheets: the cover, and the contents with a link to every sheet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from pipeline.figures.report import Cell, Report, Table, Tally
from pipeline.finding import Effect
from pipeline.render.sheets.block import add_table
from pipeline.render.sheets.book import Book, sheet_link
from pipeline.render.sheets.lists import WIDEST
from pipeline.render.sheets.page import Page
from pipeline.render.sheets.printing import set_up_printing
from pipeline.render.sheets.table import said_sources
from pipeline.render.sheets.tallies import HEADINGS as TALLY_HEADINGS
from pipeline.render.sheets.tallies import added_up, draw_tallies

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

CONTENTS_HEADINGS: Final = ("編號", "表名", "資料來源", "圖表", "行數")

HANDED_IN: Final = ("M-ALL-01a", "M-ALL-01b", "M-ALL-01c", "M-ALL-01d")

CONTROL_SUM: Final = "核對金額（元）"
ABOUT_CONTROL_SUM: Final = (
    "核對金額把各工作表的金額（預算、收入、支出、驗收等）加在一起，只用來核對有無遺漏；"
    "同一筆錢可在幾張表出現，不是收支總額。"
)

HOW_TO_READ: Final = (
    "《目錄》列出各表，點表名即到；每張表的右上角可返回。",
    "每張表先列數字，下面列合計、單項指標、行數與金額的核對和附註，圖在最下方；表長過一頁的，圖在《圖表》。",
    "「—」表示沒有數字（分母為零），空白表示沒有資料；百分比由分子、分母重新計算。",
    "要查一個數字從哪裡來：在《全部指標》找到它，點指標代碼到《指標來源》，按「來源行」回到原始文件的行。",
    "停用的行未計入任何數字，見《待更正清單》；處理辦法和取捨規則見《說明》。",
)


def write_cover(book: Book, sheet: Worksheet, report: Report, made_by: str) -> None:
    """Write what the workbook is, how complete it is and how to read it."""
    page = Page(book, sheet, len(TALLY_HEADINGS))
    page.line(0, report.title, "cover")
    page.line(1, book.say("統計冊：總結中的每個數字都在這裡，都能查到是哪些行得來的。"))
    row = _write_facts(page, 3, report, made_by)
    page.line(row + 1, book.say("資料完整性"), "subtitle")
    row = draw_tallies(page, row + 2, _by_form(book, report.tallies), "Completeness", CONTROL_SUM)
    for said in filter(None, (book.say(ABOUT_CONTROL_SUM), _handed_in_said(report), _effects_said(book, report))):
        page.line(row, said)
        row += 1
    row -= 1
    page.line(row + 2, book.say("怎樣看這本統計"), "subtitle")
    for number, advice in enumerate(HOW_TO_READ, start=1):
        page.line(row + 2 + number, f"{number}. {book.say(advice)}")
    page.fit()
    set_up_printing(page, row + 2 + len(HOW_TO_READ), (sheet.get_name(), report.school))
    sheet.activate()


def _write_facts(page: Page, row: int, report: Report, made_by: str) -> int:
    say = page.book.say
    facts = (
        ("學校", report.school),
        ("學期", report.term),
        ("期間", report.period),
        ("統計截至", f"{report.as_of:%Y-%m-%d}"),
        ("編製", report.signed_by),
        ("程式", made_by),
    )
    for number, (name, value) in enumerate(facts, start=row):
        page.text(number, 0, say(name), "fact")
        page.line(number, value, "text", first_column=1)
    return row + len(facts)


def _by_form(book: Book, tallies: Sequence[Tally]) -> list[Tally]:
    """A line for each form, and one for all."""
    sheets = Counter(tally.form for tally in tallies)
    lines = []
    for form, count in sorted(sheets.items()):
        name = book.say(f"{count} 張工作表")
        lines += added_up([tally for tally in tallies if tally.form == form], form, name)
    return [*(lines if len(lines) > 1 else ()), *added_up(tallies, book.say("全部"))]


def _handed_in_said(report: Report) -> str:
    """應報份數 20 份，實報份數 20 份，…: what was due and what came, where the report has it."""
    found = (report.figures.get((metric, (), report.period)) for metric in HANDED_IN)
    said = "，".join(
        f"{figure.name} {figure.text}{'' if figure.unit == '%' else f' {figure.unit}'}" for figure in found if figure
    )
    return f"{said}。" if said else ""


def _effects_said(book: Book, report: Report) -> str:
    counts = Counter(finding.effect for finding in report.findings)
    said = "，".join(f"{effect.chinese} {counts[effect]} 項" for effect in Effect)
    return book.say(f"校驗結果：{said}。")


def write_contents(
    book: Book, sheet: Worksheet, report: Report, tables: Sequence[tuple[Table, str]], others: Sequence[Page]
) -> None:
    """Write a line for each sheet: tables with their sources, rows and charts, others with what stands on them."""
    page = Page(book, sheet, len(CONTENTS_HEADINGS), widest=WIDEST)
    page.line(0, page.name, "title")
    headings = [book.say(heading) for heading in CONTENTS_HEADINGS]
    page.headings(2, headings)
    entries = [*(_table_entry(book, report, table, name) for table, name in tables), *map(_other_entry, others)]
    for row, (name, cells) in enumerate(entries, start=3):
        for column, cell in enumerate(cells):
            page.put(row, column, cell)
        page.link(row, 1, sheet_link(name), str(cells[1]), "linked")
    last = 2 + len(entries)
    add_table(page, (2, last), headings, "Contents")
    sheet.freeze_panes(3, 0)
    page.fit()
    set_up_printing(page, last, (page.name, report.school), (2, 2))


def _table_entry(book: Book, report: Report, table: Table, name: str) -> tuple[str, tuple[Cell, ...]]:
    rows = sum(len(block.rows) for block in table.blocks)
    charts = "、".join(chart.title for chart in report.charts if chart.tables[:1] == (table.id,))
    return name, (table.id, table.title, said_sources(book, table), charts, rows)


def _other_entry(page: Page) -> tuple[str, tuple[Cell, ...]]:
    return page.name, ("", page.name, page.about, "", None)
