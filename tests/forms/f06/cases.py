"""Every rule of F06 and of energy across forms, with the least change of the clean spring that breaks it."""

from __future__ import annotations

from pipeline.form.filled import Value
from tests.forms.f02.clean import Row, typed
from tests.forms.f06.clean import APRIL, BILLS, FEBRUARY, JANUARY, MARCH, MEASURES, READINGS
from tests.forms.planting import HEADING, Case, Change, Place, refused

MAIN, PART, WATER = 2, 3, 4
"""Excel rows of the meters E-01, E-02 and W-01 in each month."""
ELECTRIC_BILL, WATER_BILL, NEW_BILL = 2, 3, 4
"""Excel rows of the bills of April."""
REWIRING = 2


def cells(of: dict[str, str | None]) -> Row:
    found: dict[str, Value] = {title: None if text is None else typed(text) for title, text in of.items()}
    return found


def reading(row: int, month: str = APRIL, **of: str | None) -> Change:
    return Change(month, READINGS, row, cells(of))


def bill(row: int, month: str = APRIL, **of: str | None) -> Change:
    return Change(month, BILLS, row, cells(of))


def measure(**of: str | None) -> Change:
    return Change(JANUARY, MEASURES, REWIRING, cells(of))


OVERLAPPING = {
    "戶號": "D1",
    "能源類別": "電",
    "賬期起日": "2026-03-31",
    "賬期止日": "2026-04-30",
    "賬單用量": "3100",
    "賬單金額": "1860.00",
    "對應總表": "E-01",
}
OF_THE_TERM: dict[str, str | None] = {"項目編號": "GC-26-01", "完工日期": "2026-01-28"}
"""A measure finished before the bill of February and March, paid by the voucher over 9000.00."""

BREACHES = [
    Case(
        "F06-R01",
        "the reading goes back",
        [reading(PART, 本期讀數="900")],
        [Place(APRIL, READINGS, PART, "本期讀數")],
    ),
    Case(
        "F06-R02",
        "a main meter is not read in March",
        [Change(MARCH, READINGS, WATER, None), reading(WATER, 上期讀數="2590")],  # 610 over 61 days, as before
        [Place(MARCH, READINGS, HEADING, "表號")],
    ),
    Case(
        "F06-R03",
        "not the reading that was read last",
        [reading(PART, 上期讀數="930", 本期讀數="1072.5")],
        [Place(APRIL, READINGS, PART, "上期讀數")],
    ),
    Case(
        "F06-R04",
        "a third more than before",
        [reading(WATER, 本期讀數="3291")],  # 391 ÷ 30 = 13.03 a day, 30.3 % above 10
        [Place(APRIL, READINGS, WATER, "本期讀數")],
    ),
    Case(
        "F06-R05",
        "sub-meters far below the main meter",
        [reading(PART, 本期讀數="1062")],  # 134.5 × 20 = 2690, 10.3 % below 3000
        [Place(APRIL, READINGS, HEADING, "能源類別")],
    ),
    Case(
        "F06-R06",
        "one day is billed twice",
        [Change(APRIL, BILLS, NEW_BILL, cells({**OVERLAPPING}))],
        [Place(APRIL, BILLS, NEW_BILL, "賬期起日")],
    ),
    Case(
        "F06-R06",
        "a cycle that ends before it begins",
        [Change(APRIL, BILLS, NEW_BILL, cells({**OVERLAPPING, "賬期起日": "2026-04-30", "賬期止日": "2026-04-01"}))],
        [Place(APRIL, BILLS, NEW_BILL, "賬期止日")],
    ),
    Case(
        "F06-R07",
        "a fifth dearer",
        [bill(ELECTRIC_BILL, 賬單金額="4189.00", 繳費日期=None, 憑證號=None)],  # 0.71 against 0.59: 20.3 %
        [Place(APRIL, BILLS, ELECTRIC_BILL, "單價")],
    ),
    Case(
        "F06-R08",
        "more than was metered",
        [bill(ELECTRIC_BILL, 賬單用量="6196")],  # 5.02 % above 5900
        [Place(APRIL, BILLS, ELECTRIC_BILL, "賬單用量")],
    ),
    Case(
        "F06-R09",
        "the baseline ends on the day of completion",
        [measure(基準期="2025-02-01~2025-10-15")],
        [Place(JANUARY, MEASURES, REWIRING, "基準期")],
    ),
    Case(
        "F06-R09",
        "no bill lies wholly inside the baseline",
        [measure(基準期="2025-02-02~2025-03-31")],
        [Place(JANUARY, MEASURES, REWIRING, "基準期")],
    ),
    Case(
        "F06-R09",
        "the baseline is no range of dates",
        [measure(基準期="去年春天")],
        [Place(JANUARY, MEASURES, REWIRING, "基準期")],
    ),
    Case(
        "F06-R10",
        "a day between two bills",
        # 5800 = 2700 + 3100; 3480 ÷ 58 = 60.00 a day
        [bill(ELECTRIC_BILL, 賬期起日="2026-02-02", 賬單用量="5800", 賬單金額="3480.00", 繳費日期=None, 憑證號=None)],
        [Place(APRIL, BILLS, ELECTRIC_BILL, "賬期起日")],
    ),
    Case(
        "X-19",
        "no such voucher",
        [bill(ELECTRIC_BILL, 憑證號="ZC-2604-099")],
        [Place(APRIL, BILLS, ELECTRIC_BILL, "憑證號")],
    ),
    Case(
        "X-19",
        "two cents off the voucher",
        [bill(ELECTRIC_BILL, 賬單金額="3540.02")],
        [Place(APRIL, BILLS, ELECTRIC_BILL, "賬單金額")],
    ),
    Case(
        "X-26",
        "no such meter",
        [bill(ELECTRIC_BILL, 對應總表="E-09")],
        [Place(APRIL, BILLS, ELECTRIC_BILL, "對應總表")],
    ),
    Case(
        "X-27",
        "dearer than before",
        [bill(2, JANUARY, 賬單用量="5900", 賬單金額="3481.00")],  # 59.00 a day before, 60.00 after
        [Place(JANUARY, MEASURES, REWIRING, "基準期")],
    ),
    Case(
        "X-27",
        "nothing to compare with yet",
        [measure(完工日期="2026-03-15")],
        [Place(JANUARY, MEASURES, REWIRING, "基準期")],
    ),
    Case(
        "X-28",
        "two cents more than the vouchers",
        [measure(投入金額="9000.02", **OF_THE_TERM)],
        [Place(JANUARY, MEASURES, REWIRING, "投入金額")],
    ),
]

