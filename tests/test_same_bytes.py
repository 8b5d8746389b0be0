"""The same inputs give the same bytes, whatever the machine: order, workers, hash seed, time zone, day, place."""

from __future__ import annotations

import ast
import io
import os
import random
import re
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pytest

from pipeline import workspace as pipeline_workspace
from pipeline.intake.discover import Discovered, discover
from tests.expected import WORKBOOKS
from tests.workspaces import CONFIG, TERM, Published, Workspace, contents, put, reported, sample_files, workspace

ROOT = Path(__file__).parents[1]
STAMPS = {b"2000-01-01T00:00:00Z", b"2026-07-03T00:00:00Z"}
"""Of a returned workbook, and the as-of date of the report."""


@pytest.fixture(scope="module")
def first() -> Published:
    return reported("--term", TERM)


def differences(ours: Mapping[str, bytes], theirs: Mapping[str, bytes]) -> list[str]:
    """The files that are not the same."""
    return sorted(name for name in {*ours, *theirs} if ours.get(name) != theirs.get(name))


def in_another_process(folder: Path, workers: int, seed: int, **environment: str) -> Published:
    """The sample handed in in another order, reported on by a program started in another environment."""
    files = list(sample_files().items())
    random.Random(seed).shuffle(files)
    put(dict(files), folder)
    place = Workspace(folder)
    config = (folder / CONFIG).read_text("utf-8")
    (folder / CONFIG).write_text(config.replace("workers: auto", f"workers: {workers}"), encoding="utf-8")
    command = [sys.executable, "-m", "pipeline", "--config", str(folder / CONFIG), "run", "--term"]
    variables = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": str(seed), **environment}
    ran = subprocess.run(command, cwd=folder, env=variables, capture_output=True, encoding="utf-8", check=False)
    assert ran.returncode == 3, ran.stderr
    return place.published()


@pytest.fixture(
    scope="module",
    params=[
        (1, 1, {"TZ": "Pacific/Kiritimati", "LC_ALL": "C"}),
        (3, 2, {"TZ": "America/Los_Angeles", "LANG": "zh_CN.UTF-8", "PYTHONUTF8": "1"}),
    ],
    ids=["one-worker", "three-workers"],
)
def elsewhere(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Published:
    workers, seed, environment = request.param
    return in_another_process(tmp_path_factory.mktemp("elsewhere"), workers, seed, **environment)


class TestElsewhere:
    def test_workers_seeds_zones_and_orders(self, first: Published, elsewhere: Published) -> None:
        told = {name for name in first.files if name.startswith("returned/")} | {"manifest.json"}
        assert [name for name in differences(first.files, elsewhere.files) if name not in told] == []
        for key in ("inputs", "sheets", "findings", "figures"):
            assert first.manifest[key] == elsewhere.manifest[key]

    def test_returned_workbooks_and_so_the_manifest(self, first: Published, elsewhere: Published) -> None:
        assert differences(first.files, elsewhere.files) == []

    def test_any_order_of_files(self, first: Published, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def shuffled(folder: Path) -> Sequence[Discovered]:
            return random.Random(7).sample(found := discover(folder), len(found))

        place = workspace(tmp_path)
        monkeypatch.setattr(pipeline_workspace, "discover", shuffled)
        assert place("run", "--term").code == 3
        assert differences(first.files, place.published().files) == []

    def test_another_year(self, first: Published, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        moment = time.struct_time((2031, 3, 4, 5, 6, 7, 1, 63, 0))
        for name in ("localtime", "gmtime"):
            monkeypatch.setattr(time, name, lambda _seconds=None: moment)
        monkeypatch.setattr(time, "time", lambda: 1_930_000_000.0)
        place = workspace(tmp_path)
        assert place("run", "--term").code == 3
        assert differences(first.files, place.published().files) == []

    def test_the_sample_too(self, tmp_path: Path) -> None:
        written = []
        for seed, zone in (("3", "Asia/Kathmandu"), ("4", "America/Lima")):
            command = [sys.executable, "-m", "pipeline", "sample", str(tmp_path / seed)]
            variables = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": seed, "TZ": zone}
            subprocess.run(command, env=variables, capture_output=True, check=True)
            written.append(contents(tmp_path / seed))
        assert len(written[0]) == len(WORKBOOKS) + 1  # and config.yaml
        assert differences(*written) == []


class TestStamps:
    @pytest.mark.parametrize("kind", [".xlsx", ".docx"])
    def test_packages_carry_no_date_of_their_making(self, first: Published, kind: str) -> None:
        for name, content in first.files.items():
            if not name.endswith(kind):
                continue
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}, name
                stamps = re.findall(rb">([^<]*)</dcterms:(?:created|modified)>", archive.read("docProps/core.xml"))
                assert stamps
                assert set(stamps) <= STAMPS, name

    def test_the_letter_has_no_date_yet(self, first: Published) -> None:
        head, _, _ = first.files[f"郵件_{TERM}.eml"].partition(b"\r\n\r\n")
        names = {line.partition(b":")[0].lower() for line in head.split(b"\r\n")}
        assert b"subject" in names
        assert b"date" not in names


BY_CHANCE = {
    ("datetime", "now"),
    ("datetime", "today"),
    ("datetime", "utcnow"),
    ("date", "today"),
    ("time", "time"),
    ("time", "time_ns"),
    ("time", "localtime"),
    ("time", "gmtime"),
    ("time", "strftime"),
    ("time", "ctime"),
    ("uuid", "uuid1"),
    ("uuid", "uuid4"),
    ("os", "urandom"),
    ("random", "random"),
    ("random", "shuffle"),
    ("random", "choice"),
}
MAY_READ_IT = {f"pipeline/{name}.py" for name in ("cli", "commands", "mailing", "periods")}
"""The command line, which prints what it read (contract)."""


def left_to_chance(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name | ast.Attribute):
            owner = node.value.id if isinstance(node.value, ast.Name) else node.value.attr
            if (owner, node.attr) in BY_CHANCE:
                yield f"{path.relative_to(ROOT).as_posix()}:{node.lineno} {owner}.{node.attr}"
        if isinstance(node, ast.ImportFrom) and node.module in {"time", "uuid", "secrets"}:
            yield f"{path.relative_to(ROOT).as_posix()}:{node.lineno} from {node.module}"


class TestChance:
    def test_only_the_command_line_reads_the_clock_and_nothing_is_drawn_by_lot(self) -> None:
        found = [read for path in sorted((ROOT / "pipeline").rglob("*.py")) for read in left_to_chance(path)]
        assert [read for read in found if read.partition(":")[0] not in MAY_READ_IT] == []
        assert found  # or this looks for nothing
