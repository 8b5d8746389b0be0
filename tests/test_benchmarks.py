"""The benchmark on a handful of workbooks: everybody gets through, and the totals agree to the 分."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import contenders, report
from benchmarks.__main__ import main
from benchmarks.measure import Taken

pytestmark = pytest.mark.slow

WORKBOOKS = 27
"""The base form, a whole part of 19 with the sample's dirt, and the first of a clean part."""


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """What a run left behind and what it printed."""
    folder = tmp_path_factory.mktemp("benchmarks")
    with pytest.MonkeyPatch.context() as patch:
        lines: list[str] = []
        patch.setattr("builtins.print", lambda line="", **_: lines.append(str(line)))
        main(["--sizes", str(WORKBOOKS), "--repeat", "1", "--workers", "1", "--folder", str(folder)])
    return folder, lines


def test_the_totals_of_both_agree(printed: tuple[Path, list[str]]) -> None:
    folder, lines = printed
    assert "totals: 11 figures of the peer script and of houqin are equal" in lines
    assert any(line.startswith(f"{WORKBOOKS} workbooks, of which houqin returns ") for line in lines)
    ours = contenders.houqin_totals(folder / "out" / report.OURS)
    assert contenders.disagreements(contenders.peer_totals(folder / "out" / report.PEER), ours) == []
    inputs = contenders.manifest(folder / "out" / report.OURS)["inputs"]
    assert {line["fate"] for line in inputs} == {"counted"}
    assert len(inputs) == WORKBOOKS


def test_every_contender_was_measured(printed: tuple[Path, list[str]]) -> None:
    names = [line[:20].strip() for line in printed[1]]
    assert all(name in names for name in (report.BARE, report.PEER, report.OURS))


def test_a_wrong_total_is_told() -> None:
    """One 分, one row, one part of a rate."""
    ours = {"M-F02-01a": 1234.56, "M-F02-01b": 70, "M-F02-02": 0.942857}
    assert contenders.disagreements({"M-F02-01a": 123456, "M-F02-01b": 70, "M-F02-02": [66, 70]}, ours) == []
    for wrong in ({"M-F02-01a": 123457}, {"M-F02-01b": 71}, {"M-F02-02": [65, 70]}, {"M-F02-09": 1}):
        assert len(contenders.disagreements(wrong, ours)) == 1


def test_the_cost_of_each_further_workbook() -> None:
    """(13 − 4) s of 90 further workbooks is 100 ms, (2 − 1.1) s is 10 ms: ten times as much."""
    few = {report.BARE: [taken(1.1)], report.OURS: [taken(4.0)]}
    many = {report.BARE: [taken(2.0)], report.OURS: [taken(13.0)]}
    lines = list(report.lines(report.Results({10: few, 100: many}, 11, {10: 1, 100: 2}, [0.1])))
    assert lines[-1].split() == ["houqin,", "1", "worker", "100.00", "ms", "10.00", "x", "calamine"]


def taken(cpu: float) -> Taken:
    return Taken(cpu, cpu, 100.0, 100.0, 0)
