"""The zip around an .xlsx or .ods: its directory checked, and the parts that matter inflated within limits."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

from pipeline import zipped
from pipeline.intake.raw import Why
from pipeline.intake.refusal import UnreadableError

MEMBERS_AT_MOST = 4096
INFLATED_AT_MOST = 256 * 1024 * 1024
"""Bytes of all parts that are inflated. A sheet of 100,000 rows × 30 columns takes about 150 MiB."""

RATIO_AT_MOST = 200
"""How many times a large part may inflate. Cells shrink 5 to 50 times, since every address differs."""

LARGE = 16 * 1024 * 1024
"""Bytes from which a part's ratio counts."""

_ENCRYPTED_FLAG = 0x1
_DAMAGE = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, RuntimeError, ValueError)
"""What zipfile raises for damaged files; among them NotImplementedError, UnicodeDecodeError and negative positions."""

_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


class Archive:
    """A zip whose members are found by name, whatever its case, and inflated once each."""

    def __init__(self, data: bytes) -> None:
        """Read the directory. Raises UnreadableError for a broken one, too many members and members of one name."""
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as directory:
                members = directory.infolist()
        except _DAMAGE as wrong:
            raise UnreadableError(Why.DAMAGED) from wrong
        self._data = data
        if len(members) > MEMBERS_AT_MOST:
            raise UnreadableError(Why.BOMB)
        self._members = {_key(member.filename): member for member in members}
        if len(self._members) < len(members):
            raise UnreadableError(Why.DUPLICATE_MEMBER)
        self._room = INFLATED_AT_MOST

    def __contains__(self, name: str) -> bool:
        """Whether there is a member of this name."""
        return _key(name) in self._members

    def any_below(self, folder: str) -> bool:
        """Whether a member stands below a folder (`xl/externalLinks/`)."""
        return any(name.startswith(folder.lower()) for name in self._members)

    def any_named(self, name: str) -> bool:
        """Whether a member of any folder has this name."""
        return any(member.rpartition("/")[2] == name.lower() for member in self._members)

    def read(self, name: str) -> bytes:
        """One XML part, inflated.

        Raises UnreadableError where it is missing, damaged (its CRC is checked), encrypted, too large or has a DTD.
        No more is inflated than the directory says, so what the directory says can be counted.
        """
        member = self._members.get(_key(name))
        if member is None or member.compress_type not in _METHODS:
            raise UnreadableError(Why.DAMAGED)
        if member.flag_bits & _ENCRYPTED_FLAG:
            raise UnreadableError(Why.ENCRYPTED)
        self._count(member)
        try:
            part = zipped.inflated(zipped.member(self._data, member))
        except _DAMAGE as wrong:
            raise UnreadableError(Why.DAMAGED) from wrong
        _refuse_odd_xml(part)
        return part

    def _count(self, member: zipfile.ZipInfo) -> None:
        self._room -= member.file_size
        swollen = member.file_size > LARGE and member.file_size > RATIO_AT_MOST * member.compress_size
        if self._room < 0 or swollen:
            raise UnreadableError(Why.BOMB)


def stored(parts: Mapping[str, bytes]) -> io.BytesIO:
    """A zip, uncompressed, of these parts and nothing else: what the reader is given to read."""
    return io.BytesIO(zipped.written(zipped.stored(name, part) for name, part in parts.items()))


def _key(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def _refuse_odd_xml(part: bytes) -> None:
    """A zero byte means UTF-16 or worse, which hides what the checks look for; nobody writes workbooks in it."""
    if b"\0" in part:
        raise UnreadableError(Why.DAMAGED)
    if b"!" in part and b"<!DOCTYPE" in part:
        raise UnreadableError(Why.DTD)
