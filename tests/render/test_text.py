"""Text that would break a workbook or a document is made harmless."""

from __future__ import annotations

import pytest

from pipeline.render.text import one_line, scrub


@pytest.mark.parametrize(
    ("dirty", "clean"),
    [
        ("食堂\x00\x1f採購\x7f", "食堂採購"),
        ("陳\ud800大勇\udfff", "陳大勇"),
        ("第一行\r\n第二行\r第三行\u2028第四行", "第一行\n第二行\n第三行\n第四行"),
        ("收\u202e費\u2066", "收費"),
        ("\ufffe\uffff\ufdd0", ""),
        ("𠮷野家\t3\n", "𠮷野家\t3\n"),
        ("", ""),
    ],
)
def test_scrub(dirty: str, clean: str) -> None:
    """Only what XML forbids or nobody sees goes; rare characters, tabs and newlines stay."""
    assert scrub(dirty) == clean


def test_one_line() -> None:
    """A heading never runs over a line break that somebody typed into a cell."""
    assert one_line(" 食堂\n\n採購\t表\x07 ") == "食堂 採購 表"
