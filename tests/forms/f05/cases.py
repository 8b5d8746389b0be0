"""Every rule of F05 and of finance across forms, with the least change of the clean spring that breaks it."""

from __future__ import annotations

from decimal import Decimal

from pipeline.form.filled import Value
from tests.forms.f05.clean import (
    APRIL,
    APRIL_SHEETS,
    FEES,
    ITEMS,
    MARCH,
    MARCH_SHEETS,
    PLAN,
    PUBLISHED,
    REFUNDS,
    VOUCHERS,
    Row,
    claimed,
    day,
    fee,
    plan,
    voucher,
    workbook,
    yuan,
)
from tests.forms.planting import HEADING, WHOLE_TERM, Case, Change, Place, one, refused


def published(income: str = "14325.00", spending: str = "13780.00") -> Change:
    """March as it is published, so that the breach is the only one."""
    return Change(MARCH, PUBLISHED, 4, {"本月收入合計": yuan(income), "本月支出合計": yuan(spending)})


def march(sheet: str, row: int, **cells: str | int | Decimal | None) -> Change:
    """Cells of March; dates are written 03-16."""
    return Change(MARCH, sheet, row, {title: typed(title, cell) for title, cell in cells.items()})


def april(sheet: str, row: int, **cells: str | int | Decimal | None) -> Change:
    """Cells of April."""
    return Change(APRIL, sheet, row, {title: typed(title, cell) for title, cell in cells.items()})


def typed(title: str, cell: str | int | Decimal | None) -> Value:
    """Dates and amounts from their texts."""
    if not isinstance(cell, str):
        return cell
    if title.endswith("日期"):
        return day(cell)
    return yuan(cell) if title.endswith(("金額", "標準", "總額", "計劃", "合計")) else cell


def not_all_deposited(**cells: str | None) -> list[Change]:
    """C302's SF01 as it stands, still open, in March's and in April's file (row 2)."""
    row: Row = {**MARCH_SHEETS[FEES][1], **{title: typed(title, cell) for title, cell in cells.items()}}
    return [Change(MARCH, FEES, 3, row), Change(APRIL, FEES, 2, row)]


NOT_DEPOSITED = not_all_deposited(解交日期=None, 解交金額=None, 繳款單號=None)
PART_DEPOSITED = not_all_deposited(解交金額="1000.00")
SECOND_TIME = fee("03-10 C301 SF02 100.00 5 0 5 500.00 1201-1205 03-11 JK-05")
JUST_BELOW = [
    {
        **voucher(f"2603-00{at} {amount} {on} 文華商行", "辦公費 文具 教師備課文具", "沈玉蘭 何靜 錢會敏"),
        **claimed("03-26", "03-27"),
    }
    for at, amount, on in ((5, "950.00", "03-18"), (6, "900.00", "03-25"))
]
AGAIN = {
    **voucher("2604-001 100.00 04-10 文華商行", "維修費 門窗玻璃 更換教室玻璃", "沈玉蘭 何靜 錢會敏"),
    **claimed("04-13", "04-14"),
    "發票號": "10002603002",
}

