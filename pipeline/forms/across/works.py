"""Cross-form rules around F12: X-14, X-16, X-21, X-46 and X-47 (domain 6)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pipeline.checks.mask import truths
from pipeline.checks.services import first_day, last_day, month_of
from pipeline.checks.term import Rows, State, Term
from pipeline.checks.unknown import Held, absent_months, may_be_hidden
from pipeline.checks.words import (
    by_day,
    computed,
    happened,
    hidden_between,
    plus_working_days,
    quoted_total,
    unless_due,
)
from pipeline.form.expression import Expr, Type, when
from pipeline.form.rule import Flag, Missing, Note, Rule
from pipeline.forms.elsewhere import columns_of, rows_of
from pipeline.forms.f05_finance.sheets import Vouchers
from pipeline.forms.f12_works.history import IS_ENTERED, in_order, latest_rows
from pipeline.forms.f12_works.sheets import (
    GIFT,
    KITCHEN,
    MONEY,
    NEW_BUILDING,
    REBUILDING,
    WORKS,
    Gifts,
    Goods,
    Projects,
)
from pipeline.forms.parameters import DEPOSIT_LIMIT, TOLERANCE

GIFT_MONEY = "捐贈資金"
SPENT_ON_GOODS = ("設備購置", "教學儀器")
CHANGES = ("F07", "資產增減")
BOUGHT_NEW, BUILT = "購置增加", "自建轉入"
BECOMES_PROPERTY = (NEW_BUILDING, REBUILDING, KITCHEN)


def end_of_next_month(dates: Expr) -> Expr:
    """The day by which what belongs to the month of a date (or to a month) is handed in elsewhere."""
    months = dates if dates.type is Type.MONTH else dates.month()
    return by_day(months, lambda _, month: last_day(month + 1), "次月底", Type.DATE)


#

ENTER_MONEY_BY = plus_working_days(Gifts.given_on, DEPOSIT_LIMIT)


def money_given(term: Term) -> list[tuple[int, int]]:
    """Gifts of money that were entered: day and 分."""
    gifts = term.rows(Gifts)
    taken = gifts.counted & gifts.true((Gifts.manner == MONEY) & IS_ENTERED)
    days, fen = gifts.numbers(Gifts.entered_on), gifts.numbers(Gifts.value)
    return [(int(days[at]), int(fen[at])) for at in np.flatnonzero(taken)]


def spent_beyond_gifts(rows: Rows) -> int | None:
    """The first voucher with which more was spent than had been given; None when there is none, or it is not known."""
    term, gifts = rows.term, rows.term.rows(Gifts)
    if not term.has(Gifts) or Held(gifts, Gifts.manner).may_have(MONEY):
        return None
    limit, given = _tolerance(term), money_given(term)
    days, fen = rows.numbers(Vouchers.claimed_on), rows.numbers(Vouchers.amount)
    taken = rows.counted & rows.true(
        (Vouchers.source == GIFT_MONEY) & Vouchers.is_claimed & happened(Vouchers.claimed_on)
    )
    absent, spent = absent_months(term, Gifts), 0
    order: list[int] = np.argsort(days, kind="stable").tolist()
    for at in (one for one in order if taken[one]):
        spent += int(fen[at])
        if absent and absent[0] <= month_of(int(days[at])):
            return None
        if spent > sum(amount for day, amount in given if day <= days[at]) + limit:
            return at
    return None


def _tolerance(term: Term) -> int:
    value = term.base.parameters.number(TOLERANCE.code, term.as_of)
    return 0 if value is None else round(value * 100)


@computed("捐贈資金夠用")
def GIFTS_SUFFICE(rows: Rows) -> pd.Series[Any]:
    """X-14: false on the first voucher above what was given."""
    at = spent_beyond_gifts(rows)
    return truths(rows, {} if at is None else {at: False})


#

OF_VOUCHER = quoted_total(Goods.amount, key=Goods.voucher, quoted_by=Goods.voucher)
INVOICED = Goods.voucher.lookup(Vouchers.code, Vouchers.amount)
IS_THERE = when(Goods.is_gift, Goods.voucher.is_in(Gifts.code), Goods.voucher.is_in(Vouchers.code))


@computed("該憑證的固定資產數量", Type.NUMBER)
def FIXED_OF_VOUCHER(rows: Rows) -> pd.Series[Any]:
    """X-16: Σ 驗收數量 of the voucher's lines that are fixed assets; unknown while one may be missing."""
    taken = rows.counted & rows.true(Goods.is_fixed_asset & ~Goods.is_gift)
    sums: dict[str, int] = defaultdict(int)
    numbers, accepted = rows.text(Goods.voucher), rows.numbers(Goods.accepted)
    for at in np.flatnonzero(taken):
        sums[numbers[at]] += int(accepted[at])
    found = [sums.get(number, pd.NA) for number in numbers]
    return pd.Series(found, index=rows.frame.index, dtype="Int64").mask(
        may_be_hidden(rows, Goods.voucher, Goods.voucher)
    )


