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
from pipeline.checks.term import Rows, Term, month_of_days
from pipeline.checks.words import computed
from pipeline.form.expression import Type
from pipeline.forms.f06_energy.sheets import Bills, Measures, Readings

PRICE_SWING = Fraction(20, 100)
METER_SWING = Fraction(5, 100)
BALANCE_SWING = Fraction(10, 100)
READINGS_COMPARED = 3
ASK_NOT = frozenset({"換表", "歸零", "停用"})


@dataclass(frozen=True)
class Spread:
    """One reading's usage (thousandths) and the days it covers: after `after` up to and including `until`."""

    at: int
    usage: int
    after: int
    until: int

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

    The first reading of a meter covers the days after the last day of the month before.
    """
    meters, days, usage = rows.text(Readings.meter), rows.numbers(Readings.read_on), rows.numbers(Readings.usage)
    known = rows.usable & rows.of(Readings.usage).notna().to_numpy(dtype=bool)
    places = np.flatnonzero(known)[np.argsort(days[known], kind="stable")]
    read = zip(places.tolist(), usage[places].tolist(), days[places].tolist(), strict=True)
    spreads: dict[str, list[Spread]] = defaultdict(list)
    for at, used, day in read:
        before = spreads[meters[at]]
        after = before[-1].until if before else first_day(month_of(day)) - 1
        before.append(Spread(at, used, after, day))
    return dict(spreads)


def unread_meters(term: Term) -> Mapping[int, Sequence[str]]:
    """F06-R02: main meters without a reading in a month, from each one's first reading on."""
    rows = term.rows(Readings)
    level, energy_months = rows.text(Readings.level), month_of_days(rows.numbers(Readings.read_on, missing=1))
    read: dict[str, set[int]] = defaultdict(set)
    for at in np.flatnonzero(rows.usable & (level == "總表")):
        read[rows.text(Readings.meter)[at]].add(int(energy_months[at]))
    return {
        month: missing
        for month in term.months
        if (missing := sorted(meter for meter, months in read.items() if min(months) < month not in months))
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
    for at in np.flatnonzero(rows.usable):
        sums[int(rows.months[at]), energy[at]][level[at]] += int(usage[at])
    off: dict[int, list[str]] = defaultdict(list)
    for (month, name), by_level in sorted(sums.items()):
        main, parts = by_level.get("總表", 0), by_level.get("分表")
        if parts is not None and main and abs(Fraction(parts - main, main)) > BALANCE_SWING:
            off[month].append(name)
    return off


@computed("日均用量平穩")
def STEADY_USAGE(rows: Rows) -> pd.Series[bool]:
    """F06-R04: a reading's usage a day is within P-13 of the mean of the meter's last three readings a day."""
    swing = rows.term.base.parameters.number("P-13", rows.term.as_of)
    causes = rows.text(Readings.cause)
    steady: list[object] = [pd.NA] * len(rows)
    for spreads in readings_by_meter(rows).values():
        asked = [s for s in spreads if causes[s.at] not in ASK_NOT]
        for i in range(READINGS_COMPARED, len(asked)):
            mean = sum((s.per_day for s in asked[i - READINGS_COMPARED : i]), Fraction(0)) / READINGS_COMPARED
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
    """Each bill beside the account's bill before it."""
    for before, bill in pairwise(bills(rows)):
        if (before.account, before.energy) == (bill.account, bill.energy):
            yield before, bill


@computed("賬期不與先報的重疊")
def APART_FROM_EARLIER_BILLS(rows: Rows) -> pd.Series[bool]:
    """F06-R06: no day shared with an earlier row of the account and energy (the first row stands)."""
    taken: dict[tuple[str, str], list[Bill]] = defaultdict(list)
    apart: list[object] = [pd.NA] * len(rows)
    for bill in sorted(bills(rows, also_held=False), key=lambda one: one.at):
        others = taken[bill.account, bill.energy]
        free = all(bill.ends < other.starts or bill.starts > other.ends for other in others)
        apart[bill.at] = free
        if free:
            others.append(bill)
    return pd.Series(apart, index=rows.frame.index, dtype="boolean")


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
        covered = spreads and all(s and s[0].after < bill.starts and s[-1].until >= bill.ends for s in spreads)
        if covered:
            metered = sum((s.between(bill.starts, bill.ends) for one in spreads for s in one), Fraction(0))
            agrees[bill.at] = abs(bill.usage - metered) <= METER_SWING * metered
    return pd.Series(agrees, index=rows.frame.index, dtype="boolean")


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
    """F06-R09: the baseline ends before 完工日期 and F06.2 has a bill wholly inside it."""
    texts, finished = rows.text(Measures.baseline), rows.of(Measures.finished_on)
    usable: list[object] = [pd.NA] * len(rows)
    for at in range(len(rows)):
        if texts[at] is None or pd.isna(finished.iloc[at]):
            continue
        span = baseline_of(texts[at])
        usable[at] = (
            span is not None
            and span[1] < finished.iloc[at]
            and any(span[0] <= bill.starts and bill.ends <= span[1] for bill in bills_of_measure(rows, at))
        )
    return pd.Series(usable, index=rows.frame.index, dtype="boolean")


def missing_bill_days(term: Term, energy: str, last: int) -> list[int]:
    """Days of the window up to `last` that no bill of the energy covers (賬單未到)."""
    covered: set[int] = set()
    for bill in bills(term.rows(Bills)):
        if bill.energy == energy:
            covered.update(range(bill.starts, bill.ends + 1))
    return [day for day in range(term.start, last + 1) if day not in covered]
