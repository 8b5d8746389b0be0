"""Food bought and accepted, meals and menus."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.sample_term.planted import SCHOOL_MONTHS
from tests.workspaces import TERM, Published, sample_book


class TestFood:
    def test_rows(self, term: Published) -> None:
        sheets = [line for line in term.manifest["sheets"] if line["sheet"] == "採購驗收入庫"]
        rows = {fate: sum(line["rows"][fate] for line in sheets) for fate in sheets[0]["rows"]}
        assert rows == {"in": 420, "counted": 418, "excluded": 2, "held": 0, "replaced": 0}
        assert term.number("M-F02-01b") == "420"
        excluded = sum(line["fen"]["excluded"] for line in sheets)
        assert excluded == 48950  # 320.00 + 145.50 not accepted + 24.00 turned away of a row that counts

    def test_two_buyers(self, term: Published) -> None:
        assert (term.number("M-F02-02"), term.text("M-F02-02")) == ("0.992857", "99.3%")  # (420 − 3) ÷ 420
        assert "由兩人以上採購的佔99.3%（417/420），基本達到100%的要求" in term.prose
        assert term.number("M-F02-05") == "1"
        assert "食堂操作人員參與採購1次" in term.prose

    def test_accepted(self, term: Published) -> None:
        assert (term.number("M-F02-03a"), term.text("M-F02-03a")) == ("0.995238", "99.5%")  # (420 − 2) ÷ 420
        assert "經過驗收的佔99.5%（418/420）" in term.prose
        assert (term.number("M-F02-04a"), term.number("M-F02-04b")) == ("2", "465.50")  # 80 × 4.00 + 30 × 4.85
        assert "未經驗收的2筆、465.50元，沒有作入庫，也不計入採購總額" in term.prose

    def test_turned_away(self, term: Published) -> None:
        assert term.number("M-F02-04c") == "24.00"  # (50 − 46) × 6.00
        assert "拒收24.00元" in term.prose

    def test_the_statistics(self, term: Published) -> None:
        rows = [cells for cells in term.lines("食材採購月度表") if cells[0] == "合計"]
        assert rows[0][9:11] == (465.5, 24)
        assert rows[1][2] == 420
        assert rows[1][3:5] == pytest.approx((417 / 420, 418 / 420))
        assert rows[1][6:10] == (2, 465.5, 24, 1)

    def test_what_was_not_accepted_is_not_in_stock(self, term: Published) -> None:
        """菠菜 80 kg and 豆腐 30 kg were never taken in: what came in went out, and none is left."""
        for name in ("菠菜", "豆腐", "番茄"):
            item = {"品名": name}
            assert term.number("M-F02-06b", **item) == term.number("M-F02-06c", **item)
            assert term.number("M-F02-06e", **item) == "0"

    def test_purchases_add_up_to_what_the_workbooks_say(self, term: Published) -> None:
        """Accepted quantity × price, added here from the cells of the inbox."""
        bought = Decimal(0)
        for month in SCHOOL_MONTHS:
            for cells in sample_book(f"F02_{TERM}_{month}")["採購驗收入庫"].iter_rows(min_row=2, values_only=True):
                if cells[1] is not None and cells[13] in {"合格", "部分合格"}:
                    bought += (Decimal(str(cells[14])) * Decimal(str(cells[8]))).quantize(Decimal("0.01"))
        assert term.number("M-F02-01a") == str(bought)


class TestMeals:
    def test_every_meal_was_served(self, term: Published) -> None:
        assert (term.number("M-F03-02a"), term.number("M-F03-02b")) == ("258", "0")  # 86 days × 3
        assert [term.number("M-F03-02a", month) for month in SCHOOL_MONTHS] == ["66", "63", "57", "63", "9"]
        assert "計劃供餐258餐，其中沒有供餐記錄的0餐，供餐不間斷率100.0%（258/258）" in term.prose
        assert "有學校管理人員陪餐的佔100.0%（258/258）" in term.prose

    def test_one_menu_was_reviewed_late(self, term: Published) -> None:
        assert (term.number("M-F03-03a"), term.number("M-F03-03b")) == ("18", "17")
        assert (term.number("M-F03-03c"), term.text("M-F03-03c")) == ("0.944444", "94.4%")  # 17 ÷ 18
        # Weeks by their first meal day: 5 of March, 4 of April, 4 of May, 5 of June
        assert [term.number("M-F03-03a", month) for month in SCHOOL_MONTHS] == ["5", "4", "4", "5", "0"]
        assert "開餐前審核通過17週，菜譜審核率94.4%（17/18），基本達到100%的要求。" in term.prose

    def test_every_dish_was_sampled_and_every_day_checked(self, term: Published) -> None:
        assert term.number("M-F03-04a") == term.number("M-F03-04b")
        assert term.text("M-F03-04c") == "100.0%"
        assert term.number("M-F03-06a") == "86"
        assert (term.number("M-F03-06c"), term.number("M-F03-06d")) == ("2", "2")

    def test_diners_add_up_to_what_the_workbooks_say(self, term: Published) -> None:
        """Pupils and staff, added here from the cells of the inbox."""
        ate = 0
        for month in SCHOOL_MONTHS:
            for cells in sample_book(f"F03_{TERM}_{month}")["供餐與陪餐"].iter_rows(min_row=2, values_only=True):
                ate += sum(int(str(cell)) for cell in cells[4:6]) if cells[2] == "是" else 0
        assert term.number("M-F03-01b") == str(ate)

    def test_the_statistics(self, term: Published) -> None:
        whole = term.line("供餐與陪餐月度表", "合計")
        assert whole[1:4] == (258, 258, 0)
        # What the kitchen was given for meals, by diners: the line of chart C03
        assert whole[9] == pytest.approx(whole[8] / whole[6])
        assert term.line("食品安全執行表", "合計")[1:4] == (18, 17, pytest.approx(17 / 18))
