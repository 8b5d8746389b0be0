from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from decimal import Decimal
from statistics import median

from tests.sample.conftest import Row, Term, day_of, names, number, text

PACKED = {"桶", "袋", "箱", "盒"}
LAST_SCHOOL_DAYS = {
    "2026-03": date(2026, 3, 31),
    "2026-04": date(2026, 4, 30),
    "2026-05": date(2026, 5, 29),
    "2026-06": date(2026, 6, 30),
    "2026-07": date(2026, 7, 3),
}


def _deliveries(term: Term, month: str = "") -> list[Row]:
    return term.rows("F02", "採購驗收入庫", month)


def _amount(row: Row) -> Decimal:
    return number(row, "採購數量") * number(row, "單價")


def _accepted(term: Term) -> list[Row]:
    return [row for row in _deliveries(term) if row.get("驗收結果") in {"合格", "部分合格"}]


def test_420_deliveries_with_keys_of_their_own(term: Term) -> None:
    rows = _deliveries(term)
    assert len(rows) == 420
    assert len({(row["單號"], row["品名"], row.get("規格")) for row in rows}) == 420


def test_three_have_one_buyer_and_one_has_a_cook_beside_a_buyer(term: Term) -> None:
    cooks = {row["姓名"] for row in term.rows("F00", "人員名冊") if row["食堂操作人員"] == "是"}
    alone = [row for row in _deliveries(term) if len(names(row, "採購人")) == 1]
    cooked = [row for row in _deliveries(term) if cooks & set(names(row, "採購人"))]
    assert len(alone) == 3  # 417 of 420 have two
    assert [len(names(row, "採購人")) for row in cooked] == [2]
    assert len({day_of(row, "採購日期").month for row in (*alone, *cooked)}) == 4


def test_nobody_accepts_or_keeps_what_he_bought(term: Term) -> None:
    for row in _accepted(term):
        acceptors = names(row, "驗收人")
        assert len(set(acceptors)) >= 2
        assert not set(names(row, "採購人")) & {*acceptors, row["保管員"]}
        assert row["保管員"] == "吳桂芳"


def test_two_were_never_accepted(term: Term) -> None:
    never = [row for row in _deliveries(term) if row not in _accepted(term)]
    assert sorted(_amount(row) for row in never) == [Decimal("145.50"), Decimal("320.00")]  # 465.50
    for row in never:
        assert not {"驗收日期", "驗收人", "入庫日期", "入庫數量", "保管員", "結算發票號"} & set(row)


def test_one_was_accepted_in_part(term: Term) -> None:
    partly = [row for row in _deliveries(term) if row.get("驗收結果") == "部分合格"]
    assert [(row["採購數量"], row["單價"], row["合格數量"], row["入庫數量"]) for row in partly] == [
        (50, Decimal("6.00"), 46, 46)
    ]
    assert partly[0]["不合格處理"] == "退回"  # (50 - 46) × 6.00 = 24.00


def test_everything_else_was_accepted_whole_on_the_day(term: Term) -> None:
    whole = [row for row in _accepted(term) if row["驗收結果"] == "合格"]
    assert len(whole) == 420 - 2 - 1
    for row in whole:
        assert row["採購數量"] == row["合格數量"] == row["入庫數量"]
        assert row["採購日期"] == row["驗收日期"] == row["入庫日期"]


def test_the_total_row_of_march_is_right(term: Term) -> None:
    totals = [
        (filled.cover.month, row["金額"], sorted(row))
        for filled in term.workbooks
        if filled.form == "F02"
        for row in filled.sheets["採購驗收入庫"]
        if row["採購日期"] == "合計"
    ]
    assert totals == [("2026-03", sum(map(_amount, _deliveries(term, "2026-03"))), ["採購日期", "金額"])]


def test_packed_food_has_batch_and_shelf_life(term: Term) -> None:
    packed = [row for row in _deliveries(term) if row["單位"] in PACKED]
    assert packed
    for row in packed:
        assert {"規格", "生產日期或批號"} <= set(row)
        assert day_of(row, "保質期至") > day_of(row, "驗收日期")


def test_suppliers_are_licensed_for_what_they_deliver(term: Term) -> None:
    suppliers = {row["供應商名稱"]: row for row in term.rows("F00", "供應商名冊")}
    for row in _deliveries(term):
        supplier = suppliers[row["供應商"]]
        assert row["食材類別"] in names(supplier, "供應類別")
        assert day_of(supplier, "許可證有效期至") >= day_of(row, "採購日期")


