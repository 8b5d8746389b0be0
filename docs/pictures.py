"""Draws the pictures of the READMEs from the sample's results: `make pictures`.

LibreOffice turns the files into pages, poppler cuts the pictures out of them. What a picture shows is found by its
words, so that it stays right when a table grows or a page moves. HOUQIN_FONTS as in docs/development.md.
"""

from __future__ import annotations

import html
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
RUN = ROOT / "output/sample/output/2025-2026-2"
PICTURES = ROOT / "docs/pictures"
MARGIN = 5  # points around what is cut out
HEAVIEST = 150_000  # bytes a picture may have: a README is read over slow lines, too


@dataclass(frozen=True)
class Picture:
    """A part of a page: from the line with `top` to the last line with `bottom`."""

    name: str
    file: Path
    page: tuple[str, ...]  # texts that are all on the page, each alone between spaces
    dpi: int
    top: str
    bottom: str


SUMMARY = RUN / "後勤工作總結_2025-2026-2.docx"
STATISTICS = RUN / "後勤統計_2025-2026-2.xlsx"
RECEIPTS = RUN / "returned/F05_2025-2026-2_2026-04_1_v2.xlsx"
MENUS = RUN / "returned/F03_2025-2026-2_2026-04_1_v2.xlsx"
BLANK = ROOT / "input_templates/F02_食堂採購驗收出入庫台賬.xlsx"
WHAT = (
    Picture("summary", SUMMARY, ("一、開學保障",), 74, top="示例小學", bottom="—"),
    Picture("summary-chart", SUMMARY, ("改造前平均", "改造後平均"), 74, top="示例小學", bottom="—"),
    Picture("statistics", STATISTICS, ("S13", "檢查項"), 96, top="票據合規表", bottom="金額（元）"),
    Picture("returned-list", RECEIPTS, ("哪裏不對",), 96, top="待更正", bottom="票據無效"),
    Picture("returned-cell", MENUS, ("週起始日", "2026-04-27"), 84, top="供餐與食品", bottom="2026-04-27"),
    Picture("form", BLANK, ("怎樣交",), 80, top="F02", bottom="黃"),
)


@dataclass(frozen=True)
class Line:
    """A line of text on a page, in points from its upper left corner."""

    words: tuple[str, ...]
    left: float
    top: float
    right: float
    bottom: float

    @property
    def text(self) -> str:
        """Without spaces: whether there are any is up to the fonts."""
        return "".join(self.words)


def program(name: str) -> str:
    """Where the program is."""
    found = shutil.which(name)
    if found is None:
        raise SystemExit(f"{name} is missing: the pictures need LibreOffice and poppler")
    return found


def called(name: str, *arguments: str, fonts: Path | None = None) -> str:
    """What the program says."""
    environment = {**os.environ, **({"FONTCONFIG_FILE": str(fonts)} if fonts else {})}
    command = [program(name), *arguments]
    done = subprocess.run(command, env=environment, check=True, capture_output=True)  # noqa: S603 - fixed programs
    return done.stdout.decode("utf-8")


def fonts_of(folder: Path) -> Path | None:
    """HOUQIN_FONTS without its comments: fontconfig drops a whole file for the sake of `--` in one."""
    name = os.environ.get("HOUQIN_FONTS")
    if not name:
        return None
    copy = folder / "fonts.conf"
    text = re.sub(r"<!--.*?-->", "", Path(name).read_text(encoding="utf-8"), flags=re.DOTALL)
    copy.write_text(text, encoding="utf-8")
    return copy


def converted(files: set[Path], folder: Path) -> None:
    """Every file as a PDF in the folder."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    arguments = (profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *map(str, sorted(files)))
    called("soffice", *arguments, fonts=fonts_of(folder))


def pages(pdf: Path) -> Iterator[list[Line]]:
    """The lines of each page."""
    text = called("pdftotext", "-bbox-layout", str(pdf), "-")
    box = r' xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">'
    for page in re.split(r"<page ", text)[1:]:
        lines = []
        for *corners, inner in re.findall(rf"<line{box}(.*?)</line>", page, flags=re.DOTALL):
            words = tuple(html.unescape(word) for word in re.findall(r">([^<]+)</word>", inner))
            left, top, right, bottom = map(float, corners)
            lines.append(Line(words, left, top, right, bottom))
        yield lines


def shows(lines: list[Line], texts: tuple[str, ...]) -> bool:
    """Whether the page has all the texts."""
    there = {word for line in lines for word in (*line.words, line.text)}
    return there.issuperset(texts)


def cut(picture: Picture, lines: list[Line]) -> list[str]:
    """The part of the page as poppler wants it, in pixels."""
    first = next(line for line in lines if picture.top in line.text)
    last = next(line for line in reversed(lines) if picture.bottom in line.text)
    end = max(last.bottom, first.bottom)
    inside = [line for line in lines if line.top >= first.top - 1 and line.bottom <= end + 1]
    left, right = min(line.left for line in inside), max(line.right for line in inside)
    x, y = left - MARGIN, first.top - MARGIN
    wide, high = right - left + 2 * MARGIN, end - first.top + 2 * MARGIN
    scaled = (str(max(0, round(points * picture.dpi / 72))) for points in (x, y, wide, high))
    return [part for pair in zip(("-x", "-y", "-W", "-H"), scaled, strict=True) for part in pair]


def draw(picture: Picture, pdf: Path) -> Path:
    """The picture as a PNG file."""
    for number, lines in enumerate(pages(pdf), 1):
        if shows(lines, picture.page):
            target, at = PICTURES / picture.name, ["-f", str(number), "-l", str(number), "-r", str(picture.dpi)]
            called("pdftoppm", "-png", "-singlefile", *at, *cut(picture, lines), str(pdf), str(target))
            return target.with_suffix(".png")
    raise SystemExit(f"{picture.name}: no page of {picture.file.name} shows {' and '.join(picture.page)}")


def main() -> int:
    """Draws them all; 1 when one is too heavy."""
    PICTURES.mkdir(exist_ok=True)
    too_heavy = False
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        converted({picture.file for picture in WHAT}, folder)
        for picture in WHAT:
            drawn = draw(picture, folder / f"{picture.file.stem}.pdf")
            size = drawn.stat().st_size
            too_heavy = too_heavy or size > HEAVIEST
            sys.stdout.write(f"{drawn.relative_to(ROOT)}  {size:,} bytes{'  too heavy' if size > HEAVIEST else ''}\n")
    return 1 if too_heavy else 0


if __name__ == "__main__":
    sys.exit(main())
