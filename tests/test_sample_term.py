"""The invented school's term, end to end: every expected figure, in the manifest, the statistics and the summary.

The numbers are written out with their working. Nothing here asks the code that computes figures; what a run wrote is
read back with openpyxl and python-docx.
"""

from __future__ import annotations

from collections import Counter
from decimal import ROUND_HALF_UP, Decimal

import pytest

from pipeline.batch import judge
from pipeline.checks.services import month_number
from pipeline.config import load
from pipeline.finding import Effect
from pipeline.forms.registry import registry
from pipeline.workspace import Inbox, read_inbox
from tests.expected import DUE, WORKBOOKS
from tests.workspaces import CONFIG, TERM, Published, reported, sample_book, workspace

JN = {"措施編號": "JN-01"}
ELECTRICITY = {"能源類別": "電"}
ACCOUNT = "3301260018"

MONTHS = [f"2026-0{number}" for number in range(1, 8)]
SCHOOL_MONTHS = MONTHS[2:]

F02, F03, F05, F08, F10, F11, F12, F13 = (
    {month: f"{form}_{TERM}_2026-0{month}.xlsx" for month in range(1, 8)}
    for form in ("F02", "F03", "F05", "F08", "F10", "F11", "F12", "F13")
)

HELD = [
    ("F05-R20", F05[4], "支出票據", "B15"),  # a second row with an earlier 發票號, 499.00
    ("G-08", F08[4], "損壞賠償", "C3"),  # 班室編號 同上
    ("G-21", F12[5], "環境與文化", "B3"),  # 類別 merged with the row above
    ("G-06", F13[5], "服務保障", "I3"),  # 投入物資金額 五六千
]

EXCLUDED = [
    ("F02-R05", F02[4], "採購驗收入庫", "N68"),  # 80 kg at 4.00, 驗收結果 未驗收
    ("F02-R05", F02[6], "採購驗收入庫", "N82"),  # 30 kg at 4.85, 驗收結果 blank
    ("F05-R13", F05[4], "支出票據", "T12"),  # 380.00, 審核人 blank
    ("F05-R14", F05[5], "支出票據", "O6"),  # 1,240.00, 實物相符 不符
    ("F05-R13", F05[6], "支出票據", "T10"),  # 265.00, 審核人 blank
]

FLAGGED = [
    ("F02-R01", F02[3], "採購驗收入庫", "K44"),
    ("F02-R01", F02[4], "採購驗收入庫", "K50"),
    ("F02-R02", F02[5], "採購驗收入庫", "K38"),
    ("F02-R01", F02[6], "採購驗收入庫", "K32"),
    ("F03-R02", F03[4], "每週菜譜審核", "E4"),  # week 8 begins on 04-20, reviewed on 04-21
    ("F05-R15", F05[3], "支出票據", "I12"),  # 購買批准日期 03-18 after the purchase of 03-16
    ("F05-R05", F05[3], "收費與解交", "D3"),  # 標準 27.00 instead of 25.00
    ("F08-R03", F08[7], "借出歸還", "G2"),  # due on 03-17, never returned
    ("G-19", F08[4], "借出歸還", "A4"),  # not returned, and gone from May's file
    ("F10-R07", F10[4], "隱患台賬", "K5"),  # due on 04-20, rectified on 04-22
    ("F10-R07", F10[7], "隱患台賬", "K2"),  # found on 06-15, due on 06-22, still open
    ("F11-R07", F11[5], "每日運行", "J45"),  # 05-12: 41 up, 30 + 10 down
]

HANDED_IN_BEFORE = {
    "2026-03": [("F08-R03", F08[3], "借出歸還", "G3")],
    "2026-04": [("F08-R03", F08[4], "借出歸還", "G2")],
    "2026-05": [("F08-R03", F08[5], "借出歸還", "G2")],
    "2026-06": [("F08-R03", F08[6], "借出歸還", "G2"), ("F10-R07", F10[6], "隱患台賬", "K7")],
}
"""In the report of a month a danger or a loan is marked where it stands in that month's file."""

SEEN_LATER = {"G-19": "2026-05"}
"""Rules whose finding stands in a file and is known only from a later one."""


@pytest.fixture(scope="module")
def term() -> Published:
    return reported("--term")


@pytest.fixture(scope="module")
def inbox(tmp_path_factory: pytest.TempPathFactory) -> Inbox:
    return read_inbox(load(workspace(tmp_path_factory.mktemp("sample")).folder / CONFIG))


@pytest.fixture(scope="module")
def march() -> Published:
    return reported("--month", "2026-03")


@pytest.fixture(scope="module")
def may() -> Published:
    return reported("--month", "2026-05")


