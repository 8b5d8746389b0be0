"""A zip file written the same on every machine."""

from __future__ import annotations

import io
import zipfile

from pipeline import zipped

CONTENT_TYPES = "[Content_Types].xml"


def repacked(archive: bytes) -> bytes:
    """The same entries in a fixed order, with one fixed date and system: the same contents give the same bytes."""
    with zipfile.ZipFile(io.BytesIO(archive)) as given:
        known = sorted(given.infolist(), key=lambda one: (one.filename != CONTENT_TYPES, one.filename))
    return zipped.written(zipped.member(archive, one) for one in known)
