"""The six sheets of F05 (domain/forms/F05.md)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from pipeline.checks.services import first_day, last_day
from pipeline.checks.term import Rows, Term
from pipeline.checks.words import by_day
from pipeline.form.column import (
    Choice,
    Date,
    Integer,
    Many,
    Money,
    Month,
    Person,
    Text,
    YesNo,
    needed_while,
)
from pipeline.form.expression import Expr, Type, Word, all_of, literal, when
from pipeline.form.sheet import Kind, Sheet
from pipeline.forms.f00_base.sheets import GRADES, Rooms
from pipeline.forms.f05_finance.income import Income
from pipeline.forms.parameters import FEES, QUOTES_FROM

if TYPE_CHECKING:
    import pandas as pd

EVERY_GRADE = "全部"
CANTEEN_FEE = "伙食費"
ADVANCE_FEES = ("代收費", CANTEEN_FEE)
FEE_NATURES = ["服務性收費", "代收費", CANTEEN_FEE, "其他規定收費"]
CANTEEN_SPENDING = ("食堂食材", "食堂其他")
CATEGORIES = [
    "辦公費", "印刷費", "水費", "電費", "燃料取暖費", "維修費", "設備購置", "圖書資料", "教學儀器", "食堂食材",
    "食堂其他", "校車費", "工程款", "勞務費", "差旅費", "培訓費", "衛生綠化", "其他",
]  # fmt: skip
INCOME_KINDS = [*FEE_NATURES, "撥款", "賠償", "捐贈", "其他"]
CANTEEN_ACCOUNT = "食堂專賬"
OTHER_SOURCE = "其他"
SOURCES = ["公用經費", "專項經費", CANTEEN_ACCOUNT, "捐贈資金", "上級撥款", OTHER_SOURCE]
RED_LETTER = "紅字"
ALWAYS = literal(value=True)
LOWEST_CREDIT = -(10**10)
"""元, far below any credit note: what a red-letter invoice must exceed."""


def publication_day(term: Term, month: int) -> int | None:
    """Day P-17 of the month after: by then a month is published and reported."""
    day = term.base.parameters.number("P-17", last_day(month))
    return None if day is None else min(first_day(month + 1) + int(day) - 1, last_day(month + 1))


class KeyPart(Word):
    """A part of a key that is computed from a column, with a heading for messages."""

    @property
    def title(self) -> str:
        """What stands for it in a message."""
        return self.name


def year_of(dates: Expr) -> Callable[[Rows], pd.Series[Any]]:
    """The calendar year of each date."""

    def compute(rows: Rows) -> pd.Series[Any]:
        return rows.of(dates.month()) // 12

    return compute


class ChargeItems(Sheet, title="收費標準公示", number=1, kind=Kind.SNAPSHOT):
    """One charge item with its standard (元 a pupil), its authority and its publication."""

    code = Text("項目代碼", code=True, required=True, example="SF02", guide="每個收費項目一個代碼")
    label = Text("項目名稱", required=True, example="作業本費")
    nature = Choice("收費性質", FEE_NATURES, required=True, example="代收費")
    authority = Text(
        "文件依據",
        blank_rule="F05-R02",
        needed=ALWAYS,
        example="示例價字〔2025〕1號",
        guide="准許收費的文件號",
    )
    standard = Money("標準", unit="元/生", required=True, at_least=0, example="25.00", guide="每名學生多少元")
    grades = Many(
        "適用年級", [EVERY_GRADE, *GRADES], required=True, example="三、四", guide="年級用、隔開；全校填「全部」"
    )
    voluntary = YesNo("自願項目", required=True, example="是")
    published_on = Date("公示日期", blank_rule="F05-R01", needed=ALWAYS, example="2026-02-20", guide="不遲於第一次收費")
    published_by = Choice("公示方式", ["公示欄", "網站", "家長信", "多種"], required=True, example="多種")

    key = (code,)


class Collections(Sheet, title="收費與解交", number=2, kind=Kind.LIFECYCLE):
    """One collection of one item from one class, and what of it has been handed in to the school's account (元)."""

    collected_on = Date("收費日期", required=True, example="2026-03-01")
    room = Text("班室編號", code=True, required=True, reference=Rooms.code, example="C302")
    item = Text(
        "項目代碼",
        code=True,
        required=True,
        reference=ChargeItems.code,
        reference_rule="F05-R04",
        example="SF02",
        guide="照「收費標準公示」",
    )
    standard = Money("標準", unit="元/生", required=True, example="25.00", guide="照「收費標準公示」")
    pupils = Integer("應收人數", unit="人", required=True, example="42", guide="本次應交的人數，含減免；不超過學生數")
    waived = Integer("減免人數", unit="人", required=True, at_least=0, example="2")
    payers = Integer("實收人數", unit="人", required=True, example="40", guide="遲交的加到原來那一行")
    due = Money("應收金額", formula=standard * (pupils - waived), example="1000.00", guide="自動計算")
    collected = Money("實收金額", required=True, at_least=0, example="1000.00", guide="遲交的加到原來那一行")
    receipts = Text("收款票據號", required=True, example="0001-0040", guide="號碼或首尾號，如 0001-0040；多段用、隔開")
    collector = Person("收款人", required=True, example="錢會敏")
    deposited_on = Date(
        "解交日期",
        blank_rule="F05-R07",
        at_least=collected_on,
        example="2026-03-02",
        guide="第一次解交的日期；未解交留空",
    )
    deposited = Money("解交金額", needed=deposited_on.filled(), example="1000.00", guide="至今共解交多少")
    slips = Many(
        "繳款單號", blank_rule="F05-R08", needed=deposited_on.filled(), example="JK-2603-02", guide="先後多張用、隔開"
    )

    key = (room, item, collected_on)
    key_over_term = True
    attributed_to = collected_on
    opening = collected_on
    income = Income(amount=collected, on=collected_on, module=FEES)
    closed = deposited.or_if_blank(0) == collected
    fixed = (standard, pupils, waived)
    money = collected


