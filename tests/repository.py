"""The repository as git knows it."""

from __future__ import annotations

import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[1]


def tracked() -> list[str]:
    """The files in git; a checkout may belong to another user, as in a container."""
    command = ["git", "-c", f"safe.directory={ROOT.as_posix()}", "-c", "core.quotePath=false", "ls-files"]
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, encoding="utf-8").stdout.splitlines()
