"""What each reading and each bill adds to the figures of F06, month by month."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

import pandas as pd

from pipeline.checks.services import first_day, month_of
from pipeline.checks.term import Term
from pipeline.form.metric import Contributed
from pipeline.forms.f00_base.sheets import Rooms
from pipeline.forms.f06_energy.history import Bill, baseline_of, bills, bills_of_measure, readings_by_meter
from pipeline.forms.f06_energy.sheets import Bills, Measures, Readings


def contributions(lines: Iterator[dict[str, object]], columns: list[str]) -> pd.DataFrame:
    """Contribution lines as a frame that has its columns even when there is no line."""
    return pd.DataFrame(list(lines), columns=["month", *columns, "num", "den", "id"])


def split_by_month(term: Term, total: int, first: int, last: int) -> dict[int, int]:
    """A whole amount over its days: each month's share rounded half up, the last month the rest (domain 3.2).

    Months are cut to the window: what falls on days before 統計起日 or after 學期結束日 is in no month.
    """
    cuts = sorted({first, *(d for d in (term.start, term.end + 1) if first < d <= last)})
    cuts += [d for m in range(month_of(first) + 1, month_of(last) + 1) if (d := first_day(m)) not in cuts]
    starts = sorted(cuts)
    stops = [*(start - 1 for start in starts[1:]), last]
    days = last - first + 1
    shares = [(2 * total * (stop - start + 1) + days) // (2 * days) for start, stop in zip(starts, stops, strict=True)]
    shares[-1] = total - sum(shares[:-1])
    spans = zip(starts, shares, strict=True)
    return {month_of(start): share for start, share in spans if term.start <= start <= term.end}


def metered_usage(term: Term) -> pd.DataFrame:
    """M-F06-01: usage of main meters by month, each reading spread over its days; in thousandths.

    The last month of a reading takes the rest, as with bills, so that nothing is lost to rounding.
    """
    rows = term.rows(Readings)
    energy, level, ids = rows.text(Readings.energy), rows.text(Readings.level), term.rows(Readings).ids

    def lines() -> Iterator[dict[str, object]]:
        for spreads in readings_by_meter(rows).values():
            for spread in spreads:
                if level[spread.at] != "總表" or not rows.counted[spread.at] or spread.until <= spread.after:
                    continue
                for month, usage in split_by_month(term, spread.usage, spread.after + 1, spread.until).items():
                    yield {"month": month, "能源類別": energy[spread.at], "num": usage, "id": ids[spread.at]}

    return contributions(lines(), ["能源類別"])


def billed_cost(term: Term) -> pd.DataFrame:
    """M-F06-02c: each bill in 分, split over its days into months."""
    ids = term.rows(Bills).ids

    def lines() -> Iterator[dict[str, object]]:
        for bill in bills(term.rows(Bills)):
            for month, fen in split_by_month(term, bill.amount, bill.starts, bill.ends).items():
                yield {"month": month, "能源類別": bill.energy, "num": fen, "id": ids[bill.at]}

    return contributions(lines(), ["能源類別"])


def each_bill(of: Callable[[Bill, list[Bill]], tuple[Fraction, Fraction] | None]) -> Callable[[Term], pd.DataFrame]:
    """Contributions of a figure that each bill has: `of` gives numerator and denominator, or None for no figure.

    It is given the bill and all bills of the same account and energy.
    """

    def compute(term: Term) -> pd.DataFrame:
        ids, every = term.rows(Bills).ids, bills(term.rows(Bills))
        accounts: dict[tuple[str, str], list[Bill]] = defaultdict(list)
        for bill in every:
            accounts[bill.account, bill.energy].append(bill)

        def lines() -> Iterator[dict[str, object]]:
            for bill in every:
                if (part := of(bill, accounts[bill.account, bill.energy])) is not None:
                    yield {
                        "month": month_of(bill.ends),
                        "戶號": bill.account,
                        "能源類別": bill.energy,
                        "賬期起日": date.fromordinal(bill.starts).isoformat(),
                        "num": part[0],
                        "den": part[1],
                        "id": ids[bill.at],
                    }

        return contributions(lines(), ["戶號", "能源類別", "賬期起日"])

    return compute


def change_from(other: Callable[[Bill, list[Bill]], Bill | None]) -> Callable[[Term], pd.DataFrame]:
    """Change of the cost a day against another bill: (new − old) ÷ old."""

    def of(bill: Bill, every: list[Bill]) -> tuple[Fraction, Fraction] | None:
        old = other(bill, every)
        return None if old is None or not old.amount else (bill.per_day - old.per_day, old.per_day)

    return each_bill(of)


def bill_before(bill: Bill, every: list[Bill]) -> Bill | None:
    """The account's bill just before this one, with no bill between."""
    return max((b for b in every if b.starts < bill.starts), key=lambda b: b.starts, default=None)


