"""What the rules of F05 need beyond a row's own cells: other rows, F05.1 and F00, the days of the term."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pipeline.checks.finder import where
from pipeline.checks.mask import by_value, members, truths
from pipeline.checks.services import month_text
from pipeline.checks.term import MONTH, PART, ROW, Rows, Term
from pipeline.checks.unknown import Held, all_came, may_be_hidden, readable
from pipeline.checks.words import by_day, computed, has_come, plus_working_days
from pipeline.form.column import Column
from pipeline.form.expression import Expr, Type, Word
from pipeline.forms.f00_base.sheets import Rooms
from pipeline.forms.f05_finance.receipts import receipt_numbers
from pipeline.forms.f05_finance.sheets import ChargeItems, Collections, Publications, Vouchers, publication_day
from pipeline.forms.parameters import DEPOSIT_LIMIT, QUOTES_FROM
from pipeline.intake.submission import ColumnData, Texts

DETAIL_LIST = "一級明細"
SPLIT_WITHIN_DAYS = 7
"""F05-R26: two invoices of one payee so close together may be one purchase."""

STANDARD = Collections.item.lookup(ChargeItems.code, ChargeItems.standard)
"""元 a pupil of F05.1; unknown when the item is not there."""
GRADES = Collections.item.lookup(ChargeItems.code, ChargeItems.grades)
NATURE = Collections.item.lookup(ChargeItems.code, ChargeItems.nature)
GRADE = Collections.room.lookup(Rooms.code, Rooms.grade)
PUPILS = Collections.room.lookup(Rooms.code, Rooms.pupils)
LAST_DEPOSIT_DAY = replace(plus_working_days(Collections.collected_on, DEPOSIT_LIMIT), name="解交期限")
DEPOSIT_IS_DUE = replace(has_come(LAST_DEPOSIT_DAY), name="解交期限已到")


def in_order(rows: Rows) -> NDArray[np.int64]:
    """Row positions in the order of the last hand-in: month, part, Excel row."""
    frame = rows.frame
    return np.lexsort((frame[ROW].to_numpy(), frame[PART].to_numpy(), frame[MONTH].to_numpy())).astype(np.int64)


def stands_in(code: Expr, key: Column) -> Word:
    """The code is there, on a held row too (domain 3.1, Order); unknown when that sheet cannot be relied on.

    Unknown, too, where a held row does not say its code, or the row may not have come.
    """

    def compute(rows: Rows) -> pd.Series[Any]:
        if not rows.term.has(key.sheet):
            return pd.Series(pd.NA, index=rows.frame.index, dtype="boolean")
        present = set(rows.term.rows(key.sheet).text(key)) - {None}
        there = by_value(rows.of(code), present.__contains__)
        return there.mask(~np.asarray(there.fillna(value=False), dtype=bool) & may_be_hidden(rows, code, key))

    return Word(f"在{key.sheet.title}", compute)


ITEM_IS_LISTED = stands_in(Collections.item, ChargeItems.code)


def collections_of_items(term: Term) -> dict[str, list[int]]:
    """Positions of the collections not held, by item."""
    rows = term.rows(Collections)
    items, found = rows.text(Collections.item), defaultdict(list)
    for at in np.flatnonzero(rows.usable):
        found[items[at]].append(int(at))
    return found


@computed("該項目第一次收費", Type.DATE)
def FIRST_COLLECTED(rows: Rows) -> pd.Series[Any]:
    """F05-R01: the first 收費日期 of the charge item; unknown before any collection."""
    days = rows.term.rows(Collections).numbers(Collections.collected_on)
    found = collections_of_items(rows.term)
    first = {item: min(int(days[at]) for at in places) for item, places in found.items()}
    return by_value(rows.of(ChargeItems.code), lambda code: first.get(code, pd.NA), "Int64")


@computed("每班人人都交")
def EVERYBODY_PAYS(rows: Rows) -> pd.Series[Any]:
    """F05-R03: collected in two classes or more, and in every one 實收人數 + 減免人數 = 應收人數.

    Unknown while a collection of the item is held or has not come.
    """
    paid = rows.term.rows(Collections)
    whole = paid.true(Collections.payers + Collections.waived == Collections.pupils)
    rooms, found = paid.text(Collections.room), collections_of_items(rows.term)
    suspicious = {
        item for item, places in found.items() if len({rooms[at] for at in places}) > 1 and whole[places].all()
    }
    held, all_here = Held(paid, Collections.item), all_came(rows.term, Collections)
    return by_value(
        rows.of(ChargeItems.code),
        lambda code: code in suspicious if all_here and not held.may_have(code) else pd.NA,
    )


def first_of_disagreeing(pairs: Iterable[tuple[int, Hashable, Hashable]]) -> set[int]:
    """Of (row, group, value) in order: the first row of each group that has more than one value."""
    firsts: dict[Hashable, tuple[int, Hashable]] = {}
    told: set[int] = set()
    for at, group, value in pairs:
        first, wanted = firsts.setdefault(group, (at, value))
        if value != wanted:
            told.add(first)
    return told


@computed("同一繳款單一個解交日期")
def SLIP_HAS_ONE_DATE(rows: Rows) -> pd.Series[Any]:
    """F05-R08: rows with the same slip were deposited on one day; broken on the first of them.

    解交日期 is the day of the row's first deposit, so a slip is compared where it is the first of its row.
    Unknown of a slip that stands on a held row as well.
    """
    slips, days = rows.text(Collections.slips), rows.numbers(Collections.deposited_on)
    asked = rows.usable & (days > 0) & pd.notna(slips)
    order = [int(at) for at in in_order(rows) if asked[at]]
    told = first_of_disagreeing([(at, members(slips[at])[0], int(days[at])) for at in order])
    held = Held(rows, Collections.slips)
    return truths(rows, {at: at not in told for at in order if not held.may_have(members(slips[at])[0])})


@computed("票據張數", Type.NUMBER)
def RECEIPT_COUNT(rows: Rows) -> pd.Series[Any]:
    """F05-R09: how many receipts 收款票據號 names."""
    return by_value(rows.of(Collections.receipts), lambda text: len(receipt_numbers(text)), "Int64")


@computed("票據號不重複")
def RECEIPTS_USED_ONCE(rows: Rows) -> pd.Series[Any]:
    """F05-R09: no receipt stands in two rows; broken on the first of them. Unknown while one of them is held."""
    texts = rows.text(Collections.receipts)
    order = [int(at) for at in in_order(rows) if rows.usable[at] and texts[at] is not None]
    told = first_of_disagreeing([(at, number, at) for at in order for number in receipt_numbers(texts[at])])
    held = {number for at in np.flatnonzero(~rows.usable) for number in receipt_numbers(texts[at] or "")}
    return truths(rows, {at: at not in told for at in order if held.isdisjoint(receipt_numbers(texts[at]))})


@computed("學期結束日", Type.DATE)
def TERM_END(rows: Rows) -> pd.Series[Any]:
    """學期結束日."""
    return pd.Series(rows.term.end, index=rows.frame.index, dtype="Int64")


PEN = by_day(
    Vouchers.claim_approved_on,
    lambda term, day: term.base.parameters.text("P-00f", day) or None,
    "一支筆審批人",
    Type.TEXT,
)
"""F05-R17: the 一支筆審批人 in force on 報支批准日期."""


Place = tuple[int, int, int]
"""Where a row stands: month and part of its file, Excel row."""


def first_handed_in(term: Term) -> dict[tuple[str, str], Place]:
    """Where each voucher, by its number and invoice, was handed in first."""
    first: dict[tuple[str, str], Place] = {}
    for submission in term.files:
        data, cover = submission.sheet(Vouchers.title), submission.cover
        if data is None or cover is None or cover.form != Vouchers.form:
            continue
        codes, invoices = texts_of(data.columns[Vouchers.code.name]), texts_of(data.columns[Vouchers.invoice.name])
        for code, invoice, row in zip(codes, invoices, data.rows, strict=True):
            place = (cover.month or 0, cover.part, int(row))
            first[code, invoice] = min(place, first.get((code, invoice), place))
    return first


def texts_of(column: ColumnData) -> list[str]:
    """The texts of a column as handed in, '' for blanks."""
    return [column.values[code] if code >= 0 else "" for code in column.codes] if isinstance(column, Texts) else []


def first_uses(rows: Rows) -> dict[int, int]:
    """The row that had the invoice first (by month, part, row), of each row with one; held rows count too."""
    codes, invoices = rows.text(Vouchers.code), rows.text(Vouchers.invoice)
    places, last = first_handed_in(rows.term), rows.frame[[MONTH, PART, ROW]].to_numpy().tolist()
    numbers = {int(at): (codes[at] or "", str(invoices[at])) for at in np.flatnonzero(pd.notna(invoices))}
    first: dict[str, int] = {}
    for at in sorted(numbers, key=lambda at: (places.get(numbers[at], tuple(last[at])), last[at])):
        first.setdefault(numbers[at][1], at)
    return {at: first[invoice] for at, (_, invoice) in numbers.items()}


@computed("發票號首次使用")
def INVOICE_IS_NEW(rows: Rows) -> pd.Series[Any]:
    """F05-R20: no row handed in earlier has the invoice."""
    return truths(rows, {at: first == at for at, first in first_uses(rows).items()})


@computed("先前報此發票的一行", Type.TEXT)
def EARLIER_USE(rows: Rows) -> pd.Series[Any]:
    """F05-R20: where the invoice stands already."""
    earlier = {at: where(rows, first) for at, first in first_uses(rows).items() if first != at}
    return pd.Series([earlier.get(at) for at in range(len(rows))], rows.frame.index, dtype="category")


@computed("明細屬於類別")
def DETAIL_IS_LISTED(rows: Rows) -> pd.Series[Any]:
    """F05-R21: 一級明細 stands under 支出類別 in F00.6; unknown while the list is empty or a held row may have it."""
    listed = set(rows.term.base.entries.get(DETAIL_LIST, ()))
    pairs = zip(rows.text(Vouchers.category), rows.text(Vouchers.detail), strict=True)
    may_list = rows.term.base.may_list
    known = {
        at: pair in listed
        for at, pair in enumerate(pairs)
        if listed and None not in pair and (pair in listed or not may_list(DETAIL_LIST, pair[1], pair[0]))
    }
    return truths(rows, known)


JUST_BELOW_QUOTES = (Vouchers.amount * 10 >= QUOTES_FROM * 8) & (Vouchers.amount < QUOTES_FROM)
"""F05-R26: 80 % to under 100 % of P-04."""


@computed("疑似拆分")
def FOLLOWS_A_LIKE_ONE(rows: Rows) -> pd.Series[Any]:
    """F05-R26: an earlier invoice of the payee, bought within 7 days before, is just below P-04 too."""
    payees, days = rows.text(Vouchers.payee), rows.numbers(Vouchers.bought_on)
    asked = rows.usable & rows.true(JUST_BELOW_QUOTES) & (days > 0)
    last: dict[str, int] = {}
    follows: dict[int, bool] = {}
    for at in sorted((int(at) for at in in_order(rows) if asked[at]), key=lambda at: int(days[at])):
        before = last.get(payees[at])
        follows[at] = before is not None and int(days[at]) - before <= SPLIT_WITHIN_DAYS
        last[payees[at]] = int(days[at])
    return truths(rows, follows)


def due_months(term: Term) -> list[int]:
    """Months of the window whose day P-17 has come."""
    return [month for month in term.months if (day := publication_day(term, month)) is not None and day <= term.as_of]


def unpublished_months(term: Term) -> Mapping[int, Sequence[str]]:
    """F05-R28: due months of the window without a row in F05.5, in no workbook from that month's on.

    A held row that does not say its month may be that of any.
    """
    rows = term.rows(Publications)
    present = {int(month) for month in rows.of(Publications.month).dropna()}
    if not readable(rows, Publications.month).all():
        return {}
    absent = [month for month in due_months(term) if month not in present and all_came(term, Publications, since=month)]
    return {month: [month_text(month)] for month in absent}


@computed("按時解交")
def DEPOSITED_IN_TIME(rows: Rows) -> pd.Series[Any]:
    """M-F05-03a: deposited by its last day; unknown until that day has come."""
    in_time = pd.Series(rows.true(Collections.deposited_on <= LAST_DEPOSIT_DAY), rows.frame.index, dtype="boolean")
    return in_time.mask(~rows.true(DEPOSIT_IS_DUE))


@computed("本學期已報支")
def IS_SPENT(rows: Rows) -> pd.Series[Any]:
    """M-F05-05a: 已報, with a 報支日期 of the window that has come."""
    days = rows.numbers(Vouchers.claimed_on)
    within = (days >= rows.term.start) & (days <= rows.term.as_of)
    return pd.Series(rows.true(Vouchers.is_claimed) & within, rows.frame.index, dtype="boolean")


@computed("本學期收取")
def IS_COLLECTED(rows: Rows) -> pd.Series[Any]:
    """收費日期 lies in the window and has come."""
    days = rows.numbers(Collections.collected_on)
    return pd.Series((days >= rows.term.start) & (days <= rows.term.as_of), rows.frame.index, dtype="boolean")