class TestFindings:
    def test_held_excluded_and_flagged_each_with_its_cell(self, term: Published) -> None:
        assert term.findings("HOLD") == HELD
        assert sorted(term.findings("EXCLUDE")) == sorted(EXCLUDED)
        flagged = term.findings("FLAG")
        assert sorted(found for found in flagged if found[1]) == sorted(FLAGGED)
        assert [rule for rule, file, *_ in flagged if not file] == ["G-04"]  # F09 of 2026-05 has not come
        assert Counter(rule for rule, *_ in term.findings("FLAG")) == {
            "F02-R01": 3,
            "F02-R02": 1,
            "F03-R02": 1,
            "F05-R05": 1,
            "F05-R15": 1,
            "F08-R03": 1,
            "F10-R07": 2,
            "F11-R07": 1,
            "G-04": 1,
            "G-19": 1,
        }

    def test_each_names_what_stands_in_its_cell(self, term: Published) -> None:
        for finding in term.manifest["findings"]:
            if finding["effect"] == "NOTE" or finding["file"] is None:
                continue
            sheet = sample_book(finding["file"])[finding["sheet"]]
            value = sheet[finding["cell"]].value
            typed = value.date().isoformat() if hasattr(value, "date") else "" if value is None else str(value)
            shown = finding["value"]
            assert shown == typed or Decimal(shown) == Decimal(typed), finding
            assert sheet.cell(1, sheet[finding["cell"]].column).value == finding["column"]
            assert sheet[finding["cell"]].row == finding["row"]

    def test_each_says_in_one_chinese_line_where_what_and_which_rule(self, term: Published) -> None:
        for finding in term.manifest["findings"]:
            message = finding["message"]
            assert "\n" not in message
            if finding["file"] is None:
                assert message.startswith("F09 2026-05：2026-05「報修維修台賬」未報送（G-04）。")
                continue
            assert f"{finding['form']} {finding['month']} v1 › {finding['sheet']} › 第{finding['row']}行" in message
            assert finding["column"] in message
            assert f"（{finding['rule']}）" in message

    @pytest.mark.parametrize("month", MONTHS)
    def test_clean_rows_are_clean_in_every_month_too(self, inbox: Inbox, month: str) -> None:
        """As known on the last day of a month nothing else is wrong: what is not due yet is no breach."""
        batch = judge(inbox.submissions, registry(), TERM, month_number(month))
        found = [
            (one.rule, one.place.file, one.place.sheet, one.place.cell)
            for one in batch.findings
            if one.effect is not Effect.NOTE and one.rule != "G-04"
        ]
        missing = [one.month for one in batch.findings if one.rule == "G-04"]
        assert missing == (["2026-05"] if month >= "2026-05" else [])
        every = [one for one in [*HELD, *EXCLUDED, *FLAGGED] if SEEN_LATER.get(one[0], "") <= month]
        due = [one for one in every if one[1].removesuffix(".xlsx")[-7:] <= month]
        assert sorted(found) == sorted([*due, *HANDED_IN_BEFORE.get(month, [])])

    def test_they_stand_in_the_statistics(self, term: Published) -> None:
        assert term.lines("待更正清單", 7)[0][:6] == (
            *(F05[4], "支出票據", 15, "發票號"),
            *("26212000020621091838", "F05-R20"),
        )
        assert term.lines("待更正清單", 8)[0][:6] == (F08[4], "損壞賠償", 3, "班室編號", "同上", "G-08")
        broken = {cells[0]: (cells[9], cells[10]) for cells in term.lines("制度違規彙總表", 7, 16)}
        # F02-R01: 120 × 4.80 + 62 × 68.00 + 215 × 20.20 = 576 + 4,216 + 4,343; F02-R02: 120 × 4.85
        assert broken == {
            "F02-R01": (3, 9135),
            "F10-R07": (2, None),
            "F05-R15": (1, 2150),
            "F05-R05": (1, 1080),
            "F02-R02": (1, 582),
            "F03-R02": (1, None),
            "F08-R03": (1, None),
            "F11-R07": (1, None),
            "G-04": (1, None),
            "G-19": (1, None),
        }
        assert term.lines("制度違規彙總表", 17)[0][2:10] == (0, 0, 3, 4, 3, 1, 2, 13)

    def test_they_stand_in_the_summary(self, term: Published) -> None:
        prose = term.prose
        assert "「兩人以上採購」有3項未做到，分佈在3月、4月、6月，涉及9,135.00元" in prose
        assert "「操作人員不採購」有1項未做到" in prose
        assert "「先請示後購買」有1項未做到，全部在3月，涉及2,150.00元" in prose
        assert "「不超標準收費」有1項未做到" in prose
        assert term.table("原因與改法")[1][0] == f"{F05[4]}支出票據 第15行 發票號所填：26212000020621091838"
        assert "待更正的4行，由錢會敏、沈玉蘭、何靜於2026年8月5日前更正重報。" in prose


class TestForms:
    def test_one_did_not_come_and_one_came_late(self, term: Published) -> None:
        assert term.number("M-ALL-01a") == str(DUE)
        assert term.number("M-ALL-01b") == str(len(WORKBOOKS))
        came, in_time = (
            f"{(Decimal(100 * count) / DUE).quantize(Decimal('0.1'), ROUND_HALF_UP)}%"
            for count in (len(WORKBOOKS), len(WORKBOOKS) - 1)
        )
        assert (term.text("M-ALL-01c"), term.text("M-ALL-01d")) == (came, in_time)
        assert term.number("M-ALL-01d", "2026-04", 表號="F08") == "0"  # of 05-08
        assert f"本期應報台賬{DUE}份，實報{len(WORKBOOKS)}份" in term.prose
        assert f"其中待更正而暫未計入{len(HELD)}行" in term.prose

    def test_the_repairs_of_may_are_missing(self, term: Published, may: Published) -> None:
        assert term.number("M-ALL-01b", "2026-05", 表號="F09") == "0"
        assert term.number("M-F09-01a", "2026-05") is None  # not 0
        for published in (term, may):
            assert "2026-05的報修維修台賬未報送，該月的報修不在以下數字之內" in published.prose
            assert "未報送的有：「報修維修台賬」（2026-05）" in published.prose
        assert any("2026-05 未報送，不在表內。" in str(cells[0]) for cells in term.lines("報修維修統計表"))

    def test_a_form_with_a_held_row_goes_back(self, term: Published) -> None:
        states = {(cells[0][:3], cells[1]): cells[2] for cells in term.lines("報送情況表", 7, 6 + DUE)}
        assert len(states) == DUE
        assert states.pop(("F05", "2026-04")) == states.pop(("F08", "2026-04")) == "退回"
        assert states.pop(("F12", "2026-05")) == states.pop(("F13", "2026-05")) == "退回"
        assert states.pop(("F09", "2026-05")) == "未報送"
        assert set(states.values()) == {"已交"}

    def test_figures_about_the_hand_in_lead_to_files_and_rows(self, term: Published) -> None:
        lines = {(line[0], line[1], line[2]): line for line in term.lines("指標來源", 5)}
        numbers = {cells[1]: cells[0] for cells in term.lines("來源文件", 5)}
        held = {f"{numbers[file]}·{sheet} {cell[1:]}" for _, file, sheet, cell in HELD}
        assert set(lines["M-ALL-02b", None, TERM][8].split("；")) == held
        assert lines["M-ALL-02a", "表號：F05", "2026-04"][8] == f"{numbers[F05[4]]}·封面 5"

    def test_a_form_without_findings_has_none_not_a_blank(self, term: Published) -> None:
        found = {(cells[0][:3], cells[1]): cells[9:11] for cells in term.lines("報送情況表", 7, 6 + DUE)}
        assert found["F06", "2026-04"] == (0, 0)
        assert found["F02", "2026-04"][0] == 1

    def test_the_window_and_the_school(self, term: Published) -> None:
        assert "2026年1月24日至2026年7月3日" in term.prose
        assert "20個班、836名學生" in term.prose  # 16 × 42 + 4 × 41


