"""How much room a text takes, counted in Latin characters, and where a heading may be parted."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final

_COUNTED: Final = "行次人筆張张笔份天項项件戶户月條条家"
"""What stands before 數 in a word of two characters: 筆數. Before any other it ends a word of three: 違規數."""
_SUMMED: Final = "金總总差餘余"
"""Likewise before 額."""
_UNIT: Final = re.compile(r"(.+?)(（[^（）]+）)$", re.DOTALL)
_PIECE: Final = re.compile(r"[!-~]+|.", re.DOTALL)
_ILL_PARTED: Final = 12
_ALONE: Final = 10
_TORN: Final = 1_000
"""What a break costs, as the square of a line's distance in width from the others."""


@lru_cache(maxsize=65536)
def text_width(text: str) -> int:
    """The width of the text's longest line; a Chinese character is as wide as two Latin ones, its two bytes in GBK."""
    return max(len(line.encode("gbk", "replace")) for line in text.split("\n"))


def heading_lines(heading: str, most: int) -> tuple[str, ...]:
    """A heading in as few lines of at most `most` as it takes, of about equal length; its unit on a line of its own."""
    if text_width(heading) <= most:
        return (heading,)
    if unit := _UNIT.fullmatch(heading):
        return (*heading_lines(unit[1], most), unit[2])
    pieces = len(_PIECE.findall(heading))
    fewest = min(-(-text_width(heading) // max(most, 2)), pieces)
    splits = (parted(heading, lines) for lines in range(fewest, pieces + 1))
    return next((split for split in splits if max(map(text_width, split)) <= most), parted(heading, pieces))


def narrowest(heading: str, most_lines: int) -> int:
    """The width of a heading in several lines, its Latin words whole."""
    pieces = len(_PIECE.findall(heading))
    if not pieces:
        return 0
    return max(map(text_width, parted(heading, max(1, min(most_lines, pieces // 2)))))


@cache
def parted(heading: str, lines: int) -> tuple[str, ...]:
    """A heading in so many lines of about equal width, parted between words, as far as these can be told.

    Chinese words have mostly two characters; the last one of a heading may have three: 節約額, 違規數, 合格率.
    """
    ideal = text_width(heading) / lines
    best: dict[int, tuple[float, tuple[str, ...]]] = {0: (0, ())}
    for remaining in range(lines - 1, -1, -1):
        best = _one_line_more(heading, best, ideal, is_last=remaining == 0)
    return best[len(heading)][1] if len(heading) in best else (heading,)


def _one_line_more(
    heading: str, best: dict[int, tuple[float, tuple[str, ...]]], ideal: float, *, is_last: bool
) -> dict[int, tuple[float, tuple[str, ...]]]:
    longer: dict[int, tuple[float, tuple[str, ...]]] = {}
    for start, (cost, lines) in best.items():
        for end in range(len(heading) if is_last else start + 1, len(heading) + 1):
            line = heading[start:end]
            total = cost + (text_width(line) - ideal) ** 2 + _roughness(heading, end) + _ALONE * (len(line) == 1)
            if line and (end not in longer or total <= longer[end][0]):
                longer[end] = (total, (*lines, line))
    return longer


def _roughness(heading: str, at: int) -> float:
    """How ill a heading is parted at a place."""
    if at == len(heading):
        return 0
    if heading[at - 1].isascii() and heading[at].isascii():
        return _TORN
    from_end = len(heading) - at
    last_word = 3 if _ends_in_three(heading) else 2
    return 0 if from_end >= last_word and (from_end - last_word) % 2 == 0 else _ILL_PARTED


def _ends_in_three(heading: str) -> bool:
    before, last = heading[-2:-1], heading[-1:]
    return (
        heading.endswith(("率", "回收期"))
        or (last in "數数" and before not in _COUNTED)
        or (last in "額额" and before not in _SUMMED)
    )
