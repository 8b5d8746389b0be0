"""Where tables and charts stand in running text: close to what refers to them, without leaving a page half empty.

What does not fit on the rest of a page lets the next paragraphs of its chapter go first, unless little would be left
blank. The pages are reckoned from the measures of the styles; where a program breaks them otherwise, an exhibit stands
a paragraph off, no worse.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from math import floor

from pipeline.render.docx_styles import Measure, measures
from pipeline.render.profile import EMU_PER_MM, POINTS_PER_MM, TWIPS_PER_POINT, Profile
from pipeline.render.widths import text_width

FEWEST_LINES = 2
"""Of a paragraph at the foot or at the head of a page."""
BLANK_LINES = 4
"""May stay blank at the foot of a page."""
BORDER_PT = 0.5

_STYLE = re.compile(r'<w:pStyle w:val="(\w+)"/>')
_SAID = re.compile(r"<w:t [^>]*>([^<]*)</w:t>|(<w:br/>)")
_HEIGHT = re.compile(r'<wp:extent cx="\d+" cy="(\d+)"/>')
_PIECE = re.compile(r"[!-~]+|.", re.DOTALL)
_CELL = re.compile(r'<w:tcW w:w="(\d+)".*?</w:tc>', re.DOTALL)


@dataclass(frozen=True)
class Exhibit:
    """A table or a chart with its caption and notes, as paragraphs and tables."""

    parts: tuple[str, ...]


def arranged(pieces: Iterable[str | Exhibit], profile: Profile) -> Iterator[str]:
    """Paragraphs and exhibits; what has no room on a page waits while text of its chapter fills that page."""
    page = _Page(profile)
    waiting: list[Exhibit] = []
    for piece in pieces:
        if isinstance(piece, Exhibit):
            waiting.append(piece)
        else:
            style = _style_of(piece)
            if style == "Heading1":
                yield from _set(page, waiting, at_any_rate=True)
            page.add(piece, style)
            yield piece
            if style.startswith("Heading"):
                continue
        yield from _set(page, waiting, at_any_rate=False)
    yield from _set(page, waiting, at_any_rate=True)


def _set(page: _Page, waiting: list[Exhibit], *, at_any_rate: bool) -> Iterator[str]:
    while waiting and (at_any_rate or page.is_full or page.has_room(waiting[0])):
        exhibit = waiting.pop(0)
        page.add_exhibit(exhibit)
        yield from exhibit.parts


@dataclass
class _Page:
    """How far down the page the text reaches, in points."""

    profile: Profile
    used: float = 0
    measures: Mapping[str, Measure] = field(init=False)

    def __post_init__(self) -> None:
        self.measures = measures(self.profile)

    @property
    def height(self) -> float:
        """Of the text area."""
        across = self.profile.top_mm + self.profile.bottom_mm
        return (self.profile.height_mm - across) * POINTS_PER_MM

    def add(self, paragraph: str, style: str) -> None:
        """A paragraph of running text."""
        measure = self.measures[style]
        lines = _lines(_text_of(paragraph), self.profile.text_width_pt, measure)
        left = floor((self.height - self.used) / measure.line)
        wanted = FEWEST_LINES + 1 if style.startswith("Heading") else min(lines, FEWEST_LINES)
        if left < wanted:
            self.used, left = 0, lines
        if lines > left:
            self.used = max(lines - left, FEWEST_LINES) * measure.line
        else:
            self.used += lines * measure.line + measure.before + measure.after

    @property
    def is_full(self) -> bool:
        """Whether little is left."""
        return self.height - self.used <= BLANK_LINES * self.profile.line_pt

    def has_room(self, exhibit: Exhibit) -> bool:
        """Whether an exhibit goes on the rest of the page."""
        return self.used + self._height_of(exhibit) <= self.height

    def add_exhibit(self, exhibit: Exhibit) -> None:
        """An exhibit, on the next page where this one has no room."""
        height = self._height_of(exhibit)
        self.used = self.used + height if self.has_room(exhibit) else height % self.height

    def _height_of(self, exhibit: Exhibit) -> float:
        return sum(self._table(part) if part.startswith("<w:tbl>") else self._paragraph(part) for part in exhibit.parts)

    def _paragraph(self, xml: str) -> float:
        measure = self.measures[_style_of(xml)]
        drawing = _HEIGHT.search(xml)
        if drawing:
            return int(drawing[1]) / EMU_PER_MM * POINTS_PER_MM + measure.before + measure.after
        lines = _lines(_text_of(xml), self.profile.text_width_pt, measure)
        return lines * measure.line + measure.before + measure.after

    def _table(self, xml: str) -> float:
        return sum(map(self._row, xml.split("<w:tr>")[1:]))

    def _row(self, xml: str) -> float:
        heights = (self._cell(cell[0], int(cell[1]) / TWIPS_PER_POINT) for cell in _CELL.finditer(xml))
        return max(heights, default=0) + BORDER_PT

    def _cell(self, xml: str, width: float) -> float:
        measure = self.measures[_style_of(xml)]
        room = width - 2 * self.profile.narrow_cell_padding_pt
        return _lines(_text_of(xml), room, measure) * measure.line + measure.before + measure.after


def _style_of(xml: str) -> str:
    found = _STYLE.search(xml)
    return found[1] if found else "BodyText"


def _text_of(xml: str) -> str:
    return unescape("".join("\n" if line_break else said for said, line_break in _SAID.findall(xml)))


def _lines(text: str, room: float, measure: Measure) -> int:
    """As many as the text takes, numbers and words whole."""
    halves = floor(room / (measure.points / 2) + 0.01)
    used, lines = measure.indent, 1
    for piece in _PIECE.findall(text):
        width = text_width(piece)
        if piece == "\n" or used + width > halves:
            used, lines = 0, lines + 1
        used += width
    return lines
