"""Zip files beside what Python's own zipfile reads and writes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest

from pipeline import zipped
from pipeline.render.archive import repacked

PARTS = {"xl/workbook.xml": b"<workbook/>" * 500, "xl/empty.xml": b"", "xl/表.xml": "<t>食堂</t>".encode()}
Make = Callable[[str, bytes], zipped.Member]
METHODS = [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED]


def by_zipfile(method: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, part in PARTS.items():
            entry = zipfile.ZipInfo(name)
            entry.compress_type, entry.create_system = method, 3
            archive.writestr(entry, part)
    return out.getvalue()


def members(archive: bytes) -> list[zipped.Member]:
    with zipfile.ZipFile(io.BytesIO(archive)) as given:
        return [zipped.member(archive, one) for one in given.infolist()]


@pytest.mark.parametrize(("method", "make"), [(METHODS[0], zipped.stored), (METHODS[1], zipped.deflated)])
def test_what_is_written_has_the_bytes_that_zipfile_gives(method: int, make: Make) -> None:
    assert zipped.written(make(name, part) for name, part in PARTS.items()) == by_zipfile(method)


@pytest.mark.parametrize("method", METHODS)
def test_members_are_taken_over_and_inflated(method: int) -> None:
    found = members(by_zipfile(method))
    assert {one.name: zipped.inflated(one) for one in found} == PARTS
    assert zipped.written(found) == by_zipfile(method)


@pytest.mark.parametrize("damaged", [b"PK\3\4", b"<t>"])
def test_a_member_whose_header_or_content_is_damaged_is_told(damaged: bytes) -> None:
    data = bytearray(by_zipfile(zipfile.ZIP_STORED))
    data[data.rindex(damaged)] ^= 1
    with pytest.raises(zipfile.BadZipFile):
        [zipped.inflated(one) for one in members(bytes(data))]


def test_no_more_is_inflated_than_the_directory_says() -> None:
    long = zipped.deflated("a", b"a" * 1000)
    cut = zipped.Member("a", long.packed, long.crc, 10, long.method)
    with pytest.raises(zipfile.BadZipFile):
        zipped.inflated(cut)


def test_repacked_the_content_types_stand_first_and_the_rest_in_order() -> None:
    given = zipped.written(zipped.deflated(name, name.encode()) for name in ("b", "a", "[Content_Types].xml"))
    with zipfile.ZipFile(io.BytesIO(repacked(given))) as archive:
        assert archive.namelist() == ["[Content_Types].xml", "a", "b"]
        assert archive.read("a") == b"a"
