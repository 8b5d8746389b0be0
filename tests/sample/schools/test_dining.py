"""The school of canteen and finance discipline: what its summary says, worked out by hand from its rows (E1)."""

from __future__ import annotations

import pytest

from tests.sample.schools.conftest import found_month_by_month, headings, held_or_broken, school
from tests.workspaces import Published

JN = {"措施編號": "JN-01"}


@pytest.fixture(scope="module")
def term() -> Published:
    return school("食堂")


def test_no_month_finds_anything_either() -> None:
    assert found_month_by_month("食堂") == {}


def test_it_is_clean_and_has_all_that_is_due(term: Published) -> None:
    assert held_or_broken(term) == []
    # F00 and F01 once; F02, F03, F04, F07, F08, F13 in 5 school months; F05, F06, F09, F10, F12 in 7
    assert "本期應報台賬67份，實報67份，報送完整率100.0%，按時率100.0%（67/67）" in term.prose
    assert "全校現有4個班、120名學生" in term.prose


def test_nothing_is_said_of_the_bus(term: Published) -> None:
    assert headings(term) == [
        "開學保障",
        "食堂與食品安全",
        "經費與節支",
        "校產與教室",
        "維修與建設",
        "安全與值班",
        "服務與意見",
        "存在的不足",
        "下學期打算",
    ]
    assert "校車" not in term.prose
    assert "校車運行表" not in term.workbook.sheetnames
    assert not [metric for metric, *_ in term.numbers if metric.startswith("M-F11")]


def test_the_opening(term: Published) -> None:
    assert "開學準備共12項，按計劃完成12項" in term.prose
    assert "電路1項按計劃完成、供水1項按計劃完成，開學日（3月2日）前全部完成，最遲的一項於2月11日完成" in term.prose
    for kind in ("門窗1單", "玻璃1單", "吊扇1單", "日光燈1單", "飲水機1單", "房屋屋面1單"):
        assert kind in term.prose
    # four grades with 30 + 30 textbooks and 2 for teachers: 4 × 62
    assert "教材簿本應到248本，實到248本" in term.prose
    assert "實發248本，短缺0本" in term.prose


def test_the_canteen(term: Published) -> None:
    # A school day takes 36 × 5.00 + 18 × 28.00 + 12 × 9.50 + 60 × 2.50 + 30 × 7.60 = 180 + 504 + 114 + 150 + 228 =
    # 1,176.00; the weeks that begin in March have 25 days, in April 18, May 19, June 24: 86
    bought = {"2026-03": "29400.00", "2026-04": "21168.00", "2026-05": "22344.00", "2026-06": "28224.00"}
    assert {month: term.number("M-F02-01a", month) for month in bought} == bought
    assert term.number("M-F02-01a") == "101136.00"
    assert "到期末，已驗收的食材都註明了結算發票" in term.prose
    assert "由兩人以上採購的佔100.0%（90/90）" in term.prose  # 18 weeks × 5 foods
    assert "食堂操作人員參與採購0次。經過驗收的佔100.0%（90/90），達到100%的要求；未經驗收的0筆。" in term.prose
    assert "計劃供餐258餐，其中沒有供餐記錄的0餐" in term.prose  # 86 × 3
    assert "應審核每週菜譜18週，開餐前審核通過18週" in term.prose
    assert "應留樣602道，合規留樣602道" in term.prose  # 86 × (2 + 3 + 2)
    assert "每日自查率100.0%（86/86）" in term.prose


def test_certificates_letters_and_meetings(term: Published) -> None:
    assert "期末應持證3人，各項證照都有效的3人" in term.prose  # cook, helper, electrician
    # 6 of the canteen, 10 of logistics, 4 classes
    assert "應簽責任書20份，已簽20份" in term.prose
    assert "劃定衛生包乾區3個，落實到人的佔100.0%（3/3）" in term.prose
    assert "召開食品衛生安全會議4次，按月開會率100.0%（4/4）" in term.prose
    assert "到會率97.5%（39/40）" in term.prose  # 10 + 9 + 10 + 10 of 40
    assert "參加上級培訓1次，組織技能培訓1次；上級培訓的校內傳達率100.0%（1/1）" in term.prose
    assert "獎勵6人次，扣罰1人次" in term.prose  # 94 and above: 1 + 1 + 2 + 2; below 80: 78.5 in April


