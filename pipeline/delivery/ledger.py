"""The ledger of letters: one line for each attempt to send one letter to one recipient.

A line is written before the attempt, as `sending`, and completed after it; lines are never removed, so that an auditor
sees every attempt. The last line of a letter and recipient is what holds.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from pipeline.delivery.error import MailError
from pipeline.delivery.message import Letter
from pipeline.trouble import why

_SCHEMA = """
CREATE TABLE IF NOT EXISTS attempt (
    number INTEGER PRIMARY KEY,
    letter TEXT NOT NULL,    -- Letter.digest
    period TEXT NOT NULL,
    recipient TEXT NOT NULL,
    state TEXT NOT NULL,     -- State
    started TEXT NOT NULL,   -- ISO 8601 with its offset
    code INTEGER NOT NULL DEFAULT 0,
    reply TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT ''
);
CREATE INDEX IF NOT EXISTS attempt_of ON attempt (letter, recipient, number);
"""
_PATIENCE = 10.0  # seconds to wait for another program that holds the ledger


class State(StrEnum):
    """How an attempt ended. SENDING: it has not, or the program died in it, which leaves it as open as UNCERTAIN."""

    SENDING = "sending"
    SENT = "sent"
    REFUSED = "refused"
    DEFERRED = "deferred"
    UNCERTAIN = "uncertain"

    @property
    def may_be_repeated(self) -> bool:
        """Whether it is certain that the recipient did not get the letter."""
        return self in {State.REFUSED, State.DEFERRED}


@dataclass(frozen=True, slots=True)
class Attempt:
    """A line of the ledger. `code` and `reply` are the server's, 0 and empty where it said nothing."""

    number: int
    letter: str
    period: str
    recipient: str
    state: State
    started: str
    code: int = 0
    reply: str = ""
    note: str = ""


class Ledger:
    """The ledger in the SQLite file at `path`, made when missing. Two programs may use it at once.

    Every method raises MailError when the file cannot be read or written.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def attempts(self) -> list[Attempt]:
        """All lines, the oldest first."""
        with self._opened() as connection:
            return _read(connection, "SELECT * FROM attempt ORDER BY number")

    def last(self, letter: Letter) -> dict[str, Attempt]:
        """The line that holds for each recipient of `letter`, by address."""
        with self._opened() as connection:
            return _last(connection, letter)

    def claim(
        self, letter: Letter, recipients: Sequence[str], now: datetime, *, again: Collection[str], note: str
    ) -> dict[str, int]:
        """Open a line for each recipient who may get `letter` now, at once for all; their line numbers, by address.

        Left out are those who have it, may have it, or are just getting it from another program, unless they are in
        `again`: a person has decided that they shall get it once more.
        """
        with self._opened() as connection:
            held = _last(connection, letter)
            return {
                recipient: _open_line(connection, (letter.digest, letter.period, recipient, now.isoformat(), note))
                for recipient in recipients
                if recipient in again or recipient not in held or held[recipient].state.may_be_repeated
            }

    def close(self, number: int, state: State, code: int = 0, reply: str = "") -> None:
        """Write how the attempt with this line number ended."""
        with self._opened() as connection:
            connection.execute(
                "UPDATE attempt SET state = ?, code = ?, reply = ? WHERE number = ?", (state.value, code, reply, number)
            )

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        """A transaction that nobody else can come between."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(self.path, timeout=_PATIENCE, isolation_level=None)) as connection:
                connection.executescript(_SCHEMA)
                connection.execute("BEGIN IMMEDIATE")
                yield connection
                connection.execute("COMMIT")
        except (sqlite3.Error, OSError) as error:
            raise MailError(
                f"寄信記錄 {self.path} 無法讀寫（{why(error)}）；已開始寄送的收件人當作「不確定」，不會自動重寄"
            ) from error


def _open_line(connection: sqlite3.Connection, values: tuple[str, str, str, str, str]) -> int:
    """The number of the new line for (letter, period, recipient, started, note)."""
    line = connection.execute(
        "INSERT INTO attempt (letter, period, recipient, state, started, note) VALUES (?, ?, ?, 'sending', ?, ?)",
        values,
    )
    return int(line.lastrowid or 0)


def _last(connection: sqlite3.Connection, letter: Letter) -> dict[str, Attempt]:
    lines = _read(connection, "SELECT * FROM attempt WHERE letter = ? ORDER BY number", letter.digest)
    return {line.recipient: line for line in lines}


def _read(connection: sqlite3.Connection, query: str, *values: str) -> list[Attempt]:
    rows = connection.execute(query, values)
    return [Attempt(n, letter, period, who, State(state), *rest) for n, letter, period, who, state, *rest in rows]
