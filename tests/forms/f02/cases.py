"""Every rule of F02 and X-01 to X-04, with the least change of the clean spring that breaks it.

Collateral findings are written down: `also` names what the same change must break as well.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from pipeline.form.filled import Value
from tests.forms.f02.clean import APRIL, COUNTS, DELIVERIES, ISSUES, MARCH, VOUCHERS, Row
from tests.forms.planting import HEADING, Case, Change, Place, refused

OIL, RICE, PORK, MORE_RICE, TOMATOES, ADDED = 2, 3, 4, 5, 6, 7
"""Excel rows of March's deliveries; ADDED is the first free one."""


def typed(cells: dict[str, Value]) -> Row:
    """Texts that are dates (03-16) or numbers (4.5) as such."""
    return {title: _typed(value) for title, value in cells.items()}


def _typed(value: Value) -> Value:
    if not isinstance(value, str):
        return value
    if len(value) == 5 and value[2] == "-" and value.replace("-", "").isdigit():
        return date.fromisoformat(f"2026-{value}")
    return Decimal(value) if value.replace(".", "", 1).isdigit() else value


def delivery(row: int, **cells: Value) -> Change:
    return Change(MARCH, DELIVERIES, row, typed(cells))


def issue(row: int, **cells: Value) -> Change:
    return Change(MARCH, ISSUES, row, typed(cells))


def count(row: int, **cells: Value) -> Change:
    return Change(MARCH, COUNTS, row, typed(cells))


def voucher(row: int, **cells: Value) -> Sequence[Change]:
    """The voucher as both months have it, since March's is carried forward."""
    return [Change(month, VOUCHERS, row, typed(cells)) for month in (MARCH, APRIL)]


def spinach(**cells: Value) -> Change:
    """One delivery more; of what is not accepted or held nothing enters stock, so nothing else changes."""
    bought = {
        "採購日期": "03-24",
        "單號": "RK-260324-01",
        "品名": "菠菜",
        "食材類別": "蔬菜",
        "單位": "公斤",
        "供應商": "綠野蔬菜合作社",
        "採購數量": "80",
        "單價": "4.00",
        "採購人": "陳大勇、趙敏",
        "驗收日期": "03-24",
        "驗收人": "何靜、林秋實",
        "驗收結果": "合格",
        "合格數量": "80",
        "入庫日期": "03-24",
        "入庫數量": "80",
        "保管員": "吳桂芳",
    }
    return delivery(ADDED, **{**bought, **cells})


def in_deliveries(row: int, column: str) -> Place:
    return Place(MARCH, DELIVERIES, row, column)


def in_issues(row: int, column: str, month: str = MARCH) -> Place:
    return Place(month, ISSUES, row, column)


def in_counts(row: int, column: str, month: str = MARCH) -> Place:
    return Place(month, COUNTS, row, column)


def bought_by(who: str, *more: Value) -> Change:
    acceptors, keeper = more
    return delivery(OIL, 採購人=who, 驗收人=acceptors, 保管員=keeper)


NOT_STORED = {"合格數量": None, "入庫日期": None, "入庫數量": None, "保管員": None}
ACCEPTORS, STOREKEEPER = "何靜、林秋實", "吳桂芳"

