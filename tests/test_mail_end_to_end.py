"""From the command to the mailbox: what arrives, what the ledger keeps, and the exit code of every way it can fail."""

from __future__ import annotations

import io
import shutil
import socket
import ssl
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import docx
import pytest
import trustme

from pipeline.delivery.ledger import Attempt, Ledger, State
from tests.delivery.server import PASSWORD, USER, Mailbox, knows_the_office, rude, running
from tests.workspaces import Workspace, workspace

MONTH = "2026-03"
SUMMARY = f"後勤工作總結_{MONTH}.docx"
STATISTICS = f"後勤統計_{MONTH}.xlsx"
HEAD, DEPUTY = "head@school.example", "deputy@school.example"
SENT, SENT_BEFORE = f"{HEAD}：已寄出", f"{HEAD}：先前已寄出，未再寄"
VARIABLE = "HOUQIN_TEST_PASSWORD"
LOGIN = f"  user: {USER}\n  password_env: {VARIABLE}\n"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A workspace in which March has been reported on, before any mail server was configured."""
    place = workspace(tmp_path_factory.mktemp("made"), lambda name: name.removesuffix(".xlsx")[-7:] <= MONTH)
    told = place("run", "--month", MONTH)
    assert told.code == 0, told.err
    return place


@pytest.fixture
def place(made: Workspace, tmp_path: Path) -> Workspace:
    return Workspace(Path(shutil.copytree(made.folder, tmp_path / "school")))


@pytest.fixture
def mailbox() -> Mailbox:
    return Mailbox()


@pytest.fixture
def port(mailbox: Mailbox) -> Iterator[int]:
    with running(mailbox) as port:
        yield port


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def certificate(authority: trustme.CA, place: Workspace) -> ssl.SSLContext:
    """A server's, whose authority the workspace knows."""
    authority.cert_pem.write_to_path(str(place.folder / "school-ca.pem"))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    return context


def configure(place: Workspace, port: int, security: str = "none", more: str = "") -> None:
    """The mail section of config.yaml, as a school writes it."""
    place.configure(
        f"\nmail:\n  host: 127.0.0.1\n  port: {port}\n  security: {security}\n  timeout: 5\n"
        f"  from: 總務處 <{USER}>\n  to:\n    - 校長 <{HEAD}>\n  cc: [{DEPUTY}]\n{more}"
    )


def lose(place: Workspace, port: int) -> None:
    """Sends by a server that is gone before its last reply; what is sent next goes to the one at `port`."""
    with rude("stop") as lost:
        configure(place, lost)
        told = place("send", "--month", MONTH)
        assert told.code == 3
        assert f"{HEAD}：不確定是否已送達" in told.out
    config = place.folder / "config.yaml"
    config.write_text(config.read_text("utf-8").replace(f"port: {lost}", f"port: {port}"), encoding="utf-8")


def ledger(place: Workspace) -> list[Attempt]:
    return Ledger(place.output / ".mail.sqlite").attempts()


def arrived(mailbox: Mailbox) -> EmailMessage:
    """The one letter that came."""
    [content] = mailbox.letters
    return message_from_bytes(content, _class=EmailMessage, policy=policy.default)


def attachments(message: EmailMessage) -> dict[str, bytes]:
    parts = {part.get_filename(): part.get_payload(decode=True) for part in message.iter_attachments()}
    return {str(name): content for name, content in parts.items() if isinstance(content, bytes)}


