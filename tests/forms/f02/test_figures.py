"""The figures of F02, worked out by hand for a spring in which not everything was accepted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache

import pytest

from pipeline.checks.services import month_number
from pipeline.figures.aggregate import make_book, make_report
from pipeline.figures.book import Book
from pipeline.figures.report import Figure, Report, SourceRow
from pipeline.forms.f02_canteen import FORM
from pipeline.forms.f02_canteen.carry import carry
from pipeline.forms.f02_canteen.sheets import Counts
from tests.forms.f02 import cases
from tests.forms.f02.cases import ADDED, count, delivery, spinach
from tests.forms.f02.clean import APRIL, CLEAN, COUNTS, DELIVERIES, ISSUES, MARCH, Row, table, workbook
from tests.forms.f02.test_rules import batch_of, planted
from tests.forms.plant import findings

TERM, MAY = "2025-2026-2", "2026-05"

BEEF = {
    **dict(CLEAN["F02", MARCH].sheets[DELIVERIES][2]),
    "單號": "RK-260325-01",
    "採購日期": date(2026, 3, 25),
    "驗收日期": date(2026, 3, 25),
    "品名": "牛肉",
    "採購數量": 10,
    "單價": Decimal("68.00"),
    "採購人": "陳大勇、馮樹清",  # 馮樹清 is a cook
    "驗收結果": "不合格",
    "不合格處理": "退回",
    "合格數量": None,
    "入庫日期": None,
    "入庫數量": None,
    "保管員": None,
    "結算發票號": None,
}
UNACCEPTED = spinach(驗收結果="未驗收", 採購人="陳大勇")
REFUSED = delivery(ADDED + 1, **BEEF)
MIXED = planted(UNACCEPTED, REFUSED)
"""The clean spring, with 80 公斤 of spinach at 4.00 that nobody accepted and 10 公斤 of beef at 68.00 refused."""

MAY_WORKBOOK = workbook(
    "F02",
    MAY,
    "06-01",
    {
        DELIVERIES: [
            {
                **CLEAN["F02", APRIL].sheets[DELIVERIES][0],
                "單號": "RK-260506-01",
                **dict.fromkeys(("採購日期", "驗收日期", "入庫日期"), date(2026, 5, 6)),
            }
        ],
        ISSUES: [],
        COUNTS: table("""
