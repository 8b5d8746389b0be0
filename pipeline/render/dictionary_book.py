"""The data dictionary as a workbook: a cover, and a list for each kind of thing that forms declare."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from pipeline.figures.report import Block, Heading
from pipeline.finding import Effect
from pipeline.render.profile import Profile, Script
from pipeline.render.sheets.block import draw_block
from pipeline.render.sheets.book import Book, sheet_link
from pipeline.render.sheets.lists import HEADER_ROW, WIDEST, finish_list, start_list
from pipeline.render.sheets.page import Page
from pipeline.render.sheets.printing import set_up_printing
from pipeline.render.template import CREATED
from pipeline.render.template_style import Duty
from pipeline.version import program

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

Line = Mapping[str, Any]

TITLE: Final = "數據字典"
ABOUT: Final = (
    "已安裝各表的全部工作表、列、規則、指標、統計表和圖，連同編號；"
    "由程式按表的定義寫出，與填報、校驗、彙總所用的完全一致。"
)
JOINT: Final = "、"
NUMERALS: Final = "一二三四五六七八九十"

LEGEND: Final = (
    *((duty.sign, duty.word) for duty in Duty),
    (Effect.HOLD.chinese, "HOLD：資料看不清或互相矛盾，不進任何數字，更正重報後才算"),
    (Effect.EXCLUDE.chinese, "EXCLUDE：資料無誤，但按校規不能生效，金額另列"),
    (Effect.FLAG.chinese, "FLAG：照常計入，列為違規或待核實"),
    (Effect.NOTE.chinese, "NOTE：照常計入，值得留意"),
    ("清冊", "列出全部現有的，新一份取代舊一份"),
    ("流水", "發生一次填一行，屬於一個月份"),
    ("跟蹤", "一件事一行，未完結的以後月份接續，同一編號更新原來那一行"),
    ("逐月狀態", "每個對象每月一行"),
    ("〔…〕", "由程式從其他行、其他表、校曆或名冊算出的數，或訊息中填入的儲存格"),
    ("P-…", "學校參數，取值在基礎資料表（F00）的學校參數"),
    ("依據", "E 開頭為學校總結中的事實，R 開頭為法規"),
)


@dataclass(frozen=True)
class Kind:
    """One kind of thing: its sheet, and its columns with what stands in them."""

    title: str
    about: str
    name: str
    columns: Mapping[str, Callable[[Line], object]]
    lines: Callable[[Line], Sequence[Line]]
    widest: int = 40

    def write(self, book: Book, told: Line) -> Page:
        """Write the list of all things of the kind on its sheet."""
        page = start_list(book, self.title, self.about, len(self.columns))
        page.widest = self.widest
        rows = tuple(tuple(_cell(of(line), book.say) for of in self.columns.values()) for line in self.lines(told))
        block = Block(tuple(Heading(book.say(heading)) for heading in self.columns), rows)
        return finish_list(page, draw_block(page, HEADER_ROW, block, self.name, filters=True), book.say(TITLE))


def _cell(value: object, say: Callable[[str], str]) -> str | int:
    if isinstance(value, bool):
        return say("是" if value else "否")
    if isinstance(value, int):
        return value
    return say(JOINT.join(map(str, value)) if isinstance(value, list) else str(value))


def write_dictionary(told: Line, script: Script) -> bytes:
    """Draw what `dictionary.dictionary` told."""
    book = Book(Profile(script=script).say)
    book.workbook.set_properties({"title": book.say(TITLE), "author": program(), "created": CREATED})
    cover = book.add_sheet(book.say("封面"))
    pages = [(kind, kind.write(book, told)) for kind in KINDS]
    _write_cover(book, cover, told, pages)
    return book.close()


def _write_cover(book: Book, sheet: Worksheet, told: Line, pages: Sequence[tuple[Kind, Page]]) -> None:
    page, say = Page(book, sheet, 3, widest=WIDEST), book.say
    page.line(0, say(TITLE), "cover")
    page.line(1, say(ABOUT))
    page.line(2, f"{program()}　{say('包括')}：{say(JOINT.join(_named(form) for form in told['forms']))}", "faint")
    row = _write_contents(page, 4, told, pages)
    page.line(row + 1, say("符號和用語"), "subtitle")
    for number, (sign, meaning) in enumerate(LEGEND, start=row + 2):
        page.text(number, 0, say(sign), "fact")
        page.line(number, say(meaning), "text", first_column=1)
    page.fit()
    set_up_printing(page, row + 1 + len(LEGEND), (say(TITLE), program()))
    sheet.activate()


def _write_contents(page: Page, row: int, told: Line, pages: Sequence[tuple[Kind, Page]]) -> int:
    page.headings(row, [page.book.say(heading) for heading in ("內容", "說明", "條數")])
    for number, (kind, listed) in enumerate(pages, start=row + 1):
        page.link(number, 0, sheet_link(listed.name), listed.name, "linked")
        page.text(number, 1, listed.about)
        page.put(number, 2, len(kind.lines(told)))
    return row + 1 + len(pages)


def _named(line: Line) -> str:
    return f"{line['id']} {line['title']}"


def _of(key: str) -> Callable[[Line], object]:
    return lambda line: line[key]


def _sheets(told: Line) -> list[Line]:
    return [{**sheet, "form": _named(form)} for form in told["forms"] for sheet in form["sheets"]]


def _columns(told: Line) -> list[Line]:
    return [{**column, "sheet": sheet["title"]} for sheet in _sheets(told) for column in sheet["columns"]]


def _fillable(column: Line) -> str:
    """What may be typed, with the options; those of 是否 say themselves."""
    listed = "／".join(column["options"])
    return f"{column['allowed']}：{listed}" if listed and column["type"] != "是否" else str(column["allowed"])


def _sections(told: Line) -> list[Line]:
    return [line for number, chapter in enumerate(told["chapters"]) for line in _of_chapter(number, chapter)]


def _of_chapter(number: int, chapter: Line) -> Iterator[Line]:
    heading = f"{NUMERALS[number - 1]}、{chapter['heading']}" if chapter["heading"] else "開頭"
    for section in chapter["sections"] or [{"form": "", "heading": "", "tables": [], "charts": []}]:
        yield {**section, "id": chapter["id"], "chapter": heading}


_RULE: Final[Mapping[str, Callable[[Line], object]]] = {
    "編號": _of("id"),
    "名稱": _of("name"),
    "處理": lambda rule: rule["effect_says"] + (f"（列入{rule['tally']}）" if rule["tally"] else ""),
    "工作表": _of("sheet"),
    "標記的列": _of("marks"),
    "條件": _of("condition"),
    "訊息": _of("says"),
    "怎樣改": _of("fix"),
    "模組": _of("module"),
    "依據": _of("because"),
}

KINDS: Final = (
    Kind(
        "表",
        "由誰填、何時報。",
        "Forms",
        {
            "表號": _of("id"),
            "表名": _of("title"),
            "用途": _of("purpose"),
            "填報人": _of("filler"),
            "應報": _of("due"),
            "填報節奏": _of("rhythm"),
            "模組": _of("module"),
            "工作表": lambda form: [sheet["title"] for sheet in form["sheets"]],
        },
        lambda told: told["forms"],
        30,
    ),
    Kind(
        "工作表",
        "每張工作表怎樣填、靠甚麼辨認同一行、屬於哪個月份。",
        "Sheets",
        {
            "編號": _of("id"),
            "工作表": _of("title"),
            "表": _of("form"),
            "種類": _of("kind"),
            "核心": _of("core"),
            "主鍵": _of("key"),
            "另須唯一": _of("unique"),
            "所屬月份": _of("attributed_to"),
            "完結條件": _of("closed"),
            "固定列": _of("fixed"),
            "金額列": _of("money"),
            "列數": lambda sheet: len(sheet["columns"]),
        },
        _sheets,
        24,
    ),
    Kind(
        "列",
        "每一列的類型、要不要填、填甚麼。",
        "Columns",
        {
            "編號": _of("id"),
            "工作表": _of("sheet"),
            "列名": _of("title"),
            "類型": _of("type"),
            "符號": _of("duty"),
            "要不要填": _of("required"),
            "單位": _of("unit"),
            "可填": _fillable,
            "引用": _of("reference"),
            "別名": _of("aliases"),
            "示例": _of("example"),
        },
        _columns,
        36,
    ),
    Kind("行規則", "逐行核對的規則。條件是程式所算的原式。", "Row_rules", _RULE, lambda told: told["rules"], 26),
    Kind("跨表規則", "幾張表互相核對的規則。", "Cross_rules", _RULE, lambda told: told["cross_rules"], 26),
    Kind(
        "文件和儲存格規則",
        "所有表共用的規則，按層次核對。● 和 △ 列讀不出的儲存格停用該行；○ 列讀不出的只去掉該格，行照計，列為違規。",
        "File_rules",
        {
            "編號": _of("id"),
            "名稱": _of("name"),
            "層次": _of("level"),
            "條件": _of("condition"),
            "處理": _of("effect_says"),
            "依據": _of("because"),
        },
        lambda told: told["file_rules"],
        56,
    ),
    Kind(
        "指標",
        "每個數字怎樣算、按甚麼分。",
        "Metrics",
        {
            "編號": _of("id"),
            "名稱": _of("name"),
            "單位": _of("unit"),
            "算法": _of("formula"),
            "分組": _of("by"),
            "期間": _of("span"),
            "取哪些行": _of("base"),
            "目標": _of("target"),
            "取自": _of("sheet"),
            "模組": _of("module"),
            "依據": _of("because"),
        },
        lambda told: told["metrics"],
        30,
    ),
    Kind(
        "統計表",
        "統計活頁簿的各表。",
        "Tables",
        {
            "編號": _of("id"),
            "表名": _of("title"),
            "資料來源": _of("sources"),
            "直接列出的指標": _of("metrics"),
            "模組": _of("module"),
        },
        lambda told: told["tables"],
    ),
    Kind(
        "圖",
        "每張圖回答一個問題。",
        "Charts",
        {
            "編號": _of("id"),
            "圖名": _of("name"),
            "回答的問題": _of("question"),
            "所屬統計表": _of("tables"),
            "模組": _of("module"),
        },
        lambda told: told["charts"],
    ),
    Kind(
        "總結章節",
        "總結的各章由哪些表寫出。",
        "Chapters",
        {
            "代號": _of("id"),
            "章": _of("chapter"),
            "節": _of("heading"),
            "來自": _of("form"),
            "統計表": _of("tables"),
            "圖": _of("charts"),
        },
        _sections,
    ),
    Kind(
        "參數",
        "學校參數的代碼和預設值；學校在基礎資料表另填的優先。",
        "Parameters",
        {"代碼": _of("id"), "名稱": _of("name"), "預設值": _of("default"), "單位": _of("unit")},
        lambda told: told["parameters"],
    ),
)
