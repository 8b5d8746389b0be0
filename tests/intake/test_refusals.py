"""What is refused, and why. Each fault stands beside the same file without it, so that a test can fail."""

from __future__ import annotations

import io
import os
import struct
import zipfile
from pathlib import Path

import docx
import msoffcrypto
import openpyxl
import pytest
from msoffcrypto.format.ooxml import OOXMLFile

from pipeline.intake import archive, preflight
from pipeline.intake.address import AREA_AT_MOST
from pipeline.intake.raw import RawWorkbook, Refusal, Why
from pipeline.intake.read import read
from pipeline.intake.refusal import REASON
from tests.intake.handmade import ONE_CELL, SHEET, parts, sheet, workbook, zipped
from tests.office import Office

ENTITIES = '<!DOCTYPE worksheet [<!ENTITY a "aaaaaaaaaa">]>'


def at(cell: str) -> str:
    return f'<row r="1"><c r="A1"><v>1</v></c></row><row r="9"><c r="{cell}"><v>2</v></c></row>'


def with_part(name: str, part: str | bytes) -> bytes:
    return zipped({**parts(), name: part})


def without_part(name: str) -> bytes:
    return zipped({key: part for key, part in parts().items() if key != name})


def with_blanks(count: int) -> bytes:
    return workbook(sheet=sheet(ONE_CELL) + " " * count)


def openpyxl_workbook() -> bytes:
    out = io.BytesIO()
    openpyxl.Workbook().save(out)
    return out.getvalue()


def encrypted(data: bytes) -> bytes:
    out = io.BytesIO()
    OOXMLFile(io.BytesIO(data)).encrypt("1234", out)
    return out.getvalue()


def word() -> bytes:
    out = io.BytesIO()
    docx.Document().save(out)
    return out.getvalue()


SOUND = workbook()
TWO_SHEETS = with_part("xl/worksheets/sheet2.xml", sheet(ONE_CELL))
STORED = zipped(parts(), zipfile.ZIP_STORED)

