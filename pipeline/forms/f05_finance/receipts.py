"""Receipt numbers as they are typed: single numbers and ranges a-b, joined by 、 (F05.2 收款票據號)."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

JOINED_BY = re.compile(r"[、，,;；/\s]+")
RANGE = re.compile(r"(.*?)(\d+)[-~–—−至到](?:\1)?(\d+)")
SINGLE = re.compile(r"(.*?)(\d+)")
LONGEST_RANGE = 10_000
"""Receipts of one class and collection; a longer range is a slip of the keyboard."""

Number = tuple[str, int]
"""A receipt: what stands before its serial, and the serial (0040 and 40 are one)."""


@lru_cache(maxsize=4096)
def receipt_numbers(text: str) -> frozenset[Number]:
    """Every receipt that the cell names; pieces without a number name none."""
    pieces = JOINED_BY.split(unicodedata.normalize("NFKC", text))
    return frozenset(number for piece in pieces for number in _numbers(piece))


def _numbers(piece: str) -> list[Number]:
    between = RANGE.fullmatch(piece)
    if between and int(between[2]) <= int(between[3]):
        first, last = int(between[2]), int(between[3])
        return [(between[1], serial) for serial in range(first, last + 1)] if last - first < LONGEST_RANGE else []
    single = SINGLE.fullmatch(piece)
    return [(single[1], int(single[2]))] if single else []
