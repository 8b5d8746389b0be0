"""封面: what the workbook is, who filled it and when, and what to do with it.

Labels stand in column B and answers beside them. The hints stand far to the right, where no reader takes one for the
answer that was left blank.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from pipeline.form.filled import Cover, Value
from pipeline.form.form import Form
from pipeline.render.template_hints import PEOPLE_LIST
from pipeline.render.template_lists import Dictionary
from pipeline.render.template_sheet import ALLOWED
from pipeline.render.template_style import (
    ACCENT,
    BAND,
    EXCLUDED,
    FAINT_INK,
    INPUT,
    LINE,
    MISSING,
    WRONG,
    WRONG_INK,
    Duty,
    Styles,
    serial,
)
from pipeline.render.text import scrub

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

TITLE: Final = "封面"
FIRST_FIELD: Final = 4
HINTS: Final = 6
LABELS: Final = ("表號", "學校", "學期", "月份", "分冊", "填報人", "填報日期", "覆核人", "版本", "零報")
ANSWERS: Final = {label: f"C{row}" for row, label in enumerate(LABELS, FIRST_FIELD + 1)}
"""The cell of each answer."""

PART_CELL: Final = f"'{TITLE}'!$C${FIRST_FIELD + LABELS.index('分冊') + 1}"
STAMPED: Final = ("表號", "學校", "學期", "月份")
"""Known when a month's workbook is made, and then closed: they stand on the hidden sheet too."""

ASKED: Final = ("填報人", "填報日期")
"""Coloured while they are blank."""

_HINTS: Final[Mapping[str, str]] = {
    "學期": "如 2025-2026-2（秋季 -1，春季 -2）",
    "月份": "如 2026-03",
    "分冊": "一般為 1；一個月分幾本填時，第二本填 2",
    "填報日期": "填完交出的那一天，如 2026-04-02",
    "覆核人": "交出前由第二人看過",
    "版本": "首次為 1；更正後重報時加 1（退回的那一本已加好）",
    "零報": "本月沒有任何記錄時選「是」，其餘選「否」",
}
_LEGEND: Final = (
    ("紅", "與規定不符或互相矛盾，請核對", {"bg_color": WRONG, "font_color": WRONG_INK}),
    ("紫", "照此填寫不計入總數（如缺簽字、未驗收、退回），屬實即可", {"bg_color": EXCLUDED}),
    ("黃", "這一行已開始填，這一格還沒填", {"bg_color": MISSING}),
)


