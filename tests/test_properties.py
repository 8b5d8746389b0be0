"""What holds for any hand-in: nothing is lost, no order matters, and what was written is what is read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.batch import Batch, judge
from pipeline.figures.aggregate import make_book
from pipeline.figures.selfcheck import check_figures
from pipeline.finding import Effect
from pipeline.form.column import Choice, Column, Date, Many, People, Text
from pipeline.form.filled import Cover, Filled, Value
from pipeline.form.form import Registry
from pipeline.form.sheet import Sheet
from pipeline.forms.f06_energy.sheets import Bills, Measures, Readings
from pipeline.forms.registry import registry as installed
from pipeline.intake.cells import DITTO, plain
from pipeline.intake.submission import NOTHING, SheetData, Submission, Texts
from pipeline.sample.energy import energy_workbooks
from tests.forms.plant import SAMPLE_BASE, submission_of
from tests.small import ORDINARY_BASE, REGISTRY, TERM, Buys, Loans, Progress, Things, cover, handed

pytestmark = pytest.mark.slow

Row = Mapping[str, Value]
MONTHS = ["2026-03", "2026-04", "2026-05"]
FEW = settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
"""Each example writes and reads real workbooks."""

# Random hand-ins of the small form, with faults in any cell

FAULTS: Sequence[Value] = (
    None, "", " ", "約5", "五六千", "同上", "三月初", "2026.3.5", "１２元", "3萬", -5, 0, 10**11, Decimal("1.234"),
    "蔬菜", "水產", "王五", "陳大勇 趙敏", date(2026, 3, 5), date(2027, 1, 1), "合計", "=1+1", "\ufdd00\ufdd1",
)  # fmt: skip
faults = st.sampled_from(FAULTS)
codes = st.sampled_from(["A1", "A2", "A3", "Ａ１"])
money = st.integers(0, 99999).map(lambda fen: Decimal(fen) / 100)
days = st.dates(date(2026, 2, 20), date(2026, 6, 10))
ORDINARY: Mapping[type[Sheet], st.SearchStrategy[dict[str, Value]]] = {
    Buys: st.fixed_dictionaries(
        {
            "採購日期": days,
            "單號": codes,
            "品名": st.sampled_from(["白菜", "蘿蔔"]),
            "類別": st.sampled_from(["蔬菜", "肉類"]),
            "數量": st.integers(1, 99999).map(lambda gram: Decimal(gram) / 1000),
            "單價": money,
            "採購人": st.sampled_from(["陳大勇、趙敏", "陳大勇"]),
            "驗收日期": st.none() | days,
            "供應商": st.sampled_from(["清源糧油店", "別家", None]),
        }
    ),
    Loans: st.fixed_dictionaries(
        {
            "借條號": codes,
            "借出日期": days,
            "借用人": st.just("陳大勇"),
            "數量": st.integers(1, 3),
            "押金": st.none() | money,
            "歸還日期": st.none() | days,
        }
    ),
    Things: st.fixed_dictionaries({"編號": codes, "名稱": st.sampled_from(["鼓", None]), "原值": money}),
    Progress: st.fixed_dictionaries({"項目": codes, "階段": st.sampled_from(["在建", "投用"]), "累計支付": money}),
}


@st.composite
def sheet_rows(draw: st.DrawFn, sheet: type[Sheet]) -> list[Row]:
    """Rows of a sheet, now and then with a fault in a cell."""
    rows = draw(st.lists(ORDINARY[sheet], max_size=5))
    for row in rows:
        if draw(st.integers(0, 3)) == 0:
            row[draw(st.sampled_from([column.title for column in sheet.columns if column.formula is None]))] = draw(
                faults
            )
    return list(rows)


@st.composite
def workbooks(draw: st.DrawFn) -> Filled:
    """A month's workbook of some part and version."""
    of = cover(
        draw(st.sampled_from(MONTHS)),
        part=draw(st.sampled_from([1, 1, 1, 2])),
        version=draw(st.sampled_from([1, 1, 2])),
        filled_on=draw(st.dates(date(2026, 4, 1), date(2026, 6, 9))),
        nothing=draw(st.integers(0, 5)) == 0,
    )
    return handed(of.month, of, **{sheet.title: draw(sheet_rows(sheet)) for sheet in ORDINARY})


