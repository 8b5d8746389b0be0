"""Fixtures for all tests.

What may be absent (LibreOffice, the domain pages) is skipped with the reason; with HOUQIN_NO_SKIP=1, which
`.ci/run` sets in CI, it is a failure.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import settings

from tests.office import Office, find

# No deadline: a shared machine is slow now and then. In CI the examples are the same every time.
settings.register_profile("houqin", deadline=None, derandomize=os.environ.get("CI") == "true", print_blob=True)
settings.load_profile("houqin")


@pytest.fixture(scope="session")
def soffice(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """LibreOffice: `soffice.convert(files, "pdf", folder)`, one call for many files."""
    binary = find()
    if binary is None:
        _absent("LibreOffice is not installed")
    return Office(binary, tmp_path_factory.mktemp("libreoffice"))


@pytest.fixture(scope="session")
def domain() -> Path:
    """The folder of the domain pages, HOUQIN_DOMAIN."""
    folder = os.environ.get("HOUQIN_DOMAIN")
    if not folder:
        _absent("HOUQIN_DOMAIN does not name the folder of the domain pages")
    path = Path(folder)
    if not path.is_dir():
        pytest.fail(f"HOUQIN_DOMAIN={folder} is no folder")
    return path


def _absent(reason: str) -> NoReturn:
    if os.environ.get("HOUQIN_NO_SKIP") == "1":
        pytest.fail(reason)
    pytest.skip(reason)
