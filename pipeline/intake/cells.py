"""Reads one cell as a number, a date, a month, a time or a text, as people write them (G-05 to G-08); never guesses."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from pipeline.form.column import Column, Date, DateTime, Many, Money, Month, Number, People, Person, Text, YesNo
from pipeline.form.expression import Type
from pipeline.intake.script import fold

TEXT_TYPES = (Type.TEXT, Type.NAMES)

LARGEST = 10**12
"""Numbers from here on, in the column's own scale, are slips of the keyboard and would not add up exactly."""

DIGITS_KEPT = 10**15
"""Above this a spreadsheet number has lost digits: a code must be text."""

YEARS = range(1900, 2200)
"""Years outside are slips of the keyboard, and months beyond year 9999 could not be counted."""

NUMBER = re.compile(r"[-+]?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?")
UNIT = re.compile(r"([-+]?[\d,.]+)\s*([^\d\s,.].*)")
DAY = re.compile(r"(\d{4})(?:([-/.])(\d{1,2})\2(\d{1,2})|年(\d{1,2})月(\d{1,2})日)")
YEAR_MONTH = re.compile(r"(\d{4})(?:[-/.](\d{1,2})|年(\d{1,2})月)")
CLOCK = re.compile(r"(\d{1,2})[:時时](\d{1,2})(?::\d{1,2}|分)?")
APPROXIMATE = re.compile(r"[約约多餘余近幾几数數]|左右|上下|大概|以[上下]|[~〜]|\d\s*[-–—至到]+\s*\d")
NUMERALS = re.compile(r"[零〇一二三四五六七八九十百千萬万億亿兩两]")
DITTO = frozenset({"同上", "〃", "同前", "″", "′′", '"', "''"})
LONGEST_DITTO = max(map(len, DITTO))
MONEY_UNITS = frozenset(map(fold, ("元", "圓", "塊", "元整", "rmb", "人民幣")))
NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufdd0-\ufdef\ufffe\uffff]")
"""Control characters and noncharacters: nobody types them, and no report may carry them."""

TEXT_JOIN = re.compile(r"[、，,;；/／\n]+")


@dataclass(frozen=True, slots=True)
class Understood:
    """A cell's value; `read_as` is set where it is not what was typed."""

    value: int | str
    read_as: str = ""


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """A cell that is refused, with the rule, what is wrong and what to do."""

    rule: str
    says: str
    fix: str


Result = Understood | NotUnderstood


@dataclass(frozen=True, slots=True)
class Unreadable:
    """What stands in a cell that has no value of its own: an error, or a formula that was never calculated."""

    text: str

    @property
    def result(self) -> NotUnderstood:
        """Why it cannot be taken (G-10)."""
        if self.text:
            return NotUnderstood("G-10", f"儲存格是錯誤值 {self.text}", "請改為正確的值，或重寫公式。")
        return NotUnderstood("G-10", "公式沒有算出的值", "請用 Excel 或 WPS 打開，存檔後重交，或直接填數值。")


def plain(text: str) -> str:
    """Half-width, without spaces at the ends."""
    return text.strip() if text.isascii() else unicodedata.normalize("NFKC", text).strip()


def read_cell(column: Column, raw: object) -> Result | None:
    """The cell in the column's type; None when it is blank."""
    if isinstance(raw, Unreadable):
        return raw.result
    if isinstance(raw, str):
        text = raw.strip()
        if not text:
            return None
        if len(text) <= LONGEST_DITTO and plain(text) in DITTO:
            return NotUnderstood("G-08", f"不能填「{text}」", "請填上實際的內容，每行都要寫全。")
    return _read(column, raw)


def _read(column: Column, raw: object) -> Result | None:
    if column.type in TEXT_TYPES:
        return read_text(column, raw)
    if isinstance(column, Number):
        return read_number(column, raw)
    if isinstance(column, Date):
        return read_date(raw)
    if isinstance(column, Month):
        return read_month(raw)
    if isinstance(column, DateTime):
        return read_date_time(raw)
    return read_time(raw)


def read_number(column: Column, raw: object) -> Result:
    """Whole numbers of 10**-scale (G-06, G-07)."""
    if isinstance(raw, bool) or not isinstance(raw, int | float | str):
        return NotUnderstood("G-07", "這裏要填數字", "請填一個數字，並把儲存格格式設為數值。")
    if isinstance(raw, str):
        return _number_from_text(column, raw)
    return _scaled(column, Decimal(repr(raw)), "")


def _number_from_text(column: Column, raw: str) -> Result:
    text = plain(raw).replace("−", "-").lstrip("¥").strip()
    unit = None if APPROXIMATE.search(text) else UNIT.fullmatch(text)
    if unit and fold(unit[2]) not in _units(column):
        return NotUnderstood("G-07", f"單位「{unit[2]}」與本列不同", _in_unit(column))
    number = unit[1] if unit else text
    if NUMBER.fullmatch(number):
        return _scaled(column, Decimal(number.replace(",", "")), "read")
    if APPROXIMATE.search(text) or NUMERALS.search(text):
        return NotUnderstood("G-06", "是約數、範圍或中文數字", f"請填準確的數字，{_in_unit(column)}")
    return NotUnderstood("G-06", "不是數字", f"請只填阿拉伯數字，{_in_unit(column)}")


def _units(column: Column) -> set[str]:
    units = {fold(part) for part in re.split("[/／]", column.unit) if part}
    return units | MONEY_UNITS if isinstance(column, Money) else units


def _in_unit(column: Column) -> str:
    return f"以{column.unit}為單位。" if column.unit else "不帶單位。"


