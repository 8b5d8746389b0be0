"""The school of works, gifts and the bus: what its summary says, worked out by hand from its rows (E3)."""

from __future__ import annotations

import pytest

from tests.sample.schools.conftest import all_text, found_month_by_month, headings, held_or_broken, school
from tests.workspaces import Published


@pytest.fixture(scope="module")
def term() -> Published:
    return school("校園")


def test_no_month_finds_anything_either() -> None:
    assert found_month_by_month("校園") == {}


def test_it_is_clean_and_has_all_that_is_due(term: Published) -> None:
    assert held_or_broken(term) == []
    # F00 and F01 once; F02, F03, F04, F07, F08, F11, F13 in 5 school months; F05, F06, F09, F10, F12 in 7
    assert "本期應報台賬72份，實報72份，報送完整率100.0%，按時率100.0%（72/72）" in term.prose
    assert "全校現有6個班、192名學生" in term.prose


def test_the_bus_has_its_chapter_and_fees_have_none(term: Published) -> None:
    assert headings(term) == [
        "開學保障",
        "食堂與食品安全",
        "經費與節支",
        "校產與教室",
        "維修與建設",
        "安全與值班",
        "校車",
        "服務與意見",
        "存在的不足",
        "下學期打算",
    ]
    assert "收費" not in term.prose
    assert "收費與解交表" not in term.workbook.sheetnames


def test_the_opening(term: Published) -> None:
    assert "開學準備共4項，按計劃完成4項" in term.prose
    assert "電路1項按計劃完成、供水1項按計劃完成，開學日（3月2日）前全部完成，最遲的一項於2月25日完成" in term.prose
    assert "檢查完好或修復234處" in term.prose  # 24 + 18 + 192


def test_works_and_ground(term: Published) -> None:
    # 105 of lawn and 430 of asphalt
    assert (
        "在冊工程項目5個，已投用5個。驗收合格5個（舊花池拆除、文化牆前草坪105平方米、噴泉和魚池、"
        "領操台升旗台改建、樓前路面加高430平方米），完工面積535平方米。" in term.prose
    )
    stood = {row[0]: row for row in term.table("工程量")}
    lawn, asphalt = (next(row for name, row in stood.items() if one in name) for one in ("草坪", "路面"))
    assert (lawn[6], lawn[7]) == ("105", "平方米")
    assert (asphalt[6], asphalt[7]) == ("430", "平方米")
    assert "綠化面積105平方米，種植380株，愛綠教育1次" in term.prose
    assert "牆面彩繪1幅、網站資源24條" in term.prose
    assert "合同金額合計26,910.00元，累計支付26,910.00元" in term.prose  # 2,310 + 24,600; the gifts cost nothing


def test_own_staff_worked_in_their_rest_time(term: Published) -> None:
    # 24 + 30 + 16 + 20 hours; 720 + 900 + 480 + 600 yuan
    assert "後勤人員投入90.0小時，其中休息時間90.0小時，按備註的算法估算節約工費2,700.00元" in term.prose


def test_gifts_are_valued_and_nobody_is_named(term: Published) -> None:
    # 21,400 + 31,800; with the books 56,080
    assert "接受捐贈3件，估值56,080.00元，不是資金，不計入收入；已入賬3件" in term.prose
    assert "家長捐建2件，估值53,200.00元" in term.prose
    assert "學生捐贈圖書1件，估值2,880.00元" in term.prose
    assert term.number("M-F05-01f") in {"0", "0.00"}
    for name in ("某班一位家長", "各班學生", "同學"):
        assert name not in all_text(term)


def test_goods(term: Published) -> None:
    # 6 × 4,150; 4 × 4,860; 6 × 420; 40 × 158; 40 × 88; one flagpole
    assert (
        "添置物資60,300.00元：電腦6台、24,900.00元；投影儀4台、19,440.00元；書櫃6個、2,520.00元；"
        "獨輪車40輛、6,320.00元；服裝40套、3,520.00元；不鏽鋼旗桿1個、3,600.00元" in term.prose
    )
    # 24,900 + 2,520 + 19,440 + 1,150 + 2,310 + 6,320 + 1,140 + 1,120 + 3,520 + 24,600 + 3,600 + 486 + 1,080 + 960 +
    # 1,160 + 86 × 675.00
    assert "本期支出152,356.00元，其中食堂食材58,050.00元" in term.prose
    assert "詢價或註明免詢價原因的佔100.0%（19/19）" in term.prose


def test_daily_checks_and_the_flooding(term: Published) -> None:
    assert "每個上課日應查8個範圍，每日檢查覆蓋率100.0%（688/688）" in term.prose  # 86 × 8
    assert "常規管理按週檢查，應查18週，有記錄的18週" in term.prose
    assert "本期發現隱患4條，已整改4條，已銷號4條，逾期0條" in term.prose
    assert term.number("M-F10-02c", 類別="排水") == "1"  # written off when the ground had been raised
    assert "配合上級檢查2次，一次通過1次；指出問題1項，登記的隱患整改100.0%（1/1）；投入8人次。" in term.prose


def test_the_bus_and_those_who_wait_for_its_second_run(term: Published) -> None:
    assert "校車運行344趟" in term.prose  # 86 × 4
    assert "超員0次，未清車0次，人數不符0次" in term.prose
    assert "有人看護候車學生的86天，佔100.0%（86/86）" in term.prose
    assert "候車與上車人數核對一致的佔100.0%（86/86）" in term.prose


def test_food_on_the_sports_days_and_an_opinion_on_the_menu(term: Published) -> None:
    assert "（運動會1次），投入18人次、物資2,860.00元，活動供餐412人次，不計入日常就餐人次" in term.prose
    assert "應審核每週菜譜18週，開餐前審核通過18週" in term.prose
    assert term.number("M-F03-04a") == "264"  # 84 days × 3 dishes and two of 6
    assert "收到意見3件（建議1件、投訴1件、諮詢1件），涉及食堂2件、校車1件；已答覆3件" in term.prose
    # 138 + 34 of 180
    assert "食堂滿意率95.6%（172/180）" in term.prose


def test_a_form_without_anything_is_a_nil_return(term: Published) -> None:
    states = {(cells[0][:3], cells[1]): cells[2] for cells in term.lines("報送情況表", 7, 78)}
    nil = {
        form: sorted(month[-1] for (one, month), state in states.items() if one == form and state == "零報")
        for form in ("F06", "F08")
    }
    assert nil == {"F06": list("1234567"), "F08": list("34567")}
    assert "台賬中沒有損壞賠償記錄。" in term.prose
