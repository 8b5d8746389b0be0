"""Changes of F00 that change what is found: its parameters, rosters, calendar and lists are data, not program."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.form.filled import Filled, Value
from tests.forms.f02 import cases as f02
from tests.forms.f02 import clean as of_canteen
from tests.forms.f02.clean import SPRING as CANTEEN
from tests.forms.f03 import cases as f03
from tests.forms.f03 import clean as of_meals
from tests.forms.f03.clean import SPRING as MEALS
from tests.forms.f04 import cases as f04
from tests.forms.f04 import clean as of_staff
from tests.forms.f04.clean import SPRING as STAFF
from tests.forms.f05 import cases as f05
from tests.forms.f05 import clean as of_finance
from tests.forms.f05.clean import SPRING as FINANCE
from tests.forms.f06 import cases as f06
from tests.forms.f06.clean import SPRING as ENERGY
from tests.forms.f07 import clean as of_property
from tests.forms.f07.clean import SPRING as PROPERTY
from tests.forms.f08 import cases as f08
from tests.forms.f08 import clean as of_goods
from tests.forms.f08.clean import SPRING as GOODS
from tests.forms.f09 import cases as f09
from tests.forms.f09 import clean as of_repairs
from tests.forms.f09.clean import SPRING as REPAIRS
from tests.forms.f10 import cases as f10
from tests.forms.f10 import clean as of_safety
from tests.forms.f10.clean import SPRING as SAFETY
from tests.forms.f11 import cases as f11
from tests.forms.f11 import clean as of_bus
from tests.forms.f11.clean import SPRING as BUS
from tests.forms.f12 import cases as f12
from tests.forms.f12 import clean as of_works
from tests.forms.f12.clean import SPRING as WORKS
from tests.forms.f13 import cases as f13
from tests.forms.f13 import clean as of_service
from tests.forms.f13.clean import SPRING as SERVICE
from tests.forms.plant import with_rows
from tests.forms.planting import APRIL, HEADING, WHOLE_TERM, Change, Place, Row, on_row
from tests.forms.spring import Spring

MARCH, MAY = "2026-03", "2026-05"
PARAMETERS, CALENDAR, PEOPLE, ENTRIES = "學校參數", "校曆", "人員名冊", "類別字典"
Findings = Sequence[tuple[str, Place]]


@dataclass(frozen=True)
class Altered:
    """What the changed spring gives with the F00 that it has, and with another cell in it.

    `sheet`, `key` (column and value) and `cells` say which rows of F00 are typed otherwise; without a key one is added.
    """

    what: str
    spring: Spring
    cells: Row
    changes: Sequence[Change] = ()
    before: Findings = ()
    after: Findings = ()
    until: str | None = WHOLE_TERM
    given: Sequence[Filled] = ()
    sheet: str = PARAMETERS
    key: tuple[str, Value] | None = None

    def __str__(self) -> str:
        return self.what

    @property
    def base(self) -> Filled:
        """F00 with the other cells."""
        rows = self.spring.base.sheets[self.sheet]
        if self.key is None:
            return with_rows(self.spring.base, self.sheet, [*rows, self.cells])
        title, value = self.key
        assert any(row.get(title) == value for row in rows)
        return with_rows(
            self.spring.base, self.sheet, [{**row, **self.cells} if row.get(title) == value else row for row in rows]
        )


def parameter(
    code: str,
    value: str,
    spring: Spring,
    *changes: Change,
    before: Findings = (),
    after: Findings = (),
    until: str | None = WHOLE_TERM,
    given: Sequence[Filled] = (),
) -> Altered:
    """Another value of a parameter."""
    return Altered(code, spring, {"參數值": value}, changes, before, after, until, given, key=("參數代碼", code))


def at(rule: str, month: str, sheet: str, column: str, *rows: int) -> list[tuple[str, Place]]:
    """Findings of one rule in one column."""
    return [(rule, Place(month, sheet, row, column)) for row in rows]


FEES, VOUCHERS, PUBLISHED, REFUNDS = of_finance.FEES, of_finance.VOUCHERS, of_finance.PUBLISHED, of_finance.REFUNDS
ONE_BUYER = f02.delivery(f02.OIL, 採購人="陳大勇")
ONE_ACCEPTOR = f02.delivery(f02.OIL, 驗收人="何靜")
TWO_SHOPS = f05.march(VOUCHERS, 2, 詢價家數=2)
LIGHT = f03.on(of_meals.SAMPLES, "03-19", "早", 留樣量=124)
SHORT = f03.on(of_meals.SAMPLES, "03-19", "早", 銷毀時間="2026-03-21 06:49")
NEXT_DAY = f09.march(f09.CIRCUIT, 完成日期="03-06")
ONE_PATROL = f10.shift("03-16", "夜班", 巡查次數=1)
ONE_GUARD = f10.shift("03-16", "夜班", 值班人="馬國棟")
MORE_WATER = f06.reading(f06.WATER, 本期讀數="3290")
TWO_CENTS = f06.bill(f06.ELECTRIC_BILL, 賬單金額="3540.02")
SIXTY_ONE_DAYS = f04.paper(f04.COOK, 有效期至="2026-06-30")
THIRTY_ONE_DAYS = f11.vehicle(of_bus.A, 校車標牌有效期至="2026-05-06")
[UNBALANCED] = [case for case in f05.AT_TERM_END if case.rule == "X-24"]
FOR_KINDERGARTEN = f05.march(of_finance.ITEMS, 3, 適用年級="三、幼兒中班")
ORDERS = of_repairs.ORDERS
SCORES = of_property.SCORES

OF_PARAMETERS = [
    # of the fees of 03-03 the last three were deposited on 03-05, two working days later
    parameter("P-01", "1", FINANCE, after=at("F05-R07", MARCH, FEES, "解交日期", 4, 5, 6), until=APRIL),
    # bought on 03-27, reimbursed on 04-09: 13 days
    parameter("P-02", "12", FINANCE, after=at("F05-R27", APRIL, VOUCHERS, "報支日期", 2), until=APRIL),
    # three shops were asked
    parameter("P-03", "4", FINANCE, after=at("F05-R22", MARCH, VOUCHERS, "詢價家數", 2), until=APRIL),
    # for 1,460.00
    parameter("P-04", "2000", FINANCE, TWO_SHOPS, before=at("F05-R22", MARCH, VOUCHERS, "詢價家數", 2), until=APRIL),
    parameter("P-05", "1", CANTEEN, ONE_BUYER, before=[("F02-R01", on_row(ONE_BUYER, "採購人"))], until=APRIL),
    parameter("P-06", "1", CANTEEN, ONE_ACCEPTOR, before=[("F02-R04", on_row(ONE_ACCEPTOR, "驗收人"))], until=APRIL),
    # ropes at 50.00
    parameter("P-07", "50", WORKS, after=at("F12-R10", MARCH, of_works.GOODS, "是否固定資產", f12.ROPES), until=MAY),
    parameter("P-08", "124", MEALS, LIGHT, before=[("F03-R10", on_row(LIGHT, "留樣量"))]),
    # taken at 06:50 two days before
    parameter("P-09", "47", MEALS, SHORT, before=[("F03-R11", on_row(SHORT, "銷毀時間"))]),
    parameter("P-10a", "1", REPAIRS, NEXT_DAY, before=[("F09-R03", on_row(NEXT_DAY, "完成日期"))], until=APRIL),
    # four ordinary repairs took until the next working day
    parameter(
        "P-10b",
        "0",
        REPAIRS,
        after=[
            *at("F09-R03", MARCH, ORDERS, "完成日期", f09.GLASS, f09.TAPS),
            *at("F09-R03", APRIL, ORDERS, "完成日期", 2, 3),
        ],
        until=APRIL,
    ),
    # 02-24 to 02-26
    parameter("P-10c", "1", REPAIRS, after=at("F09-R03", MARCH, ORDERS, "完成日期", f09.DOORS), until=APRIL),
    # a week was given for each ordinary danger
    parameter(
        "P-11a",
        "6",
        SAFETY,
        after=[
            *at("F10-R19", MARCH, of_safety.DANGERS, "整改期限", f10.DRAIN, f10.STORE),
            *at("F10-R19", APRIL, of_safety.DANGERS, "整改期限", f10.LAMP),
        ],
    ),
    # 03-30 to 04-14
    parameter("P-11b", "14", SAFETY, after=at("F10-R19", APRIL, of_safety.DANGERS, "整改期限", f10.STAIRS_IN_APRIL)),
    parameter("P-12", "1", SAFETY, ONE_PATROL, before=[("F10-R12", on_row(ONE_PATROL, "巡查次數"))]),
    # just 30 % more than before
    parameter("P-13", "29", ENERGY, MORE_WATER, after=[("F06-R04", on_row(MORE_WATER, "本期讀數"))], until=APRIL),
    # 1300 ÷ 12300 = 10.6 %
    parameter(
        "P-14",
        "11",
        FINANCE,
        *UNBALANCED.changes,
        before=UNBALANCED.expected,
        after=UNBALANCED.also,
        given=UNBALANCED.given,
    ),
    # 45 on the books, 44.5 found: 1.1 %
    parameter("P-15", "1", CANTEEN, after=at("F02-R17", MARCH, of_canteen.COUNTS, "實盤數量", 3), until=APRIL),
    parameter("P-16a", "61", STAFF, SIXTY_ONE_DAYS, after=[("F04-R02", on_row(SIXTY_ONE_DAYS, "有效期至"))]),
    parameter("P-16b", "31", BUS, THIRTY_ONE_DAYS, after=[("F11-R01", on_row(THIRTY_ONE_DAYS, "校車標牌有效期至"))]),
    # told to the authority on 02-05 and 03-05
    parameter("P-17", "4", FINANCE, after=at("F05-R28", MARCH, PUBLISHED, "彙報上級日期", 2, 3), until=APRIL),
    # one evacuation drill in March; April is no full month
    parameter("P-18", "2", SAFETY, after=at("F10-R15", MARCH, of_safety.ACTIVITIES, "類型", HEADING)),
    # answered after seven days each
    parameter(
        "P-20",
        "6",
        SERVICE,
        after=[
            *at("F13-R03", MARCH, of_service.OPINIONS, "答覆日期", f13.SALT),
            *at("F13-R03", APRIL, of_service.OPINIONS, "答覆日期", 2),
        ],
        until=APRIL,
    ),
    parameter("P-21", "0.02", ENERGY, TWO_CENTS, before=[("X-19", on_row(TWO_CENTS, "賬單金額"))], until=APRIL),
    # 38 in March, 38 in April
    parameter(
        "P-22a",
        "37",
        PROPERTY,
        after=[*at("F07-R14", MARCH, SCORES, "財產保管分", 2), *at("F07-R14", APRIL, SCORES, "財產保管分", 3)],
    ),
    parameter("P-22b", "27", PROPERTY, after=at("F07-R14", MARCH, SCORES, "衛生分", 2)),
    parameter(
        "P-22c",
        "14",
        PROPERTY,
        after=[*at("F07-R14", MARCH, SCORES, "節水節電分", 2), *at("F07-R14", APRIL, SCORES, "節水節電分", 3)],
    ),
    parameter("P-22d", "14", PROPERTY, after=at("F07-R14", MARCH, SCORES, "門窗關閉分", 2)),
    # 94.5 and 90.0 are 優, 80.0 is 良, 79.5 合格
    parameter("P-22e", "95", STAFF, after=at("F04-R16", MARCH, of_staff.APPRAISALS, "等次", 2, 5)),
    parameter("P-22f", "81", STAFF, after=at("F04-R16", MARCH, of_staff.APPRAISALS, "等次", 3)),
    parameter("P-22g", "80", STAFF, after=at("F04-R16", MARCH, of_staff.APPRAISALS, "等次", 4)),
    parameter("P-23", "1", SAFETY, ONE_GUARD, before=[("F10-R11", on_row(ONE_GUARD, "值班人"))]),
    parameter("P-24a", "否", CANTEEN, ONE_BUYER, before=[("F02-R01", on_row(ONE_BUYER, "採購人"))], until=APRIL),
    parameter("P-24b", "否", BUS, f11.not_run(*f11.TO_SCHOOL), before=at("X-43", APRIL, of_bus.RUNS, "日期", HEADING)),
    # there is a class of it
    parameter(
        "P-24c", "否", FINANCE, FOR_KINDERGARTEN, before=at("X-13", APRIL, FEES, "班室編號", HEADING), until=APRIL
    ),
    parameter(
        "P-24d",
        "否",
        FINANCE,
        f05.march(FEES, 3, 標準="26.00"),
        before=at("F05-R05", MARCH, FEES, "標準", 3),
        until=APRIL,
    ),
    # two gatekeepers hold none
    parameter(
        "P-25",
        "是",
        STAFF,
        after=[
            *at("X-11", MARCH, of_staff.PAPERS, "姓名", HEADING),
            *at("X-11", APRIL, of_staff.PAPERS, "姓名", HEADING),
        ],
    ),
    # the three days of April are a full month
    parameter("P-26", "3", MEALS, *f03.RICE_RISE, after=at("X-05", APRIL, of_meals.ISSUES, "數量", HEADING)),
]

LAST_DAY = f08.change(MARCH, of_goods.CASES, f08.GLASS, 解交日期="03-25")
GATHERING = f13.event(f13.SHOW, 類別="聚會")
SPELLING: Row = {"字典名": "類別", "值": "演出", "別名": "聚會", "啟用": "是"}

OF_LISTS = [
    Altered(
        "a cook becomes a teacher",
        CANTEEN,
        {"崗位": "教師", "食堂操作人員": "否"},
        after=[
            *at("F02-R14", MARCH, of_canteen.ISSUES, "領用人", 2, 3, 4, 7),
            *at("F02-R14", APRIL, of_canteen.ISSUES, "領用人", 2, 3),
        ],
        until=APRIL,
        sheet=PEOPLE,
        key=("姓名", "林秋實"),
    ),
    Altered(
        "a buyer has left before April",
        CANTEEN,
        {"離崗日期": date(2026, 3, 31)},
        after=at("G-12", APRIL, of_canteen.DELIVERIES, "採購人", 2, 3),
        until=APRIL,
        sheet=PEOPLE,
        key=("姓名", "趙敏"),
    ),
    # paid on Friday 03-20, deposited on Wednesday 03-25: the fourth working day if Saturday is one
    Altered(
        "lessons on a Saturday",
        GOODS,
        {"日類型": "補課日", "教學週次": 3, "供餐餐次": "午"},
        [LAST_DAY],
        after=[("F08-R09", on_row(LAST_DAY, "解交日期"))],
        until=APRIL,
        sheet=CALENDAR,
        key=("日期", date(2026, 3, 21)),
    ),
    Altered(
        "another kind of event",
        SERVICE,
        {"字典名": "類別", "值": "聚會", "啟用": "是"},
        [GATHERING],
        before=[("G-13", on_row(GATHERING, "類別"))],
        until=APRIL,
        sheet=ENTRIES,
    ),
    Altered(
        "another spelling of a kind",
        SERVICE,
        SPELLING,
        [GATHERING],
        before=[("G-13", on_row(GATHERING, "類別"))],
        until=APRIL,
        sheet=ENTRIES,
    ),
]

HELD_SPELLING = Altered(
    "a spelling on a row that cannot be read",
    SERVICE,
    SPELLING | {"啟用": "也許"},
    [GATHERING],
    after=[("G-13", on_row(GATHERING, "類別"))],
    until=APRIL,
    sheet=ENTRIES,
)
"""Nobody knows what is meant, so the row is held as before, and F00 tells of its own."""
