"""Every rule of F04 and of staff across forms, with the least change of the clean spring that breaks it."""

from __future__ import annotations

from functools import partial

from tests.forms import planting
from tests.forms.f04.clean import APPRAISALS, APRIL, LETTERS, MARCH, MEETINGS, PAPERS, SIGNED, rows
from tests.forms.planting import HEADING, WHOLE_TERM, Case, Change, Place, Row

case = partial(Case, until=WHOLE_TERM)
one = partial(planting.one, until=WHOLE_TERM)
refused = partial(planting.refused, until=WHOLE_TERM)


def change(month: str, sheet: str, row: int, **texts: str | None) -> Change:
    """Cells as they are typed; None makes one blank."""
    blank: Row = {title: None for title, text in texts.items() if text is None}
    filled = {title: text for title, text in texts.items() if text is not None}
    (typed,) = rows(f"{'|'.join(filled)}\n{'|'.join(filled.values())}") if filled else [{}]
    return Change(month, sheet, row, {**typed, **blank})


def paper(row: int, **texts: str | None) -> Change:
    return change(MARCH, PAPERS, row, **texts)


def letter(row: int, **texts: str | None) -> Change:
    return change(MARCH, LETTERS, row, **texts)


def another_letter(**texts: str | None) -> Change:
    new = change(MARCH, LETTERS, len(SIGNED) + 2, **texts)
    return Change(MARCH, LETTERS, new.row, {**SIGNED[0], "文件編號": "ZR-99", **(new.cells or {})})


def march(row: int, **texts: str | None) -> Change:
    return change(MARCH, MEETINGS, row, **texts)


def april(row: int, **texts: str | None) -> Change:
    return change(APRIL, MEETINGS, row, **texts)


def appraisal(row: int, **texts: str | None) -> Change:
    return change(MARCH, APPRAISALS, row, **texts)


def heading(rule: str, what: str, planted: Change, *places: tuple[str, str, str]) -> Case:
    """Something missing, found on headings."""
    return case(rule, what, [planted], [Place(month, sheet, HEADING, column) for month, sheet, column in places])


COOK, DRIVER, ELECTRICIAN = 2, 4, 6
SAFETY_OF_COOK, FIRST_ROOM, BUS, ZONE = 8, 12, 16, 17
FOOD, TRAINING, RELAY, SKILLS = 2, 3, 4, 5
FOOD_OF_APRIL = 3
FIRST, SECOND = 2, 3
OF_ROOM = {"類別": "教室管理責任書", "簽訂日期": "2025-09-05"}
NO_CATEGORY = (APRIL, LETTERS, "類別")

BREACHES = [
    one("F04-R01", "ended yesterday", paper(COOK, 有效期至="2026-04-29"), "有效期至"),
    # 04-30 and 60 days
    one("F04-R02", "ends in sixty days", paper(COOK, 有效期至="2026-06-29"), "有效期至"),
    one("F04-R02", "ends today", paper(ELECTRICIAN, 有效期至="2026-04-30"), "有效期至"),
    one("F04-R02", "a driver's", paper(DRIVER, 有效期至="2026-05-01"), "有效期至"),
    one("F04-R03", "ends before it begins", paper(COOK, 發證日期="2026-01-02", 有效期至="2026-01-01"), "有效期至"),
    # 2025-09-29 and 366 days is 2026-09-30
    one("F04-R04", "a day too long", paper(COOK, 發證日期="2025-09-28"), "有效期至"),
    one("F04-R05", "not of the canteen", another_letter(責任對象="何靜", 責任人="何靜"), "責任人"),
    one(
        "F04-R05",
        "not of logistics",
        another_letter(類別="後勤安全責任狀", 責任對象="孫立", 責任人="孫立"),
        "責任人",
    ),
    one("F04-R06", "no classroom", another_letter(責任對象="T01", 責任人="宋佳欣", **OF_ROOM), "責任對象"),
    one("F04-R06", "of another room", another_letter(責任對象="C101", 責任人="曾麗萍", **OF_ROOM), "責任人"),
    one("F04-R06", "twice in a year", another_letter(責任對象="C101", 責任人="宋佳欣", **OF_ROOM), "責任人"),
    one("F04-R07", "a day late", letter(FIRST_ROOM, 簽訂日期="2025-10-02"), "簽訂日期"),
    one("F04-R08", "a zone of nobody", letter(ZONE, 責任人=None), "責任人"),
    # X-12 is silent
    one("F04-R08", "a letter of nobody", letter(SAFETY_OF_COOK, 責任人=None), "責任人"),
    one("F04-R09", "not filed", letter(BUS, 備案日期=None), "備案日期"),
    heading("F04-R10", "no meeting in April", april(FOOD_OF_APRIL, 類別="後勤例會"), (APRIL, MEETINGS, "類別")),
    one("F04-R11", "nothing studied", april(FOOD_OF_APRIL, 學習文件=None), "學習文件"),
    one("F04-R11", "no minutes", april(FOOD_OF_APRIL, 記錄編號=None), "記錄編號"),
    one("F04-R12", "eight of ten", april(FOOD_OF_APRIL, 實到人數="8"), "實到人數"),
    case("F04-R13", "on day 11", [march(RELAY, 日期="03-23")], [Place(MARCH, MEETINGS, TRAINING, "日期")]),
    case(
        "F04-R13",
        "of another training",
        [march(RELAY, 來源培訓編號="HY-4")],
        [Place(MARCH, MEETINGS, TRAINING, "日期")],
    ),
    heading("F04-R14", "no training of skills", march(SKILLS, 類別="後勤例會"), (APRIL, MEETINGS, "類別")),
    one("F04-R15", "half done", april(FOOD, 整改完成數="1"), "整改完成數"),
    one("F04-R15", "nothing said", april(FOOD, 整改完成數=None), "整改完成數"),
    one("F04-R16", "more than all", appraisal(FIRST, 考核分="101.0"), "考核分"),
    one("F04-R16", "less than nothing", appraisal(FIRST, 考核分="-0.5"), "考核分"),
    one("F04-R16", "a grade too high", appraisal(SECOND, 等次="優"), "等次"),
    one("F04-R16", "a grade too low", appraisal(FIRST, 考核分="90.0", 等次="良"), "等次"),
    one("F04-R17", "without a ground", appraisal(FIRST, 依據=None), "依據"),
    one("F04-R17", "the best pay", appraisal(FIRST, 獎懲金額="-1.00"), "獎懲金額"),
    one("F04-R17", "judged by himself", appraisal(FIRST, 考核人="林秋實"), "考核人"),
    one(
        "F04-R17",
        "the worst are rewarded",
        appraisal(SECOND, 考核分="59.5", 等次="不合格", 獎懲金額="10.00", 依據="月考核制度"),
        "獎懲金額",
    ),
    heading("X-11", "a day without", paper(ELECTRICIAN, 發證日期="2026-03-03"), (MARCH, PAPERS, "姓名")),
    heading(
        "X-11",
        "never held",
        Change(MARCH, PAPERS, ELECTRICIAN, None),
        (MARCH, PAPERS, "姓名"),
        (APRIL, PAPERS, "姓名"),
    ),
    heading("X-12", "not signed", Change(MARCH, LETTERS, SAFETY_OF_COOK, None), NO_CATEGORY),
    heading("X-12", "no longer valid", letter(SAFETY_OF_COOK, 有效期至="2026-04-29"), NO_CATEGORY),
    heading("X-12", "a room's", Change(MARCH, LETTERS, FIRST_ROOM, None), NO_CATEGORY),
    heading("X-12", "the bus's", Change(MARCH, LETTERS, BUS, None), NO_CATEGORY),
]