def test_foods_are_in_the_dictionary(term: Term) -> None:
    listed = {(row["值"], row["上級值"]) for row in term.rows("F00", "類別字典") if row["字典名"] == "食材"}
    assert {(row["品名"], row["食材類別"]) for row in _deliveries(term)} == listed
    assert {row["品名"] for row in term.rows("F02", "領用出庫")} <= {name for name, _ in listed}


def test_prices_stay_near_their_median(term: Term) -> None:
    prices: defaultdict[tuple[str, str], list[Decimal]] = defaultdict(list)
    for row in _deliveries(term):
        seen = prices[text(row, "品名"), text(row, "單位")]
        seen.append(number(row, "單價"))
        assert abs(seen[-1] / median(seen) - 1) < Decimal("0.3")


def test_every_school_day_issues_food_for_meals(term: Term) -> None:
    issues = term.rows("F02", "領用出庫")
    school_days = {row["日期"] for row in term.rows("F00", "校曆") if row["供餐餐次"] == "早午晚"}
    assert {row["日期"] for row in issues if row["用途"] == "供餐"} == school_days
    assert max(Counter(day_of(row, "日期").month for row in issues).values()) <= 150
    cooks = {row["姓名"] for row in term.rows("F00", "人員名冊") if row["食堂操作人員"] == "是"}
    assert {row["領用人"] for row in issues} <= cooks
    assert len({tuple(sorted(row.items(), key=str)) for row in issues}) == len(issues)


def _movements(term: Term) -> list[tuple[date, str, Decimal]]:
    came = [(day_of(row, "入庫日期"), text(row, "品名"), number(row, "合格數量")) for row in _accepted(term)]
    went = [(day_of(row, "日期"), text(row, "品名"), -number(row, "數量")) for row in term.rows("F02", "領用出庫")]
    return came + went


def test_stock_never_falls_below_zero_and_agrees_with_the_counts(term: Term) -> None:
    stock: Counter[str] = Counter()
    for row in term.rows("F02", "月末盤點", "2026-03"):
        stock[text(row, "品名")] = int(number(row, "期初數量"))
    for month, last in LAST_SCHOOL_DAYS.items():
        counts = {text(row, "品名"): row for row in term.rows("F02", "月末盤點", month)}
        assert {name: stock[name] for name in counts} == {name: number(row, "期初數量") for name, row in counts.items()}
        moved = [each for each in _movements(term) if f"{each[0]:%Y-%m}" == month]
        assert {name for _, name, _ in moved} | {name for name in stock if stock[name]} == set(counts)
        for day in sorted({each[0] for each in moved}):
            for when, name, quantity in moved:
                stock[name] += int(quantity) if when == day else 0
            assert min(stock.values()) >= 0, day
        _close(stock, counts, last)


def _close(stock: Counter[str], counts: dict[str, Row], last: date) -> None:
    for name, row in counts.items():
        lost = stock[name] - number(row, "實盤數量")
        assert 0 <= lost <= stock[name] * Decimal("0.02")
        assert ("差異原因" in row) == (lost > 0)
        assert row["盤點日期"] == last
        assert (row["盤點人"], row["監盤人"]) == ("吳桂芳", "何靜")
        stock[name] = int(number(row, "實盤數量"))


def test_some_food_is_lost_by_nature(term: Term) -> None:
    assert sum("差異原因" in row for row in term.rows("F02", "月末盤點")) == 3


def test_opening_prices_stand_in_the_first_file_alone(term: Term) -> None:
    priced = [
        (filled.cover.month, row["品名"])
        for filled in term.workbooks
        if filled.form == "F02"
        for row in filled.sheets["月末盤點"]
        if "期初單價" in row
    ]
    opening = [row["品名"] for row in term.rows("F02", "月末盤點", "2026-03") if number(row, "期初數量")]
    assert priced == [("2026-03", name) for name in opening]


def test_food_per_school_day_stays_level(term: Term) -> None:
    bought: Counter[int] = Counter()
    for row in _accepted(term):
        bought[day_of(row, "採購日期").month] += int(number(row, "合格數量") * number(row, "單價"))
    a_day = {month: bought[month] / days for month, days in {3: 22, 4: 21, 5: 19, 6: 21}.items()}
    for month in (4, 5, 6):
        assert abs(a_day[month] / a_day[month - 1] - 1) < 0.1
