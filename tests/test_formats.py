"""The sample's workbooks opened and saved by LibreOffice as .xlsx, .xls and .ods give the same figures and findings."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.expected import ABSENT, EFFECTS, WORKBOOKS
from tests.office import Office
from tests.workspaces import TERM, Published, reported, workspace

pytestmark = [pytest.mark.office, pytest.mark.slow]

NOTES = "M-ALL-02e"
"""How many NOTEs there are: an old format gets some that say what could not be checked."""


@pytest.fixture(scope="module", params=["xlsx", "xls", "ods"])
def saved_as(request: pytest.FixtureRequest, soffice: Office, tmp_path_factory: pytest.TempPathFactory) -> Published:
    """The term reported on from workbooks that LibreOffice saved, all in one call."""
    originals = workspace(tmp_path_factory.mktemp("originals"))
    place = workspace(tmp_path_factory.mktemp(request.param), lambda _: False)
    soffice.convert(sorted(originals.inbox.iterdir()), request.param, place.inbox)
    told = place("run", "--term")
    assert told.code == 3, told.err
    return place.published()


def found(published: Published) -> list[tuple[str, str, str, str]]:
    """(rule, file, sheet, cell) of the findings but for what is noted about a file as a whole; files by their stem."""
    return sorted(
        (rule, Path(file).stem, sheet, cell)
        for rule, file, sheet, cell in published.findings()
        if not rule.startswith("G-0")
    )


def test_all_are_counted(saved_as: Published) -> None:
    assert len(saved_as.fates()) == len(WORKBOOKS)
    assert set(saved_as.fates().values()) == {"counted"}


def test_the_same_figures(saved_as: Published) -> None:
    numbers = {key: number for key, number in reported("--term", TERM).numbers.items() if key[0] != NOTES}
    assert {key: number for key, number in saved_as.numbers.items() if key[0] != NOTES} == numbers


def test_the_same_findings_at_the_same_cells(saved_as: Published) -> None:
    assert found(saved_as) == found(reported("--term", TERM))
    assert len(saved_as.findings("HOLD", "EXCLUDE", "FLAG")) == sum(EFFECTS) + len(ABSENT)


def test_the_same_values_in_them(saved_as: Published) -> None:
    def values(published: Published) -> list[tuple[str, str, str]]:
        lines = [one for one in published.manifest["findings"] if one["effect"] != "NOTE"]
        return sorted((one["rule"], one["cell"], one["value"]) for one in lines)

    assert values(saved_as) == values(reported("--term", TERM))


def test_the_same_rows_and_fen(saved_as: Published) -> None:
    def tallies(published: Published) -> list[object]:
        return [
            (Path(line["file"]).stem, line["sheet"], line["totals_rows"], line["rows"], line.get("fen"))
            for line in published.manifest["sheets"]
        ]

    assert tallies(saved_as) == tallies(reported("--term", TERM))


def test_the_same_summary(saved_as: Published) -> None:
    """Word for word, but for the names of files."""

    def prose(published: Published) -> list[str]:
        return [text for text in published.paragraphs if TERM not in text]

    assert prose(saved_as) == prose(reported("--term", TERM))