BREACHES = [
    Case("F02-R01", "one buyer", [delivery(OIL, 採購人="陳大勇")], [in_deliveries(OIL, "採購人")]),
    Case("F02-R01", "one buyer, named twice", [delivery(OIL, 採購人="陳大勇、陳大勇")], [in_deliveries(OIL, "採購人")]),
    Case("F02-R02", "a cook buys", [delivery(OIL, 採購人="陳大勇、馮樹清")], [in_deliveries(OIL, "採購人")]),
    Case("F02-R03", "a buyer accepts", [delivery(OIL, 驗收人="何靜、趙敏")], [in_deliveries(OIL, "驗收人")]),
    Case("F02-R03", "a buyer keeps", [delivery(OIL, 保管員="陳大勇")], [in_deliveries(OIL, "保管員")]),
    Case("F02-R04", "one acceptor", [delivery(OIL, 驗收人="何靜")], [in_deliveries(OIL, "驗收人")]),
    Case("F02-R05", "not accepted", [spinach(驗收結果="未驗收")], [in_deliveries(ADDED, "驗收結果")]),
    Case(
        "F02-R05",
        "no verdict at all",
        [spinach(**NOT_STORED, 驗收結果=None, 驗收日期=None, 驗收人=None)],
        [in_deliveries(ADDED, "驗收結果")],
    ),
    Case("F02-R05", "no date of acceptance", [spinach(驗收日期=None)], [in_deliveries(ADDED, "驗收日期")]),
    Case("F02-R05", "nobody accepted", [spinach(驗收人=None)], [in_deliveries(ADDED, "驗收人")]),
    Case(
        "F02-R06",
        "refused",
        [spinach(**NOT_STORED, 驗收結果="不合格", 不合格處理="退回")],
        [in_deliveries(ADDED, "驗收結果")],
    ),
    Case("F02-R07", "accepted before it was bought", [spinach(驗收日期="03-23")], [in_deliveries(ADDED, "驗收日期")]),
    Case("F02-R07", "stored before it was accepted", [spinach(入庫日期="03-23")], [in_deliveries(ADDED, "入庫日期")]),
    Case("F02-R07", "accepted after it was stored", [spinach(驗收日期="03-26")], [in_deliveries(ADDED, "驗收日期")]),
    Case("F02-R08", "whole, but less", [spinach(合格數量="79")], [in_deliveries(ADDED, "合格數量")]),
    Case(
        "F02-R08",
        "in part, but all",
        [spinach(驗收結果="部分合格", 不合格處理="退回")],
        [in_deliveries(ADDED, "合格數量")],
    ),
    Case(
        "F02-R08",
        "in part, but blank",
        [spinach(驗收結果="部分合格", 不合格處理="退回", 合格數量=None)],
        [in_deliveries(ADDED, "合格數量")],
    ),
    Case(
        "F02-R08",
        "refused, but something is good",
        [spinach(驗收結果="不合格", 不合格處理="退回", 合格數量="1")],
        [in_deliveries(ADDED, "合格數量")],
    ),
    Case("F02-R09", "less was stored than accepted", [delivery(OIL, 入庫數量="3")], [in_deliveries(OIL, "入庫數量")]),
    Case("F02-R10", "no specification", [delivery(OIL, 規格=None)], [in_deliveries(OIL, "規格")]),
    Case("F02-R10", "no batch", [delivery(OIL, 生產日期或批號=None)], [in_deliveries(OIL, "生產日期或批號")]),
    Case("F02-R10", "no best-before date", [delivery(OIL, 保質期至=None)], [in_deliveries(OIL, "保質期至")]),
    Case(
        "F02-R10",
        "expired when accepted",
        [delivery(OIL, 保質期至="03-02")],
        [in_deliveries(OIL, "保質期至")],
        # the oil of that batch is cooked on 04-08
        also=[("F02-R15", in_issues(3, "品名", APRIL))],
    ),
    Case("F02-R11", "an unknown supplier", [delivery(OIL, 供應商="無名商店")], [in_deliveries(OIL, "供應商")]),
    Case("F02-R11", "one that sells other food", [delivery(OIL, 供應商="豐禾糧行")], [in_deliveries(OIL, "供應商")]),
    # 5.20, 7.10, 5.40: 1.70 ÷ 5.40 = 31.5 % off the median
    Case("F02-R12", "an unusual price", [delivery(MORE_RICE, 單價="7.10")], [in_deliveries(MORE_RICE, "單價")]),
    # the pork comes on 03-05
    Case("F02-R13", "taken before it came", [issue(4, 日期="03-04")], [in_issues(4, "數量")]),
    Case("F02-R14", "not an operator", [issue(2, 領用人="何靜")], [in_issues(2, "領用人")]),
    Case("F02-R14", "the storekeeper herself", [issue(2, 領用人="吳桂芳")], [in_issues(2, "領用人")]),
    Case("F02-R15", "expired oil", [delivery(OIL, 保質期至="04-07")], [in_issues(3, "品名", APRIL)]),
    Case(
        "F02-R16",
        "the oil is not counted",
        [Change(APRIL, COUNTS, 2, None)],
        [in_counts(HEADING, "品名", APRIL)],
    ),
    # 45 on the books, 44 found: 1 ÷ 45 = 2.2 %
    Case("F02-R17", "too much is missing", [count(3, 實盤數量="44")], [in_counts(3, "實盤數量")], until=MARCH),
    Case("F02-R17", "no reason", [count(3, 差異原因=None)], [in_counts(3, "差異原因")]),
    Case(
        "F02-R17",
        "something where nothing was",
        [count(4, 實盤數量="1", 差異原因="漏記")],
        [in_counts(4, "實盤數量")],
        MARCH,
    ),
    Case("F02-R18", "nobody watches", [count(2, 監盤人="吳桂芳")], [in_counts(2, "監盤人")]),
    Case("F02-R18", "the canteen watches itself", [count(2, 監盤人="方建華")], [in_counts(2, "監盤人")]),
    Case("F02-R18", "counted too early", [count(2, 盤點日期="03-28")], [in_counts(2, "盤點日期")]),
    Case("F02-R19", "spoiled", [count(2, 過期或變質數量="0.5")], [in_counts(2, "過期或變質數量")]),
    Case(
        "X-01",
        "the invoice is higher",
        voucher(2, 發票金額="861.00"),
        [Place(APRIL, VOUCHERS, 2, "發票金額")],
    ),
    Case("X-01", "no such invoice", [delivery(OIL, 結算發票號="FP-99")], [in_deliveries(OIL, "結算發票號")]),
    Case(
        "X-02",
        "somebody else signs for the purchase",
        voucher(2, 經手人="沈玉蘭"),
        [Place(APRIL, VOUCHERS, 2, "經手人")],
    ),
    Case(
        "X-02",
        "somebody else signs for the acceptance",
        voucher(2, 驗收人="沈玉蘭"),
        [Place(APRIL, VOUCHERS, 2, "驗收人")],
    ),
    # March counted 44.5; 45 + 100 − 80 = 65
    Case(
        "X-03",
        "another opening stock",
        [Change(APRIL, COUNTS, 3, typed({"期初數量": "45", "實盤數量": "65"}))],
        [in_counts(3, "期初數量", APRIL)],
    ),
    Case(
        "X-04", "the storekeeper buys", [bought_by("陳大勇、吳桂芳", ACCEPTORS, "何靜")], [in_deliveries(OIL, "採購人")]
    ),
    Case(
        "X-04",
        "a buyer by post accepts",
        [bought_by("陳大勇、沈玉蘭", "何靜、趙敏", STOREKEEPER)],
        [in_deliveries(OIL, "驗收人")],
    ),
    Case(
        "X-04",
        "a buyer by post keeps",
        [bought_by("陳大勇、沈玉蘭", ACCEPTORS, "趙敏")],
        [in_deliveries(OIL, "保管員")],
    ),
]

