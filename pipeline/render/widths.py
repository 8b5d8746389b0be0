"""How much room a text takes, counted in Latin characters."""

from __future__ import annotations


def text_width(text: str) -> int:
    """The width of the text's longest line; a Chinese character is as wide as two Latin ones, its two bytes in GBK."""
    return max(len(line.encode("gbk", "replace")) for line in text.split("\n"))