class TestElectricity:
    def test_before_and_after(self, term: Published) -> None:
        # Before: (5,420 + 5,860) ÷ (59 + 61 days) = 11,280 ÷ 120; after: (3,510 + 3,690) ÷ 120 = 7,200 ÷ 120.
        assert (term.number("M-F06-04a", **JN), term.text("M-F06-04a", **JN)) == ("94", "94.00")
        assert (term.number("M-F06-04b", **JN), term.text("M-F06-04b", **JN)) == ("60", "60.00")
        assert (term.number("M-F06-04d", **JN), term.text("M-F06-04d", **JN)) == ("34", "34.00")
        assert term.number("M-F06-04c", **JN) == "120"
        assert (term.number("M-F06-04e", **JN), term.text("M-F06-04e", **JN)) == ("4080.00", "4,080.00")  # 34 × 120
        assert (term.number("M-F06-04f", **JN), term.text("M-F06-04f", **JN)) == ("0.361702", "36.2%")  # 34 ÷ 94
        # 18,600 ÷ (34 × 365 ÷ 12) = 18,600 ÷ 1,034.1667 = 17.985…
        assert term.text("M-F06-05", **JN) == "18.0"

    def test_the_statistics(self, term: Published) -> None:
        cells = term.line("節能措施效果表", "JN-01 教學樓線路改造")
        assert cells[3:8] == (94, 60, 120, 34, 4080)
        assert cells[8] == pytest.approx(34 / 94, abs=1e-12)
        assert cells[9] == pytest.approx(18600 / (34 * 365 / 12), abs=1e-9)
        pairs = [cells[1:8] for cells in term.lines("節能措施效果表", 11, 14)]
        assert [(side, f"{first:%Y-%m-%d}", days, money) for side, _, first, _, days, money, _ in pairs] == [
            ("前", "2025-02-01", 59, 5420),
            ("後", "2026-02-01", 59, 3510),
            ("前", "2025-04-01", 61, 5860),
            ("後", "2026-04-01", 61, 3690),
        ]

    def test_the_sentence(self, term: Published) -> None:
        assert (
            "教學樓線路改造於2025年10月15日完工。按同月賬單同口徑比較，日均費用由改造前的94.00元降至60.00元，"
            "降幅36.2%，120天共節約4,080.00元；按此推算，投入18.0個月可收回" in term.prose
        )

    def test_the_unpaired_bill_is_named_and_left_out(self, term: Published) -> None:
        assert "JN-01 教學樓線路改造：2025-12-01 至 2026-01-31 的賬單沒有同期可比，不列入比較。" in term.prose

    def test_bills_are_split_over_their_days(self, term: Published) -> None:
        # 2025-12-01~2026-01-31: 3,720.00 ÷ 62 = 60.00 a day; January from the 24th: 8 days. February: 28 × 3,510 ÷ 59 =
        # 1,665.763, March the rest; April: 30 × 3,690 ÷ 61 = 1,814.754, May the rest. 480 + 3,510 + 3,690 = 7,680.
        months = {
            "2026-01": "480.00",
            "2026-02": "1665.76",
            "2026-03": "1844.24",
            "2026-04": "1814.75",
            "2026-05": "1875.25",
            "2026-06": None,
            "2026-07": None,
            TERM: "7680.00",
        }
        assert {span: term.number("M-F06-02c", span, **ELECTRICITY) for span in months} == months
        cells = [cells[3] for cells in term.lines("水電費月度表", 7, 14)]
        assert cells == [480, 1665.76, 1844.24, 1814.75, 1875.25, "—", "—", 7680]

    def test_the_bill_that_has_not_come_is_named_and_not_estimated(self, term: Published) -> None:
        # 06-01 to 07-03 is 30 + 3 days
        assert "電費7,680.00元" in term.prose
        assert "電費33天（至7月3日）" in term.prose
        assert "賬單未到，未作估計" in term.prose
        assert "電：2026-06-01 至 2026-07-03 之間有 33 天賬單未到，未作估計。" in term.prose
        notes = [cells[0] for cells in term.lines("水電費月度表") if cells[0]]
        assert any("電：2026-06-01 至 2026-07-03 之間有 33 天賬單未到" in str(note) for note in notes)

    @pytest.mark.parametrize(
        ("first", "before", "year_before"),
        [
            # 3,510 ÷ 59 against 3,720 ÷ 62: 59.4915 ÷ 60 − 1; against 5,420 ÷ 59: 3,510 ÷ 5,420 − 1
            ("2026-02-01", "-0.8%", "-35.2%"),
            # 3,690 ÷ 61 against 3,510 ÷ 59: 60.4918 ÷ 59.4915 − 1; against 5,860 ÷ 61: 3,690 ÷ 5,860 − 1
            ("2026-04-01", "1.7%", "-37.0%"),
        ],
    )
    def test_bills_are_compared_a_day(self, term: Published, first: str, before: str, year_before: str) -> None:
        bill = {"戶號": ACCOUNT, "能源類別": "電", "賬期起日": first}
        assert term.text("M-F06-03a", **bill) == before
        assert term.text("M-F06-03b", **bill) == year_before

    def test_a_bill_without_an_earlier_one_is_not_compared(self, term: Published) -> None:
        bill = {"戶號": ACCOUNT, "能源類別": "電", "賬期起日": "2025-02-01"}
        key = tuple(sorted(bill.items()))
        assert term.numbers.get(("M-F06-03a", TERM, key)) is None
        assert term.numbers.get(("M-F06-03b", TERM, key)) is None

    def test_as_known_in_may(self, may: Published) -> None:
        # The bill of April and May comes in the file of June: one pair, 5,420 and 3,510 over 59 days each.
        assert may.text("M-F06-04a", **JN) == "91.86"  # 5,420 ÷ 59
        assert may.text("M-F06-04b", **JN) == "59.49"  # 3,510 ÷ 59
        assert (may.number("M-F06-04c", **JN), may.number("M-F06-04e", **JN)) == ("59", "1910.00")  # 5,420 − 3,510
        assert may.text("M-F06-04f", **JN) == "35.2%"  # 1,910 ÷ 5,420
        assert may.number("M-F06-02c", **ELECTRICITY) == "3990.00"  # 480 + 3,510
        assert may.number("M-F06-02c", "2026-04", **ELECTRICITY) is None
        assert "電費61天（至5月31日）" in may.prose  # 30 + 31

    def test_as_known_in_march_nothing_can_be_compared(self, march: Published) -> None:
        assert march.numbers.get(("M-F06-04e", TERM, (("措施編號", "JN-01"),))) is None
        assert "同期數據不足" in march.prose
        assert "節約4,080" not in march.prose


