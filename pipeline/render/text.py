"""Text made safe for XML: what Excel or Word could not open is taken out before it is written."""

from __future__ import annotations

import re

_NOT_PRINTABLE = re.compile(
    "["
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # control characters other than tab and line breaks
    "\u202a-\u202e\u2066-\u2069"  # bidirectional overrides, which show a text other than it is
    "\ud800-\udfff"  # lone surrogates
    "\ufdd0-\ufdef\ufffe\uffff"  # noncharacters
    "]"
)
_LINE_BREAK = re.compile("\r\n?|[\u0085\u2028\u2029]")


def scrub(text: str) -> str:
    """The text without characters that XML forbids or that no reader sees; line breaks become plain newlines."""
    if text.isprintable():
        return text
    return _NOT_PRINTABLE.sub("", _LINE_BREAK.sub("\n", text))


def one_line(text: str) -> str:
    """The scrubbed text with every run of white space as one space, for captions, headings and alt text."""
    return " ".join(scrub(text).split())
