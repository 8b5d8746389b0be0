"""填寫說明: every sheet and column of the form in one glance, and what becomes of a row that breaks a rule."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from pipeline.finding import Effect
from pipeline.form.column import Column
from pipeline.form.form import Form
from pipeline.form.rule import Missing
from pipeline.form.sheet import Kind, Sheet
from pipeline.render.template_hints import duty, guide, options, typed
from pipeline.render.template_style import ACCENT, BAND, FAINT_INK, FAINT_LINE, LINE, Duty, Styles, lines_needed

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

TITLE: Final = "填寫說明"
HEADINGS: Final = ("列名", "要不要填", "怎樣填", "單位", "示例", "會核對")
WIDTHS: Final = (18, 27, 46, 13, 19, 24)
LINE_HEIGHT: Final = 17

_KINDS: Final = {
    Kind.SNAPSHOT: "總表：列出全部現有的；沒有變動時可以整張留空，沿用上次的。",
    Kind.EVENT: "流水：本月每發生一次填一行；更正時重報本月整本。",
    Kind.LIFECYCLE: "跟蹤：一件事一行，未辦結的下月會自動帶出，接着填同一行。",
    Kind.STATUS: "狀態：每個對象每月一行。",
}
_EFFECTS: Final = {
    Effect.HOLD: "資料看不清或互相矛盾，這一行暫不計入任何數字，更正重報後才算。",
    Effect.EXCLUDE: "資料清楚，但按校規不能算數（如未驗收、簽字不全），金額另列一項。",
    Effect.FLAG: "照常計入，並列為違規或待核實，寫入整改清單。",
    Effect.NOTE: "照常計入，只提醒看一眼。",
}


@dataclass(frozen=True)
class GuideSheet:
    """Writes 填寫說明."""

    target: Worksheet
    styles: Styles

    def write(self, form: Form) -> None:
        """Write the sheets one below the other, then the four effects and some hints."""
        self._set_up()
        title = self.styles(font_size=16, bold=True, font_color=ACCENT)
        self.target.write_string(0, 0, f"{form.title}　{TITLE}", title)
        row = 2
        for sheet in form.sheets:
            row = self._sheet(row, form, sheet) + 1
        row = self._effects(row) + 1
        self._hints(row)

    def _set_up(self) -> None:
        target = self.target
        for at, width in enumerate(WIDTHS):
            target.set_column(at, at, width)
        target.hide_gridlines(2)
        target.set_default_row(LINE_HEIGHT + 2)
        target.set_row(0, 30)
        target.set_landscape()
        target.set_paper(9)
        target.fit_to_pages(1, 0)
        target.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.5)
        target.set_footer("&C&9第 &P 頁，共 &N 頁")

    def _band(self, row: int, title: str, note: str = "") -> None:
        look = self.styles(bold=True, font_size=12, font_color=ACCENT, bg_color=BAND, indent=1)
        faint = self.styles(font_color=FAINT_INK, bg_color=BAND, indent=1)
        for at in range(len(WIDTHS)):
            self.target.write_string(row, at, title if at == 0 else note if at == 1 else "", faint if at else look)
        self.target.set_row(row, 24)

    def _sheet(self, row: int, form: Form, sheet: type[Sheet]) -> int:
        self._band(row, sheet.title, _KINDS[sheet.kind] + ("" if sheet.core else "（選報）"))
        look = self.styles(bold=True, bottom=1, bottom_color=LINE, indent=1)
        for at, heading in enumerate(HEADINGS):
            self.target.write_string(row + 1, at, heading, look)
        for at, (column, texts) in enumerate(_told(form, sheet.title), row + 2):
            self._column(at, Duty.of(column), texts)
        return row + 2 + len(sheet.columns)

    def _column(self, row: int, kind: Duty, texts: Sequence[str]) -> None:
        line: dict[str, object] = {"bottom": 1, "bottom_color": FAINT_LINE, "text_wrap": True}
        usual = self.styles(**line, indent=1)
        name = self.styles(**line, bold=True, bg_color=kind.fill, font_color=kind.ink, indent=1)
        faint = self.styles(**line, font_color=FAINT_INK, indent=1)
        for at, text in enumerate(texts):
            look = name if at == 0 else faint if at in (3, 5) or kind is Duty.COMPUTED else usual
            self.target.write_string(row, at, text, look)
        self.target.set_row(row, LINE_HEIGHT * lines_needed(texts, WIDTHS) + 3)

    def _effects(self, row: int) -> int:
        self._band(row, "填錯了會怎樣")
        for at, (effect, text) in enumerate(_EFFECTS.items(), row + 1):
            self.target.write_string(at, 0, effect.chinese, self.styles(bold=True, indent=1))
            self.target.write_string(at, 1, text, self.styles(indent=1))
        return row + 1 + len(_EFFECTS)

    def _hints(self, row: int) -> None:
        self._band(row, "小提示")
        hints = (
            "日期、金額照數字填，不要寫「三月初」「約五百」；金額不帶「元」，不用萬元。",
            "不寫「同上」，不合併儲存格，不必填合計行：合計自動算出。",
            "不夠行時往下接着填；灰色的自動格可從上一行往下拖。",
            "要排序或刪除整行而有灰色格時：審閱 → 撤銷工作表保護（沒有密碼）。",
            "列印只到頁尾所寫的那一行；填得更多時，選取要印的各行，再按 頁面配置 → 列印範圍 → 設定列印範圍。",
            "繁體、簡體都可以；從別處貼上時請選「只貼上值」，以免沖掉下拉清單。",
        )
        for at, hint in enumerate(hints, row + 1):
            self.target.write_string(at, 0, f"・{hint}", self.styles(indent=1))


@lru_cache(maxsize=256)
def _told(form: Form, title: str) -> list[tuple[Column, tuple[str, ...]]]:
    """Each column of a sheet with what the guide says of it."""
    sheet = form.sheet(title)
    checked = _rules_by_column(form, sheet)
    return [
        (one, (one.title, duty(one), _how(one), one.unit, one.example, checked.get(one.title, "")))
        for one in sheet.columns
    ]


def _how(column: Column) -> str:
    listed = options(column)
    parts = [typed(column), guide(column) if column.formula is None else ""]
    told = "；".join(part for part in parts if part)
    return f"{told}：{'／'.join(listed)}" if listed and list(listed) != ["是", "否"] else told


def _rules_by_column(form: Form, sheet: type[Sheet]) -> dict[str, str]:
    names: dict[str, list[str]] = {}
    for rule in form.rules:
        marked = [rule.at] if isinstance(rule, Missing) else [part.at for part in rule.parts]
        for column in marked:
            if column.sheet is sheet:
                names.setdefault(column.title, []).append(rule.name)
    return {title: "、".join(dict.fromkeys(told)) for title, told in names.items()}
