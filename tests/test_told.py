"""What the summary and the letter of the sample say, as the head reads them: rates with their parts, months and plans.

The sample's figures are those of its fixed rows (see tests/sample_term); the sums here are worked out from them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from fractions import Fraction

import pytest

from pipeline.batch import judge
from pipeline.checks.services import month_number
from pipeline.config import load
from pipeline.figures.aggregate import make_book, make_report, numbered
from pipeline.figures.report import Figure, Paragraph, Report, Section
from pipeline.form.table import ChapterSpec
from pipeline.forms.across.opening import chinese_months
from pipeline.forms.registry import registry
from pipeline.workspace import Inbox, read_inbox
from tests.expected import WORKBOOKS
from tests.workspaces import CONFIG, TERM, Published, reported, workspace

PERIODS = [TERM, "2026-02", "2026-04", "2026-07"]
SAID_IN_WORDS = {"M-ALL-01c", "M-F05-05c", "M-F05-08c", "M-F05-10c"}
"""Rates whose sentence itself has numerator and denominator: 應報40份，實報39份，報送完整率97.5%."""


@pytest.fixture(scope="module")
def inbox(tmp_path_factory: pytest.TempPathFactory) -> Inbox:
    return read_inbox(load(workspace(tmp_path_factory.mktemp("sample")).folder / CONFIG))


@pytest.fixture(scope="module")
def april() -> Published:
    return reported("--month", "2026-04")


@pytest.fixture(scope="module")
def may() -> Published:
    return reported("--month", "2026-05")


@pytest.fixture(scope="module")
def term() -> Published:
    return reported("--term", TERM)


def report_on(inbox: Inbox, period: str) -> Report:
    batch = judge(inbox.submissions, registry(), TERM, None if period == TERM else month_number(period))
    batch.term.period = period
    return make_report(make_book(batch.term))


def paragraphs(report: Report) -> Iterator[Paragraph]:
    for chapter in report.chapters:
        for section in chapter.sections:
            yield from section.paragraphs


def letter(published: Published) -> str:
    message = message_from_bytes(published.named("郵件_", ".eml"), _class=EmailMessage, policy=policy.default)
    part = message.get_body(("plain",))
    assert part is not None
    return str(part.get_content())


class TestRates:
    @pytest.mark.parametrize("period", PERIODS)
    def test_each_has_its_numerator_and_denominator_where_it_is_said_first(self, inbox: Inbox, period: str) -> None:
        said, bare = set(), []
        for paragraph in paragraphs(report_on(inbox, period)):
            for part, following in zip(paragraph.parts, (*paragraph.parts[1:], ""), strict=True):
                if isinstance(part, Figure) and part.unit == "%" and part.of and part.key not in said:
                    said.add(part.key)
                    if part.metric not in SAID_IN_WORDS and not str(following).startswith(f"（{part.of}"):
                        bare.append((part.metric, paragraph.text))
        assert said
        assert bare == []

    def test_money_stands_with_its_unit(self, term: Published) -> None:
        # 1,673,211.00 of 1,750,500.00 planned
        assert "已執行95.6%（1,673,211.00/1,750,500.00元）" in term.prose

    def test_what_is_rounded_up_to_all_says_so(self, term: Published, april: Published) -> None:
        # 24.00 of 845,011.00 was turned away: 99.997 %; up to April nothing was
        assert "一次合格率100.0%（844,987.00/845,011.00元，四捨五入），拒收24.00元" in term.prose
        assert "一次合格率100.0%（429,081.10/429,081.10元），沒有拒收" in april.prose

    def test_no_gap_stands_behind_a_target(self, term: Published) -> None:
        assert "達到100%的要求" in term.prose
        assert not re.search("% [\u4e00-\u9fff]", term.prose)


class TestMonth:
    def test_the_summary_has_the_month_beside_the_term_to_date(self, april: Published) -> None:
        # April: 103 deliveries, 102 with two buyers; March 109 and 108. Vouchers of April: 22, one with two signers.
        came, so_far = (len([one for one in WORKBOOKS if first <= one[1] <= "2026-04"]) for first in ("2026-04", ""))
        for words in (
            f"本月報送完整率100.0%（{came}/{came}），累計100.0%（{so_far}/{so_far}）；",
            "兩人以上採購率99.0%（102/103），累計99.1%（210/212）；",
            "三簽齊全率95.5%（21/22），累計98.2%（56/57）；",
            "超標準收費金額0.00元，累計80.00元",
        ):
            assert words in april.prose

    def test_the_letter_too(self, april: Published, term: Published) -> None:
        said = letter(april)
        for line in (
            "【本月主要數字】",
            "  兩人以上採購率：99.0%（102/103）；累計 99.1%（210/212）",
            "  超標準收費金額：0.00 元；累計 80.00 元",
            "  水電費：—；累計 6,155.23 元",  # the bill of April and May has not come
            "  待更正 2 行，未計入任何數字，須由填報人更正重報。",
        ):
            assert line in said.splitlines()
        assert "  兩人以上採購率：99.3%（417/420）" in letter(term).splitlines()
        assert "累計" not in letter(term)

    @pytest.mark.parametrize(
        ("period", "heading"), [("2026-04", "下月打算"), ("2026-07", "下學期打算"), (TERM, "下學期打算")]
    )
    def test_what_comes_next(self, inbox: Inbox, period: str, heading: str) -> None:
        assert [one.heading for one in report_on(inbox, period).chapters if one.id == "plan"] == [heading]


def plan(published: Published) -> list[str]:
    lines = published.paragraphs
    start = next(at for at, line in enumerate(lines) if line.endswith("打算"))
    return lines[start + 1 : lines.index("", start)]


class TestPlan:
    def test_the_items_are_numbered(self, term: Published, may: Published) -> None:
        for published in (term, may):
            said = plan(published)
            assert [line.split("）")[0] for line in said] == [f"（{at}" for at in range(1, len(said) + 1)]

    def test_a_measure_has_who_and_by_when(self, term: Published) -> None:
        assert plan(term)[0] == (
            "（1）針對「兩人以上採購」：逐日排定兩名採購員和替補人選，缺一人不外出採購；"
            "由吳桂芳負責，於2026年8月5日前落實。"  # day 5 of the month after July
        )

    def test_what_is_open_at_the_terms_end(self, term: Published) -> None:
        said = [line.split("）", 1)[1] for line in plan(term)]
        # the food of July is not settled: its invoice is due at the end of August; 06-01 to 07-03 has no bill
        assert (
            "未結算的食材23,344.00元，由吳桂芳會同會計於2026年8月31日前取得發票結算，並在台賬補註結算發票號。" in said
        )
        assert "電費6月1日至7月3日、水費6月1日至7月3日的賬單尚未收到，由王志遠在收到後登記，計入下期。" in said
        assert "待更正的4行，由錢會敏、沈玉蘭、何靜於2026年8月5日前更正重報。" in said
        assert "未報送的「報修維修台賬」（2026年5月），由沈玉蘭於2026年8月5日前補報。" in said
        assert not any("未報支" in line for line in said)

    def test_what_is_open_at_the_end_of_may(self, may: Published) -> None:
        said = [line.split("）", 1)[1] for line in plan(may)]
        # bought on 05-25, to be reimbursed within 30 days
        assert "未報支的票據860.00元：ZC-2605-008（印刷費860.00元）由沈玉蘭於2026年6月24日前辦理報支。" in said
        assert not any("未結算的食材" in line for line in said)

    def test_one_item_alone_has_no_number(self) -> None:
        chapter, one = ChapterSpec("plan", "打算", numbered=True), Section("", (Paragraph(("甲",)),))
        assert numbered([one], chapter) == (one,)
        both = numbered([one, Section("", (Paragraph(("乙",)),))], chapter)
        assert [paragraph.text for section in both for paragraph in section.paragraphs] == ["（1）甲", "（2）乙"]
        assert numbered([one, one], ChapterSpec("works", "維修")) == (one, one)


def test_only_what_reads_all_or_nothing_and_is_neither_is_rounded_to_a_bound() -> None:
    def figure(number: Fraction, text: str) -> Figure:
        return Figure("M", "率", TERM, number, "%", text)

    assert figure(Fraction(1999, 2000), "100.0%").is_rounded_to_a_bound  # 99.95 %
    assert figure(Fraction(1, 3000), "0.0%").is_rounded_to_a_bound
    assert not figure(Fraction(1), "100.0%").is_rounded_to_a_bound
    assert not figure(Fraction(0), "0.0%").is_rounded_to_a_bound
    assert not figure(Fraction(1, 2), "50.0%").is_rounded_to_a_bound


def test_months_of_one_year_say_it_once() -> None:
    assert chinese_months(["2025-12", "2026-01", "2026-02"]) == "2025年12月、2026年1月、2月"
    assert chinese_months(["2026-06", "2026-07，收到的 2 份未能採用"]) == "2026年6月、7月，收到的 2 份未能採用"
    assert chinese_months([]) == ""
