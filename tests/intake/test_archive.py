"""The zip that is read from and the one that the reader is given, beside what Python's own zipfile makes of them."""

from __future__ import annotations

import io
import zipfile

import pytest

from pipeline.intake.archive import Archive, stored
from pipeline.intake.raw import Why
from pipeline.intake.refusal import UnreadableError

PARTS = {"xl/workbook.xml": b"<workbook/>" * 500, "xl/empty.xml": b"", "xl/表.xml": "<t>食堂</t>".encode()}


def zipped(method: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, part in PARTS.items():
            archive.writestr(name, part)
    return out.getvalue()


def test_what_is_stored_is_a_zip_that_others_read() -> None:
    with zipfile.ZipFile(stored(PARTS)) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == PARTS


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_parts_are_inflated_as_zipfile_does(method: int) -> None:
    archive = Archive(zipped(method))
    assert {name: archive.read(name) for name in PARTS} == PARTS


@pytest.mark.parametrize("damaged", [b"PK\3\4", b"<t>"])
def test_a_part_whose_header_or_bytes_are_damaged_is_refused(damaged: bytes) -> None:
    data = bytearray(zipped(zipfile.ZIP_STORED))
    at = data.rindex(damaged)
    data[at] ^= 1
    with pytest.raises(UnreadableError) as wrong:
        Archive(bytes(data)).read("xl/表.xml")
    assert wrong.value.refusal("x.xlsx", len(data)).code is Why.DAMAGED