def submissions(filled: Sequence[Filled], registry: Registry, base: Submission) -> list[Submission]:
    """The workbooks as they are read, each under a name of its own."""
    return [base, *(submission_of(one, registry, f"{at:03}.xlsx") for at, one in enumerate(filled))]


SMALL_BASE = submission_of(ORDINARY_BASE, REGISTRY)


def accounted(batch: Batch, read: Sequence[Submission]) -> None:
    """Each data row of each file that counts or was superseded has one fate, and so has each 分."""
    told = {one.submission.name: one.fate.value for one in batch.fated}
    assert sorted(told) == sorted(one.name for one in read)
    for submission in read:
        lines = [line for line in batch.tallies if line.file == submission.name]
        if told[submission.name] in ("counted", "superseded"):
            assert {line.sheet: line.rows["in"] for line in lines} == {
                sheet.title: len(sheet.rows) for sheet in submission.sheets
            }
        else:
            assert lines == []
        for line in lines:
            for sums in (line.rows, line.fen or {"in": 0}):
                assert sums["in"] == sum(value for name, value in sums.items() if name != "in")


def findings_fit(batch: Batch) -> None:
    """A held row has a HOLD finding and no other; a row with a HOLD finding is held."""
    held = {
        (batch.term.files[file].name, rows.sheet.title, row)
        for rows in batch.term.sheets.values()
        for file, row, usable in zip(rows.frame["_file"], rows.frame["_row"], rows.usable, strict=True)
        if not usable
    }
    on_rows = [one for one in batch.findings if one.place.row and one.rule != "G-09"]
    told = {(one.place.file, one.place.sheet, one.place.row) for one in on_rows if one.effect is Effect.HOLD}
    assert held == told
    assert {one.effect for one in on_rows if (one.place.file, one.place.sheet, one.place.row) in held} <= {Effect.HOLD}


@FEW
@given(st.lists(workbooks(), max_size=5), st.sampled_from([None, *MONTHS]))
def test_nothing_is_lost_whatever_is_handed_in(filled: list[Filled], month: str | None) -> None:
    read = submissions(filled, REGISTRY, SMALL_BASE)
    number = None if month is None else 2026 * 12 + int(month[5:]) - 1
    batch = judge(read, REGISTRY, TERM, number)
    accounted(batch, read)
    findings_fit(batch)
    check_figures(make_book(batch.term))


def all_told(batch: Batch) -> tuple[object, ...]:
    """Findings, fates, tallies and figures, as they would be published."""
    book = make_book(batch.term)
    figures = {key: (figure.number, figure.text, figure.rows.tolist()) for key, figure in book.figures.items()}
    return batch.findings, [(one.submission.name, one.fate, one.why) for one in batch.fated], batch.tallies, figures


@settings(parent=FEW, max_examples=12)
@given(st.lists(workbooks(), min_size=2, max_size=5), st.randoms(use_true_random=False))
def test_the_order_of_the_files_changes_nothing(filled: list[Filled], shuffle: object) -> None:
    read = submissions(filled, REGISTRY, SMALL_BASE)
    other = list(read)
    shuffle.shuffle(other)  # type: ignore[attr-defined]  # a random.Random
    assert all_told(judge(other, REGISTRY, TERM, None)) == all_told(judge(read, REGISTRY, TERM, None))


# The sample's energy books with faults in any cell

ENERGY = energy_workbooks()
ENERGY_BASE = submission_of(SAMPLE_BASE, installed())
SHEETS = {"抄表": Readings, "賬單": Bills, "節能措施": Measures}


@st.composite
def faulty_energy(draw: st.DrawFn) -> list[Filled]:
    """A few cells of the sample's seven workbooks typed otherwise, and a file or two left out or handed in twice."""
    books = [
        replace(one, sheets={title: [dict(row) for row in rows] for title, rows in one.sheets.items()})
        for one in ENERGY
    ]
    for _ in range(draw(st.integers(1, 6))):
        book = draw(st.sampled_from(books))
        title = draw(st.sampled_from([title for title, rows in book.sheets.items() if rows]))
        row = draw(st.sampled_from(list(book.sheets[title])))
        assert isinstance(row, dict)
        row[draw(st.sampled_from([c.title for c in SHEETS[title].columns if c.formula is None]))] = draw(faults)
    missing = draw(st.integers(0, len(books)))
    handed_in = [book for at, book in enumerate(books) if at != missing]
    return [*handed_in, *draw(st.lists(st.sampled_from(handed_in), max_size=1))]