class TestFood:
    def test_rows(self, term: Published) -> None:
        sheets = [line for line in term.manifest["sheets"] if line["sheet"] == "採購驗收入庫"]
        rows = {fate: sum(line["rows"][fate] for line in sheets) for fate in sheets[0]["rows"]}
        assert rows == {"in": 420, "counted": 418, "excluded": 2, "held": 0, "replaced": 0}
        assert term.number("M-F02-01b") == "420"
        excluded = sum(line["fen"]["excluded"] for line in sheets)
        assert excluded == 48950  # 320.00 + 145.50 not accepted + 24.00 turned away of a row that counts

    def test_two_buyers(self, term: Published) -> None:
        assert (term.number("M-F02-02"), term.text("M-F02-02")) == ("0.992857", "99.3%")  # (420 − 3) ÷ 420
        assert "由兩人以上採購的佔99.3%（417/420），基本達到100%的要求" in term.prose
        assert term.number("M-F02-05") == "1"
        assert "食堂操作人員參與採購1次" in term.prose

    def test_accepted(self, term: Published) -> None:
        assert (term.number("M-F02-03a"), term.text("M-F02-03a")) == ("0.995238", "99.5%")  # (420 − 2) ÷ 420
        assert "經過驗收的佔99.5%（418/420）" in term.prose
        assert (term.number("M-F02-04a"), term.number("M-F02-04b")) == ("2", "465.50")  # 80 × 4.00 + 30 × 4.85
        assert "未經驗收的2筆、465.50元，沒有作入庫，也不計入採購總額" in term.prose

    def test_turned_away(self, term: Published) -> None:
        assert term.number("M-F02-04c") == "24.00"  # (50 − 46) × 6.00
        assert "拒收24.00元" in term.prose

    def test_the_statistics(self, term: Published) -> None:
        rows = [cells for cells in term.lines("食材採購月度表") if cells[0] == "合計"]
        assert rows[0][9:11] == (465.5, 24)
        assert rows[1][2] == 420
        assert rows[1][3:5] == pytest.approx((417 / 420, 418 / 420))
        assert rows[1][6:10] == (2, 465.5, 24, 1)

    def test_what_was_not_accepted_is_not_in_stock(self, term: Published) -> None:
        """菠菜 80 kg and 豆腐 30 kg were never taken in: what came in went out, and none is left."""
        for name in ("菠菜", "豆腐", "番茄"):
            item = {"品名": name}
            assert term.number("M-F02-06b", **item) == term.number("M-F02-06c", **item)
            assert term.number("M-F02-06e", **item) == "0"

    def test_purchases_add_up_to_what_the_workbooks_say(self, term: Published) -> None:
        """Accepted quantity × price, added here from the cells of the inbox."""
        bought = Decimal(0)
        for month in SCHOOL_MONTHS:
            for cells in sample_book(f"F02_{TERM}_{month}")["採購驗收入庫"].iter_rows(min_row=2, values_only=True):
                if cells[1] is not None and cells[13] in {"合格", "部分合格"}:
                    bought += (Decimal(str(cells[14])) * Decimal(str(cells[8]))).quantize(Decimal("0.01"))
        assert term.number("M-F02-01a") == str(bought)

    def test_to_date_in_may(self, may: Published) -> None:
        # The sample has 109 + 103 + 92 rows up to May, two of them with one buyer, one not accepted (320.00).
        assert may.number("M-F02-01b") == "304"
        assert may.text("M-F02-02") == "99.3%"  # 302 ÷ 304
        assert may.number("M-F02-02", "2026-05") == "1"  # the third is of June
        assert may.number("M-F02-04b") == "320.00"
        assert may.number("M-F02-04c", "2026-05") == "24.00"


class TestMeals:
    def test_every_meal_was_served(self, term: Published) -> None:
        assert (term.number("M-F03-02a"), term.number("M-F03-02b")) == ("258", "0")  # 86 days × 3
        assert [term.number("M-F03-02a", month) for month in SCHOOL_MONTHS] == ["66", "63", "57", "63", "9"]
        assert "計劃供餐258餐，其中沒有供餐記錄的0餐，供餐不間斷率100.0%（258/258）" in term.prose
        assert "有學校管理人員陪餐的佔100.0%（258/258）" in term.prose

    def test_one_menu_was_reviewed_late(self, term: Published) -> None:
        assert (term.number("M-F03-03a"), term.number("M-F03-03b")) == ("18", "17")
        assert (term.number("M-F03-03c"), term.text("M-F03-03c")) == ("0.944444", "94.4%")  # 17 ÷ 18
        # Weeks by their first meal day: 5 of March, 4 of April, 4 of May, 5 of June
        assert [term.number("M-F03-03a", month) for month in SCHOOL_MONTHS] == ["5", "4", "4", "5", "0"]
        assert "開餐前審核通過17週，菜譜審核率94.4%（17/18），基本達到100%的要求。" in term.prose

    def test_every_dish_was_sampled_and_every_day_checked(self, term: Published) -> None:
        assert term.number("M-F03-04a") == term.number("M-F03-04b")
        assert term.text("M-F03-04c") == "100.0%"
        assert term.number("M-F03-06a") == "86"
        assert (term.number("M-F03-06c"), term.number("M-F03-06d")) == ("2", "2")

    def test_diners_add_up_to_what_the_workbooks_say(self, term: Published) -> None:
        """Pupils and staff, added here from the cells of the inbox."""
        ate = 0
        for month in SCHOOL_MONTHS:
            for cells in sample_book(f"F03_{TERM}_{month}")["供餐與陪餐"].iter_rows(min_row=2, values_only=True):
                ate += sum(int(str(cell)) for cell in cells[4:6]) if cells[2] == "是" else 0
        assert term.number("M-F03-01b") == str(ate)

    def test_the_statistics(self, term: Published) -> None:
        whole = term.line("供餐與陪餐月度表", "合計")
        assert whole[1:4] == (258, 258, 0)
        # What the kitchen was given for meals, by diners: the line of chart C03
        assert whole[9] == pytest.approx(whole[8] / whole[6])
        assert term.line("食品安全執行表", "合計")[1:4] == (18, 17, pytest.approx(17 / 18))