def body(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    assert part is not None
    return str(part.get_content())


class TestArriving:
    def test_run_send(self, place: Workspace, mailbox: Mailbox, port: int) -> None:
        configure(place, port, more="  attach_statistics: true\n")
        told = place("run", "--month", MONTH, "--send")
        assert told.code == 0
        assert SENT in told.out
        assert mailbox.envelopes == [(USER, [HEAD, DEPUTY])]
        message, files = arrived(mailbox), place.published(MONTH).files
        assert str(message["Subject"]) == "示例小學2026年3月後勤工作總結"
        assert str(message["To"]) == f"校長 <{HEAD}>"
        assert attachments(message) == {STATISTICS: files[STATISTICS], SUMMARY: files[SUMMARY]}
        assert [(one.recipient, one.state, one.period) for one in ledger(place)] == [
            (HEAD, State.SENT, MONTH),
            (DEPUTY, State.SENT, MONTH),
        ]

    def test_the_body_has_the_key_figures_and_what_is_missing(
        self, place: Workspace, mailbox: Mailbox, port: int
    ) -> None:
        configure(place, port)
        assert place("send", "--month", MONTH).code == 0
        for kind in ("plain", "html"):
            text = body(arrived(mailbox), kind)
            assert "數據截至2026年3月31日" in text
            # 109 rows in March, one with one buyer; C302 paid 80.00 too much;
            # F02-R01, F05-R05, F05-R15 and F08-R03 are broken once each
            for words in ("兩人以上採購率", "99.1%", "108/109", "超標準收費金額", "80.00 元", "制度違規", "4 項"):
                assert words in text, (kind, words)
            assert "應報台賬均已收到" in text
            assert "沒有待更正的行" in text
            assert SUMMARY in text

    def test_send_after_a_run_without_a_server(self, place: Workspace, mailbox: Mailbox, port: int) -> None:
        """What was written as a draft is addressed when it is sent; the statistics stay in the office."""
        configure(place, port)
        told = place("send", "--month", MONTH, "--json")
        assert told.code == 0
        assert [(one["address"], one["state"], one["text"]) for one in told.json["mail"]] == [
            (HEAD, "sent", SENT),
            (DEPUTY, "sent", f"{DEPUTY}：已寄出"),
        ]
        assert attachments(arrived(mailbox)) == {SUMMARY: place.published(MONTH).files[SUMMARY]}
        assert "X-Unsent" not in arrived(mailbox)

    def test_an_edited_summary_is_what_goes_out(self, place: Workspace, mailbox: Mailbox, port: int) -> None:
        configure(place, port)
        path = place.output / MONTH / SUMMARY
        before = path.read_bytes()
        document = docx.Document(io.BytesIO(before))
        document.add_paragraph("校長補充：下月再議。")
        document.save(str(path))
        assert place("send", "--month", MONTH).code == 0
        sent = attachments(arrived(mailbox))[SUMMARY]
        assert sent == path.read_bytes() != before
        assert docx.Document(io.BytesIO(sent)).paragraphs[-1].text == "校長補充：下月再議。"
        assert {one.note for one in ledger(place)} == {f"總結在生成後經人修改：{SUMMARY}"}

    def test_an_unedited_one_is_not_noted(self, place: Workspace, mailbox: Mailbox, port: int) -> None:
        del mailbox
        configure(place, port)
        place("send", "--month", MONTH)
        assert {one.note for one in ledger(place)} == {""}

    def test_starttls_and_a_password_from_the_environment(
        self, place: Workspace, mailbox: Mailbox, certificate: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv(VARIABLE, PASSWORD)
        options = {"require_starttls": True, "auth_required": True, "authenticator": knows_the_office}
        with running(mailbox, tls_context=certificate, **options) as port:
            configure(place, port, "starttls", f"{LOGIN}  ca_file: school-ca.pem\n")
            assert place("send", "--month", MONTH).code == 0
        assert len(mailbox.letters) == 1


class TestOnce:
    def test_a_second_time_nothing_is_sent(self, place: Workspace, mailbox: Mailbox, port: int) -> None:
        configure(place, port)
        assert place("send", "--month", MONTH).code == 0
        again = place("send", "--month", MONTH)
        assert again.code == 0
        assert SENT_BEFORE in again.out
        assert len(mailbox.letters) == 1
        assert len(ledger(place)) == 2

    def test_nor_after_the_same_run_again(self, place: Workspace, mailbox: Mailbox, port: int) -> None:
        configure(place, port)
        place("send", "--month", MONTH)
        again = place("run", "--month", MONTH, "--send")
        assert again.code == 0
        assert SENT_BEFORE in again.out
        assert len(mailbox.letters) == 1

    def test_who_was_refused_can_get_it_later(self, place: Workspace, mailbox: Mailbox, port: int) -> None:
        configure(place, port)
        mailbox.refuses[DEPUTY] = "550 no such user"
        told = place("send", "--month", MONTH)
        assert told.code == 3
        assert SENT in told.out
        assert f"{DEPUTY}：被拒收" in told.out
        assert "550 no such user" in told.out
        assert f"send --month {MONTH}\n" in told.out  # how to go on
        refused = place("send", "--month", MONTH, "--json").json["mail"][1]
        assert {name: refused[name] for name in ("address", "state", "code", "reply")} == {
            "address": DEPUTY,
            "state": "refused",
            "code": 550,
            "reply": "no such user",
        }
        mailbox.refuses.clear()
        assert place("send", "--month", MONTH).code == 0
        assert [to for _, to in mailbox.envelopes] == [[HEAD], [DEPUTY]]

    def test_what_may_have_arrived_waits_for_a_person(self, place: Workspace, mailbox: Mailbox, port: int) -> None:
        lose(place, port)
        again = place("send", "--month", MONTH)
        assert again.code == 3
        assert "不確定" in again.out
        assert mailbox.letters == []

    def test_who_is_found_not_to_have_it_gets_it_again(self, place: Workspace, mailbox: Mailbox, port: int) -> None:
        lose(place, port)
        config = place.folder / "config.yaml"
        told = place("send", "--month", MONTH)
        assert f"可執行：houqin --config {config} send --month {MONTH} --resend {HEAD}\n" in told.out
        again = place("send", "--month", MONTH, "--resend", HEAD.upper(), "--json")
        assert [(one["address"], one["state"]) for one in again.json["mail"]] == [(HEAD, "sent"), (DEPUTY, "uncertain")]
        assert again.code == 3
        assert mailbox.envelopes == [(USER, [HEAD])]
        assert ledger(place)[-1].note == f"經人決定重寄：{HEAD}"
        last = place("send", "--month", MONTH, "--resend", f"副校長 <{DEPUTY}>")
        assert (last.code, [to for _, to in mailbox.envelopes]) == (0, [[HEAD], [DEPUTY]])

    def test_nobody_else_can_be_named(self, place: Workspace, mailbox: Mailbox, port: int) -> None:
        configure(place, port)
        for stranger in ("someone@school.example", "校長"):
            told = place("send", "--month", MONTH, "--resend", HEAD, "--resend", stranger)
            assert told.code == 2
            assert f"「{stranger}」不是收件人" in told.err
            assert f"{HEAD}、{DEPUTY}" in told.err
        assert mailbox.letters == []

    def test_a_run_alone_sends_nothing_and_tells_how_to(self, place: Workspace, mailbox: Mailbox, port: int) -> None:
        configure(place, port)
        told = place("run", "--month", MONTH)
        assert told.code == 0
        assert "郵件尚未寄出" in told.out
        assert f"houqin --config {place.folder / 'config.yaml'} send --month {MONTH}\n" in told.out
        assert mailbox.letters == []


class TestFailing:
    def test_a_wrong_password(
        self, place: Workspace, mailbox: Mailbox, certificate: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv(VARIABLE, "wr0ng-and-secret")
        with running(mailbox, tls_context=certificate, authenticator=knows_the_office) as port:
            configure(place, port, "starttls", f"{LOGIN}  ca_file: school-ca.pem\n")
            told = place("run", "--month", MONTH, "--send")
        assert told.code == 1
        assert "密碼" in told.err
        assert "wr0ng-and-secret" not in told.out + told.err
        assert mailbox.letters == []
        assert SUMMARY in place.published(MONTH).files  # the results stand all the same

    def test_no_password(self, place: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv(VARIABLE, raising=False)
        configure(place, 1, "starttls", LOGIN)
        told = place("send", "--month", MONTH)
        assert told.code == 1
        assert "環境變數" in told.err

    def test_nobody_there(self, place: Workspace) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            configure(place, free.getsockname()[1])
        told = place("send", "--month", MONTH)
        assert told.code == 1
        assert "127.0.0.1" in told.err

    def test_a_connection_dropped_before_the_letter(self, place: Workspace) -> None:
        with rude("DATA") as port:
            configure(place, port)
            told = place("send", "--month", MONTH)
        assert told.code == 1
        assert "郵件未寄出" in told.err
        assert {one.state for one in ledger(place)} == {State.DEFERRED}

    def test_everybody_refused(self, place: Workspace, mailbox: Mailbox, port: int) -> None:
        configure(place, port)
        mailbox.refuses |= dict.fromkeys((HEAD, DEPUTY), "550 no such user")
        assert place("send", "--month", MONTH).code == 3
        assert mailbox.letters == []

    def test_nothing_to_send_yet(self, place: Workspace, port: int) -> None:
        configure(place, port)
        told = place("send", "--month", "2026-02")
        assert told.code == 1
        assert "請先執行 houqin run" in told.err


class TestNoServer:
    def test_the_letter_stands_beside_the_results(self, place: Workspace) -> None:
        told = place("send", "--month", MONTH)
        assert told.code == 0
        assert ".eml" in told.out
        assert not (place.output / ".mail.sqlite").exists()
        message = message_from_bytes(
            place.published(MONTH).files[f"郵件_{MONTH}.eml"], _class=EmailMessage, policy=policy.default
        )
        assert message["X-Unsent"] == "1"  # Outlook opens it ready to be addressed
        assert list(attachments(message)) == [SUMMARY]

    def test_there_is_nobody_to_send_it_to_again(self, place: Workspace) -> None:
        told = place("send", "--month", MONTH, "--resend", HEAD)
        assert told.code == 2
        assert "設定檔沒有 mail 一節" in told.err

    def test_run_send_is_told_so(self, place: Workspace) -> None:
        told = place("run", "--month", MONTH, "--send")
        assert told.code == 0
        assert "沒有設定郵件伺服器" in told.out
