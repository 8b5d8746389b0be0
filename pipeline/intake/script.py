"""One spelling for comparing: Traditional and Simplified, full-width and half-width, with and without spaces."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from opencc import OpenCC

SAME = str.maketrans({"帐": "账", "臺": "台", "檯": "台", "裏": "里", "裡": "里", "衆": "众", "複": "复", "覆": "复"})
"""Spellings of one word that conversion to Simplified leaves apart (domain 3.5 and G-13)."""

SPACES = re.compile(r"[\s\u200b\ufeff]+")


@cache
def _to_simplified() -> OpenCC:
    return OpenCC("t2s")


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """The text in the form in which headings, options and names are compared; never shown to anybody."""
    plain = SPACES.sub("", unicodedata.normalize("NFKC", text))
    if plain.isascii():
        return plain.casefold()
    simplified: str = _to_simplified().convert(plain)
    return simplified.translate(SAME).casefold()