class TestServices:
    def test_rows(self, term: Published) -> None:
        (events,) = [line for line in term.manifest["sheets"] if (line["sheet"], line["file"]) == ("服務保障", F13[5])]
        assert events["rows"] == {"in": 2, "counted": 1, "excluded": 0, "held": 1, "replaced": 0}
        # a held row whose amount cannot be read counts as a row only
        assert events["fen"] == {"in": 486000, "counted": 486000, "excluded": 0, "held": 0, "replaced": 0}

    def test_events(self, term: Published) -> None:
        assert term.number("M-F13-01a") == "7"  # eight less the one that is held
        assert term.number("M-F13-01a", "2026-05") == "1"
        assert term.number("M-F13-01b") == "71"  # 3 + 4 + 6 + 38 + 3 + 12 + 5
        assert term.number("M-F13-01c") == "1760"  # 40 + 1,720
        assert term.number("M-F13-01d") == "5510.00"  # 150 + 4,860 + 320 + 180
        assert "服務保障7次（運動會1次、迎檢3次、演出1次、考試1次、其他1次）" in term.prose

    def test_opinions(self, term: Published) -> None:
        assert term.number("M-F13-02a") == term.number("M-F13-02b") == "16"
        assert term.text("M-F13-02c") == term.text("M-F13-02d") == "100.0%"
        assert term.text("M-F13-02e") == "87.5%"  # 7 ÷ 8
        assert "除表揚外，答覆率100.0%（14/14），達到100%的要求" in term.prose

    def test_satisfaction(self, term: Published) -> None:
        # content 590 + 74 + 612 + 340 + 372 + 35 + 33, fairly 121 + 12 + 104 + 58 + 36 + 6 + 8
        assert (term.number("M-F13-03a"), term.number("M-F13-03b")) == ("2056", "345")
        assert term.number("M-F13-03c") == "89"  # 31 + 4 + 26 + 18 + 8 + 1 + 1
        # 2,056 + 345 = 2,401 of 742 + 90 + 742 + 416 + 416 + 42 + 42; of 800 + 96 + 800 + 420 + 420 + 42 + 42
        assert (
            "滿意率為96.4%（2,401/2,490），達到90%的要求；其中不滿意89份，問卷回收率95.0%（2,490/2,620）" in term.prose
        )

    def test_cases_are_counts(self, term: Published) -> None:
        assert "登記涉訪事項3件，化解3件；所登記的事項化解率100.0%（3/3）；在校內化解的佔66.7%（2/3）" in term.prose
        assert "SF-26" not in term.prose

    def test_the_statistics(self, term: Published) -> None:
        opinions, surveys, events = (cells for cells in term.lines("意見與滿意度表") if cells[0] == "合計")
        assert opinions[1:6] == (16, 16, 1, 1, pytest.approx(7 / 8))
        assert surveys[1:6] == (2056, 345, 89, pytest.approx(2401 / 2490), pytest.approx(2490 / 2620))
        assert events[1:5] == (7, 71, 1760, 5510)


class TestVouchers:
    def test_rows(self, term: Published) -> None:
        sheets = [line for line in term.manifest["sheets"] if line["sheet"] == "支出票據"]
        rows = {fate: sum(line["rows"][fate] for line in sheets) for fate in sheets[0]["rows"]}
        # 96 not held = 93 + 2 two signers + 1 not as ordered; the voucher of 860.00 comes in May and again in June.
        assert rows == {"in": 98, "counted": 93, "excluded": 3, "held": 1, "replaced": 1}
        fen = {fate: sum(line["fen"][fate] for line in sheets) for fate in ("excluded", "held", "replaced")}
        assert fen == {"excluded": 188500, "held": 49900, "replaced": 86000}  # 380.00 + 265.00 + 1,240.00

    def test_three_signers(self, term: Published) -> None:
        assert term.number("M-F05-06a") == "96"
        assert (term.number("M-F05-06b"), term.text("M-F05-06b")) == ("0.979167", "97.9%")  # 94 ÷ 96
        assert (term.number("M-F05-06c"), term.number("M-F05-06d")) == ("2", "645.00")  # 380.00 + 265.00
        assert (term.number("M-F05-07a"), term.number("M-F05-07b")) == ("1", "1240.00")
        assert "審核票據96張，三簽齊全率97.9%（94/96），基本達到100%的要求" in term.prose
        assert "簽字不齊的2張、645.00元，實物不符或退回的1張、1,240.00元，都沒有報銷" in term.prose

    def test_approved_before_bought(self, term: Published) -> None:
        check = {"檢查項": "先批後購"}
        assert term.number("M-F05-08a", **check) == "70"  # 實物購置=是
        assert term.number("M-F05-08b", **check) == "69"
        assert term.text("M-F05-08c", **check) == "98.6%"
        assert term.number("M-F05-08d", **check) == "2150.00"
        assert "先請示後購買的69/70張（98.6%）" in term.prose

    def test_the_statistics(self, term: Published) -> None:
        assert term.line("票據合規表", "三簽")[1:5] == (96, 94, pytest.approx(94 / 96), 645)
        assert term.line("票據合規表", "先批後購")[1:5] == (70, 69, pytest.approx(69 / 70), 2150)
        assert term.line("票據合規表", "無效票據張數")[1] == 2
        assert term.line("票據合規表", "無效票據金額")[1] == 645
        assert term.line("票據合規表", "退回張數")[1] == 1
        assert term.line("票據合規表", "退回金額")[1] == 1240
        assert [cells[1] for cells in term.lines("支出分類月度表") if cells[0] in {"無效票據金額", "退回金額"}] == [
            645,
            1240,
        ]

    def test_a_voucher_that_waited(self, term: Published, may: Published) -> None:
        # Bought 05-25, 待報 at the end of May, paid 06-05: 860.00
        assert may.number("M-F05-05b") == "860.00"
        assert may.number("M-F05-05b", "2026-05") == "860.00"
        assert "另有860.00元已購買而未報支，不在其內" in may.prose
        assert term.number("M-F05-05b", "2026-05") == "860.00"
        assert term.number("M-F05-05b", "2026-06") == "0.00"
        assert term.number("M-F05-05b") == "0.00"
        printing = {"支出類別": "印刷費"}
        assert may.number("M-F05-05b", **printing) == "860.00"
        assert term.number("M-F05-05a", "2026-05", **printing) == "0.00"
        assert term.number("M-F05-05a", "2026-06", **printing) == "860.00"

    def test_no_other_voucher_waits_at_a_months_end(self, term: Published) -> None:
        waiting = {f"2026-0{month}": term.number("M-F05-05b", f"2026-0{month}") for month in range(1, 8)}
        assert waiting == {**dict.fromkeys(waiting, "0.00"), "2026-05": "860.00"}

    def test_expenditure_adds_up_to_what_the_workbooks_say(self, term: Published) -> None:
        """The amounts paid, added here from the cells of the inbox without the row that is held."""
        spent = Decimal(0)
        for month in range(1, 8):
            for cells in sample_book(F05[month])["支出票據"].iter_rows(min_row=2, values_only=True):
                if cells[23] == "已報" and cells[0] != "ZC-2604-014":
                    spent += Decimal(str(cells[12])).quantize(Decimal("0.01"))
        assert term.number("M-F05-05a") == str(spent)

    def test_to_date_in_may(self, may: Published) -> None:
        # Up to May: one of the two with two signers (380.00 of April), the one not as ordered, the one that waits.
        assert (may.number("M-F05-06c"), may.number("M-F05-06d")) == ("1", "380.00")
        assert (may.number("M-F05-07a"), may.number("M-F05-07b")) == ("1", "1240.00")


