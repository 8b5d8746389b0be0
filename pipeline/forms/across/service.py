"""Cross-form rules around F13: X-48 and X-49 (domain 6); both are off with the canteen."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from pipeline.checks.services import month_of
from pipeline.checks.term import Rows, Term
from pipeline.checks.words import computed, unless_due
from pipeline.form.expression import when
from pipeline.form.rule import Missing, Note, Rule
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


def lines_of(term: Term, form: str, title: str, *headings: str) -> list[Line] | None:
    """Every row with its day and what one more column says; None where the sheet cannot be relied on."""
    rows = rows_of(term, form, title)
    if rows is None or not term.received.get(form):
        return None
    day, *more = columns_of(rows, *headings)
    days = [None if pd.isna(one) else int(one) for one in rows.of(day)]
    words = rows.text(more[0]) if more else [None] * len(rows)
    return [Line(*cells) for cells in zip(days, words, rows.usable.tolist(), strict=True)]


def all_came(term: Term, form: str, first: int, last: int) -> bool:
    """The form was handed in for every month of these days, all of them up to the as-of date."""
    months = range(month_of(first), month_of(last) + 1)
    return last <= term.as_of and term.received.get(form, frozenset()).issuperset(months)


@computed("供餐台賬該期間有供餐")
def MEALS_SERVED(rows: Rows) -> pd.Series[Any]:
    """X-48: F03.2 has a served meal from 起始日期 to 結束日期; a held row counts as present."""
    form, title, *headings = MEALS
    meals = lines_of(rows.term, form, title, *headings)
    served = [one for one in meals or [] if one.word == "是" or (one.word is None and not one.usable)]
    return _has_a_row_then(rows, form, None if meals is None else served)


@computed("上級檢查該期間有記錄")
def INSPECTION_RECORDED(rows: Rows) -> pd.Series[Any]:
    """X-48: F10.5 has a row from 起始日期 to 結束日期; a held row counts as present."""
    form, title, *headings = INSPECTIONS
    return _has_a_row_then(rows, form, lines_of(rows.term, form, title, *headings))


def _has_a_row_then(rows: Rows, form: str, lines: Sequence[Line] | None) -> pd.Series[Any]:
    """Some line lies within the event; unknown where one may, undated or in a month that has not come."""
    if lines is None:
        return pd.Series(pd.NA, index=rows.frame.index, dtype="boolean")
    days, undated = {one.day for one in lines} - {None}, any(one.day is None for one in lines)
    pairs = zip(rows.of(Events.starts_on), rows.of(Events.ends_on), strict=True)
    found = [
        pd.NA if pd.isna(first) or pd.isna(last) else _within(rows.term, form, (int(first), int(last)), days, undated)
        for first, last in pairs
    ]
    return pd.Series(found, index=rows.frame.index, dtype="boolean")


def _within(term: Term, form: str, span: tuple[int, int], days: set[int | None], undated: bool) -> object:  # noqa: FBT001  # private
    if any(day in days for day in range(span[0], span[1] + 1)):
        return True
    return False if all_came(term, form, *span) and not undated else pd.NA


def names(text: str, code: str) -> bool:
    """The text names the opinion: its whole number, in full or half width."""
    plain, wanted = (unicodedata.normalize("NFKC", one).casefold() for one in (text, code))
    return re.search(rf"(?<![0-9a-z]){re.escape(wanted)}(?![0-9a-z])", plain) is not None


def places_taken_up(term: Term) -> Iterator[tuple[str, list[Line] | None]]:
    """The forms in which suggestions are taken up, each with its rows."""
    for form, title, *headings in TAKEN_UP_IN:
        yield form, lines_of(term, form, title, *headings)


@computed("建議已落實")
def TAKEN_UP(rows: Rows) -> pd.Series[Any]:
    """X-49: a row of F03.1 or F04.3, not earlier than the opinion, names it.

    Unknown where only a held row does or may, or a form or month is not there.
    """
    places = list(places_taken_up(rows.term))
    pairs = zip(rows.text(Opinions.code), rows.of(Opinions.received_on), strict=True)
    found = [
        pd.NA if code is None or pd.isna(day) else _is_taken_up(rows.term, places, code, int(day))
        for code, day in pairs
    ]
    return pd.Series(found, index=rows.frame.index, dtype="boolean")


def _is_taken_up(term: Term, places: Sequence[tuple[str, list[Line] | None]], code: str, day: int) -> object:
    later = [one for _, lines in places for one in lines or [] if one.day is None or one.day >= day]
    if any(one.usable and one.day is not None and one.word is not None and names(one.word, code) for one in later):
        return True
    held = any(not one.usable and (one.word is None or names(one.word, code)) for one in later)
    complete = all(lines is not None and all_came(term, form, day, term.as_of) for form, lines in places)
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
