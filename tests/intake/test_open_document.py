"""An .ods written by hand: where its cells stand over repetitions, what was seen, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.intake.raw import RawWorkbook, Refusal, Telling, Why
from pipeline.intake.read import read
from tests.intake.handmade import zipped

ONE = '<table:table-cell office:value-type="float" office:value="1"><text:p>1</text:p></table:table-cell>'
ERROR = (
    '<table:table-cell table:formula="of:=1/0" office:value-type="string" office:string-value="" '
    'calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell>'
)
NAMESPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{prefix}:1.0"' for prefix in ("office", "table", "text")
)


def blank(columns: int) -> str:
    return f'<table:table-cell table:number-columns-repeated="{columns}"/>'


def row(cells: str, attributes: str = "") -> str:
    return f"<table:table-row{attributes}>{cells}</table:table-row>"


def blank_rows(count: int) -> str:
    return row(blank(1), f' table:number-rows-repeated="{count}"')


def document(rows: str, before: str = "", **changed: str) -> bytes:
    content = (
        f'{before}<office:document-content {NAMESPACES} xmlns:calcext="urn:c"><office:body><office:spreadsheet>'
        f'<table:table table:name="採購">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": changed.get("manifest", "<manifest/>"),
            "content.xml": content,
            **{name: part for name, part in changed.items() if name != "manifest"},
        }
    )


def read_bytes(folder: Path, data: bytes) -> RawWorkbook | Refusal:
    path = folder / "a.ods"
    path.write_bytes(data)
    return read(str(path), "a.ods")


def read_sound(folder: Path, data: bytes) -> RawWorkbook:
    got = read_bytes(folder, data)
    assert isinstance(got, RawWorkbook), got
    return got


def test_repetitions_count(tmp_path: Path) -> None:
    columns = '<table:table-column table:number-columns-repeated="3"/><table:table-column table:visibility="collapse"/>'
    hidden = ' table:visibility="filter" table:number-rows-repeated="2"'
    rows = columns + blank_rows(2) + row(blank(2) + ONE + ERROR) + row(ONE, hidden) + blank_rows(1_000_000)
    page = read_sound(tmp_path, document(rows)).sheets[0]
    assert page.rows[2] == ["", "", 1.0, "#DIV/0!"]
    assert [cells[0] for cells in page.rows] == ["", "", "", 1.0, 1.0]
    assert page.error_cells == {(2, 3): "#DIV/0!"}
    assert page.hidden_rows == {3, 4}
    assert page.hidden_columns == {3}


def test_formulas_never_calculated(tmp_path: Path) -> None:
    never = '<table:table-cell table:formula="of:=1+1" table:number-columns-repeated="2"/>'
    empty = '<table:table-cell table:formula="of:=&quot;&quot;"><text:p/></table:table-cell>'
    page = read_sound(tmp_path, document(row(ONE + never + empty + ONE))).sheets[0]
    assert page.uncached == {(0, 1), (0, 2)}
    assert page.rows == [[1.0, "", "", "", 1.0]]


def test_merged_cells_and_comments(tmp_path: Path) -> None:
    merged = (
        '<table:table-cell table:number-columns-spanned="2" table:number-rows-spanned="3">'
        "<office:annotation><text:p>註解</text:p></office:annotation></table:table-cell><table:covered-table-cell/>"
    )
    page = read_sound(tmp_path, document(row(ONE) + row(merged + ONE))).sheets[0]
    assert page.merged == ((1, 0, 3, 1),)


def test_macros_are_told(tmp_path: Path) -> None:
    got = read_sound(tmp_path, document(row(ONE), **{"Basic/script-lc.xml": "<x/>"}))
    assert [remark.code for remark in got.remarks] == [Telling.MACROS, Telling.UNCHECKED]


@pytest.mark.parametrize(
    ("code", "faulty", "sound"),
    [
        (Why.FAR_CELL, document(blank_rows(200_000) + row(ONE)), document(blank_rows(199_999) + row(ONE))),
        (Why.FAR_CELL, document(row(blank(1024) + ONE)), document(row(blank(1023) + ONE))),
        (Why.FAR_CELL, document(row(ONE, ' table:number-rows-repeated="200001"')), document(row(ONE))),
        (Why.ENCRYPTED, document(row(ONE), manifest="<m><encryption-data/></m>"), document(row(ONE))),
        (Why.DTD, document(row(ONE), before="<!DOCTYPE a>"), document(row(ONE))),
        (Why.DAMAGED, document("<broken>" + row(ONE)), document(row(ONE))),
        (Why.DAMAGED, document(blank_rows(0) + row(ONE)), document(blank_rows(1) + row(ONE))),
    ],
)
def test_a_fault_is_refused_and_its_twin_is_read(tmp_path: Path, code: Why, faulty: bytes, sound: bytes) -> None:
    refused = read_bytes(tmp_path, faulty)
    assert isinstance(refused, Refusal)
    assert refused.code is code
    assert isinstance(read_bytes(tmp_path, sound), RawWorkbook)
