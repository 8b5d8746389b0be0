"""ƒ columns typed over (G-10), impossible results (G-24), and the 合計 rows of the fillers (G-09)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import numpy as np
import pytest

from pipeline.checks.finder import Finder
from pipeline.checks.recomputed import formulas, recompute, totals
from pipeline.checks.services import Parameters
from pipeline.checks.term import State
from pipeline.finding import Effect
from pipeline.form.column import Choice, Date, Money, Number
from pipeline.form.expression import when
from pipeline.form.filled import Filled
from pipeline.form.sheet import Kind, Sheet
from pipeline.intake.submission import SheetData, TotalsRow
from tests.checks.rows import Cells, rows_of, services, sheet_data, submission, term_of
from tests.forms.plant import findings, states
from tests.small import Buys, Row, batch, buy, handed, loan

PENNY = services({"P-21": "0.01"})


class Marks(Sheet, title="評分", number=1, kind=Kind.EVENT):
    """ƒ columns of several types."""

    day = Date("日期")
    quantity = Number("數量")
    price = Money("單價")
    amount = Money("金額", formula=quantity * price)
    share = Number("單位價", formula=price / quantity)
    due = Date("期限", formula=day + 7)
    band = Choice("等次", ["優", "良"], formula=when(quantity >= 90, "優", "良"))


Marks.form = "F99"
DAY: Cells = {"日期": date(2026, 3, 5), "數量": Decimal("1.005"), "單價": Decimal("2.50")}


def stored(**typed: object) -> SheetData:
    """One row, with what stands in its ƒ columns."""
    data = sheet_data(Marks, [{**DAY, **typed}])  # type: ignore[dict-item]  # cells as a workbook has them
    return replace(data, columns={**data.columns})


def test_formulas_are_rounded_half_up_to_their_column() -> None:
    rows = rows_of(Marks, DAY, {"數量": Decimal(2), "單價": Decimal("-2.01")}, {"單價": Decimal(1)})
    recompute(rows)
    assert rows.of(Marks.amount).tolist()[:2] == [251, -402]  # 2.5125
    assert rows.of(Marks.share).tolist()[:2] == [2488, -1005]  # 2.48756…
    assert rows.of(Marks.amount).isna().tolist() == [False, False, True]


def test_formulas_of_dates_and_texts() -> None:
    rows = rows_of(Marks, DAY, {"數量": Decimal(95)})
    recompute(rows)
    assert rows.of(Marks.due).tolist()[0] == 739687
    assert list(rows.text(Marks.band)) == ["良", "優"]


@pytest.mark.parametrize(
    ("typed", "off"),
    [
        ({}, []),
        ({"金額": Decimal("2.51")}, []),
        ({"金額": Decimal("2.52")}, []),
        ({"金額": Decimal("2.50")}, []),
        ({"金額": Decimal("2.53")}, [("D2", "2.53", "2.51")]),
        ({"金額": Decimal("2.49")}, [("D2", "2.49", "2.51")]),
        ({"等次": "優"}, [("G2", "優", "良")]),
        ({"等次": "良"}, []),
        ({"期限": "2026-03-13"}, [("F2", "2026-03-13", "2026-03-12")]),
    ],
)
def test_what_was_typed_over_is_told_when_it_is_off_by_more_than_a_penny(
    typed: dict[str, object], off: list[tuple[str, str, str]]
) -> None:
    term = term_of(submission(stored(**typed)), of=PENNY)
    rows, finder = rows_of(Marks, term=term), Finder(term.files)
    formulas(rows, recompute(rows), term, finder)
    told = [(one.place.cell, one.value, one.says) for one in finder.findings]
    assert told == [(cell, value, f"與本行各列算出的 {right} 不同") for cell, value, right in off]
    assert {one.rule for one in finder.findings} <= {"G-10"}


def test_the_tolerance_is_the_schools() -> None:
    school = replace(PENNY, parameters=Parameters({"P-21": [(0, "1")]}, {}))
    term = term_of(submission(stored(金額=Decimal("3.50"))), of=school)
    rows, finder = rows_of(Marks, term=term), Finder(term.files)
    formulas(rows, recompute(rows), term, finder)
    assert finder.findings == []


def test_a_typed_over_formula_is_recomputed_and_the_row_counted() -> None:
    """A program wrote the wrong number where the workbook has a formula."""
    rows = [{**buy("2026-03-05", "A1"), "金額": Decimal("99.00")}]
    found = batch(handed("2026-03", 採購=rows))
    assert found.term.rows(Buys).of(Buys.amount).tolist() == [3500]
    assert states(found, Buys)[State.COUNTED] == 1


def test_an_impossible_amount_holds_its_row() -> None:
    """999,999,999.999 公斤 at 9,999,999,999.99: each cell may be, but not what comes of them."""
    rows = [
        buy("2026-03-05", "A1", 數量=Decimal("999999999.999"), 單價=Decimal("9999999999.99")),
        buy("2026-03-05", "A2"),
    ]
    found = batch(handed("2026-03", 採購=rows))
    assert [(one.rule, one.effect, one.place.cell) for one in findings(found, "G-24")] == [("G-24", Effect.HOLD, "G2")]
    assert states(found, Buys)[State.COUNTED] == 1


ROWS = [buy("2026-03-05", "A1"), buy("2026-03-06", "A2", 數量=4), buy("2026-03-07", "A3", 數量=Decimal("0.5"))]


def with_totals(*lines: tuple[int, str, dict[str, int]], rows: list[Row] | None = None) -> list[tuple[str, str, str]]:
    """G-09 findings over data rows and typed totals rows (Excel row, label, values) that do not get into their way."""
    data = sheet_data(Buys, rows or ROWS)
    free = [row for row in range(2, 20) if row not in {row for row, _, _ in lines}]
    numbers = np.array(free[: len(data.rows)], dtype=np.int32)
    data = replace(data, rows=numbers, totals=[TotalsRow(*line) for line in lines])
    term = term_of(submission(data))
    given, finder = rows_of(Buys, term=term), Finder(term.files)
    totals(given, finder)
    assert {(one.rule, one.effect) for one in finder.findings} <= {("G-09", Effect.FLAG)}
    return [(one.place.cell, one.value, one.says) for one in finder.findings]


def test_a_right_total_is_dropped_without_a_word() -> None:
    assert with_totals((5, "合计", {"quantity": 14500, "amount": 5075})) == []


def test_a_wrong_total_is_told_at_its_own_cell() -> None:
    wrong = with_totals((5, "合计", {"quantity": 14000, "amount": 5075}))
    assert wrong == [("E5", "14", "合計與上面各行相加的 14.5 不同")]
    assert with_totals((5, "合计", {"amount": 123456789})) == [
        ("G5", "1,234,567.89", "合計與上面各行相加的 50.75 不同")
    ]


def test_a_subtotal_is_that_of_the_rows_since_the_last_one() -> None:
    lines = [(3, "小计", {"amount": 3500}), (6, "小计", {"amount": 1575}), (7, "合计", {"amount": 5075})]
    assert with_totals(*lines) == []
    lines[1] = (6, "小计", {"amount": 1570})
    assert with_totals(*lines) == [("G6", "15.70", "合計與上面各行相加的 15.75 不同")]


def test_a_total_of_each_block_is_right_as_well() -> None:
    assert (
        with_totals((3, "合计", {"amount": 3500}), (6, "合计", {"amount": 1575}), (7, "总计", {"amount": 5075})) == []
    )


def test_a_total_carried_on_from_earlier_months_is_not_compared() -> None:
    assert with_totals((5, "合计", {"amount": 5075}), (6, "累计", {"amount": 999999})) == []


def test_counts_are_compared_too() -> None:
    rows = [buy("2026-03-05", "A1", 人數=3), buy("2026-03-06", "A2", 人數=4)]
    assert with_totals((4, "合计", {"people": 7}), rows=rows) == []
    assert with_totals((4, "合计", {"people": 8}), rows=rows) == [("J4", "8", "合計與上面各行相加的 7 不同")]


def test_a_total_over_a_cell_that_could_not_be_read_is_unknown() -> None:
    rows = [buy("2026-03-05", "A1", 數量="約5"), buy("2026-03-06", "A2")]
    assert with_totals((4, "合计", {"quantity": 99000, "amount": 9900}), rows=rows) == []


def test_older_states_belong_to_the_total_of_their_own_file() -> None:
    def month(text: str, rows: list[Row]) -> Filled:
        return handed(text, 採購=[buy(f"{text}-06", text)], 借用=rows)

    march = month(
        "2026-03", [loan("J1", "2026-03-10"), loan("J2", "2026-03-10"), {"借條號": "合計", "數量": 4, "押金": 100}]
    )
    april = month("2026-04", [loan("J1", "2026-03-10", "2026-04-02"), loan("J2", "2026-03-10", "2026-04-02")])
    found = batch(march, april)
    assert findings(found, "G-09") == []
    assert {line.file: line.totals_rows for line in found.tallies if line.sheet == "借用"} == {
        "F99_2025-2026-2_2026-03.xlsx": 1,
        "F99_2025-2026-2_2026-04.xlsx": 0,
    }
    assert np.all(found.term.rows(Buys).counted)
