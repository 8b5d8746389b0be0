"""Zip files at the level of their bytes: what is packed is taken over as it is, and one machine writes as another.

`zipfile` takes as long to open and write the members of a small workbook as is needed to read its cells, and it can
copy a member only by inflating and deflating it again.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass

# A member's own header, its entry in the directory at the end, and the end.
_LOCAL, _ENTRY, _END = struct.Struct("<4s5H3I2H"), struct.Struct("<4s6H3I5H2I"), struct.Struct("<4s4H2IH")
_LOCAL_SIGNATURE, _ENTRY_SIGNATURE, _END_SIGNATURE = b"PK\3\4", b"PK\1\2", b"PK\5\6"

_VERSION, _UNIX, _UTF8, _READABLE = 20, 3 << 8, 0x800, 0o600 << 16
_DAY = 0x21
"""1980-01-01, midnight: the clock must not show."""


@dataclass(frozen=True, slots=True)
class Member:
    """One member as it lies in a zip: `packed` by `method` from `size` bytes with the checksum `crc`."""

    name: str
    packed: bytes
    crc: int
    size: int
    method: int


def stored(name: str, content: bytes) -> Member:
    """A member without compression."""
    return Member(name, content, zlib.crc32(content), len(content), zipfile.ZIP_STORED)


def deflated(name: str, content: bytes) -> Member:
    """A compressed member."""
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    packed = packer.compress(content) + packer.flush()
    return Member(name, packed, zlib.crc32(content), len(content), zipfile.ZIP_DEFLATED)


def member(archive: bytes, known: zipfile.ZipInfo) -> Member:
    """A member of a zip, found by its entry in the directory.

    Raises:
        zipfile.BadZipFile, struct.error: where none begins.
    """
    signature, *_, name, extra = _LOCAL.unpack_from(archive, known.header_offset)
    if signature != _LOCAL_SIGNATURE:
        raise zipfile.BadZipFile
    start = known.header_offset + _LOCAL.size + name + extra
    packed = archive[start : start + known.compress_size]
    return Member(known.filename, packed, known.CRC, known.file_size, known.compress_type)


def inflated(one: Member) -> bytes:
    """The content of a stored or deflated member; no more than `size` bytes are ever inflated.

    Raises:
        zipfile.BadZipFile, zlib.error: where it is not what the directory says.
    """
    content = one.packed
    if one.method == zipfile.ZIP_DEFLATED:
        # To zlib a limit of 0 is none.
        content = zlib.decompressobj(-zlib.MAX_WBITS).decompress(one.packed, one.size) if one.size else b""
    if len(content) != one.size or zlib.crc32(content) != one.crc:
        raise zipfile.BadZipFile
    return content


def written(members: Iterable[Member]) -> bytes:
    """A zip of these members in this order: the same members give the same bytes, the ones `zipfile` would write."""
    pieces, entries, at = [], [], 0
    for one in members:
        name = one.name.encode("utf-8", "surrogateescape")
        flags = 0 if one.name.isascii() else _UTF8
        known = (flags, one.method, 0, _DAY, one.crc, len(one.packed), one.size, len(name), 0)
        pieces += [_LOCAL.pack(_LOCAL_SIGNATURE, _VERSION, *known), name, one.packed]
        entry = _ENTRY.pack(_ENTRY_SIGNATURE, _UNIX | _VERSION, _VERSION, *known, 0, 0, 0, _READABLE, at)
        entries += [entry, name]
        at += _LOCAL.size + len(name) + len(one.packed)
    directory, count = b"".join(entries), len(entries) // 2
    return b"".join([*pieces, directory, _END.pack(_END_SIGNATURE, 0, 0, count, count, len(directory), at, 0)])
