"""The invented school's term as a run reported it, end to end; once a process, whatever module asks.

The numbers in these tests are written out with their working. Nothing here asks the code that computes figures; what a
run wrote is read back with openpyxl and python-docx.
"""

from __future__ import annotations

import pytest

from tests.workspaces import TERM, Published, reported


@pytest.fixture(scope="session")
def term() -> Published:
    return reported("--term", TERM)


@pytest.fixture(scope="session")
def march() -> Published:
    return reported("--month", "2026-03")


@pytest.fixture(scope="session")
def april() -> Published:
    return reported("--month", "2026-04")


@pytest.fixture(scope="session")
def may() -> Published:
    return reported("--month", "2026-05")