class Settlements(Sheet, title="期末結算退補", number=3, kind=Kind.LIFECYCLE, core=False):
    """What one class gets back (or still owes, below 0) of one item collected in advance (元)."""

    item = Text(
        "項目代碼", code=True, required=True, reference=ChargeItems.code, example="SF02", guide="代收費或伙食費"
    )
    room = Text("班室編號", code=True, required=True, reference=Rooms.code, example="C302")
    collected = Money("預收總額", required=True, example="1000.00", guide="該班該項實收金額之和")
    spent = Money("實際支出總額", required=True, at_least=0, example="940.00")
    owed = Money(
        "應退補總額", formula=collected - spent, negative=True, example="60.00", guide="自動計算；負數 = 應向學生補收"
    )
    settled = Money("已退補總額", negative=True, example="60.00", guide="退還填正數，補收填負數；未辦留空")
    settled_on = Date("退補日期", needed=settled.filled() & (settled != 0), example="2026-07-03", guide="有退補時必填")
    signers = Integer("簽收人數", unit="人", needed=settled_on.filled(), example="40", guide="有退補日期時必填")
    listed_on = Date(
        "清單公佈日期",
        blank_rule="F05-R11",
        needed=settled_on.filled(),
        example="2026-07-02",
        guide="先公佈清單，再退補",
    )

    key = (item, room)
    key_over_term = True
    closed = settled.or_if_blank(0) == owed
    fixed = (collected,)
    money = collected


class Vouchers(Sheet, title="支出票據", number=4, kind=Kind.LIFECYCLE):
    """One invoice: asked for, bought, signed by three, approved and reimbursed (元).

    Numbers begin again each calendar year. The year in the key is that of 購買日期, which may not change; that of
    報支日期 is not known while a voucher waits.
    """

    code = Text("憑證號", code=True, required=True, example="ZC-2603-018", guide="同一年內不得重複")
    invoice = Text("發票號", code=True, required=True, example="24312…", guide="一張發票只報一次")
    category = Choice("支出類別", CATEGORIES, required=True, example="辦公費")
    detail = Text(
        "一級明細",
        required=True,
        list_name="一級明細",
        reference_rule="F05-R21",
        example="文具",
        guide="照類別字典，須屬於該支出類別",
    )
    purpose = Text("事由", required=True, max_length=60, example="期初辦公用品", guide="寫明給誰用、做甚麼用")
    requester = Person("申請人", example="何靜", guide="實物購置必填")
    requested_on = Date("申請日期", blank_rule="F05-R15", example="2026-03-03", guide="實物購置必填；先請示，後購買")
    purchase_approver = Person("購買批准人", example="孫立", guide="一支筆審批人或受其委託的人")
    purchase_approved_on = Date(
        "購買批准日期", blank_rule="F05-R15", example="2026-03-03", guide="不早於申請，不遲於購買"
    )
    approved_amount = Money("批准金額", above=0, example="1500.00", guide="實物購置必填")
    bought_on = Date("購買日期", required=True, example="2026-03-04", guide="購買、服務、賬單或工資的日期")
    payee = Text("開票單位", required=True, example="文華商行")
    amount = Money("發票金額", required=True, negative=True, example="1460.00", guide="沖銷填負數，備註寫「紅字」")
    goods = YesNo("實物購置", required=True, example="是")
    as_ordered = Choice("實物相符", ["相符", "不符", "不適用"], example="相符", guide="實物購置必填")
    quotes = Integer(
        "詢價家數", blank_rule="F05-R22", unit="家", example="3", guide="達詢價起點的實物購置必填；不詢價在備註寫原因"
    )
    lowest = Choice("成交為最低價", ["是", "否", "不適用"], example="是", guide="詢價兩家以上必填；填「否」要寫原因")
    handler = Person("經手人", blank_rule="F05-R13", needed=ALWAYS, example="陳大勇", guide="第一簽")
    acceptor = Person("驗收人", blank_rule="F05-R13", needed=ALWAYS, example="吳桂芳", guide="第二簽，另一個人")
    auditor = Person("審核人", blank_rule="F05-R13", needed=ALWAYS, example="錢會敏", guide="第三簽，再另一個人")
    claim_approver = Person("報支批准人", blank_rule="F05-R17", example="孫立", guide="一支筆審批人；已報必填")
    claim_approved_on = Date(
        "報支批准日期", blank_rule="F05-R16", example="2026-03-08", guide="先批准，後報支；已報必填"
    )
    claimed_on = Date("報支日期", blank_rule="F05-R16", example="2026-03-09", guide="已報必填")
    status = Choice("報支狀態", ["已報", "待報", "退回"], required=True, example="已報")
    source = Choice("經費來源", SOURCES, required=True, example="公用經費")
    project = Text("項目編號", code=True, guide="工程項目的編號，如有")
    document = Text("關聯單號", code=True, example="TZ-2603-004", guide="有關台賬的單號，只供查找")
    remark = Text("備註", guide="政府採購、單一來源、定點供應、紅字，或其他原因")

    is_goods = goods == "是"
    is_claimed = status == "已報"
    needs_quotes = is_goods & (amount >= QUOTES_FROM)
    needed_while(
        is_goods, requester, requested_on, purchase_approver, purchase_approved_on, approved_amount, as_ordered
    )
    needed_while(needs_quotes, quotes)
    needed_while(quotes.filled() & (quotes >= 2), lowest)
    needed_while(is_claimed, claim_approver, claim_approved_on, claimed_on)
    amount.above = when(remark.filled() & remark.contains(RED_LETTER), LOWEST_CREDIT, 0)

    year = KeyPart("購買年份", year_of(bought_on), Type.NUMBER)
    key = (code, year)  # type: ignore[assignment]  # a number may come again in the next calendar year
    key_over_term = True
    attributed_to = claimed_on
    opening = bought_on
    closed = status.among("已報", "退回")
    fixed = (invoice, category, detail, bought_on, payee, amount)
    money = amount


