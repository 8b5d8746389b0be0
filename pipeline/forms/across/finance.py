"""Cross-form rules on money: fees against classes, publication against figures, plans against spending (domain 6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from pipeline.checks.mask import members
from pipeline.checks.term import Rows, Term
from pipeline.checks.words import computed, has_come, total
from pipeline.finding import Effect
from pipeline.form.column import Column
from pipeline.form.expression import Type
from pipeline.form.rule import Flag, Missing, Rule
from pipeline.forms.f05_finance import agreement
from pipeline.forms.f05_finance.history import PUPILS
from pipeline.forms.f05_finance.sheets import Budget, Collections, Publications, Settlements, Vouchers
from pipeline.forms.parameters import CANTEEN, FEES, TOLERANCE

QUOTES_VOUCHER = "憑證號"
QUOTES_INVOICE = "結算發票號"
"""Headings under which other forms name a voucher of F05.4: by its number, or (F02.1) by its invoice."""
ONLY_NAMES = "only_names_vouchers"
"""X-22: a sheet says by this class attribute that it names vouchers which another sheet accounts for."""


def quoting_columns(term: Term) -> list[tuple[Column, Column]]:
    """Columns of sheets that account for a voucher, each with the column of F05.4 that it names."""
    named = {QUOTES_VOUCHER: Vouchers.code, QUOTES_INVOICE: Vouchers.invoice}
    return [
        (column, named[column.title])
        for sheet in term.registry.sheets()
        if sheet.form != Vouchers.form and term.has(sheet) and not getattr(sheet, ONLY_NAMES, False)
        for column in sheet.columns
        if column.title in named
    ]


@computed("引用的台賬", Type.NAMES)
def QUOTED_BY(rows: Rows) -> pd.Series[Any]:
    """X-22: the sheets of other forms that quote the voucher on a row not held; blank when none does."""
    found: list[dict[str, None]] = [{} for _ in range(len(rows))]
    for column, names in quoting_columns(rows.term):
        other = rows.term.rows(column.sheet)
        quoted = {number for text in other.text(column)[other.usable] if text for number in members(text)}
        for at, number in enumerate(rows.text(names)):
            if number in quoted:
                found[at][column.sheet.title] = None
    return pd.Series(["、".join(titles) or None for titles in found], index=rows.frame.index, dtype="category")


PLANNED_OF_CATEGORY = replace(
    total(Budget.term_plan, by=[Budget.category], where=Budget.is_spending), name="該類學期計劃"
)
MONTH_IS_OVER = replace(has_come(Publications.ends_on), name="該月已過完")

RULES: Sequence[Rule | Missing] = [
    Missing(
        id="X-13",
        name="應收各班都有記錄",
        effect=Effect.FLAG,
        at=Collections.room,
        find=agreement.classes_without_collection,
        says="到開學次月底，沒有以下班室和項目的收費記錄：{missing}",
        fix="請補報該班的收費；該班不收的，請更正「收費標準公示」的適用年級。",
        because=("E2-13",),
        module=FEES,
        measure="逐班核對應收項目，補齊收費記錄",
    ),
    Flag(
        "X-13",
        "實收人數不超過學生數",
        must={Collections.payers: agreement.PAYERS_SO_FAR <= PUPILS},
        first_of=(Collections.room, Collections.item, Collections.collected_on.month()),
        says="班室 {room} 項目 {item} 當月累計實收 {sum} 人，超過該班學生 {class} 人",
        shows={"sum": agreement.PAYERS_SO_FAR, "class": PUPILS},
        fix="請查明是否重複收費；遲交的加到原來那一行，不另起一行。",
        because="E2-13",
        module=FEES,
        measure="逐班核對實收人數，重複收的退還",
    ),
    Flag(
        "X-15",
        "預收與實收一致",
        must={Settlements.collected: (Settlements.collected - agreement.COLLECTED_OF_CLASS).abs() <= TOLERANCE},
        says="預收總額 {collected} 元，「收費與解交」該班該項實收合計 {paid} 元",
        shows={"paid": agreement.COLLECTED_OF_CLASS},
        fix="請以實收合計為準，更正預收總額或補報收費。",
        because="E1-52",
        module=FEES,
        measure="結算前逐班核對預收與實收",
    ),
    Flag(
        "X-22",
        "一張憑證只歸一種台賬",
        must={Vouchers.code: QUOTED_BY.count() <= 1},
        says="憑證同時被 {sheets} 引用",
        shows={"sheets": QUOTED_BY},
        fix="請核對各台賬所填的憑證號或發票號，一張憑證只結算一種業務。",
        because="E1-61",
        measure="各台賬引用憑證號時逐張核對",
    ),
    Flag(
        "X-23",
        "公佈數與台賬一致",
        must={
            Publications.income: (Publications.income - agreement.INCOME_OF_MONTH).abs() <= TOLERANCE,
            Publications.spending: (Publications.spending - agreement.SPENDING_OF_MONTH).abs() <= TOLERANCE,
        },
        when=MONTH_IS_OVER,
        says="公佈收入 {income} 元、支出 {spending} 元；按台賬計算，收入 {in} 元、支出 {out} 元",
        shows={"in": agreement.INCOME_OF_MONTH, "out": agreement.SPENDING_OF_MONTH},
        fix="請查明差額，更正公佈數或補報台賬。",
        because="E2-33, E2-34",
        measure="公佈前與台賬合計核對",
    ),
    Missing(
        id="X-24",
        name="食堂收支平衡",
        effect=Effect.FLAG,
        at=Vouchers.source,
        find=agreement.canteen_deviation,
        says="{missing}；結餘和虧空都是偏離",
        fix="請查明原因；結餘應用於改善伙食或退還。",
        because=("E1-17", "R07", "R08"),
        module=CANTEEN,
        measure="按月核算伙食成本，結餘用於改善伙食或退還",
    ),
    Flag(
        "X-25",
        "支出不超學期計劃",
        must={Budget.term_plan: agreement.SPENT_OF_CATEGORY <= PLANNED_OF_CATEGORY + TOLERANCE},
        when=Budget.is_spending,
        first_of=(Budget.category,),
        says="「{category}」本學期已支出 {spent} 元，超過學期計劃 {plan} 元",
        shows={"spent": agreement.SPENT_OF_CATEGORY, "plan": PLANNED_OF_CATEGORY},
        fix="請控制該類支出，或按程序調整計劃。",
        because="E2-29, E2-30, E2-58",
        measure="控制超計劃類別的支出，確需的按程序調整計劃",
    ),
    Missing(
        id="X-25",
        name="支出列入計劃",
        effect=Effect.FLAG,
        at=Vouchers.category,
        find=agreement.unplanned_spending,
        says="以下支出類別沒有列入經費計劃：{missing}",
        fix="請在「經費計劃」補列。",
        because=("E2-29", "E2-30", "E2-58"),
        measure="補列計劃外的支出類別",
    ),
]