@settings(parent=FEW, max_examples=6)
@given(faulty_energy())
def test_the_samples_energy_books_with_faults_in_them(filled: list[Filled]) -> None:
    read = submissions(filled, installed(), ENERGY_BASE)
    batch = judge(read, installed(), TERM, None)
    accounted(batch, read)
    findings_fit(batch)
    check_figures(make_book(batch.term))


# What was written is what is read

texts = st.text(
    st.characters(
        min_codepoint=0x20, max_codepoint=0x2FFFF, exclude_categories=["Cs", "Cc", "Cn", "Zl", "Zp", "Zs", "Cf"]
    ),
    min_size=1,
    max_size=12,
).filter(lambda text: plain(text) not in DITTO)
"""But for a ditto mark, which is no text (G-08)."""
cells: Mapping[str, st.SearchStrategy[Value]] = {
    "採購日期": st.dates(date(1900, 3, 1), date(2199, 12, 31)),
    "單號": st.integers(0, 10**14).map(lambda number: f"{number:08}"),
    "品名": texts,
    "類別": st.sampled_from(["蔬菜", "肉類", "糧油"]),
    "數量": st.integers(-(10**9), 10**9).map(lambda gram: Decimal(gram) / 1000),
    "單價": st.integers(-(10**9), 10**9).map(lambda fen: Decimal(fen) / 100),
    "採購人": st.lists(st.sampled_from(["陳大勇", "趙敏", "歐陽修"]), min_size=1, unique=True).map("、".join),
    "驗收日期": st.none() | st.dates(date(1900, 3, 1), date(2199, 12, 31)),
    "人數": st.none() | st.integers(0, 10**6),
    "備註": st.none() | texts,
}


def meant(column: Column, value: Value) -> object:
    """What a cell stands for, in the column's own terms."""
    if value is None:
        return None
    if isinstance(column, Date):
        assert isinstance(value, date)
        return value.toordinal()
    if isinstance(column, Text | Choice | People | Many):
        return value
    return int(Decimal(str(value)).scaleb(column.scale))


def read_back(data: SheetData, column: Column) -> list[object]:
    values = data.columns[column.name]
    if isinstance(values, Texts):
        return [values.values[code] if code >= 0 else None for code in values.codes.tolist()]
    return [None if value == NOTHING else value for value in np.asarray(values).tolist()]


@FEW
@given(st.lists(st.fixed_dictionaries(dict(cells)), min_size=1, max_size=6))
def test_what_is_written_is_read_back(rows: list[dict[str, Value]]) -> None:
    data = submission_of(handed("2026-03", 採購=rows), REGISTRY).sheet("採購")
    assert data is not None
    assert data.rows.tolist() == list(range(2, len(rows) + 2))
    for column in Buys.columns:
        if column.formula is None:
            assert read_back(data, column) == [meant(column, row.get(column.title)) for row in rows], column.title
    assert {trouble.rule for trouble in data.troubles} <= set()


covers = st.builds(
    Cover,
    school=st.just("示例小學"),
    term=st.sampled_from(["2025-2026-1", "2025-2026-2"]),
    month=st.dates(date(1901, 1, 1), date(2198, 1, 1)).map(lambda day: f"{day:%Y-%m}"),
    part=st.integers(1, 9),
    filled_by=st.sampled_from(["", "陳大勇"]),
    filled_on=st.none() | st.dates(date(1901, 1, 1), date(2198, 1, 1)),
    reviewed_by=st.sampled_from(["", "何靜"]),
    version=st.integers(1, 99),
    nothing_to_report=st.booleans(),
)


@FEW
@given(covers)
def test_a_cover_is_read_back(of: Cover) -> None:
    found = submission_of(Filled("F99", of, {}), REGISTRY)
    read = found.cover
    assert read is not None
    assert found.troubles == ()
    year, number = map(int, of.month.split("-"))
    assert (read.form, read.school, read.term, read.month) == ("F99", of.school, of.term, year * 12 + number - 1)
    assert (read.part, read.version, read.filled_by, read.reviewed_by) == (
        of.part,
        of.version,
        of.filled_by,
        of.reviewed_by,
    )
    assert read.filled_on == (of.filled_on.toordinal() if of.filled_on else None)
    assert read.nothing_to_report == of.nothing_to_report


def test_the_days_of_these_tests_are_in_the_window() -> None:
    assert date(2026, 3, 1) + timedelta(days=91) == date(2026, 5, 31)
