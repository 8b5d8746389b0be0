from __future__ import annotations

import base64
import smtplib
import socket
import ssl
import traceback
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any
from unittest.mock import create_autospec

import pytest
import trustme
from aiosmtpd.smtp import AuthResult

from pipeline.config import MailSettings
from pipeline.delivery.connection import _own_address, connected, password_of
from pipeline.delivery.error import MailError
from pipeline.delivery.ledger import Ledger, State
from pipeline.delivery.message import Attachment, Letter, compose, read, rebuild
from pipeline.delivery.smtp import Delivery, Outcome, _transaction, deliver
from tests.delivery.server import PASSWORD, USER, Mailbox, knows_the_office, rude, running

HEAD, DEPUTY = "head@school.example", "deputy@school.example"
NOW = datetime(2026, 5, 3, 9, 30, tzinfo=timezone(timedelta(hours=8)))
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SUMMARY = Attachment("後勤工作總結_2026-04.docx", bytes(range(256)) * 40, DOCX)
LETTER = Letter(
    "陽光小學", "2026-04", "陽光小學2026年4月後勤工作總結", "校長：\n.\n您好。\n", "<p>校長</p>\n", (SUMMARY,)
)
LOGIN: dict[str, Any] = {"user": USER, "password_env": "HOUQIN_MAIL_PASSWORD"}

Outcomes = dict[str, Outcome]


@dataclass
class Post:
    """The office's side of the mail, and a mailbox behind a server that takes everything unencrypted on `port`."""

    ledger: Ledger
    ca_file: Path
    mailbox: Mailbox
    port: int

    def settings(self, **changes: object) -> MailSettings:
        server = {"host": "127.0.0.1", "port": self.port, "security": "none", "timeout": 3}
        addresses = {"from": f"總務處 <{USER}>", "to": [f"校長 <{HEAD}>"], "cc": [DEPUTY]}
        values = {**server, **addresses, "ca_file": str(self.ca_file), **changes}
        return MailSettings.model_validate(values, context={"root": Path("/")})

    def send(self, letter: Letter = LETTER, *, resend: tuple[str, ...] = (), **changes: object) -> Delivery:
        mail = self.settings(**changes)
        return deliver(compose(letter, mail), mail, PASSWORD if mail.user else None, self.ledger, NOW, resend=resend)

    def outcomes(self, letter: Letter = LETTER, *, resend: tuple[str, ...] = (), **changes: object) -> Outcomes:
        return {each.recipient: each.outcome for each in self.send(letter, resend=resend, **changes).results}

    @property
    def states(self) -> list[tuple[str, State]]:
        return [(attempt.recipient, attempt.state) for attempt in self.ledger.attempts()]

    @property
    def arrived_for(self) -> list[list[str]]:
        return [recipients for _, recipients in self.mailbox.envelopes]


@pytest.fixture(scope="session")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture(scope="session")
def certificate(authority: trustme.CA) -> ssl.SSLContext:
    return _certified(authority, "127.0.0.1")


@pytest.fixture
def post(tmp_path: Path, authority: trustme.CA) -> Iterator[Post]:
    ca_file = tmp_path / "school-ca.pem"
    authority.cert_pem.write_to_path(str(ca_file))
    mailbox = Mailbox()
    with running(mailbox) as port:
        yield Post(Ledger(tmp_path / "output" / ".mail.sqlite"), ca_file, mailbox, port)


