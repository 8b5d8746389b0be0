"""How much room a text takes, counted in Latin characters."""

from __future__ import annotations

from unicodedata import east_asian_width


def text_width(text: str) -> int:
    """The width of the text's longest line; a Chinese character is as wide as two Latin ones."""
    return max(map(_line_width, text.split("\n")))


def _line_width(line: str) -> int:
    if line.isascii():
        return len(line)
    return sum(2 if east_asian_width(character) in "WFA" else 1 for character in line)
