"""A workspace's inbox: what was found in it, and every file as a Submission."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.config import Config
from pipeline.hand_in import hand_in, lost
from pipeline.intake.child import collect_rarely
from pipeline.intake.discover import Discovered, discover
from pipeline.intake.submission import Submission
from pipeline.intake.workers import Pool, map_files
from pipeline.trouble import why
from pipeline.wrong_use import WrongUseError

Progress = Callable[[int, int], None]
"""Told how many files are done, and of how many."""


@dataclass(frozen=True)
class Inbox:
    """What lies in the inbox: files read (or refused), and files that are no hand-ins."""

    submissions: Sequence[Submission]
    ignored: Sequence[Discovered]


def no_progress(_done: int, _total: int) -> None:
    """Nobody is watching."""


def workers_of(config: Config) -> int:
    """How many processes read at once."""
    return (os.cpu_count() or 1) if config.engine.workers == "auto" else config.engine.workers


def read_inbox(config: Config, progress: Progress = no_progress, also: Sequence[Path] = ()) -> Inbox:
    """Every file of the inbox, and `also` files given by path (told by that path).

    Raises:
        WrongUseError: when the inbox is no folder and cannot be made one.
    """
    found = inbox_files(config)
    known = {Path(one.path).resolve() for one in found}
    files = [(one.path, one.name) for one in found if not one.ignored]
    files += [(str(path), path.as_posix()) for path in also if path.resolve() not in known]
    return Inbox(read_files(files, workers_of(config), progress), [one for one in found if one.ignored])


def inbox_files(config: Config) -> list[Discovered]:
    """Every file of the inbox by its path, unread; a missing inbox is made.

    Raises:
        WrongUseError: when the inbox is no folder and cannot be made one.
    """
    try:
        config.inbox.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        says = f"收件資料夾「{config.inbox}」不能用：{why(error)}。請改正設定檔的 inbox。"
        raise WrongUseError(says) from error
    return discover(config.inbox)


def read_files(files: Sequence[tuple[str, str]], workers: int, progress: Progress = no_progress) -> list[Submission]:
    """The files as Submissions, in their order whatever was ready first."""
    collect_rarely()
    done = 0

    def count(more: int) -> None:
        nonlocal done
        done += more
        progress(done, len(files))

    return map_files(hand_in, files, Pool(max(1, min(workers, len(files)))), lost, count)