@computed("該憑證已登記的增加數量", Type.NUMBER)
def REGISTERED_OF_VOUCHER(rows: Rows) -> pd.Series[Any]:
    """X-16: Σ 數量 of 購置增加 of F07.3 with the voucher as 單據號; unknown without F07, or if one may miss."""
    changes = rows_of(rows.term, *CHANGES)
    if changes is None:
        return pd.Series(pd.NA, index=rows.frame.index, dtype="Int64")
    document, kind, quantity = columns_of(changes, "單據號", "變動類型", "數量")
    sums: dict[str, int] = defaultdict(int)
    numbers, kinds, quantities = changes.text(document), changes.text(kind), changes.numbers(quantity)
    for at in np.flatnonzero(changes.counted):
        if kinds[at] == BOUGHT_NEW and numbers[at] is not None:
            sums[numbers[at]] += int(quantities[at]) // 10**quantity.scale
    found = [pd.NA if number is None else sums.get(number, 0) for number in rows.text(Goods.voucher)]
    registered = pd.Series(found, index=rows.frame.index, dtype="Int64")
    return registered.mask(may_be_hidden(rows, Goods.voucher, document))


@computed("物資添置引用")
def QUOTED_BY_GOODS(rows: Rows) -> pd.Series[Any]:
    """X-16: a line of F12.2 quotes the voucher; a held one is there too. Not asked of what does not count."""
    goods = rows.term.rows(Goods)
    quoted = set(goods.text(Goods.voucher)) - {None}
    found = pd.Series([number in quoted for number in rows.text(Vouchers.code)], rows.frame.index, dtype="boolean")
    unknown = may_be_hidden(rows, Vouchers.code, Goods.voucher) | np.equal(rows.state, State.EXCLUDED)
    return _unless(found, unknown)


def _unless(found: pd.Series[Any], unknown: NDArray[np.bool_]) -> pd.Series[Any]:
    """Unknown instead of false."""
    return found.mask(~found.to_numpy(dtype=bool) & unknown)


MONTH_OF_VOUCHER = when(happened(Vouchers.claimed_on), Vouchers.claimed_on, Vouchers.bought_on)

#


def payments(term: Term) -> dict[str, list[tuple[int, int]]]:
    """Day and 分 of the counted 已報 vouchers of each project."""
    rows = term.rows(Vouchers)
    taken = rows.counted & rows.true(Vouchers.is_claimed & happened(Vouchers.claimed_on) & Vouchers.project.filled())
    days, fen, projects = rows.numbers(Vouchers.claimed_on), rows.numbers(Vouchers.amount), rows.text(Vouchers.project)
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for at in np.flatnonzero(taken):
        found[projects[at]].append((int(days[at]), int(fen[at])))
    return found


def rows_before(rows: Rows) -> dict[int, int | None]:
    """For each row of F12.1 that is not held the project's row before; None for its first."""
    codes = rows.text(Projects.code)
    last: dict[str, int] = {}
    before: dict[int, int | None] = {}
    for at in in_order(rows).tolist():
        if rows.usable[at]:
            before[at] = last.get(codes[at])
            last[codes[at]] = at
    return before


def is_new(rows: Rows, at: int) -> bool:
    """The project began in the term: 實際開工, or else 計劃開工, is not before 統計起日."""
    started, planned = int(rows.numbers(Projects.started_on)[at]), int(rows.numbers(Projects.planned_start)[at])
    return (started or planned or rows.term.start) >= rows.term.start


