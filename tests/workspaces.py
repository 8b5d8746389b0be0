"""Whole workspaces for tests: the sample's files, a run of them, and how its results are read.

Everything goes through the command line, in this process. What a run gives is kept as bytes, so that no test can spoil
it for another. Numbers of the manifest are Decimals, with the digits that stand there.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Mapping
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import docx
import openpyxl

from pipeline.cli import main

if TYPE_CHECKING:
    from docx.document import Document
    from openpyxl.workbook.workbook import Workbook

TERM = "2025-2026-2"
CONFIG = "config.yaml"


@dataclass(frozen=True)
class Told:
    """What a command said, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        """The object on standard output; anything else there is a mistake."""
        found: dict[str, Any] = json.loads(self.out)
        assert found["exit_code"] == self.code
        return found


def houqin(*arguments: str | Path) -> Told:
    """A command, in this process."""
    said = (io.BytesIO(), io.BytesIO())
    out, err = (io.TextIOWrapper(stream, encoding="utf-8", write_through=True) for stream in said)
    with redirect_stdout(out), redirect_stderr(err):
        code = main([str(argument) for argument in arguments])
    return Told(code, *(stream.getvalue().decode("utf-8") for stream in said))


@dataclass(frozen=True)
class Workspace:
    """A folder with config.yaml and an inbox."""

    folder: Path

    def __call__(self, command: str, *arguments: str | Path) -> Told:
        """A command on this workspace."""
        return houqin("--config", self.folder / CONFIG, command, *arguments)

    @property
    def inbox(self) -> Path:
        return self.folder / "inbox"

    @property
    def output(self) -> Path:
        return self.folder / "output"

    def hand_in(self, name: str, content: bytes) -> Path:
        """A further file in the inbox."""
        path = self.inbox / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        return path

    def configure(self, more: str) -> None:
        """Adds lines to config.yaml."""
        path = self.folder / CONFIG
        path.write_text(path.read_text("utf-8") + more, encoding="utf-8")

    def published(self, period: str = TERM) -> Published:
        """What the last run of a period left."""
        return Published(contents(self.output / period))


@dataclass(frozen=True)
class Published:
    """A period's folder as a run left it."""

    files: Mapping[str, bytes]

    @cached_property
    def manifest(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.files["manifest.json"], parse_float=Decimal)
        return found

    @cached_property
    def numbers(self) -> dict[tuple[str, str, tuple[tuple[str, str], ...]], Decimal | int | None]:
        """Every figure by metric, span and dimensions."""
        return {
            (one["metric"], one["span"], tuple(sorted(one["by"].items()))): one["number"]
            for one in self.manifest["figures"]
        }

    def number(self, metric: str, span: str = TERM, **by: str) -> str | None:
        """A figure with the digits that stand in the manifest; None for "no figure", KeyError when it is not there."""
        number = self.numbers[metric, span, tuple(sorted(by.items()))]
        return None if number is None else str(number)

    def text(self, metric: str, span: str = TERM, **by: str) -> str:
        """A figure as it is printed."""
        wanted = (metric, span, by)
        [found] = [one for one in self.manifest["figures"] if (one["metric"], one["span"], one["by"]) == wanted]
        return str(found["text"])

    def findings(self, *effects: str) -> list[tuple[str, str, str, str]]:
        """(rule, file, sheet, cell) of the findings with these effects, in their order; all when none is named."""
        return [
            (one["rule"], one["file"], one["sheet"], one["cell"])
            for one in self.manifest["findings"]
            if not effects or one["effect"] in effects
        ]

    def fates(self) -> dict[str, str]:
        """Each file's fate."""
        return {one["name"]: one["fate"] for one in self.manifest["inputs"]}

    def named(self, start: str, end: str) -> bytes:
        """The one file whose name starts and ends so."""
        [found] = [content for name, content in self.files.items() if name.startswith(start) and name.endswith(end)]
        return found

    @cached_property
    def workbook(self) -> Workbook:
        """The statistics with the values that were written."""
        return openpyxl.load_workbook(io.BytesIO(self.named("後勤統計_", ".xlsx")), data_only=True)

    def lines(self, sheet: str, first: int = 1, last: int | None = None) -> list[tuple[Any, ...]]:
        """The values of a sheet of the statistics, a tuple a row, from Excel row `first` to `last`."""
        return list(self.workbook[sheet].iter_rows(first, last, values_only=True))

    def line(self, sheet: str, start: str) -> tuple[Any, ...]:
        """The first row of a sheet of the statistics whose first cell is this text."""
        return next(cells for cells in self.lines(sheet) if cells[0] == start)

    @cached_property
    def paragraphs(self) -> list[str]:
        """The summary's paragraphs outside tables."""
        return [paragraph.text for paragraph in self.document.paragraphs]

    @cached_property
    def prose(self) -> str:
        """All paragraphs, a line each."""
        return "\n".join(self.paragraphs)

    def table(self, heading: str) -> list[list[str]]:
        """The summary's first table whose first row has this heading."""
        tables = (
            [[cell.text.replace("\n", "") for cell in row.cells] for row in one.rows] for one in self.document.tables
        )
        return next(rows for rows in tables if heading in rows[0])

    @cached_property
    def document(self) -> Document:
        """The summary, to be looked at only."""
        return docx.Document(io.BytesIO(self.named("後勤工作總結_", ".docx")))


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by its path."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def put(files: Mapping[str, bytes], folder: Path) -> None:
    """Writes files by their paths, in the order given."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


@cache
def sample_files() -> Mapping[str, bytes]:
    """What `houqin sample` writes, by path."""
    with TemporaryDirectory() as folder:
        told = houqin("sample", Path(folder, "sample"))
        assert told.code == 0, told
        return contents(Path(folder, "sample"))


@cache
def sample_book(name: str) -> Workbook:
    """A workbook of the sample's inbox by the start of its name, as openpyxl reads it; to be looked at only."""
    [content] = [content for path, content in sample_files().items() if path.startswith(f"inbox/{name}")]
    return openpyxl.load_workbook(io.BytesIO(content))


def sample_rows(name: str, sheet: str) -> list[tuple[Any, ...]]:
    """The values of a sheet of the sample, a tuple a row, without its headings."""
    return list(sample_book(name)[sheet].iter_rows(min_row=2, values_only=True))


def workspace(folder: Path, keep: Callable[[str], bool] = lambda _: True) -> Workspace:
    """The sample in a new folder; `keep` chooses the workbooks of its inbox by name."""
    files = sample_files()
    left_out = {path for path in files if path.startswith("inbox/") and not keep(path.removeprefix("inbox/"))}
    put({path: content for path, content in files.items() if path not in left_out}, folder)
    (folder / "inbox").mkdir(exist_ok=True)
    return Workspace(folder)


@cache
def reported(*period: str) -> Published:
    """The sample reported on: `reported("--term")`, `reported("--month", "2026-05")`."""
    with TemporaryDirectory() as folder:
        place = workspace(Path(folder))
        told = place("run", *period)
        assert told.code in {0, 3}, told  # from April on a row is held
        return place.published(period[1] if len(period) > 1 else TERM)
