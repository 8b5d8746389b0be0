"""A small form with a sheet of every kind, its school, and workbooks of it: for the tests of the engine.

The window is 2026-03-01 to 2026-05-31; every Monday to Friday is a school day, but for 2026-05-01.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from pipeline.batch import Batch
from pipeline.form.column import Choice, Date, Integer, Many, Money, Number, People, Person, Text
from pipeline.form.expression import Parameter
from pipeline.form.filled import Cover, Filled, Value
from pipeline.form.form import Due, Form, Registry
from pipeline.form.metric import Base, Metric, Quotient, Rate, Rows, ShareOf, Span, Sum
from pipeline.form.rule import Exclude, Flag, Hold, Note
from pipeline.form.sheet import Kind, Sheet
from pipeline.forms.f00_base import FORM as WHOLE_BASE
from pipeline.forms.f00_base.sheets import Suppliers
from pipeline.forms.registry import registry as installed
from tests.forms.plant import batch_of

Row = Mapping[str, Value]
SCHOOL, TERM = "示例小學", "2025-2026-2"
START, END = date(2026, 3, 1), date(2026, 5, 31)
BASE = replace(WHOLE_BASE, rules=(), metrics=(), tables=(), charts=(), sections=())


class Buys(Sheet, title="採購", number=1, kind=Kind.EVENT):
    """One delivered item."""

    bought_on = Date("採購日期", required=True)
    slip = Text("單號", code=True, required=True)
    item = Text("品名", required=True)
    kind_of_item = Choice("類別", ["蔬菜", "肉類", "糧油"], required=True)
    quantity = Number("數量", unit="公斤", required=True, above=0, aliases=("斤數",))
    price = Money("單價", required=True, at_least=0)
    amount = Money("金額", formula=(quantity * price).rounded(2))
    buyers = People("採購人", needed=kind_of_item == "肉類")
    accepted_on = Date("驗收日期", at_least=bought_on)
    people = Integer("人數", unit="人", at_least=0, at_most=100)
    supplier = Text("供應商", reference=Suppliers.label)
    remark = Text("備註")

    key = (slip, item)
    key_over_term = True
    attributed_to = bought_on
    money = amount


class Loans(Sheet, title="借用", number=2, kind=Kind.LIFECYCLE, core=False):
    """One loan: opens on one day, closes on another."""

    code = Text("借條號", code=True, required=True)
    lent_on = Date("借出日期", required=True)
    borrower = Person("借用人", required=True)
    pieces = Integer("數量", required=True, above=0)
    deposit = Money("押金", at_least=0)
    due_on = Date("應還日期", planned=True)
    returned_on = Date("歸還日期", at_least=lent_on)

    key = (code,)
    key_over_term = True
    attributed_to = lent_on
    opening = lent_on
    closed = returned_on.filled()
    fixed = (lent_on, pieces, deposit)
    money = deposit


class Things(Sheet, title="名單", number=3, kind=Kind.SNAPSHOT, core=False):
    """One thing that the school has."""

    code = Text("編號", code=True, required=True)
    label = Text("名稱")
    got_on = Date("取得日期")
    value = Money("原值", required=True, at_least=0)
    tags = Many("標籤", ["新", "舊", "壞"])

    key = (code,)
    unique = (label,)
    money = value


class Progress(Sheet, title="進度", number=4, kind=Kind.STATUS, core=False):
    """One project a month."""

    project = Text("項目", code=True, required=True)
    stage = Choice("階段", ["在建", "投用"], required=True)
    paid = Money("累計支付", required=True, at_least=0)

    key = (project,)
    month_of_cover = True
    closed = stage == "投用"
    money = paid


B = Buys
LEAST_BUYERS = Parameter("P-05")
FORM = Form(
    id="F99",
    title="小台賬",
    purpose="",
    filler="倉庫保管員",
    due=Due.EVERY_MONTH,
    sheets=[Buys, Loans, Things, Progress],
    rules=[
        Hold("F99-R01", "不買零價", must={B.price: B.price > 0}, says="單價是 {price}", fix="請核對。"),
        Exclude("F99-R02", "須驗收", must={B.accepted_on: B.accepted_on.filled()}, blank_breaks=True, says="沒有驗收"),
        Exclude("F99-R03", "不買貴的", must={B.price: B.price <= 100}, says="單價 {price} 太高"),
        Flag(
            "F99-R04",
            "雙人採購",
            must={B.buyers: B.buyers.count() >= LEAST_BUYERS},
            says="{buyers}只有 {count} 人，要求 {least} 人",
            shows={"count": B.buyers.count(), "least": LEAST_BUYERS},
        ),
        Note("F99-R05", "少量多次", must={B.quantity: B.quantity <= 50}, says="數量 {quantity} 偏多"),
    ],
    metrics=[
        Metric(
            id="M-F99-01",
            name="採購額",
            unit="元",
            of=Sum(B.amount),
            sheet=B,
            formula="",
            by=[("類別",), ("類別", "品名")],
        ),
        Metric(id="M-F99-02", name="筆數", unit="筆", of=Rows(), sheet=B, formula="", by=[("類別",)], base=Base.ALL),
        Metric(
            id="M-F99-03",
            name="雙人率",
            unit="%",
            of=Rate(B.buyers.count() >= LEAST_BUYERS),
            sheet=B,
            formula="",
            by=[("類別",)],
        ),
        Metric(
            id="M-F99-04",
            name="均價",
            unit="元/公斤",
            of=Quotient(B.amount, B.quantity),
            sheet=B,
            formula="",
            by=[("類別",)],
            decimals=2,
        ),
        Metric(id="M-F99-05", name="佔比", unit="%", of=ShareOf("M-F99-01"), sheet=B, formula="", by=[("類別",)]),
        Metric(
            id="M-F99-06", name="累計支付", unit="元", of=Sum(Progress.paid), sheet=Progress, formula="", span=Span.LAST
        ),
        Metric(id="M-F99-07", name="借出", unit="件", of=Sum(Loans.pieces), sheet=Loans, formula="", span=Span.TERM),
    ],
)
REGISTRY = Registry(forms=[BASE, FORM], window=installed().window)


def _days() -> list[Row]:
    days = [START + timedelta(days=n) for n in range((END - START).days + 1)]
    return [_day(day) for day in days]


def _day(day: date) -> Row:
    school = day.weekday() < 5 and day != date(2026, 5, 1)
    kind = "上課日" if school else "法定假日" if day == date(2026, 5, 1) else "休息日"
    week = {"教學週次": (day - START).days // 7 + 1} if school else {}
    return {"日期": day, "日類型": kind, "供餐餐次": "早午晚" if school else "無", "校車運行": "否", **week}


def _person(number: int, name: str, post: str, starts: date = date(2020, 9, 1), leaves: date | None = None) -> Row:
    return {
        "工號": f"HQ{number:03}",
        "姓名": name,
        "部門": "總務處",
        "崗位": post,
        "用工性質": "在編",
        "食堂操作人員": "否",
        "接觸直接入口食品": "否",
        "到崗日期": starts,
        "離崗日期": leaves,
    }


def parameter(code: str, value: str, since: date = START) -> Row:
    """A row of 學校參數."""
    return {"參數代碼": code, "參數名稱": code, "參數值": value, "生效日期": since}


PARAMETERS = [
    parameter("P-00a", SCHOOL),
    parameter("P-00b", TERM),
    parameter("P-00c", START.isoformat()),
    parameter("P-00d", "2026-03-02"),
    parameter("P-00e", END.isoformat()),
]
PEOPLE = [
    _person(1, "何靜", "總務主任"),
    _person(2, "陳大勇", "採購員"),
    _person(3, "趙敏", "採購員"),
    _person(4, "周明", "倉庫保管員", leaves=date(2026, 3, 31)),
    _person(5, "吳桂芳", "倉庫保管員", starts=date(2026, 4, 1)),
]
SUPPLIER: Row = {
    "供應商編號": "S01",
    "供應商名稱": "清源糧油店",
    "供應類別": "其他",
    "聯繫人電話": "0410-0000000",
    "合作狀態": "在用",
}
ENTRIES: list[Row] = [{"字典名": "類別", "值": "糧油", "別名": "米麵", "啟用": "是"}]


def base(parameters: Sequence[Row] = (), people: Sequence[Row] = PEOPLE) -> Filled:
    """The base form's workbook; further parameters, other people."""
    cover = Cover(SCHOOL, TERM, "2026-03", filled_by="何靜", filled_on=date(2026, 3, 1))
    rooms: list[Row] = [
        {"班室編號": "C101", "班室名稱": "一年級1班", "類別": "教室", "責任人": "何靜", "年級": "一", "學生數": 40}
    ]
    sheets: Mapping[str, Sequence[Row]] = {
        "學校參數": [*PARAMETERS, *parameters],
        "校曆": _days(),
        "人員名冊": people,
        "班室名冊": rooms,
        "供應商名冊": [SUPPLIER],
        "類別字典": ENTRIES,
    }
    return Filled("F00", cover, sheets)


