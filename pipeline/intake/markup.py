"""XML of a foreign file, parsed without its tricks: no DTD, no entities, damage is a refusal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from xml.parsers import expat  # documents with a DTD are refused before it is read

from pipeline.intake.raw import Why
from pipeline.intake.refusal import UnreadableError

Start = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]


def parse(xml: bytes, start: Start, end: End | None = None, text: Callable[[str], None] | None = None) -> None:
    """Call `start(local name, attributes)`, `end(local name)` and `text(characters)` for each part of a document.

    Names come without their namespace prefix, attributes with it. Raises UnreadableError for a DTD and for broken XML.
    """
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse_dtd
    parser.StartElementHandler = lambda name, attributes: start(name.rpartition(":")[2], attributes)
    if end is not None:
        parser.EndElementHandler = lambda name: end(name.rpartition(":")[2])
    if text is not None:
        parser.buffer_text = True
        parser.CharacterDataHandler = text
    try:
        parser.Parse(xml, True)  # noqa: FBT003 - takes no keywords
    except expat.ExpatError as wrong:
        raise UnreadableError(Why.DAMAGED) from wrong


def elements(xml: bytes, name: str) -> Iterator[dict[str, str]]:
    """The attributes of each element with this local name, their prefixes taken off."""
    found: list[dict[str, str]] = []

    def start(local: str, attributes: dict[str, str]) -> None:
        if local == name:
            found.append({key.rpartition(":")[2]: value for key, value in attributes.items()})

    parse(xml, start)
    return iter(found)


def decoded(text: bytes) -> str:
    """Text of a part. Raises UnreadableError where it is not UTF-8."""
    try:
        return text.decode()
    except UnicodeDecodeError as wrong:
        raise UnreadableError(Why.DAMAGED) from wrong


def _refuse_dtd(*_: object) -> None:
    raise UnreadableError(Why.DTD)
