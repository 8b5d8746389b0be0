"""The workbooks that clerks fill, as LibreOffice opens them and as our own reader reads them back."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest
from openpyxl import load_workbook

from pipeline.finding import Effect
from pipeline.form.form import Registry
from pipeline.intake.normalise import normalise
from pipeline.intake.raw import RawWorkbook
from pipeline.intake.read import read
from pipeline.intake.submission import Submission
from pipeline.render.template import write_workbook
from tests.office import Office
from tests.render.template_forms import BLANK, FORM, LISTS, PARAMETERS, ROW, Deliveries, filled, finding

ROWS = (
    ROW,
    {**ROW, "單號": "2", "數量": Decimal("0.333"), "單價": Decimal("1.05")},
    {**ROW, "單號": "3", "合格數量": None},
    {**ROW, "單號": "4", "數量": "約四"},
    {"單號": "5"},
)
COMPUTED = [at for at, column in enumerate(Deliveries.columns) if column.formula is not None]


@pytest.mark.office
def test_libreoffice_recalculates_to_what_is_written(soffice: Office, tmp_path: Path) -> None:
    """A ƒ cell shows the same number before and after; prepared rows stay empty."""
    path = tmp_path / "filled.xlsx"
    path.write_bytes(write_workbook(FORM, filled(*ROWS), lists=LISTS, parameters=PARAMETERS, blank_rows=20))
    out = tmp_path / "out"
    out.mkdir()
    (again,) = soffice.convert([path], "xlsx", out)
    assert computed_cells(again) == computed_cells(path)
    assert any(number for number in computed_cells(path)[1])


def computed_cells(path: Path) -> list[list[object]]:
    """The values of the ƒ cells, row by row, nothing as None."""
    sheet = load_workbook(path, data_only=True)["採購驗收"]
    rows = sheet.iter_rows(max_row=len(ROWS) + 21, values_only=True)
    return [[None if row[at] == "" else row[at] for at in COMPUTED] for row in rows]


@pytest.mark.office
def test_libreoffice_opens_blank_and_returned_workbooks(soffice: Office, tmp_path: Path) -> None:
    """And lays them out."""
    blank, returned = tmp_path / "blank.xlsx", tmp_path / "returned.xlsx"
    blank.write_bytes(write_workbook(FORM, BLANK))
    problems = [finding("G-21", Effect.HOLD, ("B3", "單號"))]
    returned.write_bytes(write_workbook(FORM, filled(*ROWS), problems=problems))
    out = tmp_path / "out"
    out.mkdir()
    assert all(pdf.stat().st_size > 10_000 for pdf in soffice.convert([blank, returned], "pdf", out))


def submission(content: bytes, folder: Path) -> Submission:
    """The workbook as our own reader takes it in."""
    path = folder / "in.xlsx"
    path.write_bytes(content)
    raw = read(str(path), path.name)
    assert isinstance(raw, RawWorkbook)
    return normalise(raw, Registry(forms=[FORM]))


def test_our_reader_understands_the_workbook(tmp_path: Path) -> None:
    """Cover, sheets, rows and columns; nothing needed guessing."""
    found = submission(write_workbook(FORM, filled(*ROWS[:3]), lists=LISTS, parameters=PARAMETERS), tmp_path)
    assert not found.refused
    assert not found.troubles
    assert found.cover is not None
    assert (found.cover.form, found.cover.term, found.cover.part, found.cover.version) == ("F90", "2025-2026-2", 2, 1)
    assert found.cover.filled_on == date(2026, 4, 1).toordinal()
    (sheet,) = (one for one in found.sheets if one.title == "採購驗收")
    assert list(sheet.rows) == [2, 3, 4]
    assert not sheet.troubles
    assert not sheet.read_as
    prices, times = sheet.columns["price"], sheet.columns["at"]
    assert isinstance(prices, np.ndarray)
    assert isinstance(times, np.ndarray)
    assert (prices.tolist(), times.tolist()) == ([21500, 105, 21500], [11 * 60 + 30] * 3)


def test_our_reader_takes_no_hint_for_an_answer(tmp_path: Path) -> None:
    """A blank workbook names neither term nor month."""
    found = submission(write_workbook(FORM, BLANK, lists=LISTS, parameters=PARAMETERS), tmp_path)
    assert found.cover is not None
    assert (found.cover.school, found.cover.term, found.cover.month, found.cover.filled_on) == ("", "", None, None)
    assert (found.cover.part, found.cover.version) == (1, 1)
