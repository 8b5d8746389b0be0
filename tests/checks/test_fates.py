"""Which workbooks count (G-01, G-03), and what became of the others (contract, Fates and rows)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import permutations

import pytest

from pipeline.batch import Batch, NoTermError, judge
from pipeline.checks.fates import Fate, Fated, decide, misnamed
from pipeline.checks.services import month_number
from pipeline.finding import Effect
from pipeline.form.filled import Filled
from pipeline.intake.submission import FileTrouble, Submission
from tests.checks.rows import cover_data, sheet_data, submission
from tests.forms.plant import findings, submission_of
from tests.small import ORDINARY_BASE, REGISTRY, Buys, Row, batch, buy, cover, handed

TERM = "2025-2026-2"


def file(name: str, *, version: int = 1, filled_on: str = "2026-04-02", slip: str = "A1", part: int = 1) -> Submission:
    of = cover_data("2026-03", version=version, filled_on=filled_on, part=part)
    return submission(sheet_data(Buys, [buy("2026-03-05", slip)]), of=of, name=name)


def fates(*files: Submission, month: str | None = None) -> dict[str, Fate]:
    decided = {one.submission.name: one.fate for one in decide(files, TERM, month_number(month) if month else None)}
    assert len(decided) == len(files)
    return decided


COUNTED, SUPERSEDED, REFUSED, IGNORED = Fate.COUNTED, Fate.SUPERSEDED, Fate.REFUSED, Fate.IGNORED


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ([file("a"), file("b", version=2, slip="A2")], [SUPERSEDED, COUNTED]),
        ([file("a", version=3), file("b", version=2), file("c", version=10)], [SUPERSEDED, SUPERSEDED, COUNTED]),
        ([file("a"), file("b", filled_on="2026-04-03", slip="A2")], [SUPERSEDED, COUNTED]),
        ([file("a", version=2, filled_on="2026-04-01"), file("b", filled_on="2026-04-09")], [COUNTED, SUPERSEDED]),
        ([file("a", filled_on=""), file("b", slip="A2")], [SUPERSEDED, COUNTED]),
        ([file("a"), file("b", slip="A2")], [REFUSED, REFUSED]),
        ([file("a"), file("b")], [COUNTED, SUPERSEDED]),
        ([file("a"), file("b"), file("c", slip="A2")], [REFUSED, REFUSED, REFUSED]),
        ([file("a", version=2), file("b", version=2, slip="A2"), file("c")], [REFUSED, REFUSED, SUPERSEDED]),
        ([file("a"), file("b", part=2)], [COUNTED, COUNTED]),
    ],
)
def test_of_several_workbooks_for_one_thing(files: Sequence[Submission], expected: Sequence[Fate]) -> None:
    names = [one.name for one in files]
    for order in permutations(files):
        assert fates(*order) == dict(zip(names, expected, strict=True))


def test_a_copy_saved_again_is_the_same_workbook() -> None:
    """Other bytes, other place of the answers on the cover; what it says is what counts."""
    one = file("a")
    assert one.cover is not None
    again = replace(one, name="b", sha256="other bytes", cover=replace(one.cover, cells={"版本": "D9"}, sheet="封 面"))
    assert fates(one, again) == {"a": COUNTED, "b": SUPERSEDED}


def test_a_cell_that_could_not_be_read_makes_a_difference() -> None:
    of = cover_data("2026-03", filled_on="2026-04-02")
    files = [
        submission(sheet_data(Buys, [buy("2026-03-05", "A1", 數量=typed)]), of=of, name=typed)
        for typed in ("約5", "約6")
    ]
    assert fates(*files) == {"約5": REFUSED, "約6": REFUSED}


def test_undecidable_files_name_each_other() -> None:
    first, second = decide([file("a"), file("b", slip="A2")], TERM, None)
    assert (first.troubles[0].rule, first.troubles[0].effect) == ("G-03", Effect.HOLD)
    assert "與 b 是同一表" in first.why
    assert "與 a 是同一表" in second.why


def test_files_of_another_term_and_of_later_months_are_ignored() -> None:
    one = file("a")
    assert one.cover is not None
    other = replace(one, name="b", cover=replace(one.cover, term="2025-2026-1"))
    later = replace(one, name="c", cover=replace(one.cover, month=month_number("2026-04")))
    decided = {each.submission.name: each for each in decide([one, other, later], TERM, month_number("2026-03"))}
    assert [decided[name].fate for name in "abc"] == [COUNTED, IGNORED, IGNORED]
    assert decided["b"].why == "屬於另一學期 2025-2026-1"
    assert decided["c"].why == "屬於以後的月份 2026-04"
    assert fates(one, later) == {"a": COUNTED, "c": COUNTED}


def test_a_refused_version_leaves_the_earlier_one_standing() -> None:
    second = replace(file("b", version=2, slip="A2"), troubles=[FileTrouble("G-02", Effect.HOLD, "缺少工作表", "")])
    assert fates(file("a"), second) == {"a": COUNTED, "b": REFUSED}


def test_a_note_about_a_file_refuses_nothing() -> None:
    assert fates(replace(file("a"), troubles=[FileTrouble("G-01", Effect.NOTE, "有巨集", "")])) == {"a": COUNTED}


def test_what_could_not_be_read_is_refused_with_its_reason() -> None:
    trouble = FileTrouble("G-01", Effect.HOLD, "文件已損壞", "請重存。")
    (one,) = decide([Submission("壞.xlsx", "", 3, troubles=(trouble,), refused="文件已損壞；請重存。")], TERM, None)
    assert (one.fate, one.why, one.troubles) == (REFUSED, "文件已損壞；請重存。", (trouble,))


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("F99_2025-2026-2_2026-03.xlsx", False),
        ("f99_2026-03.xlsx", False),
        ("食堂/三月的表.xlsx", False),
        ("F99.xlsx", False),
        ("F02_2025-2026-2_2026-03.xlsx", True),
        ("F99_2025-2026-2_2026-04.xlsx", True),
        ("食堂/2026-04.xlsx", True),
        ("F99_2026-03_2026-04.xlsx", False),
        ("說明_F02_2026-03.xlsx", False),
    ],
)
def test_a_name_that_says_otherwise_is_only_told(name: str, told: bool) -> None:  # noqa: FBT001 - a truth of the table
    found = misnamed(replace(file("a"), name=name))
    assert (found is not None) is told
    if found is not None:
        assert (found.rule, found.effect) == ("G-01", Effect.NOTE)


# What a newer version changed


def versions(first: Sequence[Row], second: Sequence[Row]) -> Batch:
    march = handed("2026-03", cover("2026-03"), 採購=first)
    again = handed("2026-03", cover("2026-03", version=2, filled_on=date(2026, 4, 9)), 採購=second)
    return batch(march, again)


def g03(found: Batch) -> list[tuple[str, Effect, str]]:
    return [(one.place.file, one.effect, one.says) for one in findings(found, "G-03")]


def test_an_older_version_is_told_with_the_figures_that_changed() -> None:
    found = versions([buy("2026-03-05", "A1")], [buy("2026-03-05", "A1", 數量=12), buy("2026-03-06", "A2")])
    says = (
        "已由 F99_2025-2026-2_2026-03_1_v2.xlsx（版本 2）取代；「採購」1 行改為 2 行、35.00 元改為 77.00 元："
        "「採購」第2行 數量 10 改為 12，「採購」新增第3行"
    )
    assert g03(found) == [("F99_2025-2026-2_2026-03.xlsx", Effect.NOTE, says)]
    assert found.term.rows(Buys).of(Buys.amount).tolist() == [4200, 3500]


def test_an_older_version_with_the_same_rows_and_money() -> None:
    found = versions([buy("2026-03-05", "A1")], [buy("2026-03-05", "A1", 備註="補註")])
    by = "已由 F99_2025-2026-2_2026-03_1_v2.xlsx（版本 2）取代"
    changed = "「採購」第2行 備註 （空白） 改為 補註"
    assert [says for _, _, says in g03(found)] == [f"{by}；行數和金額沒有改變：{changed}"]


def test_the_rows_of_an_older_version_are_replaced() -> None:
    found = versions([buy("2026-03-05", "A1"), buy("2026-03-05", "A2")], [buy("2026-03-05", "A1", 數量=Decimal("0.5"))])
    lines = {line.file.split("_")[-1]: (line.rows, line.fen) for line in found.tallies if line.sheet == "採購"}
    assert lines == {
        "2026-03.xlsx": (
            {"in": 2, "counted": 0, "excluded": 0, "held": 0, "replaced": 2},
            {"in": 7000, "counted": 0, "excluded": 0, "held": 0, "replaced": 7000},
        ),
        "v2.xlsx": (
            {"in": 1, "counted": 1, "excluded": 0, "held": 0, "replaced": 0},
            {"in": 175, "counted": 175, "excluded": 0, "held": 0, "replaced": 0},
        ),
    }


def test_identical_copies_count_once() -> None:
    march = handed("2026-03", 採購=[buy("2026-03-05", "A1")])
    found = batch(march, march)
    assert [says for _, _, says in g03(found)] == ["與 F99_2025-2026-2_2026-03 (2).xlsx 內容完全相同，只計一份"]
    assert len(found.term.rows(Buys)) == 1


def test_two_that_cannot_be_ordered_are_in_no_figure() -> None:
    march = handed("2026-03", 採購=[buy("2026-03-05", "A1")])
    other = handed("2026-03", 採購=[buy("2026-03-05", "A1", 數量=9)])
    found = batch(march, other)
    assert [(one.rule, one.effect) for one in findings(found, "G-03")] == [("G-03", Effect.HOLD)] * 2
    assert len(found.term.rows(Buys)) == 0
    assert {one.fate for one in found.fated if one.submission.name.startswith("F99")} == {REFUSED}


# Without a base form


def test_without_a_base_form_nothing_can_be_added_up() -> None:
    with pytest.raises(NoTermError, match="請先交F00"):
        judge([submission_of(handed("2026-03", 採購=[buy("2026-03-05", "A1")]), REGISTRY)], REGISTRY, TERM, None)


@pytest.mark.parametrize("month", ["2026-02", "2026-06", "2025-03", "2027-03"])
def test_a_month_outside_the_window_is_wrong_use(month: str) -> None:
    base: Filled = ORDINARY_BASE
    with pytest.raises(NoTermError, match=month) as raised:
        batch(handed("2026-03", 採購=[buy("2026-03-05", "A1")]), month=month, of=base)
    assert raised.value.wrong_use


def test_a_fate_needs_no_reason_to_count() -> None:
    assert Fated(file("a"), COUNTED).why == ""