class TestFees:
    def test_overcharge(self, term: Published) -> None:
        # C302, SF02: 40 payers paid 1,080.00; the published standard is 25.00: 1,080.00 − 40 × 25.00
        assert term.number("M-F05-02a") == "80.00"
        assert term.number("M-F05-02a", 項目代碼="SF02") == "80.00"
        assert term.number("M-F05-02a", 班室編號="C302") == "80.00"
        assert term.line("收費與解交表", "SF02 作業本費")[8] == 80
        assert term.line("收費與解交表", "合計")[8] == 80

    def test_the_sentence_does_not_say_zero(self, term: Published, march: Published) -> None:
        for published in (term, march):
            assert "超標準收費80.00元，出在C302 三年級2班" in published.prose
            assert "超標準收費0.00元" not in published.prose

    def test_all_was_handed_in(self, term: Published) -> None:
        assert term.number("M-F05-01d") == term.number("M-F05-01b")
        assert term.number("M-F05-03c") == "0.00"


class TestDangers:
    def test_rates(self, term: Published) -> None:
        # 37 found; all but the one of 06-15 rectified, all but that and the one of 06-29 written off
        assert [term.number(f"M-F10-02{letter}") for letter in "abc"] == ["37", "36", "35"]
        assert term.text("M-F10-02d") == "97.3%"  # 36 ÷ 37
        assert term.text("M-F10-02e") == "94.6%"  # 35 ÷ 37
        assert term.text("M-F10-02f") == "94.6%"  # one two days late, one open: 35 ÷ 37
        assert term.number("M-F10-02g") == "2"
        assert term.number("M-F10-03c") == "2"

    def test_the_sentences(self, term: Published) -> None:
        assert "本期發現隱患37條，已整改36條，已銷號35條，逾期2條（見隱患閉環表）。" in term.prose
        assert "整改率97.3%（36/37），基本達到100%的要求；銷號率94.6%（35/37）；按期整改率94.6%（35/37）" in term.prose
        assert "到7月3日，有2條隱患尚未銷號：YH-2606-006（" in term.prose
        assert "整改期限6月22日已過，由王志遠立即整改並申請復查；YH-2606-009（" in term.prose

    def test_the_statistics(self, term: Published) -> None:
        assert term.line("隱患閉環表", "合計")[1:4] == (37, 36, 35)
        assert [term.line("隱患閉環表", number)[0] for number in ("YH-2606-006", "YH-2606-009")] == [
            "YH-2606-006",
            "YH-2606-009",
        ]

    def test_the_one_of_march_is_open_in_march_and_closed_in_april(self, march: Published) -> None:
        april = reported("--month", "2026-04")
        assert (march.number("M-F10-02a"), march.number("M-F10-02c")) == ("11", "10")  # 1 + 3 + 7
        assert march.number("M-F10-03c") == "1"
        assert "YH-2603-007（科學實驗室，通風櫥拉門卡滯）" in march.prose
        assert april.number("M-F10-03c") == "0"
        assert "YH-2603-007" not in april.prose


class TestGuardAndChecks:
    def test_every_shift_that_is_due(self, term: Published) -> None:
        assert term.number("M-F10-04a") == "236"  # 161 nights, 75 days without school
        assert term.text("M-F10-04c") == "100.0%"
        assert "應值班236次" in term.prose

    def test_every_scope_on_every_school_day(self, term: Published) -> None:
        assert term.number("M-F10-01a") == "688"  # 86 school days × 8 scopes
        assert term.number("M-F10-01a", 檢查範圍="常規管理") == "18"
        assert term.text("M-F10-01c") == "100.0%"

    def test_at_least_a_drill_a_month(self, term: Published) -> None:
        drills = [term.number("M-F10-05a", month, 類型="應急疏散") for month in MONTHS]
        assert drills == ["0", "0", "1", "1", "1", "1", "0"]
        assert term.number("M-F10-05a", 類型="校車") == "1"


class TestBus:
    def test_every_run_was_made(self, term: Published) -> None:
        # 86 school days × 2 buses × 4 runs
        assert (term.number("M-F11-01c"), term.number("M-F11-01a")) == ("688", "688")
        assert term.number("M-F11-01a", 車牌號="示A·12345") == "344"
        assert term.number("M-F11-01a", "2026-07") == "24"  # three days
        assert term.number("M-F11-01a", "2026-02") is None  # not due before 開學日

    def test_one_pupil_is_not_accounted_for(self, term: Published, may: Published) -> None:
        # 2026-05-12 示A·12345 放學2: 41 up, 30 + 10 down
        assert [term.number(f"M-F11-02{letter}") for letter in "abcd"] == ["0", "0", "1", "0"]
        assert term.number("M-F11-02c", "2026-05", 車牌號="示A·12345") == "1"
        for published in (term, may):
            assert "超員0次，未清車0次，人數不符1次。" in published.prose
            assert "5月12日示A·12345放學2上車41人、下車40人" in published.prose
        assert "校車運行688趟" in term.prose

    def test_second_runs_were_waited_for_under_supervision(self, term: Published) -> None:
        assert term.number("M-F11-04a") == "86"
        assert term.text("M-F11-04b") == term.text("M-F11-04d") == term.text("M-F11-03") == "100.0%"

    def test_what_the_buses_cost(self, term: Published) -> None:
        # 680 + 1,860 + 1,790 + 1,795 + 1,740 + 1,650 + 1,610 + 1,805 + 1,770
        assert term.number("M-F11-05a") == "14700.00"
        # 示A·12345: (1,795 + 1,650 + 1,805) ÷ (52,290 − 48,690) km, 示A·23456: (1,740 + 1,610 + 1,770) ÷ 3,480
        assert term.text("M-F11-05b", 車牌號="示A·12345") == "145.83"
        assert term.text("M-F11-05b") == "146.47"  # 10,370 ÷ 7,080 × 100

    def test_the_statistics(self, term: Published, march: Published) -> None:
        assert term.line("校車運行表", "示A·12345")[1:3] == (344, 344)
        assert term.line("校車運行表", "合計")[4:8] == (0, 0, 1, 0)
        assert march.number("M-F11-02c") == "0"
        assert "人數不符0次。" in march.prose