@dataclass(frozen=True)
class CoverSheet:
    """Writes 封面."""

    target: Worksheet
    styles: Styles
    dictionary: Dictionary
    people: Sequence[str]
    fills: Mapping[tuple[int, int], str]
    """Answers to colour, by row and column counted from 0."""

    def write(self, form: Form, cover: Cover) -> None:
        """Write the title, the fields, the way back, and links to the sheets."""
        self._set_up()
        title = self.styles(font_size=22, bold=True, font_color=ACCENT)
        self.target.write_string(1, 1, f"{form.id}　{form.title}", title)
        who = "，".join(part for part in (f"填報人：{form.filler}" if form.filler else "", form.rhythm) if part)
        about = "　".join(part for part in (form.purpose, who) if part)
        self.target.write_string(2, 1, about, self.styles(font_color=FAINT_INK))
        for row, (label, value) in enumerate(_values(form, cover).items(), FIRST_FIELD):
            to_correct = (row, 2) in self.fills
            self._field(row, label, value, closed=label in STAMPED and value not in (None, "") and not to_correct)
        row = self._steps(FIRST_FIELD + len(LABELS) + 1)
        row = self._links(row + 1, form)
        self._legend(row + 1)

    def _set_up(self) -> None:
        target = self.target
        target.hide_gridlines(2)
        target.set_column(0, 0, 3)
        target.set_column(1, 1, 14)
        target.set_column(2, 2, 34)
        target.set_column(3, HINTS - 1, 0.6)
        target.set_column(HINTS, HINTS, 44)
        target.set_default_row(20)
        target.set_row(1, 40)
        target.set_landscape()
        target.set_paper(9)
        target.fit_to_pages(1, 1)
        target.center_horizontally()
        target.protect("", ALLOWED)
        target.set_selection(FIRST_FIELD + 1, 2, FIRST_FIELD + 1, 2)

    def _field(self, row: int, label: str, value: Value, *, closed: bool) -> None:
        box: dict[str, object] = {"border": 1, "border_color": LINE}
        self.target.set_row(row, 24)
        self.target.write_string(row, 1, label, self.styles(bg_color=BAND, bold=True, indent=1, **box))
        number_format = {"填報日期": "yyyy-mm-dd", "分冊": "0", "版本": "0"}.get(label, "@")
        fill = self.fills.get((row, 2), BAND if closed else INPUT)
        look = self.styles(**box, bg_color=fill, locked=closed, num_format=number_format, align="left", indent=1)
        if isinstance(value, date):
            self.target.write_number(row, 2, serial(value), look)
        elif isinstance(value, int):
            self.target.write_number(row, 2, value, look)
        else:
            self.target.write_string(row, 2, scrub(str(value or "")), look)
        hint = "" if closed else _HINTS.get(label, "")
        self.target.write_string(row, HINTS, hint, self.styles(font_color=FAINT_INK, indent=1))
        self._validate(row, label)
        if label in ASKED:
            look = self.styles.over(bg_color=MISSING)
            blank = {"type": "formula", "criteria": f"=LEN(TRIM($C${row + 1}))=0", "format": look}
            self.target.conditional_format(row, 2, row, 2, blank)

    def _validate(self, row: int, label: str) -> None:
        rule: dict[str, Any] = {}
        if label in ("分冊", "版本"):
            rule = {"validate": "integer", "criteria": "between", "minimum": 1, "maximum": 99}
        elif label == "填報日期":
            first, last = date(2000, 1, 1), date(2099, 12, 31)
            rule = {"validate": "date", "criteria": "between", "minimum": first, "maximum": last}
        elif label == "零報":
            rule = {"validate": "list", "source": self.dictionary.list_of("零報", ["是", "否"])}
        elif label in ("填報人", "覆核人") and self.people:
            source = self.dictionary.list_of(PEOPLE_LIST, self.people)
            rule = {"validate": "list", "source": source, "error_type": "warning"}
        if rule:
            message = f"{label}：{_HINTS.get(label, '請從清單選')}"
            self.target.data_validation(row, 2, row, 2, {**rule, "error_title": label, "error_message": message})

    def _steps(self, row: int) -> int:
        self._section(row, "怎樣交")
        steps = (
            "1. 填好上面的空格，再到各工作表逐行填寫；各列說明見「填寫說明」。",
            "2. 填完後「另存後放入收件夾」：檔案 → 另存（.xlsx），放入總務處的收件夾；文件名可以不改。",
            "3. 收到退回的台賬時，在退回的那一本上改（版本已加 1），「填報日期」填重報的那一天，再放入收件夾。",
        )
        for at, step in enumerate(steps, row + 1):
            self.target.write_string(at, 1, step, self.styles())
        return row + len(steps) + 1

    def _links(self, row: int, form: Form) -> int:
        self._section(row, "工作表")
        for at, sheet in enumerate(form.sheets, row + 1):
            look = self.styles(font_color=ACCENT, underline=1)
            self.target.write_url(at, 1, f"internal:'{sheet.title}'!A2", look, sheet.title)
            note = "" if sheet.core else "選報：本校有這類記錄時才填"
            self.target.write_string(at, HINTS, note, self.styles(font_color=FAINT_INK, indent=1))
        return row + len(form.sheets) + 1

    def _legend(self, row: int) -> None:
        self._section(row, "顏色")
        for at, duty in enumerate(Duty, row + 1):
            look = self.styles(bg_color=duty.fill, font_color=duty.ink, align="center", border=1, border_color=LINE)
            self.target.write_string(at, 1, duty.sign, look)
            self.target.write_string(at, 2, f"列名：{duty.word}", self.styles(indent=1))
        for at, (sign, text, colours) in enumerate(_LEGEND, row + 1 + len(Duty)):
            look = self.styles(**colours, align="center", border=1, border_color=LINE)
            self.target.write_string(at, 1, sign, look)
            self.target.write_string(at, 2, f"格子：{text}", self.styles(indent=1))

    def _section(self, row: int, title: str) -> None:
        look = self.styles(bold=True, font_color=ACCENT, bottom=1, bottom_color=LINE)
        for column in range(1, HINTS + 1):
            self.target.write_string(row, column, title if column == 1 else "", look)


def _values(form: Form, cover: Cover) -> dict[str, Value]:
    answers = (
        form.id, cover.school, cover.term, cover.month, cover.part, cover.filled_by, cover.filled_on,
        cover.reviewed_by, cover.version, "是" if cover.nothing_to_report else "否",
    )  # fmt: skip
    return dict(zip(LABELS, answers, strict=True))
