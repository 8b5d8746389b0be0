"""Every rule of F12 and X-14, X-16, X-21, X-46, X-47, with the least change of the clean spring that breaks it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from tests.forms import planting
from tests.forms.f12.clean import (
    ACTIVITIES,
    APRIL,
    CHANGES,
    GIFTS,
    GIFTS_IN_APRIL,
    GOODS,
    MARCH,
    MAY,
    PROJECTS,
    VOUCHERS,
    paid,
    typed,
    workbook,
)
from tests.forms.planting import Case, Change, Place

ROAD, STORE_ROOM = 2, 3
"""Projects of March; the road goes on in April."""
PAVILION = 3
"""Given; in April."""
DESKS, ROPES = 2, 3
PLANTS_GIVEN, PAVILION_GIVEN, MONEY_GIVEN = 2, 3, 4


def change(month: str, sheet: str, row: int, **texts: str | None) -> Change:
    """Cells as they are typed; None makes one blank."""
    return Change(month, sheet, row, {title: None if text is None else typed(text) for title, text in texts.items()})


case = partial(Case, until=MAY)
one = partial(planting.one, until=MAY)
refused = partial(planting.refused, until=APRIL)


def at(rule: str, what: str, where: tuple[str, str, int, str], *changes: Change) -> Case:
    """A breach that is found elsewhere."""
    return case(rule, what, changes, [Place(*where)])


PROJECT_CASES = [
    one("F12-R01", "completed before it began", change(APRIL, PROJECTS, ROAD, 實際竣工="03-09"), "實際竣工"),
    one("F12-R01", "accepted before it was completed", change(APRIL, PROJECTS, ROAD, 驗收日期="04-14"), "驗收日期"),
    # 9,000 agreed, 10,000 paid
    one("F12-R02", "more paid than agreed", change(APRIL, PROJECTS, ROAD, 合同金額="9000.00"), "累計支付"),
    # 9,000 × 1.1 = 9,900
    one("F12-R02", "agreed a tenth above", change(APRIL, PROJECTS, ROAD, 批准金額="9000.00"), "合同金額"),
    one("F12-R03", "in use without a verdict", change(APRIL, PROJECTS, ROAD, 驗收結論=None), "驗收結論"),
    one("F12-R03", "in use although it failed", change(APRIL, PROJECTS, ROAD, 驗收結論="不合格"), "驗收結論"),
    one("F12-R03", "in use without a day", change(APRIL, PROJECTS, ROAD, 驗收日期=None), "驗收結論"),
    one("F12-R04", "one accepted the road", change(APRIL, PROJECTS, ROAD, 驗收人="何靜、何靜"), "驗收人"),
    one("F12-R04", "one accepted the desks", change(MARCH, GOODS, DESKS, 驗收人="何靜"), "驗收人"),
    # as of 03-31
    one("F12-R05", "late", change(MARCH, PROJECTS, ROAD, 計劃竣工="03-30"), "計劃竣工", until=MARCH),
    one("F12-R05", "late in March, done in April", change(MARCH, PROJECTS, ROAD, 計劃竣工="03-30"), "計劃竣工"),
    one("F12-R06", "under way, yet completed", change(MARCH, PROJECTS, ROAD, 實際竣工="03-30"), "實際竣工"),
    one(
        "F12-R16",
        "back to approval",
        change(APRIL, PROJECTS, ROAD, 階段="立項", 實際竣工=None),
        "階段",
        Change(MAY, PROJECTS, 2, {"階段": "投用"}),
    ),
]
GOODS_CASES = [
    one("F12-R07", "more accepted than bought", change(MARCH, GOODS, ROPES, 驗收數量="3"), "驗收數量"),
    one("F12-R08", "one is missing", change(MARCH, GOODS, ROPES, 驗收數量="1"), "驗收數量"),
    one(
        "F12-R09",
        "three were asked",
        change(MARCH, GOODS, ROPES),
        "採購方式",
        change(MARCH, VOUCHERS, ROPES, 詢價家數="3"),
    ),
    one("F12-R10", "desks are fixed assets", change(MARCH, GOODS, DESKS, 是否固定資產="否"), "是否固定資產"),
    one(
        "F12-R10",
        "ropes are none",
        change(MARCH, GOODS, ROPES, 是否固定資產="是", 資產編號="ZC-003"),
        "是否固定資產",
        change(MARCH, CHANGES, 3, 日期="03-06", 變動類型="購置增加", 數量="2", 單據號="ZC-V2"),
    ),
]
STILL_UNPUBLISHED = workbook(
    "F12", MAY, "06-01", {GIFTS: [{title: cell for title, cell in GIFTS_IN_APRIL[0].items() if title != "公示日期"}]}
)
GIFT_CASES = [
    # 30 days after 04-02 is 05-02
    case(
        "F12-R11",
        "not published in May",
        [change(APRIL, GIFTS, PLANTS_GIVEN, 公示日期=None)],
        [Place(MAY, GIFTS, 2, "公示日期")],
        given=[STILL_UNPUBLISHED],
    ),
    one("F12-R11", "not free", change(APRIL, GIFTS, PLANTS_GIVEN, 自願無償聲明="否"), "自願無償聲明"),
    one("F12-R11", "no declaration", change(APRIL, GIFTS, PLANTS_GIVEN, 自願無償聲明=None), "自願無償聲明"),
    one("F12-R11", "no receipt", change(APRIL, GIFTS, PLANTS_GIVEN, 受贈憑證號=None, 估值依據=None), "受贈憑證號"),
    one("F12-R11", "no basis", change(APRIL, GIFTS, PLANTS_GIVEN, 估值依據=None), "估值依據"),
    # 30 days after 04-02: 05-02
    one("F12-R12", "entered on day 31", change(APRIL, GIFTS, PLANTS_GIVEN, 入賬日期="05-03"), "入賬日期"),
    one("F12-R13", "a parent gave it", change(APRIL, GIFTS, PLANTS_GIVEN, 捐贈方類別="家長"), "捐贈方類別"),
]
ACTIVITY_CASES = [
    one("F12-R14", "no reckoning", change(MARCH, ACTIVITIES, 2, 備註=None), "節約工費估算"),
    one("F12-R15", "no hours", change(MARCH, ACTIVITIES, 2, 工時=None), "工時"),
]
ACROSS_CASES = [
    # Tuesday 04-07 + 3 working days = Friday 04-10
    one("X-14", "money entered on working day 4", change(APRIL, GIFTS, MONEY_GIVEN, 入賬日期="04-13"), "入賬日期"),
    at(
        "X-14",
        "more spent than given",
        (APRIL, VOUCHERS, 3, "經費來源"),
        change(APRIL, VOUCHERS, 3, 發票金額="500.02"),
    ),
    one(
        "X-16",
        "no such voucher",
        change(MARCH, GOODS, ROPES, 憑證號="ZC-V9"),
        "憑證號",
        change(MARCH, VOUCHERS, ROPES, 支出類別="其他"),
    ),
    one("X-16", "no such gift", change(APRIL, GOODS, 2, 憑證號="JZ-9"), "憑證號"),
    one("X-16", "another amount", change(MARCH, GOODS, ROPES, 單價="51.00"), "金額"),
    one("X-16", "not all registered", change(MARCH, GOODS, DESKS), "驗收數量", change(MARCH, CHANGES, 2, 數量="9")),
    at(
        "X-16",
        "nobody knows what was bought",
        (APRIL, VOUCHERS, 4, "支出類別"),
        Change(APRIL, VOUCHERS, 4, paid("ZC-V4", "設備購置", "80.00", "04-22")),
    ),
    one("X-21", "paid without a voucher", change(MARCH, PROJECTS, ROAD, 累計支付="3500.00"), "累計支付", until=MARCH),
    at(
        "X-21",
        "a voucher is not in the sum",
        (APRIL, PROJECTS, ROAD, "累計支付"),
        change(APRIL, VOUCHERS, 2, 發票金額="6500.00"),
    ),
    one("X-46", "no such project", change(APRIL, GIFTS, PAVILION_GIVEN, 關聯項目或資產="GC-9"), "關聯項目或資產"),
    one(
        "X-46", "a project of the school", change(APRIL, GIFTS, PAVILION_GIVEN, 關聯項目或資產="GC-3"), "關聯項目或資產"
    ),
    one(
        "X-46",
        "paid for all the same",
        change(APRIL, PROJECTS, PAVILION, 累計支付="100.00", 合同金額="100.00", 批准金額="100.00"),
        "累計支付",
        Change(APRIL, VOUCHERS, 4, paid("ZC-P4", "工程款", "100.00", "04-22", 項目編號="GC-2")),
    ),
    at("X-47", "no card", (MARCH, PROJECTS, STORE_ROOM, "階段"), change(APRIL, CHANGES, 2, 單據號="GC-4")),
]
BREACHES = [*PROJECT_CASES, *GOODS_CASES, *GIFT_CASES, *ACTIVITY_CASES, *ACROSS_CASES]

ALLOWED: Sequence[Case] = [
    case("", "agreed exactly a tenth above", [change(APRIL, PROJECTS, ROAD, 批准金額="9090.91")]),
    case("", "not due on the last day", [change(MARCH, PROJECTS, ROAD, 計劃竣工="03-31")], until=MARCH),
    case("", "published later is no matter", [change(APRIL, GIFTS, PLANTS_GIVEN, 公示日期="05-03")]),
    case("", "entered on day 30", [change(APRIL, GIFTS, PLANTS_GIVEN, 入賬日期="05-02")]),
    case("", "money entered on working day 3", [change(APRIL, GIFTS, MONEY_GIVEN, 入賬日期="04-10")]),
    case("", "clothes are not asked", [change(MARCH, GOODS, ROPES, 類別="服裝", 單價="1000.00", 數量="2"),
                                   change(MARCH, VOUCHERS, ROPES, 發票金額="2000.00")]),
    case("", "the card may still come", [Change(MARCH, CHANGES, 2, None)], until=MARCH),
    case("", "two directly asked", [change(MARCH, VOUCHERS, ROPES, 詢價家數="2")]),
    case("", "no 後勤 in rest time", [change(MARCH, ACTIVITIES, 2, 工時=None, 參加人員類別="教師")]),
]  # fmt: skip

REFUSED = [
    refused("G-21", change(MARCH, PROJECTS, ROAD, 負責人=None), "負責人"),
    refused("G-22", change(MARCH, PROJECTS, ROAD, 計劃開工=None), "計劃開工"),
    refused("G-22", change(MARCH, PROJECTS, ROAD, 合同金額=None), "合同金額"),
    refused("G-22", change(MARCH, PROJECTS, ROAD, 工程量單位=None), "工程量單位"),
    refused("G-22", change(APRIL, PROJECTS, ROAD, 實際竣工=None), "實際竣工"),
    refused("G-22", change(APRIL, PROJECTS, ROAD, 驗收人=None), "驗收人"),
    refused("G-22", change(APRIL, PROJECTS, ROAD, 階段="驗收", 驗收日期=None), "驗收日期"),
    refused("G-14", change(MARCH, PROJECTS, STORE_ROOM, 月份="2026-04"), "月份"),
    refused("G-18", change(MARCH, PROJECTS, STORE_ROOM, 項目編號="GC-1"), "月份"),
    refused("G-23", change(MARCH, GOODS, DESKS, 資產編號="ZC-002~004"), "資產編號"),
    refused("G-23", change(MARCH, GOODS, DESKS, 供應商="無名店"), "供應商"),
    refused("G-22", change(MARCH, GOODS, DESKS, 供應商=None), "供應商"),
    refused("G-22", change(MARCH, GOODS, DESKS, 資產編號=None), "資產編號"),
    refused(
        "G-22",
        change(MARCH, GOODS, DESKS, 憑證號=None),
        "憑證號",
        ("X-16", Place(MARCH, VOUCHERS, 2, "支出類別")),
        until=MAY,
    ),
    refused("G-24", change(MARCH, GOODS, ROPES, 數量="0", 驗收數量="0"), "數量"),
    refused("G-23", change(APRIL, GIFTS, PLANTS_GIVEN, 關聯項目或資產="ZC-009"), "關聯項目或資產"),
    refused("G-22", change(APRIL, GIFTS, PAVILION_GIVEN, 關聯項目或資產=None), "關聯項目或資產"),
    refused("G-13", change(APRIL, ACTIVITIES, 2, 參加人員類別="教師、游客"), "參加人員類別"),
    refused("G-15", change(APRIL, ACTIVITIES, 2, 費用="-1.00"), "費用"),
]