class TestDirt:
    def test_a_date_with_dots_is_a_date(self, term: Published) -> None:
        assert sample_book(F10[3])["每日檢查"]["A2"].value == "2026.3.2"
        assert not [found for found in term.findings() if found[1] == F10[3]]
        [checks] = [line for line in term.manifest["sheets"] if (line["file"], line["sheet"]) == (F10[3], "每日檢查")]
        assert checks["rows"]["counted"] == 181  # 22 × 8 + 4 weeks + 消防 once

    def test_a_totals_row_is_no_data_and_no_finding(self, term: Published) -> None:
        deliveries = [line for line in term.manifest["sheets"] if line["sheet"] == "採購驗收入庫"]
        [march] = [line for line in deliveries if line["file"] == F02[3]]
        assert march["totals_rows"] == 1
        assert sum(line["totals_rows"] for line in term.manifest["sheets"]) == 1
        assert sample_book(F02[3])["採購驗收入庫"]["A111"].value == "合計"
        assert not [found for found in term.findings() if found[0] == "G-09"]
        assert march["rows"]["in"] == 109  # rows 2 to 110

    def test_a_category_in_simplified_characters(self, term: Published) -> None:
        assert sample_book(F05[4])["支出票據"]["C7"].value == "办公费"
        assert term.number("M-F05-05a", "2026-04", 支出類別="辦公費") == "520.00"
        assert not [key for key in term.numbers if ("支出類別", "办公费") in key[2]]
        assert [cells[0] for cells in term.lines("支出分類月度表")].count("辦公費") == 1


class TestRepairs:
    def test_before_opening_day(self, term: Published) -> None:
        # Four orders of January and nine of February, all finished by 02-26
        assert term.number("M-F01-02b") == "13"
        assert term.number("M-F01-02b", 類別="電路") == "3"
        assert "開學日前修好的維修單13單" in term.prose

    def test_ready_on_opening_day(self, term: Published) -> None:
        assert (term.number("M-F01-01a"), term.number("M-F01-01b")) == ("18", "18")
        assert "開學準備共18項，按計劃完成18項，完成率100.0%（18/18），達到100%的要求。" in term.prose
        assert "開學日（3月2日）前全部完成，最遲的一項於2月11日完成" in term.prose

    def test_books(self, term: Published) -> None:
        # Pupils of 18 classes: 16 × 42 + 2 × 41 = 754, three books each; six grades with 2 × 3 of the teachers'
        assert term.number("M-F01-03a") == str(3 * 754 + 36)
        assert term.number("M-F01-03c") == "2298"
        assert term.number("M-F01-03d") == "0"
        assert term.number("M-F01-03a", 年級="六") == str(3 * (42 + 41 + 41) + 6)
        assert "實到2,298本，到貨率100.0%（2,298/2,298）；實發2,298本，短缺0本" in term.prose

    def test_orders(self, term: Published, march: Published) -> None:
        # 4 + 9 + 11 + 8 + 8 + 1 in the six files, each month's own
        assert term.number("M-F09-01a") == "41"
        assert term.text("M-F09-01c") == term.text("M-F09-02b") == "100.0%"
        # WX-2603-011 was reported on 03-31 and finished on 04-01: open in March's report, with time left
        assert (march.number("M-F09-01a", "2026-03"), march.number("M-F09-01b", "2026-03")) == ("11", "10")
        assert march.text("M-F09-01c", "2026-03") == "90.9%"
        assert march.text("M-F09-02b", "2026-03") == "100.0%"
        assert term.number("M-F09-01b", "2026-03") == "10"

    def test_what_firms_were_paid(self, term: Published) -> None:
        # ZC-2602-003: 960 + 600 + 700 + 200; ZC-2602-008: 2,880 + 1,500
        assert term.number("M-F09-03a", 維修方式="外修") == "6840.00"

    def test_damage_and_faults_that_come_again(self, term: Published) -> None:
        assert term.number("M-F09-04a") == "3"
        assert term.text("M-F09-04b") == "7.3%"  # 3 ÷ 41
        notes = [found for found in term.findings("NOTE") if found[0] == "F09-R06"]
        assert notes == [("F09-R06", f"F09_{TERM}_2026-06.xlsx", "報修維修", "F4")]


