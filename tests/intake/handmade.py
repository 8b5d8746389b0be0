"""Workbooks written by hand, part by part, so that any fault can be put in and taken out."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"

SHEET = "xl/worksheets/sheet1.xml"
ONE_CELL = '<row r="1"><c r="A1"><v>5</v></c></row>'


def sheet(rows: str, before: str = "", after: str = "") -> str:
    """A worksheet part; `rows` is what stands in sheetData."""
    return f'<worksheet xmlns="{_MAIN}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


def parts(rows: str = ONE_CELL, title: str = "採購") -> dict[str, str]:
    """The parts of a workbook with one sheet."""
    return {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": relations(("rId1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        f'<sheet name="{title}" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relations(
            ("rId1", "worksheet", "worksheets/sheet1.xml"),
            ("rId2", "styles", "styles.xml"),
            ("rId3", "sharedStrings", "sharedStrings.xml"),
        ),
        SHEET: sheet(rows),
    }


def relations(*related: tuple[str, str, str]) -> str:
    """A .rels part of (id, type, target)."""
    items = (f'<Relationship Id="{key}" Type="{_OFFICE}/{kind}" Target="{target}"/>' for key, kind, target in related)
    return f'<Relationships xmlns="{_PACKAGE}">{"".join(items)}</Relationships>'


def zipped(members: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of these members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, part in members.items():
            archive.writestr(name, part)
    return out.getvalue()


def workbook(rows: str = ONE_CELL, **changed: str | bytes) -> bytes:
    """An .xlsx with one sheet; `changed` are further parts by keyword: `sheet`, `styles`, `strings`."""
    names = {"sheet": SHEET, "styles": "xl/styles.xml", "strings": "xl/sharedStrings.xml"}
    return zipped({**parts(rows), **{names[key]: part for key, part in changed.items()}})
