"""Events supported, opinions, satisfaction and disputes."""

from __future__ import annotations

import pytest

from tests.sample_term.planted import F13
from tests.workspaces import Published


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
