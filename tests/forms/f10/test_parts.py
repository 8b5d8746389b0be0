"""What F10 shares with forms that may not be installed, and what a month's blank workbook takes over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest

from pipeline.checks.services import month_number
from pipeline.form.column import Choice, Date, Month, Text
from pipeline.form.filled import Cover, Filled, Value
from pipeline.form.form import Due, Form, Registry
from pipeline.form.sheet import Kind, Sheet
from pipeline.forms.f10_safety.carry import carry
from pipeline.forms.parameters import BUS
from tests.forms import plant
from tests.forms.f10.cases import DRAIN, STAIRS_IN_APRIL, change, shift
from tests.forms.f10.clean import (
    ACTIVITIES,
    APRIL,
    BASE,
    CHECKS,
    CLEAN,
    DANGERS,
    INSPECTIONS,
    MARCH,
    SHIFTS,
    TERM,
    Row,
    day,
    only_safety,
)
from tests.forms.f10.test_rules import planted, told
from tests.forms.planting import with_cells, without_row


class Repairs(Sheet, title="報修維修", number=1, kind=Kind.EVENT):
    """As much of the repair orders as F10 asks for."""

    code = Text("維修單號", code=True, required=True)
    reported_on = Date("報修日期", required=True)
    accepted_on = Date("驗收日期")

    key = (code,)
    key_over_term = True
    attributed_to = reported_on


class Projects(Sheet, title="工程項目", number=1, kind=Kind.STATUS):
    """As much of the projects."""

    month = Month("月份", required=True)
    code = Text("項目編號", code=True, required=True)
    accepted_on = Date("驗收日期")

    attributed_to = month
    month_of_cover = True


class AssetChanges(Sheet, title="資產增減", number=3, kind=Kind.EVENT):
    """As much of the property ledger."""

    on = Date("日期", required=True)
    kind_of_change = Choice("變動類型", ["購置增加", "丟失"], required=True)

    attributed_to = on


def with_forms(*sheets: tuple[str, type[Sheet]]) -> Registry:
    others = [
        Form(id=form, title="其他台賬", purpose="測試", filler="測試", due=Due.EVERY_MONTH, sheets=[sheet])
        for form, sheet in sheets
    ]
    known = only_safety()
    return replace(known, forms=[*known.forms, *others])


REPAIRS_AND_PROJECTS = with_forms(("F09", Repairs), ("F12", Projects))
ONLY_REPAIRS = with_forms(("F09", Repairs))
PROPERTY = with_forms(("F07", AssetChanges))


def book(form: str, sheets: Mapping[str, Sequence[Row]]) -> Filled:
    return Filled(form, Cover("示例小學", TERM, MARCH, filled_on=day("04-05")), sheets)


def repairs(**cells: Value) -> Filled:
    return book("F09", {"報修維修": [{"維修單號": "WX-1", "報修日期": day("03-17"), **cells}]})


def projects(**cells: Value) -> Filled:
    return book("F12", {"工程項目": [{"月份": MARCH, "項目編號": "GC-1", **cells}]})


ACCEPTED: dict[str, Value] = {"驗收日期": day("03-19")}


@pytest.mark.parametrize(
    ("number", "others", "registry", "column"),
    [
        # written off on 03-19
        ("WX-1", [repairs(**ACCEPTED), projects()], REPAIRS_AND_PROJECTS, ""),
        ("WX-1", [repairs(驗收日期=day("03-20")), projects()], REPAIRS_AND_PROJECTS, "銷號日期"),
        ("WX-1", [repairs(), projects()], REPAIRS_AND_PROJECTS, "銷號日期"),
        ("GC-1", [repairs(), projects(**ACCEPTED)], REPAIRS_AND_PROJECTS, ""),
        ("GC-1", [repairs(), projects()], REPAIRS_AND_PROJECTS, "銷號日期"),
        ("WX-2", [repairs(), projects()], REPAIRS_AND_PROJECTS, "關聯單號"),
        # held: 報修日期 blank
        ("WX-1", [repairs(報修日期=None), projects()], REPAIRS_AND_PROJECTS, ""),
        # F12 might have it
        ("WX-2", [repairs()], ONLY_REPAIRS, ""),
        ("WX-1", [repairs()], ONLY_REPAIRS, "銷號日期"),
        ("WX-2", [], only_safety(), ""),
    ],
)
def test_a_danger_leads_to_an_order_or_a_project(
    number: str, others: Sequence[Filled], registry: Registry, column: str
) -> None:
    related = planted([change(MARCH, DANGERS, DRAIN, 關聯單號=number)])
    asked = [form.id for form in registry.forms if form.id in {"F09", "F12"}]
    found = told(plant.batch_of(plant.whole([BASE, *related, *others], *asked, until="2026-04"), registry))
    assert [(one.rule, one.place.row, one.place.column) for one in found] == (
        [("X-40", DRAIN, column)] if column else []
    )


def test_an_open_danger_is_not_asked_for_its_acceptance() -> None:
    related = planted([change(APRIL, DANGERS, 3, 關聯單號="WX-1")])
    assert told(plant.batch_of([BASE, *related, repairs(), projects()], REPAIRS_AND_PROJECTS)) == []


LOSS = shift("03-20", "夜班", 財產損失金額="80.00", 情況="異常", 異常及處理="車棚少了一輛車")


def lost(on: str, what: str) -> Filled:
    return book("F07", {"資產增減": [{"日期": day(on), "變動類型": what}]})


@pytest.mark.parametrize(
    ("on", "what", "broken"),
    [
        ("03-20", "丟失", False),
        ("03-27", "丟失", False),
        ("03-28", "丟失", True),  # eight days later
        ("03-19", "丟失", True),
        ("03-20", "購置增加", True),
    ],
)
def test_a_loss_stands_in_the_property_ledger(on: str, what: str, broken: bool) -> None:  # noqa: FBT001  # expected
    found = told(plant.batch_of([BASE, *planted([LOSS]), lost(on, what)], PROPERTY))
    assert [(one.rule, one.place.column) for one in found] == ([("F10-R14", "財產損失金額")] if broken else [])


def test_a_loss_stands_in_the_danger_ledger() -> None:
    # the stairs of 03-30 are within 7 days of 03-24, and so they are if they are a matter of security
    loss = shift("03-24", "夜班", 財產損失金額="80.00", 情況="異常", 異常及處理="車棚少了一輛車")
    changes = [
        loss,
        *(change(month, DANGERS, row, 類別="治安") for month, row in ((MARCH, 5), (APRIL, STAIRS_IN_APRIL))),
    ]
    assert told(plant.batch_of([BASE, *planted(changes), lost("03-16", "丟失")], PROPERTY)) == []


def test_a_loss_is_not_asked_for_before_seven_days_are_over() -> None:
    loss = shift("03-30", "夜班", 財產損失金額="80.00", 情況="異常", 異常及處理="車棚少了一輛車")
    # 04-06 is after the term
    assert told(plant.batch_of([BASE, *planted([loss]), lost("03-16", "丟失")], PROPERTY)) == []


def test_a_loss_is_unknown_without_the_property_ledger() -> None:
    assert told(plant.batch_of([BASE, *planted([LOSS])], only_safety())) == []


def test_no_bus_drill_is_asked_for_while_the_bus_is_off() -> None:
    rows = [{**row, "參數值": "否"} if row["參數代碼"] == BUS else row for row in BASE.sheets["學校參數"]]
    march = without_row(CLEAN[MARCH], ACTIVITIES, 3)
    batch = plant.batch_of([plant.with_rows(BASE, "學校參數", rows), march, CLEAN[APRIL]], only_safety())
    assert told(batch) == []


def test_a_months_workbook_knows_its_days_and_open_rows() -> None:
    undecided = with_cells(CLEAN[MARCH], INSPECTIONS, 3, {"結果": "待定"})
    term = plant.batch_of([BASE, undecided], only_safety(), MARCH).term
    carried = carry(term, month_number(APRIL))
    assert set(carried) == {CHECKS, DANGERS, SHIFTS, INSPECTIONS}
    [stairs] = carried[DANGERS]
    assert (stairs["隱患編號"], stairs["發現日期"], stairs["狀態"]) == ("YH-2603-004", day("03-30"), "待整改")
    [inspection] = carried[INSPECTIONS]
    assert inspection["檢查單位"] == "教育"
    checks = carried[CHECKS]
    assert len(checks) == 3 * 8 + 1  # three school days, and the week's routine check on the last
    assert checks[2] == {"日期": day("04-01"), "檢查範圍": "三室", "應檢處數": 3}
    assert checks[-1] == {"日期": day("04-03"), "檢查範圍": "常規管理"}
    assert [(row["日期"], row["班次"]) for row in carried[SHIFTS]][2:5] == [
        (day("04-03"), "夜班"),
        (day("04-04"), "節假日白班"),
        (day("04-04"), "節假日夜班"),
    ]


def test_no_result_is_filled_in_beforehand() -> None:
    term = plant.batch_of([BASE, CLEAN[MARCH]], only_safety(), MARCH).term
    carried = carry(term, month_number(APRIL))
    assert {title for row in carried[CHECKS] for title in row} == {"日期", "檢查範圍", "應檢處數"}
    assert {title for row in carried[SHIFTS] for title in row} == {"日期", "班次"}
