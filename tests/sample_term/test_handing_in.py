"""What was handed in and how it was read: workbooks due, and cells that were typed carelessly."""

from __future__ import annotations

import pytest

from tests.expected import DUE, WORKBOOKS
from tests.sample_term.planted import F02, F05, F10, HELD
from tests.workspaces import TERM, Published, sample_book


class TestForms:
    def test_one_did_not_come_and_one_came_late(self, term: Published) -> None:
        # F00, F01, five forms in 7 months, seven in 5: 1 + 1 + 35 + 35; F09 of May is missing, F08 of April late
        assert [term.number(f"M-ALL-01{letter}") for letter in "ab"] == ["72", "71"]
        assert term.text("M-ALL-01c") == "98.6%"  # 71 ÷ 72
        assert term.text("M-ALL-01d") == "97.2%"  # 70 ÷ 72
        assert term.number("M-ALL-01d", "2026-04", 表號="F08") == "0"  # of 05-08, due on 05-05
        assert [cells[:3] for cells in term.lines("報送情況表", 81, 84)] == [
            ("應報份數", 72, "份"),
            ("實報份數", 71, "份"),
            ("報送完整率", pytest.approx(71 / 72), "71/72"),
            ("按時率", pytest.approx(70 / 72), "70/72"),
        ]
        assert "本期應報台賬72份，實報71份，報送完整率98.6%，按時率97.2%（70/72）" in term.prose
        assert "其中待更正而暫未計入4行" in term.prose

    def test_what_is_due_is_what_the_forms_say(self) -> None:
        assert (DUE, len(WORKBOOKS), len(HELD)) == (72, 71, 4)

    def test_the_repairs_of_may_are_missing(self, term: Published) -> None:
        assert term.number("M-ALL-01b", "2026-05", 表號="F09") == "0"
        assert term.number("M-F09-01a", "2026-05") is None  # not 0
        assert "2026年5月的報修維修台賬未報送，該月的報修不在以下數字之內" in term.prose
        assert "未報送的有：「報修維修台賬」（2026年5月）" in term.prose
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
