"""Held, excluded and flagged: each finding of the sample's term at its cell, in files and in words."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

import pytest

from pipeline.batch import judge
from pipeline.checks.services import month_number
from pipeline.config import load
from pipeline.finding import Effect
from pipeline.forms.registry import registry
from pipeline.workspace import Inbox, read_inbox
from tests.sample_term.planted import EXCLUDED, F05, F08, FLAGGED, HANDED_IN_BEFORE, HELD, MONTHS, SEEN_LATER
from tests.workspaces import CONFIG, TERM, Published, sample_book, workspace


@pytest.fixture(scope="module")
def inbox(tmp_path_factory: pytest.TempPathFactory) -> Inbox:
    return read_inbox(load(workspace(tmp_path_factory.mktemp("sample")).folder / CONFIG))


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
