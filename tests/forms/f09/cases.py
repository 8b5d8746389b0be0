"""Every rule of F09 and of repairs across forms, with the least change of the clean spring that breaks it."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.form.filled import Value
from tests.forms.f09.clean import APRIL, CASES, MARCH, ORDERS, PAPERS, VOUCHERS, Row, typed
from tests.forms.planting import Case, Change, Place, one, refused


def cells(texts: dict[str, str | None]) -> Row:
    """Cells as they are typed; None makes one blank."""
    row: dict[str, Value] = {title: None if text is None else typed(text) for title, text in texts.items()}
    return row


def march(row: int, **texts: str | None) -> Change:
    """Cells of an order of March."""
    return Change(MARCH, ORDERS, row, cells(texts))


def april(row: int, **texts: str | None) -> Change:
    """Cells of an order of April."""
    return Change(APRIL, ORDERS, row, cells(texts))


GLASS, CIRCUIT, DOORS, TAPS, DESKS = 2, 3, 4, 5, 6
THIRD_GLASS = april(
    5,
    維修單號="WX-2604-003",
    批次="日常",
    報修日期="04-20",
    報修人="周雨晴",
    班室編號="C302",
    類別="玻璃",
    問題描述="窗玻璃脫落",
    緊急程度="一般",
    數量="1",
    狀態="已驗收",
    維修人="王志遠",
    維修方式="更換",
    完成日期="04-21",
    材料費="30.00",
    人工費="0.00",
    人為損壞="否",
    驗收人="周雨晴",
    驗收日期="04-21",
)
PAPER = 2
OPEN_SINCE_FRIDAY = [march(DESKS, 報修日期="03-27")]

BREACHES: Sequence[Case] = [
    one("F09-R01", "finished before it was reported", march(GLASS, 完成日期="03-02"), "完成日期"),
    one("F09-R01", "accepted before it was finished", march(CIRCUIT, 驗收日期="03-04", 報修日期="03-04"), "驗收日期"),
    one("F09-R01", "accepted before it was reported", march(CIRCUIT, 完成日期=None, 驗收日期="03-04"), "驗收日期"),
    one("F09-R02", "who repaired it accepted it", march(GLASS, 驗收人="王志遠"), "驗收人"),
    one("F09-R02", "one of those who repaired it", march(GLASS, 維修人="王志遠、沈玉蘭", 驗收人="沈玉蘭"), "驗收人"),
    one("F09-R02", "nobody accepted it", march(GLASS, 驗收人=None), "驗收人"),
    # 一般: 1 working day from Tuesday 03-03 is Wednesday
    one("F09-R03", "ordinary, two days", march(GLASS, 完成日期="03-05", 驗收日期="03-05"), "完成日期"),
    one("F09-R03", "urgent, the next day", march(CIRCUIT, 完成日期="03-06"), "完成日期"),
    # 複雜: 02-25, 26, 27 and Monday 03-02 are four working days after 02-24
    one("F09-R03", "complex, four days", march(DOORS, 完成日期="03-02", 驗收日期="03-02"), "完成日期"),
    # reported on Friday 03-27, open on Tuesday 03-31: Monday and Tuesday
    one("F09-R03", "open beyond its limit", OPEN_SINCE_FRIDAY[0], "完成日期", until=MARCH),
    one("F09-R04", "damage without a case", march(GLASS, 賠償單號=None), "賠償單號"),
    one("F09-R05", "no certificate at all", march(CIRCUIT, 維修人="沈玉蘭"), "維修人"),
    Case(
        "F09-R05",
        "the certificate had run out",
        [Change(MARCH, PAPERS, PAPER, cells({"有效期至": "03-04"}))],
        [Place(MARCH, ORDERS, CIRCUIT, "維修人")],
    ),
    Case(
        "F09-R05",
        "another kind of certificate",
        [Change(MARCH, PAPERS, PAPER, {"證照類別": "健康證明"})],
        [Place(MARCH, ORDERS, CIRCUIT, "維修人")],
    ),
    one("F09-R06", "third time in one room", THIRD_GLASS, "類別"),
    one("F09-R07", "firm paid without a voucher", march(DOORS, 憑證號=None), "憑證號"),
    # 310.00 + 200.00 against 500.00
    Case("X-18", "orders cost more", [march(DOORS, 材料費="310.00")], [Place(APRIL, VOUCHERS, 2, "發票金額")]),
    # finished on 02-26: to be there by 03-31
    one("X-18", "no such voucher", march(DOORS, 憑證號="ZC-2603-099"), "憑證號", until=MARCH),
    one("X-35", "no such case", march(GLASS, 賠償單號="PC-2603-099"), "賠償單號"),
    Case(
        "X-35",
        "the case of another order",
        [Change(MARCH, CASES, 2, {"維修單號": "WX-2603-002"})],
        [Place(MARCH, ORDERS, GLASS, "賠償單號")],
    ),
]

REFUSED: Sequence[Case] = [
    refused("G-21", march(GLASS, 問題描述=None), "問題描述"),
    refused("G-22", march(GLASS, 維修人=None), "維修人"),
    refused("G-22", march(GLASS, 維修方式=None), "維修方式"),
    refused("G-22", march(GLASS, 完成日期=None), "完成日期"),
    refused("G-22", march(GLASS, 材料費=None), "材料費"),
    refused("G-22", march(GLASS, 人為損壞=None), "人為損壞"),
    refused("G-22", march(GLASS, 驗收日期=None), "驗收日期"),
    refused("G-13", march(GLASS, 類別="窗戶"), "類別"),
    refused("G-15", march(GLASS, 材料費="-1.00"), "材料費"),
    refused("G-24", march(GLASS, 數量="0"), "數量"),
    refused("G-24", march(GLASS, 滿意度="6"), "滿意度"),
    refused("G-23", march(GLASS, 班室編號="C399"), "班室編號"),
    refused("G-23", march(CIRCUIT, 隱患編號="YH-2603-099"), "隱患編號"),
    refused("G-12", march(GLASS, 報修人="某某"), "報修人"),
    refused("G-12", march(GLASS, 驗收人="某某"), "驗收人"),
    refused("G-18", march(CIRCUIT, 維修單號="WX-2603-001"), "維修單號"),
    refused("G-14", march(GLASS, 驗收日期="04-02"), "驗收日期"),
    refused("G-20", april(2, 班室編號="C302"), "班室編號"),
]

ALLOWED: Sequence[Case] = [
    Case("", "the case names this order", [Change(MARCH, CASES, 2, {"維修單號": "WX-2603-001"})]),
    Case("", "one of two is certified", [march(CIRCUIT, 維修人="沈玉蘭、王志遠")]),
    Case("", "a firm's electrician is not asked", [march(CIRCUIT, 維修人="供電所電工")]),
    Case("", "F04 was not handed in", [Change(MARCH, PAPERS, PAPER, None), march(CIRCUIT, 維修人="沈玉蘭")]),
    Case(
        "",
        "finished on Saturday, no working day",
        [march(CIRCUIT, 報修日期="03-06", 完成日期="03-07", 驗收日期="03-07")],
    ),
    # 04-06 is a holiday: from Friday 04-03 the next working day is Tuesday 04-07
    Case("", "over a long weekend", [april(3, 報修日期="04-03", 完成日期="04-07", 驗收日期="04-07")]),
    Case("", "a project has no limit", [march(7, 報修日期="03-02")]),
    Case("", "a firm that took nothing", [march(DOORS, 材料費="0.00", 人工費="0.00", 憑證號=None)]),
    # finished on 02-26: not asked before 03-31
    Case(
        "",
        "a voucher that may still come",
        [march(DOORS, 憑證號="ZC-2603-099", 報修日期="03-02", 完成日期="03-04", 驗收日期="03-04")],
        until=MARCH,
    ),
]
