"""The summary as LibreOffice prints it."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.figures.report import Chapter, Figure, Paragraph, Section
from pipeline.render.summary import write_summary
from tests.office import Office
from tests.render import summary_sample as sample

pytestmark = [pytest.mark.office, pytest.mark.slow]

SENTENCE = "未經驗收的3筆、1,834.50元未入庫"


@pytest.fixture(scope="module")
def printed(soffice: Office, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """The text of each page of the sample and of a page of running text, blanks aside."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    folder = tmp_path_factory.mktemp("printed")
    running = Chapter("F01", "", (Section("", (Paragraph(("食" * 3000,)), Paragraph(("完。",)))),))
    full = replace(sample.report(), chapters=(running,), tables=(), charts=())
    sources = {"sample": write_summary(sample.report()), "running": write_summary(full)}
    for name, docx in sources.items():
        (folder / f"{name}.docx").write_bytes(docx)
    pdfs = soffice.convert([folder / f"{name}.docx" for name in sources], "pdf", folder)
    return {pdf.stem: pages_of(pdf) for pdf in pdfs}


def pages_of(pdf: Path) -> list[str]:
    command = ["pdftotext", "-layout", str(pdf), "-"]
    text = subprocess.run(command, capture_output=True, check=True, text=True, encoding="utf-8").stdout
    return [re.sub("[ \u3000]", "", page) for page in text.split("\f")][:-1]


def test_what_the_report_says_is_printed(printed: dict[str, list[str]]) -> None:
    text = "".join(printed["sample"]).replace("\n", "")
    for paragraph in (
        paragraph for chapter in sample.report().chapters[:1] for paragraph in chapter.sections[0].paragraphs
    ):
        assert paragraph.text in text
    assert SENTENCE in text
    assert "表2食材採購月度表" in text
    assert "圖1食材採購與人餐成本" in text


def test_no_figure_is_parted_at_the_end_of_a_line(printed: dict[str, list[str]]) -> None:
    figures = [part.text for part in sample.paragraphs(1)[0].parts if isinstance(part, Figure)]
    opening = printed["sample"][0]
    assert [figure for figure in figures if figure not in opening] == []


def test_the_number_of_pages_is_sane(printed: dict[str, list[str]]) -> None:
    assert 14 <= len(printed["sample"]) <= 22
    assert not [page for page in printed["sample"] if len(page) < 60]


def test_pages_are_numbered(printed: dict[str, list[str]]) -> None:
    assert all(f"—{number}—" in page for number, page in enumerate(printed["sample"], start=1))


def test_the_head_of_a_long_table_is_repeated(printed: dict[str, list[str]]) -> None:
    assert len([page for page in printed["sample"] if "班室責任人完好率賠償備註" in page]) >= 5


def test_a_page_has_22_lines_of_28_characters(printed: dict[str, list[str]]) -> None:
    lines = [line for line in printed["running"][1].splitlines() if line and set(line) == {"食"}]
    assert [len(line) for line in lines] == [28] * 22