@computed("累計支付的增加", Type.NUMBER, 2)
def RISE(rows: Rows) -> pd.Series[Any]:
    """X-21: 累計支付 above the row before: 0 for a project new in the term, unknown for the first row of another."""
    paid, hidden = rows.numbers(Projects.paid), hidden_between(rows, [Projects.code], Projects.month)
    found: dict[int, int] = {}
    for at, before in rows_before(rows).items():
        if not hidden[at] and (before is not None or is_new(rows, at)):
            found[at] = int(paid[at]) - (0 if before is None else int(paid[before]))
    return pd.Series([found.get(at, pd.NA) for at in range(len(rows))], index=rows.frame.index, dtype="Int64")


@computed("同期已報憑證", Type.NUMBER, 2)
def PAID_BY_VOUCHERS(rows: Rows) -> pd.Series[Any]:
    """X-21: 分 of the project's vouchers since the row before, up to the end of the row's month."""
    term, codes, months = rows.term, rows.text(Projects.code), rows.months
    known, absent = term.once(payments), absent_months(term, Vouchers)
    held = Held(term.rows(Vouchers), Vouchers.project)
    found: list[object] = [pd.NA] * len(rows)
    for at, before in rows_before(rows).items():
        since = term.start if before is None else first_day(int(months[before]) + 1)
        until = min(last_day(int(months[at])), term.as_of)
        lacking = any(month_of(since) <= month <= months[at] for month in absent)
        if not lacking and not held.may_have(codes[at]):
            found[at] = sum(fen for day, fen in known.get(codes[at], ()) if since <= day <= until)
    return pd.Series(found, index=rows.frame.index, dtype="Int64")


#


@computed("捐建的項目")
def LEADS_TO_A_GIVEN_PROJECT(rows: Rows) -> pd.Series[Any]:
    """X-46: the project is in F12.1, paid for by gifts; unknown where its row may be held or not have come."""
    projects = rows.term.rows(Projects)
    codes, sources = projects.text(Projects.code), projects.text(Projects.source)
    given = {codes[at]: sources[at] == GIFT for at in latest_rows(projects)}
    hidden = may_be_hidden(rows, Gifts.related, Projects.code)
    found: dict[int, object] = {}
    for at, number in enumerate(rows.text(Gifts.related)):
        if number in given:
            found[at] = given[number]
        elif number is not None and not hidden[at]:
            found[at] = False
    return truths(rows, found)


@computed("家長等捐建")
def IS_GIVEN(rows: Rows) -> pd.Series[Any]:
    """X-46: a gift of works names the project."""
    gifts = rows.term.rows(Gifts)
    named = set(gifts.text(Gifts.related)[gifts.usable & gifts.true(Gifts.manner == WORKS)]) - {None}
    return pd.Series([code in named for code in rows.text(Projects.code)], index=rows.frame.index, dtype="boolean")


#


@computed("已轉入資產")
def HAS_BECOME_PROPERTY(rows: Rows) -> pd.Series[Any]:
    """X-47: a 自建轉入 or 購置增加 of F07.3 names the project; unknown without F07, or while one may be missing."""
    changes = rows_of(rows.term, *CHANGES)
    if changes is None:
        return truths(rows, {})
    document, kind = columns_of(changes, "單據號", "變動類型")
    kinds = changes.text(kind)
    numbers = set(changes.text(document)[(kinds == BOUGHT_NEW) | (kinds == BUILT)])
    found = pd.Series([code in numbers for code in rows.text(Projects.code)], rows.frame.index, dtype="boolean")
    return _unless(found, may_be_hidden(rows, Projects.code, document))


