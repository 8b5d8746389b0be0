"""The sums that one sheet repeats from another (domain 6), added up from the filled rows alone."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from decimal import Decimal

from pipeline.sample.purchases import GOODS, STATIONERY, amounts_by_voucher
from tests.sample.conftest import Row, Term, day_of, names, number, text


def _cents(amount: Decimal) -> int:
    return int((amount * 100).to_integral_value())


def _settled(term: Term) -> dict[str, list[Row]]:
    by_invoice: defaultdict[str, list[Row]] = defaultdict(list)
    for row in term.rows("F02", "採購驗收入庫"):
        if "結算發票號" in row:
            by_invoice[text(row, "結算發票號")].append(row)
    return dict(by_invoice)


def test_food_invoices_pay_for_what_was_accepted(term: Term) -> None:
    food = {text(row, "發票號"): row for row in term.counted_vouchers() if row["支出類別"] == "食堂食材"}
    assert set(food) == set(_settled(term))
    assert len(food) == 30
    for invoice, rows in _settled(term).items():
        accepted = sum(number(row, "合格數量") * number(row, "單價") for row in rows)
        assert food[invoice]["發票金額"] == accepted
        assert {row["供應商"] for row in rows} == {food[invoice]["開票單位"]}


def test_food_vouchers_are_signed_by_who_bought_and_who_accepted(term: Term) -> None:
    vouchers = {text(row, "發票號"): row for row in term.vouchers()}
    for invoice, rows in _settled(term).items():
        assert vouchers[invoice]["經手人"] in {name for row in rows for name in names(row, "採購人")}
        assert vouchers[invoice]["驗收人"] in {name for row in rows for name in names(row, "驗收人")}


def test_only_what_came_in_july_is_not_settled(term: Term) -> None:
    open_rows = [row for row in term.rows("F02", "採購驗收入庫") if "結算發票號" not in row and "合格數量" in row]
    assert {day_of(row, "採購日期") >= date(2026, 7, 1) for row in open_rows} == {True}


def test_bills_and_their_vouchers_agree(term: Term) -> None:
    paid = {text(row, "憑證號"): row for row in term.counted_vouchers()}
    utilities = {number_ for number_, row in paid.items() if row["支出類別"] in {"電費", "水費"}}
    bills = [row for row in term.rows("F06", "賬單") if "憑證號" in row]
    assert {row["憑證號"] for row in bills} == utilities
    for bill in bills:
        assert paid[text(bill, "憑證號")]["發票金額"] == bill["賬單金額"]
        assert paid[text(bill, "憑證號")]["報支日期"] == bill["繳費日期"]


def test_lines_kept_for_other_forms_add_up_to_their_vouchers(term: Term) -> None:
    paid = {text(row, "憑證號"): row for row in term.counted_vouchers()}
    for voucher, amount in amounts_by_voucher().items():
        assert paid[voucher]["發票金額"] == amount
    asked_of_f12 = {"設備購置", "教學儀器"}
    assert {row["憑證號"] for row in paid.values() if row["支出類別"] in asked_of_f12} <= {g.voucher for g in GOODS}
    office = {"辦公費", "办公费"}
    assert {row["憑證號"] for row in paid.values() if row["支出類別"] in office} == {s.voucher for s in STATIONERY}
    assert {each.voucher: each.accepted_on for each in GOODS} == {
        each.voucher: paid[each.voucher]["購買日期"] for each in GOODS
    }


def test_published_sums_are_those_of_the_books(term: Term) -> None:
    income: Counter[str] = Counter()
    for row in term.rows("F05", "收費與解交"):
        income[f"{row['收費日期']:%Y-%m}"] += _cents(number(row, "實收金額"))
    for row in term.rows("F08", "損壞賠償"):
        if row["處理方式"] == "現金賠償":
            income[f"{row['日期']:%Y-%m}"] += _cents(number(row, "實賠金額"))
    spending: Counter[str] = Counter()
    for row in term.counted_vouchers():
        spending[f"{row['報支日期']:%Y-%m}"] += _cents(number(row, "發票金額"))
    for row in term.rows("F05", "公佈與彙報"):
        month = text(row, "月份")
        assert _cents(number(row, "本月收入合計")) == income[month]
        assert _cents(number(row, "本月支出合計")) == spending[month]


def test_the_canteen_spends_what_it_takes_in_within_five_percent(term: Term) -> None:
    meals = {row["項目代碼"] for row in term.rows("F05", "收費標準公示") if row["收費性質"] == "伙食費"}
    income = sum(number(row, "實收金額") for row in term.rows("F05", "收費與解交") if row["項目代碼"] in meals)
    spent = sum(number(row, "發票金額") for row in term.counted_vouchers() if row["經費來源"] == "食堂專賬")
    assert income == 258 * 4 * 825 == 851400  # 836 pupils less 4 exempt and 7 who eat at home, four months
    assert 0 < (income - spent) / income < Decimal("0.05")


def test_settlements_start_from_what_was_collected(term: Term) -> None:
    collected: defaultdict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for row in term.rows("F05", "收費與解交"):
        collected[text(row, "項目代碼"), text(row, "班室編號")] += number(row, "實收金額")
    rows = term.rows("F05", "期末結算退補")
    for row in rows:
        assert row["預收總額"] == collected[text(row, "項目代碼"), text(row, "班室編號")]
    assert {key for key in collected if key[0] in {"SF02", "SF04"}} == {
        (row["項目代碼"], row["班室編號"]) for row in rows
    }


def test_workbooks_cost_what_their_voucher_says(term: Term) -> None:
    spent = sum(number(row, "實際支出總額") for row in term.rows("F05", "期末結算退補") if row["項目代碼"] == "SF02")
    (voucher,) = [row for row in term.counted_vouchers() if row["一級明細"] == "學生作業本"]
    assert voucher["發票金額"] == spent == 244 * Decimal("23.50")


def test_spending_stays_within_the_plan_and_the_plan_within_income(term: Term) -> None:
    plan = {(row["收支方向"], text(row, "類別")): number(row, "學期計劃") for row in term.rows("F05", "經費計劃")}
    spent: defaultdict[str, Decimal] = defaultdict(Decimal)
    for row in term.counted_vouchers():
        spent[text(row, "支出類別").replace("办公费", "辦公費")] += number(row, "發票金額")
    for category, amount in spent.items():
        assert amount <= plan["支出", category]
    totals = {way: sum(v for (each, _), v in plan.items() if each == way) for way in ("收入", "支出")}
    assert totals["支出"] <= totals["收入"]
    for row in term.rows("F05", "經費計劃"):
        assert number(row, "學期計劃") <= number(row, "年度計劃")
