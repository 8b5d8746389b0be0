"""F12 of the filled term, read by somebody who knows nothing of how it was made."""

from __future__ import annotations

from collections import Counter, defaultdict
from decimal import Decimal

from tests.sample.conftest import Row, Term, day_of, names, number, text


def _projects(term: Term) -> dict[str, Row]:
    """Each project as it stands last."""
    return {text(row, "項目編號"): row for row in term.rows("F12", "工程項目")}


def test_eight_projects_six_of_them_in_use(term: Term) -> None:
    projects = _projects(term)
    assert sorted(projects) == [f"GC-26-0{serial}" for serial in range(1, 9)]
    assert Counter(row["階段"] for row in projects.values()) == {"投用": 6, "封頂": 1, "規劃": 1}
    done = {code: f"{day_of(row, '驗收日期'):%m-%d}" for code, row in projects.items() if "驗收日期" in row}
    assert done == {
        "GC-26-01": "05-18",
        "GC-26-02": "06-12",
        "GC-26-03": "04-20",
        "GC-26-04": "05-28",
        "GC-26-07": "02-25",
        "GC-26-08": "02-12",
    }
    in_metres = [number(row, "工程量") for row in projects.values() if row.get("工程量單位") == "平方米"]
    assert sum(in_metres) - 1860 == 420 + 105  # 1860 of the building that is not completed


def test_a_project_comes_every_month_until_it_is_in_use(term: Term) -> None:
    months = defaultdict[str, list[int]](list)
    for row in term.rows("F12", "工程項目"):
        months[text(row, "項目編號")].append(int(text(row, "月份")[-1]))
    for code, found in months.items():
        assert found == list(range(found[0], found[-1] + 1))
        assert found[-1] == 7 or _projects(term)[code]["階段"] == "投用"


def test_projects_cost_what_their_vouchers_paid(term: Term) -> None:
    paid = defaultdict[str, Decimal](Decimal)
    for row in term.counted_vouchers():
        if "項目編號" in row:
            paid[text(row, "項目編號")] += number(row, "發票金額")
    for code, row in _projects(term).items():
        assert number(row, "累計支付") == paid[code] <= number(row, "合同金額")


def test_goods_are_those_of_the_vouchers(term: Term) -> None:
    invoices = {text(row, "憑證號"): row for row in term.counted_vouchers()}
    goods = term.rows("F12", "物資添置")
    for row in goods:
        assert invoices[text(row, "憑證號")]["發票金額"] == number(row, "驗收數量") * number(row, "單價")
        assert len(names(row, "驗收人")) == 2
    desks = next(row for row in goods if row["添置單號"] == "TZ-2602-001")
    assert (desks["數量"], desks["單價"], desks["是否固定資產"]) == (610, Decimal("168.00"), "是")
    toys = [row for row in goods if row["類別"] == "幼兒園用品玩具"]
    assert [row["數量"] for row in toys] == [386, 350, 300]
    assert {row["用途背景"] for row in toys} == {"省優園驗收"}


def test_two_gifts_of_one_parent(term: Term) -> None:
    gifts = term.rows("F12", "捐贈")
    assert [(row["捐贈編號"], row["估值"]) for row in gifts] == [("JZ-26-01", 20500), ("JZ-26-02", 32000)]
    assert {(row["捐贈方類別"], row["公開署名"], row["捐贈形式"]) for row in gifts} == {("家長", "否", "工程")}
    for row in gifts:
        project = _projects(term)[text(row, "關聯項目或資產")]
        assert (project["經費來源"], project["累計支付"]) == ("捐贈", 0)


def test_one_kind_is_merged_and_one_cost_is_typed_full_width(term: Term) -> None:
    rows = term.rows("F12", "環境與文化")
    assert [f"{day_of(row, '日期'):%m-%d}" for row in rows if "類別" not in row] == ["05-10"]
    assert [row["費用"] for row in rows if isinstance(row["費用"], str)] == ["１，２００"]
    assert not [row for row in rows if row.get("類別") == "種植" and row["單位"] == "平方米"]
