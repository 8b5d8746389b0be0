"""The three sheets of F02 (domain/forms/F02.md)."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from pipeline.checks.term import MONTH, Rows, Term
from pipeline.checks.unknown import all_came
from pipeline.form.column import Choice, Date, Money, Number, People, Person, Text
from pipeline.form.expression import Type, Word, when
from pipeline.form.sheet import Kind, Sheet
from pipeline.forms.f00_base.sheets import FOODS, Suppliers

FOOD_LIST = "食材"
OTHER_FOOD = "其他"
CATEGORIES = [*FOODS, OTHER_FOOD]
UNITS = ["公斤", "克", "升", "桶", "袋", "箱", "個", "盒"]
PACKAGES = ("桶", "袋", "箱", "盒")
WHOLE, PARTLY, REFUSED, NOT_ACCEPTED = "合格", "部分合格", "不合格", "未驗收"
FOR_MEALS = "供餐"


def _unreadable_verdict(rows: Rows) -> pd.Series[Any]:
    unread = rows.unread.get(Deliveries.verdict.name, np.zeros(len(rows), dtype=bool))
    return pd.Series(unread, index=rows.frame.index, dtype="boolean")


class Deliveries(Sheet, title="採購驗收入庫", number=1, kind=Kind.EVENT):
    """One delivered item: bought, accepted, taken into stock (quantities in 單位, money in 元)."""

    bought_on = Date("採購日期", required=True, example="2026-03-02")
    code = Text("單號", code=True, required=True, example="RK-260302-01", guide="一次送貨一個單號，各品名可共用")
    item = Text("品名", required=True, list_name=FOOD_LIST, example="大豆油", guide="照類別字典的食材")
    category = Choice("食材類別", CATEGORIES, required=True, example="食用油")
    specification = Text("規格", example="20L/桶", guide="單位為桶、袋、箱、盒時必填")
    unit = Choice("單位", UNITS, required=True, example="桶")
    supplier = Text(
        "供應商",
        required=True,
        reference=Suppliers.label,
        reference_rule="F02-R11",
        example="清源糧油店",
        guide="照供應商名冊",
    )
    quantity = Number("採購數量", required=True, above=0, example="4", guide="只填數字，單位看「單位」列")
    unit_price = Money("單價", required=True, above=0, example="215.00", guide="每單位多少元")
    amount = Money("金額", formula=(quantity * unit_price).rounded(2), example="860.00")
    buyers = People("採購人", required=True, example="陳大勇、趙敏", guide="至少兩人；食堂操作人員不得採購")
    accepted_on = Date("驗收日期", example="2026-03-02", guide="驗收後填；未驗收的不入庫")
    acceptors = People("驗收人", example="何靜、林秋實", guide="至少兩人，不得是採購人")
    verdict = Choice("驗收結果", [WHOLE, PARTLY, REFUSED, NOT_ACCEPTED], example="合格", guide="空白 = 未驗收")
    accepted = Number(
        "合格數量",
        needed=verdict == PARTLY,
        blank_rule="F02-R08",
        example="4",
        guide="部分合格必填；合格的空白 = 採購數量，不合格的空白 = 0",
    )
    rejected_how = Choice("不合格處理", ["退回", "銷毀", "換貨"], needed=verdict.among(PARTLY, REFUSED), example="退回")
    stored_on = Date("入庫日期", needed=verdict.among(WHOLE, PARTLY), example="2026-03-02")
    stored = Number("入庫數量", needed=verdict.among(WHOLE, PARTLY), example="4", guide="與合格數量相同")
    keeper = Person("保管員", needed=verdict.among(WHOLE, PARTLY), example="吳桂芳", guide="倉庫保管員")
    batch = Text("生產日期或批號", example="20260105", guide="單位為桶、袋、箱、盒時必填")
    best_before = Date("保質期至", planned=True, example="2027-07-05", guide="單位為桶、袋、箱、盒時必填")
    invoice = Text(
        "結算發票號", code=True, example="24312…", guide="照支出票據的發票號；同一張發票的各行都填；未結算留空"
    )

    packaged = unit.among(*PACKAGES)
    specification.needed = batch.needed = best_before.needed = packaged
    accepted_on.needed = acceptors.needed = verdict.filled() & (verdict != NOT_ACCEPTED)

    has_verdict = verdict.filled() & ~Word("驗收結果看不清", _unreadable_verdict) & (verdict != NOT_ACCEPTED)
    """A verdict that is blank, or dropped because it could not be read, is 未驗收."""
    is_accepted = has_verdict & accepted_on.filled() & acceptors.filled()
    enters_stock = when(verdict == WHOLE, accepted.or_if_blank(quantity), when(verdict == PARTLY, accepted, 0))
    """合格數量 as it counts: blank is 採購數量 under 合格, and nothing enters under 不合格 or 未驗收."""
    accepted_amount = (enters_stock * unit_price).rounded(2)
    stock_date = stored_on.or_if_blank(accepted_on)

    key = (code, item, specification)
    key_over_term = True
    attributed_to = bought_on
    money = amount
    counted_money = accepted_amount


class Issues(Sheet, title="領用出庫", number=2, kind=Kind.EVENT):
    """One item taken out of the storeroom (quantity in 單位)."""

    day = Date("日期", required=True, example="2026-03-02")
    meal = Choice("餐次", ["早", "午", "晚", "加餐", "非餐"], required=True, example="午")
    item = Text("品名", required=True, list_name=FOOD_LIST, example="大豆油", guide="照類別字典的食材")
    unit = Choice("單位", UNITS, required=True, example="桶", guide="與入庫時的單位相同")
    quantity = Number("數量", required=True, above=0, example="1", guide="只填數字，單位看「單位」列")
    recipient = Person("領用人", required=True, example="林秋實", guide="食堂操作人員，不得是保管員")
    keeper = Person("保管員", required=True, example="吳桂芳", guide="倉庫保管員")
    purpose = Choice("用途", [FOR_MEALS, "留樣", "報損", "退貨"], example="供餐", guide="空白 = 供餐")
    remark = Text("備註")

    for_meals = purpose.or_if_blank(FOR_MEALS) == FOR_MEALS

    attributed_to = day


def first_month(term: Term) -> int | None:
    """The month of the term's first F02, before which nothing can be carried forward."""
    return min(term.received.get(Counts.form, ()), default=None)


