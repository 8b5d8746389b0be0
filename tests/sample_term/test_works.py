"""Projects by stage, goods added, gifts."""

from __future__ import annotations

import io
from zipfile import ZipFile

from tests.sample_term.planted import F05, F07, F12
from tests.workspaces import Published, sample_rows


class TestWorks:
    def test_projects(self, term: Published) -> None:
        stages = {stage: term.number("M-F12-01a", 階段=stage) for stage in ("投用", "封頂", "規劃")}
        assert (term.number("M-F12-01a"), stages) == ("8", {"投用": "6", "封頂": "1", "規劃": "1"})
        assert (term.number("M-F12-01b"), term.number("M-F12-01c")) == ("6", "525")  # 420 + 105 square metres
        assert term.number("M-F12-06a") == "105"
        # 9,450 + 46,000 + 280,000 + 66,000 + 6,800
        assert term.number("M-F12-02b") == "408250.00"
        assert term.text("M-F12-02c") == "31.2%"  # of 9,450 + 46,000 + 1,180,000 + 66,000 + 6,800 = 1,308,250
        assert "在冊工程項目8個，處於規劃1個，已封頂、尚未竣工1個，已投用6個。" in term.prose
        assert "尚未竣工的有幼兒園教學樓（封頂）、中心校新校址（規劃），不計入完工" in term.prose

    def test_six_are_accepted_and_two_never_called_completed(self, term: Published) -> None:
        lines = {str(cells[0])[:8]: cells for cells in term.lines("工程進度表", 7, 14)}
        assert {code: (*cells[1:3], *cells[6:8]) for code, cells in lines.items()} == {
            "GC-26-01": ("新建", "投用", 1, "座"),
            "GC-26-02": ("道路場地", "投用", 420, "平方米"),
            "GC-26-03": ("綠化", "投用", 105, "平方米"),
            "GC-26-04": ("改建", "投用", 2, "座"),
            "GC-26-05": ("新建", "封頂", 1860, "平方米"),
            "GC-26-06": ("規劃", "規劃", None, None),
            "GC-26-07": ("廚房改造", "投用", 1, "處"),
            "GC-26-08": ("搬遷", "投用", 1, "處"),
        }
        accepted = {code: f"{cells[5]:%m-%d}" for code, cells in lines.items() if cells[5]}
        assert accepted == {
            "GC-26-01": "05-18",
            "GC-26-02": "06-12",
            "GC-26-03": "04-20",
            "GC-26-04": "05-28",
            "GC-26-07": "02-25",
            "GC-26-08": "02-12",
        }
        assert (
            "驗收合格6個（新建1個、改建1個、綠化1個、道路場地1個、廚房改造1個、搬遷1個），完工面積525平方米"
            in term.prose
        )
        assert [row[0] for row in term.table("驗收日期")[-2:]] == ["GC-26-06（中心校新校址）", "合計"]
        for name in ("幼兒園教學樓", "中心校新校址"):
            said = [line for line in term.paragraphs if name in line]
            assert [line for line in said if "尚未竣工" not in line and "未完工" not in line] == []

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

    def test_the_statistics_and_the_sentence(self, term: Published) -> None:
        goods = {cells[0]: cells[1:4] for cells in term.lines("物資添置表", 7, 15)}
        assert goods["投影儀"] == ("台", 4, 20800)
        assert goods["體育器材"] == ("輛", 40, 6600)
        assert goods["服裝"] == ("套", 40, 3800)
        assert goods["書櫃"] == ("個", 20, 7600)
        assert goods["電腦"] == ("台", 20, 79600)
        assert goods["幼兒園用品玩具"] == ("套", 1036, 103600)
        assert (
            "桌凳610套、102,480.00元；電腦20台、79,600.00元；投影儀4台、20,800.00元；書櫃20個、7,600.00元；"
            "獨輪車40輛、6,600.00元；服裝40套、3,800.00元" in term.prose
        )

    def test_toys_of_three_vouchers(self, term: Published) -> None:
        rows = [row for book in F12.values() for row in sample_rows(book, "物資添置") if row[3] == "幼兒園用品玩具"]
        assert sorted((row[4], row[6]) for row in rows) == [(300, 100), (350, 100), (386, 100)]
        paid = {row[0]: row[12] for book in F05.values() for row in sample_rows(book, "支出票據")}
        assert sorted(paid[row[15]] for row in rows) == [30000, 35000, 38600]
        # no voucher of them is excluded; the desks for 102,480.00 have no purpose of this kind
        assert "幼兒園用品玩具1,036套、103,600.00元（省優園驗收，10萬元以上）" in term.prose
        assert term.prose.count("萬元以上") == 1

    def test_desks_are_the_same_in_four_ledgers(self, term: Published) -> None:
        """One voucher, one line of goods, twenty cards and twenty additions: 610 sets at 168.00 = 102,480.00."""
        vouchers, goods, cards, changes = (
            [row for row in sample_rows(book, sheet) if "ZC-2602-009" in row]
            for book, sheet in (
                (F05[2], "支出票據"),
                (F12[2], "物資添置"),
                (F07[3], "固定資產台賬"),
                (F07[3], "資產增減"),
            )
        )
        assert [(row[12], row[26]) for row in vouchers] == [(102480, "TZ-2602-001")]
        assert [(row[0], f"{row[1]:%m-%d}", row[4], row[6], row[12], row[13]) for row in goods] == [
            ("TZ-2602-001", "02-20", 610, 168, 610, "是")  # a fixed asset although below 1,000.00 a set
        ]
        assert [row[0] for row in cards] == [f"ZC-2026-0{number}" for number in range(101, 121)]
        assert sorted(row[4] for row in cards) == [30] * 10 + [31] * 10
        assert {row[9]: (row[0], row[4]) for row in cards}["C302"] == ("ZC-2026-0102", 31)
        assert {f"{row[0]:%m-%d} {row[2]}" for row in changes} == {"03-03 購置增加"}
        assert (len(changes), sum(row[3] for row in changes), sum(row[4] for row in changes)) == (20, 610, 102480)
        # With 20 bookcases at 380.00 it is the furniture that was added
        assert term.number("M-F07-01b", 資產類別="家具用具") == "630"
        assert term.number("M-F07-01g", 資產類別="家具用具") == "110080.00"
        assert term.number("M-F12-03b", 單位="套", 類別="桌凳") == "102480.00"

    def test_gifts(self, term: Published) -> None:
        assert (term.number("M-F12-04a"), term.number("M-F12-04b")) == ("2", "52500.00")  # 20,500 + 32,000
        for code in ("GC-26-01", "GC-26-02"):
            assert term.number("M-F12-02b", 項目編號=code) == "0.00"
        assert term.line("捐贈與環境文化表", "工程　家長")[1:4] == (2, 52500, 2)
        assert "接受捐贈2件，都是家長捐建，估值52,500.00元，不是資金，不計入收入；已入賬2件" in term.prose

    def test_gifts_are_no_income(self, term: Published) -> None:
        # Fees 1,057,230.00 and compensation in cash 45.00 + 85.00 + 65.00; none of the 52,500.00
        assert term.number("M-F05-01f") == "1057425.00"

    def test_no_donor_is_named(self, term: Published) -> None:
        [donor] = {str(row[3]) for book in F12.values() for row in sample_rows(book, "捐贈") if row[0]}
        for start, end in (("後勤統計_", ".xlsx"), ("後勤工作總結_", ".docx")):
            with ZipFile(io.BytesIO(term.named(start, end))) as package:
                texts = [package.read(name).decode("utf-8", "ignore") for name in package.namelist()]
            assert donor not in "".join(texts)

    def test_a_cost_typed_full_width_is_read(self, term: Published) -> None:
        (lines,) = [line for line in term.manifest["sheets"] if (line["sheet"], line["file"]) == ("環境與文化", F12[4])]
        assert lines["fen"]["counted"] == 118000 + 120000  # 1,180.00 and １，２００
