"""input_templates/ is what `houqin templates` writes from the forms as they are declared now."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest

from pipeline.forms.registry import registry
from tests.workspaces import CONFIG, contents

ROOT = Path(__file__).parents[1]
COMMITTED = ROOT / "input_templates"
STALE = "a form was changed: run `make templates` and commit input_templates/"


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """As `make templates` does it, in a process of its own."""
    folder = tmp_path_factory.mktemp("templates")
    (folder / CONFIG).touch()
    command = [sys.executable, "-m", "pipeline", "--config", str(folder / CONFIG), "templates"]
    subprocess.run(command, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, check=True)
    return contents(folder / "input_templates")


def test_every_form_has_its_blank_workbook_and_there_is_nothing_else(written: dict[str, bytes]) -> None:
    assert set(contents(COMMITTED)) == set(written), STALE
    assert {name[:3] for name in written} == {form.id for form in registry().forms}


def parts(content: bytes) -> dict[str, bytes]:
    """What is in a package: how well it is packed depends on the machine's zlib."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_they_are_what_the_forms_declare(written: dict[str, bytes]) -> None:
    committed = contents(COMMITTED)
    stale = [name for name, content in written.items() if parts(committed[name]) != parts(content)]
    assert stale == [], STALE


def test_no_cell_is_refused_without_saying_what_it_takes() -> None:
    said = [
        (path.name, sheet.title, str(rule.sqref))
        for path in COMMITTED.glob("*.xlsx")
        for sheet in openpyxl.load_workbook(path)
        for rule in sheet.data_validations.dataValidation
        if rule.error is None or rule.error.endswith("：。")
    ]
    assert said == []