def _in_first_file(rows: Rows) -> pd.Series[Any]:
    """Unknown while an earlier one may come."""
    first = first_month(rows.term) or 0
    is_first = (rows.frame[MONTH] == first).astype("boolean")
    return is_first if all_came(rows.term, Counts, until=first) else is_first.mask(is_first)


def _book(rows: Rows) -> pd.Series[Any]:
    from pipeline.forms.f02_canteen.hidden import known_book_quantities  # reads these sheets

    return known_book_quantities(rows)


class Counts(Sheet, title="月末盤點", number=3, kind=Kind.EVENT):
    """One item counted at the month's end (quantities in 單位, 期初單價 in 元)."""

    item = Text("品名", required=True, list_name=FOOD_LIST, example="大豆油", guide="有庫存或本月有進出的都要盤")
    unit = Choice("單位", UNITS, required=True, example="桶", guide="與入庫時的單位相同")
    opening = Number("期初數量", required=True, at_least=0, example="2", guide="上月實盤數量；新品名填 0")
    opening_price = Money(
        "期初單價",
        at_least=0,
        example="212.00",
        guide="本學期第一份表且期初數量大於 0 時必填，其後不填",
    )
    book = Number(
        "賬面數量",
        formula=Word("賬面數量", _book, Type.NUMBER, 3, "需要採購驗收入庫、領用出庫兩表的資料"),
        example="3",
        guide="期初數量＋本月入庫－本月出庫，彙總時算出",
    )
    counted = Number("實盤數量", required=True, at_least=0, example="3")
    cause = Choice(
        "差異原因",
        ["自然損耗", "計量誤差", "漏記", "變質報損", "其他"],
        needed=counted != book,
        blank_rule="F02-R17",
        guide="實盤與賬面不同時必填",
    )
    spoiled = Number("過期或變質數量", required=True, at_least=0, example="0", guide="沒有填 0")
    counter = Person("盤點人", required=True, example="吳桂芳", guide="保管員")
    watcher = Person("監盤人", required=True, example="何靜", guide="另一個人，不得是食堂人員")
    counted_on = Date("盤點日期", required=True, example="2026-03-31", guide="月末最後三天或次月頭兩天")

    in_first_file = Word("本學期第一份表", _in_first_file)
    opening_price.needed = in_first_file & (opening > 0)

    key = (item, unit)
    month_of_cover = True
