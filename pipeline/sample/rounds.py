"""The daily checks of a school (F10.1): every scope on every school day, 常規管理 on the last one of the week."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from pipeline.sample.days import SCHOOL_DAYS, days_of_week, week_of
from pipeline.sample.table import Row, ledger, month_of, typed

CHECKED_WEEKLY = "常規管理"
LIGHTS_WATCHED = {"三室", "教室", "辦公室"}


@dataclass(frozen=True)
class Rounds:
    """Who checks what.

    `scopes` has a line a 檢查範圍 with 參與處室 and the 檢查人 who take turns; `met` the danger that a check met, by
    day and scope; `places` the 應檢處數 by scope; `lights` the lights and taps found on, where they are watched.
    """

    scopes: str
    met: Mapping[tuple[date, str], str]
    places: Mapping[str, int] = field(default_factory=dict)
    lights: Mapping[tuple[date, str], str] = field(default_factory=dict)

    def rows(self, month: str) -> list[Row]:
        """F10.1 of a month."""
        return [row for each in SCHOOL_DAYS if month_of(each) == month for row in self.of_day(each)]

    def of_day(self, when: date) -> list[Row]:
        """The scopes of one school day."""
        lines = ledger(self.scopes)
        return [self.check(when, *cells) for cells in lines if cells[0] != CHECKED_WEEKLY or closes_week(when)]

    def check(self, when: date, scope: str, offices: str, checkers: str) -> Row:
        """One check by whose turn it is."""
        in_turn = checkers.split()
        danger, places = self.met.get((when, scope)), self.places.get(scope)
        return typed(
            {
                "日期": when,
                "檢查範圍": scope,
                "參與處室": offices,
                "檢查人": in_turn[SCHOOL_DAYS.index(when) % len(in_turn)],
                "應檢處數": places,
                "實檢處數": places,
                "檢查結果": "有隱患" if danger else "正常",
                "隱患編號": danger,
                "節能情況": self.lights.get((when, scope), "已關" if scope in LIGHTS_WATCHED else None),
            }
        )


def closes_week(when: date) -> bool:
    """The last school day of its week."""
    return when == days_of_week(week_of(when))[-1]
