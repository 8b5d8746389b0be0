"""The three sheets of F08 (domain/forms/F08.md)."""

from __future__ import annotations

from pipeline.form.column import Choice, Date, Integer, Money, Number, Person, Text
from pipeline.form.sheet import Kind, Sheet
from pipeline.forms.f00_base.sheets import DEPARTMENTS, Rooms
from pipeline.forms.f00_base.sheets import People as Staff
from pipeline.forms.f05_finance.income import Income

OPENING, BOUGHT, ISSUED, RETURNED, DISCARDED = "期初", "入庫", "領用", "退回", "報損"
GOODS_UNITS = ["盒", "支", "個", "包", "本", "套"]

INTACT, DAMAGED, LOST = "完好", "損壞", "缺失"

INTENT, NEGLIGENCE, WEAR, UNRESOLVED = "有意", "過失", "自然損耗", "責任不明"
NATURES = [INTENT, NEGLIGENCE, WEAR, UNRESOLVED]
PUPIL = "學生"
CASH, OWN_REPAIR, IN_KIND, WAIVED = "現金賠償", "自行修復", "實物賠償", "免賠"

CASH_HINT = "處理方式為現金賠償時必填"


class Movements(Sheet, title="物品出入庫", number=1, kind=Kind.EVENT, core=False):
    """One movement of consumables; quantities in the row's 單位, 單價 in 元 a unit."""

    on = Date("日期", required=True, example="2026-03-06")
    move = Choice(
        "類型",
        [OPENING, BOUGHT, ISSUED, RETURNED, DISCARDED],
        required=True,
        example=ISSUED,
        guide="期初為開賬時的結存",
    )
    item = Text("品名", required=True, example="粉筆", guide="同一物品用同一名稱和單位")
    unit = Choice("單位", GOODS_UNITS, required=True, example="盒")
    quantity = Number("數量", required=True, above=0, example="2", guide="只填數字，單位看「單位」欄")
    price = Money("單價", example="3.50", guide="類型為入庫、期初時必填；每單位多少元")
    receiver = Person("領用人", blank_rule="F08-R02", example="周雨晴", guide="類型為領用、退回時必填；不能是經辦人")
    department = Text(
        "領用部門",
        reference=Rooms.code,
        besides=DEPARTMENTS,
        example="C302",
        guide="類型為領用、退回時必填；部門名稱或班室編號",
    )
    clerk = Person("經辦人", required=True, example="吳桂芳", guide="發放或收回的人，不能是領用人")
    voucher = Text(
        "憑證號", code=True, refers_to="F05.4 憑證號", example="ZC-2603-001", guide="類型為入庫時必填；支出票據的憑證號"
    )

    is_handed_over = move.among(ISSUED, RETURNED)
    price.needed = move.among(OPENING, BOUGHT)
    receiver.needed = department.needed = is_handed_over
    voucher.needed = move == BOUGHT

    attributed_to = on


class Loans(Sheet, title="借出歸還", number=2, kind=Kind.LIFECYCLE, core=False):
    """One loan from its slip until it comes back."""

    code = Text("借條號", code=True, required=True, example="JT-2603-05", guide="一張借條一行，編號不重複")
    thing = Text("物品或資產編號", required=True, example="ZC-2025-0077", guide="固定資產填資產編號，其他填名稱")
    quantity = Integer("數量", required=True, above=0, example="1")
    lent_on = Date("借出日期", required=True, example="2026-03-10")
    borrower = Person("借用人", required=True, outside_ok=True, example="周雨晴")
    purpose = Text("用途", required=True, example="公開課")
    due_on = Date("應還日期", required=True, planned=True, at_least=lent_on, example="2026-03-17")
    returned_on = Date("歸還日期", example="2026-03-16", guide="未還留空，下月接着填同一行")
    condition = Choice("歸還狀況", [INTACT, DAMAGED, LOST], example=INTACT, guide="填了歸還日期時必填")
    approver = Person("批准人", example="何靜", guide="借用人不在人員名冊時必填")
    clerk = Person("經手人", required=True, example="吳桂芳")

    condition.needed = returned_on.filled()
    approver.needed = ~borrower.is_in(Staff.label)

    key = (code,)
    key_over_term = True
    attributed_to = lent_on
    opening = lent_on
    closed = returned_on.filled()
    fixed = (thing, quantity, lent_on, borrower, due_on)


class Cases(Sheet, title="損壞賠償", number=3, kind=Kind.LIFECYCLE):
    """One case of damage, who answers for it and what was paid (元); pupils by seat number only."""

    code = Text("賠償單號", code=True, required=True, example="PC-2603-001", guide="一宗一行，編號不重複")
    on = Date("日期", required=True, example="2026-03-20")
    room = Text("班室編號", code=True, required=True, reference=Rooms.code, example="C302")
    thing = Text("物品", required=True, example="玻璃", guide="名稱或資產編號")
    quantity = Integer("數量", required=True, above=0, example="1")
    nature = Choice("損壞性質", NATURES, required=True, example=NEGLIGENCE, guide="責任不明的查明後改填")
    answerable = Choice("責任主體", [PUPIL, "班級", "教職工", "外來人員", "無"], required=True, example=PUPIL)
    seat = Text(
        "責任人代號",
        needed=answerable == PUPIL,
        example="C302-17",
        guide="責任主體為學生時必填；班室編號-座號，不寫學生姓名",
    )
    price = Money("單價", required=True, at_least=0, example="45.00")
    payable = Money(
        "應賠金額",
        required=True,
        at_least=0,
        example="45.00",
        guide="有意損壞按單價×數量照價賠償；自然損耗填 0",
    )
    paid = Money("實賠金額", required=True, at_least=0, at_most=payable, example="45.00", guide="實物賠償填折合的金額")
    handling = Choice("處理方式", [CASH, OWN_REPAIR, IN_KIND, WAIVED], required=True, example=CASH)
    reason = Text("免賠原因", example="家庭困難，校務會同意減免", guide="實賠少於應賠或免賠時必填")
    receipt = Text("收據號", code=True, blank_rule="F08-R09", example="0107", guide=CASH_HINT)
    deposited_on = Date(
        "解交日期", blank_rule="F08-R09", at_least=on, example="2026-03-21", guide=f"{CASH_HINT}；交到學校賬戶的日期"
    )
    order = Text(
        "維修單號",
        code=True,
        refers_to="F09.1 維修單號",
        reference_rule="X-35",
        example="WX-2603-031",
        guide="已報修的填維修單號",
    )
    loan = Text("借條號", code=True, reference=Loans.code, example="JT-2603-05", guide="借出的物品損壞的填借條號")
    clerk = Person("經手人", required=True, example="吳桂芳")

    is_cash = handling == CASH
    reason.needed = (paid < payable) | (handling == WAIVED)
    receipt.needed = deposited_on.needed = is_cash

    key = (code,)
    key_over_term = True
    attributed_to = on
    opening = on
    closed = (nature != UNRESOLVED) & (~is_cash | deposited_on.filled())
    fixed = (on, room, thing, quantity)
    money = paid
    income = Income(amount=paid, on=on, where=is_cash)
