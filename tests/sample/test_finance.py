from __future__ import annotations

import re
from collections import Counter
from datetime import date, timedelta
from decimal import Decimal

from tests.sample.conftest import Row, Term, day_of, names, number, text

WINDOW_START = date(2026, 1, 24)


def _month_after(day: date) -> date:
    return date(day.year, day.month + 1, 1)


def _signers(row: Row) -> set[str]:
    return {text(row, title) for title in ("經手人", "驗收人", "審核人") if title in row}


def test_96_vouchers_stand_and_one_repeats_an_invoice(term: Term) -> None:
    kept = term.kept_vouchers()
    assert (len(term.vouchers()), len(kept)) == (97, 96)
    assert sum(row["實物購置"] == "是" for row in kept) == 70
    (held,) = [row for row in term.vouchers() if row not in kept]
    assert (held["發票金額"], text(held, "憑證號")[:7]) == (Decimal("499.00"), "ZC-2604")
    assert all(re.fullmatch(r"[0-9]{20}", text(row, "發票號")) for row in term.vouchers())


def test_numbers_run_on_within_each_month(term: Term) -> None:
    serials: dict[str, list[int]] = {}
    for row in term.vouchers():
        _, month, serial = text(row, "憑證號").split("-")
        serials.setdefault(month, []).append(int(serial))
    for month, found in serials.items():
        first = 21 if month == "2601" else 1  # the term before has the first twenty of January
        assert sorted(found) == list(range(first, first + len(found)))


def test_two_lack_a_signature_and_one_is_not_as_ordered(term: Term) -> None:
    two = [row for row in term.kept_vouchers() if len(_signers(row)) == 2]
    assert sorted(number(row, "發票金額") for row in two) == [Decimal("265.00"), Decimal("380.00")]  # 645.00
    assert {row["報支狀態"] for row in two} == {"退回"}
    other = [row for row in term.kept_vouchers() if row.get("實物相符") == "不符"]
    assert [(row["發票金額"], row["報支狀態"], len(_signers(row))) for row in other] == [
        (Decimal("1240.00"), "退回", 3)
    ]
    assert len(term.counted_vouchers()) == 96 - 3 == 93


def test_all_others_have_three_signers_and_are_paid_after_approval(term: Term) -> None:
    for row in term.counted_vouchers():
        assert len(_signers(row)) == 3
        assert row["報支狀態"] == "已報"
        assert day_of(row, "購買日期") <= day_of(row, "報支批准日期") <= day_of(row, "報支日期")
        assert row["報支批准人"] == "孫立" not in _signers(row)
        assert day_of(row, "報支日期") - day_of(row, "購買日期") <= timedelta(days=30)


def test_one_was_approved_after_it_was_bought(term: Term) -> None:
    goods = [row for row in term.kept_vouchers() if row["實物購置"] == "是"]
    late = [row for row in goods if day_of(row, "購買批准日期") > day_of(row, "購買日期")]
    assert [(row["購買日期"], row["購買批准日期"], row["發票金額"]) for row in late] == [
        (date(2026, 3, 16), date(2026, 3, 18), Decimal("2150.00"))
    ]
    assert all(day_of(row, "申請日期") <= day_of(row, "購買批准日期") for row in goods)


def test_goods_stay_within_their_approval_and_are_compared_in_three_shops(term: Term) -> None:
    for row in term.kept_vouchers():
        if row["實物購置"] == "否":
            assert not {"申請人", "批准金額", "詢價家數", "實物相符"} & set(row)
            continue
        assert number(row, "發票金額") <= number(row, "批准金額")
        if number(row, "發票金額") >= 1000:
            assert row.get("詢價家數") == 3 or row["備註"] == "定點供應"
        assert ("成交為最低價" in row) == ("詢價家數" in row)
        assert row.get("成交為最低價") != "否" or "備註" in row


def test_one_waits_at_the_end_of_may_and_no_other_ever_does(term: Term) -> None:
    waiting = [row for row in term.rows("F05", "支出票據") if row["報支狀態"] == "待報"]
    assert [(row["購買日期"], row["發票金額"]) for row in waiting] == [(date(2026, 5, 25), Decimal("860.00"))]
    assert not {"報支批准人", "報支批准日期", "報支日期"} & set(waiting[0])
    months = [
        f.cover.month
        for f in term.workbooks
        if f.form == "F05"
        for row in f.sheets["支出票據"]
        if row["憑證號"] == waiting[0]["憑證號"]
    ]
    assert months == ["2026-05", "2026-06"]
    across = [row for row in term.counted_vouchers() if day_of(row, "報支日期").month != day_of(row, "購買日期").month]
    assert [(row["憑證號"], row["報支日期"]) for row in across] == [(waiting[0]["憑證號"], date(2026, 6, 5))]