ORDINARY_BASE = base()


def cover(
    month: str, *, part: int = 1, version: int = 1, filled_on: date | None = None, nothing: bool = False
) -> Cover:
    """A cover, filled on day 2 of the next month when no day is named."""
    year, number = map(int, month.split("-"))
    after = date(year + number // 12, number % 12 + 1, 2)
    return Cover(SCHOOL, TERM, month, part, "陳大勇", filled_on or after, "何靜", version, nothing)


def handed(month: str, of: Cover | None = None, **sheets: Sequence[Row]) -> Filled:
    """A month's workbook with rows on some of its sheets."""
    return Filled(FORM.id, of or cover(month), sheets)


def buy(day: str, slip: str, **cells: Value) -> Row:
    """A row of 採購 that is in order: 10 公斤 at 3.50, 35.00 in all."""
    on = date.fromisoformat(day)
    row: dict[str, Value] = {
        "採購日期": on,
        "單號": slip,
        "品名": "白菜",
        "類別": "蔬菜",
        "數量": 10,
        "單價": Decimal("3.50"),
        "採購人": "陳大勇、趙敏",
        "驗收日期": on,
    }
    return {**row, **cells}


def loan(code: str, day: str, returned: str = "", **cells: Value) -> Row:
    """A row of 借用 that is in order."""
    row: dict[str, Value] = {
        "借條號": code,
        "借出日期": date.fromisoformat(day),
        "借用人": "陳大勇",
        "數量": 2,
        "押金": Decimal("50.00"),
    }
    return {**row, **({"歸還日期": date.fromisoformat(returned)} if returned else {}), **cells}


def thing(code: str, value: str = "100.00", **cells: Value) -> Row:
    """A row of 名單 that is in order."""
    return {"編號": code, "原值": Decimal(value), **cells}


def batch(
    *filled: Filled, month: str | None = None, of: Filled = ORDINARY_BASE, registry: Registry = REGISTRY
) -> Batch:
    """The workbooks judged beside the base form's."""
    return batch_of([of, *filled], registry, month)
