"""A small form with a column of every kind, and workbooks of it, for the tests of the template."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

from pipeline.finding import Effect, Finding, Place
from pipeline.form.column import (
    Choice,
    Date,
    DateTime,
    Integer,
    Many,
    Money,
    Month,
    Number,
    People,
    Person,
    Text,
    Time,
    YesNo,
)
from pipeline.form.expression import Parameter, Type, Word, literal
from pipeline.form.filled import Cover, Filled, Value
from pipeline.form.form import Due, Form
from pipeline.form.rule import Exclude, Flag, Hold, Missing, Note
from pipeline.form.sheet import Kind, Sheet

LEAST_BUYERS = Parameter("P-05")
HISTORY = Word("上月結存", lambda rows: rows.frame["x"], Type.NUMBER, 3)


class Items(Sheet, title="品名表", number=1, kind=Kind.SNAPSHOT):
    """One item."""

    code = Text("品名", required=True, example="大豆油")
    unit = Choice("單位", ["公斤", "桶", "袋"], required=True, example="桶")

    key = (code,)


class Deliveries(Sheet, title="採購驗收", number=2, kind=Kind.EVENT):
    """One delivered item."""

    bought_on = Date("採購日期", required=True, example="2026-03-02", guide="本月內")
    slip = Text("單號", code=True, required=True, example="RK-260302-01", max_length=20)
    item = Text("品名", required=True, reference=Items.code, example="大豆油")
    quantity = Number("數量", required=True, above=0, unit="桶/袋", example="4")
    price = Money("單價", required=True, above=0, example="215.00")
    amount = Money("金額", formula=quantity * price, example="860.00")
    buyers = People("採購人", required=True, example="陳大勇、趙敏")
    verdict = Choice("驗收結果", ["合格", "部分合格", "不合格"], example="合格")
    accepted_on = Date("驗收日期", needed=verdict.filled(), at_least=bought_on, example="2026-03-02")
    accepted = Number("合格數量", needed=verdict == "部分合格", at_least=0, at_most=quantity)
    keeper = Person("保管員", needed=literal(True))
    people = Integer("就餐人數", at_least=0, at_most=500, unit="人")
    change = Money("差額", negative=True)
    kinds = Many("供應類別", ["油", "米"], example="油、米")
    served = YesNo("是否供餐")
    month = Month("所屬月份", example="2026-03")
    at = Time("留樣時間", example="11:30")
    until = DateTime("銷毀時間", example="2026-03-04 12:00")
    book = Number("賬面數量", formula=HISTORY + quantity, unit="桶/袋")
    ratio = Number("合格率", formula=accepted.or_if_blank(quantity) / quantity)

    key = (slip,)
    attributed_to = bought_on
    money = amount


class Extra(Sheet, title="其他", number=3, kind=Kind.LIFECYCLE, core=False):
    """A sheet that need not be filled."""

    remark = Text("備註")


D = Deliveries
FORM = Form(
    id="F90",
    title="試用台賬",
    purpose="採購與驗收",
    filler="倉庫保管員",
    rhythm="每日記，每月交",
    due=Due.SCHOOL_MONTHS,
    sheets=[Items, Deliveries, Extra],
    rules=[
        Flag("F90-R01", "雙人採購", must={D.buyers: D.buyers.count() >= LEAST_BUYERS}, says="只有{buyers.count}人採購"),
        Hold("F90-R02", "先買後驗", must={D.accepted_on: D.accepted_on >= D.bought_on}, says="驗收早於採購"),
        Exclude("F90-R03", "須有保管員", must={D.keeper: D.keeper.filled()}, blank_breaks=True, says="無人保管"),
        Note("F90-R04", "單價平穩", must={D.price: D.price <= 500}, says="單價偏高"),
        Flag("F90-R05", "與上月銜接", must={D.quantity: D.quantity <= HISTORY}, says="多於結存"),
        Flag("F90-R06", "有校車才查", must={D.people: D.people > 0}, says="無人", module="P-24b"),
        Missing(
            id="F90-R07", name="逐日有記錄", effect=Effect.FLAG, at=D.bought_on, find=lambda _: {}, says="缺{missing}"
        ),
    ],
)
LISTS = {"人員": ["陳大勇", "趙敏", "吳桂芳"], "品名": ["大豆油", "大米"]}
PARAMETERS: Mapping[str, Value] = {"P-05": 2, "P-15": Decimal("0.02"), "P-00c": date(2026, 1, 24), "P-24b": "否"}
ROW: Mapping[str, Value] = {
    "採購日期": date(2026, 3, 2),
    "單號": "0012",
    "品名": "大豆油",
    "數量": Decimal("4.5"),
    "單價": Decimal("215.00"),
    "採購人": "陳大勇、趙敏",
    "驗收結果": "部分合格",
    "驗收日期": date(2026, 3, 2),
    "合格數量": Decimal(4),
    "保管員": "吳桂芳",
    "就餐人數": 836,
    "差額": Decimal("-0.50"),
    "供應類別": "油、米",
    "是否供餐": "是",
    "所屬月份": "2026-03",
    "留樣時間": "11:30",
    "銷毀時間": datetime(2026, 3, 4, 12, 0),  # noqa: DTZ001  # cells know no zone
}
COVER = Cover("示例小學", "2025-2026-2", "2026-03", 2, "吳桂芳", date(2026, 4, 1), "何靜", 1)
BLANK = Filled("F90", Cover("", "", ""), {})


def filled(*rows: Mapping[str, Value], cover: Cover = COVER, merged: Mapping[str, list[str]] | None = None) -> Filled:
    """A workbook with these rows of 採購驗收."""
    return Filled("F90", cover, {"採購驗收": rows}, merged or {})


def finding(rule: str, effect: Effect, at: tuple[str, str], says: str = "不對", fix: str = "請改。") -> Finding:
    """A finding at a cell of 採購驗收 and the column's title."""
    cell, column = at
    row = int("".join(filter(str.isdigit, cell)) or 0)
    return Finding(
        rule, effect, Place("x.xlsx", "採購驗收" if cell else "", row, cell, column), says, fix, "值", form=FORM.id
    )