RULES: Sequence[Rule | Missing] = [
    Flag(
        "X-14",
        "捐贈資金及時入賬",
        must={Gifts.entered_on: unless_due(IS_ENTERED & (Gifts.entered_on <= ENTER_MONEY_BY), ENTER_MONEY_BY)},
        when=Gifts.manner == MONEY,
        says="{given_on} 收到捐贈資金，入賬日期「{entered_on}」，應在 {due} 之前入賬",
        shows={"due": ENTER_MONEY_BY},
        fix="請即入賬並補填入賬日期。",
        because="E1-53 E1-55",
        measure="捐贈資金收到後按解交期限入賬",
    ),
    Flag(
        "X-14",
        "捐贈資金量入為出",
        must={Vouchers.source: GIFTS_SUFFICE},
        says="到 {claimed_on} 由捐贈資金列支的合計已超過入賬的捐贈資金",
        fix="請核對經費來源；捐贈資金沒有入賬的請先入賬。",
        because="E1-53 E1-55",
        measure="捐贈資金先入賬後列支，支出不超過入賬數",
    ),
    Flag(
        "X-16",
        "添置與憑證相符",
        must={
            Goods.voucher: IS_THERE,
            Goods.amount: Goods.is_gift | ((OF_VOUCHER - INVOICED).abs() <= TOLERANCE),
            Goods.accepted: ~Goods.is_fixed_asset
            | Goods.is_gift
            | unless_due(FIXED_OF_VOUCHER == REGISTERED_OF_VOUCHER, end_of_next_month(Goods.accepted_on)),
        },
        first_of=(Goods.voucher,),
        says="憑證號「{voucher}」：所引各行金額「{lines}」元、發票金額「{invoiced}」元；"
        "固定資產驗收 {accepted_all}、資產增減登記 {registered}",
        shows={
            "lines": OF_VOUCHER,
            "invoiced": INVOICED,
            "accepted_all": FIXED_OF_VOUCHER,
            "registered": REGISTERED_OF_VOUCHER,
        },
        fix="請核對憑證號（捐贈填捐贈編號）、金額和資產增減；漏登的請補登。",
        because="E2-49 E3-18 E3-21 E3-22 R30",
        measure="添置逐行與憑證、資產增減核對",
    ),
    Flag(
        "X-16",
        "添置與憑證相符",
        must={Vouchers.category: unless_due(QUOTED_BY_GOODS, end_of_next_month(MONTH_OF_VOUCHER))},
        when=Vouchers.category.among(*SPENT_ON_GOODS),
        says="{category}憑證 {code} 到次月底仍沒有物資添置記錄引用",
        fix="請補報物資添置，或更正支出類別。",
        because="E2-49 E3-18 E3-21 E3-22 R30",
        measure="添置逐行與憑證、資產增減核對",
    ),
    Flag(
        "X-21",
        "工程付款與憑證相符",
        must={Projects.paid: (RISE - PAID_BY_VOUCHERS).abs() <= TOLERANCE},
        says="累計支付與上一行相差「{rise}」元，同期該項目已報的憑證合計 {paid_out} 元",
        shows={"rise": RISE, "paid_out": PAID_BY_VOUCHERS},
        fix="請核對累計支付與憑證的項目編號、報支日期。",
        because="E1-62",
        measure="工程付款按月與支出票據核對",
    ),
    Flag(
        "X-46",
        "捐建工程不列支出",
        must={Gifts.related: LEADS_TO_A_GIVEN_PROJECT},
        when=Gifts.manner == WORKS,
        says="關聯項目「{related}」不在工程項目，或其經費來源不是捐贈",
        fix="請核對項目編號和該項目的經費來源。",
        because="E3-15 E3-16",
        measure="捐建工程單列，只記估值，不由學校付款",
    ),
    Flag(
        "X-46",
        "捐建工程不列支出",
        must={Projects.paid: Projects.paid == 0},
        when=IS_GIVEN & (Projects.source == GIFT),
        first_of=(Projects.code,),
        says="{code} 是捐建的，累計支付卻有 {paid} 元；捐建的價值只記在估值",
        fix="請核對累計支付；學校另出的錢請單立項目。",
        because="E3-15 E3-16",
        measure="捐建工程單列，只記估值，不由學校付款",
    ),
    Note(
        "X-47",
        "建成轉為資產",
        must={Projects.stage: unless_due(HAS_BECOME_PROPERTY, end_of_next_month(Projects.month))},
        when=Projects.is_in_use & Projects.category.among(*BECOMES_PROPERTY) & (Projects.source != GIFT),
        says="{code} 已投用，資產增減沒有引用它的自建轉入或購置增加",
        fix="請財產管理員登記資產卡片和增減；不形成資產的可不理。",
        because="E2-48 R30",
    ),
]
