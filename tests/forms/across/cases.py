"""Rules that compare several real forms, each with the least change of their clean springs that breaks it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from pipeline.form.filled import Filled, Value
from pipeline.forms.across import finance, meals, safety
from tests.forms import planting
from tests.forms.f03 import clean as canteen
from tests.forms.f07 import clean as belongings
from tests.forms.f08 import clean as goods
from tests.forms.f09 import clean as repairs
from tests.forms.f10 import clean as dangers
from tests.forms.f10.cases import DRAIN, change, shift
from tests.forms.f12 import clean as works
from tests.forms.plant import whole
from tests.forms.planting import WHOLE_TERM, Case, Change, Place, Row, with_cells
from tests.forms.spring import Spring, forms_of, tells_but

MARCH = "2026-03"
case = partial(Case, until=WHOLE_TERM)
one = partial(planting.one, until=WHOLE_TERM)


def book(form: str, sheet: str, *rows: Row) -> Filled:
    """A workbook of March with rows on one sheet, filled in on its last day."""
    cover = dangers.CLEAN[MARCH].cover
    return Filled(form, replace(cover, month=MARCH), {sheet: list(rows)})


def retyped(row: Mapping[str, Value], **cells: str) -> Row:
    """A clean row of another form, brought into the short term of F10; dates are written 03-16."""
    return {**row, **{title: repairs.typed(text) for title, text in cells.items()}}


FOUND_IN_CANTEEN = dangers.row_of(MARCH, dangers.CHECKS, "03-17", "食堂")
"""The canteen of 03-17, on which the self-check of the clean term found water on the floor."""
FOUND: Row = {"檢查結果": "有隱患", "隱患編號": "YH-2603-001"}

MEALS_AND_CHECKS = Spring(
    [
        *canteen.CLEAN.values(),
        with_cells(dangers.CLEAN[MARCH], dangers.CHECKS, FOUND_IN_CANTEEN, FOUND),
        dangers.CLEAN["2026-04"],
    ],
    partial(forms_of, "F03", "F02 F10", meals.RULES),
    tells_but("F00"),
    canteen.BASE,
)
IN_ORDER = Change(MARCH, dangers.CHECKS, FOUND_IN_CANTEEN, {"檢查結果": "正常", "隱患編號": None})

ORDER = retyped(
    repairs.CLEAN["F09", MARCH].sheets[repairs.ORDERS][0],
    維修單號="WX-1",
    報修日期="03-17",
    完成日期="03-18",
    驗收日期="03-19",
)
PROJECT = retyped(
    works.PROJECTS_IN_MARCH[1],
    項目編號="GC-1",
    計劃開工="03-16",
    實際開工="03-16",
    計劃竣工="03-20",
    實際竣工="03-18",
    驗收日期="03-19",
)
LOST = retyped(belongings.CHANGES_OF_APRIL[0], 日期="03-20", 審批日期="03-20", 資產編號="ZC-1")


def with_later_months(filled: Iterable[Filled]) -> list[Filled]:
    """With nil returns of what a danger and a loss may lead to."""
    return whole(filled, "F07", "F09", "F12", until="2026-04")


DANGERS_AND_WORKS = Spring(
    [
        *dangers.CLEAN.values(),
        book("F07", belongings.CHANGES, LOST),
        book("F09", repairs.ORDERS, ORDER),
        book("F12", works.PROJECTS, PROJECT),
    ],
    partial(forms_of, "F10", "F07 F09 F12", safety.RULES),
    lambda one: one.form == "F10",
    dangers.BASE,
    with_later_months,
)
LEADS_TO_ORDER = change(MARCH, dangers.DANGERS, DRAIN, 關聯單號="WX-1")
LEADS_TO_PROJECT = change(MARCH, dangers.DANGERS, DRAIN, 關聯單號="GC-1")
LOSS = shift("03-20", "夜班", 財產損失金額="80.00", 情況="異常", 異常及處理="車棚少了一輛車")
LATE_ORDER = Change(MARCH, repairs.ORDERS, 2, {"驗收日期": dangers.day("03-20")})

VOUCHERS_OF_REPAIRS = Spring(
    [
        *(repairs.CLEAN[key] for key in repairs.CLEAN if key[0] in {"F05", "F09"}),
        repairs.workbook("F08", MARCH, "04-01", {goods.MOVES: goods.MOVES_OF_MARCH[:1]}),
    ],
    partial(forms_of, "", "F05 F08 F09", [rule for rule in finance.RULES if rule.id == "X-22"]),
    lambda one: one.form == "F05" and one.rule != "G-04",
)
CHALK = goods.MOVES_OF_MARCH[1]

BREACHES: Sequence[tuple[Spring, Case]] = [
    (MEALS_AND_CHECKS, one("X-10", "in order, and yet water on the floor", IN_ORDER, "檢查結果")),
    # written off on 03-19
    (DANGERS_AND_WORKS, one("X-40", "the order was accepted later", LEADS_TO_ORDER, "銷號日期", LATE_ORDER)),
    (
        DANGERS_AND_WORKS,
        one(
            "X-40",
            "the project is not accepted",
            LEADS_TO_PROJECT,
            "銷號日期",
            Change(MARCH, works.PROJECTS, 2, {"驗收日期": None}),
        ),
    ),
    (
        DANGERS_AND_WORKS,
        one("X-40", "no such order", change(MARCH, dangers.DANGERS, DRAIN, 關聯單號="WX-9"), "關聯單號"),
    ),
    (
        DANGERS_AND_WORKS,
        one("F10-R14", "a loss that no ledger has", LOSS, "財產損失金額", Change(MARCH, belongings.CHANGES, 2, None)),
    ),
    (
        VOUCHERS_OF_REPAIRS,
        case(
            "X-22",
            "a repair and chalk on one voucher",
            [Change(MARCH, goods.MOVES, 3, CHALK)],
            [Place("2026-04", repairs.VOUCHERS, 2, "憑證號")],
        ),
    ),
]
ALLOWED: Sequence[tuple[Spring, Case]] = [
    (DANGERS_AND_WORKS, case("", "an order accepted on that day", [LEADS_TO_ORDER])),
    (DANGERS_AND_WORKS, case("", "a project accepted on that day", [LEADS_TO_PROJECT])),
    (DANGERS_AND_WORKS, case("", "a loss that stands in the ledger", [LOSS])),
    (
        VOUCHERS_OF_REPAIRS,
        case(
            "",
            "chalk on another voucher",
            [Change(MARCH, goods.MOVES, 3, CHALK | {"憑證號": "ZC-2603-009"})],
        ),
    ),
]