def months_of(bill: Bill) -> tuple[int, int]:
    """Calendar months (0–11) of a bill's two dates."""
    return month_of(bill.starts) % 12, month_of(bill.ends) % 12


def year_before(bill: Bill, every: list[Bill]) -> Bill | None:
    """The account's bill whose two dates lie in the same calendar months one year earlier."""
    for other in every:
        years_apart = (month_of(bill.starts) - month_of(other.starts), month_of(bill.ends) - month_of(other.ends))
        if years_apart == (12, 12):
            return other
    return None


@dataclass(frozen=True)
class Pair:
    """A bill before a measure and the bill of the same calendar months after it."""

    before: Bill
    after: Bill


def pairs(term: Term, at: int) -> list[Pair]:
    """M-F06-04: the pairs of bills of a measure (row `at` of F06.3); unpaired bills are left out.

    Each bill serves in one pair; of several years after, each pairs with a "before" bill still free.
    """
    rows = term.rows(Measures)
    baseline = baseline_of(rows.text(Measures.baseline)[at])
    finished = rows.numbers(Measures.finished_on)[at]
    if baseline is None or not rows.counted[at]:
        return []
    every = bills_of_measure(rows, at)
    after = [bill for bill in every if bill.starts >= finished and bill.ends <= term.as_of]
    found: list[Pair] = []
    for before in (bill for bill in every if baseline[0] <= bill.starts and bill.ends <= baseline[1]):
        used = {pair.after.at for pair in found}
        alike = (before.account, *months_of(before))
        match = [bill for bill in after if (bill.account, *months_of(bill)) == alike and bill.at not in used]
        found += [Pair(before, max(match, key=lambda bill: bill.starts))] if match else []
    return found


def each_measure(of: Callable[[Term, int, list[Pair]], tuple[Fraction, Fraction] | None]) -> Contributed:
    """Contributions of a figure of each measure that has pairs of bills; its rows are the paired bills."""

    def compute(term: Term) -> pd.DataFrame:
        codes, bill_ids = term.rows(Measures).text(Measures.code), term.rows(Bills).ids

        def lines() -> Iterator[dict[str, object]]:
            for at, code in enumerate(codes):
                found = pairs(term, at)
                part = of(term, at, found) if found else None
                line: dict[str, object] = {"month": month_of(term.as_of), "措施編號": code}
                for i, bill in enumerate([b for pair in found for b in (pair.before, pair.after)] if part else []):
                    num, den = part if i == 0 and part else (Fraction(0), Fraction(0))
                    yield {**line, "num": num, "den": den, "id": bill_ids[bill.at]}

        return contributions(lines(), ["措施編號"])

    return Contributed(compute)


def cost_of(chosen: list[Bill]) -> tuple[Fraction, Fraction]:
    """Σ 元 and Σ days of bills."""
    return Fraction(sum(bill.amount for bill in chosen), 100), Fraction(sum(bill.days for bill in chosen))


def before_cost(_term: Term, _at: int, found: list[Pair]) -> tuple[Fraction, Fraction]:
    """M-F06-04a."""
    return cost_of([pair.before for pair in found])


def after_cost(_term: Term, _at: int, found: list[Pair]) -> tuple[Fraction, Fraction]:
    """M-F06-04b."""
    return cost_of([pair.after for pair in found])


def days_compared(_term: Term, _at: int, found: list[Pair]) -> tuple[Fraction, Fraction]:
    """M-F06-04c."""
    return cost_of([pair.after for pair in found])[1], Fraction(1)


def payback(term: Term, at: int, found: list[Pair]) -> tuple[Fraction, Fraction] | None:
    """M-F06-05: 投入金額 ÷ (saving a day × 365 ÷ 12), when something is saved."""
    (before, days_before), (after, days_after) = cost_of([p.before for p in found]), cost_of([p.after for p in found])
    saved = before / days_before - after / days_after
    cost = Fraction(int(term.rows(Measures).numbers(Measures.cost)[at]), 100)
    return (cost * 12, saved * 365) if saved > 0 else None


def pupils(term: Term) -> int:
    """Σ 學生數 of F00.4."""
    rooms = term.rows(Rooms)
    return int(rooms.numbers(Rooms.pupils)[rooms.usable].sum())


def usage_a_pupil(term: Term, usage: Fraction) -> Fraction | None:
    """M-F06-06: metered usage ÷ pupils."""
    count = pupils(term)
    return usage / count if count else None
