"""Cross-form rules around F13: X-48 and X-49 (domain 6); both are off with the canteen."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from pipeline.checks.services import month_of
from pipeline.checks.term import Rows, Term
from pipeline.checks.unknown import all_came
from pipeline.checks.words import computed, unless_due
from pipeline.form.expression import when
from pipeline.form.rule import Missing, Note, Rule
from pipeline.form.sheet import Sheet
from pipeline.forms.elsewhere import columns_of, rows_of
from pipeline.forms.f13_service.sheets import ADOPTED, CANTEEN_FIELD, INSPECTED, SUGGESTION, Events, Opinions
from pipeline.forms.parameters import CANTEEN

MEALS = ("F03", "供餐與陪餐", "日期", "是否供餐")
INSPECTIONS = ("F10", "上級檢查", "日期")
TAKEN_UP_IN = (("F03", "每週菜譜審核", "週起始日", "營養意見"), ("F04", "會議與培訓", "日期", "主題"))
"""Where an adopted suggestion is taken up: form, sheet, its date and the text that names the opinion."""
TAKEN_UP_WITHIN = 30
"""X-49: days after the answer."""


@dataclass(frozen=True)
class Line:
    """A row of another form that a rule looks for; `day` and `word` None where they cannot be read."""

    day: int | None
    word: str | None
    usable: bool


@dataclass(frozen=True)
class Ledger:
    """A sheet of another form with its rows."""

    term: Term
    sheet: type[Sheet]
    lines: Sequence[Line]

    def is_complete(self, first: int, last: int) -> bool:
        """All of these days have been reported on, and no month of them that was due is absent."""
        return last <= self.term.as_of and all_came(self.term, self.sheet, month_of(first), month_of(last))


def ledger(term: Term, form: str, title: str, *headings: str) -> Ledger | None:
    """Every row with its day and what one more column says; None where the sheet cannot be relied on."""
    rows = rows_of(term, form, title)
    if rows is None:
        return None
    day, *more = columns_of(rows, *headings)
    days = [None if pd.isna(one) else int(one) for one in rows.of(day)]
    words = rows.text(more[0]) if more else [None] * len(rows)
    lines = [Line(*cells) for cells in zip(days, words, rows.usable.tolist(), strict=True)]
    return Ledger(term, rows.sheet, lines)


@computed("供餐台賬該期間有供餐")
def MEALS_SERVED(rows: Rows) -> pd.Series[Any]:
    """X-48: F03.2 has a served meal from 起始日期 to 結束日期; a held row counts as present."""
    meals = ledger(rows.term, *MEALS)
    if meals is not None:
        served = [one for one in meals.lines if one.word == "是" or (one.word is None and not one.usable)]
        meals = replace(meals, lines=served)
    return _has_a_row_then(rows, meals)


@computed("上級檢查該期間有記錄")
def INSPECTION_RECORDED(rows: Rows) -> pd.Series[Any]:
    """X-48: F10.5 has a row from 起始日期 to 結束日期; a held row counts as present."""
    return _has_a_row_then(rows, ledger(rows.term, *INSPECTIONS))


def _has_a_row_then(rows: Rows, asked: Ledger | None) -> pd.Series[Any]:
    """Some row lies within the event; unknown where one may, undated or in a month that has not come."""
    pairs = zip(rows.of(Events.starts_on), rows.of(Events.ends_on), strict=True)
    found = [
        pd.NA if asked is None or pd.isna(first) or pd.isna(last) else _within(asked, int(first), int(last))
        for first, last in pairs
    ]
    return pd.Series(found, index=rows.frame.index, dtype="boolean")


def _within(asked: Ledger, first: int, last: int) -> object:
    days = [one.day for one in asked.lines]
    if any(day is not None and first <= day <= last for day in days):
        return True
    return False if asked.is_complete(first, last) and None not in days else pd.NA


def names(text: str, code: str) -> bool:
    """The text names the opinion: its whole number, in full or half width."""
    plain, wanted = (unicodedata.normalize("NFKC", one).casefold() for one in (text, code))
    return re.search(rf"(?<![0-9a-z]){re.escape(wanted)}(?![0-9a-z])", plain) is not None


@computed("建議已落實")
def TAKEN_UP(rows: Rows) -> pd.Series[Any]:
    """X-49: a row of F03.1 or F04.3, not earlier than the opinion, names it.

    Unknown where only a held row does or may, or a form or month is not there.
    """
    places = [ledger(rows.term, *place) for place in TAKEN_UP_IN]
    pairs = zip(rows.text(Opinions.code), rows.of(Opinions.received_on), strict=True)
    found = [
        pd.NA if code is None or pd.isna(day) else _is_taken_up(places, code, int(day), rows.term.as_of)
        for code, day in pairs
    ]
    return pd.Series(found, index=rows.frame.index, dtype="boolean")


def _is_taken_up(places: Sequence[Ledger | None], code: str, since: int, until: int) -> object:
    lines = [one for place in places if place is not None for one in place.lines]
    later = [one for one in lines if one.day is None or one.day >= since]
    if any(one.usable and one.day is not None and one.word is not None and names(one.word, code) for one in later):
        return True
    held = any(not one.usable and (one.word is None or names(one.word, code)) for one in later)
    complete = all(place is not None and place.is_complete(since, until) for place in places)
    return False if complete and not held else pd.NA


ANSWER = when(Opinions.answered_on.filled(), Opinions.answered_on, Opinions.received_on)

RULES: Sequence[Rule | Missing] = [
    Note(
        "X-48",
        "活動保障與供餐、迎檢相符",
        must={
            Events.diners: (Events.diners == 0) | MEALS_SERVED,
            Events.category: (Events.category != INSPECTED) | INSPECTION_RECORDED,
        },
        says="「{name}」{starts_on} 至 {ends_on}：供餐 {diners} 人次而供餐台賬沒有供餐，或屬迎檢而上級檢查沒有記錄",
        fix="請核對日期；漏登的請補登。兩處的數字各計各的，不重複計算。",
        because="E1-68, E3-53",
        module=CANTEEN,
    ),
    Note(
        "X-49",
        "食堂建議落到實處",
        must={Opinions.verdict: unless_due(TAKEN_UP, ANSWER + TAKEN_UP_WITHIN)},
        when=(Opinions.field == CANTEEN_FIELD)
        & (Opinions.opinion_type == SUGGESTION)
        & Opinions.verdict.among(*ADOPTED),
        says="{code} 已「{verdict}」，其後的菜譜營養意見和會議主題都沒有寫明這個編號",
        fix="已落實的，請在菜譜審核的營養意見或會議主題寫上編號。",
        because="E3-24, E3-51",
        module=CANTEEN,
    ),
]