REFUSED = [
    refused("G-05", paper(COOK, 發證日期="去年"), "發證日期"),
    refused(
        "G-12",
        paper(ELECTRICIAN, 姓名="某某"),
        "姓名",
        ("G-23", Place(MARCH, PAPERS, ELECTRICIAN, "姓名")),
        ("X-11", Place(MARCH, PAPERS, HEADING, "姓名")),
        ("X-11", Place(APRIL, PAPERS, HEADING, "姓名")),
    ),
    refused("G-12", april(FOOD_OF_APRIL, 主持人="某某"), "主持人"),
    refused("G-13", paper(COOK, 證照類別="健康證"), "證照類別"),
    refused("G-14", april(FOOD_OF_APRIL, 日期="05-06"), "日期"),
    refused("G-15", march(SKILLS, 實到人數="-1"), "實到人數"),
    refused("G-18", appraisal(SECOND, 姓名="林秋實"), "月份"),
    refused("G-20", april(FOOD, 應到人數="9"), "應到人數"),
    refused("G-21", letter(BUS, 簽訂日期=None), "簽訂日期"),
    refused("G-21", appraisal(SECOND, 考核人=None), "考核人"),
    refused("G-24", april(FOOD_OF_APRIL, 實到人數="11"), "實到人數"),
    refused("G-24", april(FOOD_OF_APRIL, 整改完成數="2"), "整改完成數"),
]

ALLOWED = [
    case("", "the last day", [paper(COOK, 有效期至="2026-06-30")]),
    case("", "a whole year and a day", [paper(COOK, 發證日期="2025-09-29")]),
    case(
        "",
        "renewed",
        [
            paper(COOK, 有效期至="2026-04-29"),
            change(
                MARCH,
                PAPERS,
                7,
                姓名="林秋實",
                證照類別="健康證明",
                證號="JK-9",
                發證日期="2026-03-20",
                有效期至="2027-03-19",
            ),
        ],
    ),
    case(
        "",
        "somebody who needs none",
        [
            change(
                MARCH,
                PAPERS,
                7,
                姓名="何靜",
                證照類別="電工證",
                證號="DG-9",
                發證日期="2020-04-20",
                有效期至="2025-04-19",
            )
        ],
    ),
    case("", "drivers are asked by the runs", [Change(MARCH, PAPERS, DRIVER, None)]),
    case("", "matters of the month before are open in time", [march(FOOD, 整改完成數="1")], until=MARCH),
    case("", "day 10 has not come", [march(TRAINING, 日期="03-25"), Change(MARCH, MEETINGS, RELAY, None)], until=MARCH),
    case("", "the best without reward", [appraisal(FIRST, 獎懲金額="0.00", 依據=None)]),
]