FAULTS: dict[str, tuple[Why, bytes, bytes]] = {
    "empty": (Why.EMPTY, b"", SOUND),
    "zeros": (Why.DAMAGED, bytes(5000), SOUND),
    "text": (Why.NOT_A_WORKBOOK, "採購日期,品名\n".encode(), SOUND),
    "html": (Why.NOT_A_WORKBOOK, b"<html><table><tr><td>1</td></tr></table></html>", SOUND),
    "pdf": (Why.NOT_A_WORKBOOK, b"%PDF-1.7\n", SOUND),
    "docx": (Why.NOT_A_WORKBOOK, word(), SOUND),
    "other zip": (Why.NOT_A_WORKBOOK, zipped({"a.txt": "x"}), SOUND),
    "odt": (Why.NOT_A_WORKBOOK, zipped({"mimetype": "application/vnd.oasis.opendocument.text"}), SOUND),
    "xlsb": (Why.XLSB, with_part("xl/workbook.bin", b"\x83\x01"), with_part("xl/other.bin", b"\x83\x01")),
    "encrypted": (Why.ENCRYPTED, encrypted(openpyxl_workbook()), openpyxl_workbook()),
    "half": (Why.DAMAGED, SOUND[: len(SOUND) // 2], SOUND),
    "last byte": (Why.DAMAGED, SOUND[:-1], SOUND),
    "first bytes": (Why.DAMAGED, SOUND[:10], SOUND),
    "broken byte": (Why.DAMAGED, STORED.replace(b"<v>5</v>", b"<v>6</v>"), STORED),
    "no sheet": (Why.DAMAGED, without_part(SHEET), without_part("[Content_Types].xml")),
    "no workbook": (Why.DAMAGED, without_part("xl/workbook.xml"), SOUND),
    "no relations": (Why.DAMAGED, without_part("xl/_rels/workbook.xml.rels"), SOUND),
    "broken xml": (Why.DAMAGED, with_part(SHEET, sheet(ONE_CELL)[:-40]), with_part(SHEET, sheet(ONE_CELL))),
    "utf-16": (Why.DAMAGED, with_part(SHEET, sheet(ONE_CELL).encode("utf-16")), with_part(SHEET, sheet(ONE_CELL))),
    "member twice": (Why.DUPLICATE_MEMBER, TWO_SHEETS.replace(b"sheet2.xml", b"sheet1.xml"), TWO_SHEETS),
    "member twice, other case": (Why.DUPLICATE_MEMBER, with_part("XL/Worksheets/Sheet1.xml", "<x/>"), SOUND),
    "entities": (Why.DTD, with_part(SHEET, ENTITIES + sheet(ONE_CELL)), with_part(SHEET, sheet(ONE_CELL))),
    "entities in the strings": (
        Why.DTD,
        workbook(strings=ENTITIES + "<sst><si><t>&a;</t></si></sst>"),
        workbook(strings="<sst><si><t>a</t></si></sst>"),
    ),
    "last cell of all": (Why.FAR_CELL, workbook(at("XFD1048576")), workbook(at("J60"))),
    "row beyond the limit": (Why.FAR_CELL, workbook(at("A200001")), workbook(at("A200000"))),
    "column beyond the limit": (Why.FAR_CELL, workbook(at("AMK9")), workbook(at("AMJ9"))),
    "area beyond the limit": (Why.FAR_CELL, workbook(at("ZZ99999")), workbook(at("ZZ999"))),
    "address that overflows": (Why.DAMAGED, workbook(at("A99999999999")), workbook(at("A9999"))),
    "cell twice": (
        Why.DUPLICATE_CELL,
        workbook('<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>'),
        workbook('<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>'),
    ),
    "string that is not there": (
        Why.DAMAGED,
        workbook('<row r="1"><c r="A1" t="s"><v>7</v></c></row>', strings="<sst><si><t>a</t></si></sst>"),
        workbook('<row r="1"><c r="A1" t="s"><v>0</v></c></row>', strings="<sst><si><t>a</t></si></sst>"),
    ),
    "bomb": (Why.BOMB, with_blanks(archive.LARGE + 1), with_blanks(archive.LARGE // 2)),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_refused_and_its_twin_is_read(tmp_path: Path, fault: str) -> None:
    code, faulty, sound = FAULTS[fault]
    path = tmp_path / "a.xlsx"
    path.write_bytes(faulty)
    refused = read(str(path), "食堂/a.xlsx")
    assert isinstance(refused, Refusal)
    assert (refused.name, refused.size, refused.code) == ("食堂/a.xlsx", len(faulty), code)
    assert refused.sha256 is not None
    assert refused.fix.endswith("。")
    assert "{" not in refused.says + refused.fix
    path.write_bytes(sound)
    assert isinstance(read(str(path), "a.xlsx"), RawWorkbook)


@pytest.mark.parametrize("size", range(0, len(SOUND), 97))
def test_a_truncated_file_is_refused_wherever_it_ends(tmp_path: Path, size: int) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(SOUND[:size])
    refused = read(str(path), "a.xlsx")
    assert isinstance(refused, Refusal)
    assert refused.code is (Why.DAMAGED if size else Why.EMPTY)


def refuse(path: Path) -> Refusal:
    refused = read(str(path), path.name)
    assert isinstance(refused, Refusal)
    assert refused.sha256 is None
    return refused


def test_a_folder(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.mkdir()
    refused = refuse(path)
    assert (refused.code, refused.says, refused.fix) == (
        Why.NOT_A_FILE,
        "這不是一般文件（資料夾）",
        "請放入 Excel 文件本身。",
    )


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no such pipes")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    os.mkfifo(path)
    assert refuse(path).says == "這不是一般文件（管道）"


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")
@pytest.mark.parametrize("target", ["a.xlsx", "gone.xlsx"])
def test_links_that_lead_nowhere(tmp_path: Path, target: str) -> None:
    path = tmp_path / "a.xlsx"
    path.symlink_to(target)
    assert refuse(path).code is Why.NOT_A_FILE


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")
def test_a_link_to_a_workbook_is_read(tmp_path: Path) -> None:
    (tmp_path / "b.xlsx").write_bytes(SOUND)
    path = tmp_path / "a.xlsx"
    path.symlink_to("b.xlsx")
    assert isinstance(read(str(path), "a.xlsx"), RawWorkbook)


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no such device here")
def test_a_device() -> None:
    assert refuse(Path("/dev/zero")).code is Why.NOT_A_FILE


def test_a_file_that_nobody_may_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(*_: object) -> int:
        raise PermissionError

    path = tmp_path / "a.xlsx"
    path.write_bytes(SOUND)
    monkeypatch.setattr(os, "open", denied)
    assert refuse(path).code is Why.CANNOT_OPEN


def test_a_file_beyond_the_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(SOUND)
    monkeypatch.setattr(preflight, "FILE_AT_MOST", len(SOUND))
    assert isinstance(read(str(path), "a.xlsx"), RawWorkbook)
    monkeypatch.setattr(preflight, "FILE_AT_MOST", len(SOUND) - 1)
    refused = refuse(path)
    assert (refused.code, refused.size) == (Why.TOO_LARGE, len(SOUND))


@pytest.mark.parametrize(("limit", "enough"), [("MEMBERS_AT_MOST", 5), ("INFLATED_AT_MOST", 100_000)])
def test_limits_of_the_archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, enough: int) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(SOUND)
    monkeypatch.setattr(archive, limit, enough)
    assert isinstance(read(str(path), "a.xlsx"), RawWorkbook)
    monkeypatch.setattr(archive, limit, 4)
    refused = read(str(path), "a.xlsx")
    assert isinstance(refused, Refusal)
    assert refused.code is Why.BOMB


def test_a_directory_that_lies_about_sizes(tmp_path: Path) -> None:
    """The bytes that really come out count: a member is never inflated beyond what the directory says."""
    data = bytearray(zipped({**parts(), SHEET: sheet(ONE_CELL) + " " * 50_000}))
    entry = data.rindex(SHEET.encode()) - 46
    assert data[entry : entry + 4] == b"PK\x01\x02"
    struct.pack_into("<L", data, entry + 24, 100)
    path = tmp_path / "a.xlsx"
    path.write_bytes(data)
    refused = read(str(path), "a.xlsx")
    assert isinstance(refused, Refusal)
    assert refused.code is Why.DAMAGED


def test_many_sheets_together_stay_within_the_limit(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    corner = AREA_AT_MOST // 6 // 100
    for index in range(7):
        page = book.create_sheet(f"表{index}")
        page.cell(1, 1, 1)
        page.cell(corner, 100, 1)
    path = tmp_path / "a.xlsx"
    book.save(path)
    refused = read(str(path), "a.xlsx")
    assert isinstance(refused, Refusal)
    assert (refused.code, refused.says[:7]) == (Why.FAR_CELL, "工作表「表6」")
    del book["表6"]
    book.save(path)
    assert isinstance(read(str(path), "a.xlsx"), RawWorkbook)


def test_the_far_cell_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(workbook(at("XFD1048576")))
    refused = read(str(path), "a.xlsx")
    assert isinstance(refused, Refusal)
    assert refused.says == "工作表「採購」的 XFD1048576 離資料太遠卻有內容"
    assert refused.fix == "請刪除該處多餘的行和列，存檔後重新放入。"


def test_a_password_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(encrypted(openpyxl_workbook()))
    with path.open("rb") as file:
        assert msoffcrypto.OfficeFile(file).is_encrypted()
    refused = read(str(path), "a.xlsx")
    assert isinstance(refused, Refusal)
    assert refused.says == "文件設有密碼"
    assert refused.fix == "請填報人在 Excel 取消密碼（檔案 › 資訊 › 保護活頁簿）後重新放入。"


@pytest.mark.office
def test_a_password_of_an_old_workbook_is_told(soffice: Office, tmp_path: Path) -> None:
    source = tmp_path / "source.xlsx"
    source.write_bytes(openpyxl_workbook())
    (path,) = soffice.convert([source], "xls", tmp_path)
    data = bytearray(path.read_bytes())
    assert isinstance(read(str(path), "a.xls"), RawWorkbook)
    second = data.index(b"\x09\x08\x10\x00\x00\x06") + 20  # after the record that begins the workbook
    data[second : second + 6] = b"\x2f\x00" + data[second + 2 : second + 4] + b"\x00\x00"
    path.write_bytes(data)
    refused = read(str(path), "a.xls")
    assert isinstance(refused, Refusal)
    assert refused.code is Why.ENCRYPTED


@pytest.mark.office
def test_damaged_old_workbooks(soffice: Office, tmp_path: Path) -> None:
    source = tmp_path / "source.xlsx"
    source.write_bytes(openpyxl_workbook())
    (path,) = soffice.convert([source], "xls", tmp_path)
    data = path.read_bytes()
    for size in range(8, len(data) - 512, 512):
        path.write_bytes(data[:size])
        refused = read(str(path), "a.xls")
        assert isinstance(refused, Refusal), size
        assert refused.code in {Why.DAMAGED, Why.NOT_A_WORKBOOK}


def test_every_reason_has_its_sentence() -> None:
    assert set(REASON) == set(Why)
    for reason in REASON.values():
        assert not reason.says.endswith("。")
        assert reason.fix.endswith("。")
        assert "請" in reason.fix


def test_a_refusal_is_a_value_for_every_input(tmp_path: Path) -> None:
    """No single wrong byte makes the reader raise."""
    path = tmp_path / "a.xlsx"
    for position in range(0, len(STORED), 3):
        path.write_bytes(STORED[:position] + bytes([STORED[position] ^ 0x55]) + STORED[position + 1 :])
        assert isinstance(read(str(path), "a.xlsx"), RawWorkbook | Refusal)
