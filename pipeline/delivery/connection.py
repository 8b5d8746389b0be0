"""A connection to the school's mail server, encrypted and logged in as the settings say."""

from __future__ import annotations

import base64
import smtplib
import socket
import ssl
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from pipeline.delivery.error import MailError

if TYPE_CHECKING:
    from pipeline.config import MailSettings

_LONGEST_REPLY = 300  # characters of a server's reply that are worth keeping


def password_of(mail: MailSettings, environment: Mapping[str, str]) -> str | None:
    """The password from the environment variable that the settings name; None when no login is needed.

    Raises:
        MailError: the variable is not set. The text does not name it, in case the password itself was typed there.
    """
    if mail.password_env is None:
        return None
    if not environment.get(mail.password_env):
        raise MailError("設定檔 mail.password_env 所填的環境變數沒有設定，無法登入郵件伺服器")
    return environment[mail.password_env]


@contextmanager
def connected(mail: MailSettings, password: str | None) -> Iterator[smtplib.SMTP]:
    """A server that is ready to take a letter, left politely at the end.

    Raises:
        MailError: it cannot be reached, trusted, encrypted as asked, or logged in to.
    """
    context = _trust(mail)
    try:
        server = _reached(mail, context)
    except (OSError, UnicodeError) as error:
        raise MailError(_why(error, mail)) from error
    try:
        _log_in(server, mail, password)
        yield server
        with suppress(OSError):  # the letter is dealt with; a lost goodbye changes nothing
            server.quit()
    finally:
        server.close()


def said(reply: bytes, secrets: Iterable[str] = ()) -> str:
    """A server's reply on one line, without control characters, and without what is secret, should it echo that."""
    line = " ".join("".join(c if c.isprintable() else " " for c in reply.decode(errors="replace")).split())
    for secret in secrets:
        line = line.replace(secret, "***")
    return line[:_LONGEST_REPLY]


def _trust(mail: MailSettings) -> ssl.SSLContext:
    try:
        return ssl.create_default_context(cafile=mail.ca_file)
    except OSError as error:
        raise MailError(f"讀不了憑證文件 {mail.ca_file}（設定檔的 mail.ca_file）") from error


def _reached(mail: MailSettings, context: ssl.SSLContext) -> smtplib.SMTP:
    # The name that smtplib would find for this computer may be Chinese, which no server takes: greet with the address.
    if mail.security == "tls":
        server: smtplib.SMTP = smtplib.SMTP_SSL(
            mail.host, mail.port, "localhost", timeout=mail.timeout, context=context
        )
    else:
        server = smtplib.SMTP(mail.host, mail.port, "localhost", timeout=mail.timeout)
    try:
        server.local_hostname = _own_address(server)
        server.ehlo_or_helo_if_needed()
        if mail.security == "starttls":
            server.starttls(context=context)
            server.ehlo_or_helo_if_needed()
    except BaseException:
        server.close()
        raise
    return server


def _own_address(server: smtplib.SMTP) -> str:
    """The address that the server sees, as RFC 5321 (4.1.3) writes it: [192.0.2.1] or [IPv6:2001:db8::1]."""
    if server.sock is None:
        raise smtplib.SMTPServerDisconnected("closed while greeting")
    address = str(server.sock.getsockname()[0])
    return f"[IPv6:{address}]" if server.sock.family == socket.AF_INET6 else f"[{address}]"


def _log_in(server: smtplib.SMTP, mail: MailSettings, password: str | None) -> None:
    """Nothing raised here keeps the cause: it may hold what was sent to log in."""
    if mail.user is None:
        return
    if not password or not password.isascii():
        raise MailError("沒有密碼，或密碼含中文等字元，無法登入郵件伺服器")
    try:
        server.login(mail.user, password)
    except smtplib.SMTPAuthenticationError as error:
        reply = said(error.smtp_error if isinstance(error.smtp_error, bytes) else b"", _secrets(mail.user, password))
        raise MailError(
            f"郵件伺服器不接受帳號 {mail.user} 的密碼（{error.smtp_code} {reply}）；QQ、163 等郵箱要用「授權碼」"
        ) from None
    except OSError:
        raise MailError(f"無法登入郵件伺服器 {mail.host}：它不提供可用的登入方式，或連線中斷；郵件未寄出") from None


def _secrets(user: str, password: str) -> list[str]:
    """The password in each form in which it goes over the wire."""
    plain = (f"\0{user}\0{password}", password)
    return [password, *(base64.b64encode(text.encode()).decode() for text in plain)]


def _why(error: Exception, mail: MailSettings) -> str:
    where = f"郵件伺服器 {mail.host}:{mail.port}"
    reasons: tuple[tuple[type[Exception], str], ...] = (
        (ssl.SSLCertVerificationError, "的憑證無法核實，未寄出；學校自有憑證機構請填 mail.ca_file"),
        (ssl.SSLError, "不能建立加密連線；請核對 mail.security 和 mail.port"),
        (smtplib.SMTPNotSupportedError, "不提供 STARTTLS 加密，未以明文寄出；請核對 mail.security 和 mail.port"),
        (smtplib.SMTPResponseException, "不接受連線"),
        (smtplib.SMTPServerDisconnected, "沒有回應或中斷了連線；請核對 mail.security 和 mail.port"),
        (socket.gaierror, "找不到；請核對 mail.host 和網路"),
        (UnicodeError, "找不到；請核對 mail.host"),
        (ConnectionRefusedError, "拒絕連線；請核對 mail.port"),
        (TimeoutError, "沒有回應；請核對 mail.security、mail.port 和網路"),
    )
    says = next((says for kind, says in reasons if isinstance(error, kind)), "連不上；請核對網路")
    reply = f"（{error.smtp_code} {_reply(error)}）" if isinstance(error, smtplib.SMTPResponseException) else ""
    return f"{where} {says}{reply}"


def _reply(error: smtplib.SMTPResponseException) -> str:
    return said(error.smtp_error if isinstance(error.smtp_error, bytes) else error.smtp_error.encode())