FEE_CASES = [
    one("F05-R01", "published after the first collection", march(ITEMS, 2, 公示日期="03-04"), "公示日期"),
    one("F05-R01", "no day of publication", march(ITEMS, 2, 公示日期=None), "公示日期"),
    one("F05-R02", "no authority", march(ITEMS, 2, 文件依據=None), "文件依據"),
    # C301: 39 + 2 of 41, C302: 42 + 0 of 42
    Case(
        "F05-R03",
        "everybody pays for a voluntary item",
        [march(FEES, 2, 應收人數=41)],
        [Place(MARCH, ITEMS, 2, "自願項目")],
    ),
    one("F05-R04", "item is not published", march(FEES, 3, 項目代碼="SF09"), "項目代碼"),
    Case(
        "F05-R04",
        "item is for another grade",
        [march(ITEMS, 2, 適用年級="四、五")],
        [Place(MARCH, FEES, 2, "項目代碼"), Place(MARCH, FEES, 3, "項目代碼")],
    ),
    one("F05-R05", "another standard", march(FEES, 3, 標準="26.00"), "標準"),
    # 42 × 25.00 = 1050.00
    one(
        "F05-R05",
        "more than the standard allows",
        march(FEES, 3, 實收金額="1060.00", 解交金額="1060.00"),
        "實收金額",
        published(income="14335.00"),
    ),
    one("F05-R06", "more due than pupils", march(FEES, 3, 應收人數=43), "應收人數"),
    one("F05-R06", "paid and waived exceed due", march(FEES, 3, 減免人數=1), "實收人數"),
    # within 3 working days of Tuesday 03-03 is by Friday 03-06
    one("F05-R07", "deposited late", march(FEES, 3, 解交日期="03-09", 繳款單號="JK-09"), "解交日期"),
    Case("F05-R07", "deposited in part", PART_DEPOSITED, [Place(APRIL, FEES, 2, "解交金額")]),
    Case("F05-R07", "not deposited", NOT_DEPOSITED, [Place(APRIL, FEES, 2, "解交日期")]),
    one("F05-R08", "no slip", march(FEES, 3, 繳款單號=None), "繳款單號"),
    Case(
        "F05-R08",
        "one slip, two days",
        [march(FEES, 3, 解交日期="03-05")],
        [Place(MARCH, FEES, 2, "繳款單號")],
    ),
    one("F05-R09", "one receipt too few", march(FEES, 3, 收款票據號="0040-0080"), "收款票據號"),
    Case(
        "F05-R09",
        "receipt 0039 in two rows",
        [march(FEES, 3, 收款票據號="0039-0080")],
        [Place(MARCH, FEES, 2, "收款票據號")],
    ),
    one("F05-R11", "refunded before the list", april(REFUNDS, 2, 清單公佈日期="04-21"), "清單公佈日期"),
    one("F05-R11", "no list", april(REFUNDS, 2, 清單公佈日期=None), "清單公佈日期"),
    one("F05-R12", "refunded too much", april(REFUNDS, 2, 已退補總額="30.00"), "已退補總額"),
    one("F05-R12", "collected instead of refunded", april(REFUNDS, 2, 已退補總額="-25.00"), "已退補總額"),
]

VOUCHER_CASES = [
    # 13780 − 320
    one("F05-R13", "two signers", march(VOUCHERS, 3, 審核人=None), "審核人", published(spending="13460.00")),
    one("F05-R13", "nobody handled it", march(VOUCHERS, 3, 經手人=None), "經手人", published(spending="13460.00")),
    one("F05-R13", "one signs twice", march(VOUCHERS, 3, 驗收人="沈玉蘭"), "驗收人", published(spending="13460.00")),
    # 13780 − 1460
    one("F05-R14", "not as ordered", march(VOUCHERS, 2, 實物相符="不符"), "實物相符", published(spending="12320.00")),
    one("F05-R14", "sent back", march(VOUCHERS, 3, 報支狀態="退回"), "報支狀態", published(spending="13460.00")),
    one("F05-R15", "approved after the purchase", march(VOUCHERS, 2, 購買批准日期="03-05"), "購買批准日期"),
    one("F05-R15", "asked after the approval", march(VOUCHERS, 2, 申請日期="03-04"), "申請日期"),
    one("F05-R15", "never asked", march(VOUCHERS, 2, 申請日期=None), "申請日期"),
    one("F05-R16", "approved before the purchase", march(VOUCHERS, 2, 報支批准日期="03-03"), "報支批准日期"),
    one("F05-R16", "reimbursed before the approval", march(VOUCHERS, 2, 報支日期="03-05"), "報支日期"),
    one("F05-R16", "no day", march(VOUCHERS, 2, 報支日期=None), "報支日期", published(spending="12320.00")),
    one("F05-R17", "not the single pen", march(VOUCHERS, 2, 報支批准人="梁慧"), "報支批准人"),
    one("F05-R17", "nobody approved", march(VOUCHERS, 2, 報支批准人=None), "報支批准人"),
    one("F05-R18", "the pen signs too", march(VOUCHERS, 3, 驗收人="孫立"), "報支批准人"),
    one("F05-R19", "more than approved", march(VOUCHERS, 2, 批准金額="1400.00"), "發票金額"),
    one("F05-R20", "invoice used above", march(VOUCHERS, 3, 發票號="10002603001"), "發票號"),
    Case(
        "F05-R20",
        "invoice used a month before",
        [Change(APRIL, VOUCHERS, 3, AGAIN)],
        [Place(APRIL, VOUCHERS, 3, "發票號")],
    ),
    one("F05-R21", "detail of another category", march(VOUCHERS, 2, 一級明細="自來水"), "一級明細"),
    one("F05-R22", "two shops asked", march(VOUCHERS, 2, 詢價家數=2), "詢價家數"),
    one("F05-R22", "no shop asked", march(VOUCHERS, 2, 詢價家數=None), "詢價家數"),
    one("F05-R23", "not the lowest, no reason", march(VOUCHERS, 2, 成交為最低價="否"), "備註"),
    one("F05-R24", "water from the canteen's account", march(VOUCHERS, 3, 經費來源="食堂專賬"), "經費來源"),
    one("F05-R24", "food from another account", march(VOUCHERS, 4, 經費來源="公用經費"), "經費來源"),
    one("F05-R25", "no account named", march(VOUCHERS, 3, 經費來源="其他"), "備註"),
    one("F05-R25", "fees in hand", march(VOUCHERS, 3, 經費來源="其他", 備註="由在手收費款支付"), "備註"),
    # 13780 + 950 + 900; 03-25 is 7 days after 03-18
    Case(
        "F05-R26",
        "two just below the limit",
        [
            Change(MARCH, VOUCHERS, 6, JUST_BELOW[0]),
            Change(MARCH, VOUCHERS, 7, JUST_BELOW[1]),
            published(spending="15630.00"),
        ],
        [Place(MARCH, VOUCHERS, 7, "發票金額")],
    ),
    # 02-05 to 03-12 are 35 days
    one("F05-R27", "reimbursed after more than 30 days", march(VOUCHERS, 3, 購買日期="02-05"), "報支日期"),
    # 03-27 to 04-30 are 34 days
    Case(
        "F05-R27",
        "waits for more than 30 days",
        [
            april(VOUCHERS, 2, 報支批准人=None, 報支批准日期=None, 報支日期=None, 報支狀態="待報"),
            april(PUBLISHED, 2, 本月支出合計="0.00"),
        ],
        [Place(APRIL, VOUCHERS, 2, "報支日期")],
    ),
    one("F05-R32", "purpose is the detail", march(VOUCHERS, 2, 事由="文具"), "事由"),
    one("F05-R32", "purpose is the category", march(VOUCHERS, 2, 事由="辦公費"), "事由"),
]