@pytest.fixture
def nowhere() -> int:
    """A port on which nobody listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _certified(authority: trustme.CA, name: str) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(name).configure_cert(context)
    return context


def _offering(post: Post, security: str, context: ssl.SSLContext, **options: object) -> AbstractContextManager[int]:
    """A server for the same mailbox that offers (or is all) TLS."""
    return running(post.mailbox, **{"ssl_context" if security == "tls" else "tls_context": context}, **options)


class TestSending:
    def test_the_letter_arrives_whole(self, post: Post) -> None:
        delivery = post.send()
        assert [(each.recipient, each.outcome) for each in delivery.results] == [
            (HEAD, Outcome.SENT),
            (DEPUTY, Outcome.SENT),
        ]
        assert delivery.is_complete
        assert post.mailbox.envelopes == [(USER, [HEAD, DEPUTY])]
        [letter] = post.mailbox.letters
        assert read(letter) == LETTER
        message = message_from_bytes(letter, _class=EmailMessage, policy=policy.default)
        headers = {name: str(message[name]) for name in ("From", "To", "Cc", "Subject")}
        assert headers == {
            "From": f"總務處 <{USER}>",
            "To": f"校長 <{HEAD}>",
            "Cc": DEPUTY,
            "Subject": "陽光小學2026年4月後勤工作總結",
        }
        assert message["Date"].datetime == NOW
        [file] = message.iter_attachments()
        assert (file.get_filename(), file.get_content_type()) == ("後勤工作總結_2026-04.docx", DOCX)
        assert file.get_payload(decode=True) == SUMMARY.content

    def test_only_the_date_is_added_on_the_way(self, post: Post) -> None:
        post.send()
        date, _, rest = post.mailbox.letters[0].partition(b"\r\n")
        assert date == b"Date: Sun, 03 May 2026 09:30:00 +0800"
        assert rest == compose(LETTER, post.settings())

    def test_a_draft_is_addressed_by_the_settings_of_today(self, post: Post) -> None:
        deliver(compose(LETTER, None), post.settings(), None, post.ledger, NOW)
        message = message_from_bytes(post.mailbox.letters[0], _class=EmailMessage, policy=policy.default)
        assert (message["To"], message["X-Unsent"]) == (f"校長 <{HEAD}>", None)
        assert message["Message-ID"].endswith("@school.example>")

    def test_the_server_is_told_how_long_the_letter_is(self, post: Post) -> None:
        post.send()
        assert post.mailbox.announced == [f"SIZE={len(post.mailbox.letters[0])}"]

    def test_the_server_is_greeted_with_an_address_not_with_the_name_of_this_computer(self, post: Post) -> None:
        post.send()
        assert post.mailbox.greeted_as == ["[127.0.0.1]"]

    def test_a_line_of_one_full_stop_does_not_end_the_letter(self, post: Post) -> None:
        wire = b"Subject: x\r\n\r\none\r\n.\r\n..two\r\n.three\r\n"
        with connected(post.settings(), None) as server:
            replies = _transaction(server, USER, [HEAD], wire, 3)
        assert replies[HEAD].state is State.SENT
        assert post.mailbox.letters == [wire]

    def test_a_time_without_offset_is_a_mistake_of_the_program(self, post: Post) -> None:
        with pytest.raises(ValueError, match="offset"):
            deliver(compose(LETTER, None), post.settings(), None, post.ledger, NOW.replace(tzinfo=None))

    def test_what_is_no_letter_of_ours_is_not_sent(self, post: Post) -> None:
        with pytest.raises(MailError, match="不是本程式寫出的"):
            deliver(b"Subject: hello\r\n\r\nhello\r\n", post.settings(), None, post.ledger, NOW)
        assert post.mailbox.tried == []


class TestOnlyOnce:
    def test_a_second_send_sends_nothing_and_needs_no_server(self, post: Post, nowhere: int) -> None:
        post.send()
        again = post.send(port=nowhere)
        assert [each.outcome for each in again.results] == [Outcome.ALREADY_SENT, Outcome.ALREADY_SENT]
        assert again.is_complete
        assert len(post.mailbox.letters) == 1

    def test_an_edited_summary_is_another_letter(self, post: Post) -> None:
        post.send()
        edited = rebuild(compose(LETTER, None), {SUMMARY.name: b"edited by the head"}, None)
        deliver(edited, post.settings(), None, post.ledger, NOW, note="edited")
        contents = [read(letter).attachments[0].content for letter in post.mailbox.letters]
        assert contents == [SUMMARY.content, b"edited by the head"]
        assert [attempt.note for attempt in post.ledger.attempts()] == ["", "", "edited", "edited"]

    def test_a_new_recipient_gets_what_the_others_have(self, post: Post) -> None:
        post.send(cc=[])
        assert post.outcomes() == {HEAD: Outcome.ALREADY_SENT, DEPUTY: Outcome.SENT}
        assert post.arrived_for == [[HEAD], [DEPUTY]]

    def test_a_person_can_have_it_sent_again(self, post: Post) -> None:
        post.send()
        assert post.outcomes(resend=(DEPUTY.upper(),)) == {HEAD: Outcome.ALREADY_SENT, DEPUTY: Outcome.SENT}
        assert post.arrived_for == [[HEAD, DEPUTY], [DEPUTY]]

    def test_an_attempt_that_never_ended_waits_for_a_person(self, post: Post) -> None:
        post.ledger.claim(LETTER, [HEAD], NOW, again=(), note="")
        delivery = post.send()
        assert [each.outcome for each in delivery.results] == [Outcome.UNCERTAIN, Outcome.SENT]
        assert not delivery.is_complete
        assert post.arrived_for == [[DEPUTY]]


class TestRefused:
    @pytest.mark.parametrize(
        ("reply", "outcome"), [("550 no such user", Outcome.REFUSED), ("450 mailbox busy", Outcome.DEFERRED)]
    )
    def test_one_of_two_recipients(self, post: Post, reply: str, outcome: Outcome) -> None:
        post.mailbox.refuses[DEPUTY] = reply
        delivery = post.send()
        assert [each.outcome for each in delivery.results] == [Outcome.SENT, outcome]
        assert not delivery.is_complete
        assert delivery.results[1].says == f"{DEPUTY}：{outcome.value}（{reply}）"
        assert post.states == [(HEAD, State.SENT), (DEPUTY, State[outcome.name])]
        assert post.arrived_for == [[HEAD]]

    def test_who_was_refused_is_tried_again_and_nobody_else(self, post: Post) -> None:
        post.mailbox.refuses[DEPUTY] = "550 no such user"
        post.send()
        post.mailbox.refuses.clear()
        assert post.outcomes() == {HEAD: Outcome.ALREADY_SENT, DEPUTY: Outcome.SENT}
        assert post.arrived_for == [[HEAD], [DEPUTY]]

    def test_all_recipients(self, post: Post) -> None:
        post.mailbox.refuses |= {HEAD: "550 no", DEPUTY: "450 later"}
        assert post.outcomes() == {HEAD: Outcome.REFUSED, DEPUTY: Outcome.DEFERRED}
        assert post.mailbox.letters == []

    @pytest.mark.parametrize("what", ["refuses_sender", "refuses_letter"])
    @pytest.mark.parametrize(
        ("reply", "outcome"), [("552 too large", Outcome.REFUSED), ("452 disk full", Outcome.DEFERRED)]
    )
    def test_the_sender_or_the_letter(self, post: Post, what: str, reply: str, outcome: Outcome) -> None:
        setattr(post.mailbox, what, reply)
        results = post.send().results
        assert [each.outcome for each in results] == [outcome, outcome]
        assert f"{results[0].code} {results[0].reply}" == reply
        assert post.mailbox.letters == []

    def test_the_command_to_begin(self, post: Post) -> None:
        with rude("QUIT", {"DATA": "554 no valid recipients"}) as port:
            assert post.outcomes(port=port) == {HEAD: Outcome.REFUSED, DEPUTY: Outcome.REFUSED}


class TestHangingUp:
    @pytest.mark.parametrize("until", ["EHLO", "MAIL", "RCPT", "DATA", "content"])
    def test_before_the_end_of_the_letter_nobody_has_it_and_it_can_be_sent_again(self, post: Post, until: str) -> None:
        more_than_fits_in_the_network = Attachment("big", bytes(6_000_000 if until == "content" else 1))
        letter = replace(LETTER, attachments=(more_than_fits_in_the_network,))
        with rude(until) as port, pytest.raises(MailError):
            post.send(letter, port=port)
        assert {state for _, state in post.states} == ({State.DEFERRED} if until != "EHLO" else set())
        assert post.outcomes(letter) == {HEAD: Outcome.SENT, DEPUTY: Outcome.SENT}

    def test_after_the_end_it_is_uncertain_and_waits_for_a_person(self, post: Post) -> None:
        with rude("stop") as port:
            delivery = post.send(port=port)
        assert [each.outcome for each in delivery.results] == [Outcome.UNCERTAIN, Outcome.UNCERTAIN]
        assert not delivery.is_complete
        assert post.states == [(HEAD, State.UNCERTAIN), (DEPUTY, State.UNCERTAIN)]
        assert post.outcomes() == {HEAD: Outcome.UNCERTAIN, DEPUTY: Outcome.UNCERTAIN}
        assert post.mailbox.letters == []
        assert post.outcomes(resend=(HEAD,)) == {HEAD: Outcome.SENT, DEPUTY: Outcome.UNCERTAIN}

    def test_silence_after_the_end_is_uncertain_too(self, post: Post) -> None:
        with rude("stop", falls_silent=True) as port:
            assert post.outcomes(port=port, timeout=0.1) == {HEAD: Outcome.UNCERTAIN, DEPUTY: Outcome.UNCERTAIN}

    @pytest.mark.parametrize("reply", ["banana", "354 go ahead"])
    def test_an_answer_without_meaning_is_uncertain_too(self, post: Post, reply: str) -> None:
        with rude("stop", {"stop": reply}) as port:
            assert post.outcomes(port=port) == {HEAD: Outcome.UNCERTAIN, DEPUTY: Outcome.UNCERTAIN}

    def test_silence_before_it_is_not(self, post: Post) -> None:
        with rude("DATA", falls_silent=True) as port, pytest.raises(MailError, match="郵件未寄出"):
            post.send(port=port, timeout=0.2)
        assert post.states == [(HEAD, State.DEFERRED), (DEPUTY, State.DEFERRED)]

    def test_in_place_of_goodbye_changes_nothing(self, post: Post) -> None:
        with rude("QUIT", {"RCPT": "550 no"}) as port:
            assert post.outcomes(port=port) == {HEAD: Outcome.REFUSED, DEPUTY: Outcome.REFUSED}


class TestEncryption:
    def test_starttls_and_login(self, post: Post, certificate: ssl.SSLContext) -> None:
        options = {"require_starttls": True, "auth_required": True, "authenticator": knows_the_office}
        with _offering(post, "starttls", certificate, **options) as port:
            assert post.send(port=port, security="starttls", **LOGIN).is_complete
        assert read(post.mailbox.letters[0]) == LETTER
        assert PASSWORD.encode() not in post.ledger.path.read_bytes()

    def test_tls_and_login(self, post: Post, certificate: ssl.SSLContext) -> None:
        options = {"auth_required": True, "auth_require_tls": False, "authenticator": knows_the_office}
        with (
            pytest.warns(UserWarning, match="Requiring AUTH"),  # aiosmtpd does not see that all of it is TLS
            _offering(post, "tls", certificate, **options) as port,
        ):
            assert post.send(port=port, security="tls", **LOGIN).is_complete
        assert read(post.mailbox.letters[0]) == LETTER

    def test_a_server_without_starttls_gets_nothing(self, post: Post) -> None:
        with pytest.raises(MailError, match="不提供 STARTTLS 加密，未以明文寄出"):
            post.send(security="starttls")
        assert post.mailbox.tried == []

    @pytest.mark.parametrize("security", ["starttls", "tls"])
    @pytest.mark.parametrize("name", ["127.0.0.1", "10.0.0.1"])
    def test_a_wrong_certificate_is_refused(self, post: Post, authority: trustme.CA, security: str, name: str) -> None:
        """That of a stranger for this server, or that of the school for another server."""
        wrong = _certified(trustme.CA() if name == "127.0.0.1" else authority, name)
        with _offering(post, security, wrong) as port, pytest.raises(MailError, match="憑證無法核實"):
            post.send(port=port, security=security)
        assert post.mailbox.tried == []

    def test_without_a_ca_file_the_authority_of_the_school_is_not_trusted(
        self, post: Post, certificate: ssl.SSLContext
    ) -> None:
        with _offering(post, "tls", certificate) as port, pytest.raises(MailError, match="憑證無法核實"):
            post.send(port=port, security="tls", ca_file=None)

    def test_a_server_that_does_not_speak_tls(self, post: Post) -> None:
        with pytest.raises(MailError, match="不能建立加密連線"):
            post.send(security="tls")

    def test_a_missing_ca_file(self, post: Post) -> None:
        with pytest.raises(MailError, match=r"讀不了憑證文件 .*none\.pem"):
            post.send(ca_file="/none.pem")


@pytest.mark.parametrize(
    ("family", "address", "name"),
    [(socket.AF_INET, "192.0.2.1", "[192.0.2.1]"), (socket.AF_INET6, "2001:db8::1", "[IPv6:2001:db8::1]")],
)
def test_the_name_for_the_greeting(family: socket.AddressFamily, address: str, name: str) -> None:
    server = create_autospec(smtplib.SMTP, instance=True)
    server.sock = create_autospec(socket.socket, instance=True, family=family)
    server.sock.getsockname.return_value = (address, 25)
    assert _own_address(server) == name


class TestNoConnection:
    def test_nobody_listens(self, post: Post, nowhere: int) -> None:
        with pytest.raises(MailError, match=f"127.0.0.1:{nowhere} 拒絕連線"):
            post.send(port=nowhere)
        assert post.states == []

    @pytest.mark.parametrize("host", ["smtp.school.invalid", "a..b", "c" * 64])
    def test_no_such_host(self, post: Post, host: str) -> None:
        with pytest.raises(MailError, match="找不到"):
            post.send(host=host)

    def test_a_server_that_says_nothing(self, post: Post) -> None:
        with socket.create_server(("127.0.0.1", 0)) as silent, pytest.raises(MailError, match="沒有回應"):
            post.send(port=silent.getsockname()[1], timeout=0.2)

    def test_a_server_that_does_not_want_us(self, post: Post) -> None:
        replies = {"EHLO": "554 go away", "HELO": "554 go away"}
        with rude("QUIT", replies) as port, pytest.raises(MailError, match="不接受連線（554 go away）"):
            post.send(port=port)

    def test_a_ledger_that_cannot_be_written_stops_the_letter(self, post: Post) -> None:
        post.ledger.path.parent.mkdir()
        post.ledger.path.write_bytes(b"no database" * 100)
        with pytest.raises(MailError, match="寄信記錄"):
            post.send()
        assert post.mailbox.tried == []


class TestPassword:
    """It stands in no text of an error, nor in the errors behind it."""

    def test_a_wrong_one(self, post: Post, certificate: ssl.SSLContext) -> None:
        with _offering(post, "starttls", certificate, authenticator=_knows_nobody) as port:
            error = _failure(lambda: post.send(port=port, security="starttls", **LOGIN))
        assert f"不接受帳號 {USER} 的密碼（535 " in error
        assert "授權碼" in error
        assert (post.mailbox.tried, post.states) == ([], [])

    def test_a_server_that_repeats_it(self, post: Post, certificate: ssl.SSLContext) -> None:
        with _offering(post, "starttls", certificate, authenticator=_tells_the_password) as port:
            error = _failure(lambda: post.send(port=port, security="starttls", **LOGIN))
        assert "（535 wrong: *** ***）" in error

    def test_a_server_without_a_login_that_we_know(self, post: Post, certificate: ssl.SSLContext) -> None:
        with _offering(post, "starttls", certificate, auth_exclude_mechanism=["LOGIN", "PLAIN"]) as port:
            error = _failure(lambda: post.send(port=port, security="starttls", **LOGIN))
        assert "不提供可用的登入方式" in error

    @pytest.mark.parametrize("password", ["密碼", "", None])
    def test_one_that_no_server_takes(self, post: Post, certificate: ssl.SSLContext, password: str | None) -> None:
        with _offering(post, "starttls", certificate, authenticator=knows_the_office) as port:
            mail = post.settings(port=port, security="starttls", **LOGIN)
            with pytest.raises(MailError, match="沒有密碼，或密碼含中文等字元"):
                deliver(compose(LETTER, mail), mail, password, post.ledger, NOW)
        assert post.mailbox.tried == []

    def test_it_comes_from_the_environment(self, post: Post) -> None:
        with_login = post.settings(security="tls", **LOGIN)
        assert password_of(with_login, {"HOUQIN_MAIL_PASSWORD": "secret"}) == "secret"
        assert password_of(post.settings(), {"HOUQIN_MAIL_PASSWORD": "secret"}) is None

    @pytest.mark.parametrize("environment", [{}, {"ABCDEFGHIJKLMNOP": ""}])
    def test_a_variable_that_is_not_set_is_not_named(self, post: Post, environment: dict[str, str]) -> None:
        """Somebody may have typed the password there; a code of sixteen capitals, as 163 gives them, fits the form."""
        mail = post.settings(security="tls", **LOGIN | {"password_env": "ABCDEFGHIJKLMNOP"})
        with pytest.raises(MailError, match="環境變數沒有設定") as caught:
            password_of(mail, environment)
        assert "ABCDEFGHIJKLMNOP" not in str(caught.value)


def _knows_nobody(*_: object) -> AuthResult:
    return AuthResult(success=False, handled=False)


def _tells_the_password(*_: object) -> AuthResult:
    encoded = base64.b64encode(f"\0{USER}\0{PASSWORD}".encode()).decode()
    return AuthResult(success=False, handled=False, message=f"535 wrong: {PASSWORD} {encoded}")


def _failure(action: Callable[[], object]) -> str:
    """The text of the MailError that `action` ends with, once the password is found nowhere in its traceback."""
    with pytest.raises(MailError) as caught:
        action()
    everything = "".join(traceback.format_exception(caught.value))
    assert PASSWORD not in everything
    assert base64.b64encode(f"\0{USER}\0{PASSWORD}".encode()).decode() not in everything
    return str(caught.value)
