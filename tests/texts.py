"""What a file says, whatever its format."""

from __future__ import annotations

import email
import email.policy
import html
import io
import re
import zipfile

OFFICE = (".xlsx", ".docx")


def texts_in(name: str, content: bytes) -> str:
    """The words of a text, of each part of an Office file, and of a letter and its attachments."""
    if name.endswith(OFFICE):
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return "\n".join(texts_in(part, package.read(part)) for part in package.namelist())
    if name.endswith(".eml"):
        letter = email.message_from_bytes(content, policy=email.policy.default)
        parts = [(part.get_filename() or "", part.get_payload(decode=True)) for part in letter.walk()]
        return "\n".join(texts_in(part, payload) for part, payload in parts if isinstance(payload, bytes))
    text = content.decode("utf-8", "replace")
    return html.unescape(re.sub(r"</(?:w:p|t|a:p)>", "\n", text)) if name.endswith(".xml") else text


def words_in(name: str, content: bytes) -> str:
    """The same without the tags of XML, a paragraph or cell a line."""
    return re.sub(r"<[^>]*>", "", texts_in(name, content))
