from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as ET

import openpyxl
import pytest
import xlsxwriter

from tests.office import Office


def _workbook(path: Path, cached: int) -> Path:
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet()
        sheet.write_column(0, 0, [1, 2])
        sheet.write_formula(2, 0, "=SUM(A1:A2)", None, cached)
    return path


@pytest.mark.office
def test_many_files_are_recalculated_in_one_call(soffice: Office, tmp_path: Path) -> None:
    files = [_workbook(tmp_path / f"{name}.xlsx", cached=99) for name in ("統計", "b")]
    results = soffice.convert(files, "xlsx", tmp_path / "out")
    assert [path.name for path in results] == ["統計.xlsx", "b.xlsx"]
    assert [openpyxl.load_workbook(path, data_only=True).worksheets[0]["A3"].value for path in results] == [3, 3]


@pytest.mark.office
def test_a_file_that_cannot_be_converted_is_named(soffice: Office, tmp_path: Path) -> None:
    broken = tmp_path / "broken.docx"
    broken.write_bytes(b"PK\x03\x04 no archive")
    with pytest.raises(RuntimeError, match=r"did not write \['broken\.xlsx'\]"):
        soffice.convert([broken], "xlsx", tmp_path / "out")


def test_a_comment_with_dashes_does_not_cost_the_fonts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fonts = tmp_path / "fonts.conf"
    fonts.write_text('<?xml version="1.0"?>\n<!-- 字體: soffice\n--headless -->\n<fontconfig/>\n', encoding="utf-8")
    monkeypatch.setenv("HOUQIN_FONTS", str(fonts))
    given = Office("soffice", tmp_path / "profile").environment()["FONTCONFIG_FILE"]
    assert ET.parse(given).getroot().tag == "fontconfig"


def test_results_of_the_same_name_are_refused(tmp_path: Path) -> None:
    office = Office("soffice", tmp_path / "profile")
    with pytest.raises(ValueError, match=r"overwrite each other: \['a\.pdf'\]"):
        office.convert([Path("x/a.xlsx"), Path("y/a.docx")], "pdf", tmp_path)
