"""Puts a finished run in its place whole: written aside, then two renames under a journal that a later start finishes.

.new-<period>/            the new run, whole once the journal names it
.publishing.json          the journal: which run is on its way in
.history/<period>/<n>/    the run before
<period>-new/             a run that could not come in, as when Word holds a file of the one before open
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.trouble import why

JOURNAL = ".publishing.json"


class PublishError(Exception):
    """The results could not be put in place; the text is Chinese and says what to do."""


@dataclass(frozen=True)
class Move:
    """A run on its way in: `new` takes the place of what is at `target`, which goes to `old`."""

    output: Path
    period: str
    number: int

    @property
    def new(self) -> Path:
        """Where the new run is written."""
        return self.output / f".new-{self.period}"

    @property
    def target(self) -> Path:
        """Where people find the run."""
        return self.output / self.period

    @property
    def old(self) -> Path:
        """Where the run before is kept."""
        return self.output / ".history" / self.period / str(self.number)

    @property
    def beside(self) -> Path:
        """Where a run is kept that could not come in."""
        return self.output / f"{self.period}-new"

    @property
    def journal(self) -> Path:
        """The note that this move is under way."""
        return self.output / JOURNAL

    def carry_out(self) -> None:
        """Moves the old run out and the new one in, from wherever an earlier attempt stopped."""
        if self.new.exists():
            if self.target.exists():
                self.old.parent.mkdir(parents=True, exist_ok=True)
                self.target.replace(self.old)
            self.new.replace(self.target)
        self.journal.unlink(missing_ok=True)

    def undo(self) -> str:
        """After a rename was refused: the old run back, the new one kept beside; what there is now, in Chinese."""
        try:
            if self.old.exists() and not self.target.exists():
                self.old.replace(self.target)
            shutil.rmtree(self.beside, ignore_errors=True)
            self.new.replace(self.beside)
            self.journal.unlink(missing_ok=True)
        except OSError:
            return f"{self._before()}下次執行時會自動完成這次發佈"
        return f"{self._before()}新結果另存「{self.beside}」"

    def _before(self) -> str:
        if self.target.exists():
            return "原有結果未動；"
        return f"原有結果完好，暫存於「{self.old}」；" if self.old.exists() else ""


def publish(files: Mapping[str, bytes], output: Path, period: str) -> Path:
    """Writes the files to output/<period>/, keeping the run before in output/.history/<period>/<n>/.

    Whenever the program is stopped, one whole run of the period is on disk; `recover` puts it in place.

    Raises:
        PublishError: when the disk is full or a file is open elsewhere; what was there before stays.
    """
    recover(output)
    move = Move(output, period, next_number(output / ".history" / period))
    try:
        shutil.rmtree(move.new, ignore_errors=True)
        write_all(files, move.new)
        write_journal(move)
    except OSError as error:
        raise PublishError(refused(move, error, "原有結果未動")) from error
    try:
        move.carry_out()
    except OSError as error:
        raise PublishError(refused(move, error, move.undo())) from error
    shutil.rmtree(move.beside, ignore_errors=True)
    return move.target


def recover(output: Path) -> None:
    """Finishes what an earlier start was stopped in.

    Raises:
        PublishError: when it still cannot be finished.
    """
    move = interrupted(output)
    if move is None:
        return
    try:
        move.carry_out()
    except OSError as error:
        raise PublishError(refused(move, error, move.undo())) from error


def interrupted(output: Path) -> Move | None:
    """The move that the journal tells of."""
    try:
        told = json.loads((output / JOURNAL).read_bytes())
    except FileNotFoundError:
        return None
    return Move(output, told["period"], told["number"])


def refused(move: Move, error: OSError, state: str) -> str:
    """What happened, what to do, and what is on disk now."""
    says = f"無法寫入結果資料夾「{move.target}」：{why(error)}。"
    return f"{says}請檢查磁碟空間，並關閉正在開啟的統計表或總結後再執行。{state}。"


def next_number(history: Path) -> int:
    """The next free number of a history."""
    earlier = history.iterdir() if history.exists() else ()
    return 1 + max((int(path.name) for path in earlier if path.name.isdigit()), default=0)


def write_journal(move: Move) -> None:
    """Notes that the new run is whole and on its way in."""
    half = move.journal.with_suffix(".half")
    write_through(half, json.dumps({"period": move.period, "number": move.number}).encode())
    half.replace(move.journal)


def write_all(files: Mapping[str, bytes], folder: Path) -> None:
    """Every file below the folder, which is made."""
    folder.mkdir(parents=True)
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        write_through(path, content)


def write_through(path: Path, content: bytes) -> None:
    """Writes a file that is on the disk when this returns, so that no rename is there before it."""
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def write_files(files: Mapping[str, bytes], folder: Path) -> None:
    """Writes files into a folder that may hold others, each whole or not at all.

    Raises:
        PublishError: when the disk is full or a file is open elsewhere.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            half = folder / f".{name}.new"
            half.write_bytes(content)
            half.replace(folder / name)
    except OSError as error:
        says = f"無法寫入資料夾「{folder}」：{why(error)}。請檢查路徑和磁碟空間，並關閉正在開啟的文件。"
        raise PublishError(says) from error


def set_aside(names: Sequence[str], folder: Path, aside: Path) -> None:
    """Moves files out of a folder; one of the same name that was there before gives way.

    Raises:
        PublishError: when a file is open elsewhere.
    """
    try:
        for name in names:
            aside.mkdir(parents=True, exist_ok=True)
            (folder / name).replace(aside / name)
    except OSError as error:
        raise PublishError(
            f"無法移走「{folder}」裏的舊文件：{error.strerror or error}。請關閉正在開啟的文件。"
        ) from error