class Publications(Sheet, title="公佈與彙報", number=5, kind=Kind.LIFECYCLE):
    """One month's income and spending (元), and when they were published, reported and discussed."""

    month = Month("月份", required=True, example="2026-03", guide="每月一行")
    income = Money("本月收入合計", required=True, example="1000.00", guide="公佈的收入數")
    spending = Money("本月支出合計", required=True, example="28460.50", guide="公佈的支出數")
    published_on = Date("公佈日期", blank_rule="F05-R28", example="2026-04-03", guide="次月公佈截止日之前")
    published_by = Choice(
        "公佈方式", ["公示欄", "教職工會", "網站", "多種"], needed=published_on.filled(), example="公示欄"
    )
    told_school_on = Date("彙報學校日期", blank_rule="F05-R28", example="2026-04-02", guide="次月公佈截止日之前")
    reviewed_on = Date("理財小組審議日期", blank_rule="F05-R28", example="2026-04-02", guide="次月公佈截止日之前")
    reviewers = Integer(
        "理財小組到會人數", unit="人", needed=reviewed_on.filled(), at_least=0, example="5", guide="三人以上"
    )
    told_authority_on = Date("彙報上級日期", blank_rule="F05-R28", example="2026-04-05", guide="次月公佈截止日之前")
    questions = Integer("質疑或意見數", unit="條", required=True, at_least=0, example="1", guide="沒有填 0")
    answers = Integer("已答覆數", unit="條", required=True, at_least=0, example="1", guide="沒有填 0")

    begins_on = by_day(month, lambda _, month: first_day(month), "月初", Type.DATE)
    ends_on = by_day(month, lambda _, month: last_day(month), "月末", Type.DATE)
    publish_by = by_day(month, publication_day, "公佈截止日", Type.DATE)
    dates = (published_on, told_school_on, reviewed_on, told_authority_on)
    needed_while(ALWAYS, *dates)

    key = (month,)
    attributed_to = begins_on
    closed = all_of(date.filled() for date in dates)
    fixed = (income, spending)


class Budget(Sheet, title="經費計劃", number=6, kind=Kind.SNAPSHOT, core=False):
    """What is planned for one category in a calendar year (元)."""

    year = Integer("預算年度", unit="年", required=True, example="2026", guide="公曆年")
    category = Choice(
        "類別",
        list(dict.fromkeys([*CATEGORIES, *INCOME_KINDS])),
        required=True,
        example="辦公費",
        guide="支出填支出類別；收入填收費性質、撥款、賠償、捐贈或其他",
    )
    direction = Choice("收支方向", ["收入", "支出"], required=True, example="支出")
    year_plan = Money("年度計劃", required=True, at_least=0, example="60000.00")
    term_plan = Money("學期計劃", required=True, at_most=year_plan, example="30000.00")

    is_spending = direction == "支出"
    key = (year, direction, category)