REFUSED = [
    refused("G-21", delivery(OIL, 採購人=None), "採購人"),
    refused("G-21", count(2, 實盤數量=None), "實盤數量"),
    refused("G-22", delivery(OIL, 入庫日期=None), "入庫日期"),
    refused("G-22", delivery(TOMATOES, 不合格處理=None), "不合格處理"),
    refused("G-22", count(2, 期初單價=None), "期初單價"),
    refused("G-13", delivery(OIL, 單位="斤"), "單位"),
    refused(
        "G-23",
        issue(2, 品名="花生油"),
        "品名",
        # there is none of it, nobody counts it, and of the soybean oil there is one barrel less than there should be
        ("F02-R13", in_issues(2, "數量")),
        ("F02-R16", in_counts(HEADING, "品名")),
        ("F02-R17", in_counts(2, "實盤數量")),
    ),
    refused("G-24", delivery(OIL, 採購數量="0"), "採購數量", ("F02-R08", in_deliveries(OIL, "合格數量"))),
    refused("G-12", issue(2, 保管員="某某"), "保管員"),
    refused("G-14", count(2, 盤點日期="04-02"), "盤點日期"),
]

ALLOWED = [
    Case("", "blank 合格數量 of what is whole", [delivery(OIL, 合格數量=None)]),
    # 4 % off, and only two rows of that specification before
    Case("", "a price a little off", [delivery(MORE_RICE, 單價="6.90")]),
    Case("", "stored the day after", [delivery(RICE, 入庫日期="03-03"), issue(3, 日期="03-03")]),
    Case("", "Simplified spellings", [delivery(OIL, 供應商="清源粮油店", 食材類別="食用油", 採購人="陈大勇、赵敏")]),
    Case(
        "",
        "counted on the second day of the next month",
        [Change(APRIL, COUNTS, 2, typed({"盤點日期": "05-02"}))],
    ),
    # 45 on the books, 44.1 found: 0.9 ÷ 45 = 2 %
    Case(
        "",
        "the largest difference allowed",
        [
            count(3, 實盤數量="44.1"),
            Change(APRIL, COUNTS, 3, typed({"期初數量": "44.1", "實盤數量": "64.1"})),
        ],
    ),
]
