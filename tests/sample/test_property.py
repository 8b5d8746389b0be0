"""F07 of the filled term, read by somebody who knows nothing of how it was made."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from decimal import Decimal

from pipeline.sample.purchases import GOODS
from tests.sample.conftest import Row, Term, day_of, names, number, text

OPENING_DAY, TERM_END = date(2026, 3, 2), date(2026, 7, 3)
REGISTERED = {"教室": 20, "專用室": 8, "辦公室": 10, "食堂": 1}


def _rooms(term: Term) -> dict[str, Row]:
    return {text(row, "班室編號"): row for row in term.rows("F00", "班室名冊")}


def _cards(term: Term, month: str = "2026-05") -> dict[str, Row]:
    return {text(row, "資產編號"): row for row in term.rows("F07", "固定資產台賬", month)}


def _value(row: Row) -> Decimal:
    return number(row, "數量") * number(row, "單價")


def test_the_list_is_handed_in_when_something_changed(term: Term) -> None:
    months = {each.cover.month for each in term.workbooks if each.form == "F07" and each.sheets["固定資產台賬"]}
    assert months == {"2026-03", "2026-05"} == {f"{row['日期']:%Y-%m}" for row in term.rows("F07", "資產增減")}
    march, may = _cards(term, "2026-03"), _cards(term)
    assert {number_ for number_ in may if may[number_] != march[number_]} == {"ZC-2016-0001"}
    assert may["ZC-2016-0001"]["狀態"] == "已處置"


def test_610_sets_of_desks_one_card_a_classroom(term: Term) -> None:
    desks = {key: row for key, row in _cards(term).items() if row.get("憑證號") == "ZC-2602-009"}
    assert sorted(desks) == [f"ZC-2026-{serial:04}" for serial in range(101, 121)]
    assert Counter(row["數量"] for row in desks.values()) == {30: 10, 31: 10}
    assert len({row["使用班室"] for row in desks.values()}) == 20
    c302 = desks["ZC-2026-0102"]
    assert (c302["使用班室"], c302["數量"], c302["單價"], c302["責任人"]) == ("C302", 31, Decimal("168.00"), "周雨晴")
    assert {row["取得日期"] for row in desks.values()} == {date(2026, 2, 20)}
    assert sum(_value(row) for row in desks.values()) == Decimal("102480.00")
    entered = [row for row in term.rows("F07", "資產增減") if row["單據號"] == "ZC-2602-009"]
    assert {(row["日期"], row["變動類型"]) for row in entered} == {(date(2026, 3, 3), "購置增加")}
    assert sum(number(row, "數量") for row in entered) == 610
    assert sum(number(row, "金額") for row in entered) == Decimal("102480.00")


def test_changes_are_what_the_cards_and_vouchers_say(term: Term) -> None:
    paid = {text(row, "憑證號"): row for row in term.counted_vouchers()}
    entered: defaultdict[str, Decimal] = defaultdict(Decimal)
    for row in term.rows("F07", "資產增減"):
        card = _cards(term)[text(row, "資產編號")]
        assert (number(row, "數量"), number(row, "金額")) == (number(card, "數量"), _value(card))
        if row["變動類型"] == "購置增加":
            assert row["單據號"] == card["憑證號"]
            entered[text(row, "單據號")] += number(row, "金額")
    assert entered == {line.voucher: line.amount for line in GOODS if line.assets}
    assert {voucher: paid[voucher]["發票金額"] for voucher in entered} == entered


def test_what_was_given_up_was_approved_before(term: Term) -> None:
    (gone,) = [row for row in term.rows("F07", "資產增減") if row["變動類型"] != "購置增加"]
    assert gone["審批人"] == "孫立"
    assert day_of(gone, "審批日期") <= day_of(gone, "日期")


def test_every_room_is_registered_and_checked_again(term: Term) -> None:
    rooms = _rooms(term)
    for month, when, dated, earliest, latest in (
        ("2026-03", "期初", "期初登記日期", OPENING_DAY, date(2026, 3, 9)),
        ("2026-07", "期末", "復查日期", date(2026, 6, 19), TERM_END),
    ):
        by_room: defaultdict[str, list[Row]] = defaultdict(list)
        for row in term.rows("F07", "班室登記復查", month):
            by_room[text(row, "班室編號")].append(row)
        assert Counter(rooms[code]["類別"] for code in by_room) == {**REGISTERED, "校舍公共部位": 1}
        for code, mine in by_room.items():
            assert any(earliest <= day_of(row, dated) <= latest for row in mine if dated in row)
            assert {row.get(f"{when}簽字_責任人") for row in mine} - {None} == {rooms[code]["責任人"]}
            assert any(f"{when}簽字_學生" in row for row in mine) == (rooms[code]["類別"] == "教室")


def test_desks_are_enough_and_as_many_as_on_the_cards(term: Term) -> None:
    cards: Counter[tuple[str, str]] = Counter()
    for row in _cards(term).values():
        cards[text(row, "使用班室"), text(row, "資產名稱")] += int(number(row, "數量"))
    labels = {"課桌": "學生課桌凳", "凳": "學生課桌凳", "書櫃": "班級書櫃", "投影儀": "多功能投影儀"}
    for row in term.rows("F07", "班室登記復查", "2026-07"):
        if row["物品名稱"] in labels:
            on_cards = cards[text(row, "班室編號"), labels[text(row, "物品名稱")]]
            assert row["期初數量"] == row["期末數量"] == on_cards
        if row["物品名稱"] in {"課桌", "凳"}:
            assert number(row, "期初數量") >= number(_rooms(term)[text(row, "班室編號")], "學生數")


def test_what_is_short_or_broken_at_the_end_has_an_order(term: Term) -> None:
    orders = {row["維修單號"]: row["班室編號"] for row in term.rows("F09", "報修維修")}
    march = {(row["班室編號"], row["物品名稱"]): row for row in term.rows("F07", "班室登記復查", "2026-03")}
    explained = []
    for row in term.rows("F07", "班室登記復查", "2026-07"):
        before = march[row["班室編號"], row["物品名稱"]]
        assert all(row[title] == before[title] for title in before)
        broken = number(row, "期末數量") - number(row, "期末完好數量")
        worse = broken > number(row, "期初數量") - number(row, "期初完好數量")
        if worse or number(row, "期末數量") < number(row, "期初數量"):
            explained.append(row)
    assert [orders[text(row, "處理單號")] for row in explained] == [row["班室編號"] for row in explained]
    assert [(row["班室編號"], row["物品名稱"], row.get("短缺處理")) for row in explained] == [
        ("C203", "日光燈", "報廢"),
        ("C602", "課桌", None),
    ]


def test_each_class_is_scored_in_each_full_month(term: Term) -> None:
    full_marks = {"財產保管分": 40, "衛生分": 30, "節水節電分": 15, "門窗關閉分": 15}
    scored: Counter[tuple[str, str]] = Counter()
    for row in term.rows("F07", "教室檢查評分"):
        scores = {title: number(row, title) for title in full_marks}
        assert all(0 <= scores[title] <= most for title, most in full_marks.items())
        assert ("問題" in row) == (sum(scores.values()) < 80)
        assert len(names(row, "檢查人")) == 2
        scored[f"{row['日期']:%Y-%m}", text(row, "檢查類型")] += 1
    assert scored == {
        **{(f"2026-0{month}", "定期"): 20 for month in (3, 4, 5, 6)},
        ("2026-05", "不定期"): 10,
    }