品名   | 單位 | 期初數量 | 實盤數量 | 過期或變質數量 | 盤點人 | 監盤人 | 盤點日期
大豆油 | 桶   | 3        | 3        | 0              | 吳桂芳 | 何靜   | 2026-05-29
大米   | 公斤 | 64.5     | 164.5    | 0              | 吳桂芳 | 何靜   | 2026-05-29
食鹽   | 袋   | 0        | 20       | 0              | 吳桂芳 | 何靜   | 2026-05-29
"""),
    },
)


@cache
def mixed() -> Book:
    return make_book(batch_of(MIXED).term)


@cache
def report() -> Report:
    return make_report(mixed())


def number(text: str) -> Fraction | None:
    """12.50, 6/7, or — for no figure."""
    return None if text == "—" else Fraction(text)


# Amounts in 元: oil 4 × 215 = 860, rice 520 + 265 (March) and 540 (April), pork 570, 46 of 50 tomatoes 276 of 300,
# salt 40; all bought: 860 + 520 + 570 + 265 + 300 + 320 + 680 = 3515 in March and 580 in April.
TOTALS = """
M-F02-01a | 2491.00      | 580.00 | 3071.00
M-F02-01b | 7            | 2      | 9
M-F02-01c | 265.00       | 305.00 | 305.00
M-F02-02  | 6/7          | 1      | 8/9
M-F02-03a | 6/7          | 1      | 8/9
M-F02-03b | 2491/3195    | 1      | 3071/3775
M-F02-04a | 1            | 0      | 1
M-F02-04b | 320.00       | 0      | 320.00
M-F02-04c | 704.00       | 0      | 704.00
M-F02-05  | 1            | 0      | 1
M-F02-06g | 1301.15      | 986.22 | 986.22
M-F02-06h | 2.60/1303.75 | 0      | 0
M-F02-07a | 1735.28      | 854.93 | 2590.21
M-F02-07b | —            | —      | —
"""
"""March, April and the term to April."""

BY_CATEGORY = """
M-F02-01a | 食用油 | 860.00
M-F02-01a | 大米   | 1325.00
M-F02-01a | 肉類   | 570.00
M-F02-01a | 蔬菜   | 276.00
M-F02-01a | 調味品 | 40.00
M-F02-01b | 蔬菜   | 2
M-F02-03b | 蔬菜   | 276/300
M-F02-03b | 肉類   | 570/1250
M-F02-04b | 蔬菜   | 320.00
M-F02-04c | 蔬菜   | 24.00
M-F02-04c | 肉類   | 680.00
M-F02-06g | 食用油 | 642.00
M-F02-06g | 大米   | 344.22
"""

# Rice, March: 30 × 5.00 + 520 + 265 = 935.00 for 180 公斤, 5.1944… each; 44.5 counted = 231.15 (book 45 = 233.75,
# off by 2.60); issues of 60 and 70 = 311.67 and 363.61; 5 are thrown away. April: 231.15 + 540 = 771.15 for 144.5;
# 80 issued = 426.93, 64.5 counted = 344.22. Oil: 2 × 212 + 860 = 1284.00 for 6 桶, 214.00 each.
BY_ITEM = """
M-F02-06a | 大豆油 | 桶   | 2    | 5    | 2
M-F02-06a | 大米   | 公斤 | 30   | 44.5 | 30
M-F02-06a | 豬肉   | 公斤 | 0    | 0    | 0
M-F02-06b | 大豆油 | 桶   | 4    | 0    | 4
M-F02-06b | 大米   | 公斤 | 150  | 100  | 250
M-F02-06b | 番茄   | 公斤 | 46   | 0    | 46
M-F02-06c | 大豆油 | 桶   | 1    | 2    | 3
M-F02-06c | 大米   | 公斤 | 135  | 80   | 215
M-F02-06d | 大豆油 | 桶   | 5    | 3    | 3
M-F02-06d | 大米   | 公斤 | 45   | 64.5 | 64.5
M-F02-06d | 番茄   | 公斤 | 0    | 0    | 0
M-F02-06e | 大豆油 | 桶   | 5    | 3    | 3
M-F02-06e | 大米   | 公斤 | 44.5 | 64.5 | 64.5
M-F02-06f | 大豆油 | 桶   | 0    | 0    | 0
M-F02-06f | 大米   | 公斤 | -0.5 | 0    | 0
M-F02-06g | 大豆油 | 元   | 1070.00 | 642.00 | 642.00
M-F02-06g | 大米   | 元   | 231.15  | 344.22 | 344.22
M-F02-06h | 大米   | %    | 2.60/233.75 | 0 | 0
M-F02-06h | 豬肉   | %    | —    | —    | —
"""


def lines(text: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]


def ratio(text: str) -> Fraction | None:
    """2.60/1303.75 as an exact number."""
    if "/" not in text:
        return number(text)
    above, below = text.split("/")
    return Fraction(above) / Fraction(below)


@pytest.mark.parametrize(("metric", "march", "april", "term"), lines(TOTALS))
def test_totals(metric: str, march: str, april: str, term: str) -> None:
    for span, expected in ((MARCH, march), (APRIL, april), (TERM, term)):
        assert mixed().number(metric, (), span) == ratio(expected), span


@pytest.mark.parametrize(("metric", "category", "expected"), lines(BY_CATEGORY))
def test_by_category(metric: str, category: str, expected: str) -> None:
    assert mixed().number(metric, {"食材類別": category}) == ratio(expected)


@pytest.mark.parametrize("line", lines(BY_ITEM), ids=" ".join)
def test_by_item(line: list[str]) -> None:
    metric, item, unit, *numbers = line
    for span, expected in zip((MARCH, APRIL, TERM), numbers, strict=True):
        figure = mixed().figure(metric, {"品名": item}, span)
        assert figure is not None
        assert (figure.number, figure.unit) == (ratio(expected), unit), span


def test_every_metric_of_the_page_is_there() -> None:
    letters = {1: "abc", 3: "ab", 4: "abc", 6: "abcdefgh", 7: "ab"}
    page = {f"M-F02-{n:02}{letter}" for n, all_letters in letters.items() for letter in all_letters}
    assert {metric.id for metric in FORM.metrics} == page | {"M-F02-02", "M-F02-05"}


def test_what_is_bought_is_counted_or_excluded_to_the_cent() -> None:
    (tally,) = [one for one in batch_of(MIXED).tallies if one.sheet == DELIVERIES and MARCH in one.file]
    # 320.00 not accepted, 680.00 refused, 24.00 of the tomatoes
    assert tally.fen == {"in": 351500, "counted": 249100, "excluded": 102400, "held": 0, "replaced": 0}
    assert tally.rows == {"in": 7, "counted": 5, "excluded": 2, "held": 0, "replaced": 0}


def test_figures_lead_to_their_rows() -> None:
    book = mixed()
    rows = {(row.sheet, row.row) for row in source_rows(book, "M-F02-04c")}
    assert rows == {(DELIVERIES, cases.TOMATOES), (DELIVERIES, ADDED + 1)}
    counted = book.figure("M-F02-06e", {"品名": "大豆油"})
    assert counted is not None
    assert len(counted.rows) == 1


def source_rows(book: Book, metric: str) -> list[SourceRow]:
    figure = book.figure(metric)
    assert figure is not None
    ids = sorted(int(one) for rows in book.term.sheets.values() for one in rows.frame["_id"])
    return [report().rows[ids.index(int(one))] for one in figure.rows]


def test_goods_enter_stock_on_their_stock_date() -> None:
    book = make_book(batch_of([*MIXED, MAY_WORKBOOK], MAY).term)
    salt = {"品名": "食鹽"}
    assert [book.number("M-F02-06b", salt, month) for month in (APRIL, MAY)] == [0, 20]
    assert book.number("M-F02-01a", {"食材類別": "調味品"}, APRIL) == 40  # bought in April
    assert book.number("M-F02-06g", salt, MAY) == 40
    assert findings(batch_of([*MIXED, MAY_WORKBOOK], MAY), "F02-R16", "F02-R17", "X-03") == []


def test_what_arrived_late_must_be_counted_then() -> None:
    rows = [row for row in MAY_WORKBOOK.sheets[COUNTS] if row["品名"] != "食鹽"]
    may = workbook("F02", MAY, "06-01", {**MAY_WORKBOOK.sheets, COUNTS: rows})  # type: ignore[dict-item]  # rows of the clean spring
    (found,) = findings(batch_of([*MIXED, may], MAY), "F02-R16")
    assert "食鹽（袋）" in found.says


def test_without_an_opening_price_there_is_no_amount_but_a_note() -> None:
    book = make_book(batch_of(planted(count(2, 期初單價=None))).term)
    assert book.number("M-F02-06g", {"品名": "大豆油"}, MARCH) is None
    assert book.number("M-F02-06d", {"品名": "大豆油"}, MARCH) == 5
    assert book.number("M-F02-07a", (), MARCH) == Fraction("1521.28")  # 1735.28 − 214.00
    (stock,) = [one for one in make_report(book).tables if one.id == "S05"]
    assert any("大豆油" in note for note in stock.notes)


def test_an_item_in_two_units_is_two_items() -> None:
    litres = {**CLEAN["F02", MARCH].sheets[COUNTS][2], "品名": "大豆油", "單位": "升"}
    book = make_book(batch_of(planted(count(6, **litres))).term)
    units = {name: book.figure("M-F02-06e", {"品名": name}) for name in ("大豆油（桶）", "大豆油（升）")}
    assert {name: figure.unit for name, figure in units.items() if figure} == {
        "大豆油（桶）": "桶",
        "大豆油（升）": "升",
    }
    assert book.figure("M-F02-06e", {"品名": "大豆油"}) is None


def test_a_book_quantity_typed_by_hand_is_compared() -> None:
    (found,) = findings(batch_of(planted(count(2, 賬面數量="9"))), "G-10")
    assert (found.place.row, found.place.column, found.value) == (2, "賬面數量", "9")


def test_the_next_month_opens_with_the_last_count() -> None:
    term = batch_of(CLEAN.values()).term
    assert carry(term, month_number(MAY)) == {
        Counts.title: [
            {"品名": "大米", "單位": "公斤", "期初數量": Decimal("64.5")},
            {"品名": "大豆油", "單位": "桶", "期初數量": Decimal(3)},
        ]
    }
    assert carry(term, month_number(MARCH)) == {}


def shown(cell: object) -> str:
    return cell.text if isinstance(cell, Figure) else "" if cell is None else str(cell).strip()


STOCK_TABLE = """
食用油 |      |       |        |        |       |       |      |      | 642.00
大豆油 | 桶   | 2.00  | 4.00   | 3.00   | 3.00  | 3.00  | 0.00 | 0.0% | 642.00
肉類   |      |       |        |        |       |       |      |      | 0.00
豬肉   | 公斤 | 0.00  | 20.00  | 20.00  | 0.00  | 0.00  | 0.00 | —    | 0.00
"""


def test_the_stock_table_lists_items_under_their_category() -> None:
    (stock,) = [one for one in report().tables if one.id == "S05"]
    (block,) = stock.blocks
    rows = [[shown(cell) for cell in row] for row in block.rows]
    assert [row[0] for row in rows] == ["大米", "大米", "食用油", "大豆油", "肉類", "豬肉", "蔬菜", "番茄"]
    assert [row for row in rows if row[0] in {"食用油", "大豆油", "肉類", "豬肉"}] == lines(STOCK_TABLE)
    assert block.total is not None
    assert [shown(cell) for cell in block.total] == ["合計", *[""] * 7, "0.0%", "986.22"]


def test_the_purchase_table_has_a_block_by_category_and_one_by_month() -> None:
    (purchases,) = [one for one in report().tables if one.id == "S04"]
    by_category, by_month = purchases.blocks
    assert [shown(row[0]) for row in by_category.rows] == ["大米", "食用油", "肉類", "蔬菜", "調味品"]
    assert [shown(cell) for cell in by_category.rows[3]][-5:] == ["276.00", "0.00", "276.00", "320.00", "24.00"]
    assert [[shown(cell) for cell in row] for row in by_month.rows] == [
        [MARCH, "2,491.00", "7", "85.7%", "85.7%", "78.0%", "1", "320.00", "704.00", "1", "265.00"],
        [APRIL, "580.00", "2", "100.0%", "100.0%", "100.0%", "0", "0.00", "0.00", "0", "305.00"],
    ]


def test_the_chart_wants_three_months() -> None:
    assert [one.id for one in report().charts] == []
    book = make_book(batch_of([*MIXED, MAY_WORKBOOK], MAY).term)
    (chart,) = make_report(book).charts
    assert (chart.id, chart.categories) == ("C03", (MARCH, APRIL, MAY))
    # the five largest over the term are all there are
    assert {series.name: [*map(int, filter(None, series.values))] for series in chart.series} == {
        "大米": [785, 540, 540],
        "食用油": [860],
        "肉類": [570],
        "蔬菜": [276],
        "調味品": [40],
    }
    assert [series.values for series in chart.series if series.name == "調味品"] == [
        (Fraction(0), Fraction(40), Fraction(0))
    ]


def said(book: Book) -> list[str]:
    chapters = [chapter for chapter in make_report(book).chapters if chapter.id == "canteen"]
    return [paragraph.text for one in chapters for section in one.sections for paragraph in section.paragraphs]


SAID = """
本期採購食材9筆，驗收合格3,071.00元，較多的是大米1,325.00元、食用油860.00元、肉類570.00元。\
按採購月份看，3月2,491.00元、4月580.00元。
由兩人以上採購的佔88.9%（8/9），未達到100%的要求，主要在3月；食堂操作人員參與採購1次。\
經過驗收的佔88.9%（8/9），未達到100%的要求，主要在3月；未經驗收的1筆、320.00元，沒有作入庫，也不計入採購總額。\
已驗收的按金額計，一次合格率81.4%（3,071.00/3,775.00元），拒收704.00元。
到期末，已驗收而未註明結算發票的食材305.00元。
末月盤點，庫存食材值986.22元，盤點差異率0.0%（0.00/986.22元），在2%的警戒線以內。\
供餐領用的食材按平均單價計2,590.21元。
"""


def test_the_summary_follows_the_figures() -> None:
    assert said(mixed()) == SAID.strip().splitlines()


def test_what_should_be_nothing_is_said_to_be_nothing() -> None:
    text = "".join(said(make_book(batch_of(CLEAN.values()).term)))
    assert "食堂操作人員參與採購0次" in text
    assert "未經驗收的0筆。" in text
    assert "未驗收金額" not in text


def test_a_difference_beyond_the_limit_is_named() -> None:
    # 45 on the books, 40 found: 5 ÷ 45; in the whole storeroom 25.97 ÷ 1303.75 = 2.0 % is less than the limit of 2 %
    near = make_book(batch_of(planted(count(3, 實盤數量="40")), MARCH).term)
    assert near.number("M-F02-06h", (), MARCH) == Fraction("25.97") / Fraction("1303.75")
    far = make_book(batch_of(planted(count(3, 實盤數量="39")), MARCH).term)  # 31.17 ÷ 1303.75 = 2.4 %
    assert "在2%的警戒線以內" in said(near)[-1]
    assert "盤點差異率2.4%（31.17/1,303.75元），超出2%的警戒線，差異較大的是大米" in said(far)[-1]


def test_without_the_form_the_summary_says_that_it_is_missing() -> None:
    only_finance = [book for (form, _), book in CLEAN.items() if form == "F05"]
    assert said(make_book(batch_of(only_finance).term)) == [
        "食堂採購驗收出入庫台賬未報送，採購、驗收和庫存的情況無從說明。"
    ]


def test_a_nil_return_says_nothing_was_bought() -> None:
    rows: dict[str, list[Row]] = {DELIVERIES: [], ISSUES: [], COUNTS: []}
    empty = workbook("F02", MARCH, "04-01", rows)
    nil = replace(empty, cover=replace(empty.cover, nothing_to_report=True))
    assert said(make_book(batch_of([nil], MARCH).term)) == ["台賬中沒有食材採購記錄。"]
    assert said(make_book(batch_of([empty], MARCH).term)) == [
        "食堂採購驗收出入庫台賬未報送，採購、驗收和庫存的情況無從說明。"
    ]
