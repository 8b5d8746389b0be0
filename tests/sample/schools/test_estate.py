"""The school of assets, vouchers and duty: what its summary says, worked out by hand from its rows (E2)."""

from __future__ import annotations

import pytest

from tests.sample.schools.conftest import all_text, found_month_by_month, headings, held_or_broken, school
from tests.workspaces import TERM, Published


@pytest.fixture(scope="module")
def term() -> Published:
    return school("校產")


def test_two_invoices_are_refused_and_nothing_else_is_wrong(term: Published) -> None:
    assert held_or_broken(term) == [
        ("F05-R14", f"F05_{TERM}_2026-04.xlsx", "支出票據", "O5"),  # other goods than were asked for
        ("F05-R13", f"F05_{TERM}_2026-05.xlsx", "支出票據", "T3"),  # 審核人 blank
    ]
    assert "審核票據17張，三簽齊全率94.1%（16/17）" in term.prose
    assert "簽字不齊的1張、380.00元，實物不符或退回的1張、920.00元，都沒有報銷" in term.prose


def test_the_refused_invoices_are_found_from_their_month_on() -> None:
    both = {"F05-R13", "F05-R14"}
    assert found_month_by_month("校產") == {
        "2026-04": {"F05-R14"},
        "2026-05": both,
        "2026-06": both,
        "2026-07": both,
    }


def test_what_is_due_without_a_canteen_and_a_bus(term: Published) -> None:
    # F00 and F01 once; F04, F07, F08, F13 in 5 school months; F05, F06, F09, F10, F12 in 7
    assert "本期應報台賬57份，實報57份，報送完整率100.0%，按時率100.0%（57/57）" in term.prose
    assert "全校現有14個班、610名學生" in term.prose
    # 7 months of F06, and F12 in January
    states = [(cells[0][:3], cells[1]) for cells in term.lines("報送情況表", 7, 63) if cells[2] == "零報"]
    assert {form for form, _ in states} >= {"F06"}
    assert len([form for form, _ in states if form == "F06"]) == 7


def test_nothing_is_said_of_canteen_and_bus(term: Published) -> None:
    assert headings(term) == [
        "開學保障",
        "人員與責任",
        "經費與節支",
        "校產與教室",
        "維修與建設",
        "安全與值班",
        "服務與意見",
        "存在的不足",
        "下學期打算",
    ]
    for word in ("食堂", "校車", "供餐", "食品"):
        assert word not in term.prose, word
    for sheet in ("食材採購月度表", "供餐與陪餐月度表", "校車運行表"):
        assert sheet not in term.workbook.sheetnames


def test_the_opening(term: Published) -> None:
    assert "電路1項按計劃完成、供水1項按計劃完成，開學日（3月2日）前全部完成，最遲的一項於2月12日完成" in term.prose
    # 6 grades × (180 textbooks + 90 packets of exercise books + 4 for teachers)
    assert "教材簿本應到1,644本，實到1,644本" in term.prose
    assert "實發1,644本，短缺0本" in term.prose


def test_not_a_cent_too_much_is_collected(term: Published) -> None:
    # 540 × 24.00 + 70 × 1,050.00 = 12,960 + 73,500
    assert "本期共收費86,460.00元（應收86,460.00元）、610人次" in term.prose
    assert "對照公示標準，超標準收費0.00元；無標準收費0.00元" in term.prose


def test_spending(term: Published) -> None:
    # 968 + 8,600 + 9,360 + 100,650 + 1,080 + 510 + 33,600 + 12,960 + 180,000 + 39,000 + 38,600 + 860 + 31,500 +
    # 260,000 + 642
    assert "本期支出718,330.00元" in term.prose
    assert "其中按時公佈、彙報並經理財小組審議的5個月" in term.prose
    assert "分賬列支" not in term.prose


def test_desks_toys_and_instruments(term: Published) -> None:
    # 610 × 165.00; 6 × 85.00; 420 × 80.00 + 260 × 150.00 + 150 × 210.00 = 33,600 + 39,000 + 31,500
    assert (
        "添置物資205,260.00元：桌凳610套、100,650.00元；托盤天平6台、510.00元（補足缺失）；"
        "幼兒園用品玩具830套、104,100.00元（省優園驗收，10萬元以上）" in term.prose
    )
    assert (
        "本期增加611件、原值139,250.00元（購置增加610件、自建轉入1件）；減少560件、原值53,200.00元（報廢560件）"
        in term.prose  # 100,650 + 38,600; 560 × 95.00
    )
    assert "按期初和增減推算的件數、原值與台賬相符" in term.prose


def test_rooms_are_registered_and_checked_again(term: Published) -> None:
    # 14 classrooms, 3 special rooms, 3 offices
    assert "期初應登記班室20個，按時登記並簽字的20個" in term.prose
    assert "期末復查20個，復查率100.0%（20/20）" in term.prose
    # 610 desks and 610 stools, one stool of C602 broken
    assert "課桌凳完好率由期初的100.0%（1,220/1,220）變為期末的99.9%（1,219/1,220）" in term.prose
    # 12 × 110 + 2 × 90 + 8 × 5 = 1,540 things, one lamp of C401 gone
    assert "短缺1件，丟失率0.1%（1/1,540）（日光燈）；其中去向不明的0件；新增損壞1件" in term.prose
    assert "登記損壞賠償2件、108.00元（有意1件、過失1件），賠償率100.0%（108.00/108.00元）" in term.prose
    assert "借出4次，歸還4次；期末全部還清" in term.prose


def test_projects_by_stage(term: Published) -> None:
    assert "在冊工程項目5個，處於規劃1個，已封頂、尚未竣工1個，已投用3個" in term.prose
    assert "驗收合格3個（幼兒園搬遷、幼兒園柵欄配套60米、幼兒園廚房改造）。" in term.prose
    assert "尚未竣工的有幼兒園教學樓（封頂）、中心小學新校址（規劃），不計入完工" in term.prose
    # paid: 8,600 + 9,360 + 38,600 + 440,000 of 8,600 + 9,360 + 38,600 + 1,160,000
    assert "（496,560.00/1,216,560.00元）" in term.prose
    assert "捐贈" not in "".join(text for text in term.paragraphs if text.startswith("（"))
    assert "班級佈置14處、校刊班刊16期" in term.prose


def test_duty_checks_and_dangers(term: Published) -> None:
    assert "每個上課日應查7個範圍，每日檢查覆蓋率100.0%（602/602）" in term.prose  # 86 days, no canteen
    assert "本期發現隱患5條，已整改5條，已銷號5條，逾期0條" in term.prose
    assert "期末沒有未銷號的隱患" in term.prose
    # 161 nights and 75 days without school
    assert "應值班236次，人員、巡查、交接都到位的佔100.0%（236/236）" in term.prose
    assert "配合上級檢查1次，一次通過1次；沒有指出問題；投入9人次。" in term.prose


def test_petitions_are_numbers_only(term: Published) -> None:
    assert "登記涉訪事項3件，化解3件；所登記的事項化解率100.0%（3/3）；在校內化解的佔100.0%（3/3）" in term.prose
    assert "SF-26-0" not in all_text(term)
    assert "同學" not in all_text(term)


def test_what_goes_on_next_term(term: Published) -> None:
    assert "幼兒園教學樓（計劃竣工2026年11月30日）由包立德負責完成餘下工程並竣工" in term.prose
    # the two receipts that the school does not pay
    assert "除按校規不予計入的2行外，本期已報台賬中沒有發現其他違反校規的事項。" in term.prose