class TestProperty:
    def test_what_was_added_and_given_up(self, term: Published) -> None:
        # 610 sets, 2 rice steamers, 20 computers, 20 bookcases, 4 projectors; two old printers scrapped
        assert term.number("M-F07-01b") == "656"
        # 102,480 + 12,800 + 79,600 + 7,600 + 20,800
        assert (term.number("M-F07-01g"), term.number("M-F07-01h")) == ("223280.00", "13600.00")
        # 20 × 11 or 12 old sets are 226; ten older cards: 2 buildings, 1 + 12,600 + 2 + 24 + 46 + 45 + 3 + 6 pieces
        assert term.number("M-F07-01a") == str(226 + 2 + 1 + 12600 + 2 + 24 + 46 + 45 + 3 + 6)
        assert term.number("M-F07-01d") == term.number("M-F07-01e") == str(12955 + 656 - 2)
        assert term.number("M-F07-01i") == term.number("M-F07-01j")
        assert "本期增加656件、原值223,280.00元（購置增加656件）；減少2件、原值13,600.00元（報廢2件）。" in term.prose
        assert "按期初和增減推算的件數、原值與台賬相符" in term.prose

    def test_the_desks_of_every_class(self, term: Published) -> None:
        # 226 × 152.00 old and 610 × 168.00 new, 20 bookcases at 380.00, 24 × 860 + 46 × 620 + 6 × 480
        furniture = 34352 + 102480 + 7600 + 20640 + 28520 + 2880
        assert term.number("M-F07-01j", 資產類別="家具用具") == f"{furniture}.00"
        assert term.line("固定資產增減表", "家具用具")[10] == furniture

    def test_thirty_nine_rooms_registered_and_checked_again(self, term: Published) -> None:
        assert [term.number(f"M-F07-02{letter}") for letter in "abd"] == ["39", "39", "39"]
        assert (
            "登記率100.0%（39/39），達到100%的要求。期末復查39個，復查率100.0%（39/39），達到100%的要求。" in term.prose
        )

    def test_what_is_missing_is_explained_and_said_even_when_nothing_is_not(self, term: Published) -> None:
        assert [term.number(f"M-F07-04{letter}") for letter in "acd"] == ["1", "0", "2"]
        assert "其中去向不明的0件；新增損壞2件" in term.prose
        # 836 pupils, a desk and a stool each: one stool broken at first, two desks at the end
        assert "課桌凳完好率由期初的99.9%（1,671/1,672）變為期末的99.9%（1,670/1,672）。" in term.prose

    def test_classrooms_are_scored(self, term: Published) -> None:
        assert term.number("M-F07-05b") == "90"  # 20 classes in four months, and every second one once more
        # every score lies between 78 and 100, and one below 88 only once: no mean is below 90
        assert term.number("M-F07-05c", 等次="優") == "20"
        names = [cells[1] for cells in term.lines("教室評分排名表", 7, 26)]
        assert len(names) == len(set(names)) == 20


class TestGoods:
    def test_loans(self, term: Published) -> None:
        # Three slips of March, two of each of April and May, one of June; JT-2603-09 and JT-2604-02 never came back
        assert [term.number(f"M-F08-02{letter}") for letter in "abcd"] == ["8", "6", "2", "1"]
        assert "期末未還2次，其中逾期未還1次：JT-2603-09（投影幕支架，應於3月17日歸還）。" in term.prose

    def test_overdue_in_every_report_since(self, march: Published, may: Published) -> None:
        assert (march.number("M-F08-02c"), march.number("M-F08-02d")) == ("2", "1")  # JT-2603-12 is not due yet
        assert (may.number("M-F08-02c"), may.number("M-F08-02d")) == ("3", "1")  # JT-2605-07 is not due yet

    def test_compensation(self, term: Published) -> None:
        # 45 + 55 + 30 + 24 + 65 + 80; the case without a room is held
        assert (term.number("M-F08-03a"), term.number("M-F08-03c")) == ("6", "299.00")
        assert term.text("M-F08-03d") == "95.2%"  # 299 ÷ 314: 15.00 of the last one were let off
        assert "登記損壞賠償6件、299.00元（有意1件、過失5件），賠償率95.2%（299.00/314.00元）" in term.prose
        assert term.line("領用借還賠償表", "合計")[7:10] == (6, 314, 299)

    def test_cash_is_income(self, term: Published) -> None:
        income = {month: Decimal(str(term.number("M-F05-01f", month))) for month in SCHOOL_MONTHS}
        fees = {month: Decimal(str(term.number("M-F05-01b", month))) for month in SCHOOL_MONTHS}
        assert [str(income[month] - fees[month]) for month in SCHOOL_MONTHS] == [
            "45.00",
            "85.00",
            "0.00",
            "65.00",
            "0.00",
        ]

    def test_goods_issued(self, term: Published) -> None:
        # 64 boxes of chalk 224.00, 100 notebooks 500.00, 57 reams 1,254.00, 2 toners 490.00, 130 pens less 10 brought
        # back 156.00 in all, 45 file boxes 360.00
        assert (term.number("M-F08-01a"), term.number("M-F08-01b")) == ("21", "2984.00")
        assert "領用物品21次，扣除退回後按平均單價計2,984.00元，較多的是教務處" in term.prose


class TestWorks:
    def test_projects(self, term: Published) -> None:
        stages = {stage: term.number("M-F12-01a", 階段=stage) for stage in ("投用", "封頂", "規劃")}
        assert (term.number("M-F12-01a"), stages) == ("8", {"投用": "6", "封頂": "1", "規劃": "1"})
        assert (term.number("M-F12-01b"), term.number("M-F12-01c")) == ("6", "525")  # 420 + 105 square metres
        assert term.number("M-F12-06a") == "105"
        # 9,450 + 46,000 + 280,000 + 66,000 + 6,800
        assert term.number("M-F12-02b") == "408250.00"
        assert term.text("M-F12-02c") == "31.2%"  # of 9,450 + 46,000 + 1,180,000 + 66,000 + 6,800 = 1,308,250
        assert "尚未竣工的有幼兒園教學樓（封頂）、中心校新校址（規劃），不計入完工" in term.prose

    def test_goods(self, term: Published) -> None:
        expected = {
            "套 桌凳": ("610", "102480.00"),  # at 168.00
            "台 投影儀": ("4", "20800.00"),
            "輛 體育器材": ("40", "6600.00"),
            "套 服裝": ("40", "3800.00"),
            "個 書櫃": ("20", "7600.00"),
            "台 電腦": ("20", "79600.00"),
            "套 幼兒園用品玩具": ("1036", "103600.00"),  # 386 + 350 + 300, at 100.00
        }
        for place, numbers in expected.items():
            by = dict(zip(("單位", "類別"), place.split(), strict=True))
            assert (term.number("M-F12-03a", **by), term.number("M-F12-03b", **by)) == numbers

    def test_gifts(self, term: Published) -> None:
        assert (term.number("M-F12-04a"), term.number("M-F12-04b")) == ("2", "52500.00")  # 20,500 + 32,000
        for code in ("GC-26-01", "GC-26-02"):
            assert term.number("M-F12-02b", 項目編號=code) == "0.00"
        assert "其中家長捐建2件，估值52,500.00元" in term.prose
        assert "某班一位家長" not in term.prose

    def test_a_cost_typed_full_width_is_read(self, term: Published) -> None:
        (lines,) = [line for line in term.manifest["sheets"] if (line["sheet"], line["file"]) == ("環境與文化", F12[4])]
        assert lines["fen"]["counted"] == 118000 + 120000  # 1,180.00 and １，２００
