"""Mail servers on the loopback interface: a real one, and one that hangs up when it is told to."""

from __future__ import annotations

import asyncio
import socket
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, cast

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

USER, PASSWORD = "office@school.example", "tr0ub4dor&3"


@dataclass
class Mailbox:
    """Takes letters, except for the recipients in `refuses`, each with the reply it gets."""

    refuses: dict[str, str] = field(default_factory=dict)
    refuses_sender: str = ""
    refuses_letter: str = ""
    greeted_as: list[str] = field(default_factory=list)
    tried: list[str] = field(default_factory=list)
    announced: list[str] = field(default_factory=list)
    letters: list[bytes] = field(default_factory=list)
    envelopes: list[tuple[str, list[str]]] = field(default_factory=list)

    async def handle_EHLO(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, name: str, replies: list[str]
    ) -> list[str]:
        del server, envelope
        session.host_name = name
        self.greeted_as.append(name)
        return replies

    async def handle_MAIL(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        del server, session
        self.tried.append(address)
        self.announced += options
        if not self.refuses_sender:
            envelope.mail_from = address
        return self.refuses_sender or "250 OK"

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        del server, session, options
        if address not in self.refuses:
            envelope.rcpt_tos.append(address)
        return self.refuses.get(address, "250 OK")

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's name
        del server, session
        if self.refuses_letter:
            return self.refuses_letter
        assert isinstance(envelope.content, bytes)
        self.letters.append(envelope.content)
        self.envelopes.append((str(envelope.mail_from), list(map(str, envelope.rcpt_tos))))
        return "250 OK"


class _AnyPort(Controller):
    def _trigger_server(self) -> None:
        assert isinstance(self.server, asyncio.Server)
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()  # type: ignore[no-untyped-call] # aiosmtpd is annotated in part


def knows_the_office(server: SMTP, session: Session, envelope: Envelope, mechanism: str, login: object) -> AuthResult:
    """Let the office in, with the right password only."""
    del server, session, envelope, mechanism
    assert isinstance(login, LoginPassword)
    return AuthResult(success=login == LoginPassword(USER.encode(), PASSWORD.encode()), handled=False)


@contextmanager
def running(mailbox: Mailbox, **options: object) -> Iterator[int]:
    """A server for `mailbox`; gives its port. `options` are those of aiosmtpd."""
    controller = _AnyPort(mailbox, "127.0.0.1", 0, **cast("dict[str, Any]", options))
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()


class _Rude(socketserver.StreamRequestHandler):
    """Speaks SMTP up to the command (or "content", "stop") at which the server hangs up or falls silent."""

    server: RudeServer

    def handle(self) -> None:
        self._say("220 rude")
        while line := self.rfile.readline().decode("ascii").strip():
            command = line.upper().partition(" ")[0]
            if command == self.server.until or (command == "DATA" and self._content()):
                self._leave()
                return
            self._say(self.server.replies.get(command, "250 OK"))

    def _content(self) -> bool:
        """Whether it is here that the server has had enough."""
        if self.server.until not in {"content", "stop"}:
            return False
        self._say("354 go ahead")
        while self.rfile.readline() != b".\r\n":
            if self.server.until == "content":
                return True
        return True

    def _leave(self) -> None:
        if last_word := self.server.replies.get(self.server.until):
            self._say(last_word)
        if self.server.falls_silent:
            self.rfile.read()  # until the other side has had enough

    def _say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


class RudeServer(socketserver.ThreadingTCPServer):
    """Hangs up at `until`, or just says nothing more. `replies` has its answers to commands, other than 250."""

    def __init__(self, until: str, replies: dict[str, str] | None = None, *, falls_silent: bool = False) -> None:
        super().__init__(("127.0.0.1", 0), _Rude)
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)  # so that a letter of megabytes is cut off
        self.until = until
        self.replies = replies or {}
        self.falls_silent = falls_silent

    @property
    def port(self) -> int:
        return int(self.socket.getsockname()[1])


@contextmanager
def rude(until: str, replies: dict[str, str] | None = None, *, falls_silent: bool = False) -> Iterator[int]:
    """A server that hangs up (or falls silent) at `until`; gives its port."""
    with RudeServer(until, replies, falls_silent=falls_silent) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield server.port
        finally:
            server.shutdown()
            thread.join()
