"""What adds to the figures of F04 where one row's cells cannot say it: days with papers, letters signed, posts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from pipeline.checks.services import first_day
from pipeline.checks.term import Term
from pipeline.figures.contribution import NO_ROW, Frame, Line, frame_of
from pipeline.forms.f04_people.history import full_months
from pipeline.forms.f04_people.holders import everybody, is_valid, kinds_needed, month_ends, papers
from pipeline.forms.f04_people.letters import NOBODY, letters_due, signed_by, valid_on
from pipeline.forms.f04_people.sheets import FOOD_MEETING, ZONE, Appraisals, Certificates, Letters, Meetings
from pipeline.forms.parameters import BY_CODE

if TYPE_CHECKING:
    import pandas as pd

POST, CATEGORY = "崗位", "類別"
FIRST_WARNING_CODE = "P-16a"
FEWEST_OF_A_POST = 3
"""A post with fewer people is shown with 其他 only."""


def days_with_papers(*, valid_only: bool, is_rate: bool = False) -> Frame:
    """M-F04-01a (school days in post of who needs a paper), 01b (those with all of them valid), 01c."""

    def compute(term: Term) -> pd.DataFrame:
        def lines() -> Iterator[Line]:
            for month, until in _handed_in(term):
                days = [day for day in term.base.calendar.school_days(month) if day <= until]
                for one in everybody(term):
                    for day in days:
                        needed = kinds_needed(term, one, day) if one.in_post(day) else ()
                        if needed:
                            valid = all(is_valid(term, one.name, kind, day) for kind in needed)
                            yield month, one.main_post, int(valid or not valid_only), 1, NO_ROW

        return frame_of(lines(), POST, is_rate=is_rate)

    return compute


def _handed_in(term: Term) -> list[tuple[int, int]]:
    received = term.received.get(Certificates.form, frozenset())
    return [(month, until) for month, until in month_ends(term, Certificates) if month in received]


def holders(*, valid_only: bool) -> Frame:
    """M-F04-01d and 01e: who is in post at the month's end and needs a paper; those whose papers are all valid."""

    def compute(term: Term) -> pd.DataFrame:
        def lines() -> Iterator[Line]:
            for month, day in month_ends(term, Certificates):
                for one in everybody(term):
                    needed = kinds_needed(term, one, day) if one.in_post(day) else ()
                    valid = all(is_valid(term, one.name, kind, day) for kind in needed)
                    if needed and (valid or not valid_only):
                        yield month, one.main_post, 1, 1, NO_ROW

        return frame_of(lines(), POST, is_rate=False)

    return compute


def expiring(term: Term) -> pd.DataFrame:
    """M-F04-01f: papers needed that end within P-16a days of the month's end and have no successor."""

    def lines() -> Iterator[Line]:
        for month, day in month_ends(term, Certificates):
            limit = term.base.parameters.number(BY_CODE[FIRST_WARNING_CODE].code, day)
            for one in everybody(term):
                for kind in kinds_needed(term, one, day) if one.in_post(day) and limit is not None else ():
                    held = papers(term).get((one.name, kind), ())
                    last = max(held, key=lambda paper: (paper.last, paper.row), default=None)
                    if last is not None and limit is not None and 0 <= last.last - day <= limit:
                        yield month, one.main_post, 1, 1, last.row

    return frame_of(lines(), POST, is_rate=False)


def letters(*, signed_only: bool, is_rate: bool = False) -> Frame:
    """M-F04-02a, 02b, 02c: letters due at the month's end, those signed, the share."""

    def compute(term: Term) -> pd.DataFrame:
        numbers = term.rows(Letters).ids.tolist()

        def lines() -> Iterator[Line]:
            for month, day in month_ends(term, Letters):
                signed = signed_by(term, day)
                for due in letters_due(term, day):
                    row = numbers[signed[due]] if due in signed else NO_ROW
                    yield month, due.category, due.post, int(due in signed or not signed_only), 1, row

        return frame_of(lines(), CATEGORY, POST, is_rate=is_rate)

    return compute


def zones(*, is_rate: bool) -> Frame:
    """M-F04-02d and 02e: zones in force at the month's end, and those with somebody who answers for them."""

    def compute(term: Term) -> pd.DataFrame:
        rows = term.rows(Letters)
        named, numbers = rows.true(Letters.signer.filled()), rows.ids.tolist()

        def lines() -> Iterator[Line]:
            for month, day in month_ends(term, Letters):
                for at in np.flatnonzero(valid_on(rows, day) & (rows.text(Letters.category) == ZONE)).tolist():
                    yield month, int(named[at] or not is_rate), 1, numbers[at]

        return frame_of(lines(), is_rate=is_rate)

    return compute


def months_with_food_meeting(term: Term) -> pd.DataFrame:
    """M-F04-03b: full months handed in, and those of them with a 食品衛生安全會議."""
    rows, received = term.rows(Meetings), term.received.get(Meetings.form, frozenset())
    held = rows.counted & (rows.text(Meetings.category) == FOOD_MEETING)
    numbers = rows.ids.tolist()

    def lines() -> Iterator[Line]:
        for month in full_months(term):
            places = np.flatnonzero(held & (rows.months == month)).tolist()
            if month in received and first_day(month) <= term.as_of:
                yield month, int(bool(places)), 1, numbers[places[0]] if places else NO_ROW

    return frame_of(lines(), is_rate=True)


def posts_shown(term: Term) -> dict[str, str]:
    """崗位 as it is shown, by 姓名: a post of which fewer than 3 people were appraised in some month is 其他."""
    rows, people = term.rows(Appraisals), term.base.roster.people
    names, counted = rows.text(Appraisals.person), np.flatnonzero(rows.counted).tolist()
    post = {names[at]: people[names[at]].main_post if names[at] in people else NOBODY for at in counted}
    while True:
        appraised = defaultdict[tuple[str, int], set[str]](set)
        for at in counted:
            appraised[post[names[at]], int(rows.months[at])].add(names[at])
        fewest: dict[str, int] = {}
        for (shown, _), who in appraised.items():
            fewest[shown] = min(len(who), fewest.get(shown, len(who)))
        small = {shown for shown, count in fewest.items() if count < FEWEST_OF_A_POST}
        others = sorted(fewest.keys() - {NOBODY}, key=lambda shown: (fewest[shown], shown))
        if not small or not others:
            return post
        moved = small - {NOBODY} or {others[0]}
        post = {name: NOBODY if shown in moved else shown for name, shown in post.items()}


def appraised(*, what: str) -> Frame:
    """M-F04-05a (score), 05b (rewards), 05c (deductions), by the posts that may be shown."""

    def compute(term: Term) -> pd.DataFrame:
        rows, shown = term.rows(Appraisals), posts_shown(term)
        names, numbers = rows.text(Appraisals.person), rows.ids.tolist()
        scores, amounts = rows.numbers(Appraisals.score), rows.numbers(Appraisals.amount)
        values = {"score": scores, "reward": np.sign(amounts) > 0, "deduction": np.sign(amounts) < 0}[what]

        def lines() -> Iterator[Line]:
            for at in np.flatnonzero(rows.counted).tolist():
                if what == "score" or values[at]:
                    yield int(rows.months[at]), shown[names[at]], int(values[at]), 1, numbers[at]

        return frame_of(lines(), POST, is_rate=what == "score")

    return compute