def _scaled(column: Column, number: Decimal, told: str) -> Result:
    scaled = number.scaleb(column.scale)
    whole = scaled.to_integral_value()
    if abs(scaled - whole) > Decimal("0.000001"):
        places = f"最多 {column.scale} 位小數" if column.scale else "只能是整數"
        return NotUnderstood("G-24", f"小數位太多（{places}）", "請填實際的數。")
    if abs(whole) >= LARGEST:
        return NotUnderstood("G-24", "數字大得不合理", "請核對是否多打了位數。")
    return Understood(int(whole), f"{number:f}" if told else "")


def read_date(raw: object) -> Result:
    """Days (`date.toordinal`), in the spellings of G-05."""
    day = _day_from_text(raw) if isinstance(raw, str) else raw
    if isinstance(day, NotUnderstood):
        return day
    if not isinstance(day, date):
        return NotUnderstood("G-05", "不是可辨認的日期", "請按 2026-03-02 的樣式填寫。")
    if day.year not in YEARS:
        return NotUnderstood("G-05", "年份不合理", "請核對年月日。")
    iso = date.fromordinal(day.toordinal()).isoformat()
    with_time = isinstance(raw, datetime) and raw.time() != time()
    return Understood(day.toordinal(), iso if with_time or (isinstance(raw, str) and raw != iso) else "")


def _day_from_text(raw: str) -> date | NotUnderstood | None:
    match = DAY.fullmatch(plain(raw).replace(" ", ""))
    if match is None:
        return None
    try:
        return date(int(match[1]), int(match[3] or match[5]), int(match[4] or match[6]))
    except ValueError:
        return NotUnderstood("G-05", "沒有這一天", "請核對年月日。")


def read_month(raw: object) -> Result:
    """Year × 12 + month − 1."""
    match = YEAR_MONTH.fullmatch(plain(raw).replace(" ", "")) if isinstance(raw, str) else None
    if match:
        year, month = int(match[1]), int(match[2] or match[3])
    else:
        year, month = (raw.year, raw.month) if isinstance(raw, date) else (0, 0)
    if year not in YEARS or not 1 <= month <= 12:  # noqa: PLR2004 - months of a year
        return NotUnderstood("G-05", "不是可辨認的月份", "請按 2026-03 的樣式填寫。")
    text = f"{year}-{month:02}"
    return Understood(year * 12 + month - 1, text if text != raw else "")


def read_time(raw: object) -> Result:
    """Minutes since midnight."""
    if isinstance(raw, datetime | time):
        return Understood(raw.hour * 60 + raw.minute)
    if isinstance(raw, str) and (match := CLOCK.fullmatch(plain(raw).replace(" ", ""))):
        hours, minutes = int(match[1]), int(match[2])
        if hours < 24 and minutes < 60:  # noqa: PLR2004 - the clock
            text = f"{hours:02}:{minutes:02}"
            return Understood(hours * 60 + minutes, text if text != raw else "")
    return NotUnderstood("G-05", "不是可辨認的時間", "請按 07:30 的樣式填寫。")


def read_date_time(raw: object) -> Result:
    """Minutes since day 0."""
    if isinstance(raw, datetime) and raw.year in YEARS:
        return Understood(raw.toordinal() * 1440 + raw.hour * 60 + raw.minute)
    if isinstance(raw, str):
        day, _, clock = plain(raw).partition(" ")
        on, at = read_date(day), read_time(clock)
        if isinstance(on, Understood) and isinstance(at, Understood):
            return Understood(int(on.value) * 1440 + int(at.value), plain(raw) if plain(raw) != raw else "")
    return NotUnderstood("G-05", "不是可辨認的日期時間", "請按 2026-03-02 07:30 的樣式填寫。")


def names_apart(text: str) -> list[str]:
    """The names in a text with spaces between them; 「趙　敏」 spaced out to the width of three is one name.

    No Chinese name has a single character, so such a piece belongs to the next one, the last one to that before.
    """
    names: list[str] = []
    waiting = ""
    for piece in text.split():
        waiting += piece
        if len(waiting) > 1:
            names.append(waiting)
            waiting = ""
    return [*names[:-1], "".join(names[-1:]) + waiting] if waiting else names


def read_text(column: Column, raw: object) -> Result | None:
    """A text, a code, a name or a list joined by 、 (G-11)."""
    if isinstance(raw, str):
        return _text_typed(column, raw)
    if isinstance(raw, bool) and isinstance(column, YesNo):
        return Understood("是" if raw else "否", "是" if raw else "否")
    if isinstance(raw, datetime | date):
        day = raw.date() if isinstance(raw, datetime) else raw
        return Understood(day.isoformat())
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        return _text_from_number(raw)
    if isinstance(raw, time):
        return Understood(f"{raw.hour:02}:{raw.minute:02}")
    return _text_typed(column, str(raw))


def _text_typed(column: Column, raw: str) -> Result | None:
    text = NO_TEXT.sub("", raw).strip()
    if isinstance(column, People | Many):
        parts = [part.strip() for part in TEXT_JOIN.split(text) if part.strip()]
        names = [name for part in parts for name in names_apart(part)] if isinstance(column, People) else parts
        joined = "、".join(dict.fromkeys(names))
        return Understood(joined, joined if joined != raw else "") if joined else None
    if not text:
        return None
    if isinstance(column, Person):
        text = "".join(text.split())
    elif isinstance(column, Text) and column.code:
        text = plain(text)
    return Understood(text, text if text != raw else "")


def _text_from_number(raw: float) -> Result:
    if abs(raw) >= DIGITS_KEPT:
        return NotUnderstood("G-07", "號碼被存成數值，後面幾位已經丟失", "請把儲存格設為文字格式後重新輸入。")
    return Understood(str(int(raw)) if raw == int(raw) else repr(raw))
