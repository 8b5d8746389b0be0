"""Repairs, opening day, property, loans and compensation."""

from __future__ import annotations

from decimal import Decimal

from tests.sample_term.planted import F08, SCHOOL_MONTHS
from tests.workspaces import TERM, Published, sample_rows


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

    def test_orders(self, term: Published) -> None:
        # 4 + 9 + 11 + 8 + 8 + 1 in the six files, each month's own
        assert term.number("M-F09-01a") == "41"
        assert term.text("M-F09-01c") == term.text("M-F09-02b") == "100.0%"
        assert term.number("M-F09-01b", "2026-03") == "10"  # one of 03-31 was finished on 04-01

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

    def test_the_overdue_one_stands_in_every_file_and_the_other_in_one(self, term: Published) -> None:
        codes = {month: [row[0] for row in sample_rows(F08[month], "借出歸還")] for month in range(3, 8)}
        assert all("JT-2603-09" in found for found in codes.values())
        assert [month for month, found in codes.items() if "JT-2604-02" in found] == [4]
        assert term.line("領用借還賠償表", "合計")[3:7] == (8, 6, 2, 1)

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
