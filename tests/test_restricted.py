"""What stands on a sheet that only counts may leave (F13.4) is told to its filler and to nobody else."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest

from tests.texts import texts_in
from tests.workspaces import TERM, Told, Workspace, contents, sample_files, workspace

MARCH = f"F13_{TERM}_2026-03.xlsx"
WITHHELD = "退休的錢老師"
"""A name and a story where only a kind of person may stand."""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> tuple[Workspace, Told]:
    place = workspace(tmp_path_factory.mktemp("restricted"), lambda name: name.startswith("F00"))
    book = openpyxl.load_workbook(io.BytesIO(sample_files()[f"inbox/{MARCH}"]))
    petitions = book["涉訪化解"]
    column = next(cell.column for cell in petitions[1] if cell.value == "人員類別")
    petitions.cell(2, column).value = WITHHELD
    book.save(place.inbox / MARCH)
    return place, place("run", "--term", "--json")


def test_nobody_but_the_filler_reads_it(told: tuple[Workspace, Told]) -> None:
    place, screen = told
    published = {name: content for name, content in contents(place.output).items() if "/returned/" not in name}
    assert {Path(name).suffix for name in published} >= {".xlsx", ".docx", ".eml", ".json"}
    assert [name for name, content in published.items() if WITHHELD in texts_in(name, content)] == []
    assert WITHHELD not in screen.out + screen.err


def test_the_place_is_told_to_all(told: tuple[Workspace, Told]) -> None:
    [finding] = [one for one in told[0].published(TERM).manifest["findings"] if one["effect"] == "HOLD"]
    assert (finding["rule"], finding["sheet"], finding["cell"], finding["value"]) == ("G-13", "涉訪化解", "C2", "")
    assert "限閱" in finding["message"]


def test_the_filler_gets_it_back(told: tuple[Workspace, Told]) -> None:
    [back] = told[0].output.rglob("returned/F13*.xlsx")
    book = openpyxl.load_workbook(back)
    assert [sheet.title for sheet in book if WITHHELD in str([*sheet.values])] == ["待更正", "涉訪化解"]