def test_electricity_before_and_after(term: Published) -> None:
    # Before: (5,220 + 5,820) ÷ (59 + 61) = 11,040 ÷ 120 = 92.00; after: (3,300 + 3,780) ÷ 120 = 59.00
    assert (term.number("M-F06-04a", **JN), term.number("M-F06-04b", **JN)) == ("92", "59")
    # 33.00 × 120 days; 33 ÷ 92 = 35.87 %; 12,045 ÷ (33 × 365 ÷ 12 = 1,003.75) = 12.0 months
    assert (
        "校舍線路改造於2026年1月30日完工。按同月賬單同口徑比較，日均費用由改造前的92.00元降至59.00元，降幅35.9%，"
        "120天共節約3,960.00元；按此推算，投入12.0個月可收回" in term.prose
    )
    # 5,580.00 ÷ 62 = 90.00 a day, 8 days from 01-24; 720 + 3,300 + 3,780
    assert "電費7,800.00元" in term.prose
    compared = {row[6] for row in term.table("賬單金額（元）")}
    assert compared == {"賬單金額（元）", "5,220.00", "5,820.00", "3,300.00", "3,780.00"}


def test_fees_are_those_published_and_the_rest_goes_back(term: Published) -> None:
    # 120 × 30.00 + 120 × 860.00
    assert "本期共收費106,800.00元（應收106,800.00元）、240人次，減免0.00元，解交學校賬戶106,800.00元" in term.prose
    assert "超標準收費0.00元；無標準收費0.00元" in term.prose
    # 120 × (30.00 − 28.50) + 120 × (860.00 − 842.80) = 180.00 + 2,064.00
    assert "應退補2,244.00元，已退補2,244.00元" in term.prose
    # 2,064 ÷ 103,200
    assert "伙食費收入103,200.00元，食堂專賬支出101,136.00元，收支偏離率2.0%，在5%的警戒線以內" in term.prose


def test_vouchers_and_publication(term: Published) -> None:
    # 12,045 + 5,580 + 864 + 650 + 3,420 + 3,300 + 480 + 330 + 726 + 3,780 + 101,136
    assert "本期支出132,311.00元，其中食堂食材101,136.00元" in term.prose
    assert "審核票據22張，三簽齊全率100.0%（22/22）" in term.prose
    assert "先請示後購買的17/17張，先批准後報支的22/22張，由一支筆審批人批准的22/22張" in term.prose
    assert "公佈期限已到的有5個月，其中按時公佈、彙報並經理財小組審議的5個月" in term.prose
    assert "公佈後收到質疑或意見1條，已答覆1條" in term.prose


def test_property_and_classrooms(term: Published) -> None:
    assert "本期沒有增減。按期初和增減推算的件數、原值與台賬相符" in term.prose
    assert "登記率100.0%（8/8）" in term.prose
    assert "與期初相比沒有短缺，去向不明的0件；沒有新增損壞" in term.prose
    # 483 + 477 + 452 + 467 = 1,879 over 20 checks = 93.95
    assert "教室檢查評分20次，平均94.0分；按平均分，優4個，沒有不合格的" in term.prose
    assert "登記損壞賠償2件、100.00元（過失2件），賠償率100.0%（100.00/100.00元）" in term.prose  # 42.00 + 58.00
    assert "借出3次，歸還3次；期末全部還清。領用物品7次" in term.prose


def test_inspections_are_supported_with_people_and_goods(term: Published) -> None:
    # 4 + 5 + 4 people, 60.00 + 80.00 + 50.00 yuan
    assert (
        "配合上級檢查3次，一次通過2次；指出問題1項，登記的隱患整改100.0%（1/1）；投入13人次、物資190.00元" in term.prose
    )
    assert "本期已報台賬中沒有發現違反校規的事項。" in term.prose
