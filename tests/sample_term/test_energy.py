"""Electricity before and after the rewiring, and bills split over their days."""

from __future__ import annotations

import pytest

from tests.workspaces import TERM, Published

JN = {"措施編號": "JN-01"}
ELECTRICITY = {"能源類別": "電"}
ACCOUNT = "3301260018"


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