PUBLICATION_CASES = [
    Case(
        "F05-R28", "March has no row", [Change(MARCH, PUBLISHED, 4, None)], [Place(MARCH, PUBLISHED, HEADING, "月份")]
    ),
    one("F05-R28", "told to the school a day late", march(PUBLISHED, 2, 彙報學校日期="02-06"), "彙報學校日期"),
    one("F05-R28", "reviewed a day late", march(PUBLISHED, 2, 理財小組審議日期="02-06"), "理財小組審議日期"),
    one("F05-R28", "reported a day late", march(PUBLISHED, 3, 彙報上級日期="03-06"), "彙報上級日期"),
    Case(
        "F05-R28",
        "never published",
        [
            march(PUBLISHED, 4, 公佈日期=None, 公佈方式=None),
            Change(APRIL, PUBLISHED, 3, {**MARCH_SHEETS[PUBLISHED][2], "公佈日期": None, "公佈方式": None}),
        ],
        [Place(APRIL, PUBLISHED, 3, "公佈日期")],
    ),
    one("F05-R29", "published before the month was over", march(PUBLISHED, 3, 公佈日期="02-27"), "公佈日期"),
    one("F05-R29", "reviewed on the last day", march(PUBLISHED, 3, 理財小組審議日期="02-28"), "理財小組審議日期"),
    one("F05-R29", "told to the authority too early", march(PUBLISHED, 3, 彙報上級日期="02-28"), "彙報上級日期"),
    one("F05-R29", "reported before the month was over", march(PUBLISHED, 3, 彙報學校日期="02-28"), "彙報學校日期"),
    one("F05-R30", "two members present", march(PUBLISHED, 4, 理財小組到會人數=2), "理財小組到會人數"),
    one("F05-R30", "a question without an answer", march(PUBLISHED, 4, 已答覆數=0), "已答覆數"),
    # 10000 + 2000 + 30000 + 1000 = 43000 to be spent
    one("F05-R31", "more planned than comes in", march(PLAN, 2, 學期計劃="40000.00"), "學期計劃"),
]

