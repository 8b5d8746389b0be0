"""What the rules of F06 need from earlier rows: readings day by day, the bill before, the baseline's bills."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import pairwise

import numpy as np
import pandas as pd

from pipeline.checks.mask import members
from pipeline.checks.services import first_day, month_of
from pipeline.checks.term import MONTH, Rows, Term
from pipeline.checks.unknown import Held, absent_months, readable
from pipeline.checks.words import computed, hidden_between, month_of_file
from pipeline.form.expression import Type
from pipeline.forms.f06_energy.sheets import Bills, Measures, Readings

PRICE_SWING = Fraction(20, 100)
METER_SWING = Fraction(5, 100)
BALANCE_SWING = Fraction(10, 100)
READINGS_COMPARED = 3
ASK_NOT = frozenset({"換表", "歸零", "停用"})


@dataclass(frozen=True)
class Spread:
    """One reading's usage (thousandths) and the days it covers: after `after` up to and including `until`.

    `follows`: the reading before is known, or there is none.
    """

    at: int
    usage: int
    after: int
    until: int
    follows: bool

    @property
    def per_day(self) -> Fraction:
        """Usage a day."""
        return Fraction(self.usage, max(1, self.until - self.after))

    def between(self, first: int, last: int) -> Fraction:
        """The part of the usage that falls on the days `first` to `last`."""
        days = min(self.until, last) - max(self.after + 1, first) + 1
        return self.per_day * max(0, days)


def readings_by_meter(rows: Rows) -> dict[str, list[Spread]]:
    """Each meter's readings in order of date, spread over the days since the one before (domain, M-F06-01).

    The first reading of a meter covers the days after the last day of the month before; so does one whose reading
    before is held or has not come, unless it goes on from the last one that is known.
    """
    meters, days, usage = rows.text(Readings.meter), rows.numbers(Readings.read_on), rows.numbers(Readings.usage)
    last, readings = rows.numbers(Readings.last_reading), rows.numbers(Readings.reading)
    hidden = hidden_between(rows, [Readings.meter], Readings.read_on)
    known = rows.usable & rows.of(Readings.usage).notna().to_numpy(dtype=bool)
    places = np.flatnonzero(known)[np.argsort(days[known], kind="stable")]
    read = zip(places.tolist(), usage[places].tolist(), days[places].tolist(), strict=True)
    spreads: dict[str, list[Spread]] = defaultdict(list)
    for at, used, day in read:
        before = spreads[meters[at]]
        goes_on = bool(before) and bool(not hidden[at] or last[at] == readings[before[-1].at])
        after = before[-1].until if goes_on else first_day(month_of(day)) - 1
        before.append(Spread(at, used, after, day, follows=goes_on or not (before or hidden[at])))
    return dict(spreads)


def unread_meters(term: Term) -> Mapping[int, Sequence[str]]:
    """F06-R02: main meters without a reading in a month, from each one's first reading on; a held row is there."""
    rows = term.rows(Readings)
    meters, months = rows.text(Readings.meter), rows.frame[MONTH].to_numpy(dtype=np.int64)
    main = {meters[at] for at in np.flatnonzero(rows.text(Readings.level) == "總表")} - {None}
    read: dict[str, set[int]] = {meter: set(months[meters == meter].tolist()) for meter in main}
    nameless = set(months[~readable(rows, Readings.meter)].tolist())
    return {
        month: missing
        for month in term.months
        if month not in nameless
        and (missing := sorted(meter for meter, months in read.items() if min(months) < month not in months))
    }


