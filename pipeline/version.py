"""The program's version, which stands once, in pyproject.toml."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path


@cache
def program() -> str:
    """Houqin 0.1.0, also when run from a checkout that was never installed."""
    try:
        return f"houqin {version('houqin')}"
    except PackageNotFoundError:
        project = tomllib.loads((Path(__file__).parent.parent / "pyproject.toml").read_text(encoding="utf-8"))
        return f"houqin {project['project']['version']}"