ACROSS_CASES = [
    Case(
        "X-13",
        "one class has no row",
        [Change(MARCH, FEES, 6, None), published(income="10225.00")],  # 14325 − 4100
        [Place(APRIL, FEES, HEADING, "班室編號")],
    ),
    # C301: 40 + 5 of 42
    Case(
        "X-13",
        "more payers than pupils",
        [Change(MARCH, FEES, 7, SECOND_TIME), published(income="14825.00")],
        [Place(MARCH, FEES, 7, "實收人數")],
    ),
    one("X-15", "another total", april(REFUNDS, 2, 預收總額="980.00", 實際支出總額="955.00"), "預收總額"),
    one("X-23", "another income", published(income="14000.00"), "本月收入合計"),
    one("X-23", "another spending", published(spending="13000.00"), "本月支出合計"),
    one("X-25", "more spent than planned", march(PLAN, 3, 學期計劃="1000.00"), "學期計劃"),
    Case(
        "X-25",
        "spent without a plan",
        [Change(MARCH, PLAN, 6, plan("差旅費", "支出", "2000.00", "1000.00"))],
        [Place(APRIL, VOUCHERS, HEADING, "支出類別")],
    ),
]

OF_THE_LAST_DAY = workbook("2026-07", "07-03", {REFUNDS: [{**APRIL_SHEETS[REFUNDS][0], "已退補總額": yuan("20.00")}]})
NOTHING_IN_JULY = workbook("2026-07", "07-03", {}, nothing=True)
NOT_PUBLISHED = ("F05-R28", Place("2026-05", PUBLISHED, HEADING, "月份"))
"""May, which says that there was nothing, was not published either; June is due after the term's end."""
AT_TERM_END = [
    Case(
        "F05-R10",
        "not all is refunded",
        [Change(APRIL, REFUNDS, 2, None)],
        [Place("2026-07", REFUNDS, 2, "已退補總額")],
        WHOLE_TERM,
        [NOT_PUBLISHED],
        [OF_THE_LAST_DAY],
    ),
    # 12300.00 of meal fees, 11000.00 spent: 1300 ÷ 12300 = 10.6 % above 5 %
    Case(
        "X-24",
        "the canteen is out of balance",
        [march(VOUCHERS, 4, 發票金額="11000.00"), published(spending="12780.00")],
        [Place("2026-07", VOUCHERS, HEADING, "經費來源")],
        WHOLE_TERM,
        [NOT_PUBLISHED],
        [NOTHING_IN_JULY],
    ),
]

BREACHES = [*FEE_CASES, *VOUCHER_CASES, *PUBLICATION_CASES, *ACROSS_CASES, *AT_TERM_END]

REFUSED = [
    refused("G-24", march(VOUCHERS, 3, 發票金額="0.00"), "發票金額"),
    refused("G-24", march(VOUCHERS, 3, 發票金額="-320.00"), "發票金額"),
    refused("G-24", march(FEES, 3, 解交日期="03-02"), "解交日期"),
    refused("G-24", march("經費計劃", 3, 學期計劃="20000.01"), "學期計劃"),
    refused("G-15", march(FEES, 3, 減免人數=-1), "減免人數"),
    refused("G-21", march(VOUCHERS, 3, 發票號=None), "發票號"),
    refused("G-13", march(VOUCHERS, 3, 支出類別="水電費"), "支出類別"),
    refused("G-22", march(VOUCHERS, 2, 批准金額=None), "批准金額"),
    refused("G-23", march(FEES, 3, 班室編號="C399"), "班室編號"),
    refused("G-12", march(VOUCHERS, 3, 驗收人="某某"), "驗收人"),
    refused("G-20", april(VOUCHERS, 2, 發票金額="470.00"), "發票金額"),
]

ALLOWED = [
    Case("", "no quotes of a single source", [march(VOUCHERS, 2, 詢價家數=None, 成交為最低價=None, 備註="單一來源")]),
    Case("", "not the lowest, with a reason", [march(VOUCHERS, 2, 成交為最低價="否", 備註="質量較好")]),
    Case("", "another account, named", [march(VOUCHERS, 3, 經費來源="其他", 備註="教育基金會賬戶")]),
    # 13780 − 320 − 20
    Case(
        "",
        "a credit note in red",
        [march(VOUCHERS, 3, 發票金額="-20.00", 備註="紅字"), published(spending="13440.00")],
    ),
    # 40 + 42 + 41 receipts; 1123 stands apart
    Case("", "ranges and single receipts", [march(FEES, 6, 收款票據號="1083～1122，１１２３")]),
    Case("", "Simplified spellings", [march(VOUCHERS, 2, 支出類別="办公费", 實物相符="相符")]),
    Case("", "deposited in two parts", not_all_deposited(繳款單號="JK-01、JK-03")),
]

assert set(APRIL_SHEETS) == {REFUNDS, VOUCHERS, PUBLISHED}  # rows of April's other sheets begin at 2