def unbalanced_energies(term: Term) -> Mapping[int, Sequence[str]]:
    """F06-R05: energies whose sub-meters add up to more than 10 % off the main meters of the month."""
    rows = term.rows(Readings)
    energy, level, usage = (
        rows.text(Readings.energy),
        rows.text(Readings.level),
        rows.numbers(Readings.usage),
    )
    sums: dict[tuple[int, str], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    incomplete = Held(rows, month_of_file(), Readings.energy)
    for at in np.flatnonzero(rows.usable):
        sums[int(rows.months[at]), energy[at]][level[at]] += int(usage[at])
    off: dict[int, list[str]] = defaultdict(list)
    for (month, name), by_level in sorted(sums.items()):
        main, parts = by_level.get("總表", 0), by_level.get("分表")
        if parts is None or incomplete.may_have(month, name):
            continue
        if main and abs(Fraction(parts - main, main)) > BALANCE_SWING:
            off[month].append(name)
    return off


@computed("日均用量平穩")
def STEADY_USAGE(rows: Rows) -> pd.Series[bool]:
    """F06-R04: a reading's usage a day is within P-13 of the mean of the meter's last three readings a day.

    Unknown where one of the four may not follow on the one before.
    """
    swing = rows.term.base.parameters.number("P-13", rows.term.as_of)
    causes = rows.text(Readings.cause)
    steady: list[object] = [pd.NA] * len(rows)
    for spreads in readings_by_meter(rows).values():
        asked = [s for s in spreads if causes[s.at] not in ASK_NOT]
        for i in range(READINGS_COMPARED, len(asked)):
            compared = asked[i - READINGS_COMPARED : i]
            mean = sum((s.per_day for s in compared), Fraction(0)) / READINGS_COMPARED
            if not all(s.follows for s in (*compared, asked[i])):
                continue
            if mean and swing is not None:
                steady[asked[i].at] = abs(asked[i].per_day - mean) / mean <= swing
    return pd.Series(steady, index=rows.frame.index, dtype="boolean")


@dataclass(frozen=True)
class Bill:
    """One bill not held: row number, account, energy, first and last day, amount in 分, usage in thousandths."""

    at: int
    account: str
    energy: str
    starts: int
    ends: int
    amount: int
    usage: int

    @property
    def days(self) -> int:
        """Days of the cycle, first and last included."""
        return self.ends - self.starts + 1

    @property
    def per_day(self) -> Fraction:
        """元 a day."""
        return Fraction(self.amount, 100 * self.days)


def bills(rows: Rows, *, also_held: bool = False) -> list[Bill]:
    """The bills in order of account, energy and first day; those with an unreadable date or amount are left out."""
    complete = rows.usable | also_held
    for column in (Bills.account, Bills.energy, Bills.starts, Bills.ends, Bills.amount, Bills.usage):
        complete = complete & rows.of(column).notna().to_numpy(dtype=bool)
    at = np.flatnonzero(complete)
    texts = (rows.text(column)[at].tolist() for column in (Bills.account, Bills.energy))
    numbers = (rows.numbers(c)[at].tolist() for c in (Bills.starts, Bills.ends, Bills.amount, Bills.usage))
    found = [Bill(*cells) for cells in zip(at.tolist(), *texts, *numbers, strict=True)]
    return sorted(found, key=lambda bill: (bill.account, bill.energy, bill.starts, bill.at))


def bills_with_the_one_before(rows: Rows) -> Iterator[tuple[Bill, Bill]]:
    """Each bill beside the account's bill before it, where no other may stand between them."""
    unknown = HiddenBills(rows)
    for before, bill in pairwise(bills(rows)):
        if (before.account, before.energy) == (bill.account, bill.energy) and not unknown.between(before, bill):
            yield before, bill


class HiddenBills:
    """The bills that are held, and those that may stand in a month that has not come: a bill is handed in late."""

    def __init__(self, rows: Rows) -> None:
        self._absent = absent_months(rows.term, Bills)
        self._held = Held(rows, Bills.account, Bills.energy)
        self._rows = rows

    def between(self, before: Bill, bill: Bill) -> bool:
        """A bill of the account may have days that neither of the two has and that lie between them."""
        if before.ends + 1 >= bill.starts:
            return False
        come_late = any(month >= month_of(before.ends + 1) for month in self._absent)
        return come_late or self._held.may_have(bill.account, bill.energy)

    def within(self, first: int, energy: str, accounts: Sequence[str]) -> bool:
        """A bill of the energy (of one of the accounts, if any are named) may have days from `first` on."""
        if any(month >= month_of(first) for month in self._absent):
            return True
        if accounts:
            return any(self._held.may_have(account, energy) for account in accounts)
        return Held(self._rows, Bills.energy).may_have(energy)


@computed("賬期不與先報的重疊")
def APART_FROM_EARLIER_BILLS(rows: Rows) -> pd.Series[bool]:
    """F06-R06: no day shared with an earlier row of the account and energy (the first row stands).

    Unknown where the earlier row is held for another reason.
    """
    taken: dict[tuple[str, str], list[Bill]] = defaultdict(list)
    apart: list[object] = [pd.NA] * len(rows)
    for bill in sorted(bills(rows, also_held=True), key=lambda one: one.at):
        others = [one for one in taken[bill.account, bill.energy] if share_days(one, bill)]
        if all(rows.usable[one.at] for one in others):
            apart[bill.at] = not others
        if not others:
            taken[bill.account, bill.energy].append(bill)
    return pd.Series(apart, index=rows.frame.index, dtype="boolean")


def share_days(one: Bill, other: Bill) -> bool:
    """Some day is billed twice."""
    return one.starts <= other.ends and other.starts <= one.ends


@computed("單價平穩")
def PRICE_STEADY(rows: Rows) -> pd.Series[bool]:
    """F06-R07: the unit price is within 20 % of the account's bill before."""
    steady: list[object] = [pd.NA] * len(rows)
    for before, bill in bills_with_the_one_before(rows):
        if before.usage and bill.usage and before.amount:
            old, new = Fraction(before.amount, before.usage), Fraction(bill.amount, bill.usage)
            steady[bill.at] = abs(new - old) / old <= PRICE_SWING
    return pd.Series(steady, index=rows.frame.index, dtype="boolean")


@computed("與抄表相符")
def AGREES_WITH_METERS(rows: Rows) -> pd.Series[bool]:
    """F06-R08: usage is within 5 % of the meters' on the days of the cycle; unknown unless readings cover it."""
    meters = readings_by_meter(rows.term.rows(Readings))
    names = rows.text(Bills.meters)
    agrees: list[object] = [pd.NA] * len(rows)
    for bill in bills(rows):
        spreads = [meters.get(meter, []) for meter in members(names[bill.at] or "")]
        if spreads and all(covers(one, bill) for one in spreads):
            metered = sum((s.between(bill.starts, bill.ends) for one in spreads for s in one), Fraction(0))
            agrees[bill.at] = abs(bill.usage - metered) <= METER_SWING * metered
    return pd.Series(agrees, index=rows.frame.index, dtype="boolean")


def covers(readings: Sequence[Spread], bill: Bill) -> bool:
    """Readings that follow on each other cover every day of the bill."""
    within = [one for one in readings if one.until >= bill.starts and one.after < bill.ends]
    whole = bool(within) and within[0].after < bill.starts and within[-1].until >= bill.ends
    return whole and all(one.follows for one in within)


@computed("缺賬單天數", Type.NUMBER)
def DAYS_MISSING(rows: Rows) -> pd.Series[int]:
    """Days between a bill and the account's bill before, where both touch the window; else unknown."""
    missing: list[object] = [pd.NA] * len(rows)
    for before, bill in bills_with_the_one_before(rows):
        if before.ends >= rows.term.start and bill.starts <= rows.term.end:
            missing[bill.at] = bill.starts - before.ends - 1
    return pd.Series(missing, index=rows.frame.index, dtype="Int64")


FOLLOWS_ON = DAYS_MISSING <= 0


def baseline_of(text: str | None) -> tuple[int, int] | None:
    """First and last day of 2025-02-01~2025-05-31; None when it is not written so."""
    try:
        first, last = (date.fromisoformat(part.strip()).toordinal() for part in (text or "").split("~"))
    except ValueError:
        return None
    return (first, last) if first <= last else None


def bills_of_measure(rows: Rows, at: int) -> list[Bill]:
    """The bills of the accounts that a measure touches (all of its energy when it names none)."""
    energy, accounts = rows.text(Measures.energy)[at], members(rows.text(Measures.accounts)[at] or "")
    every = bills(rows.term.rows(Bills))
    return [bill for bill in every if bill.energy == energy and (not accounts or bill.account in accounts)]


@computed("基準期可用")
def BASELINE_IS_USABLE(rows: Rows) -> pd.Series[bool]:
    """F06-R09: the baseline ends before 完工日期 and F06.2 has a bill wholly inside it.

    Unknown where no bill is inside, but one may be held or not have come.
    """
    texts, finished = rows.text(Measures.baseline), rows.of(Measures.finished_on)
    usable: list[object] = [pd.NA] * len(rows)
    for at in range(len(rows)):
        if texts[at] is None or pd.isna(finished.iloc[at]):
            continue
        span = baseline_of(texts[at])
        if span is None or span[1] >= finished.iloc[at]:
            usable[at] = False
        elif any(span[0] <= bill.starts and bill.ends <= span[1] for bill in bills_of_measure(rows, at)):
            usable[at] = True
        elif not lacks_bills_of_measure(rows, at, span[0]):
            usable[at] = False
    return pd.Series(usable, index=rows.frame.index, dtype="boolean")


def lacks_bills_of_measure(rows: Rows, at: int, first: int) -> bool:
    """A bill that the measure asks for, with days from `first` on, may be held or not have come."""
    energy, accounts = rows.text(Measures.energy)[at], members(rows.text(Measures.accounts)[at] or "")
    return HiddenBills(rows.term.rows(Bills)).within(first, energy, accounts)


def missing_bill_days(term: Term, energy: str, last: int) -> list[int]:
    """Days of the window up to `last` that no bill of the energy covers (賬單未到)."""
    covered: set[int] = set()
    for bill in bills(term.rows(Bills)):
        if bill.energy == energy:
            covered.update(range(bill.starts, bill.ends + 1))
    return [day for day in range(term.start, last + 1) if day not in covered]
