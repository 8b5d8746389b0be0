"""The reports of single months: what was known on their last day, and what was not yet."""

from __future__ import annotations

from tests.sample_term.test_energy import ELECTRICITY, JN
from tests.workspaces import TERM, Published


class TestMarch:
    def test_nothing_can_be_compared(self, march: Published) -> None:
        assert march.numbers.get(("M-F06-04e", TERM, (("措施編號", "JN-01"),))) is None
        assert "同期數據不足" in march.prose
        assert "節約4,080" not in march.prose

    def test_the_overcharge_is_told_at_once(self, march: Published) -> None:
        assert "超標準收費80.00元，出在C302 三年級2班" in march.prose
        assert "超標準收費0.00元" not in march.prose

    def test_the_danger_of_the_26th_is_open(self, march: Published) -> None:
        assert (march.number("M-F10-02a"), march.number("M-F10-02c")) == ("11", "10")  # 1 + 3 + 7
        assert march.number("M-F10-03c") == "1"
        assert "YH-2603-007（科學實驗室，通風櫥拉門卡滯）" in march.prose

    def test_all_pupils_left_the_bus(self, march: Published) -> None:
        assert march.number("M-F11-02c") == "0"
        assert "人數不符0次。" in march.prose

    def test_what_was_broken_for_the_first_time_is_said_so(self, march: Published) -> None:
        assert "「先請示後購買」有1項未做到，全部在3月，涉及2,150.00元，上月沒有。" in march.prose

    def test_no_lawn_is_done_yet(self, march: Published) -> None:
        assert "種植60株。" in march.prose
        assert "綠化面積" not in march.prose.partition("附件1")[0]

    def test_an_order_of_the_31st_is_open_with_time_left(self, march: Published) -> None:
        # WX-2603-011 was reported on 03-31 and finished on 04-01
        assert (march.number("M-F09-01a", "2026-03"), march.number("M-F09-01b", "2026-03")) == ("11", "10")
        assert march.text("M-F09-01c", "2026-03") == "90.9%"
        assert march.text("M-F09-02b", "2026-03") == "100.0%"

    def test_a_loan_is_overdue(self, march: Published) -> None:
        assert (march.number("M-F08-02c"), march.number("M-F08-02d")) == ("2", "1")  # JT-2603-12 is not due yet


class TestApril:
    def test_the_danger_of_march_is_closed(self, april: Published) -> None:
        assert april.number("M-F10-03c") == "0"
        assert "YH-2603-007" not in april.prose

    def test_one_menu_was_reviewed_late(self, april: Published) -> None:
        # Nine of the eighteen weeks begin in March and April
        assert (april.number("M-F03-03a"), april.number("M-F03-03b")) == ("9", "8")
        assert april.text("M-F03-03c", "2026-04") == "75.0%"  # 3 ÷ 4

    def test_what_came_late_is_told(self, april: Published) -> None:
        assert april.number("M-ALL-01d", "2026-04", 表號="F08") == "0"  # filled on 05-08, due on 05-05


class TestMay:
    def test_the_repairs_are_missing(self, may: Published) -> None:
        assert may.number("M-F09-01a", "2026-05") is None  # not 0
        assert "2026年5月的報修維修台賬未報送，該月的報修不在以下數字之內" in may.prose
        assert "未報送的有：「報修維修台賬」（2026年5月）" in may.prose

    def test_one_pair_of_bills_can_be_compared(self, may: Published) -> None:
        # The bill of April and May comes in the file of June: one pair, 5,420 and 3,510 over 59 days each.
        assert may.text("M-F06-04a", **JN) == "91.86"  # 5,420 ÷ 59
        assert may.text("M-F06-04b", **JN) == "59.49"  # 3,510 ÷ 59
        assert (may.number("M-F06-04c", **JN), may.number("M-F06-04e", **JN)) == ("59", "1910.00")  # 5,420 − 3,510
        assert may.text("M-F06-04f", **JN) == "35.2%"  # 1,910 ÷ 5,420
        assert may.number("M-F06-02c", **ELECTRICITY) == "3990.00"  # 480 + 3,510
        assert may.number("M-F06-02c", "2026-04", **ELECTRICITY) is None
        assert "電費61天（至5月31日）" in may.prose  # 30 + 31

    def test_food_to_date(self, may: Published) -> None:
        # The sample has 109 + 103 + 92 rows up to May, two of them with one buyer, one not accepted (320.00).
        assert may.number("M-F02-01b") == "304"
        assert may.text("M-F02-02") == "99.3%"  # 302 ÷ 304
        assert may.number("M-F02-02", "2026-05") == "1"  # the third is of June
        assert may.number("M-F02-04b") == "320.00"
        assert may.number("M-F02-04c", "2026-05") == "24.00"

    def test_a_voucher_waits(self, may: Published) -> None:
        # Bought 05-25, 待報 at the end of May: 860.00
        assert may.number("M-F05-05b") == may.number("M-F05-05b", "2026-05") == "860.00"
        assert may.number("M-F05-05b", 支出類別="印刷費") == "860.00"
        assert "另有860.00元已購買而未報支，不在其內" in may.prose

    def test_vouchers_to_date(self, may: Published) -> None:
        # Up to May: one of the two with two signers (380.00 of April), the one not as ordered, the one that waits.
        assert (may.number("M-F05-06c"), may.number("M-F05-06d")) == ("1", "380.00")
        assert (may.number("M-F05-07a"), may.number("M-F05-07b")) == ("1", "1240.00")

    def test_one_pupil_is_not_accounted_for(self, may: Published) -> None:
        assert "超員0次，未清車0次，人數不符1次。" in may.prose
        assert "5月12日示A·12345放學2上車41人、下車40人" in may.prose

    def test_a_loan_is_overdue(self, may: Published) -> None:
        assert (may.number("M-F08-02c"), may.number("M-F08-02d")) == ("3", "1")  # JT-2605-07 is not due yet