def test_a_voucher_that_returns_keeps_what_is_fixed(term: Term) -> None:
    states = [row for row in term.rows("F05", "支出票據") if row["發票金額"] == Decimal("860.00")]
    fixed = ("憑證號", "發票號", "支出類別", "一級明細", "購買日期", "開票單位", "發票金額")
    assert len(states) == 2
    assert len({tuple(row[title] for title in fixed) for row in states}) == 1


def test_each_voucher_stands_in_the_file_of_its_month(term: Term) -> None:
    for filled in term.workbooks:
        for row in filled.sheets.get("支出票據", ()):
            when = day_of(row, "報支日期") if "報支日期" in row else day_of(row, "購買日期")
            assert f"{when:%Y-%m}" == filled.cover.month


def test_the_canteen_pays_from_its_own_account(term: Term) -> None:
    for row in term.vouchers():
        assert (row["經費來源"] == "食堂專賬") == (row["支出類別"] in {"食堂食材", "食堂其他"})
        assert row["經費來源"] != "其他" or "備註" in row


def test_details_are_in_the_dictionary_under_their_category(term: Term) -> None:
    listed = {(row["上級值"], row["值"]) for row in term.rows("F00", "類別字典") if row["字典名"] == "一級明細"}
    found = {(text(row, "支出類別").replace("办公费", "辦公費"), row["一級明細"]) for row in term.vouchers()}
    assert found <= listed
    assert [row["支出類別"] for row in term.vouchers()].count("办公费") == 1


def test_nothing_looks_like_splitting_and_every_purpose_says_something(term: Term) -> None:
    near = [row for row in term.vouchers() if 800 <= number(row, "發票金額") < 1000]
    for row in near:
        partners = [
            other
            for other in near
            if other is not row
            and other["開票單位"] == row["開票單位"]
            and abs(day_of(other, "購買日期") - day_of(row, "購買日期")) <= timedelta(days=7)
        ]
        assert partners == []
    for row in term.vouchers():
        assert 3 <= len(text(row, "事由")) <= 60
        assert row["事由"] not in {row["支出類別"], row["一級明細"]}


def _collections(term: Term) -> list[Row]:
    return term.rows("F05", "收費與解交")


def test_four_items_are_published_before_anything_is_collected(term: Term) -> None:
    items = term.rows("F05", "收費標準公示")
    assert [row["項目代碼"] for row in items] == ["SF01", "SF02", "SF03", "SF04"]
    first = min(day_of(row, "收費日期") for row in _collections(term))
    assert {day_of(row, "公示日期") < first for row in items} == {True}
    assert (items[1]["標準"], items[1]["收費性質"], items[1]["適用年級"]) == (Decimal("25.00"), "代收費", "三、四")


def test_one_class_was_overcharged_by_80(term: Term) -> None:
    standards = {row["項目代碼"]: number(row, "標準") for row in term.rows("F05", "收費標準公示")}
    over = [
        row
        for row in _collections(term)
        if number(row, "實收金額") != standards[row["項目代碼"]] * number(row, "實收人數")
    ]
    assert [(row["班室編號"], row["項目代碼"], row["標準"]) for row in over] == [("C302", "SF02", Decimal("27.00"))]
    row = over[0]
    assert (row["應收人數"], row["減免人數"], row["實收人數"]) == (42, 2, 40)
    assert row["實收金額"] == row["解交金額"] == Decimal("1080.00")
    assert number(row, "實收金額") - standards["SF02"] * 40 == Decimal("80.00")
    assert [row["標準"] for row in _collections(term) if row["標準"] != standards[row["項目代碼"]]] == [27]


def test_heads_fit_the_classes_and_the_items_the_grades(term: Term) -> None:
    rooms = {row["班室編號"]: row for row in term.rows("F00", "班室名冊")}
    items = {row["項目代碼"]: row for row in term.rows("F05", "收費標準公示")}
    for row in _collections(term):
        room, grades = rooms[row["班室編號"]], text(items[row["項目代碼"]], "適用年級")
        assert grades == "全部" or room["年級"] in grades.split("、")
        heads = number(row, "實收人數") + number(row, "減免人數")
        assert heads <= number(row, "應收人數") <= number(room, "學生數")
    keys = {(row["班室編號"], row["項目代碼"], row["收費日期"]) for row in _collections(term)}
    assert len(keys) == len(_collections(term)) == 2 + 6 + 18 + 4 * 20


def test_a_voluntary_item_is_never_taken_by_all(term: Term) -> None:
    items = {row["項目代碼"]: row["自願項目"] for row in term.rows("F05", "收費標準公示")}
    for code, voluntary in items.items():
        rows = [row for row in _collections(term) if row["項目代碼"] == code]
        everybody = all(number(row, "實收人數") + number(row, "減免人數") == row["應收人數"] for row in rows)
        assert everybody == (voluntary == "否"), code