ALLOWED = [
    Case("", "a meter that was changed", [reading(WATER, 上期讀數="0", 本期讀數="200", 異常說明="換表")]),
    Case("", "a meter that began again", [reading(WATER, 上期讀數="9900", 本期讀數="200", 異常說明="歸零")]),
    Case("", "a meter that was shut off", [reading(WATER, 本期讀數="2900", 異常說明="停用")]),
    Case("", "30 % more than before", [reading(WATER, 本期讀數="3290")]),
    Case("", "10 % below the main meter", [reading(PART, 本期讀數="1062.5")]),  # 135 × 20 = 2700
    Case(
        "", "20 % dearer", [bill(ELECTRIC_BILL, 賬單金額="4177.20", 繳費日期=None, 憑證號=None)]
    ),  # 0.708 against 0.59
    Case("", "5 % more than was metered", [bill(ELECTRIC_BILL, 賬單用量="6195")]),
    Case("", "a cent off the voucher", [bill(ELECTRIC_BILL, 賬單金額="3540.01")]),
    Case("", "a measure paid by its vouchers", [measure(**OF_THE_TERM)]),
    Case(
        "", "a gap before the window", [bill(2, FEBRUARY, 賬期起日="2026-01-01", 賬單用量="3100", 賬單金額="1829.00")]
    ),
]

REFUSED = [
    refused("G-21", reading(PART, 抄表人=None), "抄表人"),
    refused("G-14", reading(PART, 抄表日期="2026-03-30"), "抄表日期"),
    refused("G-15", reading(PART, 本期讀數="-1"), "本期讀數", ("F06-R01", Place(APRIL, READINGS, PART, "本期讀數"))),
    refused("G-24", reading(PART, 倍率="0"), "倍率"),
    refused("G-22", bill(ELECTRIC_BILL, 憑證號=None), "憑證號"),
    refused(
        "G-18",
        bill(WATER_BILL, 戶號="D1", 能源類別="電"),
        "戶號",
        ("F06-R06", Place(APRIL, BILLS, WATER_BILL, "賬期起日")),
    ),
]
