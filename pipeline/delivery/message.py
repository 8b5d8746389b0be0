"""The letter and its bytes, the .eml.

The same letter gives the same bytes on any day: the boundaries and the Message-ID come from its content, and the Date
is added when it is sent. All bytes are ASCII in short lines, so that every server can carry them (no SMTPUTF8, no
8BITMIME).

File names: Python's own writer splits a long name into `filename*0*=`, which QQ Mail shows as tcmime.bin. Here a name
stands twice, as an RFC 2047 word in `name=` and whole in one `filename*=`; there is no plain `filename=`, since
readers that know both would show that one.

Without mail settings the bytes are a draft: `X-Unsent: 1`, on which Outlook opens it ready to be addressed and sent,
and neither From, To nor Message-ID, which the mail program then adds.
"""

from __future__ import annotations

import base64
import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from email import message_from_bytes, policy
from email.header import Header
from email.message import EmailMessage, Message, MIMEPart
from email.utils import formataddr
from typing import TYPE_CHECKING
from urllib.parse import quote

from pipeline.delivery.address import Address
from pipeline.delivery.error import MailError

if TYPE_CHECKING:
    from pipeline.config import MailSettings

_WIRE = policy.compat32.clone(linesep="\r\n", max_line_length=998)  # headers are written as given, folded here
_SCHOOL, _PERIOD = "X-Houqin-School", "X-Houqin-Period"
_SHORT = 60  # characters that surely fit in a line of 78
_LONGEST_NAME = 900  # octets once quoted: RFC 5322 allows 998 in a line


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of the letter, by the name that the head sees."""

    name: str
    content: bytes
    media_type: str = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class Letter:
    """What is said, in plain text and in HTML, about which school and period, and the files that come with it."""

    school: str
    period: str
    subject: str
    text: str
    html: str
    attachments: tuple[Attachment, ...] = ()

    @property
    def digest(self) -> str:
        """What makes this letter another one than the last: 64 hexadecimal digits over everything in it."""
        digest = hashlib.sha256()
        for part in self._content():
            digest.update(len(part).to_bytes(8, "big") + part)
        return digest.hexdigest()

    def _content(self) -> Iterator[bytes]:
        for said in (self.school, self.period, self.subject):
            yield _one_line(said).encode()
        yield from (_canonical(self.text), _canonical(self.html))
        for attachment in self.attachments:
            yield _file_name(attachment.name).encode()
            yield attachment.media_type.encode()
            yield attachment.content


def compose(letter: Letter, mail: MailSettings | None) -> bytes:
    """The letter as RFC 5322 bytes without a Date, addressed as `mail` says, or as a draft when that is None.

    Raises:
        ValueError: a file name is too long to be sent.
    """
    digest = letter.digest
    words = _multipart("alternative", digest, [_text("plain", letter.text), _text("html", letter.html)])
    whole = _multipart("mixed", digest, [words, *map(_file, letter.attachments)])
    headers = _draft() if mail is None else _addressed(mail, digest)
    for name, value in {
        **headers,
        "Subject": _header(letter.subject, "Subject"),
        _SCHOOL: _header(letter.school, _SCHOOL),
        _PERIOD: _header(letter.period, _PERIOD),
        "MIME-Version": "1.0",
    }.items():
        whole[name] = value
    return whole.as_bytes(policy=_WIRE)


def read(eml: bytes) -> Letter:
    """The letter in the bytes that `compose` gave, even after a mail program has saved them.

    Raises:
        MailError: it has no school and period, or no text and HTML.
    """
    message = message_from_bytes(eml, _class=EmailMessage, policy=policy.default)
    text, html = message.get_body(("plain",)), message.get_body(("html",))
    if not message[_PERIOD] or text is None or html is None:
        raise MailError("這封郵件不是本程式寫出的，或已被改動")
    school, period, subject = (str(message[name] or "") for name in (_SCHOOL, _PERIOD, "Subject"))
    files = tuple(map(_attachment, message.iter_attachments()))
    return Letter(school, period, subject, _lines(text), _lines(html), files)


def rebuild(eml: bytes, replacements: Mapping[str, bytes], mail: MailSettings | None) -> bytes:
    """The same letter with other contents for the attachments named, addressed as `mail` says now.

    For the summary that somebody has edited since the run; a name that is not attached is not added.

    Raises:
        MailError: as `read`.
    """
    letter = read(eml)
    files = tuple(replace(old, content=replacements.get(old.name, old.content)) for old in letter.attachments)
    return compose(replace(letter, attachments=files), mail)


def _draft() -> dict[str, str]:
    return {"X-Unsent": "1"}


def _addressed(mail: MailSettings, digest: str) -> dict[str, str]:
    headers = {"From": _addresses([mail.sender]), "To": _addresses(mail.to)}
    if mail.cc:
        headers["Cc"] = _addresses(mail.cc)
    return {**headers, "Message-ID": f"<houqin.{digest[:32]}@{mail.sender.domain}>"}


def _addresses(addresses: Iterable[Address]) -> str:
    return ",\n ".join(map(_named, addresses))


def _named(address: Address) -> str:
    name = _one_line(address.name)
    return formataddr((name, address.spec)) if _is_plain(name) else f"{_encoded(name)} <{address.spec}>"


def _header(text: str, name: str) -> str:
    line = _one_line(text)
    return line if _is_plain(line) else _encoded(line, name)


def _is_plain(line: str) -> bool:
    """Whether it can stand in a header as it is; what looks like an RFC 2047 word cannot."""
    return line.isascii() and "=?" not in line and len(line) < _SHORT


def _encoded(line: str, header: str | None = None) -> str:
    """RFC 2047 words, a line each."""
    return Header(line, "utf-8", header_name=header).encode()


def _one_line(text: str) -> str:
    """The text on one line, without marks of direction and lone surrogates: nothing in it can start another header."""
    spaced = "".join(" " if unicodedata.category(char) == "Cc" else char for char in text)
    shown = "".join(char for char in spaced if unicodedata.category(char) not in {"Cf", "Cs"})
    return " ".join(shown.split())


def _file_name(name: str) -> str:
    """The name without what Windows forbids in one; quotes around a name would also be taken for syntax."""
    return re.sub(r'[\\/:*?"<>|]', "_", _one_line(name))


def _canonical(text: str) -> bytes:
    """Text as MIME wants it, with CRLF; a lone surrogate becomes a question mark."""
    return "\r\n".join(text.splitlines()).encode(errors="replace") + b"\r\n"


def _multipart(kind: str, digest: str, parts: Iterable[Message]) -> Message:
    whole: Message = Message(_WIRE)
    whole["Content-Type"] = f'multipart/{kind};\n boundary="=_{kind}_{digest[:32]}"'  # "=_" is in no base64
    for part in parts:
        whole.attach(part)
    return whole


def _text(subtype: str, text: str) -> Message:
    return _part(f"text/{subtype}; charset=utf-8", _canonical(text))


def _file(attachment: Attachment) -> Message:
    name = _file_name(attachment.name)
    quoted = quote(name, safe="")
    if len(quoted) > _LONGEST_NAME:
        raise ValueError(f"the file name is too long to be attached: {name}")
    part = _part(f'{attachment.media_type};\n name="{_encoded(name)}"', attachment.content)
    part["Content-Disposition"] = f"attachment;\n filename*=UTF-8''{quoted}"
    return part


def _part(content_type: str, content: bytes) -> Message:
    part: Message = Message(_WIRE)
    part["Content-Type"] = content_type
    part["Content-Transfer-Encoding"] = "base64"
    part.set_payload(base64.encodebytes(content).decode("ascii"))
    return part


def _lines(part: MIMEPart) -> str:
    return "\n".join(str(part.get_content()).splitlines()) + "\n"


def _attachment(part: Message) -> Attachment:
    content = part.get_payload(decode=True)
    return Attachment(
        part.get_filename() or "", content if isinstance(content, bytes) else b"", part.get_content_type()
    )