def test_compulsory_items_are_collected_in_every_class_by_the_end_of_april(term: Term) -> None:
    kindergarten = {row["班室編號"] for row in term.rows("F00", "班室名冊") if "幼兒" in str(row.get("年級"))}
    paid = {row["班室編號"] for row in _collections(term) if row["項目代碼"] == "SF01"}
    assert paid == kindergarten == {"K01", "K02"}
    assert max(day_of(row, "收費日期") for row in _collections(term) if row["項目代碼"] == "SF01") < date(2026, 5, 1)


def test_receipts_are_numbered_without_gap_one_a_payer(term: Term) -> None:
    numbers: list[int] = []
    for row in _collections(term):
        first, last = map(int, text(row, "收款票據號").split("-"))
        assert last - first + 1 == row["實收人數"]
        numbers += range(first, last + 1)
    assert sorted(numbers) == list(range(1, len(numbers) + 1))


def test_everything_is_deposited_within_three_working_days(term: Term) -> None:
    working = [day_of(row, "日期") for row in term.rows("F00", "校曆") if row["日類型"] in {"上課日", "補課日"}]
    slips: dict[str, set[date]] = {}
    for row in _collections(term):
        assert row["解交金額"] == row["實收金額"]
        collected, deposited = day_of(row, "收費日期"), day_of(row, "解交日期")
        assert collected in working
        assert 0 <= sum(collected < each <= deposited for each in working) <= 3
        slips.setdefault(text(row, "繳款單號"), set()).add(deposited)
    assert {len(days) for days in slips.values()} == {1}


def test_each_month_is_published_between_its_end_and_the_fifth(term: Term) -> None:
    dates = ("公佈日期", "彙報學校日期", "理財小組審議日期", "彙報上級日期")
    rows = term.rows("F05", "公佈與彙報")
    assert [row["月份"] for row in rows] == [f"2026-0{month}" for month in range(1, 8)]
    for row in rows[:-1]:
        after = _month_after(date.fromisoformat(f"{row['月份']}-01"))
        assert {after <= day_of(row, title) <= after.replace(day=5) for title in dates} == {True}
        assert number(row, "理財小組到會人數") >= 3
        assert row["質疑或意見數"] == row["已答覆數"]
    assert not set(dates) & set(rows[-1])  # July is not over on 07-03


def test_settlements_are_signed_and_listed_before_the_term_ends(term: Term) -> None:
    rows = term.rows("F05", "期末結算退補")
    assert len(rows) == len({(row["項目代碼"], row["班室編號"]) for row in rows}) == 6 + 20
    for row in rows:
        assert row["已退補總額"] == number(row, "預收總額") - number(row, "實際支出總額")
        assert number(row, "已退補總額") > 0
        assert day_of(row, "清單公佈日期") <= day_of(row, "退補日期") <= date(2026, 7, 3)
        assert number(row, "簽收人數") > 0


def test_the_goods_of_the_page_have_their_vouchers(term: Term) -> None:
    counted = Counter({text(row, "憑證號"): number(row, "發票金額") for row in term.counted_vouchers()})
    assert counted["ZC-2602-009"] == 610 * 168 == Decimal("102480.00")
    details = Counter[str]()
    for row in term.counted_vouchers():
        details[text(row, "一級明細")] += int(number(row, "發票金額"))
    assert details["體育器材"] == 40 * 165 == 6600
    assert details["學生服裝"] == 40 * 95 == 3800
    assert details["家具"] == 20 * 380 == 7600
    assert details["電教設備"] == 4 * 5200 + 20 * 3980 == 20800 + 79600
    assert details["幼兒園用品玩具"] == 38600 + 35000 + 30000 == 103600


def test_projects_that_are_paid_for(term: Term) -> None:
    paid: Counter[str] = Counter()
    for row in term.counted_vouchers():
        if "項目編號" in row:
            assert row["支出類別"] == "工程款"
            paid[text(row, "項目編號")] += int(number(row, "發票金額"))
    # 26-01 and 26-02 are gifts, 26-06 is a plan: nothing is paid
    assert set(paid) == {"GC-26-03", "GC-26-04", "GC-26-05", "GC-26-07", "GC-26-08"}


def test_names_in_the_accounts_are_the_right_people(term: Term) -> None:
    posts = {text(row, "姓名"): {row["崗位"], *names(row, "兼崗")} for row in term.rows("F00", "人員名冊")}
    assert {row["收款人"] for row in _collections(term)} == {"錢會敏", "范小雲"}
    assert {row["審核人"] for row in term.vouchers() if "審核人" in row} == {"錢會敏"}
    assert posts["錢會敏"] >= {"會計"}
    assert min(day_of(row, "購買日期") for row in term.vouchers()) > WINDOW_START
