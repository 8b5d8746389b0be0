"""Sending a letter, at most once to each recipient.

Up to the full stop that ends the letter, whatever goes wrong means that nobody got it. Once the stop is sent, only the
server's reply tells; without one the letter may have been sent or not, and a person has to ask the recipient.
"""

from __future__ import annotations

import re
import smtplib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from enum import Enum
from typing import TYPE_CHECKING

from pipeline.delivery.connection import connected, said
from pipeline.delivery.error import MailError
from pipeline.delivery.ledger import Attempt, Ledger, State
from pipeline.delivery.message import compose, read

if TYPE_CHECKING:
    from pipeline.config import MailSettings

_OK = range(200, 300)
_GO_AHEAD = 354
_FOR_NOW = range(400, 500)
_FOR_GOOD = range(500, 600)
_LAST_PATIENCE = 10  # times the usual timeout: servers look for viruses before they take a letter (RFC 5321, 4.5.3.2.6)


class Outcome(Enum):
    """What has become of the letter for one recipient, in the words of the report to the sender."""

    SENT = "已寄出"
    ALREADY_SENT = "先前已寄出，未再寄"
    REFUSED = "被拒收，請核對地址或郵件設定"
    DEFERRED = "暫時未被接收，稍後可再寄"
    UNCERTAIN = "不確定是否已送達；請先向收件人查問，確認沒有收到才重寄"


_OUTCOMES = {
    State.SENDING: Outcome.UNCERTAIN,
    State.SENT: Outcome.SENT,
    State.REFUSED: Outcome.REFUSED,
    State.DEFERRED: Outcome.DEFERRED,
    State.UNCERTAIN: Outcome.UNCERTAIN,
}


@dataclass(frozen=True, slots=True)
class Result:
    """One recipient's outcome; `code` and `reply` are the server's, 0 and empty where it said nothing."""

    recipient: str
    outcome: Outcome
    code: int = 0
    reply: str = ""

    @property
    def says(self) -> str:
        """The line for the sender."""
        reply = f"（{self.code} {self.reply}）" if self.code and self.outcome is not Outcome.SENT else ""
        return f"{self.recipient}：{self.outcome.value}{reply}"

    @property
    def told(self) -> dict[str, str | int]:
        """The same for a program: address, state (sent, already_sent, refused, deferred, uncertain), reply, text."""
        state = self.outcome.name.lower()
        return {"address": self.recipient, "state": state, "code": self.code, "reply": self.reply, "text": self.says}


@dataclass(frozen=True, slots=True)
class Delivery:
    """What has become of the letter, for every recipient in the order of the settings."""

    results: tuple[Result, ...]

    @property
    def is_complete(self) -> bool:
        """Whether everybody has the letter; otherwise something waits for a person."""
        return all(result.outcome in {Outcome.SENT, Outcome.ALREADY_SENT} for result in self.results)


@dataclass(frozen=True, slots=True)
class _Reply:
    """How the attempt for one recipient ended, and what the server said to it."""

    state: State
    code: int = 0
    text: str = ""


def deliver(
    eml: bytes,
    mail: MailSettings,
    password: str | None,
    ledger: Ledger,
    now: datetime,
    *,
    resend: Collection[str] = (),
    note: str = "",
) -> Delivery:
    """Send the letter in `eml`, dated `now` (with its offset), to the recipients in `mail` who do not have it yet.

    It is addressed as `mail` says, whatever the settings were when it was composed. `resend` names the addresses that
    get it once more by a person's decision; `note` is kept in the ledger.

    Raises:
        MailError: nothing was sent, or what was sent could not be written down and counts as uncertain.
    """
    if now.tzinfo is None:
        raise ValueError("the time of sending needs an offset")
    letter = read(eml)
    again = {address.casefold() for address in resend}
    everybody = {address.spec.casefold(): address.spec for address in mail.recipients}
    last = ledger.last(letter)
    lines: Mapping[str, int] = {}
    if any(who in again or who not in last or last[who].state.may_be_repeated for who in everybody):
        with connected(mail, password) as server:
            lines = ledger.claim(letter, list(everybody), now, again=again, note=note)
            wire = f"Date: {format_datetime(now)}\r\n".encode("ascii") + compose(letter, mail)
            _attempt(server, mail, {spec: lines[who] for who, spec in everybody.items() if who in lines}, wire, ledger)
        last = ledger.last(letter)
    return Delivery(tuple(_result(last[who], is_new=who in lines) for who in everybody))


def _attempt(server: smtplib.SMTP, mail: MailSettings, lines: Mapping[str, int], wire: bytes, ledger: Ledger) -> None:
    """Send to everybody who has an open line, and close the lines."""
    try:
        replies = _transaction(server, mail.sender.spec, list(lines), wire, mail.timeout * _LAST_PATIENCE)
    except OSError as error:  # smtplib's errors are OSErrors, too
        for number in lines.values():
            ledger.close(number, State.DEFERRED)
        raise MailError(f"郵件伺服器 {mail.host} 在接收途中斷線，郵件未寄出，稍後可再寄") from error
    for spec, reply in replies.items():
        ledger.close(lines[spec], reply.state, reply.code, reply.text)


def _transaction(
    server: smtplib.SMTP, sender: str, recipients: Sequence[str], wire: bytes, patience: float
) -> dict[str, _Reply]:
    """One letter to all of `recipients`; an OSError means that nobody got it.

    `patience` is how many seconds the server may take for its last reply.
    """
    if not recipients:
        return {}
    size = [f"SIZE={len(wire)}"] if server.has_extn("size") else []
    started = _reply(server.mail(sender, size))
    if started.state is not State.SENT:
        return dict.fromkeys(recipients, started)
    replies = {recipient: _reply(server.rcpt(recipient)) for recipient in recipients}
    accepted = [recipient for recipient, reply in replies.items() if reply.state is State.SENT]
    if accepted:
        replies |= dict.fromkeys(accepted, _data(server, wire, patience))
    return replies


def _data(server: smtplib.SMTP, wire: bytes, patience: float) -> _Reply:
    code, text = server.docmd("DATA")
    if code != _GO_AHEAD:
        return _reply((code, text), unclear=State.DEFERRED)
    server.send(re.sub(rb"^\.", b"..", wire, flags=re.MULTILINE))
    if server.sock is not None:
        server.sock.settimeout(patience)
    try:
        server.send(b".\r\n")
        return _reply(server.getreply(), unclear=State.UNCERTAIN)
    except OSError:
        return _Reply(State.UNCERTAIN)


def _reply(answer: tuple[int, bytes], unclear: State = State.DEFERRED) -> _Reply:
    """What the server's answer means; `unclear` when it is not one that RFC 5321 knows here."""
    code, text = answer
    kinds = ((_OK, State.SENT), (_FOR_NOW, State.DEFERRED), (_FOR_GOOD, State.REFUSED))
    return _Reply(next((state for codes, state in kinds if code in codes), unclear), code, said(text))


def _result(last: Attempt, *, is_new: bool) -> Result:
    outcome = Outcome.ALREADY_SENT if last.state is State.SENT and not is_new else _OUTCOMES[last.state]
    return Result(last.recipient, outcome, last.code, last.reply)
