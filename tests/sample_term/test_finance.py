"""Invoices and their signatures, fees and what was charged above the standard."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.sample_term.planted import F05
from tests.workspaces import Published, sample_book


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

    def test_a_voucher_that_waited(self, term: Published) -> None:
        # Bought 05-25, 待報 at the end of May, paid 06-05: 860.00
        assert term.number("M-F05-05b", "2026-05") == "860.00"
        assert term.number("M-F05-05b", "2026-06") == term.number("M-F05-05b") == "0.00"
        printing = {"支出類別": "印刷費"}
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


class TestFees:
    def test_overcharge(self, term: Published) -> None:
        # C302, SF02: 40 payers paid 1,080.00; the published standard is 25.00: 1,080.00 − 40 × 25.00
        assert term.number("M-F05-02a") == "80.00"
        assert term.number("M-F05-02a", 項目代碼="SF02") == "80.00"
        assert term.number("M-F05-02a", 班室編號="C302") == "80.00"
        assert term.line("收費與解交表", "SF02 作業本費")[8] == 80
        assert term.line("收費與解交表", "合計")[8] == 80

    def test_what_was_typed_and_what_stands_beside_the_total(self, term: Published) -> None:
        # 42 due less 2 let off are 40 who paid; 40 × 27.00 = 1,080.00
        cells = [cell.value for cell in sample_book(F05[3])["收費與解交"][3]]
        assert cells[1:7] == ["C302", "SF02", 27, 42, 2, 40]
        assert (cells[8], cells[12]) == (1080, 1080)
        rows = [line[0] for line in term.lines("收費與解交表", 7, 10)]
        assert [str(row)[:4] for row in rows] == ["SF01", "SF02", "SF03", "SF04"]
        assert term.line("收費與解交表", "C302 三年級2班")[2] == 80

    def test_the_sentence_does_not_say_zero(self, term: Published) -> None:
        assert "超標準收費80.00元，出在C302 三年級2班" in term.prose
        assert "超標準收費0.00元" not in term.prose

    def test_all_was_handed_in(self, term: Published) -> None:
        assert term.number("M-F05-01d") == term.number("M-F05-01b")
        assert term.number("M-F05-03c") == "0.00"
