"""Dangers until they are closed, guard duty, daily checks and the buses."""

from __future__ import annotations

from tests.sample_term.planted import F10, MONTHS
from tests.workspaces import Published, sample_rows


class TestDangers:
    def test_the_four_that_are_told_of(self) -> None:
        """One two days late, one open and overdue, one not yet closed, one of March closed on its last day."""
        april, july = (sample_rows(F10[month], "隱患台賬") for month in (4, 7))
        days = {row[0]: [f"{row[at]:%m-%d}" if row[at] else "" for at in (1, 10, 12, 17)] for row in (*april, *july)}
        assert days["YH-2603-007"] == ["03-26", "04-02", "04-02", "04-02"]
        assert [[found, due, done] for found, due, done, _ in days.values() if done > due] == [
            ["04-13", "04-20", "04-22"]
        ]
        assert days["YH-2606-006"] == ["06-15", "06-22", "", ""]
        assert days["YH-2606-009"] == ["06-29", "07-06", "07-02", ""]

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

    def test_one_pupil_is_not_accounted_for(self, term: Published) -> None:
        # 2026-05-12 示A·12345 放學2: 41 up, 30 + 10 down
        assert [term.number(f"M-F11-02{letter}") for letter in "abcd"] == ["0", "0", "1", "0"]
        assert term.number("M-F11-02c", "2026-05", 車牌號="示A·12345") == "1"
        chapter = term.prose[term.prose.index("七、校車") : term.prose.index("八、服務與意見")]
        assert "校車運行688趟、25,121人次，計劃688趟；" in chapter
        assert "超員0次，未清車0次，人數不符1次。" in chapter
        assert "須逐項查明的安全事項：5月12日示A·12345放學2上車41人、下車40人" in chapter

    def test_the_statistics(self, term: Published) -> None:
        assert term.line("校車運行表", "示A·12345")[1:3] == (344, 344)
        assert term.line("校車運行表", "合計")[4:8] == (0, 0, 1, 0)

    def test_second_runs_were_waited_for_under_supervision(self, term: Published) -> None:
        assert term.number("M-F11-04a") == "86"
        assert term.text("M-F11-04b") == term.text("M-F11-04d") == term.text("M-F11-03") == "100.0%"

    def test_what_the_buses_cost(self, term: Published) -> None:
        # 680 + 1,860 + 1,790 + 1,795 + 1,740 + 1,650 + 1,610 + 1,805 + 1,770
        assert term.number("M-F11-05a") == "14700.00"
        # 示A·12345: (1,795 + 1,650 + 1,805) ÷ (52,290 − 48,690) km, 示A·23456: (1,740 + 1,610 + 1,770) ÷ 3,480
        assert term.text("M-F11-05b", 車牌號="示A·12345") == "145.83"
        assert term.text("M-F11-05b") == "146.47"  # 10,370 ÷ 7,080 × 100
