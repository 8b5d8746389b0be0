"""A small clean spring: F05 of March and April 2026, three classes of 42, by hand.

Of the sample's school it takes people, rooms C301 to C303 (grade 三), calendar and dictionary (F00). School days run
from Monday 2026-03-02; 04-06 is a holiday; the term ends on 2026-07-03. Row 2 is the first data row of a sheet.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache

from pipeline.form.filled import Cover, Filled, Value
from pipeline.form.form import Registry
from pipeline.forms.across import finance
from pipeline.forms.registry import registry as installed
from tests.forms.plant import whole
from tests.forms.spring import Spring, tells_of

ITEMS, FEES, REFUNDS = "收費標準公示", "收費與解交", "期末結算退補"
VOUCHERS, PUBLISHED, PLAN = "支出票據", "公佈與彙報", "經費計劃"
MARCH, APRIL = "2026-03", "2026-04"

Row = dict[str, Value]


def day(text: str) -> date:
    """03-16 of 2026."""
    return date.fromisoformat(f"2026-{text}")


def yuan(text: str) -> Decimal:
    return Decimal(text)


def fee(line: str) -> Row:
    """收費日期, 班室, 項目, 標準, 應收, 減免 and 實收人數, 實收金額, receipts, 解交日期 (of all of it), 繳款單號."""
    on, room, code, standard, due, waived, payers, paid, receipts, deposited_on, slip = line.split()
    return {
        "收費日期": day(on),
        "班室編號": room,
        "項目代碼": code,
        "標準": yuan(standard),
        "應收人數": int(due),
        "減免人數": int(waived),
        "實收人數": int(payers),
        "實收金額": yuan(paid),
        "收款票據號": receipts,
        "收款人": "范小雲",
        "解交日期": day(deposited_on),
        "解交金額": yuan(paid),
        "繳款單號": slip,
    }


def item(code: str, label: str, nature: str, standard: str, voluntary: str) -> Row:
    return {
        "項目代碼": code,
        "項目名稱": label,
        "收費性質": nature,
        "文件依據": "示例價字〔2025〕1號",
        "標準": yuan(standard),
        "適用年級": "三",
        "自願項目": voluntary,
        "公示日期": day("02-20"),
        "公示方式": "多種",
    }


def bought(*dates: str, limit: str, quotes: int | None = None) -> Row:
    """Goods: 申請日期 and 購買批准日期, 批准金額, 詢價家數."""
    asked_on, approved_on = dates
    return {
        "實物購置": "是",
        "申請人": "何靜",
        "申請日期": day(asked_on),
        "購買批准人": "孫立",
        "購買批准日期": day(approved_on),
        "批准金額": yuan(limit),
        "實物相符": "相符",
        "詢價家數": quotes,
        "成交為最低價": "是" if quotes else None,
    }


def claimed(*dates: str) -> Row:
    """報支批准日期 and 報支日期."""
    approved_on, claimed_on = dates
    return {"報支批准人": "孫立", "報支批准日期": day(approved_on), "報支日期": day(claimed_on), "報支狀態": "已報"}


def voucher(line: str, what: str, signers: str, **rest: Value) -> Row:
    """`line`: serial, 發票金額, 購買日期, 開票單位; `what`: 支出類別, 一級明細, 事由; `signers`: the three."""
    serial, amount, on, payee = line.split()
    category, detail, purpose = what.split()
    handler, acceptor, auditor = signers.split()
    return {
        "憑證號": f"ZC-{serial}",
        "發票號": f"1000{serial.replace('-', '')}",
        "支出類別": category,
        "一級明細": detail,
        "事由": purpose,
        "購買日期": day(on),
        "開票單位": payee,
        "發票金額": yuan(amount),
        "實物購置": "否",
        "經手人": handler,
        "驗收人": acceptor,
        "審核人": auditor,
        "報支狀態": "待報",
        "經費來源": "公用經費",
        **rest,
    }


def publication(month: str, income: str, spending: str, dates: str, questions: int = 0) -> Row:
    """`dates` are 公佈, 彙報學校, 理財小組審議 and 彙報上級."""
    published_on, school_on, reviewed_on, authority_on = map(day, dates.split())
    return {
        "月份": month,
        "本月收入合計": yuan(income),
        "本月支出合計": yuan(spending),
        "公佈日期": published_on,
        "公佈方式": "公示欄",
        "彙報學校日期": school_on,
        "理財小組審議日期": reviewed_on,
        "理財小組到會人數": 5,
        "彙報上級日期": authority_on,
        "質疑或意見數": questions,
        "已答覆數": questions,
    }


def plan(category: str, direction: str, year: str, term: str) -> Row:
    return {"預算年度": 2026, "類別": category, "收支方向": direction, "年度計劃": yuan(year), "學期計劃": yuan(term)}


OFFICE_GOODS = voucher("2603-001 1460.00 03-04 文華商行", "辦公費 文具 期初辦公用品", "沈玉蘭 何靜 錢會敏")
WATER = voucher("2603-002 320.00 03-10 自來水公司", "水費 自來水 二月自來水費", "沈玉蘭 王志遠 錢會敏")
FOOD = voucher("2603-003 12000.00 03-13 綠野蔬菜合作社", "食堂食材 蔬菜 三月上旬蔬菜", "陳大勇 吳桂芳 錢會敏")
PRINTING = voucher("2603-004 480.00 03-27 快印店", "印刷費 試卷印刷 單元試卷印刷", "沈玉蘭 何靜 錢會敏")

MARCH_SHEETS: Mapping[str, Sequence[Row]] = {
    ITEMS: [
        item("SF01", "作業本費", "代收費", "25.00", "是"),
        item("SF02", "伙食費", "伙食費", "100.00", "否"),
    ],
    FEES: [
        fee("03-03 C301 SF01 25.00 42 2 39 975.00 0001-0039 03-04 JK-01"),
        fee("03-03 C302 SF01 25.00 42 0 42 1050.00 0040-0081 03-04 JK-01"),
        fee("03-03 C301 SF02 100.00 42 2 40 4000.00 1001-1040 03-05 JK-02"),
        fee("03-03 C302 SF02 100.00 42 0 42 4200.00 1041-1082 03-05 JK-02"),
        fee("03-03 C303 SF02 100.00 42 1 41 4100.00 1083-1123 03-05 JK-02"),
    ],
    VOUCHERS: [
        {**OFFICE_GOODS, **bought("03-03", "03-03", limit="1500.00", quotes=3), **claimed("03-06", "03-09")},
        {**WATER, **claimed("03-11", "03-12")},
        {
            **FOOD,
            **bought("03-02", "03-02", limit="12500.00"),
            **claimed("03-16", "03-17"),
            "經費來源": "食堂專賬",
            "備註": "定點供應",
        },
        PRINTING,
    ],
    PUBLISHED: [
        publication("2026-01", "0.00", "0.00", "02-04 02-03 02-03 02-05"),
        publication("2026-02", "0.00", "0.00", "03-04 03-03 03-03 03-05"),
        # 975 + 1050 + 4000 + 4200 + 4100 came in, 1460 + 320 + 12000 were reimbursed
        publication(MARCH, "14325.00", "13780.00", "04-02 04-01 04-01 04-03", questions=1),
    ],
    PLAN: [
        plan("撥款", "收入", "100000.00", "50000.00"),
        plan("辦公費", "支出", "20000.00", "10000.00"),
        plan("水費", "支出", "5000.00", "2000.00"),
        plan("食堂食材", "支出", "60000.00", "30000.00"),
        plan("印刷費", "支出", "2000.00", "1000.00"),
    ],
}

APRIL_SHEETS: Mapping[str, Sequence[Row]] = {
    REFUNDS: [
        {
            "項目代碼": "SF01",
            "班室編號": "C301",
            "預收總額": yuan("975.00"),
            "實際支出總額": yuan("950.00"),
            "已退補總額": yuan("25.00"),
            "退補日期": day("04-20"),
            "簽收人數": 39,
            "清單公佈日期": day("04-17"),
        }
    ],
    VOUCHERS: [{**PRINTING, **claimed("04-08", "04-09")}],
    PUBLISHED: [publication(APRIL, "0.00", "480.00", "05-04 05-04 05-04 05-05")],
}


def workbook(month: str, filled_on: str, sheets: Mapping[str, Sequence[Row]], *, nothing: bool = False) -> Filled:
    """F05 of one month."""
    cover = Cover(
        "示例小學", "2025-2026-2", month, filled_by="錢會敏", filled_on=day(filled_on), nothing_to_report=nothing
    )
    return Filled("F05", cover, sheets)


CLEAN = {
    MARCH: workbook(MARCH, "04-05", MARCH_SHEETS),
    APRIL: workbook(APRIL, "05-05", APRIL_SHEETS),
}


@cache
def only_finance() -> Registry:
    """F00 and F05 alone, so that a test of F05 does not depend on other forms (and is quick)."""
    every = installed()
    return replace(every, forms=[form for form in every.forms if form.id in {"F00", "F05"}], across=finance.RULES)


def complete(filled: Iterable[Filled]) -> list[Filled]:
    """With nil returns for the months that have to come."""
    return whole(filled, "F05")


SPRING = Spring([*CLEAN.values()], only_finance, tells_of("F05"), complete=complete)
