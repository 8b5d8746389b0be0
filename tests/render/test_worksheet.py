"""The quick worksheet beside XlsxWriter's own: the same bytes."""

from __future__ import annotations

import io

import pytest
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from pipeline.render.template import CREATED
from pipeline.render.worksheet import QuickWorksheet


def filled(kind: type[Worksheet]) -> bytes:
    """A sheet with every kind of cell that we write, gaps, a note beyond the last cell and a row of its own height."""
    stream = io.BytesIO()
    workbook = Workbook(stream, {"in_memory": True})
    workbook.set_properties({"created": CREATED})
    look, sheet = workbook.add_format({"bold": True}), workbook.add_worksheet("表", kind)
    sheet.set_column(0, 3, 12, look)
    sheet.set_row(40, 33)
    for row in (0, 15, 16, 47):
        sheet.write_string(row, 2, "食堂 & <採購>", look)
        sheet.write_string(row, 3, "無格式")
        sheet.write_number(row, 30, 1234567.891, look)
        sheet.write_number(row, 5, -0.1)
        sheet.write_formula(row, 6, "=AF1*2", look, 2469135.78)
        sheet.write_formula(row, 7, '=IF(A1="","",A1)', None, "")
        sheet.write_blank(row, 8, None, look)
    sheet.write_comment(60, 40, "註")
    workbook.add_worksheet("空", kind)
    workbook.close()
    return stream.getvalue()


def test_the_bytes_are_those_of_xlsxwriter() -> None:
    assert filled(QuickWorksheet) == filled(Worksheet)


@pytest.mark.parametrize("number", [0, 1, -1, 0.1, 1 / 3, 1e15, 123456789012345678, 5e-324])
def test_numbers_are_written_alike(number: float) -> None:
    def written(kind: type[Worksheet]) -> bytes:
        stream = io.BytesIO()
        workbook = Workbook(stream, {"in_memory": True})
        workbook.set_properties({"created": CREATED})
        workbook.add_worksheet("表", kind).write_number(0, 0, number, workbook.add_format({"bold": True}))
        workbook.close()
        return stream.getvalue()

    assert written(QuickWorksheet) == written(Worksheet)
