"""A zip file written the same on every machine."""

from __future__ import annotations

import io
import zipfile

CONTENT_TYPES = "[Content_Types].xml"
ENTRY_DATE = (1980, 1, 1, 0, 0, 0)
UNIX = 3


def repacked(archive: bytes) -> bytes:
    """The same entries in a fixed order, with one fixed date and system: the same contents give the same bytes."""
    taken = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as given, zipfile.ZipFile(taken, "w") as target:
        for name in sorted(given.namelist(), key=lambda name: (name != CONTENT_TYPES, name)):
            entry = zipfile.ZipInfo(name, ENTRY_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = UNIX
            target.writestr(entry, given.read(name))
    return taken.getvalue()
