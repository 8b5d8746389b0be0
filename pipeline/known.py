"""Which terms the inbox holds, mostly without reading it: what earlier runs read, they know by its content."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pipeline.batch import terms_of
from pipeline.checks.fates import Fate
from pipeline.config import Config
from pipeline.form.form import Registry
from pipeline.intake.preflight import load
from pipeline.intake.refusal import UnreadableError
from pipeline.render.manifest import MANIFEST
from pipeline.workspace import Progress, inbox_files, read_files, workers_of

Known = Mapping[str, frozenset[str]]
"""By the SHA-256 of a file: the terms that it is a base form of, none for another form."""

OF_ITS_TERM = frozenset({Fate.COUNTED, Fate.SUPERSEDED})


def terms_in_inbox(config: Config, registry: Registry, progress: Progress) -> list[str]:
    """The term codes of the base forms in the inbox; only the files that no run's manifest knows are read.

    Raises:
        WrongUseError: when the inbox is no folder and cannot be made one.
    """
    files = [(one.path, one.name) for one in inbox_files(config) if not one.ignored]
    known = known_by_runs(config.output, registry.base.id)
    hashes = [content_hash(path) for path, _ in files]
    new = [file for file, sha256 in zip(files, hashes, strict=True) if sha256 not in known]
    read = terms_of(read_files(new, workers_of(config), progress), registry) if new else []
    return sorted({*read, *(term for sha256 in hashes for term in known.get(sha256, ()))})


def known_by_runs(output: Path, base: str) -> Known:
    """What the manifests of the published runs tell of the files that they read."""
    known: dict[str, frozenset[str]] = {}
    for path in sorted(output.glob(f"[!.]*/{MANIFEST}")):
        manifest = json.loads(path.read_bytes())
        known |= told_by(manifest["inputs"], manifest["term"], base)
    return known


def told_by(inputs: Sequence[Mapping[str, Any]], term: str, base: str) -> Known:
    """The files of a run of `term`, without those whose form or term it does not tell."""
    of_term = frozenset({term})
    return {
        line["sha256"]: of_term if line["form"] == base else frozenset()
        for line in inputs
        if line["sha256"] and line["form"] and (line["form"] != base or line["fate"] in OF_ITS_TERM)
    }


def content_hash(path: str) -> str:
    """The SHA-256 of a file, '' where it cannot be read."""
    try:
        return hashlib.sha256(load(path)).hexdigest()
    except UnreadableError:
        return ""
